"""An archive served beside the test that looks on, in a thread of the same process."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import flask
from werkzeug.serving import make_server

from heritage.app import create_app
from heritage.house import House


@contextmanager
def beside(house: House, drawn: set[str]) -> Iterator[str]:
    """Serve an archive, noting by name each template that is drawn; give the address."""
    app = create_app(house, COMPRESS_REGISTER=False)

    def note(_app: flask.Flask, template: object, **_told: object) -> None:
        drawn.add(str(getattr(template, "name", "")))

    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    with flask.template_rendered.connected_to(note, app):
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(timeout=30)

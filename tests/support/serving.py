"""The real server as a process of its own, and browsers without scripts that visit it over HTTP."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lxml import html
from webtest import TestApp

from heritage.config import CHECKOUT
from tests.making import PASSWORD
from tests.support.postgres import free_port

STARTS_WITHIN = 90  # seconds; a machine busy with other things is slow to start one
ENDS_WITHIN = 30
LAST_WORDS = 4000  # characters
BETWEEN_HOPS = {"connection", "transfer-encoding", "keep-alive", "server", "date"}


class NotServed(Exception):
    """The server ended before it answered; the message is what it said."""


class Server:
    """One archive, served at an address that stays the same when it is started again."""

    def __init__(self, home: Path, **environ: str) -> None:
        self.home = home
        self.port = free_port()
        self.environ = environ
        self.process: subprocess.Popen[Any] | None = None
        self.said = tempfile.TemporaryFile(mode="w+", encoding="utf-8")  # noqa: SIM115

    @property
    def address(self) -> str:
        """Say where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            NotServed: it ended, or did not answer in time.
        """
        told = command("serve", "--port", str(self.port), home=self.home)
        self.process = subprocess.Popen(
            told, cwd=CHECKOUT, env=environment(**self.environ), stdout=self.said, stderr=self.said
        )
        end = time.monotonic() + STARTS_WITHIN
        while self.process.poll() is None and time.monotonic() < end:
            if self.answers():
                return
            time.sleep(0.02)
        self.kill()
        raise NotServed(self.words())

    def answers(self) -> bool:
        """Ask whether it is well."""
        with suppress(OSError, HTTPException):
            status, _, body = fetch(self, "GET", "/healthz")
            return status == 200 and json.loads(body)["status"] == "ok"
        return False

    def kill(self) -> None:
        """End it as a power switch would: it gets no word in."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self.kill()

    def words(self) -> str:
        """Repeat the last of what it printed."""
        self.said.seek(0)
        return self.said.read()[-LAST_WORDS:]


@contextmanager
def serving(home: Path, **environ: str) -> Iterator[Server]:
    """Serve an archive until the block ends, as `heritage serve` does."""
    server = Server(home, **environ)
    try:
        try:
            server.start()
        except NotServed:
            server.port = free_port()  # somebody may have taken the first one meanwhile
            server.start()
        yield server
    finally:
        server.stop()
        server.said.close()


def command(*words: str, home: Path) -> list[str]:
    """Write the command line of `heritage` for one archive."""
    return [sys.executable, "-m", "heritage", "--home", str(home), *words]


def environment(**environ: str) -> dict[str, str]:
    """Give a process our environment, without settings of the archive that stand in it."""
    ours = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("HERITAGE_") and key not in {"HOST", "PORT"}
    }
    return ours | environ


def run(*words: str, home: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the archive to its end."""
    return subprocess.run(
        command(*words, home=home), cwd=CHECKOUT, env=environment(**environ),
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def fetch(
    server: Server, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, list[tuple[str, str]], bytes]:
    """Ask the server for one page, over a connection of its own."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, path, body or None, {"Connection": "close", **headers})
        answer = connection.getresponse()
        return answer.status, answer.getheaders(), answer.read()
    finally:
        connection.close()


def at(server: Server) -> Any:
    """Pass requests on to the server, so that WebTest's browser can visit it."""

    def passed_on(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        path, query = environ["PATH_INFO"].encode("latin-1"), environ.get("QUERY_STRING", "")
        target = _quoted(path) + (f"?{query}" if query else "")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        status, headers, page = fetch(
            server, environ["REQUEST_METHOD"], target, body, **_headers(environ)
        )
        kept = [(name, value) for name, value in headers if name.lower() not in BETWEEN_HOPS]
        start_response(f"{status} {HTTPStatus(status).phrase}", kept)
        return [page]

    return passed_on


def _quoted(path: bytes) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~-._")


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    told = {
        key.removeprefix("HTTP_").replace("_", "-").title(): value
        for key, value in environ.items()
        if key.startswith("HTTP_") and key not in {"HTTP_HOST", "HTTP_CONNECTION"}
    }
    if environ.get("CONTENT_TYPE"):
        told["Content-Type"] = environ["CONTENT_TYPE"]
    return told


def form_with(page: Any, field: str, ending: str = "") -> Any:
    """Find the form of a page that has a field and goes to an address that ends so.

    Long forms are read with lxml, in a tenth of the time WebTest's own reader takes.
    """
    return next(
        form
        for form in html.fromstring(page.text).forms
        if field in form.fields and (form.action or "").endswith(ending)
    )


def send(visitor: TestApp, page: Any, form: Any, button: str = "") -> Any:
    """Send a form as a press on one of its buttons would; whatever the answer, give it."""
    pressed = [(button, "1")] if button else []
    target = form.action or page.request.path
    return visitor.post(target, [*form.form_values(), *pressed], status="*")


def browser(server: Server, name: str | None = None, password: str = PASSWORD) -> TestApp:
    """Open a browser at the server; with a name, sign in through the form as that person."""
    opened = TestApp(at(server), extra_environ={"REMOTE_ADDR": "127.0.0.1"})
    if name is not None:
        page = opened.get("/login")
        form = form_with(page, "password")
        form.fields["name"], form.fields["password"] = name, password
        answer = send(opened, page, form)
        assert answer.status_int == 302, f"{name} was not let in: {answer.status}"
    return opened

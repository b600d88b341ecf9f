"""How the archive finds its cluster, and makes sure of it: addresses, passwords, certificates."""

import base64
import ssl
import subprocess
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from heritage.config import BadSetting, Settings, load, search_cluster
from heritage.search.backend import SearchAway
from heritage.search.documents import Document
from heritage.search.query import parse
from heritage.search.request import Request
from tests.support.opensearch import ON_THE_CLUSTER


def told(tmp_path, **more):
    return search_cluster(Settings(home=tmp_path, **more))


def test_without_addresses_the_archive_searches_in_its_folder(tmp_path):
    assert told(tmp_path) is None
    assert told(tmp_path, search_urls=" , ") is None


def test_several_addresses_a_user_and_a_password_from_a_file(tmp_path):
    (tmp_path / "password").write_text("open sesame\n")
    environ = {
        "HERITAGE_SEARCH_URLS": "https://one:9200/, https://two:9200",
        "HERITAGE_SEARCH_USER": "heritage",
        "HERITAGE_SEARCH_PASSWORD_FILE": str(tmp_path / "password"),
    }
    read = search_cluster(load(tmp_path, environ))

    assert read is not None
    assert read.urls == ("https://one:9200", "https://two:9200")
    assert (read.user, read.password, read.prefix) == ("heritage", "open sesame", "heritage")


def test_a_password_is_shown_nowhere(tmp_path):
    settings = Settings(
        home=tmp_path, search_urls="https://one:9200", search_user="h", search_password="sesame"
    )

    assert "sesame" not in repr(settings)
    assert "sesame" not in repr(search_cluster(settings))


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"search_urls": "one:9200"}, "is not an address of a node"),
        ({"search_urls": "ftp://one"}, "is not an address of a node"),
        ({"search_urls": "https://me:sesame@one:9200"}, "settings of their own"),
        ({"search_urls": "http://one:9200", "search_password": "sesame"}, "use https"),
        ({"search_urls": "https://one", "search_prefix": "Über"}, "HERITAGE_SEARCH_PREFIX"),
        ({"search_urls": "https://one", "search_ca": "/nowhere.pem"}, "there is no file"),
        ({"search_urls": "https://one", "search_password_file": "/nowhere"}, "cannot be read"),
        (
            {"search_urls": "https://one", "search_password": "a", "search_password_file": "b"},
            "given twice",
        ),
    ],
)  # fmt: skip
def test_an_address_that_will_not_do_is_refused_in_words(tmp_path, setting, said):
    with pytest.raises(BadSetting, match=said) as fault:
        told(tmp_path, **setting)
    assert "sesame" not in str(fault.value)


# ------------------------------------------------ TLS, before a cluster that has none of its own

USER, PASSWORD = "heritage", "open sesame"


class Guard(BaseHTTPRequestHandler):
    """Asks for user and password, then hands on to a node."""

    protocol_version = "HTTP/1.1"
    node = ""

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        wanted = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != wanted:
            return self._answer(401, b"{}")
        kind = self.headers.get("Content-Type") or "application/json"
        node = HTTPConnection(self.node)
        node.request(self.command, self.path, body or None, {"Content-Type": kind})
        answer = node.getresponse()
        self._answer(answer.status, answer.read())
        node.close()
        return None

    do_POST = do_PUT = do_DELETE = do_HEAD = do_GET  # noqa: N815 (so named by the standard library)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    command = [
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem",
        "-out", "ca.pem",
    ]  # fmt: skip
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def guarded(cluster, certificate):
    """Stand a guard before a node: TLS, a user and a password."""
    handler = type("Guarding", (Guard,), {"node": cluster.urls[0].removeprefix("http://")})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate / "ca.pem", certificate / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"https://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


def backend(url, **more):
    from heritage.search.opensearch import Address, Cluster, OpenSearchBackend

    return OpenSearchBackend(Cluster(Address((url,), **more), patience=0.5), "guarded")


@pytest.mark.opensearch
@ON_THE_CLUSTER[1]
def test_over_tls_with_the_right_password_all_is_as_ever(guarded, certificate):
    index = backend(guarded, user=USER, password=PASSWORD, ca=certificate / "ca.pem")
    index.rebuild([Document("a", "site", "Temple of Bel", 1)], 1)

    assert [hit.id for hit in index.search(Request(parse("bel"))).hits] == ["a"]
    index.close()


@pytest.mark.opensearch
@ON_THE_CLUSTER[1]
def test_a_wrong_password_is_told_without_telling_it(guarded, certificate, caplog):
    index = backend(guarded, user=USER, password="hunter2", ca=certificate / "ca.pem")

    with pytest.raises(SearchAway, match="refuses our user or password") as fault:
        index.watermark()
    assert "hunter2" not in str(fault.value) + caplog.text
    index.close()


@pytest.mark.opensearch
@ON_THE_CLUSTER[1]
def test_a_certificate_nobody_vouches_for_is_not_trusted(guarded):
    index = backend(guarded, user=USER, password=PASSWORD)

    with pytest.raises(SearchAway, match="cannot be trusted"):
        index.watermark()
    index.close()

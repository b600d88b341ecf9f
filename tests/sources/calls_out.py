"""A confined child that tries to reach the world, in three ways."""

import os
import socket
from collections.abc import Iterator

from heritage.media.confined import answer


def read(_question: bytes) -> Iterator[bytes]:
    yield b" ".join(
        map(
            _tried,
            (lambda: socket.getaddrinfo("localhost", 80), _connect, _shell),
        )
    )


def _connect() -> None:
    with socket.socket() as plug:
        plug.connect(("127.0.0.1", 9))


def _shell() -> None:
    os.system("true")  # noqa: S605


def _tried(attempt) -> bytes:
    try:
        attempt()
    except socket.gaierror:
        return b"refused"
    return b"went out"


if __name__ == "__main__":
    answer(read)

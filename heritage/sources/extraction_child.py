"""The child that reads a captured page or PDF, within limits, without the network."""

import json
from collections.abc import Iterator

import trafilatura

from heritage.media.confined import answer
from heritage.sources.page import PageReader
from heritage.sources.pdf import read_pdf


def read(question: bytes) -> Iterator[bytes]:
    """Say what was found, a line at a time: what was said stands if the next takes too long."""
    head, _, data = question.partition(b"\n")
    asked = json.loads(head)
    if asked["kind"] == "pdf":
        yield _line(read_pdf(data))
        return
    html = data.decode("utf-8")
    yield _line(PageReader().read(html).as_dict())
    yield _line(_article(html, asked["url"]))


def _article(html: str, url: str | None) -> dict[str, object]:
    """Ask trafilatura which of the page is the article."""
    found = trafilatura.bare_extraction(html, url=url, with_metadata=True)
    if found is None:
        return {}
    return {
        name: getattr(found, name) or ""
        for name in ("text", "title", "author", "sitename", "date", "language")
    }


def _line(found: dict[str, object]) -> bytes:
    return json.dumps(found).encode() + b"\n"


if __name__ == "__main__":
    answer(read)

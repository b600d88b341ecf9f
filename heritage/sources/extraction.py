"""What a source says, read out of its bytes: the text that quotes point into, and suggestions.

The text is the same for the same bytes and version, for offsets into it are kept for ever. Title,
authors, publisher and date are suggestions: one in three authors read off a page is wrong.
"""

import json
import re
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from typing import Any

from heritage.kit.text import N_, tidy, tidy_block
from heritage.media.confined import Answer, Limits, ask
from heritage.sources.page import Page, without_tags
from heritage.sources.pdf import MOST_PAGES, joined
from heritage.sources.plain import decode, heading, language_of, paragraphs
from heritage.sources.says import Says, day, language_tag, people, says

LIMITS = Limits(memory=1 << 30, seconds=30)
MOST_HTML = 3_000_000
_CHILD = "heritage.sources.extraction_child"
_FEW_WORDS = 250
_LAYOUT_CELL = 250
_FILE_NAME = re.compile(r"(?i)microsoft \w+ - |untitled|.*\.(?:docx?|html?|pdf|indd|odt|qxd|tmp)$")

TOO_LONG = N_("Only the first 3 MB of this page were read.")
STOPPED = N_(
    "Reading this page took more time or memory than allowed, so all its text was kept,"
    " menus included."
)
NO_ARTICLE = N_("No article was found on this page, so all its text was kept, menus included.")
LITTLE = N_("There is little text here: the page may need a browser, or ask for a login.")
GUESSED = N_("The encoding of this text was guessed. Check that it reads well.")
NO_TEXT = N_("This PDF holds pictures of pages and no text. Type the passages you cite.")
MANY_PAGES = N_("Only the first 2,000 pages of this PDF were read.")
UNREAD_PDF = N_("The text of this PDF could not be read. Type the passages you cite.")
OTHER_LANGUAGE = N_("The page names another language than its text is written in.")


@dataclass(frozen=True)
class Extracted:
    """The text of a source, and what its page says of itself, for a person to check."""

    text: str
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str | None = None
    language: str | None = None
    raw: dict[str, object] = field(default_factory=dict)
    extractor: str = "none"
    warnings: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


def extract(
    data: bytes, media_type: str, url: str | None = None, limits: Limits = LIMITS
) -> Extracted:
    """Read a source; never fails, whatever the bytes: the worst is no text and a warning."""
    if media_type in ("text/html", "application/xhtml+xml"):
        return _html(data, url, limits)
    if media_type == "application/pdf":
        return _pdf(data, limits)
    if media_type.startswith("text/"):
        return _plain(data)
    return Extracted("", extractor="no text in a picture")


def _plain(data: bytes) -> Extracted:
    """Take plain text as it is."""
    decoded, _, guessed = decode(data)
    text = paragraphs(decoded)
    first = heading(text)
    return Extracted(
        text,
        title=first.title,
        authors=first.authors,
        published=first.published,
        language=language_of(text),
        extractor="plain text 1",
        warnings=(GUESSED,) if guessed else (),
    )


def _html(data: bytes, url: str | None, limits: Limits) -> Extracted:
    """Find the article on a page, or keep all its words."""
    decoded, _, guessed = decode(data[:MOST_HTML])
    # A lone surrogate would not survive the way to the child.
    html = decoded.encode("utf-8", errors="replace")
    question = json.dumps({"kind": "html", "url": url}).encode() + b"\n" + html
    page, article, stopped = _heard(ask(_CHILD, question, limits))
    warnings = [
        word for word, holds in ((TOO_LONG, len(data) > MOST_HTML), (GUESSED, guessed)) if holds
    ]
    found = _article_of(article) if article else None
    if found is None:
        words = page.text if page else without_tags(decoded)
        found = Extracted(_flow(words), extractor="plain page 1")
        warnings.append(STOPPED if stopped else NO_ARTICLE)
    elif page and _in_layout_table(found.text):
        found = replace(found, text=_flow(page.text), extractor="plain page 1")
    told = says(page) if page else Says()
    return _completed(found, told, article, warnings)


def _heard(answered: Answer) -> tuple[Page | None, dict[str, str], bool]:
    """Take what the child could still say: the page, and the article in it."""
    lines: list[dict[str, Any]] = [
        json.loads(line) for line in answered.said.splitlines(keepends=True) if line.endswith(b"\n")
    ]
    page = Page(**lines[0]) if lines else None
    return page, lines[1] if len(lines) > 1 else {}, not answered.finished


def _article_of(article: dict[str, str]) -> Extracted | None:
    """Take the text trafilatura found, in paragraphs."""
    lines = (line for line in article["text"].split("\n") if not line.startswith("|---"))
    text = tidy_block("\n\n".join(lines))
    if not text:
        return None
    return Extracted(text, extractor=f"trafilatura {version('trafilatura')} default")


def _in_layout_table(text: str) -> bool:
    """Recognise an old page laid out in a table: the story lies in one cell, its lines lost."""
    rows = (line for line in text.split("\n") if line.startswith("|"))
    return any(len(cell) > _LAYOUT_CELL for row in rows for cell in row.split(" | "))


def _flow(words: str) -> str:
    """Make paragraphs of a page's lines."""
    lines = (" ".join(line.split()) for line in words.split("\n"))
    return tidy_block("\n\n".join(filter(None, lines)))


def _completed(
    found: Extracted, told: Says, article: dict[str, str], warnings: list[str]
) -> Extracted:
    """Put the suggestions together: what the page says first, then what was guessed from it."""
    first = _under_title(found.text, told.title)
    written = language_of(found.text)
    named = told.language or language_tag(article.get("language", ""))
    if written and named and written != named.split("-")[0]:
        warnings.append(OTHER_LANGUAGE)
        named = None
    if len(found.text) < _FEW_WORDS:
        warnings.append(LITTLE)
    return replace(
        found,
        title=told.title or tidy(article.get("title", "")),
        authors=told.authors or first.authors or people(article.get("author", "").split(";")),
        publisher=told.publisher or tidy(article.get("sitename", "")),
        published=told.published or first.published or day(article.get("date", "")),
        language=named or written,
        raw=told.raw,
        warnings=tuple(warnings),
    )


def _under_title(text: str, title: str) -> Says:
    """Look at the lines under the title for a byline that only readers see."""
    place = text.find(title) if title else -1
    under = heading(text[place:]) if 0 <= place < 5_000 else None
    return Says(authors=under.authors, published=under.published) if under else Says()


def _pdf(data: bytes, limits: Limits) -> Extracted:
    """Read a PDF's text and where its pages begin."""
    answered = ask(_CHILD, json.dumps({"kind": "pdf"}).encode() + b"\n" + data, limits)
    if not answered.finished:
        return Extracted("", extractor="pypdfium2", warnings=(UNREAD_PDF,))
    read: dict[str, Any] = json.loads(answered.said)
    text, starts = joined(read["pages"])
    told: dict[str, str] = read["told"]
    first = heading(text)
    warnings = ((NO_TEXT, not text), (MANY_PAGES, read["count"] > MOST_PAGES))
    return Extracted(
        text,
        title=_pdf_title(told) or first.title,
        authors=people([told["Author"]] if "Author" in told else ()) or first.authors,
        published=first.published,
        language=language_of(text),
        raw={"pdf": told} if told else {},
        extractor=read["extractor"],
        warnings=tuple(word for word, holds in warnings if holds),
        pages=starts,
    )


def _pdf_title(told: dict[str, str]) -> str:
    """Take a PDF's own title, unless a program only put the file's name there."""
    title = tidy(told.get("Title", ""))
    return "" if _FILE_NAME.match(title) else title

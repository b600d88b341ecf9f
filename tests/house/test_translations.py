"""Every sentence of the interface can be read in Arabic."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract

import heritage
from heritage.config import folder
from heritage.kit.languages import catalogue

KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2)}
SOURCES = (
    (Path(heritage.__file__).parent, "*.py", "python"),
    (folder("templates"), "*.html", "jinja2"),
)


def sentences() -> Iterator[tuple[str, str]]:
    """Give each marked sentence of code and templates, with the place it stands."""
    for root, pattern, method in SOURCES:
        for path in sorted(root.rglob(pattern)):
            options = {"encoding": "utf-8", "silent": "false"}
            with path.open("rb") as file:
                for line, message, *_ in extract(method, file, KEYWORDS, (), options):
                    singular = message if isinstance(message, str) else message[0]
                    yield singular, f"{path.relative_to(root.parent)}:{line}"


def test_every_sentence_has_an_arabic_translation():
    arabic = catalogue("ar")
    missing: dict[str, str] = {}
    for sentence, place in sentences():
        known = arabic.get(sentence)
        strings = [known.string] if known and isinstance(known.string, str) else []
        if known and not strings:
            strings = list(known.string)
        if not strings or not all(strings):
            missing.setdefault(sentence, place)
    listing = "\n".join(f"{place}: {sentence!r}" for sentence, place in missing.items())
    assert not missing, f"{len(missing)} sentences have no Arabic in heritage/kit/ar.po:\n{listing}"


def test_translations_keep_the_holes_of_the_english_sentence():
    spoiled = [
        f"{message.id!r}: {error}"
        for message in catalogue("ar")
        if message.id
        for error in message.check(catalogue("ar"))
    ]
    assert not spoiled, "\n".join(spoiled)


def test_dates_and_coordinates_in_arabic_sentences_are_read_as_they_are_typed():
    # Within Arabic words 2015-08-30 would be shown as 30-08-2015, unless it is kept apart.
    apart = re.compile("\u2066[^\u2066\u2069]*\u2069")
    turned = [
        string
        for message in catalogue("ar")
        if message.id
        for string in ([message.string] if isinstance(message.string, str) else message.string)
        if re.search(r"\d\s*[-,;/]\s*\d", apart.sub("", string))
    ]
    assert not turned

"""The words of the language of queries: fields, in English and Arabic, and their values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from babel import Locale

from heritage.kit.folding import fold
from heritage.kit.languages import LANGUAGES, InEach
from heritage.search.documents import FACETS

TEXT_FIELDS = ("name", "text")
TIME_FIELDS = ("when", "certain")
FIELDS = (
    *(facet for facet in FACETS if facet != "status"),
    *TEXT_FIELDS, *TIME_FIELDS, "near", "cited_by", "has",
)  # fmt: skip
"""Every field of what is public by its name in addresses; `cited-by` may be typed so, too."""
DESK_FIELDS = (
    "kind", "status", "type", "grade", "event_kind", "cause", "effect", "role", "fate", "country",
    "is", "weight", "verdict", "source", "source_kind", "lang", *TEXT_FIELDS, *TIME_FIELDS, "near",
    "has",
)  # fmt: skip
"""Those the desk's documents have: what a draft itself says, and not what others say of it."""

WORLD = {"country": "territories", "lang": "languages"}
"""Fields whose values are those of the world, and what the locale data calls these."""
_LONGEST_CODE = {"country": 2, "lang": 3}
"""What is so short is a code, and left as it was typed."""

STATES = ("pictured", "contested", "uncited")
"""What `is:` can say of a record; the last two also stand alone."""
ALONE = frozenset({"contested", "uncited"})

_ENGLISH = {
    "title": "name", "publisher": "source", "language": "lang", "condition": "grade",
    "in": "place", "attributed_to": "agent", "cited": "cited_by",
}  # fmt: skip
_ARABIC = {
    "نوع": "kind", "صنف": "type", "حالة": "grade", "سبب": "cause", "أثر": "effect",
    "فاعل": "agent", "حكم": "verdict", "وزن": "weight", "هو": "is", "دور": "role",
    "مصير": "fate", "مكان": "place", "بلد": "country", "ناشر": "source", "مصدر": "cited_by",
    "نوع_المصدر": "source_kind", "لغة": "lang", "نوع_الحدث": "event_kind", "اسم": "name",
    "نص": "text", "متى": "when", "يقينًا": "certain", "قرب": "near", "فيه": "has",
    "وضع": "status",
}  # fmt: skip
_ARABIC_NAME = {name: word for word, name in _ARABIC.items()}
_OTHER_WORDS = {fold(word): name for word, name in (_ENGLISH | _ARABIC).items()}

_STATE_WORDS = {
    "مصور": "pictured", "متنازع": "contested", "متنازع عليه": "contested",
    "بلا مصدر": "uncited", "صورة": "pictured", "صور": "pictured",
    "picture": "pictured", "pictures": "pictured",
}  # fmt: skip
_STATE_OF = {fold(word): state for word, state in _STATE_WORDS.items()}
_KIND_WORDS = {
    "sites": "site", "people": "person", "persons": "person", "events": "event",
    "things": "thing", "objects": "thing", "object": "thing", "groups": "group",
    "sources": "source", "موقع": "site", "مواقع": "site", "شخص": "person", "أشخاص": "person",
    "حدث": "event", "أحداث": "event", "قطعة": "thing", "قطع": "thing", "جماعة": "group",
    "جماعات": "group", "مصدر": "source", "مصادر": "source",
}  # fmt: skip
_KIND_OF = {fold(word): kind for word, kind in _KIND_WORDS.items()}
_OF_TERMS = frozenset(
    {"grade", "cause", "effect", "type", "role", "fate", "verdict", "source_kind", "event_kind"}
)


def field_called(told: str) -> str:
    """Name the field that somebody typed, in any capitals, language, or spelling of the hyphen."""
    word = fold(told.replace("-", "_"))
    return _OTHER_WORDS.get(word) or _OTHER_WORDS.get(word.removeprefix("ال"), word)


def is_field(told: str) -> bool:
    """Tell whether a word before a colon is the name of a field."""
    return field_called(told) in {*FIELDS, *DESK_FIELDS}


class Values(Protocol):
    """What the values of fields are called."""

    def code(self, field: str, told: str, /) -> str | None:
        """Write a value as documents have it; None when the field has no such value."""

    def known(self, field: str, told: str, /) -> InEach:
        """List the values of a field as they can be typed, of many those most like what was."""


def field_named(field: str) -> InEach:
    """Say what is typed before the colon to ask for a field."""
    return InEach({"en": field.replace("_", "-"), "ar": _ARABIC_NAME.get(field, field)})


def fields_named(fields: Iterable[str]) -> InEach:
    """List what can stand before a colon."""
    names = [field_named(each).words for each in fields]
    return listed({each: sorted(name[each] for name in names) for each in LANGUAGES})


def listed(words: Mapping[str, Sequence[str]], *, more: bool = False) -> InEach:
    """Join words as each language does."""
    rest = " …" if more else ""
    return InEach({each: _COMMA[each].join(some) + rest for each, some in words.items()})


_COMMA = {"en": ", ", "ar": "، "}
STATES_NAMED = listed({"en": STATES, "ar": ("مصور", '"متنازع عليه"', '"بلا مصدر"')})


def state_called(told: str) -> str:
    """Name the state that somebody typed; nothing when there is no such state."""
    word = fold(told)
    return word if word in STATES else _STATE_OF.get(word, "")


def value_called(field: str, told: str) -> str:
    """Write a value as documents have it: a country by its code, a term with its hyphens."""
    if field in WORLD and len(told) > _LONGEST_CODE[field]:
        return world_codes(field).get(fold(told), told)
    if field == "kind":
        return _KIND_OF.get(fold(told), told)
    return "-".join(told.split()) if field in _OF_TERMS else told


@lru_cache(maxsize=2)
def world_codes(field: str) -> dict[str, str]:
    """Map the countries or languages of the world, by code and as three tongues name them."""
    names: dict[str, str] = {}
    for tongue in ("fr", "ar", "en"):
        told = getattr(Locale(tongue), WORLD[field])
        kept = {code: name for code, name in told.items() if len(code) <= 3 and not code.isdigit()}
        names |= {fold(name): code for code, name in kept.items()}
    return names | {fold(code): code for code in names.values()}

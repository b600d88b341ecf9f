"""What the values of a field are called, so that the words beside a filter can also be typed.

Documents hold the codes of terms; people see their labels. A field whose values are all known
refuses what is none of them, since it would find nothing and not say why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from babel import Locale
from rapidfuzz.process import extract

from heritage.edition.present import KIND_LABELS
from heritage.edition.present_facts import WEIGHTS
from heritage.edition.present_terms import terms_of
from heritage.edition.store import PublicStore
from heritage.kit.folding import fold
from heritage.kit.languages import LANGUAGES, InEach, translations
from heritage.kit.text import N_
from heritage.search.query_words import WORLD, listed, state_called, value_called, world_codes

SCHEMES = {
    "type": "heritage-type", "grade": "damage-grade", "cause": "cause-type", "effect": "effect",
    "verdict": "verdict", "role": "role", "fate": "fate", "source_kind": "source-kind",
    "event_kind": "event-kind",
}  # fmt: skip
"""Fields whose values are terms, and of which scheme."""
STATES = {
    "pictured": N_("has a picture"),
    "contested": N_("sources disagree about it"),
    "uncited": N_("no source cited yet"),
}
SENTENCES: Mapping[str, Mapping[str, str]] = {
    "kind": KIND_LABELS,
    "weight": WEIGHTS,
    "is": STATES,
}
"""Fields whose values the interface itself names, and what it calls them."""
_MOST_LISTED, _FEW_LISTED = 12, 5

Labels = Mapping[str, str]
"""What a value is called, by language."""


class ValueNames:
    """The values of the fields that have a closed list of them, and what each is called."""

    def __init__(
        self, terms: Iterable[tuple[str, Labels]], sentences: Mapping[str, Mapping[str, str]]
    ) -> None:
        fields = {scheme: field for field, scheme in SCHEMES.items()}
        self._values: dict[str, dict[str, Labels]] = {
            field: {code: _in_each(said) for code, said in values.items()}
            for field, values in sentences.items()
        }
        for key, labels in terms:
            scheme, _, local = key.partition("/")
            if scheme in fields:
                self._values.setdefault(fields[scheme], {})[local] = labels
        self._codes = {field: _codes(values) for field, values in self._values.items()}

    def code(self, field: str, told: str) -> str | None:
        """Write a value as documents have it; None when the field has no such value."""
        code = value_called(field, told)
        if field == "is":
            code = state_called(told) or code
        codes = world_codes(field) if field in WORLD else self._codes.get(field)
        if codes is None or (field == "lang" and "-" in told):
            return code
        return codes.get(fold(code)) or codes.get(fold(told))

    def known(self, field: str, told: str) -> InEach:
        """List the values of a field as they can be typed, of many those most like what was."""
        values, codes, most = self._values.get(field, {}), self._codes.get(field, {}), _MOST_LISTED
        if field in WORLD:
            values, codes, most = _world(field), world_codes(field), _FEW_LISTED
        chosen = set(values)
        if len(values) > most:
            near = extract(fold(told), list(codes), limit=2 * most)
            chosen = set(list(dict.fromkeys(codes[label] for label, _, _ in near))[:most])
        shown = [labels for code, labels in values.items() if code in chosen]
        return listed(
            {language: [_typed(each, language) for each in shown] for language in LANGUAGES},
            more=len(shown) < len(values),
        )


@lru_cache(maxsize=2)
def _world(field: str) -> dict[str, Labels]:
    """Name the countries or languages of the world by their codes."""
    names = {each: getattr(Locale(each), WORLD[field]) for each in LANGUAGES}
    return {
        code: {each: told[code] for each, told in names.items() if code in told}
        for code in dict.fromkeys(world_codes(field).values())
        if code in names["en"]
    }


def _in_each(message: str) -> Labels:
    return {language: translations(language).gettext(message) for language in LANGUAGES}


def _codes(values: Mapping[str, Labels]) -> dict[str, str]:
    """Map what each value is called, folded, to its code; a code stands before any label."""
    labels = {fold(label): code for code, told in values.items() for label in told.values()}
    return {**labels, **{fold(code): code for code in values}}


def _typed(labels: Labels, language: str) -> str:
    """Write a label as it is typed after a colon."""
    label = labels.get(language) or labels["en"]
    return f'"{label}"' if " " in label else label


def public_values(store: PublicStore) -> ValueNames:
    """Name the values of what is public; they change only when the store moves on."""
    return _public(store, store.watermark())


@lru_cache(maxsize=4)
def _public(store: PublicStore, _watermark: int) -> ValueNames:
    terms = terms_of(store)
    return ValueNames(((key, terms[key].labels) for key in terms), SENTENCES)

"""What the same kind of building is called; found for one another, below the word itself."""

from __future__ import annotations

_GROUPS = (
    "mosque masjid jami camii mosquee جامع مسجد",
    "church eglise kirche كنيسه",
    "monastery convent deir dayr monastere دير",
    "temple sanctuary معبد هيكل",
    "theatre theater amphitheatre amphitheater مسرح مدرج",
    "museum musee متحف",
    "citadel castle fortress fort qalat qalaat chateau citadelle قلعه حصن",
    "tomb tombs mausoleum tombeau مدفن قبر قبور ضريح",
    "shrine maqam مزار مقام ضريح",
    "tower برج",
    "arch قوس",
    "library bibliotheque مكتبه",
    "palace qasr palais قصر",
    "market souq souk bazaar سوق",
    "bath baths hammam حمام",
    "tell tall tel تل",
    "statue تمثال",
    "school madrasa madrassa مدرسه",
    "synagogue كنيس",
    "cemetery graveyard مقبره",
    "bridge pont جسر",
    "column columns colonnade عمود اعمده",
)
SAME_MEANING: dict[str, frozenset[str]] = {}
"""Each word of the table, folded, with the others of its groups."""
for _group in _GROUPS:
    for _word in _group.split():
        _others = frozenset(_group.split()) - {_word}
        SAME_MEANING[_word] = SAME_MEANING.get(_word, frozenset()) | _others

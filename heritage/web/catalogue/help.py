"""How to search: the language of queries in a page, each example a search one can follow."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response

from heritage.gate import everyone
from heritage.kit.text import N_
from heritage.web.catalogue.answers import page
from heritage.web.shell import gettext, language

bp = Blueprint("help", __name__)


@dataclass(frozen=True)
class Example:
    """Something to type, in each language, and what it finds."""

    english: str
    arabic: str
    finds: str

    @property
    def typed(self) -> str:
        """Give what is typed on a page in this language."""
        return self.arabic if language() == "ar" else self.english

    @property
    def said(self) -> str:
        """Say what it finds."""
        return gettext(self.finds)


WORDS = (
    Example("temple bel", "معبد بل", N_("all of these words, in any order and any ending")),
    Example("tadmur", "بالميرا", N_("a name in any recorded spelling, in any script")),
    Example('"temple of bel"', "«معبد بل»", N_("the words in a row")),
    Example("temple -bel", "معبد -بل", N_("the first word without the second")),
    Example("bel OR baalshamin", "بل OR شمين", N_("either of two words")),
    Example("(temple bel) OR theatre", "(معبد بل) OR المسرح", N_("words put together by brackets")),
    Example("tetrap*", "تترا*", N_("words that begin so; at least three letters")),
    Example("tetrapilon~", "تترابليون~", N_("a word with one letter that may be wrong")),
)
FIELDS = (
    Example("name:asaad", "اسم:الأسعد", N_("a word of a name alone")),
    Example("kind:site grade:destroyed", "نوع:موقع حالة:مدمر",
            N_("sites that are destroyed; the filters beside the results name all such values")),
    Example("place:palmyra", "مكان:تدمر", N_("a place and everything in it")),
    Example('agent:"islamic state"', "فاعل:داعش",
            N_("what somebody is said to have done, by those who say so")),
    Example("lang:ar", "لغة:العربية", N_("sources in a language")),
    Example("cited-by:guardian", "مصدر:guardian", N_("what rests on a source or its publisher")),
    Example("contested", "هو:متنازع", N_("records on which sources disagree")),
    Example("uncited", 'هو:"بلا مصدر"', N_("records that no source is cited for yet")),
)  # fmt: skip
TIME_AND_SPACE = (
    Example("when:2015-08", "متى:2015-08", N_("what may have happened in a month")),
    Example("certain:2015-08", "يقينًا:2015-08", N_("what certainly happened in it")),
    Example("when:2014..2016", "متى:2014..2016", N_("from one year to another")),
    Example("near:34.55,38.27,20km", "قرب:34.55,38.27,20km", N_("what lies around a point")),
)


@bp.get("/search/help")
@everyone
def show() -> Response:
    """Explain the language of queries."""
    sections = [
        (gettext("Words and names"), WORDS),
        (gettext("One field alone"), FIELDS),
        (gettext("Time and space"), TIME_AND_SPACE),
    ]
    return page("catalogue/help/show.html", here="search", sections=sections)

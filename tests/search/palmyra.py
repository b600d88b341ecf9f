"""A small Palmyra of our own: facts only, to be found again in several spellings."""

from datetime import date

from heritage.search.documents import Document, Name, Text


def day(written: str) -> int:
    return date.fromisoformat(written).toordinal()


def _names(*spelled: str) -> tuple[Name, ...]:
    return tuple(Name(*each.split("@")) for each in spelled)


def _site(slug, title, *aliases, country="SY", grade=None, lat=34.55, lon=38.27, text=""):
    return Document(
        id=slug, kind="site", title=title, version=1, names=(Name(title, "en"),),
        aliases=_names(*aliases), summary=(Text(text, "en"),) if text else (),
        facets={"country": (country,), **({"grade": (grade,)} if grade else {})},
        lat=lat, lon=lon, url=f"/sites/{slug}", stored={"place": slug},
    )  # fmt: skip


def _event(slug, title, first, last, cause, *, subject="", text=""):
    return Document(
        id=slug, kind="event", title=title, version=1, names=(Name(title, "en"),),
        summary=(Text(text, "en"),) if text else (),
        facets={"country": ("SY",), "cause": (cause,), "place": (subject,) if subject else ()},
        whens=((day(first) if first else None, day(last) if last else None),),
        url=f"/events/{slug}",
    )  # fmt: skip


def _source(slug, title, publisher, lang, quote="", body="", published=None):
    return Document(
        id=slug, kind="source", title=title, version=1, names=(Name(title, lang),),
        quotes=(Text(quote, lang),) if quote else (), body=(Text(body, lang),) if body else (),
        facets={"source": (publisher,), "lang": (lang,)},
        whens=((day(published), day(published)),) if published else (),
        url=f"/sources/{slug}",
    )  # fmt: skip


PALMYRA = (
    _site("palmyra", "Palmyra", "تدمر@ar", "Tadmur@ar-Latn", "Palmyre@fr", "Πάλμυρα@grc"),
    _site("bel", "Temple of Bel", "Temple of Ba'al@en", "معبد بل@ar", grade="destroyed",
          text="The cella and its columns fell; the gate of the precinct stands."),
    _site("baalshamin", "Temple of Baalshamin", "Temple of Baal-Shamin@en", "معبد بعل شمين@ar",
          grade="destroyed"),
    _site("theatre", "Roman Theatre at Palmyra", "Roman amphitheatre@en",
          "المسرح الروماني في تدمر@ar", grade="moderate"),
    _site("museum", "Palmyra Museum", "متحف تدمر@ar", "Musée de Palmyre@fr", grade="severe"),
    _site("arch", "Monumental Arch of Palmyra", "Arch of Triumph@en", "قوس النصر@ar",
          grade="destroyed"),
    _site("castle", "Palmyra Castle", "قلعة تدمر@ar", "Fakhr-al-Din al-Ma'ani Castle@en"),
    _site("mosul-gate", "Nergal Gate", "بوابة نركال@ar", country="IQ", lat=36.35, lon=43.16),
    _site("island", "Chapel on the date line", country="FJ", lat=-17.0, lon=179.9),
    Document(id="lion", kind="thing", title="Lion of Al-lat", version=1,
             names=_names("Lion of Al-lat@en"), aliases=_names("أسد اللات@ar"),
             facets={"country": ("SY",), "grade": ("severe",)}, url="/things/lion"),
    Document(id="asaad", kind="person", title="Khaled al-Asaad", version=1,
             names=_names("Khaled al-Asaad@en", "خالد الأسعد@ar"),
             aliases=_names("Khaled Asaad@en", "Khaled al-Asa’ad@en", "خالد محمد الأسعد@ar"),
             summary=(Text("Headed antiquities at Palmyra for four decades.", "en"),),
             facets={"country": ("SY",), "fate": ("killed",)}, url="/people/asaad",
             whens=((None, day("2015-08-18")),)),
    Document(id="yehya", kind="person", title="Qassem Abdallh Yehya", version=1,
             names=_names("Qassem Abdallh Yehya@en"), facets={"fate": ("killed",)},
             url="/people/yehya"),
    Document(id="saida", kind="person", title="Sayyid Saidi", version=1,
             names=_names("Sayyid Saidi@en"), url="/people/saida"),
    Document(id="dgam", kind="group", title="Directorate-General of Antiquities and Museums",
             version=1, names=_names("Directorate-General of Antiquities and Museums@en",
                                     "المديرية العامة للآثار والمتاحف@ar"), url="/groups/dgam"),
    _event("baalshamin-blown", "Temple of Baalshamin blown up", "2015-07-23", "2015-08-23",
           "explosives", subject="baalshamin"),
    _event("bel-blown", "Temple of Bel blown up", "2015-08-27", "2015-08-31", "explosives",
           subject="bel"),
    _event("asaad-killed", "Khaled al-Asaad killed", "2015-08-18", "2015-08-18", "execution",
           text="He was beheaded in public."),
    _event("capture", "Palmyra taken", "2015-05-20", "2015-05-21", "occupation",
           subject="palmyra"),
    _event("arch-blown", "Monumental Arch blown up", "2015-10-04", "2015-10-05", "explosives",
           subject="arch"),
    _event("old-quake", "Earthquake, undated end", None, "1100-12-31", "earthquake"),
    _event("looting", "Tombs looted since the war began", "2011-03-15", None, "looting"),
    _source("tan", "Isil destroys ancient temple in Palmyra", "The Art Newspaper", "en",
            quote="The Temple of Baalshamin was blown up with explosives", published="2015-08-24"),
    _source("encyclopaedia", "Khaled al-Asaad", "An encyclopaedia", "en",
            body="An entry about Khaled al-Asaad, and about al-Asaad's work."),
    _source("guardian", "Video shows killing in Palmyra amphitheatre", "The Guardian", "en",
            published="2015-07-04"),
    _source("fr", "Le temple de Bêl détruit", "France Soir", "fr",
            body="Les temples antiques ont été détruits à l'explosif.", published="2015-08-31"),
    _source("ar", "داعش يفجر معبد بعل شمين في تدمر", "موقع", "ar",
            body="فجر التنظيم المعبد الأثري بعد أيام من السيطرة على المدينة الأثرية."),
)  # fmt: skip

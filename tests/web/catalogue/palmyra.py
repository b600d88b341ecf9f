"""A few records of Palmyra, written through the rooms' deeds: contested, withheld, at risk."""

from heritage.claims import actions as claims
from tests.making import make_record, make_source, person, publish

QUOTE = "the main building of the temple has been destroyed"


def write(house):
    """Write and publish everything; one draft and one person at risk stay unseen."""
    with house.write() as session:
        kept = {**_places(session), **_sources(session)}
        kept |= _people(session, kept)
        kept |= _events(session, kept)
        _claims(session, kept)
        publish(session, *kept.values())
        make_record(session, "site", "Unpublished Shrine", "مزار لم ينشر")
        session.commit()


def _places(session):
    palmyra = make_record(
        session,
        "site",
        "Palmyra",
        "تدمر",
        country="SY",
        summary_en="Oasis city.",
        summary_ar="مدينة واحة.",
        places=[{"lat": 34.5521, "lon": 38.2657, "place_precision": "place-precision/settlement"}],
    )
    bel = make_record(
        session,
        "site",
        "Temple of Bel",
        "معبد بل",
        country="SY",
        part_of_id=palmyra.id,
        grade="damage-grade/destroyed",
        state_en="One doorway stands.",
        summary_en="Chief sanctuary <of> the city.",
        built="0032",
        places=[
            {
                "lat": 34.54738,
                "lon": 38.27393,
                "place_precision": "place-precision/building",
                "precision_m": 20,
            }
        ],
        identifiers=[{"scheme": "wikidata", "value": "Q797481"}],
    )
    cave = make_record(
        session,
        "site",
        "Hidden Cave",
        country="SY",
        sensitivity="sensitivity/cell-0.2",
        places=[{"lat": 34.4111, "lon": 38.4999, "note_en": "behind the third hill"}],
    )
    return {"palmyra": palmyra, "bel": bel, "cave": cave}


def _sources(session):
    paper = make_source(
        session,
        "Satellite images show the temple is gone",
        publisher="The Test Paper",
        url="https://paper.example/bel",
        published="2015-09-01",
        language="en",
        source_kind="source-kind/news-article",
        authors="A. Writer",
    )
    agency = make_source(
        session,
        "Officials say the temple stands",
        publisher="Agency",
        published="2015-08-31",
        url="https://agency.example/secret",
        link_withheld=True,
        language="en",
    )
    return {"paper": paper, "agency": agency}


def _people(session, kept):
    keeper = make_record(
        session,
        "person",
        "Khaled al-Asaad",
        "خالد الأسعد",
        country="SY",
        living="no",
        born="[1932,1934]",
        died="2015-08-18",
        fate="fate/killed",
        manner="manner/execution",
        posts=[
            {
                "role": "role/site-director",
                "title_en": "Head of antiquities",
                "title_ar": "رئيس الآثار",
                "place_id": kept["palmyra"].id,
                "held": "1963/2003",
            }
        ],
        readings=[
            {
                "field": "born",
                "verdict": "verdict/open",
                "reason_en": "Two traditions.",
                "reason_ar": "روايتان.",
            },
            {
                "field": "remains",
                "verdict": "verdict/withheld",
                "value_en": "SECRETREMAINS",
                "reason_en": "It would hurt the family.",
            },
        ],
    )
    guard = make_record(
        session,
        "person",
        "Guard At Risk",
        "حارس",
        living="yes",
        at_risk=True,
        posts=[{"role": "role/guard", "place_id": kept["bel"].id}],
    )
    armed = make_record(session, "group", "Armed Group", "جماعة مسلحة")
    return {"keeper": keeper, "guard": guard, "armed": armed}


def _events(session, kept):
    blast = make_record(
        session,
        "event",
        "Temple blown up",
        "نسف المعبد",
        happened="2015-08-30",
        country="SY",
        event_kind="event-kind/destruction",
        grade="damage-grade/destroyed",
        extent_en="Main building gone",
        extent_ar="زال المبنى الرئيسي",
        causes=[{"cause": "cause-type/explosives", "certainty": "certainty/high"}],
        effects=[
            {
                "subject_id": kept["bel"].id,
                "effect": "effect/collapse",
                "grade": "damage-grade/destroyed",
            }
        ],
        attributions=[
            {
                "agent_id": kept["armed"].id,
                "alleged_by": "the officials",
                "source_id": kept["paper"].id,
                "certainty": "certainty/high",
            }
        ],
        readings=[
            {
                "field": "extent",
                "verdict": "verdict/confirmed",
                "value_en": "Destroyed",
                "value_ar": "مدمَّر",
                "reason_en": "Images settle it.",
                "reason_ar": "تحسمه الصور.",
            }
        ],
    )
    killing = make_record(
        session,
        "event",
        "Director killed",
        "مقتل المدير",
        happened="2015-08-18",
        event_kind="event-kind/killing",
        affected=[
            {"subject_id": kept["keeper"].id, "fate": "fate/killed"},
            {"subject_id": kept["guard"].id, "fate": "fate/injured"},
        ],
    )
    mission = make_record(
        session,
        "event",
        "Mission",
        happened="2016-04",
        event_kind="event-kind/assessment",
        effects=[{"subject_id": kept["palmyra"].id}],
    )
    return {"blast": blast, "killing": killing, "mission": mission}


def _claims(session, kept):
    for source, record, told in (
        (
            "paper",
            "blast",
            {
                "field": "extent",
                "value": "main building destroyed",
                "quote": QUOTE,
                "asserted_by": "UNITAR",
                "standing": "claim-status/reported",
            },
        ),
        (
            "agency",
            "blast",
            {
                "field": "extent",
                "value": "cella intact",
                "asserted_by": "officials",
                "standing": "claim-status/superseded",
            },
        ),
        ("paper", "blast", {"field": "happened", "value": "30 August", "edtf": "2015-08-30"}),
        ("paper", "keeper", {"field": "born", "value": "1932", "edtf": "1932"}),
        (
            "agency",
            "keeper",
            {
                "field": "born",
                "value": "1934",
                "edtf": "1934",
                "standing": "claim-status/contested",
            },
        ),
        ("paper", "keeper", {"field": "fate", "value": "killed", "term_key": "fate/killed"}),
        ("paper", "bel", {"value": "describes it", "quote": "a walled court of columns"}),
        ("paper", "keeper", {"field": "remains", "value": "SECRETREMAINS told"}),
    ):
        claims.cite(session, kept[source], kept[record].id, told, by=person(session))

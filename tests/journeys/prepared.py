"""Palmyra with work under way in it: drafts, things in review, a text cited from, an invitation."""

from pathlib import Path

from sqlalchemy import select

from heritage.accounts.actions import invite, sign_in
from heritage.claims import actions as claims
from heritage.house import House
from heritage.kit.anchoring import describe
from heritage.ledger.documents import document
from heritage.records import actions as records
from heritage.records.models import Person, Record, Site
from heritage.sources import actions as sources
from heritage.sources.models import Source
from heritage.sources.queries import newest_text
from tests.making import PASSWORD, make_source, person

OWN = Path(__file__).parent.parent / "data" / "article" / "own.txt"
NAMES = ("archivist", "reviewer", "steward")


def prepare(house: House) -> dict[str, str]:
    """Do some of everything, and give the keys that addresses are made from."""
    with house.write() as session:
        keys = _records(session) | _sources(session, house)
        invited = invite(session, person(session, "second"), person(session, "steward"))
        keys["invitation"] = invited
        for name in NAMES:
            keys[f"token-{name}"] = sign_in(session, name, PASSWORD, network="here", agent="a test")
        session.commit()
    house.catch_up()
    return keys


def _records(session) -> dict[str, str]:
    keys = {each.slug: each.id for each in session.scalars(select(Record))}
    writer = person(session)
    bel = session.get_one(Site, keys["temple-of-bel"])
    doc = document(bel) | {"summary_en": "The chief temple of the city, of which a doorway stands."}
    records.save(session, bel, doc, by=writer, comment="shorter", read_at=bel.version)
    records.send(session, bel, by=writer, comment="please look", read_at=bel.version)
    keeper = session.get_one(Person, keys["khaled-al-asaad"])
    records.save(
        session, keeper, document(keeper) | {"summary_ar": "حارس تدمر."},
        by=writer, comment="said shortly", read_at=keeper.version,
    )  # fmt: skip
    return keys


def _sources(session, house: House) -> dict[str, str]:
    writer = person(session)
    source = make_source(session, "Army units reach the edge of Palmyra", source_kind=None)
    taken = sources.take(OWN.read_bytes(), filename="", how="pasted")
    sources.keep(session, house.files, source, taken, by=writer)
    sources.save(
        session, source, document(source) | {"publisher": "The Evening Test"},
        by=writer, comment="as printed", read_at=source.version,
    )  # fmt: skip
    made = [_cite(session, source, slug, quote) for slug, quote in CITED]
    claims.take_back(session, made[-1], by=writer, comment="the wrong man")
    waiting = make_source(session, "A report that waits", note_en="Handed in.")
    sources.send(session, waiting, by=writer, comment="ready", read_at=waiting.version)
    textless = session.scalars(select(Source).where(~Source.captures.any())).first()
    return {
        "source": source.id,
        "waiting": waiting.id,
        "textless": textless.id if textless else "",
        "claim": made[0].id,
        "taken-back": made[-1].id,
    }


CITED = (
    ("palmyra", "Since May 2015 the group has held Palmyra"),
    ("khaled-al-asaad", "beheaded the keeper of the ruins, Khaled al-Asaad"),
    ("maamoun-abdulkarim", "the keeper of the ruins"),
)


def _cite(session, source: Source, slug: str, quote: str):
    text = newest_text(session, source)
    start = text.body.index(quote)
    record = session.scalars(select(Record).where(Record.slug == slug)).one()
    return claims.cite(
        session, source, record.id,
        {"quote": quote, "standing": "claim-status/reported", "asserted_by": "State television"},
        by=person(session), selector=describe(text.body, start, start + len(quote)), text=text,
    )  # fmt: skip


def meanwhile(house: House, key: str) -> None:
    """Let somebody else change a record or source behind an open form."""
    with house.write() as session:
        found = session.get(Record, key) or session.get_one(Source, key)
        room = records if isinstance(found, Record) else sources
        field = "summary_en" if isinstance(found, Record) else "note_en"
        said = f"Changed by another in version {found.version + 1}."
        room.save(
            session, found, document(found) | {field: said},
            by=person(session, "second"), comment="meanwhile", read_at=found.version,
        )  # fmt: skip
        session.commit()

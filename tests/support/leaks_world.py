"""A small archive with something restricted in every corner of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from PIL import Image
from sqlalchemy.orm import Session

from heritage.accounts import actions as accounts
from heritage.claims import actions as claims
from heritage.house import House
from heritage.jobs.actions import enqueue
from heritage.kit.anchoring import describe
from heritage.media.actions import note_picture, take_picture
from heritage.records.models import KINDS, Record
from heritage.sources import actions as sources
from heritage.sources.models import Source
from heritage.sources.queries import newest_text
from tests.making import PASSWORD, make_record, make_source, named, person, publish
from tests.support.leaks import save, withdraw
from tests.support.leaks_planting import Garden, Teller, fill

Stream = Callable[[str], AbstractContextManager[object]]
"""Where the random names of one step come from."""


@dataclass
class World:
    """One archive being filled, with its planted words and its exact restricted point."""

    house: House
    session: Session
    garden: Garden
    point: tuple[float, float]
    stream: Stream = lambda _step: nullcontext()
    kept: dict[str, Record | Source] = field(default_factory=dict)

    def settle(self) -> None:
        """Let the public see what it may by now."""
        self.session.commit()
        self.house.catch_up()

    def teller(self, **given: object) -> Teller:
        """Tell values of this world: its picture, its point."""
        lat, lon = self.point
        return Teller(self.session, sha256=self.picture, lat=lat, lon=lon, **given)

    @cached_property
    def picture(self) -> str:
        """Give the fingerprint of the one picture, whose file tells where it was taken."""
        taken = take_picture(self.house.files, photo(self.garden.word("EXIF")), "picture.jpg")
        return note_picture(self.session, taken).sha256


def photo(word: str) -> bytes:
    """Take a photograph that says more than it shows."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = word, word
    out = BytesIO()
    Image.new("RGB", (12, 12), "olive").save(out, "JPEG", exif=exif, comment=word.encode())
    return out.getvalue()


def build(world: World) -> None:
    """Write what is public and, in and around it, what is not."""
    for number, step in enumerate((
        _people_and_places, _event, _source, _claims, _newer_drafts, _withdrawn, _private,
    )):  # fmt: skip
        with world.stream(f"step {number}"):
            step(world)
    world.settle()


def _people_and_places(world: World) -> None:
    """Write sites, open and coarsened and hidden, and people, at risk and not."""
    session, kept = world.session, world.kept
    kept["temple"] = make_record(
        session, "site", "Temple of Example", "معبد المثال", summary_en="An open temple.",
        places=[{"lat": 34.5, "lon": 38.25}], country="SY", grade="damage-grade/destroyed",
        staff_note=world.garden.word("public record staff_note"),
        pictures=[{"sha256": world.picture, "alt_en": "A temple", "credit": "A friend"}],
    )  # fmt: skip
    kept["guard"] = _secret(world, "person", living="yes", at_risk=True)
    kept["marked"] = _secret(world, "person", living="yes")
    for name, class_ in (("tomb", "cell-0.2"), ("grave", "hidden")):
        lat, lon = world.point
        kept[name] = make_record(
            session, "site", f"The {name} of Example", sensitivity=f"sensitivity/{class_}",
            part_of_id=kept["temple"].id, country="SY", summary_en="A coarse place.",
            places=[{"lat": lat, "lon": lon, "note_en": world.garden.word(f"{name} place note"),
                     "place_precision": "place-precision/building", "precision_m": 7.4321}],
            links=[{"other_id": kept["guard"].id, "note_en": world.garden.word("link note")}],
        )  # fmt: skip
    kept["keeper"] = make_record(
        session, "person", "Open Keeper", living="no", died="2015-08-18",
        posts=[{"title_en": "Keeper", "place_id": kept["temple"].id}],
    )  # fmt: skip


def _secret(world: World, kind: str, **given: object) -> Record:
    """Write a record every word of which is planted."""
    told = world.teller(**given, **_anchors(world))
    doc = fill(KINDS[kind], told.secretly(world.garden, f"secret {kind}"), but=("readings",))
    doc["names"] = named(world.garden.word(f"secret {kind} name"), world.garden.word("name, ar"))
    return make_record(world.session, kind, "", **doc)


def _anchors(world: World) -> dict[str, object]:
    """Let whatever names a record name the open temple."""
    keys = ("part_of_id", "other_id", "subject_id", "agent_id", "alleged_by_id", "place_id")
    return dict.fromkeys(keys, world.kept["temple"].id)


def _event(world: World) -> None:
    """Write a public event that names somebody at risk, and withholds one answer."""
    kept, word = world.kept, world.garden.word
    guard = kept["guard"].id
    kept["event"] = make_record(
        world.session, "event", "Blast of Example", happened="2015-08-23",
        effects=[{"subject_id": kept["temple"].id}, {"subject_id": kept["tomb"].id}],
        causes=[{"cause": "cause-type/explosives"}],
        affected=[{"subject_id": kept[each].id} for each in ("guard", "keeper", "marked")],
        attributions=[
            {"agent_id": guard, "agent_words": word("agent at risk")},
            {"agent_words": "gunmen", "alleged_by": word("teller"), "alleged_by_id": guard},
        ],
        aftermath_en=word("withheld value"),
        readings=[{"field": "aftermath", "verdict": "verdict/withheld", "value_en": word("reading"),
                   "reason_en": "It would hurt the family."}],
    )  # fmt: skip


def _source(world: World) -> None:
    """Write a public source, its text quotable only, its address withheld."""
    told = world.teller(text_use="text-use/quotes", link_withheld=True, published="2015-09")
    doc = fill(Source, told.openly(world.garden, "public source"))
    doc |= {"title": "Report of Example", "publisher": "Example Paper", "publisher_id": None}
    doc |= {"language": "en", "url": f"https://{world.garden.word('withheld address')}.test/"}
    world.kept["source"] = source = make_source(world.session, **doc)
    # Its fingerprint is public, so that two worlds with one public part have the same text.
    before, after = (world.garden.shared(f"text {each}") for each in ("before", "after"))
    page = f"Before {before} it fell {QUOTE} after {after}."
    name = f"{world.garden.word('file name')}.txt"
    _keep(world, source, page, name)


QUOTE = "the temple was destroyed"


def _keep(world: World, source: Source, page: str, name: str) -> None:
    taken = sources.take(page.encode(), filename=name, how="uploaded")
    sources.keep(world.session, world.house.files, source, taken, by=person(world.session))


def _claims(world: World) -> None:
    """Cite the source openly and otherwise, publish all that is meant to be, and settle."""
    session, kept, word = world.session, world.kept, world.garden.word
    source, text = kept["source"], newest_text(session, kept["source"])
    start = text.body.index(QUOTE)

    def cite(record: str, *, selected: bool = False, **said: object) -> claims.Claim:
        selector = describe(text.body, start, start + len(QUOTE)) if selected else None
        return claims.cite(
            session, source, kept[record].id, said, by=person(session), selector=selector,
            text=text if selected else None,
        )  # fmt: skip

    cite("temple", field="grade", value="destroyed", selected=True)
    cite("temple", field="state", value=word("sensitive claim"), quote=word("quote"), level=2)
    cite("event", field="aftermath", value=word("withheld claim"), quote=word("withheld quote"))
    cite("event", field="happened", value="August", edtf="2015-08",
         asserted_by=word("asserter"), asserted_by_id=kept["guard"].id)  # fmt: skip
    cite("guard", field=None, value=word("claim on somebody at risk"))
    cite("tomb", field="places", value=f"{world.point[0]}, {world.point[1]}")
    back = cite("temple", field="built", value=word("retracted claim"))
    public = ("temple", "tomb", "grave", "keeper", "event", "source", "guard", "marked")
    publish(session, *(kept[each] for each in public))
    world.settle()
    amended = cite("temple", field="built", value="old")
    told = {"value": word("corrected claim")}
    claims.correct(session, amended, told, by=person(session), read_at=amended.version)
    claims.take_back(session, back, by=person(session), comment=word("retraction"))
    cite("temple", field="built", value=word("unapproved claim"))
    save(session, kept["marked"], at_risk=True)
    world.settle()


def _newer_drafts(world: World) -> None:
    """Write newer drafts of what is public; the public goes on seeing what was approved."""
    for name in ("temple", "event", "keeper", "source"):
        kept = world.kept[name]
        told = world.teller(**_anchors(world)).secretly(world.garden, f"draft of {name}")
        but = ("readings", "names", "url", "publisher_id", "part_of_id")
        save(world.session, kept, **fill(type(kept), told, but=but))


def _withdrawn(world: World) -> None:
    """Publish things every word of which is planted, and withdraw them."""
    kept = [_secret(world, kind, living="no", at_risk=False) for kind in KINDS]
    told = world.teller(publisher_id=None, text_use="text-use/full")
    doc = fill(Source, told.secretly(world.garden, "withdrawn source"))
    source = make_source(world.session, **doc)
    _keep(world, source, f"Full text {world.garden.word('withdrawn text')}", "page.txt")
    publish(world.session, *kept, source)
    world.settle()
    for each in (*kept, source):
        withdraw(world.session, each)
    world.kept |= {f"withdrawn {number}": each for number, each in enumerate((*kept, source))}
    world.settle()


def _private(world: World) -> None:
    """Write drafts, an account and a job that nobody outside knows of."""
    for kind in KINDS:
        world.kept[f"draft {kind}"] = _secret(world, kind)
    told = world.teller(publisher_id=None).secretly(world.garden, "draft source")
    world.kept["draft source"] = make_source(world.session, **fill(Source, told))
    enqueue(world.session, "none", {"what": world.garden.word("job")})
    _accounts(world)


def _accounts(world: World) -> None:
    """Let somebody be invited, sign in, and somebody else fail to."""
    session, word = world.session, world.garden.word
    name = word("account")
    user = accounts.add(session, name, word("account, called"), password=PASSWORD)
    accounts.invite(session, user, None)
    accounts.keep_search(
        session, user, "desk", f"q={word('saved search')}", name=word("its name"), mark=0
    )
    accounts.sign_in(session, name, PASSWORD, network="192.0.2.0/24", agent=word("browser"))
    with suppress(accounts.Refused):
        accounts.sign_in(session, name, "wrong", network="198.51.100.0/24", agent="")

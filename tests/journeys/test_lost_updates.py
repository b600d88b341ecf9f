"""Two archivists at one record, over HTTP: no edit that was acknowledged ever vanishes."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from lxml import html

from heritage.config import Settings
from heritage.house import open_house
from heritage.ledger.documents import document
from heritage.ledger.queries import version
from heritage.records.models import Record
from tests.making import make_record, new_house
from tests.support.serving import browser, form_with, send, serving

WRITERS = ("archivist", "second")
IN_STEP, FREE = 80, 80
"""How often each of the two edits: first both from the same version, then as it comes."""
SEED = 20150823

pytestmark = pytest.mark.slow


@dataclass
class Told:
    """What the server answered to one of the two."""

    kept: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def archive(request, tmp_path):
    """Make an archive with one record on each database; tell how to serve and to open it."""
    url = ""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_database")
    settings = Settings(home=tmp_path / "archive", database_url=url)
    house = new_house(settings.home, database_url=url)
    with house.write() as session:
        key = make_record(session, "site", "Tower of the Two Scribes", summary_en="Begun.").id
        session.commit()
    house.close()
    return settings, key


def edit(visitor, key, word, meet, told):
    """Add a word to the summary, as it stands when the form is opened."""
    page = visitor.get(f"/desk/sites/{key}/edit")
    form = form_with(page, "comment")
    before = form.fields["summary_en"].strip()
    form.fields["summary_en"], form.fields["comment"] = f"{before} {word}", f"added {word}"
    meet()
    answer = send(visitor, page, form, "save")
    if answer.status_int == 302:
        told.kept.append(word)
    elif answer.status_int == 409:
        told.refused.append(word)
        if fault := one_sided(answer, before, word):
            told.wrong.append(fault)
    else:
        told.wrong.append(f"{word}: status {answer.status_int}")


def one_sided(answer, before, word):
    """Say what a page of conflict fails to show: how it was, what they made of it, what I did."""
    found = html.fromstring(answer.text).find_class("side-of")
    sides = [" ".join(each.text_content().split()) for each in found]
    if len(sides) != 3:
        return f"{word}: {len(sides)} sides"
    was, theirs, mine = sides
    if before not in was or before not in theirs or f"{before} {word}" not in mine:
        return f"{word}: sides {sides}"
    if word in theirs.split() or len(theirs.split()) <= len(was.split()):
        return f"{word}: theirs is {theirs}"
    if form_with(answer, "theirs_at").fields["summary_en"].strip() != f"{before} {word}":
        return f"{word}: what was typed is not in the form any more"
    return None


def writes(server, name, key, together):
    """Edit the record again and again; what was refused is left at that."""
    visitor, told, dice = browser(server, name), Told(), random.Random(f"{SEED} {name}")
    for turn in range(IN_STEP):
        edit(visitor, key, f"{name}{turn}", together.wait, told)
        together.wait()
    for turn in range(IN_STEP, IN_STEP + FREE):
        edit(visitor, key, f"{name}{turn}", lambda: time.sleep(dice.random() * 0.01), told)
    return told


def test_of_320_edits_by_two_none_that_was_acknowledged_vanishes(archive):
    settings, key = archive
    together = threading.Barrier(len(WRITERS), timeout=60)
    with (
        serving(settings.home, HERITAGE_DATABASE_URL=settings.database_url) as server,
        ThreadPoolExecutor(len(WRITERS)) as pool,
    ):
        told = list(pool.map(lambda name: writes(server, name, key, together), WRITERS))

    assert [each.wrong for each in told] == [[], []]
    kept = {word for each in told for word in each.kept}
    refused = {word for each in told for word in each.refused}
    assert len(kept) + len(refused) == 2 * (IN_STEP + FREE)
    steps = [sum(f"{name}{turn}" in kept for name in WRITERS) for turn in range(IN_STEP)]
    assert steps == [1] * IN_STEP  # of two edits of one version exactly one is taken
    summary, versions = as_it_stands(settings, key)
    assert set(summary.split()) == {"Begun.", *kept}
    assert len(summary.split()) == 1 + len(kept)
    assert versions == 1 + len(kept)


def as_it_stands(settings, key):
    """Read the record, and count its versions, each of which the ledger must know."""
    house = open_house(settings)
    with house.read() as session:
        record = session.get_one(Record, key)
        known = [version(session, "record", key, n) for n in range(1, record.version + 1)]
        assert None not in known
        assert known[-1] == document(record)
        told = record.summary_en, len(known)
    house.close()
    return told

"""Indexes are made anew in sight of who waits, and compared document by document."""

import json
import os
import pty
import subprocess
import sys
from datetime import date

import pytest

from heritage.config import Settings
from heritage.house import open_house
from heritage.search.documents import Document, Removal
from heritage.search.request import Request
from heritage.search.sync import DeskIndex, PublicIndex
from tests.making import make_record


def test_a_machine_is_told_each_step_as_a_line(call, seeded_copy):
    shown = call("index", "rebuild", "--json", home=seeded_copy)
    lines = [json.loads(line) for line in shown.stdout.splitlines()]
    *steps, last = lines
    for name in ("desk", "catalogue"):
        done = [each["done"] for each in steps if each["index"] == name]
        assert done[0] == 0
        assert done == sorted(set(done))
        assert done[-1] == next(each["of"] for each in steps if each["index"] == name)
        assert last[name] > 0
    house = open_house(Settings(home=seeded_copy))
    assert last == {"desk": house.desk_search.count(), "catalogue": house.public_search.count()}
    house.close()


def test_who_waits_at_a_terminal_sees_a_bar_fill_up(seeded_copy):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "heritage", "index", "rebuild", "--home", str(seeded_copy)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True, timeout=300)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # how a terminal says that nobody is there any more
        pass
    os.close(ours)
    assert b"The desk's index holds" in done.stdout
    for name in (b"desk", b"catalogue"):
        assert name in shown
    assert shown.count(b"100%") == 2


def test_without_a_terminal_it_says_what_there_is_and_nothing_else(call, seeded_copy):
    shown = call("index", "rebuild", home=seeded_copy)
    assert shown.stderr == ""
    assert shown.stdout.startswith("The desk's index holds")
    assert shown.stdout.count("\n") == 1


@pytest.mark.parametrize("side", ["desk", "public"])
def test_searches_go_on_being_answered_meanwhile(seeded_copy, side):
    reader, builder = (open_house(Settings(home=seeded_copy)) for _ in range(2))
    search = getattr(reader, f"{side}_search").search
    index = {
        "desk": DeskIndex(builder.read, builder.desk_search),
        "public": PublicIndex(builder.public, builder.public_search),
    }[side]
    before = search(Request()).total
    answers = []
    index.rebuild(lambda _done: answers.append(search(Request()).total))
    assert len(answers) > 1
    assert set(answers) == {before}
    assert search(Request()).total == before
    for house in (reader, builder):
        house.close()


def told(call, home):
    shown = call("index", "verify", "--json", home=home)
    found = json.loads(shown.stdout)
    assert shown.exit_code == (1 if found["faults"] else 0)
    return {each["what"] for each in found["faults"]}


@pytest.mark.parametrize("side", ["desk", "public"])
def test_each_document_that_departs_is_named(call, seeded_copy, side):
    assert told(call, seeded_copy) == set()
    house = open_house(Settings(home=seeded_copy))
    backend = getattr(house, f"{side}_search")
    found = backend.search(Request(per_page=2, sort="title")).hits
    lost, old = found
    backend.apply(
        [
            Removal(lost.id),
            Document(id=old.id, kind=old.kind, title=old.title, version=1, url=old.url),
            Document(id="f" * 32, kind="site", title="Nowhere", added=date.max.toordinal()),
        ],
        backend.watermark(),
    )
    house.close()
    said = told(call, seeded_copy)
    assert said == {
        f"index-{side}: {lost.id} ({lost.title}) is missing",
        f"index-{side}: {old.id} ({old.title}) is out of date",
        f"index-{side}: {'f' * 32} should not be there",
    }
    call("index", "rebuild", home=seeded_copy)
    assert told(call, seeded_copy) == set()


def test_what_was_not_followed_yet_is_missing_by_its_name(call, seeded_copy):
    house = open_house(Settings(home=seeded_copy))
    with house.write() as session:
        made = make_record(session, "site", "A Well").id
        session.commit()
    house.close()
    assert told(call, seeded_copy) == {f"index-desk: {made} (A Well) is missing"}

"""What SQLite promises as the archive opens it: nothing acknowledged is lost, nobody is held up."""

import sqlite3
import subprocess
import sys

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from heritage import db
from heritage.db import SOUND_SQLITE, open_engine, readers, sqlite_module, writers


@pytest.fixture
def engine(tmp_path):
    opened = open_engine(f"sqlite:///{tmp_path / 'archive.db'}")
    with opened.begin() as connection:
        connection.execute(text("create table word (id integer primary key, said text)"))
    yield opened
    opened.dispose()


def pragma(connection, name):
    return connection.scalar(text(f"PRAGMA {name}"))


def test_a_commit_is_on_the_disk_before_it_is_acknowledged(engine):
    with engine.connect() as connection:
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "synchronous") == 2  # FULL; NORMAL loses commits in a power cut


def test_references_hold_and_removed_words_are_overwritten(engine):
    with engine.connect() as connection:
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "secure_delete") == 1
        assert pragma(connection, "trusted_schema") == 0
        assert pragma(connection, "cell_size_check") == 1


def test_both_stores_of_an_archive_are_opened_so(house):
    for opened in (house.engine, house.public.engine):
        with opened.connect() as connection:
            assert pragma(connection, "journal_mode") == "wal"
            assert pragma(connection, "synchronous") == 2
            assert pragma(connection, "foreign_keys") == 1


def test_the_newest_sqlite_on_the_machine_is_the_one_in_use(engine):
    newest = sqlite3.sqlite_version_info
    try:
        import pysqlite3
    except ImportError:
        pass
    else:
        newest = max(newest, pysqlite3.sqlite_version_info)
        assert newest >= SOUND_SQLITE
    with engine.connect() as connection:
        used = connection.scalar(text("select sqlite_version()"))
    assert tuple(int(part) for part in used.split(".")) == newest
    assert sqlite_module().sqlite_version_info == newest


def test_the_public_store_is_opened_so_that_nothing_can_be_written_there(house):
    with house.public.engine.connect() as connection, pytest.raises(OperationalError):
        connection.execute(text("delete from edition"))


def test_a_writer_waits_for_the_other_process_and_neither_loses_anything(engine, tmp_path):
    each = 60
    others = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, engine.url.database, str(number), str(each)]
        )
        for number in range(2)
    ]
    assert [other.wait(timeout=120) for other in others] == [0, 0]
    with engine.connect() as connection:
        said = list(connection.scalars(text("select said from word order by id")))
    assert sorted(said) == sorted(f"{n} {i} of {i}" for n in range(2) for i in range(each))


# Reads, thinks, and writes what it read: without the floor held from the start, one of the two
# would be told "database is locked", or would number its row as the other did.
WRITER = """
import sys, time
from sqlalchemy import text
from heritage.db import open_engine, writers
path, number, each = sys.argv[1], sys.argv[2], int(sys.argv[3])
write = writers(open_engine(f"sqlite:///{path}"))
for turn in range(each):
    with write() as session:
        mine = text("select count(*) from word where said like :mine")
        there = session.scalar(mine, {"mine": f"{number} %"})
        time.sleep(0.001)
        session.execute(
            text("insert into word (id, said) values ((select count(*) from word), :said)"),
            {"said": f"{number} {turn} of {there}"},
        )
        session.commit()
"""


def test_who_waits_too_long_is_told_so_and_nothing_of_theirs_is_written(engine, monkeypatch):
    monkeypatch.setattr(db, "BUSY_MS", 50)
    impatient = open_engine(str(engine.url))
    with writers(engine)() as first:
        first.execute(text("insert into word (said) values ('first')"))
        with writers(impatient)() as second, pytest.raises(OperationalError, match="locked"):
            second.execute(text("insert into word (said) values ('second')"))
        first.commit()
    impatient.dispose()
    with engine.connect() as connection:
        assert list(connection.scalars(text("select said from word"))) == ["first"]


def test_a_reader_neither_waits_for_a_writer_nor_holds_one_up(engine, monkeypatch):
    monkeypatch.setattr(db, "BUSY_MS", 0)  # whoever would have to wait is refused at once
    here = open_engine(str(engine.url))
    with readers(here)() as reading, writers(here)() as writing:
        assert reading.scalar(text("select count(*) from word")) == 0
        writing.execute(text("insert into word (said) values ('meanwhile')"))
        assert reading.scalar(text("select count(*) from word")) == 0
        with readers(here)() as another:
            assert another.scalar(text("select count(*) from word")) == 0
        writing.commit()
        assert reading.scalar(text("select count(*) from word")) == 0  # one look, one moment
    with readers(here)() as later:
        assert later.scalar(text("select count(*) from word")) == 1
    here.dispose()


def test_what_was_not_committed_is_gone_when_its_writer_is_killed(engine):
    code = WRITER.partition("for turn")[0] + KILLED
    writer = subprocess.Popen(
        [sys.executable, "-c", code, engine.url.database, "0", "0"], stdout=subprocess.PIPE
    )
    assert writer.stdout.readline() == b"written\n"
    writer.kill()
    writer.communicate()
    with engine.connect() as connection:
        assert list(connection.scalars(text("select said from word"))) == ["kept"]
        assert pragma(connection, "integrity_check") == "ok"


KILLED = """
with write() as session:
    session.execute(text("insert into word (said) values ('kept')"))
    session.commit()
    session.execute(text("insert into word (said) values ('half')"))
    session.flush()
    print("written", flush=True)
    time.sleep(60)
"""

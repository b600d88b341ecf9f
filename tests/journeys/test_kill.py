"""The server is killed amid saves: what was acknowledged is there, and nothing is half."""

import random
import threading
from dataclasses import dataclass, field
from http.client import HTTPException

import pytest

from heritage.cli.watermarks import behind
from heritage.config import Settings
from heritage.house import open_house
from heritage.ledger.documents import document
from heritage.ledger.models import Status
from heritage.ledger.queries import version
from heritage.records.models import Record
from tests.making import make_record, new_house, publish
from tests.support.serving import Server, browser, form_with, run, send, serving

SEED = 20150830
SAVES = 60
KILLS = 9
WITHIN = 0.2
"""Seconds after a request was sent within which the server is killed: before it is read, while it
is carried out, while the worker follows it, or when all is done."""

pytestmark = pytest.mark.slow


@dataclass
class Story:
    """Somebody saves and somebody reviews, while the server dies under their hands."""

    server: Server
    dice: random.Random
    keys: list[str]
    sent: set[str] = field(default_factory=set)
    """Every word that was ever sent, acknowledged or not."""
    kept: list[tuple[str, str]] = field(default_factory=list)
    """Record and word of each save that was acknowledged, in order."""
    opened: list[tuple[str, str]] = field(default_factory=list)
    """Record and word of each publication that was acknowledged."""
    killed: int = 0

    def tell(self) -> None:
        """Save until sixty saves were sent, some of them with a hand on the power switch."""
        writer, reviewer = (browser(self.server, name) for name in ("archivist", "reviewer"))
        doomed = set(self.dice.sample(range(SAVES), KILLS))
        for turn in range(SAVES):
            key, word = self.dice.choice(self.keys), f"word{turn}"
            kill = self.switch() if turn in doomed else None
            try:
                self.save(writer, key, word, kill)
                if turn % 3 == 0:
                    self.publish(reviewer, key, word)
            except (OSError, HTTPException):
                assert turn in doomed, self.server.words()
            if kill is not None:
                self.revive(kill)

    def switch(self) -> threading.Timer:
        """Prepare to kill the server in a moment nobody expects."""
        moment = self.dice.random() * WITHIN
        return threading.Timer(moment, self.server.process.kill)

    def revive(self, kill: threading.Timer) -> None:
        """Start again what was killed."""
        kill.join()
        assert self.server.process.wait() == -9, self.server.words()
        self.killed += 1
        self.server.start()

    def save(self, visitor, key, word, kill):
        """Write the same word into two fields and send it to review."""
        page = visitor.get(f"/desk/sites/{key}/edit")
        form = form_with(page, "comment")
        form.fields["summary_en"], form.fields["state_en"] = f"Now {word}.", f"Then {word}."
        form.fields["comment"] = f"wrote {word}"
        self.sent.add(word)
        if kill is not None:
            kill.start()
        assert send(visitor, page, form, "send").status_int == 302
        self.kept.append((key, word))

    def publish(self, visitor, key, word):
        """Approve what was saved."""
        page = visitor.get(f"/desk/review/sites/{key}")
        assert send(visitor, page, form_with(page, "comment", "/publish")).status_int == 302
        self.opened.append((key, word))


@pytest.fixture
def archive(tmp_path):
    """Make an archive with a few public records."""
    house = new_house(tmp_path / "archive")
    with house.write() as session:
        told = {"summary_en": "Now begun.", "state_en": "Then begun."}
        sites = [make_record(session, "site", f"Mill of Ora {n}", **told) for n in range(4)]
        publish(session, *sites)
        session.commit()
        keys = [site.id for site in sites]
    house.catch_up()
    house.close()
    return house.settings.home, keys


def test_killed_amid_sixty_saves_nothing_acknowledged_is_lost_and_nothing_is_half(archive):
    home, keys = archive
    with serving(home) as server:
        story = Story(server, random.Random(SEED), keys)
        story.tell()
        beside = run("verify", home=home)
    assert story.killed == KILLS
    assert len(story.sent) == SAVES
    assert (beside.returncode, beside.stderr) == (0, "")

    house = open_house(Settings(home=home))
    house.catch_up()
    assert behind(house) == {}
    with house.read() as session:
        for key in keys:
            looked_over(session, key, story)
            shown(house, session.get_one(Record, key))
    house.close()


def looked_over(session, key, story):
    """Compare the versions of a record with what was acknowledged, one by one."""
    record = session.get_one(Record, key)
    versions = [version(session, "record", key, n) for n in range(1, record.version + 1)]
    assert versions[-1] == document(record)
    words = [whole(each) for each in versions]
    kept = [word for where, word in story.kept if where == key]
    assert set(kept) <= set(words[1:]) <= story.sent
    assert [word for word in words if word in kept] == kept  # each once, and in its order
    opened = [word for where, word in story.opened if where == key]
    if opened:
        assert record.published_version >= words.index(opened[-1]) + 1
    if words[-1] in kept and words[-1] not in opened:
        assert record.status in {Status.IN_REVIEW, Status.PUBLISHED}


def whole(doc):
    """Read the word of a version, which stands in both fields or the version is half."""
    word = doc["summary_en"].removeprefix("Now ").removesuffix(".")
    assert doc["state_en"] == f"Then {word}."
    return word


def shown(house, record):
    """Find the edition and the line of the index to be those of the published version."""
    with house.read() as session:
        approved = version(session, "record", record.id, record.published_version)
    edition = house.public.by_id(record.public_id)
    assert edition.field("summary") == {"en": approved["summary_en"]}
    assert edition.field("state") == {"en": approved["state_en"]}

"""Part `http`: whole search pages out of the application, in public archives of growing size."""

from __future__ import annotations

import gc
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from heritage.app import create_app
from heritage.config import Settings
from heritage.house import House, open_house
from heritage.search.backend import SearchUnavailable
from heritage.search.query import parse
from heritage.search.request import Request
from heritage.search.sync import PublicIndex
from tests.load.filling import SEED
from tests.load.inventing import BUILDINGS
from tests.load.measuring import ACCEPTED
from tests.load.part_search import Times, quantile
from tests.load.publishing import publish_quickly
from tests.load.words import ARABIC, ENGLISH
from tests.making import make_record, new_house, publish

WARMED = 3
NEW = 5
Row = dict[str, Any]


@dataclass(frozen=True)
class Archive:
    """One public archive in a folder that can be kept."""

    home: Path
    size: int

    def house(self, *, again: bool = False) -> House:
        """Open it; publish what is not published, index what is not indexed."""
        done = self.home / "published"
        if done.exists():
            house = open_house(Settings(home=self.home))
        else:
            house = new_house(self.home)
            publish_quickly(house, self.size)
            done.touch()
        if again or not _is_readable(house):
            PublicIndex(house.public, house.public_search).rebuild()
        return house


def _is_readable(house: House) -> bool:
    try:
        house.public_search.open()
    except SearchUnavailable:
        return False
    return True


def measure(folder: Path, sizes: list[int], each: int, *, again: bool = False) -> Row:
    """Time the same addresses in each archive, and say how flat they are."""
    told = [_one(Archive(folder / f"archive-{size}", size), each, again=again) for size in sizes]
    small, large = told[0]["every page"], told[-1]["every page"]
    return {
        "seed": SEED,
        "archives": told,
        "flatness": {part: round(large[part] / small[part], 2) for part in ("p50", "p95")},
    }


def _one(archive: Archive, each: int, *, again: bool) -> Row:
    house = archive.house(again=again)
    client = create_app(house).test_client()
    gc.collect()
    gc.freeze()  # what the bench holds must not be looked over in the middle of a page
    every, rows = Times(), []
    for name, addresses in pages(each).items():
        first, again_asked = Times(), Times()
        for address in addresses[:WARMED]:
            _get(client, address, Times())
        for address in addresses:
            _get(client, address, first)
            _get(client, address, again_asked)
        rows.append({"what": name, **first.figures(), "again_p95": quantile(again_asked.cpu, 95)})
        every.cpu += first.cpu
        every.wall += first.wall
    findable = _findable(house)
    house.close()
    gc.unfreeze()
    return {
        "records": archive.size,
        "pages": rows,
        "every page": every.figures(),
        "new_until_found": findable,
    }


def _get(client: Any, address: str, times: Times) -> None:
    cpu, wall = time.process_time(), time.perf_counter()
    answer = client.get(address, headers={"Accept-Encoding": ACCEPTED})
    times.cpu.append((time.process_time() - cpu) * 1000)
    times.wall.append((time.perf_counter() - wall) * 1000)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")


def _findable(house: House) -> Row:
    """Publish something new as the desk does; time from its commit until the public finds it."""
    house.catch_up()
    times = Times()
    for _ in range(NEW):
        word = "".join(secrets.choice("bdfklmnrstz") + secrets.choice("aiu") for _ in range(5))
        with house.write() as session:
            record = make_record(session, "site", f"Tower of {word.title()}")
            session.flush()
            publish(session, record)
            session.commit()
        cpu, wall = time.process_time(), time.perf_counter()
        house.catch_up()
        if house.public_search.search(Request(query=parse(word))).total != 1:
            raise RuntimeError(f"{word} was published and is not found")
        times.cpu.append((time.process_time() - cpu) * 1000)
        times.wall.append((time.perf_counter() - wall) * 1000)
    return times.figures()


def pages(each: int) -> dict[str, list[str]]:
    """Choose the addresses: the same for every size, since every size is written in these words."""
    words = [ENGLISH[at % len(ENGLISH)] for at in range(each)]
    other = [ENGLISH[(at * 7 + 3) % len(ENGLISH)] for at in range(each)]
    arabic = [ARABIC[at % len(ARABIC)] for at in range(each)]
    names = [kind for kind, _ in BUILDINGS]
    asked = {
        "one word": words,
        "two words": [f"{one} {two}" for one, two in zip(words, other, strict=True)],
        "phrase": [f'"{one} {two}"' for one, two in zip(words, other, strict=True)],
        "beginning": [f"{word[:4]}*" for word in words],
        "kind of building": [f"{names[at % len(names)]} of" for at in range(each)],
    }
    return {
        **{name: [_address(typed) for typed in some] for name, some in asked.items()},
        "filtered": [_address(word) + "&country=SY&from=2012&to=2016" for word in words],
        "Arabic": ["/ar" + _address(word) for word in arabic],
        "everything": ["/search"] * each,
    }


def _address(typed: str) -> str:
    return f"/search?q={quote_plus(typed)}"


def show(told: Row) -> None:
    """Print the tables."""
    for archive in told["archives"]:
        print(f"\nSearch pages, {archive['records']} public records: CPU ms p50 / p95 / p99")
        for row in [*archive["pages"], {"what": "every page", **archive["every page"]}]:
            figures = "{p50:g} / {p95:g} / {p99:g}, on the wall {wall_p95:g}".format(**row)
            again = f", again {row['again_p95']:g}" if "again_p95" in row else ""
            print(f"    {row['what']:<20} {figures}{again}")
        new = archive["new_until_found"]
        print(f"    new until found: CPU {new['p50']} ms, on the wall up to {new['wall_p95']} ms")
    print("  Largest to smallest: {p50} times at p50, {p95} at p95".format(**told["flatness"]))

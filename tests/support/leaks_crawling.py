"""Every address of the public side, read off the application itself."""

import itertools
from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule

from heritage.edition.public import PATHS
from heritage.gate import EVERYONE
from heritage.search.params import COUNTED
from tests.support.leaks_world import World

APART = {"login.show", "login.invitation"}
"""Pages that speak to somebody who signs in: their forms carry random tokens."""
QUERIES = (
    "", "q=Example", "q=temple&sort=newest", "q=*", "kind=event&from=2015-08&to=2015-08",
    "country=SY&grade=destroyed&cause=explosives", "sort=title&page=2", "sort=earliest",
    "sort=latest", "source=Example+Paper&lang=en", "bbox=38.2,34.5,38.3,34.6", "place=x",
    "q=title:secret", "q=staff_note:x", "q=nothing+like+it", "q=%22temple+of%22+-blast",
    "q=secr", "is=uncited&near=34.55,38.27,20km", "certain=1&from=2015&by=month", "find=secret",
    "verb=Identify", "verb=ListSets", "verb=ListRecords&metadataPrefix=oai_dc",
    "verb=ListIdentifiers&metadataPrefix=qdc&from=2000-01-01", "url=https://example.test/",
)  # fmt: skip


ASKED = tuple(f"catalogue.{each}" for each in ("search", "advanced", "suggest", "records"))
ASKED += ("api.",)
"""Doors that are asked questions."""


def public_rules(app: Flask) -> list[Rule]:
    """List the addresses anyone may fetch."""
    return [
        rule
        for rule in sorted(app.url_map.iter_rules(), key=str)
        if getattr(app.view_functions[rule.endpoint], "needs", None) == EVERYONE
        and "GET" in (rule.methods or ())
        and rule.endpoint not in APART
    ]


def addresses(app: Flask, world: World) -> Iterator[str]:
    """Fill each address with what is public, what is hidden, and what does not exist."""
    names = known_names(world)
    for rule in public_rules(app):
        if not rule.arguments:
            listed = rule.endpoint.startswith(ASKED)
            yield from (f"{rule}?{query}" for query in (QUERIES if listed else ("",)))
            if "mylist" in rule.endpoint:
                yield f"{rule}?ids={','.join(map(str, names['public_id']))}"
            continue
        shelves = str(rule).partition("any(")[2].partition(")")[0].split(", ")
        choices = [[(key, each) for each in names[key]] for key in sorted(rule.arguments)]
        for told in map(dict, itertools.product(*choices)):
            if "path" not in told or told["path"] in fitting(world, told["slug"]) & {*shelves}:
                yield app.url_map.bind("localhost").build(rule.endpoint, told)


def known_names(world: World) -> dict[str, list[object]]:
    """List what may stand in each place of an address."""
    kept = list(world.kept.values())
    ids = [each.public_id for each in kept] + [each.id for each in kept] + ["0" * 32]
    files = [*world.house.files.walk(), *world.house.public_files.walk(), "0" * 64]
    return {
        "slug": [each.slug for each in kept if each.slug] + ["no-such-page"],
        "path": list(PATHS.values()),
        "public_id": ids,
        "sha256": files,
        "scheme": ["damage-grade", "sensitivity", "no-such-scheme"],
        "local": ["destroyed", "no-such-term"],
        "number": [1, 2],
        "key": [*COUNTED],
    }


def fitting(world: World, slug: object) -> set[str]:
    """Name the shelves under which an address may be asked for: its own, or one it is not on."""
    kinds = {getattr(each, "kind", "source") for each in world.kept.values() if each.slug == slug}
    return {PATHS[kind] for kind in kinds} or {"sites"}

"""In what order a record's page tells what it knows, and what of it is folded."""

from __future__ import annotations

from typing import Any

from heritage.kit.text import N_
from heritage.web.shell import gettext

TITLES = {
    "pair": N_("Before and after"),
    "events": N_("Damage events"),
    "happened": N_("What happened"),
    "attributed": N_("Events attributed to this group"),
    "effects": N_("What was damaged"),
    "affected": N_("People affected"),
    "attributions": N_("Who is said to have done it"),
    "facts": N_("Facts and their sources"),
    "mentions": N_("Other passages that speak of it"),
    "assessments": N_("Condition over time"),
    "protections": N_("Protection"),
    "posts": N_("Roles and posts"),
    "pictures": N_("Pictures"),
    "names": N_("Names"),
    "identifiers": N_("Identifiers"),
    "sources": N_("Sources"),
}
STANDING = (
    "pair", "events", "facts", "mentions", "assessments", "protections", "pictures", "names",
    "identifiers",
)  # fmt: skip
ORDERS = {
    "site": STANDING,
    "thing": STANDING,
    "person": ("posts", "facts", "happened", "mentions", "pictures", "names", "identifiers"),
    "event": (
        "effects",
        "affected",
        "attributions",
        "facts",
        "mentions",
        "pictures",
        "names",
        "identifiers",
    ),
    "group": (
        "facts",
        "happened",
        "events",
        "attributed",
        "mentions",
        "pictures",
        "names",
        "identifiers",
    ),
}
_HARMLESS = frozenset(("fate/not-applicable", "fate/unknown", "fate/survived", "fate/released"))
_HARM = frozenset(("fate", "manner", "remains", "died_at", "ended", "size"))
_OWN_SECTION = frozenset(
    ("effects", "affected", "attributions", "protections", "assessments", "posts", "part_of")
)


def layout(shown: dict[str, Any]) -> dict[str, Any]:
    """Choose the sections of a record's page, and set apart what is folded."""
    told = [fact for fact in shown["facts"] if not _told_elsewhere(fact)]
    harmed = shown["kind"] in {"person", "group"} and _harmed(shown)
    harm = [fact for fact in told if harmed and fact["field"] in _HARM]
    calm = [fact for fact in told if fact not in harm]
    titles = {key: gettext(title) for key, title in TITLES.items()}
    filled = {
        "pair": shown["compared"],
        "events": shown["events"] and not harmed,
        "happened": harmed and (harm or shown["events"]),
        "attributed": shown["attributed_events"],
        "facts": calm,
        "pictures": shown["pictures"] and not _only_the_pair(shown),
        "names": len(shown["names"]) > 1,
        **{key: shown[key] for key in ORDERED_LISTS},
    }
    sections = [(key, titles[key]) for key in ORDERS[shown["kind"]] if filled[key]]
    sections += [("sources", titles["sources"])] if shown["sources"] else []
    return {
        "sections": sections,
        "calm": calm,
        "harm": harm,
        "TITLES": titles,
        "violent": harmed or shown["violent"],
    }


ORDERED_LISTS = (
    "effects", "affected", "attributions", "mentions", "assessments", "protections", "posts",
    "identifiers",
)  # fmt: skip


def _told_elsewhere(fact: dict[str, Any]) -> bool:
    """Leave lists to their own sections unless sources or readings speak to them."""
    spoken = fact["claims"] or fact["reading"] or fact["withheld"]
    return fact["field"] in _OWN_SECTION and not spoken


def _harmed(shown: dict[str, Any]) -> bool:
    fate = ((shown["life"] or {}).get("fate") or {}).get("key")
    return bool(fate and fate not in _HARMLESS) or any(each["violent"] for each in shown["events"])


def _only_the_pair(shown: dict[str, Any]) -> bool:
    return bool(shown["compared"]) and len(shown["pictures"]) == 2

"""What stands around editions, fetched for many of them at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence

from heritage.edition.public import PublicRecord
from heritage.edition.store import PublicStore
from heritage.search.public_facets import agents_of, cited, places_of

_MOST_KEPT = 4_000
"""So many editions are kept, those asked for last: sources and places come again and again."""


class Neighbours:
    """What editions are searched by beside themselves, for as long as the store stands still.

    Those are their sources, the events that befell them, who is said to have done these, and the
    wholes they are part of.
    """

    def __init__(self, store: PublicStore) -> None:
        self._store = store
        self._kept: OrderedDict[str, PublicRecord | None] = OrderedDict()
        self._events: dict[str, list[PublicRecord]] = {}

    def gather(self, records: Sequence[PublicRecord]) -> None:
        """Fetch what stands around a batch of editions, each of it once."""
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        self._events = self._store.mentioning_any([each.id for each in records], "event")
        events = [event for some in self._events.values() for event in some]
        self._kept |= {each.id: each for each in (*records, *events)}
        wanted = {key for each in records for key in _named(each)}
        self._many(wanted.union(*map(agents_of, events)))
        self._wholes([self._kept[each] for each in (*wanted, *(e.id for e in records))])

    def around(self, record: PublicRecord) -> dict[str, PublicRecord]:
        """Give what stands around an edition, by permanent identifier."""
        if record.id not in self._events:
            self.gather([record])
        events = self._events[record.id]
        found = self._many(_named(record)) | {event.id: event for event in events}
        found |= self._many(agent for event in events for agent in agents_of(event))
        return found | self._wholes([record, *found.values()])

    def _wholes(self, parts: Iterable[PublicRecord | None]) -> dict[str, PublicRecord]:
        """Fetch what these are part of, and what that is part of, up to the widest."""
        found: dict[str, PublicRecord] = {}
        above = {key for each in parts if each for key in _above(each)}
        while missing := above - found.keys():
            wholes = self._many(missing)
            found |= wholes
            above = {key for each in wholes.values() for key in _above(each)}
        return found

    def _many(self, keys: Iterable[str]) -> dict[str, PublicRecord]:
        """Fetch some editions; what is not public is not among them."""
        wanted = set(keys)
        missing = [key for key in wanted if key not in self._kept]
        if missing:
            self._kept |= dict.fromkeys(missing) | self._store.many(missing)
        for key in wanted:
            self._kept.move_to_end(key)
        return {key: each for key in wanted if (each := self._kept[key])}


def _named(record: PublicRecord) -> list[str]:
    return [*cited(record), *places_of(record), *agents_of(record)]


def _above(record: PublicRecord) -> list[str]:
    whole = record.field("part_of")
    return [whole] if whole else []

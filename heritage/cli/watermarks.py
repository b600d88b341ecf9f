"""Up to where stores and indexes follow the archive."""

from __future__ import annotations

from heritage.house import House
from heritage.ledger.queries import head, outbox_end
from heritage.search.backend import Backend, SearchAway, SearchUnsafe

UNKNOWN = -1


def watermarks(house: House) -> dict[str, int | None]:
    """Tell where the ledger ends, and up to which entry or edition each follower came.

    An index that cannot be reached or trusted just now is left out: nobody knows.
    """
    with house.read() as session:
        ledger, outbox = head(session)[0], outbox_end(session)
    changes = house.public.changes_after(0)
    marks = {
        "ledger": ledger,
        "outbox": outbox,
        "public store": house.public.watermark(),
        "desk index": _mark(house.desk_search),
        "last edition": changes[-1][0] if changes else 0,
        "public index": _mark(house.public_search),
    }
    return {name: mark for name, mark in marks.items() if mark != UNKNOWN}


def behind(house: House) -> dict[str, int]:
    """Count what each follower has still to take in; those that are up to date are left out.

    So are indexes that must be made anew: what they lack is not a matter of waiting.
    """
    marks = watermarks(house)
    followed = {
        "editions": ("outbox", "public store"),
        "index-desk": ("outbox", "desk index"),
        "index-public": ("last edition", "public index"),
    }
    lags = {
        name: (marks[end] or 0) - came
        for name, (end, mark) in followed.items()
        if (came := marks.get(mark)) is not None
    }
    return {name: lag for name, lag in lags.items() if lag > 0}


def _mark(index: Backend) -> int | None:
    try:
        return index.watermark()
    except (SearchAway, SearchUnsafe):
        return UNKNOWN

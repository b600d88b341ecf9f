"""Up to where stores and indexes follow the archive."""

from __future__ import annotations

from heritage.house import House
from heritage.ledger.queries import head, outbox_end


def watermarks(house: House) -> dict[str, int | None]:
    """Tell where the ledger ends, and up to which entry or edition each follower came."""
    with house.read() as session:
        ledger, outbox = head(session)[0], outbox_end(session)
    changes = house.public.changes_after(0)
    return {
        "ledger": ledger,
        "outbox": outbox,
        "public store": house.public.watermark(),
        "desk index": house.desk_search.watermark(),
        "last edition": changes[-1][0] if changes else 0,
        "public index": house.public_search.watermark(),
    }


def behind(house: House) -> dict[str, int]:
    """Count what each follower has still to take in; those that are up to date are left out."""
    marks = watermarks(house)
    lags = {
        "editions": (marks["outbox"] or 0) - (marks["public store"] or 0),
        "index-desk": (marks["outbox"] or 0) - (marks["desk index"] or 0),
        "index-public": (marks["last edition"] or 0) - (marks["public index"] or 0),
    }
    return {name: lag for name, lag in lags.items() if lag > 0}

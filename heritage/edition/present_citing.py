"""How a record is cited: by its title, its edition and its permanent address."""

from __future__ import annotations

from heritage.edition.present_values import Shown, Speaker
from heritage.edition.public import PublicRecord
from heritage.kit.languages import digits
from heritage.kit.text import N_


def permanent(record: PublicRecord, base_url: str) -> str:
    """Write the address that stays when a record's page moves."""
    return f"{base_url.rstrip('/')}/id/{record.id}"


def cited(record: PublicRecord, speaker: Speaker, base_url: str, archive: str) -> Shown:
    """Write the citation in two styles, in the language of the page."""
    told = speaker.when(record.updated)
    values = {
        "archive": speaker.words(archive),
        "title": record.title(speaker.language),
        "edition": digits(str(record.edition), speaker.language),
        "date": told["label"] if told else record.updated,
        "year": digits(record.updated[:4], speaker.language),
        "url": permanent(record, base_url),
    }
    notes = speaker.words(N_("%(archive)s. “%(title)s.” Edition %(edition)s, %(date)s. %(url)s."))
    author = speaker.words(
        N_("%(archive)s (%(year)s). %(title)s (edition %(edition)s) [Record]. %(url)s")
    )
    return {"notes": notes % values, "author_date": author % values, "url": values["url"]}

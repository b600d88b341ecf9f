"""What machines read in the head of a record's page: citation tags and schema.org."""

from __future__ import annotations

from typing import Any

from heritage.edition.public import PublicRecord
from heritage.gate import house
from heritage.web.shell import gettext, language

SCHEMA_TYPES = {
    "site": "LandmarksOrHistoricalBuildings",
    "person": "Person",
    "event": "Event",
    "thing": "CreativeWork",
    "group": "Organization",
    "source": "CreativeWork",
}
ITEM_TYPES = {
    "news-article": "newspaperArticle",
    "news-agency": "newspaperArticle",
    "news-digest": "newspaperArticle",
    "official-statement": "report",
    "monitoring-report": "report",
    "satellite-analysis": "report",
    "un-statement": "report",
    "mission-report": "report",
    "expert-blog": "blogPost",
    "encyclopaedia": "encyclopediaArticle",
    "book": "book",
}
"""What a reference manager calls each kind of source."""
Tag = tuple[str, str]


def head_of(record: PublicRecord, shown: dict[str, Any]) -> dict[str, Any]:
    """Gather the tags by which reference managers and search engines know a page."""
    base = house().settings.base_url.rstrip("/")
    tags = _source_tags(shown) if record.kind == "source" else _record_tags(record, shown)
    return {
        "description": _description(shown),
        "canonical": f"{base}{'/ar' if language() == 'ar' else ''}{record.path}",
        "english": f"{base}{record.path}",
        "arabic": f"{base}/ar{record.path}",
        "tags": [(name, value) for name, value in tags if value],
        "schema": _schema(record, shown, base),
    }


def _description(shown: dict[str, Any]) -> str:
    lead = shown.get("lead") or {}
    told = lead.get(language()) or next(filter(None, lead.values()), "")
    state = (shown.get("condition") or {}).get("grade") or {}
    return " ".join(filter(None, [_sentence(state.get("label", "")), told]))[:300]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _record_tags(record: PublicRecord, shown: dict[str, Any]) -> list[Tag]:
    archive = gettext(house().settings.archive_name)
    tags = [
        ("citation_title", record.title(language())),
        ("citation_author", archive),
        ("citation_publisher", archive),
        ("citation_publication_date", record.updated.replace("-", "/")),
        ("citation_language", language()),
        ("citation_public_url", shown["cite"]["url"]),
        ("z:itemType", "webpage"),
        ("DC.publisher", archive),
        ("DC.identifier", shown["cite"]["url"]),
    ]
    tags += [("DC.title", title) for title in shown["title"].values() if title]
    tags += [
        ("DC.coverage", f"{place['lat']}, {place['lon']}")
        for place in shown.get("places") or ()
        if place["lat"] is not None
    ]
    return tags


def _source_tags(shown: dict[str, Any]) -> list[Tag]:
    source = shown["source"]
    kind = (source["kind"] or {}).get("key", "").rpartition("/")[2]
    published = (source["published"] or {}).get("edtf", "")
    tags = [
        ("citation_title", source["title"]),
        ("citation_journal_title", source["publisher"]),
        ("citation_publisher", source["publisher"]),
        ("citation_publication_date", published.replace("-", "/")),
        ("citation_language", source["lang"]),
        ("citation_public_url", source["url"] or shown["cite"]["url"]),
        ("z:itemType", ITEM_TYPES.get(kind, "webpage")),
        ("z:archiveLocation", shown["cite"]["url"]),
        ("DC.title", source["title"]),
    ]
    tags += [
        ("citation_author", author.strip())
        for author in source["authors"].split(";")
        if author.strip()
    ]
    return tags


def _schema(record: PublicRecord, shown: dict[str, Any], base: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES[record.kind],
        "@id": shown["cite"]["url"],
        "url": f"{base}{record.path}",
        "name": [
            {"@language": tongue, "@value": title}
            for tongue, title in shown["title"].items()
            if title
        ],
        "alternateName": [
            each["text"] for each in shown.get("names") or () if not each["preferred"]
        ],
        "description": _description(shown),
        "sameAs": [each["url"] for each in shown.get("identifiers") or () if each["url"]],
        **_where_and_when(record, shown),
    }
    return {key: value for key, value in told.items() if value}


def _where_and_when(record: PublicRecord, shown: dict[str, Any]) -> dict[str, Any]:
    place = next((each for each in shown.get("places") or () if each["lat"] is not None), None)
    geo = place and {
        "@type": "GeoCoordinates", "latitude": place["lat"], "longitude": place["lon"],
    }  # fmt: skip
    when = shown.get("when") or {}
    if record.kind == "event":
        return {"startDate": when.get("earliest"), "endDate": when.get("latest"),
                "location": geo and {"@type": "Place", "geo": geo}}  # fmt: skip
    if record.kind == "source":
        return {"datePublished": when.get("edtf"), "publisher": shown["source"]["publisher"],
                "inLanguage": shown["source"]["lang"]}  # fmt: skip
    return {"geo": geo} if record.kind == "site" else {}

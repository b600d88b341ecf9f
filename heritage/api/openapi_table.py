"""Every public address a program may ask, in one table: the description is made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from heritage.api import lists, mylist, oai_asking, records
from heritage.edition.listed import MOST
from heritage.edition.public import PATHS
from heritage.exchange import atom
from heritage.search.documents import KINDS
from heritage.search.params import FILTERS, LAST_PAGE, PERIODS
from heritage.search.request import SORTS

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}
JSON = "application/json"


@dataclass(frozen=True)
class Parameter:
    """Something that can be asked with an address."""

    name: str
    about: str
    schema: Schema
    inside: str = "query"
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """One address: what it is for, what it takes, what it answers."""

    path: str
    name: str
    group: str
    about: str
    content_type: str
    schema: Schema
    parameters: tuple[Parameter, ...] = ()
    faults: dict[int, str] = field(default_factory=dict)
    """Statuses of faults, and the schema they are told in; nothing where there is no body."""


def ref(name: str) -> Schema:
    """Point to a schema that is described once."""
    return {"$ref": f"#/components/schemas/{name}"}


def _one_of(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


def _many(about: str, schema: Schema, name: str) -> Parameter:
    return Parameter(name, about, {"type": "array", "items": schema})


_ABOUT = {
    "kind": "Kinds of record; any of those given.",
    "type": "Types of site or thing, as in the vocabulary `heritage-type`.",
    "grade": "Conditions, as in the vocabulary `damage-grade`.",
    "cause": "Causes of damage, as in the vocabulary `cause-type`.",
    "effect": "What the damage did, as in the vocabulary `effect`.",
    "agent": "Who is said to have done it: permanent identifiers, or names.",
    "verdict": "What the archive concludes on a question, as in the vocabulary `verdict`.",
    "weight": "How the sources on a question stand to each other.",
    "is": "What can be said of a record in one word.",
    "role": "What people did, as in the vocabulary `role`.",
    "fate": "What became of people and groups, as in the vocabulary `fate`.",
    "place": "Places, with all that lies in them: permanent identifiers, or names.",
    "country": "Countries by ISO 3166 code.",
    "source": "Publishers.",
    "source_kind": "Kinds of source, as in the vocabulary `source-kind`.",
    "lang": "Languages of sources, as BCP 47 tags.",
    "event_kind": "Kinds of event, as in the vocabulary `event-kind`.",
    "cited_by": "Records that rest on a source: its identifier, short name, or publisher.",
}
_VALUES = {
    "kind": _one_of(KINDS),
    "weight": _one_of(("agreed", "single", "contested", "uncited")),
    "is": _one_of(("pictured", "contested", "uncited")),
}
SEARCH = (
    Parameter("q", "Words, “phrases”, -not, field:value; see docs/search.md.", TEXT),
    *(_many(_ABOUT[key], _VALUES.get(key, TEXT), key) for key in FILTERS),
    Parameter(
        "from", "What may have happened on or after: a date, EDTF as 2015-08 or words.", TEXT
    ),
    Parameter("to", "What may have happened on or before: a date.", TEXT),
    Parameter("certain", "Leave out what only may have happened between the two.", _one_of(("1",))),
    Parameter("bbox", "A box in degrees: west,south,east,north.", TEXT),
    Parameter("near", "A point and how far around it: 34.55,38.27,20km; also m and mi.", TEXT),
    Parameter("by", "Which periods are counted.", _one_of(PERIODS)),
    Parameter("sort", "The order.", _one_of(SORTS)),
)
PAGE = Parameter("page", "Which page.", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE})
SLUG = Parameter("slug", "The last part of the record's address.", TEXT, "path", required=True)
FOUND = {400: "Fault", 503: "Fault"}


def operations() -> list[Operation]:
    """List everything there is to ask."""
    return [*_searches(), *_lists(), *_records(), *_harvests(), *_rest()]


def _searches() -> list[Operation]:
    told = [
        Operation(
            "/search.json", "search", "search",
            "Search; one page of results, with counts.", JSON, ref("Results"),
            (*SEARCH, PAGE), FOUND,
        ),
        Operation(
            "/search.atom", "search_atom", "search",
            f"Follow a search as an Atom feed, {lists.PER_FEED} entries a page.",
            atom.MEDIA_TYPE, TEXT, (*SEARCH, PAGE), FOUND,
        ),
    ]  # fmt: skip
    for form in lists.FORMS:
        schema = ref("FeatureCollection") if form.suffix == "geojson" else TEXT
        about = f"Export a search, up to {lists.MOST_ROWS:,} records. {form.about}"
        told.append(
            Operation(
                f"/search.{form.suffix}", f"search_{form.suffix}", "search", about,
                form.content_type, schema, SEARCH, FOUND,
            )
        )  # fmt: skip
    return told


def _lists() -> list[Operation]:
    about = f"Up to {MOST} identifiers or their beginnings, with commas; of those, what is public."
    schemas = {"json": {"type": "object"}, "geojson": ref("FeatureCollection")}
    return [
        Operation(
            f"/my-list.{form.suffix}", f"list_{form.suffix}", "lists",
            f"Export the records of a list. {form.about}", form.content_type,
            schemas.get(form.suffix, TEXT), (Parameter("ids", about, TEXT),),
        )
        for form in mylist.LIST_FORMS
    ]  # fmt: skip


_SCHEMAS = {"jsonld": "LinkedArt", "geojson": "Feature", "csl.json": "Csl"}


def _records() -> list[Operation]:
    told = []
    for path, kind in ((path, kind) for kind, path in PATHS.items()):
        told.append(
            Operation(
                f"/{path}/{{slug}}.json", f"{kind}_json", path,
                f"Read a {kind}, as its page shows it.", JSON, ref("Record"),
                (SLUG,), {404: "Fault"},
            )
        )  # fmt: skip
        for form in records.FORMS:
            name = form.suffix.replace(".", "_")
            schema = ref(_SCHEMAS[form.suffix]) if form.suffix in _SCHEMAS else TEXT
            told.append(
                Operation(
                    f"/{path}/{{slug}}.{form.suffix}", f"{kind}_{name}", path,
                    f"Read a {kind}. {form.about}", form.content_type, schema,
                    (SLUG,), {404: "Fault"},
                )
            )  # fmt: skip
    return told


def _harvests() -> list[Operation]:
    return [
        Operation(
            "/oai", "oai", "harvest",
            "Harvest by OAI-PMH 2.0. Faults of a request are told inside the answer.",
            "text/xml", TEXT,
            (
                Parameter("verb", "What is asked.", _one_of(oai_asking.VERBS)),
                Parameter("identifier", "A record's name, oai:host:identifier.", TEXT),
                Parameter(
                    "metadataPrefix", "The form.",
                    _one_of(oai_asking.FORMATS),
                ),
                Parameter("from", "Changed on this day or later, UTC.", DAY),
                Parameter("until", "Changed on this day or earlier, UTC.", DAY),
                Parameter("set", "A kind of record.", _one_of(PATHS.values())),
                Parameter("resumptionToken", "Where to go on with a list.", TEXT),
            ),
        ),
        Operation(
            "/sitemap.xml", "sitemap", "harvest",
            "List every page in both languages, or the files they are listed in.",
            "application/xml", TEXT,
        ),
        Operation(
            "/sitemap-{number}.xml", "sitemap_part", "harvest", "Read one file of a large sitemap.",
            "application/xml", TEXT,
            (
                Parameter(
                    "number", "Which file.", {"type": "integer", "minimum": 1}, "path",
                    required=True,
                ),
            ),
            {404: "Fault"},
        ),
        Operation(
            "/robots.txt", "robots", "harvest", "Read what crawlers may fetch.", "text/plain", TEXT
        ),
    ]  # fmt: skip


def _rest() -> list[Operation]:
    return [
        Operation(
            "/api/openapi.json", "openapi", "about", "Read this description.", JSON,
            {"type": "object"},
        ),
        Operation(
            "/healthz", "health", "about", "Ask whether the store and the search answer.", JSON,
            {"type": "object"}, (), {503: ""},
        ),
    ]  # fmt: skip

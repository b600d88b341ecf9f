"""A public archive of any size, quickly: projected as always, written by the store's own pen.

The desk is left out: forms, history, review. What the public may see is decided by the
projection itself, and written by the one hand that writes the public store.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from heritage.claims.models import Claim
from heritage.db import Base
from heritage.edition.pen import Pen
from heritage.edition.projection import project_claims, project_fields, project_record
from heritage.edition.projector import open_pen
from heritage.edition.transforms import Context
from heritage.house import House
from heritage.kit.names import slugify
from heritage.ledger.documents import child_model, children_of, fields_of, put
from heritage.records.models import KINDS
from heritage.sources.models import Source
from tests.load.filling import SEED, with_ids
from tests.load.inventing import Written, invented

AT_A_STROKE = 2000


def publish_quickly(house: House, count: int) -> int:
    """Write so many editions into a public store that has none yet; return how many there are."""
    house.projector().rebuild()  # the vocabularies, and how far the empty archive was followed
    press = Press(list(invented(count, SEED)))
    rest = press.editions()
    while some := list(islice(rest, AT_A_STROKE)):
        with open_pen(house.public.url) as pen:
            for each in some:
                each.write(pen)
    return len(press.ids)


@dataclass(frozen=True)
class Edition:
    """What the pen is told of one record."""

    public_id: str
    kind: str
    slug: str
    body: Mapping[str, Any]

    def write(self, pen: Pen) -> None:
        """Have it written."""
        pen.put(self.public_id, self.kind, self.slug, self.body)


@dataclass
class Press:
    """Projects invented documents, everything published and nobody at risk."""

    written: list[Written]
    ids: list[str] = field(init=False)
    """The public ids, by number; they serve as staff ids too."""
    slugs: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        dice = random.Random(SEED)
        self.ids = [f"{dice.getrandbits(128):032x}" for _ in self.written]
        self.claims: dict[int, list[Claim]] = {}
        for number, each in enumerate(self.written):
            for said in each.claims:
                claim = _claim(f"{dice.getrandbits(128):032x}", said.told)
                claim.source_id, claim.record_id = self.ids[said.source], self.ids[number]
                for side in (said.source, number):
                    self.claims.setdefault(side, []).append(claim)
        self.context = Context(_itself, _itself, lambda _: None, lambda _: False)

    def editions(self) -> Iterator[Edition]:
        """Project everything, in the order in which it was written."""
        for number, each in enumerate(self.written):
            body = self._body(number, each)
            yield Edition(self.ids[number], each.kind, self._free(each.kind, body), body)

    def _body(self, number: int, each: Written) -> dict[str, Any]:
        model, claims = KINDS.get(each.kind, Source), self.claims.get(number, [])
        doc = _whole(model, with_ids(model, each.doc, self.ids))
        if each.kind != "source":
            return project_record(model, doc, claims, self.context)
        return {
            "title": {"en": doc["title"]},
            "fields": project_fields(Source, doc, self.context),
            "rows": {},
            "captures": [],
            "claims": project_claims(claims, self.context),
            "text": None,
        }

    def _free(self, kind: str, body: Mapping[str, Any]) -> str:
        """Find an address nobody has, as the rooms do."""
        title = body["title"]["en"]
        if kind == "source":
            title = f"{body['fields']['publisher']} {title}"
        stem = slugify(title)[:70].strip("-")
        slug, number = stem, 1
        while (kind, slug) in self.slugs:
            number += 1
            slug = f"{stem}-{number}"
        self.slugs.add((kind, slug))
        return slug


def _itself(key: str) -> str:
    return key


def _claim(public_id: str, told: Mapping[str, Any]) -> Claim:
    claim = Claim(id=public_id, public_id=public_id, **_blank(Claim))
    put(claim, dict(told))
    return claim


def _whole(model: type[Base], doc: Mapping[str, Any]) -> dict[str, Any]:
    """Write a document as history keeps it: every field there is, every list of rows."""
    rows: dict[str, Iterable[Mapping[str, Any]]] = {
        key: doc.get(key, ()) for key in children_of(model)
    }
    return {
        **_blank(model),
        **doc,
        **{
            key: [_whole(child_model(model, key), row) for row in told]
            for key, told in rows.items()
        },
    }


def _blank(model: type[Any]) -> dict[str, Any]:
    """Give each field what its column has when nobody fills it."""
    defaults = {key: model.__mapper__.columns[key].default for key in fields_of(model)}
    return {
        key: default.arg if default is not None and default.is_scalar else None
        for key, default in defaults.items()
    }

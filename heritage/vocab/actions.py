"""Deeds on the vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from heritage.vocab.models import Mapping as TermMapping
from heritage.vocab.models import Term


def load(session: Session, terms: Iterable[Mapping[str, Any]]) -> int:
    """Put a vocabulary into the archive: new terms are added, known ones take the new wording.

    A term keeps its meaning for ever; one that is no longer wanted is retired, not removed.
    """
    told = list(terms)
    for each in told:
        session.merge(_term(each))
    session.flush()
    for each in told:
        if each.get("broader"):
            scheme = each.get("broader_scheme") or each["scheme"]
            term = session.get_one(Term, f"{each['scheme']}/{each['id']}")
            term.broader = f"{scheme}/{each['broader']}"
    session.flush()
    return len(told)


def _term(told: Mapping[str, Any]) -> Term:
    label = told["label"]
    return Term(
        key=f"{told['scheme']}/{told['id']}",
        scheme=told["scheme"],
        local=told["id"],
        label_en=label["en"],
        label_ar=label.get("ar", ""),
        label_fr=label.get("fr", ""),
        definition=told.get("definition", ""),
        position=told.get("order") or 0,
        origins=list(told.get("sources") or ()),
        retired=bool(told.get("retired", False)),
        mappings=[
            TermMapping(
                relation=each["relation"],
                target_scheme=each["target_scheme"],
                target_term=each["target_term"],
            )
            for each in told.get("mappings") or ()
        ],
    )

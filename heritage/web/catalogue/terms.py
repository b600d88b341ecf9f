"""The vocabularies: what each word of the archive means, and what others call it."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from heritage.edition.present_terms import terms_of
from heritage.gate import everyone, house
from heritage.kit.text import N_
from heritage.web.catalogue.answers import page
from heritage.web.shell import gettext

bp = Blueprint("terms", __name__)

FILTER_OF = {
    "damage-grade": "grade", "cause-type": "cause", "effect": "effect", "fate": "fate",
    "role": "role", "verdict": "verdict", "heritage-type": "type", "source-kind": "source_kind",
}  # fmt: skip
"""By which field of the query language records with a term are found."""

SCHEME_LABELS = {
    "cause-category": N_("Groups of causes"), "cause-type": N_("Causes"), "effect": N_("Effects"),
    "damage-grade": N_("Degree of damage"), "damage-extent": N_("Share of the surface"),
    "certainty": N_("Certainty"), "verdict": N_("Verdicts"),
    "claim-status": N_("Standing of a claim"), "source-reliability": N_("Reliability of a source"),
    "information-credibility": N_("Credibility of what is said"), "intent": N_("Intent"),
    "method": N_("How it is known"), "recovery-state": N_("Recovery"), "fate": N_("Fate"),
    "manner": N_("Manner"), "role": N_("Roles"), "heritage-type": N_("Types of heritage"),
    "protection": N_("Protection"), "event-kind": N_("Kinds of event"),
    "group-kind": N_("Kinds of group"), "name-kind": N_("Kinds of name"),
    "picture-role": N_("What a picture shows"), "place-precision": N_("Precision of a place"),
    "relation": N_("Relations between records"), "sensitivity": N_("Sensitivity of a place"),
    "source-kind": N_("Kinds of source"), "text-use": N_("What may be read of a source"),
}  # fmt: skip


@bp.get("/terms")
@everyone
def schemes() -> Response:
    """List the vocabularies."""
    terms = terms_of(house().public)
    told = [(name, scheme_label(name), terms.scheme(name)) for name in terms.schemes()]
    return page("catalogue/terms/schemes.html", schemes=told)


@bp.get("/terms/<scheme>")
@everyone
def scheme(scheme: str) -> Response:
    """List the terms of one vocabulary."""
    found = terms_of(house().public).scheme(scheme)
    if not found:
        abort(404)
    return page("catalogue/terms/scheme.html", name=scheme, label=scheme_label(scheme), terms=found)


@bp.get("/terms/<scheme>/<local>")
@everyone
def term(scheme: str, local: str) -> Response:
    """Explain one term."""
    terms = terms_of(house().public)
    found = terms.get(f"{scheme}/{local}")
    if found is None:
        abort(404)
    return page(
        "catalogue/terms/term.html",
        term=found,
        label=scheme_label(scheme),
        broader=terms.get(found.broader) if found.broader else None,
        narrower=[each for each in terms.values() if each.broader == found.key],
        search=f"{FILTER_OF[scheme]}:{local}" if scheme in FILTER_OF else "",
    )


def scheme_label(name: str) -> str:
    """Name a vocabulary."""
    return gettext(SCHEME_LABELS.get(name, name))

"""The description of everything a program may ask, as OpenAPI 3.1."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from flask import Blueprint, Response

from heritage.api.answers import archive, whole
from heritage.api.openapi_schemas import SCHEMAS
from heritage.api.openapi_table import JSON, Operation, Parameter, operations, ref
from heritage.gate import everyone

bp = Blueprint("openapi", __name__)

VERSION = "1.0"
"""The version of these addresses and shapes, not of the program; promises are only added to."""

_FAULTS = {
    400: "A parameter cannot be used; the answer names it.",
    404: "There is no such record that the public may know of.",
    503: "The search is being put in order; try again soon.",
}
_ABOUT = (
    "What anyone may read. Every address also answers in Arabic under `/ar`. "
    "Records keep their identifier for ever: `/id/<identifier>` leads to where they stand."
)


@bp.get("/api/openapi.json")
@everyone
def show() -> Response:
    """Describe every public address to a program."""
    told = archive()
    text = json.dumps(description(told.name, told.base_url), ensure_ascii=False)
    return whole(text, JSON, "openapi.json")


@cache
def description(name: str, base_url: str) -> dict[str, Any]:
    """Make the description from the table."""
    paths: dict[str, Any] = {}
    for each in operations():
        paths[each.path] = {"get": _operation(each)}
    return {
        "openapi": "3.1.0",
        "info": {"title": name, "version": VERSION, "description": _ABOUT},
        "servers": [{"url": base_url}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


def _operation(told: Operation) -> dict[str, Any]:
    content = {told.content_type: {"schema": told.schema}}
    answers: dict[str, Any] = {"200": {"description": told.about, "content": content}}
    for status, schema in told.faults.items():
        answers[str(status)] = {"description": _FAULTS[status], **_body(schema)}
    return {
        "operationId": told.name,
        "tags": [told.group],
        "summary": told.about,
        "parameters": [_parameter(each) for each in told.parameters],
        "responses": answers,
    }


def _body(schema: str) -> dict[str, Any]:
    shape = ref(schema) if schema else {"type": "object"}
    return {"content": {JSON: {"schema": shape}}}


def _parameter(told: Parameter) -> dict[str, Any]:
    return {
        "name": told.name,
        "in": told.inside,
        "required": told.required,
        "description": told.about,
        "schema": told.schema,
    }

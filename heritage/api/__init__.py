"""The machines' door: every public record and search in the forms other programs read."""

from __future__ import annotations

from flask import Blueprint

from heritage.api import lists, mylist, oai, openapi, records, sitemap

api = Blueprint("api", __name__)
for _door in (records, lists, mylist, oai, sitemap, openapi):
    api.register_blueprint(_door.bp)

blueprints: tuple[Blueprint, ...] = (api,)

"""Ours, asked for the words as written, in quotes: the work that the rivals are given.

They know a word as it stands and in one field. What a page asks for besides, other spellings,
stems, sounds and scripts, they do not look for.
"""

from __future__ import annotations

from msgspec.structs import replace

from heritage.search.query import parse
from tests.load import engine_ours
from tests.load.corpus import Asked


class Engine(engine_ours.Engine):
    """One index of the product."""

    def ask(self, asked: Asked) -> int:
        """Find, count, mark."""
        request = engine_ours.request(asked)
        if asked.mode in {"all", "any"}:
            request = replace(request, query=parse(engine_ours.quoted(asked.words, asked.mode)))
        return self.backend.search(request).total

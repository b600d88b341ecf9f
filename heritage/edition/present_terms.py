"""The vocabularies, read once for as long as the public store stays as it is."""

from __future__ import annotations

from functools import lru_cache

from heritage.edition.store import PublicStore, Terms


def terms_of(store: PublicStore) -> Terms:
    """Give the vocabularies; they change only when the store moves on."""
    return _terms(store, store.watermark())


@lru_cache(maxsize=4)
def _terms(store: PublicStore, _watermark: int) -> Terms:
    return store.terms()

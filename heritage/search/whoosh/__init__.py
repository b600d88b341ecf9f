"""The embedded engine: Whoosh's index in a folder of the archive."""

from heritage.search.whoosh.backend import WhooshBackend

__all__ = ["WhooshBackend"]

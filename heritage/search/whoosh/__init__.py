"""The embedded engine: Whoosh's index in a folder of the archive.

Whoosh has the segments, the merging, the locks, the schema, the scoring formula. What it would do
for one posting after the other in Python is done here for whole arrays:

- `codec`, `inversion`, `vocabulary`, `arrays`: terms and postings, written and read as arrays;
- `columns`, `leaf`, `table`: what is kept of each document, of a segment, of a whole generation;
- `snapshot`: one generation, made anew after each commit from the segments that stayed;
- `evaluator`, `phrases`, `sounds`: plans run over a snapshot;
- `writer`, `schema`, `storage`, `backend`: changes, crash-safe, by one writer at a time.
"""

from heritage.search.whoosh.backend import WhooshBackend

__all__ = ["WhooshBackend"]

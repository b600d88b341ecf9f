"""The append-only, hash-chained history of every change, and the versions it keeps."""

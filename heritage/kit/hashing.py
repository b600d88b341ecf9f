"""Fingerprints: one way to write a value down so that its hash is always the same."""

from __future__ import annotations

import hashlib
import json
import secrets


def new_id() -> str:
    """Draw a random 128-bit name: it tells neither order nor number."""
    return secrets.token_hex(16)


def canonical(value: object) -> str:
    """Write a value as JSON in one way only: sorted keys, no spaces, no escapes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(data: bytes | str) -> str:
    """Fingerprint bytes, or text as UTF-8, in hexadecimal."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def commitment(salt: str, text: str) -> str:
    """Bind a text without showing it: the text may be erased and the chain still stands."""
    return sha256(f"{salt}\n{text}")

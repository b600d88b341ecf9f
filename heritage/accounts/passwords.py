"""Passwords: Argon2id, a few at a time, and the same work for a name that does not exist."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from heritage.kit.bad_date import Remark
from heritage.kit.text import N_

HASHER = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
SHORTEST, LONGEST = 12, 128
COMMON = (
    "password", "heritage", "archive", "palmyra", "qwerty", "letmein", "welcome", "iloveyou",
)  # fmt: skip

_at_once = threading.BoundedSemaphore(2)
_nobody = HASHER.hash("nobody signs in with this")


def hashed(password: str) -> str:
    """Turn a password into what may be kept."""
    with _at_once:
        return HASHER.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Compare a password with what was kept; an unknown account costs the same time."""
    with _at_once:
        try:
            HASHER.verify(kept or _nobody, password)
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def fault_of(password: str, name: str) -> str | None:
    """Say why a password will not do; none when it will."""
    if not SHORTEST <= len(password) <= LONGEST:
        return Remark(
            N_("A password has %(shortest)s to %(longest)s characters. A few words do well."),
            shortest=SHORTEST,
            longest=LONGEST,
        )
    plain = password.casefold().strip("0123456789!?. ")
    if plain in COMMON or plain == name.casefold() or len(set(password)) < 4:
        return N_("This password is among the first that would be guessed. Choose another.")
    return None

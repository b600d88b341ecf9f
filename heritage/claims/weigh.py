"""From the claims on one field to what they amount to together."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from heritage.kit.names import fold


class Weight(StrEnum):
    """How the sources stand to each other on one field."""

    AGREED = "agreed"
    SINGLE = "single"
    CONTESTED = "contested"
    UNCITED = "uncited"


class Weighable(Protocol):
    """What has to be known of a claim to weigh it."""

    source_id: str
    value: str
    edtf_earliest: int | None
    edtf_latest: int | None
    term_key: str | None
    standing: str | None


def weigh(claims: Iterable[Weighable]) -> Weight:
    """Say whether sources agree on a field, disagree, or there is but one, or none.

    A claim that was contested or superseded makes the field contested: a disagreement that was
    settled is still shown. Sources that say it differently without contradiction agree.
    """
    told = [claim for claim in claims if claim.standing != "claim-status/retracted"]
    if not told:
        return Weight.UNCITED
    if any(_disputed(claim) for claim in told) or _apart(told):
        return Weight.CONTESTED
    return Weight.SINGLE if len({claim.source_id for claim in told}) == 1 else Weight.AGREED


def _disputed(claim: Weighable) -> bool:
    return claim.standing in {"claim-status/contested", "claim-status/superseded"}


def _apart(claims: list[Weighable]) -> bool:
    """Find two claims that cannot both hold: days that never meet, or two different terms."""
    plain = [each for each in claims if each.standing != "claim-status/consistent"]
    terms = {each.term_key for each in plain if each.term_key}
    if len(terms) > 1:
        return True
    dated = [
        each for each in plain if each.edtf_earliest is not None or each.edtf_latest is not None
    ]
    return any(not _meet(one, other) for one in dated for other in dated)


def _meet(one: Weighable, other: Weighable) -> bool:
    starts = max(_low(one.edtf_earliest), _low(other.edtf_earliest))
    ends = min(_high(one.edtf_latest), _high(other.edtf_latest))
    return starts <= ends


def _low(day: int | None) -> float:
    return float("-inf") if day is None else day


def _high(day: int | None) -> float:
    return float("inf") if day is None else day


def same_words(one: str, other: str) -> bool:
    """Say whether two reported values are the same but for spelling marks and case."""
    return fold(one) == fold(other)

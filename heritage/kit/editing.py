"""Passages that are nearly the same: search with a bounded number of edits, in linear time."""

from collections.abc import Iterator
from itertools import pairwise

Match = tuple[int, int, int]
"""Start, end (code points) and number of edits."""

_MOST_MATCHES = 5


def best_matches(pattern: str, text: str, most_edits: int) -> list[Match]:
    """Find the best places of a text that a few edits turn into the pattern."""
    ends = sorted(
        (edits, end)
        for start, stop in _windows(pattern, text, most_edits)
        for edits, end in _ends(pattern, text[start:stop], most_edits, offset=start)
    )
    found: list[Match] = []
    for edits, end in ends:
        # Ends close to a better one belong to the same place.
        if any(abs(end - other) <= 2 * most_edits + 2 for _start, other, _edits in found):
            continue
        found.append((_start(pattern, text, end, edits), end, edits))
        if len(found) == _MOST_MATCHES:
            break
    return found


def _windows(pattern: str, text: str, most_edits: int) -> list[tuple[int, int]]:
    """Bound where a match can be: of one piece more than edits, one piece stands unedited."""
    length, reach = len(pattern), most_edits
    cuts = [length * part // (most_edits + 1) for part in range(most_edits + 2)]
    starts: set[int] = set()
    for left, right in pairwise(cuts):
        place = text.find(pattern[left:right])
        while place >= 0:
            starts.add(place - left)
            place = text.find(pattern[left:right], place + 1)
    windows: list[tuple[int, int]] = []
    for start in sorted(starts):
        low, high = max(0, start - reach), min(len(text), start + length + reach)
        if windows and low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(high, windows[-1][1]))
        else:
            windows.append((low, high))
    return windows


def _start(pattern: str, text: str, end: int, edits: int) -> int:
    """Find where a match that ends here begins, by matching backwards."""
    low = max(0, end - len(pattern) - edits)
    lengths = [
        (cost, abs(length - len(pattern)), length)
        for cost, length in _ends(pattern[::-1], text[low:end][::-1], edits)
    ]
    return end - min(lengths)[2]


def _ends(pattern: str, text: str, most_edits: int, offset: int = 0) -> Iterator[tuple[int, int]]:
    """Give every end of a match with its edits (Myers 1999, a column of the table in one integer).

    Bit i of `up` and `down` says whether row i of the edit-distance table is one more or one less
    than the row above; the last row's value is the number of edits of a match that ends here.
    """
    full, last = (1 << len(pattern)) - 1, 1 << (len(pattern) - 1)
    rows: dict[str, int] = {}
    for row, character in enumerate(pattern):
        rows[character] = rows.get(character, 0) | 1 << row
    up, down, edits = full, 0, len(pattern)
    for place, character in enumerate(text, start=offset + 1):
        equal = rows.get(character, 0)
        vertical = equal | down
        diagonal = (((equal & up) + up) ^ up) | equal
        more, fewer = down | (~(diagonal | up) & full), up & diagonal
        edits += bool(more & last) - bool(fewer & last)
        more, fewer = (more << 1) & full, (fewer << 1) & full
        up, down = fewer | (~(vertical | more) & full), more & vertical
        if edits <= most_edits:
            yield edits, place

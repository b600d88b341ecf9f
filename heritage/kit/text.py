"""Words as people type them, made fit to keep."""

import difflib
import re
import unicodedata

# Bidi overrides and isolates can make a sentence read as something it is not; the rest of the
# invisible characters here only break matching. ZWNJ and ZWJ stay: Persian and Sorani need them.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f"
    "\u00ad\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_SPACES = re.compile(r"\s+")
_SPACES_IN_LINE = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_WORD = re.compile(r"\s+|[\w\u0300-\u036f\u064b-\u065f\u0670]+|[^\w\s]")
_LONG_TEXT = 5_000


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for the marker)
    """Mark a sentence that is translated later, at the door."""
    return message


def tidy(text: str | None) -> str:
    """Make one clean line of what was typed or pasted."""
    return _SPACES.sub(" ", _visible(_SPACES.sub(" ", text or ""))).strip()


def tidy_block(text: str | None) -> str:
    """Clean a longer text and keep its lines and paragraphs."""
    lines = re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text or "")
    kept = _SPACES_IN_LINE.sub(" ", _visible(lines))
    return _EMPTY_LINES.sub("\n\n", "\n".join(line.strip() for line in kept.split("\n"))).strip()


def shorten(text: str, length: int) -> str:
    """Cut a text at a word so that it fits, and show that it was cut."""
    if len(text) <= length:
        return text
    cut = text[: max(length - 1, 0)]
    if not text[len(cut) : len(cut) + 1].isspace() and " " in cut:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:،؛-") + "…"


def word_difference(before: str, after: str) -> list[tuple[str, str]]:
    """Say word by word what stayed ("same"), went ("del") and came ("ins")."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=len(new) > _LONG_TEXT)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[old_from:old_to])))
            continue
        if old_to > old_from:
            pieces.append(("del", "".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(("ins", "".join(new[new_from:new_to])))
    return pieces


def _visible(text: str) -> str:
    """Compose the letters and drop what no reader can see."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))

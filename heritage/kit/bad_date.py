"""What the archive says when a date cannot be kept as it was written."""


class Remark(str):
    """A sentence for people that remembers how to be said in another language."""

    __slots__ = ("msgid", "parts")
    msgid: str
    parts: dict[str, object]

    def __new__(cls, msgid: str, **parts: object) -> "Remark":
        """Fill the sentence, keeping its msgid and parts for the door to translate."""
        remark = super().__new__(cls, msgid % parts)
        remark.msgid, remark.parts = msgid, parts
        return remark


class BadDate(ValueError):
    """A date the archive cannot keep, why, and perhaps how it could be written."""

    def __init__(self, remark: Remark, hint: str | None = None) -> None:
        super().__init__(remark)
        self.remark = remark
        self.hint = hint

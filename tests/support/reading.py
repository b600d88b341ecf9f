"""What machines are answered, read again."""

from xml.etree import ElementTree


def xml(written):
    """Read XML that the archive itself has written."""
    return ElementTree.fromstring(written)  # noqa: S314 (nobody else had a hand in it)

"""XML for feeds and harvesters: elements that never carry a character XML forbids.

Elements of a document's own vocabulary are written bare, under an `xmlns` on its root; those of
another carry their namespace, and its usual prefix is written for it.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

DC = "{http://purl.org/dc/elements/1.1/}"
DCTERMS = "{http://purl.org/dc/terms/}"
OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
QDC = "{http://dspace.org/qualifieddc/}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = f"{XSI}schemaLocation"

for _prefix, _space in (
    ("dc", DC), ("dcterms", DCTERMS), ("oai_dc", OAI_DC), ("qdc", QDC),
    ("opensearch", OPENSEARCH), ("xhtml", XHTML), ("xsi", XSI),
):  # fmt: skip
    ElementTree.register_namespace(_prefix, _space.strip("{}"))

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def allowed(text: str) -> str:
    """Leave out what no XML document may hold."""
    return _FORBIDDEN.sub("", text)


def root(tag: str, space: str) -> Element:
    """Begin a document; its own elements stand in this namespace."""
    return Element(tag, {"xmlns": space})


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Put an element with its text under another."""
    child = SubElement(parent, tag, {key: allowed(value) for key, value in attributes.items()})
    child.text = allowed(text) or None
    return child


def document(element: Element) -> bytes:
    """Write a document."""
    written: bytes = ElementTree.tostring(element, encoding="utf-8", xml_declaration=True)
    return written

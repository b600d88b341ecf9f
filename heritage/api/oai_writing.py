"""Answers of OAI-PMH 2.0, as XML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element

from heritage.api.oai_asking import SETS, Page, Wrong
from heritage.api.shelves import Entry
from heritage.edition.public import PATHS, PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.dublin_core import qualified, simple
from heritage.exchange.xml import SCHEMA, add, document, root

SPACE = "http://www.openarchives.org/OAI/2.0/"
FORMATS: dict[str, tuple[str, str, Callable[[PublicRecord, Archive], Element]]] = {
    "oai_dc": (
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
        simple,
    ),
    "qdc": (
        "http://dublincore.org/schemas/xmls/qdc/2008/02/11/qualifieddc.xsd",
        "http://dspace.org/qualifieddc/",
        qualified,
    ),
}
"""Each form by its prefix: its schema, its namespace, and what writes it."""


def answer(archive: Archive, moment: str, asked: Mapping[str, str]) -> Element:
    """Begin an answer; the request is told back only where it was understood."""
    top = root("OAI-PMH", SPACE)
    top.set(SCHEMA, f"{SPACE} {SPACE}OAI-PMH.xsd")
    add(top, "responseDate", moment)
    add(top, "request", f"{archive.base_url}/oai", **asked)
    return top


def wrong(top: Element, fault: Wrong) -> None:
    """Say what is wrong with the request."""
    add(top, "error", str(fault), code=fault.code)


def identify(top: Element, archive: Archive, earliest: str) -> None:
    """Introduce the archive. What was taken out is not told of: that it was here may harm."""
    told = add(top, "Identify")
    add(told, "repositoryName", archive.name)
    add(told, "baseURL", f"{archive.base_url}/oai")
    add(told, "protocolVersion", "2.0")
    add(told, "adminEmail", _mailbox(archive.host))
    add(told, "earliestDatestamp", earliest)
    add(told, "deletedRecord", "no")
    add(told, "granularity", "YYYY-MM-DD")


def _mailbox(host: str) -> str:
    """Name the mailbox every site is to have; the protocol does not go without one."""
    return f"webmaster@{host}" if "." in host else f"webmaster@{host}.invalid"


def formats(top: Element) -> None:
    """List the forms in which every record is given."""
    told = add(top, "ListMetadataFormats")
    for prefix, (schema, space, _write) in FORMATS.items():
        each = add(told, "metadataFormat")
        add(each, "metadataPrefix", prefix)
        add(each, "schema", schema)
        add(each, "metadataNamespace", space)


def sets(top: Element, names: Mapping[str, str]) -> None:
    """List the sets: one for each kind of record."""
    told = add(top, "ListSets")
    for spec in SETS:
        each = add(told, "set")
        add(each, "setSpec", spec)
        add(each, "setName", names[spec])


def headers(top: Element, found: Iterable[Entry], archive: Archive) -> Element:
    """List records by their identifiers alone."""
    told = add(top, "ListIdentifiers")
    for entry in found:
        _header(told, entry.id, entry.kind, entry.updated, archive)
    return told


def records(
    top: Element, verb: str, found: Iterable[PublicRecord], prefix: str, archive: Archive
) -> Element:
    """Give records with their descriptions."""
    told = add(top, verb)
    for record in found:
        each = add(told, "record")
        _header(each, record.id, record.kind, record.updated, archive)
        add(each, "metadata").append(FORMATS[prefix][2](record, archive))
    return told


def _header(parent: Element, key: str, kind: str, updated: str, archive: Archive) -> None:
    header = add(parent, "header")
    add(header, "identifier", identifier(key, archive))
    add(header, "datestamp", updated)
    add(header, "setSpec", PATHS[kind])


def identifier(key: str, archive: Archive) -> str:
    """Name a record to harvesters."""
    return f"{stem(archive)}{key}"


def stem(archive: Archive) -> str:
    """Begin the name of every record."""
    return f"oai:{archive.host}:"


def resumption(told: Element, page: Page, going_on: Page | None, total: int) -> None:
    """Say where to go on, or after several stretches that this was the last."""
    if going_on is None and not page.before:
        return
    token = going_on.token() if going_on else ""
    add(told, "resumptionToken", token, completeListSize=str(total), cursor=str(page.before))


def written(top: Element) -> bytes:
    """Write the answer."""
    return document(top)

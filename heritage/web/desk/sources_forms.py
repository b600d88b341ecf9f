"""What an archivist may tell of a source: its bytes, in one of three ways, and its description."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask_wtf.file import FileField
from wtforms import Field, HiddenField, TextAreaField
from wtforms.validators import StopValidation

from heritage.kit.fields import Field as Told
from heritage.kit.fields import Kind
from heritage.kit.text import N_, tidy
from heritage.ledger.documents import fields_of
from heritage.sources.models import Source
from heritage.web.desk import offered
from heritage.web.desk.fields import AtMost, ChoiceField, Filled, LineField
from heritage.web.desk.forms import LONGEST_LINE, unbound
from heritage.web.desk.sections import Section
from heritage.web.shell import Form, gettext

LONGEST_URL = 2000

SECTIONS = (
    Section("section-source", N_("What it is"),
            ("title", "source_kind", "publisher", "publisher_id", "authors", "published",
             "language", "original_reporting")),
    Section("section-address", N_("Where it was published"), ("url", "link_withheld")),
    Section("section-trust", N_("How far it is trusted, and what may be shown"),
            ("reliability", "licence", "text_use")),
    Section("section-notes", N_("Notes"), ("note", "staff_note")),
)  # fmt: skip
"""How the description of a source is laid out."""


class WebAddress:
    """Ask for an address a browser can open."""

    def __call__(self, form: Any, field: Field) -> None:
        """Refuse anything else, and say how it begins."""
        told = (field.data or "").lower()
        if told and not told.startswith(("http://", "https://")):
            raise StopValidation(gettext("The address must begin with http:// or https://."))


class AsPasted(TextAreaField):
    """A whole text exactly as it was pasted: its bytes are kept, so nothing is tidied."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text in, its lines ended as browsers do not end them."""
        self.data = valuelist[0].replace("\r\n", "\n") if valuelist else ""


class CaptureForm(Form):
    """The bytes of a source: pasted or uploaded."""

    pasted = AsPasted(
        N_("Paste the text"),
        description=N_(
            "The whole text, its title on the first line. The HTML of a page works too."
        ),
        render_kw={"rows": 10},
    )
    file = FileField(
        N_("Or upload a file"),
        description=N_("HTML, plain text or PDF; also a picture of the page."),
    )

    def told(self) -> tuple[bytes, str, str] | None:
        """Give the bytes, the file's name and how they came; none when nothing came."""
        upload = self.file.data
        if upload and upload.filename:
            return upload.read(), str(upload.filename), "uploaded"
        if (self.pasted.data or "").strip():
            return str(self.pasted.data).encode(), "", "pasted"
        return None


class NewSourceForm(CaptureForm):
    """A source that is not here yet; one that cannot be copied is begun by its title."""

    url = LineField(
        N_("Address"),
        [AtMost(LONGEST_URL), WebAddress()],
        description=N_(
            "Where it was published. The archive does not fetch it yet: paste its text, or "
            "upload the page you saved."
        ),
    )
    title = LineField(
        N_("Title"),
        [AtMost(400)],
        description=N_("Only for what cannot be kept here, such as a printed book."),
    )


class DescriptionForm(Form):
    """What every description has besides the fields of a source."""

    read_at = HiddenField()
    comment = LineField(
        N_("What did you do, and why?"),
        [AtMost(LONGEST_LINE), Filled()],
        description=N_("A few words; they are kept in the history."),
    )


@cache
def description_class() -> type[DescriptionForm]:
    """Make the form of a source from what its fields say of themselves."""
    parts = {key: _unbound(key, told) for key, told in fields_of(Source).items()}
    return type("SourceForm", (DescriptionForm,), parts)


def _unbound(key: str, told: Told) -> Any:
    if told.kind is Kind.LANGUAGE:
        return ChoiceField(
            told.label, offered=offered.languages, blank=True, allowed=offered.TAG,
            description=told.help,
        )  # fmt: skip
    if told.kind is Kind.URL:
        checks = [AtMost(LONGEST_URL), WebAddress()]
        return LineField(told.label, checks, description=told.help)
    return unbound(Source, key, told)


def provisional_title(url: str, data: bytes, filename: str) -> str:
    """Call a source something until its title was read out of it or told."""
    if filename:
        return tidy(filename.rsplit(".", 1)[0])[:200] or filename[:200]
    first = data[:4000].decode("utf-8", "replace").strip().partition("\n")[0]
    if first and not first.startswith("<"):
        return tidy(first)[:200]
    return url or gettext("A source without a title")

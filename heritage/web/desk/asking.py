"""Fields of free words that come to mean one thing: a date, a place, a record, a source."""

from __future__ import annotations

from typing import Any

from flask import url_for
from wtforms import StringField
from wtforms.widgets import TextInput

from heritage.kit.bad_date import BadDate, Remark
from heritage.kit.dates import AmbiguousDate, parse, read, say
from heritage.kit.places import BadPlace
from heritage.kit.places import read as read_place
from heritage.kit.places import say as say_place
from heritage.kit.text import tidy
from heritage.web.desk import naming
from heritage.web.desk.fields import Choices
from heritage.web.shell import gettext, language

ASKED_AGAIN = "-meant"
"""Ends the name under which the writer's choice between two meanings is sent."""


def remarked(fault: Exception) -> str:
    """Say a fault in the language of the page, where it remembers how it was put."""
    told = fault.args[0] if fault.args else ""
    if isinstance(told, Remark):
        return gettext(told.msgid, **told.parts)
    return gettext(str(told)) if told else ""


class Asking(StringField):
    """A field of free words that must come to mean one thing, and asks when it means several."""

    widget = TextInput()
    options: Choices = []
    meant = ""

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Take in, beside the words, which of their meanings was chosen."""
        self.options = []
        self.meant = formdata.get(self.name + ASKED_AGAIN, "") if formdata else ""
        super().process(formdata, *args, **kwargs)

    @property
    def typed(self) -> str:
        """Give the words back as they were typed."""
        return str(self.raw_data[0]) if self.raw_data else ""

    def live(self, endpoint: str, kwargs: dict[str, Any]) -> dict[str, Any]:
        """Have the server say while one types what it understood; without scripts, on saving."""
        return {
            "hx-get": url_for(endpoint),
            "hx-trigger": "input changed delay:400ms",
            "hx-target": f"#{self.id}-read",
            "hx-swap": "innerHTML",
            "hx-sync": "this:replace",
            "autocomplete": "off",
            "spellcheck": "false",
        } | kwargs


class WhenField(Asking):
    """A date as people write it; its data is EDTF."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the date, or ask which of its meanings was meant."""
        self.data = None
        if not valuelist or not tidy(valuelist[0]):
            return
        try:
            self.data = read(valuelist[0]).edtf.text
        except AmbiguousDate as asked:
            meanings = [each.text for each in asked.choices]
            if self.meant in meanings:
                self.data = self.meant
                return
            self.options = [(each, say(each, language())) for each in meanings]
            raise ValueError(
                gettext("%(fault)s Choose the one that is meant.", fault=remarked(asked))
            ) from asked
        except BadDate as fault:
            hint = f" {gettext(fault.hint)}" if fault.hint else ""
            raise ValueError(remarked(fault) + hint) from fault

    def _value(self) -> str:
        return self.typed or written(self.data)

    def __call__(self, **kwargs: Any) -> Any:
        """Draw the field, read aloud by the server while one types."""
        return super().__call__(**self.live("desk.hints.date", kwargs))


def written(edtf: str | None) -> str:
    """Write a kept date as people would, when that can be read back as the same date."""
    if not edtf:
        return ""
    try:
        words = say(parse(edtf), language())
        return words if read(words).edtf.text == edtf else edtf
    except BadDate:
        return edtf


class PointField(Asking):
    """A place pasted in any form; its data is (latitude, longitude)."""

    precision_m: float | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the place, or say how it can be written."""
        self.data: Any = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            point = read_place(valuelist[0])
        except BadPlace as fault:
            raise ValueError(f"{gettext(str(fault))} {gettext(fault.hint)}") from fault
        self.data, self.precision_m = (point.lat, point.lon), point.precision_m

    def _value(self) -> str:
        if self.typed:
            return self.typed
        return say_place(self.data[0], self.data[1], 7) if self.data else ""

    def __call__(self, **kwargs: Any) -> Any:
        """Draw the field; coordinates are written left to right in every language."""
        return super().__call__(**self.live("desk.hints.place", {"dir": "ltr"} | kwargs))


class PickField(Asking):
    """A record, picked from a list or named; its data is the record's id.

    The id travels in the field itself, the words one sees in `<name>_text`. Without scripts the
    words alone are sent, and looked up here.
    """

    noun = "record"

    def __init__(self, *args: Any, kinds: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Take in the words beside the id."""
        name = f"{self.name}_text"
        self.words = tidy(formdata[name]) if formdata and name in formdata else None
        super().process(formdata, *args, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the id while the words still mean it; else find what the words mean."""
        key = valuelist[0].strip() if valuelist else ""
        if self.words is None or (key and self.words == self.title(key)):
            self.data = key or None
            self._check_known()
            return
        self.data = self._looked_up() if self.words else None

    def _check_known(self) -> None:
        if self.data and self.title(self.data) is None:
            self.data = None
            raise ValueError(gettext("This is not here any more. Choose another."))

    def _looked_up(self) -> str | None:
        exact = self.exactly(self.words or "")
        if self.meant and any(self.meant == each.id for each in self.near(self.words or "")):
            return self.meant
        if len(exact) == 1:
            return exact[0].id
        self.options = [
            (each.id, " · ".join(filter(None, (each.title, each.other, each.more))))
            for each in exact or self.near(self.words or "")
        ]
        if exact:
            raise ValueError(gettext("Several are called so. Choose the one that is meant."))
        if self.options:
            raise ValueError(
                gettext("None is called exactly “%(words)s”. Choose one, or correct the name.",
                        words=self.words)
            )  # fmt: skip
        raise ValueError(gettext("Nothing here is called “%(words)s”.", words=self.words))

    def title(self, key: str) -> str | None:
        """Call what an id stands for by its name."""
        return naming.record_title(key)

    def exactly(self, words: str) -> list[naming.Offer]:
        """List what exactly these words can mean."""
        return naming.records_meant(words, self.kinds)

    def near(self, words: str) -> list[naming.Offer]:
        """List what may be meant by these words."""
        return naming.records_named(words, self.kinds)

    @property
    def text(self) -> str:
        """Give the words that stand in the field."""
        if self.words is not None and not (self.data and self.meant):
            return self.words
        return (self.title(self.data) or "") if self.data else ""

    @property
    def url(self) -> str:
        """Say where the list of options comes from."""
        return url_for("desk.picking.options", kind=self.kinds or ("record",))


class SourcePickField(PickField):
    """A source, picked from a list or named by title or address."""

    noun = "source"

    def title(self, key: str) -> str | None:
        """Call a source by its title."""
        return naming.source_title(key)

    def exactly(self, words: str) -> list[naming.Offer]:
        """List the sources of exactly this title or address."""
        return naming.sources_meant(words)

    def near(self, words: str) -> list[naming.Offer]:
        """List the sources whose title has these words."""
        return naming.sources_titled(words)

    @property
    def url(self) -> str:
        """Say where the list of options comes from."""
        return url_for("desk.picking.options", kind="source")

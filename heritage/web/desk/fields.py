"""What an archivist may type: plain fields of a form, and lists to choose from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from flask import g
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from heritage.gate import session
from heritage.kit.languages import ascii_digits
from heritage.kit.text import tidy, tidy_block
from heritage.vocab.models import Term
from heritage.vocab.queries import scheme
from heritage.web.shell import gettext, language

Choices = list[tuple[str, str]]
GROUPED = {"cause-type"}


class Filled:
    """Ask for a value, in words that name the field."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Field) -> None:
        """Refuse an empty field."""
        if field.data in (None, "") and not field.errors:
            raise StopValidation(
                gettext("Fill in “%(label)s”.", label=gettext(str(field.label.text)))
            )


class AtMost:
    """Keep a value to a length."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        """Refuse what is too long, and say by how much."""
        if len(field.data or "") > self.most:
            raise StopValidation(
                gettext(
                    "“%(label)s” has %(count)s characters; it can have %(most)s.",
                    label=gettext(str(field.label.text)),
                    count=len(field.data),
                    most=self.most,
                )
            )


class LineField(StringField):
    """One line of words, tidied."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the line in."""
        self.data = tidy(valuelist[0]) if valuelist else ""


class ProseField(TextAreaField):
    """Several lines of words, tidied."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the lines in."""
        self.data = tidy_block(valuelist[0]) if valuelist else ""


class MetresField(StringField):
    """A number, in any digits."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        self.data: Any = None
        plain = ascii_digits(valuelist[0]).replace("٫", ".").strip() if valuelist else ""
        if not plain:
            return
        try:
            self.data = float(plain)
        except ValueError as fault:
            raise ValueError(gettext("Write a number, such as 20 or 0.5.")) from fault
        if not 0 <= self.data < 1e8:
            raise ValueError(gettext("Write a number, such as 20 or 0.5."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:g}" if self.data is not None else ""


class ChoiceField(SelectField):
    """One of a list; a value that has left the list since stays, until another is chosen."""

    def __init__(
        self,
        label: str,
        validators: Iterable[Any] = (),
        *,
        offered: Callable[[], Any],
        blank: bool,
        allowed: re.Pattern[str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.allowed, self.blank = allowed, blank
        super().__init__(label, list(validators), validate_choice=False, **kwargs)
        offers = offered()
        first: Any = (
            {gettext("Nothing chosen"): [("", "—")]} if isinstance(offers, dict) else [("", "—")]
        )
        if blank:
            offers = first | offers if isinstance(offers, dict) else [*first, *offers]
        self.choices = offers

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the choice in."""
        chosen = valuelist[0].strip() if valuelist else ""
        self.data = chosen or ("" if self.blank else self.default or "")
        if self.data and self.allowed and not self.allowed.fullmatch(self.data):
            raise ValueError(gettext("Choose one of the list."))

    def process_data(self, value: Any) -> None:
        """Take a kept value; one that is no longer offered is offered once more."""
        self.data = value or ""

    def __call__(self, **kwargs: Any) -> Any:
        """Draw the list, the present value among it."""
        if self.data and self.data not in self._offered():
            more = (self.data, _retired(self.data))
            if isinstance(self.choices, dict):
                self.choices = self.choices | {"…": [more]}
            else:
                self.choices = [*(self.choices or ()), more]
        return super().__call__(**kwargs)

    def _offered(self) -> set[str]:
        lists = self.choices.values() if isinstance(self.choices, dict) else [self.choices]
        return {str(each[0]) for some in lists for each in some or ()}


def _retired(key: str) -> str:
    term = session().get(Term, key) if "/" in key else None
    return term.label(language()) if term else key


def terms_of(vocabulary: str) -> Callable[[], Any]:
    """Offer the terms of a vocabulary, causes under their category."""
    return partial(_terms, vocabulary)


def _terms(vocabulary: str) -> Any:
    """Read a vocabulary once a request, however many rows ask for it."""
    known: dict[str, Any] = g.setdefault("desk_vocabularies", {})
    if vocabulary not in known:
        known[vocabulary] = _read_terms(vocabulary)
    return known[vocabulary]


def _read_terms(vocabulary: str) -> Any:
    terms = scheme(session(), vocabulary)
    if vocabulary not in GROUPED:
        return [(term.key, term.label(language())) for term in terms]
    groups: dict[str, Choices] = {}
    for term in terms:
        broader = session().get(Term, term.broader) if term.broader else None
        group = broader.label(language()) if broader else gettext("Other")
        groups.setdefault(group, []).append((term.key, term.label(language())))
    return groups

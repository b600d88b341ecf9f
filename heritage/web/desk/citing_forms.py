"""What an archivist tells of a claim: on which field of which record, what is said, by whom."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField, SelectField

from heritage.access.permissions import may_know
from heritage.claims.models import Claim
from heritage.edition.projection import citable
from heritage.gate import me
from heritage.kit.anchoring import word_count
from heritage.kit.fields import Kind, Level
from heritage.kit.text import N_
from heritage.ledger.documents import Document, child_model, children_of, fields_of
from heritage.records.models import KINDS, Record
from heritage.sources.models import Source
from heritage.web.desk.asking import PickField, WhenField
from heritage.web.desk.fields import AtMost, ChoiceField, LineField, ProseField, terms_of
from heritage.web.desk.kinds import ONE
from heritage.web.desk.sections import halves
from heritage.web.shell import Form, gettext

TOO_LONG = 25
"""From so many words on, a passage is more than a quotation."""
FULL = "text-use/full"
GENERAL = N_("No field: it speaks of this record")
NOT_TERMS_OF = {"certainty"}
LEVELS = {
    Level.PUBLIC: N_("Public, once a reviewer has opened it"),
    Level.SENSITIVE: N_("Sensitive: only for those cleared for it"),
}
TOLD = ("field", "value", "edtf", "term_key", "asserted_by", "asserted_by_id", "credibility",
        "standing", "locator", "note_en", "note_ar")  # fmt: skip


class ClaimForm(Form):
    """The words of one claim, whatever record and passage they belong to."""

    field = SelectField(N_("Field"), validate_choice=False)
    value = ProseField(
        N_("Value as reported"),
        [AtMost(2000)],
        description=N_("In the source's own terms. The passage stands beside it."),
        render_kw={"rows": 2},
    )
    edtf = WhenField(
        N_("As a date"),
        description=N_("Any way people write dates: late August 2015, before May 2015, c. 32 CE."),
    )
    term_key = SelectField(N_("As a term"), validate_choice=False)
    asserted_by = LineField(
        N_("Asserted by"),
        [AtMost(300)],
        description=N_("Who says so, when it is not the source itself: a committee, a witness."),
    )
    asserted_by_id = PickField(N_("Their record"), kinds=("group", "person"))
    credibility = ChoiceField(
        N_("Credibility"),
        offered=terms_of("information-credibility"),
        blank=True,
        description=N_("Of what is said here, not of the source."),
    )
    standing = ChoiceField(N_("Standing"), offered=terms_of("claim-status"), blank=False)
    locator = LineField(
        N_("Page or place in the source"), [AtMost(200)], description=N_("Page 12, minute 3:40 …")
    )
    note_en = ProseField(N_("Note"), [AtMost(2000)], render_kw={"rows": 2})
    note_ar = ProseField(N_("Note"), [AtMost(2000)], render_kw={"rows": 2})
    level = SelectField(N_("Who may know it"), validate_choice=False)

    def about(self, record: Record | None) -> None:
        """Offer the fields of this kind of record, and the terms of the chosen field."""
        self.field.choices = field_choices(record)
        self.term_key.choices = term_choices(record, self.field.data or "")
        levels = [each for each in LEVELS if may_know(me(), each)]
        self.level.choices = [(str(int(each)), gettext(LEVELS[each])) for each in levels]

    def told(self) -> Document:
        """Write down what the form says of the claim itself."""
        told = {key: self[key].data for key in TOLD}
        for key in ("field", "edtf", "term_key", "asserted_by_id", "credibility", "standing"):
            told[key] = told[key] or None
        return told | {"level": int(self.level.data or Level.PUBLIC)}

    def agrees(self) -> bool:
        """See that field, term and level are among those offered, and say where not."""
        fair = True
        for field in (self.field, self.term_key, self.level):
            if field.data and str(field.data) not in _values(field.choices):
                field.errors = [gettext("Choose one of the list.")]
                fair = False
        return fair


class CiteForm(ClaimForm):
    """A claim with its passage and the record it is about."""

    text = HiddenField()
    start = HiddenField()
    end = HiddenField()
    quote = ProseField(
        N_("Quoted passage"),
        [AtMost(5000)],
        description=N_("Word for word, as the source has it."),
        render_kw={"rows": 3},
    )
    record = RadioField(N_("Of which record?"), validate_choice=False, choices=[])
    other = PickField(N_("Find another record"))
    new_kind = SelectField(N_("Kind"), validate_choice=False)
    new_en = LineField(N_("Name in English"), [AtMost(300)])
    new_ar = LineField(N_("Name in Arabic"), [AtMost(300)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.new_kind.choices = [(kind, gettext(ONE[kind])) for kind in KINDS]

    @property
    def chosen(self) -> str:
        """Name the record that was chosen, from the list or by the picker."""
        return (self.record.data or "") or (self.other.data or "")


class CorrectForm(ClaimForm):
    """The words of a claim that stands, with the version they were read at."""

    read_at = HiddenField()


class Quotable:
    """The rule of quoting: under twenty-five words, unless the licence gives the whole text."""

    def __init__(self, source: Source, quote: str) -> None:
        self.words = word_count(quote)
        self.free = source.text_use == FULL
        self.long = self.words >= TOO_LONG

    @property
    def refused(self) -> bool:
        """Say whether this passage may not be quoted as it is."""
        return self.long and not self.free


def field_choices(record: Record | None) -> Any:
    """Offer the questions sources may answer; of every kind while no record is chosen."""
    first = [("", gettext(GENERAL))]
    if record is not None:
        asked = citable(KINDS[record.kind])
        return first + [(key, gettext(label)) for key, label in asked.items()]
    groups = {
        gettext(ONE[kind]): [(key, gettext(label)) for key, label in citable(model).items()]
        for kind, model in KINDS.items()
    }
    return {"": first} | groups


def term_choices(record: Record | None, field: str) -> Any:
    """Offer the terms in which a field, or the rows of a list, are told."""
    blank = [("", "—")]
    schemes = schemes_of(record, field)
    if len(schemes) == 1:
        terms = terms_of(next(iter(schemes)))()
        return {"": blank} | terms if isinstance(terms, dict) else blank + terms
    return {"": blank} | {
        gettext(label): _flat(terms_of(name)()) for name, label in schemes.items()
    }


def schemes_of(record: Record | None, field: str) -> dict[str, str]:
    """Name the vocabularies of a field, with what each says."""
    if record is None or not field:
        return {}
    model = KINDS[record.kind]
    if field in children_of(model):
        rows = fields_of(child_model(model, field))
        fields = {key: told for key, told in rows.items() if key not in NOT_TERMS_OF}
    else:
        own = fields_of(model)
        fields = {key: own[key] for key in halves(model, field) if key in own}
    return {told.vocabulary: told.label for told in fields.values() if told.kind is Kind.TERM}


def dated(record: Record | None, field: str) -> bool:
    """Say whether a date may answer this question: it is one, or its rows have one."""
    if record is None or not field:
        return True
    model = KINDS[record.kind]
    if field in children_of(model):
        return any(told.kind is Kind.WHEN for told in fields_of(child_model(model, field)).values())
    told = fields_of(model).get(field)
    return told is not None and told.kind is Kind.WHEN


def _flat(terms: Any) -> list[tuple[str, str]]:
    return [each for some in terms.values() for each in some] if isinstance(terms, dict) else terms


def _values(choices: Any) -> set[str]:
    return {str(key) for key, _ in _flat(choices or [])}


def filled_from(claim: Claim) -> Document:
    """Bring a claim into the shape its form is filled from."""
    told = {key: getattr(claim, key) for key in TOLD}
    return told | {"field": claim.field or "", "level": str(claim.level), "read_at": claim.version}

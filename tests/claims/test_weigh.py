from dataclasses import dataclass

import pytest

from heritage.claims.weigh import Weight, weigh
from heritage.kit.dates import parse


@dataclass
class Told:
    source_id: str = "a"
    value: str = ""
    edtf: str | None = None
    term_key: str | None = None
    standing: str | None = "claim-status/reported"

    @property
    def edtf_earliest(self):
        return parse(self.edtf).earliest if self.edtf else None

    @property
    def edtf_latest(self):
        return parse(self.edtf).latest if self.edtf else None


@pytest.mark.parametrize(
    ("claims", "weight"),
    [
        ([], Weight.UNCITED),
        ([Told()], Weight.SINGLE),
        ([Told(), Told()], Weight.SINGLE),
        ([Told("a", edtf="2015-08-30"), Told("b", edtf="2015-08")], Weight.AGREED),
        ([Told("a", edtf="2015-08-30"), Told("b", edtf="2015-05")], Weight.CONTESTED),
        ([Told("a", edtf="2015-08-30"), Told("b", edtf="../2015-09-01")], Weight.AGREED),
        ([Told("a", term_key="x/1"), Told("b", term_key="x/2")], Weight.CONTESTED),
        ([Told("a"), Told("b", standing="claim-status/contested")], Weight.CONTESTED),
        ([Told("a"), Told("b", standing="claim-status/superseded")], Weight.CONTESTED),
        ([Told("a"), Told("b", standing="claim-status/retracted")], Weight.SINGLE),
        (
            [
                Told("a", edtf="2015-08-23"),
                Told("b", edtf="2015-09", standing="claim-status/consistent"),
            ],
            Weight.AGREED,
        ),
        ([Told("a", value="About seven"), Told("b", value="about seven")], Weight.AGREED),
    ],
)
def test_claims_amount_to(claims, weight):
    assert weigh(claims) == weight

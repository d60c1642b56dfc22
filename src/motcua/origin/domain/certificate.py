"""The neutral form D: what every gateway and form is read into, and what is issued here.

Ours, after the boxes of the paper form; the ASEAN schema is not public. Quantities and amounts are exact decimals,
days are days where the certificate is issued. Absent texts are empty, absent amounts None. A certificate says nothing
of the certificate that it is taken from but what stands in `original`.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from motcua.origin.domain.misreading import Misread, reader

__all__ = [
    "CRITERIA", "FLAGS", "Certificate", "Criterion", "Flag", "Invoice", "Line", "Misread", "Original", "Trader",
    "read", "write",
]  # fmt: skip

Criterion = Literal["WO", "PE", "RVC", "CC", "CTH", "CTSH", "PSR", "SP"]
"""Box 8: wholly obtained, produced exclusively, regional value content (with `rvc`), change of chapter, heading or
subheading, product-specific rule, specific process."""
CRITERIA: tuple[Criterion, ...] = ("WO", "PE", "RVC", "CC", "CTH", "CTSH", "PSR", "SP")
Flag = Literal[
    "third_country_invoicing", "accumulation", "back_to_back", "partial_cumulation", "exhibition", "de_minimis",
    "retroactive",
]  # fmt: skip
"""Box 13."""
FLAGS: tuple[Flag, ...] = (
    "third_country_invoicing", "accumulation", "back_to_back", "partial_cumulation", "exhibition", "de_minimis",
    "retroactive",
)  # fmt: skip


class Trader(msgspec.Struct, frozen=True, omit_defaults=True):
    """An exporter, a consignee or the issuer of an invoice. `code`: how its country knows it (here a tax code)."""

    name: str = ""
    address: str = ""
    country: str = ""
    code: str = ""


class Invoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """Box 10."""

    number: str = ""
    on: date | None = None


class Original(msgspec.Struct, frozen=True, omit_defaults=True):
    """The certificate from which a back-to-back one is taken; `quantities` are those of its lines, by our line."""

    reference: str = ""
    country: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    quantities: tuple[Decimal, ...] = ()


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """Boxes 5 to 9 of one line. `quantity` in `unit` is what declarations consume; units are those of our list, or
    of UN/ECE Recommendation 20. `origin` is the country of origin where it is not the issuing one (back-to-back).
    `invoice` names one of the certificate's invoices; empty where there is but one.
    """

    no: int = 0
    marks: str = ""
    packages: int | None = None
    package_unit: str = ""
    description: str = ""
    hs_code: str = ""
    criterion: str = ""
    rvc: Decimal | None = None
    quantity: Decimal | None = None
    unit: str = ""
    gross_weight: Decimal | None = None
    weight_unit: str = ""
    fob: Decimal | None = None
    fob_currency: str = ""
    origin: str = ""
    invoice: str = ""


Lines = Annotated[tuple[Line, ...], msgspec.Meta(max_length=999)]


class Certificate(msgspec.Struct, frozen=True, omit_defaults=True):
    """A form D.

    `country` issues it, `authority` at `place` on `issued_on`; `partner` is the importing member. `transit` are the
    countries on the way, `through` the document by which goods stayed as they were there. `replaces` names the
    reference that this one takes the place of; `copy_of` one of which this is the certified true copy.
    """

    form: str = "D"
    reference: str = ""
    country: str = ""
    partner: str = ""
    authority: str = ""
    place: str = ""
    issued_on: date | None = None
    exporter: Trader = Trader()
    consignee: Trader = Trader()
    mode: str = ""
    vessel: str = ""
    voyage: str = ""
    departed_on: date | None = None
    loading_place: str = ""
    discharge_place: str = ""
    transit: tuple[str, ...] = ()
    through: str = ""
    lines: Lines = ()
    invoices: tuple[Invoice, ...] = ()
    flags: tuple[str, ...] = ()
    third_party: Trader | None = None
    original: Original | None = None
    replaces: str = ""
    copy_of: str = ""
    remarks: str = ""

    def says(self, flag: Flag) -> bool:
        """Whether box 13 ticks it."""
        return flag in self.flags

    def origin_of(self, line: Line) -> str:
        """The country of origin of a line."""
        return line.origin or (self.original.country if self.original else "") or self.country


read = reader(Certificate)
"""A certificate from JSON, or every value that cannot be read."""
_encode = msgspec.json.Encoder(order="sorted").encode


def write(certificate: Certificate) -> bytes:
    """The certificate as JSON, always the same bytes for the same values; what is absent is left out."""
    return _encode(certificate)

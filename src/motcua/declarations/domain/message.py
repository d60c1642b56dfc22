"""The neutral declaration: what every gateway, form and file is read into.

Field names follow the WCO Data Model where it has one; the VNACCS item id stands behind each as a comment
(IDA for import, EDA for export) and in `data/fields.csv`, with the names in both languages. Amounts and
quantities are exact decimals. Days are days in Viet Nam. Absent texts are empty, absent amounts None.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Annotated, Literal

import msgspec

Direction = Literal["import", "export"]

KEPT_MOST = 50_000
"""Values kept of one message at the most; a message with more is refused, never cut."""
KEPT_CHARACTERS = 4_000
"""Characters of one kept value at the most."""
KEPT_PATH = r"^-?(/(\{[^{}]{1,200}\})?[A-Za-z_][A-Za-z0-9_.\-]{0,99}(\[[1-9]\d{0,5}(=[1-9]\d{0,5})?\])?){1,32}$"
"""How the path of a kept value is written."""


class Licence(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A permit: its kind and number."""

    kind: str = ""  # SS_
    number: str = ""  # SN_


class Adjustment(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """An addition to or deduction from the price."""

    name: str = ""  # VR_
    kind: str = ""  # VI_
    currency: str = ""  # VC_
    amount: Decimal | None = None  # VP_
    base: Decimal | None = None  # VT_


class Attachment(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A paper lodged beforehand, named by kind and reception number."""

    kind: str = ""  # EA_
    number: str = ""  # EB_


class Transit(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A stop on a transport under customs control."""

    place: str = ""  # ST_
    arrive_on: date | None = None  # AD_
    leave_on: date | None = None  # SD_


class OtherTax(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A claim on a tax other than the import or export duty."""

    code: str = ""  # TX_
    exemption: str = ""  # TR_
    reduction: Decimal | None = None  # TG_


class Item(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A goods item."""

    hs_code: str = ""  # CMD
    description: str = ""  # CMN
    origin: str = ""  # OR
    quantity: Decimal | None = None  # QN1
    unit: str = ""  # QT1
    quantity2: Decimal | None = None  # QN2
    unit2: str = ""  # QT2
    invoice_value: Decimal | None = None  # BPR
    unit_price: Decimal | None = None  # UPR
    unit_price_currency: str = ""  # UPC
    unit_price_unit: str = ""  # TSC
    tariff_table: str = ""  # ORS
    certificate: str = ""  # certificate of origin, reference number (NT2 ##…##)
    management_code: str = ""  # GZC (import), COC (export)
    out_of_quota: str = ""  # KWS
    absolute_code: str = ""  # SPD
    value_currency: str = ""  # BPC
    customs_value: Decimal | None = None  # DPR
    adjustments: tuple[int, ...] = ()  # VN_
    prior_line: int | None = None  # TDL
    exemption_list: str = ""  # TXN
    exemption_line: int | None = None  # TXR
    exemption: str = ""  # RE
    reduction: Decimal | None = None  # REG
    other_taxes: tuple[OtherTax, ...] = ()  # TX_, TR_, TG_
    other_laws: tuple[str, ...] = ()  # OL_ (export)


KEPT_NAME = r"^(\{[^{}]{1,200}\})?(?!xmlns$)[A-Za-z_][A-Za-z0-9_.\-]{0,99}$"
"""How the name of a kept attribute is written."""
_Name = Annotated[str, msgspec.Meta(max_length=300, pattern=KEPT_NAME)]
_Bounded = Annotated[str, msgspec.Meta(max_length=KEPT_CHARACTERS)]


class Kept(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What a message said and no field holds: where it stood, the value, its attributes. Rules never read it.

    A path names elements from the root, such as `/Declaration/ExitOffice/ID`. `[2]` is the second of that name;
    `[2=1]` is the second, of which the fields give the first. A path that begins with `-` was not said at all.
    """

    path: Annotated[str, msgspec.Meta(max_length=600, pattern=KEPT_PATH)]
    value: _Bounded = ""
    attributes: Annotated[tuple[tuple[_Name, _Bounded], ...], msgspec.Meta(max_length=40)] = ()


class Declaration(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A declaration for import or export."""

    direction: Direction
    procedure: str = ""  # ICB, ECB
    office: str = ""  # CH
    section: str = ""  # CHB
    reference: str = ""  # REF; with the party it is the idempotency key
    cargo_class: str = ""  # CCC
    transport_mode: str = ""  # MTC
    transaction_class: str = ""  # SKB
    declared_on: date | None = None  # ICD, ECD
    first_number: str = ""  # FIC
    split_number: int | None = None  # BNO
    split_total: int | None = None  # DNO
    prior_number: str = ""  # TDN
    limit_on: date | None = None  # RED, RID
    party_id: str = ""  # IMC, EPC
    party_name: str = ""  # IMN, EPN
    party_postcode: str = ""  # IMY, EPY
    party_address: str = ""  # IMA, EPA
    party_phone: str = ""  # IMT, EPT
    principal_id: str = ""  # NMC, EXC
    principal_name: str = ""  # NMN, EXN
    foreign_id: str = ""  # EPC, CGC
    foreign_name: str = ""  # EPN, CGN
    foreign_postcode: str = ""  # EPY, CGP
    foreign_address: tuple[str, ...] = ()  # EPA EP2 EP3 EP4, CGA CAT CAC CAS
    foreign_country: str = ""  # EPO, CGK
    foreign_principal: str = ""  # ENM
    agent_id: str = ""  # ICC, ECC
    bills: tuple[str, ...] = ()  # BL_, EKN
    packages: int | None = None  # NO
    package_unit: str = ""  # NOT
    gross_weight: Decimal | None = None  # GW
    weight_unit: str = ""  # GWT
    warehouse: str = ""  # ST
    marks: str = ""  # MRK
    vessel_code: str = ""  # VSC
    vessel_name: str = ""  # VSN
    arrival_on: date | None = None  # ARR (import)
    departure_on: date | None = None  # SYM (export)
    unloading_place: str = ""  # DST (import)
    unloading_name: str = ""  # DSN (import)
    loading_place: str = ""  # PSC
    loading_name: str = ""  # PSN
    destination_place: str = ""  # DSC (export)
    destination_name: str = ""  # DSN (export)
    container_count: int | None = None  # COC
    containers: tuple[str, ...] = ()  # C_
    viewing_result: str = ""  # N4
    other_laws: tuple[str, ...] = ()  # OL_ (import)
    licences: tuple[Licence, ...] = ()  # SS_, SN_
    invoice_class: str = ""  # IV1
    einvoice_number: str = ""  # IV2
    invoice_number: str = ""  # IV3
    invoice_on: date | None = None  # IVD
    payment_method: str = ""  # IVP
    price_kind: str = ""  # IP1
    incoterm: str = ""  # IP2
    currency: str = ""  # IP3
    invoice_total: Decimal | None = None  # IP4
    valuation_code: str = ""  # VD1
    valuation_note: str = ""  # VLD
    freight_class: str = ""  # FR1
    freight_currency: str = ""  # FR2
    freight: Decimal | None = None  # FR3
    insurance_class: str = ""  # IN1
    insurance_currency: str = ""  # IN2
    insurance: Decimal | None = None  # IN3
    insurance_number: str = ""  # IN4
    adjustments: tuple[Adjustment, ...] = ()  # VR_, VI_, VC_, VP_, VT_
    allocation_total: Decimal | None = None  # TP
    export_value: Decimal | None = None  # FKK (export)
    export_value_currency: str = ""  # FCD (export)
    no_conversion: str = ""  # CNV (export)
    taxpayer: str = ""  # TPM
    release_reason: str = ""  # BP
    payment_term: str = ""  # ENC
    paying_bank: str = ""  # BRC
    paying_year: int | None = None  # BYA
    paying_symbol: str = ""  # BCM
    paying_number: str = ""  # BCN
    guarantee_bank: str = ""  # SBC
    guarantee_year: int | None = None  # RYA
    guarantee_symbol: str = ""  # SCM
    guarantee_number: str = ""  # SCN
    attachments: tuple[Attachment, ...] = ()  # EA_, EB_
    transport_start_on: date | None = None  # DPD
    transits: tuple[Transit, ...] = ()  # ST_, AD_, SD_
    transport_place: str = ""  # ARP
    transport_end_on: date | None = None  # ADT
    stored_since: date | None = None  # ISD
    notes: str = ""  # NT2
    items: tuple[Item, ...] = ()
    kept: Annotated[tuple[Kept, ...], msgspec.Meta(max_length=KEPT_MOST)] = ()  # no item of VNACCS


class Misread(msgspec.Struct, frozen=True):
    """A value that could not be read: its JSON path, what stood there, what was expected."""

    path: str
    value: str
    expected: str


_decoder = msgspec.json.Decoder(Declaration)
_encoder = msgspec.json.Encoder()


MOST_ROWS = 2_000
"""No list of a declaration is read that has more elements: far above any limit of the law. `kept` has its own bound."""
MOST_MISREAD = 500
"""So many values that cannot be read are told."""
_LARGE = 40_000
"""A shorter message cannot hold too many elements."""
_EXPONENT = 30
_ODD = re.compile(rb"[0-9.][eE][+-]?[0-9]{2}|\\u0000")
"""What may hide a number far out of reach or a NUL; a text may hold it too."""
_EARLY, _NUL = re.compile(rb"[eE][+-]?[0-9]{2}"), b"\\u0000"
"""Sought first, for most messages have neither and these are found in half the time."""


def read(raw: bytes) -> Declaration | list[Misread]:
    """Read one JSON declaration; every value that cannot be read is reported, not only the first."""
    try:
        message = _decoder.decode(raw)
    except msgspec.ValidationError:
        pass
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return [_not_json(raw, error)]
    else:
        odd = _too_many(message) if len(raw) > _LARGE else []
        if not odd and (_EARLY.search(raw) or _NUL in raw) and _ODD.search(raw):
            odd = list(islice(_unreckonable(message, ""), MOST_MISREAD))
        return odd or message
    try:
        return _misread_values(raw)
    except (msgspec.MsgspecError, RecursionError) as error:
        return [_not_json(raw, error)]


def _too_many(message: Declaration) -> list[Misread]:
    """Lists so long that judging them would hold others up."""
    held = {name: getattr(message, name) for name in message.__struct_fields__ if name != "kept"}
    long = [(f"/{name}", value) for name, value in held.items() if isinstance(value, tuple)]
    rows = chain(long, ((f"/items/{at}/other_taxes", item.other_taxes) for at, item in enumerate(message.items)))
    return [_long(path, value) for path, value in rows if len(value) > MOST_ROWS]


def _long(path: str, value: Sequence[object]) -> Misread:
    return Misread(path, str(len(value)), f"{MOST_ROWS} at most")


def _unreckonable(value: object, path: str) -> Iterator[Misread]:
    """Numbers whose exponent is out of reach, and texts that hold a NUL."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _unreckonable(getattr(value, name), f"{path}/{name}")
    elif isinstance(value, tuple):
        for at, element in enumerate(value):
            yield from _unreckonable(element, f"{path}/{at}")
    elif isinstance(value, str) and "\0" in value:
        yield Misread(path, value[:80].replace("\0", "\u2400"), "text without NUL")
    elif isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) > _EXPONENT:
        yield Misread(path, str(value)[:80], "number within reach")


def _not_json(raw: bytes, error: Exception) -> Misread:
    return Misread("", raw[:40].decode("utf-8", "replace"), f"JSON ({error})")


def write(declaration: Declaration) -> bytes:
    """The declaration as JSON; what is absent is left out."""
    return _encoder.encode(declaration)


def _misread_values(raw: bytes) -> list[Misread]:
    plain = msgspec.json.decode(raw)
    if not isinstance(plain, dict):
        return [Misread("", type(plain).__name__, "object")]
    lists = ((name, value) for name, value in plain.items() if isinstance(value, list) and name != "kept")
    long = [_long(f"/{name}", value) for name, value in lists if len(value) > MOST_ROWS]
    if long:
        return long
    found = list(islice(_check_struct(plain, Declaration, ""), MOST_MISREAD))
    return found or [Misread("", "", "declaration")]


def _check_struct(plain: dict[str, object], shape: type[msgspec.Struct], path: str) -> Iterable[Misread]:
    for field in msgspec.structs.fields(shape):
        if field.name not in plain:
            if field.required:
                yield Misread(f"{path}/{field.name}", "", "required")
            continue
        yield from _check_value(plain[field.name], field.type, f"{path}/{field.name}")


def _check_value(value: object, kind: object, path: str) -> Iterable[Misread]:
    inner = _inner_struct(kind)
    if inner and isinstance(value, list):
        for index, element in enumerate(value):
            if isinstance(element, dict):
                yield from _check_struct(element, inner, f"{path}/{index}")
            else:
                yield Misread(f"{path}/{index}", str(element)[:80], "object")
        return
    try:
        msgspec.json.decode(msgspec.json.encode(value), type=kind)
    except msgspec.ValidationError as error:
        yield Misread(path, str(value)[:80], str(error))


def _inner_struct(kind: object) -> type[msgspec.Struct] | None:
    for argument in getattr(kind, "__args__", ()):
        if isinstance(argument, type) and issubclass(argument, msgspec.Struct):
            return argument
    return None

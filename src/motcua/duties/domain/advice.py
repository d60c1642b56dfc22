"""Advice: every schedule side by side for a code, origin and day, and the cheapest one that is lawful.

Each is worked out as a declaration under its table would be. An agreement can be worse than most favoured nation.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import msgspec
from msgspec.structs import replace

from motcua.duties.domain.assessment import assess
from motcua.duties.domain.completing import MFN, Goods, Shipment, table_code
from motcua.duties.domain.figures import Assessment
from motcua.duties.domain.problems import NO_QUANTITY
from motcua.duties.domain.proofs import Late, Proof, late, proof
from motcua.duties.domain.quantities import quantity_in
from motcua.duties.domain.rates import REMEDIES
from motcua.duties.domain.telling import rate_text
from motcua.kernel.dated import NotInForce
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.tariff.domain import Book, DayBook, Entry, NoPreference, Schedule
from motcua.tariff.domain.errors import ClaimNeeded

USUAL_VALUE = 1_000_000_000
"""Dong, where nobody says a value."""
USUAL, ORDINARY_KEY = "MFN", "ORDINARY"
CONDITIONAL = ("CH98", "QUOTA", "ABSOLUTE", "MIXED")
"""Import schedules that are for some goods only, on conditions that no table can judge."""


class Controlled(Protocol):
    """A licence or check that the goods need, as the tariff knows it."""

    @property
    def words(self) -> Words: ...
    @property
    def agency(self) -> Words: ...
    @property
    def act(self) -> str: ...
    @property
    def verified(self) -> bool: ...


class Wanted(msgspec.Struct, frozen=True):
    """What advice is asked for. `value` is the customs value in dong; a quantity is needed for taxes per unit."""

    code: str
    origin: str
    day: date
    value: int = USUAL_VALUE
    quantity: Decimal | None = None
    unit: str = ""


class Option(msgspec.Struct, frozen=True):
    """One schedule. `usable` is lawful with the papers named; `conditional` needs more than a table can judge.

    `why` says what stands in the way of it, or what it asks for. `saved_duty` and `saved_total` are against most
    favoured nation, below zero where the schedule is dearer. `unmeasured`: a tax per unit is not in the sums.
    """

    schedule: Schedule
    table: str
    usable: bool
    conditional: bool
    why: Words
    rate: str = ""
    entry: Entry | None = None
    duty: int = 0
    total: int = 0
    saved_duty: int = 0
    saved_total: int = 0
    unmeasured: bool = False
    proof: Proof | None = None
    late: Late | None = None


class OtherTax(msgspec.Struct, frozen=True):
    """A tax beside the duty: what it comes to under most favoured nation; None where its quantity was not said."""

    kind: str
    rate: str
    amount: int | None
    entry: Entry


class Advice(msgspec.Struct, frozen=True):
    """All schedules, and what comes with any of them. `best` is the key of the cheapest; `missing` what its
    proof saves; `lacking` what the sums leave out, and why.
    """

    wanted: Wanted
    options: tuple[Option, ...]
    best: str
    missing_duty: int
    missing_total: int
    remedies: tuple[Entry, ...]
    others: tuple[OtherTax, ...]
    lacking: tuple[Words, ...]
    controls: tuple[Controlled, ...]


NONE = Words("", "")
NOT_IN_SCHEDULE = Words(
    "Không có trong biểu: không được hưởng, không phải 0 %", "Not in the schedule: no preference, which is not 0%"
)
NOT_LOADED = Words("Chưa nạp biểu cho ngày này", "No table loaded for that day")
EXPIRED = Words("Biểu đã hết hiệu lực", "The schedule has expired")
EXCLUDED = Words("Xuất xứ này bị loại trừ khỏi mức thuế", "The rate is not for this origin")
ORDINARY_IS_FOR = Words(
    "Chỉ cho hàng từ nước không có quan hệ tối huệ quốc với Việt Nam",
    "Only for goods of countries without most-favoured-nation treatment in Viet Nam",
)
ON_CONDITIONS = Words(
    "Chỉ khi hàng đáp ứng điều kiện riêng của biểu (hạn ngạch, Chương 98, mã riêng): hỏi cơ quan hải quan",
    "Only where the goods meet the schedule's own conditions (quota, chapter 98, a code of its own): ask customs",
)
WITHOUT_PAPERS = Words("Không cần chứng từ xuất xứ để hưởng mức này", "No proof of origin is needed for this rate")
WITH_PAPERS = Words("Cần chứng từ xuất xứ hợp lệ", "A valid proof of origin is needed")
NEEDS_QUANTITY = Words(
    "Có thuế tính theo đơn vị hàng hóa: nhập số lượng và đơn vị tính để tính được.",
    "A tax is charged per unit of goods: say quantity and unit for it to be worked out.",
)
WORSE = Words("Cao hơn thuế suất ưu đãi (MFN): khai B01 có lợi hơn", "Higher than most favoured nation: B01 is cheaper")


def advise(wanted: Wanted, book: Book, controls: Sequence[Controlled] = ()) -> Advice:
    """Every schedule side by side. NotInForce before the first day of the tables; UnknownLine for no such code."""
    rates = book.on(wanted.day)
    rates.need_line(wanted.code)
    options = _compared([_option(wanted, schedule, book, rates) for schedule in _schedules(wanted, book, rates)])
    best = _best(options)
    usual = _assessed(wanted, rates, MFN)
    spared = (best.saved_duty, best.saved_total) if best else (0, 0)
    lacking = {
        each.words if wanted.unit or each.code != NO_QUANTITY.code else NEEDS_QUANTITY
        for each in usual.problems if not each.path.endswith("/tariff_table")
    }  # fmt: skip
    return Advice(
        wanted, tuple(options), best.schedule.key if best else "", *spared, tuple(_remedies(wanted, rates)),
        tuple(_others(wanted, usual, rates)), tuple(sorted(lacking)), tuple(controls),
    )  # fmt: skip


def _schedules(wanted: Wanted, book: Book, rates: DayBook) -> Iterator[Schedule]:
    """Those of every origin, the agreements of this one, and conditional ones that speak of the code."""
    for schedule in book.schedules.values():
        if schedule.kind == "preference":
            if wanted.origin in schedule.members and schedule.since <= wanted.day:
                yield schedule
        elif schedule.key in (USUAL, ORDINARY_KEY) or (
            schedule.key in CONDITIONAL and rates.entries(schedule.key, wanted.code)
        ):
            yield schedule


def _goods(wanted: Wanted, table: str) -> Goods:
    return Goods(
        hs_code=wanted.code, origin=wanted.origin, invoice_value=Decimal(wanted.value), quantity=wanted.quantity,
        unit=wanted.unit, tariff_table=table,
    )  # fmt: skip


def _assessed(wanted: Wanted, rates: DayBook, table: str) -> Assessment:
    shipment = Shipment(direction="import", items=(_goods(wanted, table),), incoterm="CIF", currency="VND")
    return assess(shipment, rates, taxed=True)


def _option(wanted: Wanted, schedule: Schedule, book: Book, rates: DayBook) -> Option:
    table = table_code(schedule)
    conditional = schedule.key in CONDITIONAL
    held = proof(schedule.key, wanted.day) if schedule.kind == "preference" else None
    option = Option(
        schedule, table, usable=False, conditional=conditional, why=NONE, proof=held,
        late=late(schedule.key, wanted.day) if held else None,
    )  # fmt: skip
    if schedule.until is not None and schedule.until < wanted.day:
        return replace(option, why=EXPIRED)
    try:
        entry = rates.import_rate(wanted.code, wanted.origin, table)
    except NotInForce:
        return replace(option, why=NOT_LOADED)
    except (NoPreference, ClaimNeeded):
        return replace(option, **_no_rate(wanted, schedule, book, rates))
    except Refusal as refusal:
        return replace(option, why=Words(refusal.in_language("vi"), refusal.in_language("en")))
    return _worked_out(replace(option, entry=entry, usable=not conditional), wanted, rates, entry)


def _no_rate(wanted: Wanted, schedule: Schedule, book: Book, rates: DayBook) -> dict[str, Any]:
    """Why a schedule that holds that day gives the goods no rate by itself."""
    found = rates.entries(schedule.key, wanted.code)
    if not found:
        return {"why": NOT_IN_SCHEDULE if wanted.code in book.spoken else NOT_LOADED}
    if any(wanted.origin in each.excluded for each in found):
        return {"why": EXCLUDED}
    chosen = [each for each in found if each.kind not in ("absent", "held") and each.serves(wanted.origin)]
    if not chosen:
        return {"why": NOT_IN_SCHEDULE}
    texts = (" ".join(filter(None, (rate_text(each, each.ppm), each.condition, each.claim))) for each in chosen)
    return {"why": ON_CONDITIONS, "conditional": True, "rate": " | ".join(texts), "entry": chosen[0]}


def _worked_out(option: Option, wanted: Wanted, rates: DayBook, entry: Entry) -> Option:
    found = _assessed(wanted, rates, option.table)
    return replace(
        option, rate=rate_text(entry, entry.ppm), duty=found.by_kind.get("import", 0), total=found.total,
        unmeasured=not _measured(wanted, entry),
        why=ON_CONDITIONS if option.conditional else _asks_for(option.schedule),
    )  # fmt: skip


def _asks_for(schedule: Schedule) -> Words:
    if schedule.key == ORDINARY_KEY:
        return ORDINARY_IS_FOR
    return WITH_PAPERS if schedule.kind == "preference" else WITHOUT_PAPERS


def _compared(options: list[Option]) -> list[Option]:
    """With what each saves against most favoured nation; cheapest of the usable first, then the rest."""
    usual = next((each for each in options if each.schedule.key == USUAL and each.usable), None)
    if usual is None:
        return options
    found = []
    for each in options:
        if each.usable:
            duty, total = usual.duty - each.duty, usual.total - each.total
            worse = each.schedule.kind == "preference" and total < 0 and not each.unmeasured
            each = replace(each, saved_duty=duty, saved_total=total, why=WORSE if worse else each.why)  # noqa: PLW2901
        found.append(each)
    return sorted(found, key=_order)


def _order(option: Option) -> tuple[Any, ...]:
    last = option.schedule.key == ORDINARY_KEY
    return (not option.usable, last, not option.conditional, option.unmeasured, option.total, option.schedule.number)


def _best(options: Iterable[Option]) -> Option | None:
    """The cheapest that is lawful for goods of this origin with its papers; the one without papers among equals."""
    lawful = [each for each in options if each.usable and each.schedule.key != ORDINARY_KEY and not each.unmeasured]
    return min(lawful, key=lambda each: (each.total, each.proof is not None, each.schedule.number), default=None)


def _remedies(wanted: Wanted, rates: DayBook) -> Iterator[Entry]:
    """Additional duties on goods of this origin, those of a named producer too."""
    for schedule in REMEDIES:
        for entry in rates.entries(schedule, wanted.code):
            if entry.kind != "absent" and entry.serves(wanted.origin):
                yield entry


def _others(wanted: Wanted, found: Assessment, rates: DayBook) -> Iterator[OtherTax]:
    for tax in found.lines[0].taxes:
        if tax.kind not in ("import", "remedy"):
            entry = rates.entry(tax.entry)
            known = _measured(wanted, entry)
            yield OtherTax(tax.kind, rate_text(entry, tax.ppm), tax.amount if known else None, entry)


def _measured(wanted: Wanted, entry: Entry) -> bool:
    per_unit = entry.kind in ("specific", "mixed")
    return not per_unit or quantity_in(_goods(wanted, MFN), entry.unit) is not None

"""Changing: sums that were shown on one day and are others on the day of lodging, and what made them so.

The day of registration decides. Whoever says what was shown is asked again; nothing is lodged on other sums.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.holding import currencies, sums
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.process import Outcome
from motcua.design.domain import numbers
from motcua.duties.domain import Assessment, LineSum, assess
from motcua.duties.domain.explaining import NAMES
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words
from motcua.tariff.domain import Book, Entry
from motcua.tariff.domain.writing import rate

CODE = "DEC-VAL-12"
"""VNACCS IDC E1103, EDC E1103: the rates used at pre-registration are still the current ones."""
_RATES = "IMP-TAX-27"
_AGREEMENT = "IMP-ORI-07"
_LINE = "DEC-ITM-04"
CODES = frozenset({CODE, _RATES, _AGREEMENT, _LINE})
_REMEDY = Words(
    "Xem lại số tiền của ngày hôm nay; nếu đồng ý thì chạy thử và nộp lại.",
    "Look at the sums of today; if you accept them, try it out and lodge it again.",
)


class Expected(msgspec.Struct, frozen=True, gc=False):
    """What a sender was shown: the day, and the total of taxes where it says so."""

    on: date
    total: int | None = None


class Side(NamedTuple):
    """The sums of a day, in dong."""

    day: date
    customs_value: int
    total: int


class Change(NamedTuple):
    """One thing that changed: the code of the published check, where it stands, and a sentence."""

    code: str
    path: str
    words: Words


class Moved(NamedTuple):
    """Sums that differ: as they were shown, as they are now, and why."""

    before: Side
    now: Side
    changes: tuple[Change, ...]


def moved(
    message: Declaration, expected: Expected, then: Desk, now: Desk, after: Assessment, book: Book
) -> Moved | None:
    """How the sums differ from those that were shown; None where they are the same."""
    procedure = then.procedures.get(message.procedure)
    before = assess(message, then.tariff, taxed=procedure is None or procedure.taxed)
    shown = before.total if expected.total is None else expected.total
    if shown == after.total and sums(before) == sums(after) and not before.problems:
        return None
    changes = list(_changes(message, (before, then), (after, now), book))
    if not changes or shown != before.total:
        changes.append(_LOADED)
    return Moved(
        Side(then.day, before.customs_value, shown), Side(now.day, after.customs_value, after.total), tuple(changes)
    )


_LOADED = Change(
    _RATES, "/", Words("Một biểu thuế đã được nạp từ khi số tiền được cho xem.",
                       "A table of rates was loaded since the sums were shown."),
)  # fmt: skip


def _changes(
    message: Declaration, before: tuple[Assessment, Desk], after: tuple[Assessment, Desk], book: Book
) -> Iterator[Change]:
    then, now = before[1], after[1]
    used = {**currencies(message, before[0], book), **currencies(message, after[0], book)}
    for currency, path in used.items():
        old, new = then.tariff.exchange.get(currency, 0), now.tariff.exchange.get(currency, 0)
        if old != new:
            yield Change(CODE, path, _exchange(currency, old, new))
    for first, second in zip(before[0].lines, after[0].lines, strict=True):
        code = message.items[first.no - 1].hs_code
        path = f"/items/{first.no - 1}/hs_code"
        if (then.tariff.line(code) is None) != (now.tariff.line(code) is None):
            yield Change(_LINE, path, _listed(first.no, code))
        yield from _of_line(first, second, book, _preferential(message.items[first.no - 1].tariff_table, book))


def _preferential(table: str, book: Book) -> bool:
    schedule = book.schedules.get(book.table_codes.get(table, ""))
    return schedule is not None and schedule.kind == "preference"


def _exchange(currency: str, old: int, new: int) -> Words:
    vi, en = ([numbers.exact(each, spoken) if each else "–" for each in (old, new)] for spoken in ("vi", "en"))
    return Words(f"Tỷ giá {currency}: {vi[0]} → {vi[1]} đồng", f"Exchange rate of {currency}: {en[0]} → {en[1]} dong")


def _listed(no: int, code: str) -> Words:
    return Words(
        f"Dòng {no}: mã {code} không còn như trong danh mục của ngày chạy thử.",
        f"Line {no}: code {code} is not as it stood in the nomenclature of that day.",
    )


def _of_line(before: LineSum, after: LineSum, book: Book, preferential: bool) -> Iterator[Change]:
    old, new = _entries(before, book), _entries(after, book)
    for kind in {**old, **new}:
        first, second = old.get(kind, ()), new.get(kind, ())
        if [each.says for each in first] == [each.says for each in second]:
            continue
        code = _AGREEMENT if preferential and kind == "import" else _RATES
        path = f"/items/{before.no - 1}/{'tariff_table' if kind == 'import' else 'hs_code'}"
        yield Change(code, path, _rates(before.no, kind, first, second))


def _entries(line: LineSum, book: Book) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for tax in line.taxes:
        found[tax.kind] = (*found.get(tax.kind, ()), book.entry(tax.entry))
    return found


def _rates(no: int, kind: str, old: tuple[Entry, ...], new: tuple[Entry, ...]) -> Words:
    name = NAMES[kind]
    first, second = _written(old), _written(new)
    return Words(
        f"Dòng {no}, {name.vi.lower()}: {first.vi} → {second.vi}",
        f"Line {no}, {name.en.lower()}: {first.en} → {second.en}",
    )


def _written(entries: tuple[Entry, ...]) -> Words:
    """Rates with their acts; a dash for none."""
    told = [(rate(each), f" ({each.source})" if each.source else "") for each in entries]
    return Words(
        " + ".join(f"{words.vi}{act}" for words, act in told) or "–",
        " + ".join(f"{words.en}{act}" for words, act in told) or "–",
    )


def findings(found: Moved) -> tuple[Finding, ...]:
    """The refusal: both sums, then each thing that changed."""
    message = Words(_told(found, "vi"), _told(found, "en"))
    first = Finding(CODE, "/", "refuse", str(found.now.total), message, _REMEDY)
    return (first, *(Finding(each.code, each.path, "refuse", None, each.words, _REMEDY) for each in found.changes))


_TOLD = Words(
    "Số tiền đã thay đổi: chạy thử ngày %(then)s, trị giá %(value)s, thuế %(total)s đồng; ngày %(now)s, "
    "trị giá %(value_now)s, thuế %(total_now)s đồng. Chưa nộp gì.",
    "The sums have changed: tried on %(then)s, value %(value)s, taxes %(total)s dong; on %(now)s, value %(value_now)s, "
    "taxes %(total_now)s dong. Nothing was lodged.",
)


def _told(found: Moved, spoken: str) -> str:
    before, now = found.before, found.now
    return _TOLD.in_language(spoken) % {
        "then": before.day.isoformat(), "value": numbers.grouped(before.customs_value, spoken),
        "total": numbers.grouped(before.total, spoken), "now": now.day.isoformat(),
        "value_now": numbers.grouped(now.customs_value, spoken), "total_now": numbers.grouped(now.total, spoken),
    }  # fmt: skip


def refused(outcome: Outcome, found: Moved) -> Outcome:
    """The same outcome, not accepted, for its sums are not those that were shown."""
    return Outcome(False, (*outcome.findings, *findings(found)), outcome.assessment)

"""Comparing: what another system assessed beside what our rules say, line by line and in total.

Totals are always told, lines only where they differ. Nothing of ours is charged: it is a second opinion.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from motcua.declarations.domain.process import Outcome
from motcua.duties.domain import Assessment, LineSum, Tax
from motcua.kernel.words import Words

KINDS = ("import", "remedy", "excise", "environment", "vat", "export")
"""Kinds of tax in the legal order of payment."""
VALUE = "value"
TOTAL = "total"

KIND_WORDS: Mapping[str, Words] = {
    VALUE: Words("Trị giá hải quan", "Customs value"),
    "import": Words("Thuế nhập khẩu", "Import duty"),
    "remedy": Words("Phòng vệ thương mại", "Trade remedy"),
    "excise": Words("Thuế tiêu thụ đặc biệt", "Excise"),
    "environment": Words("Thuế bảo vệ môi trường", "Environment tax"),
    "vat": Words("Thuế giá trị gia tăng", "Value added tax"),
    "export": Words("Thuế xuất khẩu", "Export duty"),
    TOTAL: Words("Tổng tiền thuế", "Total of taxes"),
}
WHY: Mapping[str, Words] = {
    "same": Words("Như nhau", "The same"),
    "rounding": Words("Chênh do làm tròn", "Rounding"),
    "value": Words("Khác trị giá hải quan", "Another customs value"),
    "rate": Words("Khác thuế suất, miễn giảm", "Another rate or relief"),
    "theirs_only": Words("Chỉ VNACCS tính", "Only VNACCS charges it"),
    "ours_only": Words("Chỉ hệ thống này tính", "Only we would charge it"),
    "unassessed": Words("Hệ thống này chưa tính được", "Our rules cannot assess it"),
}
"""Why two amounts differ, by code."""


class TheirLine(msgspec.Struct, frozen=True, gc=False):
    """Their customs value and taxes of one goods item, in dong."""

    value: int
    taxes: Mapping[str, int] = {}


class Theirs(msgspec.Struct, frozen=True, gc=False):
    """What another system assessed, in dong. `by_line` says whether its lines carry their taxes.

    `value_usd_e4` and `exchange_e4` are 0 where it did not say them.
    """

    customs_value: int
    lines: tuple[TheirLine, ...]
    by_kind: Mapping[str, int]
    by_line: bool = True
    value_usd_e4: int = 0
    exchange_e4: int = 0

    @property
    def total(self) -> int:
        """All taxes."""
        return sum(self.by_kind.values())


class Difference(msgspec.Struct, frozen=True, gc=False):
    """Two amounts side by side; `line` 0 is the whole declaration. `ours` is None where we cannot assess."""

    line: int
    tax: str
    theirs: int
    ours: int | None
    why: str
    codes: str = ""


def as_assessment(theirs: Theirs) -> Assessment:
    """Their figures in the shape of an assessment, so that they are stored as ours are."""
    lines = tuple(_line_sum(no, line) for no, line in enumerate(theirs.lines, start=1))
    return Assessment(lines, theirs.customs_value, theirs.value_usd_e4, dict(theirs.by_kind), theirs.total, ())


def _line_sum(no: int, line: TheirLine) -> LineSum:
    taxes = tuple(
        Tax(kind, line.value, 0, 0, 0, 0, line.taxes[kind], line.taxes[kind]) for kind in KINDS if line.taxes.get(kind)
    )
    return LineSum(no, line.value, 0, 0, 0, 0, taxes, sum(line.taxes.values()), True)


def compare(theirs: Theirs, outcome: Outcome | None, codes: str = "") -> list[Difference]:
    """Every total, then the lines that differ. `outcome` is None where not even a try was possible."""
    ours = outcome.assessment if outcome is not None else None
    if ours is None or len(ours.lines) != len(theirs.lines):
        return [Difference(0, kind, amount, None, "unassessed", codes[:200]) for kind, amount in _totals(theirs, None)]
    stuck = _stuck(ours)
    lines = [
        found
        for their, our in zip(theirs.lines, ours.lines, strict=True)
        for found in _of_line(their, our, theirs.by_line, stuck.get(our.no, stuck.get(0, "")))
    ]
    return [*_of_totals(theirs, ours, lines, " ".join(sorted(set(stuck.values())))), *lines]


def _stuck(ours: Assessment) -> dict[int, str]:
    """Codes of what stands in the way, by number of the line; 0 for the whole declaration."""
    found: dict[int, set[str]] = {}
    for problem in ours.problems:
        parts = problem.path.split("/")
        no = int(parts[2]) + 1 if len(parts) > 2 and parts[1] == "items" and parts[2].isdecimal() else 0
        found.setdefault(no, set()).add(problem.code)
    return {no: " ".join(sorted(codes))[:200] for no, codes in found.items()}


def _of_line(theirs: TheirLine, ours: LineSum, by_line: bool, stuck: str) -> Iterator[Difference]:
    sums = _sums(ours.taxes)
    pairs = [(VALUE, theirs.value, ours.customs_value)]
    if by_line:
        pairs += [(kind, theirs.taxes.get(kind, 0), sums.get(kind, 0)) for kind in KINDS]
    other_value = abs(theirs.value - ours.customs_value) > 1
    for kind, their, our in pairs:
        if stuck and (their or our):
            yield Difference(ours.no, kind, their, None, "unassessed", stuck)
        elif not stuck and their != our:
            yield Difference(ours.no, kind, their, our, _why(kind, their, our, 1, other_value))


def _why(kind: str, theirs: int, ours: int, slack: int, other_value: bool) -> str:
    if abs(theirs - ours) <= slack:
        return "rounding"
    if kind == VALUE or other_value:
        return "value"
    if not ours or not theirs:
        return "theirs_only" if theirs else "ours_only"
    return "rate"


def _of_totals(theirs: Theirs, ours: Assessment, lines: Sequence[Difference], stuck: str) -> Iterator[Difference]:
    sums = {VALUE: ours.customs_value, **ours.by_kind, TOTAL: ours.total}
    slack = len(theirs.lines)
    other_value = abs(theirs.customs_value - ours.customs_value) > slack
    for kind, their in _totals(theirs, ours.by_kind):
        our = sums.get(kind, 0)
        if stuck:
            yield Difference(0, kind, their, None, "unassessed", stuck[:200])
        elif their == our:
            yield Difference(0, kind, their, our, "same")
        elif abs(their - our) <= slack:
            yield Difference(0, kind, their, our, "rounding")
        else:
            yield Difference(0, kind, their, our, _largest(kind, lines) or _why(kind, their, our, slack, other_value))


def _largest(kind: str, lines: Iterable[Difference]) -> str:
    """Why the line differs that differs most in this kind (in any, for the total); empty where none does."""
    held = [line for line in lines if line.tax == kind or (kind == TOTAL and line.tax != VALUE)]
    return max(held, key=lambda line: abs(line.theirs - (line.ours or 0))).why if held else ""


def _totals(theirs: Theirs, ours: Mapping[str, int] | None) -> Iterator[tuple[str, int]]:
    """Value, every tax that either side has, and the total, as they say them."""
    yield VALUE, theirs.customs_value
    for kind in KINDS:
        if theirs.by_kind.get(kind) or (ours is not None and ours.get(kind)):
            yield kind, theirs.by_kind.get(kind, 0)
    yield TOTAL, theirs.total


def _sums(taxes: Iterable[Tax]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for tax in taxes:
        sums[tax.kind] = sums.get(tax.kind, 0) + tax.amount
    return sums

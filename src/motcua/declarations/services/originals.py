"""Originals: earlier declarations as they stand, looked at or locked in the order of their ids."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import msgspec
from django.db.models import Sum

from motcua.declarations.domain.linking import Closing, Earlier, Original, left
from motcua.declarations.domain.originals import judge
from motcua.declarations.models import Declaration, Item
from motcua.declarations.services import rows
from motcua.declarations.stay_models import Balance, Draw, Stay
from motcua.ground.services import bulk
from motcua.kernel.rules import Finding

_COLUMNS = ("id", "number", "procedure", "party", "version", "cleared_at", "cancelled_at")


class Held(msgspec.Struct):
    """An earlier declaration while others draw on it. `kept` says that its balances are stored already.

    `elsewhere`: another system registered it, so that nobody knows here what was drawn. `holders` are the numbers of
    open declarations that draw on it, by id.
    """

    id: int
    number: str
    procedure: str
    party: str
    cancelled: bool
    confirmed: bool
    elsewhere: bool
    lines: dict[int, Earlier]
    kept: bool
    due_on: date | None
    holders: dict[int, str]

    def original(self, besides: int = 0) -> Original:
        """As the rules see it, for the declaration `besides`, which never holds it against itself."""
        held = next((number for subject, number in self.holders.items() if subject != besides), "")
        return Original(
            self.number, self.procedure, self.party, self.cancelled, self.confirmed, self.lines, held, self.due_on
        )

    def take(self, line: int, quantity_e4: int) -> None:
        """Draw on a line, or give back (below zero)."""
        found = self.lines[line]
        self.lines[line] = msgspec.structs.replace(found, drawn_e4=found.drawn_e4 + quantity_e4)

    @property
    def left(self) -> int:
        """How many lines have something left."""
        return left(self.lines.values())


def findings(held: Held | None, closing: Closing, day: date, besides: int = 0) -> tuple[Finding, ...]:
    """What is wrong with closing this declaration on a day."""
    if held is None or (held.elsewhere and held.party == closing.party):
        return judge(closing, None, day)
    return judge(closing, held.original(besides), day)


def look(closing: Closing, day: date, besides: int = 0) -> tuple[Finding, ...]:
    """The same without a lock, for what is not lodged yet, or would amend the declaration `besides`."""
    held = load(ids_of([closing.number]).values()).get(closing.root)
    if held is not None and besides:
        for (_, original, line), (quantity, _) in in_force([besides]).get(besides, {}).items():
            if original == held.id:
                held.take(line, -quantity)
    return findings(held, closing, day, besides)


def ids_of(numbers: Iterable[str]) -> dict[str, int]:
    """Ids of declarations by the eleven digits that stay the same over amendments."""
    wanted = {candidate for number in numbers for candidate in (number, f"{number[:11]}0")}
    return {number[:11]: found for number, found in bulk.held(rows.T_NUMBER, rows.NUMBER, "number", sorted(wanted))}


def load(subjects: Iterable[int], *, lock: bool = False) -> dict[str, Held]:
    """Earlier declarations by the eleven digits of their number. Locked, nobody changes them or their balances."""
    wanted = sorted(set(subjects))
    found = list(bulk.held(rows.T_DECLARATION, _COLUMNS, "id", wanted, lock=lock)) if wanted else []
    if not found:
        return {}
    lines, kept, dues, holders = _lines(found), _kept(wanted), _dues(wanted), _holders(wanted)
    elsewhere = {subject for (subject,) in bulk.held(rows.T_RECORDED, ("declaration_id",), "declaration_id", wanted)}
    return {
        number[:11]: Held(
            subject, number, procedure, party, cancelled is not None, cleared is not None, subject in elsewhere,
            _drawn(lines.get(subject, {}), kept.get(subject, {})), subject in kept, dues.get(subject),
            holders.get(subject, {}),
        )
        for subject, number, procedure, party, _, cleared, cancelled in found
    }  # fmt: skip


def _lines(found: Iterable[tuple[int, ...]]) -> dict[int, dict[int, Earlier]]:
    """Lines of the versions in force, by declaration and number."""
    versions = {row[0]: row[4] for row in found}
    columns = ("declaration_id", "version", "no", "hs_code", "unit", "quantity_e4")
    lines: dict[int, dict[int, Earlier]] = {}
    for subject, version, no, code, unit, quantity in Item.objects.filter(declaration_id__in=versions).values_list(
        *columns
    ):
        if version == versions[subject]:
            lines.setdefault(subject, {})[no] = Earlier(no, code, unit, quantity)
    return lines


def _kept(wanted: Collection[int]) -> dict[int, dict[int, int]]:
    """What is drawn, by declaration and line; only where balances are stored."""
    found: dict[int, dict[int, int]] = {}
    columns = ("declaration_id", "line", "drawn_e4")
    for subject, line, drawn in Balance.objects.filter(declaration_id__in=wanted).values_list(*columns):
        found.setdefault(subject, {})[line] = drawn
    return found


def _drawn(lines: dict[int, Earlier], drawn: Mapping[int, int]) -> dict[int, Earlier]:
    return {no: msgspec.structs.replace(line, drawn_e4=drawn.get(no, 0)) for no, line in lines.items()}


def _dues(wanted: Collection[int]) -> dict[int, date]:
    return dict(Stay.objects.filter(declaration_id__in=wanted).values_list("declaration_id", "due_on"))


def _holders(wanted: Collection[int]) -> dict[int, dict[int, str]]:
    """Numbers of open declarations that draw on each."""
    totals = (
        Draw.objects.filter(original__in=wanted).values("original", "declaration_id")
        .annotate(total=Sum("quantity_e4")).filter(total__gt=0)
        .values_list("original", "declaration_id")
    )  # fmt: skip
    pairs = list(totals)
    open_ = Declaration.objects.filter(id__in={subject for _, subject in pairs}, cleared_at=None, cancelled_at=None)
    numbers = dict(open_.values_list("id", "number")) if pairs else {}
    found: dict[int, dict[int, str]] = {}
    for original, subject in pairs:
        if subject in numbers:
            found.setdefault(original, {})[subject] = numbers[subject]
    return found


def in_force(subjects: Collection[int]) -> dict[int, dict[tuple[int, int, int], tuple[int, str]]]:
    """What declarations draw now: by closing declaration, (line, original, its line) to (quantity, unit)."""
    columns = ("declaration_id", "line", "original", "original_line", "unit", "quantity_e4")
    totals: Counter[tuple[int, int, int, int, str]] = Counter()
    for *place, quantity in bulk.held(rows.T_DRAW, columns, "declaration_id", sorted(subjects)):
        totals[tuple(place)] += quantity
    found: dict[int, dict[tuple[int, int, int], tuple[int, str]]] = {}
    for (subject, line, original, original_line, unit), total in sorted(totals.items()):
        if total > 0:
            found.setdefault(subject, {})[line, original, original_line] = (total, unit)
    return found


class Whole(msgspec.Struct, frozen=True):
    """A stay with what is left of each of its lines, in ten-thousandths."""

    number: str
    party: str
    office: str
    due_on: date
    cleared: bool
    left: tuple[tuple[int, int], ...]


def whole(numbers: Sequence[str]) -> list[Whole]:
    """Stays by number, in the order of their last day."""
    found = list(Stay.objects.filter(number__in=numbers).order_by("due_on", "declaration_id"))
    held = load([each.pk for each in found])
    return [
        Whole(
            each.number, each.party, each.office, each.due_on, now.confirmed,
            tuple((no, line.left_e4) for no, line in sorted(now.lines.items()) if line.left_e4),
        )
        for each in found
        for now in [held[each.number[:11]]]
    ]  # fmt: skip

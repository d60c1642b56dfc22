"""Duty on what lies above the allowance of baggage or of a resident: reckoned as for a declaration."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from motcua.crossings.domain.allowances import Decision
from motcua.crossings.domain.people_data import allowances
from motcua.duties import queries as duties
from motcua.duties.domain.answering import Refused
from motcua.duties.domain.asking import AskedGoods, DutyQuestion
from motcua.duties.domain.telling import DutyAnswer
from motcua.kernel.money import from_e4
from motcua.kernel.words import Words

USUAL_ORIGIN = "CN"
"""Where goods are taken to come from when nobody says."""


class Part(msgspec.Struct, frozen=True):
    """Goods above an allowance: what stands in the way of taxing them is said by their place."""

    place: int
    hs: str
    origin: str
    value: int
    quantity: Decimal
    unit: str


class Reckoned(msgspec.Struct, frozen=True):
    """Dong by tax and by place; `missing` says for which places nothing could be reckoned, and why."""

    by_kind: Mapping[str, int]
    of: Mapping[int, int]
    missing: Mapping[int, Words]
    answer: DutyAnswer | None = None

    @property
    def total(self) -> int:
        """Dong in all."""
        return sum(self.by_kind.values())


NO_CODE = Words("Cần mã HS để tính thuế.", "An HS code is needed to reckon the duty.")


def duty_on(decision: Decision, day: date) -> Reckoned:
    """The duty on the dutiable part of a decision."""
    units = {key: each.unit for key, each in allowances(day).items()}
    parts = [
        Part(
            place, told.item.hs, told.item.origin, told.dutiable,
            from_e4(told.above_e4) if told.item.kind != "other" else told.item.quantity or Decimal(1),
            units[told.item.kind] if told.item.kind != "other" else told.item.unit or "H87",
        )
        for place, told in enumerate(decision.items)
        if told.verdict == "dutiable"
    ]  # fmt: skip
    return reckon(parts, day)


def reckon(parts: Sequence[Part], day: date) -> Reckoned:
    """The duty on parts; those without a code, or that the tariff refuses, are told and nothing is charged."""
    missing = {part.place: NO_CODE for part in parts if not part.hs}
    if missing or not parts:
        return Reckoned({}, {}, missing)
    question = DutyQuestion(
        direction="import", on=day, currency="VND", incoterm="DAP",
        items=tuple(
            AskedGoods(
                hs=part.hs, origin=part.origin or USUAL_ORIGIN, value=Decimal(part.value), quantity=part.quantity,
                unit=part.unit,
            )
            for part in parts
        ),
    )  # fmt: skip
    found = duties.work_out(question, day)
    if isinstance(found, Refused):
        return Reckoned({}, {}, {_place(each.path, parts): each.words for each in found.problems})
    sums = {line.no: line.total for line in found.items}
    return Reckoned(found.by_kind, {part.place: sums[no] for no, part in enumerate(parts, 1)}, {}, found)


def _place(path: str, parts: Sequence[Part]) -> int:
    """Which of the parts a problem of the question is about: `/items/2/hs` is the third."""
    pieces = path.split("/")
    no = int(pieces[2]) if len(pieces) > 2 and pieces[2].isdecimal() else 0  # noqa: PLR2004
    return parts[min(no, len(parts) - 1)].place

"""Temporary imports and what closes them, for tests."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
from tests.rooms.declarations.conftest import DAY

from motcua.declarations import factories, services
from motcua.declarations.domain.message import Declaration, Item, write
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM
from motcua.risk import services as risk

HOUR = timedelta(hours=1)
PARTY = factories.party(2).tax_code
LIMIT = DAY + timedelta(days=45)
QUANTITY = Decimal(100)


def seed(at: datetime) -> None:
    """The daily secrets of the draw."""
    risk.seed(b"lives of declarations", by=SYSTEM, at=at - 24 * HOUR)


def _items(message: Declaration, changes: Sequence[dict[str, Any]]) -> tuple[Item, ...]:
    items = []
    for place, told in enumerate(changes):
        before = message.items[place]
        quantity = told.get("quantity", QUANTITY)
        value = quantity * (before.unit_price or Decimal(1))
        items.append(msgspec.structs.replace(before, **{**told, "quantity": quantity, "invoice_value": value}))
    return tuple(items)


def message(no: int, procedure: str, items: Sequence[dict[str, Any]], **changes: Any) -> Declaration:
    """A made-up declaration of the party with these lines; totals agree."""
    direction = "export" if procedure[0] == "B" or procedure in ("G21", "G22", "G23", "G24", "G61") else "import"
    made = factories.declaration(
        1, lines=len(items), direction=direction, **{"day": DAY, "reference": f"L{no:05d}", **_head(), **changes},
        procedure=procedure,
    )  # fmt: skip
    found = _items(made, items)
    total = sum((item.invoice_value or Decimal(0) for item in found), Decimal(0))
    weight = sum((item.quantity or Decimal(0) for item in found), Decimal(0)) + 50
    return msgspec.structs.replace(made, items=found, invoice_total=total, gross_weight=weight)


def _head() -> dict[str, Any]:
    return {"party_id": PARTY, "party_name": factories.party(2).name}


def temporary(no: int = 1, quantities: Sequence[int] = (100,), **changes: Any) -> Declaration:
    """A temporary import (G11 unless said) of so much a line."""
    facts = {"limit_on": LIMIT, **changes}
    return message(no, facts.pop("procedure", "G11"), [{"quantity": Decimal(each)} for each in quantities], **facts)


def closing(no: int, number: str, parts: Sequence[tuple[int, int]], **changes: Any) -> Declaration:
    """What closes (G21 unless said) so much of these lines of the earlier declaration; its goods are the same."""
    procedure = changes.pop("procedure", "G21")
    rows = [{"quantity": Decimal(quantity), "prior_line": line} for line, quantity in parts]
    made = message(no, procedure, rows, prior_number=number, **changes)
    first = factories.declaration(1, day=DAY, lines=5)
    items = [
        msgspec.structs.replace(
            item, hs_code=goods.hs_code, unit=goods.unit, unit_price_unit=goods.unit,
            description=f"{goods.description}#&US" if made.direction == "export" else goods.description,
            origin="US" if made.direction == "export" else item.origin,
        )
        for item, (line, _) in zip(made.items, parts, strict=True)
        for goods in [first.items[line - 1 if line <= len(first.items) else 0]]
    ]  # fmt: skip
    return msgspec.structs.replace(made, items=tuple(items))


def lodge(declaration: Declaration, at: datetime) -> services.Answer:
    """Lodge one."""
    return services.submit([services.Raw(write(declaration), at)], by=SYSTEM)[0]


def refusals(answer: services.Answer) -> list[tuple[str, str]]:
    """Codes and paths of what refuses it."""
    return [(found.code, found.path) for found in answer.findings if found.severity == "refuse"]


def green(first: int, make: Any, at: datetime, most: int = 40) -> services.Answer:
    """Lodge variants under other references until one is cleared at once; the others are cancelled."""
    for no in range(first, first + most):
        answer = lodge(make(no), at)
        assert answer.accepted, refusals(answer)
        if answer.state == "cleared":
            return answer
        services.cancel([services.Cancellation(answer.declaration_id, at, "E3")], by=SYSTEM)
    raise AssertionError("none was green")


def checked(first: int, make: Any, at: datetime, most: int = 60) -> services.Answer:
    """Lodge variants under other references until one waits for a check; the others are cancelled."""
    for no in range(first, first + most):
        answer = lodge(make(no), at)
        assert answer.accepted, refusals(answer)
        if answer.state != "cleared":
            return answer
        services.cancel([services.Cancellation(answer.declaration_id, at, "E3")], by=SYSTEM)
    raise AssertionError("all were green")


def original(at: datetime, quantities: Sequence[int] = (100,), first: int = 1, **changes: Any) -> str:
    """The number of a temporary import that is cleared."""
    return green(first, lambda no: temporary(no, quantities, **changes), at).number


def good() -> list[str]:
    """Faults that verify finds."""
    log.sequence()
    return [f"{fault.place} {fault.words.en}" for fault in verification.verify().faults]


def day(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)

"""Classes: an officer says that a debt cannot be collected as others, or that it can again."""

from datetime import datetime

from django.db import transaction

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.revenue import events
from motcua.revenue.domain.classes import SET
from motcua.revenue.domain.errors import NotOwed, UnknownClass
from motcua.revenue.services import debts
from motcua.revenue.services.rights import need_revenue
from motcua.revenue.services.rows import CLASS, T_CLASS


@transaction.atomic
def class_debt(declaration_id: int, *, code: str, note: str, by: Actor, at: datetime) -> int:
    """Set the class of an open debt, or take it back with an empty code; returns the leaf. NotOwed, UnknownClass."""
    debt = debts.need(debts.lock([declaration_id]), declaration_id)
    need_revenue(by, debt.office)
    if code not in ("", *SET):
        raise UnknownClass(code=code)
    if debt.sums.paid:
        raise NotOwed(declaration=declaration_id)
    leaf = ids.one(at)
    row = (leaf, declaration_id, at, by.reference, code, note.strip()[:400])
    bulk.insert(T_CLASS, CLASS, [row], (2,))
    covered, subject = [row_bytes(T_CLASS, row)], f"obligation/{declaration_id}"
    facts = {"class": code}
    log.append([log.leaf(events.CLASSED, id=leaf, subject=subject, at=at, by=by, facts=facts, rows=covered)])
    return leaf

"""Debts as they stood on any day: summed from transfers up to that day, classed by their age then."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from motcua.ground.domain.moments import day_of
from motcua.kernel.days import law_moment
from motcua.revenue.domain.classes import class_of
from motcua.revenue.models import DebtClass, InstalmentPlan, InstalmentStep
from motcua.revenue.queries import instalments

# What is owed now, and what has changed since: a day near today reads few transfers, a far one most of them.
_SINCE = """
SELECT declaration_id,
  SUM(CASE WHEN debit = '131' THEN amount WHEN credit = '131' THEN -amount ELSE 0 END),
  SUM(CASE WHEN debit = '133' THEN amount WHEN credit = '133' THEN -amount ELSE 0 END),
  SUM(CASE WHEN credit = '131' AND debit <> '711' THEN amount
           WHEN debit = '131' AND credit <> '711' THEN -amount ELSE 0 END)
FROM revenue_transfer WHERE day > %s AND declaration_id <> 0 GROUP BY declaration_id
"""
_OPEN = """
SELECT declaration_id, party, office, due_on, charged - settled, penalty - penalty_settled FROM revenue_obligation
WHERE charged > settled OR penalty > penalty_settled
"""
_NAMED = """
SELECT declaration_id, party, office, due_on, charged - settled, penalty - penalty_settled FROM revenue_obligation
WHERE declaration_id IN (%s)
"""
_CHUNK = 500


class Aged(NamedTuple):
    """What a declaration owed on a day: taxes, interest and fines, and its class then (empty: no taxes owed)."""

    declaration_id: int
    party: str
    office: str
    due_on: date
    owed: int
    penalty: int
    debt: str

    def late_days(self, on: date) -> int:
        """Days after the due day."""
        return max(0, (on - self.due_on).days) if self.owed else 0


def aged(on: date, *, party: str = "", office: str = "") -> list[Aged]:
    """Every debt as it stood at the end of that day, the oldest first."""
    changed = _changes(on)
    rows = _obligations(changed)
    owing = []
    for subject, who, where, due_on, owed, penalty in rows:
        since = changed.get(subject, _NOTHING)
        found = Aged(subject, who, where, day_of(due_on), int(owed) - since.owed, int(penalty) - since.penalty, "")
        if (found.owed or found.penalty) and party in ("", who) and office in ("", where):
            owing.append(found)
    given = {**_kept(owing, changed, on), **classes_on(on)}
    classed = [
        each._replace(debt=class_of(each.due_on, on, given.get(each.declaration_id, ""))) if each.owed else each
        for each in owing
    ]
    return sorted(classed, key=lambda each: (each.due_on, each.declaration_id))


class _Since(NamedTuple):
    """What has changed since a day: taxes owed, interest and fines owed, taxes settled."""

    owed: int
    penalty: int
    settled: int


_NOTHING = _Since(0, 0, 0)


def _changes(on: date) -> dict[int, _Since]:
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [on.isoformat()])
        return {row[0]: _Since(*map(int, row[1:])) for row in cursor.fetchall() if any(row[1:])}


def _obligations(changed: Mapping[int, object]) -> Iterable[tuple[Any, ...]]:
    """Those that owe something now, and those that have changed since."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN)
        found = list(cursor.fetchall())
        known = {row[0] for row in found}
        rest = sorted(set(changed) - known)
        for start in range(0, len(rest), _CHUNK):
            part = rest[start : start + _CHUNK]
            cursor.execute(_NAMED % ", ".join(["%s"] * len(part)), part)
            found += cursor.fetchall()
    return found


def classes_on(on: date) -> dict[int, str]:
    """The classes that officers had set by the end of that day; the last one counts."""
    until = law_moment(on + timedelta(days=1))
    rows = DebtClass.objects.filter(at__lt=until).order_by("leaf").values_list("declaration_id", "code")
    return {subject: code for subject, code in dict(rows).items() if code}


def _kept(owing: Iterable[Aged], changed: Mapping[int, _Since], on: date) -> dict[int, str]:
    """Debts with a plan of instalments that ran on that day, with what had been paid by then."""
    until = law_moment(on + timedelta(days=1))
    granted = InstalmentStep.objects.filter(verb="grant", at__lt=until).values_list("plan_id", flat=True)
    ended = InstalmentStep.objects.filter(verb__in=("keep", "fail"), at__lt=until).values_list("plan_id", flat=True)
    wanted = sorted(set(granted) - set(ended))
    owed = {each.declaration_id: each.owed for each in owing}
    found = instalments.plans(InstalmentPlan.objects.filter(pk__in=wanted)) if wanted else []
    kept = {}
    for each in found:
        subject = each.found.declaration_id
        settled = each.settled - changed.get(subject, _NOTHING).settled
        if subject in owed and each.held_on(settled, owed[subject], on):
            kept[subject] = "instalments"
    return kept


class Line(NamedTuple):
    """Debts of one class, at one office or of one party: declarations, taxes owed, interest and fines owed."""

    key: str
    declarations: int
    owed: int
    penalty: int


def summed(rows: Iterable[Aged], by: str) -> list[Line]:
    """Lines by `debt`, `office` or `party`; the largest first."""
    found: dict[str, list[int]] = {}
    for each in rows:
        sums = found.setdefault(getattr(each, by), [0, 0, 0])
        sums[0] += 1
        sums[1] += each.owed
        sums[2] += each.penalty
    return sorted((Line(key, *sums) for key, sums in found.items()), key=lambda line: (-line.owed, line.key))

"""What inspectors did in a period: records written and signed, inspections concluded, what they found."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from motcua.declarations.models import Countersigned, Declaration, Inspected, Move
from motcua.kernel.days import law_moment
from motcua.risk import queries as risk

_ENDED = ("record inspection", "hold for analysis")


class Work(msgspec.Struct, frozen=True):
    """One officer at one branch: records written, signed as the second, returned; inspections concluded, hits."""

    office: str
    officer: str
    written: int = 0
    signed: int = 0
    returned: int = 0
    concluded: int = 0
    hits: int = 0


def inspectors(since: date, until: date, office: str = "") -> list[Work]:
    """The work of each officer, by branch, those with most concluded first.

    `concluded` are inspections whose result this officer entered or agreed to; the declaration moved on with it.
    """
    begin, end = law_moment(since), law_moment(until + timedelta(days=1))
    within = {"at__gte": begin, "at__lt": end}
    signed = Countersigned.objects.filter(**within)
    told: dict[tuple[str, str], dict[str, int]] = {}
    _count(told, "written", Inspected.objects.filter(**within).values_list("declaration_id", "actor"), office)
    for name, verdict in (("signed", "agreed"), ("returned", "returned")):
        rows = signed.filter(verdict=verdict).values_list("inspected__declaration_id", "actor")
        _count(told, name, rows, office)
    moves = list(Move.objects.filter(verb__in=_ENDED, **within).values_list("declaration_id", "actor"))
    _count(told, "concluded", moves, office)
    hits = {each.subject for each in risk.findings([subject for subject, _ in moves]) if each.hit}
    _count(told, "hits", [row for row in moves if row[0] in hits], office)
    works = [Work(*key, **counts) for key, counts in told.items()]
    return sorted(works, key=lambda work: (work.office, -work.concluded, -work.written, work.officer))


def _count(
    told: dict[tuple[str, str], dict[str, int]], name: str, rows: Iterable[tuple[int, str]], office: str
) -> None:  # fmt: skip
    held = list(rows)
    offices = _offices(subject for subject, _ in held)
    for subject, actor in held:
        if not office or offices[subject] == office:
            counts = told.setdefault((offices[subject], actor), {})
            counts[name] = counts.get(name, 0) + 1


def _offices(subjects: Iterable[int]) -> dict[int, str]:
    wanted, found = sorted(set(subjects)), {}
    for start in range(0, len(wanted), 500):
        some = Declaration.objects.filter(id__in=wanted[start : start + 500])
        found.update(some.values_list("id", "office"))
    return found

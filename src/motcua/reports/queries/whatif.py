"""What if: the declarations of a period assessed again by another tariff, beside what is stored of them."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256

from motcua.declarations.queries import reassessing
from motcua.declarations.queries.reassessing import Held, Line, Scope
from motcua.duties.domain.asked import Rates
from motcua.reference import domain as reference
from motcua.reports.domain.whatif.asked import MOST_CHANGES, Change, Index, TariffAsked, fit
from motcua.reports.domain.whatif.errors import NothingStored, UnknownBranch
from motcua.reports.domain.whatif.rates import REPLACED, Otherwise
from motcua.reports.domain.whatif.reckoning import Reckoned, StoredLine, reckon
from motcua.reports.domain.whatif.told import Of, Sides, StoredSums, TariffFound, month_of
from motcua.tariff import queries as tariff
from motcua.tariff.domain import Book

ONE = timedelta(days=1)
Tell = Callable[[int, int], None]
"""Told how many months are done, and of how many."""


def fitting(asked: TariffAsked, most: int = MOST_CHANGES) -> TariffAsked:
    """What is asked, if the tariff and the department know it. Refusals of domain.whatif."""
    known_branch(asked.office)
    return fit(asked, list(tariff.book().schedules), most)


def known_branch(office: str) -> None:
    """UnknownBranch for an office that is no branch; all of them are meant by none."""
    if office:
        named_branch(office)


def named_branch(office: str) -> None:
    """UnknownBranch for an office that is no branch."""
    branches = [each.code for each in reference.all_offices() if each.kind == "branch"]
    if office not in branches:
        raise UnknownBranch(told=office[:10], known=", ".join(branches))


def basis(asked: TariffAsked) -> str:
    """A fingerprint of what an answer rests on: the tables loaded, and what is stored of each branch and day."""
    return _fingerprint(_stored(asked))


def by_tariff(asked: TariffAsked, tell: Tell | None = None, most: int = MOST_CHANGES) -> TariffFound:
    """Assess again every line that the changes touch; the others keep what is stored. NothingStored; as `fitting`.

    A month is read at a time, so that memory does not grow with the period.
    """
    fitting(asked, most)
    stored = list(_stored(asked))
    if not stored:
        raise NothingStored
    sides, reckoner = Sides(_by_month(stored)), Reckoner(tariff.book(), asked.changes)
    spans = list(_months(asked.since, asked.until))
    for done, (since, until) in enumerate(spans, 1):
        scope = Scope(since, until, asked.office, _prefixes(asked.changes))
        for held in reassessing.lines(scope, reckoner.touches):
            found = reckoner.reckon(held)
            sides.add(Of(held.office, month_of(held.day), held.party, held.party_name), found.moved, found.left)
        if tell is not None:
            tell(done, len(spans))
    return sides.found(asked, _fingerprint(stored))


class Reckoner:
    """The tariff as it was and as it would be, day by day."""

    def __init__(self, book: Book, changes: Sequence[Change]) -> None:
        self._book, self._changes = book, Index(changes)
        self._prefixes = tuple({each.prefix for each in changes})
        self._days: dict[date, tuple[Rates, Rates]] = {}

    def touches(self, line: Line, day: date) -> bool:
        """Whether a rate that was applied to the line is one of those that change."""
        return any(self._changes_entry(each, line.code, day) for each in line.entries.split())

    def _changes_entry(self, named: str, code: str, day: date) -> bool:
        try:
            entry = self._book.entry(int(named.rpartition(":")[2]))
        except (KeyError, ValueError):
            return code.startswith(self._prefixes)
        return entry.kind in REPLACED and self._changes.find(entry.schedule, code, entry.ppm, day) is not None

    def reckon(self, held: Held) -> Reckoned:
        """The lines of a declaration, as they would be."""
        if held.message is None or held.day < self._book.opens:
            return Reckoned((), len(held.lines))
        lines = [StoredLine(line.no, line.code, line.sums) for line in held.lines]
        return reckon(held.message, lines, self._of(held.day), taxed=held.taxed)

    def _of(self, day: date) -> tuple[Rates, Rates]:
        found = self._days.get(day)
        if found is None:
            known = self._book.on(day)
            found = self._days[day] = (known, Otherwise(known, self._changes))
        return found


def _stored(asked: TariffAsked) -> Iterator[reassessing.DaySums]:
    return reassessing.day_sums(Scope(asked.since, asked.until, asked.office))


def _by_month(stored: Iterable[reassessing.DaySums]) -> Iterator[StoredSums]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    sums: dict[tuple[str, str], list[int]] = {}
    for row in stored:
        key = row.office, month_of(row.day)
        counts[key] += row.declarations
        held = sums.setdefault(key, [0] * len(row.sums))
        for place, amount in enumerate(row.sums):
            held[place] += amount
    for (office, month), held in sums.items():
        yield StoredSums(office, month, counts[office, month], tuple(held))


def _fingerprint(stored: Iterable[reassessing.DaySums]) -> str:
    told = [list(tariff.version()), *([row.office, row.day.isoformat(), row.declarations, *row.sums] for row in stored)]
    return sha256(json.dumps(told).encode()).hexdigest()


def _prefixes(changes: Sequence[Change]) -> tuple[str, ...]:
    found = {each.prefix for each in changes}
    return () if "" in found or len(found) > MOST_CHANGES else tuple(sorted(found))


def _months(since: date, until: date) -> Iterator[tuple[date, date]]:
    while since <= until:
        last = (since.replace(day=28) + timedelta(days=4)).replace(day=1) - ONE
        yield since, min(last, until)
        since = last + ONE

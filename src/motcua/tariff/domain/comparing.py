"""Comparing: what a table would change in a book, before anything is stored."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from motcua.tariff.domain.book import Book
from motcua.tariff.domain.entries import HELD, Entry
from motcua.tariff.domain.exchange import Cross
from motcua.tariff.domain.laying import Quotations, lay
from motcua.tariff.domain.terms import Table

Key = tuple[str, str, date]
EXCHANGE, CROSS, CORRELATION = "EXCHANGE", "CROSS", "CORRELATION"
"""What stands in the place of a schedule for facts that are no rates of duty."""
JUMP = 10
"""A rate of exchange that moved by more than so many percent in a week is asked about."""
_WEEK = timedelta(days=14)


class Difference(msgspec.Struct, frozen=True):
    """A line of a schedule from a day on: what the book says and what the table says."""

    schedule: str
    code: str
    since: date
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Every difference, and counts by schedule. `unnamed` are lines that the book has and the table has not.

    `both` counts codes that stand in the import and the export table: this is normal.
    """

    added: list[Difference]
    same: Counter[str]
    changed: list[Difference]
    unnamed: Mapping[str, Sequence[str]]
    both: int
    carried: int

    @property
    def new(self) -> Counter[str]:
        """How many lines of each schedule had no rate before."""
        return Counter(each.schedule for each in self.added)

    @property
    def silent(self) -> Counter[str]:
        """How many lines of each schedule the table does not name."""
        return Counter({key: len(codes) for key, codes in self.unnamed.items()})

    @property
    def schedules(self) -> list[str]:
        """All schedules of which the table speaks."""
        return sorted({each.schedule for each in (*self.added, *self.changed)} | self.same.keys())


def carry(table: Table, book: Book) -> int:
    """Keep what a table by years has no place for, and return how often: excluded origins, split lines,
    quotas.

    Such a table prints `0` where the full one prints `0 (-CN)` or `0/5`. Taking it as it stands would give
    a rate to goods that have none.
    """
    if table.layout != "by year":
        return 0
    kept = 0
    for place, entry in enumerate(table.entries):
        if entry.kind != "percent":
            continue
        known = [other for other in book.entries_of(entry.schedule, entry.code) if not other.origins]
        latest = max(known, key=lambda other: (other.since, other.id), default=None)
        if latest is None or not (latest.excluded or latest.kind == "held" or latest.condition == "in quota"):
            continue
        kept += 1
        table.entries[place] = (
            msgspec.structs.replace(entry, kind="held", ppm=HELD, condition=latest.condition)
            if latest.kind == "held"
            else msgspec.structs.replace(entry, excluded=latest.excluded, condition=latest.condition)
        )
    return kept


def compare(table: Table, book: Book, carried: int = 0, quotations: Quotations | None = None) -> Comparison:
    """What the table says against what the book says on the first day of each of its entries.

    `quotations` are the exchange rates known; what is odd about new ones becomes warnings of the table.
    """
    if table.quoted or table.crosses:
        return _of_exchange(table, book, quotations or {})
    if table.correlations:
        return _of_correlations(table, book)
    said: defaultdict[Key, list[Entry]] = defaultdict(list)
    for entry in table.entries:
        said[entry.schedule, entry.code, entry.since].append(entry)
    found = (Difference(*key, _known(book, *key), tuple(after)) for key, after in said.items())
    imports = {entry.code for entry in table.entries if entry.schedule == "MFN"}
    exports = {entry.code for entry in table.entries if entry.schedule == "EXPORT" and entry.kind != "absent"}
    return _sorted(found, _unnamed(said, book), len(imports & exports), carried)


def gone(entries: Iterable[Entry], now: Book, then: Book) -> Comparison:
    """What taking a load back changes: for what it says, the book now against the book without it."""
    keys = dict.fromkeys((entry.schedule, entry.code, entry.since) for entry in entries)
    return _sorted(Difference(*key, _known(now, *key), _known(then, *key)) for key in keys)


def gone_quotations(days: Iterable[date], now: Quotations, then: Quotations) -> Comparison:
    """The same for exchange rates of the days that a load quotes."""
    return _sorted(
        Difference(EXCHANGE, currency, day, _rates(now, day, currency), _rates(then, day, currency))
        for day in dict.fromkeys(days)
        for currency in sorted({*now.get(day, {}), *then.get(day, {})} - {"VND"})
    )


def _known(book: Book, schedule: str, code: str, since: date) -> tuple[Entry, ...]:
    return book.on(max(since, book.opens)).entries(schedule, code)


def _sorted(
    found: Iterable[Difference], unnamed: Mapping[str, Sequence[str]] | None = None, both: int = 0, carried: int = 0
) -> Comparison:  # fmt: skip
    added: list[Difference] = []
    changed: list[Difference] = []
    same: Counter[str] = Counter()
    for each in found:
        if _alike(each.before, each.after) and (each.before or not each.after):
            same[each.schedule] += 1
        else:
            (changed if each.before else added).append(each)
    return Comparison(added, same, changed, unnamed or {}, both, carried)


def _unnamed(said: Iterable[Key], book: Book) -> dict[str, Sequence[str]]:
    named: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, date] = {}
    for schedule, code, since in said:
        named[schedule].add(code)
        first[schedule] = min(since, first.get(schedule, since))
    found: dict[str, Sequence[str]] = {}
    for schedule, codes in named.items():
        missing = book.on(max(first[schedule], book.opens)).table(schedule).keys() - codes
        if missing:
            found[schedule] = sorted(missing)
    return found


def _alike(before: Iterable[Entry], after: Iterable[Entry]) -> bool:
    """Whether both say the same; an entry that says “not in the schedule” is as good as none."""
    first, second = ({entry.says for entry in entries if entry.kind != "absent"} for entries in (before, after))
    return first == second


def _of_exchange(table: Table, book: Book, known: Quotations) -> Comparison:
    laid = lay(known, table.quoted)
    _warn_of_jumps(table, laid)
    _warn_of_missing_crosses(table, book)
    quoted = (
        Difference(EXCHANGE, each.currency, each.day, _rates(known, each.day, each.currency),
                   (_told(EXCHANGE, each.currency, each.day, "quoted", each.e4),))
        for each in table.quoted
    )  # fmt: skip
    return _sorted([*quoted, *(_cross(each, book) for each in table.crosses)])


def _cross(each: Cross, book: Book) -> Difference:
    week = book.exchange.told(each.since)
    held = [other.cross for other in week.quotations if other.currency == each.currency and other.cross is not None]
    before = tuple(_told(CROSS, each.currency, each.since, "cross", other.usd_e8) for other in held)
    return Difference(CROSS, each.currency, each.since, before,
                      (_told(CROSS, each.currency, each.since, "cross", each.usd_e8),))  # fmt: skip


def _told(schedule: str, code: str, day: date, kind: str, amount: int = 0, words: str = "") -> Entry:
    """A fact that is no rate of duty, in the form in which differences are shown."""
    return Entry(0, schedule, code, day, None, kind, amount=amount, condition=words)


def _rates(known: Quotations, day: date, currency: str) -> tuple[Entry, ...]:
    e4 = known.get(day, {}).get(currency)
    return () if e4 is None else (_told(EXCHANGE, currency, day, "quoted", e4),)


def _warn_of_jumps(table: Table, laid: Quotations) -> None:
    """Rates that leap against the week before, and currencies that were quoted then and are missing now."""
    days = sorted(laid)
    for day in sorted({each.day for each in table.quoted}):
        place = days.index(day)
        before = days[place - 1] if place else None
        if before is None or day - before > _WEEK:
            continue
        for currency, was, now in _leaps(laid[before], laid[day]):
            table.warn(
                0, currency, f"{day}: {currency} thay đổi hơn {JUMP} % so với {before} ({_e4(was)} → {_e4(now)})",
                f"{day}: {currency} moved by more than {JUMP} % against {before} ({_e4(was)} → {_e4(now)})",
            )  # fmt: skip
        missing = sorted(laid[before].keys() - laid[day].keys() - {"VND"})
        if missing:
            few = ", ".join(missing)
            table.warn(
                0, str(day), f"{day}: không có tỷ giá của {few}, có trong kỳ {before}",
                f"{day}: no rate of {few}, quoted on {before}",
            )  # fmt: skip


def _warn_of_missing_crosses(table: Table, book: Book) -> None:
    """Currencies that had a cross rate and have none in the period of the new table."""
    named = {each.currency for each in table.crosses}
    for day in sorted({each.since for each in table.crosses}):
        known = {each.currency for each in book.exchange.told(day).quotations if each.cross is not None}
        if missing := sorted(known - named):
            few = ", ".join(missing)
            table.warn(
                0, str(day), f"{day}: không có tỷ giá chéo của {few}, hiện đang có",
                f"{day}: no cross rate of {few}, which have one now",
            )  # fmt: skip


def _leaps(before: Mapping[str, int], after: Mapping[str, int]) -> Iterator[tuple[str, int, int]]:
    for currency, was in before.items():
        now = after.get(currency)
        if now is not None and abs(now - was) * 100 > was * JUMP:
            yield currency, was, now


def _e4(amount: int) -> str:
    whole, part = divmod(amount, 10_000)
    return f"{whole}.{part:04d}".rstrip("0").rstrip(".")


def _of_correlations(table: Table, book: Book) -> Comparison:
    said: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
    for each in table.correlations:
        said[each.old, each.since].append(each.new)
    return _sorted(
        Difference(CORRELATION, old, since,
                   tuple(_told(CORRELATION, old, since, "successor", words=each.new) for each in book.successors(old)),
                   tuple(_told(CORRELATION, old, since, "successor", words=new) for new in news))
        for (old, since), news in said.items()
    )  # fmt: skip

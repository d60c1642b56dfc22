"""Laying: exchange rates that were loaded over those of the demonstration, of which nothing stays beneath them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from motcua.tariff.domain.exchange import Cross
from motcua.tariff.domain.terms import Quoted

Quotations = Mapping[date, Mapping[str, int]]
Span = tuple[date, date]
_ONE = timedelta(days=1)


def lay(below: Quotations, quoted: Iterable[Quoted]) -> dict[date, dict[str, int]]:
    """Quotations with others laid over them, currency by currency."""
    laid = {day: dict(rates) for day, rates in below.items()}
    for each in quoted:
        laid.setdefault(each.day, {})[each.currency] = each.e4
    return laid


def week_of(quoted: date) -> Span:
    """Monday and Sunday of the week for which a quotation is made."""
    monday = quoted + timedelta(days=(3 - quoted.weekday()) % 7 + 4)
    return monday, monday + timedelta(days=6)


def beneath(crosses: Iterable[Cross], quoted: Iterable[date], over: Iterable[Cross]) -> list[Cross]:
    """What is left of cross rates where weeks were quoted and periods crossed by tables laid over them."""
    spans = _joined([*(week_of(day) for day in quoted), *((each.since, each.until) for each in over)])
    return [part for each in crosses for part in _cut(each, spans)]


def _joined(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for since, until in sorted(spans):
        if found and since <= found[-1][1] + _ONE:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found


def _cut(cross: Cross, spans: Iterable[Span]) -> Iterable[Cross]:
    since = cross.since
    for first, last in spans:
        if last < since or first > cross.until:
            continue
        if since < first:
            yield msgspec.structs.replace(cross, since=since, until=first - _ONE)
        since = last + _ONE
    if since <= cross.until:
        yield msgspec.structs.replace(cross, since=since)

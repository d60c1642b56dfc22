"""Every read of parties."""

import time
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from django.db import connection
from django.db.models import Q, QuerySet

from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.parties.domain import Party
from motcua.parties.models import Party as PartyRow
from motcua.parties.models import Standing
from motcua.reference.domain import fold

_JOINED = """
SELECT p.tax_code, p.name, p.address, p.phone, p.province, p.founded_on, p.registered_on,
       n.status, n.level, n.debt_over_90, n.priority
FROM parties_party p JOIN parties_now n ON n.tax_code = p.tax_code
"""
_SEEN = """
SELECT (SELECT COALESCE(MAX(leaf), 0) FROM parties_standing), (SELECT COUNT(*) FROM parties_standing),
       (SELECT COALESCE(MAX(leaf), 0) FROM parties_mandate),
       (SELECT COUNT(*) FROM parties_mandateaccepted) + (SELECT COUNT(*) FROM parties_mandateended)
"""
_FRESH = 1.0

_generation = 0
_seen: tuple[float, tuple[int, ...]] = (-_FRESH, (0, 0, 0, 0))


def snapshot() -> dict[str, Party]:
    """Every party as it stands now, by tax code."""
    with connection.cursor() as cursor:
        cursor.execute(_JOINED)
        return {row[0]: _party(row) for row in cursor.fetchall()}


def version() -> tuple[int, ...]:
    """Changes when the register or a mandate does: at once for this process's writes, within a second for another's."""
    global _seen
    if time.monotonic() - _seen[0] >= _FRESH:
        with connection.cursor() as cursor:
            cursor.execute(_SEEN)
            _seen = (time.monotonic(), tuple(cursor.fetchone()))
    return (_generation, *_seen[1])


def forget() -> None:
    """The register has changed: versions seen so far are old."""
    global _generation, _seen
    _generation += 1
    _seen = (-_FRESH, _seen[1])


def find(tax_code: str) -> Party:
    """The party of that tax code. NotFound if it is not registered."""
    with connection.cursor() as cursor:
        cursor.execute(_JOINED + "WHERE p.tax_code = %s", (tax_code,))
        row = cursor.fetchone()
    if row is None:
        raise NotFound(what=tax_code)
    return _party(row)


def visible_to(actor: Actor) -> QuerySet[PartyRow]:
    """The parties an actor may see: customs and the system all, others those they act for."""
    if actor.kind == "system" or is_staff(actor):
        return PartyRow.objects.all()
    return PartyRow.objects.filter(tax_code__in=actor.represented)


def search(text: str, *, by: Actor, limit: int = 20) -> list[Party]:
    """Parties whose name has all the words, or whose tax code begins with the text.

    Marks and case do not matter; a name with the exact marks ranks first, then one that begins with the text.
    """
    words = fold(text).split()
    if not words:
        return []
    named = Q()
    for word in words:
        named &= Q(folded__contains=word)
    wanted = text.strip()
    rows = visible_to(by).filter(named | Q(tax_code__startswith=wanted)).values_list("tax_code", "name", "folded")
    ranked = sorted(rows, key=lambda row: _rank(row, wanted, " ".join(words)))
    return _in_order([row[0] for row in ranked[:limit]])


def standings(tax_code: str) -> list[dict[str, Any]]:
    """Every standing of a party, the latest first: at, status, level, debt_over_90, priority, reason, leaf."""
    return list(Standing.objects.filter(tax_code=tax_code).order_by("-leaf").values())


def _rank(row: tuple[str, str, str], wanted: str, folded: str) -> tuple[bool, bool, str]:
    tax_code, name, plain = row
    exact = _plain_case(wanted) in _plain_case(name) or tax_code == wanted
    return (not exact, not plain.startswith(folded), plain)


def _plain_case(text: str) -> str:
    """The text with its marks, composed, whatever the case."""
    return normalize("NFC", text).casefold()


def _in_order(tax_codes: list[str]) -> list[Party]:
    if not tax_codes:
        return []
    marks = ", ".join(["%s"] * len(tax_codes))
    with connection.cursor() as cursor:
        cursor.execute(f"{_JOINED}WHERE p.tax_code IN ({marks})", tax_codes)
        found = {row[0]: _party(row) for row in cursor.fetchall()}
    return [found[tax_code] for tax_code in tax_codes]


def _party(row: tuple[Any, ...]) -> Party:
    *texts, founded_on, registered_on, status, level, debt, priority = row
    return Party(*texts, _day(founded_on), _day(registered_on), status, level, debt, bool(priority))


def _day(value: Any) -> date | None:
    """A day as a raw cursor gives it: a text on SQLite."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    return date.fromisoformat(value)

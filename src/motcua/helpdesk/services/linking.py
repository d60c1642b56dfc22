"""What an answer leads to is there: tariff lines on that day, procedures in force on that day."""

from collections.abc import Iterable
from datetime import date

from motcua.helpdesk.domain.errors import UnknownLine, UnknownProcedure
from motcua.procedures import queries as procedures
from motcua.tariff import queries as tariff

SHORTEST = 4
"""Digits of a heading."""


def need_lines(lines: Iterable[str], day: date) -> None:
    """Each is a line of the tariff of that day, or a heading with lines. UnknownLine."""
    named = list(lines)
    if not named:
        return
    known = tariff.book().lines_on(day)
    for code in named:
        fits = code.isascii() and code.isdigit() and len(code) >= SHORTEST
        if not fits or not (code in known or any(line.startswith(code) for line in known)):
            raise UnknownLine(code=code[:12], day=day.isoformat())


def need_procedures(codes: Iterable[str], day: date) -> None:
    """Each is a procedure in force on that day. UnknownProcedure."""
    for code in codes:
        if procedures.in_force(code, day) is None:
            raise UnknownProcedure(code=code[:20], day=day.isoformat())

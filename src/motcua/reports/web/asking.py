"""Which year and day a page of reports is asked for."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest

from motcua.design.domain.times import read_day
from motcua.ground.services import clock
from motcua.kernel.days import law_day

FIRST_YEAR = 2020


def asked(request: HttpRequest) -> tuple[int, date]:
    """Year and day of the figures: as asked, else the present; never later than the business day."""
    return within(request.GET, law_day(clock.now()))


def within(told: Mapping[str, str], today: date) -> tuple[int, date]:
    """The same of any form; what cannot be read is left out."""
    day = read_day(told.get("as_of", ""))
    typed = told.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) == len("2023") else (day or today).year
    year = min(max(year, FIRST_YEAR), today.year)
    last = date(year, 12, 31)
    if day is None or day.year != year:
        day = last
    return year, min(day, last, today)


def since_asked(told: Mapping[str, str], until: date) -> date | None:
    """The first day of a shorter period; None where the whole year up to `until` is meant."""
    day = read_day(told.get("since", ""))
    whole = day is None or not date(until.year, 1, 1) < day <= until
    return None if whole else day

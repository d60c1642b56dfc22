"""What a reader asked for: text, days, origin, filters. What cannot be read is today's, or nothing, and said."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.design.asking import page_asked
from motcua.design.domain.times import day as written_day
from motcua.design.domain.times import read_day
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.tariff import queries
from motcua.tariff.domain.packaged import groups

LONGEST = 100


class Day:
    """A day as it was typed, and the day that is shown instead where it cannot be used."""

    def __init__(self, typed: str, instead: date) -> None:
        typed = typed.strip()[:LONGEST]
        found = read_day(typed) if typed else instead
        self.problem = _problem(found, queries.book().opens)
        self.value = found if found is not None and not self.problem else instead
        self.typed = typed if self.problem else written_day(self.value, "vi")


class Asked:
    """Text, day, origin and filters of a look-up, as they go along from page to page."""

    def __init__(self, request: HttpRequest) -> None:
        self.text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
        day = Day(request.GET.get("day", ""), today())
        self.day, self.typed, self.problem = day.value, day.typed, day.problem
        self.origin = request.GET.get("origin", "").upper()[:2]
        within = request.GET.get("in", "")[:10].replace(".", "")
        self.within = within if within.isascii() and within.isdigit() else ""
        group = request.GET.get("group", "")
        self.group = group if group in groups() else ""
        self.all = request.GET.get("lines") == "all"
        self.page = page_asked(request)

    @property
    def query(self) -> str:
        """Day and origin as they go along from page to page."""
        return urlencode({"day": self.day.isoformat(), **({"origin": self.origin} if self.origin else {})})

    @property
    def chosen(self) -> queries.Chosen:
        """What narrows the search."""
        return queries.Chosen(self.within, self.group, self.all)

    @property
    def lists(self) -> bool:
        """Whether lines are listed: something was typed or chosen, or a heading is open."""
        return bool(self.text or self.group or self.all or len(self.within) >= 4)  # noqa: PLR2004 - of a heading


def today() -> date:
    """The day of the house's clock."""
    return law_day(clock.now())


def _problem(day: date | None, opens: date) -> str:
    if day is None:
        return _("The day could not be read; another is shown. Write it as day/month/year.")
    if day < opens:
        return _("Nothing is known before %(day)s; another day is shown.") % {"day": written_day(opens, language())}
    if day > queries.LATEST:
        return _("Nothing is known after %(day)s; another day is shown.") % {
            "day": written_day(queries.LATEST, language())
        }
    return ""

"""Figures of the annual report: conferences held, questions answered on the spot, visits made; with their rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from motcua.helpdesk.domain.meetings.life import Level
from motcua.helpdesk.meeting_models import Conference, Raised, Visit
from motcua.helpdesk.queries.meetings.conferences import took_place
from motcua.kernel.days import law_day, law_moment


def conferences_department(since: date, until: date) -> int:
    """Conferences of the department held in a period, both days included."""
    return _conferences(Level.DEPARTMENT, since, until).count()


def conferences_department_rows(since: date, until: date) -> Iterator[dict[str, object]]:
    """They themselves."""
    return _conference_rows(Level.DEPARTMENT, since, until)


def conferences_branch(since: date, until: date) -> int:
    """Conferences of branches held in a period."""
    return _conferences(Level.BRANCH, since, until).count()


def conferences_branch_rows(since: date, until: date) -> Iterator[dict[str, object]]:
    """They themselves."""
    return _conference_rows(Level.BRANCH, since, until)


def answered_on_spot(since: date, until: date) -> int:
    """Questions answered at the conference at which they were raised."""
    return _on_spot(since, until).count()


def answered_on_spot_rows(since: date, until: date) -> Iterator[dict[str, object]]:
    """They themselves."""
    found = list(_on_spot(since, until).order_by("answered_at", "pk"))
    held = Conference.objects.in_bulk([each.conference_id for each in found])
    for each in found:
        assert each.answered_at is not None
        yield {
            "day": law_day(each.answered_at), "conference": held[each.conference_id].number,
            "office": held[each.conference_id].office, "party": each.party, "text": each.text,
        }  # fmt: skip


def visits(since: date, until: date) -> int:
    """Visits made to enterprises in a period."""
    return _visits(since, until).count()


def visit_rows(since: date, until: date) -> Iterator[dict[str, object]]:
    """They themselves."""
    for each in _visits(since, until).order_by("made_on", "pk"):
        yield {
            "day": each.made_on, "visit": each.number, "office": each.office, "party": each.party,
            "purpose": each.purpose,
        }  # fmt: skip


def _within(rows: QuerySet[Any], column: str, since: date, until: date) -> QuerySet[Any]:
    ends = law_moment(until + timedelta(days=1))
    return rows.filter(**{f"{column}__gte": law_moment(since), f"{column}__lt": ends})


def _conferences(level: Level, since: date, until: date) -> QuerySet[Conference]:
    return _within(took_place().filter(level=str(level)), "held_at", since, until)


def _conference_rows(level: Level, since: date, until: date) -> Iterator[dict[str, object]]:
    for each in _conferences(level, since, until).order_by("held_at", "pk"):
        assert each.held_at is not None
        yield {
            "day": law_day(each.held_at), "conference": each.number, "office": each.office, "title": each.title,
        }  # fmt: skip


def _on_spot(since: date, until: date) -> QuerySet[Raised]:
    return _within(Raised.objects.filter(state="answered"), "answered_at", since, until)


def _visits(since: date, until: date) -> QuerySet[Visit]:
    return Visit.objects.filter(made_on__gte=since, made_on__lte=until)

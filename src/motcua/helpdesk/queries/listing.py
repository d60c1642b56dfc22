"""Lists: questions and published answers, narrowed, sorted, a page at a time."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from motcua.design.domain.paging import Page, page
from motcua.helpdesk.domain.asking import Filters
from motcua.helpdesk.domain.finding import Index, Text
from motcua.helpdesk.domain.life import OPEN, EntryState, State
from motcua.helpdesk.models import Answer, Entry, Question
from motcua.helpdesk.queries.questions import visible_to
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment
from motcua.kernel.refusals import NotFound
from motcua.parties import queries as parties

REACH = 20_000
SEARCHED = 5_000
"""So many questions, the latest, are searched by words."""
_ORDER = {"due": F("due_at").asc(nulls_last=True), "asked": F("asked_at").asc(), "number": F("number").asc()}
_BACK = {"due": F("due_at").desc(nulls_last=True), "asked": F("asked_at").desc(), "number": F("number").desc()}


def questions(
    filters: Filters, actor: Actor, *, now: datetime, number: int = 1, size: int = 50
) -> tuple[list[Question], Page]:  # fmt: skip
    """A page of the questions that this actor may see."""
    rows = _matching(filters, actor, now)
    place = page(number, size, rows.count())
    begin = (place.number - 1) * size
    return list(rows[begin : begin + size]), place


def export(filters: Filters, actor: Actor, *, now: datetime) -> Iterator[Question]:
    """Every match within reach, in the same order."""
    yield from _matching(filters, actor, now)[:REACH]


def counts(actor: Actor, now: datetime) -> dict[str, int]:
    """How many questions wait, by group."""
    rows = visible_to(actor)
    return {group: rows.filter(_group(group, actor, now)).count() for group in ("open", "late", "mine", "unassigned")}


def names(rows: Iterable[Question]) -> dict[str, str]:
    """What the enterprises of some questions are called, by tax code."""
    codes = {each.party for each in rows if each.party}
    held = parties.snapshot() if len(codes) > MANY else {}
    return {code: _name(code, held) for code in codes}


MANY = 20


def _name(code: str, held: Any) -> str:
    try:
        return str((held[code] if held else parties.find(code)).name)
    except (KeyError, NotFound):
        return code


def entries(state: str = "", *, number: int = 1, size: int = 50) -> tuple[list[Entry], Page]:
    """A page of answers for those who write and review them; `review` is what waits."""
    rows = Entry.objects.order_by("code")
    if state == "review":
        rows = rows.exclude(proposed=0)
    elif state in {str(each) for each in EntryState}:
        rows = rows.filter(state=state)
    place = page(number, size, rows.count())
    begin = (place.number - 1) * size
    return list(rows[begin : begin + size]), place


def alike(text: str, actor: Actor, *, limit: int = 5, leave_out: int = 0) -> list[tuple[Question, Answer]]:
    """Answered questions like what was typed, with their answers: for the desk, of what it may see."""
    rows = visible_to(actor).exclude(answer=0).exclude(title="").exclude(pk=leave_out).order_by("-asked_at")[:SEARCHED]
    held = {each.pk: each for each in rows}
    hits = Index(Text(each.pk, [each.title], []) for each in held.values()).find(text, limit)
    found = {a.question_id: a for a in Answer.objects.filter(question_id__in=[h.key for h in hits]).order_by("version")}
    return [(held[hit.key], found[hit.key]) for hit in hits]


def _matching(filters: Filters, actor: Actor, now: datetime) -> QuerySet[Question]:
    rows = visible_to(actor).filter(_group(filters.state, actor, now))
    for name in ("domain", "channel"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.since:
        rows = rows.filter(asked_at__gte=law_moment(filters.since))
    if filters.until:
        rows = rows.filter(asked_at__lt=law_moment(filters.until + timedelta(days=1)))
    if filters.text:
        rows = rows.filter(pk__in=_fitting(filters.text, rows))
    key = filters.sort.lstrip("-")
    order = (_BACK if filters.sort.startswith("-") else _ORDER).get(key, _ORDER["due"])
    return rows.order_by(order, "-pk")


def _fitting(text: str, rows: QuerySet[Question]) -> list[int]:
    plain = text.strip()
    found = list(
        rows.filter(Q(number__icontains=plain) | Q(party__startswith=plain)).values_list("pk", flat=True)[:100]
    )
    latest = rows.order_by("-asked_at").values_list("pk", "title")[:SEARCHED]
    return found + [hit.key for hit in Index(Text(pk, [title], []) for pk, title in latest).find(plain, 200)]


def _group(state: str, actor: Actor, now: datetime) -> Q:
    opened = Q(state__in=[str(each) for each in OPEN])
    groups = {
        "open": opened, "late": opened & Q(due_at__lt=now), "mine": opened & Q(assignee=actor.account or -1),
        "unassigned": opened & Q(assignee=0),
        "done": Q(state__in=[str(State.ANSWERED), str(State.CLOSED)]),
    }  # fmt: skip
    if state in groups:
        return groups[state]
    return Q(state=state) if state in {str(each) for each in State} else Q()

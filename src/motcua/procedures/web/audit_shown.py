"""What a record says, in facts, texts and tables: the same for its page, for an earlier version, and on paper."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.design.domain import times
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import language, say
from motcua.kernel.days import law_day
from motcua.procedures.audit_models import Record, RecordStep
from motcua.procedures.domain.audit import bodies, data, measuring
from motcua.procedures.domain.audit.life import KIND_WORDS, STATE_WORDS, Kind, State, is_late
from motcua.reference import domain as reference
from motcua.reference.domain.errors import UnknownOffice

Names = Mapping[int, str]
TONES = {
    State.DRAFT: "", State.PROPOSED: "warn", State.APPROVED: "good", State.PLANNED: "warn", State.CHECKING: "info",
    State.REPORTED: "info", State.RAISED: "warn", State.ANSWERED: "warn", State.ACTING: "info", State.DONE: "warn",
    State.VERIFIED: "good", State.HELD: "warn", State.OPEN: "info", State.CLOSED: "good", State.CANCELLED: "",
    State.WITHDRAWN: "bad",
}  # fmt: skip
RESULT_TONES = {"conforms": "good", "observation": "warn", "nonconformity": "bad"}


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table; `tone` makes it a tag, `link` leads on."""

    text: str
    hint: str = ""
    tone: str = ""
    link: str = ""


class Board(msgspec.Struct, frozen=True):
    """A table. On paper `wide` is the column that takes what is left, and the texts of `joined` go into it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: int = 0
    joined: tuple[int, ...] = ()


class Shown(msgspec.Struct, frozen=True):
    """What is shown of a record."""

    facts: tuple[Fact, ...]
    texts: tuple[tuple[str, str], ...] = ()
    boards: tuple[Board, ...] = ()


def shown(found: Record | RecordStep, names: Names) -> Shown:
    """What a record says, or said then."""
    return _SHOWN[Kind(found.kind)](found, found.said(), names)


def office(code: str, on: date) -> str:
    """What an office is called; nothing is the whole department."""
    if not code:
        return _("The whole department")
    try:
        return say(reference.office(code, on).words)
    except UnknownOffice:
        return code


def state_of(found: Record | RecordStep, today: date) -> tuple[str, str]:
    """The state in words, with its tone; what is overdue says so."""
    state = State(found.state)
    if is_late(state, found.due_on, today):
        return _("Overdue"), "bad"
    return say(STATE_WORDS[state]), TONES[state]


def kind_of(found: Record | RecordStep) -> str:
    """The kind in words."""
    return say(KIND_WORDS[Kind(found.kind)])


def _day(value: date | None) -> str:
    return times.day(value, language()) if value else "–"


def _name(account: int, names: Names) -> str:
    return names.get(account, "–") if account else "–"


def figure(value: Decimal) -> str:
    """A decimal as the reader writes it."""
    text = format(value.normalize(), "f")
    return text.replace(".", ",") if language().startswith("vi") else text


def _programme(found: Any, body: bodies.Programme, names: Names) -> Shown:
    on = date(body.year, 1, 1)
    rows = tuple(
        (
            Cell(str(visit.no)), Cell(office(visit.office, on)), Cell(f"{visit.month}/{body.year}"),
            Cell(", ".join(visit.clauses) or _("all clauses")), Cell(", ".join(visit.procedures) or "–"),
        )
        for visit in body.visits
    )  # fmt: skip
    heads = (_("No."), _("Office"), _("Month"), _("Clauses"), _("Procedures"))
    facts = (Fact(_("Year"), str(body.year)), Fact(_("Version"), str(body.version)),
             Fact(_("Written by"), _name(found.maker, names)))  # fmt: skip
    texts = ((_("Purpose"), body.purpose), (_("Scope"), body.scope), (_("Criteria"), body.criteria),
             (_("Report of the year"), body.report))  # fmt: skip
    return Shown(facts, _told(texts), (Board(_("Planned audits"), heads, rows, 1),))


def _audit(found: Any, body: bodies.Audit, names: Names) -> Shown:
    facts = (
        Fact(_("Office"), office(found.office, body.since)),
        Fact(_("Days"), _day(body.since) if body.since == body.until else f"{_day(body.since)} – {_day(body.until)}"),
        Fact(_("Lead auditor"), _name(body.lead, names)),
        Fact(_("Auditors"), ", ".join(_name(each, names) for each in body.auditors if each != body.lead) or "–"),
        Fact(_("Programme"), body.programme),
        Fact(_("Clauses"), ", ".join(body.clauses) or _("all clauses")),
    )
    if body.procedures:
        facts = (*facts, Fact(_("Procedures"), ", ".join(body.procedures)))
    rows = tuple(
        (
            Cell(item.code), Cell(say(item.requirement)),
            Cell(say(bodies.RESULT_WORDS[item.result]) if item.result else pgettext("of a line", "not yet"), "",
                 RESULT_TONES.get(item.result, "")),
            Cell(item.evidence or "–", _name(item.by, names) if item.by else ""),
        )
        for item in body.items
    )  # fmt: skip
    heads = (_("Clause"), _("What is asked"), _("Result"), pgettext("of an audit", "Evidence"))
    texts = ((_("Scope"), body.scope), (_("Criteria"), body.criteria), (_("Strengths"), body.strengths),
             (_("Conclusion"), body.conclusion))  # fmt: skip
    return Shown(facts, _told(texts), (Board(_("Checklist"), heads, rows, 1, (3,)),) if rows else ())


def _nonconformity(found: Any, body: bodies.Nonconformity, names: Names) -> Shown:
    facts = (
        Fact(_("Office"), office(found.office, found.on_day or date(found.year, 1, 1))),
        Fact(_("Found on"), _day(found.on_day)), Fact(_("Audit"), body.audit),
        Fact(_("Clause or procedure"), body.code), Fact(_("Due"), _day(found.due_on)),
        Fact(_("Who carries it out"), _name(found.owner, names)),
    )  # fmt: skip
    done = f"{body.done} ({_name(body.done_by, names)})" if body.done else ""
    seen = f"{body.verification} ({_name(body.verified_by, names)})" if body.verification else ""
    texts = (
        (_("What is asked"), say(body.requirement)), (_("Description"), body.description),
        (_("Correction at once"), body.correction), (_("Cause"), body.cause),
        (_("Corrective action"), body.action), (_("What was done, and the evidence"), done),
        (_("What was verified"), seen),
    )  # fmt: skip
    return Shown(facts, _told(texts))


def _review(_found: Any, body: bodies.Review, names: Names) -> Shown:
    facts = (Fact(_("Day of the meeting"), _day(body.on)), Fact(_("Year"), str(body.year)))
    empty = pgettext("of a line", "not yet")
    put = tuple((Cell(say(data.subjects()[each.code])), Cell(each.text or empty)) for each in body.inputs)
    boards = [Board(_("Put before the meeting"), (_("Subject"), _("What was told")), put, 1)]
    if body.decisions:
        decided = tuple(
            (Cell(each.text), Cell(_name(each.owner, names)), Cell(_day(each.due))) for each in body.decisions
        )
        boards.append(Board(_("Decisions"), (_("Decision"), _("Who carries it out"), _("Done by")), decided))
    return Shown(
        facts,
        _told(((_("Present"), body.present), (pgettext("of a meeting", "Minutes"), body.minutes))),
        tuple(boards),
    )


def _decision(found: Any, body: bodies.Decision, names: Names) -> Shown:
    facts = (Fact(_("Review"), body.review), Fact(_("Due"), _day(found.due_on)),
             Fact(_("Who carries it out"), _name(found.owner, names)))  # fmt: skip
    done = f"{body.done} ({_name(body.done_by, names)})" if body.done else ""
    return Shown(facts, _told(((_("Decision"), body.text), (_("What was done, and the evidence"), done))))


def _objective(found: Any, body: bodies.Objective, _names: Names) -> Shown:
    sign = _("at least") if body.direction == "least" else _("at most")
    last, met, trend = measuring.latest(body.values), measuring.met(body), measuring.trend(body)
    facts = (
        Fact(_("Year"), str(body.year)), Fact(_("Office"), office(found.office, date(body.year, 1, 1))),
        Fact(_("Target"), f"{sign} {figure(body.target)} {body.unit}"),
        Fact(_("Last value"), f"{figure(last.value)} {body.unit}" if last else "–", _reached(met)),
        Fact(_("Trend"), say(measuring.TREND_WORDS[trend]) if trend else "–"),
    )  # fmt: skip
    rows = tuple(
        (Cell(_("Quarter %(no)s") % {"no": each.quarter}), Cell(f"{figure(each.value)} {body.unit}"), Cell(each.source))
        for each in body.values
    )
    heads = (_("Quarter"), _("Value"), _("Where the figure is from"))
    boards = (Board(_("Values"), heads, rows, 2),) if rows else ()
    texts = ((_("Objective"), body.text), (_("How it is measured"), body.measure), (_("Conclusion"), body.conclusion))
    return Shown(facts, _told(texts), boards)


def _reached(met: bool | None) -> str:
    if met is None:
        return ""
    return _("reached") if met else _("not reached")


def _risk(found: Any, body: bodies.Risk, names: Names) -> Shown:
    on = law_day(found.changed_at)
    facts = (
        Fact(_("Kind"), _("Risk") if body.sort == "risk" else _("Opportunity")),
        Fact(_("Office"), office(found.office, on)),
        Fact(_("Level"), f"{body.likelihood} × {body.impact} = {body.level}",
             say(measuring.GRADE_WORDS[measuring.grade(body, on)])),
        Fact(_("Clause or procedure"), body.process or "–"),
        Fact(_("Who carries it out"), _name(found.owner, names)), Fact(_("Due"), _day(found.due_on)),
    )  # fmt: skip
    texts = ((_("What may happen"), body.text), (_("What is done about it"), body.treatment),
             (_("What remains"), body.remains))  # fmt: skip
    return Shown(facts, _told(texts))


def _statement(found: Any, body: bodies.Statement, names: Names) -> Shown:
    facts = (
        Fact(_("Year"), str(body.year)), Fact(_("Standard"), "TCVN ISO 9001:2015"),
        Fact(_("Published on"), _day(found.on_day)),
        Fact(_("Rests on"), ", ".join((*body.audits, body.review))), Fact(_("Written by"), _name(found.maker, names)),
    )  # fmt: skip
    return Shown(facts, _told(((_("Scope"), body.scope), (_("Text of the declaration"), body.text))))


def _told(texts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in texts if text)


_SHOWN: Mapping[Kind, Callable[[Any, Any, Names], Shown]] = {
    Kind.PROGRAMME: _programme, Kind.AUDIT: _audit, Kind.NONCONFORMITY: _nonconformity, Kind.REVIEW: _review,
    Kind.DECISION: _decision, Kind.OBJECTIVE: _objective, Kind.RISK: _risk, Kind.STATEMENT: _statement,
}  # fmt: skip

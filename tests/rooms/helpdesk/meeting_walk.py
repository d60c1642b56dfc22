"""A conference and a visit for the walk over every route, and what their routes are asked with."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.rooms.helpdesk.meeting_desk import HOUR, MINUTES, plan

from motcua.helpdesk.domain.meetings.plans import Findings, Todo, VisitPlan
from motcua.helpdesk.models import Conference, Guest, Visit
from motcua.helpdesk.services import meetings
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment

PARTY = "5799900001"
BEGINS = law_moment(date(2023, 12, 20), 8)


def a_conference() -> Conference:
    """One whose results are published, to which the first enterprise came; made once."""
    held = Conference.objects.first()
    if held is not None:
        return held
    made = meetings.plan(plan(begins_at=BEGINS, ends_at=BEGINS + HOUR), by=SYSTEM, at=BEGINS - 200 * HOUR)
    meetings.invite(made.number, [PARTY], by=SYSTEM, at=BEGINS - 199 * HOUR)
    meetings.raise_question(made.number, meetings.Asked(PARTY, "Hỏi?", "TT"), by=SYSTEM, at=BEGINS - HOUR)
    meetings.hold(made.number, by=SYSTEM, at=BEGINS)
    meetings.admit(made.number, [meetings.Arrived(PARTY)], by=SYSTEM, at=BEGINS)
    meetings.answer_on_spot(made.number, 1, answer="Có.", by=SYSTEM, at=BEGINS)
    meetings.minutes(made.number, MINUTES, by=SYSTEM, at=BEGINS + HOUR)
    return meetings.publish_results(made.number, "Đã trả lời.", by=SYSTEM, at=BEGINS + HOUR)


def a_visit() -> Visit:
    """One that was made to the first enterprise, with something to be done; made once."""
    held = Visit.objects.first()
    if held is not None:
        return held
    asked = VisitPlan("20BB", PARTY, BEGINS.date(), "Nắm khó khăn", "Đội nghiệp vụ")
    made = meetings.plan_visit(asked, by=SYSTEM, at=BEGINS)
    meetings.findings(made.number, Findings(BEGINS.date(), "Giám đốc", "Chưa rõ"), by=SYSTEM, at=BEGINS + HOUR)
    meetings.follow_up(made.number, Todo("Gửi tài liệu", 7, date(2024, 1, 5)), by=SYSTEM, at=BEGINS + HOUR)
    return Visit.objects.get(pk=made.pk)


def _conference(more: Callable[[Conference], dict[str, Any]] = lambda _: {}) -> Callable[[Any], dict[str, Any]]:
    def told(_: Any) -> dict[str, Any]:
        held = a_conference()
        return {"number": held.number, **more(held)}

    return told


def _visit(more: Callable[[Visit], dict[str, Any]] = lambda _: {}) -> Callable[[Any], dict[str, Any]]:
    def told(_: Any) -> dict[str, Any]:
        held = a_visit()
        return {"number": held.number, **more(held)}

    return told


_PLAIN = (
    "conference", *(f"conference_{name}" for name in (
        "change", "invite", "hold", "minutes", "publish", "cancel", "register", "decline", "ask", "guests",
        "guests_csv", "minutes_pdf",
    )),
)  # fmt: skip
_VISITS = (
    "visit",
    *(f"visit_{name}" for name in ("change", "findings", "follow_up", "close", "cancel", "pdf")),
)
MEETING_ARGUMENTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    **{f"helpdesk:{name}": _conference() for name in _PLAIN},
    "helpdesk:conference_answer": _conference(lambda _: {"place": 1}),
    "helpdesk:conference_entry": _conference(lambda held: {"code": Guest.objects.get(conference_id=held.pk).code}),
    "helpdesk:conference_proof": _conference(lambda held: {"leaf": held.leaf}),
    **{f"helpdesk:{name}": _visit() for name in _VISITS},
    "helpdesk:visit_action": _visit(lambda _: {"place": 1}),
    "helpdesk:visit_proof": _visit(lambda held: {"leaf": held.leaf}),
}

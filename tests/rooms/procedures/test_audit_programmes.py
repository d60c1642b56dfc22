"""What a programme may name and lose once audits are planned from it; texts are kept whole or refused."""

from datetime import date, timedelta

import msgspec
import pytest
from tests.rooms.procedures import audit_factories as made
from tests.rooms.procedures.audit_factories import AT, DAY, NEXT, People

from motcua.kernel.actor import SYSTEM
from motcua.people import queries as people
from motcua.procedures import services as versions
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit.bodies import LONGEST, Audit, Programme, Visit
from motcua.procedures.domain.audit.errors import HasAudit, NotYet, TooLong, Unknown
from motcua.procedures.domain.audit.life import Kind
from motcua.procedures.factories import content
from motcua.procedures.models import Version
from motcua.procedures.queries.audit import listing, one
from motcua.procedures.services import audit as services
from motcua.procedures.services.audit import nonconformities

pytestmark = pytest.mark.django_db
CODE = "QT-ZZ-01"


@pytest.fixture
def who() -> People:
    return made.some_people()


def in_force(since: date = date(2022, 1, 1)) -> Version:
    [found] = versions.load_packaged([content(CODE)], in_force_from=since, by=SYSTEM, at=AT)
    return found


def of(*codes: str, month: int = 5) -> Programme:
    return made.programme(visits=(Visit(1, "20BB", month, ("8.2",), codes),))


def revised(found: Record, who: People, body: Programme) -> None:
    """Through a revision to its approval."""
    services.revise_programme(found.number, note="Sửa đổi", by=who.iso, at=AT)
    services.change_programme(found.number, body, by=who.iso, at=AT)
    services.propose_programme(found.number, by=who.iso, at=AT)
    services.approve_programme(found.number, by=who.leader, at=AT)


def test_a_programme_names_procedures_that_are_in_force_now_or_when_the_visit_is(who: People) -> None:
    with pytest.raises(Unknown, match=CODE):
        services.draft_programme(of(CODE), by=who.iso, at=AT)
    in_force(date(2023, 6, 1))
    with pytest.raises(Unknown, match=CODE):
        services.draft_programme(of(CODE, month=5), by=who.iso, at=AT)
    found = services.draft_programme(of(CODE, month=6), by=who.iso, at=AT)
    with pytest.raises(Unknown, match="QT-ZZ-02"):
        services.change_programme(found.number, of(CODE, "QT-ZZ-02", month=6), by=who.iso, at=AT)


def test_a_procedure_withdrawn_after_the_plan_leaves_it_with_the_programme(who: People) -> None:
    version = in_force()
    programme = made.approved(who, visits=of(CODE).visits)
    later = made.plan(who, DAY + timedelta(days=5))
    planned = services.plan_audit(programme.number, 1, later, by=who.iso, at=AT)
    versions.withdraw(version.pk, reason="Bãi bỏ", by=SYSTEM, at=AT, effective_from=DAY + NEXT)
    with pytest.raises(Unknown, match=CODE):
        services.approve_audit(planned.number, by=who.leader, at=AT)
    revised(programme, who, of())
    services.change_audit(planned.number, later, note="Theo chương trình", by=who.iso, at=AT)
    body = services.approve_audit(planned.number, by=who.leader, at=AT).said()
    assert isinstance(body, Audit)
    assert body.procedures == ()


def test_a_plan_is_changed_by_an_approved_programme_alone(who: People) -> None:
    programme = made.approved(who)
    planned = services.plan_audit(programme.number, 1, made.plan(who), by=who.iso, at=AT)
    services.revise_programme(programme.number, note="Sửa đổi", by=who.iso, at=AT)
    with pytest.raises(NotYet):
        services.change_audit(planned.number, made.plan(who), note="Đổi", by=who.iso, at=AT)


@pytest.mark.parametrize("changes", [{"no": 3}, {"office": "20CF"}, {"month": 7}])
def test_a_visit_with_an_audit_stays_where_it_is_until_that_is_cancelled(who: People, changes: dict[str, int]) -> None:
    programme = made.approved(who)
    planned = services.plan_audit(programme.number, 1, made.plan(who), by=who.iso, at=AT)
    services.revise_programme(programme.number, note="Sửa đổi", by=who.iso, at=AT)
    first, second = made.programme().visits
    moved = made.programme(visits=(msgspec.structs.replace(first, **changes), second))
    with pytest.raises(HasAudit, match=planned.number):
        services.change_programme(programme.number, moved, by=who.iso, at=AT)
    services.change_programme(programme.number, made.programme(visits=(first,)), by=who.iso, at=AT)
    services.cancel_audit(planned.number, note="Bão", by=who.iso, at=AT)
    services.change_programme(programme.number, moved, by=who.iso, at=AT)


def test_a_note_is_kept_whole_or_refused(who: People) -> None:
    fault = made.nonconformity(who)
    made.answered(who, fault)
    with pytest.raises(TooLong, match=f"{LONGEST + 1}"):
        nonconformities.give_back(fault.number, note="x" * (LONGEST + 1), by=who.iso, at=AT)
    nonconformities.give_back(fault.number, note="x" * LONGEST, by=who.iso, at=AT)
    assert one.steps(fault)[0].note == "x" * LONGEST


def test_a_report_is_kept_whole_or_refused(who: People) -> None:
    found = made.begun(who)
    told = {"conclusion": "x", "strengths": "x"}
    services.answer_items(found.number, [made.Answer(no, "conforms") for no in (1, 2, 3)], by=who.lead, at=AT)
    for name in told:
        with pytest.raises(TooLong):
            services.report_audit(found.number, **{**told, name: "x" * (LONGEST + 1)}, by=who.lead, at=AT)


@pytest.mark.parametrize("sort", ["due", "-due"])
def test_what_has_no_due_day_stands_last_whichever_way_a_list_is_sorted(who: People, sort: str) -> None:
    with_day = made.risk(who)
    body = with_day.said()
    without = made.standing.enter_risk(
        body, year=2023, office="20BB", owner=who.head.account, until=None, by=who.iso, at=AT
    )
    asked = listing.Filters(Kind.RISK, sort=sort)
    rows, _place = listing.listing(asked, people.actor_for(who.iso.account, DAY), today=DAY)
    assert [each.number for each in rows] == [with_day.number, without.number]

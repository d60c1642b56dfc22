"""What if a branch had other officers over stored checks: measured as they are stored; runs are kept and proved."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.test import Client
from tests.rooms.reports.test_whatif import work
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh, lodge  # noqa: F401 - fixtures
from typer.testing import CliRunner

from motcua.declarations import services as declarations
from motcua.declarations.models import Declaration, Move
from motcua.declarations.queries import checking
from motcua.declarations.services import Answer
from motcua.ground.queries import verification
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.worktime import NoCalendar
from motcua.people.models import Account
from motcua.reference.domain import calendar
from motcua.reports.domain.whatif.errors import NothingChecked, UnknownBranch, WrongOfficers
from motcua.reports.domain.whatif.staff import StaffAsked, StaffFound, Work
from motcua.reports.queries import whatif_runs, whatif_staff
from motcua.reports.queries.whatif_kinds import STAFF
from motcua.reports.services import whatif as services
from motcua.reports.whatif_models import WhatIf, WhatIfAnswer
from motcua.site.commands import simulate

pytestmark = pytest.mark.usefixtures("demonstration")
SINCE, UNTIL = date(2023, 12, 1), date(2023, 12, 22)
LEADER = Actor(7, "Lãnh đạo", posts=frozenset({Post("leader", "20ZZ")}))
FIRST, SECOND = (
    Actor(no, f"Công chức {no}", posts=frozenset({Post("officer", "20BB"), Post("head", "20BB")})) for no in (31, 32)
)
Lodge = Callable[..., list[Answer]]
Checked = Callable[[int], list[Declaration]]


def asked(officers: int = 1, *, relative: bool = True, present: int = 1, **more: Any) -> StaffAsked:
    return StaffAsked(**{
        "office": "20BB", "officers": officers, "relative": relative, "since": SINCE, "until": UNTIL,
        "present": present, **more,
    })  # fmt: skip


def accept(found: Declaration, at: datetime, by: Actor = FIRST) -> None:
    declarations.accept_documents([declarations.Step(found.id, at)], by=by)


@pytest.fixture
def checked(lodge: Lodge) -> Checked:  # noqa: F811
    """Lodges some, and the documents of those that ask for it are accepted an hour of work later."""

    def made(count: int) -> list[Declaration]:
        lodge(count)
        waiting = list(Declaration.objects.filter(state="document_check").order_by("registered_at", "id"))
        for no, each in enumerate(waiting):
            accept(each, calendar().add_hours(each.registered_at, 1), (FIRST, SECOND)[no % 2])
        return waiting

    return made


def test_checks_are_read_as_they_were_taken(checked: Checked) -> None:
    waiting = checked(40)
    assert len(waiting) > 2
    found = checking.ended("20BB", SINCE, UNTIL)
    assert {each.subject for each in found} == {each.id for each in waiting}
    for each in found:
        held = next(one for one in waiting if one.id == each.subject)
        assert (each.kind, each.arrived_at, each.begun_at, each.plain) == ("documents", held.registered_at, None, True)
        assert calendar().hours_between(each.arrived_at, each.ended_at) == timedelta(hours=1)
    assert {each.officer for each in found} == {FIRST.reference, SECOND.reference}
    assert checking.ended("20CF", SINCE, UNTIL) == []
    assert checking.ended("20BB", date(2023, 11, 1), date(2023, 11, 30)) == []


def test_what_was_taken_onto_a_desk_began_then_and_what_was_asked_about_is_interrupted(lodge: Lodge) -> None:  # noqa: F811
    lodge(120)
    first, second, third = Declaration.objects.filter(state="document_check").order_by("registered_at")[:3]
    at = calendar().add_hours(third.registered_at, 2)
    declarations.claim(first.id, by=FIRST, at=at)
    accept(first, at + timedelta(minutes=20))
    declarations.instruct(second.id, kind="A", words="Giải trình.", by=FIRST, at=at)
    declarations.answer(second.id, words="Đã giải trình.", by=SYSTEM, at=at + timedelta(minutes=5))
    accept(second, at + timedelta(minutes=30))
    declarations.order_inspection(third.id, reason="Nghi vấn.", by=FIRST, at=at + timedelta(minutes=40))
    found = {(each.subject, each.kind): each for each in checking.ended("20BB", SINCE, UNTIL)}
    assert found[first.id, "documents"].begun_at == at
    assert not found[second.id, "documents"].plain
    assert found[third.id, "documents"].ended_at == at + timedelta(minutes=40)
    assert (third.id, "inspection") not in found
    end = at + timedelta(minutes=90)
    declarations.record_inspections([declarations.Inspection(third.id, end, "KHOP", "")], by=FIRST)
    inspected = {each.kind: each for each in checking.ended("20BB", SINCE, UNTIL) if each.subject == third.id}
    assert inspected["inspection"].arrived_at == at + timedelta(minutes=40)
    assert inspected["inspection"].ended_at == end


def test_what_was_cancelled_or_never_checked_is_no_check(lodge: Lodge) -> None:  # noqa: F811
    lodge(40)
    gone = Declaration.objects.filter(state="document_check").order_by("registered_at")[0]
    declarations.cancel([declarations.Cancellation(gone.id, NOW - timedelta(hours=1), "E3")], by=FIRST)
    assert checking.ended("20BB", SINCE, UNTIL) == []
    with pytest.raises(NothingChecked):
        whatif_staff.by_staff(asked())


def test_the_measured_column_is_what_is_stored_and_more_officers_never_wait_longer(checked: Checked) -> None:
    waiting = checked(60)
    found = whatif_staff.by_staff(asked())
    assert (found.checks, found.staff_now, found.staff_then, found.staff_source) == (len(waiting), 1, 2, "asked")
    assert found.median_stays[0].measured == found.most_stays[-1].measured == 3_600
    assert found.late[0].measured == 0
    for trio in (*found.median_waits, *found.most_stays, *found.late, *found.months, found.load_ppm):
        assert trio.difference is None or trio.difference <= 0
    assert whatif_staff.by_staff(asked()) == found
    many = whatif_staff.by_staff(asked(500, relative=False))
    assert many.most_waits[-1].then == 0


def test_minutes_that_are_asked_for_are_an_assumption_and_take_the_place_of_what_was_measured(checked: Checked) -> None:
    checked(40)
    told = whatif_staff.by_staff(asked(document_minutes=15, inspection_minutes=60))
    assert told.works[0] == Work("documents", 900, told.checks, "asked")
    assert [each.source for each in whatif_staff.by_staff(asked()).works] == ["measured"]


def test_officers_now_are_those_who_hold_the_post_else_those_who_ended_checks(
    checked: Checked,
    account: Callable[..., Account],  # noqa: F811
) -> None:
    checked(40)
    assert whatif_staff.by_staff(asked(present=0)).staff_source == "seen"
    assert whatif_staff.by_staff(asked(present=0)).staff_now == 2
    for _ in range(3):
        account("officer")
    told = whatif_staff.by_staff(asked(-1, present=0))
    assert (told.staff_now, told.staff_then, told.staff_source, told.staff_seen) == (3, 2, "posts", 2)
    with pytest.raises(WrongOfficers):
        whatif_staff.fitting(asked(-3, present=0))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        (asked(office="99XX"), UnknownBranch), (asked(office=""), UnknownBranch),
        (asked(office="20CF"), NothingChecked),
        (asked(-1), WrongOfficers), (asked(0, relative=False), WrongOfficers), (asked(501), WrongOfficers),
    ],
)  # fmt: skip
def test_what_cannot_be_reckoned_is_refused(checked: Checked, wrong: StaffAsked, refusal: type[Exception]) -> None:
    checked(20)
    with pytest.raises(refusal):
        whatif_staff.by_staff(wrong)


def test_a_run_is_asked_once_worked_out_once_and_proved(checked: Checked) -> None:
    checked(40)
    number = services.order(asked(), by=LEADER, at=NOW)
    assert services.order(asked(), by=LEADER, at=NOW + timedelta(hours=1)) == number
    run = work(number)
    assert (run.kind, run.said, run.asked) == (STAFF, "20BB +1", asked())
    assert run.answer == whatif_staff.by_staff(asked())
    assert (WhatIf.objects.count(), WhatIfAnswer.objects.count()) == (1, 1)
    assert faults() == []
    WhatIfAnswer.objects.update(answer="{}")
    assert faults()


def faults() -> list[str]:
    return [fault.place for fault in verification.verify(1_000).faults if "whatif" in fault.place]


def test_a_check_taken_onto_a_desk_makes_it_another_run(lodge: Lodge) -> None:  # noqa: F811
    lodge(40)
    first = services.order(asked(), by=SYSTEM, at=NOW)
    waiting = Declaration.objects.filter(state="document_check")[0]
    declarations.claim(waiting.id, by=FIRST, at=NOW)
    assert services.order(asked(), by=SYSTEM, at=NOW) != first


def test_what_the_platform_ended_is_nobodys_work(lodge: Lodge) -> None:  # noqa: F811
    lodge(40)
    first, second = Declaration.objects.filter(state="document_check").order_by("registered_at")[:2]
    accept(first, calendar().add_hours(first.registered_at, 1), SYSTEM)
    with pytest.raises(NothingChecked):
        whatif_staff.by_staff(asked())
    accept(second, calendar().add_hours(second.registered_at, 1))
    found = whatif_staff.by_staff(asked(present=0))
    assert (found.checks, found.drawn, found.staff_seen, found.staff_now) == (2, 1, 1, 1)


def test_a_year_without_a_calendar_is_kept_as_a_refusal(checked: Checked) -> None:
    each = checked(40)[0]
    accepted = Move.objects.filter(declaration_id=each.id, verb="accept documents")
    accepted.update(at=datetime(2031, 1, 2, tzinfo=NOW.tzinfo))
    run = work(services.order(asked(), by=LEADER, at=NOW))
    assert isinstance(run.refusal, NoCalendar)


def test_what_cannot_be_worked_out_is_kept_as_a_refusal_and_others_do_not_ask() -> None:
    run = work(services.order(asked(), by=LEADER, at=NOW))
    assert isinstance(run.refusal, NothingChecked)
    with pytest.raises(NotAllowed):
        services.order(asked(), by=Actor(8, "Khác", posts=frozenset({Post("officer", "20BB")})), at=NOW)
    assert len(whatif_runs.listing(kind=STAFF)) == 1


def test_pages_ask_show_and_hand_out(checked: Checked, enter: Callable[..., Client]) -> None:  # noqa: F811
    checked(40)
    client = enter("leader", office="20ZZ")
    form = {
        "office": "20BB", "officers": "+1", "since": "01/12/2023", "until": "22/12/2023", "present": "1",
        "document_minutes": "", "inspection_minutes": "90",
    }  # fmt: skip
    answer: Any = client.post("/reports/whatif/staff/", form)
    assert answer.status_code == 302
    number = int(answer["Location"].rstrip("/").rpartition("/")[2])
    assert client.get(answer["Location"])["Refresh"] == "3"
    run = work(number)
    assert isinstance(run.answer, StaffFound)
    page = client.get(answer["Location"])
    assert "Refresh" not in page
    assert "20BB +1 · 0 / 90 min" in page.content.decode()
    assert "GIẢ ĐỊNH" in page.content.decode()
    for kind, begins in (("csv", b""), ("xlsx", b"PK"), ("json", b"{"), ("pdf", b"%PDF")):
        file: Any = client.get(f"/reports/whatif/{number}/whatif.{kind}")
        assert file.status_code == 200
        content = file.getvalue()
        assert content.startswith(begins)
        if kind == "csv":
            stay = run.answer.most_stays[0]
            line = f"stay_p90,documents,Kiểm tra hồ sơ,3600,{stay.now},{stay.then},{stay.difference}"
            assert line in content.decode("utf-8-sig").splitlines()
    assert "20BB +1" in client.get("/reports/whatif/staff/?q=%2B1&office=20BB").content.decode()
    assert "20BB +1" not in client.get("/reports/whatif/staff/?office=20CF").content.decode()


def test_what_is_typed_wrongly_is_said_and_nothing_is_asked(enter: Callable[..., Client]) -> None:  # noqa: F811
    client = enter("leader", office="20ZZ")
    right = {"office": "20BB", "officers": "+1", "present": "2"}
    for wrong in (
        {"office": ""}, {"office": "20XX"}, {"office": "20ZZ"}, {"officers": ""}, {"officers": "x"},
        {"officers": "1.5"}, {"officers": "-2"}, {"officers": "0"}, {"officers": "501"}, {"officers": "1\0"},
        {"present": "0"}, {"present": "-1"}, {"present": "x"}, {"document_minutes": "0"},
        {"inspection_minutes": "100000"}, {"since": "01/01/0001"}, {"since": "23/12/2023"},
        {"since": "05/12/2023", "until": "04/12/2023"}, {"until": "31/12/9999"},
    ):  # fmt: skip
        assert client.post("/reports/whatif/staff/", right | wrong).status_code == 400, wrong
    assert not WhatIf.objects.exists()
    assert client.get("/reports/whatif/staff/?q=%00&office=%27").status_code == 200


def test_the_command_prints_the_same_and_refuses_in_words(checked: Checked) -> None:
    checked(40)
    days = ["--since", "2023-12-01", "--until", "2023-12-22", "--present", "1"]
    right = ["staff", "--branch", "20BB", "--officers", "+1", *days]
    printed = CliRunner().invoke(simulate.app, [*right, "--json"])
    assert msgspec.json.decode(printed.stdout, type=StaffFound) == whatif_staff.by_staff(asked())
    assert "GIẢ ĐỊNH" in CliRunner().invoke(simulate.app, right).stdout
    for wrong, code in (
        (["--officers", "-1"], "REP-E28"), (["--officers", "x"], "REP-E28"), (["--office", "99XX"], "REP-E25"),
        (["--office", "20CF"], "REP-E29"), (["--document-minutes", "x"], "REP-E27"), (["--present", "-1"], "REP-E28"),
    ):  # fmt: skip
        told = CliRunner().invoke(simulate.app, [*right, *wrong])
        assert (told.exit_code, code in told.stderr) == (2, True), wrong

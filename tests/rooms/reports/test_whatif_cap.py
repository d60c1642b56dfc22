"""What if under another cap over stored decisions: today's cap gives today's selection; runs are kept and proved."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Literal

import msgspec
import pytest
from django.db.models import F
from django.test import Client
from tests.rooms.reports.test_whatif import work
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh, lodge  # noqa: F401 - fixtures
from typer.testing import CliRunner

from motcua.declarations.domain.lasting import Stage
from motcua.declarations.models import Declaration
from motcua.declarations.queries import durations
from motcua.declarations.services import Answer
from motcua.ground.queries import verification
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.refusals import NotAllowed
from motcua.reports.domain.whatif.cap import HITS, KNOWN, MISSED, RECOVERED, UNKNOWN, CapAsked, CapFound
from motcua.reports.domain.whatif.errors import NothingStored, UnknownBranch, WrongCap
from motcua.reports.queries import whatif_cap, whatif_runs
from motcua.reports.queries.whatif_kinds import CAP
from motcua.reports.services import whatif as services
from motcua.reports.whatif_models import WhatIf, WhatIfAnswer
from motcua.risk import queries as risk
from motcua.risk import services as selection
from motcua.risk.domain import RED
from motcua.risk.models import Decision
from motcua.risk.queries import again
from motcua.site.commands import simulate

pytestmark = pytest.mark.usefixtures("demonstration")
SINCE, UNTIL = date(2023, 12, 1), date(2023, 12, 22)
LEADER = Actor(7, "Lãnh đạo", posts=frozenset({Post("leader", "20ZZ")}))
HEAD = Actor(9, "Chi cục trưởng", posts=frozenset({Post("head", "20BB"), Post("officer", "20BB")}))
Lodge = Callable[..., list[Answer]]


def asked(cap: int = 30_000, office: str = "", minutes: int = 0, since: date = SINCE) -> CapAsked:
    return CapAsked(cap, since, UNTIL, office, minutes)


def ordered(answers: list[Answer], count: int = 1, ground: Literal["legal", "officer"] = "legal") -> list[int]:
    """The inspection of some is ordered that were not sent to one."""
    waiting = [each.declaration_id for each in answers if each.channel < RED][:count]
    for each in waiting:
        selection.upgrade(subject=each, ground=ground, reason="tin báo", by=HEAD, at=NOW - timedelta(hours=2))
    return waiting


def test_under_the_cap_in_force_every_decision_is_the_stored_one(lodge: Lodge) -> None:  # noqa: F811
    ordered(lodge(60), 2)
    found = again.under_cap(None, SINCE, UNTIL)
    assert len(found.taken) == Decision.objects.count() == 60
    standing = risk.standings([each.subject for each in found.taken])
    assert all(each.was == each.would == (standing[each.subject].channel, standing[each.subject].source)
               for each in found.taken)  # fmt: skip
    part = again.under_cap(None, SINCE + timedelta(days=7), UNTIL)
    assert [each.would for each in part.taken] == [each.would for each in found.taken if each.day >= date(2023, 12, 8)]


def test_inspections_as_they_were_are_those_of_the_published_rate(lodge: Lodge) -> None:  # noqa: F811
    ordered(lodge(60), 2)
    found = whatif_cap.by_cap(asked(50_000))
    rate = risk.inspection_rate(SINCE, UNTIL)
    assert (found.declarations, found.total.was) == (rate.registered, rate.inspected)
    assert found.total.was == found.total.would > 0
    assert found.changed == ()
    assert found.cap_now_ppm == 50_000


def test_a_smaller_cap_leaves_what_the_law_orders_and_a_larger_never_inspects_less(lodge: Lodge) -> None:  # noqa: F811
    ordered(lodge(60), 2)
    counts = [whatif_cap.by_cap(asked(cap)).total.would for cap in (1, 20_000, 50_000, 200_000, 1_000_000)]
    assert counts == sorted(counts)
    assert counts[0] == 2
    assert counts[-1] > counts[2]


def test_hits_are_known_where_an_inspection_was_made_and_nowhere_else(lodge: Lodge) -> None:  # noqa: F811
    hit, clean = ordered(lodge(120), 2, "officer")
    at = NOW - timedelta(hours=1)
    selection.record_outcomes([(hit, "MA", at, 7_000), (clean, "KHOP", at)], by=SYSTEM)
    none, now, every = (whatif_cap.by_cap(asked(cap)) for cap in (1, 50_000, 1_000_000))
    told = [
        [(pair.was, pair.would) for pair in map(found.result, (KNOWN, HITS, MISSED, RECOVERED))]
        for found in (none, now, every)
    ]  # fmt: skip
    assert told == [
        [(2, 0), (1, 0), (0, 1), (7_000, 0)], [(2, 2), (1, 1), (0, 0), (7_000, 7_000)],
        [(2, 2), (1, 1), (0, 0), (7_000, 7_000)],
    ]  # fmt: skip
    assert every.result(UNKNOWN).would == every.total.would - 2 > 0


def test_minutes_are_asked_or_assumed_and_said_so(lodge: Lodge) -> None:  # noqa: F811
    lodge(30)
    assumed, told = whatif_cap.by_cap(asked()), whatif_cap.by_cap(asked(minutes=30))
    assert (assumed.work_minutes, assumed.work_records) == (90, 0)
    assert (told.work_minutes, told.work_records) == (30, 0)
    assert sum(each.was for each in told.hours) == 30 * told.total.was


def test_who_changes_channel_takes_the_measured_median_of_the_other_channel(lodge: Lodge) -> None:  # noqa: F811
    clearance = (Stage.CLEARANCE, SINCE, UNTIL)
    assert durations.quantiles(*clearance, by=("office", "channel")) == {}
    lodge(120)
    green = Declaration.objects.filter(channel=1).exclude(cleared_at=None)
    assert green.count() >= 20
    green.update(cleared_at=F("registered_at") + timedelta(minutes=7))
    moved = {(each.was, each.would): each for each in whatif_cap.by_cap(asked(1_000_000)).changed}
    assert moved[1, 3].was_minutes == 7
    assert moved[1, 3].would_minutes is None
    assert moved[1, 3].declarations > 0


def test_a_branch_narrows_what_is_counted_and_nothing_is_refused(lodge: Lodge) -> None:  # noqa: F811
    lodge(20)
    assert whatif_cap.by_cap(asked(office="20BB")).total == whatif_cap.by_cap(asked()).total
    with pytest.raises(NothingStored):
        whatif_cap.by_cap(asked(office="20CF"))
    with pytest.raises(UnknownBranch):
        whatif_cap.by_cap(asked(office="99XX"))
    with pytest.raises(WrongCap):
        whatif_cap.by_cap(asked(0))


def test_a_run_is_asked_once_worked_out_once_and_proved(lodge: Lodge) -> None:  # noqa: F811
    lodge(30)
    number = services.order(asked(), by=LEADER, at=NOW)
    assert services.order(asked(), by=LEADER, at=NOW + timedelta(hours=1)) == number
    run = work(number)
    assert (run.kind, run.said, run.asked) == (CAP, "3 %", asked())
    assert run.answer == whatif_cap.by_cap(asked())
    assert (WhatIf.objects.count(), WhatIfAnswer.objects.count()) == (1, 1)
    assert faults() == []
    WhatIfAnswer.objects.update(answer="{}")
    assert faults()


def faults() -> list[str]:
    return [fault.place for fault in verification.verify(1_000).faults if "whatif" in fault.place]


def test_what_cannot_be_worked_out_is_kept_as_a_refusal_and_others_do_not_ask() -> None:
    run = work(services.order(asked(), by=LEADER, at=NOW))
    assert isinstance(run.refusal, NothingStored)
    with pytest.raises(NotAllowed):
        services.order(asked(), by=Actor(8, "Khác", posts=frozenset({Post("officer", "20BB")})), at=NOW)
    assert whatif_runs.listing() == []
    assert len(whatif_runs.listing(kind=CAP)) == 1


def test_pages_ask_show_and_hand_out(lodge: Lodge, enter: Callable[..., Client]) -> None:  # noqa: F811
    lodge(40)
    client = enter("leader", office="20ZZ")
    form = {"cap": "20,5", "since": "01/12/2023", "until": "22/12/2023", "office": "", "minutes": "45"}
    answer: Any = client.post("/reports/whatif/cap/", form)
    assert answer.status_code == 302
    number = int(answer["Location"].rstrip("/").rpartition("/")[2])
    assert client.get(answer["Location"])["Refresh"] == "3"
    run = work(number)
    assert isinstance(run.answer, CapFound)
    page = client.get(answer["Location"])
    assert "Refresh" not in page
    assert "20.5 % · 45 min" in page.content.decode()
    assert "GIẢ ĐỊNH" in page.content.decode()
    for kind, begins in (("csv", b""), ("xlsx", b"PK"), ("json", b"{"), ("pdf", b"%PDF")):
        file: Any = client.get(f"/reports/whatif/{number}/whatif.{kind}")
        assert file.status_code == 200
        content = file.getvalue()
        assert content.startswith(begins)
        if kind == "csv":
            red = run.answer.channels[2]
            line = f"channels,3,Luồng đỏ,,{red.was},{red.would},{red.difference}"
            assert line in content.decode("utf-8-sig").splitlines()
    assert "20.5 %" in client.get("/reports/whatif/cap/?q=20.5").content.decode()
    assert "20.5 %" not in client.get("/reports/whatif/cap/?q=7.77").content.decode()
    assert "20.5 %" not in client.get("/reports/whatif/").content.decode()


def test_what_is_typed_wrongly_is_said_and_nothing_is_asked(enter: Callable[..., Client]) -> None:  # noqa: F811
    client = enter("leader", office="20ZZ")
    for wrong in (
        {"cap": ""}, {"cap": "0"}, {"cap": "101"}, {"cap": "-3"}, {"cap": "ba"}, {"cap": "3\0"}, {"cap": "9" * 21},
        {"cap": "3", "since": "01/01/0001"}, {"cap": "3", "since": "05/12/2023", "until": "04/12/2023"},
        {"cap": "3", "since": "23/12/2023"}, {"cap": "3", "until": "31/12/9999"}, {"cap": "3", "office": "20XX"},
        {"cap": "3", "minutes": "0"}, {"cap": "3", "minutes": "x"}, {"cap": "3", "minutes": "100000"},
    ):  # fmt: skip
        assert client.post("/reports/whatif/cap/", wrong).status_code == 400, wrong
    assert not WhatIf.objects.exists()
    assert client.get("/reports/whatif/cap/?q=%00&office=%27").status_code == 200


def test_the_command_prints_the_same_and_refuses_in_words(lodge: Lodge) -> None:  # noqa: F811
    lodge(30)
    days = ["--since", "2023-12-01", "--until", "2023-12-22"]
    printed = CliRunner().invoke(simulate.app, ["cap", "3", *days, "--json"])
    assert msgspec.json.decode(printed.stdout, type=CapFound) == whatif_cap.by_cap(asked())
    assert "GIẢ ĐỊNH 90" in CliRunner().invoke(simulate.app, ["cap", "3 %", *days]).stdout
    for wrong, code in (
        (["0"], "REP-E26"), (["ba"], "REP-E26"), (["3", "--minutes", "x"], "REP-E27"),
        (["3", "--office", "99XX"], "REP-E25"), (["3", "--office", "20CF"], "REP-E24"),
    ):  # fmt: skip
        told = CliRunner().invoke(simulate.app, ["cap", *wrong, *days])
        assert (told.exit_code, code in told.stderr) == (2, True), wrong

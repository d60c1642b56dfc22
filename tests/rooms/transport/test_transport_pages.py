"""Pages of transports: an enterprise declares on a form, officers decide, seals are recorded, the list tells."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.declarations.factories import party
from motcua.ground.models import Notice
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.revenue import services as revenue
from motcua.revenue.domain.guarantees import Promise, Reference
from motcua.transport import factories, services
from motcua.transport.domain.message import Box
from motcua.transport.models import Transport
from motcua.transport.web.forms import initial_of

Enter = Callable[..., Client]
TODAY = NOW.date()


@pytest.fixture
def department(demonstration: Any) -> None:  # noqa: F811
    """Three enterprises, registered."""
    parties.register([party(no) for no in range(1, 4)], by=SYSTEM, at=NOW)


@pytest.fixture
def registered(department: None) -> services.Registered:
    """A transport that waits for approval."""
    return services.register(factories.transport(day=TODAY), by=SYSTEM, at=NOW)


def typed(**changes: Any) -> dict[str, Any]:
    """A transport as its form sends it."""
    told = {"cargos": "1", "key": "k", **initial_of(factories.transport(day=TODAY)), **changes}
    return {name: value for name, value in told.items() if value not in (None, False)}


def test_an_enterprise_registers_on_the_form_and_sending_it_twice_registers_one(enter: Enter, department: None) -> None:  # noqa: F811
    trader = enter("trader")
    assert "Đăng ký" in trader.get("/transport/new/").content.decode()
    answers = [trader.post("/transport/new/", typed()) for _ in range(2)]
    (found,) = Transport.objects.all()
    assert [answer["Location"] for answer in answers] == [f"/transport/{found.number}/"] * 2
    page = trader.get(f"/transport/{found.number}/").content.decode()
    assert "MHOU0000001" in page
    assert "HQ00001" in page


def test_faults_stand_at_their_fields_and_in_the_summary(enter: Enter, department: None) -> None:  # noqa: F811
    answer = enter("trader").post("/transport/new/", typed(purpose="EXP", c0_origin="XX"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#t-purpose"' in page
    assert 'href="#t-c0_origin"' in page
    assert "BTR-BTR-16B" in page
    assert not Transport.objects.exists()


def test_trying_out_keeps_nothing_and_a_cargo_number_is_added_without_a_script(enter: Enter, department: None) -> None:  # noqa: F811
    trader = enter("trader")
    tried = trader.post("/transport/new/", typed(**{"try": "1"}))
    assert "is-good" in tried.content.decode()
    grown = trader.post("/transport/new/", typed(more="1"))
    assert 'name="c1_number"' in grown.content.decode()
    assert not Transport.objects.exists()


def test_officers_let_it_go_and_differences_are_shown(enter: Enter, registered: services.Registered) -> None:  # noqa: F811
    place = f"/transport/{registered.number}"
    seen = {"seen": Transport.objects.get().leaf}
    officer = enter("officer")
    assert officer.post(f"{place}/acts/approve/", seen).status_code == 302
    assert officer.post(f"{place}/acts/approve/", seen).status_code == 400
    seen = {"seen": Transport.objects.get().leaf}
    assert officer.post(f"{place}/acts/depart/", {**seen, "boxes": "MHOU0000001: HQ00001"}).status_code == 302
    there = enter("officer", office="20CF")
    asked = there.get(f"{place}/acts/arrive/").content.decode()
    assert "MHOU0000001:" in asked
    assert "HQ00001" not in asked
    seen = {"seen": Transport.objects.get().leaf}
    assert there.post(f"{place}/acts/arrive/", {**seen, "boxes": "MHOU0000001: HQ7"}).status_code == 302
    assert Notice.objects.filter(kind="desk", subject=registered.number).exists()
    page = there.get(f"{place}/").content.decode()
    assert "HQ7" in page
    assert "/acts/settle/" in page
    assert enter("officer", office="20CF").get("/transport/?state=differing").content.decode().count("row-link") == 1


def test_the_list_is_searched_sorted_and_written_as_csv(enter: Enter, registered: services.Registered) -> None:  # noqa: F811
    leader = enter("leader")
    for query in (
        "q=MINHHOA000001",
        "q=5799900001",
        "q=MHOU 0000001",
        "state=waiting",
        "office=20CF",
        "sort=-due",
        "since=22/12/2023",
    ):
        assert leader.get(f"/transport/?{query}").content.decode().count("row-link") == 1, query
    for query in ("q=KHONGCO", "state=overdue", "until=21/12/2023"):
        assert leader.get(f"/transport/?{query}").content.decode().count("row-link") == 0, query
    assert leader.get(f"/transport/?q={registered.number}")["Location"] == f"/transport/{registered.number}/"
    told = b"".join(leader.get("/transport/transports.csv").streaming_content).decode()
    assert registered.number in told


def test_another_enterprise_finds_nothing(enter: Enter, registered: services.Registered) -> None:  # noqa: F811
    other = enter("trader", party="5799900002")
    assert other.get(f"/transport/{registered.number}/").status_code == 404
    assert other.get("/transport/").content.decode().count("row-link") == 0


def test_the_print_is_a_pdf_and_a_copy_begins_a_new_one(enter: Enter, registered: services.Registered) -> None:  # noqa: F811
    trader = enter("trader")
    answer = trader.get(f"/transport/{registered.number}/transport.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert "20CFX05" in trader.get(f"/transport/new/?copy={registered.number}").content.decode()


def test_an_amendment_is_a_new_version(enter: Enter, registered: services.Registered) -> None:  # noqa: F811
    trader = enter("trader")
    place = f"/transport/{registered.number}/amend/"
    assert "MINHHOA000001" in trader.get(place).content.decode()
    sent = trader.post(place, typed(route="QL18A", seen=Transport.objects.get().leaf))
    assert sent["Location"] == f"/transport/{registered.number[:11]}1/"


def test_seals_are_read_as_they_are_written() -> None:
    from motcua.transport.domain.boxes import read_boxes, write_boxes

    read = read_boxes("tclu 4005003: hq1; HQ2\n\n: hq3\nMHOU1")
    assert read == (Box("TCLU4005003", ("HQ1", "HQ2")), Box("", ("HQ3",)), Box("MHOU1"))
    assert read_boxes(write_boxes(read)) == read


def test_a_guarantee_shows_that_a_transport_rests_on_it(enter: Enter, department: None) -> None:  # noqa: F811
    named = {
        "security": "B", "guarantee_bank": "BIDV", "guarantee_year": 2023, "guarantee_symbol": "BL",
        "guarantee_number": "1", "guarantee_amount": 400,
    }  # fmt: skip
    promise = Promise("general", Reference("BIDV", 2023, "BL", "1"), "5799900001", 1000, TODAY, date(2024, 6, 1))
    held = revenue.register_guarantee(promise, by=SYSTEM, at=NOW)
    services.register(factories.transport(day=TODAY, **named), by=SYSTEM, at=NOW)
    page = enter("trader").get(f"/revenue/guarantees/{held}/").content.decode()
    assert "Tờ khai vận chuyển" in page


def act(client: Client, number: str, name: str, **said: str) -> int:
    seen = {"seen": str(Transport.objects.get().leaf)}
    return client.post(f"/transport/{number}/acts/{name}/", {**seen, **said}).status_code


def test_a_trader_asks_for_more_time_on_a_page_and_an_officer_answers(
    enter: Enter,  # noqa: F811
    registered: services.Registered,
) -> None:
    place = f"/transport/{registered.number}/"
    assert "/acts/ask_time/" not in enter("trader").get(place).content.decode()
    assert act(enter("officer"), registered.number, "approve") == 302
    trader = enter("trader")
    assert "/acts/ask_time/" in trader.get(place).content.decode()
    asked = {"until_on": "25/12/2023", "until_hour": "9", "note": "Xe hỏng dọc đường"}
    assert act(trader, registered.number, "ask_time", **{**asked, "until_on": "22/12/2023"}) == 400
    assert act(trader, registered.number, "ask_time", **asked) == 302
    assert "/acts/ask_time/" not in trader.get(place).content.decode()
    officer = enter("officer")
    assert "Xe hỏng dọc đường" in officer.get(place).content.decode()
    assert officer.get("/transport/?state=asked").content.decode().count("row-link") == 1
    assert 'value="25/12/2023"' in officer.get(f"{place}acts/extend/").content.decode()
    assert act(officer, registered.number, "deny_time", note="Chưa đủ căn cứ") == 302
    assert "/acts/deny_time/" not in officer.get(place).content.decode()
    trader = enter("trader")
    assert "Chưa đủ căn cứ" in trader.get(place).content.decode()
    assert "Chưa đủ căn cứ" in trader.get("/notices/").content.decode()


@pytest.mark.parametrize(("asked", "day", "hour"), [
    (law_moment(date(2023, 12, 24), 23, 30), "25/12/2023", "0"),
    (law_moment(date(2023, 12, 24), 23), "24/12/2023", "23"),
    (law_moment(date(2023, 12, 24), 8, 1), "24/12/2023", "9"),
])  # fmt: skip
def test_an_officer_is_offered_the_hour_that_was_asked_for_or_the_next_full_one(
    enter: Enter,  # noqa: F811
    registered: services.Registered,
    asked: datetime,
    day: str,
    hour: str,
) -> None:
    officer = enter("officer")
    assert act(officer, registered.number, "approve") == 302
    services.ask_time(registered.number, until=asked, note="Xe hỏng", by=SYSTEM, at=NOW)
    page = officer.get(f"/transport/{registered.number}/acts/extend/").content.decode()
    assert f'name="until_on" value="{day}"' in page
    assert f'name="until_hour" value="{hour}"' in page


@pytest.mark.parametrize("day", ["31/12/9999", "01/01/0001", "01/01/3000"])
def test_a_day_at_the_end_of_the_calendar_is_refused_at_its_field(
    enter: Enter,  # noqa: F811
    registered: services.Registered,
    day: str,
) -> None:
    officer = enter("officer")
    assert act(officer, registered.number, "approve") == 302
    assert act(officer, registered.number, "extend", until_on=day, until_hour="23", note="Xe hỏng") == 400

"""Pages of cases and of the store: what each shows to whom, what is refused with words, what a reading leaves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.control.case_desk import LINE, PERSON, SEALED
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.control.models import Case, CaseReading, Exhibit
from motcua.control.services import seizures
from motcua.control.services.cases import details, opening, working
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.people import queries as people
from motcua.people.models import Account

Enter = Callable[..., Client]
pytestmark = pytest.mark.usefixtures("demonstration")
HOUR = timedelta(hours=1)


def actor(held: Account) -> Actor:
    """Who an account is today."""
    return people.actor_for(held, law_day(NOW))


@pytest.fixture
def handler(account: Callable[..., Account]) -> Actor:  # noqa: F811
    """A control officer who handles cases."""
    return actor(account("control"))


def opened(by: Actor, **changes: Any) -> Case:
    """A case of this morning."""
    told = {"title": "Thuốc lá không hóa đơn", "kind": "transport", "office": "20BB", "source": "patrol",
            "detected_at": NOW - 2 * HOUR, **changes}  # fmt: skip
    return opening.open_case(opening.New(**told), by=by, at=NOW - HOUR)


def ready(by: Actor) -> Case:
    """One that may be decided."""
    found = opened(by)
    details.add_subject(found.number, PERSON, kind="person", by=by, at=NOW - HOUR)
    details.set_goods(found.number, [LINE], by=by, at=NOW - HOUR)
    seizures.seize(found.number, [SEALED], by=by, at=NOW - HOUR)
    for verb in ("record", "verify", "waive"):
        found = working.step(found.number, verb, note="theo hồ sơ", by=by, at=NOW - HOUR)
    return found


def test_a_control_officer_opens_a_case_and_handles_it(enter: Enter) -> None:  # noqa: F811
    client = enter("control")
    told = {"title": "Hàng giấu dưới sàn xe", "kind": "smuggling", "source": "patrol", "lead": "led", "office": "20BB",
            "detected_at": "22/12/2023 09:30", "place": "Km 3", "declaration": "105000000010"}  # fmt: skip
    sent = client.post("/control/cases/new/", told)
    assert sent.status_code == 302, sent.content.decode()[:3000]
    page = client.get(sent["Location"]).content.decode()
    assert "Hàng giấu dưới sàn xe" in page
    assert "acts/record/" in page
    assert "acts/decide/" not in page
    assert Case.objects.get().link == "declaration/105000000010"
    assert Case.objects.get().number in client.get("/control/cases/").content.decode()


def test_the_file_is_shown_with_all_its_parts_and_the_reading_stands_in_its_record(
    enter: Enter,  # noqa: F811
    handler: Actor,
) -> None:
    found = ready(handler)
    client = enter("head")
    page = client.get(f"/control/cases/{found.number}/").content.decode()
    for told in (PERSON.name, LINE.name, "NP-0001", "000001/BB-VPHC", "acts/decide/"):
        assert told in page
    record = client.get(f"/control/cases/{found.number}/readings/").content.decode()
    assert "Người head" in record
    assert CaseReading.objects.filter(what="file").count() == 1


@pytest.mark.parametrize("role", ["control", "officer", "support", "trader"])
def test_who_need_not_know_is_told_that_there_is_no_such_case(
    enter: Enter,  # noqa: F811
    handler: Actor,
    role: str,
) -> None:
    found = ready(handler)
    client = enter(role)
    base = f"/control/cases/{found.number}/"
    addresses = [base, f"{base}record.pdf", f"{base}acts/note/", f"/control/store/{Exhibit.objects.get().pk}/"]
    assert {client.get(each).status_code for each in addresses} <= {403, 404}
    for address in ("/control/cases/?state=", "/control/cases/cases.csv", "/control/store/exhibits.csv"):
        answer = client.get(address)
        if answer.status_code == 200:
            told = answer.getvalue().decode()
            assert found.number not in told
            assert found.title not in told
    assert CaseReading.objects.count() == 0


def test_a_restricted_case_asks_why_and_hides_its_title_from_lists(enter: Enter, handler: Actor) -> None:  # noqa: F811
    found = opened(handler, sensitive=1)
    client = enter("leader")
    assert found.title not in client.get("/control/cases/").content.decode()
    assert client.get("/control/cases/?q=Thu%E1%BB%91c").content.decode().count("row-link") == 0
    first = client.get(f"/control/cases/{found.number}/").content.decode()
    assert found.title not in first
    assert client.post(f"/control/cases/{found.number}/", {"reason": ""}).status_code == 400
    second = client.post(f"/control/cases/{found.number}/", {"reason": "chỉ đạo"}).content.decode()
    assert found.title in second
    assert CaseReading.objects.get().reason == "leader: chỉ đạo"


def test_no_page_of_a_restricted_case_is_shown_before_it_was_said_why(enter: Enter, handler: Actor) -> None:  # noqa: F811
    found = ready(handler)
    Case.objects.update(sensitive=1)
    base, held = f"/control/cases/{found.number}/", Exhibit.objects.get()
    client = enter("leader")
    around = [f"{base}record.pdf", f"{base}acts/goods/", f"/control/store/{held.pk}/",
              f"/control/store/{held.pk}/acts/end/"]  # fmt: skip
    for address in around:
        assert client.get(address)["Location"] == base, address
    sent = client.post(f"{base}acts/restrict/", {"seen": found.leaf, "note": ""})
    assert sent["Location"] == base
    assert CaseReading.objects.count() == 0
    for address in ("store/", "store/exhibits.csv", "store/count/K2/", "store/?q=Thu%E1%BB%91c"):
        told = client.get(f"/control/{address}").getvalue().decode()
        assert held.name not in told, address
        assert ("?q=" in address) or found.number in told or held.seal in told
    client.post(base, {"reason": "chỉ đạo"})
    for address in around:
        assert client.get(address).status_code == 200, address
    kept = CaseReading.objects.order_by("leaf").values_list("what", flat=True)
    assert list(kept) == ["file", "record", "act", "exhibit", "exhibit"]


def test_an_act_that_is_refused_shows_the_case_again_and_that_is_a_reading(enter: Enter, handler: Actor) -> None:  # noqa: F811
    found = opened(handler)
    client = enter("head")
    assert client.post(f"/control/cases/{found.number}/acts/note/", {"seen": found.leaf, "note": ""}).status_code == 400
    assert CaseReading.objects.get().what == "act"


def test_the_head_decides_on_a_page_and_prints_the_decision(enter: Enter, handler: Actor) -> None:  # noqa: F811
    found = ready(handler)
    client = enter("head")
    base = f"/control/cases/{found.number}"
    shown = client.get(f"{base}/acts/decide/").content.decode()
    assert "128/2020/NĐ-CP" in shown
    told = {"seen": found.leaf, "level": "1", "fine": "8.000.000", "confiscated": "12.000.000",
            "basis": "128/2020/NĐ-CP"}  # fmt: skip
    wrong = client.post(f"{base}/acts/decide/", {**told, "fine": "1.000"})
    assert wrong.status_code == 400
    assert "100000000" in wrong.content.decode()
    assert client.post(f"{base}/acts/decide/", told).status_code == 302
    assert client.post(f"{base}/acts/decide/", told).status_code == 200
    for name in ("record", "decision"):
        assert client.get(f"{base}/{name}.pdf").content[:5] == b"%PDF-"
    assert {"record", "decision"} <= set(CaseReading.objects.values_list("what", flat=True))


def test_nobody_prints_what_does_not_exist(enter: Enter, handler: Actor) -> None:  # noqa: F811
    found = opened(handler)
    client = enter("head")
    assert client.get(f"/control/cases/{found.number}/decision.pdf").status_code == 404
    assert client.get(f"/control/cases/{found.number}/record.pdf").status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {"name_1": "a", "quantity_1": "x", "unit_1": "kg"}, {"name_1": "a\x00", "quantity_1": "1", "unit_1": "kg"},
        {"name_1": "a", "quantity_1": "9" * 20, "unit_1": "kg"}, {"quantity_1": "1"}, {"name_1": "a", "unit_1": "kg"},
        {"name_1": "a", "quantity_1": "1", "unit_1": "kg", "value_1": "9" * 24},
        {"name_1": "a", "quantity_1": "1e400", "unit_1": "kg"}, {"name_1": "a", "quantity_1": "NaN", "unit_1": "kg"},
        {}, {"seen": "9" * 40},
    ],
)  # fmt: skip
def test_goods_that_cannot_be_read_are_refused_on_the_page(
    enter: Enter,  # noqa: F811
    account: Callable[..., Account],  # noqa: F811
    told: dict[str, str],
) -> None:
    client = enter("control")
    found = opened(actor(Account.objects.get()))
    sent = client.post(f"/control/cases/{found.number}/acts/goods/", {"seen": found.leaf, **told})
    assert sent.status_code == 400


@pytest.mark.parametrize(
    "query",
    ["since=0001-01-01", "until=31/12/9999", "state=%00", "q=%00", "sort=none", "office=XX", "page=99999999999999",
     "since=abc&kind=zz"],
)  # fmt: skip
def test_no_filter_breaks_a_list(enter: Enter, handler: Actor, query: str) -> None:  # noqa: F811
    opened(handler)
    client = enter("leader")
    for address in ("cases/", "cases/cases.csv", "store/"):
        assert client.get(f"/control/{address}?{query}").status_code in (200, 404)


@pytest.mark.parametrize(
    "address",
    ["cases/VV-1/", "cases/%00/", "store/99999999999999999999999/", "store/count/XX/", "cases/VV-1/acts/note/"],
)
def test_addresses_of_nothing_are_not_found(enter: Enter, address: str) -> None:  # noqa: F811
    assert enter("leader").get(f"/control/{address}").status_code == 404


def test_an_exhibit_is_handed_over_and_counted_on_pages(
    enter: Enter,  # noqa: F811
    account: Callable[..., Account],  # noqa: F811
) -> None:
    client = enter("control")
    giver, receiver = Account.objects.get(), account("control")
    ready(actor(giver))
    held = Exhibit.objects.get()
    sent = client.post(f"/control/store/{held.pk}/acts/offer/", {"seen": held.leaf, "to": receiver.pk})
    assert sent.status_code == 302, sent.content.decode()[:2000]
    client.force_login(receiver)
    assert held.name in client.get("/control/store/?state=mine").content.decode()
    held.refresh_from_db()
    take = {"seen": held.leaf, "seal": "NP-0009", "into": "K1"}
    assert client.post(f"/control/store/{held.pk}/acts/take/", take).status_code == 400
    assert client.post(f"/control/store/{held.pk}/acts/take/", {**take, "seal": "NP-0001"}).status_code == 302
    counted = {f"found_{held.pk}": "49,5", f"seal_{held.pk}": "NP-0001"}
    assert client.post("/control/store/count/K1/", counted).status_code == 302
    page = client.get(f"/control/store/{held.pk}/").content.decode()
    assert "49,5" in page


def test_a_reader_is_let_in_until_a_day_and_kept_out_again(
    enter: Enter,  # noqa: F811
    handler: Actor,
    account: Callable[..., Account],  # noqa: F811
) -> None:
    found, reader = opened(handler), account("support")
    client = enter("head")
    base = f"/control/cases/{found.number}/acts"
    grant = {"seen": found.leaf, "account": reader.pk, "until": "25/12/2023", "note": "phối hợp"}
    assert client.post(f"{base}/let_in/", {**grant, "until": "21/12/2023"}).status_code == 400
    assert client.post(f"{base}/let_in/", grant).status_code == 302
    client.force_login(reader)
    page = client.get(f"/control/cases/{found.number}/").content.decode()
    assert found.title in page
    assert 'id="acts"' not in page

"""Pages of the offices: the desk, the register, one dossier and its acts, forms and results, step times."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.rooms.dossiers.conftest import CODE, PDF, prepare
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh  # noqa: F401 - fixtures

from motcua.dossiers import services
from motcua.dossiers.models import Dossier, Sending
from motcua.dossiers.queries import one as queries
from motcua.dossiers.services import Attached
from motcua.dossiers.web import prints
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.people.models import Account

Enter = Callable[..., Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def held(demonstration: Any) -> Dossier:  # noqa: F811
    """A dossier that came an hour ago."""
    prepare()
    return services.lodge(
        CODE, {"subject": "Xác nhận <b>"}, [Attached("DON", "don.pdf", PDF)], party="5799900001", office="20BB",
        by=SYSTEM, at=NOW - HOUR,
    )  # fmt: skip


def seen() -> int:
    return Dossier.objects.get().leaf


def test_an_officer_works_a_dossier_from_the_desk_to_the_signed_result(enter: Enter, held: Dossier) -> None:  # noqa: F811
    client, here = enter("officer"), f"/dossiers/{held.number}/"
    assert held.number in client.get("/dossiers/reception/").content.decode()
    page = client.get(here).content.decode()
    assert "Xác nhận &lt;b&gt;" in page
    assert client.post(f"{here}acts/refuse/", {"seen": seen()}).status_code == 400
    assert client.post(f"{here}acts/receive/", {"seen": seen()})["Location"] == here
    assert client.post(f"{here}acts/hand/", {"seen": 1, "to": 2, "holder": 0}).status_code == 400
    assert client.post(f"{here}acts/hand/", {"seen": seen(), "to": 2, "holder": 0})["Location"] == here
    finish = client.get(f"{here}acts/finish/")
    assert (finish.status_code, 'name="words"' in finish.content.decode()) == (403, False)
    client = enter("head")
    told = {"seen": seen(), "reference": "15/XN", "words": "Chấp thuận", "favourable": "1"}
    assert client.post(f"{here}acts/finish/", told)["Location"] == here
    page = client.get(here).content.decode()
    for words in ("15/XN", "Người head", "chứng thư nội bộ"):
        assert words in page, words
    assert client.get(f"{here}result.pdf").content.startswith(b"%PDF")
    assert client.post(f"{here}acts/give/", {"seen": seen()}).status_code == 400
    assert client.post(f"{here}acts/give/", {"seen": seen(), "originals_seen": "on"})["Location"] == here
    assert Dossier.objects.get().state == "returned"


def test_an_applicant_sees_its_own_and_no_result_before_it_is_returned(enter: Enter, held: Dossier) -> None:  # noqa: F811
    here = f"/dossiers/{held.number}/"
    client = enter("trader")
    assert client.get(f"{here}result.pdf").status_code == 404
    assert client.get(f"{here}papers/{1}/").status_code == 404
    assert enter("trader", party="5799900002").get(here).status_code == 404


@pytest.mark.parametrize("form", ["01", "02", "03", "04", "05"])
def test_forms_are_printed_once_they_exist(enter: Enter, held: Dossier, form: str) -> None:  # noqa: F811
    client, here = enter("officer"), f"/dossiers/{held.number}/forms/{form}.pdf"
    assert client.get(here).status_code == 404
    if form == "03":
        services.refuse(held.number, note="Không thuộc thẩm quyền", by=SYSTEM, at=NOW)
    else:
        services.receive(held.number, by=SYSTEM, at=NOW)
        services.apologise(held.number, note="Quá tải", until=NOW + timedelta(days=4), by=SYSTEM, at=NOW)
        services.ask_supplement(held.number, points=["Bản dịch"], by=SYSTEM, at=NOW)
    assert client.get(here).content.startswith(b"%PDF")
    assert client.get("/dossiers/register/form-06.pdf").content.startswith(b"%PDF")


def test_the_register_is_narrowed_and_kept_as_csv(enter: Enter, held: Dossier) -> None:  # noqa: F811
    client = enter("leader", office="20ZZ")
    for query, found in (
        ("", 1), (f"q={held.number}", 1), ("q=5799900001", 1), ("state=open", 1), ("state=done", 0), ("office=20CF", 0),
        ("lateness=open_late", 0), ("code=QT-XX-00", 0), ("since=01/01/2024", 0), ("until=x", 1), ("sort=-due", 1),
    ):  # fmt: skip
        page = client.get(f"/dossiers/register/?{query}")
        assert (page.status_code, page.content.decode().count("row-link")) == (200, found), query
    lines = b"".join(client.get("/dossiers/register/dossiers.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert held.number in lines


def test_my_desk_has_what_is_in_my_hands_and_what_nobody_holds(enter: Enter, held: Dossier) -> None:  # noqa: F811
    client = enter("officer")
    me = Account.objects.get()
    services.receive(held.number, by=SYSTEM, at=NOW)
    page = client.get("/dossiers/desk/").content.decode()
    assert page.index('id="mine"') < page.index('id="free"') < page.index(held.number)
    services.hand_over(held.number, holder=me.pk, by=SYSTEM, at=NOW)
    page = client.get("/dossiers/desk/").content.decode()
    assert page.index(held.number) < page.index('id="free"')


def test_load_and_step_times_are_measured(enter: Enter, held: Dossier) -> None:  # noqa: F811
    services.receive(held.number, by=SYSTEM, at=NOW - HOUR)
    services.hand_over(held.number, by=SYSTEM, at=NOW)
    client = enter("iso", office="20ZZ")
    page = client.get("/dossiers/times/").content.decode()
    assert CODE in page
    assert CODE in b"".join(client.get("/dossiers/times/step-times.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "20BB" in client.get("/dossiers/load/").content.decode()


DAYS = (
    "since=01/01/0001", "until=01/01/0001", "since=31/12/9999", "until=31/12/9999", "since=31/12/9999&until=01/01/2000"
)  # fmt: skip


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("iso", "register/"), ("iso", "register/dossiers.csv"), ("iso", "register/form-06.pdf"), ("iso", "load/"),
        ("iso", "times/"), ("iso", "times/step-times.csv"), ("trader", "mine/"), ("trader", "mine/dossiers.csv"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("held")
def test_no_day_that_can_be_typed_breaks_a_page(enter: Enter, role: str, address: str, days: str) -> None:  # noqa: F811
    client = enter(role, **({"office": "20ZZ"} if role == "iso" else {}))
    answer = client.get(f"/dossiers/{address}?{days}")
    assert answer.status_code == 200
    assert b"".join(answer) != b""


def test_a_letter_names_the_day_of_viet_nam(held: Dossier) -> None:
    at = law_moment(NOW.date(), 1)
    services.receive(held.number, by=SYSTEM, at=at)
    services.apologise(held.number, note="Quá tải", until=NOW + timedelta(days=4), by=SYSTEM, at=NOW)
    found = Dossier.objects.get()
    letter = prints._apology(found, queries.content_of(found), queries.acts(found.pk)[-1])  # noqa: SLF001 - what is printed
    assert letter.paragraphs[0].startswith("Ngày 22/12/2023,")


def test_only_officers_of_today_are_offered(enter: Enter, account: Any, held: Dossier) -> None:  # noqa: F811
    client = enter("head")
    gone, new = account("officer", until=NOW.date() - timedelta(days=1)), account("officer", since=NOW.date())
    Dossier.objects.update(lodged_at=NOW - timedelta(days=9))
    services.receive(held.number, by=SYSTEM, at=NOW)
    page = client.get(f"/dossiers/{held.number}/acts/hand/").content.decode()
    page = page.partition('name="holder"')[2].partition("</select>")[0]
    assert f'<option value="{new.pk}"' in page
    assert f'<option value="{gone.pk}"' not in page


def test_an_office_with_open_dossiers_of_before_is_listed_with_them(enter: Enter, held: Dossier) -> None:  # noqa: F811
    Dossier.objects.update(lodged_at=NOW - timedelta(days=400))
    page = enter("iso", office="20ZZ").get("/dossiers/load/").content.decode()
    assert f"?office={held.office}" in page


def test_a_paper_keeps_its_vietnamese_name(enter: Enter, held: Dossier) -> None:  # noqa: F811
    file = json.loads(Sending.objects.get().papers)[0]["file"]
    Sending.objects.update(papers=Sending.objects.get().papers.replace("don.pdf", "đơn.pdf"))
    told = enter("officer").get(f"/dossiers/{held.number}/papers/{file}/")["Content-Disposition"]
    assert told == "attachment; filename*=utf-8''%C4%91%C6%A1n.pdf"


def test_a_receipt_says_how_it_came_and_of_no_signature_that_is_not_there(held: Dossier) -> None:
    Dossier.objects.update(channel="api")
    services.receive(held.number, by=SYSTEM, at=NOW)
    found = Dossier.objects.get()
    letter = prints._receipt(found, queries.content_of(found), queries.acts(found.pk)[0])  # noqa: SLF001 - what is printed
    assert letter.left[1] == "(nộp từ phần mềm của doanh nghiệp)"
    assert letter.right[1] == "(xác nhận trên hệ thống)"

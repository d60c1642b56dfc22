"""Pages of internal audit: lists, a record, forms, the checklist, prints, the public page."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override
from tests.rooms.procedures import audit_factories as made
from tests.rooms.procedures.audit_factories import People
from tests.rooms.site.conftest import NOW, account, demonstration, enter, fresh, prove  # noqa: F401 - fixtures

from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_moment
from motcua.people.models import Account
from motcua.procedures.audit_models import Record, RecordStep
from motcua.procedures.domain.audit.bodies import Audit
from motcua.procedures.domain.audit.life import Kind
from motcua.procedures.services.audit import nonconformities
from motcua.procedures.web import audit_prints

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
AUDIT = "/procedures/audit/"


@pytest.fixture
def who() -> People:
    return made.some_people()


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    prove(client)
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def one(found: Record) -> str:
    return f"{AUDIT}records/{found.number}/"


def test_lists_are_empty_with_words_and_then_found_by_words_without_accents(who: People) -> None:
    client = signed_in(who.iso)
    assert "Phiếu sinh ra khi một dòng" in text(client, f"{AUDIT}nonconformities/")
    fault = made.nonconformity(who)
    for query in ("?q=giay+hen", "?state=late&sort=due", "?office=20BB&year=2023&sort=-day"):
        assert fault.number in text(client, f"{AUDIT}nonconformities/{query}"), query
    assert fault.number not in text(client, f"{AUDIT}nonconformities/?office=20BC")
    csv = b"".join(client.get(f"{AUDIT}nonconformities.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert fault.number in csv
    assert "20BB" in csv


@pytest.mark.parametrize("slug", ["programmes", "audits", "reviews", "decisions", "objectives", "risks", "statements"])
def test_every_list_opens_and_shows_its_records(who: People, slug: str) -> None:
    made.reported(who)
    made.held(who)
    made.objective(who)
    made.risk(who)
    made.published(who)
    client = signed_in(who.iso)
    assert "row-link" in text(client, f"{AUDIT}{slug}/")


def test_every_kind_of_record_opens_and_is_printed(who: People) -> None:
    made.reported(who)
    made.held(who)
    made.objective(who)
    made.risk(who)
    made.published(who)
    client = signed_in(who.iso)
    found = {each.kind: each for each in Record.objects.all()}
    assert found.keys() == set(Kind)
    for each in found.values():
        assert each.number in text(client, one(each))
        assert client.get(f"{one(each)}print.pdf").content[:4] == b"%PDF", each.number


def test_the_iso_officer_writes_a_programme_and_plans_an_audit_of_which_the_own_office_is_not_offered(
    who: People,
) -> None:
    iso, leader = signed_in(who.iso), signed_in(who.leader)
    told: dict[str, Any] = {"year": "2023", "purpose": "Xem", "scope": "Các chi cục", "criteria": "ISO"}
    assert iso.post(f"{AUDIT}new/programme/", told).status_code == 400
    half = {**told, "v1_office": "20BB"}
    assert "Chọn cả đơn vị và tháng" in iso.post(f"{AUDIT}new/programme/", half).content.decode()
    whole = {**told, "v1_office": "20BB", "v1_month": "12", "v1_clauses": "8.2; 7.5"}
    answer = iso.post(f"{AUDIT}new/programme/", whole)
    programme = Record.objects.get()
    assert answer["Location"] == one(programme)
    iso.post(f"{one(programme)}acts/propose/", {"seen": programme.leaf})
    programme.refresh_from_db()
    assert programme.number in text(leader, AUDIT)
    leader.post(f"{one(programme)}acts/approve/", {"seen": programme.leaf})
    page = text(iso, f"{one(programme)}visits/1/")
    assert "Người cf1" in page
    assert "Người bb1" not in page
    plan = {"since": "22/12/2023", "until": "22/12/2023", "lead": str(who.lead.account)}
    forged = {**plan, "auditor2": str(who.officer.account)}
    assert iso.post(f"{one(programme)}visits/1/", forged).status_code == 400
    assert iso.post(f"{one(programme)}visits/1/", plan).status_code == 302
    assert Record.objects.get(kind="audit").office == "20BB"


def test_an_auditor_goes_through_the_checklist_line_by_line(who: People) -> None:
    found = made.begun(who)
    auditor = signed_in(who.auditor)
    address = f"{one(found)}checklist/"
    assert auditor.post(f"{address}1/", {"result": "conforms"})["Location"] == f"{address}2/"
    assert "bằng chứng" in auditor.post(f"{address}2/", {"result": "nonconformity"}).content.decode()
    said = {"result": "nonconformity", "evidence": "Sai ngày"}
    assert auditor.post(f"{address}2/", said)["Location"] == f"{address}3/"
    assert auditor.post(f"{address}3/", {"result": "conforms"})["Location"] == address
    assert "Sai ngày" in text(auditor, address)
    body = Record.objects.get(pk=found.pk).said()
    assert isinstance(body, Audit)
    assert [item.result for item in body.items] == ["conforms", "nonconformity", "conforms"]
    assert signed_in(who.head).get(f"{address}1/").status_code == 404


def test_a_head_answers_what_is_due_in_time_and_no_other_head_sees_it(who: People) -> None:
    fault = made.nonconformity(who, NOW)
    head = signed_in(who.head)
    assert fault.number in text(head, AUDIT)
    address = f"{one(fault)}acts/answer/"
    told = {"seen": fault.leaf, "correction": "a", "cause": "b", "action": "c", "owner": str(who.officer.account)}
    wrong = head.post(address, {**told, "due": "24/12/2023"})
    assert wrong.status_code == 400
    assert "ngày làm việc" in wrong.content.decode()
    assert head.post(address, {**told, "due": "29/12/2023"})["Location"] == one(fault)
    assert head.post(address, {**told, "due": "29/12/2023"}).status_code == 400
    stranger = signed_in(made.person("bc", "head", "20BC"))
    assert stranger.get(one(fault)).status_code == 404


def test_minutes_are_written_with_their_decisions_on_the_page(who: People) -> None:
    iso = signed_in(who.iso)
    subjects = {f"i_{code}": "Số liệu" for code in made.subjects()}
    iso.post(f"{AUDIT}new/review/", {"year": "2023", "on": "22/12/2023", **subjects})
    found = Record.objects.get(kind="review")
    address = f"{one(found)}acts/hold/"
    told = {"seen": found.leaf, "present": "Lãnh đạo", "minutes": "Kết luận", "d1_text": "Mua máy quét"}
    assert "cần đủ nội dung" in iso.post(address, told).content.decode()
    whole = {**told, "d1_owner": str(who.head.account), "d1_due": "29/03/2024"}
    assert iso.post(address, whole).status_code == 302
    assert "Mua máy quét" in text(iso, one(found))


def test_figures_and_risks_are_written_with_commas_and_earlier_versions_stay(who: People) -> None:
    iso = signed_in(who.iso)
    found = made.objective(who)
    told = {"seen": found.leaf, "quarter": "4", "value": "99,25", "source": "Sổ"}
    assert iso.post(f"{one(found)}acts/measure/", {**told, "value": "nhiều"}).status_code == 400
    assert iso.post(f"{one(found)}acts/measure/", told).status_code == 302
    assert "99,25 %" in text(iso, one(found))
    assert "99,25 %" not in text(iso, f"{one(found)}steps/{found.leaf}/")
    assert iso.get(f"{one(found)}proofs/{found.leaf}.json").json()
    assert iso.get(f"{one(found)}steps/1/").status_code == 404
    risk = {"year": "2023", "sort": "risk", "text": "Bão", "likelihood": "5", "impact": "4", "treatment": "Trực"}
    assert iso.post(f"{AUDIT}new/risk/", risk).status_code == 302
    assert "20 · Cao" in text(iso, f"{AUDIT}risks/")


def test_the_public_reads_what_was_published_and_why_it_was_withdrawn(who: People, client: Client) -> None:
    assert "Chưa có bản công bố nào" in text(client, "/procedures/conformity/")
    made.reported(who)
    made.held(who)
    found = made.published(who)
    assert found.number in text(client, "/procedures/conformity/")
    assert client.get(f"/procedures/conformity/{found.number}.pdf").content[:4] == b"%PDF"
    assert client.get(one(found)).status_code == 302
    leader = signed_in(who.leader)
    leader.post(f"{one(found)}acts/withdraw/", {"seen": found.leaf, "note": "Sai phạm vi"})
    assert "Sai phạm vi" in text(client, "/procedures/conformity/")
    assert client.get("/procedures/conformity/CB-2000-001.pdf").status_code == 404


def test_one_hour_after_midnight_in_viet_nam_what_was_due_the_day_before_is_overdue(who: People) -> None:
    fault = made.nonconformity(who)
    assert fault.due_on is not None
    clock.set_demonstration(law_moment(fault.due_on + made.NEXT, 1))
    iso = signed_in(who.iso)
    assert "Quá hạn" in text(iso, f"{one(fault)}acts/close/")
    with override("vi"):
        assert "Quá hạn" in audit_prints._sheet(RequestFactory().get("/"), fault).under


def test_an_earlier_version_stands_as_of_its_day_in_viet_nam(who: People) -> None:
    fault = made.nonconformity(who)
    made.answered(who, fault)
    assert fault.due_on is not None
    late = nonconformities.give_back(
        fault.number, note="Chưa tới gốc", by=who.iso, at=law_moment(fault.due_on + made.NEXT, 1)
    )
    RecordStep.objects.filter(leaf=late.leaf).update(due_on=fault.due_on)
    assert "Quá hạn" in text(signed_in(who.iso), f"{one(fault)}steps/{late.leaf}/")


def test_an_address_that_is_no_number_of_a_record_is_not_found(who: People) -> None:
    client = signed_in(who.iso)
    for number in ("%00", "KPH-2023-001%00", "KPH-2023-%C3%A1", "x"):
        for address in (f"{AUDIT}records/{number}/", f"/procedures/conformity/{number}.pdf"):
            assert client.get(address).status_code == 404, address

"""An enterprise files a dossier on the site: chooses, fills in, lodges, follows, supplements, rates."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.rooms.dossiers.filing.filing_factories import (
    ANSWERS,
    APPLICANT,
    CODE,
    GOODS,
    OFFICE,
    PARTY,
    PDF,
    content,
    faults,
    in_force,
)
from tests.rooms.site.conftest import NOW

from motcua.dossiers import services
from motcua.dossiers.draft_models import Draft
from motcua.dossiers.models import Dossier, Sending
from motcua.dossiers.queries import one
from motcua.ground.domain import verify_receipt
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.kernel.words import Words
from motcua.procedures.models import Version

HOUR = timedelta(hours=1)


def begun(client: Client, office: str = OFFICE) -> str:
    """The address of a new draft."""
    answer = client.post(f"/dossiers/new/{CODE}/", {"party": PARTY, "office": office})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def send(client: Client, address: str, told: Any) -> Any:
    """Post a page of a draft as it was opened."""
    draft = Draft.objects.get(pk=int(address.split("/")[3]))
    return client.post(address, {"revision": draft.revision, **told})


def attach(client: Client, draft: str, content_: bytes = PDF, paper: str = "DON", name: str = "don.pdf") -> Any:
    return client.post(f"{draft}papers/", {"paper": paper, "file": SimpleUploadedFile(name, content_)})


def filled(client: Client) -> str:
    """A draft that can be lodged."""
    draft = begun(client)
    for section, told in (("applicant", APPLICANT), ("goods", GOODS)):
        answer = send(client, f"{draft}form/{section}/", told)
        assert answer.status_code == 302, answer.content.decode()
    assert attach(client, draft).status_code == 302
    return draft


def lodged(client: Client) -> Dossier:
    """A dossier lodged on the site."""
    answer = send(client, f"{filled(client)}lodge", {"sure": "1"})
    assert answer.status_code == 302, answer.content.decode()
    return Dossier.objects.get(number=answer["Location"].split("/")[3])


def test_a_procedure_is_found_by_question_and_by_search_and_tells_papers_time_and_fee(applicant: Client) -> None:
    assert "QT-ZZ-07" in applicant.get("/dossiers/new/?q=xac nhan thu nghiem").content.decode()
    assert "QT-ZZ-07" not in applicant.get("/dossiers/new/?q=khong he co").content.decode()
    page = applicant.get(f"/dossiers/new/{CODE}/").content.decode()
    for told in ("Đơn đề nghị", "2 ngày làm việc", "Bộ phận một cửa", "Tiếp nhận hồ sơ"):
        assert told in page, told
    assert applicant.get("/dossiers/new/QT-NONE/").status_code == 404


def test_an_enterprise_fills_in_lodges_and_gets_a_receipt_that_can_be_checked(applicant: Client) -> None:
    found = lodged(applicant)
    assert json.loads(Sending.objects.get().answers) == ANSWERS
    assert found.number == f"{OFFICE}-231222-0001"
    page = applicant.get(f"/dossiers/mine/{found.number}/receipt/").content.decode()
    assert found.number in page
    assert "26/12/2023" in page
    receipt = json.loads(applicant.get(f"/dossiers/mine/{found.number}/receipt.json").content)
    assert verify_receipt.faults(receipt) == []
    follow = applicant.get(f"/dossiers/mine/{found.number}/").content.decode()
    for told in ("Lụa", "1.500,5", "don.pdf", "Mới đăng ký"):
        assert told in follow, told
    (paper,) = one.papers(one.sendings(found.pk))
    assert applicant.get(f"/dossiers/{found.number}/papers/{paper['file']}/").content == PDF
    assert applicant.get(f"/dossiers/{found.number}/proofs/{found.pk}.json").status_code == 200
    assert applicant.get(f"/dossiers/{found.number}/")["Location"] == f"/dossiers/mine/{found.number}/"
    assert not faults()


def test_what_customs_knows_is_filled_in_and_what_was_given_before_is_not_asked_twice(applicant: Client) -> None:
    draft = begun(applicant)
    page = applicant.get(f"{draft}form/applicant/").content.decode()
    assert f'value="{APPLICANT["company"]}"'.replace("&", "&amp;") in page
    assert APPLICANT["contact"] not in page
    first = lodged(applicant)
    page = applicant.get(f"{begun(applicant)}form/applicant/").content.decode()
    assert APPLICANT["contact"] in page
    assert APPLICANT["email"] in page
    assert first.number in page


def test_what_cannot_be_taken_stays_as_typed_and_is_told_at_its_place(applicant: Client) -> None:
    draft = begun(applicant)
    answer = send(applicant, f"{draft}form/goods/", {**GOODS, "since": "mai", "lines[1].quantity": "nhiều"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#f-since"' in page
    assert 'href="#f-lines-1-quantity"' in page
    assert 'value="mai"' in page
    again = applicant.get(f"{draft}form/goods/").content.decode()
    assert 'value="nhiều"' in again
    check = applicant.get(f"{draft}check/").content.decode()
    assert f"{draft}form/goods/#f-since" in check
    assert send(applicant, f"{draft}lodge", {"sure": "1"}).status_code == 400
    assert not Dossier.objects.exists()


def test_rows_are_added_and_taken_out_by_buttons_and_nothing_typed_is_lost(applicant: Client) -> None:
    draft = begun(applicant)
    address = f"{draft}form/goods/"
    assert send(applicant, address, {**GOODS, "add": "lines"})["Location"] == f"{address}#f-lines"
    page = applicant.get(address).content.decode()
    assert 'name="lines[2].name"' in page
    assert 'value="Gạo"' in page
    assert 'name="add"' not in page
    send(applicant, address, {**GOODS, "remove": "lines[0]"})
    page = applicant.get(address).content.decode()
    assert 'value="Gạo"' in page
    assert 'value="Lụa"' not in page
    assert send(applicant, address, {**GOODS, "add": "unknown", "remove": "x[9999]"}).status_code == 302


def test_two_windows_never_overwrite_one_another(applicant: Client) -> None:
    draft = begun(applicant)
    address = f"{draft}form/applicant/"
    assert applicant.post(address, {"revision": "1", **APPLICANT}).status_code == 302
    answer = applicant.post(address, {"revision": "1", **APPLICANT, "contact": "Cửa sổ hai"})
    assert answer.status_code == 409
    assert "Cửa sổ hai" in answer.content.decode()
    assert APPLICANT["contact"] in applicant.get(address).content.decode()


def test_lodging_again_is_the_same_dossier_and_needs_the_word_of_the_applicant(applicant: Client) -> None:
    draft = filled(applicant)
    assert "unsure" in send(applicant, f"{draft}lodge", {})["Location"]
    places = {send(applicant, f"{draft}lodge", {"sure": "1"})["Location"] for _ in range(2)}
    assert len(places) == 1
    assert Dossier.objects.count() == 1
    assert applicant.get(draft)["Location"] == f"/dossiers/mine/{Dossier.objects.get().number}/"
    assert send(applicant, f"{draft}form/applicant/", APPLICANT).status_code == 302


@pytest.mark.parametrize(
    ("told", "name"),
    [(b"MZ\x90 a program", "don.pdf"), (b"", "don.pdf"), (b"<html><script>1</script></html>", "don.xml")],
)
def test_a_file_is_what_its_bytes_say(applicant: Client, told: bytes, name: str) -> None:
    draft = begun(applicant)
    assert attach(applicant, draft, told, name=name).status_code == 400
    assert attach(applicant, draft, paper="OTHER").status_code == 400
    assert applicant.post(f"{draft}papers/", {"paper": "DON"}).status_code == 400
    assert attach(applicant, draft, name="../../etc/passwd.exe").status_code == 302
    assert "passwd.pdf" in applicant.get(f"{draft}papers/").content.decode()


def test_a_missing_paper_and_a_faulty_answer_are_told_before_lodging(applicant: Client) -> None:
    draft = begun(applicant)
    page = applicant.get(f"{draft}check/").content.decode()
    assert "Đơn đề nghị" in page
    assert f"{draft}papers/" in page
    assert send(applicant, f"{draft}lodge", {"sure": "1"}).status_code == 400


def test_a_file_can_be_taken_out_and_a_draft_deleted(applicant: Client) -> None:
    draft = filled(applicant)
    file = Draft.objects.get().papers.get().pk
    assert applicant.post(f"{draft}papers/detach", {"file": str(file)}).status_code == 302
    assert not Draft.objects.get().papers.exists()
    assert applicant.get(f"{draft}delete/").status_code == 200
    assert applicant.post(f"{draft}delete/")["Location"] == "/dossiers/drafts/"
    assert applicant.get(draft).status_code == 404


def test_drafts_and_dossiers_of_others_are_not_there(applicant: Client, enter: Callable[..., Client]) -> None:
    draft, found = begun(applicant), lodged(applicant)
    other = enter("trader", party="5799900002")
    own = f"/dossiers/mine/{found.number}/"
    for address in (draft, f"{draft}check/", f"{draft}papers/", f"{draft}form/goods/", own, f"{own}receipt/"):
        assert other.get(address).status_code == 404, address
    assert found.number not in other.get("/dossiers/mine/").content.decode()
    assert other.post(f"/dossiers/new/{CODE}/", {"party": PARTY, "office": OFFICE}).status_code == 400


def test_the_list_is_searched_narrowed_sorted_and_exported(applicant: Client) -> None:
    found = lodged(applicant)
    for query in ("q=xac nhan", f"q={found.number[-4:]}", "state=open", "state=new", "since=22/12/2023", "sort=due"):
        assert found.number in applicant.get(f"/dossiers/mine/?{query}").content.decode(), query
    for query in ("q=zzz", "state=mine", "until=21/12/2023", "state=done"):
        assert found.number not in applicant.get(f"/dossiers/mine/?{query}").content.decode(), query
    told = b"".join(applicant.get("/dossiers/mine/dossiers.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert found.number in told


def test_a_supplement_is_answered_once_with_the_answers_as_they_were(applicant: Client) -> None:
    found = lodged(applicant)
    services.receive(found.number, by=SYSTEM, at=NOW + HOUR)
    services.ask_supplement(found.number, points=["Thiếu phụ lục", "Sửa tổng lượng"], by=SYSTEM, at=NOW + 2 * HOUR)
    page = applicant.get(f"/dossiers/mine/{found.number}/").content.decode()
    assert "Thiếu phụ lục" in page
    draft = applicant.post(f"/dossiers/mine/{found.number}/supplement")["Location"]
    assert applicant.post(f"/dossiers/mine/{found.number}/supplement")["Location"] == draft
    assert "Sửa tổng lượng" in applicant.get(draft).content.decode()
    changed = {**GOODS, "total": "1.000", "lines[1].name": "", "lines[1].quantity": ""}
    assert send(applicant, f"{draft}form/goods/", changed).status_code == 302
    attach(applicant, draft, paper="PHULUC", name="phu luc.pdf")
    assert send(applicant, f"{draft}lodge", {"sure": "1"})["Location"] == f"/dossiers/mine/{found.number}/"
    sent = one.sendings(found.pk)
    assert [each.no for each in sent] == [1, 2]
    assert one.answers(sent)["lines"] == [{"name": "Lụa", "quantity": "1000"}]
    assert Dossier.objects.get().state == "working"
    assert applicant.post(f"/dossiers/mine/{found.number}/supplement")["Location"] == f"/dossiers/mine/{found.number}/"
    assert not faults()


def test_a_dossier_is_withdrawn_with_a_reason(applicant: Client) -> None:
    found = lodged(applicant)
    address = f"/dossiers/mine/{found.number}/withdraw/"
    assert applicant.post(address, {"seen": found.leaf}).status_code == 400
    assert applicant.post(address, {"seen": found.leaf, "note": "Nộp nhầm"}).status_code == 302
    assert Dossier.objects.get().state == "withdrawn"
    assert "Nộp nhầm" in applicant.get(f"/dossiers/mine/{found.number}/").content.decode()
    assert applicant.post(address, {"seen": found.leaf, "note": "Nữa"}).status_code == 400


def test_the_result_is_received_and_the_service_rated_once(applicant: Client) -> None:
    found = lodged(applicant)
    services.receive(found.number, by=SYSTEM, at=NOW + HOUR)
    services.finish_on_paper(found.number, reference="15/XN", words="Đồng ý", by=SYSTEM, at=NOW + 2 * HOUR)
    services.give_result(found.number, originals_seen=True, by=SYSTEM, at=NOW + 3 * HOUR)
    page = applicant.get(f"/dossiers/mine/{found.number}/").content.decode()
    assert "15/XN" in page
    address = f"/dossiers/mine/{found.number}/rate/"
    assert applicant.post(address, {"rating": "9"}).status_code == 400
    assert applicant.post(address, {"rating": "4", "note": "Nhanh"}).status_code == 302
    assert Dossier.objects.get().rating == 4
    assert applicant.post(address, {"rating": "1"}).status_code == 400


def test_what_was_decided_is_not_told_before_the_result_is_returned(applicant: Client) -> None:
    found = lodged(applicant)
    here = f"/dossiers/mine/{found.number}/"
    services.receive(found.number, by=SYSTEM, at=NOW + HOUR)
    services.hand_over(found.number, note="Nghi gian lận", by=SYSTEM, at=NOW + HOUR)
    services.finish(found.number, services.Decision("15/XN", "Từ chối việc này", favourable=False), by=SYSTEM,
                    at=NOW + 2 * HOUR)  # fmt: skip
    page = applicant.get(here).content.decode()
    for told in ("15/XN", "Từ chối việc này", "Nghi gian lận"):
        assert told not in page, told
    assert "forms/01.pdf" in page
    assert "forms/05.pdf" not in page
    assert applicant.get(f"/dossiers/{found.number}/forms/05.pdf").status_code == 404
    services.give_result(found.number, originals_seen=True, by=SYSTEM, at=NOW + 3 * HOUR)
    page = applicant.get(here).content.decode()
    assert "Từ chối việc này" in page
    assert "Nghi gian lận" not in page


def test_a_draft_follows_the_version_in_force_and_a_dossier_keeps_its_own(applicant: Client) -> None:
    found = lodged(applicant)
    draft = begun(applicant)
    send(applicant, f"{draft}form/applicant/", APPLICANT)
    in_force(content(title=Words("Thủ tục mới", "New procedure")), since=NOW.date())
    assert one.content_of(Dossier.objects.get(pk=found.pk)) == content()
    assert "Thủ tục mới" not in applicant.get(f"/dossiers/mine/{found.number}/").content.decode()
    assert "Thủ tục mới" in applicant.get(draft).content.decode()
    assert lodged(applicant).version_id != found.version_id


def withdrawn() -> None:
    """The procedure counts no more."""
    Version.objects.update(state="withdrawn", effective_to=NOW.date() - timedelta(days=1))


def test_a_draft_of_a_withdrawn_procedure_is_opened_and_deleted(applicant: Client) -> None:
    draft = begun(applicant)
    withdrawn()
    page = applicant.get(draft)
    assert page.status_code == 409
    assert f"{draft}delete/" in page.content.decode()
    assert CODE in applicant.get(f"{draft}delete/").content.decode()
    assert applicant.post(f"{draft}delete/").status_code == 302
    assert not Draft.objects.exists()


def test_a_lodged_draft_leads_to_its_dossier_whatever_became_of_its_procedure(applicant: Client) -> None:
    found = lodged(applicant)
    draft = f"/dossiers/drafts/{Draft.objects.get().pk}/"
    withdrawn()
    for address in (draft, f"{draft}form/goods/", f"{draft}papers/", f"{draft}check/", f"{draft}delete/"):
        assert applicant.get(address)["Location"] == f"/dossiers/mine/{found.number}/", address
    assert applicant.post(f"{draft}lodge", {"revision": "1"})["Location"] == f"/dossiers/mine/{found.number}/receipt/"


def test_my_list_as_csv_tells_moments_of_viet_nam(applicant: Client) -> None:
    found = lodged(applicant)
    Dossier.objects.filter(pk=found.pk).update(lodged_at=law_moment(NOW.date(), 1))
    lines = b"".join(applicant.get("/dossiers/mine/dossiers.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert "01:00 22/12/2023" in lines


def test_a_procedure_without_a_form_is_told_to_be_lodged_at_the_desk(applicant: Client) -> None:
    in_force(content(code="QT-ZZ-08", form=None))
    assert "QT-ZZ-08" in applicant.get("/dossiers/new/QT-ZZ-08/").content.decode()
    answer = applicant.post("/dossiers/new/QT-ZZ-08/", {"party": PARTY, "office": OFFICE})
    assert answer.status_code == 400

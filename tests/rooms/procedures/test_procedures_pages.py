"""Pages of procedures: what the public finds, what an ISO officer writes without JavaScript, what others sign."""

import html
import io
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.kernel.words import Words
from motcua.people import domain as people_domain
from motcua.people import services as people
from motcua.procedures import queries, services
from motcua.procedures.domain import editing
from motcua.procedures.domain.content import Limit
from motcua.procedures.factories import FORM, content
from motcua.procedures.models import Act, Version

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
CODE = "QT-ZZ-01"


@pytest.fixture(autouse=True)
def _clock(db: None) -> None:
    clock.set_demonstration(AT)


@pytest.fixture
def loaded(db: None) -> Version:
    [made] = services.load_packaged([content()], in_force_from=date(2022, 1, 1), by=SYSTEM, at=AT)
    return made


def signed_in(role: str, office: str = "") -> Client:
    account = people.open_account(username=role, name=f"Ông {role}", password="correct horse battery", by=SYSTEM, at=AT)
    tenure = people_domain.Tenure(role, date(2022, 4, 1), office=office)
    people.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=AT)
    client = Client()
    client.force_login(account)
    return client


def text(response) -> str:
    return response.content.decode()


def test_the_public_finds_a_procedure_without_accents_and_reads_all_sections(loaded):
    client = Client(headers={"accept-language": "vi"})
    found = text(client.get("/procedures/?q=xac nhan thu nghiem"))
    assert f"/procedures/{CODE}/" in found
    page = text(client.get(f"/procedures/{CODE}/"))
    for title in ("1. Mục đích", "4. Định nghĩa", "5.2. Thành phần", "5.7. Quy trình xử lý", "7. Hồ sơ lưu"):
        assert title in page
    assert "<svg" in page
    assert f"/dossiers/new/{CODE}/" in page
    assert "Thời hạn chưa chắc chắn" in page
    assert b"QT-ZZ-01" in b"".join(client.get("/procedures/procedures.csv?q=don de nghi").streaming_content)


def test_what_has_no_form_is_not_offered_to_be_filed(db):
    services.load_packaged([content(form=None)], in_force_from=date(2022, 1, 1), by=SYSTEM, at=AT)
    assert "/dossiers/new/" not in text(Client().get(f"/procedures/{CODE}/"))


def test_the_public_sees_no_draft(loaded):
    iso = signed_in("iso")
    iso.post(reverse("procedures:begin", args=[CODE]))
    draft = Version.objects.get(state="draft")
    assert Client().get(reverse("procedures:version", args=[draft.pk])).status_code == 404
    assert iso.get(reverse("procedures:version", args=[draft.pk])).status_code == 200
    assert "Version 2" not in text(Client(headers={"accept-language": "en"}).get(f"/procedures/{CODE}/"))


def posted(client: Client, address: str) -> dict[str, str]:
    """The fields of the form of a page, as a browser sends them."""
    page = text(client.get(address))
    held: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", page):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        box = told.get("type") in ("checkbox", "radio")
        if "name" in told and (not box or re.search(r"\bchecked\b", tag)):
            held[told["name"]] = told.get("value", "on" if box else "")
    for name, inner in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        held[name] = chosen.group(1) if chosen else ""
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.S):
        held[name] = html.unescape(inner)
    held.pop("csrfmiddlewaretoken", None)
    return held


@pytest.mark.parametrize("section", ["general", "texts", "law", "papers", "steps", "sheets", "form", "whole"])
def test_saving_a_section_as_it_was_shown_changes_nothing(loaded, section):
    iso = signed_in("iso")
    iso.post(reverse("procedures:begin", args=[CODE]))
    draft = Version.objects.get(state="draft")
    address = reverse("procedures:edit", args=[draft.pk, section])
    answer = iso.post(address, posted(iso, address))
    assert answer.status_code == 302, text(answer)
    assert Version.objects.get(pk=draft.pk).content == loaded.content


def test_a_new_procedure_with_its_form_goes_live_from_the_site_without_code(db):
    iso, head, leader = signed_in("iso"), signed_in("head", "20BB"), signed_in("leader")
    told = {"code": "qt-zz-07", "title_vi": "Xác nhận mới", "title_en": "New confirmation",
            "kind": "administrative", "area": "taxes"}  # fmt: skip
    assert iso.post(reverse("procedures:new"), told).status_code == 302
    draft = Version.objects.get()
    whole = editing.text_of(content("QT-ZZ-07", title=Words("Xác nhận mới", "New confirmation"), form=None))
    assert iso.post(reverse("procedures:edit", args=[draft.pk, "whole"]), {"text": whole}).status_code == 302
    form = {"text": editing.text_of(FORM)}
    assert iso.post(reverse("procedures:edit", args=[draft.pk, "form"]), form).status_code == 302
    head.post(reverse("procedures:act_review", args=[draft.pk]), {"note": ""})
    leader.post(reverse("procedures:act_approve", args=[draft.pk]), {"note": ""})
    answer = iso.post(reverse("procedures:act_force", args=[draft.pk]), {"effective_from": "05/05/2023", "note": "mới"})
    assert answer.status_code == 302
    assert queries.in_force("QT-ZZ-07", DAY) is None
    held = queries.in_force("QT-ZZ-07", DAY + timedelta(days=1))
    assert held is not None
    assert held.content.form == FORM


def test_steps_are_added_dropped_and_moved_as_rows(loaded):
    iso = signed_in("iso")
    iso.post(reverse("procedures:begin", args=[CODE]))
    draft = Version.objects.get(state="draft")
    address = reverse("procedures:edit", args=[draft.pk, "steps"])
    more = iso.post(address, {**posted(iso, address), "more": "steps"})
    assert text(more).count("-words_vi") > text(iso.get(address)).count("-words_vi")
    told = posted(iso, address)
    told |= {"steps-1-DELETE": "on", "steps-3-words_vi": "Thẩm tra mới", "steps-3-words_en": "New check",
             "steps-3-role": "officer", "steps-3-amount": "13", "steps-3-unit": "wh", "steps-3-output_vi": "Kết quả",
             "steps-3-output_en": "Result", "steps-3-ORDER": "2",
             "steps-3-branches": "Không đủ | Not enough"}  # fmt: skip
    assert iso.post(address, told).status_code == 302
    steps = queries.version(draft.pk).content.steps
    assert [(each.no, each.words.vi) for each in steps] == [
        (1, "Tiếp nhận hồ sơ"), (2, "Thẩm tra mới"), (3, "Phê duyệt"),
    ]  # fmt: skip
    assert steps[1].branches == (Words("Không đủ", "Not enough"),)
    compared = text(iso.get(f"/procedures/{CODE}/compare/?new=2"))
    assert "Thẩm tra mới" in compared
    assert "Thẩm định" in compared


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("sections: [", "YAML"),
        ("a: 1", "sections"),
        ("sections:\n- name: A b\n  words: {vi: a, en: b}\n  parts: []", "A b"),
    ],
)
def test_a_form_that_cannot_be_is_sent_back_with_its_place_and_kept_as_typed(loaded, wrong, said):
    iso = signed_in("iso")
    iso.post(reverse("procedures:begin", args=[CODE]))
    draft = Version.objects.get(state="draft")
    answer = iso.post(reverse("procedures:edit", args=[draft.pk, "form"]), {"text": wrong})
    assert answer.status_code == 400
    assert said in text(answer)
    assert Version.objects.get(pk=draft.pk).revision == 1


def test_a_refusal_is_said_on_the_page_of_the_act(loaded):
    iso = signed_in("iso")
    iso.post(reverse("procedures:begin", args=[CODE]))
    draft = Version.objects.get(state="draft")
    answer = iso.post(reverse("procedures:act_review", args=[draft.pk]), {"note": ""})
    assert answer.status_code == 400
    assert Act.objects.filter(version_id=draft.pk).count() == 1


def test_an_officer_reads_what_was_given_to_the_office_once(loaded):
    iso, officer = signed_in("iso"), signed_in("officer", "20BB")
    iso.post(reverse("procedures:act_distribute", args=[loaded.pk]), {"offices": ["20BB"]})
    assert f"/versions/{loaded.pk}/" in text(officer.get("/procedures/unread/"))
    officer.post(reverse("procedures:acknowledge", args=[loaded.pk]))
    officer.post(reverse("procedures:acknowledge", args=[loaded.pk]))
    assert f"/versions/{loaded.pk}/" not in text(officer.get("/procedures/unread/"))


def test_the_queue_parts_drafts_with_faults_from_those_to_be_reviewed(db):
    iso = signed_in("iso")
    by = SYSTEM
    services.write(content("QT-ZZ-01"), by=by, at=AT)
    services.write(content("QT-ZZ-02", limit=Limit(Decimal(9), "wd")), by=by, at=AT)
    page = text(iso.get("/procedures/queue/"))
    assert page.index("QT-ZZ-02") < page.index("QT-ZZ-01")


def test_pdf_and_docx_say_what_the_page_says_in_vietnamese(loaded):
    client = Client(headers={"accept-language": "vi"})
    pdf = client.get(reverse("procedures:pdf", args=[loaded.pk]))
    assert pdf.content.startswith(b"%PDF-")
    docx = client.get(reverse("procedures:docx", args=[loaded.pk])).content
    with zipfile.ZipFile(io.BytesIO(docx)) as held:
        inner = held.read("word/document.xml").decode()
        assert any(name.startswith("word/media/") for name in held.namelist())
    for words in ("Xác nhận thử nghiệm", "Bảng theo dõi sửa đổi", "5.7. Quy trình xử lý", "Giấy tiếp nhận và hẹn trả"):
        assert words in inner
    assert (
        editing.read_content(client.get(reverse("procedures:yaml", args=[loaded.pk])).content.decode())[0] == content()
    )


@pytest.mark.parametrize(("section", "field"), [("texts", "purpose_vi"), ("whole", "text")])
def test_a_section_does_not_write_over_what_another_wrote_meanwhile(loaded, section, field):
    iso = signed_in("iso")
    iso.post(reverse("procedures:begin", args=[CODE]))
    draft = Version.objects.get(state="draft")
    address = reverse("procedures:edit", args=[draft.pk, section])
    told = posted(iso, address)
    services.revise(draft.pk, content(sets=4), by=SYSTEM, at=AT)
    kept = Version.objects.get(pk=draft.pk).content
    answer = iso.post(address, {**told, field: told[field].replace("Thống nhất", "Cùng")})
    assert answer.status_code == 400
    assert "đã thay đổi sau khi trang được mở" in text(answer)
    assert Version.objects.get(pk=draft.pk).content == kept
    again = posted(iso, address)
    assert iso.post(address, {**again, field: again[field].replace("Thống nhất", "Cùng")}).status_code == 302
    assert Version.objects.get(pk=draft.pk).content != kept


def test_the_next_version_begins_from_what_was_issued_and_not_from_a_draft_that_was_withdrawn(loaded):
    iso = signed_in("iso")
    iso.post(reverse("procedures:begin", args=[CODE]))
    draft = Version.objects.get(state="draft")
    services.revise(draft.pk, content(sets=4), by=SYSTEM, at=AT)
    services.withdraw(draft.pk, reason="Không dùng", by=SYSTEM, at=AT)
    iso.post(reverse("procedures:begin", args=[CODE]))
    assert Version.objects.get(no=3).content == loaded.content


def test_a_draft_that_alone_there_is_and_was_withdrawn_is_begun_again(db):
    iso = signed_in("iso")
    made = services.write(content(), by=SYSTEM, at=AT)
    services.withdraw(made.pk, reason="Chưa cần", by=SYSTEM, at=AT)
    assert iso.post(reverse("procedures:begin", args=[CODE])).status_code == 302
    assert Version.objects.get(no=2).content == made.content

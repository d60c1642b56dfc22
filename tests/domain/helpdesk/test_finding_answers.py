"""Answers are found by what people type: without accents, misspelt, in other order; and mails are read safely."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.helpdesk.domain import letters
from motcua.helpdesk.domain.finding import Index, Text
from motcua.helpdesk.domain.packaged import packaged

PACKAGED = packaged()
CODES = [code for code, _ in PACKAGED]
INDEX = Index(Text(no, content.question, content.answer) for no, (_, content) in enumerate(PACKAGED))


def found(text: str, limit: int = 3) -> list[str]:
    """Codes of the answers found."""
    return [CODES[hit.key] for hit in INDEX.find(text, limit)]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("khai sai sau khi thông quan", "TT-001"), ("khai sai sau khi thong quan", "TT-001"),
        ("KHAI SAI THÔNG QUAN", "TT-001"), ("ty gia tinh thue ngay nao", "TG-004"),
        ("huy to khai xuat khau khong xuat nua", "TT-006"), ("kho ngoai quan cong nhan bao lau", "KB-001"),
        ("báo cáo quyêt toán nọp khi nào", "GC-003"), ("phi to khai bao nhieu", "TT-019"),
        ("form D HS code differs", "MS-007"), ("tam nhap tai xuat luu lai bao lau", "TN-001"),
        ("quyet toan sai sua the nao", "GC-004"), ("xe tai trung quoc vao bai", "PT-002"),
    ],
)  # fmt: skip
def test_typed_as_people_type_it_stands_first(typed: str, code: str) -> None:
    assert found(typed)[:1] == [code]


@pytest.mark.parametrize("no", range(0, len(CODES), 5))
def test_a_question_asked_twice_finds_its_answer_with_a_letter_left_out_of_each_long_word(no: int) -> None:
    question = PACKAGED[no][1].question.vi
    typed = " ".join(word[:-1] if len(word) > 5 else word for word in question.split())
    assert CODES[no] in found(typed)


def test_the_exact_accent_stands_before_the_same_letters() -> None:
    index = Index([Text(1, ["Bán hàng"], []), Text(2, ["Bạn hàng"], []), Text(3, ["Bàn hàng"], [])])
    assert [hit.key for hit in index.find("bạn hàng")][0] == 2
    assert {hit.key for hit in index.find("ban hang")} == {1, 2, 3}


@pytest.mark.parametrize("typed", ["", "   ", "?!", "xylophone zebra quantum", "0" * 500])
def test_what_fits_nothing_finds_nothing(typed: str) -> None:
    assert found(typed) == []


@given(st.text(max_size=300))
def test_any_text_may_be_looked_for(typed: str) -> None:
    assert len(found(typed)) <= 3


@given(st.integers(0, len(CODES) - 1), st.text("?!.,;:()\"'/–… \t\n", max_size=20))
def test_a_question_is_found_in_capitals_with_marks_around_it_and_a_strange_word(no: int, marks: str) -> None:
    question = PACKAGED[no][1].question.vi.upper()
    assert CODES[no] in found(f"{marks} {question} {marks} xylophone")


def test_looking_among_three_thousand_answers_takes_less_than_fifty_milliseconds() -> None:
    large = Index(
        Text(no, [f"{content.question.vi} {no}"], content.answer)
        for no, (_, content) in enumerate(PACKAGED * (3_000 // len(PACKAGED) + 1))
    )
    times = []
    for typed in ("khai sai sau thong quan", "hoan thue nop thua bao lau vay", "kontainer tam nhap taj xuat"):
        begun = time.perf_counter()
        assert large.find(typed)
        times.append(time.perf_counter() - begun)
    assert sorted(times)[1] < 0.05


def test_every_packaged_answer_is_whole_in_both_languages_and_claims_no_more_than_is_known() -> None:
    assert len(PACKAGED) >= 100
    for code, content in PACKAGED:
        assert all(content.question), code
        assert all(len(each) > 30 for each in content.answer), code
        assert content.basis, code
        assert not any(each.verified for each in content.basis), code
        assert content.uncertain, code
        assert content.note.vi, code
        assert content.until is None or content.until >= content.since, code
    on = date(2023, 12, 22)
    assert sum(c.since <= on and (c.until is None or on <= c.until) for _, c in PACKAGED) >= 80


@given(st.binary(max_size=2_000))
def test_no_bytes_break_the_reading_of_mail(raw: bytes) -> None:
    assert letters.read(raw).message_id.startswith("<")


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_head_of_a_mail_breaks_it(subject: str, sender: str) -> None:
    raw = f"From: {sender} <a@b.vn>\r\nSubject: {subject}\r\nMessage-ID: <x@y>\r\n\r\nHỏi".encode("utf-8", "replace")
    assert letters.read(raw).message_id


def test_a_page_as_mail_is_read_without_its_code() -> None:
    raw = b"From: a@b.vn\r\nSubject: H\r\nContent-Type: text/html\r\n\r\n<script>x()</script><p>Xin h&#7887;i</p>"
    told = letters.read(raw)
    assert isinstance(told, letters.Letter)
    assert told.body == "Xin hỏi"

"""Papers: what a file is by its content, kept byte for byte under a receipt of its own, ticked off where asked for."""

from datetime import datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from tests.rooms.declarations.test_amendments import now, trader
from tests.rooms.declarations.test_life import lodged

from motcua.declarations import services
from motcua.declarations.domain import enclosing
from motcua.declarations.domain.errors import CarriesMacros, PaperTooLarge, TooManyPapers, UnknownContent
from motcua.declarations.domain.life import Channel, State
from motcua.declarations.models import Instruction, Paper
from motcua.declarations.queries import papers as queries
from motcua.ground.domain import numbers
from motcua.ground.models import Notice
from motcua.ground.queries import verification
from motcua.ground.services import log
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.reference.domain import UnknownCode

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("department")]
HOUR = timedelta(hours=1)
PDF = b"%PDF-1.7\n1 0 obj\n"


def packed(*members: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        for member in members:
            file.writestr(member, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(("content", "ending"), [
    (PDF, "pdf"), (b"\x89PNG\r\n\x1a\n..", "png"), (b"\xff\xd8\xff\xe0..", "jpg"), (b"II*\x00..", "tif"),
    (packed("[Content_Types].xml", "xl/workbook.xml"), "xlsx"), (packed("word/document.xml"), "docx"),
    (b'<?xml version="1.0"?><a>1</a>', "xml"), ("<a>Hóa đơn</a>".encode("utf-16"), "xml"),
    (b"\xef\xbb\xbf<!-- x --><a/>", "xml"),
])  # fmt: skip
def test_a_file_is_what_its_content_is(content: bytes, ending: str) -> None:
    assert enclosing.kind_of(content, "hoa don.exe").ending == ending


@pytest.mark.parametrize("content", [
    b"MZ\x90\x00", b"hello", b"<html><script>1</script></html>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
    b"<svg xmlns='x'/>", packed("evil.txt"), b"PK\x03\x04broken", b"\xff\xfe\x00",
    b'<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>', b"<a>\x00</a>",
])  # fmt: skip
def test_other_contents_are_refused_whatever_they_are_called(content: bytes) -> None:
    with pytest.raises(UnknownContent):
        enclosing.kind_of(content, "hoa-don.pdf")


def test_macros_emptiness_and_size_are_refused() -> None:
    with pytest.raises(CarriesMacros):
        enclosing.kind_of(packed("xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx")
    for content in (b"", PDF + b"0" * enclosing.LARGEST):
        with pytest.raises(PaperTooLarge):
            enclosing.kind_of(content, "a.pdf")
    assert enclosing.kind_of(PDF + b"0" * (enclosing.LARGEST - len(PDF)), "a.pdf")


@pytest.mark.parametrize(("name", "kept"), [
    ("Hóa đơn số 7.PDF", "Hóa đơn số 7.pdf"), ("../../etc/passwd", "passwd.pdf"), ("C:\\a\\b.exe", "b.pdf"),
    ("a\r\nSet-Cookie: x.pdf", "a_Set-Cookie_x.pdf"), ("", "chung-tu.pdf"), ("...", "chung-tu.pdf"),
    ('"><script>.pdf', "script.pdf"), ("x" * 300, "x" * 100 + ".pdf"), ("a\u202egpj.pdf", "a_gpj.pdf"),
])  # fmt: skip
def test_names_harm_nobody(name: str, kept: str) -> None:
    assert enclosing.clean(name, "pdf") == kept


def sent(content: bytes = PDF, kind: str = "INV", name: str = "hoa-don.pdf") -> services.SentPaper:
    return services.SentPaper(content, name, kind, "Hóa đơn số 7")


def test_a_paper_is_kept_byte_for_byte_under_a_number_of_its_own(at: datetime) -> None:
    stored = lodged(at, Channel.YELLOW)
    held = services.attach(stored.number, sent(PDF + bytes(range(256))), by=trader(stored), at=at + HOUR)
    assert numbers.parse(held.number).document_type == "72"
    assert queries.content(held) == PDF + bytes(range(256))
    assert (held.no, held.media_type, held.name) == (1, "application/pdf", "hoa-don.pdf")
    second = services.attach(stored.number, sent(PDF + b"2"), by=trader(stored), at=at + HOUR)
    assert numbers.parse(second.number).running == numbers.parse(held.number).running + 1
    log.sequence()
    log.sign_head(at + 2 * HOUR)
    assert verification.verify().faults == []


def test_the_same_file_again_is_the_paper_that_is_held(at: datetime) -> None:
    stored = lodged(at, Channel.YELLOW)
    first = services.attach(stored.number, sent(), by=trader(stored), at=at)
    assert services.attach(stored.number, sent(name="x.pdf"), by=trader(stored), at=at + HOUR).pk == first.pk
    assert Paper.objects.count() == 1


def test_only_who_declared_hands_in(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    with pytest.raises(NotFound):
        services.attach(stored.number, sent(), by=Actor(11, "Lạ", parties=frozenset({"5799999999"})), at=at)
    with pytest.raises((NotAllowed, NotFound)):
        services.attach(stored.number, sent(), by=officer, at=at)
    with pytest.raises(UnknownCode):
        services.attach(stored.number, sent(kind="???"), by=trader(stored), at=at)
    assert not Paper.objects.exists()


def test_there_is_an_end_to_papers(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosing, "MOST", 1)
    stored = lodged(at, Channel.YELLOW)
    services.attach(stored.number, sent(), by=trader(stored), at=at)
    with pytest.raises(TooManyPapers):
        services.attach(stored.number, sent(PDF + b"2"), by=trader(stored), at=at)


def test_papers_asked_for_are_ticked_off_by_the_answer(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    services.claim(stored.id, by=officer, at=at)
    services.instruct(stored.id, kind="A", words="Nộp", papers=("CON", "INV"), by=officer, at=at + HOUR)
    services.answer_with(
        stored.number, words="Đã nộp", papers=[sent(kind="CON")], by=trader(stored), at=at + 2 * HOUR
    )  # fmt: skip
    assert now(stored).state == State.DOCUMENT_CHECK
    asked = {each.kind: each for each in queries.asked(stored.id)}
    assert asked["CON"].held is not None
    assert asked["CON"].held.instruction == Instruction.objects.get().leaf
    assert asked["INV"].held is None
    assert Notice.objects.filter(recipient="account/7").exists()


def test_an_answer_with_a_bad_file_is_no_answer(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    services.instruct(stored.id, kind="A", words="Nộp", papers=("CON",), by=officer, at=at)
    with pytest.raises(UnknownContent):
        services.answer_with(
            stored.number, words="Đã nộp", papers=[sent(), sent(b"MZ", kind="CON")], by=trader(stored), at=at + HOUR
        )
    assert now(stored).state == State.DOCUMENT_QUERY
    assert not Paper.objects.exists()


def test_a_paper_asked_for_twice_is_told(at: datetime, officer: Actor) -> None:
    stored = lodged(at, Channel.YELLOW)
    held = services.attach(stored.number, sent(), by=trader(stored), at=at)
    services.instruct(stored.id, kind="A", words="Nộp lại", papers=("INV",), by=officer, at=at + HOUR)
    asked = queries.asked(stored.id)[0]
    assert asked.before is not None
    assert (asked.before.pk, asked.held) == (held.pk, None)

"""EDIFACT on its way in: kept, read, submitted by one call, answered with CONTRL and CUSRES, once and for all."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.gateways.edifact_factories import MESSAGES
from tests.rooms.manifests.conftest import AGENT, AT, FORWARDER, HERE, HOUR, LINE, faults, port
from typer.testing import CliRunner

from motcua.gateways import reading
from motcua.gateways.asycuda import services as asycuda
from motcua.gateways.edifact import services as edifact
from motcua.gateways.edifact.domain.envelopes import part, read
from motcua.gateways.edifact.domain.judging import judge
from motcua.gateways.edifact.domain.writing import Address, write
from motcua.ground.models import Message
from motcua.ground.services import clock, files, post
from motcua.kernel.actor import SYSTEM, Actor
from motcua.manifests import factories
from motcua.manifests import services as manifests
from motcua.manifests.domain.message import Document as Paper
from motcua.manifests.models import Call, Document
from motcua.site.cli import build

pytestmark = pytest.mark.django_db
__all__ = ["port"]
LINES = Address("MHSL")


def sent(*documents: Paper, reference: str = "R1", sender: str = "MHSL") -> bytes:
    return edifact.sent(documents, sender=Address(sender), at=AT, reference=reference)


def came(raw: bytes, by: Actor = LINE, at: Any = AT) -> tuple[int, bytes, Message]:
    """As the door receives it: kept, read, answered."""
    letter = post.receive(raw, by=by, medium="message", media_type="application/edifact", at=at)
    row = Message.objects.get(pk=letter.id)
    if letter.answered:
        return letter.status, letter.answer, row
    reader = reading.reader_of(raw)
    assert reader is not None
    reply = reader.obey(raw, by, at, letter.key)
    post.answer(letter, reply, at=at)
    return reply.status, reply.content, Message.objects.get(pk=letter.id)


def lines(answer: bytes, tag: str) -> list[str]:
    """The segments of a tag in an answer, which itself is right by its tables."""
    found: list[str] = []
    for each in read(answer):
        judge(each)
        assert [fault for fault in each.faults if fault.code != "14"] == []
        found += [write([segment]).strip()[:-1] for segment in each.segments if part(segment, 0) == tag]
    return found


def test_a_manifest_is_submitted_and_answered_with_its_number(port: None) -> None:
    status, answer, row = came(sent(factories.cargo(reference="MINE1")))
    document = Document.objects.get(kind="cargo", version=1)
    assert status == 200
    assert lines(answer, "UCI") == ["UCI+R1+MHSL+VNCUSTOMS:ZZ+7"]
    assert lines(answer, "BGM") == [f"BGM+933+{document.number}+11+AP"]
    assert lines(answer, "GIS") == ["GIS+8"]
    call = Call.objects.get()
    assert {"RFF+ACW:1", "RFF+ABO:MINE1", f"RFF+ABT:{document.number}", f"RFF+ZCA:{call.number}"} <= set(
        lines(answer, "RFF")
    )
    assert (row.kind, row.reference, row.subject, row.status) == ("edifact", "MHSL R1", call.number, 200)
    assert faults() == []


def test_what_came_and_what_was_answered_are_kept_byte_for_byte(port: None) -> None:
    raw = sent(factories.cargo())
    _, answer, row = came(raw)
    assert files.slice(row.file, row.start, row.length) == raw
    assert files.slice(row.answer, row.answer_start, row.answer_length) == answer


def test_the_same_interchange_again_is_answered_the_same_and_changes_nothing(port: None) -> None:
    raw = sent(factories.cargo())
    first = came(raw)
    again = came(raw, at=AT + HOUR)
    assert again[:2] == first[:2]
    assert Document.objects.get(kind="cargo").version == 1


def test_another_interchange_of_the_same_reference_is_rejected_as_a_duplicate(port: None) -> None:
    came(sent(factories.cargo(1)))
    status, answer, _ = came(sent(factories.cargo(2)))
    assert status == 422
    assert lines(answer, "UCI") == ["UCI+R1+MHSL+VNCUSTOMS:ZZ+4+26+UNB+6"]
    assert Call.objects.count() == 1


def test_the_reference_of_one_that_was_refused_may_be_used_again(port: None) -> None:
    assert came(sent(factories.cargo(carrier="NOBODY")))[0] == 422
    assert came(sent(factories.cargo()))[0] == 200


def test_a_sender_under_anothers_name_is_unknown(port: None) -> None:
    status, answer, _ = came(sent(factories.cargo(), sender="STRANGER"))
    assert (status, lines(answer, "UCI")) == (422, ["UCI+R1+STRANGER+VNCUSTOMS:ZZ+4+23+UNB+3:1"])
    assert lines(answer, "BGM") == []
    assert Call.objects.count() == 0


def test_an_interchange_for_somebody_else_is_not_taken(port: None) -> None:
    status, answer, _ = came(sent(factories.cargo()).replace(b"VNCUSTOMS", b"SGCUSTOMS"))
    assert (status, lines(answer, "UCI")) == (422, ["UCI+R1+MHSL+SGCUSTOMS:ZZ+4+7+UNB+4:1"])


def test_a_customs_declaration_in_edifact_is_not_supported(port: None) -> None:
    raw = sent(factories.cargo()).replace(b"CUSCAR:D", b"CUSDEC:D")
    status, answer, _ = came(raw)
    assert (status, lines(answer, "UCM")) == (422, ["UCM+1+CUSDEC:D:96B:UN+4+14+UNH+3:1"])


@pytest.mark.parametrize(("by", "sender"), [(LINE, "MHSL"), (LINE, "5799900001"), (AGENT, "5799900003"),
                                            (AGENT, "MHSL")])  # fmt: skip
def test_an_agent_sends_under_its_own_name_or_its_carriers(port: None, by: Actor, sender: str) -> None:
    assert came(sent(factories.cargo(), sender=sender), by)[0] == 200


@pytest.mark.parametrize("by", [FORWARDER, HERE])
def test_nobody_announces_for_anothers_carrier(port: None, by: Actor) -> None:
    status, _, _ = came(sent(factories.cargo(), sender="5799900002"), by)
    assert status == 422
    assert Call.objects.count() == 0


def test_every_rule_that_is_broken_is_told_with_its_segment_in_both_languages(port: None) -> None:
    bad = factories.cargo(bills=1)
    raw = sent(bad).replace(b"122+CN:", b"122+QQ:")
    status, answer, row = came(raw)
    assert status == 422
    assert lines(answer, "UCI") == ["UCI+R1+MHSL+VNCUSTOMS:ZZ+7"]
    assert lines(answer, "BGM")[0].endswith("+11+RE")
    erp = lines(answer, "ERP")
    assert erp == ["ERP+2:/bills/0/goods/0/origin:23+CST:4.1", "ERP+2:/bills/0/goods/1/origin:27+CST:4.1"]
    texts = lines(answer, "FTX")
    assert len(texts) == 2 * len(erp) == 2 * row.errors
    assert {line[-2:] for line in texts} == {"vi", "en"}
    assert Call.objects.count() == 0


def test_a_value_that_cannot_be_read_is_answered_with_its_place(port: None) -> None:
    raw = sent(factories.cargo(bills=1)).replace(b"DTM+132:202305060800:203", b"DTM+132:2023050608:203")
    status, answer, _ = came(raw)
    assert status == 422
    assert [line.split("+")[1:] for line in lines(answer, "ERP")] == [["2:/expected_on:6", "DTM:2.2"]]


def test_a_message_with_a_broken_structure_is_answered_by_contrl_alone(port: None) -> None:
    raw = sent(factories.cargo(bills=1)).replace(b"CNI+1'", b"")
    status, answer, _ = came(raw)
    assert status == 422
    assert lines(answer, "UCM")[0].startswith("UCM+1+CUSCAR:D:96B:UN+4+29+UNT+2")
    assert lines(answer, "UCS")
    assert lines(answer, "BGM") == []


def test_a_whole_dossier_comes_in_one_interchange(port: None) -> None:
    status, answer, _ = came(sent(factories.cargo(), factories.crew(), factories.general()))
    assert status == 200
    assert [line.split("+")[1] for line in lines(answer, "BGM")] == ["933", "250", "185"]
    assert len(lines(answer, "UNH")) == 4
    assert sorted(Document.objects.filter(version=1).values_list("kind", flat=True)) == ["cargo", "crew", "general"]


def test_of_several_messages_the_good_ones_are_taken_and_each_has_its_answer(port: None) -> None:
    status, answer, _ = came(sent(factories.cargo(), factories.crew(carrier="NOBODY")))
    assert status == 422
    assert [line[-2:] for line in lines(answer, "BGM")] == ["AP", "RE"]


def test_a_change_corrects_and_a_cancellation_withdraws(port: None) -> None:
    came(sent(factories.cargo(bills=1)))
    change = sent(factories.cargo(bills=2), reference="R2").replace(b"BGM+933++9'", b"BGM+933++5'")
    assert came(change)[0] == 200
    assert Document.objects.get(kind="cargo").version == 2
    cancel = edifact.sent([factories.cargo(bills=2)], sender=LINES, at=AT, reference="R3", cancels=True)
    assert came(cancel)[0] == 200
    assert not Document.objects.filter(kind="cargo", state="lodged").exists()
    assert faults() == []


def test_an_unknown_function_is_refused_with_its_place(port: None) -> None:
    status, answer, _ = came(sent(factories.cargo()).replace(b"BGM+933++9'", b"BGM+933++77'"))
    assert (status, lines(answer, "ERP")) == (422, ["ERP+1::2+BGM:4"])


def test_two_interchanges_of_one_file_have_two_answers(port: None) -> None:
    _, answer, _ = came(sent(factories.cargo(1)) + sent(factories.cargo(2), reference="R2"))
    assert [each.split("+")[1] for each in lines(answer, "UCI")] == ["R1", "R2"]


def test_an_answer_is_never_answered(port: None) -> None:
    _, answer, _ = came(sent(factories.cargo(), sender="STRANGER"))
    status, nothing, _ = came(answer)
    assert (status, nothing) == (422, b"")


def test_nothing_is_stored_by_checking(port: None) -> None:
    (found,) = edifact.check(sent(factories.cargo()), at=AT)
    assert found.accepted
    assert (Call.objects.count(), Message.objects.count()) == (0, 0)


def test_what_was_read_and_has_no_field_is_told_by_checking(port: None) -> None:
    raw = sent(factories.cargo(bills=1)).replace(b"CNT+ZDU:3'", b"CNT+ZDU:3'\nCNT+7:500'")
    many = raw.count(b"'") - 2
    raw = raw.replace(f"UNT+{many - 1}+".encode(), f"UNT+{many}+".encode())
    (found,) = edifact.check(raw, at=AT)
    assert [each.partition(" ")[2] for each in found.kept] == ["CNT+7:500'"]


@pytest.mark.parametrize("path", sorted((MESSAGES / "broken").iterdir()), ids=lambda path: path.name)
def test_every_broken_file_is_refused_and_answered(port: None, path: Path) -> None:
    status, answer, _ = came(path.read_bytes(), SYSTEM)
    assert status == 422
    assert lines(answer, "UCI")
    assert Call.objects.count() == 0


@given(st.randoms(use_true_random=False), st.integers(0, 10**6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_always_ends_in_an_answer(port: None, draw: random.Random, seed: int) -> None:
    raw = bytearray(sent(factories.cargo(bills=1)))
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(raw))
        raw[at : at + draw.randint(0, 4)] = bytes(draw.choices(b"'+:?A0 \n\xff\x00", k=draw.randint(0, 4)))
    if not edifact.READER.recognise(bytes(raw)):
        return
    obeyed = edifact.obey(bytes(raw), by=LINE, at=AT, key=f"{seed}")
    for each in obeyed.outcomes:
        assert each.accepted or each.told
    assert obeyed.response.startswith(b"UNB+") or not obeyed.outcomes or not obeyed.response


def told(*words: str | Path) -> tuple[int, Any]:
    ended = CliRunner().invoke(build(), [str(word) for word in words])
    return ended.exit_code, json.loads(ended.stdout)


def test_check_tells_each_message_of_a_file_in_one_array(port: None) -> None:
    clock.set_demonstration(AT)
    status, found = told(
        "check", "--json", MESSAGES / "good" / "cuscar-cargo.edi", MESSAGES / "broken" / "too-long.edi"
    )
    clock.forget()
    assert status == 1
    assert [(each["kind"], each["accepted"]) for each in found] == [("cargo", True), ("cargo", False)]
    (error,) = found[1]["errors"]
    assert (error["code"], error["pointer"], error["line"], error["column"]) == ("EDI-39", "BGM 2, 3:1", 3, 9)
    assert error["value"] == "H" * 36


def test_submit_lodges_gives_numbers_and_receipts_and_again_the_same(port: None, tmp_path: Path) -> None:
    clock.set_demonstration(AT)
    file = tmp_path / "call.edi"
    file.write_bytes(sent(factories.cargo(), factories.crew()))
    status, found = told("submit", "--json", file)
    again = told("submit", "--json", file)
    clock.forget()
    assert (status, again[0]) == (0, 0)
    assert [each["file"] for each in found] == [str(file), f"{file}#2"]
    assert all(each["number"] and each["receipt"] for each in found)
    assert [each["number"] for each in again[1]] == [each["number"] for each in found]
    assert Message.objects.count() == 1


AWMDS = MESSAGES.parent / "asycuda"


def test_an_asycuda_manifest_is_submitted_and_answered_with_its_number(port: None) -> None:
    raw = (AWMDS / "good" / "awmds.xml").read_bytes()
    status, answer, row = came(raw)
    document = Document.objects.get(kind="cargo", version=1)
    assert status == 200
    assert f"<Registration_number>{document.number}</Registration_number>".encode() in answer
    assert (row.kind, row.subject) == ("awmds", Call.objects.get().number)
    assert came(raw)[1] == answer


def test_an_asycuda_manifest_is_told_its_errors_with_path_and_line(port: None) -> None:
    raw = (AWMDS / "good" / "awmds.xml").read_bytes().replace(b"origin_code>CN<", b"origin_code>QQ<", 1)
    status, answer, _ = came(raw)
    assert status == 422
    assert b"<Path>/Awmds/Bol_segment/Goods_segment/Country_of_origin_code</Path>" in answer
    assert b'<Message language="vi">' in answer
    assert Call.objects.count() == 0


def test_an_element_that_is_not_known_is_noted_and_refuses_nothing(port: None) -> None:
    raw = (
        (AWMDS / "good" / "awmds.xml")
        .read_bytes()
        .replace(b"<Totals_segment>", b"<Odd><Deep>x</Deep></Odd><Totals_segment>")
    )
    (found,) = asycuda.check(raw, at=AT)
    assert found.accepted
    assert found.kept == ("/Awmds/General_segment/Odd/Deep",)


@pytest.mark.parametrize("kind", ["cargo", "house", "general", "crew", "passengers"])
def test_a_stored_document_is_written_and_read_again_the_same(port: None, kind: str) -> None:
    made = getattr(factories, kind)()
    (found,) = edifact.check(edifact.written(made, at=AT), at=AT)
    assert found.document == made


def test_numbers_follow_one_another_whatever_way_a_document_came(port: None) -> None:
    first = manifests.submit(factories.cargo(1), by=LINE, at=AT)
    came(sent(factories.cargo(2)))
    second = Document.objects.get(version=1, kind="cargo", call_id=Call.objects.get(call_sign="XVMH2").pk)
    assert int(second.number[2:10]) == int(first.document[2:10]) + 1

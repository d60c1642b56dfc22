"""CONTRL: each kind of break has its code and its place, and the answer itself is right by the standard."""

from pathlib import Path

import pytest
from tests.domain.gateways.edifact_factories import MESSAGES, NOON, only

from motcua.gateways.edifact.domain.checking import flaws
from motcua.gateways.edifact.domain.contrl import addressed, answer, contrl
from motcua.gateways.edifact.domain.directory import segments
from motcua.gateways.edifact.domain.envelopes import Interchange, read
from motcua.gateways.edifact.domain.faults import Fault
from motcua.gateways.edifact.domain.judging import Agreement, judge
from motcua.gateways.edifact.domain.writing import Address, Envelope, write

US = Address("VNQN")
UNSUPPORTED = "UCM+1+{}:UN+4+14+UNH+3:1"
BARE = "UCI+0+UNKNOWN+UNKNOWN+4+13+UNB"
SHIP = "UCM+1+CUSCAR:D:96B:UN+4"
TAKEN = "UCI+HP0001+0100100100:ZZ+VNQN+7"

BROKEN = {
    "bare.edi": [BARE],
    "begin-outside.edi": [BARE, SHIP + "+29+UNT+2", "UCS+1+13"],
    "no-end.edi": ["UCI+HP0001+0100100100:ZZ+VNQN+4+13+UNZ"],
    "other-level.edi": ["UCI+HP0001+A+B+4+2+UNB+2:1"],
    "other-version.edi": ["UCI+HP0001+A+B+4+2+UNB+2:2"],
    "other-message.edi": [TAKEN, "UCM+1+ORDERS:D:96A:UN+4+14+UNH+3:1", "UCS+3", "UCD+45+2:3"],
    "other-release.edi": [TAKEN, "UCM+1+CUSCAR:D:21B:UN+4+14+UNH+3:3"],
    "other-agency.edi": [TAKEN, "UCM+1+CUSCAR:D:96B:ZZ+4+14+UNH+3:4"],
    "count.edi": [TAKEN, SHIP + "+29+UNT+2"],
    "references.edi": [TAKEN, SHIP + "+28+UNT+3"],
    "interchange-count.edi": ["UCI+HP0001+0100100100:ZZ+VNQN+4+29+UNZ+2"],
    "interchange-reference.edi": ["UCI+HP0001+0100100100:ZZ+VNQN+4+28+UNZ+3"],
    "no-beginning.edi": [TAKEN, SHIP, "UCS+1+13"],
    "strange-segment.edi": [TAKEN, SHIP, "UCS+4+15"],
    "too-long.edi": [TAKEN, SHIP, "UCS+2", "UCD+39+3:1"],
    "not-a-number.edi": [TAKEN, SHIP, "UCS+6", "UCD+37+2:2"],
    "too-many.edi": [TAKEN, SHIP, "UCS+5", "UCD+16+3:5"],
    "lacking.edi": [TAKEN, SHIP, "UCS+5", "UCD+13+2:1"],
    "nested.edi": [TAKEN, SHIP, "UCS+6+13"],
    "twice.edi": [TAKEN, SHIP + "+26+UNH+2"],
    "group.edi": [TAKEN, "UCF+7+A+B+4+28+UNE+3", SHIP + "+29+UNT+2"],
    "characters.edi": ["UCI+HP0001+A+B+7", SHIP, "UCS+3", "UCD+21+9:4"],
    "marks.edi": ["UCI+0+UNKNOWN+UNKNOWN+4+20+UNA"],
    "nothing.edi": ["UCI+HP0001+0100100100:ZZ+VNQN+4+32+UNB"],
}
"""What our own broken interchanges are answered, between UNH and UNT."""

SAMPLES = {
    "d01b_invoic_conforming.edi": [BARE, UNSUPPORTED.format("INVOIC:D:01B")],
    "d01b_invoic_malformed.edi": [BARE, UNSUPPORTED.format("INVOIC:D:01B")],
    "d01b_orders_conforming.edi": [BARE, UNSUPPORTED.format("ORDERS:D:01B")],
    "d01b_orders_malformed.edi": [BARE, "UCM+1+ORDERS:D:01B:UN+4+29+UNT+2"],
    "d11a_conforming.edi": [BARE, UNSUPPORTED.format("ORDERS:D:11A")],
    "d11a_malformed.edi": [BARE, "UCM+1+ORDERS:D:11A:UN+4+29+UNT+2"],
    "d11a_malformed_component.edi": [BARE, UNSUPPORTED.format("ORDERS:D:11A")],
    "d96a_invoic_conforming.edi": [BARE, UNSUPPORTED.format("INVOIC:D:96A")],
    "d96a_invoic_malformed.edi": [BARE, UNSUPPORTED.format("INVOIC:D:96A")],
    "d96a_orders_conforming.edi": [BARE, UNSUPPORTED.format("ORDERS:D:96A")],
    "d96a_orders_malformed.edi": [BARE, "UCM+1+ORDERS:D:96A:UN+4+29+UNT+2"],
    "invoic_conforming.edi": [BARE, UNSUPPORTED.format("INVOIC:D:11A")],
    "invoice_with_colon_at_end.edi": [
        "UCI+PAYO0012101221+01010000253001+O0013000093SCHA-Z59+7", UNSUPPORTED.format("INVOIC:D:97A"),
        "UCS+5", "UCD+45+2:3",
    ],
    "order2.edi": ["UCI+000000001+SENDERID+RECEIVERID+4+13+UNZ", UNSUPPORTED.format("ORDERS:D:96A")],
    "orders_conforming.edi": [BARE, UNSUPPORTED.format("ORDERS:D:11A")],
    "wikipedia_en.edi": ["UCI+1+6XPPC:ZZ+LHPPC:ZZ+4+2+UNB+2:1", "UCM+1+PAORES:93:1:IA+4+14+UNH+3:1"],
}  # fmt: skip
"""What others' interchanges are answered, by our own reading of each. Orders and invoices are not read here; most
of the files have no envelope, so that there is nobody to answer to."""


def judged(raw: bytes) -> Interchange:
    found = only(raw)
    judge(found)
    return found


def told(raw: bytes) -> list[str]:
    return write(contrl(judged(raw))).replace("'\n", "\n").splitlines()


@pytest.mark.parametrize("name", BROKEN)
def test_each_break_is_answered_with_its_code_and_place(name: str) -> None:
    assert told((MESSAGES / "broken" / name).read_bytes()) == BROKEN[name]


def test_every_broken_file_is_in_the_table() -> None:
    assert sorted(path.name for path in (MESSAGES / "broken").iterdir()) == sorted(BROKEN)


@pytest.mark.parametrize("name", SAMPLES)
def test_others_interchanges_are_answered_with_their_codes_and_places(samples: Path, name: str) -> None:
    assert told((samples / "edifact" / "messages" / name).read_bytes()) == SAMPLES[name]


def test_a_medical_letter_in_another_character_set_is_answered_for_its_level(samples: Path) -> None:
    lines = told((samples / "edifact" / "messages" / "patient1.edi").read_bytes())
    assert lines[:2] == [
        "UCI+1623+ME123456+ME654321+4+2+UNB+2:1", "UCM+0001+MEDRPT:1:901:UN+4+14+UNH+3:1",
    ]  # fmt: skip
    assert lines[2:4] == ["UCS+3", "UCD+45+4"]


def test_all_seventeen_are_in_the_tables(samples: Path) -> None:
    names = {path.name for path in (samples / "edifact" / "messages").iterdir() if "paxlst" not in path.name}
    assert names == {*SAMPLES, "patient1.edi"}
    assert len(names) == 17


def test_a_sound_interchange_is_acknowledged_as_a_whole() -> None:
    assert told((MESSAGES / "broken" / "count.edi").read_bytes().replace(b"UNT+8", b"UNT+6")) == [TAKEN]


SOUND = (MESSAGES / "broken" / "count.edi").read_bytes().replace(b"UNT+8", b"UNT+6")


@pytest.mark.parametrize(
    ("agreed", "line"),
    [
        (Agreement(knows=lambda who: who == "0200200200"), "UCI+HP0001+0100100100:ZZ+VNQN+4+23+UNB+3:1"),
        (Agreement(recipients=frozenset(["VNHP"])), "UCI+HP0001+0100100100:ZZ+VNQN+4+7+UNB+4:1"),
        (Agreement(seen=lambda found: found.reference == "HP0001"), "UCI+HP0001+0100100100:ZZ+VNQN+4+26+UNB+6"),
        (Agreement(lambda who: who == "0100100100", frozenset(["VNQN"]), seen=lambda found: False), TAKEN),
    ],
)
def test_strangers_other_addresses_and_repeated_references_are_rejected(agreed: Agreement, line: str) -> None:
    found = only(SOUND)
    judge(found, agreed)
    assert write(contrl(found)).splitlines()[0] == line + "'"


def test_a_type_that_is_not_agreed_is_not_taken() -> None:
    found = only(SOUND)
    judge(found, Agreement(types=frozenset(["PAXLST"])))
    assert write(contrl(found)).splitlines()[1] == "UCM+1+CUSCAR:D:96B:UN+4+14+UNH+3:1'"


@pytest.mark.parametrize(
    ("name", "head", "identifier"),
    [("count.edi", "UNOC:3", "CONTRL:D:3:UN"), ("other-level.edi", "UNOA:3", "CONTRL:D:3:UN"),
     ("bare.edi", "UNOA:4", "CONTRL:4:1:UN")],
)  # fmt: skip
def test_the_answer_goes_back_in_the_senders_version(name: str, head: str, identifier: str) -> None:
    found = judged((MESSAGES / "broken" / name).read_bytes())
    raw = answer(found, addressed(found, US, Envelope(US, US, NOON, "A1")))
    text = raw.decode()
    assert text.startswith(f"UNB+{head}+VNQN+{found.sender or 'UNKNOWN'}")
    assert f"UNH+1+{identifier}'" in text


@pytest.mark.parametrize("name", BROKEN)
def test_every_answer_is_itself_sound_and_right_by_its_table(name: str) -> None:
    found = judged((MESSAGES / "broken" / name).read_bytes())
    (sent,) = read(answer(found, addressed(found, US, Envelope(US, US, NOON, "A1"))))
    assert sent.faults == []
    (message,) = sent.messages
    assert [each[0][0] for each in message.segments[:2]] == ["UNH", "UCI"]
    for each in message.segments[1:-1]:
        assert each[0][0] in segments("D.96B")
        assert flaws(each, "D.96B") == ()


def test_no_more_faults_are_told_than_a_contrl_can_hold() -> None:
    found = only(SOUND)
    message = found.messages[0]
    message.faults = [Fault("39", "message", "BGM", 2, 3, 1) for _ in range(2000)]
    body = contrl(found)
    assert sum(each[0][0] == "UCD" for each in body) == 99


def test_after_very_many_faults_the_messages_that_follow_are_rejected_unread() -> None:
    bad = b"UNH+%d+CUSCAR:D:96B:UN'BGM+785+" + b"H" * 36 + b"+9'UNT+3+%d'"
    raw = b"UNB+UNOC:3+A+B+260301:1200+R1'" + b"".join(bad % (no, no) for no in range(600)) + b"UNZ+600+R1'"
    found = judged(raw)
    lines = write(contrl(found)).splitlines()
    assert sum(line.startswith("UCM+") for line in lines) == 600
    assert lines[-1] == "UCM+599+CUSCAR:D:96B:UN+4+18+UNH'"


def test_a_file_of_nothing_but_stray_segments_is_told_within_bounds() -> None:
    found = judged(b"UNB+UNOC:3+A+B+260301:1200+R1'" + b"ZZZ'" * 100_000 + b"UNZ+0+R1'")
    assert len(found.astray) == 100_000
    assert len(found.faults) <= 600
    assert write(contrl(found)) == "UCI+R1+A+B+4+33+ZZZ'\n"


def test_a_message_of_nothing_but_strange_segments_is_told_within_bounds() -> None:
    body = b"UNH+1+CUSCAR:D:96B:UN'BGM+785+M1+9'" + b"ZZZ'" * 100_000 + b"UNT+100003+1'"
    found = judged(b"UNB+UNOC:3+A+B+260301:1200+R1'" + body + b"UNZ+1+R1'")
    assert len(found.messages[0].faults) <= 600
    assert len(contrl(found)) <= 2 + 999

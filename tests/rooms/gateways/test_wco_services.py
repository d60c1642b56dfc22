"""WCO messages tried and obeyed: rows, numbers and answers, or all that is wrong."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.domain.gateways.wco_factories import MESSAGES, message, schema

from motcua.declarations.models import Declaration, Item, Version
from motcua.declarations.services import INTAKE, Answer, Busy, Raw, submit
from motcua.gateways.wco import services
from motcua.ground.services import files
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.rules import Finding

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "tutorial" / "examples"
MESSAGES_OF_OUR_OWN = sorted(path.stem for path in MESSAGES.glob("*.xml"))


@pytest.fixture(autouse=True)
def intake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lodge in the test's own transaction instead of the writer's thread."""

    def lodge(raw: Raw, *, by: Any, **_: Any) -> Answer:
        (answer,) = submit([raw], by=by)
        return answer

    monkeypatch.setattr(INTAKE, "lodge", lodge)


def responses(raw: bytes) -> list[Any]:
    return etree.fromstring(raw).findall("{*}Response")


@pytest.mark.parametrize("name", ["import", "export", "other-system"])
def test_a_message_of_quang_ninh_trade_is_accepted_with_its_duties(at: datetime, name: str) -> None:
    (found,) = services.check(message(name), at=at)
    assert [each.finding for each in found.findings if each.finding.severity == "refuse"] == []
    assert found.accepted
    assert found.assessment is not None
    assert Declaration.objects.count() == 0


def test_a_message_in_xml_and_the_same_in_json_make_the_same_rows(at: datetime) -> None:
    obeyed = services.obey(message("import"), by=SYSTEM, at=at, key="K1")
    (by_xml,) = Declaration.objects.filter(number=obeyed.numbers[0]).values()
    body = (EXAMPLES / "import.json").read_bytes().replace(b"HUONG-DAN-001", b"HUONG-DAN-101")
    (by_json,) = submit([Raw(body, at)], by=SYSTEM)
    (other,) = Declaration.objects.filter(number=by_json.number).values()
    own = {"id", "number", "channel", "state", "due_at", "cleared_at", "leaf"}
    assert {key: value for key, value in by_xml.items() if key not in own and value != by_xml["id"]} == {
        key: value for key, value in other.items() if key not in own and value != other["id"]
    }
    rows = [
        list(Item.objects.filter(declaration_id=row["id"]).order_by("no").values_list("hs_code", "customs_value"))
        for row in (by_xml, other)
    ]
    assert rows[0] == rows[1]


def test_what_is_stored_as_the_message_is_the_declaration_with_all_that_was_kept(at: datetime) -> None:
    obeyed = services.obey(message("other-system"), by=SYSTEM, at=at, key="K2")
    version = Version.objects.get(number=obeyed.numbers[0])
    stored = files.slice(version.file, version.file_offset, version.file_length)
    assert b"BROKER-FILE-11" in stored
    assert obeyed.results[0].declaration is not None
    assert services.as_json(obeyed.results[0].declaration) == stored


def test_an_accepted_message_is_answered_with_its_number(at: datetime, samples: Path) -> None:
    obeyed = services.obey(message("import"), by=SYSTEM, at=at, key="K3")
    (answer,) = responses(obeyed.response)
    assert answer.findtext("{*}FunctionCode") == "01"
    assert answer.findtext("{*}Declaration/{*}ID") == obeyed.numbers[0]
    assert answer.findtext("{*}Declaration/{*}FunctionalReferenceID") == "HUONG-DAN-001"
    inner = schema(samples, "notification/WCO_RES_2_DMS.xsd")
    assert inner.validate(etree.ElementTree(answer)), inner.error_log.last_error


def test_the_same_message_again_is_the_same_declaration(at: datetime) -> None:
    first, again = (services.obey(message("export"), by=SYSTEM, at=at, key="K4") for _ in range(2))
    assert first.numbers == again.numbers
    assert Declaration.objects.count() == 1
    assert first.response == again.response


def test_several_declarations_of_one_file_are_each_lodged_and_answered(at: datetime) -> None:
    obeyed = services.obey(message("two"), by=SYSTEM, at=at, key="K5")
    assert len(set(obeyed.numbers)) == 2
    assert [answer.findtext("{*}Declaration/{*}ID") for answer in responses(obeyed.response)] == list(obeyed.numbers)


def test_a_bad_declaration_does_not_harm_its_neighbour_in_the_file(at: datetime) -> None:
    raw = message("two").replace(b"<ID>08106000</ID>", b"<ID>99999999</ID>", 1)
    obeyed = services.obey(raw, by=SYSTEM, at=at, key="K6")
    assert [result.accepted for result in obeyed.results] == [False, True]
    assert [answer.findtext("{*}FunctionCode") for answer in responses(obeyed.response)] == ["03", "01"]


@pytest.mark.parametrize("name", MESSAGES_OF_OUR_OWN)
def test_every_message_is_answered_by_a_valid_response(at: datetime, samples: Path, name: str) -> None:
    inner = schema(samples, "notification/WCO_RES_2_DMS.xsd")
    for answer in responses(services.obey(message(name), by=SYSTEM, at=at, key=name).response):
        assert inner.validate(etree.ElementTree(answer)), inner.error_log.last_error


def test_a_refused_declaration_stores_nothing_and_points_to_each_fault(at: datetime) -> None:
    obeyed = services.obey(message("refused"), by=SYSTEM, at=at, key="K7")
    assert Declaration.objects.count() == 0
    (answer,) = responses(obeyed.response)
    assert answer.findtext("{*}FunctionCode") == "03"
    told = [
        "/".join(tag for point in error.iterfind("{*}Pointer") for tag in point.itertext() if tag.strip())
        for error in answer.iterfind("{*}Error")
    ]
    assert len(told) == len([each for each in obeyed.results[0].findings if each.finding.severity == "refuse"])
    assert all(each.startswith("42A") for each in told)


def test_what_cannot_be_read_and_what_the_rules_refuse_are_told_together(at: datetime) -> None:
    (found,) = services.check(message("many-faults"), at=at)
    codes = [each.finding.code for each in found.findings]
    assert "DCL-E01" in codes
    assert any(code.startswith(("DEC", "IMP")) for code in codes)
    paths = [each.finding.path for each in found.findings if each.finding.code == "DCL-E01"]
    others = {each.finding.path for each in found.findings if each.finding.code != "DCL-E01"}
    assert others.isdisjoint(paths)


def test_the_standing_of_an_enterprise_is_told_to_nobody_else(at: datetime) -> None:
    stranger = Actor(7, "Người lạ", parties=frozenset({"5799900001"}))
    own = Actor(8, "Người nhà", parties=frozenset({"9900000009"}))
    unreadable = message("import").replace(b">17050<", b">x<")
    (told,) = services.obey(unreadable, by=stranger, at=at, key="K20").results
    assert {each.finding.code for each in told.findings} == {"DCL-E01"}
    (told,) = services.obey(unreadable, by=own, at=at, key="K21").results
    assert {each.finding.code for each in told.findings} > {"DCL-E01"}
    (told,) = services.obey(message("import"), by=stranger, at=at, key="K22").results
    assert not told.accepted
    assert Declaration.objects.count() == 0


def test_anothers_answer_is_never_rejected(at: datetime) -> None:
    obeyed = services.obey(message("answer"), by=SYSTEM, at=at, key="K8")
    assert [answer.findtext("{*}FunctionCode") for answer in responses(obeyed.response)] == ["02"]
    assert not obeyed.results[0].accepted


def test_a_busy_intake_asks_to_come_again_before_anything_is_lodged(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(raw: Raw, **_: Any) -> Answer:
        raise Busy

    monkeypatch.setattr(INTAKE, "lodge", busy)
    with pytest.raises(Busy):
        services.obey(message("two"), by=SYSTEM, at=at, key="K9")


def test_what_the_post_book_keeps_of_the_answer(at: datetime) -> None:
    accepted = services.answer(message("import"), SYSTEM, at, "K10")
    assert (accepted.status, accepted.function, accepted.reference) == (201, "9", "HUONG-DAN-001")
    assert accepted.subject
    refused = services.answer(message("malformed"), SYSTEM, at, "K11")
    assert (refused.status, refused.subject, refused.errors) == (422, "", 1)


def test_a_declaration_that_warns_is_answered_with_its_warnings(at: datetime) -> None:
    (result,) = services.obey(message("other-system"), by=SYSTEM, at=at, key="K12").results
    warned = [each.finding for each in result.findings]
    assert all(isinstance(found, Finding) and found.severity == "warn" for found in warned)


@pytest.mark.django_db(transaction=True)
def test_a_message_goes_through_the_writer_of_the_process(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    obeyed = services.obey(message("two"), by=SYSTEM, at=at, key="K13")
    INTAKE.close()
    assert len(obeyed.numbers) == 2
    assert Declaration.objects.count() == 2

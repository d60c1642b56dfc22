"""Answers: Responses that the published schema accepts, and that tell a trader no more than he may know."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lxml import etree
from tests.domain.gateways.wco_factories import MESSAGES, schema

from motcua.gateways.wco.domain import Fault, Reply, respond
from motcua.gateways.wco.domain.pointing import Point
from motcua.kernel.words import Words

AT = datetime(2023, 12, 22, 3, 0, tzinfo=UTC)
ACCEPTED = Reply(
    "accepted", AT, "5f3b2c", "QN-PM-000817", "105000000010", 1, 2, 18_755_000, date(2024, 1, 21),
    "declaration/105000000010",
    (Fault("DEC-TRN-29", Words("Đối chiếu số container.", "Compare the container number."), refuses=False),),
)  # fmt: skip
REJECTED = Reply(
    "rejected", AT, "5f3b2d", "QN-SAI-01",
    faults=(
        Fault("DEC-TRN-03", Words("Phải có trọng lượng <kg> & đơn vị.", "Fill the weight & its unit."),
              (Point("42A"), Point("67A"), Point("68A", 2), Point("23A", 0, "145"))),
        Fault("WCO-E01", Words("x" * 400, "y" * 400)),
    ),
)  # fmt: skip


def response(reply: Reply) -> Any:
    (found,) = etree.fromstring(respond([reply])).findall("{*}Response")
    return found


def test_the_answers_are_those_of_the_golden_files() -> None:
    assert respond([ACCEPTED]) == (MESSAGES / "answers" / "accepted.xml").read_bytes()
    assert respond([REJECTED]) == (MESSAGES / "answers" / "rejected.xml").read_bytes()


def test_every_answer_is_valid_by_the_schema(samples: Path) -> None:
    inner = schema(samples, "notification/WCO_RES_2_DMS.xsd")
    for reply in (ACCEPTED, REJECTED, Reply("received", AT), Reply("accepted", AT, number="1")):
        assert inner.validate(etree.ElementTree(response(reply))), inner.error_log.last_error


def test_an_acceptance_tells_number_moment_channel_duties_and_receipt() -> None:
    found = response(ACCEPTED)
    assert found.findtext("{*}FunctionCode") == "01"
    assert found.findtext("{*}Declaration/{*}ID") == "105000000010"
    assert found.findtext("{*}Declaration/{*}AcceptanceDateTime/{*}DateTimeString") == "20231222030000Z"
    assert found.findtext("{*}Status/{*}NameCode") == "2"
    assert found.findtext(".//{*}TaxAssessedAmount") == "18755000"
    assert found.findtext(".//{*}DueDateTime/{*}DateTimeString") == "20240121"
    assert found.findtext("{*}AdditionalInformation/{*}StatementDescription") == "declaration/105000000010"
    assert found.find("{*}Error") is None


def test_a_rejection_points_to_each_fault_as_the_wco_does() -> None:
    error = response(REJECTED).find("{*}Error")
    assert error.findtext("{*}ValidationCode") == "DECTRN03"
    assert [
        (point.findtext("{*}DocumentSectionCode"), point.findtext("{*}SequenceNumeric"), point.findtext("{*}TagID"))
        for point in error.findall("{*}Pointer")
    ] == [("42A", None, None), ("67A", None, None), ("68A", "2", None), ("23A", None, "145")]


def test_several_answers_stand_in_one_wrapper_in_their_order() -> None:
    root = etree.fromstring(respond([REJECTED, ACCEPTED]))
    assert [found.text for found in root.iterfind("{*}Response/{*}FunctionCode")] == ["03", "01"]

"""Responding: answers as WCO Responses, one for each message, in one MetaData."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Literal

import msgspec

from motcua.gateways.wco.domain.pointing import Point
from motcua.gateways.wco.domain.tables import METADATA, RESPONSE, RESPONSE_TYPES
from motcua.gateways.wco.domain.text import content
from motcua.kernel.words import Words

Answer = Literal["accepted", "received", "rejected"]
FUNCTIONS: dict[Answer, str] = {"accepted": "01", "received": "02", "rejected": "03"}
"""Function codes of answers."""
RECEIPT = "VNR"
"""Type of the statement that names the receipt."""
WARNING = "VNW"
"""Type of a statement that warns: a finding that does not refuse."""
ASKED = "VNQ"
"""Type of the statement that tells how a request stands."""
_MOMENTS: dict[Answer, str] = {"accepted": "AcceptanceDateTime", "received": "", "rejected": "RejectionDateTime"}
_LONGEST = 512


class Fault(msgspec.Struct, frozen=True):
    """What is wrong: the code of a rule, a sentence with what to do, and where.

    A Response has room for eight characters of a code: it is told without its hyphens.
    """

    code: str
    words: Words
    points: tuple[Point, ...] = ()
    refuses: bool = True


class Reply(msgspec.Struct, frozen=True):
    """The answer to one message. `message` names the answer itself; `reference` is the sender's.

    `channel` is the number of the channel, 1 to 3, as every trader may know it; why is never told. `told` is the
    state of what was asked, by name and in words.
    """

    answer: Answer
    at: datetime
    message: str = ""
    reference: str = ""
    number: str = ""
    version: int = 0
    channel: int = 0
    duties: int | None = None
    due_on: date | None = None
    receipt: str = ""
    faults: tuple[Fault, ...] = ()
    told: tuple[str, Words] | None = None


def respond(replies: Sequence[Reply]) -> bytes:
    """All replies as one XML document."""
    return "".join(_document(replies)).encode()


def _document(replies: Sequence[Reply]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<md:MetaData xmlns:md="{METADATA}" xmlns="{RESPONSE}" xmlns:ds="{RESPONSE_TYPES}">\n'
    yield from _line(1, "md:WCODataModelVersionCode", "3.6")
    yield from _line(1, "md:WCOTypeName", "RES")
    yield from _line(1, "md:ResponsibleCountryCode", "VN")
    yield from _line(1, "md:ResponsibleAgencyName", "Hải quan Việt Nam")
    for reply in replies:
        yield "  <Response>\n"
        yield from _response(reply)
        yield "  </Response>\n"
    yield "</md:MetaData>\n"


def _response(reply: Reply) -> Iterator[str]:
    yield from _line(2, "FunctionCode", FUNCTIONS[reply.answer])
    yield from _line(2, "FunctionalReferenceID", reply.message[:35])
    yield from _moment(2, "IssueDateTime", reply.at)
    if reply.receipt:
        yield from _statement("receipt", reply.receipt, RECEIPT, ())
    if reply.told:
        yield from _statement(reply.told[0], _sentence(reply.told[1]), ASKED, ())
    for fault in reply.faults:
        if not fault.refuses:
            yield from _statement(fault.code, _sentence(fault.words), WARNING, fault.points)
    for fault in reply.faults:
        if fault.refuses:
            yield from _error(fault)
    if reply.channel:
        yield "    <Status>\n"
        yield from _moment(3, "EffectiveDateTime", reply.at)
        yield from _line(3, "NameCode", str(reply.channel))
        yield "    </Status>\n"
    yield "    <Declaration>\n"
    yield from _declaration(reply)
    yield "    </Declaration>\n"


def _declaration(reply: Reply) -> Iterator[str]:
    moment = _MOMENTS[reply.answer]
    if moment == "AcceptanceDateTime":
        yield from _moment(3, moment, reply.at)
    yield from _line(3, "FunctionalReferenceID", reply.reference[:35])
    yield from _line(3, "ID", reply.number)
    if moment == "RejectionDateTime":
        yield from _moment(3, moment, reply.at)
    yield from _line(3, "VersionID", str(reply.version or ""))
    if reply.duties is None:
        return
    yield "      <DutyTaxFee>\n        <Payment>\n"
    yield f'          <TaxAssessedAmount currencyID="VND">{reply.duties}</TaxAssessedAmount>\n'
    if reply.due_on:
        yield from _dated(5, "DueDateTime", "102", f"{reply.due_on:%Y%m%d}")
    yield "        </Payment>\n      </DutyTaxFee>\n"


def _statement(code: str, text: str, kind: str, points: Sequence[Point]) -> Iterator[str]:
    yield "    <AdditionalInformation>\n"
    yield from _line(3, "StatementCode", code[:17])
    yield from _line(3, "StatementDescription", text[:_LONGEST])
    yield from _line(3, "StatementTypeCode", kind)
    yield from _pointers(points)
    yield "    </AdditionalInformation>\n"


def _error(fault: Fault) -> Iterator[str]:
    yield "    <Error>\n"
    yield from _line(3, "Description", _sentence(fault.words)[:_LONGEST])
    yield from _line(3, "ValidationCode", fault.code.replace("-", "")[:8])
    yield from _pointers(fault.points)
    yield "    </Error>\n"


def _sentence(words: Words) -> str:
    return f"{words.vi} / {words.en}"


def _pointers(points: Sequence[Point]) -> Iterator[str]:
    for point in points:
        yield "      <Pointer>\n"
        yield from _line(4, "SequenceNumeric", str(point.sequence or ""))
        yield from _line(4, "DocumentSectionCode", point.section)
        yield from _line(4, "TagID", point.tag)
        yield "      </Pointer>\n"


def _moment(depth: int, name: str, at: datetime) -> Iterator[str]:
    yield from _dated(depth, name, "304", f"{at.astimezone(UTC):%Y%m%d%H%M%S}Z")


def _dated(depth: int, name: str, form: str, text: str) -> Iterator[str]:
    indent = "  " * depth
    yield f'{indent}<{name}>\n{indent}  <ds:DateTimeString formatCode="{form}">{text}</ds:DateTimeString>\n'
    yield f"{indent}</{name}>\n"


def _line(depth: int, name: str, text: str) -> Iterator[str]:
    """A value; nothing where it is empty."""
    if text:
        yield f"{'  ' * depth}<{name}>{content(text)}</{name}>\n"

"""CUSRES: what became of one message: taken with its number, or not, with each error and its place (D.96B)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from motcua.gateways.edifact.domain.cutting import Segment
from motcua.gateways.edifact.domain.writing import Element, clean, segment
from motcua.gateways.ships.domain.told import Outcome, Told
from motcua.kernel.days import LAW_ZONE

IDENTIFIER = ("CUSRES", "D", "96B", "UN")
ANSWER = "11"
"""Function of the message: an answer."""
TAKEN, REFUSED = "AP", "RE"
STATUS = {"rejected": "6", "accepted": "8", "again": "9"}
"""GIS: as South Africa has them, 6 rejected, 8 accepted, 9 accepted before."""
MOST_ERRORS = 99
_LINES, _WIDTH = 5, 70
_CODE = 8
UNNAMED = "ZZZ"


def cusres(outcome: Outcome, *, code: str, message: str, at: datetime) -> list[Segment]:
    """The segments between UNH and UNT. `code` is what the sender's BGM called it, `message` its reference."""
    status = "rejected" if not outcome.accepted else "again" if outcome.repeated else "accepted"
    local = at.astimezone(LAW_ZONE)
    body = [
        segment("BGM", code, outcome.number or outcome.reference[:35], ANSWER, TAKEN if outcome.accepted else REFUSED),
        segment("DTM", ("137", f"{local:%Y%m%d%H%M}", "203")),
        segment("GIS", STATUS[status]),
    ]
    body += [segment("RFF", (name, value)) for name, value in _references(outcome, message) if value]
    for told in outcome.told[:MOST_ERRORS]:
        body += _error(told)
    return body


def _references(outcome: Outcome, message: str) -> Iterator[tuple[str, str]]:
    """ACW: what is answered; ABO: the sender's number; ABT: ours; ZCA: of the call; ZLF: the receipt's leaf."""
    yield "ACW", message
    yield "ABO", outcome.reference[:35]
    yield "ABT", outcome.number
    yield "ZCA", outcome.call
    yield "ZLF", str(outcome.leaf) if outcome.leaf else ""


def _error(told: Told) -> Iterator[Segment]:
    """Where (segment, element), which, and what to do in both languages."""
    spot = told.spot
    section = "1" if spot.segment and spot.segment <= 2 else "2"  # noqa: PLR2004
    place = f"{spot.element}" + (f".{spot.component}" if spot.component else "") if spot.element else ""
    where: tuple[Element, ...] = ((section, told.path[:35], str(spot.segment) if spot.segment else ""),)
    yield segment("ERP", *where, (spot.tag, place))
    yield segment("ERC", (code_of(told.code), "", UNNAMED))
    for language in ("vi", "en"):
        yield segment("FTX", "AAO", "", "", _lines(told, language), language)


def code_of(code: str) -> str:
    """Our code within eight characters: the part that tells it from others."""
    plain = code.replace("-", "")
    return plain if len(plain) <= _CODE else plain[-_CODE:]


def _lines(told: Told, language: str) -> Sequence[str]:
    text = f"{told.code}: {clean(told.words.in_language(language))}"
    if told.value:
        text += f" [{clean(told.value, 60)}]"
    if not told.refuses:
        text = f"({'lưu ý' if language == 'vi' else 'note'}) {text}"
    return [text[start : start + _WIDTH] for start in range(0, min(len(text), _LINES * _WIDTH), _WIDTH)]

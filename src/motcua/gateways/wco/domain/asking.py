"""Asking: a message that amends or cancels a registered declaration, read as what it asks.

`ID` is the number of the declaration; a last digit above 0 is the branch from which an amendment was made. An
amendment holds the whole declaration as it shall be. `Amendment/ChangeReasonCode` is why; a statement of type AES
says more.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from motcua.declarations.domain.message import Declaration, Kept
from motcua.gateways.wco.domain.reading import Reading, read
from motcua.gateways.wco.domain.recognising import Document, local

AMENDMENT, CANCELLATION = "amendment", "cancellation"
KINDS = (AMENDMENT, CANCELLATION)
"""Kinds of messages that ask something of a registered declaration."""
EXPLAINING = "AES"
"""Type of the statement in which an asker says more."""
NUMBER, REASON = "ID", "Amendment/ChangeReasonCode"
"""Where a message names the declaration, and why."""
_DIGITS = 12


class Asked(msgspec.Struct, frozen=True):
    """What is asked: of which declaration, from which version (0: any), why, and what else is said."""

    number: str
    version: int
    reason: str
    note: str


def asked(document: Document) -> Asked:
    """What the message says beside the declaration itself."""
    number = "".join(document.number.split())
    branch = int(number[-1]) if len(number) == _DIGITS and number.isdecimal() else 0
    reason = next((_text(each, "ChangeReasonCode") for each in _named(document.element, "Amendment")), "")
    said = (
        _text(each, "StatementDescription") for each in _named(document.element, "AdditionalInformation")
        if _text(each, "StatementTypeCode") == EXPLAINING
    )  # fmt: skip
    root = f"{number[:-1]}0" if branch else number
    return Asked(root, branch + 1 if branch else 0, reason, " ".join(" ".join(said).split()))


def as_it_shall_be(document: Document, before: Declaration) -> Reading:
    """The declaration that an amendment holds, in the place of one: what names the message itself is left out."""
    reading = read(document, before.direction)
    declaration = msgspec.structs.replace(
        reading.declaration, reference=before.reference, declared_on=before.declared_on,
        kept=_kept(before.kept, reading.declaration.kept),
    )  # fmt: skip
    return msgspec.structs.replace(reading, declaration=declaration)


_OF_THE_MESSAGE = tuple(
    f"/Declaration/{name}" for name in ("ID", "Amendment", "FunctionCode", "TypeCode", "IssueDateTime",
                                        "FunctionalReferenceID")
)  # fmt: skip


def _kept(before: tuple[Kept, ...], after: tuple[Kept, ...]) -> tuple[Kept, ...]:
    """What is kept of the amendment: its own, and what the declaration's own message said of itself; in that order."""
    explained = tuple(
        each.path.rpartition("/")[0] + "/" for each in after
        if each.path.endswith("/StatementTypeCode") and each.value == EXPLAINING
    )  # fmt: skip
    own = [each for each in after if not _of_itself(each) and not (explained and each.path.startswith(explained))]
    places = {each: place for place, each in enumerate(before)}
    rest = [each for each in before if _of_itself(each)]
    return tuple(sorted([*rest, *own], key=lambda each: places.get(each, len(places))))


def _of_itself(kept: Kept) -> bool:
    """Whether a kept value is of the message, not of what it declares."""
    path = kept.path.removeprefix("-")
    return any(path == name or path.startswith((f"{name}/", f"{name}[")) for name in _OF_THE_MESSAGE)


def _named(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if local(child.tag) == name)


def _text(element: Any, name: str) -> str:
    return next(((child.text or "").strip() for child in _named(element, name)), "")

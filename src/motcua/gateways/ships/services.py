"""Announcing: a document that a message was read into, tried or submitted, and what came of it in one shape."""

from collections.abc import Callable, Iterable
from datetime import datetime

from motcua.gateways.ships.domain.told import Spot, Told
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.refusals import Refusal
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words
from motcua.manifests import services
from motcua.manifests.domain import message as neutral
from motcua.manifests.domain.errors import Faulty
from motcua.manifests.domain.misread import Misread

UNREAD = "MNF-E01"


Locate = Callable[[str], Spot]


def misread(faults: Iterable[Misread], locate: Locate) -> tuple[Told, ...]:
    """Values that could not be read."""
    return tuple(
        Told(
            UNREAD, Words(f"Không đọc được giá trị {each.path}. Sửa rồi gửi lại.",
                          f"The value of {each.path} cannot be read. Correct it and send it again."),
            each.path, each.value, each.expected, spot=locate(each.path),
        )
        for each in faults
    )  # fmt: skip


def tried(document: neutral.Document, function: str, *, at: datetime, locate: Locate) -> tuple[Told, ...]:
    """What submitting would find; nothing is kept."""
    try:
        findings = services.check_out(document, by=SYSTEM, at=at, function=function)  # type: ignore[arg-type]
    except Refusal as refusal:
        return (refused(refusal),)
    return tuple(_found(each, locate) for each in findings)


def submitted(
    document: neutral.Document, function: str, *, by: Actor, at: datetime, key: str, locate: Locate
) -> tuple[services.Submitted | None, tuple[Told, ...]]:
    """Submit it: what it became, or None and all that speaks against it."""
    try:
        done = services.submit(document, by=by, at=at, function=function, key=key)  # type: ignore[arg-type]
    except Faulty as refusal:
        return None, tuple(_found(each, locate) for each in refusal.findings)
    except Refusal as refusal:
        return None, (refused(refusal),)
    return done, tuple(_found(each, locate) for each in done.findings)


def refused(refusal: Refusal) -> Told:
    """A refusal of the whole."""
    return Told(refusal.code, Words(refusal.in_language("vi"), refusal.in_language("en")), "/")


def _found(found: Finding, locate: Locate) -> Told:
    words = Words(f"{found.message.vi} {found.remedy.vi}".strip(), f"{found.message.en} {found.remedy.en}".strip())
    return Told(
        found.code, words, found.path, found.value or "", found.message.en, found.severity == "refuse",
        locate(found.path),
    )  # fmt: skip

"""The checks of an officer: ask the declarant, order, extend or spare an inspection, and what the declarant answers."""

from datetime import datetime

from django.db import transaction

from motcua.declarations.domain.errors import NeedsReason
from motcua.declarations.domain.life import Channel
from motcua.declarations.services import instructions, rows
from motcua.declarations.services.life import Group, Standing, need_officer, need_party
from motcua.ground.services import bulk, ids, notices
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.risk import services as risk


@transaction.atomic
def instruct(
    subject: int, *, kind: str, words: str, papers: tuple[str, ...] = (), by: Actor, at: datetime
) -> int:  # fmt: skip
    """Ask something of the declarant, whose clock begins; returns the leaf. NeedsReason without words.

    UnknownCode for a kind or paper that is not listed on that day.
    """
    group, standing = case(subject, by)
    _said(words)
    day = law_day(at)
    reference.entry("instruction", kind, day)
    for paper in papers:
        reference.entry("attachment_kind", paper, day)
    leaf = ids.one(at)
    after = instructions.begun(subject, leaf, kind=kind, papers=papers, words=words, by=by, at=at)
    group.step(standing, "instruct", at=at, by=by, note=words.strip(), leaf_id=leaf, after=after)
    group.write()
    tell(standing, _INSTRUCTED, at)
    return leaf


@transaction.atomic
def answer(subject: int, *, words: str, by: Actor, at: datetime) -> None:
    """The declarant answers, and the check goes on. NeedsReason without words."""
    group = Group([subject])
    standing = group.standing(subject)
    need_party(by, standing)
    _said(words)
    _close(group, standing, "answer", words, by, at)


@transaction.atomic
def withdraw_query(subject: int, *, words: str, by: Actor, at: datetime) -> None:
    """An officer takes an instruction back, and the check goes on."""
    group, standing = case(subject, by)
    _said(words)
    _close(group, standing, "withdraw query", words, by, at)
    tell(standing, _WITHDRAWN, at)


@transaction.atomic
def order_inspection(
    subject: int, *, reason: str, basis: str = "", ground: risk.Ground = "officer", by: Actor, at: datetime
) -> None:  # fmt: skip
    """Send a declaration to physical inspection, through the selection that spends a token. NeedsReason; NoToken.

    An officer's own choice is made by an officer; a request that waits and what the law orders are for the head, who
    names what the order rests on.
    """
    group, standing = case(subject, by, role="officer" if ground == "officer" else "head")
    _said(reason)
    if ground == "legal":
        _said(basis)
    risk.upgrade(subject=subject, ground=ground, reason=reason, basis=basis, by=by, at=at)
    standing.channel = Channel.RED
    group.step(standing, "order inspection", at=at, by=by, note=reason)
    group.write()
    tell(standing, _ORDERED, at)


@transaction.atomic
def spare_inspection(subject: int, *, reason: str, basis: str = "", by: Actor, at: datetime) -> None:
    """A head of branch lowers red to yellow; what was spent on it is not given back."""
    group, standing = case(subject, by, role="head")
    _said(reason)
    risk.lower(subject=subject, to=Channel.YELLOW, reason=reason, basis=basis, by=by, at=at)
    standing.channel = Channel.YELLOW
    group.step(standing, "spare inspection", at=at, by=by, note=reason)
    group.write()


@transaction.atomic
def extend_inspection(subject: int, *, reason: str, by: Actor, at: datetime) -> None:
    """A complex inspection takes longer: the law's further time begins. Once; a second time needs a head of branch."""
    group, standing = case(subject, by)
    _said(reason)
    if standing.id in _extended([standing.id]):
        by.need("head", standing.office)
    group.step(standing, "extend inspection", at=at, by=by, note=reason)
    group.write()


def _extended(subjects: list[int]) -> set[int]:
    """Which of these declarations have had their inspection extended."""
    found = bulk.held(rows.T_MOVE, ("declaration_id", "verb"), "declaration_id", subjects)
    return {subject for subject, verb in found if verb == "extend inspection"}


def tell(standing: Standing, words: Words, at: datetime) -> None:
    """Put a notice into the declarant's inbox."""
    named = Words(words.vi % {"number": standing.number}, words.en % {"number": standing.number})
    notices.tell(
        notices.party(standing.party),
        named,
        f"/declarations/{standing.number}/",
        at=at,
        kind="request",
        subject=standing.number,
    )


_INSTRUCTED = Words(
    "Hải quan có yêu cầu đối với tờ khai %(number)s.", "Customs asks something about declaration %(number)s."
)
_WITHDRAWN = Words(
    "Yêu cầu đối với tờ khai %(number)s đã được rút.", "What was asked about declaration %(number)s is withdrawn."
)
_ORDERED = Words(
    "Tờ khai %(number)s chuyển sang kiểm tra thực tế hàng hóa.", "Declaration %(number)s goes to physical inspection."
)


def case(subject: int, by: Actor, *, role: str = "officer") -> tuple[Group, Standing]:
    """One declaration, locked, for an officer of its branch, or for its head."""
    group = Group([subject])
    standing = group.standing(subject)
    if role == "officer":
        need_officer(by, standing.office)
    else:
        by.need(role, standing.office)
    group.refuse_own(by)
    return group, standing


def _said(words: str) -> None:
    if not words.strip():
        raise NeedsReason


def _close(group: Group, standing: Standing, verb: str, words: str, by: Actor, at: datetime) -> None:
    leaf = ids.one(at)
    after = instructions.ended(standing.id, leaf, verb=verb, words=words, by=by, at=at)
    group.step(standing, verb, at=at, by=by, note=words.strip(), leaf_id=leaf, after=after)
    group.write()

"""Proposals: a trader proposes an amendment, an officer of the branch accepts or refuses, the trader may withdraw.

An amendment that answers an instruction takes effect at once; so does one that customs itself makes.
"""

from datetime import datetime

import msgspec
from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain.differing import differences
from motcua.declarations.domain.errors import (
    NeedsNote,
    NoProposal,
    NothingChanged,
    OtherVersion,
    OwnProposal,
    UnknownDeclaration,
)
from motcua.declarations.domain.message import Declaration as Message
from motcua.declarations.domain.message import read
from motcua.declarations.domain.windows import OFFER_WORDS, Offer, Place, Window, need_amendable, place
from motcua.declarations.models import Declaration, Number, Proposal
from motcua.declarations.queries import amendments as queries
from motcua.declarations.queries import desks, one, passages
from motcua.declarations.services import offers, rows
from motcua.declarations.services.amend import amend, before_of, read_change
from motcua.declarations.services.deadlines import after
from motcua.declarations.services.deciding import may_amend, refuse_own
from motcua.declarations.services.life import Group, need_officer
from motcua.declarations.services.values import Change
from motcua.ground.services import bulk, files, ids, log, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.reference import domain as reference


class Asked(msgspec.Struct, frozen=True):
    """An amendment as its maker wants it: the whole message, why, and the version it was made from (0: any)."""

    body: bytes
    reason: str
    note: str = ""
    version: int = 0


class Proposed(msgspec.Struct, frozen=True):
    """An amendment that was taken down; with `state` accepted it is in force, and `no` is 0."""

    number: str
    no: int
    state: Offer
    window: Window
    at: datetime
    due_at: datetime | None
    version: int
    tax_before: int
    tax_after: int


@transaction.atomic
def propose(number: str, asked: Asked, *, by: Actor, at: datetime) -> Proposed:
    """Take down an amendment of one's own declaration. NotFound for another's.

    It waits for customs unless customs asked for it: then it is in force at once. Raises why it cannot be: see
    `windows.place`, `windows.need_amendable`; Faulty, OtherVersion, NothingChanged, UnknownCode.
    """
    found = _held(number)
    if found is None or not may_amend(by, found):
        raise NotFound(what=number)
    stands = place(queries.case(found), at)
    change = _change(found, asked, at)
    total = _checked(found, change, asked.version, by)
    if stands.at_once:
        amend([change], by=by)
        return Proposed(
            number, 0, Offer.ACCEPTED, stands.window, at, None, found.version + 1, found.tax_total, total
        )  # fmt: skip
    return _store(found, asked, stands, total, by, at)


@transaction.atomic
def amend_by_customs(number: str, asked: Asked, *, by: Actor, at: datetime) -> None:
    """An officer of the branch amends; it is in force at once, and the party hears of it. NeedsNote, as `propose`."""
    found = _held(number)
    if found is None:
        raise UnknownDeclaration(number=number)
    need_officer(by, found.office)
    if not asked.note.strip():
        raise NeedsNote
    case = msgspec.structs.replace(queries.case(found), waits=False)
    place(case, at)
    change = msgspec.structs.replace(_change(found, asked, at), by_customs=True)
    _checked(found, change, asked.version, by)
    amend([change], by=by)
    _tell(found, _BY_CUSTOMS, at)


@transaction.atomic
def decide(number: str, no: int, *, verdict: str, note: str, by: Actor, at: datetime) -> Offer:
    """Accept (then it is in force), refuse with a reason, or, its trader, withdraw.

    NoProposal where it was decided meanwhile; NeedsNote for a refusal; OtherVersion where another amendment came
    between: then it can only be refused or withdrawn.
    """
    found = _held(number)
    if found is None:
        raise UnknownDeclaration(number=number)
    proposal = offers.waiting(found.id)
    if proposal is None or proposal.no != no:
        raise NoProposal(number=number)
    _need(verdict, found, proposal, note, by)
    version = 0
    if verdict == "accept":
        if proposal.version != found.version:
            raise OtherVersion(number=number, version=found.version)
        version = found.version + 1
        amend([Change(found.id, at, files.read(proposal.file), proposal.reason)], by=by)
    leaf = ids.one(at)
    became, told = offers.resolved(proposal, leaf, verb=verdict, note=note, version=version, by=by, at=at)
    _append(events.RESOLVED, leaf, number, at, by, {"state": became.value}, told)
    if became is not Offer.WITHDRAWN:
        _tell(found, _became(became), at)
    return became


def _need(verdict: str, found: Declaration, proposal: Proposal, note: str, by: Actor) -> None:
    """Who may say this of that proposal, and with what words."""
    if verdict == "withdraw":
        if not may_amend(by, found):
            raise NotFound(what=found.number)
        return
    need_officer(by, found.office)
    if proposal.actor == by.reference:
        raise OwnProposal
    refuse_own(by, {found.id: found.party}, {found.id: found.number})
    if verdict == "refuse" and not note.strip():
        raise NeedsNote


def _held(number: str) -> Declaration | None:
    known = Number.objects.filter(pk=number).values_list("declaration_id", flat=True).first()
    return Declaration.objects.select_for_update().filter(pk=known).first() if known is not None else None


def _change(found: Declaration, asked: Asked, at: datetime) -> Change:
    reference.entry("amendment_reason", asked.reason, law_day(at))
    return Change(found.id, at, asked.body, asked.reason)


def _checked(found: Declaration, change: Change, version: int, by: Actor) -> int:
    """The total of taxes that the message comes to, once it may replace the version in force."""
    if version not in (0, found.version):
        raise OtherVersion(number=found.number, version=found.version)
    before = queries.message_of(one.versions(found.id)[-1])
    message = read(change.body)
    if isinstance(message, Message):
        need_amendable(before, message, passed=_left_supervision(found))
        if not differences(before, message):
            raise NothingChanged(number=found.number)
    group = Group([found.id])
    return read_change(change, group.standing(found.id), before_of(group), by).assessment.total


def _left_supervision(found: Declaration) -> bool:
    """Whether cleared goods, or some of them, are outside."""
    return found.cleared_at is not None and passages.have_left(found.id, found.passed_at)


def _store(found: Declaration, asked: Asked, stands: Place, total: int, by: Actor, at: datetime) -> Proposed:
    no = Proposal.objects.filter(declaration_id=found.id).count() + 1
    due = after(stands.term, at) if stands.term else None
    file = files.keep(asked.body, media_type="application/json", at=at, by=by)
    leaf = ids.one(at)
    row = (
        leaf, found.id, no, at, by.reference, found.version, stands.window.value, due, asked.reason,
        asked.note.strip()[: offers.LONGEST], found.tax_total, total, file,
    )  # fmt: skip
    bulk.insert(rows.T_PROPOSAL, rows.PROPOSAL, [row], rows.PROPOSAL_MOMENTS)
    facts = {"state": Offer.PROPOSED.value, "window": stands.window.value}
    _append(events.PROPOSED, leaf, found.number, at, by, facts, [row_bytes(rows.T_PROPOSAL, row)])
    holder = desks.holders([found.id]).get(found.id)
    if holder:
        words = _named(_TO_DECIDE, found.number)
        notices.tell(notices.account(holder), words, f"/declarations/{found.number}/amendments/{no}/", at=at)
    return Proposed(
        found.number, no, Offer.PROPOSED, stands.window, at, due, found.version, found.tax_total, total
    )  # fmt: skip


def _tell(found: Declaration, words: Words, at: datetime) -> None:
    notices.tell(notices.party(found.party), _named(words, found.number), f"/declarations/{found.number}/", at=at)


def _named(words: Words, number: str) -> Words:
    return Words(words.vi % {"number": number}, words.en % {"number": number})


def _became(became: Offer) -> Words:
    words = OFFER_WORDS[became]
    return Words(
        f"Bản khai bổ sung của tờ khai %(number)s: {words.vi.lower()}.",
        f"Amendment of declaration %(number)s: {words.en.lower()}.",
    )


_TO_DECIDE = Words(
    "Tờ khai %(number)s có bản khai bổ sung chờ quyết định.", "An amendment of declaration %(number)s waits for you."
)
_BY_CUSTOMS = Words("Hải quan đã sửa tờ khai %(number)s.", "Customs has amended declaration %(number)s.")


def _append(
    verb: str, leaf: int, number: str, at: datetime, by: Actor, facts: dict[str, str], told: list[bytes]
) -> None:  # fmt: skip
    log.append([log.leaf(verb, id=leaf, subject=f"declaration/{number}", at=at, by=by, facts=facts, rows=told)])

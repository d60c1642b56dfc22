"""Applying: an exporter asks for a form D; an issuing officer returns, refuses, approves, issues, cancels."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from django.db import transaction

from motcua.ground.services import ids, notices, numbering
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import Impossible, move
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.origin import events
from motcua.origin.domain import answer, certificate, wish
from motcua.origin.domain.answer import Answer
from motcua.origin.domain.certificate import Certificate
from motcua.origin.domain.context import desk_on
from motcua.origin.domain.data import REASONS, limit
from motcua.origin.domain.errors import ChangedSince, Faulty, NeedsReason, OwnSide, Unasked
from motcua.origin.domain.life import APP_MOVES, AppState
from motcua.origin.domain.wish import Wish
from motcua.origin.models import Application, Issue
from motcua.origin.queries import applications
from motcua.origin.services import rows
from motcua.origin.services.home import home
from motcua.origin.services.writing import Row, Sheet
from motcua.parties import queries as parties

ROLE = "issuer"
AUTHORITY = "Cục Hải quan tỉnh (minh họa) / Provincial customs department (illustrative)"
PLACE = "Quảng Ninh"


@transaction.atomic
def apply(asked: Wish, *, by: Actor, at: datetime) -> Application:
    """Take down an application. NotAllowed; Faulty with all that is wrong."""
    _need_party(by, asked.party)
    _need_whole(asked, at)
    leaf = ids.one(at)
    number = f"CO-{law_day(at).year}-{numbering.take('CO', 1):06d}"
    name = parties.find(asked.party).name
    found = Application(
        pk=leaf, number=number, party=asked.party, party_name=name, partner=asked.certificate.partner,
        declaration=asked.declaration, applied_at=at, state=str(AppState.APPLIED), reference=None, issued_at=None,
        replaces=asked.certificate.replaces, told="", version=1, leaf=leaf,
    )  # fmt: skip
    found.save(force_insert=True)
    _written(found, "apply", "", asked, by=by, at=at, leaf=leaf)
    return found


@transaction.atomic
def apply_again(number: str, asked: Wish, *, seen: int = 0, by: Actor, at: datetime) -> Application:
    """Send a returned application again, completed. NotFound, NotAllowed, ChangedSince, Impossible; as `apply`."""
    found = _held(number, seen, by)
    _need_party(by, found.party)
    asked = msgspec.structs.replace(asked, party=found.party)
    _need_whole(asked, at)
    found.state = str(move(APP_MOVES, AppState(found.state), "apply again"))
    found.version += 1
    found.leaf, found.partner, found.declaration = ids.one(at), asked.certificate.partner, asked.declaration
    found.replaces = asked.certificate.replaces
    found.save()
    _written(found, "apply again", "", asked, by=by, at=at, leaf=found.leaf)
    return found


@transaction.atomic
def withdraw(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Application:
    """Withdraw one's own application before it is decided. Refusals as `apply_again`."""
    found = _held(number, seen, by)
    _need_party(by, found.party)
    return _act(found, "withdraw", note, by=by, at=at)


@transaction.atomic
def give_back(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Application:
    """Return it to be completed. NeedsReason, NotAllowed, OwnSide, ChangedSince, Impossible."""
    return _decided(number, "return", note, seen, by, at, needed=True)


@transaction.atomic
def refuse(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Application:
    """Refuse to issue. Refusals as `give_back`."""
    return _decided(number, "refuse", note, seen, by, at, needed=True)


@transaction.atomic
def approve(number: str, *, note: str = "", seen: int = 0, by: Actor, at: datetime) -> Application:
    """Approve: a criterion that its costs do not meet needs a note. Refusals as `give_back`."""
    found = _held(number, seen, by)
    _need_issuer(by, found)
    asked = applications.wish_of(found)
    desk = desk_on(law_day(at), home())
    verdicts = [wish.verdict(line, asked, desk) for line in asked.certificate.lines]
    if not all(each is not None and each.met for each in verdicts) and not note.strip():
        raise NeedsReason
    return _act(found, "approve", note, by=by, at=at)


@transaction.atomic
def issue(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Application:
    """Issue with a number of ours, signed by its leaf, and send it to the partner. Refusals as `give_back`.

    A certificate that replaces one of ours ends that one.
    """
    found = _held(number, seen, by)
    _need_issuer(by, found)
    state = move(APP_MOVES, AppState(found.state), "issue")
    asked, leaf = applications.wish_of(found), ids.one(at)
    reference = f"{home()}-{found.partner} {law_day(at):%y}/QN/{numbering.take('FD', 1):05d}"
    made = _issued(asked.certificate, reference, law_day(at))
    body = certificate.write(made)
    sheet = Sheet(by)
    told: dict[str, Sequence[Row]] = {
        rows.T_ACT: [(leaf, found.pk, "issue", str(state), found.told, at, by.reference, reference)],
        rows.T_ISSUE: [(leaf, found.pk, reference, at, body.decode())],
        rows.T_OUTGOING: [
            sheet.outgoing(
                leaf, partner=found.partner, kind="certificate", about=found.pk, reference=reference, body=body, at=at
            )
        ],
    }
    found.state, found.reference, found.issued_at, found.leaf = str(state), reference, at, leaf
    sheet.act(events.ISSUED, f"origin/{home()}/{reference}", told, at=at, leaf=leaf)
    found.save()
    sheet.write()
    _tell(found, "issue", reference, at)
    if made.replaces:
        _replace(made.replaces, reference, found.party, by, at)
    return found


def _issued(asked: Certificate, reference: str, day: date) -> Certificate:
    """What was asked for, with what the issue adds; box 13 says whether it is issued after shipment."""
    late = asked.departed_on is not None and day > asked.departed_on + timedelta(days=limit("retroactive after", day))
    flags = [each for each in asked.flags if each != "retroactive"] + (["retroactive"] if late else [])
    return msgspec.structs.replace(
        asked, reference=reference, country=home(), authority=AUTHORITY, place=PLACE, issued_on=day, flags=tuple(flags)
    )


def _replace(old: str, new: str, party: str, by: Actor, at: datetime) -> None:
    held = Issue.objects.filter(reference=old).first()
    if held is None:
        return
    found = Application.objects.select_for_update().get(pk=held.application_id)
    if found.party == party and AppState(found.state) is AppState.ISSUED:
        _act(found, "replace", new, by=by, at=at)


@transaction.atomic
def cancel(number: str, *, reason: str, note: str, seen: int = 0, by: Actor, at: datetime) -> Application:
    """Cancel an issued certificate; the partner is told. NeedsReason; as `give_back`."""
    found = _held(number, seen, by)
    _need_issuer(by, found)
    if reason not in REASONS or REASONS[reason].kind != "cancel" or not note.strip():
        raise NeedsReason
    return _act(found, "cancel", note, by=by, at=at, tell="withdrawn", reason=reason)


@transaction.atomic
def copy(number: str, *, note: str, seen: int = 0, by: Actor, at: datetime) -> Application:
    """Give a certified true copy of an issued certificate, where the first was lost. NeedsReason; as `give_back`."""
    return _decided(number, "copy", note, seen, by, at, needed=True)


ASKED = {"clarify": ("clarified",), "verify": ("confirmed", "unconfirmed")}
"""What may be answered to what a partner asked."""


@transaction.atomic
def answer_partner(number: str, *, kind: str, note: str, seen: int = 0, by: Actor, at: datetime) -> Application:
    """Answer what the partner asked of an issued certificate. Unasked, NeedsReason; as `give_back`."""
    found = _held(number, seen, by)
    _need_issuer(by, found)
    if kind not in ASKED.get(found.told, ()):
        raise Unasked(reference=found.reference or found.number)
    if not note.strip():
        raise NeedsReason
    return _act(found, "answer", note, by=by, at=at, tell=kind)


def told(found: Application, said: Answer, at: datetime) -> None:
    """The partner told something of an issued certificate (locked). What its state has no room for changes nothing."""
    open_question = found.told in ASKED and said.kind in ("received", "used")
    now = found.told if open_question else said.kind  # what is used or given back meanwhile answers no question
    try:
        _act(found, "told", f"{said.reason} {said.note}".strip(), by=SYSTEM, at=at, told_now=now)
    except Impossible:
        return


def _decided(
    number: str, verb: str, note: str, seen: int, by: Actor, at: datetime, *, needed: bool
) -> Application:  # fmt: skip
    found = _held(number, seen, by)
    _need_issuer(by, found)
    if needed and not note.strip():
        raise NeedsReason
    return _act(found, verb, note, by=by, at=at)


def _act(  # noqa: PLR0913 - what an act is made of
    found: Application, verb: str, note: str, *, by: Actor, at: datetime, tell: str = "", reason: str = "",
    told_now: str | None = None,
) -> Application:  # fmt: skip
    leaf = ids.one(at)
    found.state = str(move(APP_MOVES, AppState(found.state), verb))
    found.leaf = leaf
    if told_now is not None:
        found.told = told_now
    elif verb == "answer":
        found.told = ""
    words = " ".join(f"{reason} {note}".split())[:400]
    sheet = Sheet(by)
    rows_: dict[str, Sequence[Row]] = {
        rows.T_ACT: [(leaf, found.pk, verb, found.state, found.told, at, by.reference, words)]
    }
    if tell and found.reference:
        said = Answer(tell, found.reference, home(), at, reason, words)  # type: ignore[arg-type]
        rows_[rows.T_OUTGOING] = [
            sheet.outgoing(
                leaf, partner=found.partner, kind=tell, about=found.pk, reference=found.reference, at=at,
                body=answer.write(said),
            )
        ]  # fmt: skip
    sheet.act(events.ACT, f"origin/{found.number}", rows_, at=at, leaf=leaf, facts={"verb": verb})
    found.save(update_fields=["state", "leaf", "told"])
    sheet.write()
    if by.kind != "system" or told_now in ("refused", "clarify", "verify"):
        _tell(found, verb, words, at)
    return found


def _written(  # noqa: PLR0913 - what an act is made of
    found: Application, verb: str, note: str, asked: Wish, *, by: Actor, at: datetime, leaf: int
) -> None:  # fmt: skip
    sheet = Sheet(by)
    wish_row = (
        leaf, found.pk, found.version, found.number, at, by.reference, found.party_name, wish.write(asked).decode()
    )  # fmt: skip
    act = (leaf, found.pk, verb, found.state, found.told, at, by.reference, note)
    sheet.act(
        events.APPLIED, f"origin/{found.number}", {rows.T_WISH: [wish_row], rows.T_ACT: [act]}, at=at, leaf=leaf
    )  # fmt: skip
    sheet.write()


def _need_whole(asked: Wish, at: datetime) -> None:
    found = wish.faults(asked, desk_on(law_day(at), home()))
    if found:
        raise Faulty(found)


def _need_party(by: Actor, party: str) -> None:
    if by.kind != "system" and not by.may(party, "lodge", direction="export"):
        raise NotAllowed(who=by.name, act=f"origin {party}")


def _need_issuer(by: Actor, found: Application) -> None:
    if by.kind == "system":
        return
    by.need(ROLE)
    if by.kind == "person" and found.party in by.represented | by.own | by.barred:
        raise OwnSide(reference=found.number)


def _held(number: str, seen: int, by: Actor) -> Application:
    found = Application.objects.select_for_update().get(pk=applications.find(number, by).pk)
    if seen and found.leaf != seen:
        raise ChangedSince(reference=found.number)
    return found


_TOLD = {
    "return": Words("Đề nghị cấp C/O %(n)s được trả lại: %(note)s", "Application %(n)s is returned: %(note)s"),
    "refuse": Words("Đề nghị cấp C/O %(n)s bị từ chối: %(note)s", "Application %(n)s is refused: %(note)s"),
    "approve": Words("Đề nghị cấp C/O %(n)s được duyệt.", "Application %(n)s is approved."),
    "issue": Words("Đã cấp C/O %(note)s theo đề nghị %(n)s.", "Certificate %(note)s is issued on application %(n)s."),
    "cancel": Words("C/O của đề nghị %(n)s đã hủy: %(note)s", "The certificate of %(n)s is cancelled: %(note)s"),
    "replace": Words("C/O của đề nghị %(n)s được thay bằng %(note)s.", "That of %(n)s gives way to %(note)s."),
    "told": Words("Nước nhập khẩu thông báo về C/O của %(n)s: %(note)s", "The importing country on %(n)s: %(note)s"),
}


def _tell(found: Application, verb: str, note: str, at: datetime) -> None:
    words = _TOLD.get(verb)
    if words is None:
        return
    facts = {"n": found.number, "note": note}
    notices.tell(
        notices.party(found.party), Words(words.vi % facts, words.en % facts),
        f"/origin/applications/{found.number}/", at=at, kind="decision", subject=found.number,
    )  # fmt: skip

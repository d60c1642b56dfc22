"""Stays: a declarant asks for a longer one, an officer of the branch decides; what was closed elsewhere is noted."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain.errors import NeedsReason
from motcua.declarations.domain.life import WISH_MOVES, WISH_WORDS, Wish
from motcua.declarations.domain.link_errors import ExtensionWaits, MoreThanLeft, NoExtension, NoStay, StayTooLong
from motcua.declarations.domain.linking import extension, latest, warned_until
from motcua.declarations.models import Declaration, Number
from motcua.declarations.services import rows
from motcua.declarations.services.deciding import may_amend, refuse_own
from motcua.declarations.services.life import need_officer
from motcua.declarations.services.linking import EXTENDED, Links
from motcua.declarations.stay_models import Stay, StayRequest, StayTerm
from motcua.ground.services import bulk, ids, log, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import in_words, law_day
from motcua.kernel.money import written
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words

LONGEST_NOTE = 400


@transaction.atomic
def ask_to_extend(number: str, *, until: date, note: str, by: Actor, at: datetime) -> int:
    """Take down a declarant's request for a longer stay; returns its leaf. NotFound for another's.

    NoStay, ExtensionWaits, NeedsReason; StayTooLong where it is not longer, or longer than may be granted.
    """
    found = _held(number)
    if found is None or not may_amend(by, found):
        raise NotFound(what=number)
    stay = _running(found)
    if waiting(found.id) is not None:
        raise ExtensionWaits(number=number)
    if not note.strip():
        raise NeedsReason
    need_bounds(stay, until, law_day(at))
    leaf = ids.one(at)
    no = StayRequest.objects.filter(declaration_id=found.id).count() + 1
    row = (leaf, found.id, no, at, by.reference, until, note.strip()[:LONGEST_NOTE])
    bulk.insert(rows.T_STAY_REQUEST, rows.STAY_REQUEST, [row], rows.STAY_REQUEST_MOMENTS)
    told = [row_bytes(rows.T_STAY_REQUEST, row)]
    _append(events.EXTENSION_ASKED, leaf, number, at, by, {"state": Wish.ASKED.value, "until": until}, told)
    return leaf


@transaction.atomic
def decide_extension(
    number: str, *, verdict: str, until: date | None = None, note: str, by: Actor, at: datetime
) -> Wish:  # fmt: skip
    """Grant the request that waits, until the day asked for or `until`, or deny it; always with a reason.

    NoExtension, NoStay, NeedsReason, StayTooLong; NotAllowed for officers of other branches, OwnDeclaration.
    """
    found = _held(number)
    asked = None if found is None else waiting(found.id)
    if found is None or asked is None:
        raise NoExtension(number=number)
    need_officer(by, found.office)
    refuse_own(by, {found.id: found.party}, {found.id: number})
    if not note.strip():
        raise NeedsReason
    became, leaf = move(WISH_MOVES, Wish.ASKED, verdict), ids.one(at)
    granted = until or asked.until_on if became is Wish.GRANTED else None
    row = (leaf, asked.leaf, at, by.reference, became.value, granted, note.strip()[:LONGEST_NOTE])
    told = [row_bytes(rows.T_STAY_DECIDED, row)]
    bulk.insert(rows.T_STAY_DECIDED, rows.STAY_DECIDED, [row], rows.STAY_DECIDED_MOMENTS)
    if granted is not None:
        told += _extend(_running(found), granted, leaf, law_day(at))
    _append(events.EXTENSION_DECIDED, leaf, number, at, by, {"state": became.value}, told)
    notices.tell(
        notices.party(found.party), _decided(number, became, granted), _page(number), at=at, kind="decision",
        subject=number,
    )  # fmt: skip
    return became


def need_bounds(stay: Stay, until: date, day: date) -> None:
    """StayTooLong where an extension to that day is not longer, is one too many, or goes too far."""
    bound, times = latest(stay.procedure, stay.due_on, day), extension(stay.procedure, day).times
    many = times is not None and stay.extended >= times
    if until <= stay.due_on or many or (bound is not None and until > bound):
        raise StayTooLong(
            number=stay.number, day=stay.due_on.isoformat(), latest=bound.isoformat() if bound else "–",
            times="–" if times is None else times,
        )  # fmt: skip


def _extend(stay: Stay, until: date, leaf: int, day: date) -> list[bytes]:
    need_bounds(stay, until, day)
    no = StayTerm.objects.filter(declaration_id=stay.declaration_id).count() + 1
    row = (leaf, stay.declaration_id, no, until, EXTENDED)
    bulk.insert(rows.T_STAY_TERM, rows.STAY_TERM, [row])
    Stay.objects.filter(pk=stay.pk).update(due_on=until, extended=stay.extended + 1)
    return [row_bytes(rows.T_STAY_TERM, row)]


class Part(msgspec.Struct, frozen=True):
    """So much of a line that a declaration of another system closed."""

    line: int
    quantity_e4: int


class Closed(msgspec.Struct, frozen=True):
    """What an officer knows of a closing declaration of another system: its number, its day and what it took."""

    original: str
    number: str
    on: date
    parts: tuple[Part, ...]
    note: str


def close_elsewhere(found: Sequence[Closed], *, by: Actor, at: datetime) -> None:
    """Note what declarations of another system closed, all of them or none; an officer of the branch answers for it.

    UnknownDeclaration, NoStay, NeedsReason, MoreThanLeft; NotAllowed, OwnDeclaration.
    """
    with transaction.atomic():
        held = {each.original: _held(each.original) for each in found}
        for number, declaration in held.items():
            if declaration is None:
                raise NoStay(number=number)
            need_officer(by, declaration.office)
        known = {declaration.id: declaration for declaration in held.values() if declaration is not None}
        refuse_own(
            by, {each.id: each.party for each in known.values()}, {each.id: each.number for each in known.values()}
        )
        links = Links.lock([], known)
        new: list[tuple[object, ...]] = []
        leaves = [_closed(each, links, new, by, at) for each in found]
        bulk.insert(rows.T_ELSEWHERE, rows.ELSEWHERE, new, rows.ELSEWHERE_MOMENTS)
        links.write()
        log.append(leaves)


def _closed(told: Closed, links: Links, new: list[tuple[object, ...]], by: Actor, at: datetime) -> log.Leaf:
    held = links.held[told.original[:11]]
    if held.due_on is None or held.cancelled or not held.confirmed:
        raise NoStay(number=told.original)
    if not told.note.strip() or not told.parts:
        raise NeedsReason
    leaf, mine = ids.one(at), []
    for part in told.parts:
        line = held.lines.get(part.line)
        if line is None or not 0 < part.quantity_e4 <= line.left_e4:
            left = f"{written(line.left_e4)} {line.unit}" if line else "0"
            raise MoreThanLeft(number=told.original, line=part.line, left=left)
        mine.append((
            leaf, part.line, held.id, at, by.reference, told.number, told.on, part.quantity_e4, line.unit,
            told.note.strip()[:LONGEST_NOTE],
        ))  # fmt: skip
        links.elsewhere(held, part.line, part.quantity_e4)
    new += mine
    return log.leaf(
        events.CLOSED_ELSEWHERE, id=leaf, subject=f"declaration/{told.original}", at=at, by=by,
        facts={"number": told.number}, rows=[row_bytes(rows.T_ELSEWHERE, row) for row in mine],
    )  # fmt: skip


TOGETHER = 500


def tell_of_stays(*, at: datetime) -> int:
    """Tell parties of stays that end soon or are over, each once for each last day; how many notices."""
    today = law_day(at)
    running = Stay.objects.filter(ended="").order_by("due_on", "pk")
    over = running.filter(due_on__lt=today)
    soon = running.filter(due_on__gte=today, due_on__lte=warned_until(today))
    told = [*(_told(each, _OVER, "over") for each in over), *(_told(each, _SOON, "soon") for each in soon)]
    return sum(_tell(told[start : start + TOGETHER], at) for start in range(0, len(told), TOGETHER))


@transaction.atomic
def _tell(told: Sequence[notices.Told], at: datetime) -> int:
    """Give those notices that have not been given; their links say of which last day they are."""
    known = notices.given(told)
    new = [each for each in told if (each.recipient, each.link) not in known]
    notices.tell_many(new, at=at)
    return len(new)


_OVER = Words(
    "Tờ khai %(number)s đã quá thời hạn lưu lại (hết ngày %(day)s) mà còn số dư: hãy tái xuất, tái nhập, chuyển tiêu "
    "thụ nội địa hoặc đề nghị gia hạn.",
    "The stay of declaration %(number)s ended on %(day)s with a balance left: re-export or re-import the goods, turn "
    "them to domestic use, or ask for an extension.",
)
_SOON = Words(
    "Tờ khai %(number)s: thời hạn lưu lại hết ngày %(day)s mà còn số dư.",
    "The stay of declaration %(number)s ends on %(day)s and a balance is left.",
)


def _told(stay: Stay, words: Words, mark: str) -> notices.Told:
    facts = {"number": stay.number, "day": in_words(stay.due_on)}
    link = f"{_page(stay.number)}#{mark}-{stay.due_on}"
    return notices.Told(
        notices.party(stay.party), Words(words.vi % facts, words.en % facts), link, "request", stay.number
    )  # fmt: skip


def waiting(declaration: int) -> StayRequest | None:
    """The request for a longer stay that waits for its decision."""
    return StayRequest.objects.filter(declaration_id=declaration, decided=None).first()


def _held(number: str) -> Declaration | None:
    known = Number.objects.filter(pk=number).values_list("declaration_id", flat=True).first()
    return Declaration.objects.select_for_update().filter(pk=known).first() if known is not None else None


def _running(found: Declaration) -> Stay:
    stay = Stay.objects.filter(pk=found.id, ended="").first()
    if stay is None or found.cleared_at is None:
        raise NoStay(number=found.number)
    return stay


def _page(number: str) -> str:
    return f"/declarations/{number}/balance/"


def _decided(number: str, became: Wish, until: date | None) -> Words:
    words = WISH_WORDS[became]
    vi, en = (f" đến hết {in_words(until)}", f" until {in_words(until)}") if until else ("", "")
    return Words(
        f"Đề nghị gia hạn lưu lại của tờ khai {number}: {words.vi.lower()}{vi}.",
        f"Request for a longer stay of declaration {number}: {words.en.lower()}{en}.",
    )


def _append(  # noqa: PLR0913 - a leaf
    verb: str, leaf: int, number: str, at: datetime, by: Actor, facts: dict[str, object], told: list[bytes]
) -> None:  # fmt: skip
    log.append([log.leaf(verb, id=leaf, subject=f"declaration/{number}", at=at, by=by, facts=facts, rows=told)])

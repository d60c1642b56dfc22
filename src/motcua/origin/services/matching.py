"""Matching: lines that named a certificate before it came find it, or are told why it does not bear them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from motcua.ground.services import ids, notices
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.origin import events
from motcua.origin.domain.bearing import Days, take
from motcua.origin.domain.data import REASONS
from motcua.origin.domain.life import BEARS, ClaimState
from motcua.origin.models import Certificate, Claim
from motcua.origin.services import rows
from motcua.origin.services.book import TOGETHER, Book, Placed, claim_row
from motcua.origin.services.claims import declared_of, wanted_of
from motcua.origin.services.writing import Sheet

NAMED = str(ClaimState.NAMED)


def waiting(references: Iterable[str]) -> list[Claim]:
    """Lines that wait for a certificate of one of these references, locked, the first registered first."""
    wanted, found = sorted(set(references)), []
    for start in range(0, len(wanted), TOGETHER):
        held = Claim.objects.select_for_update().filter(reference__in=wanted[start : start + TOGETHER], state=NAMED)
        found += list(held.order_by("registered_at", "declaration_id", "line"))
    return sorted(found, key=lambda each: (each.registered_at, each.declaration_id, each.line))


def match(came: Mapping[int, datetime]) -> int:
    """Match certificates, by the moment from which they bear, with the lines that wait for them. How many they bear.

    In the current transaction. A line that was registered later uses its certificate at its own moment.
    """
    book = Book.lock(certificates=came)
    claims = waiting(book.by_reference) if book.held else []
    if not claims:
        return 0
    sheet, count = Sheet(SYSTEM), 0
    for _, found in groupby(claims, key=lambda each: (each.registered_at, each.declaration_id)):
        count += _of_one(book, list(found), sheet, came)
    sheet.write()
    book.write(by=SYSTEM, kept=True, again=True)
    return count


def _of_one(book: Book, claims: Sequence[Claim], sheet: Sheet, came: Mapping[int, datetime]) -> int:
    """The lines of one declaration, under one leaf."""
    held = [came[each.id] for claim in claims for each in book.by_reference[claim.reference]]
    moment = max(*held, *(each.at for each in claims), claims[0].registered_at)
    placed, unfit = _placed(book, claims, moment)
    if not placed and not unfit:
        return 0
    declared, leaf = declared_of(claims[0]), ids.one(moment)
    told = book.claim(declared, placed, leaf=leaf, at=moment, by=SYSTEM)
    for claim, why in unfit:
        row = claim_row(
            declared, wanted_of(claim), ClaimState.NAMED, (0, 0), at=claim.at, by=SYSTEM, reason=why
        )  # fmt: skip
        told[rows.T_CLAIM_STEP].append((leaf, len(told[rows.T_CLAIM_STEP]), *row))
        book.renew(row, leaf)
        _tell_unfit(claim, why, moment)
    facts = {"borne": len(placed), "unfit": len(unfit)}
    sheet.act(events.MATCHED, f"declaration/{declared.number}", told, at=moment, leaf=leaf, facts=facts)
    return len(placed)


def _placed(book: Book, claims: Sequence[Claim], moment: datetime) -> tuple[list[Placed], list[tuple[Claim, str]]]:
    """Each line for itself: another that does not fit takes nothing from it."""
    placed, unfit = [], []
    for claim in claims:
        days = Days(law_day(claim.registered_at), law_day(claim.at), law_day(moment))
        place, why = book.find(wanted_of(claim), days)
        if why:
            if why != claim.reason:
                unfit.append((claim, why))
        elif place.held is not None:
            take(place.held, place.taken)
            placed.append(place)
    return placed, unfit


def _tell_unfit(claim: Claim, why: str, at: datetime) -> None:
    words = REASONS[why].words
    told = Words(
        f"C/O {claim.reference} không bảo đảm dòng {claim.line} của tờ khai {claim.number}: {words.vi}.",
        f"Certificate {claim.reference} does not bear line {claim.line} of declaration {claim.number}: {words.en}.",
    )
    notices.tell(
        notices.party(claim.party), told, f"/declarations/{claim.number}/", at=at, kind="request",
        subject=claim.number,
    )  # fmt: skip


def match_again(at: datetime) -> int:
    """Match what waits although its certificate is held: it was registered in the moment in which that came."""
    references = Claim.objects.filter(state=NAMED).values_list("reference", flat=True).distinct()
    states = [str(each) for each in BEARS]
    found = Certificate.objects.filter(reference__in=references, state__in=states).values_list("pk", flat=True)
    return match(dict.fromkeys(found, at))

"""Saying: what texts must be given, and who hears of an act."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from motcua.ground.services import notices
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.procedures.audit_models import Record, RecordStep
from motcua.procedures.domain.audit import fit
from motcua.procedures.domain.audit.bodies import LONGEST
from motcua.procedures.domain.audit.errors import Missing, OwnApproval, TooLong, Unknown
from motcua.procedures.domain.life import persons
from motcua.reference import domain as reference
from motcua.reference.domain.errors import UnknownOffice


def need(**texts: tuple[str, str, str]) -> None:
    """Refuse where a text is empty: name = (text, its name in Vietnamese, in English). Missing, TooLong."""
    for text, vi, en in texts.values():
        if not kept(text):
            raise Missing(vi=vi, en=en)


def kept(text: str) -> str:
    """A text as it is kept: whole, never cut. TooLong."""
    told = text.strip()
    if len(told) > LONGEST:
        raise TooLong(length=len(told), most=LONGEST)
    return told


def need_other(found: Record, by: Actor) -> None:
    """Who wrote a record, or stood in for its writer, does not approve it, nor by delegation. OwnApproval."""
    if persons(by.reference) & fit.writers(_acts(found)):
        raise OwnApproval


def doers(found: Record, *done: str) -> frozenset[int]:
    """Who did one of these to a record, and for whom."""
    return frozenset().union(*(persons(actor) for verb, actor in _acts(found) if verb in done))


def _acts(found: Record) -> Iterable[tuple[str, str]]:
    """Each step as (verb, reference of the actor), the first first."""
    return RecordStep.objects.filter(record_id=found.pk).order_by("leaf", "no").values_list("verb", "actor")


def need_office(code: str, day: date) -> Words:
    """What an office is called on a day. Unknown."""
    try:
        return reference.office(code, day).words
    except UnknownOffice:
        raise Unknown(what=code) from None


def need_staff(account: int, day: date) -> str:
    """The name of somebody who works in the department on that day. Unknown."""
    return need_all_staff((account,), day)[account]


def need_all_staff(accounts: Sequence[int], day: date) -> dict[int, str]:
    """The names of several, who all work in the department on that day. Unknown."""
    held = people.held_now(day).filter(account_id__in=list(accounts), account__is_active=True).exclude(role="trader")
    names = dict(held.values_list("account_id", "account__name"))
    for each in accounts:
        if each not in names:
            raise Unknown(what=f"account/{each}")
    return names


def link(number: str) -> str:
    """The page of a record."""
    return f"/procedures/audit/records/{number}/"


def tell(accounts: Iterable[int], words: Words, found: Record, at: datetime) -> None:
    """Put a notice into the inboxes of these accounts."""
    told = [
        notices.Told(notices.account(each), words, link(found.number), "desk", found.number)
        for each in sorted(set(accounts) - {0})
    ]
    notices.tell_many(told, at=at)


def tell_role(role: str, words: Words, found: Record, at: datetime) -> None:
    """The same for all who hold a role: heads only of the record's office."""
    office = found.office if role == "head" else ""
    tell(people.holders(role, law_day(at), office), words, found, at)

"""Proofs: certificates of origin that declarations name are taken at registration, and followed when amended."""

from collections.abc import Sequence
from datetime import date

import msgspec

from motcua.declarations.domain.errors import Faulty
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.process import Outcome
from motcua.declarations.domain.proofs import proofs_of
from motcua.declarations.services.values import Answer, Prepared
from motcua.kernel.days import law_day
from motcua.kernel.rules import Finding
from motcua.origin import services as origin
from motcua.origin.domain.bearing import Days


def rest(
    prepared: Sequence[Prepared], fresh: list[int], answers: list[Answer | None]
) -> tuple[origin.Book, list[int]]:  # fmt: skip
    """Take what lines name of certificates, under their lock; who names one that does not bear them is refused.

    Nothing is read where no line names one.
    """
    asking = [place for place in fresh if prepared[place].proofs]
    if not asking:
        return origin.Book(), fresh
    book = origin.Book.lock(each.reference for place in asking for each in prepared[place].proofs)
    for place in asking:
        item = prepared[place]
        day = law_day(item.at)
        wrong = book.admit(place, item.proofs, Days(day, day, day))
        if wrong:
            answers[place] = Answer(False, item.direction, findings=(*item.findings, *wrong))
    return book, [place for place in fresh if answers[place] is None]


def with_proofs(outcome: Outcome, message: Declaration, day: date, besides: tuple[int, date] | None = None) -> Outcome:
    """The outcome with what speaks against certificates that lines name, as they stand now; nothing is taken.

    `besides` is the declaration that this one amends, and its day of registration.
    """
    subject, registered = besides or (0, day)
    found = origin.look(subject, proofs_of(message), Days(registered, day, day))
    if not found:
        return outcome
    return msgspec.structs.replace(outcome, accepted=False, findings=(*outcome.findings, *found))


def need_borne(message: Declaration, subject: int, registered: date, presented: date) -> None:
    """Faulty where a certificate does not bear a line of a new version, as far as can be seen without a lock."""
    need_none(origin.look(subject, proofs_of(message), Days(registered, presented, presented)))


def need_none(wrong: Sequence[Finding]) -> None:
    """Faulty where anything is wrong."""
    if wrong:
        raise Faulty(codes=", ".join(f"{found.code} {found.path}" for found in wrong))

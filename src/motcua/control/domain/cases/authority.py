"""Sanctions: what a decision says, who may take it, and whether it lies in the range of the violation."""

from collections.abc import Collection
from datetime import date

import msgspec

from motcua.control.domain.cases import tables
from motcua.control.domain.cases.errors import AboveAuthority, NeedsWords, NothingDecided, NotListed, OutOfRange
from motcua.control.domain.cases.tables import Authority

ORGANISATION = 2
"""An organisation is fined up to so many times what a person is (from memory, to be checked)."""


class Decision(msgspec.Struct, frozen=True):
    """A sanction: fine of all subjects together and value confiscated in dong, remedies in words.

    `basis` names the act relied on; `paper` is a higher authority's own decision, needed at level 3.
    """

    level: int
    fine: int = 0
    confiscated: int = 0
    remedy: str = ""
    basis: str = ""
    paper: str = ""


def of_level(level: int, day: date) -> Authority:
    """The authority of that level on a day. NotListed."""
    for each in tables.authorities(day):
        if each.level == level:
            return each
    raise NotListed(told=level)


def lowest(fine: int, confiscated: int, day: date) -> Authority:
    """The lowest authority that may fine and confiscate so much."""
    return next(each for each in tables.authorities(day) if reaches(each, fine, confiscated))


def checked(told: Decision, kind: str, subjects: Collection[str], day: date) -> Decision:
    """A decision that may be taken as it stands.

    `subjects` are the kinds of those sanctioned. NothingDecided, NotListed, NeedsWords, AboveAuthority, OutOfRange.
    """
    if not (told.fine or told.confiscated or told.remedy.strip()):
        raise NothingDecided
    held = of_level(told.level, day)
    if not told.basis.strip() or (held.fine_most is None and not told.paper.strip()):
        raise NeedsWords
    if not reaches(held, told.fine, told.confiscated):
        raise AboveAuthority(who=held.words.vi)
    least, most = fines(kind, subjects, day)
    if told.fine and not least <= told.fine <= most:
        raise OutOfRange(least=least, most=most)
    return told


def fines(kind: str, subjects: Collection[str], day: date) -> tuple[int, int]:
    """The least and the most that these subjects may be fined together, in dong."""
    offence = tables.offence(kind, day)
    times = sum(ORGANISATION if each == "organisation" else 1 for each in subjects) or 1
    return offence.least, offence.most * times


def reaches(held: Authority, fine: int, confiscated: int) -> bool:
    """Whether an authority may fine and confiscate so much."""
    return (held.fine_most is None or fine <= held.fine_most) and (
        held.confiscation_most is None or confiscated <= held.confiscation_most
    )

"""Deciding: an officer of the branch decides, and nobody on what they, or whom they stand in for, lodged."""

from collections.abc import Collection, Mapping

from motcua.declarations.domain.errors import OwnDeclaration
from motcua.declarations.models import Declaration, Draft
from motcua.declarations.services import rows
from motcua.ground.services import bulk
from motcua.kernel.actor import Actor
from motcua.people import queries as people

TRADERS = frozenset({"amend", "answer"})
"""Steps that a declarant takes; every other one is customs' to take."""


def may_amend(by: Actor, found: Declaration) -> bool:
    """Whether somebody changes a declaration, answers and hands in papers on the declarant's side.

    The platform itself does what its operator submits from files.
    """
    return by.kind == "system" or by.may(
        found.party, "amend", direction=found.direction, procedure=found.procedure, office=found.office
    )  # fmt: skip


def refuse_own(by: Actor, subjects: Mapping[int, str], numbers: Mapping[int, str]) -> None:
    """Refuse with OwnDeclaration who decides on declarations (id → party) of the own side.

    That is a party for which they or the absent one act or ever acted, or what either of them prepared or lodged.
    """
    if by.kind != "person":
        return
    own = by.represented | by.own | by.barred
    found = next((subject for subject, party in subjects.items() if party in own), None)
    if found is None and by.traded:
        found = next(iter(_touched(by, subjects)), None)
    if found is not None:
        raise OwnDeclaration(number=numbers[found])


def _touched(by: Actor, subjects: Collection[int]) -> list[int]:
    """Which of these declarations the person or the absent one prepared or lodged."""
    accounts = [account for account in (by.account, by.behalf) if account]
    names = people.references_of(accounts)
    wanted = sorted(subjects)
    steps = bulk.held(rows.T_MOVE, ("declaration_id", "verb", "actor"), "declaration_id", wanted)
    found = {subject for subject, verb, actor in steps if verb == "register" and actor.partition(" ")[0] in names}
    found.update(
        Draft.objects.filter(declaration_id__in=wanted, account__in=accounts).values_list("declaration_id", flat=True)
    )
    return sorted(found)

"""What is agreed with senders: who may send under which name, and what they have sent."""

from collections.abc import Callable

from motcua.gateways.edifact import events
from motcua.gateways.edifact.domain.envelopes import Interchange
from motcua.gateways.edifact.domain.exchange import TYPES
from motcua.gateways.edifact.domain.judging import Agreement
from motcua.gateways.edifact.domain.writing import Address
from motcua.ground.queries import post
from motcua.kernel.actor import Actor
from motcua.manifests.queries.registers import carriers_of
from motcua.reference.domain.offices import all_offices

REFUSED = 400
US = Address("VNCUSTOMS", "ZZ")
"""How this department is addressed; an office of it by its own code."""


def agreement_of(by: Actor, key: str) -> Agreement:
    """What holds for this sender: its own enterprises and carriers are known, and no reference is used twice.

    `key` is the identity of the message that is read, which is not itself a second of its name.
    """
    if by.kind == "system":
        return Agreement(types=TYPES)
    parties = by.represented | by.own
    names = parties | {each.code for each in carriers_of(parties)}
    return Agreement(
        names.__contains__, frozenset((US.id, *(each.code for each in all_offices()))), TYPES, _seen(by, key)
    )


def _seen(by: Actor, key: str) -> Callable[[Interchange], bool]:
    def seen(found: Interchange) -> bool:
        reference = f"{found.sender} {found.reference}".strip()[:70]
        before = post.visible_to(by).filter(kind=events.MESSAGE, reference=reference, status__lt=REFUSED)
        return bool(found.reference) and before.exclude(key=key).exclude(answered_at=None).exists()

    return seen

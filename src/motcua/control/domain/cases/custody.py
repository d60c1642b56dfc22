"""The chain of custody: how an exhibit stands, and how each hand-over changes that. Two persons sign each."""

import msgspec

from motcua.control.domain.cases import tables
from motcua.control.domain.cases.errors import NotListed, NotTheReceiver, SealDiffers
from motcua.control.domain.cases.life import ENDS, EXHIBIT_MOVES, Place
from motcua.kernel.moves import move


class Kept(msgspec.Struct, frozen=True):
    """How an exhibit stands: who holds it, to whom it is handed (0: to nobody), where, sealed with what, how much."""

    state: Place
    holder: int
    to: int
    store: str
    seal: str
    quantity_e4: int


class Link(msgspec.Struct, frozen=True):
    """A link of the chain. `store` and `seal` are what they become, or what the receiver sees; `how` ends it."""

    verb: str
    by: int
    to: int = 0
    store: str = ""
    seal: str = ""
    found_e4: int | None = None
    how: str = ""


def stored(by: int, store: str, seal: str, quantity_e4: int) -> Kept:
    """An exhibit sealed and stored first. NotListed for an unknown store."""
    return Kept(Place.STORED, by, 0, _store(store), seal, quantity_e4)


def after(kept: Kept, link: Link) -> Kept:
    """How an exhibit stands after a link. Impossible, NotTheReceiver, SealDiffers, NotListed."""
    state = move(EXHIBIT_MOVES, kept.state, link.verb)
    return msgspec.structs.replace(kept, state=state, **_AFTER[link.verb](kept, link))


def differs(kept: Kept, found_e4: int, seal: str) -> bool:
    """Whether what an inventory found is not what is recorded."""
    return found_e4 != kept.quantity_e4 or seal != kept.seal


def _offer(kept: Kept, link: Link) -> dict[str, object]:
    if link.by != kept.holder or not link.to or link.to == link.by:
        raise NotTheReceiver
    return {"to": link.to}


def _take(kept: Kept, link: Link) -> dict[str, object]:
    _need_receiver(kept, link)
    if link.seal != kept.seal:
        raise SealDiffers(seal=kept.seal)
    return {"holder": link.by, "to": 0, "store": _store(link.store or kept.store)}


def _refuse(kept: Kept, link: Link) -> dict[str, object]:
    _need_receiver(kept, link)
    return {"to": 0}


def _recall(kept: Kept, link: Link) -> dict[str, object]:
    if link.by != kept.holder:
        raise NotTheReceiver
    return {"to": 0}


def _reseal(kept: Kept, link: Link) -> dict[str, object]:
    if link.by != kept.holder:
        raise NotTheReceiver
    return {"seal": link.seal}


def _count(kept: Kept, link: Link) -> dict[str, object]:
    return {}


def _end(kept: Kept, link: Link) -> dict[str, object]:
    if link.how not in ENDS:
        raise NotListed(told=link.how[:30])
    return {"to": 0}


_AFTER = {
    "offer": _offer, "take": _take, "refuse": _refuse, "recall": _recall, "reseal": _reseal, "count": _count,
    "end": _end,
}  # fmt: skip


def _need_receiver(kept: Kept, link: Link) -> None:
    if link.by != kept.to:
        raise NotTheReceiver


def _store(code: str) -> str:
    if code not in tables.STORES:
        raise NotListed(told=code[:30])
    return code

"""An exhibit at work: each link of its chain of custody with its leaf. The same for one and for many."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from motcua.control import events
from motcua.control.domain.cases.custody import Kept, Link, after
from motcua.control.domain.cases.life import Place
from motcua.control.models import Exhibit
from motcua.control.services.cases import rows
from motcua.control.services.cases.writing import Row, Sheet
from motcua.ground.services import bulk, ids
from motcua.kernel.actor import Actor


class Held:
    """An exhibit while links are added. `store` at the end puts its present state down, once."""

    def __init__(self, identity: Row, kept: Kept, leaf: int, sheet: Sheet, *, new: bool) -> None:
        self.identity, self.kept, self.leaf, self.sheet, self._new = identity, kept, leaf, sheet, new

    @property
    def pk(self) -> int:
        """Its id."""
        return int(self.identity[0])

    @classmethod
    def of(cls, found: Exhibit, sheet: Sheet) -> "Held":
        """An exhibit that exists, kept by the caller."""
        identity = (found.pk, found.case_id, found.no, found.name, found.unit)
        return cls(identity, kept_of(found), found.leaf, sheet, new=False)

    def link(self, link: Link, *, by: Actor, at: datetime, note: str = "") -> None:
        """A link with a leaf of its own. Refusals of `domain.cases.custody.after`."""
        leaf = ids.one(at)
        told = self.linked(link, leaf, by=by, at=at, note=note)
        facts = {"verb": link.verb, "state": str(self.kept.state)}
        self.sheet.leaf(events.EXHIBIT, f"exhibit/{self.pk}", told, leaf=leaf, by=by, at=at, facts=facts)

    def linked(self, link: Link, leaf: int, *, by: Actor, at: datetime, note: str = "") -> dict[str, Sequence[Row]]:
        """The row of a link that a leaf for several answers for."""
        self.kept = after(self.kept, link)
        seen = link.seal if link.verb in ("take", "count") else ""
        return {rows.T_EXHIBIT_STEP: [_step(leaf, self, link, seen, by, at, note)]}

    def store(self) -> None:
        """Put down where the exhibit stands now."""
        changing = (self.leaf, *_values(self.kept))
        if self._new:
            self.sheet.beside(rows.T_EXHIBIT, rows.EXHIBIT, (*self.identity, *changing))
        else:
            bulk.update(rows.T_EXHIBIT, "id", rows.KEPT_CHANGING, [(self.pk, *changing)])


def entered(held: Sequence[Held], leaf: int, *, by: Actor, at: datetime) -> Mapping[str, Sequence[Row]]:
    """The rows of exhibits sealed first, under one leaf."""
    first = Link("store", by.account)
    return {
        rows.T_EXHIBIT_ENTRY: [
            (leaf, each.identity[2], each.pk, each.identity[1], *each.identity[3:]) for each in held
        ],
        rows.T_EXHIBIT_STEP: [_step(leaf, each, first, "", by, at, "") for each in held],
    }


def _step(  # noqa: PLR0913 - the parts of a link
    leaf: int, held: Held, link: Link, seen: str, by: Actor, at: datetime, note: str
) -> Row:
    held.leaf = leaf
    told = (link.found_e4, seen, link.how, note)
    return (leaf, held.pk, link.verb, at, by.reference, by.account, *told, *_values(held.kept))


def _values(kept: Kept) -> Row:
    return (str(kept.state), kept.holder, kept.to, kept.store, kept.seal, kept.quantity_e4)


def kept_of(found: Exhibit) -> Kept:
    """How a stored exhibit stands."""
    return Kept(Place(found.state), found.holder, found.to, found.store, found.seal, found.quantity_e4)

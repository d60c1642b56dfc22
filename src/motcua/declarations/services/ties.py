"""Ties: what happens to balances and stays when a closing or an earlier declaration is amended or ends."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from motcua.declarations.domain.errors import Faulty
from motcua.declarations.domain.link_errors import DrawnUpon, StayByRequest, StillDrawn
from motcua.declarations.domain.linking import Closing, closing_of, draws
from motcua.declarations.domain.message import Declaration
from motcua.declarations.models import Item
from motcua.declarations.services import rows
from motcua.declarations.services.linking import AMENDED, CANCELLED, CLOSED, EXTENDED, Links, covered
from motcua.declarations.services.originals import in_force
from motcua.declarations.stay_models import Balance, Stay, StayTerm
from motcua.ground.services import bulk
from motcua.kernel.days import law_day
from motcua.kernel.money import e4, written


class Named(NamedTuple):
    """A declaration that is amended: its id, its number and the version that is replaced."""

    id: int
    number: str
    version: int


Drawn = dict[tuple[int, int, int], tuple[int, str]]


class Ties:
    """What declarations draw and what is drawn on them, read once for a group of them that is locked."""

    def __init__(self, subjects: Iterable[int]) -> None:
        wanted = sorted(subjects)
        self.drawn = in_force(wanted)
        self.upon: dict[int, dict[int, Balance]] = {}
        for balance in Balance.objects.filter(declaration_id__in=wanted):
            self.upon.setdefault(balance.declaration_id, {})[balance.line] = balance

    def ended(self, subject: int, number: str, leaf: int, at: datetime) -> list[bytes]:
        """A closing declaration that ends gives back what it drew. StillDrawn for one on which others draw."""
        if any(balance.drawn_e4 for balance in self.upon.get(subject, {}).values()):
            raise StillDrawn(number=number)
        Stay.objects.filter(declaration_id=subject).update(ended=CANCELLED)
        return self._redrawn(subject, None, leaf, law_day(at))

    def amended(
        self, named: Named, message: Declaration, leaf: int, *, registered: date
    ) -> list[bytes]:  # fmt: skip
        """Balances and stay as the new version has them; the rows of its leaf. It is judged by the day of registration.

        Faulty where it cannot close what it names, DrawnUpon where less is declared than others drew, StayByRequest
        where it would stay longer.
        """
        self._declared(named, message)
        told = self._stay(named, message, leaf)
        return [*told, *self._redrawn(named.id, closing_of(message), leaf, registered)]

    def _redrawn(self, subject: int, closing: Closing | None, leaf: int, registered: date) -> list[bytes]:
        """Give back what was drawn and draw anew, where that is not the same."""
        before = self.drawn.get(subject, {})
        if not before and closing is None:
            return []
        links = Links.lock([closing] if closing else [], {original for _, original, _ in before})
        if closing is not None and _same(before, links, closing):
            return []
        found = links.give_back(before, subject, leaf=leaf)
        if closing is not None:
            wrong = [each for each in links.findings(closing, registered, subject) if each.severity == "refuse"]
            if wrong:
                raise Faulty(codes=", ".join(f"{each.code} {each.path}" for each in wrong))
            found += links.draw(closing, subject, leaf=leaf, first=len(found))
        links.write()
        return covered(found)

    def _declared(self, named: Named, message: Declaration) -> None:
        """What an amended declaration has for others to draw on; DrawnUpon where that is less than they drew."""
        if named.id not in self.upon:
            return
        upon = {each.line: each for each in Balance.objects.filter(declaration_id=named.id)}
        codes = dict(Item.objects.filter(declaration_id=named.id, version=named.version).values_list("no", "hs_code"))
        new = {
            no: (item.hs_code, item.unit, e4(item.quantity or Decimal(0))) for no, item in enumerate(message.items, 1)
        }
        for line, balance in upon.items():
            code, unit, declared = new.get(line, ("", "", 0))
            same = (code, unit) == (codes.get(line), balance.unit)
            if balance.drawn_e4 and not (same and declared >= balance.drawn_e4):
                raise DrawnUpon(number=named.number, line=line, quantity=f"{written(balance.drawn_e4)} {balance.unit}")
        Balance.objects.filter(declaration_id=named.id).delete()
        kept = [
            (named.id, no, unit, declared, upon[no].drawn_e4 if no in upon else 0)
            for no, (_, unit, declared) in new.items()
        ]
        bulk.insert(rows.T_BALANCE, rows.BALANCE, kept)
        left = any(declared > drawn for _, _, _, declared, drawn in kept)
        Stay.objects.filter(declaration_id=named.id).update(ended="" if left else CLOSED)

    def _stay(self, named: Named, message: Declaration, leaf: int) -> list[bytes]:
        """Another last day of stay, where the amendment says one; it may only be earlier."""
        if message.limit_on is None:
            return []
        known = list(StayTerm.objects.filter(declaration_id=named.id).order_by("no"))
        declared = next((each.due_on for each in reversed(known) if each.why != EXTENDED), None)
        if declared is None or message.limit_on == declared:
            return []
        if message.limit_on > known[-1].due_on:
            raise StayByRequest(number=named.number, day=known[-1].due_on.isoformat())
        row = (leaf, named.id, known[-1].no + 1, message.limit_on, AMENDED)
        bulk.insert(rows.T_STAY_TERM, rows.STAY_TERM, [row])
        Stay.objects.filter(declaration_id=named.id).update(due_on=message.limit_on)
        return covered([row], rows.T_STAY_TERM)


def _same(before: Drawn, links: Links, closing: Closing) -> bool:
    held = links.held.get(closing.root)
    if held is None or held.elsewhere:
        return not before
    wanted = {(each.line, held.id, each.prior_line): (each.quantity_e4, each.unit) for each in draws(closing)}
    return wanted == before

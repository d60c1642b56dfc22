"""Securing: a general guarantee is drawn upon at registration and given back when the transport has ended."""

from datetime import date, datetime

from motcua.revenue import services as revenue
from motcua.revenue.domain.guarantees import Reference, Wanted
from motcua.revenue.queries import guarantees
from motcua.transport.domain.context import Security
from motcua.transport.domain.message import Transport
from motcua.transport.models import Transport as Row

GENERAL = "B"
Use = tuple[int, int, int, datetime, int]


def wanted(message: Transport) -> Wanted | None:
    """What the message asks of a general guarantee; None where it names none, or not whole."""
    parts = (message.guarantee_bank, message.guarantee_symbol, message.guarantee_number)
    if message.security != GENERAL or not all(parts) or message.guarantee_year is None:
        return None
    named = Reference(
        message.guarantee_bank, message.guarantee_year, message.guarantee_symbol, message.guarantee_number
    )
    return Wanted("general", named, message.party, message.office, "")


def standing(message: Transport, on: date, *, more: int | None = None) -> Security | None:
    """The guarantee as it stands now, for so much more; nothing is locked."""
    asked = wanted(message)
    if asked is None:
        return None
    amount = message.guarantee_amount if more is None else more
    wrong = guarantees.guarantee_faults(asked, amount, on)
    found = guarantees.named(asked.reference)
    until = guarantees.standings([found])[0].balance.until if found is not None else None
    return Security(tuple(each.code for each in wrong), until)


class Held:
    """The guarantees of a transport, locked until the transaction ends."""

    def __init__(self, transport: int, message: Transport | None = None) -> None:
        self.transport = transport
        self.message = message
        self.asked = wanted(message) if message is not None else None
        named = [self.asked.reference] if self.asked is not None else []
        self.book = revenue.Book.of([transport] if transport else [], named)

    def security(self, on: date) -> Security | None:
        """As the rules see it. What this transport has drawn of the same guarantee counts as free."""
        if self.asked is None or self.message is None:
            return None
        found = self.book.find(self.asked.reference)
        own = found.by.get(self.transport, 0) if found is not None else 0
        wrong = self.book.faults(self.asked, self.message.guarantee_amount - own, on, declaration=self.transport or -1)
        return Security(tuple(each.code for each in wrong), found.until if found is not None else None)

    def draw(self, *, leaf: int, at: datetime) -> list[Use]:
        """Rest the message on its guarantee, instead of what the transport rested on before."""
        uses = self.give_back(leaf=leaf, at=at)
        if self.asked is None or self.message is None:
            return uses
        found = self.book.find(self.asked.reference)
        assert found is not None
        again = next((use for use in uses if use[1] == found.id), None)
        amount = self.message.guarantee_amount
        if again is None:
            return [*uses, *self.book.more(self.asked.reference, self.transport, amount, leaf=leaf, at=at)]
        return self._instead(uses, again, amount)

    def _instead(self, uses: list[Use], again: Use, amount: int) -> list[Use]:
        """One row for one guarantee and leaf: what is drawn now less what was given back."""
        self.book.uses.remove(again)
        rest = [use for use in uses if use is not again]
        held = self.book.held[again[1]]
        held.used += amount
        held.by[self.transport] = held.by.get(self.transport, 0) + amount
        change = again[4] + amount
        if change:
            row = (*again[:4], change)
            self.book.uses.append(row)
            rest.append(row)
        return sorted(rest, key=lambda use: use[1])

    def give_back(self, *, leaf: int, at: datetime) -> list[Use]:
        """Give back all that the transport rests on."""
        drawn = sum(held.by.get(self.transport, 0) for held in self.book.held.values())
        return self.book.give_back(self.transport, drawn, leaf=leaf, at=at) if drawn > 0 else []

    def write(self) -> None:
        """Store uses and balances."""
        self.book.write()


def until_of(found: Row, message: Transport) -> date | None:
    """The last day of the guarantee on which a transport rests; None where it rests on none."""
    held = standing(message, found.registered_on) if found.secured else None
    return held.until if held is not None else None

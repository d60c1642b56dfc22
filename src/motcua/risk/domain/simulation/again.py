"""Again: the stored decisions of some turns taken once more under another cap, by the selection of the house itself.

What is stored stands: hits of profiles, scores of models and draws, each as it was at its registration. Only the
budget differs, and with it the thresholds, bounds and tokens that follow from it. With the cap of the day every
decision is the stored one.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from motcua.risk.domain.bucket import Bucket
from motcua.risk.domain.decision import RED, Candidate, Decision, Judged
from motcua.risk.domain.law import Law, needed
from motcua.risk.domain.profiles import ProfileBook
from motcua.risk.domain.selection import Terms, decide_one, seen
from motcua.risk.domain.window import Window


class Ordered(NamedTuple):
    """An inspection that was ordered after registration, when the bucket stood at `turn`."""

    subject: int
    turn: int
    no: int
    day: date
    source: str


class Taken(NamedTuple):
    """A decision as it was taken and as it would be, with what was ordered later: channel and source of each."""

    subject: int
    day: date
    office: str
    was: tuple[int, str]
    would: tuple[int, str]


class Again:
    """Takes decisions and orders in the order of the bucket, from where it stood before the first of them."""

    def __init__(
        self, bucket: Bucket, window: Window, law_of: Callable[[date], Law], book_of: Callable[[date], ProfileBook]
    ) -> None:
        self.bucket, self.window = bucket, window
        self._law_of, self._book_of = law_of, book_of
        self._terms: dict[date, Terms] = {}
        self._draws = (0, 0, 0)
        self._taken: dict[int, Taken] = {}

    def decide(self, stored: Decision) -> None:
        """Take a decision again."""
        terms, hits = self._on(stored.day), tuple(stored.hits.split())
        self._draws = stored.draw, stored.share_draw, stored.yellow_draw
        candidate = Candidate(stored.subject, stored.number, stored.office, stored.party, hits, stored.level, stored.at)
        judged = Judged(stored.model, stored.score)
        decided = decide_one(candidate, judged, self.bucket, self.window, terms, stored.at)
        self.window.add(seen(decided), terms.law.window)
        self._taken[stored.subject] = Taken(
            stored.subject, stored.day, stored.office, (stored.channel, stored.source),
            (decided.channel, decided.source),
        )  # fmt: skip

    def order(self, order: Ordered) -> None:
        """Somebody orders the inspection again: it is made where there is a token or the law asks for none.

        What would have been inspected before needs no order.
        """
        held = self._taken.get(order.subject)
        made = held is not None and held.would[0] == RED
        if not made and self._spend(order):
            made = True
            held = None if held is None else held._replace(would=(RED, order.source))
        if held is not None:
            self._taken[order.subject] = held._replace(was=(RED, order.source))

    def later(self, order: Ordered) -> None:
        """What was ordered after the last decision looked at is taken as it was."""
        held = self._taken.get(order.subject)
        if held is not None:
            would = held.would if held.would[0] == RED else (RED, order.source)
            self._taken[order.subject] = held._replace(was=(RED, order.source), would=would)

    def taken(self) -> list[Taken]:
        """Every decision, in the order of the bucket."""
        return list(self._taken.values())

    def _spend(self, order: Ordered) -> bool:
        law = self._on(order.day).law
        if order.source != "legal" and self.bucket.balance < needed(law, order.source):
            return False
        self.bucket.spend()
        return True

    def _on(self, day: date) -> Terms:
        found = self._terms.get(day)
        if found is None:
            found = Terms(day=day, law=self._law_of(day), book=self._book_of(day), drawn_on=day, secret=b"")
            found.urn = lambda _: self._draws
            self._terms[day] = found
        return found


def again(begin: Again, stored: Iterable[Decision], orders: Iterable[Ordered]) -> list[Taken]:
    """Take decisions and orders once more; an order comes after the decision of its turn."""
    waiting = sorted(orders, key=lambda order: (order.turn, order.no))
    place = 0
    for decision in stored:
        while place < len(waiting) and waiting[place].turn < decision.turn:
            begin.order(waiting[place])
            place += 1
        begin.decide(decision)
    last = begin.bucket.turn
    for order in waiting[place:]:
        (begin.order if order.turn <= last else begin.later)(order)
    return begin.taken()

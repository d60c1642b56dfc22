"""Many cases at once, as they were conducted elsewhere: one sheet for all, each as if conducted one by one.

Who may do what is the caller's to answer for; everything else is refused as it is of a single case.
"""

from datetime import datetime

from motcua.control.domain.cases.life import State
from motcua.control.queries import cases as queries
from motcua.control.services.cases.custody import Held
from motcua.control.services.cases.opening import New, let_in, opened
from motcua.control.services.cases.writing import Sheet, Work
from motcua.kernel.actor import Actor
from motcua.reference import queries as reference


class Batch:
    """Cases and exhibits while acts are done on them. `write` at the end stores all of it, in a transaction."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.calendar = reference.calendar()
        self.works: list[Work] = []
        self.exhibits: list[Held] = []

    def open(self, new: New, *, by: Actor, at: datetime) -> Work:
        """A case of who found it, who handles it."""
        work = opened(new, State.DETECTED, self.sheet, self.calendar, by=by, at=at)
        let_in(work, by.account, queries.HANDLER, by=by, at=at)
        self.works.append(work)
        return work

    def write(self) -> int:
        """Store all of it; how many cases."""
        for each in (*self.works, *self.exhibits):
            each.store()
        self.sheet.write()
        return len(self.works)

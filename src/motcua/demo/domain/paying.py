"""Paying: what banks tell about payments, with the faults that happen, planned for a few declarations."""

from collections import Counter

from motcua.demo.domain.desk import RED, Act, Subject, given
from motcua.demo.domain.life import DAY, NEVER
from motcua.demo.domain.parameters import FIRST, day_index
from motcua.demo.domain.worktimes import WorkTimes
from motcua.demo.domain.world import World

WAYS = ("told", "twice", "told", "wrong number", "told", "again")
"""How a payment comes: told once; paid twice and one given back; with a number nobody has; told twice."""
LAST_DAY = 9
"""Until this day of a month something is paid twice, so that it is given back in the same one."""
MATCHED = 900
"""Seconds after which money with a wrong number has found its declaration."""
LIVE = ("to another", "told", "to another")


class Payer:
    """Chooses declarations whose payment a bank tells. The sum that a month brings stays what it was."""

    def __init__(self, world: World, shown: frozenset[str]) -> None:
        self.world, self.shown = world, shown
        self.times = WorkTimes()
        self.opening = day_index(world.given.opens_at.day)
        self.seen: Counter[str] = Counter()
        self.dealt: Counter[str] = Counter()
        self.earlier: dict[tuple[str, str], Subject] = {}
        """The last declaration paid through a bank, by party and office."""

    def way(self, subject: Subject) -> str:
        """How the payment of a declaration comes; empty for plainly."""
        lot = subject.lot
        day = lot.pays // DAY
        if not subject.taxed or lot.cancels != NEVER or lot.amends != NEVER or day != lot.at // DAY:
            return ""
        if (subject.channel == RED and lot.found_body) or not self.times.open_at(lot.pays) or day == self.opening:
            return ""
        live = "live" if self.opening - day <= given().live_days else "behind"
        self.seen[live] += 1
        shown = live == "live" and subject.party in self.shown
        if not shown and self.seen[live] % self._step(live):
            return ""
        return self._dealt(subject, live, day)

    def _step(self, live: str) -> int:
        return max(given().paid[f"least_{live}"], round(given().paid[live] * self.world.scale))

    def _dealt(self, subject: Subject, live: str, day: int) -> str:
        ways = LIVE if live == "live" else WAYS
        way = ways[self.dealt[live] % len(ways)]
        key = subject.party, subject.lot.office
        on = FIRST.fromordinal(FIRST.toordinal() + day)
        if way == "twice" and (on.day > LAST_DAY or on.month == 12):  # noqa: PLR2004 - December closes the totals
            return ""
        if way == "to another" and key not in self.earlier:
            way = "told"
        else:
            self.dealt[live] += 1
        if way == "to another":
            self.dealt[way] += 1
            del self.earlier[key]
        else:
            self.earlier[key] = subject
        return way

    def follows(self, subject: Subject, way: str) -> list[Act]:
        """What is done about a payment that came in this way."""
        pays, later = subject.lot.pays, self.times.later
        if way == "wrong number":
            return [Act(pays + MATCHED, "match")]
        if way == "twice":
            asked, proposed = later(pays, 7), later(pays, 22)
            return [
                Act(asked, "ask refund", word="ask"), Act(proposed, "propose refund"),
                Act(later(proposed, 9), "grant refund"),
            ]  # fmt: skip
        return []

    def follows_other(self, subject: Subject) -> list[Act]:
        """What is done about money that was paid under the number of an earlier declaration, as it stands."""
        place = self.dealt["to another"]
        if place % 2 and subject.party in self.shown:
            return []
        asked = [Act(self.times.later(subject.lot.pays, 2), "ask refund", word="wrong")]
        if place % 2:
            asked.append(Act(self.times.later(subject.lot.pays, 5), "propose refund"))
        return asked

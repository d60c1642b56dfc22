"""Dealing: which declarations the desk takes up, and with which script; counted, never drawn by chance."""

from collections import Counter
from collections.abc import Mapping, Sequence

from motcua.demo.domain import behind, live
from motcua.demo.domain.desk import RED, YELLOW, Hand, Script, Subject, given, lapses_after
from motcua.demo.domain.life import DAY, NEVER
from motcua.demo.domain.parameters import day_index
from motcua.demo.domain.worktimes import WorkTimes
from motcua.demo.domain.world import World

RECENT = 2700
"""Seconds before the opening in which nothing is begun on what has just been lodged."""
_DECKS: Mapping[str, Mapping[str, Sequence[behind.Write]]] = {"live": live.DECKS, "behind": behind.DECKS}


class Dealer:
    """Deals scripts: each branch and each shown enterprise has decks of its own, gone through in turn."""

    def __init__(self, world: World, shown: frozenset[str]) -> None:
        self.world, self.shown = world, shown
        self.times = WorkTimes()
        self.opening = day_index(world.given.opens_at.day)
        self.last = world.given.opens_at.hour * 3600 - RECENT
        self.held: Counter[tuple[str, str]] = Counter()
        self.dealt: Counter[tuple[str, str, str]] = Counter()
        self.places = 0

    def deal(self, subject: Subject) -> Script | None:
        """The script of a declaration; None where it lives plainly."""
        when, tray = self._when(subject), _tray(subject)
        if when == "live" and subject.lot.at // DAY < self.opening - given().live_days:
            tray = "stale"
        if (
            subject.lot.at > self.opening * DAY + self.last
            or not tray
            or tray not in _DECKS[when]
            or not self._taken(when, tray, subject)
        ):
            return None
        whose = subject.party if subject.party in self.shown else subject.lot.office
        key = when, tray, whose
        deck = _DECKS[when][tray]
        write = deck[self.dealt[key] % len(deck)]
        self.dealt[key] += 1
        self.places += 1
        return write(Hand(self.world, self.times, subject, self.places))

    def _when(self, subject: Subject) -> str:
        """Whether what it leaves may stay open: registered lately, or just so long ago that it may lapse."""
        day = subject.lot.at // DAY
        back = self.opening - day
        least, most = (lapses_after(day) + past for past in given().stale_days)
        late = subject.channel == YELLOW and not subject.amended and subject.lot.cancels == NEVER
        return "live" if back <= given().live_days or (late and least <= back <= most) else "behind"

    def _taken(self, when: str, tray: str, subject: Subject) -> bool:
        """Whether its turn has come: one of so many of a branch, more of the shown enterprises."""
        kind, whose = tray.split()[0], subject.lot.office
        every = given().every
        if when == "live":
            step = max(every.least_live[kind], round(every.live[kind] * self.world.scale))
        else:
            step = max(every.least[kind], round(every.behind[kind] * self.world.scale))
        if subject.party in self.shown:
            step, whose = every.shown_live[kind] if when == "live" else every.shown[kind], subject.party
        self.held[f"{when} {tray}", whose] += 1
        return self.held[f"{when} {tray}", whose] % step == 0


def _tray(subject: Subject) -> str:
    """Where a declaration lies; empty where nothing may be done to it beside what is planned."""
    lot = subject.lot
    if lot.cancels != NEVER:
        return "cancelled"
    if lot.amends != NEVER:
        return "" if lot.amends_tax else "amended"
    if subject.channel == YELLOW:
        return "documents"
    if subject.channel == RED:
        return "goods found" if lot.found_body else "goods"
    return "cleared"

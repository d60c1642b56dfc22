"""Replay: every decision taken again from what was stored, so that nothing can be changed unseen."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.risk.domain.bucket import ONE, Bucket
from motcua.risk.domain.decision import RED, YELLOW, Candidate, Decision, Judged, forced
from motcua.risk.domain.law import law_on, needed
from motcua.risk.domain.profiles import UnknownProfile
from motcua.risk.domain.selection import Terms, decide_one, seen
from motcua.risk.domain.window import Window


class Change(msgspec.Struct, frozen=True):
    """A change of channel: `no` counts changes, `turn` is the bucket's turn when it was made."""

    leaf: int
    no: int
    turn: int
    day: date
    after: int
    source: str
    spent: int
    balance_millionths: int


class Trouble(NamedTuple):
    """Something that replay cannot confirm, and where."""

    place: str
    words: Words


TermsOf = Callable[[date, date], Terms | None]


class Replay:
    """A run over all decisions and changes in the order of the bucket."""

    def __init__(self, terms_of: TermsOf) -> None:
        self.bucket, self.window = Bucket(), Window()
        self.changes = 0
        self._terms_of = terms_of
        self._earned = self._chosen = 0
        self._papers_earned = self._papers_chosen = 0

    def run(self, stream: Iterable[Decision | Change]) -> Iterator[Trouble]:
        """What is not as it must be, step by step; the run goes on from what is stored."""
        for step in stream:
            if isinstance(step, Decision):
                yield from self._decision(step)
            else:
                yield from self._change(step)
            self.bucket.balance = step.balance_millionths
            if self._chosen > self._earned or self._papers_chosen > self._papers_earned:
                yield Trouble(_place(step), Words("Vượt giới hạn kiểm tra.", "The cap is exceeded."))

    def _decision(self, stored: Decision) -> Iterator[Trouble]:
        terms = self._terms_of(law_day(stored.at), stored.drawn_on)
        if terms is None:
            yield Trouble(_place(stored), Words("Thiếu khoá bốc thăm.", "The secret of its draw is missing."))
        else:
            self._earned += terms.cap
            self._papers_earned += terms.documents
            yield from _differences(stored, self._again(stored, terms))
            self.window.add(seen(stored), terms.law.window)
        self._chosen += ONE if stored.channel == RED and stored.source != "legal" else 0
        if stored.channel == YELLOW and not forced(stored.channel, stored.reason_class, stored.unserved):
            self._papers_chosen += ONE
        self.bucket.turn, self.bucket.documents = stored.turn, stored.documents_millionths

    def _again(self, stored: Decision, terms: Terms) -> Decision | None:
        hits = tuple(stored.hits.split())
        candidate = Candidate(stored.subject, stored.number, stored.office, stored.party, hits, stored.level, stored.at)
        judged = Judged(stored.model, stored.score)
        try:
            return decide_one(candidate, judged, self.bucket, self.window, terms, stored.at)
        except UnknownProfile:
            return None

    def _change(self, stored: Change) -> Iterator[Trouble]:
        self.changes += 1
        due = ONE if stored.after == RED else 0
        law = law_on(stored.day)
        self._chosen += due if stored.source != "legal" else 0
        if (
            stored.no != self.changes
            or stored.turn != self.bucket.turn
            or stored.spent != due
            or stored.balance_millionths != self.bucket.balance - due
        ):
            yield Trouble(_place(stored), Words("Số dư không khớp.", "The balance does not follow."))
        if due and stored.source != "legal" and self.bucket.balance < needed(law, stored.source):
            yield Trouble(_place(stored), Words("Không còn lượt kiểm tra.", "There was no inspection to spend."))


def _place(step: Decision | Change) -> str:
    return f"risk_decision {step.subject}" if isinstance(step, Decision) else f"risk_upgrade {step.leaf}"


def _differences(stored: Decision, again: Decision | None) -> Iterator[Trouble]:
    if again is None:
        yield Trouble(_place(stored), Words("Hồ sơ rủi ro không có hiệu lực.", "A profile was not in force."))
    elif again != stored:
        names = [name for name in Decision.__struct_fields__ if getattr(again, name) != getattr(stored, name)]
        listed = ", ".join(names)
        yield Trouble(_place(stored), Words(f"Tính lại khác ở: {listed}.", f"Taken again, it differs in: {listed}."))

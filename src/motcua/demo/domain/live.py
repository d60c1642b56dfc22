"""Live: scripts that leave something open at the opening, for whoever looks then."""

from collections.abc import Sequence
from datetime import timedelta

from motcua.declarations.domain.life import State
from motcua.declarations.domain.terms import check_term
from motcua.demo.domain.behind import RETURNED, WRITTEN, Write
from motcua.demo.domain.desk import FIRST, RED, SECOND, TRADER, Hand, Script
from motcua.demo.domain.life import DAY
from motcua.demo.domain.parameters import FIRST as BEGINS
from motcua.demo.domain.rewriting import divisible

WEEK = 7 * DAY


def asked(hand: Hand) -> Script:
    """A question waits for its answer: since today, for days, or too long where it lies a week back."""
    overdue = hand.now - hand.subject.lot.at > WEEK and hand.place % 2
    hand.after("claim") if overdue else hand.before_now(0.5, 24)
    hand.do("claim", FIRST)
    hand.at += 300
    hand.do("ask", FIRST)
    return hand.stays()


def answered(hand: Hand) -> Script:
    """A question was answered this morning; the documents are to be checked soon."""
    hand.before_now(8, 20)
    hand.do("claim", FIRST)
    hand.at += 240
    hand.do("ask", FIRST)
    hand.before_now(0.4, 1.7)
    hand.do("hand in", TRADER)
    return hand.stays()


def _in_time(hand: Hand, who: int) -> None:
    """Unless it is one of the few that are late: asked yesterday and answered this morning, so that time runs anew."""
    checks = State.PHYSICAL_CHECK if hand.subject.channel == RED else State.DOCUMENT_CHECK
    term = check_term(checks, "", BEGINS + timedelta(days=hand.subject.lot.at // DAY))
    hours = term.value if term else 0
    if hand.times.later(hand.subject.lot.at, hours) > hand.now or hand.place % 5 == 0:
        return
    hand.before_now(9, 20)
    hand.do("claim", who)
    hand.at += 120
    hand.do("ask at goods" if hand.subject.channel == RED else "ask", who)
    hand.before_now(0.8, 1.7)
    hand.do("answer", TRADER)


def released(hand: Hand) -> Script:
    """Goods have left on conditions that are not settled."""
    if hand.subject.paid > hand.now - 1800:
        return stored(hand)
    hand.at = max(hand.at, hand.subject.paid + 300)
    hand.before_now(1, 40)
    hand.do("claim", FIRST)
    hand.at += 30
    hand.do("release", FIRST, "ABC"[hand.place % 3])
    return hand.stays()


def stored(hand: Hand) -> Script:
    """Goods wait in storage."""
    hand.before_now(1, 40)
    hand.do("claim", FIRST)
    hand.at += 30
    hand.do("store", FIRST)
    return hand.stays()


def proposed(hand: Hand) -> Script:
    """An amendment waits for customs, before the check was announced where it came today."""
    _in_time(hand, FIRST)
    hand.before_now(0.3, 1.9)
    hand.do("propose", TRADER, "5")
    return hand.stays()


def proposed_at_check(hand: Hand) -> Script:
    """An amendment waits for the officer who has taken the declaration."""
    _in_time(hand, FIRST)
    hand.before_now(0.3, 0.7)
    hand.do("claim", FIRST)
    hand.at += 60
    hand.do("propose", TRADER, "5")
    return hand.stays()


def cancellation_asked(hand: Hand) -> Script:
    """A request to cancel waits for its decision."""
    _in_time(hand, FIRST)
    hand.before_now(0.2, 10)
    hand.do("ask to cancel", TRADER)
    return hand.stays()


def untouched(hand: Hand) -> Script:
    """On nobody's desk: nobody has taken it, or it was given back."""
    _in_time(hand, SECOND)
    if hand.acts:
        hand.do("hand over", SECOND, at=hand.at - 60)
    script = hand.stays()
    script.untouched = True
    return script


def with_another(hand: Hand) -> Script:
    """On the desk of another officer."""
    _in_time(hand, SECOND)
    if not hand.acts:
        hand.after("claim")
        hand.do("claim", SECOND)
    return hand.stays()


def asked_again(hand: Hand) -> Script:
    """Papers came with the answer, but not those that were asked for; they are asked for again."""
    hand.before_now(10, 20)
    hand.do("claim", FIRST)
    hand.at += 200
    hand.do("ask", FIRST)
    hand.before_now(3, 8)
    hand.do("attach", TRADER)
    hand.at += 60
    hand.do("answer", TRADER)
    hand.before_now(0.2, 1.5)
    hand.do("ask", FIRST)
    return hand.stays()


def stale(hand: Hand) -> Script:
    """Asked and never answered, past the days after which a declaration lapses."""
    hand.after("claim")
    hand.do("claim", FIRST)
    hand.after("ask")
    hand.do("ask", FIRST)
    return hand.stays()


def waits_for_signature(hand: Hand) -> Script:
    """A record waits for the second officer, who can sign in."""
    return _written(hand, SECOND)


def waits_for_another(hand: Hand) -> Script:
    """A record that the first officer wrote waits for another."""
    return _written(hand, FIRST)


def _written(hand: Hand, who: int) -> Script:
    _in_time(hand, who)
    hand.before_now(2, 6)
    hand.do("claim", who)
    hand.before_now(WRITTEN, RETURNED)
    hand.do("write", who, "KHOP")
    return hand.stays()


def record_returned(hand: Hand) -> Script:
    """A record came back to who wrote it."""
    _written(hand, FIRST)
    hand.before_now(0.1, 0.5)
    hand.do("return", SECOND)
    return hand.stays()


def extended(hand: Hand) -> Script:
    """An inspection was extended."""
    hand.before_now(3, 10)
    hand.do("claim", FIRST)
    hand.before_now(0.5, 2.5)
    hand.do("extend", FIRST)
    return hand.stays()


def asked_at_goods(hand: Hand) -> Script:
    """The declarant is to come to the goods."""
    hand.before_now(1, 12)
    hand.do("claim", FIRST)
    hand.at += 90
    hand.do("ask at goods", FIRST)
    return hand.stays()


def with_me(hand: Hand) -> Script:
    """On the first officer's desk, to be checked."""
    _in_time(hand, FIRST)
    hand.before_now(0.2, 1.5)
    hand.do("claim", FIRST)
    return hand.stays()


def proposed_planned(hand: Hand) -> Script:
    """What a trader amends waits for customs."""
    hand.before_now(0.2, 1.9)
    hand.do("propose planned", TRADER, "6")
    return hand.stays(plain=True)


def proposed_after(hand: Hand) -> Script:
    """An amendment of cleared goods waits for customs."""
    hand.before_now(0.2, 1.9)
    hand.do("propose", TRADER, "5")
    return hand.stays(plain=True)


def part_passed(hand: Hand) -> Script | None:
    """A part of cleared goods has left; None where it would leave later, or all at once."""
    lot = hand.subject.lot
    at = max(hand.subject.paid, hand.at) + lot.passes_after // 2
    if at > hand.now - 300 or not divisible(hand.subject.body):
        return None
    hand.do("part", FIRST, at=at)
    return hand.ends(lot.at, passes=False)


DECKS: dict[str, Sequence[Write]] = {
    "documents": (
        asked, answered, released, stored, proposed_at_check, cancellation_asked, untouched, asked_again, proposed,
        with_another, with_me,
    ),
    "goods": (
        waits_for_signature, untouched, record_returned, asked_at_goods, extended, waits_for_another, with_me, stored,
    ),
    "amended": (proposed_planned,),
    "cleared": (part_passed, proposed_after),
    "stale": (stale,),
}  # fmt: skip

"""Behind: scripts of what officers and traders have done and ended, each of one declaration."""

from collections.abc import Callable, Sequence

from motcua.demo.domain.desk import FIRST, TRADER, Hand, Script, lapses_after
from motcua.demo.domain.life import DAY
from motcua.demo.domain.rewriting import divisible

WRITTEN, RETURNED, TAKEN = 0.6, 0.9, 1.8
"""Working hours before its end at which a record is written, was returned, and the inspection was taken on."""
SOON = 0.4
"""Working hours after which an amendment is decided whose moment was planned."""


def _claimed(hand: Hand) -> None:
    hand.after("claim")
    hand.do("claim", hand.clerk)


def _accepted(hand: Hand, hours: str, who: int) -> Script:
    hand.after(hours)
    hand.do("accept", who)
    return hand.ends()


def papers_asked(hand: Hand) -> Script:
    """Papers are asked for and handed in with the answer."""
    _claimed(hand)
    hand.after("ask")
    hand.do("ask", hand.clerk)
    hand.after("late_answer" if hand.place % 9 == 0 else "answer")
    hand.do("hand in", TRADER)
    return _accepted(hand, "after_answer", hand.clerk)


def words_asked(hand: Hand) -> Script:
    """A question is answered in words."""
    hand.after("claim")
    hand.do("ask", hand.clerk)
    hand.after("answer")
    hand.do("answer", TRADER)
    return _accepted(hand, "after_answer", hand.clerk)


def amendment_asked(hand: Hand) -> Script:
    """Customs guides to amend, and the amendment is in force at once."""
    _claimed(hand)
    hand.after("ask")
    hand.do("guide", hand.clerk)
    hand.after("answer")
    hand.do("propose", TRADER, "6")
    return _accepted(hand, "after_answer", hand.clerk)


def question_withdrawn(hand: Hand) -> Script:
    """An officer asks and takes it back."""
    _claimed(hand)
    hand.after("ask")
    hand.do("ask", hand.clerk)
    hand.after("withdraw")
    hand.do("withdraw query", hand.clerk)
    return _accepted(hand, "hand_over", hand.clerk)


def handed_over(hand: Hand) -> Script:
    """One officer takes it, another goes on."""
    _claimed(hand)
    hand.after("hand_over")
    hand.do("hand over", hand.clerk, str(hand.other))
    return _accepted(hand, "accept", hand.other)


def given_back(hand: Hand) -> Script:
    """An officer puts it back into the queue, where another takes it."""
    _claimed(hand)
    hand.after("hand_over")
    hand.do("hand over", hand.clerk, "")
    hand.after("claim")
    hand.do("claim", hand.other)
    return _accepted(hand, "hand_over", hand.other)


def stored(hand: Hand) -> Script:
    """Goods wait elsewhere for the result of a specialised check."""
    _claimed(hand)
    hand.after("store")
    hand.do("store", hand.clerk)
    hand.after("storage")
    hand.do("end storage", hand.clerk)
    return _accepted(hand, "after_answer", hand.clerk)


def released(hand: Hand) -> Script:
    """Goods leave while their code, value or another point is open, which is settled later."""
    if hand.subject.paid > hand.subject.lot.at + 3 * DAY:
        return words_asked(hand)
    _claimed(hand)
    hand.after("release", hand.subject.paid)
    hand.do("release", hand.clerk, "ABC"[hand.place % 3])
    left = hand.at + hand.subject.lot.passes_after
    hand.after("settle")
    if left < hand.at:
        hand.do("pass", FIRST, at=left)
    hand.do("settle", hand.clerk)
    return hand.ends(passes=left >= hand.at)


def request_denied(hand: Hand) -> Script:
    """A trader asks to cancel, in vain."""
    hand.after("claim")
    hand.do("ask to cancel", TRADER)
    hand.after("deny")
    hand.do("deny", hand.clerk)
    return _accepted(hand, "hand_over", hand.clerk)


def papers_handed(hand: Hand) -> Script:
    """A trader hands papers in without being asked."""
    hand.after("claim")
    hand.do("attach", TRADER)
    _claimed(hand)
    return _accepted(hand, "accept", hand.clerk)


def proposal_refused(hand: Hand) -> Script:
    """An amendment before the check is refused."""
    hand.after("claim")
    hand.do("propose", TRADER, "5")
    hand.after("decide")
    hand.do("refuse", hand.clerk)
    return _accepted(hand, "hand_over", hand.clerk)


def proposal_withdrawn(hand: Hand) -> Script:
    """Its trader takes an amendment back."""
    hand.after("claim")
    hand.do("propose", TRADER, "5")
    hand.after("hand_over")
    hand.do("withdraw", TRADER)
    return _accepted(hand, "accept", hand.clerk)


def checked_late(hand: Hand) -> Script:
    """The check of documents takes longer than the law gives."""
    _claimed(hand)
    return _accepted(hand, "late", hand.clerk)


def recorded(hand: Hand) -> Script:
    """One officer writes the record of an inspection, another signs."""
    end = hand.subject.lot.inspection
    hand.do("claim", hand.clerk, at=max(hand.at, hand.times.later(end, -TAKEN)))
    return _signed(hand, end)


def _signed(hand: Hand, end: int) -> Script:
    hand.do("write", hand.clerk, hand.subject.lot.finding, at=hand.times.later(end, -WRITTEN))
    hand.do("sign", hand.other, at=end)
    return hand.ends(end)


def returned(hand: Hand) -> Script:
    """A record is returned, written anew and signed."""
    end = hand.subject.lot.inspection
    hand.do("write", hand.clerk, hand.subject.lot.finding, at=hand.times.later(end, -TAKEN))
    hand.do("return", hand.other, at=hand.times.later(end, -RETURNED))
    return _signed(hand, end)


def extended(hand: Hand) -> Script:
    """A complex inspection gets the law's further time."""
    _claimed(hand)
    hand.after("extend")
    hand.do("extend", hand.clerk)
    return _signed(hand, hand.after("extended"))


def analysed(hand: Hand) -> Script:
    """Samples wait for their analysis, then the documents are accepted with what it found."""
    end = hand.subject.lot.inspection
    hand.do("write", hand.clerk, "analysis", at=hand.times.later(end, -WRITTEN))
    hand.do("sign", hand.other, at=end)
    hand.at = end
    hand.after("analysis")
    hand.do("accept", hand.clerk, hand.subject.lot.finding)
    return hand.ends()


def asked_at_goods(hand: Hand) -> Script:
    """The declarant is asked to come to the goods."""
    _claimed(hand)
    hand.after("ask")
    hand.do("ask at goods", hand.clerk)
    hand.after("answer")
    hand.do("answer", TRADER)
    return _signed(hand, hand.after("extended"))


def stored_before(hand: Hand) -> Script:
    """Goods wait in storage before they are inspected."""
    _claimed(hand)
    hand.after("store")
    hand.do("store", hand.clerk)
    hand.after("storage")
    hand.do("end storage", hand.clerk)
    return _signed(hand, hand.after("extend"))


def proposal_accepted(hand: Hand) -> Script:
    """What a trader amends is proposed, and accepted."""
    return _proposed(hand, "")


def proposed_again(hand: Hand) -> Script:
    """Refused, proposed again, accepted."""
    return _proposed(hand, "refuse")


def withdrawn_first(hand: Hand) -> Script:
    """Withdrawn, proposed again, accepted."""
    return _proposed(hand, "withdraw")


def _proposed(hand: Hand, first: str) -> Script:
    start, end = hand.at, hand.times.later(hand.subject.lot.amends, SOON)
    second = max(start + 900, hand.times.later(end, -hand.hours("decide")))
    if first:
        third = (second - start) // 3
        hand.do("propose", TRADER, "5", at=start + third)
        hand.do(first, hand.clerk if first == "refuse" else TRADER, at=start + 2 * third)
    hand.do("propose planned", TRADER, "6", at=second)
    hand.do("accept amendment", hand.clerk, at=end)
    return hand.ends(plain=True)


def request_granted(hand: Hand) -> Script | None:
    """A trader asks to cancel and is granted it; None where the year would end before."""
    end = hand.times.later(hand.subject.lot.cancels, SOON)
    if end > hand.until:
        return None
    hand.do("ask to cancel", TRADER, at=max(hand.at, hand.times.later(end, -hand.hours("decide"))))
    hand.do("grant", hand.clerk, at=end)
    return hand.ends(end, passes=False)


def lapsed(hand: Hand) -> Script | None:
    """Nobody ends its procedures within the days of the law; None where the year would end before."""
    day = hand.subject.lot.at // DAY
    hand.at = (day + lapses_after(day) + hand.given.lapsed_days) * DAY + 7 * 3600
    if hand.after("lapse") > hand.until:
        return None
    hand.do("lapse", hand.clerk, _LAPSE[hand.subject.export][hand.subject.channel])
    return hand.ends(passes=False)


_LAPSE = {False: {1: "A1", 2: "A1", 3: "A1"}, True: {1: "A2", 2: "A3", 3: "A4"}}


def papers_after(hand: Hand) -> Script:
    """Papers are handed in after clearance."""
    hand.after("answer")
    hand.do("attach", TRADER)
    return hand.ends(plain=True)


def refused_after(hand: Hand) -> Script:
    """An amendment after clearance is refused."""
    hand.after("answer", hand.subject.paid)
    hand.do("propose", TRADER, "5")
    hand.after("decide")
    hand.do("refuse", hand.clerk)
    return hand.ends(plain=True)


def passed_in_parts(hand: Hand) -> Script:
    """Cleared goods leave the supervised area in two parts."""
    if not divisible(hand.subject.body):
        return papers_after(hand)
    lot, cleared = hand.subject.lot, max(hand.subject.paid, hand.at)
    hand.do("part", hand.clerk, at=cleared + lot.passes_after // 2)
    hand.do("last part", hand.clerk, at=cleared + lot.passes_after)
    return hand.ends(lot.at, passes=False)


def part_taken_back(hand: Hand) -> Script:
    """A part is recorded by mistake, taken back and recorded again."""
    if not divisible(hand.subject.body):
        return refused_after(hand)
    half = max(hand.subject.paid, hand.at) + hand.subject.lot.passes_after // 2
    hand.do("part", hand.clerk, at=half - 420)
    hand.do("take back", hand.clerk, at=half - 180)
    return passed_in_parts(hand)


Write = Callable[[Hand], Script | None]
DECKS: dict[str, Sequence[Write]] = {
    "documents": (
        papers_asked, released, stored, words_asked, amendment_asked, handed_over, request_denied, proposal_refused,
        question_withdrawn, released, papers_handed, proposal_withdrawn, released, checked_late, given_back,
    ),
    "goods": (recorded, returned, extended, analysed, asked_at_goods, stored_before, recorded),
    "goods found": (recorded, returned),
    "amended": (proposal_accepted, proposed_again, proposal_accepted, withdrawn_first),
    "cancelled": (request_granted, lapsed, request_granted),
    "cleared": (passed_in_parts, papers_after, refused_after, part_taken_back),
}  # fmt: skip

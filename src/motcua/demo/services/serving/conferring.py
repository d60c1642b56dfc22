"""Conferences of the demonstration: invited, registered for, held, answered at, written down, published."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from motcua.demo.services.serving.supporting import DAY, HOUR, Desk, Topic
from motcua.helpdesk import services as helpdesk
from motcua.helpdesk.domain.meetings.plans import Minutes, Plan
from motcua.helpdesk.services import meetings
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment

_NOTE = "(giả định)"
_FRESH = timedelta(days=9)
"""What was promised so shortly before the opening is still open."""


class Planned(NamedTuple):
    """A conference that was planned."""

    number: str
    begins_at: datetime


def hold_conferences(desk: Desk) -> int:
    """All conferences of the year in order, and one that is still to come; how many were held."""
    chosen = [each for level, every in desk.given.conferences.items() for each in every[: _kept(desk, level)]]
    chosen.sort(key=lambda each: (each["day"], each["office"]))
    spots = _shares(desk.scaled(desk.given.on_spot), [1.5 if each["office"] == "20ZZ" else 1 for each in chosen])
    for no, (each, spot) in enumerate(zip(chosen, spots, strict=True)):
        _hold(desk, each, no, spot)
    _announce(desk)
    return len(chosen)


def _kept(desk: Desk, level: str) -> int:
    return min(len(desk.given.conferences[level]), desk.scaled(len(desk.given.conferences[level])))


def _shares(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to the total."""
    marks, run, whole = [0], 0.0, sum(weights)
    for weight in weights:
        run += weight
        marks.append(round(total * run / whole))
    return [upper - lower for lower, upper in zip(marks, marks[1:], strict=False)]


def _planned(desk: Desk, each: Mapping[str, Any], seats: int) -> Planned:
    begins = law_moment(each["day"], 8, 30)
    asked = Plan(
        each["office"], f"{each['title']} {_NOTE}", begins, begins + 3 * HOUR, each["place"], each["topics"],
        each["partners"], seats,
    )  # fmt: skip
    made = meetings.plan(asked, by=desk.staff("support"), at=min(begins - 30 * DAY, desk.opens - 20 * DAY))
    return Planned(made.number, begins)


def _level(each: Mapping[str, Any]) -> str:
    return "department" if each["office"] == "20ZZ" else "branch"


def _guests(desk: Desk, each: Mapping[str, Any]) -> list[str]:
    return desk.of_office(each["office"])[: desk.given.guests[_level(each)]]


def _hold(desk: Desk, each: Mapping[str, Any], no: int, spot: int) -> None:
    made = _planned(desk, each, desk.given.guests["seats"][_level(each)])
    support, begins = desk.staff("support"), made.begins_at
    guests = _guests(desk, each)
    meetings.invite(made.number, guests, by=support, at=begins - 20 * DAY)
    coming = [meetings.Registration(party, desk.between(1, 2)) for party in guests if desk.chance(75)]
    meetings.register_many(made.number, coming, by=SYSTEM, at=begins - 8 * DAY)
    asked = [_topic(desk.given.topics, no * 5 + place) for place in range(spot)]
    asked.append(_topic(desk.given.later, no))
    asks = [meetings.Asked(guests[place % len(guests)], topic[1], topic[0]) for place, topic in enumerate(asked)]
    before = len(asks) // 2
    if before:
        meetings.raise_questions(made.number, asks[:before], by=SYSTEM, at=begins - 5 * DAY)
    meetings.hold(made.number, by=support, at=begins)
    came = [meetings.Arrived(one.party, one.people, "code") for one in coming if desk.chance(88)]
    meetings.admit(made.number, came, by=support, at=begins)
    meetings.raise_questions(made.number, asks[before:], by=support, at=begins + HOUR)
    answers = [meetings.Answer(place, *_answer(topic)) for place, topic in enumerate(asked[:spot], 1)]
    if answers:
        meetings.answer_many(made.number, answers, by=support, at=begins + 2 * HOUR)
    _write_down(desk, each, made, spot, asked[-1])


def _topic(topics: Sequence[Topic], no: int) -> Topic:
    return topics[no % len(topics)]


def _answer(topic: Topic) -> tuple[str, str]:
    return topic[2], f"{topic[3]}, {topic[4]} (chưa kiểm chứng)" if topic[4] else f"{topic[3]} (chưa kiểm chứng)"


def _write_down(desk: Desk, each: Mapping[str, Any], made: Planned, spot: int, later: Topic) -> None:
    """The promise, the minutes, the results, and the answer that came later unless the promise is fresh."""
    support, begins, promised = desk.staff("support"), made.begins_at, spot + 1
    desk_has_it = each["office"] == "20ZZ"
    (kept,) = meetings.promise(made.number, [promised], hand_over=desk_has_it, by=support, at=begins + 2 * HOUR)
    chair = "Lãnh đạo Cục" if desk_has_it else "Lãnh đạo Chi cục"
    told = Minutes(
        f"{chair} {_NOTE}", f"Tổ hỗ trợ doanh nghiệp {_NOTE}",
        f"Doanh nghiệp nêu {promised} câu hỏi về {each['topics'].lower()}; {spot} câu được trả lời tại hội nghị.",
        "Đơn vị được giao trả lời câu còn lại đúng hẹn và công bố kết quả.",
    )  # fmt: skip
    meetings.minutes(made.number, told, by=support, at=begins + 4 * HOUR)
    results = f"{spot} câu hỏi được giải đáp tại hội nghị, 1 câu hẹn trả lời bằng văn bản."
    meetings.publish_results(made.number, results, by=support, at=begins + DAY + 6 * HOUR)
    if begins + _FRESH > desk.opens:
        return
    answer, basis = _answer(later)
    at = begins + 4 * DAY
    if not desk_has_it:
        meetings.settle(made.number, promised, answer=answer, basis=basis, by=support, at=at)
        return
    given = helpdesk.Answer(answer, (helpdesk.Basis(later[3], later[4]),))
    helpdesk.take(kept.question, by=support, at=begins + DAY)
    helpdesk.answer(kept.question, given, by=support, at=at)


def _announce(desk: Desk) -> None:
    """One that is still to come: some enterprises have registered, the others may."""
    each = desk.given.coming
    made = _planned(desk, each, desk.given.guests["seats"]["department"])
    at = desk.working(desk.opens.date() - 3 * DAY, 9)
    guests = _guests(desk, each)
    meetings.invite(made.number, guests, by=desk.staff("support"), at=at)
    coming = [meetings.Registration(party) for party in guests[2::4]]
    meetings.register_many(made.number, coming, by=SYSTEM, at=at + DAY)

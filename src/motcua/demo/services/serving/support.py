"""Support of enterprises in the demonstration: published answers, conferences and visits, questions of both years.

Who asks, who comes and what is said is invented; totals of 2023 are those of the published report. Questions that
conferences handed to the support desk count among those settled.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db import transaction

from motcua.demo.domain.world import World
from motcua.demo.services.border import uncollected
from motcua.demo.services.represented import Shown
from motcua.demo.services.serving.conferring import hold_conferences
from motcua.demo.services.serving.supporting import DAY, Desk, Topic
from motcua.demo.services.serving.visiting import make_visits
from motcua.helpdesk import services
from motcua.helpdesk.domain.packaged import packaged
from motcua.helpdesk.queries import figures, published
from motcua.helpdesk.services import Answer, Basis, Class, Contact, New, Settled
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day, law_moment
from motcua.reference import queries as reference

_HOURS, _LATE = (1, 20), (26, 60)
"""Working hours until an answer, in time and not: most limits are three working days."""
_SIGNED = "(giả định)"


def build(world: World, shown: Sequence[Shown]) -> dict[str, int]:
    """All of it; how many conferences, visits and questions. `shown` are the accounts that visitors try."""
    desk = Desk(world)
    own = [account.party for account in shown if account.role == "trader"][:2]
    with uncollected(), transaction.atomic():
        known = _published(desk)
        held, made = hold_conferences(desk), make_visits(desk)
        asked = [*_settled(desk), *_open(desk, own)]
        services.settle_many(sorted(asked, key=lambda each: each.taken_at))
        return {"answers": known, "conferences": held, "visits": made, "questions": len(asked)}


def _published(desk: Desk) -> int:
    """The packaged answers, written and reviewed by two of the desk before the first question; how many."""
    return services.load_packaged(
        packaged(), by=desk.staff("support"), review=desk.staff("leader"), at=law_moment(date(2022, 1, 5), 9)
    )


def _topics(desk: Desk, day: date) -> Sequence[tuple[Topic, int]]:
    """What may be asked that day: published answers in effect, and topics that none settles, with the answer's id."""
    month = day.replace(day=1)
    if month not in desk.topics:
        desk.topics[month] = [
            *((_of_entry(each), each.id) for each in published.effective(month).values() if each.content.basis),
            *((topic, 0) for topic in desk.given.topics),
        ]  # fmt: skip
    return desk.topics[month]


def _of_entry(each: published.Shown) -> Topic:
    basis = each.content.basis[0]
    return each.content.domain, each.content.question.vi, each.content.answer.vi, basis.act, basis.article


def _settled(desk: Desk) -> Iterator[Settled]:
    """Questions answered in each period, less those that conferences had handed over."""
    totals = [desk.scaled(each["settled"]) for each in desk.given.periods]
    totals[-1] = desk.scaled(sum(each["settled"] for each in desk.given.periods[1:])) - sum(totals[1:-1])
    no = 0
    for period, total in zip(desk.given.periods, totals, strict=True):
        since, until = period["since"], period["until"]
        count = max(0, total - figures.questions_settled(since, until))
        span = (until - since).days - 12
        for place in range(count):
            day = since + timedelta(days=span * (place + 1) // (count + 1))
            yield _answered(desk, no, day)
            no += 1


def _answered(desk: Desk, no: int, day: date) -> Settled:
    """One that was answered, most in time; closed and rated as it falls."""
    topics = _topics(desk, day)
    topic, entry = topics[desk.between(0, len(topics) - 1)]
    channel = desk.given.channels[no % len(desk.given.channels)]
    office = desk.offices[desk.between(0, len(desk.offices) - 1)]
    asked_at = desk.working(day, desk.between(8, 15), desk.between(0, 59))
    low, high = _LATE if desk.chance(desk.given.late_percent) else _HOURS
    by = desk.staff("support") if channel != "site" or no % 3 == 0 else desk.staff("officer", office)
    calendar = reference.calendar()
    answered_at = calendar.add_hours(asked_at, desk.between(low, high))
    closed = desk.chance(desk.given.closed_percent)
    return Settled(
        _new(desk, topic, channel, office, no, asked_at=asked_at), SYSTEM, asked_at, by,
        calendar.add_hours(asked_at, 0.5), answer=_answer(topic, entry), answered_at=answered_at,
        closed_at=answered_at + DAY if closed and answered_at + DAY < desk.opens else None,
        stars=desk.between(3, 5) if desk.chance(desk.given.rated_percent) else 0,
    )  # fmt: skip


def _new(desk: Desk, topic: Topic, channel: str, office: str, no: int, **more: object) -> New:
    party = desk.of_office(office)[no * 11 % len(desk.of_office(office))]
    body = f"{topic[1]} Mong được hướng dẫn cho trường hợp của doanh nghiệp {_SIGNED}."
    who = Contact(name=f"Người hỏi {no % 90 + 1} {_SIGNED}", phone="0203 000 0000")
    return New(topic[1][:200], body, Class(topic[0], office=office), channel, party, who, **more)  # type: ignore[arg-type]


def _answer(topic: Topic, entry: int) -> Answer:
    return Answer(topic[2], (Basis(topic[3], topic[4]),), entry=entry)


def _open(desk: Desk, own: Sequence[str]) -> Iterator[Settled]:
    """Questions of the last days that wait: the first is late, some are assigned, the others are new."""
    count = desk.scaled(desk.given.open)
    for no in range(max(count, 3)):
        topic = desk.given.topics[(no * 3 + 1) % len(desk.given.topics)]
        office = desk.offices[no % len(desk.offices)]
        late = no == 0
        day = law_day(desk.opens) - timedelta(days=9 if late else 1 + no % 2)
        asked_at = desk.working(day, 9 + no % 6, no * 7 % 60)
        new = _new(desk, topic, "site", office, no, asked_at=asked_at)
        if no < len(own):
            new = _of(new, own[no])
        assigned = late or no % 3 == 1
        yield Settled(
            new, SYSTEM, asked_at, desk.staff("support") if assigned else None,
            reference.calendar().add_hours(asked_at, 1) if assigned else None,
        )  # fmt: skip


def _of(new: New, party: str) -> New:
    return New(new.title, new.body, new.classed, new.channel, party, new.contact, new.asked_at)

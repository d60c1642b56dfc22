"""Cases of both years: found at patrols and inspections, recorded, decided by a second person, paid and closed.

Who is named, what was found and what it is worth is invented; where inspections of these years found something, the
case names their declaration. One of the last days is late, and some proposals wait.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from motcua.control.domain.cases import authority, standing
from motcua.control.domain.cases.authority import Decision
from motcua.control.domain.cases.custody import Link
from motcua.control.domain.cases.subjects import Subject
from motcua.control.services import linking, seizures
from motcua.control.services.cases import deciding, details, working
from motcua.control.services.cases.many import Batch
from motcua.control.services.cases.opening import New
from motcua.control.services.cases.writing import Work
from motcua.demo.domain.world import World
from motcua.demo.services.border import uncollected
from motcua.demo.services.measuring.casting import WAITING, Cast, Topic, Year, findings, told
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day, law_moment

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MILLION = 1_000_000
SIGNED = "(giả định)"
Act = tuple[datetime, Callable[[datetime], object]]
"""When something is done, and what."""


def build(world: World) -> int:
    """All of it; how many cases. Nothing is done after the demonstration opens."""
    cast = Cast(world)
    with uncollected(), transaction.atomic():
        waiting = told(cast.opens)[-WAITING:]
        batch = Batch()
        for year in cast.given.years:
            _year(cast, batch, year)
        _late(cast, batch)
        done = batch.write()
        for each in waiting:
            linking.from_inspection(each, at=max(datetime.fromisoformat(each["at"]), cast.opens - DAY))
    return done + len(waiting)


def _year(cast: Cast, batch: Batch, year: Year) -> None:
    count, span = cast.scaled(year.count), (year.until - year.since).days
    found = iter(findings(cast, year))
    last = law_day(cast.opens) - 3 * DAY
    for no in range(count):
        day, topic = year.since + timedelta(days=span * no // count), cast.topic()
        known = next(found, None) if topic.source == "inspection" else None
        if known is not None and law_day(known.at) > last:
            known = None
        office = known.office if known else cast.offices[cast.between(0, len(cast.offices) - 1)]
        Story(cast, batch, topic, office, no).begin(known.at if known else cast.working(day, 8, no % 60), known)


def _late(cast: Cast, batch: Batch) -> None:
    """A case whose record was made ten days before the opening, and which nobody has decided."""
    topic = cast.given.topics[2]
    story = Story(cast, batch, topic, cast.offices[0], 0)
    at = cast.working(law_day(cast.opens) - 11 * DAY, 9)
    story.begin(at, None, stop=at + 5 * HOUR)


class Story:
    """One case from its finding to as far as it comes."""

    def __init__(self, cast: Cast, batch: Batch, topic: Topic, office: str, no: int) -> None:
        self.cast, self.batch, self.topic, self.office, self.no = cast, batch, topic, office, no
        field = cast.staff("officer", office)
        self.by: Actor = field if topic.source == "inspection" else cast.keepers[no % len(cast.keepers)]
        self.keeper = cast.keepers[(no + 1) % len(cast.keepers)]
        self.head, self.leader = cast.staff("head", office), cast.staff("leader")
        low, high = topic.value
        self.value = cast.between(low, high) * MILLION
        self.kinds = ["organisation" if cast.chance(cast.given.organisation_percent) else "person"]

    def begin(self, at: datetime, known: object, *, stop: datetime | None = None) -> None:
        """The case, and its acts until the demonstration opens."""
        number = getattr(known, "number", "")
        new = New(
            f"{self.topic.title} {SIGNED}", self.topic.kind, self.office, self.topic.source, at,
            lead="joint" if not number and self.cast.chance(self.cast.given.joint_percent) else "led",
            link=f"declaration/{number}" if number else "", partners="", sensitive=int(self.topic.kind == "drugs"),
            place=f"Địa bàn {self.office} {SIGNED}",
        )  # fmt: skip
        self.work: Work = self.batch.open(new, by=self.by, at=at + HOUR)
        for moment, do in self.acts(at):
            if moment >= (stop or self.cast.opens):
                return
            do(moment)

    def acts(self, at: datetime) -> Iterator[Act]:
        """What is done, in its order."""
        yield at + HOUR, self._goods
        if self.topic.unowned:
            yield from self._without_owner(at)
            return
        yield at + HOUR, self._subject
        if self.value:
            yield at + 2 * HOUR, self._seize
        yield at + 3 * HOUR, self._plain("record", "Lập biên bản vi phạm hành chính.")
        yield at + 3 * HOUR, self._plain("hold", "Tạm giữ tang vật theo biên bản.")
        if self.value:
            yield from self._handed(self.day(at, 1))
        yield self.day(at, 3), self._plain("verify", "Đã xác minh tại đơn vị.")
        if self.topic.kind in ("drugs", "smuggling") and (self.topic.kind == "drugs" or self.no % 2):
            yield from self._sent_on(at)
            return
        explains = self.cast.chance(self.cast.given.explain_percent)
        step = self._plain("explain", "Đã giải trình bằng văn bản.") if explains else self._plain("waive")
        yield self.day(at, 4), step
        yield from self._sanctioned(at)

    def day(self, at: datetime, days: int) -> datetime:
        """A moment of the first working day so many days later."""
        return self.cast.working(law_day(at) + timedelta(days=days), 14, self.no % 60)

    def _sanctioned(self, at: datetime) -> Iterator[Act]:
        yield self.day(at, 5), self._decide
        if self.cast.chance(self.cast.given.complaint_percent):
            yield self.day(at, 8), self._plain("complain", "Khiếu nại mức phạt.")
            yield self.day(at, 20), self._plain("settle", "Giữ nguyên quyết định.", self.head)
        yield self.day(at, 9), self._pay
        yield self.day(at, 10), self._plain("execute", "Đã nộp phạt.")
        if self.value:
            yield self.day(at, 24), lambda now: self._end(now, "sold" if self.no % 3 else "destroyed")
        yield self.day(at, 25), self._plain("dispose")
        yield self.day(at, 26), self._plain("close", by=self.head)

    def _sent_on(self, at: datetime) -> Iterator[Act]:
        def send(now: datetime) -> None:
            own = "own" if self.no % 4 == 0 else "recommended"
            paper = f"{self.work.who.number}/KT"
            working.sent_on(self.work, own, note="Có dấu hiệu tội phạm.", paper=paper, by=self.leader, at=now)

        yield self.day(at, 5), send
        if self.value:
            yield self.day(at, 6), lambda now: self._end(now, "handed")
        yield self.day(at, 60), self._plain("close", by=self.leader)

    def _without_owner(self, at: datetime) -> Iterator[Act]:
        yield at + 2 * HOUR, self._seize
        yield self.day(at, 1), self._plain("no_owner", "Không có người nhận là chủ sở hữu.")
        yield self.day(at, 2), self._plain("notice", paper=f"{self.work.who.number}/TB-1")
        yield self.day(at, 9), self._plain("notice", paper=f"{self.work.who.number}/TB-2")
        yield self.day(at, 9 + 370), self._confiscate
        yield self.day(at, 9 + 390), lambda now: self._end(now, "sold")
        yield self.day(at, 9 + 391), self._plain("dispose")
        yield self.day(at, 9 + 392), self._plain("close", by=self.head)

    def _plain(
        self, verb: str, note: str = "", by: Actor | None = None, paper: str = ""
    ) -> Callable[[datetime], object]:  # fmt: skip
        return lambda now: working.take(self.work, verb, note=note, paper=paper, by=by or self.by, at=now)

    def _goods(self, now: datetime) -> None:
        quantity = self.cast.between(10, 900) * 10_000
        self.line = details.Line(self.topic.goods, quantity, self.topic.unit, self.value)
        details.goods_set(self.work, [self.line], by=self.by, at=now)

    def _subject(self, now: datetime) -> None:
        word = "Công ty" if self.kinds == ["organisation"] else "Người vi phạm"
        who = Subject(f"{word} {self.no + 1} {SIGNED}", f"GD-{self.no:05d}", f"Địa chỉ {SIGNED}", "VN")
        details.subject_added(self.work, who, 1, kind=self.kinds[0], by=self.by, at=now)

    def _seize(self, now: datetime) -> None:
        told = seizures.Sealed(self.line.name, self.line.quantity_e4, self.line.unit, f"NP-{self.no:05d}", "K2")
        (self.held,) = seizures.seized(self.work, [told], 0, by=self.by, at=now)
        self.batch.exhibits.append(self.held)

    def _handed(self, at: datetime) -> Iterator[Act]:
        if self.keeper.account == self.by.account:
            return
        to, seal = self.keeper.account, self.held.kept.seal
        yield at, lambda now: self.held.link(Link("offer", self.by.account, to=to), by=self.by, at=now)
        take = Link("take", to, store="K1", seal=seal)
        yield at + HOUR, lambda now: self.held.link(take, by=self.keeper, at=now)

    def _end(self, now: datetime, how: str) -> None:
        link = Link("end", self.head.account, how=how)
        self.held.link(link, by=self.head, at=now, note="Theo quyết định xử lý tang vật.")

    def _decide(self, now: datetime) -> None:
        day = law_day(now)
        least, most = authority.fines(self.topic.kind, self.kinds, day)
        fine = min(most, max(least, self.value // 10 // 100_000 * 100_000))
        confiscated = 0 if self.topic.source == "inspection" else self.value
        held = authority.lowest(fine, confiscated, day)
        paper = f"{self.work.who.number}/QĐ" if held.fine_most is None else ""
        told = Decision(held.level, fine, confiscated, basis="128/2020/NĐ-CP", paper=paper)
        by = self.head if held.role == "head" else self.leader
        deciding.decided(self.work, told, self.kinds, by=by, at=now)

    def _confiscate(self, now: datetime) -> None:
        first = standing.confiscated_from(self.work.stands.noticed_on or law_day(now))
        held = authority.lowest(0, self.value, law_day(now))
        told = Decision(held.level, 0, self.value, basis="Luật Xử lý vi phạm hành chính")
        by = self.head if held.role == "head" else self.leader
        deciding.confiscated(self.work, told, by=by, at=max(now, law_moment(first, 9)))

    def _pay(self, now: datetime) -> None:
        told = deciding.Paid(self.work.stands.fine, law_day(now), "KBNN", f"XP{self.work.who.number[3:]}")
        deciding.paid(self.work, told, by=self.by, at=now)

"""The quality system of the demonstration: two years of programmes, audits, reviews and objectives, all invented."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.db import transaction

from motcua.demo.domain.world import World
from motcua.demo.services.border import uncollected
from motcua.demo.services.represented import Shown
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_moment
from motcua.people import queries as people
from motcua.procedures import queries as procedures
from motcua.procedures.domain.audit.bodies import Audit, Input, Objective, Programme, Resolved, Risk, Value, Visit
from motcua.procedures.domain.audit.checklist import Answer
from motcua.procedures.domain.audit.data import subjects
from motcua.procedures.services import audit
from motcua.procedures.services.audit import nonconformities, reviews, standing
from motcua.reference import domain as reference

_FILE = Path(__file__).resolve().parents[2] / "data" / "serving_audits.yaml"
HOUR = timedelta(hours=1)


class _Fault(NamedTuple):
    """A nonconformity to be, and how far it comes."""

    year: int
    office: str
    clause: str
    description: str
    correction: str
    cause: str
    action: str
    days: int
    reach: str


class _Cast:
    """Who acts: the ISO officer, the leader, and of each branch its head and its first officer."""

    def __init__(self, shown: Sequence[Shown], on: date) -> None:
        names = [each.username for each in shown if each.role in ("iso", "leader", "head", "officer")]
        accounts = people.visible_to(SYSTEM).in_bulk(names, field_name="username")
        self._actors = {name: people.actor_for(accounts[name], on) for name in names}
        self.iso, self.leader = self._actors["iso"], self._actors["lanh-dao"]
        self.offices = sorted(each.office for each in shown if each.role == "head")

    def head(self, office: str) -> Actor:
        """The head of a branch."""
        return self._actors[f"truong-{office.lower()}"]

    def officer(self, office: str) -> Actor:
        """Its first officer."""
        return self._actors[f"can-bo-{office.lower()}-1"]

    def auditors(self, office: str) -> tuple[Actor, Actor]:
        """Officers of the two branches that follow in order: nobody audits the own office."""
        place = self.offices.index(office)
        first, second = (self.offices[(place + step) % len(self.offices)] for step in (1, 2))
        return self.officer(first), self.officer(second)


class _Story:
    """Two years, act by act in the order of their days."""

    def __init__(self, cast: _Cast, opens: datetime) -> None:
        self.cast, self.opens = cast, opens
        self.calendar = reference.calendar()
        self.given: Mapping[str, Any] = yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader)  # noqa: S506 - a safe loader
        self.faults = [_Fault(*each) for each in self.given["faults"]]

    def working(self, day: date) -> date:
        """The day itself where offices work, or else the next that they do."""
        return self.calendar.add_days(day - timedelta(days=1), 1)

    @cached_property
    def codes(self) -> list[str]:
        """Procedures in force at the beginning, of which some are audited; none of them is withdrawn later."""
        return sorted(procedures.all_in_force(self.working(date(2022, 1, 4))))

    def programme(self, year: int) -> None:
        """A programme, its audits and, where the year is over, its report."""
        cast, at = self.cast, law_moment(self.working(date(year, 1, 10)), 9)
        visits = tuple(
            Visit(no, office, month, tuple(self.given["clauses"]), tuple(self.codes[no * 3 : no * 3 + 1]))
            for no, (office, month, _day) in enumerate(self.given["programmes"][year], 1)
        )
        body = Programme(year, self.given["purpose"], self.given["scope"], self.given["criteria"], visits)
        made = audit.draft_programme(body, by=cast.iso, at=at)
        audit.propose_programme(made.number, by=cast.iso, at=at + HOUR)
        audit.approve_programme(made.number, by=cast.leader, at=at + 3 * HOUR)
        for visit, (_office, month, day) in zip(visits, self.given["programmes"][year], strict=True):
            self.audit(made.number, visit, self.working(date(year, month, day)))
        over = law_moment(self.working(date(year, 12, 20)), 9)
        if year < self.opens.year:
            audit.report_programme(made.number, self.given["report"], by=cast.iso, at=over)
            audit.close_programme(made.number, by=cast.leader, at=over + HOUR)

    def audit(self, programme: str, visit: Visit, day: date) -> None:
        """An audit of an office on a day, up to what its nonconformities allow."""
        at, (lead, second) = law_moment(day, 8), self.cast.auditors(visit.office)
        plan = audit.Plan(day, day, lead.account, (lead.account, second.account))
        before = law_moment(self.working(day - timedelta(days=14)), 9)
        made = audit.plan_audit(programme, visit.no, plan, by=self.cast.iso, at=before)
        audit.approve_audit(made.number, by=self.cast.leader, at=before + HOUR)
        begun = audit.begin_audit(made.number, by=lead, at=at)
        fault = next((each for each in self.faults if (each.year, each.office) == (day.year, visit.office)), None)
        answers = [self._line(item.no, item.code, fault) for item in begun.says(Audit).items]
        audit.answer_items(made.number, answers, by=second, at=at + 5 * HOUR)
        done = audit.report_audit(
            made.number, conclusion=self.given["conclusion"], strengths=self.given["strengths"], by=lead,
            at=at + 8 * HOUR,
        )  # fmt: skip
        raised = audit.raised_by(done.number)
        for number in raised:
            assert fault is not None
            self.fault(number, fault, lead, day)
        if fault is None or fault.reach == "closed":
            closing = law_moment(self.working(day + timedelta(days=60)), 9)
            audit.close_audit(made.number, by=self.cast.iso, at=min(closing, self.opens - HOUR))

    def _line(self, no: int, code: str, fault: _Fault | None) -> Answer:
        if fault is not None and code == fault.clause:
            return Answer(no, "nonconformity", fault.description)
        return Answer(no, "observation", self.given["observation"]) if no == 1 else Answer(
            no, "conforms", self.given["conforms"]
        )  # fmt: skip

    def fault(self, number: str, fault: _Fault, lead: Actor, day: date) -> None:
        """What becomes of a nonconformity."""
        if fault.reach == "raised":
            return
        cast, office = self.cast, fault.office
        answered = law_moment(self.calendar.add_days(day, 3), 9)
        due = self.calendar.add_days(self.calendar.add_days(day, 3), fault.days)
        told = nonconformities.Answer(
            fault.correction, fault.cause, fault.action, cast.officer(office).account, due
        )  # fmt: skip
        nonconformities.answer(number, told, by=cast.head(office), at=answered)
        nonconformities.accept(number, by=lead, at=answered + HOUR)
        if fault.reach == "closed":
            at = law_moment(self.working(due - timedelta(days=4)), 14)
            nonconformities.report_done(number, fault.action, by=cast.officer(office), at=at)
            nonconformities.verify(number, self.given["conforms"], by=lead, at=at + 24 * HOUR)
            nonconformities.close(number, by=cast.iso, at=at + 26 * HOUR)

    def review(self, year: int) -> None:
        """The management review of a year, and what became of its decisions."""
        cast, given = self.cast, self.given["reviews"][year]
        at = law_moment(given["day"], 14)
        inputs = [Input(code, self.given["inputs"]) for code in subjects()]
        made = reviews.prepare_review(year, given["day"], inputs, by=cast.iso, at=at - 120 * HOUR)
        decided = [Resolved(text, cast.head(office).account, due) for office, text, due, _ in given["decisions"]]
        reviews.hold_review(
            made.number, present=self.given["present"], minutes=given["minutes"], decisions=decided, by=cast.iso,
            at=at + 2 * HOUR,
        )  # fmt: skip
        reviews.approve_review(made.number, by=cast.leader, at=at + 24 * HOUR)
        for number, (office, text, due, reach) in zip(reviews.decided_by(made.number), given["decisions"], strict=True):
            if reach == "closed":
                when = law_moment(self.working(due - timedelta(days=7)), 9)
                reviews.decision_done(number, text, by=cast.head(office), at=when)
                reviews.confirm_decision(number, by=cast.iso, at=when + HOUR)

    def objectives(self, year: int) -> None:
        """Objectives of a year with the values of the quarters that are over."""
        at, cast = law_moment(self.working(date(year, 1, 12)), 9), self.cast
        for text, measure, unit, direction, target, *values in self.given["objectives"]:
            body = Objective(year, f"{text} (giả định)", measure, unit, direction, Decimal(target))
            made = standing.set_objective(body, by=cast.iso, at=at)
            standing.approve_objective(made.number, by=cast.leader, at=at + HOUR)
            for quarter, value in enumerate(values[year - 2022], 1):
                last = date(year, 12, 21) if quarter == 4 else date(year, quarter * 3 + 1, 5)  # noqa: PLR2004
                when = law_moment(self.working(last), 9)
                told = Value(quarter, Decimal(value), "Sổ theo dõi (minh họa)")
                standing.measure(made.number, told, by=cast.iso, at=when)

    def risks(self, year: int) -> None:
        """The register of risks, as entered at the beginning of a year."""
        day = self.working(date(year, 1, 16))
        for no, (sort, text, process, office, likelihood, impact, treatment) in enumerate(self.given["risks"]):
            owner = self.cast.head(office).account if office else self.cast.iso.account
            body = Risk(sort, f"{text} (giả định)", process, likelihood, impact, treatment)
            until = self.calendar.add_days(day, 239 + no)
            standing.enter_risk(
                body, year=year, office=office, owner=owner, until=until, by=self.cast.iso, at=law_moment(day, 9)
            )

    def statement(self, year: int) -> None:
        """The self-declaration: published for a year that is over, on the leader's desk for the present one."""
        day = self.working(date(year, 12, 19))
        at, cast = law_moment(day, 9), self.cast
        made = standing.draft_statement(
            year, scope=self.given["scope"], text=self.given["statement"], by=cast.iso, at=at
        )  # fmt: skip
        standing.propose_statement(made.number, by=cast.iso, at=at + HOUR)
        if year < self.opens.year:
            standing.approve_statement(made.number, by=cast.leader, at=at + 24 * HOUR)


def build(world: World, shown: Sequence[Shown]) -> None:
    """Write both years, in one transaction."""
    opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
    with uncollected(), transaction.atomic():
        story = _Story(_Cast(shown, world.given.opens_at.day), opens)
        for year in (2022, 2023):
            story.objectives(year)
            story.programme(year)
            story.review(year)
            story.statement(year)
        story.risks(2023)

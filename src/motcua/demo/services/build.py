"""Build: a department and two years of its trade, from an empty database, through the house's services."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

import msgspec
from django.db import transaction

from motcua.declarations import services as declarations
from motcua.declarations.queries import statistics
from motcua.demo import events
from motcua.demo.domain.chunks import moment
from motcua.demo.domain.enterprises import enterprises
from motcua.demo.domain.parameters import day_index, parameters
from motcua.demo.domain.plan import Needed, plan
from motcua.demo.domain.world import World
from motcua.demo.models import Built as Kept
from motcua.demo.services import arrivals
from motcua.demo.services.accounts import Shown, open_accounts
from motcua.demo.services.border import manifests, vehicles
from motcua.demo.services.border import origin as certificates_of_origin
from motcua.demo.services.border import passengers as people_at_gates
from motcua.demo.services.conductor import DAY, Conductor
from motcua.demo.services.desk import Declarants, DeskConductor, certify, change_channels, equip, secure, tell_treasury
from motcua.demo.services.drafts import begin_drafts
from motcua.demo.services.files import receive_files
from motcua.demo.services.linked import record_linked
from motcua.demo.services.measuring import cases, ledger, survey
from motcua.demo.services.measuring import watching as control_watching
from motcua.demo.services.messages import send_messages
from motcua.demo.services.outages import record_outages
from motcua.demo.services.profiles import Profiles, leave_waiting
from motcua.demo.services.serving import audits, leading, support
from motcua.demo.services.serving import dossiers as one_stop
from motcua.demo.services.serving import procedures as iso_procedures
from motcua.demo.services.transport import move_goods
from motcua.demo.services.writer import Barrier, Chunk, Coming, Writer
from motcua.ground.services import clock, log, sequencer
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_moment
from motcua.kernel.money import PPM
from motcua.parties import services as parties
from motcua.people import queries as people
from motcua.revenue import queries as revenue
from motcua.risk import services as risk
from motcua.risk.domain import law_on
from motcua.tariff import queries as tariff

BEGUN = date(2022, 1, 1)
DEFAULT_SEED = 2023
Progress = Callable[[str, int, int], None]
"""Told after each chunk: stage, done, of how many."""


class Stages:
    """Seconds of each stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time within for a stage."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun


class Built(msgspec.Struct):
    """What was built: seconds by stage, counts, accounts to show. `refused`: acts of the desks that did not fit."""

    seconds: dict[str, float]
    declarations: int
    steps: int
    coming: int
    accounts: list[Shown]
    refused: list[str]


class NotEmpty(RuntimeError):
    """The database already holds declarations."""


def build(*, scale: float = 1.0, seed: int = DEFAULT_SEED, progress: Progress | None = None) -> Built:
    """Build the demonstration in an empty, migrated database. NotEmpty otherwise; LodgedElsewhere in a companion."""
    tell = progress or _silent
    stages = Stages()
    if any(statistics.registered(BEGUN, date(2025, 12, 31)).values()):
        raise NotEmpty
    declarations.need_window()
    tell("plan", 0, 1)
    with stages.stage("plan"):
        world = World(parameters(), tariff.book(), seed=seed, scale=scale)
        made = plan(world)
    with stages.stage("parties"), transaction.atomic():
        parties.register(enterprises(world), by=SYSTEM, at=law_moment(BEGUN - timedelta(days=1), 8))
    with stages.stage("people"), transaction.atomic():
        officers, shown = open_accounts(world, law_moment(BEGUN - timedelta(days=3), 8))
        risk.seed(_draw_seed(seed), by=SYSTEM, at=law_moment(BEGUN - timedelta(days=2), 8))
    gc.collect()
    gc.freeze()
    gc.disable()
    writer = Writer(world, made, declarations.kit())  # all parties and mandates stand: what it prepares is good
    try:
        conductor = DeskConductor(world, officers, Declarants(_traders(shown), scale))
        coming = _years(world, conductor, writer, stages, tell)
    finally:
        writer.stop()
        gc.enable()
    with stages.stage("desks"), transaction.atomic():
        change_channels(conductor)
        tell_treasury(conductor)
        secure(conductor)
        equip(conductor)
    with stages.stage("what is to come"):
        arrivals.keep(coming.lots, conductor.rest(), conductor.owed, conductor.extra)
    with stages.stage("drafts and messages"):
        _drafts(world, shown)
    with stages.stage("transports"):
        move_goods(world, shown)
    with stages.stage("people at the gates"):
        people_at_gates.build(world)
    with stages.stage("ships"):
        agent = next(each.party for each in shown if each.username == "dai-ly-tau-1")
        manifests.build(world, _traders(shown)[agent], agent, conductor.officers)
    with stages.stage("vehicles"):
        vehicles.build(world, next(each.party for each in shown if each.username == "van-tai-1"))
    with stages.stage("certificates of origin"):
        certificates_of_origin.build(world, shown)
    with stages.stage("procedures"):
        iso_procedures.build(world, shown)
    with stages.stage("internal audits"):
        audits.build(world, shown)
    with stages.stage("one-stop dossiers"):
        one_stop.build(world, shown)
    with stages.stage("support of enterprises"):
        support.build(world, shown)
    with stages.stage("survey"):
        survey.build(world)
    with stages.stage("control"):
        cases.build(world)
    with stages.stage("what control watches by"):
        control_watching.build(world)
    with stages.stage("targets"):
        leading.build(world, shown)
    with stages.stage("outages"):
        record_outages(world)
        leave_waiting(law_moment(world.given.opens_at.day, world.given.opens_at.hour))
        certify(conductor)
    with stages.stage("ledger"):
        ledger.build(world)
    with stages.stage("log"):
        _finish(world, seed, scale)
    return Built(stages.seconds, conductor.registered, conductor.steps, len(coming.lots), shown, conductor.missed)


def _draw_seed(seed: int) -> bytes:
    """The secrets of the keyed draw follow from the seed, so that the same year is selected alike."""
    return f"motcua demo {seed}".encode().ljust(32, b".")


def _traders(shown: Sequence[Shown]) -> dict[str, Actor]:
    """The first account of each shown enterprise, by its tax code."""
    found: dict[str, Actor] = {}
    for account in shown:
        if account.role == "trader" and account.party not in found:
            held = people.visible_to(SYSTEM).get(username=account.username)
            found[account.party] = people.actor_for(held, BEGUN)
    return found


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def _years(world: World, conductor: Conductor, writer: Writer, stages: Stages, tell: Progress) -> Coming:
    coming = Coming([])
    opening, total = day_index(world.given.opens_at.day), int(world.shape.live.sum())
    begins, profiles = 0, Profiles()
    found = _waited(iter(writer), stages)
    for part in found:
        if isinstance(part, Chunk):
            with stages.stage("what models learn"), transaction.atomic():
                _learn(begins)
            with stages.stage("registration and lives"):
                until = (part.last + 1) * DAY
                if part.last == opening:
                    until = part.last * DAY + world.given.opens_at.hour * 3600
                with transaction.atomic():
                    days = range(begins, part.last + 1)
                    _commit_to(days)
                    profiles.before(BEGUN + timedelta(days=begins))
                    conductor.conduct(part, until)
                    _show(days)
                begins = part.last + 1
            tell("years", conductor.registered, total)
        elif isinstance(part, Barrier):
            with stages.stage("closing the totals"):
                writer.answer(_needed(world, conductor, part.year))
        else:
            coming = part
    return coming


def _waited(parts: Iterator[Chunk | Barrier | Coming], stages: Stages) -> Iterator[Chunk | Barrier | Coming]:
    while True:
        with stages.stage("waiting for the writer"):
            part = next(parts, None)
        if part is None:
            return
        yield part


def _learn(first: int) -> None:
    """What the daily duties of selection do on the first day of a chunk: take in the past, and learn once a month."""
    at = moment(first * DAY + 120)
    risk.refresh_history(at)
    risk.learn(at)


def _commit_to(days: range) -> None:
    """Publish the commitment of each day as far ahead of it as the law of selection says."""
    for day, ahead in ((BEGUN + timedelta(days=no), law_on(BEGUN).publish_ahead_days) for no in days):
        risk.publish(day, at=law_moment(day - timedelta(days=ahead), 0, 1))


def _show(days: range) -> None:
    """Show the secrets that become due on these days: what was registered before has drawn by then."""
    for day, delay in ((BEGUN + timedelta(days=no), law_on(BEGUN).reveal_after_days) for no in days):
        if day - timedelta(days=delay) >= BEGUN:
            risk.reveal(day - timedelta(days=delay), at=law_moment(day, 0, 1))


def _needed(world: World, conductor: Conductor, year: int) -> Needed:
    """What the rest of the year must bring: the published total less what the ledger holds and expects."""
    published = world.given.published[year]
    begun = date(year, 1, 1)
    collected = sum(revenue.collected(begun, published.until).values())
    planned = conductor.planned_payments(day_index(published.until))
    turnover = sum(tally.turnover_usd_e4 for tally in statistics.tallies(begun, published.until))
    leaving = sum(conductor.leaving.values())
    return Needed(
        published.revenue * world.scale - collected - planned,
        published.turnover * world.scale - (turnover - leaving) / 10_000,
    )


def _drafts(world: World, shown: Sequence[Shown]) -> None:
    """What the first trader has begun and sent, and a file that came, so that no list is empty."""
    opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
    trader = next((account.username for account in shown if account.role == "trader"), "")
    account = people.visible_to(SYSTEM).filter(username=trader).first()
    if account is not None:
        by = people.actor_for(account, world.given.opens_at.day)
        begin_drafts(by, opens)
        send_messages(by, opens)
        record_linked(by, opens)
    first = people.holders("revenue", opens.date())[0]
    receive_files(people.actor_for(first, opens.date()), opens)


def _finish(world: World, seed: int, scale: float) -> None:
    """Set the clock, put everything into the tree, sign its head, and wake what is to come."""
    opens = law_moment(world.given.opens_at.day, world.given.opens_at.hour)
    with transaction.atomic():
        log.record(events.BUILT, subject="demo", at=opens, by=SYSTEM, facts={"seed": seed})
        Kept.objects.create(id=1, seed=seed, scale_ppm=round(scale * PPM), finished_at=opens)
        arrivals.wake(opens)
    clock.set_demonstration(opens)
    sequencer.sequence()
    sequencer.sign_head(opens)

"""Procedures of the demonstration: the packaged catalogue in force, some replaced in the two years, some waiting."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec
from django.db import transaction

from motcua.demo.domain.world import World
from motcua.demo.services.accounts import Shown
from motcua.demo.services.border import uncollected
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_moment
from motcua.kernel.reading import yaml_reader
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.procedures import queries, services
from motcua.procedures.domain import packaged
from motcua.procedures.domain.content import Content, Step


class Second(msgspec.Struct, frozen=True):
    """Second versions: of every so-manieth procedure, from which on, written and in force when, changed in what."""

    every: int
    start: int = msgspec.field(name="from")
    written_on: date
    in_force_from: date
    what: Literal["online", "shorter"]
    note: str


class Queue(msgspec.Struct, frozen=True):
    """How many drafts wait at each desk on the day of the opening."""

    draft: int
    reviewed: int
    approved: int
    written_on: date


class Given(msgspec.Struct, frozen=True):
    """The parameters; all of them invented."""

    issued_on: date
    in_force_from: date
    second: tuple[Second, ...]
    distributed_on: date
    read_by_every: int
    queue: Queue


_FILE = Path(__file__).resolve().parents[2] / "data" / "serving_procedures.yaml"
_read = yaml_reader(Given)
ONLINE = Words(
    "Bộ phận một cửa hoặc dịch vụ công trực tuyến", "One-stop desk, or the online public service"
)  # fmt: skip


class Hands(msgspec.Struct, frozen=True):
    """Who writes, reviews and approves."""

    iso: Actor
    head: Actor
    leader: Actor


def given() -> Given:
    """The parameters."""
    return _read(_FILE.read_bytes())


def build(world: World, shown: Sequence[Shown]) -> dict[str, int]:
    """The catalogue in force, replaced, distributed, read, and what waits; how many of each."""
    held = given()
    hands = _hands(shown, held.issued_on)
    contents = packaged.contents()
    with uncollected(), transaction.atomic():
        at = law_moment(held.issued_on, 9)
        made = services.load_packaged(
            contents, in_force_from=held.in_force_from, by=hands.iso, at=at, reviewer=hands.head,
            approver=hands.leader, note="Danh mục đóng gói",
        )  # fmt: skip
        offices = sorted(world.given.branches)
        services.distribute(
            [each.pk for each in made], offices, by=hands.iso, at=law_moment(held.distributed_on, 9)
        )  # fmt: skip
        replaced = sum(_replace(second, contents, hands) for second in held.second)
        read = _acknowledge(held, [each.pk for each in made], offices)
        waiting = _waiting(held.queue, contents, hands)
    return {"procedures": len(made), "replaced": replaced, "read": read, "waiting": waiting}


def _hands(shown: Sequence[Shown], day: date) -> Hands:
    names: dict[str, str] = {}
    for each in shown:
        names.setdefault(each.role, each.username)
    return Hands(*(_actor(names[role], day) for role in ("iso", "head", "leader")))


def _actor(username: str, day: date) -> Actor:
    return people.actor_for(people.visible_to(SYSTEM).get(username=username), day)


def _replace(second: Second, contents: Sequence[Content], hands: Hands) -> int:
    chosen = contents[second.start :: second.every]
    changed = [each for each in map(CHANGES[second.what], chosen) if each not in chosen]
    return len(services.load_packaged(
        changed, in_force_from=second.in_force_from, by=hands.iso, at=law_moment(second.written_on, 14),
        reviewer=hands.head, approver=hands.leader, note=second.note,
    ))  # fmt: skip


def online(content: Content) -> Content:
    """May be filed online as well."""
    return msgspec.structs.replace(content, place=ONLINE)


def shorter(content: Content) -> Content:
    """One unit of time less: the longest step takes it over. The same content where that cannot be."""
    limit = content.limit
    steps = [each for each in content.steps if each.unit == limit.unit and not each.pauses]
    longest = max(steps, key=lambda each: each.amount, default=None)
    if limit.words or longest is None or min(longest.amount, limit.amount) < 2:  # noqa: PLR2004 - one unit is left
        return content
    kept = tuple(_less(each) if each is longest else each for each in content.steps)
    less = msgspec.structs.replace(limit, amount=limit.amount - 1, uncertain=True)
    return msgspec.structs.replace(content, steps=kept, limit=less)


def _less(step: Step) -> Step:
    return msgspec.structs.replace(step, amount=step.amount - Decimal(1))


CHANGES = {"online": online, "shorter": shorter}


def _acknowledge(held: Given, versions: Sequence[int], offices: Iterable[str]) -> int:
    """The heads of the branches have read some of what they were given."""
    at, read = law_moment(held.distributed_on, 15), 0
    for no, office in enumerate(offices):
        for account in people.holders("head", held.distributed_on, office)[:1]:
            by = people.actor_for(account, held.distributed_on)
            for version in versions[no % held.read_by_every :: held.read_by_every * 8]:
                read += services.acknowledge(version, by=by, at=at)
    return read


def _waiting(queue: Queue, contents: Sequence[Content], hands: Hands) -> int:
    """Next versions at each desk."""
    at = law_moment(queue.written_on, 10)
    wanted = queue.draft + queue.reviewed + queue.approved
    in_force: Mapping[str, queries.Held] = queries.all_in_force(queue.written_on)
    chosen = [in_force[each.code].content for each in contents if each.full and each.code in in_force][:wanted]
    for no, content in enumerate(chosen):
        made = services.write(_with_more_sets(content), by=hands.iso, at=at, note="Bản thảo (giả định)")
        if no >= queue.draft:
            services.review(made.pk, by=hands.head, at=at)
        if no >= queue.draft + queue.reviewed:
            services.approve(made.pk, by=hands.leader, at=at)
    return len(chosen)


def _with_more_sets(content: Content) -> Content:
    return msgspec.structs.replace(content, sets=content.sets + 1)

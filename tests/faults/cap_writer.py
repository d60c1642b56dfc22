"""A process that writes selections, for tests of several writers: prepare, write, threads or check.

It stands for any caller of the room: it selects a group, stores its rows and leaves in the same
transaction, and sometimes lets the transaction fail. A scorer judges what it writes; now and then the champion
changes, or its scores rise.
"""

import json
import random
import threading
from datetime import date, datetime, timedelta

from django.core.management import call_command
from django.db import connection, transaction
from tests.rooms.risk.rough_scorer import RoughScorer

from motcua.ground.services import bulk, ids, log
from motcua.kernel.actor import Actor, Post
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_moment
from motcua.kernel.words import Words
from motcua.risk import covering, models, queries, services
from motcua.risk.domain import Facts, told
from motcua.risk.domain.decision import forced
from motcua.risk.domain.errors import AlreadyRed, NoToken
from motcua.risk.services import scoring

VERB = log.verb("test.registered", Words("Thử", "Test"))
BY = Actor(1, "officer", posts=frozenset({Post("officer"), Post("head")}))
HITS = [(), ("O-LEVEL5",), ("O-LEVEL5", "Y-LEVEL45"), ("O-LEVEL4-DUTY",), ("Y-LEVEL45",), *[()] * 20]


class Failed(Exception):
    """A transaction that its caller gives up."""


def one_group(chance: random.Random, at: datetime, size: int, legal: float) -> list[services.Decision]:
    """Select and store a group in one transaction."""
    with transaction.atomic():
        taken = ids.take(at, size)
        waiting = [candidate(chance, subject, legal) for subject in taken]
        decisions = services.select(waiting, at=at)
        rows = [services.rows(decision) for decision in decisions]
        bulk.insert(services.T_DECISION, services.DECISION, rows, services.DECISION_MOMENTS)
        log.append([
            log.leaf(VERB, id=row[0], subject=f"declaration/{row[5]}", at=at, by=BY,
                     rows=[row_bytes(services.T_DECISION, row)]) for row in rows
        ])  # fmt: skip
        if chance.random() < 0.1:
            raise Failed
    return decisions


def candidate(chance: random.Random, subject: int, legal: float) -> services.Candidate:
    """A declaration of one of many enterprises, with the facts that a model judges."""
    number, party = f"{subject % 10**12:012d}", f"57{int(chance.paretovariate(0.6)) % 300:08d}"
    facts = Facts(office="20BB", direction="import", procedure="A11", party=party, level=3, codes=(), number=number)
    hits = ("L-INFORMATION",) if chance.random() < legal else chance.choice(HITS)
    return services.Candidate(subject, number, "20BB", party, hits, 3, told=told(facts))


def change_something(chance: random.Random, decisions: list[services.Decision], at: datetime) -> None:
    """An officer sends one to inspection, or a head lowers one."""
    found = chance.choice(decisions)
    try:
        services.upgrade(
            subject=found.subject, ground=chance.choice(["officer", "officer", "legal"]), reason="x", by=BY, at=at
        )
        if chance.random() < 0.5:
            services.lower(subject=found.subject, to=1, reason="x", by=BY, at=at)
    except (NoToken, AlreadyRed):
        pass


def write(seed: int, groups: int, legal: float = 0.01) -> None:
    """Write groups, the clock leaping back and forth over a week."""
    chance = random.Random(seed)
    for _ in range(groups):
        if chance.random() < 0.1:
            scorer = RoughScorer(1 + chance.randrange(2), chance.choice([0, 0.2]))
            scoring.scorer = lambda scorer=scorer: scorer
        at = law_moment(date(2023, 5, 1) + timedelta(days=chance.randrange(7)), chance.randrange(24))
        try:
            decisions = one_group(chance, at, chance.choice([1, 1, 3, 20, 60]), legal)
        except Failed:
            continue
        if chance.random() < 0.3:
            change_something(chance, decisions, at)
        print(len(decisions), flush=True)


def threads(count: int, groups: int) -> None:
    """Several writers in one process."""

    def run(seed: int) -> None:
        write(seed, groups)
        connection.close()

    running = [threading.Thread(target=run, args=(seed,)) for seed in range(count)]
    for each in running:
        each.start()
    for each in running:
        each.join()


def over_the_cap() -> int:
    """How many prefixes have more inspections, those of the law left out, than a twentieth."""
    over = chosen = 0
    spent = dict.fromkeys(
        models.Decision.objects.filter(channel=3).exclude(source="legal").values_list("turn", flat=True), 1
    )
    for turn in models.Upgrade.objects.filter(spent__gt=0).exclude(source="legal").values_list("turn", flat=True):
        spent[turn] = spent.get(turn, 0) + 1
    for turn in sorted(spent):
        chosen += spent[turn]
        over += chosen * 20 > turn
    return over


def over_the_documents() -> int:
    """How many prefixes have more documentary checks, those of law or in place of an inspection left out, than 30 %."""
    rows = models.Decision.objects.filter(channel=2).order_by("turn").values_list("turn", "reason_class", "unserved")
    chosen = [turn for turn, reason_class, unserved in rows if not forced(2, reason_class, unserved)]
    return sum(count * 10 > turn * 3 for count, turn in enumerate(chosen, 1))


def report() -> dict[str, object]:
    """What stands in the tables, taken again."""
    turns = list(models.Decision.objects.order_by("turn").values_list("turn", flat=True))
    return {
        "decisions": len(turns),
        "gapless": turns == list(range(1, len(turns) + 1)),
        "faults": [fault.place for fault in (*covering.check_decisions(), *covering.check_secrets())][:5],
        "over": over_the_cap() + over_the_documents(),
        "by_model": models.Decision.objects.filter(channel=3, source="model").count(),
        "red": models.Decision.objects.filter(channel=3).count(),
        "balance": queries.balance().balance_millionths,
    }


def main(verb: str, *arguments: str) -> None:
    """Do what the first argument says."""
    if verb == "prepare":
        call_command("migrate", "ground", verbosity=0)
        call_command("migrate", "risk", verbosity=0)
    elif verb == "check":
        print(json.dumps(report()))
    else:
        {"write": write, "threads": threads}[verb](*map(int, arguments))

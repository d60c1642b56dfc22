"""Kill a process that lodges declarations, again and again, and see that nothing acknowledged is lost.

A program of its own: `python -m tests.faults.killing 20`. It uses an installation in MOTCUA_HOME (and
DATABASE_URL), prints what it saw and ends with 1 at the first broken promise.
"""

import os
import random
import signal
import sys
import time
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
django.setup()

from django.db import connections  # noqa: E402
from tests.fresh import migrate  # noqa: E402

from motcua.declarations import factories, services  # noqa: E402
from motcua.declarations.models import Declaration, Number, Version  # noqa: E402
from motcua.ground.queries import verification  # noqa: E402
from motcua.ground.services import log  # noqa: E402
from motcua.kernel.actor import SYSTEM  # noqa: E402
from motcua.kernel.days import law_moment  # noqa: E402
from motcua.parties import services as parties  # noqa: E402

GROUP = 20
GROUPS = 30
DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)


def groups(round_: int) -> list[list[services.Raw]]:
    """What one round lodges; references of a round are its own."""
    first = round_ * GROUP * GROUPS
    return [
        [services.Raw(factories.body(first + group * GROUP + no, day=DAY, lines=1 + no % 3), AT) for no in range(GROUP)]
        for group in range(GROUPS)
    ]


def lodge_and_tell(work: list[list[services.Raw]], told: int) -> None:
    """In the child: lodge group by group, and tell the parent each number after its commit."""
    for group in work:
        answers = services.submit(group, by=SYSTEM)
        os.write(told, "".join(f"{answer.number}\n" for answer in answers).encode())


def round_of(round_: int, dice: random.Random) -> tuple[int, bool]:
    """One killing: how many were acknowledged, and whether the kill came in time."""
    work = groups(round_)
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            lodge_and_tell(work, writing)
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(dice.uniform(0.01, 0.35))
    os.kill(child, signal.SIGKILL)
    told = b"".join(iter(lambda: os.read(reading, 65536), b"")).decode()
    os.close(reading)
    _, status = os.waitpid(child, 0)
    acknowledged = told[: told.rfind("\n") + 1].split()
    check(work, acknowledged)
    return len(acknowledged), os.WIFSIGNALED(status)


def check(work: list[list[services.Raw]], acknowledged: list[str]) -> None:
    """Everything told is there; sent again with the same keys, all of it gets the same answers."""
    stored = set(Declaration.objects.values_list("number", flat=True))
    lost = [number for number in acknowledged if number not in stored]
    need(not lost, f"acknowledged and lost: {lost[:5]}")
    again = [answer.number for group in work for answer in services.submit(group, by=SYSTEM)]
    need(again[: len(acknowledged)] == acknowledged, "a key got another answer than before the kill")
    need(len(set(again)) == len(again), "two declarations share a number")


def check_whole() -> None:
    """Numbers without gap, one version a declaration, and a log that verifies."""
    running = sorted(int(number[2:10]) for number in Number.objects.values_list("number", flat=True))
    need(running == list(range(running[0], running[0] + len(running))), "there is a gap in the numbers")
    need(Version.objects.count() == Declaration.objects.count() == len(running), "a declaration is half stored")
    log.sequence()
    faults = list(verification.verify().faults)
    need(not faults, f"the log does not verify: {faults[:3]}")


def need(holds: bool, otherwise: str) -> None:
    """Say what is broken and end."""
    if not holds:
        print(f"BROKEN: {otherwise}")
        sys.exit(1)


def main(times: int, seed: int) -> None:
    """Kill that often."""
    migrate()
    parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=law_moment(DAY))
    services.kit().desk(DAY)
    services.prepare(groups(10**6)[0], services.kit())
    dice = random.Random(seed)
    told, killed = 0, 0
    for round_ in range(times):
        acknowledged, in_time = round_of(round_, dice)
        told += acknowledged
        killed += in_time
        if round_ % 50 == 49:
            check_whole()
    check_whole()
    print(f"{times} rounds, {killed} killed at work, {told} acknowledged, {Declaration.objects.count()} stored")
    need(killed * 5 >= times, "too few kills came while there was work: the rounds prove little")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)

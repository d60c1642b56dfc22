"""Kill a process that takes notices of a bank, again and again: no money is lost or booked twice.

A program of its own: `python -m tests.faults.killing_bank 20`. It uses an installation in MOTCUA_HOME (and
DATABASE_URL), prints what it saw and ends with 1 at the first broken promise.
"""

import os
import random
import signal
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
django.setup()

from django.db import connections  # noqa: E402
from tests.faults.killing import need  # noqa: E402
from tests.fresh import migrate  # noqa: E402
from tests.rooms.gateways.bank_factories import AT, DAY, HOUR, department, good, known, notice, send, told  # noqa: E402

from motcua.declarations import factories, services  # noqa: E402
from motcua.declarations.models import Declaration  # noqa: E402
from motcua.gateways.bank.models import Notice  # noqa: E402
from motcua.kernel.actor import SYSTEM  # noqa: E402
from motcua.revenue.models import Payment, Suspense  # noqa: E402

OF_ROUND = 12


def bodies(round_: int) -> list[bytes]:
    """Notices of one round: for declarations of its own, and every fourth for none."""
    first = round_ * 200
    raws = [services.Raw(factories.body(first + no, day=DAY, lines=1), AT) for no in range(30)]
    answers = [each for each in services.submit(raws, by=SYSTEM) if each.tax_total][:OF_ROUND]
    found = [Declaration.objects.get(pk=each.declaration_id) for each in answers]
    return [
        notice(None if no % 4 == 3 else each, f"N{round_}-{no}") for no, each in enumerate(found)
    ]  # fmt: skip


def take_and_tell(work: list[bytes], told_to: int) -> None:
    """In the child: take notice after notice, and tell the parent each answer after its commit."""
    for body in work:
        os.write(told_to, send(body).content + b"\n")


def round_of(round_: int, dice: random.Random) -> tuple[int, bool]:
    """One killing: how many were answered, and whether the kill came in time."""
    work = bodies(round_)
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            take_and_tell(work, writing)
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(dice.uniform(0.01, 0.25))
    os.kill(child, signal.SIGKILL)
    answered = b"".join(iter(lambda: os.read(reading, 65536), b""))
    os.close(reading)
    _, status = os.waitpid(child, 0)
    answers = answered[: answered.rfind(b"\n") + 1].splitlines()
    check(work, answers)
    return len(answers), os.WIFSIGNALED(status)


def check(work: list[bytes], answers: list[bytes]) -> None:
    """The bank sends all of it again: what was answered gets the same bytes, the rest is taken, nothing twice."""
    again = [send(body, at=AT + 2 * HOUR) for body in work]
    need([reply.content for reply in again[: len(answers)]] == answers, "a notice got another answer than before")
    need(all(told(reply)["accepted"] for reply in again), "a notice is refused that was right")


def check_whole(times: int) -> None:
    """Each notice stands once in the ledger, and everything verifies."""
    count = Notice.objects.count()
    need(count == Payment.objects.count() + Suspense.objects.count(), "money is missing or booked twice")
    need(count > times, "too few notices were taken")
    faults = good()
    need(not faults, f"it does not verify: {faults[:3]}")


def main(times: int, seed: int) -> None:
    """Kill that often."""
    migrate()
    department()
    known()
    dice = random.Random(seed)
    answered, killed = 0, 0
    for round_ in range(times):
        answers, in_time = round_of(round_, dice)
        answered += answers
        killed += in_time
    check_whole(times)
    print(f"{times} rounds, {killed} killed at work, {answered} answered, {Notice.objects.count()} notices")
    need(killed * 5 >= times, "too few kills came while there was work: the rounds prove little")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)

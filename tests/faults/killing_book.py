"""Kill a process that books payments and closes days, again and again: no day is half closed, none changes later.

A program of its own: `python -m tests.faults.killing_book 20`. It uses an installation in MOTCUA_HOME (and
DATABASE_URL), prints what it saw and ends with 1 at the first broken promise.
"""

import os
import random
import signal
import sys
import time
from datetime import date, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from tests.faults.killing import need  # noqa: E402
from tests.rooms.revenue.revenue_factories import DAY, charge, payment  # noqa: E402

from motcua.ground.queries import verification  # noqa: E402
from motcua.ground.services import log  # noqa: E402
from motcua.kernel.actor import SYSTEM  # noqa: E402
from motcua.kernel.days import law_moment  # noqa: E402
from motcua.revenue import queries, services  # noqa: E402
from motcua.revenue.models import ClosedDay, ClosedSum, Payment, Transfer  # noqa: E402

DAYS, PAID = 8, 2
"""Days of one round, and payments of a day: all but the last come in time, the last when the day is closed."""
ONE = timedelta(days=1)
NOBODY = os.open(os.devnull, os.O_WRONLY)


def days_of(round_: int) -> list[date]:
    """The days that one round books on and closes."""
    return [DAY + (round_ * DAYS + no) * ONE for no in range(DAYS)]


def pay(day: date, no: int, declaration: int) -> None:
    """One payment with a moment of that day."""
    sent = payment(declaration, 10, f"{day}-{no}", at=law_moment(day, 9))
    services.receive([sent], by=SYSTEM)


def live(days: list[date], declaration: int, told: int) -> None:
    """Day by day: payments, the closing, a payment that comes late. What is done is told after its commit."""
    for day in days:
        for no in range(PAID - 1):
            pay(day, no, declaration)
        os.write(told, f"begin {day}\n".encode())
        services.close_days(day, note="trial", by=SYSTEM, at=law_moment(day + ONE, 8))
        os.write(told, f"closed {day}\n".encode())
        pay(day, PAID - 1, declaration)
        os.write(told, f"paid {day}\n".encode())


def round_of(round_: int, dice: random.Random) -> tuple[int, bool]:
    """One killing, as a day's closing begins: how many days were told to be closed, and whether it came amid one."""
    days = days_of(round_)
    declaration = charge({"vat": DAYS * PAID * 10}, at=law_moment(days[0], 8))
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            live(days, declaration, writing)
        finally:
            os._exit(0)
    os.close(writing)
    told, wanted = b"", f"begin {dice.choice(days)}\n".encode()
    while wanted not in told and (more := os.read(reading, 65536)):
        told += more
    time.sleep(dice.uniform(0, 0.012))
    os.kill(child, signal.SIGKILL)
    told += b"".join(iter(lambda: os.read(reading, 65536), b""))
    os.close(reading)
    os.waitpid(child, 0)
    lines = told[: told.rfind(b"\n") + 1].decode().splitlines()
    check(lines, days, declaration)
    return sum(line.startswith("closed") for line in lines), lines[-1].startswith("begin")


def check(told: list[str], days: list[date], declaration: int) -> None:
    """What was told is there; all of it done again closes the rest, changes no closed day and books nothing twice."""
    before = closed()
    lost = [line for line in told if line.startswith("closed") and line.split()[1] not in before]
    need(not lost, f"told to be closed and open: {lost}")
    live(days, declaration, NOBODY)
    after = closed()
    need({day: after[day] for day in before} == before, "a closed day is another than before")
    need({str(day) for day in days} <= set(after), "a day is left open")
    found = queries.obligation(declaration)
    need(found is not None and found.settled == DAYS * PAID * 10, "money is missing or booked twice")


def closed() -> dict[str, Any]:
    """Every closed day with its accounts."""
    sums: dict[int, list[Any]] = {}
    for row in ClosedSum.objects.order_by("leaf", "account").values():
        sums.setdefault(row["leaf"], []).append(row)
    return {str(row["day"]): (row, sums.get(row["leaf"])) for row in ClosedDay.objects.values()}


def check_whole(times: int) -> None:
    """Days without a gap, money once, and everything verifies."""
    need(ClosedDay.objects.count() == times * DAYS, "there is a gap, or a day too many")
    need(Payment.objects.count() == times * DAYS * PAID, "a payment is missing or stands twice")
    cash = sum(Transfer.objects.filter(debit="112").values_list("amount", flat=True))
    need(cash == times * DAYS * PAID * 10 == queries.balances()["112"], "the account is not what was paid")
    log.sequence()
    faults = list(verification.verify().faults)
    need(not faults, f"it does not verify: {faults[:3]}")


def main(times: int, seed: int) -> None:
    """Kill that often."""
    call_command("migrate", interactive=False, verbosity=0)
    dice = random.Random(seed)
    told, amid = 0, 0
    for round_ in range(times):
        days, closing = round_of(round_, dice)
        told, amid = told + days, amid + closing
    check_whole(times)
    print(f"{times} rounds, {amid} killed amid a closing, {told} days told to be closed")
    need(amid * 5 >= times, "too few kills came amid a closing: the rounds prove little")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)

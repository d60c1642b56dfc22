"""A worker that is killed while notices are being sent: run by `test_notices_survive_killing.py`.

    python -m tests.faults.sending_rounds COUNT SEED

Each round tells notices and kills the worker at a random moment, often between sending and marking. Ends with 0 if
every notice arrived at least once under its own id, or 1 and a sentence.
"""

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from tests.fresh import migrate  # noqa: E402
from tests.rooms.ground.receivers import Program  # noqa: E402

from motcua.ground import queries  # noqa: E402
from motcua.ground.domain.noticing import Medium  # noqa: E402
from motcua.ground.queries import verification  # noqa: E402
from motcua.ground.services import addresses, jobs, notices  # noqa: E402
from motcua.ground.services.worker import Worker  # noqa: E402
from motcua.kernel.actor import Actor  # noqa: E402
from motcua.kernel.words import Words  # noqa: E402

TRADER = Actor(9, "Chị Hoa", parties=frozenset({"5700100000"}))
EACH = 4


def fork() -> int:
    """A worker until it is killed."""
    child = os.fork()
    if child == 0:
        Worker().work()
        os._exit(0)
    return child


def main(count: int, seed: int) -> int:
    """All rounds; the exit status."""
    settings.NOTICES_PRIVATE = True
    migrate()
    receiver, chance, told = Program(), random.Random(seed), set()
    receiver.wait = 0.02
    addresses.register(
        "party/5700100000", Medium.WEBHOOK, receiver.url, ["other"], by=TRADER, at=datetime.now(UTC)
    )  # fmt: skip
    for _ in range(count):
        with transaction.atomic():
            at = datetime.now(UTC)
            told |= {notices.tell("party/5700100000", Words("Thử", "Trial"), at=at) for _ in range(EACH)}
        connection.close()
        child = fork()
        time.sleep(chance.uniform(0.02, 0.6))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    late = datetime(2100, 1, 1, tzinfo=UTC)
    while jobs.send_due(late):
        pass
    arrived = [int(headers["Idempotency-Key"]) for headers, _ in receiver.taken]
    faults = [fault for fault in verification.verify().faults if "ground_" in fault.place]
    wrong = {
        "lost": sorted(told - set(arrived))[:5], "strange": sorted(set(arrived) - told)[:5], "verify": faults[:5],
        "left": queries.waiting_jobs(),
    }  # fmt: skip
    sys.stderr.write(f"{len(arrived)} sent for {len(told)} notices\n")
    sys.stderr.write("".join(f"{name}: {found}\n" for name, found in wrong.items() if found))
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))

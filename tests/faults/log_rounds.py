"""Rounds of a writer that is killed: run by `test_the_log_survives_killing.py` as a program of its own.

    python -m tests.faults.log_rounds COUNT SEED

Each round forks two writers and a worker on one database, kills all at a random moment with SIGKILL, and looks
at what is left. Ends with 0, or 1 and a sentence.
"""

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from tests.fresh import migrate  # noqa: E402

from motcua.ground.queries import verification  # noqa: E402
from motcua.ground.services import files, ids, jobs, keys, log, numbering  # noqa: E402
from motcua.ground.services.worker import Worker  # noqa: E402
from motcua.kernel.actor import SYSTEM  # noqa: E402
from motcua.kernel.canonical import row_bytes  # noqa: E402
from motcua.kernel.words import Words  # noqa: E402

DONE = log.verb("rounds.done", Words("Đã làm", "It was done"))
ECHO = log.verb("rounds.echoed", Words("Việc nền đã làm", "A job did it"))
log.cover(log.Covered("rounds", (DONE,), (keys.COVERED,)))
HOME = Path(os.environ["MOTCUA_HOME"])


@jobs.handler("rounds")
def echo(job: jobs.Job, at: datetime) -> None:
    """Answer a leaf with another."""
    log.record(ECHO, subject=f"echo/{job.payload['number']}", at=at, by=SYSTEM)


def write(name: str) -> None:
    """Do one thing after another; note each outside the database once it is committed."""
    with (HOME / f"acknowledged.{name}").open("a") as acknowledged:
        while True:
            at = datetime.now(UTC)
            with transaction.atomic():
                number = numbering.take("10", 2)
                body = str(number).encode()
                leaf_id = ids.one(at)
                key = keys.Answer("p", str(number), body, number, leaf_id, at)
                told = {"number": number}
                leaf = log.leaf(
                    DONE, id=leaf_id, subject=f"n/{number}", at=at, by=SYSTEM, facts=told,
                    rows=[row_bytes(keys.COVERED.table, key)],
                )  # fmt: skip
                log.append([leaf])
                log.receipt(leaf)
                keys.keep([key])
                files.keep(body, media_type="text/plain", at=at, by=SYSTEM)
                jobs.put("rounds", {"number": number}, at=at)
            acknowledged.write(f"{leaf.id} {number}\n")
            acknowledged.flush()


def fork(act: str) -> int:
    """A child process that does its work until it is killed."""
    child = os.fork()
    if child == 0:
        if act == "worker":
            Worker().work()
        write(act)
        os._exit(0)
    return child


def look() -> str:
    """What is wrong after a round, or nothing."""
    found = verification.verify()
    told = [line.split() for path in HOME.glob("acknowledged.*") for line in path.read_text().splitlines()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ground_leaf")
        held = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT subject_id FROM ground_key ORDER BY subject_id")
        numbers = [row[0] for row in cursor.fetchall()]
    own = [fault for fault in found.faults if "ground_" in fault.place or "heads" in fault.place]
    if own:
        return f"verify: {own[:5]}"
    if lost := [leaf for leaf, _ in told if int(leaf) not in held]:
        return f"acknowledged and lost: {lost[:5]}"
    if numbers != list(range(1, 2 * len(numbers), 2)):
        return "numbers have a gap or stand twice"
    return ""


def finish() -> str:
    """After the last round a worker does what is left: each leaf has exactly one echo."""
    Worker().round()
    late = datetime(2100, 1, 1, tzinfo=UTC)
    while jobs.run_due(late):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject FROM ground_leaf WHERE verb = %s", [ECHO])
        echoes = sorted(int(row[0][5:]) for row in cursor.fetchall())
        cursor.execute("SELECT subject_id FROM ground_key ORDER BY subject_id")
        numbers = [row[0] for row in cursor.fetchall()]
    return "" if echoes == numbers else f"{len(numbers)} jobs, {len(echoes)} done"


def main(count: int, seed: int) -> int:
    """All rounds; the exit status."""
    migrate()
    connection.close()
    chance = random.Random(seed)
    for number in range(count):
        children = [fork(act) for act in ("one", "two", "worker")]
        time.sleep(chance.uniform(0.05, 0.4))
        for child in chance.sample(children, len(children)):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        wrong = look() or (finish() if number == count - 1 else "")
        connection.close()
        if wrong:
            sys.stderr.write(f"round {number}: {wrong}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))

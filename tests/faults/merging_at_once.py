"""Batches of one gate over several connections at once: each record is merged once, whoever comes first.

A program of its own: `python -m tests.faults.merging_at_once 5`. It uses an installation in MOTCUA_HOME (and
DATABASE_URL), prints what it saw and ends with 1 at the first broken promise.
"""

import os
import sys
import tempfile
import threading
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
django.setup()

from django.db import connection, connections  # noqa: E402
from tests.faults.killing import need  # noqa: E402
from tests.fresh import migrate  # noqa: E402
from tests.rooms.crossings.offline_factories import AT, HOUR, device, listed, officer, passes, sound  # noqa: E402

from motcua.crossings.models import Crossing, OfflineRecord, Outcome  # noqa: E402
from motcua.crossings.services import offline  # noqa: E402
from motcua.kernel.actor import SYSTEM  # noqa: E402

RECORDS = 24


def at_once(batches: list[bytes]) -> int:
    """Merge batches in threads that begin together; how many records were merged in all."""
    ready, done, failed = threading.Barrier(len(batches)), [], []

    def merge(batch: bytes) -> None:
        try:
            ready.wait()
            done.append(offline.merge(batch, by=SYSTEM, at=AT + 2 * HOUR).merged)
        except BaseException as fault:  # noqa: BLE001 - the program looks at it
            failed.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=(batch,)) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    need(failed == [], f"a merge failed: {failed}")
    return sum(done)


def main(times: int) -> None:
    """So many rounds, each with a gate of its own: the same batch thrice, then pieces that overlap."""
    migrate()
    by, _ = officer()
    for no in range(times):
        with tempfile.TemporaryDirectory() as folder:
            held = device(Path(folder) / "gate")
            listed(held)
            for truck in range(RECORDS):
                passes(held, by, 1 + no * RECORDS + truck)
            whole = held.batch(1)
            pieces = [held.batch(1, 12), held.batch(8, 10), held.batch(15)]
            connections.close_all()
            need(at_once([whole] * 3 if no % 2 else pieces) == RECORDS, "not every record was merged once")
            held.store.close()
    merged = Outcome.objects.filter(outcome="merged")
    need(OfflineRecord.objects.count() == merged.count() == times * RECORDS, "records are missing or doubled")
    need(len(set(merged.values_list("crossing_leaf", "crossing_no"))) == times * RECORDS, "a crossing is shared")
    need(Crossing.objects.count() == times * RECORDS, "crossings are missing or doubled")
    need(sound() == [], f"it does not verify: {sound()[:3]}")
    print(f"{times} rounds, {times * RECORDS} records merged once")


if __name__ == "__main__":
    main(int(sys.argv[1]))

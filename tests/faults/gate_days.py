"""Days on which a gate is cut off: everything that its tables can hold, for tests that spoil it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.rooms.crossings.offline_factories import AT, HEAD, HOUR, device, listed, merged, officer, passes

from motcua.crossings.services import offline
from motcua.ground.services import log
from motcua.kernel.actor import SYSTEM


def days_of_gates() -> None:
    """A list, records merged, one lost, one that came late, one disputed and taken; a code drawn anew; a gate ended."""
    by, _ = officer()
    with TemporaryDirectory() as folder:
        held = device(Path(folder) / "gate")
        listed(held)
        for no in range(1, 4):
            passes(held, by, no)
        merged(held, 1, 1)
        passes(held, by, 4, own=True, note="danh sách thiếu xe")
        merged(held, 3)
        offline.give_up(held.number, note="mất tệp", by=HEAD, at=AT + HOUR)
        merged(held, 2, 1)
        offline.decide(held.number, 4, take=True, note="đúng", by=HEAD, at=AT + 2 * HOUR)
        offline.give_code(by=by, at=AT + 2 * HOUR)
        offline.end(held.number, note="thay máy", by=SYSTEM, at=AT + 3 * HOUR)
        held.store.close()
    log.sequence()
    log.sign_head(AT + 5 * HOUR)

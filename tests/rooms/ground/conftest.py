"""A home of its own for keys and heads, and a log to look at."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.rooms.ground.ground_trial import AT, Trial, keep_only_ground

from motcua.ground import keyring
from motcua.ground.domain.covering import REGISTER
from motcua.ground.services import clock, files, log
from motcua.ground.services.sequencer import write_heads
from motcua.kernel.actor import SYSTEM


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """A home for this test: its keys, its heads."""
    settings.HOME = tmp_path
    for kept in (keyring.salt_key, keyring.signing_key, keyring.public_key):
        kept.cache_clear()
    clock.forget()
    yield tmp_path
    for kept in (keyring.salt_key, keyring.signing_key, keyring.public_key):
        kept.cache_clear()


@pytest.fixture
def trial(db: None) -> Iterator[Trial]:
    """The trial room, in a register that knows only ground and it."""
    before = {name: deepcopy(getattr(REGISTER, name)) for name in ("verbs", "coverings", "tables", "by_verb", "checks")}
    keep_only_ground()
    binary, moment = ("bytea", "timestamptz") if connection.vendor == "postgresql" else ("blob", "datetime")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE trial_note (leaf bigint, code varchar(40), words text, amount bigint, day date,"
            f" at {moment}, seen integer DEFAULT 0)"
        )
        cursor.execute(
            f"CREATE TABLE trial_line (leaf bigint, code varchar(9), no smallint, content {binary}, remark text)"
        )
    yield Trial()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE trial_note")
        cursor.execute("DROP TABLE trial_line")
    for name, held in before.items():
        getattr(REGISTER, name).clear()
        getattr(REGISTER, name).update(held)


@pytest.fixture
def year(trial: Trial) -> Trial:
    """A log with all that can be in it: notes, a receipt, a file, the clock, two heads, and leaves that wait."""
    trial.leaves(300)
    log.seal(trial.leaves(3))
    files.keep_many([b"first " * 60_000, b"second", b""], media_type="text/plain", at=AT, by=SYSTEM)
    log.sign_head(AT)
    clock.set_demonstration(AT)
    log.receipt(trial.leaves(1)[0])
    trial.leaves(250)
    log.sign_head(AT + timedelta(minutes=1))
    write_heads()
    trial.leaves(2)
    return trial

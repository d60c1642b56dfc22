"""Killed between sending and marking, a notice is sent again under the same id, and never lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.own_sqlite
def test_killing_the_worker_loses_no_notice_and_gives_none_a_second_id(times: int, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.sending_rounds", str(times), "1969"],
        env=os.environ | {"MOTCUA_HOME": str(tmp_path), "DATABASE_URL": ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60 + 10 * times,
    )
    assert ended.returncode == 0, ended.stderr[-3000:]

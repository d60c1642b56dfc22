"""Drafts through the writer thread of the process, as on the site."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TWICE = """
import datetime, django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from motcua.declarations import factories
from motcua.declarations.models import Declaration, Draft
from motcua.declarations.services import drafts
from motcua.declarations.services.intake import INTAKE
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from tests.fresh import migrate
from tests.rooms.declarations.draft_factories import TRADER, ready, seen
migrate()
at = law_moment(datetime.date(2023, 5, 4), 9)
parties.register([factories.party(no) for no in range(1, 6)], by=SYSTEM, at=at)
draft = ready(at=at)
def lodge(_):
    try:
        return drafts.lodge(draft.pk, seen=seen(draft), by=TRADER, at=at).number
    finally:
        connection.close()
with ThreadPoolExecutor(8) as pool:
    numbers = list(pool.map(lodge, range(24)))
INTAKE.close()
assert len(set(numbers)) == 1, numbers
assert Declaration.objects.count() == 1
assert Draft.objects.get().declaration_id == Declaration.objects.get().pk
print("one")
"""


@pytest.mark.own_sqlite
def test_a_button_pressed_from_many_windows_at_once_lodges_one_declaration(tmp_path: Path) -> None:
    environment = {
        **os.environ, "MOTCUA_HOME": str(tmp_path), "DATABASE_URL": "", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"
    }  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-c", TWICE], env=environment, capture_output=True, text=True, timeout=300, cwd=ROOT
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert ended.stdout.split()[-1] == "one"

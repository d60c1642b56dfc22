"""The examples for programs run as they are printed, against a served installation."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.serving import ROOT, Site, installed

EXAMPLES = ROOT / "docs" / "tutorial" / "examples"
PREPARE = """
import django; django.setup()
from datetime import UTC, date, datetime, timedelta
from motcua.declarations.factories import party
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day, law_moment
from motcua.parties import services as parties
from motcua.people import services as people
from motcua.people.domain import SCOPES, Grant
parties.register([party(tax_code="9900000009")], by=SYSTEM, at=law_moment(date(2022, 1, 1)))
clock.set_demonstration(law_moment(date(2023, 12, 22), 10))
today = law_day(datetime.now(UTC))
grant = Grant("examples", "9900000009", frozenset(SCOPES), today, today + timedelta(9))
print(people.give_token(grant, by=SYSTEM, at=clock.now())[1])
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with installed(tmp_path_factory.mktemp("examples")) as found:
        told = subprocess.run(
            [sys.executable, "-c", PREPARE], env=found.environment, capture_output=True, text=True, check=True
        )
        found.tokens = [told.stdout.split()[-1]]
        found.start()
        yield found


def run(site: Site, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    for path in EXAMPLES.iterdir():
        shutil.copy(path, folder)
    environment = {
        **os.environ, "MOTCUA_TOKEN": site.tokens[0], "MOTCUA_SITE": f"http://127.0.0.1:{site.port}", "NO_PROXY": "*",
    }  # fmt: skip
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("name", ["import.json", "export.json"])
def test_the_python_example_lodges_and_keeps_a_receipt_that_checks_offline(
    site: Site, tmp_path: Path, name: str
) -> None:
    ended = run(site, tmp_path, sys.executable, "lodge.py", name)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    (kept,) = tmp_path.glob("receipt-*.json")
    assert json.loads(kept.read_text("utf-8"))["inclusion"]["index"] >= 0
    checker = ROOT / "src" / "motcua" / "ground" / "domain" / "verify_receipt.py"
    checked = subprocess.run([sys.executable, str(checker), str(kept)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_python_example_tells_what_is_wrong(site: Site, tmp_path: Path) -> None:
    ended = run(site, tmp_path, sys.executable, "lodge.py", "refused.json")
    assert ended.returncode == 1
    assert ended.stderr.count("\n  ") == 4, "all that refuses it; the fifth finding only warns"


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_the_shell_example_may_be_run_twice(site: Site, tmp_path: Path) -> None:
    first, again = (run(site, tmp_path, "sh", "lodge.sh", "import.json") for _ in range(2))
    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    told, told_again = (json.loads(ended.stdout.splitlines()[-1]) for ended in (first, again))
    assert told == told_again
    assert told["accepted"]

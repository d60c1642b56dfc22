"""The file of a day is checked by one program that needs nothing else, and says what is wrong with it."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from motcua.risk.domain import commitment, threshold, verify_draw
from motcua.risk.domain.draws import draws

SECRET = bytes(range(32))
PROGRAM = Path(verify_draw.__file__)


def leaf(**facts: str) -> dict[str, Any]:
    body = json.dumps({"facts": facts, "verb": "risk.published"})
    return {"body": body, "hash": sha256(b"\0" + body.encode()).hexdigest(), "inclusion": None}


def day(**changes: Any) -> dict[str, Any]:
    """The file of a day that is right, with changes."""
    committed = commitment(SECRET).hex()
    told = {
        "kind": "motcua draw 1", "day": "2023-05-10", "commitment": committed, "late": False, "secret": SECRET.hex(),
        "shown_from": "2023-05-17", "declarations": 3, "taken": 1, "random_ppm": 5_000, "documents_ppm": 20_000,
        "threshold": threshold(5_000), "documents_threshold": threshold(20_000),
        "log": [leaf(commitment=committed), leaf(secret=SECRET.hex())],
    }  # fmt: skip
    return {**told, **changes}


def test_a_day_that_is_right_has_no_fault():
    assert verify_draw.faults(day()) == []


@pytest.mark.parametrize("changes", [
    {"secret": bytes(32).hex()}, {"commitment": bytes(32).hex()}, {"late": True}, {"threshold": threshold(5_000) + 1},
    {"documents_threshold": 0}, {"random_ppm": 5_001}, {"secret": ""}, {"kind": "motcua draw 2"}, {"log": []},
    {"log": [leaf(commitment="00"), leaf(secret=SECRET.hex())]},
    {"log": [leaf(commitment=commitment(SECRET).hex()), {**leaf(secret=SECRET.hex()), "hash": "00"}]},
])  # fmt: skip
def test_each_thing_that_can_be_wrong_is_said(changes):
    assert verify_draw.faults(day(**changes))


@pytest.mark.parametrize("no", range(40))
def test_it_draws_what_the_selection_draws(no):
    number = f"10{no:010d}"
    said = verify_draw.judged(day(), number)
    assert tuple(said["draws"]) == draws(SECRET, number)
    assert said["inspection"] == (draws(SECRET, number)[0] < threshold(5_000))


@pytest.mark.parametrize(("above", "taken"), [(1, True), (0, False)])
def test_a_draw_at_the_threshold_is_not_taken_and_one_below_it_is(above, taken):
    first = draws(SECRET, "100000000005")[0]
    assert verify_draw.judged(day(threshold=first + above), "100000000005")["inspection"] is taken


@pytest.mark.parametrize(("changes", "status"), [({}, 0), ({"late": True}, 1), ({"secret": ""}, 1)])
def test_the_program_alone_says_it_by_its_exit_status(tmp_path, changes, status):
    copied = tmp_path / "verify_draw.py"
    copied.write_bytes(PROGRAM.read_bytes())
    file = tmp_path / "day.json"
    file.write_text(json.dumps(day(**changes)), "utf-8")
    done = subprocess.run([sys.executable, "-I", copied, file, "100000000005"], capture_output=True, cwd=tmp_path)
    assert done.returncode == status
    assert (b"100000000005" in done.stdout) == (status == 0)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"kind": "motcua draw 1", "secret": "zz"}'])
def test_what_is_no_file_of_a_day_is_a_wrong_use(tmp_path, content):
    file = tmp_path / "day.json"
    file.write_text(content, "utf-8")
    assert verify_draw.main([str(file)]) == 2


def test_without_a_file_it_says_how_it_is_used(capsys):
    assert verify_draw.main([]) == 2
    assert "verify_draw.py" in capsys.readouterr().out

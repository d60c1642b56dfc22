"""The public package: it tells nobody's name, and gives the published table again to the last digit."""

import ast
import csv
import io
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.survey.made import drawn

from motcua.kernel.words import Words
from motcua.survey.domain.packages import SCRIPT, Round, need_sound, package, zipped
from motcua.survey.domain.scoring.errors import WrongPackage

STANDARD = set(sys.stdlib_module_names)
FILES = [
    "data.csv",
    "items.csv",
    "strata.csv",
    "rule.json",
    "results.csv",
    "METHOD.vi.md",
    "METHOD.en.md",
    "recompute.py",
]


def made(seed: int, key: bytes = b"key") -> dict[str, bytes]:
    ratings, strata, items, rule, internal = drawn(seed)
    wording = {item.code: Words(f"Câu “{item.code}”, mới", f'Item "{item.code}"') for item in items}
    return package(Round(tuple(ratings), tuple(strata), tuple(items), rule, internal, wording), key)


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


def test_the_script_in_the_package_gives_the_published_table_to_the_last_digit(tmp_path: Path) -> None:
    files = made(12)
    ended = run(str(laid(tmp_path, files) / "recompute.py"))
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == files["results.csv"].decode()


@given(st.integers(0, 10**6))
@settings(max_examples=60)
def test_any_round_is_reproduced(script: dict[str, Any], seed: int) -> None:
    files = made(seed)
    found = script["recomputed"](script["Package"](lambda name: files[name].decode()))
    assert [",".join(line) for line in found] == files["results.csv"].decode().splitlines()


def test_one_digit_changed_is_found(tmp_path: Path) -> None:
    files = made(12)
    lines = files["results.csv"].decode().splitlines()
    lines[1] = lines[1].replace(",1,1,", ",2,1,") if ",1,1," in lines[1] else lines[1][:-1] + "9"
    ended = run(str(laid(tmp_path, {**files, "results.csv": ("\n".join(lines) + "\n").encode()}) / "recompute.py"))
    assert ended.returncode == 1
    assert "line 2" in ended.stderr


@pytest.mark.parametrize("broken", ["data.csv", "rule.json", "strata.csv", "results.csv"])
@pytest.mark.parametrize("content", [b"\xff\x00{", b"office,stratum\n" + b"9" * 200_000])
def test_a_package_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, broken: str, content: bytes) -> None:
    ended = run(str(laid(tmp_path, {**made(12), broken: content}) / "recompute.py"))
    assert ended.returncode == (1 if broken == "results.csv" and content.isascii() else 2)
    assert "Traceback" not in ended.stderr


def test_the_script_needs_nothing_but_python_3_8() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 8))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= STANDARD


def test_a_zip_of_the_same_answers_has_the_same_bytes_whatever_their_order() -> None:
    ratings, strata, items, rule, internal = drawn(12)
    one, other = (
        package(Round(tuple(order), tuple(strata), tuple(items), rule, internal), b"key")
        for order in (ratings, ratings[::-1])
    )
    assert list(one) == FILES
    assert zipped(one) == zipped(other)
    need_sound(zipped(one))


def test_sheets_stand_in_an_order_that_only_the_key_knows() -> None:
    ratings, *_ = drawn(12)
    one, other = made(12)["data.csv"], made(12, b"another")["data.csv"]
    assert plain(one) != plain(other)
    assert sorted(plain(one)) == sorted(plain(other))
    assert len(plain(one)) <= len(ratings)


def plain(content: bytes) -> list[tuple[str, ...]]:
    """The sheets without what was exchanged, which goes another way under another key."""
    branched = {
        row["code"] for row in csv.DictReader(io.StringIO(made(12)["items.csv"].decode())) if row["branched"] == "1"
    }
    rows = csv.DictReader(io.StringIO(content.decode()))
    return [tuple(value for code, value in row.items() if code not in branched) for row in rows]


def test_a_sheet_holds_its_office_its_stratum_and_its_answers_and_nothing_else() -> None:
    files = made(12)
    rows = list(csv.reader(io.StringIO(files["data.csv"].decode())))
    items = [row["code"] for row in csv.DictReader(io.StringIO(files["items.csv"].decode()))]
    strata = {row["code"] for row in csv.DictReader(io.StringIO(files["strata.csv"].decode()))}
    assert rows[0] == ["office", "stratum", *items]
    assert all(row[1] in strata and all(len(cell) <= 2 for cell in row[2:]) for row in rows[1:])


def test_a_zip_that_lacks_a_file_is_refused() -> None:
    files = made(12)
    del files["strata.csv"]
    with pytest.raises(WrongPackage, match="strata.csv"):
        need_sound(zipped(files))

"""`motcua survey recompute`: 0 where the table is found again, 1 where a digit differs, 2 where nothing can be read."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.domain.survey.test_public_package import made
from typer.testing import CliRunner, Result

from motcua.site.commands.survey import app
from motcua.survey.domain.packages import MOST_FILES, zipped


def recomputed(folder: Path, content: bytes) -> Result:
    path = folder / "package.zip"
    path.write_bytes(content)
    return CliRunner().invoke(app, ["recompute", str(path)])


def test_a_package_of_ours_is_found_again(tmp_path: Path) -> None:
    files = made(12)
    ended = recomputed(tmp_path, zipped(files))
    assert ended.exit_code == 0, ended.output
    assert files["results.csv"].decode() in ended.stdout


def test_one_digit_changed_is_a_failure_and_the_scripts_of_the_package_are_not_run(tmp_path: Path) -> None:
    files = made(12)
    other = files["results.csv"].replace(b"total,", b"total!,", 1)
    ended = recomputed(tmp_path, zipped({**files, "results.csv": other, "recompute.py": b"raise SystemExit(0)"}))
    assert ended.exit_code == 1


def encrypted() -> bytes:
    """A package whose files say that they are encrypted."""
    found = bytearray(zipped(made(12)))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = found.find(mark)
        while at >= 0:
            found[at + place] |= 1
            at = found.find(mark, at + 1)
    return bytes(found)


def damaged() -> bytes:
    """A package with one bit turned in the middle of a file."""
    found = bytearray(zipped(made(12)))
    found[found.find(b"data.csv") + 60] ^= 0xFF
    return bytes(found)


def packed_otherwise() -> bytes:
    """A package in a way of packing that unpacks without bounds."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in made(12).items():
            archive.writestr(name, content)
    return out.getvalue()


BAD = {
    "packed otherwise": packed_otherwise(),
    "nothing": b"",
    "no zip": b"PK\x03\x04 but no more",
    "cut": zipped(made(12))[:-30],
    "encrypted": encrypted(),
    "damaged": damaged(),
    "lacks a file": zipped({name: content for name, content in made(12).items() if name != "strata.csv"}),
    "too many": zipped({**made(12), **{f"{number}": b"" for number in range(MOST_FILES)}}),
    "too large": zipped({**made(12), "x": b"\0" * (65 * 2**20)}),
    "no rule": zipped({**made(12), "rule.json": b"[" * 100_000}),
    "long cells": zipped({**made(12), "data.csv": b"office,stratum\n" + b"9" * 200_000}),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_told_in_a_sentence_and_is_no_difference(tmp_path: Path, content: bytes) -> None:
    ended = recomputed(tmp_path, content)
    assert ended.exit_code == 2, ended.output
    assert ended.exception is None or isinstance(ended.exception, SystemExit)
    assert "Traceback" not in ended.output
    assert len(ended.output.strip()) > 20

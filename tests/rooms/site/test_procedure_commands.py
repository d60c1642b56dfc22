"""Procedures and dossiers at the command line: what is loaded, what is wrong with a file, and the exit status."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from motcua.ground.services import clock
from motcua.kernel.days import law_moment
from motcua.procedures.domain import editing, packaged, record
from motcua.procedures.factories import content
from motcua.procedures.models import Version
from motcua.site import cli

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli.build(), list(arguments))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A sound procedure as YAML."""
    path = tmp_path / "procedure.yaml"
    path.write_text(editing.text_of(content()), encoding="utf-8")
    return path


def test_the_packaged_catalogue_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock.set_demonstration(law_moment(date(2023, 5, 4), 9))
    monkeypatch.setattr(packaged, "contents", lambda: (content("QT-ZZ-01"), content("QT-ZZ-02")))
    first, again = (run("procedures", "load", "--since", "2023-01-03", "--json") for _ in range(2))
    assert (first.exit_code, json.loads(first.stdout)["loaded"]) == (0, 2)
    assert (again.exit_code, json.loads(again.stdout)["loaded"]) == (0, 0)
    assert set(Version.objects.values_list("effective_from", flat=True)) == {date(2023, 1, 3)}
    assert "loaded: 0" in run("procedures", "load").stdout


def test_a_sound_file_has_no_fault_and_status_0(file: Path) -> None:
    said = run("procedures", "check", str(file))
    assert (said.exit_code, "QT-ZZ-01: không có lỗi / no fault" in said.stdout) == (0, True)
    told = run("procedures", "check", str(file), "--json")
    assert (told.exit_code, json.loads(told.stdout)) == (0, {"file": file.name, "sound": True, "faults": []})


@pytest.mark.parametrize(
    ("wrong", "code"), [("level: C", "P02"), ("kind: administrative", "P00")], ids=["a rule", "unreadable"]
)
def test_a_file_that_breaks_a_rule_has_status_1_and_says_where(file: Path, wrong: str, code: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert wrong in text
    file.write_text(text.replace(wrong, wrong.split(":")[0] + ": Z"), encoding="utf-8")
    line = next(no for no, each in enumerate(text.splitlines(), 1) if each.startswith(wrong))
    said = run("procedures", "check", str(file))
    assert (said.exit_code, f"{file.name}:{line} {code}" in said.stdout) == (1, True), said.stdout
    told = run("procedures", "check", str(file), "--json")
    found = json.loads(told.stdout)
    assert (told.exit_code, found["sound"]) == (1, False)
    assert code in {each["code"] for each in found["faults"]}


@pytest.mark.parametrize("broken", [b"{", b'{"code": 1}', b"\xff"])
def test_a_broken_definition_is_answered_like_a_broken_source(tmp_path: Path, broken: bytes) -> None:
    source, definition = tmp_path / "answers.yaml", tmp_path / "definition.json"
    definition.write_text(record.write(content()), encoding="utf-8")
    source.write_text("procedure: QT-ZZ-01\noffice: 20BB\nparty: '5700100002'\n", encoding="utf-8")
    arguments = ("dossier", "pack", str(source), "--to", str(tmp_path / "d.zip"), "--definition", str(definition))
    before = json.loads(run(*arguments, "--json").stdout)["errors"]
    assert definition.name not in {each["path"] for each in before}
    definition.write_bytes(broken)
    said = run(*arguments, "--json")
    assert said.exit_code == 1
    assert isinstance(said.exception, SystemExit)
    assert [(each["code"], each["path"]) for each in json.loads(said.stdout)["errors"]] == [
        ("DOS-E38", definition.name)
    ]
    assert not (tmp_path / "d.zip").exists()

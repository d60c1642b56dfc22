"""`motcua press check`: lines or JSON, and an exit status that a script can use."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from motcua.site import cli

pytestmark = pytest.mark.django_db


def run(*arguments: str, typed: str = "") -> Any:
    return CliRunner().invoke(cli.build(), ["press", "check", *arguments], input=typed)


def test_the_exit_status_says_whether_something_is_contradicted() -> None:
    right = run("-", typed="Có 560/800 phiếu (70%) đánh giá tốt.")
    wrong = run("-", "--lang", "en", typed="Có 560/800 phiếu (75%) đánh giá tốt.")
    assert (right.exit_code, wrong.exit_code) == (0, 1)
    assert "✗ 75%  [Contradicted]\n    560 / 800 = 70%: not “75%”." in wrong.stdout


def test_json_has_what_the_contract_names(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("Có 560/800 phiếu (75%).", encoding="utf-8")
    told = json.loads(run(str(file), "--json").stdout)
    assert [list(each) for each in told["claims"]] == [
        ["text", "value", "unit", "kind", "verdict", "expected", "because"]
    ] * 2


@pytest.mark.parametrize("arguments", [("/nowhere",), ("-", "--lang", "fr"), ("-", "--as-of", "22/12"), ("-",)])
def test_wrong_usage_and_no_text_have_status_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments, typed=" ").exit_code == 2

"""`motcua duty`: the agreed JSON, a table for people, and the exit status."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from motcua.site.cli import build

pytestmark = pytest.mark.django_db
COAL = {
    "direction": "import", "hs": "27011900", "origin": "ID", "value": "1000", "currency": "USD", "incoterm": "FOB",
    "freight": "50", "insurance": "5", "quantity": "10", "unit": "TNE", "on": "2023-05-02",
}  # fmt: skip


def duty(*more: str, **changes: str) -> Any:
    said = {**COAL, **changes}
    options = [part for name, text in said.items() if text for part in (f"--{name.replace('_', '-')}", text)]
    return CliRunner().invoke(build(), ["duty", *options, *more])


def test_it_prints_the_agreed_json() -> None:
    found = duty("--json", form="D")
    assert found.exit_code == 0
    told = json.loads(found.stdout)
    assert list(told)[:6] == ["on", "customs_value", "exchange_rate", "taxes", "total", "explanation"]
    assert (told["on"], told["customs_value"], told["total"]) == ("2023-05-02", 24_655_350, 2_630_535)
    assert [tax["kind"] for tax in told["taxes"]] == ["import", "environment", "vat"]
    assert {"kind", "base", "rate", "amount", "schedule", "source", "verified"} <= set(told["taxes"][0])


def test_it_prints_a_table_and_the_reasons_in_vietnamese_first() -> None:
    found = duty()
    assert found.exit_code == 0
    assert "Thuế bảo vệ môi trường" in found.stdout
    assert "2 %" in found.stdout
    assert "chưa ai đối chiếu văn bản" in found.stdout


def test_it_speaks_english_when_asked() -> None:
    assert "Environment tax" in duty("--lang", "en").stdout


def test_a_refusal_ends_with_1_and_says_what_to_do() -> None:
    found = duty("--lang", "en", incoterm="CIF")
    assert found.exit_code == 1
    assert "IMP-FRT-16 /freight" in found.stderr
    assert "Leave freight out" in found.stderr


def test_a_refusal_as_json_lists_every_error() -> None:
    found = duty("--json", incoterm="CIF")
    assert found.exit_code == 1
    assert [each["code"] for each in json.loads(found.stdout)["errors"]] == ["IMP-FRT-16", "IMP-FRT-09"]


@pytest.mark.parametrize(
    "changes", [{"direction": "sideways"}, {"value": "much"}, {"on": "2.5.2023"}, {"hs": ""}, {"lang": "fr"}]
)
def test_wrong_usage_ends_with_2(changes: dict[str, str]) -> None:
    assert duty(**changes).exit_code == 2


def test_export_needs_no_origin() -> None:
    found = duty("--json", direction="export", origin="", freight="", insurance="")
    assert [tax["kind"] for tax in json.loads(found.stdout)["taxes"]] == ["export"]

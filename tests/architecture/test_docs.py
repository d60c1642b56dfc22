"""The examples of the first hour are judged by the program that the page describes."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.declarations.factories import party
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment
from motcua.parties import services as parties
from motcua.site.commands import lodging

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial"
EXAMPLES = sorted((TUTORIAL / "examples").glob("*.json"))
OPENS = law_moment(date(2023, 12, 22), 10)
TRADER = "9900000009"
"""The first enterprise of every demonstration, whatever its scale."""


@pytest.fixture
def department(db: None) -> Iterator[None]:
    """The trader of the examples and the clock of the demonstration."""
    parties.register([party(tax_code=TRADER)], by=SYSTEM, at=law_moment(date(2022, 1, 1)))
    clock.set_demonstration(OPENS)
    yield
    clock.forget()


def checked(path: Path) -> dict[str, Any]:
    (found,) = lodging.check([path])
    return found


def test_there_are_the_three_examples_of_the_page() -> None:
    assert [path.name for path in EXAMPLES] == ["export.json", "import.json", "refused.json"]


@pytest.mark.parametrize("path", [path for path in EXAMPLES if path.stem != "refused"], ids=lambda path: path.stem)
def test_a_good_example_passes_every_rule_without_a_warning(department: None, path: Path) -> None:
    found = checked(path)
    assert found["accepted"]
    assert found["errors"] == []


@pytest.mark.parametrize("page", ["first-hour.md", "first-hour.en.md"])
def test_the_page_tells_the_duties_of_the_import(department: None, page: str) -> None:
    told = json.loads(re.search(r"```json\n(\[.*?\n\])\n```", (TUTORIAL / page).read_text("utf-8"), re.DOTALL)[1])
    assert told[0]["duties"] == checked(TUTORIAL / "examples" / "import.json")["duties"]


@pytest.mark.parametrize("page", ["first-hour.md", "first-hour.en.md"])
def test_the_page_tells_every_fault_of_the_refused_example(department: None, page: str) -> None:
    found = checked(TUTORIAL / "examples" / "refused.json")
    said = [f"  {error['code']} {error['path']}: {error['message_vi']}" for error in found["errors"]]
    assert not found["accepted"]
    assert len(said) == 5
    assert "\n".join(said) in (TUTORIAL / page).read_text("utf-8")


def test_the_enterprise_of_the_examples_is_in_every_demonstration() -> None:
    from motcua.demo.domain.names import tax_code

    assert tax_code(0) == TRADER
    assert {json.loads(path.read_text("utf-8"))["party_id"] for path in EXAMPLES} == {TRADER}

"""`motcua check` and `submit` on XML: one JSON array, and what was understood written back."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.domain.gateways.wco_factories import MESSAGES, message, reading
from typer.testing import CliRunner

from motcua.declarations.models import Declaration
from motcua.site.cli import build
from motcua.site.commands import lodging

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "tutorial" / "examples"


def told(*words: str | Path) -> tuple[int, Any]:
    ended = CliRunner().invoke(build(), [str(word) for word in words])
    return ended.exit_code, json.loads(ended.stdout)


def checked(*files: Path, **options: Any) -> list[lodging.Result]:
    return list(lodging.check(files, **options))


def test_xml_is_known_by_its_content_beside_json(at: datetime, tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_bytes(message("import"))
    found = checked(tmp_path / "a.dat", EXAMPLES / "import.json")
    assert [each["accepted"] for each in found] == [True, True]
    assert found[0]["duties"] == found[1]["duties"]
    assert (found[0]["kind"], found[0]["direction"], found[1]["kind"]) == ("declaration", "import", "import")


def test_several_documents_of_a_file_are_numbered(at: datetime) -> None:
    names = [each["file"] for each in checked(MESSAGES / "two.xml")]
    assert names == [f"{MESSAGES / 'two.xml'}", f"{MESSAGES / 'two.xml'}#2"]


def test_an_error_carries_code_path_pointer_line_value_and_words(at: datetime) -> None:
    status, found = told("check", "--json", MESSAGES / "many-faults.xml")
    assert status == 1
    error = next(each for each in found[0]["errors"] if each["path"] == "/items/1/quantity")
    assert (error["code"], error["pointer"], error["line"]) == ("DCL-E01", "42A/67A/68A[2]/23A/65A/130", 26)
    assert error["value"] == "1e5"
    assert error["xpath"].endswith("/TariffQuantity")
    assert error["expected"]
    assert error["message_vi"] != error["message_en"]


def test_what_is_malformed_tells_line_and_column(at: datetime) -> None:
    ((found,),) = (told("check", "--json", MESSAGES / "malformed.xml")[1],)
    (error,) = found["errors"]
    assert (found["kind"], error["code"], error["line"], error["column"]) == ("unreadable", "WCO-E01", 5, 27)


def test_a_folder_is_read_whole_and_what_was_understood_is_written_back(at: datetime, tmp_path: Path) -> None:
    found = checked(MESSAGES, write_xml=tmp_path)
    assert len(found) == len(list(MESSAGES.rglob("*.xml"))) + 1
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.xml")}
    assert written == {
        "import.xml", "export.xml", "refused.xml", "other-system.xml", "many-faults.xml", "amendment.xml",
        "cancellation.xml", "two.xml", "two#2.xml", "replacement.xml", "withdrawal.xml",
    }  # fmt: skip
    again = reading((tmp_path / "other-system.xml").read_bytes()).declaration
    assert again == reading(message("other-system")).declaration


def test_json_is_written_as_xml_beside_its_name(at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_bytes((EXAMPLES / "export.json").read_bytes())
    monkeypatch.chdir(tmp_path)
    checked(Path("in/a.json"), write_xml=tmp_path / "out")
    assert (tmp_path / "out" / "in" / "a.json.xml").read_bytes() == message("export")


@pytest.mark.parametrize("given", ["../x/a.xml", "/a/b/../../../etc/a.xml"])
def test_what_is_written_stays_in_its_folder(given: str) -> None:
    ((_, place),) = lodging._expanded([Path(given)])
    assert not place.startswith(("/", ".."))


def test_check_stores_nothing_and_submit_lodges_with_receipts(at: datetime) -> None:
    files = [MESSAGES / "import.xml", MESSAGES / "two.xml", MESSAGES / "amendment.xml", MESSAGES / "not-wco.xml"]
    assert told("check", "--json", *files)[0] == 1
    assert Declaration.objects.count() == 0
    status, found = told("submit", "--json", *files[:2], *files[2:])
    assert status == 1
    assert [each["accepted"] for each in found] == [True, True, False, False, False]
    assert found[0]["receipt"]
    assert found[2]["errors"][0]["code"] in ("DCL-E02", "DCL-E03")
    assert Declaration.objects.count() == 2


def test_a_file_that_amends_and_one_that_cancels_are_submitted_too(at: datetime, tmp_path: Path) -> None:
    number = told("submit", "--json", MESSAGES / "import.xml")[1][0]["number"]
    states = []
    for name in ("replacement", "withdrawal"):
        (tmp_path / f"{name}.xml").write_bytes(message(name).replace(b"105000000010", number.encode()))
        status, (found,) = told("submit", "--json", tmp_path / f"{name}.xml")
        states.append((status, found["number"], found["state"]))
    assert states == [(0, number, "proposed"), (0, number, "asked")]
    assert told("submit", "--json", MESSAGES / "withdrawal.xml")[1][0]["errors"][0]["pointer"] == "42A/D014"


def test_every_sample_goes_through_check(at: datetime, samples: Path, tmp_path: Path) -> None:
    found = checked(samples / "wco" / "declarations", write_xml=tmp_path)
    assert len(found) == 285
    assert not any(each["accepted"] for each in found)
    assert all(each["errors"] for each in found)
    assert len(list(tmp_path.rglob("*.xml"))) == 116
    british = [each for each in found if each["kind"] == "declaration"]
    assert all(error["pointer"] and error["line"] for each in british for error in each["errors"])


def test_the_text_for_people_tells_the_line(at: datetime) -> None:
    ended = CliRunner().invoke(build(), ["check", str(MESSAGES / "malformed.xml")])
    assert "WCO-E01" in ended.stdout
    assert "dòng 5" in ended.stdout

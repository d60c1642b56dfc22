"""A dossier made offline: packed by the command, taken by the page and the door; hostile archives are told."""

import json
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.dossiers.filing.filing_factories import ANSWERS, CODE, OFFICE, PARTY, PDF, content
from tests.rooms.site.conftest import NOW
from typer.testing import CliRunner

from motcua.dossiers.domain import package
from motcua.dossiers.domain.draft_errors import BrokenPackage
from motcua.dossiers.domain.errors import FaultyAnswers
from motcua.dossiers.domain.package import FORMAT, Broken, Sheet
from motcua.dossiers.models import Dossier, Sending
from motcua.dossiers.services import packages
from motcua.kernel.actor import Actor, Post
from motcua.procedures.domain import record
from motcua.site.commands import dossier

SHEET = Sheet(FORMAT, CODE, OFFICE, PARTY, ANSWERS)
PAPERS = [("DON", "đơn đề nghị.pdf", PDF)]
TRADER = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({PARTY}))
YAML = f"""
procedure: {CODE}
office: {OFFICE}
party: "{PARTY}"
answers:
  company: Doanh nghiệp minh họa
  contact: Nguyễn Minh Họa
  kind: new
  since: 2023-12-22
  until: "2023-12-31"
  total: 1500.5
  lines:
    - {{name: Lụa, quantity: 1000}}
    - {{name: Gạo, quantity: 500.5}}
papers:
  DON: don.pdf
"""


def members(content_: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content_)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(held: dict[str, bytes], **how: Any) -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w", **how) as archive:
        for name, told in held.items():
            archive.writestr(name, told)
    return whole.getvalue()


def test_a_package_opens_to_what_was_packed_and_the_same_is_the_same_bytes() -> None:
    packed = package.packed(SHEET, PAPERS)
    assert packed == package.packed(SHEET, PAPERS)
    held = package.opened(packed)
    assert held.sheet.answers == ANSWERS
    assert held.papers == tuple(PAPERS)


WHOLE = members(package.packed(SHEET, PAPERS))
BOMB = {**WHOLE, "paper-001-bomb.pdf": b"\0" * (41 << 20)}


@pytest.mark.parametrize(
    ("held", "place"),
    [
        ({**WHOLE, "../evil": b"x"}, "../evil"), ({**WHOLE, "a/b": b"x"}, "a/b"), ({**WHOLE, "..\\b": b"x"}, "..\\b"),
        ({**WHOLE, "extra.pdf": b"x"}, "extra.pdf"), ({**WHOLE, "dossier.sha256": b"0" * 64}, "dossier.sha256"),
        ({name: told for name, told in WHOLE.items() if name != "dossier.json"}, "dossier.json"),
        ({**WHOLE, "dossier.json": b"{}"}, "dossier.sha256"), ({}, "dossier.json"), (BOMB, ""),
        ({**WHOLE, next(name for name in WHOLE if name.startswith("paper")): b"other"}, "papers[0]"),
    ],
)  # fmt: skip
def test_a_package_that_is_not_whole_is_told_with_its_place(held: dict[str, bytes], place: str) -> None:
    with pytest.raises(Broken) as told:
        package.opened(zipped(held, compression=8))
    assert told.value.fault.path == place


def test_odd_archives_are_no_packages() -> None:
    for told in (b"", b"PK\x03\x04", zipped(WHOLE, compression=ZIP_BZIP2), package.packed(SHEET, PAPERS)[:-30]):
        with pytest.raises(Broken):
            package.opened(told)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=20))
def test_no_damage_to_a_package_raises_anything_else(place: int, damage: bytes) -> None:
    whole = package.packed(SHEET, PAPERS)
    at = place % len(whole)
    with suppress(Broken):
        assert package.opened(whole[:at] + damage + whole[at + len(damage) :]).sheet.answers == ANSWERS


def test_the_page_takes_a_package_into_a_draft_that_can_be_lodged(applicant: Client) -> None:
    sent = SimpleUploadedFile("d.zip", package.packed(SHEET, PAPERS))
    answer = applicant.post("/dossiers/package/", {"file": sent})
    assert answer.status_code == 302, answer.content.decode()
    page = applicant.get(answer["Location"]).content.decode()
    assert "1.500,5" in page
    assert "error-summary" not in page
    draft = answer["Location"].removesuffix("check/")
    assert applicant.post(f"{draft}lodge", {"revision": "2", "sure": "1"}).status_code == 302
    assert json.loads(Sending.objects.get().answers) == ANSWERS


def test_what_is_wrong_in_a_package_stands_on_the_last_look_and_nothing_is_lost(applicant: Client) -> None:
    wrong = Sheet(FORMAT, CODE, OFFICE, PARTY, {**ANSWERS, "since": "mai", "strange": "x", "total": 7})
    answer = applicant.post("/dossiers/package/", {"file": SimpleUploadedFile("d.zip", package.packed(wrong, []))})
    page = applicant.get(answer["Location"]).content.decode()
    for told in ("form/goods/#f-since", "form/goods/#f-total", "strange", "papers/"):
        assert told in page, told
    assert 'value="mai"' in applicant.get(answer["Location"].replace("check/", "form/goods/")).content.decode()


def test_the_page_tells_what_is_no_package(applicant: Client) -> None:
    assert applicant.post("/dossiers/package/").status_code == 400
    for told in (b"no zip", zipped({"a/b": b""}), package.packed(SHEET, [("NONE", "x.pdf", PDF)])):
        answer = applicant.post("/dossiers/package/", {"file": SimpleUploadedFile("d.zip", told)})
        assert answer.status_code == 400
        assert "error-summary" in answer.content.decode()


@pytest.mark.usefixtures("procedure")
def test_a_program_lodges_a_package_once() -> None:
    whole = package.packed(SHEET, PAPERS)
    first, again = (packages.lodge(whole, by=TRADER, at=NOW) for _ in range(2))
    assert first.number == again.number
    assert first.channel == "offline"
    assert Dossier.objects.count() == 1
    with pytest.raises(FaultyAnswers):
        packages.lodge(package.packed(Sheet(FORMAT, CODE, OFFICE, PARTY, {}), PAPERS), by=TRADER, at=NOW)
    with pytest.raises(BrokenPackage):
        packages.lodge(b"x", by=TRADER, at=NOW)


def test_the_command_packs_answers_and_papers_and_tells_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "don.pdf").write_bytes(PDF)
    (tmp_path / "answers.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "definition.json").write_text(record.write(content()), encoding="utf-8")
    out = tmp_path / "out.zip"
    told = ["pack", str(tmp_path / "answers.yaml"), "--to", str(out), "--definition", str(tmp_path / "definition.json")]
    result = CliRunner().invoke(dossier.app, told)
    assert result.exit_code == 0, result.output
    assert package.opened(out.read_bytes()).sheet.answers["lines"] == ANSWERS["lines"]
    (tmp_path / "answers.yaml").write_text(YAML.replace("1500.5", "7").replace("don.pdf", "none.pdf"), encoding="utf-8")
    out.unlink()
    result = CliRunner().invoke(dossier.app, [*told, "--json"])
    assert result.exit_code == 1
    assert [each["path"] for each in json.loads(result.output)["errors"]] == ["answers.total", "papers.DON"]
    assert not out.exists()
    (tmp_path / "answers.yaml").write_text("procedure: [", encoding="utf-8")
    assert CliRunner().invoke(dossier.app, told).exit_code == 1

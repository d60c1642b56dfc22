"""Files are bounded before they are opened: empty, binary, too large, swollen and locked ones say what to do."""

import io
import zipfile
from typing import Any

import pytest

from motcua.kernel.refusals import Refusal
from motcua.tariff.domain.errors import UnreadableFile
from motcua.tariff.domain.load_errors import EmptyFile, LargeFile, SwollenWorkbook
from motcua.tariff.services import reading

xlsxwriter = pytest.importorskip("xlsxwriter")


def workbook(rows: list[list[object]], **sheets: list[list[object]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for name, listed in {"Sheet1": rows, **sheets}.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(listed):
            sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def packed(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in files.items():
            held.writestr(name.replace("__", "/") + ".xml", content)
    return target.getvalue()


def far(cell: str) -> bytes:
    """A workbook of one cell that lies where the reference says."""
    small = workbook([["code", "mfn"], [27011900, 2]])
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as held:
        for member in source.infolist():
            content = source.read(member)
            if member.filename.startswith("xl/worksheets/"):
                content = content.replace(
                    b"</sheetData>", f'<row r="{cell[3:]}"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
                )
            held.writestr(member.filename, content)
    return target.getvalue()


@pytest.mark.parametrize(("content", "refusal"), [
    (b"", EmptyFile), (b" \n\r\n ", EmptyFile), (b",,\n,,\n", EmptyFile),
    (b"\xff\xd8\xff\xe0 a picture", UnreadableFile),
    (b"code\x00,mfn\n1,2", UnreadableFile), (b"%PDF-1.7\xe2\xe3", UnreadableFile),
    (b"PK\x03\x04 no workbook", UnreadableFile), (packed(a=b"<a/>"), UnreadableFile),
    (packed(xl__workbook=b"<a/>"), UnreadableFile), (workbook([[""]]), EmptyFile),
])  # fmt: skip
def test_what_is_no_table_is_refused_with_what_to_do(content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        reading.rows_of(content, "tệp.xlsx")
    assert "tệp.xlsx" in refused.value.in_language("vi")


def test_a_file_above_the_bound_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 10)
    with pytest.raises(LargeFile):
        reading.rows_of(b"code,mfn\n27011900,2\n", "a.csv")


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed(xl__workbook=b"<a/>", xl__worksheets__sheet1=b" " * (3 << 20))
    assert len(bomb) < 10_000
    monkeypatch.setattr(reading, "UNPACKED", 2 << 20)
    with pytest.raises(SwollenWorkbook):
        reading.rows_of(bomb, "a.xlsx")


def test_a_workbook_of_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MEMBERS", 1)
    with pytest.raises(SwollenWorkbook):
        reading.rows_of(workbook([["code"]]), "a.xlsx")


@pytest.mark.parametrize("cell", ["XFD1048576", "AAA2", "AAA99999999999"])
def test_a_cell_far_out_is_refused_before_a_sheet_of_that_size_is_made(cell: str) -> None:
    with pytest.raises(SwollenWorkbook):
        reading.rows_of(far(cell), "a.xlsx")


def test_a_workbook_that_was_tampered_with_is_refused() -> None:
    content = bytearray(workbook([["code", "mfn"], [27011900, 2]]))
    content[200:260] = b"\x00" * 60
    with pytest.raises(UnreadableFile):
        reading.rows_of(bytes(content), "a.xlsx")


def test_a_sheet_is_found_by_its_name_and_one_that_is_not_there_is_told_with_those_that_are() -> None:
    content = workbook([["x"]], Biểu=[["code", "mfn"], [27011900, 2.5]])
    assert reading.rows_of(content, "a.xlsx", "Biểu") == (["code", "mfn"], [["27011900", "2.5"]])
    with pytest.raises(UnreadableFile, match="Sheet1, Biểu"):
        reading.rows_of(content, "a.xlsx", "Không")


def test_numbers_days_and_truths_of_a_workbook_become_texts() -> None:
    from datetime import date

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["quoted_on", "USD", "JPY", "x"])
    sheet.write_datetime(1, 0, date(2023, 5, 4))
    sheet.write_row(1, 1, [23450, 170.125, True])
    book.close()
    names, rows = reading.rows_of(target.getvalue(), "a.xlsx")
    assert (names[0], rows) == ("quoted_on", [["2023-05-04", "23450", "170.1250", "1"]])


def test_utf_16_and_a_byte_order_mark_are_read() -> None:
    expected: Any = (["Mã HS", "MFN"], [["27011900", "2"]])
    for encoding in ("utf-8-sig", "utf-16"):
        assert reading.rows_of("Mã HS;MFN\n27011900;2\n".encode(encoding), "a.csv") == expected

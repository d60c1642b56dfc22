"""Goods from spreadsheets: titles, rows, files, and everything that is no spreadsheet."""

import contextlib
import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from motcua.declarations.domain.drafting import files, sheets
from motcua.declarations.domain.drafting.refusals import NotATable, NoTitles, TooLarge, TooManyRows

TITLES = ["Mã HS", "Mô tả hàng hóa", "Xuất xứ", "Số lượng", "Đơn vị tính", "Đơn giá", "Trị giá hóa đơn"]
ROW = ["61091010", "Áo phông", "CN", "2.500", "PCE", "3,5", "8.750"]


def workbook(rows: list[list[object]], **more: object) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for no, row in enumerate(rows):
            for at, value in enumerate(row):
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(no, at, value, None, more.get("cached", 0))
                elif isinstance(value, date):
                    sheet.write_datetime(no, at, value, book.add_format({"num_format": "dd/mm/yyyy"}))
                else:
                    sheet.write(no, at, value)
    return buffer.getvalue()


def packed(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "titles",
    [
        TITLES, [title.upper() for title in TITLES],
        ["hs code", "description", "origin", "qty", "unit", "price", "amount"],
        ["ma hs", "ten hang", "nuoc xuat xu", "so luong", "dvt", "don gia", "thanh tien"],
    ],
)  # fmt: skip
def test_columns_are_known_by_their_titles_in_both_languages(titles: list[str]) -> None:
    found = sheets.read_sheet([titles, ROW])
    assert found.rows[0].texts == {
        "hs_code": "61091010", "description": "Áo phông", "origin": "CN", "quantity": "2.500", "unit": "PCE",
        "unit_price": "3,5", "invoice_value": "8.750",
    }  # fmt: skip
    assert found.ignored == ()


def test_titles_may_stand_below_the_head_of_an_invoice_and_rows_keep_their_numbers() -> None:
    found = sheets.read_sheet([["INVOICE DX-118"], [], TITLES, ROW, ["", " "], ROW])
    assert [row.number for row in found.rows] == [4, 6]


def test_a_column_that_nobody_knows_is_told_and_left_out() -> None:
    found = sheets.read_sheet([["Ghi chú", *TITLES], ["gấp", *ROW]])
    assert found.ignored == ("Ghi chú",)
    assert "gấp" not in found.rows[0].texts.values()


def test_of_two_columns_with_one_title_the_first_counts() -> None:
    found = sheets.read_sheet([["Mã HS", "Tên hàng", "Mã HS"], ["61091010", "Áo", "99999999"]])
    assert found.rows[0].texts["hs_code"] == "61091010"
    assert found.ignored == ("Mã HS",)


@pytest.mark.parametrize("table", [[], [["a", "b"]], [ROW], [["Mã HS"]], [["Số lượng", "Đơn giá"], ["1", "2"]]])
def test_a_table_without_titles_is_refused(table: list[list[str]]) -> None:
    with pytest.raises(NoTitles):
        sheets.read_sheet(table)


@pytest.mark.parametrize(("count", "taken"), [(999, True), (1000, False)])
def test_nine_hundred_and_ninety_nine_rows_are_taken_and_not_one_more(count: int, taken: bool) -> None:
    table = [TITLES, *[ROW] * count]
    if taken:
        assert len(sheets.read_sheet(table).rows) == count
        return
    with pytest.raises(TooManyRows, match="1000"):
        sheets.read_sheet(table)


def test_a_workbook_is_read_with_numbers_days_and_lost_zeros() -> None:
    table = files.table_of_file(workbook([TITLES, [8106000, "Sầu riêng", "VN", 16200, "KGM", 4.25, 68850.5]]))
    found = sheets.read_sheet(table).rows[0].texts
    assert found["hs_code"] == "08106000"
    assert (found["quantity"], found["unit_price"], found["invoice_value"]) == ("16200", "4,25", "68.850,5")


def test_a_number_of_three_decimals_stays_what_it_is() -> None:
    table = files.table_of_file(workbook([TITLES, ["61091010", "Áo", "CN", 1.234, "KGM", 0.1 + 0.2, 7]]))
    assert table[1][3] == "1,2340"
    assert table[1][5] == "0,3"


def test_a_formula_is_read_as_the_value_beside_it() -> None:
    table = files.table_of_file(workbook([TITLES, [*ROW[:6], "=4*2187.5"]], cached=8750))
    assert table[1][6] == "8750"


def test_a_day_is_read_as_a_day() -> None:
    assert files.table_of_file(workbook([["Mã HS", "Ngày"], ["1", date(2023, 12, 21)]]))[1][1] == "21/12/2023"


@pytest.mark.parametrize("mark", ["\t", ";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_read_whatever_divides_its_columns(mark: str, encoding: str) -> None:
    row = [f'"{cell}"' for cell in ROW]
    content = f"{mark.join(TITLES)}\r\n{mark.join(row)}\r\n".encode(encoding)
    assert sheets.read_sheet(files.table_of_file(content)).rows[0].texts["description"] == "Áo phông"


@pytest.mark.parametrize(
    "content",
    ["Mã HS,Mô tả\n1,Áo".encode("cp1258", "replace"), b"\xd0\xcf\x11\xe0" + b"\x00" * 600, b"%PDF-1.7\n\xff\xfe\x00",
     b"PK\x03\x04 broken", b"a\x00b\tc", packed(evil_xml=b"<x/>"), packed(content_xml=b"<office/>", mimetype=b"ods")],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_refused_politely(content: bytes) -> None:
    with pytest.raises((NotATable, NoTitles)):
        sheets.read_sheet(files.table_of_file(content))


def test_a_file_above_the_limit_is_not_opened() -> None:
    with pytest.raises(TooLarge):
        files.table_of_file(b"PK" + b"\x00" * files.LARGEST)
    with pytest.raises(TooLarge):
        files.table_of_text("x" * (files.LARGEST + 1))


def test_a_workbook_that_unpacks_without_end_is_not_opened() -> None:
    bomb = packed(xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=b" " * (files.UNPACKED + 1))
    assert len(bomb) < files.LARGEST
    with pytest.raises(TooLarge):
        files.table_of_file(bomb)


def test_a_workbook_of_too_many_parts_is_not_opened() -> None:
    with pytest.raises(NotATable):
        files.table_of_file(packed(xl__workbook_xml=b"<w/>", **{f"x{no}": b"" for no in range(files.MEMBERS)}))


@pytest.mark.parametrize("place", ["XFD1", "A1048576", "IW1", "A5001"])
def test_a_cell_far_out_does_not_fill_the_memory(place: str) -> None:
    cell = f'<worksheet><sheetData><row><c r="{place}"><v>1</v></c></row></sheetData></worksheet>'.encode()
    with pytest.raises(TooLarge):
        files.table_of_file(packed(xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=cell))


def test_a_member_whose_length_is_a_lie_is_noticed() -> None:
    content = packed(xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=b" " * 100_000)
    lie = content.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(NotATable):
        files.table_of_file(lie)


def test_only_the_first_rows_of_an_endless_text_are_read() -> None:
    assert len(files.table_of_text("a;b\n" * 100_000)) == files.ROWS + 1


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=3), max_size=5))
def test_any_table_is_read_or_refused(table: list[list[str]]) -> None:
    with contextlib.suppress(NoTitles):
        sheets.read_sheet(table)


texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)


@given(st.lists(st.fixed_dictionaries({"hs_code": texts, "description": texts, "quantity": texts}), max_size=6))
def test_rows_shown_for_taking_are_the_rows_taken(rows: list[dict[str, str]]) -> None:
    held = sheets.read_sheet([["hs_code", "description", "quantity"], *[list(row.values()) for row in rows]])
    again = sheets.read_sheet(files.table_of_text(files.text_of_table(sheets.table_of(held.rows))))
    assert [row.texts for row in again.rows] == [row.texts for row in held.rows]

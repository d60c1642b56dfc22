"""Exports of any shape become the same records; what is wrong is told row by row, all at once."""

import unicodedata
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.domain.gateways.vnaccs_factories import (
    TODAY,
    item,
    number,
    payment,
    reading,
    source,
    text,
    told,
    workbook,
)
from xlsxwriter import Workbook

from motcua.declarations.domain.comparing import TheirLine
from motcua.gateways.vnaccs.domain import Source, UnreadableExport, packaged, read, tables

FILES = Path(__file__).resolve().parents[2] / "messages" / "vnaccs"
AT = datetime(2023, 5, 4, 2, 15, tzinfo=UTC)
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(told: str) -> bytes:
    """As Windows writes Vietnamese: the tone behind its letter."""
    written = b""
    for letter in told:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in TONES)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        try:
            written += letter.encode("cp1258")
        except UnicodeEncodeError:
            written += (base + tone).encode("cp1258")
    return written


def test_a_row_becomes_a_declaration_with_their_figures() -> None:
    export = reading(source([item()]))
    (found,) = export.declarations
    assert (found.number, found.at, found.channel) == (number(), AT, 2)
    assert (found.message.direction, found.message.office, found.message.procedure) == ("import", "20BB", "A11")
    assert found.theirs.lines == (TheirLine(7_000_000, {"import": 1_400_000, "vat": 840_000}),)
    assert (found.theirs.customs_value, found.theirs.total) == (7_000_000, 2_240_000)
    assert found.message.items[0].quantity == Decimal(100)
    assert not export.faults


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1258"])
def test_encodings_and_delimiters_make_no_difference(encoding: str, delimiter: str) -> None:
    written = text([item()], delimiter)
    content = windows_1258(written) if encoding == "windows-1258" else written.encode(encoding)
    (found,) = reading(Source("x.csv", content)).declarations
    (plain,) = reading(source([item()])).declarations
    assert found == plain
    assert found.message.party_name == "Công ty Minh Họa"


def test_a_workbook_says_the_same_as_a_text_with_numbers_days_and_codes_as_excel_keeps_them() -> None:
    row = item(**{
        "Số tờ khai": int(number()), "Ngày đăng ký": datetime.fromisoformat("2023-05-04T09:15"),
        "Mã doanh nghiệp": 5799900001, "Mã HS": 61091010, "Trị giá tính thuế": 7_000_000,
        "Thuế nhập khẩu": 1_400_000, "Thuế GTGT": 840_000.0,
        "Lượng": 100, "Đơn giá": 3.0, "Trị giá hóa đơn": 300, "Tổng trị giá hóa đơn": 300, "STT hàng": 1,
    })  # fmt: skip
    (found,) = reading(Source("x.xlsx", workbook(To_khai=[row]))).declarations
    (plain,) = reading(source([item()])).declarations
    assert found.digest == plain.digest
    assert found.place == (1, "To khai", 2)


def test_headings_are_known_without_marks_in_capitals_in_english_and_by_vnaccs_id() -> None:
    named = {"Số tờ khai": "SO_TK", "Ngày đăng ký": "NGAY_DK", "Mã hải quan": "MA_HQ", "Mã loại hình": "MA_LH",
             "Mã doanh nghiệp": "MA_DV", "Mã HS": "CMD", "Lượng": "QUANTITY", "Luồng": "A06",
             "Trị giá tính thuế": "tri gia tinh thue"}  # fmt: skip
    row = {named.get(head, head): cell for head, cell in item().items()}
    (found,) = reading(source([row])).declarations
    assert found.channel == 2
    assert found.message.items[0].quantity == Decimal(100)


def test_luong_with_its_marks_is_a_channel_or_a_quantity_as_it_is_written() -> None:
    (found,) = reading(source([item(Luồng="Đỏ", Lượng="55")])).declarations
    assert (found.channel, found.message.items[0].quantity) == (3, Decimal(55))


def test_titles_above_footers_below_and_repeated_headings_say_nothing() -> None:
    lines = text([item(1), item(2)]).splitlines()
    whole = ["CỤC HẢI QUAN TỈNH QUẢNG NINH", "Bảng kê tờ khai, tháng 5", *lines[:2], lines[0], lines[2], "Tổng cộng,,2"]
    export = reading(Source("x.csv", "\n".join(whole).encode()))
    assert [found.number for found in export.declarations] == [number(1), number(2)]
    assert not export.faults


def test_merged_headings_over_two_rows_and_merged_cells_of_a_declaration_are_filled() -> None:
    buffer = BytesIO()
    rows = [item(1, line) for line in (1, 2)]
    heads = [head for head in rows[0] if head not in ("Thuế nhập khẩu", "Thuế GTGT")]
    with Workbook(buffer) as book:
        sheet = book.add_worksheet("Bảng kê")
        sheet.merge_range(0, 0, 0, 5, "BẢNG KÊ TỜ KHAI")
        for place, head in enumerate(heads):
            sheet.merge_range(1, place, 2, place, head)
        for place, head in enumerate(("Thuế nhập khẩu", "Thuế GTGT")):
            sheet.merge_range(1, len(heads) + 2 * place, 1, len(heads) + 2 * place + 1, head)
            sheet.write_row(2, len(heads) + 2 * place, ["Thuế suất", "Tiền thuế"])
        for place, head in enumerate(heads):
            if heads.index("Tổng trị giá hóa đơn") >= place:
                sheet.merge_range(3, place, 4, place, rows[0][head])
            else:
                sheet.write_column(3, place, [row[head] for row in rows])
        for line in (3, 4):
            sheet.write_row(line, len(heads), ["20", 1_400_000, "10", 840_000])
    export = reading(Source("x.xlsx", buffer.getvalue()))
    assert told(export) == []
    assert export.declarations[0].theirs.by_kind == {"import": 2_800_000, "vat": 1_680_000}
    assert set(export.ignored) == {"Thuế nhập khẩu Thuế suất", "Thuế GTGT Thuế suất"}


HEADER = ("Số tờ khai", "Ngày đăng ký", "Luồng", "Mã hải quan", "Mã loại hình", "Mã doanh nghiệp", "Đồng tiền")


def _apart(no: int) -> tuple[dict[str, Any], dict[str, Any]]:
    row = item(no)
    header = {head: row[head] for head in HEADER} | {"Trị giá tính thuế": "7000000", "Thuế nhập khẩu": "1400000",
                                                     "Thuế GTGT": "840000"}  # fmt: skip
    return header, {head: cell for head, cell in row.items() if head == "Số tờ khai" or head not in HEADER}


def test_headers_and_items_may_stand_in_sheets_or_files_of_their_own() -> None:
    header, goods = _apart(1)
    apart = reading(source([header]), source([goods]))
    together = reading(Source("x.xlsx", workbook(Hang=[goods], To_khai=[header])))
    for export in (apart, together):
        (found,) = export.declarations
        assert not export.faults
        assert found.theirs.by_kind == {"import": 1_400_000, "vat": 840_000}
        assert found.theirs.by_line


def test_taxes_known_only_in_total_are_taken_so() -> None:
    header, goods = _apart(1)
    without = {head: cell for head, cell in goods.items() if not head.startswith("Thuế")}
    (found,) = reading(source([header]), source([without])).declarations
    assert (found.theirs.total, found.theirs.by_line, found.theirs.lines[0].taxes) == (2_240_000, False, {})


def test_a_header_without_goods_is_a_step_if_it_tells_one_and_else_a_fault() -> None:
    header, _ = _apart(1)
    assert [step.channel for step in reading(source([header])).steps] == [2]
    silent = {head: cell for head, cell in header.items() if head != "Luồng"}
    export = reading(source([silent]))
    assert told(export) == [(2, "Số tờ khai", "VNX-07")]
    assert export.spoiled == {number(1)}


def test_goods_without_their_declaration_are_told() -> None:
    _, goods = _apart(1)
    assert told(reading(source([goods]))) == [(2, "Số tờ khai", "VNX-08")]


def test_a_sheet_of_channels_tells_every_step() -> None:
    row = {
        "Số tờ khai": number(), "Luồng": "3D", "Ngày phân luồng": "04/05/2023 10:00",
        "Ngày thông quan": "05/05/2023", "Ngày qua KVGS": "06/05/2023", "Ngày đăng ký": "04/05/2023",
    }  # fmt: skip
    (step,) = reading(source([row])).steps
    assert (step.channel, step.channel_at) == (3, datetime(2023, 5, 4, 3, tzinfo=UTC))
    assert (step.cleared_at, step.passed_at) == (
        datetime(2023, 5, 4, 17, tzinfo=UTC), datetime(2023, 5, 5, 17, tzinfo=UTC),
    )  # fmt: skip


def test_lines_of_one_payment_document_for_one_declaration_are_one_payment() -> None:
    rows = [payment(1, **{"Số tiền": "1.400.000"}), payment(1, **{"Số tiền": "840.000"}), payment(2)]
    found = reading(source(rows, ";")).payments
    assert [(each.number, each.amount, each.reference) for each in found] == [
        (number(1), 2_240_000, "CT1"), (number(2), 2_240_000, "CT2"),
    ]  # fmt: skip


def test_every_fault_of_every_row_is_told_at_once_and_neighbours_are_taken() -> None:
    rows = [
        item(1, **{"Mã HS": "6109", "Thuế GTGT": "8,5", "Ngày đăng ký": "13/13/2023"}),
        item(2),
        item(3, **{"Mã hải quan": "01AB", "Mã doanh nghiệp": ""}),
        item(4, **{"Số tờ khai": "108650000499"}),
    ]  # fmt: skip
    export = reading(source(rows))
    assert told(export) == [
        (2, "Mã HS", "VNX-01"), (2, "Ngày đăng ký", "VNX-01"), (2, "Thuế GTGT", "VNX-01"),
        (4, "Mã doanh nghiệp", "VNX-02"), (4, "Mã hải quan", "VNX-01"), (5, "Số tờ khai", "VNX-01"),
    ]  # fmt: skip
    assert [found.number for found in export.declarations] == [number(2)]
    assert export.spoiled == {number(1), number(3)}
    assert all(each.expected.vi and each.expected.en for each in export.faults if each.code == "VNX-01")


def test_one_row_in_error_spoils_its_declaration_with_all_its_rows() -> None:
    rows = [item(1, 1), item(1, 2, **{"Trị giá tính thuế": "x"}), item(2, 1), item(2, 2)]
    export = reading(source(rows))
    assert [found.number for found in export.declarations] == [number(2)]
    assert told(export) == [(3, "Trị giá tính thuế", "VNX-01")]


def test_header_cells_that_contradict_each_other_are_told_and_blank_ones_are_as_the_first() -> None:
    good = reading(source([item(1, 1), item(1, 2, **{"Mã hải quan": "", "Đồng tiền": ""})]))
    assert len(good.declarations[0].message.items) == 2
    export = reading(source([item(1, 1), item(1, 2, **{"Mã hải quan": "20BC"})]))
    assert told(export) == [(3, "Mã hải quan", "VNX-04")]
    assert export.declarations == []


@pytest.mark.parametrize("lines", [["1", "1"], ["1", "3"], ["", "2"], ["0", "1"]])
def test_item_numbers_run_from_one_without_a_gap(lines: list[str]) -> None:
    export = reading(source([item(1, **{"STT hàng": line}) for line in lines]))
    assert told(export) == [(2, "STT hàng", "VNX-05")]


def test_999_items_are_taken_in_their_order_and_1000_are_not() -> None:
    rows = [item(1, line, **{"Tên hàng": f"Hàng {line}"}) for line in range(999, 0, -1)]
    (found,) = reading(source(rows)).declarations
    assert [each.description for each in found.message.items] == [f"Hàng {line}" for line in range(1, 1000)]
    assert told(reading(source([*rows, item(1, 1000)]))) == [(2, "STT hàng", "VNX-05")]


def test_totals_must_be_the_sums_of_their_lines_values_to_the_dong_of_rounding() -> None:
    two = [item(1, line, **{"Tổng tiền thuế": "4480000", "Tổng trị giá tính thuế": "14000002"}) for line in (1, 2)]
    assert reading(source(two)).declarations[0].theirs.customs_value == 14_000_002
    wrong = [{**row, "Tổng tiền thuế": "4480001", "Tổng trị giá tính thuế": "14000003"} for row in two]
    assert told(reading(source(wrong))) == [
        (2, "Tổng tiền thuế", "VNX-06"), (2, "Tổng trị giá tính thuế", "VNX-06"),
    ]  # fmt: skip


def test_formulas_are_refused_where_a_value_is_read_and_let_be_elsewhere() -> None:
    row = item(**{"Thuế GTGT": "=840000", "Cột khác": "=1+1"})
    export = reading(Source("x.xlsx", workbook(To_khai=[row])))
    assert told(export) == [(2, "Thuế GTGT", "VNX-03")]


def test_texts_longer_than_their_field_are_told() -> None:
    assert told(reading(source([item(**{"Mã loại hình": "A11B"})]))) == [(2, "Mã loại hình", "VNX-01")]


@pytest.mark.parametrize("day", ["31/03/2014", "24/12/2023", "01/01/2031"])
def test_a_registration_before_vnaccs_or_in_the_future_is_refused(day: str) -> None:
    assert told(reading(source([item(**{"Ngày đăng ký": day})]))) == [(2, "Ngày đăng ký", "VNX-01")]


def test_an_hour_in_a_column_of_its_own_belongs_to_the_day() -> None:
    (found,) = reading(source([item(**{"Ngày đăng ký": "04/05/2023", "Giờ đăng ký": "09:15"})])).declarations
    assert found.at == AT


def test_wrong_columns_are_named_and_unknown_ones_are_listed() -> None:
    export = reading(source([{"Họ tên": "A", "Tuổi": "5"}]))
    assert told(export) == [(1, "", "VNX-10")]
    assert reading(source([item(**{"Cột lạ": "x"})])).ignored == ["Cột lạ"]
    twice = reading(source([item(MA_HS="61091010")]))
    assert told(twice) == [(1, "MA_HS", "VNX-11")]


def test_sheets_that_are_no_table_are_skipped_beside_one_that_is() -> None:
    export = reading(Source("x.xlsx", workbook(Bia=[{"Báo cáo": "tháng 5"}], To_khai=[item()])))
    assert (len(export.declarations), export.skipped, export.faults) == (1, ["x.xlsx Bia"], [])


def test_a_declaration_that_stands_twice_in_a_load_is_told() -> None:
    export = reading(source([item(1)]), source([item(1)]))
    assert [code for _, _, code in told(export)] == ["VNX-09"]
    assert export.declarations == []


def packed(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def bomb() -> bytes:
    """300 MB of zeros in some kilobytes."""
    return packed(xl__workbook_dot_xml=b"<x/>", xl__bomb=b"\0" * (300 << 20))


def spread() -> bytes:
    """Two cells at the far ends of a sheet, which a careless reader would unfold."""
    buffer = BytesIO()
    with Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Số tờ khai")
        sheet.write(1_048_575, 16_383, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"   \n", bytes(range(256)) * 40, packed(readme=b"no workbook"), workbook(A=[item()])[:-200],
        b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"a\0b\0c\0" * 2000, b"PK\x03\x04 not really",
    ],
    ids=["empty", "blank", "binary", "other archive", "cut short", "no xls", "no text", "no archive"],
)  # fmt: skip
def test_what_is_no_export_is_refused_or_told_and_never_breaks(content: bytes) -> None:
    try:
        export = reading(Source("x", content))
    except UnreadableExport:
        return
    assert told(export)
    assert not export.declarations


def disguised() -> bytes:
    """The same, its far cell written as no spreadsheet program writes it."""
    plain = zipfile.ZipFile(BytesIO(spread()))
    parts = {name: plain.read(name) for name in plain.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'r="XFD1048576"', b"r = 'xfd1048576'")
    assert parts["xl/worksheets/sheet1.xml"] != sheet
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("make", [bomb, spread, disguised])
def test_bombs_are_refused_before_they_unfold(make: Any) -> None:
    with pytest.raises(UnreadableExport):
        reading(Source("bomb.xlsx", make()))


def test_a_file_above_the_bound_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    content = text([item()]).encode()
    monkeypatch.setattr(tables, "LARGEST", len(content))
    assert reading(Source("x.csv", content)).declarations
    with pytest.raises(UnreadableExport):
        reading(Source("x.csv", content + b"\n"))


def test_the_files_beside_these_tests_are_read() -> None:
    export = read([Source(path.name, path.read_bytes()) for path in sorted(FILES.glob("*.csv"))], packaged(), TODAY)
    assert not export.faults
    assert (len(export.declarations), len(export.steps), len(export.payments)) == (2, 2, 1)
    assert [found.message.direction for found in export.declarations] == ["import", "export"]
    assert export.declarations[0].amended_at == datetime(2023, 5, 6, 1, tzinfo=UTC)
    assert {step.number for step in export.steps} == {found.number for found in export.declarations}


amounts = some.integers(0, 10**12)


@settings(max_examples=40, deadline=None)
@given(some.lists(some.tuples(amounts, amounts, amounts), min_size=1, max_size=6), some.sampled_from(",;\t"))
def test_amounts_read_are_the_amounts_written(lines: list[tuple[int, int, int]], delimiter: str) -> None:
    rows = [
        item(
            1,
            no,
            **{"Trị giá tính thuế": f"{value:,}".replace(",", "."), "Thuế nhập khẩu": str(duty), "Thuế GTGT": vat},
        )
        for no, (value, duty, vat) in enumerate(lines, start=1)
    ]
    (found,) = reading(source(rows, delimiter)).declarations
    assert [line.value for line in found.theirs.lines] == [value for value, _, _ in lines]
    assert [line.taxes.get("import", 0) for line in found.theirs.lines] == [duty for _, duty, _ in lines]
    assert found.theirs.total == sum(duty + vat for _, duty, vat in lines)


def test_todays_registration_may_be_of_the_next_day_in_another_zone() -> None:
    assert date(2023, 12, 22) == TODAY
    assert reading(source([item(**{"Ngày đăng ký": "23/12/2023"})])).declarations

"""Made-up exports as texts and workbooks: rows are mappings from heading to cell."""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

from motcua.gateways.vnaccs.domain import Export, Source, packaged, read
from motcua.ground.domain import numbers

TODAY = date(2023, 12, 22)
Row = dict[str, Any]


def number(no: int = 1, branch: int = 0, kind: str = "10") -> str:
    """A VNACCS number."""
    return numbers.number(kind, 86_500_000 + no, branch)


def item(no: int = 1, line: int = 1, **changes: Any) -> Row:
    """A row of a flat export: header columns and one goods item, right in every cell."""
    told = {
        "Số tờ khai": number(no), "Ngày đăng ký": "04/05/2023 09:15", "Luồng": "Vàng", "Mã hải quan": "20BB",
        "Mã loại hình": "A11", "Mã doanh nghiệp": "5799900001", "Tên doanh nghiệp": "Công ty Minh Họa",
        "Đồng tiền": "USD", "Điều kiện giá": "DAF", "Phân loại khai trị giá": "6", "Thời hạn nộp thuế": "D",
        "Tổng trị giá hóa đơn": "300", "STT hàng": str(line), "Mã HS": "61091010",
        "Tên hàng": "Áo phông nam dệt kim từ bông", "Xuất xứ": "CN", "Lượng": "100", "ĐVT": "PCE", "Đơn giá": "3",
        "Trị giá hóa đơn": "300", "Mã biểu thuế": "B01", "Trị giá tính thuế": "7000000",
        "Thuế nhập khẩu": "1400000", "Thuế GTGT": "840000",
    }  # fmt: skip
    return {**told, **changes}


def payment(no: int = 1, **changes: Any) -> Row:
    """A row of a sheet of payments."""
    told = {"Số tờ khai": number(no), "Số tiền": "2240000", "Ngày nộp": "05/05/2023", "Mã ngân hàng": "VCB",
            "Số chứng từ": f"CT{no}"}  # fmt: skip
    return {**told, **changes}


def text(rows: Sequence[Row], delimiter: str = ",") -> str:
    """Rows as CSV."""
    buffer = StringIO()
    heads = dict.fromkeys(head for row in rows for head in row)
    writer = csv.DictWriter(buffer, list(heads), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def source(rows: Sequence[Row], delimiter: str = ",") -> Source:
    """Rows as a CSV file in UTF-8."""
    return Source("export.csv", text(rows, delimiter).encode())


def workbook(**sheets: Sequence[Row]) -> bytes:
    """A workbook with a sheet for each name; cells as they are given."""
    buffer = BytesIO()
    with Workbook(buffer, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name.replace("_", " "))
            for place, told in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
                sheet.write_row(place, 0, told)
    return buffer.getvalue()


def reading(*sources: Source) -> Export:
    """What these files say, by the packaged map."""
    return read(sources, packaged(), TODAY)


def told(export: Export) -> list[tuple[int, str, str]]:
    """Faults as row, column and code."""
    return [(each.row, each.column, each.code) for each in export.faults]

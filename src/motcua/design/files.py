"""Files that pages of every room give out."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse, StreamingHttpResponse

from motcua.design.domain import csv


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Rows as a CSV file of that name, sent while they are read."""
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(name: str, sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[object]]]]) -> HttpResponse:
    """Sheets of (title, heads, rows) as XLSX; whole numbers stay numbers, and nothing in a text can run."""
    import xlsxwriter  # heavy, and only here

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E9EBFA", "border": 1})
        number, text = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "@"})
        for title, heads, rows in sheets:
            sheet = book.add_worksheet(title[:31])
            sheet.write_row(0, 0, list(heads), bold)
            sheet.set_column(0, max(0, len(heads) - 1), 20)
            sheet.freeze_panes(1, 1)
            for no, row in enumerate(rows, 1):
                for at, value in enumerate(row):
                    sheet.write(no, at, value, number if isinstance(value, int) else text)
    answer = HttpResponse(buffer.getvalue(), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer

"""Files that pages of every room give out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse

from motcua.design.domain import csv


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Rows as a CSV file of that name, sent while they are read."""
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def rows_file(name: str, rows: Iterator[Mapping[str, object]]) -> StreamingHttpResponse:
    """Rows of the same columns as a CSV file, headed by their names; empty where there is none."""
    first = next(rows, {})
    every = chain([first] if first else [], rows)
    return csv_file(name, list(first), (list(row.values()) for row in every))


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(name: str, sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[object]]]]) -> HttpResponse:
    """Sheets of (title, heads, rows) as XLSX; numbers stay numbers, and nothing in a text can run."""
    import xlsxwriter  # heavy, and only here

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E9EBFA", "border": 1})
        number, text = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "@"})
        for title, heads, rows in sheets:
            sheet = book.add_worksheet(title[:31])
            sheet.write_row(0, 0, list(heads), bold)
            sheet.set_column(0, 0, max(20, min(60, max((len(str(row[0])) for row in rows), default=0))))
            sheet.set_column(1, max(1, len(heads) - 1), 20)
            sheet.freeze_panes(1, 1)
            for no, row in enumerate(rows, 1):
                for at, value in enumerate(row):
                    sheet.write(no, at, value, _format(value, number, text))
    answer = HttpResponse(buffer.getvalue(), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _format(value: object, number: object, text: object) -> object:
    """Whole numbers in groups of three, others as a spreadsheet shows them."""
    return None if isinstance(value, float) else number if isinstance(value, int) else text

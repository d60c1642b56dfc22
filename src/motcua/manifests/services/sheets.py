"""Workbooks: a template, what was filled in, and a file of what is wrong. Texts only: nothing in them can run."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from motcua.manifests.domain.data import CODES
from motcua.manifests.domain.errors import SheetUnreadable
from motcua.manifests.domain.life import KIND_WORDS
from motcua.manifests.domain.sheets import COLUMNS, MOST_ROWS, Fault, Table, is_main, read_table
from motcua.tariff.services import reading

LARGEST = 8 << 20
"""Bytes of a file."""
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Texts = Sequence[Sequence[str]]


def read_file(kind: str, content: bytes, name: str) -> tuple[Table, list[str], list[list[str]]]:
    """A workbook or CSV as a table of a kind, with its headings and rows. SheetUnreadable, and refusals of reading."""
    if len(content) > LARGEST:
        raise SheetUnreadable(why=f"> {LARGEST >> 20} MB")
    heads, rows = reading.rows_of(content, name)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise SheetUnreadable(why=f"> {MOST_ROWS} dòng / rows")
    table = read_table(kind, heads, rows)
    if not any(column.words.vi == head or column.words.en == head or column.key == head for head in heads
               for column in COLUMNS[kind]):  # fmt: skip
        raise SheetUnreadable(why="không có cột nào của mẫu / no column of the template")
    return table, heads, rows


def template(kind: str, language: str, rows: Texts = ()) -> bytes:
    """A workbook with the right titles, the rows given, and a guide of codes."""
    import xlsxwriter  # heavy, and only here

    columns, buffer = COLUMNS[kind], BytesIO()
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(KIND_WORDS[kind].in_language(language)[:31])
        _titles(book, sheet, [column.words.in_language(language) for column in columns], _seldom(kind))
        sheet.set_column(0, len(columns) - 1, 16, text)
        for no, row in enumerate(rows, 1):
            sheet.write_row(no, 0, list(row), text)
        _guide(book, kind, language)
    return buffer.getvalue()


def errors(kind: str, language: str, heads: Sequence[str], rows: Texts, faults: Sequence[Fault]) -> bytes:
    """The sheet as it was sent, with a column that says what is wrong, and the cells marked."""
    import xlsxwriter  # heavy, and only here

    buffer = BytesIO()
    places = {column.key: {column.words.vi, column.words.en, column.key} for column in COLUMNS[kind]}
    with xlsxwriter.Workbook(buffer, SAFE) as book:
        text, bad = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bg_color": "#FBD9D3"})
        sheet = book.add_worksheet(KIND_WORDS[kind].in_language(language)[:31])
        title = "Sai ở đâu" if language.startswith("vi") else "What is wrong"
        _titles(book, sheet, [*heads, title], frozenset())
        sheet.set_column(0, len(heads), 16, text)
        sheet.set_column(len(heads), len(heads), 80, text)
        for no, row in enumerate(rows, 2):
            sheet.write_row(no - 1, 0, list(row), text)
            found = [each for each in faults if each.row == no]
            told = "; ".join(
                f"{each.message.in_language(language)} {each.remedy.in_language(language)} ({each.code})"
                for each in found
            )
            sheet.write_string(no - 1, len(heads), told, text)
            for each in found:
                for at, head in enumerate(heads):
                    if head in places.get(each.column, ()):
                        sheet.write_string(no - 1, at, row[at] if at < len(row) else "", bad)
    return buffer.getvalue()


def _seldom(kind: str) -> frozenset[int]:
    return frozenset(at for at, column in enumerate(COLUMNS[kind]) if not is_main(kind, column.key))


def _titles(book: Any, sheet: Any, titles: Sequence[str], seldom: frozenset[int]) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E9EBFA", "border": 1})
    plain = book.add_format({"text_wrap": True, "bg_color": "#F3F4F6", "border": 1})
    for at, title in enumerate(titles):
        sheet.write_string(0, at, title, plain if at in seldom else bold)
    sheet.freeze_panes(1, 0)


def _guide(book: Any, kind: str, language: str) -> None:
    """A second sheet: what each column takes, and the codes of the lists."""
    sheet = book.add_worksheet("Guide" if not language.startswith("vi") else "Hướng dẫn")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 3, 24)
    lines = [
        (column.words.in_language(language), column.field.vnaccs, column.field.kind, str(column.field.length or ""))
        for column in COLUMNS[kind]
    ]
    for name in dict.fromkeys(column.field.list for column in COLUMNS[kind] if column.field.list):
        lines.append(("", "", "", ""))
        title = next(column.words for column in COLUMNS[kind] if column.field.list == name)
        lines += [
            (title.in_language(language), code, entry.words.in_language(language), "")
            for code, entry in CODES[name].items()
        ]
    for no, line in enumerate(lines):
        for at, cell in enumerate(line):
            sheet.write_string(no, at, cell)

"""The annual report as plain text, in Vietnamese or English."""

from collections.abc import Iterator, Sequence

from motcua.design.domain import amounts, numbers, times
from motcua.kernel.words import Words
from motcua.reports.domain.figures import Line, Report
from motcua.reports.domain.telling import Section, Sentence

TITLE = Words("Báo cáo năm %(year)s, số liệu đến hết ngày %(day)s", "Annual report %(year)s, to the end of %(day)s")
NOT_YET = Words("Chưa có số liệu.", "No figures yet.")
COLUMNS = (
    Words("", ""), Words("Thu (tỷ đ)", "Revenue (bn)"), Words("Cùng kỳ", "Year before"),
    Words("Tờ khai", "Declarations"), Words("DN", "Enterprises"),
    Words("Triệu USD", "USD m"), Words("Xanh", "Green"), Words("Vàng", "Yellow"), Words("Đỏ", "Red"),
    Words("Kiểm tra", "Inspected"),
)  # fmt: skip
BY_BRANCH = Words("Theo chi cục", "By branch")
BY_MONTH = Words("Theo tháng", "By month")
ROWS = Words("Xem các dòng sau một con số:", "The rows behind a figure:")
PRINT = Words("Dấu vân tay số liệu:", "Fingerprint of the data:")


def written(report: Report, sections: Sequence[Section], language: str) -> str:
    """The whole report as lines of text."""
    return "\n".join(_lines(report, sections, language))


def _lines(report: Report, sections: Sequence[Section], language: str) -> Iterator[str]:
    yield TITLE.in_language(language) % {"year": report.year, "day": times.day(report.as_of, language)}
    for section in sections:
        yield ""
        yield f"{section.id}. {section.title.in_language(language)}"
        for sentence in section.sentences or (Sentence(NOT_YET, ()),):
            yield f"  {sentence.words.in_language(language)}"
        for figure in section.figures:
            yield f"  {figure.label.in_language(language):<48} {figure.text.in_language(language)}"
    yield from _table(BY_BRANCH, (*report.by_branch, report.total), language)
    yield from _table(BY_MONTH, report.by_month, language)
    yield ""
    yield f"{ROWS.in_language(language)} {report.figures[0].rows}"
    yield f"{PRINT.in_language(language)} {report.fingerprint}"


def _table(title: Words, lines: tuple[Line, ...], language: str) -> Iterator[str]:
    table = [[column.in_language(language) for column in COLUMNS], *(cells(line, language) for line in lines)]
    widths = [max(len(row[place]) for row in table) for place in range(len(COLUMNS))]
    yield ""
    yield title.in_language(language)
    for row in table:
        texts = [f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield f"  {row[0]:<{widths[0]}}  " + "  ".join(texts)


def cells(line: Line, language: str) -> list[str]:
    """A branch or a month under COLUMNS."""
    return [
        line.label.in_language(language), amounts.billions(line.revenue, language),
        amounts.billions(line.before, language), numbers.grouped(line.declarations, language),
        numbers.grouped(line.enterprises, language),
        numbers.fixed(line.turnover_usd_e4, 10_000_000_000, 1, language),
        numbers.grouped(line.green, language), numbers.grouped(line.yellow, language),
        numbers.grouped(line.red, language),
        amounts.part(line.red, line.registered, language, 1),
    ]  # fmt: skip

"""The annual report as a paper: what stands on it in one language, for PDF and for a document to be edited."""

from collections.abc import Sequence
from datetime import date

import msgspec

from motcua.design.domain import times
from motcua.design.domain.numbers import MINUS, NBSP
from motcua.kernel.words import Words
from motcua.reports.domain.figures import Figure, Line, Report
from motcua.reports.domain.telling import Section
from motcua.reports.domain.text import BY_BRANCH, BY_MONTH, COLUMNS, NOT_YET, cells

TITLE = Words("Báo cáo công tác năm %(year)s", "Report on the year %(year)s")
UNDER = Words("Số liệu đến hết ngày %(day)s", "Figures to the end of %(day)s")
FIGURE, VALUE, ROWS = Words("Số liệu", "Figure"), Words("Giá trị", "Value"), Words("Cách xem các dòng", "Its rows")
SOURCES = Words("Nguồn của từng số liệu", "Where each figure comes from")
INVENTED = Words("Dữ liệu mô phỏng, không phải số liệu thật.", "Invented data of a demonstration.")
PRINT = Words("Dấu vân tay %(print)s", "Fingerprint %(print)s")


class Grid(msgspec.Struct, frozen=True):
    """A table: `right` are the columns set to the right, `wide` the one that takes what is left."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    wide: int = 0


class Drawn(msgspec.Struct, frozen=True):
    """A chart as SVG, with what it shows and what it finds."""

    title: str
    finding: str
    svg: str


class Part(msgspec.Struct, frozen=True):
    """A section on paper."""

    title: str
    paragraph: str
    grids: tuple[Grid, ...] = ()
    charts: tuple[Drawn, ...] = ()


class Paper(msgspec.Struct, frozen=True):
    """The whole report. `over` is the superior agency, `house` who reports, `foot` stands on every sheet."""

    lang: str
    over: str
    house: str
    title: str
    under: str
    foot: str
    warning: str
    parts: tuple[Part, ...]


class Frame(msgspec.Struct, frozen=True):
    """What the figures do not say: language, agency, whether the data are invented, charts by section."""

    language: str
    over: Words
    house: Words
    demonstration: bool
    charts: dict[str, tuple[Drawn, ...]]


def paper(report: Report, sections: Sequence[Section], frame: Frame) -> Paper:
    """Sections S1 to S13, the tables of branches and months, and where each figure comes from."""
    language = frame.language
    day = times.day(report.as_of, language)
    parts = [_part(section, report, frame) for section in sections]
    parts.append(Part(SOURCES.in_language(language), "", (_sources(report.figures, language),)))
    mark = PRINT.in_language(language) % {"print": report.fingerprint[:16]}
    return Paper(
        lang=language, over=frame.over.in_language(language), house=frame.house.in_language(language),
        title=TITLE.in_language(language) % {"year": report.year}, under=UNDER.in_language(language) % {"day": day},
        foot=f"{frame.house.in_language(language)} · {mark}",
        warning=INVENTED.in_language(language) if frame.demonstration else "", parts=tuple(parts),
    )  # fmt: skip


def _part(section: Section, report: Report, frame: Frame) -> Part:
    language = frame.language
    said = " ".join(sentence.words.in_language(language) for sentence in section.sentences)
    grids = [_figures(section.figures, language)] if section.figures else []
    if section.id == "S1":
        grids.append(_lines(BY_BRANCH, (*report.by_branch, report.total), language))
        grids.append(_lines(BY_MONTH, report.by_month, language))
    title = f"{section.id}. {section.title.in_language(language)}"
    return Part(title, said or NOT_YET.in_language(language), tuple(grids), frame.charts.get(section.id, ()))


def _figures(figures: Sequence[Figure], language: str) -> Grid:
    heads = (FIGURE.in_language(language), VALUE.in_language(language))
    rows = tuple((each.label.in_language(language), signed(each.text.in_language(language))) for each in figures)
    return Grid("", heads, rows, right=(1,))


def signed(text: str) -> str:
    """Arrows are signs that the letters on paper lack: a rise is written `+`, a fall `−`."""
    return text.replace(f"▲{NBSP}", "+").replace(f"▼{NBSP}", MINUS)


def _lines(title: Words, lines: Sequence[Line], language: str) -> Grid:
    heads = tuple(column.in_language(language) for column in COLUMNS)
    rows = tuple(tuple(cells(line, language)) for line in lines)
    return Grid(title.in_language(language), heads, rows, right=tuple(range(1, len(COLUMNS))))


def _sources(figures: Sequence[Figure], language: str) -> Grid:
    heads = ("", VALUE.in_language(language), ROWS.in_language(language))
    rows = tuple((each.id, signed(each.text.in_language(language)), each.rows) for each in figures)
    return Grid("", heads, rows, (1,), 2)


def file_name(year: int, as_of: date) -> str:
    """What a report's file is called, without its ending."""
    return f"motcua-{year}-{as_of.isoformat()}"

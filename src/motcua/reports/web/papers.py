"""The annual report as files that people keep: PDF by Typst, DOCX with real headings, tables and pictures."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from django.utils import translation

from motcua.design import charts, printing
from motcua.ground.services import clock
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.reports import queries
from motcua.reports.domain.figures import Report
from motcua.reports.domain.paper import Drawn, Frame, Grid, Paper, paper
from motcua.reports.web import drawing

FORM = Path(printing.__file__).resolve().parent / "printed" / "report.typ"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"pdf": PDF, "docx": DOCX}
_PICTURE_CM = 16


def made(kind: str, report: Report, language: str) -> bytes:
    """The report as `pdf` or `docx`; the same figures give the same bytes of PDF."""
    told = prepared(report, language)
    return pdf(told, report.as_of) if kind == "pdf" else docx(told, report.as_of)


def prepared(report: Report, language: str) -> Paper:
    """What stands on the paper."""
    with translation.override(language):
        over, house = agencies(report.as_of)
        frame = Frame(language, over, house, clock.is_demonstration(), drawing.on_paper(report))
        return paper(report, queries.told(report), frame)


def agencies(day: date) -> tuple[Words, Words]:
    """What the superior agency and the department were called on a day."""
    house = reference.office(reference.DEPARTMENT, day)
    return reference.office(house.parent, day).words, house.words


def pdf(told: Paper, day: date) -> bytes:
    """As PDF, dated by the day of the figures."""
    return printing.compiled(FORM, msgspec.json.encode(told).decode(), _moment(day))


def docx(told: Paper, day: date) -> bytes:
    """As a document: title, headings, paragraphs, tables with header rows, charts as pictures with their words."""
    import docx as writer  # heavy, and only here
    from docx.shared import Cm

    document = writer.Document()
    document.core_properties.title = told.title
    document.core_properties.author = told.house
    document.core_properties.created = document.core_properties.modified = _moment(day)
    document.core_properties.language = told.lang
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.8)
    section.footer.paragraphs[0].text = told.foot
    document.styles["Normal"].font.name = "Noto Sans"
    for words in (told.over, told.house, told.warning):
        if words:
            document.add_paragraph(words)
    document.add_heading(told.title, 0)
    document.add_paragraph(told.under)
    _write_parts(document, told, Cm(_PICTURE_CM))
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _write_parts(document: Any, told: Paper, width: Any) -> None:
    for part in told.parts:
        document.add_heading(part.title, 1)
        if part.paragraph:
            document.add_paragraph(part.paragraph)
        for drawn in part.charts:
            _picture(document, drawn, width)
        for grid in part.grids:
            _grid(document, grid)


def _picture(document: Any, drawn: Drawn, width: Any) -> None:
    document.add_picture(BytesIO(charts.png(drawn.svg)), width=width)
    shape = document.inline_shapes[len(document.inline_shapes) - 1]
    shape._inline.docPr.set("descr", f"{drawn.title}. {drawn.finding}".strip())  # noqa: SLF001 - no other way to it
    document.add_paragraph(f"{drawn.title}. {drawn.finding}".strip(), style="Caption")


def _grid(document: Any, grid: Grid) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    if grid.title:
        document.add_heading(grid.title, 2)
    table = document.add_table(rows=0, cols=len(grid.heads), style="Light Grid Accent 1")
    size = Pt(8 if len(grid.heads) > 5 else 9.5)  # noqa: PLR2004
    for row in (grid.heads, *grid.rows):
        for place, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(words).font.size = size
            if place in grid.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no other way to it


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

"""A version as PDF, DOCX and YAML."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.design import printing
from motcua.design.asking import actor_of
from motcua.design.charts import FONTS
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.procedures.domain import editing
from motcua.procedures.web.catalogue import visible
from motcua.procedures.web.paper import Paper, SetPart, paper

_FORM = Path(__file__).resolve().parents[1] / "printed" / "procedure.typ"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The version as PDF in the official layout."""
    found, now = visible(pk, actor_of(request)), clock.now()
    made = printing.compiled(_FORM, msgspec.json.encode(paper(found, law_day(now))).decode(), now)
    return _answer(made, "application/pdf", f"{found.code}-{found.no}.pdf")


@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The version as a Word document in the same layout."""
    found = visible(pk, actor_of(request))
    return _answer(document(paper(found, law_day(clock.now()))), DOCX, f"{found.code}-{found.no}.docx")


@require_safe
def yaml(request: HttpRequest, pk: int) -> HttpResponse:
    """The version as the text that the editor and `motcua procedures check` read."""
    found = visible(pk, actor_of(request))
    text = editing.text_of(found.content).encode()
    return _answer(text, "application/yaml; charset=utf-8", f"{found.code}.yaml")


def _answer(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def document(told: Paper) -> bytes:
    """A paper as a Word document."""
    made = _blank()
    for name, size in (("Normal", 11), ("Title", 20), ("Heading 1", 14), ("Heading 2", 12)):
        _letters(made.styles[name], size)
    section = made.sections[0]
    section.header.paragraphs[0].text = f"{told.house} · {told.code} · {told.edition}"
    section.footer.paragraphs[0].text = told.foot
    _cover(made, told)
    made.add_page_break()
    made.add_heading(told.words["changes"], 1)
    _table(made, told.change_heads, told.changes)
    if told.changes_more:
        made.add_paragraph(told.changes_more)
    made.add_heading(told.words["distribution"], 1)
    made.add_paragraph(told.distribution)
    for part in told.parts:
        _part(made, part, told)
    made.core_properties.title = f"{told.code} {told.title}"
    made.core_properties.author = told.house
    made.core_properties.language = told.lang
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


_TEXT_MM = 167


def _blank() -> Any:
    import docx as word  # heavy, and only here
    from docx.shared import Mm

    made = word.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(210 - 25 - _TEXT_MM)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    return made


def _letters(style: Any, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = "Times New Roman", Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for each in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(each), "Times New Roman")


def _cover(made: Any, told: Paper) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for text, style in ((told.house.upper(), "Normal"), (told.words["procedure"], "Normal"), (told.title, "Title")):
        made.add_paragraph(text, style=style).alignment = WD_ALIGN_PARAGRAPH.CENTER
    _table(made, (), told.cover)
    made.add_paragraph()
    boxes = (tuple(f"\n\n{each.name}\n{each.at}" for each in told.signers),)
    _table(made, tuple(each.title for each in told.signers), boxes)
    made.add_paragraph()
    for mark in told.marks:
        made.add_paragraph(mark)


def _part(made: Any, part: SetPart, told: Paper) -> None:
    title = f"{part.no}. {part.title}" + (f" ({part.mark})" if part.mark else "")
    made.add_heading(title, 2 if "." in part.no else 1)
    for text in part.texts:
        made.add_paragraph(text, style="List Bullet" if len(part.texts) > 1 else "Normal")
    if part.heads:
        _table(made, part.heads, part.rows)
    if part.steps and told.flow:
        _picture(made, told)


def _picture(made: Any, told: Paper) -> None:
    from docx.shared import Mm

    made.add_paragraph()
    made.add_paragraph(told.words["flow"])
    made.add_picture(io.BytesIO(_drawn(told.flow)), height=Mm(told.flow_height))


@cache
def _drawing() -> Any:
    import vl_convert  # heavy, and only here

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _drawn(svg: str) -> bytes:
    made = _drawing().svg_to_png(svg.replace("currentColor", "#000000"), scale=2)
    assert isinstance(made, bytes)
    return made


def _table(made: Any, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    wide = len(heads or rows[0]) if heads or rows else 0
    if not wide:
        return
    table = made.add_table(rows=0, cols=wide, style="Table Grid")
    table.autofit = False
    if heads:
        for cell, text in zip(table.add_row().cells, heads, strict=True):
            cell.paragraphs[0].add_run(text).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    _set_widths(table, [heads, *rows] if heads else list(rows))


def _set_widths(table: Any, rows: Sequence[tuple[str, ...]]) -> None:
    """Columns as wide as their texts ask for, within bounds, over the width of the page."""
    from docx.shared import Mm

    asked = [max(5, min(34, max(map(len, column)))) for column in zip(*rows, strict=True)]
    for column, share in zip(table.columns, asked, strict=True):
        for cell in column.cells:
            cell.width = Mm(_TEXT_MM * share / sum(asked))

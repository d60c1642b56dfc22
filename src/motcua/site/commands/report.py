"""Reports on the command line: the annual report and the rows behind its figures."""

import csv
import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from motcua.ground.services import clock
from motcua.kernel.days import FIRST, LAST, law_day
from motcua.kernel.refusals import Refusal
from motcua.reports import queries
from motcua.reports.domain import comparing
from motcua.reports.domain.figures import Report
from motcua.reports.domain.text import written
from motcua.reports.queries import as_told
from motcua.reports.web import papers
from motcua.reports.web.paper import html
from motcua.site.commands import forecast
from motcua.site.commands.days import day
from motcua.site.commands.tables import wide

app = typer.Typer(no_args_is_help=True)
app.command()(forecast.forecast)
Year = Annotated[int, typer.Option(help="Năm báo cáo / the year")]
AsOf = Annotated[str, typer.Option("--as-of", help="Đến hết ngày / to the end of this day (YYYY-MM-DD)")]
Lang = Annotated[str, typer.Option(help="vi | en")]


FORMATS = ("text", "json", "html", *papers.KINDS)


@app.command()
def annual(
    year: Year, as_of: AsOf = "", format_: Annotated[str, typer.Option("--format")] = "text", lang: Lang = "vi",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Tệp / the file to write")] = None,
) -> None:  # fmt: skip
    """Báo cáo năm. The annual report as text, json, html, pdf or docx."""
    if format_ not in FORMATS:
        raise typer.BadParameter(", ".join(FORMATS), param_hint="--format")
    if lang not in ("vi", "en"):
        raise typer.BadParameter("vi, en", param_hint="--lang")
    if format_ in papers.KINDS and output is None and sys.stdout.isatty():
        raise typer.BadParameter(f"-o FILE.{format_}", param_hint="--output")
    made = _made(queries.annual(year, _last(year, as_of)), format_, lang)
    if output is None:
        sys.stdout.buffer.write(made)
    else:
        output.write_bytes(made)


def _last(year: int, as_of: str) -> date:
    """The last day of the report: as asked, else that of the year, or today while the year runs. Wrong usage."""
    if not FIRST.year < year < LAST.year:
        raise typer.BadParameter(f"{FIRST.year + 1} … {LAST.year - 1}", param_hint="--year")
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = day(as_of, "--as-of") or max(first, min(last, law_day(clock.now())))
    if not first <= found <= last:
        raise typer.BadParameter(f"{first} … {last}", param_hint="--as-of")
    return found


def _made(report: Report, kind: str, lang: str) -> bytes:
    if kind in papers.KINDS:
        return papers.made(kind, report, lang)
    if kind == "html":
        return f"{html(report, lang)}\n".encode()
    if kind == "text":
        return f"{written(report, queries.told(report), lang)}\n".encode()
    return f"{json.dumps(as_told(report, lang), ensure_ascii=False, indent=1)}\n".encode()


@app.command()
def rows(
    figure: str, year: Year, as_of: AsOf = "",
    since: Annotated[str, typer.Option(help="Từ ngày / from this day (YYYY-MM-DD)")] = "",
    as_json_: Annotated[bool, typer.Option("--json")] = False,
) -> None:  # fmt: skip
    """Các dòng sau một con số. The rows from which a figure was computed, as CSV or JSON lines."""
    try:
        found = queries.rows(figure, year, _last(year, as_of), day(since, "--since"))
    except Refusal as refusal:
        typer.echo(refusal.in_language("vi"), err=True)
        raise typer.Exit(1) from None
    writer = None
    for row in found:
        if as_json_:
            typer.echo(json.dumps(row, ensure_ascii=False, default=str))
            continue
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row))
            writer.writeheader()
        writer.writerow(row)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(help="Báo cáo thứ nhất / the first report as JSON")],
    second: Annotated[Path, typer.Argument(help="Báo cáo thứ hai / the second report as JSON")],
    as_json_: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """So sánh hai báo cáo năm. Two annual reports as JSON held against each other; exit 1 where figures differ."""
    try:
        before, after = (comparing.read(path.read_bytes(), path.name) for path in (first, second))
    except OSError as error:
        raise typer.BadParameter(str(error)) from None
    except Refusal as refusal:
        typer.echo(refusal.in_language("vi"), err=True)
        raise typer.Exit(2) from None
    found = comparing.compared(before, after)
    if as_json_:
        told = {"same": found.same, "figures": found.figures, "text": found.text}
        typer.echo(msgspec.json.format(msgspec.json.encode(told)).decode())
    else:
        _show_compared(found)
    raise typer.Exit(0 if found.same else 1)


def _show_compared(found: comparing.Compared) -> None:
    table = Table("id", f"{found.before.as_of}", f"{found.after.as_of}", "±")
    for row in found.figures:
        if row.kind != "same":
            table.add_row(row.id, row.before, row.after, "" if row.difference is None else f"{row.difference:+,}")
    wide().print(table)
    for part in found.text:
        for sign, texts in (("-", part.gone), ("+", part.new)):
            for text in texts:
                typer.echo(f"{sign} {part.section} {text}")

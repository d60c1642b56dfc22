"""Reports on the command line: the annual report and the rows behind its figures."""

import csv
import json
import sys
from datetime import date
from typing import Annotated

import typer

from motcua.kernel.refusals import Refusal
from motcua.reports import queries
from motcua.reports.domain.figures import as_json
from motcua.reports.domain.text import written
from motcua.reports.web.paper import html

app = typer.Typer(no_args_is_help=True)
Year = Annotated[int, typer.Option(help="Năm báo cáo / the year")]
AsOf = Annotated[str, typer.Option("--as-of", help="Đến hết ngày / to the end of this day (YYYY-MM-DD)")]
Lang = Annotated[str, typer.Option(help="vi | en")]


@app.command()
def annual(
    year: Year, as_of: AsOf = "", format_: Annotated[str, typer.Option("--format")] = "text", lang: Lang = "vi"
) -> None:  # fmt: skip
    """Báo cáo năm. The annual report as text, json or html."""
    report = queries.annual(year, _day(as_of, year))
    if format_ == "json":
        typer.echo(json.dumps(as_json(report, lang), ensure_ascii=False, indent=1))
    elif format_ == "html":
        typer.echo(html(report, lang))
    elif format_ == "text":
        typer.echo(written(report, lang))
    else:
        raise typer.BadParameter("text, json, html", param_hint="--format")


@app.command()
def rows(figure: str, year: Year, as_of: AsOf = "", as_json_: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Các dòng sau một con số. The rows from which a figure was computed, as CSV or JSON lines."""
    try:
        found = queries.rows(figure, year, _day(as_of, year))
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


def _day(text_: str, year: int) -> date:
    try:
        return date.fromisoformat(text_) if text_ else date(year, 12, 31)
    except ValueError:
        raise typer.BadParameter("YYYY-MM-DD", param_hint="--as-of") from None

"""Check the figures of a press text: against each other and against the platform's."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from django.db import DatabaseError

from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.reports import queries
from motcua.reports.domain.press import papers, written
from motcua.reports.domain.press.told import PressChecked
from motcua.reports.queries import press
from motcua.site.commands.days import day

app = typer.Typer(no_args_is_help=True)
File = Annotated[str, typer.Argument(metavar="FILE|-", help="Tệp .txt, .docx; - là đầu vào chuẩn / a file, - is stdin")]
AsJson = Annotated[bool, typer.Option("--json", help="In ra JSON / print JSON")]
AsOf = Annotated[
    str, typer.Option("--as-of", help="Văn bản dùng số liệu đến hết ngày / the text counts to this day (YYYY-MM-DD)")
]
Lang = Annotated[str, typer.Option(help="vi | en")]
USAGE = 2


@app.callback()
def group() -> None:
    """Kiểm tra văn bản báo chí. Check press texts."""


@app.command()
def check(file: File, as_json: AsJson = False, as_of: AsOf = "", lang: Lang = "vi") -> None:
    """Kiểm tra các con số của một văn bản. Exit status 0 nothing is contradicted, 1 something is, 2 not readable."""
    if lang not in ("vi", "en"):
        raise typer.BadParameter("vi, en", param_hint="--lang")
    named = day(as_of, "--as-of")
    try:
        found = _checked(papers.text_of(_content(file)), named)
    except Refusal as refusal:
        typer.echo(f"{refusal.code}: {refusal.in_language('vi')}\n{refusal.in_language('en')}", err=True)
        raise typer.Exit(USAGE) from None
    claims = found.claims(lang)
    if as_json:
        told = PressChecked(tuple(claims), tuple(found.places), found.contradicted, found.as_of)
        typer.echo(msgspec.json.format(msgspec.json.encode(told), indent=1).decode())
    else:
        typer.echo(written.lines(claims, lang))
    raise typer.Exit(1 if found.contradicted else 0)


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(papers.LARGEST_FILE + 1)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(papers.LARGEST_FILE + 1)
    except OSError as error:
        raise typer.BadParameter(f"{file[:200]}: {error.strerror}", param_hint="FILE") from None


def _checked(text: str, named: date | None) -> press.Outcome:
    """With the platform's figures; by the text alone where there is no database, or nothing in it."""
    try:
        return press.check(text, today=law_day(clock.now()), figures=queries.annual, as_of=named)
    except DatabaseError:
        typer.echo("Chưa có cơ sở dữ liệu: chỉ tính trong văn bản. / No database: the text alone is judged.", err=True)
        return press.alone(text)

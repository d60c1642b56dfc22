"""Measure this installation on this machine."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from urllib.parse import urlsplit, urlunsplit

import msgspec
import psycopg
import typer
from rich.console import Console
from rich.table import Table

from motcua.site.bench.results import Result

ROUNDS = 20
"""How often each page is asked for."""
GROUPS = 5
"""So many batches are lodged to see what selection takes of them."""


def run(
    only: Annotated[
        str, typer.Argument(help="Chỉ đo / measure only: rates, edifact, file, http, lookup, pages, selection")
    ] = "",
    requests: Annotated[int, typer.Option(help="Số tờ khai gửi qua HTTP / declarations lodged over HTTP")] = 10_000,
    count: Annotated[int, typer.Option(help="Số tờ khai trong tệp / declarations in the file")] = 140_000,
    searches: Annotated[int, typer.Option(help="Số lần tra cứu / searches of the tariff")] = 1_000,
    postgresql: Annotated[str, typer.Option(help="Máy chủ PostgreSQL để đo / a PostgreSQL server to measure on")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
) -> None:
    """Đo tốc độ so với mốc trong cùng lần chạy. Measure rates beside a baseline of the same run."""
    works = {"rates": 0, "edifact": 0, "file": count, "http": requests, "lookup": searches}
    here = {"pages": ROUNDS, "selection": GROUPS}
    if only in here:  # with the data that is here; the others make their own
        _tell(_measured(only, str(here[only]), dict(os.environ)), as_json=as_json)
        return
    if only and only not in works:
        typer.echo(f"{only}? {', '.join([*works, *here])}", err=True)
        raise typer.Exit(2)
    found = []
    for work in [only] if only else works:
        found += _run(work, str(works[work]), "")
        if postgresql and work not in ("rates", "edifact", "lookup"):
            with scratch(postgresql) as url:
                found += _run(work, str(works[work]), url)
    _tell(found, as_json=as_json)


def _tell(found: list[Result], *, as_json: bool) -> None:
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        Console().print(_table(found))


def _run(work: str, count: str, url: str) -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as home:
        return _measured(work, count, {**os.environ, "MOTCUA_HOME": home, "DATABASE_URL": url})


def _measured(work: str, count: str, environment: dict[str, str]) -> list[Result]:
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "motcua.site.bench", work, count],
        env=environment, stdout=subprocess.PIPE, check=False,
    )  # fmt: skip
    if ended.returncode:
        raise typer.Exit(1)
    return msgspec.json.decode(ended.stdout, type=list[Result])


@contextmanager
def scratch(server: str) -> Iterator[str]:
    """A database of its own on a PostgreSQL server, dropped afterwards."""
    name = f"motcua_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _table(found: list[Result]) -> Table:
    table = Table(title="motcua bench")
    for column in ("work", "engine", "unit", "baseline", "ours", "ratio", "goal", "reached"):
        table.add_column(column, overflow="fold")
    for result in found:
        times = f"\n[dim]p50 {result.p50_ms} ms, p99 {result.p99_ms} ms[/dim]" if result.p99_ms else ""
        reached = "" if result.reached is None else ("yes" if result.reached else "no")
        table.add_row(
            f"{result.work}\n[dim]{result.note}[/dim]" if result.note else result.work, result.engine, result.unit,
            f"{result.baseline:,}", f"{result.ours:,}{times}", f"{result.ratio}", result.goal, reached,
        )  # fmt: skip
    return table

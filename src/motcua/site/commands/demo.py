"""Build the demonstration: a department and two years of trade, invented, in an empty database."""

import os
import sys
from typing import Annotated

import msgspec
import typer
from django.core.management import call_command
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from motcua.demo import services
from motcua.demo.domain.parameters import parameters
from motcua.demo.services import bank, evaluating
from motcua.design.domain.times import moment
from motcua.ground.services import clock
from motcua.reports import queries as reports
from motcua.reports.domain.text import written
from motcua.site import evaluated
from motcua.site.commands.serve import serve
from motcua.site.commands.simulate import wide

app = typer.Typer(invoke_without_command=True)
BANK = 10
"""The simulated bank listens so many ports above the site."""
STAGES = {"plan": "Lập kế hoạch / planning", "years": "Hai năm tờ khai / two years of declarations"}


@app.callback()
def run(
    context: typer.Context,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Không mở trang web / do not serve afterwards")] = False,
    scale: Annotated[float, typer.Option(help="Tỷ lệ của năm / part of the year's trade", min=0.01, max=1.0)] = 1.0,
    seed: Annotated[int, typer.Option(help="Hạt giống / seed", min=0)] = services.DEFAULT_SEED,
    port: Annotated[int, typer.Option(help="Cổng / port")] = 8000,
) -> None:
    """Dựng dữ liệu trình diễn (giả định). Build the demonstration: all its data are invented."""
    if context.invoked_subcommand:
        return
    console = Console()
    call_command("migrate", interactive=False, verbosity=0)
    accounts = _accounts(console, scale, seed)
    typer.echo(written(reports.annual(2023, parameters().published[2023].until), "vi"))
    _show_accounts(console, accounts)
    typer.echo(f"Đồng hồ / clock: {moment(clock.now(), 'vi')}")
    typer.echo(f"Trang web / site: make serve, http://localhost:{port}")
    if not no_serve and sys.stdout.isatty():
        with bank.beside(port + BANK, f"http://127.0.0.1:{port}"):
            serve("127.0.0.1", port, 16)


def _accounts(console: Console, scale: float, seed: int) -> list[services.Shown]:
    """Build, or find the demonstration that stands here already. Exit status 1 for another database."""
    try:
        built = _built(console, scale, seed)
    except services.NotEmpty:
        if not clock.is_demonstration():
            typer.echo("Cơ sở dữ liệu đã có tờ khai. / The database already holds declarations.", err=True)
            raise typer.Exit(1) from None
        console.print("Đã dựng từ trước; xóa MOTCUA_HOME để dựng lại. / Built before; remove MOTCUA_HOME to rebuild.")
        return services.shown_accounts()
    _show_seconds(console, built)
    return built.accounts


def _built(console: Console, scale: float, seed: int) -> services.Built:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(STAGES["plan"], total=None)

        def tell(stage: str, done: int, total: int) -> None:
            bar.update(task, description=STAGES[stage], completed=done, total=total)

        return services.build(scale=scale, seed=seed, progress=tell)


def _show_seconds(console: Console, built: services.Built) -> None:
    table = Table("Giai đoạn / stage", "Giây / seconds")
    for stage, seconds in built.seconds.items():
        table.add_row(stage, f"{seconds:.1f}")
    table.add_row("Σ", f"{sum(built.seconds.values()):.1f}")
    console.print(table)
    console.print(f"{built.declarations} tờ khai / declarations, {built.steps} bước / steps")
    console.print(f"{built.coming} sắp đến / to come")


def _show_accounts(console: Console, accounts: list[services.Shown]) -> None:
    table = Table()
    for title in ("Tài khoản / account", "Mật khẩu / password", "Vai trò / role", "Nơi / place"):
        table.add_column(title, no_wrap=True)
    for account in accounts:
        table.add_row(account.username, account.password, account.role, account.office or account.party)
    console.print(table)


@app.command()
def evaluate(
    seeds: Annotated[
        list[int] | None, typer.Option(help="Hạt giống, lặp lại được / seed, may be repeated", min=0)
    ] = None,
    scale: Annotated[float, typer.Option(help="Tỷ lệ của năm / part of the year's trade", min=0.01, max=1.0)] = 1.0,
    jobs: Annotated[int, typer.Option(help="Số tiến trình / processes; 0: as many as there are cores", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")] = False,
) -> None:
    """So sánh các cách chọn với sự thật ẩn. Hold the ways of choosing what to inspect against the hidden truth, over
    several seeds; exit 1 where a goal is missed. Nothing is stored.
    """
    call_command("migrate", interactive=False, verbosity=0)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=as_json) as bar:
        task = bar.add_task("Hạt giống / seeds", total=None)
        found = evaluating.evaluate(
            tuple(seeds or evaluating.SEEDS), scale, jobs or os.cpu_count() or 1,
            lambda done, of: bar.update(task, completed=done, total=of),
        )  # fmt: skip
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        evaluated.show(wide(), found)
    raise typer.Exit(0 if found.reached else 1)

"""Build the demonstration: a department and two years of trade, invented, in an empty database."""

import os
import shutil
import signal
import sys
from typing import Annotated

import msgspec
import typer
from django.conf import settings
from django.core.management import call_command
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from motcua.demo import services
from motcua.demo.domain.parameters import YEAR, parameters
from motcua.demo.services import bank, evaluating, partners, windows
from motcua.design.domain.times import moment
from motcua.ground.services import clock
from motcua.reports import queries as reports
from motcua.reports.domain.text import written
from motcua.site.commands import demo_evaluated
from motcua.site.commands.serve import serve
from motcua.site.commands.tables import wide

app = typer.Typer(invoke_without_command=True)
BANK = 10
"""The simulated bank listens so many ports above the site."""
PARTNERS = 20
"""Our door for partner windows, and the simulated windows after it, so many ports above the site."""
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
    report = reports.annual(YEAR, parameters().published[YEAR].until)
    typer.echo(written(report, reports.told(report), "vi"))
    _show_accounts(console, accounts)
    typer.echo(f"Đồng hồ / clock: {moment(clock.now(), 'vi')}")
    typer.echo(f"Trang web / site: make serve, http://localhost:{port}")
    if not no_serve and sys.stdout.isatty():
        site = f"http://127.0.0.1:{port}"
        with bank.beside(port + BANK, site), partners.beside(port + PARTNERS, site):
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
        demo_evaluated.show(wide(), found)
    raise typer.Exit(0 if found.reached else 1)


@app.command("asw")
def two_windows(
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")] = False,
    port: Annotated[int, typer.Option(help="Cổng VN, cổng sau là TH; 0: tự chọn / port of VN, TH the next")] = 0,
    stay: Annotated[bool, typer.Option("--serve", help="Mở cả hai trang khi xong / serve both sites then")] = False,
) -> None:
    """Hai nước, hai hệ thống thật, trao đổi C/O mẫu D qua TLS hai chiều. Two countries, two complete installations,
    real processes: certificates go over, are used and answered; exit 1 unless both sides agree.
    """
    home = settings.HOME / "asw-demo"
    shutil.rmtree(home, ignore_errors=True)
    steps: list[windows.Told] = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started ends too

    def telling(told: windows.Told) -> None:
        steps.append(told)
        if not as_json:
            mark = "✓" if told.agree else "✗"
            typer.echo(f"{mark} {told.no:2}. {told.words.vi} / {told.words.en}")
            typer.echo(f"      VN  {told.vn}\n      TH  {told.th}")

    ports = (port, port + 1) if port else ()
    agreed = windows.tell(home, telling, *ports, stay=windows.stay if stay else None)
    if as_json:
        told = {"agree": agreed, "steps": [msgspec.structs.asdict(each) for each in steps]}
        typer.echo(msgspec.json.format(msgspec.json.encode(told)).decode())
    raise typer.Exit(0 if agreed else 1)


@app.command("asw-desk", hidden=True)
def window_desk() -> None:
    """Let the demonstration of two windows act in this installation."""
    windows.desk(sys.stdin, sys.stdout)

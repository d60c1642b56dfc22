"""Simulate: what would have been, had something been decided otherwise. Nothing is changed."""

from datetime import date
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from motcua.demo.domain.measuring import Line
from motcua.demo.services.simulating import Asked, Simulated, simulate
from motcua.kernel.money import PPM
from motcua.risk.domain import Interval
from motcua.site.commands import whatif, whatif_cap, whatif_staff
from motcua.site.commands.days import day
from motcua.site.commands.tables import named, wide

app = typer.Typer(no_args_is_help=True)
Since = Annotated[str, typer.Option(help="Đếm từ ngày / count from this day (YYYY-MM-DD)")]
Until = Annotated[str, typer.Option(help="Đến hết ngày / to the end of this day (YYYY-MM-DD)")]


@app.callback()
def simulations() -> None:
    """What would have been, had something been decided otherwise."""


@app.command()
def risk(
    cap: Annotated[float | None, typer.Option(help="Giới hạn / cap: 0.03", min=0.000001, max=1)] = None,
    random: Annotated[
        float | None, typer.Option(help="Phần ngẫu nhiên / random share of the budget", min=0, max=1)
    ] = None,
    without_model: Annotated[bool, typer.Option("--without-model", help="Không dùng mô hình / ask no model")] = False,
    without: Annotated[list[str] | None, typer.Option(help="Bỏ hồ sơ rủi ro này / leave out this profile")] = None,
    since: Since = "",
    until: Until = "",
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")] = False,
) -> None:
    """Phân luồng lại với giới hạn, hồ sơ hay mô hình khác. Decide the stored declarations again with another cap, other
    profiles or models, and show catches, recovered duty and load side by side.
    """
    asked = Asked(
        cap_ppm=_ppm(cap), random_share_ppm=_ppm(random),
        without=tuple(without or ()), model=not without_model, since=day(since, "--since"),
        until=day(until, "--until") or date.max,
    )  # fmt: skip
    found = _simulated(asked, quiet=as_json)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        _show(found)


app.command()(whatif.tariff)
app.command()(whatif_cap.cap)
app.command()(whatif_staff.staff)


def _ppm(part: float | None) -> int | None:
    return None if part is None else round(part * PPM)


def _simulated(asked: Asked, *, quiet: bool) -> Simulated:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task("Đọc / reading", total=None)
        return simulate(
            asked,
            lambda name, done, of: bar.update(
                task, description=named(name).replace("\n", " "), completed=done, total=of
            ),
        )


def _show(found: Simulated) -> None:
    console = wide()
    console.print(f"{found.since} – {found.until}")
    console.print(_totals(found.lines))
    console.print(_loads(found.lines))
    console.print(WHOLE if found.whole else PART, soft_wrap=True)


WHOLE = (
    "Dữ liệu trình diễn: sự thật do máy sinh ra, nên biết trước mọi lần kiểm tra sẽ phát hiện gì. / "
    "A demonstration: its truth was invented, so it is known what any inspection would have found."
)
PART = (
    "Chỉ biết kết quả của những tờ khai đã được kiểm tra; số vụ và thuế thu thêm chỉ tính trên “đã biết”. / "
    "Only what was inspected has a known result; hits and duty count these alone (“known”)."
)


def _totals(lines: list[Line]) -> Table:
    table = Table("", *(named(line.name) for line in lines))
    rows = {
        "Tờ khai / declarations": lambda line: f"{line.total.registered:,}",
        "Kiểm tra thực tế / inspections": lambda line: f"{line.total.inspected:,}",
        "Tỷ lệ / share": lambda line: percent(line.total.share_ppm),
        "… theo pháp luật / by law": lambda line: f"{line.total.legal:,}",
        "Luồng vàng / yellow": lambda line: percent(line.total.yellow_ppm),
        "Đã biết kết quả / known": lambda line: f"{line.total.known:,}",
        "Phát hiện / hits": lambda line: f"{line.total.hits:,}",
        "Tỷ lệ phát hiện / hit rate": lambda line: interval(line.total.rate),
        "Thuế thu thêm, triệu đồng / duty recovered, million dong": lambda line: (
            f"{line.total.recovered / 1_000_000:,.0f}"
        ),
        "Doanh nghiệp bị kiểm tra / enterprises inspected": lambda line: f"{line.fairness.inspected:,}",
        "Nhiều nhất một doanh nghiệp / most of one": lambda line: f"{line.fairness.most:,}",
        "Phần của một phần mười / borne by a tenth": lambda line: percent(line.fairness.tenth_ppm),
    }
    for title, value in rows.items():
        table.add_row(title, *(value(line) for line in lines))
    return table


def _loads(lines: list[Line]) -> Table:
    """Inspections a day and on the busiest day, office by office."""
    table = Table("Kiểm tra mỗi ngày (nhiều nhất) / inspections a day (most)", *(named(line.name) for line in lines))
    for place, load in enumerate(lines[0].loads):
        cells = [line.loads[place] for line in lines]
        table.add_row(load.office, *(f"{each.daily_millionths / PPM:.2f} ({each.most})" for each in cells))
    return table


def percent(ppm: int) -> str:
    """A share in percent."""
    return f"{ppm / 10_000:.2f} %"


def interval(found: Interval) -> str:
    """A rate with its interval in percent."""
    return f"{percent(found.rate_ppm)} ({found.low_ppm / 10_000:.2f}–{found.high_ppm / 10_000:.2f})"

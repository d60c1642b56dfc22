"""What if, printed: sums as they were and as they would be, side by side."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.reports.domain.whatif.asked import MOST_IN_A_FILE, Change, TariffAsked, change, of_table, written
from motcua.reports.domain.whatif.told import Pair, TariffFound
from motcua.reports.queries import whatif
from motcua.site.commands.days import day
from motcua.site.commands.tables import wide
from motcua.tariff.domain import tables
from motcua.tariff.services import reading

USAGE = 2
SHOWN = 10
"""So many changes are printed."""
Changes = Annotated[
    list[str] | None, typer.Argument(help="BIỂU:MÃ[@CŨ]=MỚI / SCHEDULE:CODE[@OLD]=NEW, %: MFN:8703=30 VAT:*@10=8")
]
RatesFile = Annotated[
    Path | None,
    typer.Option("--file", exists=True, dir_okay=False, help="Bảng thuế suất / table of rates, as for tariff load"),
]
Year = Annotated[int, typer.Option(help="Năm / year; 0: của --until", min=0, max=2099)]
Office = Annotated[str, typer.Option(help="Chi cục / branch code; trống: tất cả / empty: all")]
Effect = Annotated[str, typer.Option("--from", help="Thuế suất mới áp dụng từ ngày / first day of the new rates")]


def tariff(  # noqa: PLR0913, PLR0917 - one parameter an option
    changes: Changes = None,
    file: RatesFile = None,
    year: Year = 0,
    since: Annotated[str, typer.Option(help="Tờ khai từ ngày / declarations from (YYYY-MM-DD)")] = "",
    until: Annotated[str, typer.Option(help="đến hết ngày / to the end of (YYYY-MM-DD)")] = "",
    effect: Effect = "",
    office: Office = "",
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")] = False,
) -> None:
    """Tính lại thuế của các tờ khai đã lưu theo thuế suất khác. Assess the stored declarations again at other rates,
    and show revenue side by side. Nothing is changed.
    """
    first, last = period(year, since, until)
    with refusing():
        new = day(effect, "--from")
        listed = (*_of_file(file, new or first), *(change(each, new) for each in changes or ()))
        asked = TariffAsked(listed, first, last, office)
        with telling("Tháng / months", quiet=as_json) as tell:
            found = whatif.by_tariff(asked, tell, MOST_IN_A_FILE)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        show(found)


def period(year: int, since: str, until: str) -> tuple[date, date]:
    """First and last day of what is looked at: of the year, the days named, else the year so far."""
    last = day(until, "--until") or (date(year, 12, 31) if year else law_day(clock.now()))
    return day(since, "--since") or date(year or last.year, 1, 1), last


@contextmanager
def refusing() -> Iterator[None]:
    """What is refused is said in both languages, and is wrong usage."""
    try:
        yield
    except Refusal as refusal:
        typer.echo(f"{refusal.code}: {refusal.in_language('vi')}\n{refusal.in_language('en')}", err=True)
        raise typer.Exit(USAGE) from None


@contextmanager
def telling(what: str, *, quiet: bool) -> Iterator[whatif.Tell]:
    """A bar on stderr that is told how much is done, and of how much."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _of_file(file: Path | None, since: date) -> tuple[Change, ...]:
    """The rates of a table in the shape of `motcua tariff load`; how many are left out is said on stderr."""
    if file is None:
        return ()
    with file.open("rb") as opened:
        content = opened.read(reading.LARGEST + 1)
    names, rows = reading.rows_of(content, file.name)
    table = tables.read(names, rows, tables.Terms(since))
    found, left = of_table(table.entries)
    typer.echo(
        f"{file.name}: {len(found):,} mức / rates; {left:,} mức không phải phần trăm chung và {len(table.problems):,} "
        "ô lỗi bị bỏ qua / rates that are no plain percentage and faulty cells are left out", err=True,
    )  # fmt: skip
    return found


_TITLES = {
    "taxes": "Sắc thuế / tax", "branches": "Chi cục / branch", "months": "Tháng / month",
    "parties": "Doanh nghiệp / enterprise", "goods": "Mã hàng / goods",
}  # fmt: skip


def show(found: TariffFound) -> None:
    """Print what was found, in dong."""
    console = wide()
    more = f" … {len(found.asked.changes):,}" if len(found.asked.changes) > SHOWN else ""
    console.print(
        f"{written(found.asked.changes[:SHOWN])}{more} · {found.asked.since} – {found.asked.until}", soft_wrap=True
    )
    console.print(_table("", [found.total]))
    for name, title in _TITLES.items():
        console.print(_table(title, getattr(found, name)))
    console.print(
        f"{found.declarations:,} tờ khai / declarations; {found.touched_declarations:,} thay đổi / touched, "
        f"{found.touched_lines:,} dòng / lines, {found.touched_enterprises:,} doanh nghiệp / enterprises; "
        f"{found.left:,} dòng không tính lại được / lines not reproduced, left as stored.\n{found.fingerprint}",
        soft_wrap=True,
    )  # fmt: skip


def _table(title: str, rows: Sequence[Pair]) -> Table:
    table = Table(title, "Đã có / as it was", "Giả định / as it would be", "±")
    for row in rows:
        name = f"{row.key} {row.name}".strip() or "Tổng / total"
        table.add_row(name, f"{row.was:,}", f"{row.would:,}", f"{row.difference:+,}")
    return table

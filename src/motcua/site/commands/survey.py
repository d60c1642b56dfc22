"""`motcua survey`: compute a public package again, and measure how often the intervals hold the truth."""

import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from motcua.survey.domain.covering_intervals import EACH, Coverage, coverage
from motcua.survey.domain.packages import SCRIPT, need_sound
from motcua.survey.domain.scoring.errors import WrongPackage

app = typer.Typer(no_args_is_help=True)
LEAST, MOST = 93.0, 97.0
"""Per cent within which the coverage of 95 % intervals must lie."""
Rounds = Annotated[int, typer.Option(min=EACH, max=100_000, help="Số đợt mô phỏng / rounds simulated")]
Seed = Annotated[int, typer.Option(min=0, max=2**31, help="Hạt giống / seed")]
Zip = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="Gói ZIP / the ZIP file")]


@app.command()
def recompute(package: Zip) -> None:
    """Tính lại bảng kết quả từ gói công khai. Compute a public package's table again; exit 1 where a digit differs.

    Mã thoát 2 khi không đọc được gói. Exit 2 where the package cannot be read.

    Runs this platform's own script, not the one in the package, and reads nothing but the package.
    """
    try:
        need_sound(package.read_bytes())
    except (WrongPackage, zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError) as error:
        told = error if isinstance(error, WrongPackage) else WrongPackage(what=str(error)[:200])
        typer.echo(f"{told.code}: {told.in_language('vi')}\n{told.in_language('en')}", err=True)
        raise typer.Exit(2) from None
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-I", str(SCRIPT), str(package)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    typer.echo(ended.stdout, nl=False)
    typer.echo(ended.stderr, nl=False, err=True)
    raise typer.Exit(ended.returncode)


@app.command("coverage")
def cover(rounds: Rounds = 2_000, seed: Seed = 1) -> None:
    """Đo độ phủ của khoảng 95 %. Measure how often 95 % intervals hold the truth; exit 1 outside 93–97 %."""
    steps = iter(track(range(rounds), console=Console(stderr=True), description=""))
    next(steps)
    found = coverage(rounds, seed, lambda _: next(steps, None))
    Console().print(_table(found))
    if not all(LEAST <= each.percent <= MOST for each in (found.index, found.components)):
        raise typer.Exit(1)


def _table(found: Coverage) -> Table:
    table = Table()
    for head in ("Khoảng / interval of", "Phủ / held", "Số lần / times"):
        table.add_column(head)
    rows = [
        ("Chỉ số / index", found.index),
        *((f"  {office}", held) for office, held in found.offices.items()),
        ("Thành phần / components", found.components),
        ("Hạng tốt nhất–kém nhất / best to worst rank", found.ranks),
    ]
    for name, held in rows:
        table.add_row(name, f"{held.percent:.2f} %", f"{held.times:,}")
    return table

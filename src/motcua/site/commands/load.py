"""`motcua load vnaccs`: what the national system registered is loaded with its own numbers."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from motcua.gateways.vnaccs import services
from motcua.gateways.vnaccs.domain import Fault, Source
from motcua.gateways.vnaccs.services import Summary
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.refusals import Refusal

app = typer.Typer(no_args_is_help=True)
Files = Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help="Tệp XLSX, CSV / files")]
Map = Annotated[
    Path | None,
    typer.Option("--map", exists=True, dir_okay=False, readable=True, help="Bảng ánh xạ cột riêng / a column map"),
]
SHOWN = 50
"""How many faults are printed; --json prints all."""
_KINDS = {
    "declaration": "Tờ khai / declarations",
    "step": "Luồng, thông quan / channels, steps",
    "payment": "Nộp tiền / payments",
}


@app.callback()
def load() -> None:
    """Nạp dữ liệu từ hệ thống khác. Load what another system registered."""


@app.command()
def vnaccs(
    files: Files,
    check: Annotated[
        bool, typer.Option("--check", help="Chạy thử, không ghi gì / dry run, nothing is written")
    ] = False,
    columns: Map = None,
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")] = False,
) -> None:
    """Nạp tờ khai, luồng, nộp tiền xuất từ VNACCS. Load declarations, channels and payments exported from VNACCS."""
    at = clock.now()
    sources = [Source(file.name, file.read_bytes()) for file in files]
    given = columns.read_bytes() if columns else None
    try:
        if check:
            summary = services.check(sources, by=SYSTEM, at=at, columns=given)
        else:
            arrival = services.arrive(sources, by=SYSTEM, at=at, columns=given)
            summary = services.load(arrival, by=SYSTEM, at=at)
    except Refusal as refusal:
        _refused(refusal, as_json=as_json)
        raise typer.Exit(1) from None
    names = [file.name for file in files]
    if as_json:
        typer.echo(json.dumps(_told(summary, names, check=check), ensure_ascii=False, indent=1))
    else:
        _print(summary, names, check=check)
    raise typer.Exit(0 if summary.clean else 1)


def _refused(refusal: Refusal, *, as_json: bool) -> None:
    told = {"code": refusal.code, "message_vi": refusal.in_language("vi"), "message_en": refusal.in_language("en")}
    if as_json:
        typer.echo(json.dumps({"accepted": False, "errors": [told]}, ensure_ascii=False, indent=1))
    else:
        typer.echo(f"{told['code']}: {told['message_vi']}\n{told['message_en']}", err=True)


def _told(summary: Summary, names: list[str], *, check: bool) -> dict[str, Any]:
    return {
        "files": names, "check": check, "load": summary.leaf, "accepted": summary.clean, "rows": summary.rows,
        "counts": {
            kind: {"new": held.new, "version": held.version, "same": held.same, "refused": held.refused}
            for kind, held in summary.counts.items()
        },
        "differing": summary.differing, "ignored": summary.ignored, "skipped": summary.skipped,
        "errors": [_error(each, names) for each in summary.faults],
    }  # fmt: skip


def _error(found: Fault, names: list[str]) -> dict[str, Any]:
    words = services.told(found)
    return {
        "code": found.code, "file": _name(found, names), "sheet": found.sheet, "row": found.row,
        "column": found.column, "value": found.value, "expected": found.expected.en, "message_vi": words.vi,
        "message_en": words.en,
    }  # fmt: skip


def _name(found: Fault, names: list[str]) -> str:
    return names[found.file - 1] if 0 < found.file <= len(names) else ""


def _print(summary: Summary, names: list[str], *, check: bool) -> None:
    title = "Chạy thử, không ghi gì / dry run" if check else f"Đã nạp / loaded {summary.leaf}"
    table = Table(title=title, title_justify="left")
    for head in ("", "mới / new", "bản mới / new version", "đã có / known", "lỗi / refused"):
        table.add_column(head, justify="left" if not head else "right")
    for kind, held in summary.counts.items():
        table.add_row(_KINDS[kind], str(held.new), str(held.version), str(held.same), str(held.refused))
    Console().print(table)
    typer.echo(
        f"{summary.rows} dòng / rows; {summary.differing} tờ khai khác cách tính của hệ thống này / differ from ours"
    )
    if summary.ignored:
        typer.echo(f"Cột không dùng / columns not read: {', '.join(summary.ignored)}")
    if summary.skipped:
        typer.echo(f"Trang tính không nhận ra / sheets not recognised: {', '.join(summary.skipped)}")
    for found in summary.faults[:SHOWN]:
        words = services.told(found)
        place = " ".join(filter(None, [_name(found, names), found.sheet, f"dòng/row {found.row}", found.column]))
        typer.echo(f"{found.code} {place} “{found.value}”\n    {words.vi}\n    {words.en}")
    if len(summary.faults) > SHOWN:
        typer.echo(f"… còn {len(summary.faults) - SHOWN} lỗi / more; --json in tất cả / prints all")

"""Procedures: load the packaged catalogue, check a procedure in a file."""

import json
from pathlib import Path
from typing import Annotated

import typer

from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.procedures import queries, services
from motcua.procedures.domain import editing, packaged
from motcua.site.commands.days import day

app = typer.Typer(no_args_is_help=True)
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")]


@app.command()
def load(
    since: Annotated[str, typer.Option(help="Ngày có hiệu lực / first day in force (YYYY-MM-DD)")] = "",
    as_json: AsJson = False,
) -> None:
    """Nạp danh mục đóng gói; nạp lại không đổi gì. Load the packaged catalogue; loading again changes nothing."""
    at = clock.now()
    first = day(since, "--since") or law_day(at)
    made = services.load_packaged(packaged.contents(), in_force_from=first, by=SYSTEM, at=at)
    counts = queries.counts(law_day(at))
    if as_json:
        typer.echo(json.dumps({"loaded": len(made), **counts}))
        return
    typer.echo(f"Đã nạp / loaded: {len(made)}")
    typer.echo(
        f"Thủ tục hành chính / administrative: {counts['administrative']}; nội bộ / internal: {counts['internal']}"
    )


@app.command()
def check(file: File, as_json: AsJson = False) -> None:
    """Kiểm tra một tệp quy trình (YAML). Check a procedure's file: exit status 1 where it breaks a rule."""
    content, faults = editing.read_content(file.read_text(encoding="utf-8", errors="replace"))
    told = [
        {"code": e.code, "line": e.line, "place": e.place, "message_vi": e.words.vi, "message_en": e.words.en}
        for e in faults
    ]
    if as_json:
        typer.echo(json.dumps({"file": file.name, "sound": content is not None and not faults, "faults": told}))
    else:
        for each in told:
            typer.echo(f"{file.name}:{each['line']} {each['code']} {each['place']}: {each['message_vi']}")
            typer.echo(f"    {each['message_en']}")
        if content is not None and not faults:
            typer.echo(f"{content.code}: không có lỗi / no fault")
    raise typer.Exit(1 if faults or content is None else 0)

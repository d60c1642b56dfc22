"""`motcua gate`: a second, small installation at a gate, with its own SQLite, for when the line is cut."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from django.conf import settings

from motcua.crossings.device import line
from motcua.crossings.device.installation import Installation, prepare
from motcua.crossings.domain.offline import batches
from motcua.crossings.domain.offline.framing import fingerprint
from motcua.crossings.services import offline
from motcua.ground.services import clock, signing
from motcua.kernel.actor import SYSTEM

app = typer.Typer(no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")]


@app.command()
def init(
    gate: Annotated[str, typer.Argument(help="Mã cửa khẩu / code of the gate, VNMC0")],
    name: Annotated[str, typer.Option(help="Tên thiết bị / name of the device")],
    department: Annotated[str, typer.Option(help="Địa chỉ hệ thống / address of the department's site")],
    department_key: Annotated[str, typer.Option(help="Khóa của hệ thống, 64 chữ số hex / the department's key")],
) -> None:
    """Khởi tạo thiết bị tại cửa khẩu. Prepare this device: its store and its key under MOTCUA_HOME."""
    public = prepare(
        settings.HOME, name=name, gate=gate, department=department, department_key=department_key.lower()
    )  # fmt: skip
    typer.echo(f"{public.hex()}\n{fingerprint(public)}")


@app.command()
def keys(
    number: Annotated[int, typer.Option(help="Số điểm do hệ thống cấp / its number at the department")] = 0,
    department: Annotated[bool, typer.Option("--department", help="Khóa của hệ thống / the department's key")] = False,
) -> None:
    """Khóa công khai và dấu vân tay. Print the public key and its fingerprint; note the number once registered."""
    if department:
        key = signing.answering_key()
    else:
        held = Installation(settings.HOME)
        if number:
            held.store.set_facts(number=str(number))
        key = held.public
    typer.echo(f"{key.hex()}\n{fingerprint(key)}")


@app.command()
def load(file: Annotated[Path, typer.Argument(help="Tệp danh sách / file of a list", exists=True)]) -> None:
    """Nạp danh sách từ tệp. Load a list from a file."""
    told = Installation(settings.HOME).load(file.read_bytes())
    typer.echo(f"{told.number} → {told.expires_at.isoformat()}")


@app.command()
def fetch() -> None:
    """Tải danh sách mới. Fetch a list over the line."""
    told = line.fetch(Installation(settings.HOME))
    typer.echo(f"{told.number} → {told.expires_at.isoformat()}")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Địa chỉ nghe / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Cổng / port")] = 8100,
    every: Annotated[float, typer.Option(help="Dùng đường truyền mỗi … giây; 0: không / use the line every … s")] = 60,
) -> None:
    """Màn hình tại cửa khẩu. Serve the gate's screen until Ctrl-C; it sends and fetches whenever the line is there."""
    Installation(settings.HOME).store.close()
    environment = {**os.environ, "MOTCUA_GATE_EVERY": str(every), "MOTCUA_HOME": str(settings.HOME)}
    environment["DJANGO_SETTINGS_MODULE"] = "motcua.site.gate.settings"
    typer.echo(f"http://localhost:{port}  (Ctrl-C: dừng / stop)")
    sys.stdout.flush()
    command = [sys.executable, "-m", "motcua.site.gate", host, str(port)]
    os.execve(sys.executable, command, environment)  # noqa: S606 - ourselves, with the gate's settings


@app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Tệp ghi ra / file to write")],
    first: Annotated[int, typer.Option("--from", help="Từ bản ghi số; 0: chưa gửi / first record; 0: unsent")] = 0,
) -> None:
    """Ghi các bản ghi ra tệp. Write records as a signed batch, for a USB stick."""
    held = Installation(settings.HOME)
    begun = first or held.next_to_send()
    file.write_bytes(held.batch(begun))
    last = min(held.store.last_number(), begun + batches.MOST - 1)
    typer.echo(f"{begun} – {last} / {held.store.last_number()} → {file}")


@app.command()
def merge(
    files: Annotated[list[Path] | None, typer.Argument(help="Tệp của cửa khẩu / batches, at the department")] = None,
    as_json: Json = False,
) -> None:
    """Gộp: tại cửa khẩu gửi các bản ghi; tại hệ thống gộp các tệp. At a gate: send; with files: merge them here."""
    if not files:
        sent = line.send(Installation(settings.HOME))
        _print(msgspec.structs.asdict(sent), as_json)
        return
    for file in files:
        made = offline.merge(file.read_bytes(), by=SYSTEM, at=clock.now())
        _print({"file": str(file), **msgspec.structs.asdict(made)}, as_json)


@app.command()
def status(as_json: Json = False) -> None:
    """Tình trạng thiết bị. What this device is just now."""
    _print(msgspec.to_builtins(Installation(settings.HOME).state()), as_json)


def _print(told: dict[str, object], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, value in told.items():
        typer.echo(f"{name:<14}{value}")

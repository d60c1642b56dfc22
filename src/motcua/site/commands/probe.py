"""`motcua probe URL`: watch a site from outside, on another machine, and report when it was not there."""

import time
from pathlib import Path
from typing import Annotated

import typer

from motcua.site.probe import Probe

EVERY = 20.0


def run(
    url: Annotated[str, typer.Argument(help="Địa chỉ của hệ thống / address of the site")],
    folder: Annotated[Path, typer.Option(help="Thư mục của thiết bị / folder of the probe")] = Path("probe"),
    key: Annotated[bool, typer.Option("--key", help="Chỉ in khóa công khai / only print the public key")] = False,
    once: Annotated[bool, typer.Option("--once", help="Chỉ một lượt / one round only")] = False,
    every: Annotated[float, typer.Option(help="Giây giữa hai lượt / seconds between rounds")] = EVERY,
) -> None:
    """Giám sát từ bên ngoài và báo sự cố. Watch a site from outside and report its outages, signed."""
    probe = Probe(url, folder)
    if key:
        typer.echo(probe.public_key)
        return
    while True:
        taken = probe.round()
        if taken:
            typer.echo(f"{taken} báo cáo đã được nhận / reports taken")
        if once:
            return
        time.sleep(every)

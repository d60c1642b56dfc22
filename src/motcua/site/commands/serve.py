"""Serve the site: one process with many threads, and the worker in a thread beside them."""

import os
from typing import Annotated

import typer
from django.core.management import call_command
from django.db import connection, connections

THREADS = 48
"""Most of them wait for the commit that holds their declaration, which all of them share."""


def run(
    host: Annotated[str, typer.Option(help="Địa chỉ nghe / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Cổng / port")] = 8000,
    threads: Annotated[int, typer.Option(help="Số luồng mỗi tiến trình / threads of each process")] = THREADS,
    processes: Annotated[int, typer.Option(help="Số tiến trình; 0: tự chọn / processes; 0: as fits")] = 0,
) -> None:
    """Chạy trang web và bộ xử lý việc nền. Serve the site and run its jobs until Ctrl-C."""
    call_command("migrate", interactive=False, verbosity=0)
    serve(host, port, threads, processes)


def serve(host: str, port: int, threads: int = THREADS, processes: int = 0) -> None:
    """Serve until told to stop. One of the processes also runs the worker (see `site.wsgi`).

    SQLite has one writer, so that a second process would only be in its way; PostgreSQL takes as many as there are
    cores, up to four.
    """
    from granian import Granian
    from granian.constants import Interfaces

    connections.close_all()
    os.environ["MOTCUA_WORKER"] = "1"
    typer.echo(f"http://localhost:{port}  (Ctrl-C: dừng / stop)")
    Granian(
        "motcua.site.wsgi:application", address=host, port=port, interface=Interfaces.WSGI,
        workers=processes or _fitting(),
        blocking_threads=threads, log_level="error", respawn_failed_workers=True,
    ).serve()  # fmt: skip


def _fitting() -> int:
    return 1 if connection.vendor == "sqlite" else min(os.cpu_count() or 1, 4)

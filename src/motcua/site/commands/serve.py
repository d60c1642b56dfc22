"""Serve the site: one process with many threads, and the worker in a thread beside them."""

import os
from typing import Annotated

import typer
from django.core.management import call_command
from django.db import connections


def run(
    host: Annotated[str, typer.Option(help="Địa chỉ nghe / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Cổng / port")] = 8000,
    threads: Annotated[int, typer.Option(help="Số luồng / threads")] = 16,
) -> None:
    """Chạy trang web và bộ xử lý việc nền. Serve the site and run its jobs until Ctrl-C."""
    call_command("migrate", interactive=False, verbosity=0)
    serve(host, port, threads)


def serve(host: str, port: int, threads: int) -> None:
    """Serve until told to stop. The server's one process also runs the worker (see `site.wsgi`)."""
    from granian import Granian
    from granian.constants import Interfaces

    connections.close_all()
    os.environ["MOTCUA_WORKER"] = "1"
    typer.echo(f"http://localhost:{port}  (Ctrl-C: dừng / stop)")
    Granian(
        "motcua.site.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=1,
        blocking_threads=threads, log_level="error",
    ).serve()  # fmt: skip

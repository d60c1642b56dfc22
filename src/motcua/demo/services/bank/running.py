"""Running: the simulated bank as a process beside the server that it tells."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def beside(port: int, to: str) -> Iterator[None]:
    """Within, the simulated bank runs as a process of its own."""
    command = [sys.executable, "-m", "motcua.site.cli", "bank", "simulate", "--port", str(port), "--to", to]
    process = subprocess.Popen(command)  # noqa: S603 - our own program
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()

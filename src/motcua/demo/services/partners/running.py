"""Running: the door for partners and the simulated windows, as processes beside the server."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

DOOR, WINDOWS = 0, 1
"""Ports above the first: our door for partners, then a door for each simulated window."""


@contextmanager
def beside(port: int, site: str) -> Iterator[None]:
    """Within, both run as processes of their own."""
    door, windows = str(port + DOOR), str(port + WINDOWS)
    commands = (
        ["asw", "simulate", "--port", windows, "--site", site, "--door", f"127.0.0.1:{door}"],
        ["asw", "serve", "--port", door],
    )  # fmt: skip
    started = [subprocess.Popen([sys.executable, "-m", "motcua.site.cli", *each]) for each in commands]  # noqa: S603
    try:
        yield
    finally:
        for each in started:
            each.terminate()
        for each in started:
            try:
                each.wait(10)
            except subprocess.TimeoutExpired:
                each.kill()

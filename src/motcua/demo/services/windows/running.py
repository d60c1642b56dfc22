"""Running: an installation as processes of its own: its desk, its worker, its door for the partner, its site."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROGRAM = (sys.executable, "-m", "motcua.site.cli")
WAIT = 180.0


class Stuck(RuntimeError):
    """Something did not happen in time, or a process ended."""


@dataclass
class Installation:
    """One of the two. Its database, keys and log lie in its home."""

    country: str
    home: Path
    port: int
    running: "dict[str, subprocess.Popen[str]]" = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where its door is."""
        return f"https://127.0.0.1:{self.port}"

    def start(self, name: str, *arguments: str, asked: bool = False) -> None:
        """Start a process of it. `asked`: it is talked to through a pipe."""
        environment = {
            **os.environ, "MOTCUA_HOME": str(self.home), "MOTCUA_COUNTRY": self.country, "DATABASE_URL": "",
            "MOTCUA_LOG": "ERROR", "MOTCUA_SECOND_FACTOR": "",
        }  # fmt: skip
        pipe = subprocess.PIPE if asked else subprocess.DEVNULL
        with (self.home / f"{name}.log").open("a") as log:
            self.running[name] = subprocess.Popen(  # noqa: S603 - our own program
                [*PROGRAM, *arguments], env=environment, text=True, stdin=pipe, stderr=log,
                stdout=subprocess.PIPE if asked else log,
            )  # fmt: skip

    def open_door(self) -> None:
        """Open the door for the partner, and wait until it is open."""
        self.start("door", "asw", "serve", "--port", str(self.port))
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            with socket.socket() as tried:
                tried.settimeout(1)
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise Stuck(f"{self.country}: {self.port}")

    def end(self, name: str) -> None:
        """End one of its processes."""
        process = self.running.pop(name, None)
        if process is None:
            return
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(15)

    def ask(self, act: str, **told: Any) -> Any:
        """Let somebody there do something. Stuck where it is refused."""
        process = self.running["desk"]
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"act": act, **told}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise Stuck(f"{self.country}: {(self.home / 'desk.log').read_text()[-1500:]}")
        answer = json.loads(line)
        if "refused" in answer:
            raise Stuck(f"{self.country} {act}: {answer['refused']} {answer['why']}")
        return answer["is"]


@contextmanager
def two(home: Path, *ports: int) -> Iterator[tuple[Installation, Installation]]:
    """Two installations with their desks; every process that they started ends at the end."""
    made = tuple(
        Installation(country, home / country, port or free_port())
        for country, port in zip(("VN", "TH"), ports or (0, 0), strict=True)
    )
    try:
        for each in made:
            each.home.mkdir(parents=True)
            each.start("desk", "demo", "asw-desk", asked=True)
        yield made[0], made[1]
    finally:
        for each in made:
            for name in list(each.running):
                each.end(name)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

"""Two installations and what lies between them: a line that loses, doubles, holds back and is tampered with."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BEGIN = datetime(2023, 5, 4, 2, 0, tzinfo=UTC)
YEAR = timedelta(days=365)


@dataclass
class Side:
    """An installation as a process of its own."""

    country: str
    process: "subprocess.Popen[str]"
    at: datetime = BEGIN
    ahead: timedelta = timedelta(0)
    """How far its clock is ahead of the right one."""
    pems: list[str] = field(default_factory=list)
    carry: Callable[["Side", bytes, str], dict[str, Any]] | None = None

    def ask(self, do: str, **order: Any) -> Any:
        """Let it do something; while it carries messages, the line decides. RuntimeError where it refuses."""
        self._tell({"do": do, **order})
        while True:
            answer = self._told()
            if isinstance(answer, dict) and "carry" in answer:
                assert self.carry is not None
                self._tell(self.carry(self, base64.b64decode(answer["carry"]), answer["peer"]))
            elif "refused" in answer:
                raise RuntimeError(f"{answer['refused']} {answer['why']}")
            else:
                return answer["is"]

    def now(self, at: datetime) -> None:
        """It is that moment; its clock may show another."""
        self.ask("time", at=(at + self.ahead).isoformat())

    def _tell(self, what: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def _told(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"{self.country} ended")
        return json.loads(line)


@dataclass
class Between:
    """The line: every attempt asks `fate` what becomes of it."""

    sides: dict[str, Side]
    at: datetime = BEGIN
    fate: Callable[[], str] = lambda: "arrives"
    seen: list[tuple[str, bytes, str]] = field(default_factory=list)
    """All bytes that were ever carried: sender, bytes, its certificate."""
    late: list[tuple[str, bytes, str]] = field(default_factory=list)

    def other(self, country: str) -> Side:
        return next(side for name, side in self.sides.items() if name != country)

    def carry(self, side: Side, raw: bytes, peer: str) -> dict[str, Any]:
        """One attempt of a side to send."""
        self.seen.append((side.country, raw, peer))
        fate = self.fate()
        if fate == "lost":
            return {"lost": True}
        if fate == "late":
            self.late.append((side.country, raw, peer))
            return {"status": 503, "content": ""}
        answer = self.deliver(side.country, raw, peer)
        if fate == "doubled":
            assert self.deliver(side.country, raw, peer) == answer or answer["status"] != 202
        return {"lost": True} if fate == "unanswered" else answer

    def deliver(self, sender: str, raw: bytes, peer: str) -> dict[str, Any]:
        """Bytes arrive at the other side."""
        answer: dict[str, Any] = self.other(sender).ask("take", raw=base64.b64encode(raw).decode(), peer=peer)
        return answer

    def arrive_late(self) -> None:
        """What was held back arrives now, the last first."""
        while self.late:
            self.deliver(*self.late.pop())

    def move(self, by: timedelta) -> None:
        """Time goes by on both sides."""
        self.at += by
        for side in self.sides.values():
            side.now(self.at)

    def work(self) -> None:
        """Both sides do what is due, one after the other."""
        for side in self.sides.values():
            side.ask("work")

    def settle(self, rounds: int = 60) -> None:
        """The line is good again and dead letters were seen to: go on until nobody waits for anything."""
        self.fate = lambda: "arrives"
        self.arrive_late()
        for side in self.sides.values():
            side.ask("see_to")
        for _ in range(rounds):
            self.work()
            found = [side.ask("state") for side in self.sides.values()]
            if not any(each["jobs"] or each["queue"] for each in found):
                return
            for side in self.sides.values():
                side.ask("see_to")
            self.move(timedelta(hours=1, seconds=1))
        raise AssertionError(f"they do not come to rest: {[each['queued'] for each in found]}")


def start(home: Path, country: str, *, alone: bool) -> Side:
    """A fresh installation of a country; `alone`: the line without the room of origin behind it."""
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ, "MOTCUA_HOME": str(home), "MOTCUA_COUNTRY": country, "DATABASE_URL": "",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "MOTCUA_LOG": "CRITICAL", "MOTCUA_LINE_ALONE": str(int(alone)),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.window_side"], cwd=ROOT, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=(home / "side.log").open("w"),
    )  # fmt: skip
    return Side(country, process)


@contextmanager
def two_windows(folder: Path, *, alone: bool = False) -> Iterator[Between]:
    """Two fresh installations that know each other's certificates, ended at the end."""
    sides = {country: start(folder / country, country, alone=alone) for country in ("VN", "TH")}
    try:
        between = Between(sides)
        for side in sides.values():
            assert side._told() == "ready", (folder / side.country / "side.log").read_text()[-2000:]
            side.carry = between.carry
            side.now(BEGIN)
            renew(side)
        for side in sides.values():
            between.other(side.country).ask("add", pem=side.pems[0])
        yield between
    finally:
        for side in sides.values():
            assert side.process.stdin is not None
            side.process.stdin.close()
            side.process.wait(20)


def renew(side: Side, since: datetime = BEGIN - timedelta(days=1), until: datetime = BEGIN + 20 * YEAR) -> str:
    """A new key and certificate of a side."""
    made = side.ask("make", since=since.isoformat(), until=until.isoformat())
    side.pems.append(made["pem"])
    return str(made["fingerprint"])

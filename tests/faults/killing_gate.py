"""Kill the server of a gate that is cut off, again and again: what its screen confirmed is there, and once.

A program of its own: `python -m tests.faults.killing_gate 20`. It prepares a device in MOTCUA_HOME, serves it by
`motcua gate serve`, lets officers record as fast as they can, kills every process of it, and looks.
"""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from secrets import token_hex
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.faults.serving import free_port

from motcua.crossings.device.installation import Installation, prepare
from motcua.crossings.domain.offline import batches, codes, lists
from motcua.crossings.domain.offline.framing import ANSWER

HOME = Path(os.environ["MOTCUA_HOME"])
CODE = "ABCD-EFGH"
OFFICERS = 3
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
_NUMBER = re.compile(r"số (\d+)")


def need(claim: bool, words: str) -> None:
    """End with 1 where a promise is broken."""
    if not claim:
        print(words)
        raise SystemExit(1)


def prepared() -> None:
    """A device with a list that a department signed: this program."""
    house = Ed25519PrivateKey.generate()
    public = house.public_key().public_bytes_raw().hex()
    prepare(HOME, name="Máy", gate="VNMC0", department="http://127.0.0.1:1", department_key=public)
    held, now = Installation(HOME), datetime.now(UTC)
    held.store.set_facts(number="7")
    salt = b"0123456789abcdef"
    officer = lists.Officer(5, "An", salt.hex(), codes.slow_hash(CODE, salt).hex(), now + timedelta(days=1))
    told = lists.GateList(7, "VNMC0", "20BB", 1, now, now + timedelta(hours=12), 1, officers=(officer,))
    held.load(lists.write(told, lambda content: house.sign(ANSWER + content)))
    held.store.close()


class Served:
    """`motcua gate serve` as a process of its own."""

    def __init__(self) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "motcua.site.cli", "gate", "serve", "--port", str(self.port), "--every", "0"]
        with (HOME / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        begun = time.monotonic()
        while time.monotonic() - begun < 90:
            try:
                self.officer()
                return
            except (OSError, HTTPException):
                time.sleep(0.2)
        raise AssertionError((HOME / "serve.log").read_text()[-2000:])

    def officer(self) -> "Officer":
        """Somebody who signs in."""
        return Officer(f"http://127.0.0.1:{self.port}")

    def kill(self) -> None:
        """Kill the server and all that it started, with what cannot be caught."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)


class Officer:
    """An officer with a phone, signed in."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.phone: OpenerDirector = build_opener(HTTPCookieProcessor())
        self.send("/enter/", {"account": "5", "code": CODE})
        self.send("/lane/", {"lane": "V1"})

    def send(self, path: str, told: dict[str, str]) -> str:
        """Fill in the form of a page; what the page after it says."""
        form = self.phone.open(self.address + path, timeout=10).read()
        found = _TOKEN.search(form)
        assert found is not None
        body = urlencode({**told, "csrfmiddlewaretoken": found[1].decode()}).encode()
        request = Request(self.address + path, data=body, headers={"Accept-Language": "vi"})
        return str(self.phone.open(request, timeout=10).read().decode())

    def record(self, plate: str, form: str) -> str:
        """Record a truck that nobody announced."""
        return self.send("/other/", {"form": form, "plate": plate, "country": "CN", "kind": "goods"})


def work(served: Served, first: int, told: list[tuple[str, str]], tried: list[tuple[str, str]]) -> None:
    """Record truck after truck until the server is gone; `told` are those that the screen confirmed."""
    try:
        officer = served.officer()
        for no in range(first, first + 10_000):
            form, plate = token_hex(8), f"K{no:07d}"
            tried.append((form, plate))
            page = officer.record(plate, form)
            need(_NUMBER.search(page) is not None and plate in page, f"not recorded: {page[:300]}")
            told.append((form, plate))
    except (HTTPError, URLError, OSError, HTTPException):
        return


def round_of(no: int, dice: random.Random) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """One killing: what was confirmed, and what was sent."""
    served = Served()
    told: list[tuple[str, str]] = []
    tried: list[tuple[str, str]] = []
    threads = [
        threading.Thread(target=work, args=(served, no * 100_000 + each * 20_000, told, tried))
        for each in range(OFFICERS)
    ]
    for thread in threads:
        thread.start()
    time.sleep(dice.uniform(0.6, 1.8))
    served.kill()
    for thread in threads:
        thread.join()
    return told, tried


def check(confirmed: dict[str, str], sent: dict[str, str]) -> int:
    """Every confirmed record is there once, in an unbroken chain, and nothing that nobody sent."""
    held = Installation(HOME)
    last = held.store.last_number()
    batch = batches.read(held.batch(1), held.public)
    plates = [each.record.passage.plate for each in batch.records]
    held.store.close()
    need(len(batch.records) == last, "the chain has holes")
    need(len(set(plates)) == len(plates), "a truck stands twice")
    need(set(confirmed.values()) <= set(plates), "something confirmed is lost")
    need(set(plates) <= set(sent.values()), "something stands that nobody sent")
    return last


def again(sent: dict[str, str]) -> None:
    """Officers who saw no answer send the same form again: it stands once."""
    served = Served()
    officer = served.officer()
    for form, plate in list(sent.items())[-5:]:
        need(plate in officer.record(plate, form), "sent again and refused")
    served.kill()


def main(times: int, seed: int) -> None:
    """Kill that often."""
    prepared()
    dice = random.Random(seed)
    confirmed: dict[str, str] = {}
    sent: dict[str, str] = {}
    for no in range(times):
        told, tried = round_of(no, dice)
        confirmed.update(told)
        sent.update(tried)
        check(confirmed, sent)
    again(sent)
    last = check(confirmed, sent)
    print(f"{times} rounds killed at work, {len(confirmed)} confirmed, {last} records in the chain")
    need(len(confirmed) >= times, "too few records were confirmed: the rounds prove little")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)

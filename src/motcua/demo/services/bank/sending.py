"""Sending: signed notices go out until customs has answered, some of them twice on purpose."""

import json
import threading
import time
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from motcua.demo.services.bank.keys import SIMULATED, signing_key
from motcua.demo.services.bank.store import Order, Store
from motcua.kernel.days import law_day

OK, NOT_KNOWN, BAD = 200, 401, 400
SOON_AGAIN = (NOT_KNOWN, 408, 429)
"""Answers after which the same notice may be taken later."""
LONGEST = 60.0
SECONDS = 10


class Answer(NamedTuple):
    """What customs said."""

    status: int
    told: Mapping[str, Any]


class Bank:
    """The bank at work: takes orders, keeps them, and tells customs. `twice` is the share of notices sent again."""

    def __init__(self, folder: Path, to: str, *, twice: float = 0.2, seed: int = 1) -> None:
        self.key = signing_key(folder)
        self.store = Store(folder / "bank.sqlite3")
        self.to = to.rstrip("/")
        self.twice = twice
        self._dice = Random(seed)  # noqa: S311 - decides only what is doubled
        self._wake = threading.Event()
        self._ended = False
        self._ordering = threading.Lock()

    def now(self) -> datetime:
        """The time of customs, so that a demonstration's day is the day; the real one where nobody answers."""
        try:
            with urlopen(f"{self.to}/bank/time", timeout=SECONDS) as found:  # noqa: S310 - the address is given
                return datetime.fromisoformat(json.load(found)["at"])
        except (URLError, HTTPException, OSError, ValueError, KeyError):
            return datetime.now(UTC)

    def pay(self, order: Order) -> int:
        """Take an order to pay; the notice goes out at once. Short."""
        at = self.now()
        with self._ordering:
            number = self.store.next_number()
            notice, reference = f"N{at:%y%m%d}-{number:06d}", f"FT{at:%y%m%d}{number:08d}"
            body = notice_of(order, at, notice, reference)
            found = self.store.pay(order, at.isoformat(), law_day(at).isoformat(), notice, reference, body)
        self._wake.set()
        return found

    def state_day(self, day: str) -> Answer:
        """Send the statement of a day."""
        rows = self.store.of_day(day)
        lines = [{"notice": row["notice"], "reference": row["reference"], "total": row["total"]} for row in rows]
        told = {
            "kind": "statement", "bank": SIMULATED, "notice": f"ST{day}-{int(time.time() * 1000)}", "day": day,
            "lines": lines, "count": len(lines), "total": sum(row["total"] for row in rows),
        }  # fmt: skip
        return self.send(json.dumps(told).encode())

    def send(self, body: bytes) -> Answer:
        """Sign and send. OSError where nobody answers."""
        signature = b64encode(self.key.sign(body)).decode()
        headers = {"Content-Type": "application/json", "X-Bank": SIMULATED, "X-Signature": signature}
        request = Request(f"{self.to}/bank/notices", data=body, headers=headers)  # noqa: S310 - the address is given
        try:
            with urlopen(request, timeout=SECONDS) as found:  # noqa: S310
                return Answer(found.status, _json(found.read()))
        except HTTPError as error:
            return Answer(error.code, _json(error.read()))

    def work(self) -> None:
        """Send what waits, until `end`."""
        while not self._ended:
            for row in self.store.waiting(time.time()):
                self._tell(row["id"], row["attempts"], bytes(row["body"]))
            self._wake.wait(0.5)
            self._wake.clear()

    def end(self) -> None:
        """Stop working."""
        self._ended = True
        self._wake.set()

    def _tell(self, payment: int, attempts: int, body: bytes) -> None:
        try:
            answer = self.send(body)
        except (OSError, HTTPException) as error:
            self.store.again(payment, time.time() + min(LONGEST, 2.0**attempts), str(error)[:200])
            return
        if answer.status == OK:
            self.store.told(payment, "told", json.dumps(answer.told))
            self._double(payment, body)
        elif answer.status in SOON_AGAIN or answer.status >= 500:  # noqa: PLR2004
            self.store.again(payment, time.time() + min(LONGEST, 2.0**attempts), json.dumps(answer.told))
        else:
            self.store.told(payment, "refused", json.dumps(answer.told))

    def _double(self, payment: int, body: bytes) -> None:
        """Now and then the same notice goes out again, or the same money under another number."""
        if self._dice.random() >= self.twice:
            return
        told = json.loads(body)
        if self._dice.random() < 0.5:  # noqa: PLR2004
            told["notice"] += "-2"
        try:
            self.send(json.dumps(told).encode() if told["notice"].endswith("-2") else body)
        except (OSError, HTTPException):
            return
        self.store.doubled(payment)


def notice_of(order: Order, at: datetime, notice: str, reference: str) -> bytes:
    """The notice of a payment, as bytes to be signed."""
    return json.dumps(
        {
            "kind": "payment", "bank": SIMULATED, "notice": notice,
            "paid_at": (at - timedelta(microseconds=at.microsecond)).isoformat(), "payer": order.payer,
            "account": order.account, "declaration": order.declaration,
            "items": [{"item": item, "amount": amount} for item, amount in order.items.items()],
            "total": order.total, "currency": "VND", "reference": reference, "content": order.content,
        }
    ).encode()  # fmt: skip


def _json(content: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        return {"message_en": content[:200].decode("utf-8", "replace")}
    return found if isinstance(found, dict) else {}

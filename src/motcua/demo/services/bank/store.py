"""The simulated bank's own file: invented accounts, and orders to pay with what became of each."""

import json
import sqlite3
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

OPENING = 50_000_000_000
"""Dong on an invented account when it is first seen."""
_TABLES = """
CREATE TABLE IF NOT EXISTS account (payer TEXT PRIMARY KEY, name TEXT NOT NULL, balance INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, payer TEXT NOT NULL, declaration TEXT NOT NULL, account TEXT NOT NULL,
    items TEXT NOT NULL, total INTEGER NOT NULL, content TEXT NOT NULL, back TEXT NOT NULL, paid_at TEXT NOT NULL,
    day TEXT NOT NULL, notice TEXT NOT NULL, reference TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
    doubles INTEGER NOT NULL, due REAL NOT NULL, answer TEXT NOT NULL, body BLOB NOT NULL);
"""


class Order(NamedTuple):
    """What a payer wants to have paid, by budget sub-item."""

    payer: str
    name: str
    declaration: str
    account: str
    items: Mapping[str, int]
    content: str
    back: str

    @property
    def total(self) -> int:
        """Dong in all."""
        return sum(self.items.values())


class Short(ValueError):
    """The account does not bear it."""


class Store:
    """The file, used by many threads one at a time."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._held = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._held.row_factory = sqlite3.Row
        self._held.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + _TABLES)

    def close(self) -> None:
        """Leave the file."""
        self._held.close()

    def balance(self, payer: str, name: str = "") -> int:
        """What an account holds; one that was never seen is opened with invented money."""
        with self._lock:
            self._held.execute(
                "INSERT INTO account VALUES (?, ?, ?) ON CONFLICT (payer) DO NOTHING", (payer, name, OPENING)
            )
            (found,) = self._held.execute("SELECT balance FROM account WHERE payer = ?", (payer,)).fetchone()
        return int(found)

    def pay(self, order: Order, paid_at: str, day: str, notice: str, reference: str, body: bytes) -> int:
        """Take the money from the account and put the notice in line, both or neither. Short."""
        self.balance(order.payer, order.name)
        with self._lock:
            self._held.execute("BEGIN IMMEDIATE")
            try:
                taken = self._held.execute(
                    "UPDATE account SET balance = balance - ? WHERE payer = ? AND balance >= ?",
                    (order.total, order.payer, order.total),
                ).rowcount
                if not taken:
                    raise Short(order.payer)
                found = self._held.execute(
                    "INSERT INTO payment (payer, declaration, account, items, total, content, back, paid_at, day,"
                    " notice, reference, state, attempts, doubles, due, answer, body)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, 0, 0, '', ?)",
                    (order.payer, order.declaration, order.account, json.dumps(dict(order.items)), order.total,
                     order.content, order.back, paid_at, day, notice, reference, body),
                )  # fmt: skip
                self._held.execute("COMMIT")
            except BaseException:
                self._held.execute("ROLLBACK")
                raise
        return int(found.lastrowid or 0)

    def waiting(self, now: float) -> list[sqlite3.Row]:
        """Notices to be sent now, the oldest first."""
        return self._rows("SELECT * FROM payment WHERE state = 'waiting' AND due <= ? ORDER BY id LIMIT 20", now)

    def told(self, payment: int, state: str, answer: str) -> None:
        """Customs has answered for good."""
        self._do(
            "UPDATE payment SET state = ?, answer = ?, attempts = attempts + 1 WHERE id = ?", state, answer, payment
        )

    def again(self, payment: int, due: float, why: str) -> None:
        """Try again later."""
        self._do("UPDATE payment SET attempts = attempts + 1, due = ?, answer = ? WHERE id = ?", due, why, payment)

    def doubled(self, payment: int) -> None:
        """The notice was sent once more on purpose."""
        self._do("UPDATE payment SET doubles = doubles + 1 WHERE id = ?", payment)

    def one(self, payment: int) -> sqlite3.Row | None:
        """One payment."""
        found = self._rows("SELECT * FROM payment WHERE id = ?", payment)
        return found[0] if found else None

    def last(self, count: int = 50) -> list[sqlite3.Row]:
        """The newest payments."""
        return self._rows("SELECT * FROM payment ORDER BY id DESC LIMIT ?", count)

    def of_day(self, day: str) -> list[sqlite3.Row]:
        """All payments of a day."""
        return self._rows("SELECT * FROM payment WHERE day = ? ORDER BY id", day)

    def accounts(self) -> list[sqlite3.Row]:
        """All invented accounts."""
        return self._rows("SELECT * FROM account ORDER BY payer")

    def next_number(self) -> int:
        """The number of the next payment."""
        return int(self._rows("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM payment")[0]["next"])

    def _rows(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        with self._lock:
            return self._held.execute(statement, values).fetchall()

    def _do(self, statement: str, *values: Any) -> None:
        with self._lock:
            self._held.execute(statement, values)

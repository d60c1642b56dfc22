"""The store of a gate: one SQLite file, durable before anybody is told that something was recorded."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from motcua.crossings.domain.offline.errors import NotPrepared
from motcua.crossings.domain.offline.records import Signed
from motcua.crossings.domain.offline.records import read as read_record
from motcua.kernel.words import Words

NAME = "gate.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS list (number INTEGER PRIMARY KEY, loaded_at TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS record (
    number INTEGER PRIMARY KEY, form TEXT NOT NULL UNIQUE, line BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS wrong (account INTEGER NOT NULL, at REAL NOT NULL);
"""
NOT_MADE = Words("chưa khởi tạo; chạy “motcua gate init”", "not prepared; run “motcua gate init”")


class Store:
    """Facts of the installation, the lists it was given, the records it signed, wrong codes."""

    def __init__(self, folder: Path, *, make: bool = False) -> None:
        path = folder / NAME
        if not make and not path.exists():
            raise NotPrepared(why=f"{NOT_MADE.vi} / {NOT_MADE.en}")
        self._lock = threading.RLock()
        self._held = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._held.execute(f"PRAGMA {pragma}")
        self._held.executescript(_SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._held.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, alone; on disk when the outermost block is left, undone where it fails."""
        with self._lock:
            if self._held.in_transaction:
                yield self._held
                return
            self._held.execute("BEGIN IMMEDIATE")
            try:
                yield self._held
            except BaseException:
                self._held.execute("ROLLBACK")
                raise
            self._held.execute("COMMIT")

    def facts(self) -> dict[str, str]:
        """What is known of the installation."""
        with self._lock:
            return dict(self._held.execute("SELECT name, value FROM fact"))

    def set_facts(self, **facts: str) -> None:
        """Write facts."""
        with self.writing() as held:
            for name, value in facts.items():
                held.execute("INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", (name, value))

    def last_list(self) -> bytes | None:
        """The list in use, as it was signed."""
        with self._lock:
            row = self._held.execute("SELECT content FROM list ORDER BY number DESC LIMIT 1").fetchone()
        return row[0] if row else None

    def list_number(self) -> int:
        """The number of the list in use, 0 where there is none."""
        with self._lock:
            return int(self._held.execute("SELECT COALESCE(MAX(number), 0) FROM list").fetchone()[0])

    def keep_list(self, number: int, content: bytes, at: datetime) -> None:
        """Keep a list; the one before stays until the next."""
        with self.writing() as held:
            held.execute("INSERT OR REPLACE INTO list VALUES (?, ?, ?)", (number, at.isoformat(), content))
            held.execute("DELETE FROM list WHERE number < ?", (number - 1,))

    def records(self, first: int = 1, most: int = -1) -> list[Signed]:
        """Records from a number on, in order."""
        with self._lock:
            rows = self._held.execute(
                "SELECT line FROM record WHERE number >= ? ORDER BY number LIMIT ?", (first, most)
            ).fetchall()
        return [read_record(row[0]) for row in rows]

    def by_form(self, form: str) -> Signed | None:
        """The record that a form made, so that sending it twice records once."""
        with self._lock:
            row = self._held.execute("SELECT line FROM record WHERE form = ?", (form,)).fetchone()
        return read_record(row[0]) if row else None

    def last_number(self) -> int:
        """The number of the last record, 0 where there is none."""
        with self._lock:
            return int(self._held.execute("SELECT COALESCE(MAX(number), 0) FROM record").fetchone()[0])

    def wrong_since(self, account: int, since: float) -> list[float]:
        """When wrong codes were tried for an account."""
        with self._lock:
            rows = self._held.execute("SELECT at FROM wrong WHERE account = ? AND at > ?", (account, since))
            return [row[0] for row in rows]

    def note_wrong(self, account: int, at: float) -> None:
        """Note a wrong code before it is told."""
        with self.writing() as held:
            held.execute("INSERT INTO wrong VALUES (?, ?)", (account, at))

    def forgive(self, account: int) -> None:
        """A right code ends the count."""
        with self.writing() as held:
            held.execute("DELETE FROM wrong WHERE account = ?", (account,))

"""What simulated windows keep: messages with their receipts, and answers that are still to go out."""

import sqlite3
import threading
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS message (country TEXT, id TEXT, raw BLOB, receipt BLOB, PRIMARY KEY (country, id));
CREATE TABLE IF NOT EXISTS answer (
    country TEXT, issuer TEXT, about TEXT, no INTEGER, id TEXT, kind TEXT, regards TEXT, raw BLOB,
    due REAL, done INTEGER DEFAULT 0, PRIMARY KEY (country, issuer, about, no));
"""


class Store:
    """One file for all of them."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._file = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._file.row_factory = sqlite3.Row
        self._file.executescript(_TABLES)

    def receipt(self, country: str, identifier: str) -> bytes | None:
        """The receipt that a message was given."""
        with self._lock:
            row = self._file.execute(
                "SELECT receipt FROM message WHERE country = ? AND id = ?", (country, identifier)
            ).fetchone()
        return None if row is None else bytes(row["receipt"])

    def keep(self, country: str, identifier: str, raw: bytes, receipt: bytes) -> None:
        """Keep a message and its receipt."""
        with self._lock:
            self._file.execute("INSERT INTO message VALUES (?, ?, ?, ?)", (country, identifier, raw, receipt))

    def put(self, country: str, issuer: str, about: str, kind: str, regards: str, due: float) -> None:
        """Have something answered, at the next place of what this country says of the certificate."""
        with self._lock:
            (last,) = self._file.execute(
                "SELECT COALESCE(MAX(no), 0) FROM answer WHERE country = ? AND issuer = ? AND about = ?",
                (country, issuer, about),
            ).fetchone()
            (count,) = self._file.execute("SELECT COUNT(*) FROM answer").fetchone()
            identifier = f"{country}-SIM-{count + 1:08d}"
            self._file.execute(
                "INSERT INTO answer (country, issuer, about, no, id, kind, regards, due)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (country, issuer, about, last + 1, identifier, kind, regards, due),
            )

    def due(self, now: float) -> list[sqlite3.Row]:
        """Answers that are to go out, in the order of their places."""
        with self._lock:
            return self._file.execute(
                "SELECT * FROM answer WHERE done = 0 AND due <= ? ORDER BY due, no LIMIT 20", (now,)
            ).fetchall()

    def signed(self, identifier: str, raw: bytes) -> None:
        """Keep the bytes of an answer: they are the same each time they are sent."""
        with self._lock:
            self._file.execute("UPDATE answer SET raw = ? WHERE id = ?", (raw, identifier))

    def later(self, identifier: str, due: float) -> None:
        """Try an answer again then."""
        with self._lock:
            self._file.execute("UPDATE answer SET due = ? WHERE id = ?", (due, identifier))

    def done(self, identifier: str) -> None:
        """It was received."""
        with self._lock:
            self._file.execute("UPDATE answer SET done = 1 WHERE id = ?", (identifier,))

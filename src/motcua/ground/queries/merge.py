"""The merge of the log with the tables it answers for: both in the order of leaf ids, each read once."""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import blake2b, sha256
from typing import Any

import msgspec

from motcua.ground.domain import faults
from motcua.ground.domain.covering import REGISTER, CoveredTable, Fault
from motcua.ground.domain.faults import fault
from motcua.ground.domain.leaves import SALT_BYTES
from motcua.ground.keyring import salt_key
from motcua.ground.queries.snapshot import Snapshot, columns_of, order
from motcua.kernel.canonical import encode

END = 1 << 63
Group = tuple[int, list[bytes]]


class _Said(msgspec.Struct, gc=False):
    at: str
    rows: str
    subject: str
    verb: str


class _SaidAt(msgspec.Struct, gc=False):
    at: datetime
    rows: str
    subject: str
    verb: str


_said = msgspec.json.Decoder(_Said).decode
_said_at = msgspec.json.Decoder(_SaidAt).decode


_UNREAD = _Said("", "", "", "")


def groups(snapshot: Snapshot, covered: CoveredTable) -> Iterator[Group]:
    """The rows of a covered table as hashed bytes, together for each leaf; ends with the leaf END."""
    current = -1
    parts: list[bytes] = []
    for chunk in snapshot.stream(_select(snapshot, covered)):
        for row in chunk:
            data = encode(row[1:])
            if row[0] != current:
                if parts:
                    yield current, parts
                current, parts = row[0], []
            parts.append(len(data).to_bytes(4, "big"))
            parts.append(data)
    if parts:
        yield current, parts
    while True:
        yield END, []


def _select(snapshot: Snapshot, covered: CoveredTable) -> str:
    told = [
        snapshot.moment(c) if c in covered.moments else snapshot.day(c) if c in covered.days else f'"{c}"'
        for c in covered.columns
    ]
    by = order((covered.leaf_column, *covered.order_by), columns_of(covered.table))
    leaf = f'"{covered.leaf_column}"'
    return (
        f"SELECT {leaf}, '{covered.table}', {', '.join(told)} FROM \"{covered.table}\""  # noqa: S608
        f" WHERE {leaf} IS NOT NULL ORDER BY {by}"
    )


class Merge:
    """Walks all leaves and all covered rows once. `leaves` and `rows` count what was seen."""

    def __init__(self, snapshot: Snapshot, report: Callable[[Fault], None]) -> None:
        self._snapshot = snapshot
        self._report = report
        self._tables = list(REGISTER.tables.values())
        places = {covered.table: n for n, covered in enumerate(self._tables)}
        self._of_verb = {
            verb: [places[covered.table] for covered in covering.tables] for verb, covering in REGISTER.by_verb.items()
        }
        self._streams = [groups(snapshot, covered) for covered in self._tables]
        self._next: list[Group] = [next(stream) for stream in self._streams]
        self.leaves = 0
        self.rows = 0

    def walk(self, feed: Callable[[int, bytes], None]) -> None:  # noqa: C901 - in one piece for speed
        """Check every leaf against its columns and rows, and hand (id, computed hash) to `feed`."""
        text = self._snapshot.vendor == "sqlite"
        decode = _said if text else _said_at
        coming, streams, of_verb, key = self._next, self._streams, self._of_verb, salt_key()
        leaf_ids = [group[0] for group in coming]
        for chunk in self._snapshot.stream(self._leaves()):
            for leaf, verb, subject, at, body, salt, stored in chunk:
                if leaf_ids and min(leaf_ids) < leaf:
                    self._pass_strays(leaf - 1, leaf_ids)
                digest = sha256(b"\x00" + body).digest()
                said = _read(decode, body)
                parts: list[bytes] = []
                for n in of_verb.get(said.verb, ()):
                    if leaf_ids[n] == leaf:
                        parts += coming[n][1]
                        coming[n] = next(streams[n])
                        leaf_ids[n] = coming[n][0]
                held = sha256(salt + b"".join(parts)).hexdigest() if parts else ""
                if digest != stored or said.verb != verb or said.subject != subject or said.at != at:
                    self._differs(leaf, digest == stored, said, (verb, subject, at))
                if held != said.rows:
                    self._not_committed(leaf, said)
                if blake2b(leaf.to_bytes(8, "big"), digest_size=SALT_BYTES, key=key).digest() != salt:
                    self._report(fault(f"ground_leaf {leaf}", faults.SALT))
                self.rows += len(parts) >> 1
                feed(leaf, digest)
            self.leaves += len(chunk)
        self._pass_strays(END - 1, leaf_ids)

    def _leaves(self) -> str:
        at = self._snapshot.moment("at")
        return f"SELECT id, verb, subject, {at}, body, salt, hash FROM ground_leaf ORDER BY id"  # noqa: S608

    def _differs(self, leaf: int, whole: bool, said: Any, row: tuple[Any, ...]) -> None:
        place = f"ground_leaf {leaf}"
        if not whole:
            self._report(fault(place, faults.BODY))
        if said is _UNREAD:
            self._report(fault(place, faults.UNREADABLE))
            return
        told = (said.verb, said.subject, said.at)
        for column, one, other in zip(("verb", "subject", "at"), told, row, strict=True):
            if one != other:
                self._report(fault(place, faults.COLUMN, column=column))

    def _not_committed(self, leaf: int, said: Any) -> None:
        covering = REGISTER.by_verb.get(said.verb)
        tables = covering.tables if covering else ()
        found = ", ".join(part for covered in tables for part in self._rows_of(leaf, covered))
        names = " ".join(covered.table for covered in tables)
        place = f"ground_leaf {leaf} ({said.verb} {said.subject}): {names}"
        self._report(fault(place, faults.ROWS, rows=found or "–"))

    def _rows_of(self, leaf: int, covered: CoveredTable) -> list[str]:
        key = covered.key or covered.order_by
        names = ", ".join(f'"{column}"' for column in key)
        chosen = f'"{covered.leaf_column}" = {leaf}'
        rows = self._snapshot.rows(
            f'SELECT {names} FROM "{covered.table}" WHERE {chosen} ORDER BY {names} LIMIT 5'  # noqa: S608
        )
        return [f"{covered.table}({', '.join(map(_told, zip(key, row, strict=True)))})" for row in rows]

    def _pass_strays(self, leaf: int, leaf_ids: list[int]) -> None:
        for n, covered in enumerate(self._tables):
            while leaf_ids[n] <= leaf:
                stray = leaf_ids[n]
                rows = ", ".join(self._rows_of(stray, covered))
                self._report(fault(f"{covered.table} {rows}", faults.STRAY, leaf=stray))
                self._next[n] = next(self._streams[n])
                leaf_ids[n] = self._next[n][0]


def _read(decode: Callable[[bytes], Any], body: bytes) -> Any:
    try:
        return decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _UNREAD


def _told(pair: tuple[str, Any]) -> str:
    return f"{pair[0]}={pair[1]}"

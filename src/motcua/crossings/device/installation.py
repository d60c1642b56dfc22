"""The installation: prepared once, its key kept beside its data, its list, its clock, what it knows just now."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.crossings.device.store import NAME, Store
from motcua.crossings.domain.gates import GATES
from motcua.crossings.domain.offline import batches, lists
from motcua.crossings.domain.offline.deciding import Standing
from motcua.crossings.domain.offline.errors import NotPrepared, OlderList, OtherGate
from motcua.crossings.domain.offline.framing import fingerprint, hex_bytes
from motcua.crossings.domain.offline.records import FIRST, Record, Signed, sign
from motcua.kernel.words import Words

KEY = "gate.key"
_DIGITS = 64
_MICROSECOND = timedelta(microseconds=1)
_ALREADY = Words("đã khởi tạo", "prepared already")
_NO_NUMBER = Words("chưa có số điểm; chạy “motcua gate keys --number …”", "no number; run “motcua gate keys --number”")


class State(msgspec.Struct, frozen=True):
    """What a screen and `motcua gate status` show."""

    name: str
    gate: str
    number: int
    fingerprint: str
    list: int
    made_at: datetime | None
    expires_at: datetime | None
    in_force: bool
    records: int
    waiting: int
    ahead_ms: int
    last_contact: datetime | None
    department: str


class Installation:
    """A gate's second installation, opened."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        self._key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex((folder / KEY).read_text().strip()))
        self._lock = threading.RLock()
        self._standing: Standing | None = None
        self._seen = self._held = 0

    @property
    def public(self) -> bytes:
        """The key by which its records are known."""
        return self._key.public_key().public_bytes_raw()

    @property
    def number(self) -> int:
        """Its number at the department. NotPrepared where it has none yet."""
        found = int(self.store.facts().get("number", "0"))
        if not found:
            raise NotPrepared(why=f"{_NO_NUMBER.vi} / {_NO_NUMBER.en}")
        return found

    def sign(self, content: bytes) -> bytes:
        """A signature by its key."""
        return self._key.sign(content)

    def now(self) -> datetime:
        """The time by its clock; in a demonstration that of the invented year."""
        shift = int(self.store.facts().get("shift", "0"))
        return datetime.now(UTC) + shift * _MICROSECOND

    def load(self, content: bytes) -> lists.GateList:
        """Take a list into use. BadDocument, BadSignature, OtherGate, OlderList."""
        facts = self.store.facts()
        told = lists.read(content, bytes.fromhex(facts["department_key"]))
        if told.installation != self.number or told.gate != facts["gate"]:
            raise OtherGate(named=f"{told.installation} ({told.gate})")
        with self._lock:
            held = self.list()
            if held is not None and told.number < held.number:
                raise OlderList(number=told.number, held=held.number)
            if told.demonstration and "shift" not in facts:
                self.follow(told.made_at)
            self.store.keep_list(told.number, content, self.now())
            self._standing = None
            self.answered(told.next)
        return told

    def follow(self, there: datetime) -> None:
        """In a demonstration its clock is that of the department, which runs in an invented year."""
        self.store.set_facts(shift=str((there - datetime.now(UTC)) // _MICROSECOND))

    def list(self) -> lists.GateList | None:
        """The list in use, in force or not."""
        content = self.store.last_list()
        return lists.read(content, bytes.fromhex(self.store.facts()["department_key"])) if content else None

    def standing(self) -> Standing:
        """What it knows: the list and its records, also those that another process just wrote."""
        with self._lock:
            number = self.store.list_number()
            if self._standing is None or number != self._held:
                self._standing, self._seen, self._held = Standing(self.list()), 0, number
            for each in self.store.records(self._seen + 1):
                self._standing.take(each.record)
                self._seen = each.record.number
            return self._standing

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One decision at a time, also beside other processes: what is decided on stays true until it is kept."""
        with self._lock, self.store.writing():
            yield

    def append(self, record: Record, form: str) -> Signed:
        """Number, chain, sign and keep a record; on disk when the block of `alone` is left."""
        with self.store.writing() as held:
            row = held.execute("SELECT number, line FROM record ORDER BY number DESC LIMIT 1").fetchone()
            last = self.store.records(row[0])[0] if row else None
            number, previous = (row[0] + 1, last.hash) if last else (1, FIRST)
            made = sign(msgspec.structs.replace(record, number=number, previous=previous), self.sign)
            held.execute("INSERT INTO record VALUES (?, ?, ?)", (number, form, made.line))
        return made

    def answered(self, number: int) -> None:
        """The department has every record before this number."""
        if number > self.next_to_send():
            self.store.set_facts(next=str(number))

    def next_to_send(self) -> int:
        """The first record that the department has not answered."""
        return int(self.store.facts().get("next", "1"))

    def batch(self, first: int, most: int = batches.MOST) -> bytes:
        """Records from a number on as a signed batch."""
        found = self.store.records(first, most)
        waiting = self.store.last_number() - self.next_to_send() + 1
        head = batches.Head(self.number, len(found), self.now(), waiting)
        return batches.write(head, found, self.sign)

    def state(self) -> State:
        """What it is just now."""
        facts, held, last = self.store.facts(), self.list(), self.store.last_number()
        return State(
            name=facts.get("name", ""), gate=facts["gate"], number=int(facts.get("number", "0")),
            fingerprint=fingerprint(self.public), list=held.number if held else 0,
            made_at=held.made_at if held else None, expires_at=held.expires_at if held else None,
            in_force=held is not None and held.in_force(self.now()), records=last,
            waiting=max(0, last - self.next_to_send() + 1), ahead_ms=int(facts.get("ahead_ms", "0")),
            last_contact=datetime.fromisoformat(facts["contact"]) if "contact" in facts else None,
            department=facts.get("department", ""),
        )  # fmt: skip


def prepare(folder: Path, *, name: str, gate: str, department: str, department_key: str) -> bytes:
    """Make the store and the key of a new installation; returns the public key. NotPrepared, BadDocument."""
    if (folder / NAME).exists() or (folder / KEY).exists():
        raise NotPrepared(why=f"{_ALREADY.vi} / {_ALREADY.en}")
    if gate not in GATES:
        raise NotPrepared(why=f"{gate}: {' '.join(GATES)}")
    hex_bytes(department_key, _DIGITS)
    folder.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    descriptor = os.open(folder / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key.private_bytes_raw().hex())
        file.flush()
        os.fsync(file.fileno())
    store = Store(folder, make=True)
    store.set_facts(name=name, gate=gate, department=department.rstrip("/"), department_key=department_key)
    store.close()
    (folder / NAME).chmod(0o600)
    return key.public_key().public_bytes_raw()

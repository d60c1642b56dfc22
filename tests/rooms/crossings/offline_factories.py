"""A gate that is cut off, beside a department with real accounts: its device lies in a folder of the test."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from motcua.crossings import factories as made
from motcua.crossings.device import recording
from motcua.crossings.device.installation import Installation, prepare
from motcua.crossings.domain.offline import lists
from motcua.crossings.domain.offline.records import Signed
from motcua.crossings.domain.passing import Passage
from motcua.crossings.models import Decision, Outcome
from motcua.crossings.services import offline
from motcua.ground.queries import verification
from motcua.ground.services import signing
from motcua.kernel.actor import SYSTEM, Actor, Post
from motcua.kernel.days import law_moment
from motcua.people import queries as people_queries
from motcua.people import services as people
from motcua.people.domain import Tenure

DAY = date(2023, 5, 4)
AT = law_moment(DAY, 9)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
ADMIN = Actor(1, "Quản trị", posts=frozenset({Post("admin")}))
HEAD = Actor(2, "Trưởng", posts=frozenset({Post("head", "20BB")}))


class Device(Installation):
    """The device, with a clock that the test moves."""

    at = AT

    def now(self) -> datetime:
        """The moment that the test says."""
        return self.at


def officer(name: str = "an", office: str = "20BB", *, code: bool = True) -> tuple[Actor, str]:
    """An officer at the gates of an office, and the paper code."""
    account = people.open_account(
        username=f"{name}{token_hex(3)}", name=name.title(), password=None, by=SYSTEM, at=AT - 300 * HOUR
    )
    tenure = Tenure("officer", date(2022, 4, 1), office=office)
    people.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=AT - 300 * HOUR)
    actor = people_queries.actor_for(account.pk, DAY)
    return actor, offline.give_code(by=actor, at=AT - 48 * HOUR) if code else ""


def device(folder: Path, gate: str = "VNMC0", *, until: date = date(2023, 12, 31)) -> Device:
    """A device that is registered, without a list."""
    public = prepare(
        folder, name=f"Máy {gate}", gate=gate, department="http://127.0.0.1:1",
        department_key=signing.answering_key().hex(),
    )  # fmt: skip
    new = offline.NewInstallation(f"Máy {gate}", gate, public.hex(), date(2023, 1, 1), until)
    number = offline.register(new, by=ADMIN, at=AT - 24 * HOUR)
    held = Device(folder)
    held.store.set_facts(number=str(number))
    return held


def listed(held: Device, at: datetime = AT) -> lists.GateList:
    """The department issues a list, and the device loads it."""
    told = held.load(offline.issue(held.number, by=SYSTEM, at=at))
    held.at = max(held.at, at)
    return told


def passes(held: Device, by: Actor, no: int = 1, *, after: timedelta = MINUTE, **changes: object) -> Signed:
    """A truck passes at the gate that is cut off."""
    options = {name: changes.pop(name) for name in ("own", "part", "announced_as") if name in changes}
    held.at += after
    gate = held.store.facts()["gate"]
    told = made.passage(held.at, no, **{"gate": gate, **changes})
    said = recording.Said(
        by.account, token_hex(8), told, str(options.get("announced_as", "")), own=bool(options.get("own")),
        part=bool(options.get("part")),
    )  # fmt: skip
    return recording.let_pass(held, said)


def refuses(held: Device, by: Actor, passage: Passage, announced: str = "") -> Signed:
    """A vehicle is not let pass."""
    held.at += MINUTE
    return recording.refuse(held, recording.Said(by.account, token_hex(8), passage, announced))


def merged(held: Device, first: int = 1, most: int = 5_000, *, at: datetime | None = None) -> offline.Merged:
    """Its records from a number on come to the department."""
    return offline.merge(held.batch(first, most), by=SYSTEM, at=at or held.at + HOUR)


def came(held: Device) -> list[str]:
    """What became of the device's records, in order: the outcome, or why it is disputed."""
    rows = Outcome.objects.filter(installation=held.number).order_by("number")
    return [row.reason or row.outcome for row in rows]


def verdicts(held: Device) -> list[str]:
    """How disputed records were decided, in order."""
    rows = Decision.objects.filter(installation=held.number).order_by("number")
    return list(rows.values_list("verdict", flat=True))


def sound(without: Sequence[str] = ("crossings_permit",)) -> list[str]:
    """What `motcua verify` finds wrong; permits of made-up declarations stand for none that was lodged."""
    faults = verification.verify().faults
    return [f"{each.place}: {each.words.en}" for each in faults if not each.place.startswith(tuple(without))]


def a_dispute(at: datetime) -> dict[str, int]:
    """A registered installation, and a batch of it with a record that is disputed: its officer is nobody."""
    with TemporaryDirectory() as folder:
        held = device(Path(folder) / "gate")
        held.at = at
        listed(held, at)
        passes(held, Actor(999_999, "Ai đó"), after=timedelta(0))
        done = merged(held, at=at)
        number = held.number
        held.store.close()
    return {"installation": number, "number": 1, "leaf": done.leaf}

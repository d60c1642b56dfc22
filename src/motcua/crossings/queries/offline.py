"""Gates that may be cut off: what their lists hold, what they sent, what is missing, disputed or decided."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

import msgspec
from django.db.models import Max, Q, QuerySet

from motcua.crossings.domain.gates import limit
from motcua.crossings.domain.life import OPEN
from motcua.crossings.domain.offline import judging, lists
from motcua.crossings.domain.offline.records import Record
from motcua.crossings.domain.passing import Open
from motcua.crossings.models import (
    Announcement,
    Batch,
    Code,
    Decision,
    Gap,
    Installation,
    IssuedList,
    OfflineRecord,
    Outcome,
    Permit,
    Stay,
)
from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.people import queries as people

_record = msgspec.json.Decoder(Record).decode


def visible_to(actor: Actor) -> QuerySet[Installation]:
    """Administrators see all, a head and an officer those of the own branch; others none."""
    rows = Installation.objects.select_related("ended").order_by("gate", "leaf")
    if actor.kind == "system" or actor.holds("admin"):
        return rows
    offices = {post.office for post in actor.posts if post.role in ("officer", "head")}
    if not is_staff(actor) or not offices:
        return rows.none()
    return rows if "" in offices else rows.filter(office__in=sorted(offices))


def find(installation: int, actor: Actor) -> Installation:
    """The installation of that number. NotFound where there is none that this actor may see."""
    found = visible_to(actor).filter(pk=installation).first()
    if found is None:
        raise NotFound(what=f"gate/{installation}")
    return found


def in_force(found: Installation, at: datetime) -> bool:
    """Whether its key is good at that moment."""
    return not hasattr(found, "ended") and found.since <= law_day(at) <= found.until


def expected(office: str, at: datetime) -> list[Announcement]:
    """The vehicles announced for the gates of an office that have not been decided."""
    day, reach = law_day(at), timedelta(days=limit("gate list reach", law_day(at)))
    rows = Announcement.objects.filter(
        office=office, state__in=list(map(str, OPEN)), expected_on__range=(day - reach, day + reach)
    )
    return list(rows.order_by("expected_at", "id"))


def permits_of(office: str, at: datetime) -> list[Permit]:
    """The permits that stand for the gates of an office."""
    rows = Permit.objects.filter(ended_at=None, office=office).exclude(until__lt=at)
    return list(rows.order_by("root", "leaf"))


def open_of(stay: Stay) -> Open:
    """A stay as passing asks of it."""
    return Open(stay.leaf, stay.no, stay.way, stay.gate, stay.exit_gate, stay.since, stay.kind)


def officers_of(office: str, at: datetime) -> Iterator[lists.Officer]:
    """Officers of an office with a code in force."""
    held = people.holders("officer", law_day(at), office)
    rows = list(Code.objects.filter(account__in=held, ended=None, until__gt=at).order_by("account", "leaf"))
    names = people.names([each.account for each in rows])
    for each in rows:
        salt, hash_ = bytes(each.salt).hex(), bytes(each.hash).hex()
        yield lists.Officer(each.account, names[each.account], salt, hash_, each.until)


def code_of(account: int, at: datetime) -> Code | None:
    """The code in force of an account."""
    return Code.objects.filter(account=account, ended=None, until__gt=at).order_by("-leaf").first()


def had_code(account: int, day: date) -> bool:
    """Whether an account had a code on that day or the day before, when the list may have been made."""
    rows = Code.objects.select_related("ended").filter(account=account)
    for each in rows:
        last = min(each.until, each.ended.at) if hasattr(each, "ended") else each.until
        if law_day(each.at) <= day <= law_day(last) + timedelta(days=1):
            return True
    return False


def last_list(installation: int) -> int:
    """The number of the last list of a gate, 0 where there is none."""
    found = IssuedList.objects.filter(installation=installation).aggregate(Max("number"))["number__max"]
    return found or 0


def lists_of(installation: int, most: int = 20) -> list[IssuedList]:
    """The last lists, the newest first."""
    return list(IssuedList.objects.filter(installation=installation).order_by("-number")[:most])


def issued(installation: int, numbers: Iterable[int]) -> dict[int, tuple[datetime, datetime]]:
    """When these lists were made and when they ended, by number."""
    rows = IssuedList.objects.filter(installation=installation, number__in=sorted(set(numbers)))
    return {each.number: (each.made_at, each.expires_at) for each in rows}


def next_number(installation: int) -> int:
    """The first record of a gate that has not had its turn."""
    done = Outcome.objects.filter(installation=installation).aggregate(Max("number"))["number__max"]
    lost = Gap.objects.filter(installation=installation).aggregate(Max("last"))["last__max"]
    return max(done or 0, lost or 0) + 1


def waiting(installation: int) -> list[int]:
    """The numbers of records that came and wait for earlier ones, in order."""
    rows = OfflineRecord.objects.filter(installation=installation, number__gte=next_number(installation))
    return list(rows.order_by("number").values_list("number", flat=True))


def missing(installation: int) -> tuple[int, int] | None:
    """The first and last number of records that are asked for, since later ones came; None where none is."""
    return judging.missing(next_number(installation), waiting(installation))


def batches_of(installation: int, most: int = 20) -> list[Batch]:
    """The last batches, the newest first."""
    return list(Batch.objects.filter(installation=installation).order_by("-leaf")[:most])


def batch(leaf: int, actor: Actor) -> Batch:
    """A batch. NotFound where there is none that this actor may see."""
    found = Batch.objects.filter(pk=leaf).first()
    if found is None:
        raise NotFound(what=f"batch/{leaf}")
    find(found.installation, actor)
    return found


def records_of(found: Batch) -> list[OfflineRecord]:
    """The records that a batch brought."""
    return list(OfflineRecord.objects.filter(leaf=found.leaf).order_by("number"))


def outcomes_of(installation: int, numbers: Sequence[int]) -> dict[int, Outcome]:
    """What became of these records, by number."""
    rows = Outcome.objects.filter(installation=installation, number__in=list(numbers))
    return {each.number: each for each in rows}


def plain(row: OfflineRecord) -> Record:
    """What a record says."""
    return _record(row.content)


class Filters(msgspec.Struct, frozen=True):
    """How disputed records are narrowed and sorted."""

    text: str = ""
    state: str = "open"
    gate: str = ""
    reason: str = ""
    sort: str = "-at"


class Disputed(msgspec.Struct, frozen=True):
    """A disputed record with what is known of it."""

    installation: Installation
    row: OfflineRecord
    record: Record
    outcome: Outcome
    decision: Decision | None


def disputed(filters: Filters, actor: Actor) -> list[Disputed]:
    """Disputed records that match, sorted. They are few: each waits for a decision of a person."""
    held = {each.leaf: each for each in visible_to(actor)}
    wanted = {leaf for leaf, each in held.items() if filters.gate in ("", each.gate)}
    rows = Outcome.objects.filter(installation__in=sorted(wanted), outcome="disputed")
    if filters.reason in judging.REASONS:
        rows = rows.filter(reason=filters.reason)
    outcomes = list(rows.order_by("-installation", "-number")[:5_000])
    found = [each for each in _joined(outcomes, held) if _matches(each, filters)]
    key = {"at": lambda each: each.row.at, "plate": lambda each: each.row.plate}
    found.sort(key=key.get(filters.sort.lstrip("-"), key["at"]), reverse=filters.sort.startswith("-"))
    return found


def dispute(installation: int, number: int, actor: Actor) -> Disputed:
    """One disputed record. NotFound where there is none that this actor may see."""
    held = find(installation, actor)
    outcome = Outcome.objects.filter(installation=installation, number=number, outcome="disputed").first()
    if outcome is None:
        raise NotFound(what=f"gate/{installation}/{number}")
    return next(_joined([outcome], {held.leaf: held}))


def open_disputes(installations: Iterable[int]) -> dict[int, int]:
    """How many disputed records wait for a decision, by installation."""
    wanted = sorted(set(installations))
    decided = set(Decision.objects.filter(installation__in=wanted).values_list("installation", "number"))
    found: dict[int, int] = {}
    rows = Outcome.objects.filter(installation__in=wanted, outcome="disputed").values_list("installation", "number")
    for installation, number in rows:
        if (installation, number) not in decided:
            found[installation] = found.get(installation, 0) + 1
    return found


def _joined(outcomes: Sequence[Outcome], held: dict[int, Installation]) -> Iterator[Disputed]:
    which = Q(pk__in=())
    by_gate: dict[int, list[int]] = {}
    for each in outcomes:
        by_gate.setdefault(each.installation, []).append(each.number)
    for installation, numbers in by_gate.items():
        which |= Q(installation=installation, number__in=numbers)
    rows = {(each.installation, each.number): each for each in OfflineRecord.objects.filter(which)} if by_gate else {}
    made = Decision.objects.filter(which) if by_gate else ()
    decided = {(each.installation, each.number): each for each in made}
    for each in outcomes:
        key = (each.installation, each.number)
        yield Disputed(held[each.installation], rows[key], plain(rows[key]), each, decided.get(key))


def _matches(each: Disputed, filters: Filters) -> bool:
    if filters.state == "open" and each.decision is not None:
        return False
    if filters.state in ("take", "drop") and (each.decision is None or each.decision.verdict != filters.state):
        return False
    text = filters.text.strip().upper()
    return not text or text in each.row.plate or any(text in number for number in each.record.passage.declarations)


def refused_before(installation: int, raw: bytes) -> bool:
    """Whether the same broken batch was kept before."""
    rows = Batch.objects.filter(installation=installation, sha256=sha256(raw).digest())
    return rows.exclude(fault="").exists()

"""Spreading: a version is given to offices, and their officers say that they have read it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from motcua.design.domain.access import STAFF
from motcua.ground.services import bulk, ids, notices
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.procedures import events
from motcua.procedures.domain.errors import NotInForce
from motcua.procedures.domain.life import ISSUED, State
from motcua.procedures.models import Acknowledged, Distributed, Version
from motcua.procedures.services import rows
from motcua.procedures.services.lives import locked
from motcua.procedures.services.signing import need
from motcua.procedures.services.writing import Sheet, subject
from motcua.reference import domain as reference

ROLES = ("head", "officer")
"""Whose posts at an office are told of a version, and asked to have read it."""


@transaction.atomic
def distribute(version_ids: Sequence[int], offices: Sequence[str], *, by: Actor, at: datetime) -> int:
    """Give versions to offices and tell their officers, each once; how many are new.

    NotAllowed, NotInForce; UnknownOffice for an office that does not exist that day.
    """
    need(by, "iso", "leader")
    for each in offices:
        reference.office(each, law_day(at))
    held, given = _held(version_ids)
    sheet, told = Sheet(), {}
    for version_id in version_ids:
        if version_id not in held:
            raise NotFound(what=f"procedures/{version_id}")
        found = _issued(held[version_id])
        new = sorted(office for office in set(offices) if (version_id, office) not in given)
        if new:
            told[found] = new
            _put_down(sheet, found, new, by, at)
    sheet.write()
    _tell(told, at)
    return sum(map(len, told.values()))


def _held(version_ids: Sequence[int]) -> tuple[dict[int, Version], set[tuple[int, str]]]:
    """The versions, locked, and to which offices each was given before."""
    held: dict[int, Version] = {}
    given: set[tuple[int, str]] = set()
    wanted = sorted(set(version_ids))
    for start in range(0, len(wanted), bulk.TOGETHER):
        part = wanted[start : start + bulk.TOGETHER]
        held |= {each.pk: each for each in Version.objects.select_for_update().filter(pk__in=part).order_by("pk")}
        given |= set(Distributed.objects.filter(version_id__in=part).values_list("version_id", "office"))
    return held, given


def _put_down(sheet: Sheet, found: Version, offices: Sequence[str], by: Actor, at: datetime) -> None:
    leaf = ids.one(at)
    told = [(leaf, no, found.pk, office, at) for no, office in enumerate(offices)]
    sheet.leaf(
        events.DISTRIBUTED, subject(found), {rows.T_DISTRIBUTED: told}, leaf=leaf, by=by, at=at,
        facts={"version": found.no, "offices": list(offices)},
    )  # fmt: skip


@transaction.atomic
def acknowledge(version_id: int, *, by: Actor, at: datetime) -> bool:
    """Say that one has read a version; False where one has said so before. NotAllowed, NotInForce."""
    need(by, *(STAFF - {"admin"}))
    found = _issued(locked(version_id))
    if Acknowledged.objects.filter(version_id=found.pk, account=by.account).exists():
        return False
    office = min((post.office for post in by.posts if post.office), default="")
    leaf, sheet = ids.one(at), Sheet()
    row = (leaf, found.pk, by.account, office, at, by.reference)
    sheet.leaf(
        events.ACKNOWLEDGED, subject(found), {rows.T_ACKNOWLEDGED: [row]}, leaf=leaf, by=by, at=at,
        facts={"version": found.no},
    )  # fmt: skip
    sheet.write()
    return True


def _issued(found: Version) -> Version:
    if State(found.state) not in ISSUED or found.effective_from is None:
        raise NotInForce(code=found.code, no=found.no)
    return found


def _tell(told: Mapping[Version, Sequence[str]], at: datetime) -> None:
    by_office: dict[str, list[Version]] = {}
    for found, offices in told.items():
        for office in offices:
            by_office.setdefault(office, []).append(found)
    today, new = law_day(at), []
    rosters = [people.Roster(role) for role in ROLES] if by_office else []
    for office, versions in by_office.items():
        words, link = _words(versions)
        accounts = {each for roster in rosters for each in roster.on(today, office)}
        new += [
            notices.Told(notices.account(each), words, link, "other", versions[0].code) for each in sorted(accounts)
        ]
    notices.tell_many(new, at=at)


def _words(versions: Sequence[Version]) -> tuple[Words, str]:
    first = versions[0]
    if len(versions) == 1:
        return Words(
            f"Quy trình {first.code} lần ban hành {first.no} đã được phân phối về đơn vị. Đọc và xác nhận đã đọc.",
            f"Procedure {first.code}, version {first.no}, was distributed to your office. Read it and confirm.",
        ), f"/procedures/{first.code}/"
    return Words(
        f"{len(versions)} quy trình đã được phân phối về đơn vị. Đọc và xác nhận đã đọc.",
        f"{len(versions)} procedures were distributed to your office. Read them and confirm.",
    ), "/procedures/unread/"

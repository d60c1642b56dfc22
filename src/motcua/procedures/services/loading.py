"""Loading a packaged catalogue: many contents through the same acts, in one transaction."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from motcua.ground.services import bulk
from motcua.kernel.actor import Actor
from motcua.procedures.domain import record
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.life import OPEN, State
from motcua.procedures.models import Version
from motcua.procedures.services.signing import History, approve_one, begin_force, need, need_own_national, review_one
from motcua.procedures.services.writing import Sheet


@transaction.atomic
def load_packaged(  # noqa: PLR0913 - what is loaded, from when, and who signs
    contents: Iterable[Content], *, in_force_from: date, by: Actor, at: datetime, reviewer: Actor | None = None,
    approver: Actor | None = None, note: str = "",
) -> list[Version]:  # fmt: skip
    """Write, review, approve and put in force these contents; returns the versions made.

    A procedure whose text stands already, or of which a draft is being written, is left as it is: loading again
    changes nothing. `by` writes, `reviewer` and `approver` sign (default: `by`, which only the system may be thrice).
    Only the system loads with a day that is past, or replaces what is in force from today on. BegunMeanwhile; Faulty
    for a national code that another procedure bears.
    """
    need(by, "iso")
    wanted = {each.code: each for each in contents}
    need_own_national(list(wanted.values()), in_force_from)
    held = _held(sorted(wanted))
    sheet, made = Sheet(), []
    for code, content in wanted.items():
        before = held.get(code, [])
        if _stands(before, content):
            continue
        new = sheet.begin(content, before[-1].no + 1 if before else 1, by=by, at=at, note=note)
        past = History([("write", by.reference)])
        review_one(sheet, new, past, by=reviewer or by, at=at)
        past.add("review", (reviewer or by).reference)
        approve_one(sheet, new, past, by=approver or by, at=at)
        begin_force(sheet, new, before, in_force_from, by=by, at=at, note=note)
        made.append(new)
    sheet.write()
    return made


def _held(codes: list[str]) -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for start in range(0, len(codes), bulk.TOGETHER):
        part = codes[start : start + bulk.TOGETHER]
        for each in Version.objects.select_for_update().filter(code__in=part).order_by("pk"):
            found.setdefault(each.code, []).append(each)
    for versions in found.values():
        versions.sort(key=lambda each: each.no)
    return found


def _stands(before: list[Version], content: Content) -> bool:
    if any(State(each.state) in OPEN for each in before):
        return True
    return bool(before) and before[-1].state == State.IN_FORCE and before[-1].content == record.write(content)

"""Checklists: lines by clause and by procedure in force, and what has to be said on each."""

from collections.abc import Iterable, Sequence

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain.audit import data
from motcua.procedures.domain.audit.bodies import Audit, Item, Result
from motcua.procedures.domain.audit.errors import ChecklistOpen, Missing, Unknown

LOOKED_AT: tuple[Result, ...] = ("observation", "nonconformity")
"""Results that need evidence in words."""


class Procedure(msgspec.Struct, frozen=True):
    """A procedure in force on the day of the audit."""

    code: str
    version: int
    title: Words


class Answer(msgspec.Struct, frozen=True):
    """What an auditor says on a line."""

    no: int
    result: Result
    evidence: str = ""


def lines(clauses: Sequence[str], procedures: Iterable[Procedure]) -> tuple[Item, ...]:
    """The empty checklist: clauses first (all that require something, where none is named), then procedures."""
    known = data.asked()
    codes = clauses or tuple(known)
    found = [(code, 0, known[code].asked or Words("", "")) for code in known if code in codes]
    found += [(each.code, each.version, _asked(each)) for each in procedures]
    return tuple(Item(no, code, words, version) for no, (code, version, words) in enumerate(found, 1))


def _asked(procedure: Procedure) -> Words:
    code, no, title = procedure.code, procedure.version, procedure.title
    return Words(
        f"{title.vi} ({code}, lần {no}): lấy hồ sơ đã giải quyết, các bước, người, thời gian và biểu mẫu có đúng quy"
        " trình không?",
        f"{title.en} ({code}, version {no}): take settled dossiers: are steps, persons, times and forms those of the"
        " procedure?",
    )  # fmt: skip


def answered(body: Audit, answers: Iterable[Answer], by: int) -> Audit:
    """The audit with these lines answered. Unknown for a line that is none, Missing for evidence that is."""
    items = {item.no: item for item in body.items}
    for each in answers:
        if each.no not in items:
            raise Unknown(what=f"#{each.no}")
        if each.result in LOOKED_AT and not each.evidence.strip():
            raise Missing(vi=f"bằng chứng của dòng {each.no}", en=f"the evidence of line {each.no}")
        changed = msgspec.structs.replace(items[each.no], result=each.result, evidence=each.evidence.strip(), by=by)
        items[each.no] = changed
    return msgspec.structs.replace(body, items=tuple(items.values()))


def need_complete(body: Audit) -> None:
    """Every line has its result. ChecklistOpen names those that have none."""
    left = [item.code for item in body.items if not item.result]
    if left:
        raise ChecklistOpen(items=", ".join(left))

"""GET /api/procedures: the public catalogue, one procedure with its form, its versions."""

from datetime import date
from typing import Any

import msgspec

from motcua.design.domain.api import Call, Operation, Parameter, Told, told
from motcua.design.domain.problems import Stopped, error
from motcua.kernel.actor import PUBLIC
from motcua.kernel.days import FIRST, LAST, law_day
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.procedures import queries
from motcua.procedures.domain.life import stands
from motcua.procedures.domain.shown import (
    ProcedureContent,
    ProcedureListed,
    ProcedurePage,
    ProcedureShown,
    VersionShown,
    VersionsShown,
)
from motcua.procedures.queries import Listed

LONGEST = 30
"""Letters of a code."""


def catalogue(call: Call) -> Told:
    """What is in force on a day, narrowed by words, area and kind."""
    day = _day(call)
    found = queries.catalogue(
        day, text=call.query.get("q", "")[:100], area=call.query.get("area", "")[:40],
        kind=call.query.get("kind", "")[:20],
    )  # fmt: skip
    return told(ProcedurePage(day, len(found), tuple(map(_listed, found))))


def procedure(call: Call, code: str) -> Told:
    """The version of a procedure that is in force on a day."""
    found = queries.in_force(_code(code), _day(call))
    if found is None:
        raise NotFound(what=code[:LONGEST])
    content = msgspec.convert(found.content, ProcedureContent, from_attributes=True)
    return told(
        ProcedureShown(
            found.code, found.no, found.effective_from, found.effective_to, content, _links(found.code)
        )
    )  # fmt: skip


def versions(call: Call, code: str) -> Told:
    """Every issued version of a procedure."""
    today = law_day(call.at)
    held = queries.versions(_code(code), PUBLIC)
    rows = (
        (each, stands(each.state, each.effective_from, each.effective_to, today)) for each in held
    )  # fmt: skip
    shown = tuple(VersionShown(each.no, name, each.effective_from, each.effective_to) for each, name in rows)  # type: ignore[arg-type]
    return told(VersionsShown(code, shown))


def _listed(each: Listed) -> ProcedureListed:
    content: Any = each.content
    return ProcedureListed(
        content.code, each.no, *content.title, content.kind, content.area, content.level, f"{content.limit.amount}",
        content.limit.unit, not content.limit.uncertain, each.effective_from, each.online, _links(content.code),
    )  # fmt: skip


def _links(code: str) -> dict[str, str]:
    here = f"/api/procedures/{code}"
    return {"self": here, "versions": f"{here}/versions", "page": f"/procedures/{code}/"}


def _code(code: str) -> str:
    if "\x00" in code or len(code) > LONGEST:
        raise NotFound(what="procedures")
    return code


def _day(call: Call) -> date:
    text = call.query.get("day", "")
    if not text:
        return law_day(call.at)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not FIRST <= day <= LAST:
        wrong = error("API-400", "?day", Words("Ngày có dạng YYYY-MM-DD.", "A day reads YYYY-MM-DD."), text[:30])
        raise Stopped("unreadable", errors=[wrong])
    return day


_DAY = Parameter("day", Words("Ngày (YYYY-MM-DD); mặc định hôm nay", "Day (YYYY-MM-DD); today where none is named"))
OPERATIONS = (
    Operation(
        "listProcedures", "get", "procedures", "procedures",
        Words("Danh mục thủ tục, quy trình có hiệu lực", "Procedures in force"), catalogue,
        gives={200: ProcedurePage}, problems=("unreadable",),
        parameters=(
            Parameter("q", Words("Từ trong tên, giấy tờ hoặc mã, không cần dấu", "Words of title, papers or code")),
            Parameter("area", Words("Lĩnh vực", "Area")), Parameter("kind", Words("Loại", "Kind")), _DAY,
        ),
    ),
    Operation(
        "showProcedure", "get", "procedures/{code}", "procedure",
        Words("Một thủ tục: nội dung, các bước, mẫu nộp", "A procedure: content, steps, form"), procedure,
        gives={200: ProcedureShown}, parameters=(_DAY,), problems=("not-found", "unreadable"),
    ),
    Operation(
        "listProcedureVersions", "get", "procedures/{code}/versions", "procedure_versions",
        Words("Các lần ban hành của một thủ tục", "The versions of a procedure"), versions,
        gives={200: VersionsShown}, problems=("not-found",),
    ),
)  # fmt: skip

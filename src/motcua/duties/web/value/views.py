"""The worksheet as a page: an address that can be kept, shared and printed; nothing is stored."""

from collections.abc import Container, Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from motcua.design.domain import amounts
from motcua.design.templatetags.figures import language, say
from motcua.duties import queries
from motcua.duties.domain.methods import Valued
from motcua.duties.domain.telling import reason
from motcua.duties.web.asked import Fault
from motcua.duties.web.shown import listed, tree
from motcua.duties.web.value.asked import Typed, answered, fields_of, identifier
from motcua.duties.web.value.fields import BY_PATH
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.reference import domain as reference

TONES = {"chosen": "good", "fallen": "", "unsettled": "warn", "later": ""}
STANDINGS = {
    "chosen": Words("Được dùng", "Used"), "fallen": Words("Không dùng được", "Falls away"),
    "unsettled": Words("Chưa rõ", "Not settled"), "later": Words("Không xét đến", "Not reached"),
}  # fmt: skip


@require_safe
def worksheet(request: HttpRequest) -> HttpResponse:
    """The worksheet and, above it, what it comes to. An address with empty fields leads to the same without them."""
    today = law_day(clock.now())
    typed = Typed(request.GET, today)
    if any(not text for text in request.GET.values()):
        return redirect(f"{request.path}?{urlencode(typed.texts)}" if typed.texts else request.path)
    found, faults = _valued(typed) if typed.asked else (None, [])
    wrong = {each.field: each for each in faults}
    parts = list(fields_of(typed, wrong))
    context = {
        "typed": typed, "faults": list(_labelled(faults, parts)), "parts": parts, "today": today,
        "answer": _answer(found) if found else None, "told": list(answered(typed)),
        "datalists": [
            ("d-country", listed("country", today)), ("d-unit", listed("unit", today)),
            ("d-currency", listed("currency", today)),
        ],
    }  # fmt: skip
    return render(request, "duties/value.html", context, status=422 if faults else 200)


def _valued(typed: Typed) -> tuple[Valued | None, list[Fault]]:
    case = typed.case()
    if case is None:
        return None, typed.faults
    try:
        found = queries.value_goods(case)
    except Refusal as refusal:
        return None, [Fault("f-on", refusal.in_language(language()))]
    known = {field["id"] for part in fields_of(typed, {}) for row in part["rows"] for field in row["fields"]}
    return found, [Fault(_field(each.path, known), say(each.words), say(each.remedy)) for each in found.problems]


def _labelled(faults: Iterable[Fault], parts: Iterable[dict[str, Any]]) -> Iterator[Fault]:
    """Faults for the summary: what each field is called goes before."""
    labels = {
        field["id"]: (say(part["part"].words), "" if row["no"] is None else str(row["no"]), say(field["field"].words))
        for part in parts for row in part["rows"] for field in row["fields"]
    }  # fmt: skip
    for each in faults:
        label = " · ".join(text for text in labels.get(each.field, ()) if text)
        yield each._replace(message=f"{label}: {each.message}" if label else each.message)


def _field(path: str, known: Container[str]) -> str:
    """The id of the field that a problem is about; the worksheet's part where it is about all of it."""
    name = path.strip("/").replace("/", ".")
    for tried in (f"{name}.amount", name, name.removesuffix(".currency") + ".amount"):
        if identifier(tried) in known:
            return identifier(tried)
    part = BY_PATH.get(name)
    return f"p-{part.key}" if part else "f-on"


def _answer(found: Valued) -> dict[str, Any]:
    listed_codes = reference.code_list("valuation_code").entries
    named = next((say(each.words) for each in listed_codes if each.code == found.code), "")
    return {
        "found": found, "value": "" if found.value is None else amounts.dong(found.value, language()),
        "code": found.code, "name": named,
        "tree": tree(reason(found.explanation)) if found.explanation else None,
        "verdicts": [
            {"verdict": each, "tone": TONES[each.standing], "standing": STANDINGS[each.standing]}
            for each in found.verdicts
        ],
    }  # fmt: skip

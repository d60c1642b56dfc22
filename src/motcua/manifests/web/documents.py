"""A document on its page: what is declared, its versions, what each changed; its rows as CSV, itself as JSON."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.templatetags.figures import say
from motcua.kernel.words import Words
from motcua.manifests.domain import sheets
from motcua.manifests.domain.comparing import Change, compare
from motcua.manifests.domain.data import CODES, Field
from motcua.manifests.domain.life import KIND_WORDS, LODGING, PAPER_WORDS, Paper, State
from motcua.manifests.domain.message import Document as Message
from motcua.manifests.domain.message import kind_of, rows_of, write
from motcua.manifests.domain.structure import field_of
from motcua.manifests.models import Version
from motcua.manifests.queries import one as queries
from motcua.manifests.services import rights
from motcua.manifests.web import words
from motcua.manifests.web.case import head

SHOWN = 200
"""Rows on a page; all are in the CSV."""


class Told(NamedTuple):
    """A field with what is declared, as a page shows it."""

    label: Words
    value: str
    hint: str


@require_safe
def document(request: HttpRequest, number: str, document_number: str) -> HttpResponse:
    """One document in one of its versions."""
    actor = actor_of(request)
    call = queries.find(number, actor)
    found = queries.document(call, document_number, actor)
    versions = queries.versions(found)
    chosen = _chosen(request, versions)
    message = queries.message(found, chosen.version)
    before = queries.message(found, chosen.version - 1) if chosen.version > 1 else None
    changes = list(compare(before, message)) if before is not None else []
    announces = rights.may_announce(actor, found.party, call.direction, call.office) and actor.holds("trader")
    keys, rows = _table(message)
    context = {
        **head(call), "document": found, "kind": KIND_WORDS[found.kind], "paper": PAPER_WORDS[Paper(found.state)],
        "paper_tone": words.PAPER_TONES[Paper(found.state)], "versions": versions, "chosen": chosen,
        "facts": list(_facts(message)), "heads": keys, "rows": rows[:SHOWN], "count": len(rows_of(message)),
        "cut": len(rows) - SHOWN if len(rows) > SHOWN else 0, "changes": [_said(each) for each in changes[:SHOWN]],
        "change_count": len(changes), "single": found.kind in sheets.SINGLE,
        "corrects": announces and State(call.state) in LODGING and found.state != Paper.CANCELLED,
    }  # fmt: skip
    return render(request, "manifests/document.html", context)


@require_safe
def rows(request: HttpRequest, number: str, document_number: str) -> StreamingHttpResponse:
    """The rows of a document as CSV, under the titles of its sheet."""
    actor = actor_of(request)
    call = queries.find(number, actor)
    found = queries.document(call, document_number, actor)
    message = queries.message(found, _chosen(request, queries.versions(found)).version)
    heads = [say(column.words) for column in sheets.COLUMNS[found.kind]]
    _keys, held = sheets.table_of(message)
    answer = StreamingHttpResponse(csv.lines(heads, held), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.kind}-{found.number}.csv"'
    return answer


@require_safe
def plain(request: HttpRequest, number: str, document_number: str) -> HttpResponse:
    """A document as the neutral JSON that it is kept as."""
    actor = actor_of(request)
    call = queries.find(number, actor)
    found = queries.document(call, document_number, actor)
    message = queries.message(found, _chosen(request, queries.versions(found)).version)
    answer = HttpResponse(write(message), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{found.kind}-{found.number}.json"'
    return answer


def _chosen(request: HttpRequest, versions: list[Version]) -> Version:
    asked = request.GET.get("version", "")
    return next((each for each in versions if str(each.version) == asked), versions[-1])


def _facts(message: Message) -> Iterator[Told]:
    """The fields of the document itself, as far as something is declared."""
    for name in message.__struct_fields__:
        field = field_of(type(message), name)
        value = getattr(message, name)
        if field is None or value in ("", None, (), False):
            continue
        yield Told(field.words, *_shown(field, value))


def _shown(field: Field, value: Any) -> tuple[str, str]:
    text = _("yes") if value is True else sheets.written(value)
    entry = CODES.get(field.list, {}).get(text) if field.list else None
    return (say(entry.words), text) if entry is not None else (text, "")


def _table(message: Message) -> tuple[list[str], list[list[str]]]:
    """The rows with only those columns in which something stands."""
    kind = kind_of(message)
    if kind in sheets.SINGLE:
        return [], []
    _keys, held = sheets.table_of(message)
    used = [at for at, column in enumerate(sheets.COLUMNS[kind]) if column.part != "own" and any(r[at] for r in held)]
    return [say(sheets.COLUMNS[kind][at].words) for at in used], [[row[at] for at in used] for row in held]


def _said(change: Change) -> dict[str, str]:
    label = say(change.field.words) if change.field is not None else change.path.rpartition("/")[2]
    return {"where": change.where, "label": label, "before": change.before or "–", "after": change.after or "–"}

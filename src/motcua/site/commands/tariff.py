"""The tariff: load official tables, list and take back loads, compare two days."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from motcua.design.domain import csv
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.dated import NotInForce
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.tariff import queries, services
from motcua.tariff.domain import UnknownTable, rows
from motcua.tariff.domain.entries import Entry
from motcua.tariff.domain.tables import Terms
from motcua.tariff.domain.writing import condition, rate
from motcua.tariff.queries import telling
from motcua.tariff.queries.comparing import Differing
from motcua.tariff.services import Preview

app = typer.Typer(no_args_is_help=True)
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]
AsJson = Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")]
SHOWN = 20
"""How many faults and changes are printed; --json prints all."""


@app.command()
def load(
    file: File,
    apply: Annotated[bool, typer.Option("--apply", help="Nạp thật / store it")] = False,
    since: Annotated[str, typer.Option(help="Ngày đầu / first day (YYYY-MM-DD)")] = "",
    until: Annotated[str, typer.Option(help="Ngày cuối / last day")] = "",
    source: Annotated[str, typer.Option(help="Số văn bản / the act's number")] = "",
    verified: Annotated[bool, typer.Option("--verified", help="Đã đối chiếu văn bản / checked in the act")] = False,
    complete: Annotated[str, typer.Option(help="Biểu mà ô trống là không có / where blank means none")] = "EXPORT",
    edition: Annotated[str, typer.Option(help="Danh mục / nomenclature")] = "AHTN 2022",
    sheet: Annotated[str, typer.Option(help="Trang tính / sheet of a workbook")] = "",
    without_faults: Annotated[bool, typer.Option("--without-faults", help="Bỏ dòng lỗi / leave faulty rows")] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Xem trước hoặc nạp một biểu thuế. Preview what a CSV or XLSX table changes; --apply stores it."""
    at = clock.now()
    first = _day(since, "--since") or law_day(at)
    few = frozenset(complete.upper().replace(",", " ").split())
    terms = Terms(first, _day(until, "--until"), source, verified, edition, few)
    content = file.read_bytes()
    try:
        shown = services.preview(content, file.name, terms, sheet)
        _print_preview(shown, as_json=as_json and not apply)
        if apply:
            done = services.load(
                content, file.name, terms, by=SYSTEM, at=at, sheet=sheet, without_faults=without_faults
            )
            typer.echo(
                json.dumps({"load": done.leaf, "lines": done.lines, "entries": done.entries, "left": done.skipped})
                if as_json else f"Đã nạp / loaded {done.leaf}: {done.lines} dòng/lines, {done.entries} thuế suất/rates"
            )  # fmt: skip
    except Refusal as refusal:
        _refused(refusal)
    if shown.table.problems and not without_faults:
        raise typer.Exit(1)


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="YYYY-MM-DD")],
    after: Annotated[str, typer.Argument(help="YYYY-MM-DD")],
    schedule: Annotated[str, typer.Option(help="MFN, ATIGA, VAT …")] = "",
    chapter: Annotated[str, typer.Option(help="Đầu mã hàng / beginning of the codes, such as 27 or 2701")] = "",
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Kết quả dạng CSV / print CSV")] = False,
) -> None:
    """So sánh biểu thuế của hai ngày. What changes between two days."""
    first, second = _day(before, "BEFORE"), _day(after, "AFTER")
    if first is None or second is None:
        raise typer.BadParameter("YYYY-MM-DD")
    within = chapter.replace(".", "")
    if within and not (within.isascii() and within.isdigit()):
        raise typer.BadParameter("27, 2701, 27011900", param_hint="--chapter")
    try:
        found = list(queries.changes(first, second, schedule.upper(), within=within))
    except (NotInForce, UnknownTable) as refusal:
        _refused(refusal)
    if as_csv:
        for piece in csv.lines(rows.CHANGE_HEADS, (rows.change(telling.changed(each)) for each in found)):
            sys.stdout.buffer.write(piece)
        return
    if as_json:
        typer.echo(json.dumps([_change(each) for each in found], ensure_ascii=False, indent=1))
        return
    for each in found:
        said = f"{_texts([shown.entry for shown in each.before])} → {_texts([shown.entry for shown in each.after])}"
        typer.echo(f"{each.schedule:12} {each.code} {said}")
    typer.echo(f"{len(found)} thay đổi / changes")


@app.command()
def loads(as_json: AsJson = False) -> None:
    """Các lần nạp. Every load, the latest first."""
    found = [
        {"load": each.leaf, "at": each.at.isoformat(), "name": each.name, "lines": each.lines,
         "entries": each.entries, "sha256": each.sha256, "withdrawn": each.withdrawn}
        for each in queries.loads()
    ]  # fmt: skip
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for each in found:
        back = f"  đã rút / taken back: {each['withdrawn']}" if each["withdrawn"] else ""
        typer.echo(f"{each['load']}  {each['at']}  {each['name']}  {each['lines']} + {each['entries']}{back}")


@app.command()
def withdraw(load_id: int, reason: Annotated[str, typer.Option(help="Lý do / why")]) -> None:
    """Rút một lần nạp. Take a load back; it stays in the tables and no longer counts."""
    try:
        typer.echo(services.withdraw(load_id, by=SYSTEM, at=clock.now(), reason=reason))
    except Refusal as refusal:
        _refused(refusal)


def _print_preview(shown: Preview, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_preview(shown), ensure_ascii=False, indent=1))
        return
    table, comparison = shown.table, shown.comparison
    typer.echo(f"{shown.name} ({table.layout}): {table.rows} dòng/rows, {len(table.lines)} mã/lines, "
               f"{len(table.entries)} thuế suất/rates, {table.cells['held']} ô giữ lại/held, "
               f"{table.repeated} lặp/repeated")  # fmt: skip
    changed = [each.schedule for each in comparison.changed]
    typer.echo(f"{'':16}{'mới/new':>10}{'như cũ/same':>14}{'đổi/changed':>14}{'không nêu/silent':>18}")
    for key in sorted({*comparison.new, *comparison.same, *changed}):
        typer.echo(f"{key:16}{comparison.new[key]:>10}{comparison.same[key]:>14}{changed.count(key):>14}"
                   f"{comparison.silent[key]:>18}")  # fmt: skip
    for each in comparison.changed[:SHOWN]:
        typer.echo(f"  {each.schedule} {each.code} {each.since}: {_texts(each.before)} → {_texts(each.after)}")
    for problem in table.problems[:SHOWN]:
        typer.echo(f"  dòng/row {problem.row} {problem.code}: {problem.words.vi} / {problem.words.en}")
    if comparison.both:
        typer.echo(f"{comparison.both} mã có ở cả biểu nhập và biểu xuất (bình thường) / codes in both tables (normal)")
    if comparison.carried:
        typer.echo(f"{comparison.carried} ô giữ xuất xứ loại trừ hoặc dòng tách đã biết / "
                   "cells keep known excluded origins or splits")  # fmt: skip
    if table.ignored:
        typer.echo(f"Cột bỏ qua / columns not read: {', '.join(table.ignored)}")


def _preview(shown: Preview) -> dict[str, Any]:
    table, comparison = shown.table, shown.comparison
    return {
        "file": shown.name, "layout": table.layout, "rows": table.rows, "lines": len(table.lines),
        "entries": len(table.entries), "cells": dict(table.cells), "repeated": table.repeated,
        "marks": table.marks, "ignored": table.ignored,
        "problems": [
            {"row": each.row, "code": each.code, "message_vi": each.words.vi, "message_en": each.words.en}
            for each in table.problems
        ],
        "new": dict(comparison.new), "same": dict(comparison.same), "silent": dict(comparison.silent),
        "in_both_annexes": comparison.both, "carried": comparison.carried,
        "changed": [
            {"schedule": each.schedule, "code": each.code, "since": each.since.isoformat(),
             "before": _texts(each.before), "after": _texts(each.after)}
            for each in comparison.changed
        ],
    }  # fmt: skip


def _change(each: Differing) -> dict[str, Any]:
    return {
        "schedule": each.schedule, "code": each.code, "before": _texts([shown.entry for shown in each.before]),
        "after": _texts([shown.entry for shown in each.after]),
        "source": sorted({shown.entry.source for shown in each.after}),
        "verified": all(shown.entry.verified for shown in each.after),
    }  # fmt: skip


def _texts(entries: list[Entry] | tuple[Entry, ...]) -> str:
    said = (f"{rate(entry).vi} ({condition(entry).vi})".removesuffix(" ()") for entry in entries)
    return " | ".join(said) or "–"


def _day(text: str, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter("YYYY-MM-DD", param_hint=where) from None


def _refused(refusal: Refusal) -> NoReturn:
    typer.echo(f"{refusal.code}: {refusal.in_language('vi')}", err=True)
    typer.echo(refusal.in_language("en"), err=True)
    raise typer.Exit(1)

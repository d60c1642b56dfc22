"""The tariff: load official tables, list and take back loads, compare two days."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, NoReturn

import msgspec
import typer

from motcua.design.domain import csv
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.dated import NotInForce
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.site.commands.days import day
from motcua.tariff import queries, services
from motcua.tariff.domain import UnknownTable, rows
from motcua.tariff.domain.entries import Entry
from motcua.tariff.domain.telling import all_said
from motcua.tariff.domain.terms import Terms
from motcua.tariff.domain.writing import condition, rate
from motcua.tariff.queries import telling
from motcua.tariff.queries.comparing import Differing
from motcua.tariff.services import Loaded, Preview
from motcua.tariff.services.told import preview_told

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
    column: Annotated[
        list[str] | None, typer.Option(help="TÊN=BIỂU: cột khác tên; TÊN=- bỏ cột / HEADING=SCHEDULE or HEADING=-")
    ] = None,
    note: Annotated[str, typer.Option(help="Ghi chú / note")] = "",
    without_faults: Annotated[bool, typer.Option("--without-faults", help="Bỏ dòng lỗi / leave faulty rows")] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Xem trước hoặc nạp biểu thuế, tỷ giá, bảng mã. Preview what a CSV or XLSX table changes; --apply stores it."""
    at = clock.now()
    first = day(since, "--since") or law_day(at)
    few = frozenset(complete.upper().replace(",", " ").split())
    pairs = tuple(_column(text) for text in column or ())
    terms = Terms(first, day(until, "--until"), source, verified, edition, few, pairs)
    content = file.read_bytes()
    try:
        shown = services.preview(content, file.name, terms, sheet)
        if not (as_json and apply):
            _print_preview(shown, as_json=as_json)
        if apply:
            done = services.load(
                content, file.name, terms, by=SYSTEM, at=at, sheet=sheet, note=note, without_faults=without_faults
            )
            _print_done(done, as_json=as_json)
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
    first, second = day(before, "BEFORE"), day(after, "AFTER")
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
        {"load": each.leaf, "at": each.at.isoformat(), "name": each.name, "kind": each.kind, "lines": each.lines,
         "entries": each.entries, "sha256": each.sha256, "note": each.note, "withdrawn": each.withdrawn}
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


def _column(text: str) -> tuple[str, str]:
    name, mark, target = text.rpartition("=")
    if not mark or not name.strip() or not target.strip():
        raise typer.BadParameter(f"{text}: HEADING=SCHEDULE", param_hint="--column")
    return name.strip(), target.strip()


def _print_done(done: Loaded, *, as_json: bool) -> None:
    if as_json:
        told = {"load": done.leaf, "lines": done.lines, "entries": done.entries, "left": done.skipped,
                "again": done.again}  # fmt: skip
        typer.echo(json.dumps(told))
        return
    word = "Đã nạp từ trước, không nạp lại / loaded before, not again" if done.again else "Đã nạp / loaded"
    typer.echo(f"{word} {done.leaf}: {done.lines} dòng/lines, {done.entries} thuế suất/rates")


def _print_preview(shown: Preview, *, as_json: bool) -> None:
    if as_json:
        told = msgspec.to_builtins(preview_told(shown, len(shown.comparison.changed) + len(shown.table.held) + 1))
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    table, comparison = shown.table, shown.comparison
    typer.echo(f"{shown.name} ({table.layout}): {table.rows} dòng/rows, {len(table.lines)} mã/lines, "
               f"{table.size} thuế suất/rates, {len(table.held)} ô giữ lại/held, "
               f"{table.repeated} lặp/repeated")  # fmt: skip
    changed = Counter(each.schedule for each in comparison.changed)
    typer.echo(f"{'':16}{'mới/new':>10}{'như cũ/same':>14}{'đổi/changed':>14}{'không nêu/silent':>18}")
    for key in comparison.schedules:
        typer.echo(f"{key:16}{comparison.new[key]:>10}{comparison.same[key]:>14}{changed[key]:>14}"
                   f"{comparison.silent[key]:>18}")  # fmt: skip
    for each in comparison.changed[:SHOWN]:
        said = f"{all_said(each.before).vi} → {all_said(each.after).vi}"
        typer.echo(f"  {each.schedule} {each.code} {each.since}: {said}")
    for problem in (*table.problems[:SHOWN], *table.warnings[:SHOWN]):
        typer.echo(f"  dòng/row {problem.row} {problem.code}: {problem.words.vi} / {problem.words.en}")
    if comparison.both:
        typer.echo(f"{comparison.both} mã có ở cả biểu nhập và biểu xuất (bình thường) / codes in both tables (normal)")
    if comparison.carried:
        typer.echo(f"{comparison.carried} ô giữ xuất xứ loại trừ hoặc dòng tách đã biết / "
                   "cells keep known excluded origins or splits")  # fmt: skip
    if table.ignored:
        typer.echo(f"Cột bỏ qua / columns not read: {', '.join(table.ignored)}")


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


def _refused(refusal: Refusal) -> NoReturn:
    typer.echo(f"{refusal.code}: {refusal.in_language('vi')}", err=True)
    typer.echo(refusal.in_language("en"), err=True)
    raise typer.Exit(1)

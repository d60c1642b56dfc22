"""`motcua bank`: keys of banks, a day reconciled, and the simulated bank."""

import json
from datetime import date, datetime
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console
from rich.table import Table

from motcua.demo.services import bank as simulated
from motcua.gateways.bank import queries, services
from motcua.gateways.bank.domain.reconciling import WORDS
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import in_words, law_day

app = typer.Typer(no_args_is_help=True)
key = typer.Typer(no_args_is_help=True, help="Khóa của ngân hàng / Keys of banks")
app.add_typer(key, name="key")
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%d/%m/%Y"])]


@key.command()
def add(
    bank: Annotated[str, typer.Argument(help="Mã ngân hàng / code of the bank")],
    public: Annotated[str, typer.Argument(help="Khóa công khai Ed25519, 64 chữ số hex / public key in hex")],
    name: Annotated[str, typer.Option(help="Tên ngân hàng / its name")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d", "%d/%m/%Y"], help="Ngày cuối / last day")],
    since: Day = None,
    page: Annotated[str, typer.Option(help="Trang nộp tiền / page for payers")] = "",
) -> None:
    """Đăng ký khóa. Register a key."""
    at = clock.now()
    first = since.date() if since else law_day(at)
    new = services.NewKey(bank, name, public.lower(), first, until.date(), page)
    typer.echo(services.add_key(new, by=SYSTEM, at=at))


@key.command("list")
def listed() -> None:
    """Các khóa. List keys."""
    table, today = Table(), law_day(clock.now())
    for head in ("Số / no.", "Ngân hàng / bank", "Khóa / key", "Từ / since", "Đến / until", "Hiệu lực / in force"):
        table.add_column(head)
    for each in queries.registered():
        named = f"{each.bank} {each.name}"
        valid = "✓" if queries.valid(each, today) else "–"
        table.add_row(
            str(each.leaf), named, bytes(each.public).hex()[:16], str(each.since), str(each.until), valid
        )  # fmt: skip
    Console().print(table)


@key.command()
def end(
    number: Annotated[int, typer.Argument(help="Số của khóa, xem list / number of the key")],
    note: Annotated[str, typer.Option(help="Lý do / reason")],
) -> None:
    """Chấm dứt khóa ngay. End a key now."""
    services.end_key(number, note=note, by=SYSTEM, at=clock.now())


@app.command()
def reconcile(
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d", "%d/%m/%Y"], help="Ngày / day")],
    bank: Annotated[str, typer.Option(help="Mã ngân hàng; bỏ trống: tất cả / empty: all")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")] = False,
) -> None:
    """Đối chiếu sao kê ngày với sổ. Reconcile a day's statements with the ledger; exit 1 where they differ."""
    found = [queries.reconcile(each, day.date()) for each in ([bank] if bank else queries.banks())]
    if as_json:
        typer.echo(json.dumps([_told(each) for each in found], ensure_ascii=False, indent=1))
    else:
        for each in found:
            _print(each, day.date())
    raise typer.Exit(0 if all(each.clean or not (each.statement or each.rows) for each in found) else 1)


@app.command()
def simulate(
    port: Annotated[int, typer.Option(help="Cổng / port")] = 8010,
    to: Annotated[str, typer.Option(help="Địa chỉ của hệ thống / address of the platform")] = "http://127.0.0.1:8000",
    twice: Annotated[float, typer.Option(help="Tỷ lệ gửi lặp / share sent twice", min=0, max=1)] = 0.2,
) -> None:
    """Chạy ngân hàng giả lập. Run the simulated bank until Ctrl-C; in a demonstration it makes its key known."""
    folder, page = settings.HOME / "bank", f"http://127.0.0.1:{port}/pay"
    if clock.is_demonstration():
        simulated.make_known(folder, page, clock.now())
    typer.echo(f"Ngân hàng giả lập / simulated bank: http://127.0.0.1:{port}/ → {to}")
    typer.echo(f"Khóa / key {simulated.SIMULATED} {simulated.public_key(folder)}")
    simulated.serve(folder, port, to, twice=twice)


def _told(found: queries.Reconciled) -> dict[str, object]:
    theirs, ours = found.sums()
    rows = [
        {"state": each.state, "notice": each.notice, "reference": each.reference, "declaration": each.number,
         "bank": each.theirs, "here": each.ours}
        for each in found.rows if each.state != "agrees"
    ]  # fmt: skip
    return {
        "bank": found.bank, "day": found.day.isoformat(), "statement": found.statement is not None,
        "total_bank": theirs, "total_here": ours, "agree": len(found.rows) - len(rows), "differ": rows,
    }  # fmt: skip


def _print(found: queries.Reconciled, day: date) -> None:
    theirs, ours = found.sums()
    came = "có sao kê / statement" if found.statement else "chưa có sao kê / no statement"
    table = Table(title=f"{found.bank} {in_words(day)}: {came}, {theirs} / {ours} đ", title_justify="left")
    for head in ("Thông báo / notice", "Mã / reference", "Tờ khai / declaration", "NH / bank", "Đây / here", ""):
        table.add_column(head)
    for each in found.rows:
        if each.state != "agrees":
            words = WORDS[each.state]
            table.add_row(
                each.notice, each.reference, each.number, str(each.theirs or "–"), str(each.ours or "–"),
                f"{words.vi} / {words.en}",
            )  # fmt: skip
    Console().print(table)

"""What if a branch had another number of officers, printed beside the model of now and what was measured."""

from collections.abc import Callable, Iterable
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from motcua.reports.domain.whatif.cap import minutes_of
from motcua.reports.domain.whatif.staff import MINUTE, StaffAsked, StaffFound, Trio, Work, officers_of, said_staff
from motcua.reports.queries import whatif_staff
from motcua.site.commands.tables import wide
from motcua.site.commands.whatif import Year, period, refusing, telling

PERCENT = 10_000
Branch = Annotated[str, typer.Option("--office", "--branch", help="Chi cục / branch code")]
Officers = Annotated[str, typer.Option(help="+2, -1 (thêm, bớt / more, fewer) hoặc / or 5")]
Present = Annotated[
    str, typer.Option(help="Số công chức hiện có / officers now; trống: người giữ chức vụ / empty: who hold the post")
]
Documents = Annotated[
    str,
    typer.Option("--document-minutes", help="Phút một hồ sơ / minutes on documents; trống: đo / empty: measured"),
]
Inspection = Annotated[
    str, typer.Option("--inspection-minutes", help="Phút một lần kiểm tra thực tế / minutes on an inspection")
]


def staff(  # noqa: PLR0913, PLR0917 - one parameter an option
    office: Branch,
    officers: Officers,
    year: Year = 0,
    since: Annotated[str, typer.Option(help="Tờ khai từ ngày / declarations from (YYYY-MM-DD)")] = "",
    until: Annotated[str, typer.Option(help="đến hết ngày / to the end of (YYYY-MM-DD)")] = "",
    present: Present = "",
    document: Documents = "",
    inspection: Inspection = "",
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")] = False,
) -> None:
    """Xếp hàng lại các lần kiểm tra đã lưu của một chi cục với số công chức khác. Queue the stored checks of a branch
    with another number of officers, beside the model of now and what was measured. Nothing is changed.
    """
    first, last = period(year, since, until)
    with refusing():
        now = officers_of(present)[0] if present else 0
        minutes = minutes_of(document), minutes_of(inspection)
        asked = StaffAsked(office, *officers_of(officers), first, last, now, *minutes)
        with telling("Bước / steps", quiet=as_json) as tell:
            found = whatif_staff.by_staff(asked, tell)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        show(found)


Write = Callable[[int | None], str]


def show(found: StaffFound) -> None:
    """Print what was found."""
    console = wide()
    console.print(
        f"{said_staff(found.asked)} · {found.asked.since} – {found.asked.until} · {found.checks:,} lần kiểm tra / "
        f"checks · {found.staff_now} → {found.staff_then} công chức / officers ({found.staff_source})", soft_wrap=True,
    )  # fmt: skip
    tables: tuple[tuple[str, Iterable[Trio], Write], ...] = (
        ("Chờ, trung vị, phút / wait, median, minutes", found.median_waits, _minutes),
        ("Chờ, 9/10 trong vòng / wait, nine in ten within", found.most_waits, _minutes),
        ("Đến lúc xong, trung vị / to the end, median", found.median_stays, _minutes),
        ("Đến lúc xong, 9/10 / to the end, nine in ten", found.most_stays, _minutes),
        ("Quá hạn luật định / past the law's deadline", found.late, _count),
        ("Tải / load", (found.load_ppm,), _share),
        ("Chưa xong cuối kỳ / left at the end", (found.open_at_end,), _count),
        ("Chờ theo tháng, 9/10 / wait by month, nine in ten", found.months, _minutes),
    )
    for title, trios, write in tables:
        console.print(_table(title, trios, write, found))
    console.print(_basis(found), soft_wrap=True)


_KINDS = {"documents": "hồ sơ / documents", "inspection": "thực tế / inspections", "": "tất cả / all"}
_SOURCES = {"measured": "đo được / measured", "asked": "GIẢ ĐỊNH nêu khi hỏi / ASSUMED by the question",
            "assumed": "GIẢ ĐỊNH, không đo được / ASSUMED, not measured"}  # fmt: skip


def _table(title: str, trios: Iterable[Trio], write: Write, found: StaffFound) -> Table:
    table = Table(
        title, "Đo được / measured", f"Mô hình, {found.staff_now} người / model now",
        f"Mô hình, {found.staff_then} người / model then", "±",
    )  # fmt: skip
    for trio in trios:
        told = map(write, (trio.measured, trio.now, trio.then, trio.difference))
        table.add_row(_KINDS.get(trio.key, trio.key), *told)
    return table


def _minutes(seconds: int | None) -> str:
    return "–" if seconds is None else f"{seconds / MINUTE:,.1f}"


def _count(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def _share(ppm: int | None) -> str:
    return "–" if ppm is None else f"{ppm / PERCENT:.1f} %"


def _basis(found: StaffFound) -> str:
    over = "QUÁ TẢI: hàng đợi dài ra đến hết kỳ / OVERLOADED: the queue grows.\n" if found.overloaded else ""
    works = "; ".join(_work(work) for work in found.works)
    error = "–" if found.error_ppm is None else f"{found.error_ppm / PERCENT:+.0f} %"
    return (
        f"{over}{works}. Sai số mô hình / error of the model: {error}. Biết lúc bắt đầu / beginning noted: "
        f"{found.begun:,}; bị gián đoạn / interrupted: {found.drawn:,}; người đã kiểm tra / who ended checks: "
        f"{found.staff_seen}.\nGIẢ ĐỊNH: mọi công chức như nhau, làm đủ giờ, ai đến trước làm trước / ASSUMED: all "
        f"officers equal, all office hours, first come first served.\n{found.fingerprint}"
    )


def _work(work: Work) -> str:
    return f"{_KINDS[work.kind]}: {_minutes(work.seconds)} phút / minutes, {work.checks:,} ({_SOURCES[work.source]})"

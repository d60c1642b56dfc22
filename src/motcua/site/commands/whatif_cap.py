"""What if the cap of inspections were another, printed side by side."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from motcua.kernel.money import half_up
from motcua.reports.domain.whatif.cap import CapAsked, CapFound, cap_of, minutes_of, said_cap
from motcua.reports.domain.whatif.told import Pair
from motcua.reports.queries import whatif_cap
from motcua.risk.domain.decision import CHANNELS, SOURCES
from motcua.site.commands.tables import wide
from motcua.site.commands.whatif import Office, Year, period, refusing, telling

HOUR, PERCENT = 60, 10_000
Cap = Annotated[str, typer.Argument(help="Trần, % số tờ khai / cap, % of declarations: 3, 4.99")]
Minutes = Annotated[
    str, typer.Option(help="Số phút một lần kiểm tra / working minutes an inspection; trống: đo / empty: measured")
]


def cap(  # noqa: PLR0913, PLR0917 - one parameter an option
    limit: Cap,
    year: Year = 0,
    since: Annotated[str, typer.Option(help="Tờ khai từ ngày / declarations from (YYYY-MM-DD)")] = "",
    until: Annotated[str, typer.Option(help="đến hết ngày / to the end of (YYYY-MM-DD)")] = "",
    office: Office = "",
    minutes: Minutes = "",
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")] = False,
) -> None:
    """Phân luồng lại các tờ khai đã lưu với trần tỷ lệ kiểm tra khác, điểm và bốc thăm như đã lưu. Decide the stored
    declarations again under another cap, with their stored scores and draws, side by side. Nothing is changed.
    """
    first, last = period(year, since, until)
    with refusing():
        asked = CapAsked(cap_of(limit), first, last, office, minutes_of(minutes))
        with telling("Tờ khai / declarations", quiet=as_json) as tell:
            found = whatif_cap.by_cap(asked, tell)
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        show(found)


_RESULTS = {
    "known": "Đã biết kết quả / with a known result", "unknown": "Chưa biết kết quả / without a known result",
    "hits": "Vụ đã biết phát hiện được / known hits caught", "missed": "Vụ đã biết bỏ lọt / known hits missed",
    "recovered": "Thuế thu thêm, đồng / duty recovered, dong",
}  # fmt: skip


def show(found: CapFound) -> None:
    """Print what was found."""
    console = wide()
    was, would = found.rates_ppm
    console.print(
        f"{said_cap(found.asked)} · {found.asked.since} – {found.asked.until} · {found.declarations:,} tờ khai / "
        f"declarations: {was / PERCENT:.2f} % → {would / PERCENT:.2f} %", soft_wrap=True,
    )  # fmt: skip
    channels = {str(channel): f"{words.vi} / {words.en}" for channel, words in CHANNELS.items()}
    sources = {name: f"{words.vi} / {words.en}" for name, words in SOURCES.items()}
    console.print(_table("Luồng / channel", found.channels, channels))
    console.print(_table("Kiểm tra / inspections", found.results, _RESULTS))
    console.print(_table("Kiểm tra theo chi cục / inspections by branch", (*found.branches, found.total), {}))
    console.print(_table("Nguồn chọn / what chose", found.sources, sources))
    console.print(_table("Tháng / month", found.months, {}))
    hours = (Pair(each.key, *(half_up(side, HOUR) for side in (each.was, each.would))) for each in found.hours)
    console.print(_table("Giờ công chức / officer hours", hours, {}))
    console.print(_changed(found))
    console.print(_basis(found), soft_wrap=True)


def _table(title: str, rows: Iterable[Pair], labels: dict[str, str]) -> Table:
    table = Table(title, "Đã có / as it was", "Giả định / as it would be", "±")
    for row in rows:
        name = labels.get(row.key, row.key) or "Tổng / total"
        table.add_row(name, f"{row.was:,}", f"{row.would:,}", f"{row.difference:+,}")
    return table


def _changed(found: CapFound) -> Table:
    table = Table(
        "Đổi luồng / change channel", "Tờ khai / declarations",
        "Trung vị thông quan, phút: đã có / median to clearance, minutes: as it was",
        "giả định, ước tính / as it would be, an estimate",
    )  # fmt: skip
    for each in found.changed:
        times = ("–" if minutes is None else f"{minutes:,}" for minutes in (each.was_minutes, each.would_minutes))
        mark = "" if each.own else " *"
        table.add_row(f"{each.office} {each.was} → {each.would}{mark}", f"{each.declarations:,}", *times)
    return table


def _basis(found: CapFound) -> str:
    waits = found.waits_minutes
    hours = "–" if waits is None else f"{half_up(waits, HOUR):+,}"
    measured = (
        f"{found.work_minutes} phút một lần kiểm tra, trung bình {found.work_records} biên bản / minutes an "
        "inspection, the mean of so many records" if found.work_records
        else f"GIẢ ĐỊNH {found.work_minutes} phút một lần kiểm tra, không đo được / ASSUMED minutes, not measured"
    )  # fmt: skip
    return (
        f"Thời gian đến thông quan, giờ, ước tính / time to clearance, hours, an estimate: {hours}. {measured}. "
        "* trung vị của cả Cục / a median of the department. Lần kiểm tra chưa biết kết quả không tính vào số vụ / "
        f"inspections without a known result count in no hit.\n{found.fingerprint}"
    )

"""`motcua asw`: certificates of this window and its partners, the door for partners, and how the lines are."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console
from rich.table import Table

from motcua.demo.services import partners
from motcua.design.domain.times import moment
from motcua.gateways.asw import services
from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.domain.errors import CertificateGone
from motcua.gateways.asw.queries import certificates, lines
from motcua.gateways.asw.services.listening import Door
from motcua.ground.services import clock
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_moment

app = typer.Typer(no_args_is_help=True)
keys = typer.Typer(no_args_is_help=True, help="Chứng thư của hai cửa / Certificates of windows")
app.add_typer(keys, name="keys")
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%d/%m/%Y"])]
Json = Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")]
YEARS = timedelta(days=2 * 365)


@keys.command()
def make(
    name: Annotated[str, typer.Option(help="Tên cơ quan / name of the authority")] = "Customs",
    since: Day = None,
    until: Day = None,
    out: Annotated[Path | None, typer.Option(help="Ghi chứng thư (PEM) ra tệp / write the certificate")] = None,
) -> None:
    """Tạo khóa và chứng thư của cửa này. Make a key and a certificate of this window, to be given to partners.

    The one before stays good until its own end: register the new one at the partners before the old one ends.
    """
    at = clock.now()
    first = law_moment(since.date()) if since else at
    last = law_moment(until.date() + timedelta(days=1)) - timedelta(seconds=1) if until else first + YEARS
    found = services.make(name=name, since=first, until=last, by=SYSTEM, at=at)
    content = x509.pem(bytes(found.der)).decode()
    if out is not None:
        out.write_text(content)
    typer.echo(content, nl=False)
    typer.echo(f"{settings.COUNTRY}  SHA-256 {x509.spoken(found.fingerprint)}", err=True)


@keys.command()
def add(
    file: Annotated[Path, typer.Argument(help="Chứng thư của đối tác, PEM hoặc DER / the partner's certificate")],
    address: Annotated[str, typer.Option(help="Nơi đối tác nhận / where it listens: https://host:port")],
    fingerprint: Annotated[
        str, typer.Option(help="Dấu vân tay nghe qua điện thoại / fingerprint heard on the telephone")
    ] = "",
) -> None:
    """Đăng ký chứng thư của đối tác. Register a partner's certificate; exit 1 where the fingerprint is another."""
    found = services.add(file.read_bytes(), address=address, heard=fingerprint, by=SYSTEM, at=clock.now())
    typer.echo(f"{found.leaf}  {found.country}  SHA-256 {x509.spoken(found.fingerprint)}")


@keys.command("list")
def listed(as_json: Json = False) -> None:
    """Các chứng thư. List certificates."""
    at = clock.now()
    rows = list(certificates.all_of_them())
    if as_json:
        typer.echo(json.dumps([_row(row, at) for row in rows], ensure_ascii=False, indent=1))
        return
    table = Table()
    for head in ("Số / no.", "Nước / country", "Vân tay / fingerprint", "Từ / since", "Đến / until", "Hiệu lực / good"):
        table.add_column(head)
    for row in rows:
        named = f"{row.country}{' ●' if row.own else ''} {row.name}"
        good = "✓" if certificates.in_force(row, at) else "–"
        days = (moment(row.since, "vi"), moment(row.until, "vi"))
        table.add_row(str(row.leaf), named, row.fingerprint[:16], *days, good)
    Console().print(table)


@keys.command()
def show(
    number: Annotated[int, typer.Argument(help="Số, xem list; 0: cái đang dùng / number, 0: the one in use")] = 0,
) -> None:
    """In chứng thư (PEM) và dấu vân tay. Print a certificate and its fingerprint."""
    found = certificates.one(number) if number else certificates.own(clock.now())
    if found is None:
        raise CertificateGone
    typer.echo(x509.pem(bytes(found.der)).decode(), nl=False)
    typer.echo(f"{found.country}  SHA-256 {x509.spoken(found.fingerprint)}", err=True)


@keys.command()
def end(
    number: Annotated[int, typer.Argument(help="Số của chứng thư, xem list / number of the certificate")],
    note: Annotated[str, typer.Option(help="Lý do / reason")],
) -> None:
    """Chấm dứt chứng thư ngay (lộ khóa). End a certificate now, because its key was lost."""
    services.end(number, note=note, by=SYSTEM, at=clock.now())


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Địa chỉ nghe / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Cổng / port")] = 8443,
) -> None:
    """Mở cửa cho các cửa quốc gia đối tác (TLS hai chiều). Open the door for partner windows until Ctrl-C."""
    door = Door(host, port)
    typer.echo(f"{settings.COUNTRY} https://{host}:{door.server_port}/asw/messages")
    try:
        door.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        typer.echo("")
    finally:
        door.server_close()


@app.command()
def simulate(
    port: Annotated[int, typer.Option(help="Cổng của cửa đầu tiên / port of the first window")] = 8021,
    site: Annotated[str, typer.Option(help="Trang của hệ thống / site of the platform")] = "http://127.0.0.1:8000",
    door: Annotated[str, typer.Option(help="Cửa cho đối tác / its door for partners")] = "127.0.0.1:8020",
) -> None:
    """Chạy các cửa đối tác giả lập. Run simulated partner windows until Ctrl-C; only in a demonstration."""
    if not clock.is_demonstration():
        typer.echo("Chỉ trong bản trình diễn. / Only in a demonstration.", err=True)
        raise typer.Exit(1)
    folder = settings.HOME / "windows"
    countries = partners.make_known(folder, port, clock.now())
    typer.echo(f"Cửa giả lập / simulated windows: {' '.join(countries)}, 127.0.0.1:{port}–{port + len(countries) - 1}")
    partners.serve(partners.Windows(folder, settings.COUNTRY, site, door), countries, port)


@app.command()
def status(as_json: Json = False) -> None:
    """Tình trạng với từng đối tác. How the lines to partners are; exit 1 where letters wait for a person."""
    found = lines.partners(clock.now())
    if as_json:
        typer.echo(json.dumps([_line(each) for each in found], ensure_ascii=False, indent=1))
    else:
        table = Table()
        for head in ("Đối tác / partner", "Chờ gửi / queued", "Giữ / held", "Cần xem / to see to", "Lệch giờ / clock"):
            table.add_column(head)
        for each in found:
            ahead = "–" if each.ahead_ms is None else f"{each.ahead_ms / 1000:+.1f} s"
            table.add_row(each.country, str(each.queued), str(each.held), str(each.letters), ahead)
        Console().print(table)
    raise typer.Exit(1 if any(each.letters for each in found) else 0)


def _row(row: certificates.Certificate, at: datetime) -> dict[str, object]:
    return {
        "number": row.leaf, "own": bool(row.own), "country": row.country, "name": row.name, "address": row.address,
        "fingerprint": row.fingerprint, "since": row.since.isoformat(), "until": row.until.isoformat(),
        "good": certificates.in_force(row, at),
    }  # fmt: skip


def _line(each: lines.Partner) -> dict[str, object]:
    return {
        "country": each.country, "address": each.address, "state": each.state, "queued": each.queued,
        "held": each.held, "letters": each.letters, "ahead_ms": each.ahead_ms, "fault": each.fault,
    }  # fmt: skip

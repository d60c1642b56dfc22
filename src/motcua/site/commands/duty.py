"""What is due on goods, before anything is lodged."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import msgspec
import typer
from django.db import DatabaseError

from motcua.duties import queries
from motcua.duties.domain.answering import Refused
from motcua.duties.domain.asking import AskedClaim, DutyQuestion
from motcua.duties.domain.explaining import NAMES
from motcua.duties.domain.telling import DutyAnswer, DutyReason, Told, written
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.site.commands.days import day
from motcua.tariff.domain import packaged


def run(
    direction: Annotated[str, typer.Option(help="import | export")],
    hs: Annotated[str, typer.Option(help="Mã hàng / code of goods")],
    value: Annotated[str, typer.Option(help="Trị giá hóa đơn / invoice value")],
    currency: Annotated[str, typer.Option(help="Đồng tiền / currency: USD, VND …")],
    incoterm: Annotated[str, typer.Option(help="Điều kiện giao hàng / delivery term: FOB, CIF …")],
    origin: Annotated[str, typer.Option(help="Nước xuất xứ / origin (import)")] = "",
    freight: Annotated[str, typer.Option(help="Phí vận tải / freight")] = "",
    freight_currency: Annotated[str, typer.Option(help="mặc định đồng tiền giá / that of the price")] = "",
    freight_class: Annotated[str, typer.Option(help="A–F; mặc định A / A unless said")] = "",
    insurance: Annotated[str, typer.Option(help="Phí bảo hiểm / insurance")] = "",
    insurance_currency: Annotated[str, typer.Option(help="mặc định đồng tiền giá / that of the price")] = "",
    quantity: Annotated[str, typer.Option(help="Số lượng / quantity")] = "",
    unit: Annotated[str, typer.Option(help="Đơn vị tính / its unit: TNE, KGM, LTR …")] = "",
    quantity2: Annotated[str, typer.Option(help="Số lượng 2 / second quantity")] = "",
    unit2: Annotated[str, typer.Option(help="Đơn vị tính 2 / its unit")] = "",
    form: Annotated[str, typer.Option(help="Mẫu C/O / form of proof: D, E, AK, EUR.1 …")] = "",
    table: Annotated[str, typer.Option(help="Mã biểu thuế / tariff table: B01, B03 …")] = "",
    absolute_code: Annotated[str, typer.Option(help="Mã thuế tuyệt đối / absolute-rate code (B15, B16)")] = "",
    claim: Annotated[str, typer.Option(help="Mã thuế khác: VB215, GB911 … / other-tax codes")] = "",
    exemption: Annotated[str, typer.Option(help="Mã miễn, giảm / relief code")] = "",
    destination: Annotated[str, typer.Option(help="Nước đến / destination (export)")] = "",
    export_value: Annotated[str, typer.Option(help="Trị giá tại cửa khẩu xuất / value at the exit gate")] = "",
    on: Annotated[str, typer.Option(help="Ngày / day (YYYY-MM-DD); mặc định hôm nay / today")] = "",
    lang: Annotated[str, typer.Option(help="vi | en")] = "vi",
    as_json: Annotated[bool, typer.Option("--json", help="Kết quả dạng JSON / print JSON")] = False,
) -> None:  # fmt: skip
    """Tính thử thuế của một mặt hàng bằng chính hàm dùng khi đăng ký tờ khai. What is due on goods; nothing is kept."""
    said = {name: text for name, text in locals().items() if name not in ("lang", "as_json") and text}
    if lang not in ("vi", "en"):
        raise typer.BadParameter("vi | en", param_hint="--lang")
    found = _work_out(_question(said))
    if isinstance(found, Refused):
        _tell_refused(found, lang, as_json=as_json)
        raise typer.Exit(1)
    typer.echo(written(found).decode() if as_json else "\n".join(_lines(found, lang)))


def _question(said: dict[str, Any]) -> DutyQuestion:
    for field in msgspec.structs.fields(DutyQuestion):
        text = said.get(field.name)
        if text is None:
            continue
        if field.name == "on":
            said["on"] = day(text, "--on")
        elif field.type == Decimal | None:
            said[field.name] = _number(text, f"--{field.name.replace('_', '-')}")
    claims = said.pop("claim", "").replace(",", " ").split()
    said["claims"] = tuple(AskedClaim(code=code) for code in claims)
    if said["direction"] not in ("import", "export"):
        raise typer.BadParameter("import | export", param_hint="--direction")
    return DutyQuestion(**said)


def _number(text: str, hint: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise typer.BadParameter("1000, 12.5 …", param_hint=hint) from None


def _work_out(question: DutyQuestion) -> DutyAnswer | Refused:
    """With the tables in force; with the packaged ones where no database has been made yet."""
    try:
        return queries.work_out(question, law_day(clock.now()))
    except DatabaseError as error:
        if "no such table" not in str(error) and "does not exist" not in str(error):
            raise
        typer.echo("Chưa có cơ sở dữ liệu: tính theo biểu đóng gói. / No database: the packaged tables.", err=True)
        return queries.work_out(question, question.on or date.today(), packaged())  # noqa: DTZ011 - no clock yet


def _tell_refused(found: Refused, lang: str, *, as_json: bool) -> None:
    if as_json:
        errors = [
            {"code": each.code, "path": each.path, "value": each.value, "expected": each.words.en,
             "message_vi": f"{each.words.vi} {each.remedy.vi}", "message_en": f"{each.words.en} {each.remedy.en}"}
            for each in found.problems
        ]  # fmt: skip
        typer.echo(written({"on": found.on, "errors": errors}).decode())
        return
    for each in found.problems:
        words, remedy = each.words.in_language(lang), each.remedy.in_language(lang)
        typer.echo(f"{each.code} {each.path}: {words} {remedy}", err=True)


NAME = 45
"""Letters of a tax's name."""
WORDS = {
    "vi": ("Ngày", "Trị giá hải quan", "Tỷ giá", "đồng", "Thuế", "Căn cứ tính", "Thuế suất", "Số tiền", "Biểu, văn bản",
           "chưa ai đối chiếu văn bản", "Tổng", "Vì sao"),
    "en": ("Day", "Customs value", "Exchange rate", "dong", "Tax", "Base", "Rate", "Amount", "Schedule, act",
           "text not yet seen", "Total", "Why"),
}  # fmt: skip


def _lines(found: DutyAnswer, lang: str) -> list[str]:
    day, value, exchange, dong, tax, base, rate, amount, source, unseen, total, why = WORDS[lang]
    listed = [
        f"{day}: {found.on.isoformat()}",
        f"{value}: {_grouped(found.customs_value, lang)} {dong}",
        f"{exchange}: {_grouped(found.exchange_rate, lang)} {dong}/{found.currency}",
        "",
        f"{tax:{NAME}} {base:>20} {rate:>18} {amount:>16}  {source}",
    ]
    for each in found.taxes:
        seen = "" if each.verified else f" ({unseen})"
        listed.append(
            f"{NAMES[each.kind].in_language(lang)[:NAME]:{NAME}} {_grouped(each.base, lang):>16} {each.base_unit:3}"
            f" {_rate(each.rate, lang):>18} {_grouped(each.amount, lang):>16}  {each.schedule} {each.source}{seen}"
        )
    listed += [f"{total:{NAME}} {'':20} {'':18} {_grouped(found.total, lang):>16}", "", f"{why}:"]
    listed += _tree(found.explanation, lang)
    listed += ["", *(f"* {_in(note.words, lang)}" for note in found.notes)]
    return listed


def _tree(step: DutyReason, lang: str, depth: int = 0) -> list[str]:
    unseen = "" if step.verified else f"; {WORDS[lang][9]}"
    law = f"  [{step.law}{unseen}]" if step.law else ""
    how = f" = {_in(step.how, lang)}" if _in(step.how, lang) else ""
    own = f"{'  ' * depth}{_in(step.label, lang)}: {_grouped(step.amount, lang)}{how}{law}"
    return [own, *(line for child in step.children for line in _tree(child, lang, depth + 1))]


def _rate(text: str, lang: str) -> str:
    """The exact rate in the writing of the language."""
    if text == "exempt":
        return "không chịu thuế" if lang == "vi" else "not subject"
    numbers = (piece.partition(" ") for piece in text.split(" + "))
    return " + ".join(
        (number.replace(".", ",") if lang == "vi" else number) + space + unit for number, space, unit in numbers
    )


def _in(told: Told, lang: str) -> str:
    return told.vi if lang == "vi" else told.en


def _grouped(number: int | Decimal, lang: str) -> str:
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    return text.translate({ord(","): ".", ord("."): ","}) if lang == "vi" else text

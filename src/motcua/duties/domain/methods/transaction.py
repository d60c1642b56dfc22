"""The transaction value: what is paid or payable for the goods when sold for export to Viet Nam, adjusted."""

from collections.abc import Iterator
from functools import cache

from motcua.duties.domain.explaining import Step
from motcua.duties.domain.figures import to_dong
from motcua.duties.domain.methods.facts import Adjusted, Sale
from motcua.duties.domain.methods.numbers import window
from motcua.duties.domain.methods.problems import (
    COUNTED_TWICE,
    FREIGHT_MISSING,
    NOTHING_TO_SHARE,
    PRICE_WITHOUT_SALE,
    PROCEEDS_NOT_ADDED,
    UNKNOWN_NAME,
    UNKNOWN_TERM,
    UNRELATED_BUT_TESTED,
    WRONG_SIGN,
)
from motcua.duties.domain.methods.reckoning import Found, Reasons, Reckoner, apart, days
from motcua.duties.domain.terms import terms
from motcua.duties.domain.writing import percentage, whole
from motcua.kernel.money import E4, PPM
from motcua.kernel.words import Words
from motcua.reference.domain.codes import code_list

LABEL = Words("Trị giá giao dịch", "Transaction value")
PROCEEDS = "P"
"""The name of an addition for what goes back to the seller from a later sale."""
_NO_SALE = Words(
    "Không có giao dịch bán hàng để xuất khẩu đến Việt Nam (cho, tặng, thuê, mượn, ký gửi, chuyển nội bộ).",
    "There is no sale for export to Viet Nam (gift, hire, loan, consignment, transfer within one firm).",
)
_WHY_NOT = {
    "restrictions": ("harmful", Words(
        "Người mua bị hạn chế định đoạt, sử dụng hàng hóa và hạn chế đó ảnh hưởng đến trị giá.",
        "The buyer is restricted in disposing of or using the goods, and that affects their value.")),
    "conditions": ("unmeasured", Words(
        "Việc bán hoặc giá cả phụ thuộc điều kiện mà trị giá không xác định được.",
        "Sale or price depends on a condition whose value cannot be determined.")),
    "proceeds": ("unmeasured", Words(
        "Người bán được chia tiền từ việc bán lại, định đoạt, sử dụng hàng hóa mà không tính được bao nhiêu.",
        "Part of what a later sale or use yields goes to the seller, and it cannot be measured.")),
}  # fmt: skip


def transaction(desk: Reckoner) -> Found | Reasons:
    """The transaction value with its code, or why it cannot be used."""
    sale = desk.case.sale
    if not desk.need("/sold", desk.case.sold):
        return ()
    if desk.case.sold == "no":
        if sale.price is not None:
            desk.report(PRICE_WITHOUT_SALE, "/sale/price", sale.price.amount)
        return (_NO_SALE,)
    _check(sale, desk)
    step, remarks = _worked(sale, desk)
    against = (*_against(sale, desk), *_unmeasured(sale))
    if sale.related == "yes" and not desk.problems and not against:
        against = _influence(step.amount, desk)
    if against:
        return against
    return Found(step, _code(sale), remarks)


def _code(sale: Sale) -> str:
    if sale.by_hand == "yes":
        return "8"
    return "7" if sale.related == "yes" else "6"


def _check(sale: Sale, desk: Reckoner) -> None:
    if sale.related == "no" and (sale.influenced or sale.tests):
        desk.report(UNRELATED_BUT_TESTED, "/sale/influenced" if sale.influenced else "/sale/tests")
    if sale.by_hand == "yes" and not sale.adjustments:
        desk.report(NOTHING_TO_SHARE, "/sale/by_hand")
    if sale.proceeds == "measured" and not any(each.name == PROCEEDS for each in sale.adjustments):
        desk.report(PROCEEDS_NOT_ADDED, "/sale/proceeds")
    for place, adjusted in enumerate(sale.adjustments):
        _check_adjusted(adjusted, f"/sale/adjustments/{place}", desk)
    _check_term(sale, desk)


def _check_term(sale: Sale, desk: Reckoner) -> None:
    term = terms().get(sale.incoterm)
    if term is None:
        if desk.need("/sale/incoterm", sale.incoterm):
            desk.report(UNKNOWN_TERM, "/sale/incoterm", sale.incoterm)
        return
    if not term.carriage and sale.freight is None:
        desk.report(FREIGHT_MISSING, "/sale/freight", term=term.code)
    if term.carriage and sale.freight is not None and sale.freight.amount:
        desk.report(COUNTED_TWICE, "/sale/freight", sale.freight.amount, term=term.code)
    if term.insurance and sale.insurance is not None and sale.insurance.amount:
        desk.report(COUNTED_TWICE, "/sale/insurance", sale.insurance.amount, term=term.code)


@cache
def signs() -> dict[str, tuple[str, ...]]:
    """The kinds (AD, SB) that each name of an adjustment may have."""
    return {each.code: tuple(each.extra["sign"].split()) for each in code_list("adjustment_name").entries}


def _check_adjusted(adjusted: Adjusted, path: str, desk: Reckoner) -> None:
    if not desk.need(f"{path}/name", adjusted.name):
        return
    possible = signs().get(adjusted.name)
    if possible is None:
        desk.report(UNKNOWN_NAME, f"{path}/name", adjusted.name)
    elif adjusted.kind not in possible and desk.need(f"{path}/kind", adjusted.kind):
        desk.report(WRONG_SIGN, f"{path}/kind", adjusted.kind, name=adjusted.name, sign=" / ".join(possible))


def _against(sale: Sale, desk: Reckoner) -> Iterator[Words]:
    for name, (answer, words) in _WHY_NOT.items():
        given = getattr(sale, name)
        if desk.need(f"/sale/{name}", given) and given == answer:
            yield words
    desk.need("/sale/related", sale.related)


def _unmeasured(sale: Sale) -> Iterator[Words]:
    for place, adjusted in enumerate(sale.adjustments, start=1):
        if adjusted.kind == "AD" and adjusted.proven == "no":
            yield Words(
                f"Khoản cộng {place} ({adjusted.name}) không có số liệu khách quan, định lượng được.",
                f"Addition {place} ({adjusted.name}) has no objective and quantifiable data.",
            )


def _worked(sale: Sale, desk: Reckoner) -> tuple[Step, Reasons]:
    """The value as a tree; a deduction without papers is left out, and told."""
    price = Words("Giá thực tế đã thanh toán hoặc phải thanh toán", "Price paid or payable")
    parts = [desk.part(price, desk.dong(sale.price, "/sale/price"), sale.price)]
    for name, label in (
        ("freight", Words("Cước đến cửa khẩu nhập đầu tiên", "Freight to the first gate of import")),
        ("insurance", Words("Bảo hiểm đến cửa khẩu nhập đầu tiên", "Insurance to the first gate of import")),
    ):
        held = getattr(sale, name)
        if held is not None:
            parts.append(desk.part(label, desk.dong(held, f"/sale/{name}"), held))
    remarks = []
    for place, adjusted in enumerate(sale.adjustments):
        amount = desk.dong(adjusted.amount, f"/sale/adjustments/{place}/amount")
        if adjusted.kind == "SB" and adjusted.proven == "no":
            remarks.append(_not_deducted(place + 1, adjusted.name))
            continue
        signed = -amount if adjusted.kind == "SB" else amount
        parts.append(desk.part(_named(adjusted), signed, adjusted.amount))
    return desk.total(LABEL, parts), tuple(remarks)


def _not_deducted(place: int, name: str) -> Words:
    return Words(
        f"Khoản trừ {place} ({name}) không có chứng từ hợp pháp nên không được trừ.",
        f"Deduction {place} ({name}) has no papers and is not taken off.",
    )


def _named(adjusted: Adjusted) -> Words:
    entry = next((each for each in code_list("adjustment_name").entries if each.code == adjusted.name), None)
    words = entry.words if entry else Words(adjusted.name, adjusted.name)
    return Words(f"{adjusted.kind} {adjusted.name}: {words.vi}", f"{adjusted.kind} {adjusted.name}: {words.en}")


def _influence(value: int, desk: Reckoner) -> Reasons:
    """Why the relation has influenced the price; empty where it has not."""
    sale = desk.case.sale
    if sale.influenced == "no":
        return ()
    if not sale.tests and desk.need("/sale/influenced", sale.influenced):
        return (_INFLUENCED,)
    quantity = desk.quantity()
    if not desk.need("/exported_on", desk.case.exported_on) or not quantity:
        return ()
    unit = to_dong(value * E4, quantity)
    reasons = [_tested(place, unit, desk) for place in range(len(sale.tests))]
    return () if any(reason is None for reason in reasons) else tuple(why for why in reasons if why is not None)


_INFLUENCED = Words(
    "Hai bên có quan hệ đặc biệt và quan hệ đó đã ảnh hưởng đến giá.",
    "Buyer and seller are related, and the relation has influenced the price.",
)


def _tested(place: int, unit: int, desk: Reckoner) -> Words | None:
    """Why a test value does not clear the price; None where the price reaches it."""
    test, path = desk.case.sale.tests[place], f"/sale/tests/{place}"
    limit = window("export window", desk.case.on)
    least = desk.dong(test.value, f"{path}/value")
    if not desk.need(f"{path}/exported_on", test.exported_on):
        return None
    gap = apart(test.exported_on, desk.case.exported_on)  # type: ignore[arg-type]
    if gap > limit.days:
        allowed, found = days(limit.days), days(gap)
        return Words(
            f"Trị giá kiểm tra {place + 1} cách ngày xuất khẩu {found.vi}, quá {allowed.vi}.",
            f"Test value {place + 1} is {found.en} from the export of the goods; {allowed.en} are allowed.",
        )
    if unit >= least:
        return None
    short = percentage(to_dong((least - unit) * PPM, least))
    return Words(
        f"Giá mỗi đơn vị ({whole(unit).vi} đồng) thấp hơn trị giá kiểm tra {place + 1} ({whole(least).vi} đồng) "
        f"{short.vi}. Pháp luật không định mức “xấp xỉ”: công chức hải quan quyết định.",
        f"The price a unit ({whole(unit).en} dong) is {short.en} below test value {place + 1} ({whole(least).en} dong)."
        " The law gives no figure for “closely approximates”: a customs officer decides.",
    )

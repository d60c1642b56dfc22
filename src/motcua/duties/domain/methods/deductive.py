"""The deductive value: the price at which most is sold in Viet Nam after import, less what arises there."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from motcua.duties.domain.explaining import Step
from motcua.duties.domain.methods.facts import MOST, Resale, Resold
from motcua.duties.domain.methods.numbers import window
from motcua.duties.domain.methods.problems import NOT_POSITIVE, TAKEN_TWICE, TOO_MANY
from motcua.duties.domain.methods.reckoning import Found, Reasons, Reckoner, days
from motcua.duties.domain.numbers import exact_e4
from motcua.duties.domain.writing import scaled
from motcua.kernel.words import Words

LABEL = Words("Trị giá khấu trừ", "Deductive value")
CODE = "3"
_NONE = Words("Không có lần bán nào tại Việt Nam được khai.", "No sale in Viet Nam is told.")
_BASES = ("own", "identical", "similar")
_OFF = {
    "commission": Words("Hoa hồng", "Commission"),
    "profit": Words("Lợi nhuận và chi phí chung", "Profit and general expenses"),
    "transport": Words("Vận chuyển, bảo hiểm, bốc dỡ trong nước", "Inland transport, insurance and handling"),
    "taxes": Words("Thuế, phí, lệ phí phải nộp tại Việt Nam", "Taxes and fees payable in Viet Nam"),
    "processing": Words("Trị giá tăng thêm do gia công, chế biến", "What further processing added"),
}  # fmt: skip


def deductive(desk: Reckoner, *, flexible: bool = False) -> Found | Reasons:
    """The value by sales after import, or why there is none. `flexible` is as the fall-back may."""
    resale = desk.case.resale
    if not resale.sales:
        return (_NONE,)
    if len(resale.sales) > MOST:
        desk.report(TOO_MANY, "/resale/sales", len(resale.sales), most=MOST)
        return ()
    if not desk.quantity() or not desk.need("/imported_on", desk.case.imported_on):
        return ()
    usable, reasons = _usable(desk, flexible)
    if desk.problems or not usable:
        return reasons
    price, sold, basis = _greatest(usable, desk)
    step = _worked(desk, resale, price)
    if step is None:
        return reasons
    return Found(step, CODE, (_why(price, sold, basis, desk), *reasons))


def _usable(desk: Reckoner, flexible: bool) -> tuple[list[int], Reasons]:
    """Places of the sales that may be used, and why others may not."""
    limit = window("flexible resale window" if flexible else "resale window", desk.case.on)
    places, reasons = [], []
    for place, sale in enumerate(desk.case.resale.sales):
        path = f"/resale/sales/{place}"
        if not desk.need_all(path, sale, ("day", "price", "quantity", "related")):
            continue
        exact_e4(sale.quantity, f"{path}/quantity", desk.problems)
        why = _against(sale, place + 1, desk.case.imported_on, limit.days)  # type: ignore[arg-type]
        if why is None:
            places.append(place)
        else:
            reasons.append(why)
    return places, tuple(reasons)


def _against(sale: Resold, no: int, imported: date, limit: int) -> Words | None:
    if sale.related == "yes":
        return Words(f"Lần bán {no}: bán cho người có quan hệ đặc biệt.", f"Sale {no}: to a related buyer.")
    gap = (sale.day - imported).days  # type: ignore[operator]
    if 0 <= gap <= limit:
        return None
    most = days(limit)
    return Words(
        f"Lần bán {no}: không nằm trong {most.vi} sau ngày nhập khẩu.",
        f"Sale {no}: not within {most.en} after the import.",
    )


def _greatest(places: Sequence[int], desk: Reckoner) -> tuple[int, Decimal, str]:
    """The place of a sale at the unit price at which most was sold, how much that was, and of which goods.

    The goods themselves come before identical ones, these before similar ones. Equal quantities: the lower price.
    """
    sales = desk.case.resale.sales
    basis = min((sales[place].goods for place in places), key=_BASES.index)
    held = [place for place in places if sales[place].goods == basis]
    prices = {place: desk.dong(sales[place].price, f"/resale/sales/{place}/price", Decimal(10_000)) for place in held}
    sold: dict[int, Decimal] = {}
    for place in held:
        sold[prices[place]] = sold.get(prices[place], Decimal(0)) + (sales[place].quantity or 0)
    best = min(sold, key=lambda price: (-sold[price], price))
    place = min((place for place in held if prices[place] == best), key=lambda at: str(sales[at]))
    return place, sold[best], basis


def _why(place: int, sold: Decimal, basis: str, desk: Reckoner) -> Words:
    sale = desk.case.resale.sales[place]
    words = {
        "own": Words("chính lô hàng", "the goods themselves"),
        "identical": Words("hàng giống hệt nhập khẩu", "identical imported goods"),
        "similar": Words("hàng tương tự nhập khẩu", "similar imported goods"),
    }[basis]
    count, price = scaled(int(sold * 10_000)), scaled(int(sale.price.amount * 10_000) if sale.price else 0)
    currency = sale.price.currency if sale.price else ""
    return Words(
        f"Mức giá có lượng bán lớn nhất của {words.vi}: {price.vi} {currency}, bán {count.vi}.",
        f"The price at which most was sold of {words.en}: {price.en} {currency}, {count.en} sold.",
    )


def _worked(desk: Reckoner, resale: Resale, place: int) -> Step | None:
    quantity = desk.case.quantity
    price = resale.sales[place].price
    if resale.commission is not None and resale.profit is not None:
        desk.report(TAKEN_TWICE, "/resale/commission", resale.commission.amount)
    elif resale.commission is None and resale.profit is None:
        desk.need("/resale/profit", None)
    desk.need("/resale/processed", resale.processed)
    needed = {"transport", "taxes", *(["processing"] if resale.processed == "yes" else [])}
    label = Words("Đơn giá bán × số lượng của lô hàng", "Unit price of sale × quantity of the goods")
    parts = [desk.part(label, desk.dong(price, f"/resale/sales/{place}/price", quantity), price, quantity)]
    for name, words in _OFF.items():
        held = getattr(resale, name)
        if held is not None or name in needed:
            parts.append(desk.part(words, -desk.dong(held, f"/resale/{name}", quantity), held, quantity))
    step = desk.total(LABEL, parts)
    if step.amount <= 0 and not desk.problems:
        desk.report(NOT_POSITIVE, "/resale", step.amount)
    return None if desk.problems else step

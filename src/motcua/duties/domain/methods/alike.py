"""Identical and similar goods: the transaction value of an earlier import, brought to the terms of these goods.

Of those that may be used, the nearest are taken: of the same producer first, then of the same commercial level and
quantity, then of the same level, then of the same quantity. Of several the lowest after adjustment.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from motcua.duties.domain.explaining import Step
from motcua.duties.domain.figures import to_dong
from motcua.duties.domain.methods.facts import MOST, Compared
from motcua.duties.domain.methods.numbers import window
from motcua.duties.domain.methods.problems import OTHER_UNIT, TOO_MANY
from motcua.duties.domain.methods.reckoning import Found, Reasons, Reckoner, apart, days
from motcua.duties.domain.numbers import exact_e4
from motcua.duties.domain.writing import scaled, whole
from motcua.kernel.words import Words

CODES = {"identical": "1", "similar": "2"}
LABELS = {
    "identical": Words("Trị giá giao dịch của hàng giống hệt", "Transaction value of identical goods"),
    "similar": Words("Trị giá giao dịch của hàng tương tự", "Transaction value of similar goods"),
}
_NONE = {
    "identical": Words("Không có lô hàng giống hệt nào.", "No import of identical goods is known."),
    "similar": Words("Không có lô hàng tương tự nào.", "No import of similar goods is known."),
}


class Usable(NamedTuple):
    """An import that may be used: how far it is from the goods, what it comes to, and its explanation."""

    distance: tuple[bool, bool, bool]
    value: int
    place: int
    name: str
    step: Step
    words: tuple[str, ...]


def alike(desk: Reckoner, kind: str, *, flexible: bool = False) -> Found | Reasons:
    """The value by identical or similar goods, or why there is none. `flexible` is as the fall-back may."""
    held: tuple[Compared, ...] = getattr(desk.case, kind)
    if not held:
        return (_NONE[kind],)
    if len(held) > MOST:
        desk.report(TOO_MANY, f"/{kind}", len(held), most=MOST)
        return ()
    exported = desk.case.exported_on
    if not desk.need("/exported_on", exported) or not desk.quantity() or exported is None:
        return ()
    judged = [_judged(desk, kind, place, exported, flexible) for place in range(len(held))]
    usable = [each for each in judged if isinstance(each, Usable)]
    reasons = tuple(each for each in judged if isinstance(each, Words))
    if not usable:
        return reasons
    chosen = min(usable, key=lambda each: (each.distance, each.value, each.words))
    others = tuple(_passed(each, chosen) for each in usable if each is not chosen)
    return Found(chosen.step, CODES[kind], (*_several(usable), *others, *reasons))


def _judged(desk: Reckoner, kind: str, place: int, exported: date, flexible: bool) -> Usable | Words | None:
    """An import as it may be used, why it may not, or None where a fact is missing."""
    found, path = getattr(desk.case, kind)[place], f"/{kind}/{place}"
    name = found.reference or str(place + 1)
    needed = ("exported_on", "by_transaction", "quantity", "value", "same_level", "same_quantity")
    if not desk.need_all(path, found, needed):
        return None
    if found.unit != desk.case.unit:
        desk.report(OTHER_UNIT, f"{path}/unit", found.unit, unit=desk.case.unit)
        return None
    against = _against(desk, found, name, exported, flexible)
    return _usable(desk, kind, place, name) if against is None else against


def _against(desk: Reckoner, found: Compared, name: str, exported: date, flexible: bool) -> Words | None:
    limit = window("flexible export window" if flexible else "export window", desk.case.on)
    gap = apart(found.exported_on, exported)  # type: ignore[arg-type]
    if gap > limit.days:
        here, most = days(gap), days(limit.days)
        return Words(
            f"Lô {name}: ngày xuất khẩu cách {here.vi}, quá {most.vi}.",
            f"Import {name}: exported {here.en} apart; {most.en} are allowed.",
        )
    if found.by_transaction != "yes":
        return Words(
            f"Lô {name}: chưa được chấp nhận theo trị giá giao dịch.",
            f"Import {name}: it was not valued by its own transaction value.",
        )
    if not flexible and found.origin != desk.case.origin:
        return Words(
            f"Lô {name}: sản xuất tại nước khác ({found.origin or '–'}, không phải {desk.case.origin or '–'}).",
            f"Import {name}: made in another country ({found.origin or '–'}, not {desk.case.origin or '–'}).",
        )
    return _not_adjusted(found, name)


def _not_adjusted(found: Compared, name: str) -> Words | None:
    if found.same_level == "no" and found.for_level is None:
        return Words(
            f"Lô {name}: khác cấp độ thương mại và không có số liệu để điều chỉnh.",
            f"Import {name}: another commercial level, and no figures to adjust it by.",
        )
    if found.same_quantity == "no" and found.for_quantity is None:
        return Words(
            f"Lô {name}: khác số lượng và không có số liệu để điều chỉnh.",
            f"Import {name}: another quantity, and no figures to adjust it by.",
        )
    return None


_ADJUSTED = {
    "for_level": Words("Điều chỉnh về cùng cấp độ thương mại", "Adjusted to the same commercial level"),
    "for_quantity": Words("Điều chỉnh về cùng số lượng", "Adjusted to the same quantity"),
    "for_transport": Words("Điều chỉnh về cùng quãng đường, phương thức vận tải, bảo hiểm",
                           "Adjusted to the same way, mode of transport and insurance"),
}  # fmt: skip


def _usable(desk: Reckoner, kind: str, place: int, name: str) -> Usable | None:
    """The import brought to the terms of the goods, and then to their quantity."""
    found, path = getattr(desk.case, kind)[place], f"/{kind}/{place}"
    theirs = exact_e4(found.quantity, f"{path}/quantity", desk.problems)
    if not theirs:
        desk.need(f"{path}/quantity", None)
        return None
    label = Words(f"Trị giá hải quan của lô {name}", f"Customs value of import {name}")
    parts = [desk.part(label, desk.dong(found.value, f"{path}/value"), found.value)]
    for fact, words in _ADJUSTED.items():
        held = getattr(found, fact)
        if held is not None:
            parts.append(desk.part(words, desk.dong(held, f"{path}/{fact}", signed=True), held))
    whole_ = desk.total(Words(f"Lô {name} sau điều chỉnh", f"Import {name} after adjustment"), parts)
    ours = desk.quantity()
    value = to_dong(whole_.amount * ours, theirs)
    how = _per_quantity(whole_.amount, ours, theirs)
    step = Step(LABELS[kind], value, how, whole_.law, whole_.verified, (whole_,))
    distance = (found.same_producer != "yes", found.same_level != "yes", found.same_quantity != "yes")
    return Usable(distance, value, place, name, step, (found.reference, str(found)))


def _per_quantity(amount: int, ours: int, theirs: int) -> Words:
    figures = whole(amount), scaled(ours), scaled(theirs)
    return Words(
        f"{figures[0].vi} × {figures[1].vi} / {figures[2].vi}", f"{figures[0].en} × {figures[1].en} / {figures[2].en}"
    )


def _several(usable: Sequence[Usable]) -> Reasons:
    if len(usable) == 1:
        return ()
    return (
        Words(
            f"Có {len(usable)} lô dùng được: lấy lô gần nhất với lô hàng; cùng mức gần thì lấy trị giá thấp nhất.",
            f"{len(usable)} imports can be used: the nearest is taken, and of equally near ones the lowest.",
        ),
    )


def _passed(each: Usable, chosen: Usable) -> Words:
    amount = whole(each.value)
    if each.distance == chosen.distance:
        return Words(
            f"Lô {each.name}: {amount.vi} đồng, không thấp hơn.", f"Import {each.name}: {amount.en} dong, not lower."
        )
    return Words(
        f"Lô {each.name}: {amount.vi} đồng, kém gần hơn về nhà sản xuất, cấp độ thương mại hoặc số lượng.",
        f"Import {each.name}: {amount.en} dong, less near in producer, commercial level or quantity.",
    )

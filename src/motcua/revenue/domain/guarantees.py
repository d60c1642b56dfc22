"""Guarantees: what a bank promised, and whether a declaration may rest on it (the eight checks of guide SBC)."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

import msgspec

from motcua.kernel.words import Words

Kind = Literal["individual", "general"]
KIND_WORDS = {
    "individual": Words("Bảo lãnh riêng", "Individual guarantee"),
    "general": Words("Bảo lãnh chung", "General guarantee"),
}
CHANGE_WORDS = {
    "extend": Words("Gia hạn", "Extended"),
    "raise": Words("Tăng số tiền", "Raised"),
    "end": Words("Chấm dứt", "Ended"),
}


class Reference(msgspec.Struct, frozen=True, order=True):
    """What names a guarantee: bank, year, symbol and number (SBC, RYA, SCM, SCN)."""

    bank: str
    year: int
    symbol: str
    number: str


class Promise(msgspec.Struct, frozen=True):
    """A guarantee as its bank gave it. Empty fields narrow nothing."""

    kind: Kind
    reference: Reference
    party: str
    amount: int
    since: date
    until: date
    broker: str = ""
    office: str = ""
    procedure: str = ""
    planned_on: date | None = None
    declaration: str = ""
    bill: str = ""
    invoice: str = ""


class Wanted(msgspec.Struct, frozen=True):
    """What a declaration asks of a guarantee. `number` is its own number, empty before it has one."""

    kind: Kind
    reference: Reference
    party: str
    office: str
    procedure: str
    planned_on: date | None = None
    broker: str = ""
    number: str = ""
    bills: tuple[str, ...] = ()
    invoices: tuple[str, ...] = ()


class Offer(msgspec.Struct, frozen=True):
    """A guarantee as it stands: its promise, its present last day and free balance; who used an individual one."""

    promise: Promise
    until: date
    free: int
    ended: bool = False
    used_by_other: bool = False


class Fault(msgspec.Struct, frozen=True):
    """Why a declaration cannot rest on a guarantee: rule, field, what is wrong, what to do."""

    code: str
    path: str
    words: Words
    remedy: Words


Check = Callable[[Offer, Wanted, int, date], bool]


def _individual(offer: Offer) -> bool:
    return offer.promise.kind == "individual"


def _user(offer: Offer, wanted: Wanted, amount: int, on: date) -> bool:
    held = offer.promise
    return wanted.party == held.party or (bool(held.broker) and wanted.broker == held.broker)


def _valid(offer: Offer, wanted: Wanted, amount: int, on: date) -> bool:
    return offer.promise.since <= on <= offer.until and not offer.ended


def _covers(offer: Offer, wanted: Wanted, amount: int, on: date) -> bool:
    return amount <= offer.free


def _kind(offer: Offer, wanted: Wanted, amount: int, on: date) -> bool:
    return offer.promise.kind == wanted.kind


def _unused(offer: Offer, wanted: Wanted, amount: int, on: date) -> bool:
    return not (_individual(offer) and offer.used_by_other)


def _declaration(offer: Offer, wanted: Wanted, amount: int, on: date) -> bool:
    held = offer.promise.declaration
    return not (_individual(offer) and held) or held[:11] == wanted.number[:11]


def _agrees(offer: Offer, wanted: Wanted, amount: int, on: date) -> bool:
    held = offer.promise
    pairs = ((held.office, wanted.office), (held.procedure, wanted.procedure), (held.planned_on, wanted.planned_on))
    return not _individual(offer) or all(theirs == ours for theirs, ours in pairs if theirs)


def _papers(offer: Offer, wanted: Wanted, amount: int, on: date) -> bool:
    held = offer.promise
    named = [(held.bill, wanted.bills), (held.invoice, wanted.invoices)]
    tried = [paper in ours for paper, ours in named if paper]
    return not _individual(offer) or bool(held.declaration) or not tried or any(tried)


_NUMBER = "/guarantee_number"
UNKNOWN = Fault(
    "DEC-PAY-10", _NUMBER,
    Words("Chứng từ bảo lãnh này chưa được đăng ký.", "This guarantee is not registered."),
    Words("Đề nghị ngân hàng đăng ký bảo lãnh, hoặc sửa ngân hàng, năm, ký hiệu, số.",
          "Have the bank register it, or correct bank, year, symbol and number."),
)  # fmt: skip
CHECKS: tuple[tuple[Check, Fault], ...] = (
    (_kind, Fault(
        "DEC-PAY-17", "/payment_term",
        Words("Mã thời hạn nộp thuế không đúng loại bảo lãnh (A riêng, B chung).",
              "The term of payment does not fit the kind of the guarantee (A individual, B general)."),
        Words("Chọn A cho bảo lãnh riêng, B cho bảo lãnh chung.", "Choose A for an individual, B for a general one."),
    )),
    (_user, Fault(
        "DEC-PAY-14", _NUMBER,
        Words("Người sử dụng bảo lãnh không phải người khai hoặc đại lý được ghi trên bảo lãnh.",
              "The user of the guarantee is neither the party nor the broker named in it."),
        Words("Dùng bảo lãnh của chính doanh nghiệp.", "Use a guarantee of the enterprise itself."),
    )),
    (_valid, Fault(
        "DEC-PAY-15", _NUMBER,
        Words("Bảo lãnh chưa có hiệu lực, đã hết hạn hoặc đã chấm dứt.",
              "The guarantee is not yet valid, has run out or has ended."),
        Words("Gia hạn hoặc dùng bảo lãnh khác.", "Have it extended, or use another."),
    )),
    (_unused, Fault(
        "DEC-PAY-11", _NUMBER,
        Words("Bảo lãnh riêng này đã dùng cho một tờ khai khác.",
              "This individual guarantee is used for another declaration."),
        Words("Dùng bảo lãnh khác; mỗi bảo lãnh riêng cho một tờ khai.",
              "Use another: an individual guarantee is for one declaration."),
    )),
    (_declaration, Fault(
        "DEC-PAY-11", _NUMBER,
        Words("Bảo lãnh riêng này đăng ký cho một số tờ khai khác.",
              "This individual guarantee is registered for another declaration number."),
        Words("Dùng đúng bảo lãnh, hoặc khai bổ sung bảo lãnh vào đúng tờ khai đó.",
              "Use the right one, or name it by amending the declaration that it was given for."),
    )),
    (_agrees, Fault(
        "DEC-PAY-12", _NUMBER,
        Words("Cơ quan hải quan, mã loại hình hoặc ngày khai dự kiến khác với bảo lãnh.",
              "Office, procedure or planned day differ from those of the guarantee."),
        Words("Sửa tờ khai hoặc đề nghị ngân hàng sửa bảo lãnh.", "Correct either side."),
    )),
    (_papers, Fault(
        "DEC-PAY-13", _NUMBER,
        Words("Cả vận đơn và hóa đơn đều không khớp với bảo lãnh.",
              "Neither the bill of lading nor the invoice is that of the guarantee."),
        Words("Sửa số vận đơn, hóa đơn hoặc dùng bảo lãnh khác.", "Correct bill or invoice, or use another guarantee."),
    )),
    (_covers, Fault(
        "DEC-PAY-16", _NUMBER,
        Words("Số dư bảo lãnh không đủ cho số thuế phải nộp.", "The free balance of the guarantee is below the tax."),
        Words("Tăng bảo lãnh, hoặc nộp thuế ngay (D).", "Have it raised, or pay at once (D)."),
    )),
)  # fmt: skip
"""The eight checks of guide SBC, each with the rule that it comes from."""


def faults(offer: Offer | None, wanted: Wanted, amount: int, on: date) -> list[Fault]:
    """All that is wrong with resting `amount` dong on a guarantee on that day."""
    return [UNKNOWN] if offer is None else list(_found(offer, wanted, amount, on))


def _found(offer: Offer, wanted: Wanted, amount: int, on: date) -> Iterator[Fault]:
    for holds, fault in CHECKS:
        if not holds(offer, wanted, amount, on):
            yield fault

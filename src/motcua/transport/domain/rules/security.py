"""Security: the guarantee under which goods travel."""

from datetime import timedelta

from motcua.transport.domain.context import Desk
from motcua.transport.domain.data import LIMITS
from motcua.transport.domain.message import Transport
from motcua.transport.domain.rules.book import BOOK, DICTIONARY, FIRST, vnaccs

_AFTER = timedelta(days=LIMITS["guarantee beyond end"])


@BOOK.rule(
    "BTR-BTR-11A", source=DICTIONARY, since=FIRST, path="security", scope="transport",
    published=vnaccs("OLA E0003 R0029"),
    vi="Loại bảo lãnh để trống, A (riêng) hoặc B (chung); đã khai số tiền thì phải chọn loại.",
    do="Choose A or B, or clear the amount.", do_vi="Chọn A hoặc B, hoặc bỏ số tiền.",
)  # fmt: skip
def security_is_listed(t: Transport, x: Desk) -> bool:
    """The security is empty, A individual or B general; an amount stands only with one, and one with an amount."""
    return (t.security == "" or t.security in x.lists["transport_security"]) and (
        (t.security != "") == (t.guarantee_amount > 0)
    )


@BOOK.rule(
    "BTR-BTR-11B", source=DICTIONARY, since=FIRST, path="guarantee_number", scope="transport",
    published=vnaccs("OLA R0030 R0031 R0032 R0033"),
    vi="Bảo lãnh chung (B) có đủ ngân hàng, năm, ký hiệu, số; bảo lãnh riêng (A) hoặc không bảo lãnh thì bỏ trống.",
    do="Complete the four, or clear them.", do_vi="Khai đủ bốn chỉ tiêu, hoặc bỏ trống.",
)  # fmt: skip
def general_guarantee_is_whole(t: Transport, x: Desk) -> bool:
    """A general guarantee (B) has its bank, year, symbol and number; otherwise the four are empty."""
    return {
        t.guarantee_bank != "", t.guarantee_year is not None, t.guarantee_symbol != "", t.guarantee_number != "",
    } == {t.security == "B"}  # fmt: skip


@BOOK.rule(
    "BTR-BTR-12", source=DICTIONARY, since=FIRST, path="guarantee_number", scope="transport",
    published=vnaccs("OLA E0004 E0005 E0006 E0011; OLC E0005 E0006 E0007 E0008"),
    vi="Bảo lãnh đã đăng ký, đang có hiệu lực, của đúng người khai và còn đủ số dư, lúc khai và lúc đăng ký.",
    do="Use another guarantee, or have the bank mend it.", do_vi="Dùng bảo lãnh khác, hoặc đề nghị ngân hàng sửa.",
)  # fmt: skip
def guarantee_holds(t: Transport, x: Desk) -> bool:
    """The guarantee is registered, in force, the declarant's own and free for the amount, at entry and registration."""
    return x.security is None or not x.security.faults


@BOOK.rule(
    "BTR-BTR-13", source=DICTIONARY, since=FIRST, path="guarantee_number", scope="transport",
    published=vnaccs("OLC E0010"),
    vi="Bảo lãnh còn hiệu lực ít nhất 10 ngày sau ngày dự kiến đến.",
    do="Have the guarantee extended.", do_vi="Gia hạn bảo lãnh.",
)  # fmt: skip
def guarantee_outlasts_the_transport(t: Transport, x: Desk) -> bool:
    """The guarantee stays valid for at least 10 days after the planned arrival."""
    return x.security is None or x.security.until is None or t.end_on is None or x.security.until >= t.end_on + _AFTER

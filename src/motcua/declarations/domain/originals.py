"""Originals: what must be true of an earlier declaration before another one may close it."""

from collections.abc import Iterator
from datetime import date

from motcua.declarations.domain.linking import Closing, Line, Original, closes
from motcua.declarations.domain.rules.book import DICTIONARY, FIRST, GUIDE, OURS, vnaccs
from motcua.kernel.money import written
from motcua.kernel.rules import Finding, RuleBook, finding

LINKS = RuleBook("link")
"""Scopes: `declaration` judges (c, o, day); `item` (line, c, o, day). They ask for stored rows, so they are judged
where a declaration is lodged, registered or amended, and not among the rules of the message."""


@LINKS.rule(
    "DEC-LNK-04", source=DICTIONARY, since=FIRST, path="prior_number", published=vnaccs("IDA E8300; EDA E8300"),
    vi="Tờ khai ban đầu còn hiệu lực, chưa bị hủy.",
    do="Enter the number of a declaration that is in force.", do_vi="Nhập số tờ khai còn hiệu lực.",
)  # fmt: skip
def original_is_in_force(c: Closing, o: Original, day: date) -> bool:
    """The earlier declaration is in force: it has not been cancelled."""
    return not o.cancelled


@LINKS.rule(
    "DEC-LNK-06", source=DICTIONARY, since=FIRST, path="prior_number", published=vnaccs("IDA E8307; EDA E8307"),
    vi="Số dư của tờ khai ban đầu đã được hải quan xác nhận, tức là tờ khai ban đầu đã thông quan.",
    do="Wait until the earlier declaration is cleared.", do_vi="Chờ tờ khai ban đầu được thông quan.",
)  # fmt: skip
def balance_is_confirmed(c: Closing, o: Original, day: date) -> bool:
    """The balance of the earlier declaration is confirmed by customs: that declaration is cleared."""
    return o.confirmed or o.cancelled


@LINKS.rule(
    "DEC-LNK-07", source=GUIDE, since=FIRST, path="prior_number",
    published=vnaccs("IDA E8304 E8310; EDA E8304 E8310"),
    vi="Người nhập khẩu, xuất khẩu trùng với tờ khai ban đầu.",
    do="Name an earlier declaration of the same enterprise.",
    do_vi="Nhập số tờ khai ban đầu của chính doanh nghiệp này.",
)  # fmt: skip
def party_is_the_same(c: Closing, o: Original, day: date) -> bool:
    """Importer or exporter are those of the earlier declaration."""
    return c.party == o.party


@LINKS.rule(
    "DEC-LNK-08", source=DICTIONARY, since=FIRST, path="prior_line", scope="item",
    published=vnaccs("IDA E8305; EDA E8305"),
    vi="Số thứ tự dòng hàng có trên tờ khai ban đầu.",
    do="Enter a line of the earlier declaration.", do_vi="Nhập đúng số dòng của tờ khai ban đầu.",
)  # fmt: skip
def line_exists(i: Line, c: Closing, o: Original, day: date) -> bool:
    """The line that is named exists on the earlier declaration."""
    return i.prior_line in o.lines


@LINKS.rule(
    "DEC-LNK-09", source=DICTIONARY, since=FIRST, path="hs_code", scope="item",
    published=vnaccs("IDA E8308; EDA E8308"),
    vi="Mã HS trùng với dòng hàng của tờ khai ban đầu.",
    do="Enter the same tariff code, or amend the earlier declaration first.",
    do_vi="Nhập cùng mã HS, hoặc khai bổ sung tờ khai ban đầu trước.",
)  # fmt: skip
def code_is_the_same(i: Line, c: Closing, o: Original, day: date) -> bool:
    """The tariff code is that of the line of the earlier declaration."""
    return i.prior_line not in o.lines or i.hs_code == o.lines[i.prior_line].hs_code


@LINKS.rule(
    "DEC-LNK-10", source=DICTIONARY, since=FIRST, path="unit", scope="item",
    published=vnaccs("IDA E8348; EDA E8348"),
    vi="Đơn vị tính trùng với dòng hàng của tờ khai ban đầu.",
    do="Convert the quantity into the unit of the earlier line.",
    do_vi="Quy đổi số lượng theo đơn vị tính của dòng hàng ban đầu.",
)  # fmt: skip
def unit_is_the_same(i: Line, c: Closing, o: Original, day: date) -> bool:
    """The unit is that of the line of the earlier declaration."""
    return i.prior_line not in o.lines or i.unit == o.lines[i.prior_line].unit


@LINKS.rule(
    "DEC-LNK-11", source=GUIDE, since=FIRST, path="quantity", scope="item",
    published=vnaccs("IDA E8306; EDA E8306; IDC E8349; EDC E8349"),
    vi="Số lượng không lớn hơn số dư còn lại của dòng hàng ban đầu.",
    do="Reduce the quantity to what is left.", do_vi="Giảm số lượng xuống mức còn lại.",
)  # fmt: skip
def quantity_is_left(i: Line, c: Closing, o: Original, day: date) -> bool:
    """The quantity is not greater than what is left of the line of the earlier declaration."""
    return (
        i.prior_line not in o.lines or i.unit != o.lines[i.prior_line].unit
        or _wanted(c, i) <= o.lines[i.prior_line].left_e4
    )  # fmt: skip


def _wanted(c: Closing, i: Line) -> int:
    """What this line and those before it ask of the same earlier line."""
    return sum(line.quantity_e4 for line in c.lines if line.prior_line == i.prior_line and line.no <= i.no)


@LINKS.rule(
    "DEC-LNK-12", source=GUIDE, since=FIRST, path="prior_number",
    published=vnaccs("IDA E8303; EDA E8303; IDC E8345; EDC E8345"),
    vi="Tờ khai ban đầu không đang được dùng bởi một tờ khai khác chưa thông quan.",
    do="Wait until the other declaration is cleared or cancelled.",
    do_vi="Chờ tờ khai kia được thông quan hoặc hủy.",
)  # fmt: skip
def original_is_not_held(c: Closing, o: Original, day: date) -> bool:
    """No other declaration that is still open draws on the earlier declaration."""
    return o.held == ""


@LINKS.rule(
    "DEC-LNK-13", source=GUIDE, since=FIRST, path="prior_number",
    vi="Ngày đăng ký không sau ngày cuối của thời hạn lưu lại, kể cả gia hạn, của tờ khai ban đầu.",
    do="Ask for an extension of the stay first.", do_vi="Đề nghị gia hạn thời hạn lưu lại trước.",
)  # fmt: skip
def stay_has_not_ended(c: Closing, o: Original, day: date) -> bool:
    """The day of registration is within the period of stay of the earlier declaration, extensions included."""
    return o.due_on is None or day <= o.due_on


@LINKS.rule(
    "DEC-LNK-14", source="1357/QĐ-TCHQ (18/05/2021)", since=FIRST, path="procedure",
    vi="Loại hình đi đúng cặp với tờ khai ban đầu: G21–G11, G22–G12, G23–G13, G24–G14, G51–G61, B12–G61, A21–G11 đến"
       " G14; A42 và B13 với tờ khai nhập, A31 với tờ khai xuất không phải tạm nhập, tạm xuất.",
    do="Choose the type that closes the earlier declaration's type.",
    do_vi="Chọn loại hình đi cặp với loại hình của tờ khai ban đầu.",
)  # fmt: skip
def types_are_a_pair(c: Closing, o: Original, day: date) -> bool:
    """The types are a pair: G21–G11, G22–G12, G23–G13, G24–G14, G51–G61, B12–G61, A21–G11 to G14; A42 and B13 follow an
    import, A31 an export, that was not temporary."""
    return o.procedure in closes(c.procedure, c.direction, day)


@LINKS.rule(
    "DEC-LNK-18", source=OURS, since=FIRST, path="prior_number", severity="warn",
    vi="Tờ khai ban đầu đăng ký tại hệ thống này; nếu đăng ký ở nơi khác thì không kiểm tra được số dư tại đây.",
    do="Check the number; have the balance confirmed where the earlier declaration was registered.",
    do_vi="Kiểm tra lại số; xác nhận số dư ở nơi đăng ký tờ khai ban đầu.",
)  # fmt: skip
def original_is_known(c: Closing, o: Original | None, day: date) -> bool:
    """The earlier declaration was registered here; of one registered elsewhere nobody could check the balance."""
    return o is not None


def judge(c: Closing, o: Original | None, day: date) -> tuple[Finding, ...]:
    """All that is wrong with closing this declaration on a day, in order of place and code.

    Of another enterprise's declaration nothing is told but that it is another's.
    """
    if o is None:
        return unknown(c.number, "DEC-LNK-18")
    if not party_is_the_same(c, o, day):
        return (finding(LINKS["DEC-LNK-07"], path="/prior_number", value=c.number),)
    return (*_header(c, o, day), *_lines(c, o, day))


def unknown(number: str, warned: str) -> tuple[Finding, ...]:
    """The warning that nobody could check the earlier declaration, where its code is among those `warned` of."""
    found = LINKS["DEC-LNK-18"]
    return (finding(found, path=f"/{found.path}", value=number),) if found.code in warned.split() else ()


def _header(c: Closing, o: Original, day: date) -> Iterator[Finding]:
    for rule in _RULES["declaration"]:
        if rule.in_force(day) and not rule.check(c, o, day):
            value = c.procedure if rule.path == "procedure" else c.number
            yield finding(rule, path=f"/{rule.path}", value=value)


def _lines(c: Closing, o: Original, day: date) -> Iterator[Finding]:
    for line in c.lines:
        for rule in _RULES["item"]:
            if rule.in_force(day) and not rule.check(line, c, o, day):
                yield finding(rule, path=f"/items/{line.no - 1}/{rule.path}", value=_shown(line, rule.path))


def _shown(line: Line, path: str) -> object:
    if path == "quantity":
        return f"{written(line.quantity_e4)} {line.unit}"
    return getattr(line, path)


_RULES = {scope: [rule for rule in LINKS if rule.scope == scope] for scope in ("declaration", "item")}

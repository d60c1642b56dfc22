"""Rules of counts of passengers and of simplified declarations of border residents."""

from datetime import timedelta
from typing import TYPE_CHECKING

from motcua.crossings.domain.people_data import communes, gates, nations, papers
from motcua.kernel.days import law_moment
from motcua.kernel.rules import RuleBook

if TYPE_CHECKING:
    from motcua.crossings.domain.passengers import Count, View
    from motcua.crossings.domain.residents import Declared, Seen

BOOK = RuleBook("people")
"""Scopes: `count` judges a row of counts (c, v); `resident` a simplified declaration (d, s)."""
OURS = "Own rule of this platform"
NOTED = "NĐ 134/2016/NĐ-CP, NĐ 18/2021/NĐ-CP as noted; the texts have not been read"
FIRST = "2014-04-01"
_QUARTERS = 96
_CARD = 6
_LONGEST_CARD = 20


@BOOK.rule(
    "PAX-PAX-01", source=OURS, since=FIRST, path="gate", scope="count", vi="Cửa khẩu có trong danh mục của ngày đó.",
    do="Choose a gate of the list.", do_vi="Chọn cửa khẩu trong danh mục.",
)  # fmt: skip
def gate_is_listed(c: "Count", v: "View") -> bool:
    """The gate stands in the list of that day."""
    return c.gate in gates(c.day)


@BOOK.rule(
    "PAX-PAX-02", source=OURS, since=FIRST, path="direction", scope="count", vi="Chiều là nhập cảnh hoặc xuất cảnh.",
    do="Write in or out.", do_vi="Ghi in (nhập cảnh) hoặc out (xuất cảnh).",
)  # fmt: skip
def direction_is_in_or_out(c: "Count", v: "View") -> bool:
    """The direction is in or out."""
    return c.direction in ("in", "out")


@BOOK.rule(
    "PAX-PAX-03", source=OURS, since=FIRST, path="nationality", scope="count",
    vi="Quốc tịch là mã nước hai chữ trong danh mục.",
    do="Write the two letters of the country.", do_vi="Ghi mã nước hai chữ.",
)  # fmt: skip
def nationality_is_listed(c: "Count", v: "View") -> bool:
    """The nationality is a country of the list, in two letters."""
    return c.nationality in nations(c.day)


@BOOK.rule(
    "PAX-PAX-04", source=OURS, since=FIRST, path="document", scope="count", vi="Loại giấy tờ có trong danh mục.",
    do="Choose a kind of the list.", do_vi="Chọn loại giấy tờ trong danh mục.",
)  # fmt: skip
def papers_are_listed(c: "Count", v: "View") -> bool:
    """The kind of papers stands in the list."""
    return c.document in papers(c.day)


@BOOK.rule(
    "PAX-PAX-05", source=OURS, since=FIRST, path="count", scope="count",
    vi="Số lượt khác 0, trong giới hạn một dòng; chỉ số điều chỉnh mới được âm.",
    do="Write a whole number; take away by a correction with its reason.",
    do_vi="Ghi số nguyên; muốn trừ thì lập điều chỉnh có lý do.",
)  # fmt: skip
def count_is_within_bounds(c: "Count", v: "View") -> bool:
    """The number is not zero and within the bounds of a row; only a correction may be below zero."""
    return c.count != 0 and abs(c.count) <= v.most and (c.count > 0 or v.corrects)


@BOOK.rule(
    "PAX-PAX-06", source=OURS, since=FIRST, path="quarter", scope="count",
    vi="Khung 15 phút đã bắt đầu, chưa quá số ngày được ghi lùi.",
    do="Correct the day and the hour.", do_vi="Sửa ngày và giờ.",
)  # fmt: skip
def quarter_has_begun(c: "Count", v: "View") -> bool:
    """The quarter hour has begun and lies no more days back than counts may be written."""
    if not 0 <= c.quarter < _QUARTERS:
        return False
    begun = law_moment(c.day) + timedelta(minutes=15 * c.quarter)
    return begun <= v.now and begun > v.now - timedelta(days=v.back)


@BOOK.rule(
    "PAX-RES-01", source=OURS, since=FIRST, path="card", scope="resident",
    vi="Số thẻ, giấy tờ cư dân gồm 6 đến 20 chữ cái, chữ số.",
    do="Write the number as it stands on the card.", do_vi="Ghi số như trên giấy tờ.",
)  # fmt: skip
def card_is_a_number(d: "Declared", s: "Seen") -> bool:
    """The number of the resident's card has 6 to 20 letters and digits."""
    return d.card.isascii() and d.card.isalnum() and _CARD <= len(d.card) <= _LONGEST_CARD


@BOOK.rule(
    "PAX-RES-02", source=NOTED, since=FIRST, path="commune", scope="resident", vi="Xã là xã biên giới trong danh mục.",
    do="Choose a border commune.", do_vi="Chọn xã biên giới.",
)  # fmt: skip
def commune_is_at_the_border(d: "Declared", s: "Seen") -> bool:
    """The commune is a border commune of the list."""
    return d.commune in communes(d.day)


@BOOK.rule(
    "PAX-RES-03", source=OURS, since=FIRST, path="gate", scope="resident", vi="Cửa khẩu có trong danh mục.",
    do="Choose a gate of the list.", do_vi="Chọn cửa khẩu trong danh mục.",
)  # fmt: skip
def gate_of_the_resident_is_listed(d: "Declared", s: "Seen") -> bool:
    """The gate stands in the list of that day."""
    return d.gate in gates(d.day)


@BOOK.rule(
    "PAX-RES-04", source=OURS, since=FIRST, path="direction", scope="resident",
    vi="Chiều là nhập (in) hoặc xuất (out).",
    do="Write in or out.", do_vi="Ghi in (nhập) hoặc out (xuất).",
)  # fmt: skip
def direction_of_the_goods_is_in_or_out(d: "Declared", s: "Seen") -> bool:
    """The goods go in or out."""
    return d.direction in ("in", "out")


@BOOK.rule(
    "PAX-RES-05", source=OURS, since=FIRST, path="goods", scope="resident",
    vi="Có từ 1 đến 20 mặt hàng, mỗi mặt hàng có tên, số lượng và trị giá lớn hơn 0.",
    do="Name the goods with quantity and value in dong.", do_vi="Ghi tên hàng, số lượng, trị giá (đồng).",
)  # fmt: skip
def goods_are_named(d: "Declared", s: "Seen") -> bool:
    """There are 1 to 20 kinds of goods, each with a name, a quantity and a value above zero."""
    most = 20
    return 0 < len(d.goods) <= most and all(
        each.description.strip() and each.value > 0 and each.quantity_e4 > 0 for each in d.goods
    )


@BOOK.rule(
    "PAX-RES-06", source=OURS, since=FIRST, path="day", scope="resident",
    vi="Ngày không ở tương lai và chưa quá số ngày được ghi lùi.",
    do="Correct the day.", do_vi="Sửa ngày.",
)  # fmt: skip
def day_has_come(d: "Declared", s: "Seen") -> bool:
    """The day has come and lies no more days back than may be written."""
    return s.today - timedelta(days=s.back) < d.day <= s.today

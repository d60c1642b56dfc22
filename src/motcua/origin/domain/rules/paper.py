"""Form and life of a certificate: who issued it, when, for whom, and how long it holds."""

from datetime import timedelta

from motcua.kernel.days import months_after
from motcua.origin.domain.certificate import FLAGS, Certificate
from motcua.origin.domain.context import Desk
from motcua.origin.domain.data import limit
from motcua.origin.domain.rules.book import BOOK, FIRST, OCP
from motcua.origin.domain.validity import valid_until


@BOOK.rule(
    "ORI-FRD-01", source=OCP, since=FIRST, path="form", scope="certificate",
    vi="Chứng nhận xuất xứ là mẫu D.", do="Send a form D.", do_vi="Gửi C/O mẫu D.",
)  # fmt: skip
def is_a_form_d(c: Certificate, x: Desk) -> bool:
    """The certificate is a form D."""
    return c.form == "D"


@BOOK.rule(
    "ORI-FRD-02", source=OCP, since=FIRST, path="country", scope="certificate",
    vi="Nước cấp và nước nhập khẩu là hai nước thành viên ASEAN khác nhau.",
    do="Name the issuing and the importing member.", do_vi="Ghi đúng nước cấp và nước nhập khẩu.",
)  # fmt: skip
def countries_are_members(c: Certificate, x: Desk) -> bool:
    """The issuing and the importing country are two members of ASEAN."""
    return c.country in x.members and c.partner in x.members and c.country != c.partner


@BOOK.rule(
    "ORI-FRD-03", source=OCP, since=FIRST, path="authority", scope="certificate",
    vi="C/O nêu cơ quan cấp và nơi cấp.", do="Name authority and place.", do_vi="Ghi cơ quan cấp và nơi cấp.",
)  # fmt: skip
def authority_is_named(c: Certificate, x: Desk) -> bool:
    """The issuing authority and the place of issue are named."""
    return c.authority != "" and c.place != ""


@BOOK.rule(
    "ORI-FRD-04", source=OCP, since=FIRST, path="issued_on", scope="certificate",
    vi="C/O còn hiệu lực khi nhận: 12 tháng từ ngày cấp, và không cấp sau ngày nhận.",
    do="Send a certificate that is valid.", do_vi="Gửi C/O còn hiệu lực.",
)  # fmt: skip
def is_valid(c: Certificate, x: Desk) -> bool:
    """The certificate is valid when it comes: within 12 months of its issue, and not issued later than today."""
    return c.issued_on is not None and c.issued_on <= x.day <= valid_until(c.issued_on)


@BOOK.rule(
    "ORI-FRD-05", source=OCP, since=FIRST, path="flags", scope="certificate",
    vi="Ô 13 chỉ gồm các mục của mẫu.", do="Tick only what the form has.", do_vi="Chỉ đánh dấu các mục có trong mẫu.",
)  # fmt: skip
def flags_are_known(c: Certificate, x: Desk) -> bool:
    """Box 13 ticks only what the form has."""
    return set(c.flags) <= set(FLAGS)


@BOOK.rule(
    "ORI-FRD-06", source=OCP, since=FIRST, path="flags", scope="certificate",
    vi="C/O cấp sau ngày giao hàng quá 3 ngày phải đánh dấu cấp sau, và chỉ khi đó.",
    do="Tick “issued retroactively” in box 13, or clear it.", do_vi="Đánh dấu (hoặc bỏ) “cấp sau” ở ô 13.",
)  # fmt: skip
def retroactive_is_ticked(c: Certificate, x: Desk) -> bool:
    """A certificate issued more than 3 days after shipment says so in box 13, and no other does."""
    if c.issued_on is None or c.departed_on is None:
        return True
    after = c.departed_on + timedelta(days=limit("retroactive after", c.issued_on))
    return c.says("retroactive") == (c.issued_on > after)


@BOOK.rule(
    "ORI-FRD-07", source=OCP, since=FIRST, path="issued_on", scope="certificate",
    vi="C/O cấp sau không quá 1 năm từ ngày giao hàng.", do="Nothing can be issued after that.",
    do_vi="Quá thời hạn này không cấp được.",
)  # fmt: skip
def retroactive_within_a_year(c: Certificate, x: Desk) -> bool:
    """A certificate is issued no later than one year after shipment."""
    if c.issued_on is None or c.departed_on is None:
        return True
    return c.issued_on <= months_after(c.departed_on, limit("retroactive within", c.issued_on))


@BOOK.rule(
    "ORI-FRD-08", source=OCP, since=FIRST, path="through", scope="certificate",
    vi="Hàng đi thẳng; qua nước không phải thành viên thì phải có chứng từ vận tải suốt hoặc xác nhận quá cảnh.",
    do="Name the through transport document.", do_vi="Nêu chứng từ vận tải suốt.",
)  # fmt: skip
def transport_is_direct(c: Certificate, x: Desk) -> bool:
    """Goods come straight; through a country that is no member a through document shows that they stayed the same."""
    return set(c.transit) <= x.members or c.through != ""


@BOOK.rule(
    "ORI-FRD-09", source=OCP, since=FIRST, path="third_party", scope="certificate",
    vi="Hóa đơn nước thứ ba: đánh dấu ô 13 và ghi tên, nước của người phát hành hóa đơn; không thì để trống.",
    do="Name the issuer of the invoice and its country, and tick box 13.",
    do_vi="Ghi tên, nước của người phát hành hóa đơn và đánh dấu ô 13.",
)  # fmt: skip
def third_party_is_named(c: Certificate, x: Desk) -> bool:
    """An invoice of a third country: box 13 is ticked and its issuer named with the country; otherwise neither."""
    named = c.third_party is not None and c.third_party.name != "" and c.third_party.country != ""
    return named if c.says("third_country_invoicing") else c.third_party is None


@BOOK.rule(
    "ORI-FRD-10", source=OCP, since=FIRST, path="original", scope="certificate",
    vi="C/O giáp lưng nêu C/O gốc của nước thành viên khác, còn hiệu lực ngày cấp; không thì để trống.",
    do="Name the original certificate: reference, country, day, validity.",
    do_vi="Nêu C/O gốc: số, nước, ngày cấp, hiệu lực.",
)  # fmt: skip
def original_is_named(c: Certificate, x: Desk) -> bool:
    """A back-to-back certificate names an original of another member that was valid on its issue; others name none."""
    found = c.original
    if not c.says("back_to_back") or found is None:
        return not c.says("back_to_back") and found is None
    named = found.reference != "" and found.country in x.members - {c.country} and found.issued_on is not None
    return named and c.issued_on is not None and _holds(c)


def _holds(c: Certificate) -> bool:
    assert c.original is not None
    assert c.original.issued_on is not None
    assert c.issued_on is not None
    last = c.original.valid_until or valid_until(c.original.issued_on)
    return c.original.issued_on <= c.issued_on <= last


@BOOK.rule(
    "ORI-FRD-11", source=OCP, since=FIRST, path="invoices", scope="certificate",
    vi="Mỗi hóa đơn có số và ngày; có ít nhất một hóa đơn.", do="Enter number and day of each invoice.",
    do_vi="Ghi số và ngày của từng hóa đơn.",
)  # fmt: skip
def invoices_are_named(c: Certificate, x: Desk) -> bool:
    """There is an invoice, and each has its number and day."""
    return bool(c.invoices) and all(each.number and each.on is not None for each in c.invoices)


@BOOK.rule(
    "ORI-FRD-12", source=OCP, since=FIRST, path="consignee", scope="certificate",
    vi="Người xuất khẩu ở nước cấp, người nhận ở nước nhập khẩu, cả hai có tên.",
    do="Name exporter and consignee with their countries.", do_vi="Ghi tên và nước của người xuất khẩu, người nhận.",
)  # fmt: skip
def traders_are_named(c: Certificate, x: Desk) -> bool:
    """The exporter is in the issuing country and the consignee in the importing one, both with their names."""
    here = c.exporter.country in ("", c.country) and c.consignee.country in ("", c.partner)
    return here and c.exporter.name != "" and c.consignee.name != ""


@BOOK.rule(
    "ORI-FRD-13", source=OCP, since=FIRST, path="lines", scope="certificate",
    vi="Các dòng hàng được đánh số, không trùng.", do="Number the lines from 1.", do_vi="Đánh số dòng hàng từ 1.",
)  # fmt: skip
def lines_are_numbered(c: Certificate, x: Desk) -> bool:
    """Lines are numbered, each once."""
    numbers = [each.no for each in c.lines]
    return bool(numbers) and min(numbers) > 0 and len(set(numbers)) == len(numbers)

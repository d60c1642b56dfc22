"""ORI: origin and preference."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    GUIDE,
    vnaccs,
)
from motcua.tariff.domain import schedules

_MEMBERS = {
    table: schedule.members
    for schedule in schedules() if schedule.kind == "preference"
    for table in schedule.tables
}  # fmt: skip
_SCHEDULE = {
    table: schedule.key
    for schedule in schedules() if schedule.kind == "preference"
    for table in schedule.tables
}  # fmt: skip


@BOOK.rule(
    "DEC-ORI-01", source=DICTIONARY, since=FIRST, path="origin", scope="item",
    published=vnaccs("IDA S0151 S0104 E0114; IDC E1704"),
    vi="Hàng nhập khẩu phải có mã nước xuất xứ thuộc danh mục; hàng xuất khẩu nếu khai cũng phải thuộc danh mục.",
    do="Choose the country where the goods were made.",
    do_vi="Chọn nước sản xuất hàng hóa.",
)  # fmt: skip
def origin_is_listed(i: Item, d: Declaration, x: Desk) -> bool:
    """The country of origin is listed; on import it is filled."""
    return i.origin in x.lists["country"] or (i.origin == "" and d.direction == "export")


@BOOK.rule(
    "IMP-ORI-02", source=DICTIONARY, since=FIRST, path="origin", scope="item",
    published=vnaccs("IDA E1012"),
    vi="Nước xuất xứ là thành viên của hiệp định thuộc biểu thuế đã chọn.",
    do="Change the table (B01 most favoured nation) or the origin.",
    do_vi="Đổi biểu thuế (B01 ưu đãi) hoặc xuất xứ.",
)  # fmt: skip
def origin_is_party_to_the_agreement(i: Item, d: Declaration, x: Desk) -> bool:
    """The country of origin is party to the agreement of the tariff table."""
    return (
        i.tariff_table not in _MEMBERS or i.origin in _MEMBERS[i.tariff_table]
        or i.origin not in x.lists["country"] or i.tariff_table not in x.lists["tariff_table"]
    )  # fmt: skip


@BOOK.rule(
    "IMP-ORI-04", source=DICTIONARY, since=FIRST, path="tariff_table", scope="item",
    published=vnaccs("IDA E1014 E1015 E1016 E1024"),
    vi="Mã hàng có thuế suất trong biểu ưu đãi đặc biệt đã chọn, có hiệu lực ngày đăng ký.",
    do="Change the table; B01 is the duty of most favoured nations.",
    do_vi="Đổi biểu thuế; B01 là thuế suất ưu đãi.",
)  # fmt: skip
def agreement_covers_the_code(i: Item, d: Declaration, x: Desk) -> bool:
    """The code of goods has a rate in the schedule of the chosen agreement on the day."""
    return (
        i.tariff_table not in _SCHEDULE or x.tariff.line(i.hs_code) is None
        or i.tariff_table not in x.lists["tariff_table"]
        or x.tariff.entries(_SCHEDULE[i.tariff_table], i.hs_code) != ()
    )  # fmt: skip


@BOOK.rule(
    "IMP-ORI-08", source=GUIDE, since=FIRST, path="certificate", scope="item", severity="warn",
    vi="Biểu ưu đãi đặc biệt (B04 trở đi) phải nêu chứng từ chứng nhận xuất xứ.",
    do="Enter the reference of the certificate of origin, or state in the notes that it comes late.",
    do_vi="Nhập số tham chiếu C/O, hoặc ghi chú việc nộp chậm.",
)  # fmt: skip
def preference_names_its_proof(i: Item, d: Declaration, x: Desk) -> bool:
    """A table of an agreement (B04 and following) names its proof of origin, or the notes say it is late."""
    return (
        i.certificate != "" or i.tariff_table not in _MEMBERS or d.notes != ""
        or i.tariff_table not in x.lists["tariff_table"]
    )  # fmt: skip


@BOOK.rule(
    "IMP-ORI-09", source=GUIDE, since=FIRST, path="certificate", scope="item", severity="warn",
    vi="C/O nộp chậm phải được ghi chú; muốn hưởng ngay thuế suất ưu đãi đặc biệt thì bảo lãnh số thuế chênh lệch.",
    do="Name a guarantee for the difference, or take the rate of most favoured nations (B01) and ask a refund later.",
    do_vi="Khai bảo lãnh cho số thuế chênh lệch, hoặc áp thuế suất ưu đãi (B01) rồi đề nghị hoàn thuế sau.",
)  # fmt: skip
def late_proof_is_secured(i: Item, d: Declaration, x: Desk) -> bool:
    """A preference whose certificate comes late, as the notes say, rests on a guarantee of the difference meanwhile."""
    return (
        i.certificate != "" or i.tariff_table not in _MEMBERS or d.notes == "" or d.guarantee_number != ""
        or i.tariff_table not in x.lists["tariff_table"]
    )  # fmt: skip


@BOOK.rule(
    "DEC-UNI-12", source=DICTIONARY_AND_GUIDE, since=FIRST, path="certificate", scope="item",
    published=vnaccs("IDA S0900 S0999; EDA S0900"),
    vi="Số tham chiếu chứng từ xuất xứ có tối đa 35 ký tự, không có ký tự điều khiển.",
    do="Shorten the reference.",
    do_vi="Rút gọn số tham chiếu.",
)  # fmt: skip
def certificate_fits_its_field(i: Item, d: Declaration, x: Desk) -> bool:
    """The reference of a certificate has at most 35 characters and no control characters."""
    return i.certificate == "" or (len(i.certificate) <= 35 and i.certificate.isprintable())

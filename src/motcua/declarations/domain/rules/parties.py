"""PTY: who declares, for whom, and with whom the goods are traded."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FIRST,
    LIMITS,
    vnaccs,
)

_NOBODY: frozenset[str] = frozenset()
_ADDRESS_LINES = LIMITS["address lines"]
_ADDRESS_LINE = LIMITS["address line"]


@BOOK.rule(
    "DEC-PTY-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="party_id",
    published=vnaccs("IDA E1000 S0130; EDA E1000 S0130"),
    vi="Phải có mã số thuế của người nhập khẩu hoặc người xuất khẩu.",
    do="Enter the tax code of the party, or log in as the party.",
    do_vi="Nhập mã số thuế, hoặc đăng nhập bằng tài khoản của doanh nghiệp.",
)  # fmt: skip
def party_is_named(d: Declaration, x: Desk) -> bool:
    """The tax code of the importer or exporter is filled."""
    return d.party_id != ""


@BOOK.rule(
    "DEC-PTY-02", source=DICTIONARY, since=FIRST, path="party_id",
    published=vnaccs("IDA S0061; EDA S0061; IDC E0129; EDC E0129"),
    vi="Mã số thuế phải có trong danh bạ người xuất khẩu, nhập khẩu.",
    do="Correct the tax code, or register the enterprise first.",
    do_vi="Sửa mã số thuế, hoặc đăng ký doanh nghiệp trước.",
)  # fmt: skip
def party_is_registered(d: Declaration, x: Desk) -> bool:
    """The tax code stands in the register of importers and exporters."""
    return d.party_id == "" or d.party_id in x.parties


@BOOK.rule(
    "DEC-PTY-04", source=DICTIONARY_AND_GUIDE, since=FIRST, path="party_name",
    published=vnaccs("IDA S1119; EDA S1119"),
    vi="Phải có tên người nhập khẩu hoặc người xuất khẩu khi danh bạ không có tên.",
    do="Type the full name in Vietnamese.",
    do_vi="Nhập tên đầy đủ bằng tiếng Việt.",
)  # fmt: skip
def party_has_a_name(d: Declaration, x: Desk) -> bool:
    """The party's name is filled where the register holds none."""
    return d.party_name != "" or (p := x.parties.get(d.party_id)) is None or p.name != ""


@BOOK.rule(
    "DEC-PTY-05", source=DICTIONARY_AND_GUIDE, since=FIRST, path="party_address",
    published=vnaccs("IDA S1120; EDA S1120"),
    vi="Phải có địa chỉ người nhập khẩu hoặc người xuất khẩu khi danh bạ không có địa chỉ.",
    do="Type the address.",
    do_vi="Nhập địa chỉ.",
)  # fmt: skip
def party_has_an_address(d: Declaration, x: Desk) -> bool:
    """The party's address is filled where the register holds none."""
    return d.party_address != "" or (p := x.parties.get(d.party_id)) is None or p.address != ""


@BOOK.rule(
    "DEC-PTY-06", source=DICTIONARY_AND_GUIDE, since=FIRST, path="party_phone",
    published=vnaccs("IDA S1121; EDA S1121"),
    vi="Phải có số điện thoại khi danh bạ không có; số đã nhập chỉ gồm chữ số, không có dấu gạch.",
    do="Type the telephone number in digits only, without spaces or hyphens.",
    do_vi="Nhập số điện thoại chỉ bằng chữ số, không dấu cách, không gạch nối.",
)  # fmt: skip
def party_has_a_telephone(d: Declaration, x: Desk) -> bool:
    """The party's telephone is filled where the register holds none; a typed one has digits only."""
    return (
        d.party_phone.isdecimal() if d.party_phone
        else (p := x.parties.get(d.party_id)) is None or p.phone != ""
    )  # fmt: skip


@BOOK.rule(
    "DEC-PTY-07", source=DICTIONARY, since=FIRST, path="principal_id",
    published=vnaccs("IDA S0002; EDA S0002"),
    vi="Mã số thuế của người ủy thác, nếu khai, phải có trong danh bạ.",
    do="Correct the principal's tax code.",
    do_vi="Sửa mã số thuế của người ủy thác.",
)  # fmt: skip
def principal_is_registered(d: Declaration, x: Desk) -> bool:
    """The tax code of the principal of an entrusted transaction, when entered, is registered."""
    return d.principal_id == "" or d.principal_id in x.parties


@BOOK.rule(
    "DEC-PTY-08", source=DICTIONARY, since=FIRST, path="principal_name",
    published=vnaccs("IDA R1034; EDA R1034"),
    vi="Không khai tên người ủy thác khi không có mã của người đó.",
    do="Add the principal's tax code, or remove the name.",
    do_vi="Bổ sung mã số thuế của người ủy thác, hoặc bỏ tên.",
)  # fmt: skip
def principal_name_has_a_code(d: Declaration, x: Desk) -> bool:
    """A principal's name does not stand without the principal's tax code."""
    return d.principal_name == "" or d.principal_id != ""


@BOOK.rule(
    "DEC-PTY-09", source=DICTIONARY, since=FIRST, path="principal_name",
    published=vnaccs("IDA S1139; EDA S1155"),
    vi="Phải có tên người ủy thác khi danh bạ không có tên của mã đó.",
    do="Type the principal's name.",
    do_vi="Nhập tên người ủy thác.",
)  # fmt: skip
def principal_has_a_name(d: Declaration, x: Desk) -> bool:
    """With a principal's tax code the name is filled where the register holds none."""
    return d.principal_name != "" or (p := x.parties.get(d.principal_id)) is None or p.name != ""


@BOOK.rule(
    "IMP-PTY-10", source=DICTIONARY_AND_GUIDE, since=FIRST, path="foreign_name",
    published=vnaccs("IDA R0018 R0062"),
    vi="Phải có tên người xuất khẩu nước ngoài, đúng như trên hóa đơn, hợp đồng và vận đơn.",
    do="Type the full name as it stands on the invoice, contract and bill.",
    do_vi="Nhập tên đầy đủ như trên hóa đơn, hợp đồng và vận đơn.",
)  # fmt: skip
def consignor_is_named(d: Declaration, x: Desk) -> bool:
    """The name of the foreign consignor is filled, as on invoice, contract and bill."""
    return d.foreign_name != ""


@BOOK.rule(
    "EXP-PTY-11", source=DICTIONARY, since=FIRST, path="foreign_name", published=vnaccs("EDA E0477"),
    vi="Phải có tên người nhập khẩu nước ngoài.",
    do="Type the full name of the foreign consignee.",
    do_vi="Nhập tên đầy đủ của người nhập khẩu nước ngoài.",
)  # fmt: skip
def consignee_is_named(d: Declaration, x: Desk) -> bool:
    """The name of the foreign consignee is filled."""
    return d.foreign_name != ""


@BOOK.rule(
    "DEC-PTY-13", source=DICTIONARY_AND_GUIDE, since=FIRST, path="foreign_address",
    published=vnaccs("IDA S0193; EDA S0193"),
    vi="Địa chỉ của đối tác nước ngoài có từ 1 đến 4 dòng, dòng đầu không trống, mỗi dòng tối đa 35 ký tự.",
    do="Type street and number, city and country in one to four lines of at most 35 characters.",
    do_vi="Nhập số nhà, đường, thành phố, nước trong 1 đến 4 dòng, mỗi dòng tối đa 35 ký tự.",
)  # fmt: skip
def foreign_party_has_an_address(d: Declaration, x: Desk) -> bool:
    """The foreign party's address has one to four lines of at most 35 characters, the first one filled."""
    return (
        d.foreign_id != "" if not d.foreign_address
        else d.foreign_address[0] != "" and len(d.foreign_address) <= _ADDRESS_LINES
        and max(map(len, d.foreign_address)) <= _ADDRESS_LINE
    )  # fmt: skip


@BOOK.rule(
    "DEC-PTY-14", source=DICTIONARY_AND_GUIDE, since=FIRST, path="foreign_country",
    published=vnaccs("IDA S0194 S0195; EDA S0194"),
    vi="Mã nước của đối tác nước ngoài là mã hai chữ cái trong danh mục, không phải ZZ; để trống nếu không rõ.",
    do="Choose the country, or clear the field when it is unknown.",
    do_vi="Chọn mã nước, hoặc để trống nếu không rõ.",
)  # fmt: skip
def foreign_country_is_listed(d: Declaration, x: Desk) -> bool:
    """The foreign party's country is a listed code of two letters, never ZZ; it is empty when unknown."""
    return d.foreign_country == "" or (d.foreign_country in x.lists["country"] and d.foreign_country != "ZZ")


@BOOK.rule(
    "DEC-PTY-15", source=DICTIONARY, since=FIRST, path="party_id",
    published=vnaccs("IDA E8000; EDA E8000; IDC E8000"),
    vi="Doanh nghiệp không có nợ thuế hải quan quá hạn trên 90 ngày.",
    do="Pay the debt, or obtain the lawful release from coercion.",
    do_vi="Nộp nợ thuế, hoặc được tạm dừng cưỡng chế theo quy định.",
)  # fmt: skip
def party_has_no_old_debt(d: Declaration, x: Desk) -> bool:
    """The party has no customs tax debt that is overdue for more than 90 days."""
    return (p := x.parties.get(d.party_id)) is None or p.debt_over_90 == 0


@BOOK.rule(
    "DEC-PTY-16", source=DICTIONARY, since=FIRST, path="party_id",
    published=vnaccs("IDA E8001 E8002; IDC E8001 E8002"),
    vi="Mã số thuế chưa đóng và doanh nghiệp chưa ngừng hoạt động.",
    do="Contact the tax office.",
    do_vi="Liên hệ cơ quan thuế.",
)  # fmt: skip
def party_is_open(d: Declaration, x: Desk) -> bool:
    """The party's tax code is not closed and the enterprise has not ceased trading."""
    return (p := x.parties.get(d.party_id)) is None or p.status != "closed"


@BOOK.rule(
    "DEC-PTY-17", source=DICTIONARY, since=FIRST, path="party_id",
    published=vnaccs("IDA E8003; IDC E8003"),
    vi="Doanh nghiệp không đang trong thời gian đăng ký tạm ngừng kinh doanh.",
    do="Register the resumption of business, or wait for it.",
    do_vi="Đăng ký hoạt động trở lại, hoặc chờ hết thời gian tạm ngừng.",
)  # fmt: skip
def party_is_not_suspended(d: Declaration, x: Desk) -> bool:
    """The party is not in a registered temporary suspension of business."""
    return (p := x.parties.get(d.party_id)) is None or p.status != "suspended"


@BOOK.rule(
    "DEC-PTY-23", source=DICTIONARY, since=FIRST, path="agent_id",
    published=vnaccs("IDA S1128; EDA S1128"),
    vi="Người khai thay phải là chính doanh nghiệp hoặc đại lý được doanh nghiệp ủy quyền.",
    do="Appoint the agent, or leave the field empty when the party files itself.",
    do_vi="Ủy quyền cho đại lý, hoặc để trống nếu doanh nghiệp tự khai.",
)  # fmt: skip
def agent_may_act(d: Declaration, x: Desk) -> bool:
    """Whoever declares for the party is the party itself or an agent that the party has appointed."""
    return d.agent_id == "" or d.agent_id == d.party_id or d.agent_id in x.holders.get(d.party_id, _NOBODY)


@BOOK.rule(
    "IMP-PTY-26", source=DICTIONARY_AND_GUIDE, since=FIRST, path="transaction_class",
    published=vnaccs("IDA S0183"),
    vi="Phân loại cá nhân, tổ chức là một trong các mã 1, 2, 3, 4, 5.",
    do="Choose who sends to whom: 1 person to person, 2 organisation to person, 3 person to organisation,"
       " 4 organisation to organisation, 5 other.",
    do_vi="Chọn 1 cá nhân–cá nhân, 2 tổ chức–cá nhân, 3 cá nhân–tổ chức, 4 tổ chức–tổ chức, 5 khác.",
)  # fmt: skip
def transaction_class_is_listed(d: Declaration, x: Desk) -> bool:
    """The class of sender and receiver is 1, 2, 3, 4 or 5."""
    return d.transaction_class in x.lists["transaction_class"]

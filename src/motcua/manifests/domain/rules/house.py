"""House bills under their masters."""

from collections import Counter

from motcua.manifests.domain.context import Desk
from motcua.manifests.domain.data import LIMITS
from motcua.manifests.domain.message import HouseBills
from motcua.manifests.domain.rules.bills import ROW, TRANSIT, complete
from motcua.manifests.domain.rules.book import BOOK, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, OURS, vnaccs
from motcua.manifests.domain.shapes import Bill
from motcua.manifests.domain.sums import gross_e4, packages


@BOOK.rule(
    "HBL-HBL-01", source=DICTIONARY, since=FIRST, path="master", scope="house bill",
    published=vnaccs("NVC E0002 E0004"),
    vi="Tàu nhập cảnh: vận đơn gốc đã được hãng vận chuyển khai.",
    do="Wait until the carrier has filed its manifest.", do_vi="Chờ hãng vận chuyển khai trước.",
)  # fmt: skip
def master_is_registered(b: Bill, d: HouseBills, x: Desk) -> bool:
    """On entry the master bill has been registered by the carrier."""
    return b.master != "" and (d.direction != "I" or b.master in x.masters)


@BOOK.rule(
    "HBL-HBL-02", source=DICTIONARY, since=FIRST, path="number", scope="house bill",
    published=vnaccs("NVC R0002 R0003"),
    vi="Vận đơn thứ cấp khác vận đơn gốc và không trùng.",
    do="Correct the number.", do_vi="Sửa lại số.",
)  # fmt: skip
def house_differs_from_master(b: Bill, d: HouseBills, x: Desk) -> bool:
    """A house bill has a number, differs from its master and stands once."""
    return b.number not in ("", b.master) and sum(each.number == b.number for each in d.bills) == 1


@BOOK.rule(
    "HBL-HBL-03", source=DICTIONARY, since=FIRST, path="master", scope="house bill",
    published=vnaccs("NVC E0005 E0008"),
    vi="Cơ quan hải quan trùng với cơ quan của vận đơn gốc.",
    do="Choose the master's office.", do_vi="Chọn cơ quan của vận đơn gốc.",
)  # fmt: skip
def office_is_the_masters(b: Bill, d: HouseBills, x: Desk) -> bool:
    """The customs office is that of the master bill."""
    return x.masters.get(b.master, d.office) == d.office


@BOOK.rule(
    "HBL-HBL-04", source=DICTIONARY, since=FIRST, path="bills", scope="house", published=vnaccs("NVC E0006 E0015"),
    vi="Mỗi vận đơn gốc tối đa 99 vận đơn thứ cấp.",
    do="Split the master bill.", do_vi="Tách vận đơn gốc.",
)  # fmt: skip
def at_most_99_under_a_master(d: HouseBills, x: Desk) -> bool:
    """A master has at most 99 house bills."""
    counted = Counter(b.master for b in d.bills)
    return all(held + x.housed.get(master, 0) <= LIMITS["house bills"] for master, held in counted.items())


@BOOK.rule(
    "HBL-HBL-05", source=DICTIONARY, since=FIRST, path="number", scope="house bill",
    published=vnaccs("NVC E0009 E0010 E0011 E0016"),
    vi="Vận đơn thứ cấp chưa có trong chứng từ khác cùng chiều, trừ hàng trung chuyển.",
    do="Correct the number.", do_vi="Sửa lại số.",
)  # fmt: skip
def house_bill_is_new(b: Bill, d: HouseBills, x: Desk) -> bool:
    """A house bill is new in its direction, unless it is transhipped."""
    return b.transit == TRANSIT or d.direction not in x.elsewhere.get(b.number, frozenset())


@BOOK.rule(
    "HBL-HBL-06", source=DICTIONARY_AND_GUIDE, since=FIRST, path="goods", scope="house bill",
    published=vnaccs("NVC R0004 R0005 R0006 R0007 R0010 R0011 R0012 R0013 R0014 R0022 R0023 R0024 R0025 R0026 R0027"),
    vi="Vận đơn thứ cấp có đủ người gửi, người nhận và 1 đến 30 dòng hàng đầy đủ.",
    do="Complete it as on the manifest.", do_vi="Khai đủ như trên bản khai hàng hóa.",
)  # fmt: skip
def house_bill_is_complete(b: Bill, d: HouseBills, x: Desk) -> bool:
    """A house bill has complete parties and 1 to 30 complete goods rows."""
    rows = 0 < len(b.goods) <= LIMITS["house goods rows"]
    filled = all(getattr(row, name) not in ("", None) for row in b.goods for name in ROW)
    return rows and filled and complete(b.consignor) and complete(b.consignee)


@BOOK.rule(
    "HBL-HBL-09", source=OURS, since=FIRST, path="bills", scope="house", severity="warn",
    vi="Số kiện và trọng lượng các vận đơn thứ cấp cộng lại bằng vận đơn gốc.",
    do="Explain the difference.", do_vi="Giải trình chênh lệch.",
)  # fmt: skip
def house_bills_sum_to_their_master(d: HouseBills, x: Desk) -> bool:
    """Packages and weight of house bills sum to their master's."""
    for master in {b.master for b in d.bills} & x.sums.keys():
        under = [b for b in d.bills if b.master == master]
        if (sum(map(packages, under)), sum(map(gross_e4, under))) != x.sums[master]:
            return False
    return True

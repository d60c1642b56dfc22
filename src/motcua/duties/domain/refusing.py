"""Refusing: what the desk of questions will not work out, in words, with what to do."""

from motcua.duties.domain.figures import Problem
from motcua.duties.domain.problems import Kind, problem
from motcua.kernel.words import Words


def _kind(code: str, vi: str, en: str, do_vi: str, do: str) -> Kind:
    return Kind(code, Words(vi, en), Words(do_vi, do))


MISSING = _kind(
    "DUT-20", "Chưa có %(name_vi)s (%(field)s).", "The %(name_en)s is missing (%(field)s).",
    "Nhập trường này; không có giá trị mặc định nào là đúng.", "Fill it in; no default would be right.",
)  # fmt: skip
FIELDS = {
    "hs": Words("mã hàng", "code of goods"), "origin": Words("nước xuất xứ", "country of origin"),
    "value": Words("trị giá hóa đơn", "invoice value"), "currency": Words("đồng tiền của giá", "currency of the price"),
    "incoterm": Words("điều kiện giao hàng", "delivery term"), "amount": Words("số tiền", "amount"),
}  # fmt: skip
"""What a field that must be said is called."""


def missing(path: str) -> Problem:
    """A field that must be said, and is not."""
    field = path.rpartition("/")[2]
    return problem(MISSING, path, field=field, name_vi=FIELDS[field].vi, name_en=FIELDS[field].en)


UNKNOWN_FORM = _kind(
    "DUT-21", "Không biết mẫu chứng từ xuất xứ “%(value)s”. Có: %(known)s.",
    "There is no form of proof “%(value)s”. Known: %(known)s.",
    "Chọn một mẫu trong danh sách, hoặc bỏ trống để tính thuế suất ưu đãi (B01).",
    "Choose one of these, or leave it out for the most-favoured-nation duty (B01).",
)  # fmt: skip
FORM_AGAINST_TABLE = _kind(
    "DUT-22", "Mẫu %(form)s không thuộc biểu thuế “%(value)s”.", "Form %(form)s does not belong to table “%(value)s”.",
    "Chỉ khai một trong hai.", "Say one of the two.",
)  # fmt: skip
ONLY_ON_IMPORT = _kind(
    "DUT-23",
    "“%(value)s” chỉ có nghĩa khi nhập khẩu: thuế xuất khẩu không phụ thuộc chứng từ xuất xứ hay biểu nhập khẩu.",
    "“%(value)s” means something on import only: export duty knows no proof of origin and no import table.",
    "Bỏ trống trường này.", "Leave the field out.",
)  # fmt: skip
NO_DECIMALS = _kind(
    "DUT-24", "Số tiền %(value)s bằng đồng Việt Nam không có số lẻ.", "%(value)s: an amount in dong has no decimals.",
    "Làm tròn đến đồng, hoặc kiểm tra đồng tiền.", "Round it to the dong, or check the currency.",
)  # fmt: skip
UNKNOWN_TERM = _kind(
    "DUT-25", "Không có điều kiện giao hàng “%(value)s”. Có: %(known)s.",
    "There is no delivery term “%(value)s”. Known: %(known)s.",
    "Chọn điều kiện ghi trên hóa đơn.", "Choose the term of the invoice.",
)  # fmt: skip
UNKNOWN_UNIT = _kind(
    "DUT-26", "Không có đơn vị tính “%(value)s”, nên không đổi được.",
    "There is no unit “%(value)s”, so that nothing can be converted.",
    "Dùng mã của danh mục đơn vị tính: KGM, TNE, LTR, PCE …", "Use a code of the list of units: KGM, TNE, LTR, PCE …",
)  # fmt: skip
QUANTITY_AND_UNIT = _kind(
    "DUT-27", "Số lượng và đơn vị tính phải đi cùng nhau.", "A quantity and its unit go together.",
    "Nhập đủ cả hai, hoặc bỏ cả hai.", "Fill in both, or leave both out.",
)  # fmt: skip
SAID_TWICE = _kind(
    "DUT-28", "“%(value)s” đứng cạnh “items” nên không rõ thuộc dòng hàng nào.",
    "“%(value)s” stands beside “items”: nobody can know to which item it belongs.",
    "Đưa vào từng dòng của “items”.", "Put it into each of the items.",
)  # fmt: skip
ONLY_ON_EXPORT = _kind(
    "DUT-29", "“%(value)s” chỉ có nghĩa khi xuất khẩu.", "“%(value)s” means something on export only.",
    "Bỏ trống trường này.", "Leave the field out.",
)  # fmt: skip
UNKNOWN_RELIEF = _kind(
    "DUT-30", "Không có mã miễn, giảm thuế “%(value)s” ngày này.", "There is no relief code “%(value)s” on that day.",
    "Tra danh mục mã miễn, giảm, không chịu thuế.", "Look it up in the list of relief codes.",
)  # fmt: skip
TOO_MANY = _kind(
    "DUT-31", "Có %(value)s dòng hàng; tối đa %(most)s.", "There are %(value)s items; %(most)s at the most.",
    "Chia thành nhiều câu hỏi.", "Ask in several questions.",
)  # fmt: skip
UNKNOWN_ADJUSTMENT = _kind(
    "DUT-32", "Khoản điều chỉnh là AD (cộng) hoặc SB (trừ), không phải “%(value)s”.",
    "An adjustment is AD (added) or SB (deducted), not “%(value)s”.", "Chọn AD hoặc SB.", "Choose AD or SB.",
)  # fmt: skip
UNKNOWN_TAX = _kind(
    "DUT-33", "Không có mã thuế khác “%(value)s” ngày này.", "There is no other-tax code “%(value)s” on that day.",
    "Tra danh mục mã thuế khác; bỏ trống để tính theo biểu.", "Look it up, or leave the claim out.",
)  # fmt: skip
UNKNOWN_METHOD = _kind(
    "DUT-34", "Không có mã phân loại khai trị giá “%(value)s”.", "There is no valuation code “%(value)s”.",
    "Bỏ trống để tính theo trị giá giao dịch (6).", "Leave it out for the transaction value (6).",
)  # fmt: skip
NO_COSTS_ON_EXPORT = _kind(
    "DUT-35", "Trị giá xuất khẩu tính tại cửa khẩu xuất, không gồm phí vận tải và bảo hiểm quốc tế (%(value)s).",
    "The export value stands at the exit gate, without international freight and insurance (%(value)s).",
    "Bỏ trống; với điều kiện khác FOB, DAF, DAP hãy nhập “export_value”.",
    "Leave it out; on terms other than FOB, DAF and DAP say “export_value”.",
)  # fmt: skip
NO_ORIGIN_ON_EXPORT = _kind(
    "DUT-36", "Thuế xuất khẩu không phụ thuộc xuất xứ “%(value)s”; nó có thể phụ thuộc nước đến.",
    "Export duty does not depend on the origin “%(value)s”; it may depend on the destination.",
    "Bỏ trống xuất xứ và nhập “destination”.", "Leave the origin out and say “destination”.",
)  # fmt: skip
RELIEF_WITHOUT_CODE = _kind(
    "DUT-37", "Số tiền giảm %(value)s phải đi cùng mã giảm thuế.", "The reduction of %(value)s needs its relief code.",
    "Nhập “exemption”.", "Say “exemption”.",
)  # fmt: skip
UNKNOWN_COUNTRY = _kind(
    "DEC-ORI-01", "Không có mã nước “%(value)s”.", "There is no country “%(value)s”.",
    "Dùng mã hai chữ của nước sản xuất hoặc nước đến: CN, ID, KR …",
    "Use the two letters of the country: CN, ID, KR …",
)  # fmt: skip
NOT_A_PARTY = _kind(
    "IMP-ORI-02", "Mẫu %(form)s thuộc %(agreement)s, không áp dụng cho xuất xứ “%(value)s”.",
    "Form %(form)s is of %(agreement)s, which does not cover the origin “%(value)s”.",
    "Đổi mẫu, hoặc bỏ trống để tính thuế suất ưu đãi (B01).",
    "Change the form, or leave it out for the most-favoured-nation duty (B01).",
)  # fmt: skip
UNKNOWN_FREIGHT = _kind(
    "IMP-FRT-01", "Không có mã loại phí vận tải “%(value)s”.", "There is no freight class “%(value)s”.",
    "Chọn A, B, C, D, E hoặc F.", "Choose A, B, C, D, E or F.",
)  # fmt: skip
FREIGHT_INCOMPLETE = _kind(
    "IMP-FRT-02", "Có mã loại hoặc đồng tiền phí vận tải mà không có số tiền.",
    "Freight has a class or a currency, but no amount.",
    "Nhập số tiền, hoặc bỏ trống cả ba.", "Enter the amount, or leave all three out.",
)  # fmt: skip
FREE_GOODS_TYPED = _kind(
    "IMP-FRT-04", "Với mã loại phí B, hàng không phải trả tiền có trị giá tính thuế nhập tay; chưa dòng nào có.",
    "With freight class B the goods free of charge have a typed customs value; none has.",
    "Nhập “customs_value” của các dòng ấy.", "Enter their “customs_value”.",
)  # fmt: skip
FREIGHT_NOT_IN_PRICE = _kind(
    "IMP-FRT-07", "Mã loại phí “%(value)s” là phần cước vượt, mà giá %(term)s chưa gồm cước.",
    "Freight class “%(value)s” is an excess, but a price on %(term)s includes no freight.",
    "Chọn A, B, C hoặc D.", "Choose A, B, C or D.",
)  # fmt: skip
INSURANCE_TWICE = _kind(
    "IMP-FRT-09", "Giá %(term)s đã gồm bảo hiểm: %(value)s sẽ bị tính hai lần.",
    "A price on %(term)s includes insurance: %(value)s would be counted twice.",
    "Bỏ trống phần bảo hiểm, hoặc kiểm tra điều kiện giao hàng.", "Leave insurance out, or check the term.",
)  # fmt: skip
INSURANCE_INCOMPLETE = _kind(
    "IMP-FRT-10", "Bảo hiểm riêng (A) có số tiền; không bảo hiểm (D) thì không có số tiền và đồng tiền.",
    "Separate insurance (A) has an amount; without insurance (D) there is neither amount nor currency.",
    "Nhập số tiền với A; bỏ trống với D.", "Enter the amount with A; leave it out with D.",
)  # fmt: skip
FREIGHT_TWICE = _kind(
    "IMP-FRT-16", "Giá %(term)s đã gồm cước: %(value)s sẽ bị tính hai lần.",
    "A price on %(term)s includes freight: %(value)s would be counted twice.",
    "Bỏ trống phí vận tải, hoặc chỉ nhập phần vượt với mã loại E, F.",
    "Leave freight out, or give only its excess with class E or F.",
)  # fmt: skip

KINDS = tuple(value for value in list(globals().values()) if isinstance(value, Kind))
"""Every kind that the desk itself may report."""

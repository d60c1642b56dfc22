"""Fields of the worksheet: which facts it asks for, in which words, and how each is typed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from motcua.kernel.words import Words

YES_NO = (("yes", Words("Có", "Yes")), ("no", Words("Không", "No")))
MEASURES = (
    ("none", Words("Không", "No")),
    ("measured", Words("Có, tính được bằng tiền", "Yes, and it can be measured in money")),
    ("unmeasured", Words("Có, không tính được", "Yes, and it cannot be measured")),
)
RESTRICTIONS = (
    ("none", Words("Không", "None")),
    ("law", Words("Có, theo pháp luật Việt Nam", "By the law of Viet Nam")),
    ("area", Words("Có, về nơi bán lại", "Of the area of resale")),
    ("harmless", Words("Có, không ảnh hưởng đến trị giá", "Yes, without effect on the value")),
    ("harmful", Words("Có, ảnh hưởng đến trị giá", "Yes, and they affect the value")),
)
GOODS = (
    ("own", Words("Chính lô hàng này", "These goods")),
    ("identical", Words("Hàng giống hệt nhập khẩu", "Identical imported goods")),
    ("similar", Words("Hàng tương tự nhập khẩu", "Similar imported goods")),
)
TESTS = (
    ("identical", Words("Trị giá giao dịch hàng giống hệt", "Transaction value, identical goods")),
    ("similar", Words("Trị giá giao dịch hàng tương tự", "Transaction value, similar goods")),
    ("deductive", Words("Trị giá khấu trừ", "Deductive value")),
    ("computed", Words("Trị giá tính toán", "Computed value")),
)
Options = Sequence[tuple[str, Words]]


class Field(NamedTuple):
    """A fact: its name below the part it stands in, its label, how it is typed, and its choices.

    `widget`: `text`, `code`, `number`, `day`, `choice` or `money` (an amount and a currency, dong unless said).
    `listed` names choices that are read from a list of the day.
    """

    name: str
    words: Words
    widget: str
    options: Options = ()
    listed: str = ""


class Part(NamedTuple):
    """A part of the worksheet: where its facts stand in the case; `rows` says how many can be told of one kind."""

    key: str
    at: str
    words: Words
    hint: Words
    fields: tuple[Field, ...]
    rows: int = 0


_ADJUSTMENTS = (
    Field("name", Words("Tên khoản", "Name"), "choice", listed="adjustment_name"),
    Field("kind", Words("Cộng hay trừ", "Adds or subtracts"), "choice", listed="adjustment_kind"),
    Field("amount", Words("Số tiền", "Amount"), "money"),
    Field("proven", Words("Có chứng từ, số liệu", "Papers or figures at hand"), "choice", YES_NO),
)
_COMPARED = (
    Field("reference", Words("Số tờ khai", "Its declaration"), "text"),
    Field("exported_on", Words("Ngày xuất khẩu", "Exported on"), "day"),
    Field("origin", Words("Nước sản xuất (hai chữ)", "Country of production"), "code"),
    Field("same_producer", Words("Cùng nhà sản xuất", "Same producer"), "choice", YES_NO),
    Field("by_transaction", Words("Được chấp nhận theo trị giá giao dịch", "Accepted by its transaction value"),
          "choice", YES_NO),
    Field("quantity", Words("Lượng", "Quantity"), "number"),
    Field("unit", Words("Đơn vị", "Unit"), "code"),
    Field("value", Words("Trị giá hải quan cả lô", "Customs value of the whole"), "money"),
    Field("same_level", Words("Cùng cấp độ thương mại", "Same commercial level"), "choice", YES_NO),
    Field("for_level", Words("Điều chỉnh cấp độ (âm là trừ)", "Adjustment for level (below zero takes off)"), "money"),
    Field("same_quantity", Words("Số lượng tương đương", "About the same quantity"), "choice", YES_NO),
    Field("for_quantity", Words("Điều chỉnh số lượng (âm là trừ)", "Adjustment for quantity"), "money"),
    Field("for_transport", Words("Điều chỉnh vận tải, bảo hiểm (âm là trừ)", "Adjustment for transport, insurance"),
          "money"),
)  # fmt: skip

PARTS: tuple[Part, ...] = (
    Part("goods", "", Words("Lô hàng", "The goods"), Words("", ""), (
        Field("on", Words("Ngày đăng ký (mặc định hôm nay)", "Day of registration (today unless said)"), "day"),
        Field("quantity", Words("Lượng", "Quantity"), "number"),
        Field("unit", Words("Đơn vị", "Unit"), "code"),
        Field("origin", Words("Nước sản xuất (hai chữ)", "Country of production (two letters)"), "code"),
        Field("exported_on", Words("Ngày xuất khẩu", "Exported on"), "day"),
        Field("imported_on", Words("Ngày nhập khẩu", "Imported on"), "day"),
        Field("sold", Words("Có mua bán để xuất khẩu đến Việt Nam", "Sold for export to Viet Nam"), "choice", YES_NO),
    )),
    Part("sale", "sale", Words("1. Trị giá giao dịch", "1. Transaction value"),
         Words("Bỏ qua nếu không có mua bán", "Leave out where there is no sale"), (
        Field("price", Words("Giá đã hoặc phải thanh toán", "Price paid or payable"), "money"),
        Field("incoterm", Words("Điều kiện giao hàng", "Delivery term"), "choice", listed="incoterm"),
        Field("freight", Words("Cước đến cửa khẩu nhập đầu tiên", "Freight to the first gate"), "money"),
        Field("insurance", Words("Bảo hiểm đến cửa khẩu nhập đầu tiên", "Insurance to the first gate"), "money"),
        Field("restrictions", Words("Hạn chế định đoạt, sử dụng", "Restrictions on disposal or use"), "choice",
              RESTRICTIONS),
        Field("conditions", Words("Điều kiện kèm theo", "Conditions attached"), "choice", MEASURES),
        Field("proceeds", Words("Chia tiền bán lại cho người bán", "Proceeds that go to the seller"), "choice",
              MEASURES),
        Field("related", Words("Có quan hệ đặc biệt", "Related parties"), "choice", YES_NO),
        Field("influenced", Words("Quan hệ ảnh hưởng đến giá", "Relation influenced the price"), "choice", YES_NO),
        Field("by_hand", Words("Phân bổ điều chỉnh bằng tay", "Adjustments allocated by hand"), "choice", YES_NO),
    )),
    Part("adjustments", "sale.adjustments", Words("Các khoản cộng và trừ", "Additions and deductions"),
         Words("Chưa nằm trong giá thì cộng, đã nằm trong giá thì trừ",
               "What the price leaves out is added, what it should not hold is taken off"), _ADJUSTMENTS, 10),
    Part("tests", "sale.tests", Words("Trị giá kiểm tra quan hệ đặc biệt", "Test values for related parties"),
         Words("Trị giá mỗi đơn vị của người mua không có quan hệ", "Per unit, of buyers that are not related"), (
        Field("kind", Words("Loại trị giá", "Kind of value"), "choice", TESTS),
        Field("exported_on", Words("Ngày xuất khẩu", "Exported on"), "day"),
        Field("value", Words("Trị giá mỗi đơn vị", "Value a unit"), "money"),
    ), 4),
    Part("identical", "identical", Words("2. Hàng giống hệt", "2. Identical goods"),
         Words("Các lô đã nhập khẩu", "Earlier imports"), _COMPARED, 10),
    Part("similar", "similar", Words("3. Hàng tương tự", "3. Similar goods"),
         Words("Các lô đã nhập khẩu", "Earlier imports"), _COMPARED, 10),
    Part("resale", "resale", Words("4. Khấu trừ: các khoản trừ mỗi đơn vị", "4. Deductive: taken off a unit"),
         Words("Hoa hồng, hoặc lợi nhuận và chi phí chung; không cả hai",
               "A commission, or profit with general expenses; never both"), (
        Field("processed", Words("Đã gia công thêm trước khi bán", "Worked on before it was sold"), "choice", YES_NO),
        Field("commission", Words("Hoa hồng", "Commission"), "money"),
        Field("profit", Words("Lợi nhuận và chi phí chung", "Profit and general expenses"), "money"),
        Field("transport", Words("Vận chuyển, bảo hiểm trong nước", "Inland transport, insurance"), "money"),
        Field("taxes", Words("Thuế, phí phải nộp tại Việt Nam", "Taxes and fees in Viet Nam"), "money"),
        Field("processing", Words("Trị giá tăng thêm do gia công", "Added by processing"), "money"),
    )),
    Part("sales", "resale.sales", Words("4. Khấu trừ: các lần bán tại Việt Nam", "4. Deductive: sales in Viet Nam"),
         Words("Bán nguyên trạng sau nhập khẩu", "Sold as imported"), (
        Field("day", Words("Ngày bán", "Sold on"), "day"),
        Field("goods", Words("Hàng nào", "Which goods"), "choice", GOODS),
        Field("price", Words("Đơn giá", "Unit price"), "money"),
        Field("quantity", Words("Lượng", "Quantity"), "number"),
        Field("related", Words("Người mua có quan hệ đặc biệt", "Related buyer"), "choice", YES_NO),
    ), 10),
    Part("making", "making", Words("5. Trị giá tính toán", "5. Computed value"),
         Words("Theo sổ sách của người sản xuất, cho cả lô hàng", "By the producer's books, for the whole"), (
        Field("books", Words("Có số liệu của người sản xuất", "Producer's figures at hand"), "choice", YES_NO),
        Field("materials", Words("Nguyên vật liệu", "Materials"), "money"),
        Field("making", Words("Sản xuất, gia công", "Making and processing"), "money"),
        Field("profit", Words("Lợi nhuận và chi phí chung", "Profit and general expenses"), "money"),
        Field("freight", Words("Vận tải, bảo hiểm đến cửa khẩu đầu tiên", "Freight, insurance to the gate"), "money"),
    )),
    Part("order", "", Words("Thứ tự của 4 và 5", "Order of 4 and 5"), Words("", ""), (
        Field("computed_first", Words("Đề nghị tính toán trước khấu trừ", "Computed before deductive"), "choice",
              YES_NO),
    )),
    Part("last", "last", Words("6. Suy luận", "6. Fall-back"),
         Words("Chỉ khi năm phương pháp trên không dùng được", "Only where the five above give nothing"), (
        Field("basis", Words("Dựa vào", "It rests on"), "choice", listed="basis"),
        Field("value", Words("Trị giá cả lô hàng", "Value of the whole"), "money"),
    )),
)  # fmt: skip
"""The worksheet in its order."""

BY_PATH: Mapping[str, Part] = {part.at: part for part in PARTS if part.at}

"""Problems of valuing: facts that are missing or contradict each other, in words, with what to do."""

from motcua.duties.domain.problems import Kind
from motcua.kernel.words import Words

MISSING = Kind(
    "DUT-V01",
    Words("Còn thiếu câu trả lời này nên chưa biết phương pháp nào được dùng.",
          "Without this answer it cannot be told which method is lawful."),
    Words("Trả lời mục này.", "Answer it."),
)  # fmt: skip
PRICE_WITHOUT_SALE = Kind(
    "DUT-V02",
    Words(
        "Không có giao dịch mua bán nhưng lại khai giá mua bán.", "There is no sale, but a price of a sale is given."
    ),
    Words("Bỏ giá, hoặc trả lời rằng có mua bán.", "Clear the price, or say that there is a sale."),
)
UNRELATED_BUT_TESTED = Kind(
    "DUT-V03",
    Words("Hai bên không có quan hệ đặc biệt nhưng lại khai ảnh hưởng của quan hệ.",
          "The parties are not related, but an effect of the relation is told."),
    Words("Bỏ phần này, hoặc trả lời rằng có quan hệ đặc biệt.", "Clear it, or say that the parties are related."),
)  # fmt: skip
UNKNOWN_TERM = Kind(
    "DUT-V04",
    Words("Không có điều kiện giao hàng “%(value)s”.", "There is no delivery term “%(value)s”."),
    Words("Chọn trong danh mục điều kiện giao hàng.", "Choose a term from the list."),
)
FREIGHT_MISSING = Kind(
    "DUT-V05",
    Words("Giá theo %(term)s chưa gồm cước vận tải quốc tế.", "A price on %(term)s does not include main carriage."),
    Words("Khai cước đến cửa khẩu nhập đầu tiên; không phải trả cước thì khai 0.",
          "Enter the freight to the first gate of import; 0 where none is paid."),
)  # fmt: skip
COUNTED_TWICE = Kind(
    "DUT-V06",
    Words("Giá theo %(term)s đã gồm khoản này.", "A price on %(term)s includes this already."),
    Words("Bỏ khoản này, hoặc sửa điều kiện giao hàng.", "Clear it, or correct the delivery term."),
)
UNKNOWN_NAME = Kind(
    "DUT-V07",
    Words("Không có khoản điều chỉnh tên “%(value)s”.", "There is no adjustment named “%(value)s”."),
    Words("Chọn mã tên khoản điều chỉnh trong danh mục.", "Choose the name from the list."),
)
WRONG_SIGN = Kind(
    "DUT-V08",
    Words("Khoản điều chỉnh “%(name)s” phải là %(sign)s, không phải “%(value)s”.",
          "The adjustment “%(name)s” is %(sign)s, not “%(value)s”."),
    Words("Sửa mã phân loại điều chỉnh (AD cộng, SB trừ).", "Correct its kind (AD adds, SB subtracts)."),
)  # fmt: skip
PROCEEDS_NOT_ADDED = Kind(
    "DUT-V09",
    Words("Phần tiền trả cho người bán từ việc bán lại đã biết nhưng chưa cộng vào giá.",
          "What goes to the seller from a later sale is known, but is not added to the price."),
    Words("Thêm khoản cộng tên P.", "Add an addition named P."),
)  # fmt: skip
EXPORTED_AFTER_IMPORT = Kind(
    "DUT-V10",
    Words("Ngày xuất khẩu sau ngày nhập khẩu.", "The goods were exported after they were imported."),
    Words("Sửa một trong hai ngày.", "Correct one of the two days."),
)
OTHER_UNIT = Kind(
    "DUT-V11",
    Words("Lô so sánh tính bằng “%(value)s”, lô hàng của anh/chị tính bằng “%(unit)s”.",
          "The other import is counted in “%(value)s”, these goods in “%(unit)s”."),
    Words("Đổi lượng sang cùng một đơn vị.", "State the quantity in the same unit."),
)  # fmt: skip
TAKEN_TWICE = Kind(
    "DUT-V12",
    Words("Chỉ được trừ hoa hồng, hoặc lợi nhuận và chi phí chung; không trừ cả hai.",
          "Either a commission is taken off, or profit with general expenses; never both."),
    Words("Bỏ một trong hai.", "Clear one of the two."),
)  # fmt: skip
NOT_POSITIVE = Kind(
    "DUT-V13",
    Words(
        "Trị giá tìm được là %(value)s đồng: phải lớn hơn 0.", "The value comes to %(value)s dong; it must be above 0."
    ),
    Words("Kiểm tra các khoản trừ và đơn vị tiền.", "Check what is taken off, and the currencies."),
)
UNLAWFUL_BASIS = Kind(
    "DUT-V14",
    Words("Phương pháp suy luận không được dựa vào: %(what)s.", "The fall-back must not rest on this: %(what)s."),
    Words("Dùng căn cứ khác, có tài liệu.", "Rest it on something else, with papers."),
)
UNKNOWN_BASIS = Kind(
    "DUT-V15",
    Words("Không có căn cứ “%(value)s”.", "There is no basis “%(value)s”."),
    Words("Chọn căn cứ trong danh mục.", "Choose a basis from the list."),
)
NOTHING_TO_SHARE = Kind(
    "DUT-V16",
    Words("Phân bổ bằng tay nhưng không có khoản điều chỉnh nào.", "Allocated by hand, but there is no adjustment."),
    Words("Thêm khoản điều chỉnh, hoặc trả lời không.", "Add the adjustment, or answer no."),
)
TOO_MANY = Kind(
    "DUT-V17",
    Words("Có %(value)s dòng; tối đa %(most)s.", "There are %(value)s rows; %(most)s at the most."),
    Words("Giữ các dòng gần lô hàng nhất.", "Keep those that are nearest to the goods."),
)
NOTHING_LEFT = Kind(
    "DUT-V18",
    Words("Không phương pháp nào cho ra trị giá với thông tin đã có.",
          "With what is known no method gives a value."),
    Words("Khai trị giá và căn cứ của phương pháp suy luận, hoặc hỏi cơ quan hải quan về xác định trước trị giá.",
          "Give a value and its basis for the fall-back, or ask customs for an advance ruling on value."),
)  # fmt: skip

KINDS = (
    MISSING, PRICE_WITHOUT_SALE, UNRELATED_BUT_TESTED, UNKNOWN_TERM, FREIGHT_MISSING, COUNTED_TWICE, UNKNOWN_NAME,
    WRONG_SIGN, PROCEEDS_NOT_ADDED, EXPORTED_AFTER_IMPORT, OTHER_UNIT, TAKEN_TWICE, NOT_POSITIVE, UNLAWFUL_BASIS,
    UNKNOWN_BASIS, NOTHING_TO_SHARE, TOO_MANY, NOTHING_LEFT,
)  # fmt: skip
"""Every kind of problem of valuing, beside those of an assessment."""

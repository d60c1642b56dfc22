"""INV, header: the invoice, its delivery term, currency and total."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FINEST,
    FIRST,
    LARGEST,
    NIL,
    WHOLE,
    vnaccs,
)

_ON_PAPER = frozenset("AB")


@BOOK.rule(
    "DEC-INV-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="invoice_class",
    published=vnaccs("IDA S0066; EDA S0066"),
    vi="Phân loại hình thức hóa đơn là A, B hoặc D.",
    do="Choose A invoice, B paper instead of an invoice, D e-invoice.",
    do_vi="Chọn A hóa đơn, B chứng từ thay hóa đơn, D hóa đơn điện tử.",
)  # fmt: skip
def invoice_class_is_listed(d: Declaration, x: Desk) -> bool:
    """The class of invoice is A, B or D."""
    return d.invoice_class in x.lists["invoice_class"]


@BOOK.rule(
    "DEC-INV-02", source=DICTIONARY_AND_GUIDE, since=FIRST, path="einvoice_number",
    published=vnaccs("IDA S0225; EDA S0225"),
    vi="Hóa đơn điện tử (D) phải có số tiếp nhận.",
    do="Enter the reception number of the e-invoice.",
    do_vi="Nhập số tiếp nhận hóa đơn điện tử.",
)  # fmt: skip
def einvoice_has_its_number(d: Declaration, x: Desk) -> bool:
    """An e-invoice (class D) has its reception number."""
    return d.invoice_class != "D" or d.einvoice_number != ""


@BOOK.rule(
    "DEC-INV-03", source=DICTIONARY_AND_GUIDE, since=FIRST, path="einvoice_number",
    published=vnaccs("IDA S0226; EDA S0226"),
    vi="Không khai số tiếp nhận hóa đơn điện tử với phân loại A hoặc B.",
    do="Clear the number, or choose class D.",
    do_vi="Bỏ trống, hoặc chọn phân loại D.",
)  # fmt: skip
def paper_invoice_has_no_reception_number(d: Declaration, x: Desk) -> bool:
    """The reception number of an e-invoice is empty with classes A and B."""
    return d.einvoice_number == "" or d.invoice_class not in _ON_PAPER


@BOOK.rule(
    "DEC-INV-07", source=DICTIONARY_AND_GUIDE, since=FIRST, path="invoice_number",
    published=vnaccs("IDA S1032"),
    vi="Hóa đơn phân loại A hoặc B phải có số.",
    do="Enter the number of the invoice or of the paper that replaces it.",
    do_vi="Nhập số hóa đơn hoặc số chứng từ thay thế.",
)  # fmt: skip
def invoice_has_a_number(d: Declaration, x: Desk) -> bool:
    """An invoice of class A or B has its number."""
    return d.invoice_number != "" or d.invoice_class not in _ON_PAPER


@BOOK.rule(
    "DEC-INV-25", source=DICTIONARY_AND_GUIDE, since=FIRST, path="invoice_on",
    published=vnaccs("IDA S1032"),
    vi="Hóa đơn phân loại A hoặc B phải có ngày.",
    do="Enter the day of the invoice.",
    do_vi="Nhập ngày phát hành hóa đơn.",
)  # fmt: skip
def invoice_has_a_day(d: Declaration, x: Desk) -> bool:
    """An invoice of class A or B has its day."""
    return d.invoice_on is not None or d.invoice_class not in _ON_PAPER


@BOOK.rule(
    "DEC-INV-26", source=DICTIONARY, since=FIRST, path="invoice_on", published=vnaccs("IVA S0010"),
    vi="Ngày hóa đơn không sau ngày đăng ký.",
    do="Correct the day.",
    do_vi="Sửa ngày hóa đơn.",
)  # fmt: skip
def invoice_is_not_of_tomorrow(d: Declaration, x: Desk) -> bool:
    """The invoice is not dated after the day of registration."""
    return d.invoice_on is None or d.invoice_on <= x.day


@BOOK.rule(
    "DEC-INV-08", source=DICTIONARY_AND_GUIDE, since=FIRST, path="payment_method",
    published=vnaccs("IDA S1033; EDA S1033"),
    vi="Phương thức thanh toán, nếu khai, phải có trong danh mục (TTR, LC, DP, BIENMAU…).",
    do="Choose the method from the list.",
    do_vi="Chọn phương thức trong danh mục.",
)  # fmt: skip
def payment_method_is_listed(d: Declaration, x: Desk) -> bool:
    """The method of payment, when entered, is in the list (TTR, LC, DP, BIENMAU …)."""
    return d.payment_method == "" or d.payment_method in x.lists["payment_method"]


@BOOK.rule(
    "DEC-INV-09", source=DICTIONARY_AND_GUIDE, since=FIRST, path="price_kind",
    published=vnaccs("IDA R0146 S0088; EDA S0088"),
    vi="Mã phân loại giá hóa đơn là A, B, C hoặc D khi khai giá hóa đơn.",
    do="Choose A payable, B free of charge, C both, D other.",
    do_vi="Chọn A phải trả tiền, B miễn phí, C cả hai, D khác.",
)  # fmt: skip
def price_kind_is_listed(d: Declaration, x: Desk) -> bool:
    """The kind of price is A, B, C or D where an invoice price is declared, and on export always."""
    return d.price_kind in x.lists["price_kind"] or (
        d.price_kind == "" and d.invoice_total is None and d.direction == "import"
    )


@BOOK.rule(
    "DEC-INV-10", source=DICTIONARY, since=FIRST, path="incoterm",
    published=vnaccs("IDA R0055; EDA S1129"),
    vi="Phải có điều kiện giá hóa đơn khi có đồng tiền hoặc tổng trị giá; xuất khẩu luôn phải có.",
    do="Choose the delivery term of the invoice.",
    do_vi="Chọn điều kiện giá trên hóa đơn.",
)  # fmt: skip
def price_has_a_term(d: Declaration, x: Desk) -> bool:
    """The delivery term is filled with a currency or total, and on export always."""
    return d.incoterm != "" or (d.direction == "import" and d.currency == "" and d.invoice_total is None)


@BOOK.rule(
    "DEC-INV-28", source=DICTIONARY, since=FIRST, path="currency",
    published=vnaccs("IDA R0055; EDA S1130"),
    vi="Phải có đồng tiền hóa đơn khi có điều kiện giá hoặc tổng trị giá; xuất khẩu luôn phải có.",
    do="Enter the currency of the invoice.",
    do_vi="Nhập mã đồng tiền của hóa đơn.",
)  # fmt: skip
def price_has_a_currency(d: Declaration, x: Desk) -> bool:
    """The invoice's currency is filled with a delivery term or total, and on export always."""
    return d.currency != "" or (d.direction == "import" and d.incoterm == "" and d.invoice_total is None)


@BOOK.rule(
    "DEC-INV-29", source=DICTIONARY, since=FIRST, path="invoice_total",
    published=vnaccs("IDA R0055; EDA S1131"),
    vi="Phải có tổng trị giá hóa đơn khi có điều kiện giá hoặc đồng tiền; xuất khẩu luôn phải có.",
    do="Enter the total of the invoice.",
    do_vi="Nhập tổng trị giá hóa đơn.",
)  # fmt: skip
def price_has_a_total(d: Declaration, x: Desk) -> bool:
    """The invoice's total is filled with a delivery term or currency, and on export always."""
    return d.invoice_total is not None or (d.direction == "import" and d.incoterm == "" and d.currency == "")


@BOOK.rule(
    "DEC-INV-11", source=DICTIONARY_AND_GUIDE, since=FIRST, path="incoterm",
    published=vnaccs("IDA S0089; EDA S0089"),
    vi="Điều kiện giá hóa đơn phải có trong danh mục (CIF, FOB, DAP, CFR…).",
    do="Choose a term from the list.",
    do_vi="Chọn điều kiện trong danh mục.",
)  # fmt: skip
def term_is_listed(d: Declaration, x: Desk) -> bool:
    """The delivery term is in the list (CIF, FOB, DAP, CFR …)."""
    return d.incoterm == "" or d.incoterm in x.lists["incoterm"]


@BOOK.rule(
    "DEC-INV-30", source=DICTIONARY_AND_GUIDE, since=FIRST, path="currency",
    published=vnaccs("IDA S0090; EDA S0090"),
    vi="Đồng tiền hóa đơn là mã ISO 4217 có trong danh mục.",
    do="Choose the currency from the list.",
    do_vi="Chọn đồng tiền trong danh mục.",
)  # fmt: skip
def currency_is_listed(d: Declaration, x: Desk) -> bool:
    """The invoice's currency is a listed code of ISO 4217."""
    return d.currency == "" or d.currency in x.lists["currency"]


@BOOK.rule(
    "DEC-INV-12", source=DICTIONARY_AND_GUIDE, since=FIRST, path="invoice_total",
    published=vnaccs("IDA S0091; EDA S0091"),
    vi="Tổng trị giá hóa đơn có tối đa 4 chữ số thập phân, không có số lẻ với VND.",
    do="Round the total.",
    do_vi="Làm tròn tổng trị giá.",
)  # fmt: skip
def total_has_few_decimals(d: Declaration, x: Desk) -> bool:
    """The invoice's total has at most 4 decimals, and none in VND."""
    return d.invoice_total is None or not d.invoice_total % (WHOLE if d.currency == "VND" else FINEST)


@BOOK.rule(
    "DEC-INV-31", source=DICTIONARY, since=FIRST, path="invoice_total",
    published=vnaccs("IDA E0252; EDA S1131"),
    vi="Tổng trị giá hóa đơn lớn hơn 0 và nhỏ hơn 100.000 tỷ.",
    do="Check the total; goods free of charge are declared at their true value.",
    do_vi="Kiểm tra lại; hàng không phải trả tiền khai theo trị giá thực.",
)  # fmt: skip
def total_is_above_zero(d: Declaration, x: Desk) -> bool:
    """The invoice's total is above 0 and below 100,000 billion."""
    return d.invoice_total is None or NIL < d.invoice_total < LARGEST

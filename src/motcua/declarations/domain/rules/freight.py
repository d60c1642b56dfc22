"""FRT, freight: what the delivery term leaves to be added."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Item
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    DICTIONARY_AND_GUIDE,
    FINEST,
    FIRST,
    GUIDE,
    LARGEST,
    NIL,
    SETS,
    WHOLE,
    vnaccs,
)

_EXCLUDED = SETS["carriage not in the price"]
_INCLUDED = SETS["carriage in the price"]
_CHARGED = SETS["carriage always paid"]
_BY_HAND = SETS["valuation by hand"]
_EXTRA = frozenset("EF")
_WHOLE_FREIGHT = frozenset("ABCD")


@BOOK.rule(
    "IMP-FRT-01", source=DICTIONARY_AND_GUIDE, since=FIRST, path="freight_class",
    published=vnaccs("IDA S0092"),
    vi="Mã loại phí vận chuyển, nếu khai, là một chữ từ A đến F.",
    do="Choose A, B, C, D, E or F.",
    do_vi="Chọn A, B, C, D, E hoặc F.",
)  # fmt: skip
def freight_class_is_listed(d: Declaration, x: Desk) -> bool:
    """The class of freight, when entered, is a letter from A to F."""
    return d.freight_class == "" or d.freight_class in x.lists["freight_class"]


@BOOK.rule(
    "IMP-FRT-14", source=DICTIONARY_AND_GUIDE, since=FIRST, path="freight_currency",
    published=vnaccs("IDA S0093 E0123"),
    vi="Đồng tiền phí vận chuyển phải có trong danh mục và có tỷ giá cho ngày đăng ký.",
    do="Choose a currency that has a rate, or VND.",
    do_vi="Chọn đồng tiền có tỷ giá, hoặc VND.",
)  # fmt: skip
def currency_of_freight_has_a_rate(d: Declaration, x: Desk) -> bool:
    """The currency of freight is listed and has an exchange rate on the day."""
    return d.freight_currency == "" or d.freight_currency in x.tariff.exchange


@BOOK.rule(
    "IMP-FRT-15", source=DICTIONARY_AND_GUIDE, since=FIRST, path="freight", published=vnaccs("IDA S0094"),
    vi="Phí vận chuyển không âm, có tối đa 4 chữ số thập phân, không có số lẻ với VND.",
    do="Correct or round the amount.",
    do_vi="Sửa hoặc làm tròn số tiền.",
)  # fmt: skip
def freight_fits_its_field(d: Declaration, x: Desk) -> bool:
    """Freight is not negative and has at most 4 decimals, none in VND."""
    return d.freight is None or (
        NIL <= d.freight < LARGEST and not d.freight % (WHOLE if d.freight_currency == "VND" else FINEST)
    )


@BOOK.rule(
    "IMP-FRT-02", source=DICTIONARY, since=FIRST, path="freight", published=vnaccs("IDA R0006"),
    vi="Phí vận chuyển, đồng tiền và mã loại phí phải đi cùng nhau.",
    do="Complete class, currency and amount.",
    do_vi="Khai đủ mã loại, đồng tiền và số tiền.",
)  # fmt: skip
def freight_is_complete(d: Declaration, x: Desk) -> bool:
    """Freight has a class and a currency, and a currency of freight has an amount."""
    return (d.freight is None) == (d.freight_currency == "") and (d.freight is None or d.freight_class != "")


@BOOK.rule(
    "IMP-FRT-03", source=DICTIONARY, since=FIRST, path="freight_class", published=vnaccs("IDA R0029"),
    vi="Điều kiện giá EXW, FCA, FAS, FOB, C&I phải có mã loại phí vận chuyển.",
    do="Choose the class and enter the freight.",
    do_vi="Chọn mã loại và nhập phí vận chuyển.",
)  # fmt: skip
def freight_is_declared_where_the_price_lacks_it(d: Declaration, x: Desk) -> bool:
    """Terms EXW, FCA, FAS, FOB and C&I have a class of freight."""
    return d.freight_class != "" or d.incoterm not in _EXCLUDED or d.freight is not None


@BOOK.rule(
    "IMP-FRT-04", source=DICTIONARY_AND_GUIDE, since=FIRST, path="freight_class",
    published=vnaccs("IDA R0149"),
    vi="Với mã loại phí B, dòng hàng không phải trả tiền phải có trị giá tính thuế nhập tay.",
    do="Enter the customs value of the items free of charge.",
    do_vi="Nhập trị giá tính thuế cho các dòng hàng không phải trả tiền.",
)  # fmt: skip
def free_goods_are_valued_by_hand(d: Declaration, x: Desk) -> bool:
    """With freight class B the items free of charge have a typed customs value: at least one has."""
    return d.freight_class != "B" or any(i.customs_value is not None for i in d.items)


@BOOK.rule(
    "IMP-FRT-06", source=GUIDE, since=FIRST, path="customs_value", scope="item",
    vi="Với mã loại phí D (phân bổ theo trọng lượng, dung tích) phải nhập trị giá tính thuế ở mọi dòng hàng.",
    do="Calculate the customs value of the item and enter it.",
    do_vi="Tính và nhập trị giá tính thuế của dòng hàng.",
)  # fmt: skip
def freight_by_weight_is_worked_out(i: Item, d: Declaration, x: Desk) -> bool:
    """With freight class D (by weight or volume) every item has a typed customs value."""
    return d.freight_class != "D" or i.customs_value is not None or d.valuation_code in _BY_HAND


@BOOK.rule(
    "IMP-FRT-07", source=DICTIONARY_AND_GUIDE, since=FIRST, path="freight_class",
    published=vnaccs("IDA R0157"),
    vi="Mã loại phí E, F chỉ dùng khi giá đã gồm cước (CIF, CIP, C&F, CFR, CPT, DAP, DDP…).",
    do="Choose A, B, C or D.",
    do_vi="Chọn A, B, C hoặc D.",
)  # fmt: skip
def excess_freight_needs_carriage_in_the_price(d: Declaration, x: Desk) -> bool:
    """Freight classes E and F stand only with a term that includes carriage (CIF, CFR, CPT, DAP …)."""
    return d.freight_class not in _EXTRA or d.incoterm not in _EXCLUDED


@BOOK.rule(
    "IMP-FRT-16", source=DICTIONARY_AND_GUIDE, since=FIRST, path="freight_class",
    published=vnaccs("IDA R0157"),
    vi="Khi giá đã gồm cước (CIF, CIP, C&F, CFR, CPT, DAP, DDP…), chỉ khai phần cước vượt với mã E hoặc F.",
    do="Clear the freight, or declare only its excess as E or F.",
    do_vi="Bỏ phí vận chuyển, hoặc chỉ khai phần vượt với mã E hoặc F.",
)  # fmt: skip
def freight_is_not_counted_twice(d: Declaration, x: Desk) -> bool:
    """With a term that includes carriage only the excess of freight is declared, as class E or F."""
    return d.freight_class not in _WHOLE_FREIGHT or d.incoterm not in _INCLUDED


@BOOK.rule(
    "IMP-FRT-12", source=GUIDE, since=FIRST, path="freight", severity="warn",
    vi="Điều kiện giá EXW, FCA, FAS, FOB có phí vận chuyển lớn hơn 0.",
    do="Enter the freight, or explain in the details of valuation why there is none.",
    do_vi="Nhập phí vận chuyển, hoặc giải thích ở chi tiết khai trị giá.",
)  # fmt: skip
def freight_is_above_zero(d: Declaration, x: Desk) -> bool:
    """Terms EXW, FCA, FAS and FOB come with freight above 0, or with a reason in the details of valuation."""
    return (
        d.incoterm not in _CHARGED or d.freight_class == "" or d.valuation_note != ""
        or (d.freight is None and d.freight_currency != "") or (d.freight is not None and d.freight != NIL)
    )  # fmt: skip

"""Goods of a certificate: code, criterion, value and quantity of each line."""

from decimal import Decimal

from motcua.origin.domain.amounts import in_e4
from motcua.origin.domain.certificate import CRITERIA, Certificate, Line
from motcua.origin.domain.context import Desk
from motcua.origin.domain.data import limit, unit_of
from motcua.origin.domain.rules.book import BOOK, CHAPTER3, FIRST, OCP

_CODE = (6, 12)
NO_FOB_BACK_TO_BACK = frozenset({"BN", "SG", "PH", "TH", "MY", "MM", "VN"})
"""Members between which a back-to-back certificate need not show the FOB value."""


@BOOK.rule(
    "ORI-FRD-20", source=OCP, since=FIRST, path="hs_code", scope="line",
    vi="Mã HS của dòng hàng có ít nhất 6 chữ số.", do="Enter the code of goods with six digits or more.",
    do_vi="Ghi mã HS từ 6 chữ số.",
)  # fmt: skip
def code_has_six_digits(i: Line, c: Certificate, x: Desk) -> bool:
    """The code of goods has at least six digits."""
    return i.hs_code.isascii() and i.hs_code.isdigit() and _CODE[0] <= len(i.hs_code) <= _CODE[1]


@BOOK.rule(
    "ORI-FRD-21", source=CHAPTER3, since=FIRST, path="criterion", scope="line",
    vi="Tiêu chí xuất xứ là WO, PE, RVC, CC, CTH, CTSH, PSR hoặc SP.", do="Enter the criterion of box 8.",
    do_vi="Ghi tiêu chí ở ô 8.",
)  # fmt: skip
def criterion_is_known(i: Line, c: Certificate, x: Desk) -> bool:
    """The origin criterion is WO, PE, RVC, CC, CTH, CTSH, PSR or SP."""
    return i.criterion in CRITERIA


@BOOK.rule(
    "ORI-FRD-22", source=CHAPTER3, since=FIRST, path="rvc", scope="line",
    vi="RVC ghi tỷ lệ, từ 40 % đến 100 %; cộng gộp từng phần từ 20 %. Tiêu chí khác không ghi.",
    do="Enter the percentage, at least 40.", do_vi="Ghi tỷ lệ, ít nhất 40 %.",
)  # fmt: skip
def regional_value_is_enough(i: Line, c: Certificate, x: Desk) -> bool:
    """A regional value content is told, from 40 to 100 %, from 20 where partial cumulation is ticked; else none."""
    if i.criterion != "RVC":
        return i.rvc is None or i.criterion == "PSR"
    least = limit("partial cumulation" if c.says("partial_cumulation") else "regional value content", x.day)
    return i.rvc is not None and least <= i.rvc <= Decimal(100)


@BOOK.rule(
    "ORI-FRD-23", source=CHAPTER3, since=FIRST, path="rvc", scope="line", severity="warn",
    vi="Cộng gộp từng phần (RVC từ 20 đến dưới 40 %) không cho hưởng ưu đãi.",
    do="The line takes the ordinary or most-favoured rate.", do_vi="Dòng hàng chịu thuế suất ưu đãi hoặc thông thường.",
)  # fmt: skip
def line_gives_preference(i: Line, c: Certificate, x: Desk) -> bool:
    """A line of partial cumulation (20 to less than 40 %) gives no preference."""
    return gives(i, c, x)


def gives(i: Line, c: Certificate, x: Desk) -> bool:
    """Whether a line gives preference."""
    return not (
        c.says("partial_cumulation") and i.criterion == "RVC" and i.rvc is not None
        and i.rvc < limit("regional value content", x.day)
    )  # fmt: skip


@BOOK.rule(
    "ORI-FRD-24", source=OCP, since=FIRST, path="fob", scope="line",
    vi="Tiêu chí RVC phải ghi trị giá FOB, trừ C/O giáp lưng giữa các nước không yêu cầu.",
    do="Enter the FOB value.", do_vi="Ghi trị giá FOB.",
)  # fmt: skip
def value_stands_with_rvc(i: Line, c: Certificate, x: Desk) -> bool:
    """A line by regional value content shows its FOB value, but for back-to-back between members that need none."""
    if i.criterion != "RVC" or (i.fob is not None and i.fob > 0):
        return True
    return c.says("back_to_back") and {c.country, c.partner} <= NO_FOB_BACK_TO_BACK


@BOOK.rule(
    "ORI-FRD-25", source=OCP, since=FIRST, path="quantity", scope="line",
    vi="Dòng hàng có số lượng dương và đơn vị tính đã biết.", do="Enter quantity and unit.",
    do_vi="Ghi số lượng và đơn vị tính.",
)  # fmt: skip
def quantity_is_told(i: Line, c: Certificate, x: Desk) -> bool:
    """A line has a quantity above zero in a unit that is known."""
    return (in_e4(i.quantity) or 0) > 0 and unit_of(i.unit) in x.units


@BOOK.rule(
    "ORI-FRD-26", source=OCP, since=FIRST, path="quantity", scope="line",
    vi="Số lượng của C/O giáp lưng không vượt C/O gốc.", do="Reduce the quantity to that of the original.",
    do_vi="Giảm số lượng theo C/O gốc.",
)  # fmt: skip
def no_more_than_the_original(i: Line, c: Certificate, x: Desk) -> bool:
    """The quantity of a back-to-back line is not greater than that of the original."""
    if c.original is None or not c.original.quantities or i.quantity is None:
        return True
    place = c.lines.index(i)
    return place < len(c.original.quantities) and i.quantity <= c.original.quantities[place]


@BOOK.rule(
    "ORI-FRD-27", source=OCP, since=FIRST, path="description", scope="line",
    vi="Dòng hàng có mô tả đủ để nhận biết hàng.", do="Describe the goods.", do_vi="Mô tả hàng hóa.",
)  # fmt: skip
def goods_are_described(i: Line, c: Certificate, x: Desk) -> bool:
    """The goods of a line are described."""
    return i.description.strip() != ""

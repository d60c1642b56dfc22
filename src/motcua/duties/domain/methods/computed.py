"""The computed value: what it cost to make the goods, with profit and general expenses, to the first gate of import."""

from motcua.duties.domain.methods.reckoning import Found, Reasons, Reckoner
from motcua.kernel.words import Words

LABEL = Words("Trị giá tính toán", "Computed value")
CODE = "4"
_PARTS = {
    "materials": Words("Nguyên vật liệu", "Materials"),
    "making": Words("Chi phí sản xuất, gia công", "Making and processing"),
    "profit": Words("Lợi nhuận và chi phí chung", "Profit and general expenses"),
    "freight": Words(
        "Vận tải, bảo hiểm đến cửa khẩu nhập đầu tiên", "Freight and insurance to the first gate of import"
    ),
}
_NO_BOOKS = Words(
    "Không có số liệu kế toán của người sản xuất, hoặc người sản xuất không đồng ý cung cấp.",
    "The producer's accounts are not at hand, or the producer will not show them.",
)


def computed(desk: Reckoner) -> Found | Reasons:
    """The value by the cost of production, or why there is none."""
    making = desk.case.making
    stated = [name for name in _PARTS if getattr(making, name) is not None]
    if making.books == "no" or (not making.books and not stated):
        return (_NO_BOOKS,)
    desk.need("/making/books", making.books)
    parts = []
    for name, words in _PARTS.items():
        held = getattr(making, name)
        parts.append(desk.part(words, desk.dong(held, f"/making/{name}"), held))
    return Found(desk.total(LABEL, parts), CODE)

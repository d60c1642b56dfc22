"""Cargo numbers, and what goes with each."""

from decimal import Decimal

from motcua.transport.domain.context import Desk
from motcua.transport.domain.data import LIMITS
from motcua.transport.domain.message import Cargo, Transport
from motcua.transport.domain.rules.book import BOOK, DICTIONARY, DICTIONARY_AND_GUIDE, FIRST, MESSAGE, vnaccs

_SPARED = frozenset({"KS", "PT"})
"""Simplified transports, and those from port to port, tell less."""
_HOME = "VN"
_LARGEST = 10**8
_GRAM = Decimal("0.001")


@BOOK.rule(
    "BTR-BTR-14", source=DICTIONARY, since=FIRST, path="cargo", scope="transport",
    published=vnaccs("OLA R0035 R0072 R0105"),
    vi="Có từ 1 đến 5 số vận đơn hoặc số hàng, liền nhau, không trùng.",
    do="Enter 1 to 5 numbers without a gap.", do_vi="Khai 1 đến 5 số, không để trống ở giữa.",
)  # fmt: skip
def cargo_is_numbered(t: Transport, x: Desk) -> bool:
    """There are 1 to 5 cargo numbers, without a gap and without a repetition."""
    return 1 <= len(t.cargo) <= LIMITS["cargo numbers"] and len({c.number for c in t.cargo} - {""}) == len(t.cargo)


@BOOK.rule(
    "BTR-BTR-15", source=DICTIONARY_AND_GUIDE, since=FIRST, path="number", scope="cargo",
    published=vnaccs("OLC E0004"),
    vi="Số hàng đã dùng từ cùng nơi đi thì phải xác nhận dùng chung, và không quá 5 lần.",
    do="Confirm that it is shared, or correct the number.", do_vi="Xác nhận dùng chung, hoặc sửa số.",
)  # fmt: skip
def shared_cargo_is_confirmed(c: Cargo, t: Transport, x: Desk) -> bool:
    """A cargo number that was used from the same start is confirmed as shared, five times at the most."""
    return (used := x.used.get(c.number, 0)) == 0 or (t.confirmed and used < LIMITS["uses of a cargo number"])


@BOOK.rule(
    "BTR-BTR-16A", source=DICTIONARY_AND_GUIDE, since=FIRST, path="bill_on", scope="cargo",
    published=vnaccs("OLA R0055"),
    vi="Hàng nhập khẩu, trừ KS và PT, có ngày vận đơn.",
    do="Enter the day of the bill.", do_vi="Nhập ngày vận đơn.",
)  # fmt: skip
def import_has_the_day_of_its_bill(c: Cargo, t: Transport, x: Desk) -> bool:
    """An import, unless KS or PT, tells the day of its bill."""
    return t.direction != "I" or t.kind in _SPARED or c.bill_on is not None


@BOOK.rule(
    "BTR-BTR-16B", source=DICTIONARY_AND_GUIDE, since=FIRST, path="origin", scope="cargo",
    published=vnaccs("OLA R0056"),
    vi="Hàng nhập khẩu, trừ KS và PT, có nước xuất xứ trong danh mục.",
    do="Enter the country of origin.", do_vi="Nhập nước xuất xứ.",
)  # fmt: skip
def import_has_its_origin(c: Cargo, t: Transport, x: Desk) -> bool:
    """An import, unless KS or PT, tells a listed country of origin."""
    return t.direction != "I" or t.kind in _SPARED or c.origin in x.lists["country"]


@BOOK.rule(
    "BTR-BTR-16C", source=DICTIONARY_AND_GUIDE, since=FIRST, path="loading_place", scope="cargo",
    published=vnaccs("OLA R0057"),
    vi="Hàng nhập khẩu, trừ KS và PT, có địa điểm xếp hàng ở nước ngoài.",
    do="Enter the foreign place of loading.", do_vi="Nhập địa điểm xếp hàng ở nước ngoài.",
)  # fmt: skip
def import_was_loaded_abroad(c: Cargo, t: Transport, x: Desk) -> bool:
    """An import, unless KS or PT, was loaded at a place abroad."""
    return t.direction != "I" or t.kind in _SPARED or (c.loading_place != "" and not c.loading_place.startswith(_HOME))


@BOOK.rule(
    "BTR-BTR-16D", source=DICTIONARY_AND_GUIDE, since=FIRST, path="importer", scope="cargo",
    published=vnaccs("OLA R0067"),
    vi="Hàng nhập khẩu, trừ KS và PT, có mã hoặc tên người nhập khẩu.",
    do="Enter the importer.", do_vi="Nhập người nhập khẩu.",
)  # fmt: skip
def import_has_its_importer(c: Cargo, t: Transport, x: Desk) -> bool:
    """An import, unless KS or PT, names its importer."""
    return t.direction != "I" or t.kind in _SPARED or c.importer != "" or c.importer_name != ""


@BOOK.rule(
    "BTR-BTR-17A", source=DICTIONARY_AND_GUIDE, since=FIRST, path="exporter", scope="cargo",
    published=vnaccs("OLA R0071"),
    vi="Hàng xuất khẩu, trừ KS và PT, có mã hoặc tên người xuất khẩu.",
    do="Enter the exporter.", do_vi="Nhập người xuất khẩu.",
)  # fmt: skip
def export_has_its_exporter(c: Cargo, t: Transport, x: Desk) -> bool:
    """An export, unless KS or PT, names its exporter."""
    return t.direction != "E" or t.kind in _SPARED or c.exporter != "" or c.exporter_name != ""


@BOOK.rule(
    "BTR-BTR-17B", source=DICTIONARY_AND_GUIDE, since=FIRST, path="loading_place", scope="cargo",
    published=vnaccs("OLA R0060 R0061 R0062"),
    vi="Hàng xuất khẩu, trừ KS và PT, xếp hàng tại Việt Nam.",
    do="Enter the place of loading in Viet Nam.", do_vi="Nhập địa điểm xếp hàng tại Việt Nam.",
)  # fmt: skip
def export_starts_in_viet_nam(c: Cargo, t: Transport, x: Desk) -> bool:
    """An export, unless KS or PT, starts in Viet Nam."""
    return t.direction != "E" or t.kind in _SPARED or c.loading_place.startswith(_HOME)


@BOOK.rule(
    "BTR-BTR-17C", source=DICTIONARY_AND_GUIDE, since=FIRST, path="arrival_place", scope="cargo",
    published=vnaccs("OLA R0063 R0064 R0065"),
    vi="Hàng xuất khẩu, trừ KS và PT, dỡ hàng ở nước ngoài.",
    do="Enter the place of discharge abroad.", do_vi="Nhập địa điểm dỡ hàng ở nước ngoài.",
)  # fmt: skip
def export_ends_abroad(c: Cargo, t: Transport, x: Desk) -> bool:
    """An export, unless KS or PT, ends abroad."""
    return t.direction != "E" or t.kind in _SPARED or (c.arrival_place != "" and not c.arrival_place.startswith(_HOME))


@BOOK.rule(
    "BTR-BTR-18A", source=DICTIONARY_AND_GUIDE, since=FIRST, path="manifest", scope="cargo",
    published=vnaccs("OLA R0058"),
    vi="Loại manifest, nếu khai, là S, A, R hoặc V và hợp với địa điểm xếp hàng, dỡ hàng.",
    do="Correct kind or places.", do_vi="Sửa loại manifest hoặc địa điểm.",
)  # fmt: skip
def manifest_agrees_with_the_places(c: Cargo, t: Transport, x: Desk) -> bool:
    """The kind of manifest, when entered, is S, A, R or V and agrees with the places that are known."""
    return c.manifest == "" or (
        c.manifest in x.carried
        and all(x.located.get(place) in (None, "inland", *x.carried[c.manifest]) for place in _places(c))
    )


def _places(c: Cargo) -> tuple[str, str]:
    return c.loading_place, c.arrival_place


@BOOK.rule(
    "BTR-BTR-18B", source=DICTIONARY, since=FIRST, path="number", scope="cargo",
    published=vnaccs("OLA R0100 R0101"),
    vi="Số vận đơn hàng không (A) dài tối đa 20 ký tự.",
    do="Correct the number.", do_vi="Sửa số vận đơn.",
)  # fmt: skip
def air_number_is_short(c: Cargo, t: Transport, x: Desk) -> bool:
    """An air waybill (A) has at most 20 characters."""
    return c.manifest != "A" or len(c.number) <= LIMITS["air waybill"]


@BOOK.rule(
    "BTR-BTR-20", source=DICTIONARY_AND_GUIDE, since=FIRST, path="permit", scope="cargo",
    published=vnaccs("OLA R0053 R0054"),
    vi="Số, ngày và ngày hết hạn giấy phép khai đủ cả ba hoặc bỏ trống; hàng quá cảnh (KR) phải khai.",
    do="Complete the three.", do_vi="Khai đủ cả ba chỉ tiêu.",
)  # fmt: skip
def permit_is_whole(c: Cargo, t: Transport, x: Desk) -> bool:
    """Number, day and last day of a permit go together; a transit (KR) has them."""
    return len({c.permit == "", c.permit_on is None, c.permit_until is None}) == 1 and (
        t.kind != "KR" or c.permit != ""
    )


@BOOK.rule(
    "BTR-BTR-38", source=MESSAGE, since=FIRST, path="gross_weight", scope="cargo",
    vi="Tổng trọng lượng và số kiện không âm, dưới 100 triệu; trọng lượng tối đa 3 số lẻ.",
    do="Correct the figures.", do_vi="Sửa lại số liệu.",
)  # fmt: skip
def figures_fit(c: Cargo, t: Transport, x: Desk) -> bool:
    """Gross weight and packages are not negative and below 100 million, the weight with three decimals at most."""
    weight, packages = c.gross_weight or Decimal(0), c.packages or 0
    return (
        weight.is_finite() and 0 <= weight < _LARGEST and weight == weight.quantize(_GRAM) and 0 <= packages < _LARGEST
    )

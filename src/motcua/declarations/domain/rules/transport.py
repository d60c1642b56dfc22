"""TRN, third part: transport under customs control declared together with the goods."""

from motcua.declarations.domain.context import Desk
from motcua.declarations.domain.message import Declaration, Transit
from motcua.declarations.domain.rules.book import (
    BOOK,
    DICTIONARY,
    FIRST,
    LIMITS,
    vnaccs,
)

_MOST_TRANSITS = LIMITS["transits"]


@BOOK.rule(
    "DEC-TRN-30", source=DICTIONARY, since=FIRST, path="transport_start_on",
    published=vnaccs("IDA R1059 R1060 R1061 R1062; EDA R1059"),
    vi="Ngày khởi hành, địa điểm đích và ngày đến của vận chuyển khai gộp phải khai đủ cả ba hoặc bỏ trống.",
    do="Complete the three, or clear them.",
    do_vi="Khai đủ cả ba chỉ tiêu, hoặc bỏ trống.",
)  # fmt: skip
def transport_is_complete(d: Declaration, x: Desk) -> bool:
    """Start, destination and arrival of a combined transport are all filled or all empty."""
    return (d.transport_start_on is None) == (d.transport_place == "") == (d.transport_end_on is None)


@BOOK.rule(
    "DEC-TRN-31", source=DICTIONARY, since=FIRST, path="place", scope="transit",
    published=vnaccs("IDA R1063 R1064 R1065 R1066 R1067 R1068; EDA R1068"),
    vi="Mỗi địa điểm trung chuyển có mã địa điểm, ngày đến, ngày đi, và chỉ khai khi có ngày khởi hành.",
    do="Complete the stop, or remove it.",
    do_vi="Khai đủ địa điểm, ngày đến và ngày đi, hoặc bỏ địa điểm đó.",
)  # fmt: skip
def stop_is_complete(t: Transit, d: Declaration, x: Desk) -> bool:
    """A stop has its place, arrival and departure, and stands only in a transport with a start."""
    return (
        t.place != "" and t.arrive_on is not None and t.leave_on is not None
        and d.transport_start_on is not None
    )  # fmt: skip


@BOOK.rule(
    "DEC-TRN-32", source=DICTIONARY, since=FIRST, path="transits", published=vnaccs("IDA R1070; EDA R1070"),
    vi="Các ngày theo thứ tự: khởi hành, đến và đi ở từng địa điểm trung chuyển, đến đích.",
    do="Correct the days.",
    do_vi="Sửa lại các ngày.",
)  # fmt: skip
def transport_runs_forward(d: Declaration, x: Desk) -> bool:
    """The days run in order: start, arrival and departure of each stop in turn, arrival at the end."""
    return d.transport_start_on is None or (
        days := [
            day
            for day in (
                d.transport_start_on,
                *[when for stop in d.transits for when in (stop.arrive_on, stop.leave_on)],
                d.transport_end_on,
            )
            if day is not None
        ]
    ) == sorted(days)


@BOOK.rule(
    "DEC-TRN-33", source=DICTIONARY, since=FIRST, path="transport_start_on",
    published=vnaccs("IDA S1134; EDA S1150; IDC E1112; EDC E1112"),
    vi="Ngày khởi hành vận chuyển không trước ngày khai báo dự kiến và không trước ngày đăng ký.",
    do="Enter a later day.",
    do_vi="Nhập ngày muộn hơn.",
)  # fmt: skip
def transport_starts_after_declaration(d: Declaration, x: Desk) -> bool:
    """The transport does not start before the planned day of declaration (or today)."""
    return d.transport_start_on is None or d.transport_start_on >= (d.declared_on or x.day)


@BOOK.rule(
    "DEC-TRN-34", source=DICTIONARY, since=FIRST, path="transport_place",
    published=vnaccs("IDA E8100 E8101 E8102 E8103; EDA E8100 E8101 E8102 E8103"),
    vi="Địa điểm đích của vận chuyển khai gộp phải có trong danh mục và đang hoạt động.",
    do="Choose another supervised place.",
    do_vi="Chọn địa điểm khác.",
)  # fmt: skip
def transport_ends_at_a_listed_place(d: Declaration, x: Desk) -> bool:
    """The destination of a combined transport is a supervised place open on the day."""
    return d.transport_place == "" or d.transport_place in x.lists["warehouse"]


@BOOK.rule(
    "DEC-TRN-39", source=DICTIONARY, since=FIRST, path="place", scope="transit",
    published=vnaccs("IDA E8100 E8101 E8102 E8103; EDA E8100 E8101 E8102 E8103"),
    vi="Địa điểm trung chuyển phải có trong danh mục và đang hoạt động.",
    do="Choose another supervised place.",
    do_vi="Chọn địa điểm khác.",
)  # fmt: skip
def stop_is_a_listed_place(t: Transit, d: Declaration, x: Desk) -> bool:
    """A stop of a combined transport is a supervised place open on the day."""
    return t.place == "" or t.place in x.lists["warehouse"]


@BOOK.rule(
    "DEC-TRN-41", source="VNACCS messages IDA and EDA", since=FIRST, path="transits",
    vi="Có tối đa 3 địa điểm trung chuyển.",
    do="Lodge a separate transport declaration for a longer route.",
    do_vi="Khai tờ khai vận chuyển độc lập cho tuyến dài hơn.",
)  # fmt: skip
def stops_fit_their_slots(d: Declaration, x: Desk) -> bool:
    """A combined transport has at most 3 stops."""
    return len(d.transits) <= _MOST_TRANSITS

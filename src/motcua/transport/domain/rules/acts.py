"""In what order, and by whom, departure and arrival are recorded."""

from motcua.transport.domain.context import Act
from motcua.transport.domain.life import MOVES, State
from motcua.transport.domain.rules.book import BOOK, DICTIONARY, FIRST, vnaccs


@BOOK.rule(
    "BTR-BTR-21", source=DICTIONARY, since=FIRST, path="verb", scope="act",
    published=vnaccs("BOA E0003 E0027 E0029; BIA11 E0003"),
    vi="Thứ tự: đăng ký, đi (BOA), đến (BIA); chỉ hủy xác nhận đi khi đang vận chuyển.",
    do="Follow the order.", do_vi="Làm đúng thứ tự.",
)  # fmt: skip
def acts_follow_their_order(a: Act) -> bool:
    """Acts follow their order: registered, departed (BOA), arrived (BIA); a departure is cancelled while under way."""
    return (State(a.state), a.verb) in MOVES


@BOOK.rule(
    "BTR-BTR-22", source=DICTIONARY, since=FIRST, path="recorder", scope="act",
    published=vnaccs("BOA U0002 U0004; BIA11 U0003 U0004"),
    vi="Đi, đến do doanh nghiệp quản lý địa điểm hoặc cơ quan hải quan phụ trách xác nhận; tại cầu cảng chỉ hải quan.",
    do="Ask the operator or the office of the place.", do_vi="Đề nghị nơi quản lý địa điểm xác nhận.",
)  # fmt: skip
def recorder_is_in_charge(a: Act) -> bool:
    """Departure and arrival are recorded by the operator or office in charge of the place; at a berth by customs."""
    return a.recorder == "office" or (a.recorder == "operator" and not a.berth)

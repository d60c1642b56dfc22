"""GET /api/transports: the list, and one as it stands."""

from datetime import date
from urllib.parse import urlencode

from motcua.design.domain.api import Call, Operation, Parameter, Told, day_asked, told, whole_asked
from motcua.design.domain.problems import Error, Stopped, error
from motcua.kernel.words import Words
from motcua.transport.api import told as writing
from motcua.transport.domain.asking import GROUPS, Filters
from motcua.transport.domain.life import State
from motcua.transport.domain.shown import TransportPage, TransportShown
from motcua.transport.queries import listing, one

SCOPE = "transport:read"
LARGEST_PAGE = 200
STATES = (*map(str, State), *GROUPS)


def listed(call: Call) -> Told:
    """A page of what the token's enterprise declared or what touches its places, the newest first."""
    wrong: list[Error] = []
    state = call.query.get("state", "")
    if state and state not in STATES:
        wrong.append(error("API-400", "?state", Words("Không có giá trị này.", f"One of {STATES}."), state))
    filters = Filters(
        text=call.query.get("q", "")[:100], state=state, since=day_asked(call, "since", wrong),
        until=day_asked(call, "until", wrong),
    )  # fmt: skip
    number, size = whole_asked(call, "page", 1, 100_000, wrong), whole_asked(call, "size", 50, LARGEST_PAGE, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    rows, place = listing.listing(filters, call.by, now=call.at, number=number, size=size)
    onward = {**{name: text for name, text in call.query.items() if text}, "page": str(place.number + 1)}
    following = f"/api/transports?{urlencode(onward)}" if place.number < place.last else ""
    lines = tuple(writing.listed(row, call.at) for row in rows)
    return told(TransportPage(lines, place.number, place.found, place.more, following))


def show(call: Call, number: str) -> Told:
    """One transport as it stands."""
    return told(writing.shown(one.find(number, call.by), call.at))


_TOLD = ", ".join(STATES)
OPERATIONS = (
    Operation(
        "listTransports", "get", "transports", "transports",
        Words("Danh sách tờ khai vận chuyển", "Transports of the enterprise and of its places"), listed, scope=SCOPE,
        gives={200: TransportPage},
        parameters=(
            Parameter("q", Words("Số tờ khai, số hàng, container hoặc tên", "Number, cargo, container or name")),
            Parameter("state", Words(f"Trạng thái: {_TOLD}", f"State: {_TOLD}")),
            Parameter("since", Words("Đăng ký từ ngày", "Registered from"), date),
            Parameter("until", Words("Đăng ký đến ngày", "Registered until"), date),
            Parameter("page", Words("Trang, từ 1", "Page, from 1"), int),
            Parameter("size", Words(f"Số dòng một trang, tối đa {LARGEST_PAGE}", f"Lines a page, up to {LARGEST_PAGE}"),
                      int),
        ),
        problems=("unreadable",),
    ),
    Operation(
        "showTransport", "get", "transports/{number}", "transport",
        Words("Một tờ khai vận chuyển hiện nay", "A transport as it stands"), show, scope=SCOPE,
        gives={200: TransportShown},
        problems=("not-found",),
    ),
)  # fmt: skip

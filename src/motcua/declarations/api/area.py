"""GET /api/area: containers that ships brought to the places of the caller, and whether each may leave."""

from datetime import date, datetime
from urllib.parse import urlencode

import msgspec

from motcua.declarations.queries import area as queries
from motcua.declarations.queries import operators
from motcua.declarations.services import boxes
from motcua.design.domain.api import Call, Operation, Parameter, Told, day_asked, told, whole_asked
from motcua.design.domain.problems import Error, Stopped, error
from motcua.kernel.words import Words
from motcua.manifests.domain.area import STATES, WHY_WORDS

LARGEST_PAGE = 200


class AreaContainer(msgspec.Struct, frozen=True):
    """A container: `state` is may, stay or left; `waits_for` are the declarations that hold it."""

    number: str
    seals: tuple[str, ...]
    size_type: str
    bills: tuple[str, ...]
    declarations: tuple[str, ...]
    state: str
    why: str
    why_vi: str
    why_en: str
    waits_for: tuple[str, ...]
    left_at: datetime | None
    call: str
    vessel_name: str
    arrived_at: datetime | None
    place: str


class AreaPage(msgspec.Struct, frozen=True):
    """A page of the list; `next` is the address of the next, empty at the end."""

    containers: tuple[AreaContainer, ...]
    page: int
    found: int
    next: str = ""


def listed(call: Call) -> Told:
    """A page of the containers at the places that the token's enterprise keeps, the last brought first."""
    wrong: list[Error] = []
    state = call.query.get("state", "")
    if state and state not in STATES:
        wrong.append(error("API-400", "?state", Words("Không có giá trị này.", f"One of {STATES}."), state))
    asked = queries.Asked(
        call.query.get("q", "")[:100], call.query.get("place", "")[:7], state, day_asked(call, "since", wrong),
        day_asked(call, "until", wrong),
    )  # fmt: skip
    number, size = whole_asked(call, "page", 1, 100_000, wrong), whole_asked(call, "size", 50, LARGEST_PAGE, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    boxes.catch_up(call.at)
    rows, place = queries.listing(asked, operators.kept_by(call.by), now=call.at, number=number, size=size)
    onward = {**{name: text for name, text in call.query.items() if text}, "page": str(place.number + 1)}
    following = f"/api/area?{urlencode(onward)}" if place.number < place.last else ""
    return told(AreaPage(tuple(map(_told, rows)), place.number, place.found, following))


def _told(line: queries.Line) -> AreaContainer:
    box, verdict, call = line.box, line.verdict, line.call
    words = WHY_WORDS[verdict.why]
    return AreaContainer(
        box.number, tuple(box.seals.split()), f"{box.size}{box.type}", tuple(each.number for each in line.bills),
        tuple(each.number for each in line.declarations), verdict.state, str(verdict.why), words.vi, words.en,
        verdict.waits_for, verdict.left_at, call.number, call.vessel_name, call.arrived_at, call.berth,
    )  # fmt: skip


_STATES = ", ".join(STATES)
OPERATIONS = (
    Operation(
        "listArea", "get", "area", "area",
        Words("Container trong khu vực giám sát", "Containers in the supervised area"), listed,
        scope=operators.SCOPE, gives={200: AreaPage},
        parameters=(
            Parameter("q", Words("Container, vận đơn, tờ khai, tàu", "Container, bill, declaration, ship")),
            Parameter("place", Words("Mã địa điểm giám sát", "Code of the supervised place")),
            Parameter("state", Words(f"Trạng thái: {_STATES}", f"State: {_STATES}")),
            Parameter("since", Words("Tàu đến từ ngày", "Ships arrived from"), date),
            Parameter("until", Words("Tàu đến đến ngày", "Ships arrived until"), date),
            Parameter("page", Words("Trang, từ 1", "Page, from 1"), int),
            Parameter("size", Words(f"Số dòng một trang, tối đa {LARGEST_PAGE}", f"Lines a page, up to {LARGEST_PAGE}"),
                      int),
        ),
        problems=("unreadable",),
        about=Words(
            "Chỉ thấy container của tàu đã đến cầu bến mà doanh nghiệp của mã kết nối quản lý; không ghi ngày thì 30 "
            "ngày gần đây.",
            "Only containers of ships that arrived at berths that the token's enterprise keeps are seen; without days, "
            "those of the last 30.",
        ),
    ),
)  # fmt: skip

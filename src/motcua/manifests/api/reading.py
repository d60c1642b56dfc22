"""GET /api/manifests: the list of calls, one with its dossier, a document as it was lodged."""

from datetime import date
from urllib.parse import urlencode

from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told, day_asked, told, whole_asked
from motcua.design.domain.problems import Error, Stopped, error
from motcua.kernel.words import Words
from motcua.manifests.domain.asking import GROUPS, Filters
from motcua.manifests.domain.life import STEPS, State
from motcua.manifests.domain.message import Any as AnyDocument
from motcua.manifests.domain.message import write
from motcua.manifests.domain.shown import CallDocument, CallListed, CallPage, CallShown, CallStep
from motcua.manifests.models import Call as Row
from motcua.manifests.queries import listing, one

SCOPE = "manifest:read"
LARGEST_PAGE = 200
STATES = (*map(str, State), *GROUPS)


def listed(call: Call) -> Told:
    """A page of the calls that the token's enterprise may see, the last expected first."""
    wrong: list[Error] = []
    state, direction = call.query.get("state", ""), call.query.get("direction", "")
    if state and state not in STATES:
        wrong.append(error("API-400", "?state", Words("Không có giá trị này.", f"One of {STATES}."), state))
    if direction not in ("", "I", "E"):
        wrong.append(error("API-400", "?direction", Words("Chỉ nhận I hoặc E.", "I or E only."), direction))
    filters = Filters(
        text=call.query.get("q", "")[:100], state=state, direction=direction, since=day_asked(call, "since", wrong),
        until=day_asked(call, "until", wrong),
    )  # fmt: skip
    number, size = whole_asked(call, "page", 1, 100_000, wrong), whole_asked(call, "size", 50, LARGEST_PAGE, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    rows, place = listing.listing(filters, call.by, now=call.at, number=number, size=size)
    onward = {**{name: text for name, text in call.query.items() if text}, "page": str(place.number + 1)}
    following = f"/api/manifests?{urlencode(onward)}" if place.number < place.last else ""
    return told(CallPage(tuple(map(_line, rows)), place.number, place.found, place.more, following))


def show(call: Call, number: str) -> Told:
    """One call as it stands."""
    row = one.find(number, call.by)
    documents = one.documents(row, call.by)
    named = {each.pk: each.number for each in documents}
    papers = tuple(
        CallDocument(
            each.kind, each.number, each.carrier, each.state, each.version, each.rows, each.lodged_at, each.due_at,
            bool(each.late),
        )
        for each in documents
    )  # fmt: skip
    steps = tuple(
        CallStep(
            each.verb, STEPS[each.verb].vi, STEPS[each.verb].en, named.get(each.document_id, ""), each.state, each.at,
            each.note, str(each.leaf),
        )
        for each in one.steps(row) if each.document_id in (0, *named)
    )  # fmt: skip
    return told(CallShown(_line(row), papers, steps))


def document(call: Call, number: str, document: str) -> Told:
    """A document in the version in force, or in the one that is asked for."""
    row = one.find(number, call.by)
    found = one.document(row, document, call.by)
    wrong: list[Error] = []
    version = whole_asked(call, "version", found.version, found.version, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    return Told(write(one.message(found, version)), 200, JSON)


def _line(row: Row) -> CallListed:
    links = {"self": f"/api/manifests/{row.number}", "page": f"/manifests/{row.number}/"}
    return CallListed(
        row.number, row.direction, row.call_sign, row.vessel_name, row.voyage, row.carrier, row.port, row.office,
        row.state, row.expected_at, row.arrived_at, row.cleared_at, row.berth, links,
    )  # fmt: skip


_TOLD = ", ".join(STATES)
OPERATIONS = (
    Operation(
        "listCalls", "get", "manifests", "manifests", Words("Danh sách chuyến tàu", "Calls of ships"), listed,
        scope=SCOPE, gives={200: CallPage},
        parameters=(
            Parameter("q", Words("Số hồ sơ, tàu, chuyến, vận đơn, container", "Number, ship, voyage, bill, container")),
            Parameter("state", Words(f"Trạng thái: {_TOLD}", f"State: {_TOLD}")),
            Parameter("direction", Words("I nhập cảnh, E xuất cảnh", "I on entry, E on exit")),
            Parameter("since", Words("Dự kiến từ ngày", "Expected from"), date),
            Parameter("until", Words("Dự kiến đến ngày", "Expected until"), date),
            Parameter("page", Words("Trang, từ 1", "Page, from 1"), int),
            Parameter("size", Words(f"Số dòng một trang, tối đa {LARGEST_PAGE}", f"Lines a page, up to {LARGEST_PAGE}"),
                      int),
        ),
        problems=("unreadable",),
    ),
    Operation(
        "showCall", "get", "manifests/{number}", "manifest-call",
        Words("Hồ sơ một chuyến tàu hiện nay", "The dossier of a call as it stands"), show, scope=SCOPE,
        gives={200: CallShown},
        problems=("not-found",),
    ),
    Operation(
        "showCallDocument", "get", "manifests/{number}/documents/{document}", "manifest-document",
        Words("Một chứng từ của chuyến tàu", "A document of a call"), document, scope=SCOPE,
        gives={200: AnyDocument},
        parameters=(Parameter("version", Words("Phiên bản; để trống: bản hiện hành", "Version; that in force if empty"),
                              int),),
        problems=("not-found", "unreadable"),
    ),
)  # fmt: skip

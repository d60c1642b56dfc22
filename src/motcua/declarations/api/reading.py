"""What programs read: the list, one declaration, its receipt, its proof, its message."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from motcua.declarations.domain.asking import CHECKING, OPEN, Filters
from motcua.declarations.domain.life import STATE_WORDS, State
from motcua.declarations.domain.shown import Listed, Page, Receipt, Shown
from motcua.declarations.domain.telling import CHANNEL_NAMES, links
from motcua.declarations.queries import listing, one, shown
from motcua.design.domain.api import Call, Operation, Parameter, Told, day_asked, told, whole_asked
from motcua.design.domain.problems import Error, Stopped, error
from motcua.ground import queries as ground
from motcua.ground.services import log
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words

SCOPE = "declarations:read"
LARGEST_PAGE = 200
_STATES = ("", "open", "checking", "late", *map(str, State))


def listed(call: Call) -> Told:
    """A page of what the token's enterprise has lodged, the newest first."""
    wrong: list[Error] = []
    filters = Filters(
        text=call.query.get("q", "")[:100], state=_one_of(call, "state", _STATES, wrong),
        since=day_asked(call, "since", wrong), until=day_asked(call, "until", wrong),
    )  # fmt: skip
    page, size = whole_asked(call, "page", 1, 100_000, wrong), whole_asked(call, "size", 50, LARGEST_PAGE, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    found = listing.listing(filters, call.by, now=call.at, number=page, size=size)
    place = found.page
    onward = {**{name: text for name, text in call.query.items() if text}, "page": str(place.next)}
    following = f"/api/declarations?{urlencode(onward)}" if place.number < place.last else ""
    lines = tuple(
        Listed(
            row.number, row.direction, row.procedure, row.office, row.party, row.registered_at,
            CHANNEL_NAMES[row.channel], row.state, row.items, row.tax_total, links(row.number),  # type: ignore[index]
        )
        for row in found.rows
    )  # fmt: skip
    return told(Page(lines, place.number, place.size, place.found, place.more, following))


def show(call: Call, number: str) -> Told:
    """One declaration as it stands."""
    return told(shown.shown(one.find(number, call.by)))


def receipt(call: Call, number: str) -> Told:
    """The receipt that was signed at registration; with its place in the tree as soon as it has one."""
    return told(_receipt(call, number))


def proof(call: Call, number: str) -> Told:
    """The receipt with its place in the log's tree; 202 while the sequencer has not come by."""
    found = _receipt(call, number)
    if "inclusion" not in found and ground.index_of(int(found["leaf"])) is not None:
        log.sign_head(call.at)
        found = _receipt(call, number)
    return told(found) if "inclusion" in found else told(found, 202, Retry_After="1")


def message(call: Call, number: str) -> Told:
    """The message of the newest version, or of `version`, byte for byte as it came."""
    found = one.find(number, call.by)
    versions = one.versions(found.id)
    wrong: list[Error] = []
    wanted = whole_asked(call, "version", len(versions), 9_999, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    for version in versions:
        if version.version == wanted:
            return Told(one.original(version), 200, "application/json")
    raise NotFound(what=f"{number} v{wanted}")


def _receipt(call: Call, number: str) -> dict[str, Any]:
    """Every declaration of this house has one; one that was loaded from elsewhere has none."""
    found = ground.receipt(one.find(number, call.by).id)
    if found is None:
        raise NotFound(what=f"receipt/{number}")
    return found


def _one_of(call: Call, name: str, possible: tuple[str, ...], wrong: list[Error]) -> str:
    text = call.query.get(name, "")
    if text not in possible:
        wrong.append(error("API-400", f"?{name}", Words("Không có giá trị này.", f"One of {possible[1:]}."), text))
    return text


_STATES_TOLD = ", ".join([*(f"{state}" for state in STATE_WORDS), "open", "checking", "late"])
assert set(OPEN) | set(CHECKING) <= set(STATE_WORDS)

OPERATIONS = (
    Operation(
        "listDeclarations", "get", "declarations", "declarations",
        Words("Danh sách tờ khai của doanh nghiệp", "The enterprise's declarations"), listed, scope=SCOPE,
        gives={200: Page},
        parameters=(
            Parameter("q", Words("Số tờ khai, mã HS hoặc tên", "Number, HS code or name")),
            Parameter("state", Words(f"Trạng thái: {_STATES_TOLD}", f"State: {_STATES_TOLD}")),
            Parameter("since", Words("Đăng ký từ ngày", "Registered from"), date),
            Parameter("until", Words("Đăng ký đến ngày", "Registered until"), date),
            Parameter("page", Words("Trang, từ 1", "Page, from 1"), int),
            Parameter("size", Words(f"Số dòng một trang, tối đa {LARGEST_PAGE}", f"Lines a page, up to {LARGEST_PAGE}"),
                      int),
        ),
        problems=("unreadable",),
    ),
    Operation(
        "showDeclaration", "get", "declarations/{number}", "declaration",
        Words("Một tờ khai hiện nay", "A declaration as it stands"), show, scope=SCOPE, gives={200: Shown},
        problems=("not-found",),
        about=Words("Lý do phân luồng chỉ nêu đến nhóm lý do.", "Of the channel's reason only its class is told."),
    ),
    Operation(
        "showReceipt", "get", "declarations/{number}/receipt", "receipt",
        Words("Biên nhận đã ký", "The signed receipt"), receipt, scope=SCOPE, gives={200: Receipt},
        problems=("not-found",),
    ),
    Operation(
        "showProof", "get", "declarations/{number}/proof", "proof",
        Words("Bằng chứng có trong nhật ký", "The proof of inclusion in the log"), proof, scope=SCOPE,
        gives={200: Receipt, 202: Receipt}, problems=("not-found",),
        about=Words("202 với `Retry-After` khi lá chưa vào cây, thường dưới một giây sau khi đăng ký.",
                    "202 with `Retry-After` while the leaf is not in the tree, mostly for under a second."),
    ),
    Operation(
        "showMessage", "get", "declarations/{number}/message", "message",
        Words("Bản tin như đã nhận", "The message as received"), message, scope=SCOPE, gives={200: bytes},
        parameters=(Parameter("version", Words("Phiên bản; bỏ trống là mới nhất", "Version; else the newest"), int),),
        problems=("not-found", "unreadable"),
    ),
)  # fmt: skip

"""Vehicles for programs of carriers: declared or tried out, listed, shown, corrected, cancelled; stays."""

from collections.abc import Callable
from urllib.parse import urlencode

import msgspec

from motcua.crossings.api import told as writing
from motcua.crossings.domain.errors import Faulty, Unreadable
from motcua.crossings.domain.life import State
from motcua.crossings.domain.message import Vehicle, read
from motcua.crossings.domain.shown import (
    StayAsked,
    StayTold,
    VehicleAnnounced,
    VehicleCancelled,
    VehiclePage,
    VehicleShown,
    VehicleStayPage,
    VehicleTried,
    warned,
)
from motcua.crossings.events import MESSAGE
from motcua.crossings.queries import announcements, stays
from motcua.crossings.services import announcing
from motcua.crossings.services import stays as deciding
from motcua.design.domain import problems
from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told, told, whole_asked
from motcua.design.domain.problems import Error, Stopped, error, error_of, of_refusal, problem
from motcua.ground.services import post
from motcua.kernel.refusals import NotAllowed, NotFound, Refusal
from motcua.kernel.words import Words

READ, WRITE = "crossing:read", "crossing:write"
LARGEST = 65_536
LARGEST_PAGE = 200
_encode = msgspec.json.Encoder().encode
_cancelled = msgspec.json.Decoder(VehicleCancelled).decode
_asked = msgspec.json.Decoder(StayAsked).decode
_REPLAYED = {"Idempotent-Replayed": "true"}


def announce(call: Call) -> Told:
    """Kept in the post book first, unless tried out; the same again is told what was told."""
    if call.query.get("dry_run", "") == "1":
        return _try(call)
    return _booked(call, "vehicle", lambda key: _announced(call, key))


def _booked(call: Call, about: str, reply_to: Callable[[str], post.Reply]) -> Told:
    """Keep what came, answer it once, and keep the answer."""
    letter = post.receive(
        call.body, by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at, key=call.key, about=about
    )
    if letter.answered:
        return Told(letter.answer, letter.status, letter.answer_type, _REPLAYED)
    reply = reply_to(letter.key)
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def _try(call: Call) -> Told:
    try:
        findings = announcing.check_out(read(call.body), by=call.by, at=call.at)
    except Unreadable as refusal:
        raise Stopped("unreadable", errors=[_unreadable(refusal)]) from None
    except NotAllowed:
        return told(VehicleTried(False, (_not_yours(),)))
    return told(VehicleTried(not any(f.severity == "refuse" for f in findings), tuple(map(error_of, findings))))


def _announced(call: Call, key: str) -> post.Reply:
    try:
        done = announcing.announce(read(call.body), by=call.by, at=call.at, key=key[-100:])
    except Refusal as refusal:
        return _refused(refusal)
    content = VehicleAnnounced(done.number, done.at, done.repeated, warned(done.findings), writing.links(done.number))
    return post.Reply(_encode(content), JSON, 200 if done.repeated else 201, kind=MESSAGE, subject=done.number)


def _refused(refusal: Refusal, subject: str = "") -> post.Reply:
    if isinstance(refusal, Unreadable):
        found = problem("unreadable", errors=[_unreadable(refusal)])
    elif isinstance(refusal, Faulty):
        found = problem("refused", errors=[error_of(each) for each in refusal.findings], code=refusal.code)
    elif isinstance(refusal, NotAllowed):
        found = problem("refused", errors=[_not_yours()])
    else:
        found = of_refusal(refusal, "conflict")
    errors = found.errors_total or 1
    return post.Reply(_encode(found), problems.MEDIA_TYPE, found.status, kind=MESSAGE, subject=subject, errors=errors)


def _unreadable(refusal: Refusal) -> Error:
    return error(refusal.code, "/", Words(refusal.in_language("vi"), refusal.in_language("en")))


def _not_yours() -> Error:
    words = Words("Mã kết nối không khai được cho doanh nghiệp này.", "The token does not declare for this enterprise.")
    return error("KRN-E01", "/party", words)


def correct(call: Call, number: str) -> Told:
    """A new version of a declaration that is not decided."""
    root = announcements.find(number, call.by).root
    return _booked(call, f"{root}-correction", lambda _: _corrected(call, number))


def _corrected(call: Call, number: str) -> post.Reply:
    try:
        found = announcing.correct(number, read(call.body), by=call.by, at=call.at)
    except Refusal as refusal:
        return _refused(refusal, number)
    return post.Reply(_encode(writing.shown(found, call.at)), JSON, 200, kind=MESSAGE, subject=found.number)


def cancel(call: Call, number: str) -> Told:
    """Take a declaration back before it is decided."""
    root = announcements.find(number, call.by).root
    return _booked(call, f"{root}-cancellation", lambda _: _cancel(call, number))


def _cancel(call: Call, number: str) -> post.Reply:
    try:
        said = _cancelled(call.body or b"{}")
        found = announcing.cancel(number, note=said.note, by=call.by, at=call.at)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        return _refused(Unreadable(why=fault), number)
    except Refusal as refusal:
        return _refused(refusal, number)
    return post.Reply(_encode(writing.shown(found, call.at)), JSON, 200, kind=MESSAGE, subject=found.number)


def listed(call: Call) -> Told:
    """A page of what the token's enterprise declared, the latest expected first."""
    wrong: list[Error] = []
    state = call.query.get("state", "")
    if state and state not in (*map(str, State), "open"):
        wrong.append(error("API-400", "?state", Words("Không có giá trị này.", f"One of {[*State, 'open']}."), state))
    number, size = whole_asked(call, "page", 1, 100_000, wrong), whole_asked(call, "size", 50, LARGEST_PAGE, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    filters = announcements.Filters(text=call.query.get("q", "")[:100], state=state)
    rows, place = announcements.listing(filters, call.by, number=number, size=size)
    onward = {**{name: text for name, text in call.query.items() if text}, "page": str(place.number + 1)}
    following = f"/api/vehicles?{urlencode(onward)}" if place.number < place.last else ""
    return told(VehiclePage(tuple(map(writing.listed, rows)), place.number, place.found, place.more, following))


def show(call: Call, number: str) -> Told:
    """One vehicle as it stands."""
    return told(writing.shown(announcements.find(number, call.by), call.at))


def staying(call: Call) -> Told:
    """A page of the stays of the token's enterprise that have not ended."""
    wrong: list[Error] = []
    number, size = whole_asked(call, "page", 1, 100_000, wrong), whole_asked(call, "size", 50, LARGEST_PAGE, wrong)
    if wrong:
        raise Stopped("unreadable", errors=wrong)
    rows, place = stays.listing(stays.Filters(), call.by, now=call.at, number=number, size=size)
    return told(
        VehicleStayPage(tuple(writing.stay(row, call.at) for row in rows), place.number, place.found, place.more)
    )


def ask(call: Call, stay: str) -> Told:
    """Ask for a longer stay; customs at the gate answers."""
    leaf, _, no = stay.partition("-")
    if not (leaf.isdecimal() and no.isdecimal() and len(stay) < 40):  # noqa: PLR2004
        raise NotFound(what=stay[:40])
    stays.find((int(leaf), int(no)), call.by)
    return _booked(call, f"stay-{stay}", lambda _: _ask(call, (int(leaf), int(no))))


def _ask(call: Call, key: tuple[int, int]) -> post.Reply:
    try:
        said = _asked(call.body)
        found = deciding.ask(key, until=said.until, note=said.note, by=call.by, at=call.at)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        return _refused(Unreadable(why=fault))
    except Refusal as refusal:
        return _refused(refusal)
    return post.Reply(_encode(writing.stay(found, call.at)), JSON, 202, kind=MESSAGE)


_STATES = ", ".join([*map(str, State), "open"])
_PAGE = (
    Parameter("page", Words("Trang, từ 1", "Page, from 1"), int),
    Parameter("size", Words(f"Số dòng một trang, tối đa {LARGEST_PAGE}", f"Lines a page, up to {LARGEST_PAGE}"), int),
)
_KEY = Parameter("Idempotency-Key", Words("Khóa của lần gửi", "Key of this sending"), place="header")
_CHANGED = ("unreadable", "refused", "not-found", "conflict", "too-large")
OPERATIONS = (
    Operation(
        "announceVehicle", "post", "vehicles", "vehicles",
        Words("Khai hoặc chạy thử tờ khai phương tiện", "Declare a vehicle, or try it out"), announce, scope=WRITE,
        takes=(Vehicle,), gives={201: VehicleAnnounced, 200: VehicleAnnounced | VehicleTried},
        parameters=(
            Parameter("dry_run", Words("1: chạy thử, không lưu gì", "1: try it out, nothing is kept")), _KEY,
        ),
        problems=("unreadable", "refused", "conflict", "too-large"), largest=LARGEST,
        about=Words(
            "201: đã khai, `number` là số tờ khai (62 nhập cảnh, 63 xuất cảnh); mã QR là liên kết `gate`. 422: mọi lỗi "
            "theo quy tắc VEH-VEH.",
            "201: declared, `number` is its number (62 arrival, 63 departure); the QR code is the link `gate`. 422: "
            "everything that breaks a rule VEH-VEH.",
        ),
    ),
    Operation(
        "listVehicles", "get", "vehicles", "vehicles", Words("Danh sách phương tiện đã khai", "Declared vehicles"),
        listed, scope=READ, gives={200: VehiclePage},
        parameters=(
            Parameter("q", Words("Biển số, số tờ khai", "Plate or number")),
            Parameter("state", Words(f"Trạng thái: {_STATES}", f"State: {_STATES}")), *_PAGE,
        ),
        problems=("unreadable",),
    ),
    Operation(
        "showVehicle", "get", "vehicles/{number}", "vehicle",
        Words("Một phương tiện hiện nay", "A vehicle as it stands"), show, scope=READ, gives={200: VehicleShown},
        problems=("not-found",),
    ),
    Operation(
        "correctVehicle", "post", "vehicles/{number}/correction", "vehicle-correction",
        Words("Khai sửa đổi phương tiện", "Correct a vehicle's declaration"), correct, scope=WRITE, takes=(Vehicle,),
        gives={200: VehicleShown}, problems=_CHANGED, largest=LARGEST,
    ),
    Operation(
        "cancelVehicle", "post", "vehicles/{number}/cancellation", "vehicle-cancellation",
        Words("Hủy khai báo phương tiện", "Cancel a vehicle's declaration"), cancel, scope=WRITE,
        takes=(VehicleCancelled,), gives={200: VehicleShown}, problems=_CHANGED, largest=LARGEST,
    ),
    Operation(
        "listVehicleStays", "get", "vehicle-stays", "vehicle-stays",
        Words("Phương tiện đang tạm nhập, tạm xuất", "Vehicles in the country or abroad for a time"), staying,
        scope=READ, gives={200: VehicleStayPage}, parameters=_PAGE, problems=("unreadable",),
    ),
    Operation(
        "askVehicleStay", "post", "vehicle-stays/{stay}/time", "vehicle-stay-time",
        Words("Đề nghị gia hạn", "Ask for an extension"), ask, scope=WRITE, takes=(StayAsked,), gives={202: StayTold},
        problems=_CHANGED, largest=LARGEST,
    ),
)  # fmt: skip

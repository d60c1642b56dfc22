"""/api/passages: who keeps a supervised place asks whether goods may pass, and records what passed.

Only declarations whose goods wait at a place of the token's enterprise are there; any other is not found.
"""

import msgspec

from motcua.declarations import services
from motcua.declarations.domain import boxes
from motcua.declarations.domain.life import STATE_WORDS, State
from motcua.declarations.domain.passing import Measure, Wanted
from motcua.declarations.domain.shown_gate import BoxTold, PassageMade, Passages, PassageTold, Passing
from motcua.declarations.events import PASSAGE
from motcua.declarations.queries import boxes as named
from motcua.declarations.queries import operators, passages
from motcua.declarations.services import boxes as index
from motcua.design.domain.api import Call, Operation, Parameter, Told, told
from motcua.design.domain.problems import Problem, Stopped, error, of_refusal, problem
from motcua.ground.services import letters
from motcua.kernel.money import from_e4
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.words import Words

LARGEST = 16_384
_decode = msgspec.json.Decoder(Passing).decode
_encode = msgspec.json.Encoder().encode


def asked(call: Call) -> Told:
    """May this container pass? Every declaration at the places of the caller that names it."""
    container = boxes.fold(call.query.get("container", ""))
    if not container:
        words = Words("Nêu số container.", "Name a container.")
        raise Stopped("unreadable", errors=[error("API-400", "?container", words)])
    index.catch_up(call.at)
    found = operators.at_places(named.naming(container), operators.kept_by(call.by))
    standing = [each for each in passages.standings(found) if container in each.declared.boxes]
    if not standing:
        raise NotFound(what=container)
    waits = [each for each in standing if each.found.state != State.CANCELLED and container in each.left.boxes]
    may = bool(waits) and all(each.may for each in waits)
    return told(Passages(container, may, tuple(map(_told, standing))))


def show(call: Call, number: str) -> Told:
    """One declaration at the gate."""
    found = operators.find(number, call.by)
    index.catch_up(call.at)
    return told(_told(passages.standing(found)))


def record(call: Call, number: str) -> Told:
    """Kept in the post book first; the same again is told what was told."""
    operators.find(number, call.by)
    return letters.answered(call, f"{number}-passage", lambda _: _record(call, number), kind=PASSAGE, subject=number)


_EXPECTED = Words("{“containers”} hoặc {“quantity”, “after”}", "{“containers”} or {“quantity”, “after”}")
_AFTER = Words("Cần số của lần ghi cuối đã biết.", "The number of the last record that you know is needed.")


def _record(call: Call, number: str) -> letters.Done | Problem:
    said = letters.read(call.body, _decode, _EXPECTED, "DCL-E01")
    if said.quantity is not None and said.after is None:
        raise letters.Unreadable("DCL-E01", _AFTER, "/after")
    found = operators.find(number, call.by)
    wanted = Wanted(said.containers, said.quantity, said.gate, said.note, said.after)
    try:
        made = services.pass_part(found.id, wanted, by=call.by, at=call.at)
    except Refusal as refusal:
        return _problem(refusal, said)
    found.refresh_from_db()
    told = PassageMade(
        number, made.no, made.at, made.boxes, from_e4(made.quantity_e4), made.unit, str(made.leaf),
        _told(passages.standing(found)),
    )  # fmt: skip
    return letters.Done(told, 201, reference=str(made.no))


_PLACES = {"DCL-E70": "/", "DCL-E73": "/quantity", "DCL-E74": "/after", "DCL-E78": "/"}


def _problem(refusal: Refusal, said: Passing) -> Problem:
    """The refusal with the place in the message that it speaks of."""
    words = Words(refusal.in_language("vi"), refusal.in_language("en"))
    box = refusal.facts.get("container")
    place = next((f"/containers/{no}" for no, each in enumerate(said.containers) if boxes.fold(each) == box), "")
    path = place or _PLACES.get(refusal.code, "")
    if not path:
        return of_refusal(refusal, "conflict")
    return problem("conflict", words, errors=[error(refusal.code, path, words, box)], code=refusal.code)


def _told(standing: passages.Standing) -> PassageTold:
    found, all_ = standing.found, standing.declared
    words = STATE_WORDS[State.PASSED if found.passed_at else State(found.state)]
    passed = standing.passed
    others = sorted(set(passed).difference(all_.boxes))
    counted = all_.measure is not Measure.CONTAINERS
    held = passages.held_for(found, standing.version.warehouse, standing.left.boxes) if standing.left.boxes else {}
    return PassageTold(
        found.number, standing.version.warehouse, standing.may, words.vi, words.en, all_.measure.value,
        tuple(BoxTold(box, passed.get(box, found.passed_at), held.get(box, "")) for box in (*all_.boxes, *others)),
        standing.left.unnamed, from_e4(all_.quantity_e4), from_e4(standing.left.quantity_e4),
        all_.unit if counted else "", standing.last, found.passed_at,
    )  # fmt: skip


OPERATIONS = (
    Operation(
        "askPassage", "get", "passages", "passages",
        Words("Container này được qua khu vực giám sát chưa?", "May this container pass the supervised area?"), asked,
        scope=operators.SCOPE, gives={200: Passages},
        parameters=(Parameter("container", Words("Số container", "Number of the container")),),
        problems=("unreadable", "not-found"),
        about=Words(
            "Chỉ thấy tờ khai có hàng chờ tại địa điểm mà doanh nghiệp của mã kết nối kinh doanh. `may_pass` đúng khi "
            "mọi tờ khai còn hàng trong container đều được qua.",
            "Only declarations whose goods wait at a place that the token's enterprise keeps are seen. `may_pass` is "
            "true when every declaration with goods left in the container may pass.",
        ),
    ),
    Operation(
        "showPassage", "get", "passages/{number}", "passage",
        Words("Hàng của một tờ khai tại cổng", "The goods of a declaration at the gate"), show,
        scope=operators.SCOPE, gives={200: PassageTold}, problems=("not-found",),
    ),
    Operation(
        "recordPassage", "post", "passages/{number}", "passage",
        Words("Ghi hàng qua khu vực giám sát", "Record goods that pass"), record, scope=operators.SCOPE,
        takes=(Passing,), gives={201: PassageMade},
        parameters=(letters.KEY,),
        problems=("unreadable", "not-found", "conflict", "too-large"), largest=LARGEST,
        about=Words(
            "Theo container, hoặc theo số lượng kèm `after`. Lần ghi cuối cùng là việc tờ khai qua khu vực giám sát. "
            "Ghi nhầm thì công chức chi cục rút.",
            "By container, or by quantity with `after`. The last record is the declaration's passage. An officer of "
            "the branch takes a mistake back.",
        ),
    ),
)  # fmt: skip

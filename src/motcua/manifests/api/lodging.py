"""POST /api/manifests: a document of a call, tried out, lodged, corrected or cancelled."""

from typing import Any

import msgspec

from motcua.design.domain import problems
from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told, told
from motcua.design.domain.problems import Stopped, error, error_of, of_refusal, problem
from motcua.ground.services import post
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.kernel.words import Words
from motcua.manifests import services
from motcua.manifests.domain.errors import Faulty
from motcua.manifests.domain.message import KINDS, Document, read
from motcua.manifests.domain.misread import Misread
from motcua.manifests.domain.shown import DocumentLodged, DocumentTried
from motcua.manifests.events import MESSAGE

LARGEST = 8 << 20
"""Bytes of a document."""
REPLAYED = {"Idempotent-Replayed": "true"}
FUNCTIONS = ("", "register", "correct", "cancel")
_encode = msgspec.json.Encoder().encode


def lodge(call: Call) -> Told:
    """Kept in the post book first, unless tried out; the same again is told what was told."""
    function, dry = call.query.get("function", ""), call.query.get("dry_run", "")
    if function not in FUNCTIONS or dry not in ("", "0", "1"):
        words = Words(
            "Chỉ nhận register, correct, cancel; dry_run 0 hoặc 1.", "register, correct, cancel; dry_run 0, 1."
        )
        raise Stopped("unreadable", errors=[error("API-400", "?function", words, function)])
    if dry == "1":
        return _try(call, function)
    letter = post.receive(
        call.body, by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at, key=call.key,
        about=f"manifest {function}".strip(),
    )  # fmt: skip
    if letter.answered:
        return Told(letter.answer, letter.status, letter.answer_type, REPLAYED)
    reply = _reply(call, function, letter.key)
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def _try(call: Call, function: Any) -> Told:
    document = read(call.body)
    if not isinstance(document, Document):
        raise Stopped("unreadable", errors=_misread(document))
    try:
        findings = services.check_out(document, by=call.by, at=call.at, function=function)
    except NotAllowed:
        return told(DocumentTried(False, (_not_yours(),)))
    except Refusal as refusal:
        return told(DocumentTried(False, (_refusal(refusal),)))
    refused = any(each.severity == "refuse" for each in findings)
    return told(DocumentTried(not refused, tuple(map(error_of, findings))))


def _reply(call: Call, function: Any, key: str) -> post.Reply:
    document = read(call.body)
    if not isinstance(document, Document):
        return _refused(problem("unreadable", errors=_misread(document)))
    try:
        done = services.submit(document, by=call.by, at=call.at, function=function, key=key[-100:] if call.key else "")
    except Faulty as refusal:
        return _refused(problem("refused", errors=[error_of(each) for each in refusal.findings], code=refusal.code))
    except NotAllowed:
        return _refused(problem("refused", errors=[_not_yours()]))
    except Refusal as refusal:
        return _refused(of_refusal(refusal, "conflict"))
    links = {
        "self": f"/api/manifests/{done.call}", "page": f"/manifests/{done.call}/",
        "receipt": f"/manifests/{done.call}/proofs/{done.leaf}.json",
    }  # fmt: skip
    content = _encode(
        DocumentLodged(
            done.document, done.call, done.version, done.state, done.at, done.late, done.repeated, str(done.leaf),
            tuple(map(error_of, done.findings)), links,
        )
    )  # fmt: skip
    status = 201 if done.version == 1 and not done.repeated else 200
    return post.Reply(content, JSON, status, kind=MESSAGE, reference=done.document, subject=done.call)


def _refused(found: problems.Problem) -> post.Reply:
    errors = found.errors_total or 1
    return post.Reply(_encode(found), problems.MEDIA_TYPE, found.status, kind=MESSAGE, errors=errors)


def _misread(values: list[Misread]) -> list[problems.Error]:
    return [
        error("MNF-E01", each.path or "/", Words(f"Không đọc được; cần {each.expected}.", f"Expected {each.expected}."),
              each.value)
        for each in values
    ]  # fmt: skip


def _refusal(refusal: Refusal) -> problems.Error:
    return error(refusal.code, "/", Words(refusal.in_language("vi"), refusal.in_language("en")))


def _not_yours() -> problems.Error:
    words = Words("Mã kết nối không khai tàu được cho hãng này.", "The token does not announce ships of this carrier.")
    return error("KRN-E01", "/carrier", words)


_KINDS = ", ".join(KINDS)
OPERATIONS = (
    Operation(
        "lodgeManifestDocument", "post", "manifests", "manifests",
        Words("Nộp một chứng từ của chuyến tàu", "Lodge a document of a ship's call"), lodge, scope="manifest:write",
        takes=tuple(KINDS.values()), gives={201: DocumentLodged, 200: DocumentTried | DocumentLodged},
        parameters=(
            Parameter("dry_run", Words("1: chỉ chạy thử, không lưu gì", "1: try it out, keep nothing"), int),
            Parameter(
                "function",
                Words("register, correct hoặc cancel; để trống: nộp nếu chưa có, sửa nếu đã có",
                      "register, correct or cancel; empty registers what is new and corrects what stands"),
            ),
            Parameter("Idempotency-Key", Words("Khóa của lần gửi", "Key of this sending"), place="header"),
        ),
        problems=("unreadable", "refused", "conflict", "too-large"), largest=LARGEST,
        about=Words(
            f"Trường `document` cho biết loại: {_KINDS}. Chuyến tàu chưa có thì được mở; mọi giá trị không đọc được và "
            "mọi lỗi quy tắc được trả về cùng lúc.",
            f"The member `document` says the kind: {_KINDS}. A call that is not there is opened; all values that "
            "cannot be read and all findings of the rules are told at once.",
        ),
    ),
)  # fmt: skip

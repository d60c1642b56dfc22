"""POST /api/origin/applications: an exporter's program applies for a form D."""

import msgspec

from motcua.design.domain import problems
from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told
from motcua.design.domain.problems import error, error_of, of_refusal, problem
from motcua.ground.services import post
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.kernel.words import Words
from motcua.origin import services
from motcua.origin.api.told import application
from motcua.origin.domain.errors import Faulty
from motcua.origin.domain.shown import ApplicationListed
from motcua.origin.domain.wish import Wish, read
from motcua.origin.events import APPLICATION

LARGEST = 1 << 18
"""Bytes of an application."""
REPLAYED = {"Idempotent-Replayed": "true"}
_encode = msgspec.json.Encoder().encode


def apply(call: Call) -> Told:
    """Kept in the post book first; the same again is told what was told."""
    letter = post.receive(
        call.body, by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at, key=call.key,
        about="origin",
    )  # fmt: skip
    if letter.answered:
        return Told(letter.answer, letter.status, letter.answer_type, REPLAYED)
    reply = _reply(call)
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def _reply(call: Call) -> post.Reply:
    asked = read(call.body)
    if not isinstance(asked, Wish):
        wrong = [error("ORI-E01", each.path or "/", Words(each.expected, each.expected), each.value) for each in asked]
        return _refused(problem("unreadable", errors=wrong))
    try:
        made = services.apply(asked, by=call.by, at=call.at)
    except Faulty as refusal:
        return _refused(problem("refused", errors=[error_of(each) for each in refusal.findings], code=refusal.code))
    except NotAllowed:
        words = Words("Mã kết nối không dùng cho doanh nghiệp này.", "The token is not for this enterprise.")
        return _refused(problem("refused", errors=[error("KRN-E01", "/party", words)]))
    except Refusal as refusal:
        return _refused(of_refusal(refusal, "conflict"))
    return post.Reply(
        _encode(application(made)), JSON, 201, kind=APPLICATION, reference=made.declaration, subject=made.number
    )  # fmt: skip


def _refused(found: problems.Problem) -> post.Reply:
    return post.Reply(
        _encode(found), problems.MEDIA_TYPE, found.status, kind=APPLICATION, errors=found.errors_total or 1
    )  # fmt: skip


OPERATIONS = (
    Operation(
        "applyForCertificate", "post", "origin/applications", "applications",
        Words("Đề nghị cấp C/O mẫu D", "Apply for a form D"), apply, scope="origin:write", takes=(Wish,),
        gives={201: ApplicationListed},
        parameters=(Parameter("Idempotency-Key", Words("Khóa của lần gửi", "Key of this sending"), place="header"),),
        problems=("unreadable", "refused", "conflict", "too-large"), largest=LARGEST,
        about=Words(
            "C/O chưa có số, ngày cấp; mỗi dòng có bảng kê chi phí. 422: mọi lỗi theo quy tắc ORI-FRD.",
            "The certificate has no number and day of issue yet; each line has its costs. 422: everything that breaks "
            "a rule ORI-FRD.",
        ),
    ),
)  # fmt: skip

"""POST /api/dossiers: an enterprise's program lodges, supplements and withdraws."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import msgspec

from motcua.design.domain import problems
from motcua.design.domain.api import JSON, Call, Operation, Parameter, Told
from motcua.design.domain.problems import error, of_refusal, problem
from motcua.dossiers import services
from motcua.dossiers.api.told import listed, taken
from motcua.dossiers.domain.draft_errors import BrokenPackage
from motcua.dossiers.domain.errors import FaultyAnswers
from motcua.dossiers.domain.package import LARGEST_PACKAGE
from motcua.dossiers.domain.shown import (
    DossierListed,
    DossierSent,
    DossierTaken,
    FileSent,
    SupplementSent,
    WithdrawalSent,
)
from motcua.dossiers.events import DOSSIER
from motcua.dossiers.queries import one
from motcua.dossiers.services import Attached, packages
from motcua.ground.services import post
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.words import Words

SCOPE = "dossier:write"
LARGEST = 40 << 20
"""Bytes of a sending with all its files."""
REPLAYED = {"Idempotent-Replayed": "true"}
_encode = msgspec.json.Encoder().encode
Do = Callable[[Call, Any, str], DossierListed]
Read = Callable[[bytes], Any]
_DOSSIER: Read = msgspec.json.Decoder(DossierSent).decode
_SUPPLEMENT: Read = msgspec.json.Decoder(SupplementSent).decode
_WITHDRAWAL: Read = msgspec.json.Decoder(WithdrawalSent).decode


def _answered(call: Call, read: Read, about: str, do: Do, status: int) -> Told:
    """Kept in the post book first; the same again is told what was told."""
    letter = post.receive(
        call.body, by=call.by, medium="api", media_type=call.media_type or JSON, at=call.at, key=call.key, about=about
    )  # fmt: skip
    if letter.answered:
        return Told(letter.answer, letter.status, letter.answer_type, REPLAYED)
    reply = _reply(call, read, do, status, about)
    post.answer(letter, reply, at=call.at)
    return Told(reply.content, reply.status, reply.media_type)


def _reply(call: Call, read: Read, do: Do, status: int, about: str) -> post.Reply:
    try:
        sent = read(call.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        words = Words("Không đọc được nội dung.", f"The body cannot be read: {str(wrong)[:200]}")
        return _refused(problem("unreadable", errors=[error("DOS-E20", "/", words)]))
    key = "api/" + sha256(f"{about} {call.key or sha256(call.body).hexdigest()}".encode()).hexdigest()
    try:
        made = do(call, sent, key)
    except BrokenPackage as refusal:
        return _refused(problem("refused", errors=[_fault(refusal.fault, "")], code=refusal.code))
    except FaultyAnswers as refusal:
        return _refused(problem("refused", errors=list(map(_fault, refusal.faults)), code=refusal.code))
    except NotFound:
        raise
    except Refusal as refusal:
        return _refused(of_refusal(refusal, "refused"))
    return post.Reply(_encode(made), JSON, status, kind=DOSSIER, reference=made.code, subject=made.number)


def _fault(fault: Any, at: str = "/answers") -> problems.Error:
    words = Words(
        f"{fault.words.vi} {fault.expected.vi}".strip(), f"{fault.words.en} {fault.expected.en}".strip()
    )  # fmt: skip
    return error(fault.code, f"{at}/{fault.path}", words, fault.value or None)


def _refused(found: problems.Problem) -> post.Reply:
    return post.Reply(
        _encode(found), problems.MEDIA_TYPE, found.status, kind=DOSSIER, errors=found.errors_total or 1
    )  # fmt: skip


def _attached(files: tuple[FileSent, ...]) -> list[Attached]:
    return [Attached(each.paper, each.name, each.content) for each in files]


def lodge(call: Call) -> Told:
    """A dossier is lodged."""

    def do(call: Call, sent: DossierSent, key: str) -> DossierListed:
        made = services.lodge(
            sent.code, sent.answers, _attached(sent.files), party=sent.party, office=sent.office, key=key, by=call.by,
            at=call.at, channel="api",
        )  # fmt: skip
        return taken(made, made.pk)

    return _answered(call, _DOSSIER, "dossiers", do, 201)


def lodge_package(call: Call) -> Told:
    """A dossier that was made offline is lodged."""

    def do(call: Call, sent: bytes, key: str) -> DossierListed:
        made = packages.lodge(sent, key=key if call.key else "", by=call.by, at=call.at)
        return taken(made, made.pk)

    return _answered(call, bytes, "dossiers", do, 201)


def supplement(call: Call, number: str) -> Told:
    """What was asked for is sent."""

    def do(call: Call, sent: SupplementSent, key: str) -> DossierListed:
        made = services.supplement(
            number, sent.answers, _attached(sent.files), note=sent.note, key=key, by=call.by, at=call.at
        )  # fmt: skip
        return taken(made, one.sendings(made.pk)[-1].leaf)

    return _answered(call, _SUPPLEMENT, f"dossier {number[:24]} supplement", do, 200)


def withdraw(call: Call, number: str) -> Told:
    """The dossier is withdrawn."""

    def do(call: Call, sent: WithdrawalSent, key: str) -> DossierListed:
        return listed(services.withdraw(number, note=sent.note, by=call.by, at=call.at))

    return _answered(call, _WITHDRAWAL, f"dossier {number[:24]} withdrawal", do, 200)


_KEY = (Parameter("Idempotency-Key", Words("Khóa của lần gửi", "Key of this sending"), place="header"),)
_PROBLEMS = ("unreadable", "refused", "conflict", "too-large")
OPERATIONS = (
    Operation(
        "lodgeDossier", "post", "dossiers", "dossiers", Words("Nộp hồ sơ một cửa", "Lodge a one-stop dossier"), lodge,
        scope=SCOPE, takes=(DossierSent,), gives={201: DossierTaken}, parameters=_KEY, problems=_PROBLEMS,
        largest=LARGEST,
        about=Words(
            "Theo biểu mẫu và thành phần hồ sơ của phiên bản thủ tục đang hiệu lực; tệp mã hóa base64. 422: mọi lỗi "
            "của đơn, theo đường dẫn.",
            "By the form and papers of the version in force; files in base64. 422: every fault of the form by its "
            "path.",
        ),
    ),
    Operation(
        "lodgePackage", "post", "dossier-packages", "dossier-packages",
        Words("Nộp gói hồ sơ lập ngoại tuyến", "Lodge a dossier made offline"), lodge_package, scope=SCOPE,
        takes=(bytes,), gives={201: DossierTaken}, parameters=_KEY, problems=_PROBLEMS, largest=LARGEST_PACKAGE,
        medium="application/octet-stream",
        about=Words(
            "Gói ZIP do “motcua dossier pack” lập. 422: lỗi theo chỗ trong gói hoặc trong đơn.",
            "A ZIP made by “motcua dossier pack”. 422: faults by their place in the package or in the form.",
        ),
    ),
    Operation(
        "supplementDossier", "post", "dossiers/{number}/supplement", "dossier-supplement",
        Words("Bổ sung hồ sơ theo yêu cầu", "Send the supplement that was asked for"), supplement, scope=SCOPE,
        takes=(SupplementSent,), gives={200: DossierTaken}, parameters=_KEY, problems=(*_PROBLEMS, "not-found"),
        largest=LARGEST,
    ),
    Operation(
        "withdrawDossier", "post", "dossiers/{number}/withdrawal", "dossier-withdrawal",
        Words("Rút hồ sơ", "Withdraw a dossier"), withdraw, scope=SCOPE, takes=(WithdrawalSent,),
        gives={200: DossierListed}, parameters=_KEY, problems=(*_PROBLEMS, "not-found"), largest=1 << 16,
    ),
)  # fmt: skip

"""What anybody may ask: how the installation stands, the key of its log, the signed heads."""

from importlib.metadata import version
from itertools import islice

import msgspec
from django.conf import settings

from motcua.design.domain.api import Call, Operation, Parameter, Told, told, told_problem
from motcua.design.domain.problems import Stopped, error, of_refusal
from motcua.ground import queries
from motcua.ground.domain import outages as domain
from motcua.ground.domain import statements
from motcua.ground.domain.errors import BadInterval, UnknownProbe, UnknownService, WrongSignature
from motcua.ground.domain.outages import OutageReport, OutageTaken
from motcua.ground.domain.standing import Heads, PublicKey, Status
from motcua.ground.keyring import public_key
from motcua.ground.queries import outages
from motcua.ground.queries.trees import heads_above
from motcua.ground.services import clock
from motcua.ground.services import outages as services
from motcua.ground.services.standing import standing
from motcua.kernel.words import Words

MOST_HEADS = 500
_DIGITS = 18


_report = msgspec.json.Decoder(OutageReport).decode


def status(call: Call) -> Told:
    """How the installation stands."""
    head = queries.last_head()
    role = getattr(settings, "ROLE", "window")
    services_now, listed = standing(call.at)
    return told(Status(
        "motcua", version("motcua"), role, call.at, clock.is_demonstration(), queries.tree_size(),
        head.told() if head else None, domain.now_of({each.service: each.state for each in services_now}),
        services_now,
        [outages.shown(each) for each in listed],
    ))  # fmt: skip


def report(call: Call) -> Told:
    """Take an outage that a probe outside saw."""
    try:
        sent = _report(call.body)
        taken, again = services.report(sent, at=call.at, real=services.real_now())
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as fault:
        words = Words(f"Không đọc được báo cáo ({fault}).", f"The report cannot be read ({fault}).")
        raise Stopped("unreadable", errors=[error("API-400", "/", words)]) from None
    except (UnknownProbe, WrongSignature) as refusal:
        return told_problem(of_refusal(refusal, "forbidden"))
    except (BadInterval, UnknownService) as refusal:
        return told_problem(of_refusal(refusal, "refused"))
    return told(OutageTaken(str(taken), again), 200 if again else 201)


def key(call: Call) -> Told:
    """The public key of the log."""
    ours = public_key()
    return told(PublicKey(statements.origin(ours), "Ed25519", ours.hex()))


def heads(call: Call) -> Told:
    """Signed heads of more than `above` leaves."""
    text = call.query.get("above", "") or "0"
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        wrong = error("API-400", "?above", Words("Số nguyên từ 0.", "A whole number from 0."), text)
        raise Stopped("unreadable", errors=[wrong])
    found = heads_above(int(text), f"LIMIT {MOST_HEADS}")
    return told(Heads(statements.origin(public_key()), [head.told() for head in islice(found, MOST_HEADS)]))


OPERATIONS = (
    Operation(
        "showStatus", "get", "status", "status", Words("Trạng thái của hệ thống", "How the installation stands"),
        status, gives={200: Status},
    ),
    Operation(
        "reportOutage", "post", "outages", "outages",
        Words("Thiết bị giám sát báo sự cố", "A probe reports an outage"), report,
        gives={200: OutageTaken, 201: OutageTaken},
        takes=(OutageReport,), largest=4_000, problems=("unreadable", "forbidden", "refused", "too-large"),
        about=Words(
            "Ký Ed25519 bản văn năm dòng: `motcua outage`, khóa (hex), dịch vụ, bắt đầu, kết thúc "
            "(UTC, `2026-01-31T08:00:00.000000Z`), mỗi dòng kết thúc bằng xuống dòng. Khóa phải được đăng ký trước.",
            "Sign five lines with Ed25519: `motcua outage`, the key in hex, the service, begin and end "
            "(UTC, `2026-01-31T08:00:00.000000Z`), each ended by a line feed. The key must be registered beforehand.",
        ),
    ),
    Operation(
        "showKey", "get", "log/key", "key", Words("Khóa công khai của nhật ký", "The log's public key"), key,
        gives={200: PublicKey},
    ),
    Operation(
        "listHeads", "get", "log/heads", "heads", Words("Các gốc cây đã ký", "Signed heads of the log"), heads,
        gives={200: Heads},
        parameters=(Parameter("above", Words("Chỉ các gốc lớn hơn số lá này", "Only heads of more leaves"), int),),
        problems=("unreadable",),
    ),
)  # fmt: skip

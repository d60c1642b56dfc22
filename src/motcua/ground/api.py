"""What anybody may ask: how the installation stands, the key of its log, the signed heads."""

from importlib.metadata import version
from itertools import islice

from django.conf import settings

from motcua.design.domain.api import Call, Operation, Parameter, Told, told
from motcua.design.domain.problems import Stopped, error
from motcua.ground import queries
from motcua.ground.domain import statements
from motcua.ground.domain.standing import Heads, PublicKey, Status
from motcua.ground.keyring import public_key
from motcua.ground.queries.trees import heads_above
from motcua.ground.services import clock
from motcua.kernel.words import Words

MOST_HEADS = 500
_DIGITS = 18


def status(call: Call) -> Told:
    """How the installation stands."""
    head = queries.last_head()
    role = getattr(settings, "ROLE", "window")
    return told(Status(
        "motcua", version("motcua"), role, call.at, clock.is_demonstration(), queries.tree_size(),
        head.told() if head else None,
    ))  # fmt: skip


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

"""The line to the department: fetch a list, send what waits. Whatever fails is tried again later; nothing is lost."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import msgspec

from motcua.crossings.device.installation import Installation
from motcua.crossings.domain.offline import lists
from motcua.crossings.domain.offline.errors import LineDown
from motcua.crossings.domain.offline.framing import ANSWER, REQUEST, need_signed
from motcua.kernel.canonical import encode

SECONDS = 20
PIECE = 200
"""So many records are sent together."""
DOOR = "/crossings/gates/door"


class Sent(msgspec.Struct):
    """What sending gave."""

    sent: int = 0
    merged: int = 0
    noted: int = 0
    disputed: int = 0
    repeated: int = 0
    next: int = 1


def fetch(gate: Installation) -> lists.GateList:
    """Fetch a list and take it into use. Both sides note the difference of the clocks. LineDown, BadSignature."""
    there, demonstration = _time(gate)
    if demonstration:
        gate.follow(there)
    now = gate.now()
    waiting = max(0, gate.store.last_number() - gate.next_to_send() + 1)
    body = encode({"gate": gate.number, "now": now, "seen": there, "waiting": waiting})
    content = _ask(gate, "/list", body, gate.sign(REQUEST + body))
    told = gate.load(content)
    ahead = (now - there) // timedelta(milliseconds=1)
    gate.store.set_facts(ahead_ms=str(ahead), contact=gate.now().isoformat(timespec="seconds"))
    return told


def send(gate: Installation, piece: int = PIECE) -> Sent:
    """Send every record that was not answered, in pieces, from where the department says it stands. LineDown."""
    total = Sent(next=gate.next_to_send())
    while total.next <= gate.store.last_number():
        answer = json.loads(_ask(gate, "/batch", gate.batch(total.next, piece), b"", str(gate.number)))
        for name in ("merged", "noted", "disputed", "repeated"):
            setattr(total, name, getattr(total, name) + answer[name])
        if answer["next"] == total.next:
            raise LineDown(why=f"next: {total.next}")
        total.sent += piece
        total.next = answer["next"]
        gate.answered(total.next)
    total.sent = min(total.sent, gate.store.last_number())
    gate.store.set_facts(contact=gate.now().isoformat(timespec="seconds"))
    return total


def _time(gate: Installation) -> tuple[datetime, bool]:
    told = json.loads(_ask(gate, "/time"))
    return datetime.fromisoformat(told["at"]), bool(told["demonstration"])


def _ask(gate: Installation, path: str, body: bytes | None = None, signature: bytes = b"", number: str = "") -> bytes:
    """Ask the department, and check that it is the department which answers."""
    facts = gate.store.facts()
    headers = {"Content-Type": "application/octet-stream", "X-Gate": number or facts.get("number", "")}
    if signature:
        headers["X-Signature"] = b64encode(signature).decode()
    request = Request(f"{facts['department']}{DOOR}{path}", data=body, headers=headers)  # noqa: S310 - told at init
    try:
        with urlopen(request, timeout=SECONDS) as found:  # noqa: S310
            content, signed = found.read(), found.headers.get("X-Motcua-Signature", "")
    except HTTPError as error:
        raise LineDown(why=_why(error.read())) from None
    except URLError as error:
        raise LineDown(why=error.reason) from None
    except (OSError, HTTPException, ValueError) as error:
        raise LineDown(why=error) from None
    try:
        made = b64decode(signed, validate=True)
    except (NotBase64, ValueError):
        made = b""
    need_signed(bytes.fromhex(facts["department_key"]), made, ANSWER + content)
    return content


def _why(content: bytes) -> Any:
    try:
        told = json.loads(content)
        return f"{told['code']} {told['message_vi']} / {told['message_en']}"
    except (ValueError, KeyError, TypeError):
        return content[:100]

"""Forgeries: what somebody between two windows could send, made from what was seen on the line."""

import base64
import json
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Envelope = dict[str, Any]


def opened(raw: bytes) -> tuple[Envelope, dict[str, Any]]:
    """The envelope and the header within."""
    envelope = json.loads(raw)
    return envelope, json.loads(base64.b64decode(envelope["payload"]))


def closed(envelope: Envelope, header: dict[str, Any]) -> bytes:
    """The envelope with another header and the signature that it had."""
    payload = base64.b64encode(json.dumps(header).encode()).decode()
    return json.dumps({**envelope, "payload": payload}).encode()


def by_another_key(raw: bytes) -> bytes:
    """The same words, signed by a key of nobody under the name of the right one."""
    envelope, _ = opened(raw)
    payload = base64.b64decode(envelope["payload"])
    kind = envelope["payloadType"].encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    signature = base64.b64encode(Ed25519PrivateKey.generate().sign(signed)).decode()
    return json.dumps({**envelope, "signatures": [{**envelope["signatures"][0], "sig": signature}]}).encode()


def changed(raw: bytes) -> bytes:
    """Another document under the signature of the first."""
    envelope, header = opened(raw)
    return closed(envelope, {**header, "document": header["document"].replace(">1<", ">9<") + " "})


def under_another_id(raw: bytes) -> bytes:
    """The same message once more, as if it were a new one."""
    envelope, header = opened(raw)
    return closed(envelope, {**header, "id": header["id"][:-1] + ("0" if header["id"][-1] != "0" else "1")})


def at_another_place(raw: bytes) -> bytes:
    """The same message as if it came later in its thread."""
    envelope, header = opened(raw)
    return closed(envelope, {**header, "no": header["no"] + 1})


def cut(raw: bytes) -> bytes:
    """Half of it."""
    return raw[: len(raw) // 2]


def as_a_receipt(raw: bytes) -> bytes:
    """The message dressed up as a receipt."""
    envelope, _ = opened(raw)
    return json.dumps({**envelope, "payloadType": "application/vnd.motcua.window-receipt+json"}).encode()


FORGERIES: tuple[Callable[[bytes], bytes], ...] = (
    by_another_key, changed, under_another_id, at_another_place, cut, as_a_receipt,
)  # fmt: skip

"""Envelopes: what goes over the line, signed.

The wire form is that of DSSE (Dead Simple Signing Envelope, a public specification): the payload travels as the very
bytes that were signed, so nothing has to be brought into a canonical form, and only what the signature covers is read.
"""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from motcua.gateways.asw.domain.errors import BadSignature, TooLarge, Unreadable, WrongHash
from motcua.kernel.words import Words

VERSION = 1
MESSAGE = "application/vnd.motcua.window-message+json"
RECEIPT = "application/vnd.motcua.window-receipt+json"
MEDIA_TYPE = "application/vnd.motcua.window-envelope+json"

Kind = Literal[
    "certificate", "replacement", "withdrawn", "received", "unreadable", "used", "accepted", "refused", "clarify",
    "verify", "clarified", "confirmed", "unconfirmed", "void",
]  # fmt: skip
KINDS: Mapping[Kind, Words] = {
    "certificate": Words("Giấy chứng nhận", "Certificate"),
    "replacement": Words("Giấy chứng nhận thay thế", "Replacement certificate"),
    "withdrawn": Words("Thu hồi giấy chứng nhận", "Cancellation"),
    "received": Words("Đã nhận", "Received"),
    "unreadable": Words("Không đạt kỹ thuật", "Technically refused"),
    "used": Words("Đã sử dụng", "Use"),
    "accepted": Words("Cho hưởng ưu đãi", "Preference given"),
    "refused": Words("Từ chối ưu đãi", "Preference refused"),
    "clarify": Words("Đề nghị làm rõ", "Clarification asked for"),
    "verify": Words("Đề nghị xác minh", "Verification asked for"),
    "clarified": Words("Đã làm rõ", "Clarified"),
    "confirmed": Words("Xác nhận xuất xứ", "Origin confirmed"),
    "unconfirmed": Words("Không xác nhận xuất xứ", "Origin not confirmed"),
    "void": Words("Bỏ qua số thứ tự", "Place left empty"),
}
CERTIFICATES: frozenset[str] = frozenset({"certificate", "replacement"})
Country = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}\Z")]
Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{2,79}\Z")]
Text = Annotated[str, msgspec.Meta(max_length=120, min_length=1)]


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message between two windows.

    `no` counts, from 1 and without a gap, what `sender` tells `receiver` of the certificate `about`: messages of one
    certificate are obeyed in that order, in whatever order they arrive. `correlation` is the message that is answered,
    or the own id. `hash` is the SHA-256 of `document`, in hex.
    """

    id: Name
    correlation: Name
    version: Literal[1] = 1
    kind: Kind
    sender: Country
    receiver: Country
    issuer: Country
    about: Text
    no: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    created_at: Annotated[datetime, msgspec.Meta(tz=True)]
    hash: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    document: str


class Receipt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a window says at once of the bytes that it received: their hash, and taken or refused.

    A refusal carries its code and both sentences; `again` says that the same message may be taken later.
    """

    message: Annotated[str, msgspec.Meta(max_length=80)]
    by: Country
    to: Annotated[str, msgspec.Meta(max_length=2)]
    received: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    taken: bool
    code: Annotated[str, msgspec.Meta(max_length=12)] = ""
    message_vi: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    message_en: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    again: bool = False


class _Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keyid: Annotated[str, msgspec.Meta(max_length=64)]
    sig: Annotated[str, msgspec.Meta(max_length=100)]


class _Envelope(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    payload_type: Annotated[str, msgspec.Meta(max_length=80)]
    payload: str
    signatures: Annotated[tuple[_Signature, ...], msgspec.Meta(min_length=1, max_length=1)]


class Opened(msgspec.Struct, frozen=True):
    """An envelope that has been read and not yet believed: what was signed, by which key, and the signature."""

    payload_type: str
    payload: bytes
    key: str
    signature: bytes

    def need(self, public: bytes, country: str) -> None:
        """BadSignature unless that key (32 bytes) signed it."""
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(self.signature, _signed(self.payload_type, self.payload))
        except InvalidSignature:
            raise BadSignature(country=country) from None


_encode = msgspec.json.Encoder(order="deterministic").encode
_envelope = msgspec.json.Decoder(_Envelope).decode
_header = msgspec.json.Decoder(Header).decode
_receipt = msgspec.json.Decoder(Receipt).decode


def digest(content: bytes) -> str:
    """The SHA-256 in hex."""
    return sha256(content).hexdigest()


def seal(value: Header | Receipt, key: Ed25519PrivateKey, named: str) -> bytes:
    """A message or receipt in its envelope, signed. The same values and key give the same bytes."""
    kind = MESSAGE if isinstance(value, Header) else RECEIPT
    payload = _encode(value)
    signature = base64.b64encode(key.sign(_signed(kind, payload))).decode()
    return _encode(_Envelope(kind, base64.b64encode(payload).decode(), (_Signature(named, signature),)))


def open_envelope(raw: bytes, kind: str, most: int) -> Opened:
    """What the envelope holds, still to be believed. TooLarge, Unreadable."""
    if len(raw) > most:
        raise TooLarge(size=len(raw), most=most)
    try:
        found = _envelope(raw)
        payload = base64.b64decode(found.payload, validate=True)
        signature = base64.b64decode(found.signatures[0].sig, validate=True)
    except (msgspec.MsgspecError, UnicodeDecodeError, binascii.Error, ValueError, RecursionError) as fault:
        raise Unreadable(why=str(fault)[:200]) from None
    if found.payload_type != kind:
        raise Unreadable(why=f"payloadType: {found.payload_type}")
    return Opened(found.payload_type, payload, found.signatures[0].keyid, signature)


def header_of(opened: Opened) -> Header:
    """The message within. Unreadable, WrongHash."""
    try:
        found = _header(opened.payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable(why=str(fault)[:200]) from None
    if digest(found.document.encode()) != found.hash:
        raise WrongHash
    return found


def receipt_of(opened: Opened) -> Receipt:
    """The receipt within. Unreadable."""
    try:
        return _receipt(opened.payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable(why=str(fault)[:200]) from None


def _signed(kind: str, payload: bytes) -> bytes:
    """DSSE's pre-authentication encoding: type and payload, each with its length."""
    named = kind.encode()
    return b"DSSEv1 %d %s %d %s" % (len(named), named, len(payload), payload)

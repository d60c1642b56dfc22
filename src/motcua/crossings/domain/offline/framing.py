"""Framing: a signed document of lines. The first names its kind, the last is the signature over all before it."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from motcua.crossings.domain.offline.errors import BadDocument, BadSignature

LARGEST = 32 << 20
"""So many bytes a document has at most."""
ANSWER = b"motcua answer\n"
"""Stands before what the department signs (`ground.services.signing`)."""
REQUEST = b"motcua gate request\n"
"""Stands before what a gate asks of the department by HTTP."""
_SIGNATURE = 128
Sign = Callable[[bytes], bytes]


def frame(kind: bytes, lines: Sequence[bytes], sign: Sign) -> bytes:
    """The document with its signature. No line holds a line break."""
    content = b"".join(line + b"\n" for line in (kind, *lines))
    return content + sign(content).hex().encode() + b"\n"


def unframe(kind: bytes, raw: bytes) -> tuple[list[bytes], bytes, bytes]:
    """The lines of a document, what is signed, and the signature. BadDocument where it is none, or is cut."""
    if len(raw) > LARGEST:
        raise BadDocument(why=f"> {LARGEST}")
    content, _, last = raw.removesuffix(b"\n").rpartition(b"\n")
    head, _, rest = content.partition(b"\n")
    if head != kind or not raw.endswith(b"\n"):
        raise BadDocument(why=repr(raw[:40]))
    return rest.split(b"\n"), content + b"\n", hex_bytes(last, _SIGNATURE)


def hex_bytes(text: bytes | str, digits: int) -> bytes:
    """Bytes from so many hexadecimal digits. BadDocument."""
    told = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    try:
        found = bytes.fromhex(told) if len(told) == digits and told.strip() == told else b""
    except ValueError:
        found = b""
    if len(found) * 2 != digits:
        raise BadDocument(why=told[:40] or "–")
    return found


def signed(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether a signature over these bytes is by that key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def need_signed(public: bytes, signature: bytes, content: bytes) -> None:
    """Refuse with BadSignature what that key did not sign."""
    if not signed(public, signature, content):
        raise BadSignature(key=fingerprint(public))


def fingerprint(public: bytes) -> str:
    """By what two people compare a key over the telephone: four groups of four signs."""
    digits = sha256(b"motcua key\n" + public).hexdigest()[:16].upper()
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))

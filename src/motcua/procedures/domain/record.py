"""A content as it is kept: canonical JSON, one writing of one value."""

from functools import lru_cache

import msgspec

from motcua.kernel.canonical import encode
from motcua.procedures.domain.content import Content

_decode = msgspec.json.Decoder(Content).decode


def write(content: Content) -> str:
    """The content as canonical JSON; equal contents have equal texts, and reading it gives the same value."""
    return encode(content).decode()


@lru_cache(maxsize=512)
def read(text: str) -> Content:
    """The content of such a text. msgspec.ValidationError where it is none."""
    return _decode(text)

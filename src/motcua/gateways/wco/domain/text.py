"""Texts as XML content: what has a meaning in XML is escaped, what XML cannot hold becomes U+FFFD."""

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


def content(text: str) -> str:
    """A text between tags."""
    return text if text.isalnum() else _NOT_XML.sub("\ufffd", text).translate(_CONTENT)


def attribute(text: str) -> str:
    """A text between quotation marks."""
    return _NOT_XML.sub("\ufffd", text).translate(_ATTRIBUTE)

"""Cutting: text into segments, elements and components, at the speed of a JSON reader.

The marks are written as the commas and brackets of JSON by `str.replace`, and msgspec builds the lists: a Python loop
over characters, or over segments, would cost thirty times more. What a release character protects is set aside
under control characters first, which no text of an interchange may have.
"""

import re
from collections.abc import Iterator

import msgspec

from motcua.gateways.edifact.domain.marks import USUAL, Marks

Segment = tuple[tuple[str, ...], ...]
"""A segment: its elements, the tag being the first; an element is its components."""

_decode = msgspec.json.Decoder(list[Segment]).decode
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SET_ASIDE = {"'": "\x01", "+": "\x02", ":": "\x03", "?": "\x04"}
_SERVICE = re.compile(r"'UN([BZGEHT])(?=[+':]|$)")
REPLACED = "\ufffd"
"""What stands for a character that may not be there."""


def cut(text: str, marks: Marks = USUAL) -> tuple[list[Segment], list[tuple[int, str]]]:
    """The segments of `text`, each of which ends with the terminator, and which of them are service segments.

    What stands after the last terminator is left out. Line ends, and blanks at the beginning of a segment, mean
    nothing wherever they stand.
    """
    if "\n" in text or "\r" in text:
        text = text.replace("\n", "").replace("\r", "")
    if not text.isprintable():
        text = _CONTROL.sub(REPLACED, text)
    text = _usual(text, marks)
    if "' " in text:
        text = re.sub("' +", "'", text)
    text = text.lstrip(" ")
    end = text.rfind("'")
    if end < 0:
        return [], []
    text = text[:end]
    return _lists(text), list(_frames(text))


def _frames(text: str) -> Iterator[tuple[int, str]]:
    """The service segments: which segment, and its tag."""
    place = before = 0
    text = "'" + text
    for found in _SERVICE.finditer(text):
        at = found.start()
        place += text.count("'", before, at)
        before = at
        yield place, "UN" + found[1]


def _usual(text: str, marks: Marks) -> str:
    """The text with the usual marks, everything released being set aside."""
    if marks.release != " " and marks.release in text:
        release = marks.release
        text = text.replace(release + release, "\x05")
        for mark, aside in ((marks.terminator, "\x06"), (marks.element, "\x07"), (marks.component, "\x08")):
            text = text.replace(release + mark, aside)
        text = text.replace(release, "")
    if (marks.terminator, marks.element, marks.component) == ("'", "+", ":"):
        asides = {
            "\x06": "\x01",
            "\x07": "\x02",
            "\x08": "\x03",
            "\x05": "\x04" if marks.release == "?" else marks.release,
        }
        for aside, own in asides.items():
            if aside in text:
                text = text.replace(aside, own)
        return text
    table = {ord(plain): aside for plain, aside in _SET_ASIDE.items()}
    table |= {ord(marks.terminator): "'", ord(marks.element): "+", ord(marks.component): ":"}
    for aside, mark in (("\x06", marks.terminator), ("\x07", marks.element), ("\x08", marks.component),
                        ("\x05", marks.release)):  # fmt: skip
        table[ord(aside)] = _SET_ASIDE.get(mark, mark)
    return text.translate(table)


def _lists(text: str) -> list[Segment]:
    """Each different segment is cut once: ports, units and kinds come again in every bill."""
    lines = text.split("'")
    different = list(dict.fromkeys(lines))
    if 2 * len(different) > len(lines):
        return _decode(_json(text))
    known = dict(zip(different, _decode(_json("'".join(different))), strict=True))
    return [known[line] for line in lines]


def _json(text: str) -> str:
    if '"' in text or "\\" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("'", '"]],[["').replace("+", '"],["').replace(":", '","')
    for plain, aside in _SET_ASIDE.items():
        if aside in text:
            text = text.replace(aside, plain)
    return '[[["' + text + '"]]]'

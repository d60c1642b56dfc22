"""A procedure or a form as text that people write: YAML without anchors, read with the place and line of each fault."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
import yaml

from motcua.kernel.words import Words
from motcua.procedures.domain import checking, packaged
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.form import soundness
from motcua.procedures.domain.form.definition import Form
from motcua.procedures.domain.form.faults import Fault

LONGEST = 200_000
"""Letters of a text that is read at all."""
T = TypeVar("T", Content, Form)


class Misread(msgspec.Struct, frozen=True):
    """A fault of a text: its code, the line (from 1; 0 where none is known), the place in it, what is wrong."""

    code: str
    line: int
    place: str
    words: Words


def read_form(text: str) -> tuple[Form | None, tuple[Misread, ...]]:
    """The form of a text, and what is wrong with it; an empty text is no form."""
    if not text.strip():
        return None, ()
    form, faults = _read(text, Form)
    if form is None:
        return None, faults
    lines = _Lines(text)
    found = tuple(Misread(each.code, lines.of(each.path), each.path, _said(each)) for each in soundness.faults(form))
    return form, found


def read_content(text: str) -> tuple[Content | None, tuple[Misread, ...]]:
    """The procedure of a text, and every rule that it breaks. None where it cannot be read at all."""
    content, faults = _read(text, Content)
    if content is None:
        return None, faults
    lines = _Lines(text)
    return content, tuple(
        Misread(each.code, lines.of(each.place), each.place, each.words) for each in checking.faults(content)
    )


def _said(fault: Fault) -> Words:
    return Words(
        f"{fault.words.vi} Cần: {fault.expected.vi}.", f"{fault.words.en} What is expected: {fault.expected.en}."
    )


def text_of(value: Content | Form | None) -> str:
    """A content or a form as YAML; what has its usual value is left out. Reading it gives the value again."""
    if value is None:
        return ""
    return yaml.safe_dump(_told(value), allow_unicode=True, sort_keys=False, width=110)


def _read(text: str, kind: type[T]) -> tuple[T | None, tuple[Misread, ...]]:
    if len(text) > LONGEST:
        return None, (_fault(0, "", f"Quá dài (hơn {LONGEST} ký tự).", f"Too long (over {LONGEST} letters)."),)
    try:
        _no_anchors(text)
        raw = packaged.plain(msgspec.yaml.decode(text.encode()))
    except (yaml.YAMLError, msgspec.DecodeError, UnicodeEncodeError, RecursionError, ValueError) as error:
        return None, (_syntax(error),)
    lines = _Lines(text)
    try:
        value = msgspec.convert(raw, kind)
    except (msgspec.ValidationError, RecursionError) as error:
        told, _, place = str(error).partition(" - at `$")
        place = place.rstrip("`").lstrip(".")
        return None, (_fault(lines.of(place), place, f"Không đúng kiểu: {told}.", f"Not as expected: {told}."),)
    lost = packaged.unread(raw, msgspec.to_builtins(value), "")
    if lost:
        return None, tuple(
            _fault(lines.of(place.lstrip(".")), place.lstrip("."), "Không có mục này.", "There is no such field.")
            for place in lost
        )
    return value, ()


def _no_anchors(text: str) -> None:
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            raise yaml.MarkedYAMLError(problem="anchors and aliases are not read", problem_mark=token.start_mark)


def _syntax(error: Exception) -> Misread:
    cause = error if isinstance(error, yaml.MarkedYAMLError) else error.__cause__
    mark = getattr(cause, "problem_mark", None)
    problem = getattr(cause, "problem", None) or str(error).splitlines()[0]
    line = mark.line + 1 if mark is not None else 0
    return _fault(line, "", f"Không phải YAML đúng: {problem}.", f"This is no YAML: {problem}.")


def _fault(line: int, place: str, vi: str, en: str) -> Misread:
    return Misread("P00", line, place, Words(vi, en))


_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class _Lines:
    """Finds the line of a place such as `sections[0].parts[1].name`, or of the nearest place above it."""

    def __init__(self, text: str) -> None:
        try:
            self._root = yaml.compose(text, Loader=yaml.CSafeLoader)
        except (yaml.YAMLError, RecursionError, ValueError):
            self._root = None

    def of(self, place: str) -> int:
        """The line, from 1; 0 where nothing is known."""
        node, line = self._root, 1 if self._root is not None else 0
        for name, index in _STEP.findall(place):
            node = _below(node, name, index)
            if node is None:
                break
            line = node.start_mark.line + 1
        return line


def _below(node: Any, name: str, index: str) -> Any:
    if index and isinstance(node, yaml.SequenceNode) and int(index) < len(node.value):
        return node.value[int(index)]
    if name and isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    return None


def _told(value: Any) -> Any:
    if isinstance(value, Words):
        return {"vi": value.vi, "en": value.en}
    if isinstance(value, msgspec.Struct):
        return dict(_fields(value))
    if isinstance(value, tuple):
        return [_told(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    return value


def _fields(value: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    """What a value says beyond the usual. Steps are counted by their order, so their number is left out."""
    for each in msgspec.structs.fields(type(value)):
        held = getattr(value, each.name)
        if each.default is not msgspec.NODEFAULT and held == each.default and type(held) is type(each.default):
            continue
        if each.name == "no" or (held == () and each.default == ()):
            continue
        yield each.name, _told(held)

"""Faults: what is wrong with a form's definition, or with the answers to it: where, what, and what was expected."""

from collections.abc import Iterable

import msgspec

from motcua.kernel.words import Words


class Fault(msgspec.Struct, frozen=True):
    """A fault. `path` is `field`, `group`, `group[2].field` (rows from 0), or a place of the definition.

    `code` is ours (FRM-…), or that of the form's own rule. `value` is what was met, shortened.
    """

    path: str
    code: str
    words: Words
    expected: Words
    value: str = ""


LONGEST_SHOWN = 80


def shortened(value: object) -> str:
    """A value met as one short line, whatever it is."""
    text = value[: LONGEST_SHOWN * 2] if isinstance(value, str) else type(value).__name__
    text = text.encode("utf-8", "replace").decode()
    return " ".join(text.split())[:LONGEST_SHOWN]


def at_row(group: str, row: int, field: str) -> str:
    """The path of a field in a row of a group, counted from 0."""
    return f"{group}[{row}].{field}"


def by_path(faults: Iterable[Fault]) -> dict[str, list[Fault]]:
    """Faults by the path they stand at, in their order."""
    held: dict[str, list[Fault]] = {}
    for each in faults:
        held.setdefault(each.path, []).append(each)
    return held

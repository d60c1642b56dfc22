"""What a browser posts: names such as `goods[2].quantity` with their values, unfolded into answers; and back.

Answers as typed have the shape of judged ones ({field: text | list of texts | rows}), with the texts as they came.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from motcua.procedures.domain.form.bounds import ROWS
from motcua.procedures.domain.form.definition import Field, Form, Group, Section
from motcua.procedures.domain.form.faults import at_row

_CELL = re.compile(r"([a-z][a-z0-9_]*)\[([0-9]{1,4})\]\.([a-z][a-z0-9_]*)")
Answers = dict[str, Any]


def unfold(parts: Iterable[Field | Group], raw: Mapping[str, Sequence[str]]) -> tuple[Answers, tuple[str, ...]]:
    """The answers to these parts as they were typed, and the names that belong to none of them.

    Rows keep their order and lose gaps between their numbers; a blank row is kept, so that a page shows it again.
    """
    known = {part.name: part for part in parts}
    answers: Answers = {}
    rows: dict[str, dict[int, Answers]] = {}
    unknown = []
    for name, values in raw.items():
        part, cell = known.get(name), _CELL.fullmatch(name)
        if isinstance(part, Field):
            answers[name] = _value(part, values)
        elif not (cell and _put(known.get(cell[1]), int(cell[2]), cell[3], values, rows)):
            unknown.append(name)
    for group, held in rows.items():
        answers[group] = [held[no] for no in sorted(held)]
    return answers, tuple(unknown)


def _put(
    group: Field | Group | None, no: int, name: str, values: Sequence[str], rows: dict[str, dict[int, Answers]]
) -> bool:  # fmt: skip
    if not isinstance(group, Group) or no > ROWS:
        return False
    field = next((each for each in group.fields if each.name == name), None)
    if field is None:
        return False
    rows.setdefault(group.name, {}).setdefault(no, {})[name] = _value(field, values)
    return True


def _value(field: Field, values: Sequence[str]) -> str | list[str]:
    return list(values) if field.kind == "choices" else (values[-1] if values else "")


def fold(answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Answers as a browser would post them."""
    raw: dict[str, list[str]] = {}
    for name, value in answers.items():
        if isinstance(value, str):
            raw[name] = [value]
        elif all(isinstance(each, str) for each in value):
            raw[name] = list(value)
        else:
            for no, row in enumerate(value):
                raw |= {at_row(name, no, key): list(v) if isinstance(v, list) else [v] for key, v in row.items()}
    return raw


def section_of(form: Form, name: str) -> Section | None:
    """The section of that name."""
    return next((each for each in form.sections if each.name == name), None)


def parts_of(form: Form) -> list[Field | Group]:
    """All fields and groups of a form, in their order."""
    return [part for section in form.sections for part in section.parts]

"""The rules between fields: what each kind of rule asks of canonical answers.

A rule whose fields all lie in one group holds in each row; `different` with one column, and `sum` from outside a group,
look over all rows. A rule is silent where a field that it needs is not given, or is faulty by itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from motcua.design.domain.numbers import write_decimal
from motcua.kernel.words import Words
from motcua.procedures.domain.form.definition import Field, Form, Group, Rule
from motcua.procedures.domain.form.faults import Fault, at_row
from motcua.procedures.domain.form.limits import NUMBERS
from motcua.procedures.domain.form.posted import parts_of

_RISING = Words("các giá trị không giảm dần", "values that do not fall")
_DIFFER = Words("các giá trị khác nhau", "values that differ")
_ANY = Words("ít nhất một câu trả lời", "at least one answer")
_TOGETHER = Words("trả lời tất cả hoặc không trả lời ô nào", "answers to all or to none")
_DAYS = frozenset({"date"})
Kinds = Mapping[str, Field]


def fields_of(form: Form) -> dict[str, Field]:
    """Fields by the name that a rule calls them: `field`, or `group.field`."""
    named: dict[str, Field] = {}
    for part in parts_of(form):
        if isinstance(part, Group):
            named |= {f"{part.name}.{each.name}": each for each in part.fields}
        else:
            named[part.name] = part
    return named


def group_of(rule: Rule) -> str:
    """The group in which all fields of a rule lie; empty where they do not lie in one."""
    groups = {name.partition(".")[0] if "." in name else "" for name in rule.fields}
    return groups.pop() if len(groups) == 1 else ""


_FEWEST: Mapping[str, int] = {"ordered": 2, "different": 1, "sum": 2, "one_of": 2, "together": 2}
_UNKNOWN = Words(
    "tên ô có trong biểu mẫu; ô trong bảng viết bảng.ô", "names of fields of the form; group.field in a group"
)
_COUNT = Words("đủ số ô, không lặp lại", "enough fields, none twice")
_LEVEL = Words(
    "các ô cùng một bảng, hoặc đều ngoài bảng", "fields of one group, or all outside groups; a sum may take columns"
)
_SIZES = Words("các ô đều là số, hoặc đều là ngày", "fields that are all numbers, or all days")
_NUMBERS_ONLY = Words("các ô đều là số", "fields that are all numbers")


def misfit(rule: Rule, fields: Kinds) -> Words | None:
    """What a rule's fields should be, where it cannot be asked of those that it names."""
    if not all(name in fields for name in rule.fields):
        return _UNKNOWN
    fewest = _FEWEST[rule.kind] if group_of(rule) else max(2, _FEWEST[rule.kind])
    if len(rule.fields) < fewest or len(set(rule.fields)) != len(rule.fields):
        return _COUNT
    if not group_of(rule) and not _outside(rule):
        return _LEVEL
    kinds = {"number" if fields[name].kind in NUMBERS else fields[name].kind for name in rule.fields}
    if rule.kind == "ordered":
        return None if kinds in ({"number"}, {"date"}) else _SIZES
    return _NUMBERS_ONLY if rule.kind == "sum" and kinds != {"number"} else None


def _outside(rule: Rule) -> bool:
    """Whether the fields lie outside groups; of a sum only the first has to."""
    return not any("." in name for name in (rule.fields[:1] if rule.kind == "sum" else rule.fields))


def broken(form: Form, answers: Mapping[str, Any], faulty: AbstractSet[str]) -> Iterator[Fault]:
    """The faults that rules find in answers, in which rows of a group stand by their number.

    `faulty` are paths at which something is wrong already. A rule that does not fit its fields asks nothing.
    """
    fields = fields_of(form)
    for rule in form.rules:
        if misfit(rule, fields) is not None:
            continue
        group = group_of(rule)
        if group and rule.kind == "different" and len(rule.fields) == 1:
            yield from _column(rule, group, answers)
        elif group:
            for no, row in answers.get(group, {}).items():
                cells = {f"{group}.{name}": value for name, value in row.items()}
                yield from _checked(rule, fields, cells, lambda name, no=no: _in_row(name, no), faulty)  # type: ignore[misc]
        else:
            yield from _checked(rule, fields, answers, lambda name: name, faulty)


def _in_row(name: str, no: int) -> str:
    group, _, field = name.partition(".")
    return at_row(group, no, field)


def _checked(
    rule: Rule, fields: Kinds, answers: Mapping[str, Any], path: Callable[[str], str], faulty: AbstractSet[str]
) -> Iterator[Fault]:  # fmt: skip
    if any(_is_faulty(path(name), faulty) for name in rule.fields):
        return
    expected = _CHECKS[rule.kind](rule.fields, fields, answers)
    if expected is not None:
        yield Fault(path(rule.fields[0]), rule.code, rule.words, expected)


def _is_faulty(path: str, faulty: AbstractSet[str]) -> bool:
    """Whether a field, or any row of the column of a group, has a fault already."""
    group, _, column = path.partition(".")
    if path in faulty or group in faulty:
        return True
    return bool(column) and "[" not in path and any(
        each.startswith(f"{group}[") and each.endswith(f".{column}") for each in faulty
    )  # fmt: skip


def _column(rule: Rule, group: str, answers: Mapping[str, Any]) -> Iterator[Fault]:
    field = rule.fields[0].partition(".")[2]
    seen: set[str] = set()
    for no, row in answers.get(group, {}).items():
        value = str(row.get(field, ""))
        if value and value in seen:
            yield Fault(at_row(group, no, field), rule.code, rule.words, _DIFFER, value[:80])
        seen.add(value)


def _values(names: Sequence[str], answers: Mapping[str, Any]) -> list[Any]:
    return [answers[name] for name in names if answers.get(name)]


def _ordered(names: Sequence[str], fields: Kinds, answers: Mapping[str, Any]) -> Words | None:
    kind = fields[names[0]].kind
    given = [_sized(kind, value) for value in _values(names, answers)]
    return None if all(one <= other for one, other in pairwise(given)) else _RISING


def _sized(kind: str, value: Any) -> Any:
    return date.fromisoformat(value) if kind in _DAYS else Decimal(value)


def _different(names: Sequence[str], fields: Kinds, answers: Mapping[str, Any]) -> Words | None:
    given = [str(value) for value in _values(names, answers)]
    return None if len(given) == len(set(given)) else _DIFFER


def _sum(names: Sequence[str], fields: Kinds, answers: Mapping[str, Any]) -> Words | None:
    told = answers.get(names[0])
    if not told:
        return None
    total = sum((_amount(name, answers) for name in names[1:]), Decimal(0))
    if Decimal(told) == total:
        return None
    return Words(f"tổng {write_decimal(total, 'vi')}", f"a sum of {write_decimal(total, 'en')}")


def _amount(name: str, answers: Mapping[str, Any]) -> Decimal:
    """A field's number, or the sum of a column."""
    group, _, field = name.partition(".")
    if name in answers or not field:
        return Decimal(answers.get(name, 0))
    return sum((Decimal(row.get(field) or 0) for row in answers.get(group, {}).values()), Decimal(0))


def _one_of(names: Sequence[str], fields: Kinds, answers: Mapping[str, Any]) -> Words | None:
    return None if _values(names, answers) else _ANY


def _together(names: Sequence[str], fields: Kinds, answers: Mapping[str, Any]) -> Words | None:
    return None if len(_values(names, answers)) in (0, len(names)) else _TOGETHER


_CHECKS: Mapping[str, Callable[[Sequence[str], Kinds, Mapping[str, Any]], Words | None]] = {
    "ordered": _ordered, "different": _different, "sum": _sum, "one_of": _one_of, "together": _together,
}  # fmt: skip

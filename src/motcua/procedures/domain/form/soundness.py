"""Soundness: a form's definition is judged before anybody is asked to fill it in."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from motcua.kernel.words import Words
from motcua.procedures.domain.form import bounds, limits
from motcua.procedures.domain.form.definition import Choice, Field, Form, Group, Section
from motcua.procedures.domain.form.faults import Fault, shortened
from motcua.procedures.domain.form.reading import plain
from motcua.procedures.domain.form.ruling import fields_of, misfit

_SLUG = re.compile(rf"[a-z][a-z0-9_]{{0,{bounds.NAME - 1}}}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_DAY = date(2000, 1, 1)
"""The day by which `today` is read when bounds are compared."""
_PREFILLED: Mapping[str, frozenset[str]] = {
    "party.code": frozenset({"text", "tax_code"}),
    "party.name": frozenset({"text", "long"}),
    "party.address": frozenset({"text", "long"}),
    "party.telephone": frozenset({"text", "telephone"}),
    "party.email": frozenset({"text", "email"}),
}
_WRITTEN = frozenset({"text", "long", "email"})
_CHOSEN = frozenset({"choice", "choices"})

_NAME = (
    Words("Tên “%(what)s” không dùng được.", "The name “%(what)s” cannot be used."),
    Words("chữ thường không dấu, số, gạch dưới; bắt đầu bằng chữ", "small letters, digits, underlines; a letter first"),
)  # fmt: skip
_TWICE = (
    Words("Tên “%(what)s” có hai lần.", "The name “%(what)s” stands twice."),
    Words("mỗi tên một lần", "each name once"),
)
_SIZE = Words("Quá lớn hoặc rỗng: %(what)s.", "Too large, or empty: %(what)s.")
_TEXT = Words(
    "Thiếu lời tiếng Việt hoặc tiếng Anh, hoặc quá dài.", "Words in Vietnamese or English are missing or too long."
)
_WHEN = Words("Điều kiện hỏi không dùng được.", "The condition under which it is asked cannot be used.")
_BOUND = Words("Giới hạn “%(what)s” không dùng được.", "The bound “%(what)s” cannot be used.")
_CHOICES = Words("Danh sách lựa chọn không dùng được.", "The list of choices cannot be used.")
_PREFILL = Words("Không điền sẵn được ô loại này.", "A field of this kind cannot be filled in from there.")
_RULE = Words("Quy tắc “%(what)s” không dùng được.", "The rule “%(what)s” cannot be used.")


def faults(form: Form) -> tuple[Fault, ...]:
    """Everything that makes a definition unsound, each with its place, such as `sections[0].parts[2].when`."""
    if len(form.sections) > bounds.SECTIONS or len(form.rules) > bounds.RULES:
        return (_size("sections", "sections", f"1–{bounds.SECTIONS}"),)
    return (*_whole(form), *_parts(form), *_rules(form))


def _fault(path: str, code: str, words: Words, expected: Words, what: object = "") -> Fault:
    shown = shortened(what)
    return Fault(path, code, Words(words.vi % {"what": shown}, words.en % {"what": shown}), expected, shown)


def _size(path: str, what: str, allowed: str) -> Fault:
    return _fault(path, "FRM-D03", _SIZE, Words(allowed, allowed), what)


def _whole(form: Form) -> Iterator[Fault]:
    """Names of sections, fields and groups, and how large the whole is."""
    parts = [part for section in form.sections for part in section.parts]
    if not form.sections:
        yield _size("sections", "sections", f"1–{bounds.SECTIONS}")
    count = sum(len(part.fields) if isinstance(part, Group) else 1 for part in parts)
    if count > bounds.FIELDS:
        yield _size("sections", "fields", f"≤ {bounds.FIELDS}")
    yield from _repeated("sections", [section.name for section in form.sections])
    yield from _repeated("sections", [part.name for part in parts])


def _repeated(path: str, names: Iterable[str]) -> Iterator[Fault]:
    for name, times in Counter(names).items():
        if times > 1:
            yield _fault(path, "FRM-D02", *_TWICE, name)


def _parts(form: Form) -> Iterator[Fault]:
    for no, section in enumerate(form.sections):
        at = f"sections[{no}]"
        yield from _named(at, section.name, section.words)
        yield from _section_size(at, section)
        level = [part for other in form.sections for part in other.parts if isinstance(part, Field)]
        for place, part in enumerate(section.parts):
            path = f"{at}.parts[{place}]"
            yield from _named(path, part.name, part.words)
            if isinstance(part, Group):
                yield from _group(path, part)
            else:
                yield from _field(path, part, level)


def _section_size(at: str, section: Section) -> Iterator[Fault]:
    if not 1 <= len(section.parts) <= bounds.PARTS:
        yield _size(at, "parts", f"1–{bounds.PARTS}")
    weighed = [(field, times) for part in section.parts for field, times in _repeating(part)]
    if (
        sum(times * max(1, len(field.choices) if field.kind == "choices" else 1) for field, times in weighed)
        > bounds.CELLS
    ):
        yield _size(at, "cells", f"≤ {bounds.CELLS}")
    if (
        sum(times * (field.longest if field.kind in _WRITTEN else bounds.NAME) for field, times in weighed)
        > bounds.LETTERS
    ):
        yield _size(at, "letters", f"≤ {bounds.LETTERS}")


def _repeating(part: Field | Group) -> Iterator[tuple[Field, int]]:
    if isinstance(part, Group):
        yield from ((field, max(part.most, 1)) for field in part.fields)
    else:
        yield part, 1


def _named(path: str, name: str, words: Words) -> Iterator[Fault]:
    if _SLUG.fullmatch(name) is None:
        yield _fault(f"{path}.name", "FRM-D01", *_NAME, name)
    yield from _worded(f"{path}.words", words, bounds.WORDS)


def _worded(path: str, words: Words, longest: int) -> Iterator[Fault]:
    if not all(plain(text) and len(text) <= longest for text in words):
        expected = Words(f"hai thứ tiếng, mỗi lời 1–{longest} ký tự", f"both languages, 1–{longest} letters each")
        yield _fault(path, "FRM-D04", _TEXT, expected)


def _group(path: str, group: Group) -> Iterator[Fault]:
    if not 1 <= len(group.fields) <= bounds.GROUP_FIELDS:
        yield _size(path, "fields", f"1–{bounds.GROUP_FIELDS}")
    if not 0 <= group.least <= group.most <= bounds.ROWS or group.most < 1:
        yield _size(f"{path}.most", "rows", f"0 ≤ least ≤ most ≤ {bounds.ROWS}")
    yield from _repeated(path, [field.name for field in group.fields])
    for no, field in enumerate(group.fields):
        yield from _named(f"{path}.fields[{no}]", field.name, field.words)
        yield from _field(f"{path}.fields[{no}]", field, group.fields)


def _field(path: str, field: Field, level: Sequence[Field]) -> Iterator[Fault]:
    if field.hint is not None:
        yield from _worded(f"{path}.hint", field.hint, bounds.HINT)
    if not 1 <= field.longest <= bounds.LONGEST:
        yield _size(f"{path}.longest", "longest", f"1–{bounds.LONGEST}")
    yield from _bounded(path, field)
    yield from _choices(path, field)
    yield from _prefilled(path, field)
    yield from _when(f"{path}.when", field, {each.name: each for each in level})


def _bounded(path: str, field: Field) -> Iterator[Fault]:
    expected = Words("số, hoặc ngày YYYY-MM-DD, today, today+30, theo loại ô", "a number, or a day, as the kind has it")
    held = []
    for side, text in (("least", field.least), ("most", field.most)):
        try:
            held.append(limits.bound(field, text, _DAY))
        except ValueError:
            held.append(None)
            yield _fault(f"{path}.{side}", "FRM-D06", _BOUND, expected, text)
    least, most = held
    if least is not None and most is not None and ("today" in field.least) == ("today" in field.most) and least > most:  # type: ignore[operator]
        yield _fault(f"{path}.most", "FRM-D06", _BOUND, Words("không nhỏ hơn least", "not below least"), field.most)


def _choices(path: str, field: Field) -> Iterator[Fault]:
    codes = [each.code for each in field.choices]
    chosen = field.kind in _CHOSEN
    if bool(codes) != chosen or len(codes) > bounds.CHOICES or len(set(codes)) < len(codes):
        expected = Words(
            f"1–{bounds.CHOICES} lựa chọn khác nhau, chỉ cho ô để chọn", "different choices, for fields that choose"
        )
        yield _fault(f"{path}.choices", "FRM-D07", _CHOICES, expected)
    for no, each in enumerate(field.choices):
        yield from _choice(f"{path}.choices[{no}]", each)


def _choice(path: str, each: Choice) -> Iterator[Fault]:
    if _CODE.fullmatch(each.code) is None:
        yield _fault(f"{path}.code", "FRM-D01", *_NAME, each.code)
    yield from _worded(f"{path}.words", each.words, bounds.WORDS)


def _prefilled(path: str, field: Field) -> Iterator[Fault]:
    kinds = _PREFILLED.get(field.prefill)
    if kinds is not None and field.kind not in kinds:
        told = ", ".join(sorted(kinds))
        yield _fault(f"{path}.prefill", "FRM-D08", _PREFILL, Words(told, told), field.kind)


def _when(path: str, field: Field, level: Mapping[str, Field]) -> Iterator[Fault]:
    if field.when is None:
        return
    other = level.get(field.when.field)
    if other is None or other.name == field.name:
        words = Words("tên một ô khác cùng bậc", "the name of another field of the same level")
        yield _fault(path, "FRM-D05", _WHEN, words, field.when.field)
    elif not 1 <= len(field.when.among) <= bounds.AMONG or not _possible(other, field.when.among):
        yield _fault(path, "FRM-D05", _WHEN, Words("giá trị mà ô đó có thể có", "values that the field can have"))
    elif _circles(field, level):
        yield _fault(path, "FRM-D05", _WHEN, Words("không vòng tròn", "no circle of conditions"), field.when.field)


def _possible(other: Field, among: Sequence[str]) -> bool:
    if other.kind in _CHOSEN:
        return set(among) <= {each.code for each in other.choices}
    return set(among) <= {"yes", "no"} if other.kind == "yes" else all(plain(each) == each for each in among)


def _circles(field: Field, level: Mapping[str, Field]) -> bool:
    seen: set[str] = set()
    at: Field | None = field
    while at is not None and at.when is not None:
        if at.name in seen:
            return True
        seen.add(at.name)
        at = level.get(at.when.field)
    return False


def _rules(form: Form) -> Iterator[Fault]:
    named = fields_of(form)
    yield from _repeated("rules", [rule.code for rule in form.rules])
    for no, rule in enumerate(form.rules):
        path = f"rules[{no}]"
        if _CODE.fullmatch(rule.code) is None:
            yield _fault(f"{path}.code", "FRM-D01", *_NAME, rule.code)
        yield from _worded(f"{path}.words", rule.words, bounds.HINT)
        expected = misfit(rule, named)
        if expected is not None or len(rule.fields) > bounds.RULE_FIELDS:
            yield _fault(f"{path}.fields", "FRM-D09", _RULE, expected or Words("ít ô hơn", "fewer fields"), rule.code)

"""Two versions side by side, field by field: what the table of changes (bảng theo dõi sửa đổi) is filled from."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain import wording
from motcua.procedures.domain.content import Basis, Content, Paper, Record, Step, Template, Term
from motcua.procedures.domain.form.definition import Field, Form, Group, Rule

Cell = tuple[str, Words, Words]
"""A place such as `steps[3].amount`, what it is called, what stands there."""


class Change(msgspec.Struct, frozen=True):
    """A place in which two contents differ; None where one of them has no such place."""

    place: str
    words: Words
    before: Words | None
    after: Words | None

    @property
    def section(self) -> str:
        """The number of the section in which the place stands."""
        return _SECTIONS.get(self.place.split("[")[0].split(".")[0], "")


_SECTIONS = {
    "purpose": "1", "scope": "2", "references": "3", "terms": "4", "basis": "5.1", "papers": "5.2", "sets": "5.3",
    "limit": "5.4", "place": "5.5", "fee": "5.6", "fee_dong": "5.6", "steps": "5.7", "applicant": "5.8", "level": "5.8",
    "conditions": "5.8", "result": "5.8", "templates": "6", "form": "6", "records": "7",
}  # fmt: skip


def compare(before: Content, after: Content) -> tuple[Change, ...]:
    """Every place in which they differ, in the order of the sections; empty only where they are equal."""
    old = {place: (words, told) for place, words, told in cells(before)}
    new = {place: (words, told) for place, words, told in cells(after)}
    found = []
    for place in _merged(list(old), list(new)):
        was, now = old.get(place), new.get(place)
        if (was and was[1]) != (now and now[1]):
            words = (now or was or ("", wording.NOTHING))[0]
            assert isinstance(words, Words)
            found.append(Change(place, words, was[1] if was else None, now[1] if now else None))
    if not found and before != after:
        return (Change("order", Words("Thứ tự các mục, cách ghi", "Order of items, way of writing"), None, None),)
    return tuple(found)


def _merged(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Places of both in the order of the new ones; what is gone stands where it stood, after its neighbour."""
    merged, known = list(new), set(new)
    at = 0
    for place in old:
        if place in known:
            at = merged.index(place) + 1
        else:
            merged.insert(at, place)
            at += 1
    return merged


def cells(content: Content) -> Iterator[Cell]:
    """Everything that a content says, cut into places. Items of lists are named after what they are."""
    yield "title", Words("Tên quy trình", "Title"), content.title
    yield "kind", Words("Loại", "Kind"), wording.KINDS[content.kind]
    yield "area", Words("Lĩnh vực", "Area"), wording.area(content.area)
    yield "national_code", Words("Mã thủ tục quốc gia", "National code"), _plain(content.national_code or "–")
    yield "full", Words("Viết đầy đủ", "Written out in full"), wording.yes(content.full)
    yield from _texts(content)
    yield from _items("references", Words("Tài liệu viện dẫn", "Reference"), map(_basis, content.references))
    yield from _items("terms", Words("Thuật ngữ", "Term"), map(_term, content.terms))
    yield from _items("basis", Words("Cơ sở pháp lý", "Legal basis"), map(_basis, content.basis))
    yield from _items("papers", Words("Giấy tờ", "Paper"), map(_paper, content.papers))
    yield "sets", Words("Số bộ hồ sơ", "Sets"), wording.sets(content.sets)
    yield from _limit(content)
    yield "place", Words("Nơi tiếp nhận và trả", "Where"), content.place or wording.NOTHING
    yield "fee", Words("Phí, lệ phí", "Fee"), content.fee or wording.NOTHING
    fee = "–" if content.fee_dong is None else str(content.fee_dong)
    yield "fee_dong", Words("Mức phí (đồng)", "Fee (dong)"), _plain(fee)
    yield from _items("steps", Words("Bước", "Step"), map(_step, content.steps))
    yield "applicant", Words("Đối tượng", "Applicants"), content.applicant
    yield "level", Words("Cấp giải quyết", "Level"), wording.LEVELS.get(content.level, _plain(content.level))
    yield from _items("templates", Words("Biểu mẫu", "Form sheet"), map(_template, content.templates))
    yield from _form(content.form)
    yield from _items("records", Words("Hồ sơ lưu", "Record"), map(_record, content.records))


def _texts(content: Content) -> Iterator[Cell]:
    for name, words in (
        ("purpose", Words("Mục đích", "Purpose")), ("scope", Words("Phạm vi", "Scope")),
        ("conditions", Words("Điều kiện", "Conditions")), ("result", Words("Kết quả", "Result")),
    ):  # fmt: skip
        yield name, words, getattr(content, name) or wording.NOTHING


def _limit(content: Content) -> Iterator[Cell]:
    held = content.limit
    yield "limit", Words("Thời hạn", "Limit"), wording.limit(held)
    yield "limit.unit", Words("Đơn vị thời hạn", "Unit of the limit"), wording.UNITS[held.unit]
    yield "limit.amount", Words("Số lượng thời hạn", "Amount of the limit"), wording.number(held.amount)
    yield "limit.source", Words("Căn cứ thời hạn", "Source of the limit"), _plain(held.source or "–")
    yield "limit.uncertain", Words("Thời hạn chưa chắc chắn", "Limit not certain"), wording.yes(held.uncertain)


def _items(name: str, words: Words, items: Iterable[tuple[str, list[tuple[str, Words, Words]]]]) -> Iterator[Cell]:
    seen: dict[str, int] = {}
    for key, told in items:
        seen[key] = seen.get(key, 0) + 1
        place = f"{name}[{key}]" if seen[key] == 1 else f"{name}[{key} ({seen[key]})]"
        for part, label, value in told:
            called = Words(f"{words.vi} “{key}”", f"{words.en} “{key}”")
            if part:
                called = Words(f"{called.vi}: {label.vi}", f"{called.en}: {label.en}")
            yield f"{place}.{part}" if part else place, called, value


Item = tuple[str, list[tuple[str, Words, Words]]]
_WHOLE = Words("", "")


def _basis(held: Basis) -> Item:
    return held.act, [("", _WHOLE, wording.basis(held))]


def _term(held: Term) -> Item:
    return held.term, [("", _WHOLE, held.words)]


def _paper(held: Paper) -> Item:
    return held.code, [
        ("", _WHOLE, held.words), ("copies", Words("số bản", "copies"), wording.paper_copies(held)),
        ("required", Words("bắt buộc", "required"), wording.yes(held.required)),
    ]  # fmt: skip


def _step(held: Step) -> Item:
    branches = Words("; ".join(b.vi for b in held.branches) or "–", "; ".join(b.en for b in held.branches) or "–")
    return held.words.vi, [
        ("", _WHOLE, held.words), ("no", Words("thứ tự", "order"), _plain(str(held.no))),
        ("role", Words("trách nhiệm", "who"), wording.ROLES[held.role]),
        ("amount", Words("thời gian", "time"), wording.step_time(held)),
        ("output", Words("kết quả", "result"), held.output),
        ("form", Words("biểu mẫu", "form"), _plain(held.form or "–")),
        ("branches", Words("rẽ nhánh", "branches"), branches),
    ]  # fmt: skip


def _template(held: Template) -> Item:
    return held.code, [("", _WHOLE, held.words)]


def _record(held: Record) -> Item:
    years = wording.NOTHING if held.years is None else _plain(str(held.years))
    return held.words.vi, [
        ("", _WHOLE, held.words), ("place", Words("nơi lưu", "kept at"), held.place),
        ("years", Words("số năm lưu", "years kept"), years),
    ]  # fmt: skip


def _form(form: Form | None) -> Iterator[Cell]:
    if form is None:
        yield "form", Words("Mẫu nộp trực tuyến", "Online form"), wording.NOTHING
        return
    yield "form", Words("Mẫu nộp trực tuyến", "Online form"), wording.yes(True)
    for section in form.sections:
        yield f"form[{section.name}]", _named("Trang mẫu", "Page of the form", section.name), section.words
        for part in section.parts:
            yield from _part(section.name, part)
    for rule in form.rules:
        yield f"form.rules[{rule.code}]", _named("Ràng buộc", "Rule of the form", rule.code), _rule(rule)


def _part(place: str, part: Field | Group) -> Iterator[Cell]:
    path = f"{place}.{part.name}"
    yield f"form[{path}]", _named("Trường", "Field", path), part.words
    told = msgspec.to_builtins(part)
    told = {name: value for name, value in told.items() if name not in ("name", "words", "fields", "type")}
    yield (
        f"form[{path}].settings",
        _named("Cách khai trường", "Settings of field", path),
        _plain(", ".join(f"{name}: {_said(value)}" for name, value in told.items() if value not in ("", None, []))),
    )
    if isinstance(part, Group):
        for inner in part.fields:
            yield from _part(path, inner)


def _rule(rule: Rule) -> Words:
    told = f"{rule.kind} ({', '.join(rule.fields)})"
    return Words(f"{told}: {rule.words.vi}", f"{told}: {rule.words.en}")


def _said(value: object) -> str:
    return msgspec.json.encode(value).decode() if isinstance(value, dict | list) else str(value)


def _named(vi: str, en: str, name: str) -> Words:
    return Words(f"{vi} “{name}”", f"{en} “{name}”")


def _plain(text: str) -> Words:
    return Words(text, text)

"""What a procedure must keep before it may be reviewed: each rule with its code, its place and one sentence.

Rules judge one content at a time; `clashes` judges several together. A rule never fetches: what is known of areas is
given to it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.form import soundness
from motcua.procedures.domain.packaged import area_codes
from motcua.procedures.domain.rulebook import Fault, Found, rule, rules
from motcua.procedures.domain.step_rules import running

__all__ = ["Fault", "clashes", "faults", "rules", "running", "texts"]
CODE = re.compile(r"QT-[A-Z]{2}-\d{2}")
NATIONAL = re.compile(r"[0-9A-Z][0-9A-Z.\-]{2,29}")
LEVELS = ("A", "B", "C")
NEEDED_IN_FULL = ("purpose", "scope", "steps", "templates", "records")


def faults(content: Content) -> tuple[Fault, ...]:
    """Every rule that the content breaks, in order of code, then what is unsound in its form (FRM-…)."""
    broken = (
        Fault(each.code, place, Words(each.words.vi % facts, each.words.en % facts))
        for each in rules()
        for place, facts in each.broken(content)
    )
    return (*broken, *_unsound(content))


def _unsound(content: Content) -> Iterator[Fault]:
    for each in soundness.faults(content.form) if content.form else ():
        words = Words(f"{each.words.vi} Cần: {each.expected.vi}.", f"{each.words.en} Expected: {each.expected.en}.")
        yield Fault(each.code, f"form.{each.path}", words)


def clashes(contents: Iterable[Content]) -> tuple[Fault, ...]:
    """What stands twice among several procedures: our codes (P20) and national codes (P21)."""
    held = list(contents)
    ours = ((f"{each.code}.code", each.code) for each in held)
    national = ((f"{each.code}.national_code", each.national_code) for each in held if each.national_code)
    return (*_twice("P20", ours), *_twice("P21", national))


def _twice(code: str, placed: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, value in placed:
        if value in seen:
            yield Fault(code, place, Words(
                f"Mã {value} đã dùng cho quy trình khác: mỗi quy trình một mã; hãy chọn mã chưa dùng.",
                f"The code {value} belongs to another procedure: each has its own; choose one that is free.",
            ))  # fmt: skip
        seen.add(value)


@rule(
    "P01",
    "Mã quy trình có dạng QT-XX-NN (hai chữ cái hoa, hai chữ số); %(value)r chưa đúng. Hãy sửa mã.",
    "A procedure's code reads QT-XX-NN (two capitals, two digits); %(value)r does not. Correct the code.",
)
def _code(content: Content) -> Found:
    if not CODE.fullmatch(content.code):
        yield "code", {"value": content.code}


@rule(
    "P02",
    "Cấp giải quyết là A (Tổng cục), B (Cục) hoặc C (Chi cục); %(value)r không có. Hãy chọn một trong ba.",
    "The level is A (general department), B (department) or C (branch); %(value)r is none of them. Choose one.",
)
def _level(content: Content) -> Found:
    if content.level not in LEVELS:
        yield "level", {"value": content.level}


@rule(
    "P03",
    "Lĩnh vực %(value)r không có trong danh mục %(kind)s. Hãy chọn một lĩnh vực trong data/procedures/areas.yaml.",
    "The area %(value)r is not among the %(kind)s ones. Choose an area of data/procedures/areas.yaml.",
)
def _area(content: Content) -> Found:
    if content.area not in area_codes(content.kind):
        yield "area", {"value": content.area, "kind": content.kind}


@rule(
    "P04",
    "Mã thủ tục quốc gia để trống (null) hoặc ghi đúng như Cổng quốc gia, không có khoảng trắng; hãy sửa %(value)r.",
    "The national code is null, or written as on the national portal without blanks; correct %(value)r.",
)
def _national(content: Content) -> Found:
    if content.national_code is not None and not NATIONAL.fullmatch(content.national_code):
        yield "national_code", {"value": content.national_code}


@rule(
    "P05",
    "Thời hạn không tính bằng giờ hay ngày thì phải nói bằng lời (limit.words). Hãy ghi, ví dụ “ngay khi đủ hồ sơ”.",
    "A limit that is not in hours or days is told in words (limit.words). Write, for instance, “at once”.",
)
def _limit_in_words(content: Content) -> Found:
    if content.limit.unit == "" and content.limit.words is None:
        yield "limit.words", {}


@rule(
    "P06",
    "Thời hạn phải lớn hơn 0 khi có đơn vị, bằng 0 khi không có; đang là %(value)s. Hãy sửa số hoặc đơn vị.",
    "A limit with a unit is above 0, one without a unit is 0; it is %(value)s. Correct the number or the unit.",
)
def _limit_amount(content: Content) -> Found:
    if (content.limit.amount > 0) != (content.limit.unit != ""):
        yield "limit.amount", {"value": content.limit.amount}


@rule(
    "P07",
    "Thời hạn của trường hợp phức tạp phải dài hơn thời hạn thường (%(usual)s); đang là %(value)s.",
    "The limit of difficult cases is longer than the usual one (%(usual)s); it is %(value)s.",
)
def _longer(content: Content) -> Found:
    longer, usual = content.limit.longer, content.limit.amount
    if longer is not None and longer <= usual:
        yield "limit.longer", {"usual": usual, "value": longer}


@rule(
    "P14",
    "Bước %(no)s dùng biểu mẫu %(form)s chưa có trong danh sách biểu mẫu. Hãy thêm biểu mẫu hoặc sửa mã.",
    "Step %(no)s uses the form sheet %(form)s, which is not among the templates. Add it, or correct the code.",
)
def _step_form(content: Content) -> Found:
    known = {template.code for template in content.templates}
    for index, step in enumerate(content.steps):
        if step.form and step.form not in known:
            yield f"steps[{index}].form", {"no": step.no, "form": step.form}


@rule(
    "P15",
    "%(value)s đứng hai lần; mỗi giấy tờ, biểu mẫu, hồ sơ lưu chỉ ghi một lần. Hãy bỏ bớt hoặc đổi mã.",
    "%(value)s stands twice; each paper, template and record stands once. Drop one, or change its code.",
)
def _unique(content: Content) -> Found:
    lists = {
        "papers": [paper.code for paper in content.papers],
        "templates": [template.code for template in content.templates],
        "records": [record.words.vi for record in content.records],
        "terms": [term.term for term in content.terms],
    }
    for name, values in lists.items():
        for value, times in Counter(values).items():
            if times > 1:
                yield f"{name}[{len(values) - 1 - values[::-1].index(value)}]", {"value": value}


@rule(
    "P16",
    "Quy trình viết đầy đủ phải có %(name)s. Hãy bổ sung, hoặc bỏ dấu “full”.",
    "A procedure that is written out in full has %(name)s. Add it, or take the mark “full” away.",
)
def _complete(content: Content) -> Found:
    if content.full:
        for name in NEEDED_IN_FULL:
            if not getattr(content, name):
                yield name, {"name": name}


@rule(
    "P17",
    "Mọi lời phải có cả tiếng Việt và tiếng Anh; tại đây còn thiếu. Hãy viết phần thiếu.",
    "Every text is in Vietnamese and in English; one is missing here. Write it.",
)
def _two_languages(content: Content) -> Found:
    yield from ((place, {}) for place, words in texts(content) if not (words.vi.strip() and words.en.strip()))


@rule(
    "P18",
    "%(name)s phải từ %(least)s trở lên; đang là %(value)s. Hãy sửa số.",
    "%(name)s is %(least)s or more; it is %(value)s. Correct the number.",
)
def _counts(content: Content) -> Found:
    counted = [("sets", content.sets, 1), ("fee_dong", content.fee_dong, 0)]
    counted += [(f"papers[{n}]", paper.originals + paper.copies, 1) for n, paper in enumerate(content.papers)]
    counted += [(f"records[{n}].years", record.years, 1) for n, record in enumerate(content.records)]
    for place, value, least in counted:
        if value is not None and value < least:
            yield place, {"name": place, "least": least, "value": value}


@rule(
    "P19",
    "Quy trình phải nêu ít nhất một căn cứ pháp lý. Hãy ghi tên văn bản; chưa đối chiếu bản gốc thì verified: false.",
    "A procedure names at least one legal basis. Write the act; verified: false while nobody has seen its text.",
)
def _basis(content: Content) -> Found:
    if not any(basis.act.strip() for basis in content.basis):
        yield "basis", {}


def texts(value: object, place: str = "") -> Iterator[tuple[str, Words]]:
    """Every text of a content with its place, such as `steps[2].output`."""
    if isinstance(value, Words):
        yield place, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts(getattr(value, name), f"{place}.{name}" if place else name)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from texts(each, f"{place}[{index}]")

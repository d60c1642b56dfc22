"""A procedure laid out in the order of an agency's ISO documents: seven sections, the same on pages and on paper."""

from collections.abc import Iterable, Iterator

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain import wording
from motcua.procedures.domain.content import Content, Step


class Grid(msgspec.Struct, frozen=True):
    """A table of texts; `wide` is the column that takes what is left."""

    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    wide: int = 1

    @property
    def labelled(self) -> tuple[tuple[tuple[Words, Words], ...], ...]:
        """The rows, each text with the head of its column: a phone shows them one below the other."""
        return tuple(tuple(zip(self.heads, row, strict=True)) for row in self.rows)


class Part(msgspec.Struct, frozen=True):
    """A section or a part of section 5: a text, lines, or a table. `mark` warns of what is not certain."""

    no: str
    title: Words
    texts: tuple[Words, ...] = ()
    grid: Grid | None = None
    mark: Words | None = None
    steps: bool = False


NO = Words("TT", "No.")
STEP_HEADS = (
    NO, Words("Trình tự", "Step"), Words("Trách nhiệm", "Who"), Words("Thời gian", "Time"),
    Words("Biểu mẫu / Kết quả", "Form / Result"),
)  # fmt: skip


def parts(content: Content) -> tuple[Part, ...]:
    """The sections that stand in a content, in their order; what is not written yet has a dash."""
    return tuple(_parts(content))


def _parts(content: Content) -> Iterator[Part]:
    yield Part("1", Words("Mục đích", "Purpose"), _text(content.purpose))
    yield Part("2", Words("Phạm vi", "Scope"), _text(content.scope))
    yield Part("3", Words("Tài liệu viện dẫn", "References"), _listed(map(wording.basis, content.references)))
    terms = (Words(f"{each.term}: {each.words.vi}", f"{each.term}: {each.words.en}") for each in content.terms)
    yield Part("4", Words("Định nghĩa, từ viết tắt", "Terms and abbreviations"), _listed(terms))
    yield Part("5", Words("Nội dung", "Content"))
    yield from _content(content)
    yield Part("6", Words("Biểu mẫu", "Forms"), *_or_dash(_templates(content)))
    yield Part("7", Words("Hồ sơ lưu", "Records"), *_or_dash(_records(content)))


def _content(content: Content) -> Iterator[Part]:
    unverified = wording.UNVERIFIED if wording.unverified(content) else None
    yield Part(
        "5.1", Words("Cơ sở pháp lý", "Legal basis"), _listed(map(wording.basis, content.basis)), mark=unverified
    )
    yield Part("5.2", Words("Thành phần hồ sơ", "Papers"), *_or_dash(_papers(content)))
    yield Part("5.3", Words("Số lượng hồ sơ", "Number of sets"), (wording.sets(content.sets),))
    yield Part(
        "5.4", Words("Thời gian xử lý", "Time limit"), _limit(content),
        mark=wording.UNCERTAIN if wording.uncertain(content) else None,
    )  # fmt: skip
    yield Part("5.5", Words("Nơi tiếp nhận và trả kết quả", "Where to file and collect"), _text(content.place))
    yield Part("5.6", Words("Phí, lệ phí", "Fee"), (wording.fee(content),))
    yield Part("5.7", Words("Quy trình xử lý", "Steps"), *_or_dash(_steps(content)), steps=bool(content.steps))
    yield Part(
        "5.8", Words("Đối tượng, điều kiện, kết quả", "Applicants, conditions, result"), tuple(_applicants(content))
    )


def _limit(content: Content) -> tuple[Words, ...]:
    told = wording.limit(content.limit)
    source = content.limit.source
    return (told, Words(f"Căn cứ: {source}", f"Source: {source}")) if source else (told,)


def _applicants(content: Content) -> Iterator[Words]:
    yield Words(f"Đối tượng: {content.applicant.vi}", f"Applicants: {content.applicant.en}")
    level = wording.LEVELS.get(content.level, Words(content.level, content.level))
    yield Words(f"Cấp giải quyết: {level.vi}", f"Settled by: {level.en}")
    if content.conditions is not None:
        yield Words(f"Điều kiện: {content.conditions.vi}", f"Conditions: {content.conditions.en}")
    if content.result is not None:
        yield Words(f"Kết quả: {content.result.vi}", f"Result: {content.result.en}")


def _papers(content: Content) -> Grid | None:
    heads = (
        NO, Words("Giấy tờ", "Paper"), Words("Số bản", "Copies"), Words("Bắt buộc", "Required"),
    )  # fmt: skip
    rows = tuple(
        (_count(no), each.words, wording.paper_copies(each), wording.yes(each.required))
        for no, each in enumerate(content.papers, 1)
    )
    return Grid(heads, rows) if rows else None


def _steps(content: Content) -> Grid | None:
    rows = tuple(
        (_count(each.no), _with_branches(each), wording.ROLES[each.role], wording.step_time(each), _result(each))
        for each in content.steps
    )
    return Grid(STEP_HEADS, rows) if rows else None


def _with_branches(step: Step) -> Words:
    vi = "".join(f"\n– {each.vi}" for each in step.branches)
    return Words(step.words.vi + vi, step.words.en + "".join(f"\n– {each.en}" for each in step.branches))


def _result(step: Step) -> Words:
    return Words(f"{step.output.vi} ({step.form})", f"{step.output.en} ({step.form})") if step.form else step.output


def _templates(content: Content) -> Grid | None:
    heads = (NO, Words("Tên biểu mẫu", "Form"), Words("Mã", "Code"))
    rows = tuple(
        (_count(no), each.words, Words(each.code, each.code)) for no, each in enumerate(content.templates, 1)
    )  # fmt: skip
    return Grid(heads, rows) if rows else None


def _records(content: Content) -> Grid | None:
    heads = (NO, Words("Tên hồ sơ", "Record"), Words("Nơi lưu", "Kept at"), Words("Thời hạn lưu", "Kept for"))
    rows = tuple((_count(no), each.words, each.place, _years(each.years)) for no, each in enumerate(content.records, 1))
    return Grid(heads, rows) if rows else None


def _years(years: int | None) -> Words:
    if years is None:
        return Words("vĩnh viễn", "for good")
    return Words(f"{years} năm", "1 year" if years == 1 else f"{years} years")


def _count(no: int) -> Words:
    return Words(str(no), str(no))


def _text(words: Words | None) -> tuple[Words, ...]:
    return (words or wording.NOTHING,)


def _listed(found: Iterable[Words]) -> tuple[Words, ...]:
    return tuple(found) or (wording.NOTHING,)


def _or_dash(grid: Grid | None) -> tuple[tuple[Words, ...], Grid | None]:
    return ((), grid) if grid is not None else ((wording.NOTHING,), None)

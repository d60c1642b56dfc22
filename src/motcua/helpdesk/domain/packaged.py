"""Answers that the platform brings: read from `data/answers`, each with its acts by name and none of them verified."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

import msgspec
import yaml

from motcua.helpdesk.domain.answers import Basis, Content
from motcua.helpdesk.domain.tables import DATA
from motcua.kernel.words import Words


class Act(NamedTuple):
    """An act of law: from when it is in force here, and whether the acts of 2025 amended it."""

    since: date
    known: bool
    """Whether that day is known; else it is taken to be."""
    amended: bool
    name: str


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages."""

    vi: str
    en: str

    def words(self) -> Words:
        """As the platform has it."""
        return Words(self.vi, self.en)


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer as its file tells it. `basis` names acts by their keys; `mark` says how sure it is (`tables.MARKS`)."""

    code: str
    q: Pair
    a: Pair
    basis: tuple[str, ...]
    mark: str
    procedures: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    until: date | None = None


AMENDED = Words(
    "Văn bản làm căn cứ đã được sửa đổi trong năm 2025–2026; câu trả lời chưa được đối chiếu với bản sửa đổi.",
    "Its basis was amended in 2025 and 2026; the answer has not been compared with the amendments.",
)
REPLACED = Words(
    "Văn bản làm căn cứ đã hoặc sắp bị thay thế; câu trả lời chỉ dùng đến ngày hết hiệu lực ghi bên dưới.",
    "Its basis has been or will be replaced; rely on it only until the day named below.",
)
MEMORY = Words(
    "Một phần câu trả lời theo trí nhớ, chưa đối chiếu văn bản.", "Part of it is from memory and not compared yet."
)
DAY_TAKEN = Words(
    "Ngày bắt đầu hiệu lực của văn bản là giả định, chưa xác nhận.",
    "The day from which the act is in force is assumed, not confirmed.",
)
UNSEEN = Words(
    "Chưa có người có thẩm quyền đối chiếu với văn bản.", "Nobody in authority has compared it with the text."
)


@cache
def acts() -> Mapping[str, Act]:
    """Acts by their keys."""
    with (DATA / "acts.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["key"]: Act(date.fromisoformat(row["since"]), row["known"] == "1", row["amended"] == "1", row["name"])
            for row in csv.DictReader(file)
        }


@cache
def packaged() -> tuple[tuple[str, Content], ...]:
    """Every answer with its code, in order. ValueError where two have one code, KeyError for an unknown act."""
    found = dict(_read())
    return tuple(sorted(found.items()))


def _read() -> Iterator[tuple[str, Content]]:
    seen: set[str] = set()
    for path in sorted((DATA / "answers").glob("*.yaml")):
        for told in msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), list[Told]):
            if told.code in seen:
                raise ValueError(f"two answers {told.code}")
            seen.add(told.code)
            yield told.code, _content(told)


def _content(told: Told) -> Content:
    named = [each.partition(" ") for each in told.basis]
    held = [acts()[key] for key, _, _ in named]
    basis = tuple(Basis(act.name, article) for act, (_, _, article) in zip(held, named, strict=True))
    return Content(
        told.code[:2], told.q.words(), told.a.words(), basis, max(act.since for act in held), told.until,
        told.procedures, told.lines, True, _note(told, held),
    )  # fmt: skip


def _note(told: Told, held: Sequence[Act]) -> Words:
    parts = [REPLACED] if told.until else []
    parts += [MEMORY] if told.mark in ("H", "K") else []
    parts += [AMENDED] if any(act.amended for act in held) else []
    parts += [] if all(act.known for act in held) else [DAY_TAKEN]
    parts = parts or [UNSEEN]
    return Words(" ".join(each.vi for each in parts), " ".join(each.en for each in parts))

"""What an enterprise writes offline, as YAML beside its papers, and judging it before it is packed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from motcua.dossiers.domain.package import FORMAT, Sheet
from motcua.kernel.reading import yaml_reader
from motcua.kernel.words import Words
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.form.codes import Codes
from motcua.procedures.domain.form.definition import Form
from motcua.procedures.domain.form.faults import Fault
from motcua.procedures.domain.form.judging import judge


class Source(msgspec.Struct, frozen=True):
    """A file of answers. `papers` names a file, or several, for each paper of the procedure."""

    procedure: str
    office: str
    party: str
    answers: dict[str, Any] = {}
    papers: dict[str, str | tuple[str, ...]] = {}


read = yaml_reader(Source)

_MISSING = Words("Thiếu giấy tờ bắt buộc.", "A required paper is missing.")
_UNKNOWN = Words("Thủ tục không có giấy tờ này.", "The procedure knows no such paper.")
_OTHER = Words("Định nghĩa là của thủ tục khác.", "The definition is of another procedure.")


def files(source: Source) -> list[tuple[str, str]]:
    """(paper, file) of all its papers."""
    listed = ((paper, (told,) if isinstance(told, str) else told) for paper, told in source.papers.items())
    return [(paper, name) for paper, names in listed for name in names]


def sheet(source: Source, answers: Mapping[str, Any]) -> Sheet:
    """What is packed of it."""
    return Sheet(FORMAT, source.procedure, source.office, source.party, dict(answers))


def judged(source: Source, content: Content, *, today: date, codes: Codes) -> tuple[dict[str, Any], list[Fault]]:
    """The canonical answers, and everything that is wrong by the procedure's definition, each with its place."""
    if content.code != source.procedure:
        return dict(source.answers), [Fault("procedure", "DOS-E39", _OTHER, Words(content.code, content.code))]
    found = judge(content.form or Form(()), source.answers, today=today, codes=codes)
    known = {paper.code: paper for paper in content.papers}
    wrong = [msgspec.structs.replace(each, path=f"answers.{each.path}") for each in found.faults]
    wrong += [
        Fault(f"papers.{code}", "DOS-E04", _UNKNOWN, Words(", ".join(known), ", ".join(known)))
        for code in source.papers if code not in known
    ]  # fmt: skip
    wrong += [
        Fault(f"papers.{paper.code}", "DOS-E03", _MISSING, paper.words)
        for paper in content.papers if paper.required and paper.code not in source.papers
    ]  # fmt: skip
    return found.answers if found.accepted else dict(source.answers), wrong

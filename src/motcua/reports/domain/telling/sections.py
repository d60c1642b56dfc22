"""Sections S1 to S13 in their order, each with its title, its sentences and its figures."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from motcua.kernel.words import Words
from motcua.reports.domain.figures import Figure, Report
from motcua.reports.domain.telling import ahead, serving, trade, working
from motcua.reports.domain.telling.facts import Facts, Plan, Sentence
from motcua.reports.domain.telling.money import revenue

__all__ = ["Plan", "Section", "Sentence", "as_json", "sections"]


class Section(msgspec.Struct, frozen=True):
    """A section of the report: `id` as S1, its sentences and its figures; both empty where nothing is known yet."""

    id: str
    title: Words
    sentences: tuple[Sentence, ...]
    figures: tuple[Figure, ...]


Teller = Callable[[Facts], Iterator[Sentence]]
TITLES: tuple[tuple[str, Words, Teller], ...] = (
    ("S1", Words("Thu ngân sách", "Budget revenue"), revenue),
    ("S2", Words("Tờ khai, doanh nghiệp, kim ngạch", "Declarations, enterprises, turnover"), trade.volume),
    ("S3", Words("Phương tiện, hành khách qua cửa khẩu", "Vehicles and passengers at the gates"), trade.gates),
    ("S4", Words("Kiểm soát, chống buôn lậu", "Control of smuggling"), working.control),
    ("S5", Words("Vận hành các hệ thống", "How the systems ran"), working.running),
    ("S6", Words("Hồ sơ tàu qua E-Manifest", "Ships by e-manifest"), working.windows),
    ("S7", Words("Chứng nhận xuất xứ mẫu D", "Certificates of origin form D"), working.origin),
    ("S8", Words("Dịch vụ công trực tuyến", "One-stop dossiers"), serving.dossiers),
    ("S9", Words("Quy trình ISO", "ISO procedures"), serving.procedures),
    ("S10", Words("Hỗ trợ doanh nghiệp", "Support of enterprises"), serving.support),
    ("S11", Words("Khảo sát năng lực cạnh tranh (CDCI)", "Survey of the branches (CDCI)"), serving.survey),
    ("S12", Words("Về báo cáo này", "About this report"), ahead.itself),
    (
        "S13",
        Words("Kiểm tra thực tế và nhiệm vụ năm sau", "Physical inspection and the year to come"),
        ahead.inspection,
    ),
)


def sections(report: Report, plans: tuple[Plan, ...] = ()) -> tuple[Section, ...]:
    """The whole text. `plans` are what the next year is asked to reach."""
    facts = Facts(report, plans, {figure.id: figure for figure in report.figures})
    found = []
    for id_, title, teller in TITLES:
        mine = tuple(figure for figure in report.figures if figure.id.split(".")[0] == id_)
        found.append(Section(id_, title, tuple(teller(facts)), mine))
    return tuple(found)


def as_json(found: tuple[Section, ...], language: str) -> list[dict[str, Any]]:
    """The text as part of the report's JSON: each sentence with the figures that it says."""
    return [
        {
            "id": section.id, "title": section.title.in_language(language),
            "sentences": [
                {"text": sentence.words.in_language(language), "figures": list(sentence.figures)}
                for sentence in section.sentences
            ],
        }
        for section in found
    ]  # fmt: skip

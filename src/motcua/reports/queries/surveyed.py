"""Figures of the survey of enterprises: who was invited and answered, how satisfied they are, which branch is first.

A round counts in the report of its year once it is published. Answers grow against the round of the year before.
"""

from collections.abc import Iterator
from datetime import date

from motcua.design.domain import amounts, numbers
from motcua.kernel.money import PPM
from motcua.kernel.words import Words
from motcua.reference.domain.calling import office as office_words
from motcua.reports.domain.figures import Figure, growth, percent
from motcua.survey.domain.published import Round
from motcua.survey.queries import results

_NOT = Words(amounts.NOT_APPLICABLE, amounts.NOT_APPLICABLE)
LABELS = {
    "S11.invited": Words("Doanh nghiệp được mời khảo sát", "Enterprises invited to the survey"),
    "S11.invited_in_province": Words("Trong đó doanh nghiệp trong tỉnh", "Of them in the province"),
    "S11.answers": Words("Phiếu trả lời", "Sheets that came"),
    "S11.answers_growth": Words("Phiếu trả lời so với năm trước", "Sheets against the year before"),
    "S11.response_rate": Words("Tỷ lệ phản hồi", "Rate of response"),
    "S11.satisfied": Words("Hài lòng và rất hài lòng", "Satisfied or very satisfied"),
    "S11.first_branch": Words("Chi cục dẫn đầu", "First branch"),
    "S11.first_score": Words("Điểm của chi cục dẫn đầu", "Points of the first branch"),
}


def figures(since: date, until: date) -> Iterator[Figure]:
    """The figures of the round of that year, if it was published by `until`; zeros where none was.

    What is not known is written `–`: a share of nobody, the satisfaction that nobody told, the first of no branch.
    """
    told = {found.year: held for found, held in results.published(until)}
    now, before = told.get(since.year), told.get(since.year - 1)
    sheets, earlier = (now.sheets if now else 0), (before.sheets if before else 0)
    yield _count("S11.invited", now.invited if now else 0, "enterprises", since, until)
    yield _count("S11.invited_in_province", now.invited_inside if now else 0, "enterprises", since, until)
    yield _count("S11.answers", sheets, "answers", since, until)
    text = Words(amounts.change(sheets, earlier, "vi", 1), amounts.change(sheets, earlier, "en", 1))
    yield _figure("S11.answers_growth", growth(sheets, earlier), "percent", text, since, until)
    yield _share("S11.response_rate", sheets, now.invited if now else 0, since, until)
    satisfied = now.results.satisfied_ppm if now else None
    yield _share("S11.satisfied", satisfied or 0, 0 if satisfied is None else PPM, since, until)
    yield from _first(now, since, until)


def _first(now: Round | None, since: date, until: date) -> Iterator[Figure]:
    first = next((each for each in now.results.offices if each.score_e2 is not None), None) if now else None
    code = first.office if first else ""
    yield _figure("S11.first_branch", code, "branch", office_words(code, until) if code else _NOT, since, until)
    score = (first.score_e2 or 0) if first else 0
    text = Words(numbers.fixed(score, 100, 2, "vi"), numbers.fixed(score, 100, 2, "en")) if first else _NOT
    yield _figure("S11.first_score", score / 100, "points", text, since, until)


def _count(id_: str, value: int, unit: str, since: date, until: date) -> Figure:
    return _figure(id_, value, unit, Words(numbers.grouped(value, "vi"), numbers.grouped(value, "en")), since, until)


def _share(id_: str, part: int, whole: int, since: date, until: date) -> Figure:
    text = Words(amounts.part(part, whole, "vi"), amounts.part(part, whole, "en"))
    return _figure(id_, percent(part, whole), "percent", text, since, until)


def _figure(  # noqa: PLR0913 - the parts of a figure
    id_: str, value: int | float | str, unit: str, text: Words, since: date, until: date
) -> Figure:
    rows = f"motcua report rows {id_} --year {since.year} --as-of {until.isoformat()}"
    return Figure(id_, LABELS[id_], value, unit, text, rows)


def rows(since: date, until: date) -> Iterator[dict[str, object]]:
    """What stands behind all of them: response by stratum, then the branches. Never a sheet."""
    for found, told in results.published(until):
        if found.year != since.year:
            continue
        for each in told.results.responses:
            yield {
                "round": found.number, "office": each.office, "stratum": each.stratum or "*", "frame": each.frame,
                "invited": each.invited, "answered": each.answered, "score": None, "band": None,
            }  # fmt: skip
        for office in told.results.offices:
            yield {
                "round": found.number, "office": office.office, "stratum": "", "frame": None, "invited": None,
                "answered": office.n, "score": None if office.score_e2 is None else office.score_e2 / 100,
                "band": office.band,
            }  # fmt: skip

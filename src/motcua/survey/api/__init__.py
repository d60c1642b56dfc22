"""GET /api/survey/results: published results of the survey of enterprises, and a round's public package."""

import msgspec

from motcua.design.domain.api import Call, Operation, Told, told
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.survey.domain.packages import zipped
from motcua.survey.domain.published import Round as Published
from motcua.survey.models import Round
from motcua.survey.queries import packages, results

ZIP = "application/zip"


class SurveyRound(msgspec.Struct, frozen=True):
    """A published round in short. `satisfied_ppm` in parts per million."""

    year: int
    number: str
    invited: int
    sheets: int
    satisfied_ppm: int | None
    published_on: str
    links: dict[str, str]


class SurveyRounds(msgspec.Struct, frozen=True):
    """All published rounds, the latest first."""

    rounds: tuple[SurveyRound, ...]


def listed(call: Call) -> Told:
    """Every published round."""
    return told(SurveyRounds(tuple(_short(found, held) for found, held in results.published())))


def _short(found: Round, held: Published) -> SurveyRound:
    base = f"/api/survey/results/{found.year}"
    return SurveyRound(
        found.year, found.number, held.invited, held.sheets, held.results.satisfied_ppm, str(found.published_on),
        {"results": base, "package": f"{base}/package", "page": f"/survey/results/{found.year}/"},
    )  # fmt: skip


def one(call: Call, year: str) -> Told:
    """The results of a year."""
    return told(results.of_year(_year(year))[1])


def package(call: Call, year: str) -> Told:
    """The public package of a year as ZIP."""
    found, _ = results.of_year(_year(year))
    return Told(zipped(dict(sorted(packages.of_round(found).items()))), media_type=ZIP)


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4):  # noqa: PLR2004 - a year
        raise NotFound(what=f"survey/{text[:10]}")
    return int(text)


OPERATIONS = (
    Operation(
        "listSurveys", "get", "survey/results", "surveys",
        Words("Các đợt khảo sát đã công bố", "Published rounds of the survey"), listed, gives={200: SurveyRounds},
    ),
    Operation(
        "showSurvey", "get", "survey/results/{year}", "survey",
        Words("Kết quả khảo sát một năm", "Results of the survey of a year"), one, gives={200: Published},
        problems=("not-found",),
    ),
    Operation(
        "downloadSurvey", "get", "survey/results/{year}/package", "survey_package",
        Words("Gói dữ liệu công khai (ZIP)", "Public package (ZIP)"), package, gives={200: bytes},
        problems=("not-found",),
    ),
)  # fmt: skip

"""Published results for everybody: the page, the report on paper, the package; and the questionnaire."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from motcua.design import letters, printing
from motcua.design.domain import times
from motcua.design.letters import Letter
from motcua.design.printing import Fact, Table
from motcua.design.templatetags.figures import language
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.reference import domain as reference
from motcua.survey.domain.packages import zipped
from motcua.survey.domain.published import Round as Published
from motcua.survey.domain.questionnaires import questionnaire
from motcua.survey.models import Round
from motcua.survey.queries import packages, results
from motcua.survey.queries import rounds as queries
from motcua.survey.web import words
from motcua.survey.web.shown import shown, trend


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every published round, the latest first."""
    rows = [{"round": found, **shown(told, found)} for found, told in results.published()]
    return render(request, "survey/results.html", {"rows": rows})


@require_safe
def one(request: HttpRequest, year: int) -> HttpResponse:
    """The published results of a year."""
    found, told = results.of_year(year)
    earlier = [(held, each) for held, each in results.published() if held.year <= year]
    context = {
        "round": found,
        **shown(told, found),
        "trend": trend(earlier),
        "form": questionnaire(found.questionnaire),
    }
    return render(request, "survey/result.html", context)


@require_safe
def form(request: HttpRequest, code: str) -> HttpResponse:
    """A version of the questionnaire, as it is asked."""
    return render(request, "survey/questionnaire.html", {"form": questionnaire(code)})


@require_safe
def package(request: HttpRequest, year: int) -> HttpResponse:
    """The public package: data without identities, method, and a script that recomputes the table."""
    found, _told = results.of_year(year)
    content = zipped(dict(sorted(packages.of_round(found).items())))
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.zip"'
    return answer


@require_safe
def report(request: HttpRequest, year: int) -> HttpResponse:
    """The results on paper."""
    found, told = results.of_year(year)
    answer = HttpResponse(letters.pdf(_letter(request, found, told), clock.now()), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return answer


def _letter(request: HttpRequest, found: Round, told: Published) -> Letter:
    spoken, made = language(), shown(told, found)
    word = ground.check_word(queries.steps(found)[-1].leaf)
    facts = (
        Fact(_("Invited enterprises"), str(told.invited)), Fact(_("Sheets"), f"{told.sheets} ({made['rate']})"),
        Fact(_("Satisfied or very satisfied"), made["satisfied"]),
    )  # fmt: skip
    return Letter(
        lang=spoken, over=words.office_name("TCHQ"), house=words.office_name(reference.DEPARTMENT),
        number=_("No.: %(number)s") % {"number": f"{found.number}/BC"},
        place_day=_("Quang Ninh, %(day)s") % {"day": times.day(found.published_on, spoken)},
        title=_("Results of the survey of enterprises %(year)s") % {"year": found.year}, named=facts,
        paragraphs=(
            _("Branches whose difference the answers cannot tell from chance share a band; ranks are the best and "
              "the worst that the answers allow. Intervals are of 95 %."),
            _("The questions are an own wording; the department's original form was not seen."),
        ),
        tables=tuple(_tables(made)), left=("", ""), right=(_("Leader"), _("(signature, full name)")),
        foot=_("Printed %(at)s from the register; only the register is the original.")
        % {"at": times.moment(clock.now(), spoken)},
        note=_("Layout after the rules on official papers, from memory; signed on paper."),
        qr=printing.qr(request.build_absolute_uri(reverse("ground:by_word", args=[word]))),
        qr_words=_("Check word: %(word)s") % {"word": word}, wide=True,
    )  # fmt: skip


def _tables(made: dict[str, Any]) -> list[Table]:
    bands = tuple(
        (str(each["it"].band or "–"), each["ranks"], each["name"], each["score"], each["interval"],
         str(each["it"].n or "–"), each["satisfied"])
        for each in made["offices"]
    )  # fmt: skip
    heads = (_("Band"), _("Ranks"), _("Branch"), _("Points"), _("95 % interval"), _("Sheets"), _("Satisfied"))
    parts = tuple((each["name"], *(cell["text"] for cell in each["cells"])) for each in made["parts"])
    codes = tuple(f"{each['code']} ({each['weight']})" for each in made["components"])
    asked = tuple(
        (each["office"], each["stratum"], str(each["it"].invited), str(each["answered"]), each["rate"])
        for each in made["strata"]
    )
    return [
        Table(_("Bands of branches"), heads, bands, 2, (3, 4, 5, 6)),
        Table(pgettext("survey", "Components"), (_("Branch"), *codes), parts, 0, tuple(range(1, 1 + len(codes)))),
        Table(_("Response by stratum"), (_("Branch"), _("Stratum"), _("Invited"), _("Answered"), _("Rate")), asked, 1,
              (2, 3, 4)),
    ]  # fmt: skip

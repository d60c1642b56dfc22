"""In which tone rounds are shown, what offices are called, and what stands above forms."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.design.domain import numbers, times
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import verbs
from motcua.reference.domain.calling import office as office_words
from motcua.survey import services
from motcua.survey.domain.life import MOVES, STATE_WORDS, State
from motcua.survey.domain.plans import read_rule
from motcua.survey.models import Round
from motcua.survey.web.acts import ACTS, titles

TONES = {
    State.DRAFT: "", State.DRAWN: "warn", State.FROZEN: "info", State.OPEN: "info", State.CLOSED: "warn",
    State.PUBLISHED: "good", State.CANCELLED: "bad",
}  # fmt: skip


def head(found: Round) -> dict[str, Any]:
    """What stands above every page of a round."""
    state = State(found.state)
    return {"round": found, "state": STATE_WORDS[state], "tone": TONES[state]}


def office_name(code: str) -> str:
    """What an office is called today."""
    return say(office_words(code, law_day(clock.now())))


def points(score_e2: int | None) -> str:
    """A score in points with two digits; a dash where there is none to show."""
    return "–" if score_e2 is None else numbers.fixed(score_e2, 100, 2, language())


def facts(found: Round) -> list[Fact]:
    """The facts of a round."""
    spoken, rule = language(), read_rule(found.rule)
    told = [
        Fact(_("Open from"), times.day(found.opens_on, spoken)),
        Fact(_("To the end of"), times.day(found.closes_on, spoken)),
        Fact(_("Questionnaire"), found.questionnaire),
        Fact(_("Invited in the province"), numbers.grouped(found.inside, spoken)),
        Fact(_("Invited outside the province"), numbers.grouped(found.outside, spoken)),
        Fact(_("Share of enterprises"), f"{rule.enterprise_ppm // 10_000} %"),
        Fact(_("Share of the department"), f"{rule.department_ppm // 10_000} %"),
        Fact(_("Smallest cell shown"), str(rule.minimum)),
    ]  # fmt: skip
    if found.enterprises:
        told.append(Fact(_("Enterprises in the frame"), numbers.grouped(found.enterprises, spoken)))
    return told


def possible(found: Round, actor: Actor) -> list[dict[str, str]]:
    """What this person can do with a round in its state."""
    now = verbs(MOVES, State(found.state))
    may = {"runner": services.runs(actor), "leader": services.leads(actor)}
    return [
        {"label": titles()[act.verb], "address": f"/survey/rounds/{found.number}/{act.verb}/"}
        for act in ACTS if act.verb in now and may[act.who]
    ]  # fmt: skip

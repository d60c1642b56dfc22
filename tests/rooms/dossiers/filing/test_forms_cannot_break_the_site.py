"""Whatever form is put in force and whatever is sent to it: no page breaks, and no answer is lost."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template import Template
from django.test import RequestFactory
from django.utils.html import escape
from tests import made_forms
from tests.conftest import SOAK
from tests.rooms.dossiers.filing.filing_factories import CODE, OFFICE, PARTY, content
from tests.rooms.site.conftest import NOW

from motcua.dossiers.domain.drafting import Entered, dump, load
from motcua.dossiers.draft_models import Draft
from motcua.dossiers.models import Dossier, Sending
from motcua.dossiers.services import drafts as services
from motcua.dossiers.web.filing import check, follow, steps
from motcua.kernel.actor import Actor, Post
from motcua.procedures.domain import record
from motcua.procedures.domain.form.definition import Form, Group
from motcua.procedures.domain.form.posted import fold, unfold
from motcua.procedures.domain.form.soundness import faults
from motcua.procedures.models import Version

ROUNDS = 100_000 if SOAK else 1_000
TRADER = Actor(5, "Nguyễn Thu Hương", posts=frozenset({Post("trader")}), parties=frozenset({PARTY}))
SHOWN = 0.2
"""The share of dossiers whose page is opened again."""
SHOWN_ONCE = 60
"""Letters of an answer that a page is searched for."""
_factory = RequestFactory()


def asked(view: Callable[..., HttpResponse], told: Mapping[str, Any] | None, *place: Any) -> HttpResponse:
    """The page of a view, called as the site calls it, without the site's frame around it."""
    made = _factory.get("/dossiers/") if told is None else _factory.post("/dossiers/", told)
    made.actor = TRADER  # type: ignore[attr-defined]
    made._messages = CookieStorage(made)  # type: ignore[attr-defined]
    made._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    answer = view(made, *place)
    assert answer.status_code < 500
    return answer


def own(section: Any, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a section, and what belongs to none."""
    names = {part.name for part in section.parts}
    return {name: value for name, value in answers.items() if name in names}


def lines(value: Any) -> list[str]:
    """The texts of an answer, line by line."""
    if isinstance(value, str):
        return [line[:SHOWN_ONCE] for line in value.replace("\r", "\n").split("\n") if line.strip()]
    return [line for each in value for line in lines(list(each.values()) if isinstance(each, dict) else each)]


def hostile_is_kept_as_typed(draw: Random, made: Form, draft: Draft) -> None:
    """What is sent to one page is kept whole and stands on the page again."""
    section = draw.choice(made.sections)
    sent = own(section, made_forms.hostile(draw, made))
    raw = {name: [each.encode("utf-8", "replace").decode() for each in values] for name, values in fold(sent).items()}
    answer = asked(steps.section, {**raw, "revision": str(draft.revision)}, draft.pk, section.name)
    kept = load(Draft.objects.get(pk=draft.pk).body).answers
    assert own(section, kept) == unfold(section.parts, raw)[0]
    if answer.status_code == 302:
        answer = asked(steps.section, None, draft.pk, section.name)
    page = answer.content.decode()
    texts = [kept[part.name] for part in section.parts if part.name in kept and written(part)]
    for text in lines(texts):
        assert escape(text) in page, text


def written(part: Any) -> bool:
    """Whether a part is written in, not chosen from a list."""
    chosen = {"yes", "choice", "choices", "country", "office"}
    return all(each.kind not in chosen for each in (part.fields if isinstance(part, Group) else [part]))


def good_is_lodged_whole(draw: Random, made: Form, draft: Draft) -> bool:
    """Good answers are lodged, stored as they were judged and shown; where a rule is broken, that is told."""
    answers = made_forms.good(draw, made)
    body = dump(Entered(answers, tuple(section.name for section in made.sections)))
    Draft.objects.filter(pk=draft.pk).update(body=body)
    held = Draft.objects.get(pk=draft.pk)
    found = services.judged(held, services.content_of(held, NOW), NOW)
    answer = asked(check.lodge, {"revision": str(held.revision), "sure": "1"}, draft.pk)
    if found.faults:
        assert answer.status_code == 400
        assert not Dossier.objects.exists()
        return False
    assert answer.status_code == 302
    assert json.loads(Sending.objects.get().answers) == found.answers
    if draw.random() < SHOWN:
        is_shown(made, found.answers)
    return True


def is_shown(made: Form, answers: Mapping[str, Any]) -> None:
    """The page of the dossier shows the answers again."""
    page = asked(follow.follow, None, Dossier.objects.get().number).content.decode()
    for part in (part for section in made.sections for part in section.parts if written(part)):
        for text in lines(answers.get(part.name, "")):
            assert not text.isalpha() or escape(text) in page, text


def bare(request: HttpRequest) -> dict[str, Any]:
    """A frame of nothing but the page."""
    return {"frame": Template("{% block main %}{% endblock %}"), "actor": TRADER}


@pytest.fixture
def _no_frame(settings: Any) -> None:
    """What stands around every page is the same for each, and left out."""
    held = deepcopy(settings.TEMPLATES)
    for each in held:
        each["OPTIONS"]["context_processors"] = ["django.template.context_processors.csrf", f"{__name__}.bare"]
    settings.TEMPLATES = held


@pytest.mark.usefixtures("procedure", "_no_frame")
def test_no_form_and_no_answer_breaks_a_page_or_is_lost() -> None:
    held = Version.objects.get(code=CODE)
    lodged = 0
    for no in range(ROUNDS):
        draw = Random(no)
        made = made_forms.form(draw)
        assert faults(made) == ()
        with transaction.atomic():
            told = record.write(content(form=made, papers=()))
            Version.objects.filter(pk=held.pk).update(content=told)
            draft = services.begin(CODE, party=PARTY, office=OFFICE, by=TRADER, at=NOW)
            try:
                hostile_is_kept_as_typed(draw, made, draft)
                lodged += good_is_lodged_whole(draw, made, draft)
            except BaseException as error:
                error.add_note(f"round {no}")
                raise
            transaction.set_rollback(True)
    assert lodged > ROUNDS // 3

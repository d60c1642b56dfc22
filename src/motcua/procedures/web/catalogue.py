"""The public catalogue, and one procedure on one page."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from motcua.design.asking import actor_of, whole
from motcua.design.domain.access import is_staff
from motcua.design.files import csv_file
from motcua.design.printing import Fact
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.people import queries as people
from motcua.procedures import queries
from motcua.procedures.domain import comparing, flow, outline, wording
from motcua.procedures.domain.comparing import Change
from motcua.procedures.domain.life import VERB_WORDS, persons
from motcua.procedures.domain.packaged import areas
from motcua.procedures.queries import Held, Listed, about
from motcua.procedures.web import acts
from motcua.procedures.web.words import standing


class FilterForm(forms.Form):
    """The filters as a GET form, so that a view is an address."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Words of the title, papers or code"))
    area = forms.ChoiceField(required=False, label=gettext_lazy("Area"))
    kind = forms.ChoiceField(required=False, label=pgettext_lazy("ISO", "Kind"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        self.choose("area", [(each.code, say(each.words)) for each in areas()])
        self.choose("kind", [(kind, say(words)) for kind, words in wording.KINDS.items()])

    def choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Give a field its choices, with “all” before them."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *choices]

    def asked(self) -> dict[str, str]:
        """What could be read, as `queries.catalogue` takes it."""
        self.is_valid()
        told = self.cleaned_data
        return {"text": told.get("q", ""), "area": told.get("area", ""), "kind": told.get("kind", "")}


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What is in force today, by area, or the best answers first where something is searched for."""
    today = law_day(clock.now())
    form = FilterForm(request.GET)
    asked = form.asked()
    found = queries.catalogue(today, **asked)
    context = {
        "form": form, "asked": asked, "counts": queries.counts(today), "found": len(found),
        "groups": _groups(found, searched=bool(asked["text"].strip())), "staff": is_staff(actor_of(request)),
        "narrowed": any(asked.values()), "day": today,
    }  # fmt: skip
    return render(request, "procedures/list.html", context)


def _groups(found: list[Listed], *, searched: bool) -> list[dict[str, Any]]:
    if searched:
        return [{"title": _("Procedures found"), "rows": [_line(each) for each in found]}] if found else []
    groups: dict[str, list[Listed]] = {each.code: [] for each in areas()}
    for each in found:
        groups.setdefault(each.content.area, []).append(each)
    return [
        {"title": wording.area(code), "rows": [_line(each) for each in rows]} for code, rows in groups.items() if rows
    ]


def _line(each: Listed) -> dict[str, Any]:
    content = each.content
    return {
        "it": each, "content": content, "limit": wording.limit(content.limit), "fee": wording.fee(content),
        "uncertain": wording.uncertain(content), "level": wording.LEVELS.get(content.level, content.level),
    }  # fmt: skip


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same list as CSV."""
    found = queries.catalogue(law_day(clock.now()), **FilterForm(request.GET).asked())
    heads = [
        _("Code"), _("Title"), pgettext("ISO", "Kind"), _("Area"), _("Settled by"), _("Time limit"),
        _("Limit is certain"), _("Fee"), pgettext("ISO", "Version"), _("In force from"), _("Can be filed online"),
    ]  # fmt: skip
    rows = (
        [
            each.content.code, say(each.content.title), say(wording.KINDS[each.content.kind]),
            say(wording.area(each.content.area)), say(wording.LEVELS.get(each.content.level, each.content.level)),
            say(wording.limit(each.content.limit)), say(wording.yes(not each.content.limit.uncertain)),
            say(wording.fee(each.content)), each.no, each.effective_from.isoformat() if each.effective_from else "",
            say(wording.yes(each.online)),
        ]
        for each in found
    )  # fmt: skip
    return csv_file("procedures", heads, rows)


@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The procedure as it is in force today; else the newest version that the visitor may see."""
    actor, today = actor_of(request), law_day(clock.now())
    found = queries.in_force(code, today) or queries.versions(code, actor)[0]
    return _shown(request, found, actor, today)


@require_safe
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version, whatever became of it; drafts are the department's."""
    actor = actor_of(request)
    return _shown(request, visible(pk, actor), actor, law_day(clock.now()))


def visible(pk: int, actor: Actor) -> Held:
    """The version of that id. NotFound where this actor may see none."""
    found = queries.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(what=f"procedures/{pk}")
    return queries.held(found)


def _shown(request: HttpRequest, found: Held, actor: Actor, today: date) -> HttpResponse:
    spoken = language()
    staff = is_staff(actor)
    versions = queries.versions(found.code, actor)
    content = found.content
    stand = standing(found, today)
    context = {
        **stand, "it": found, "content": content, "parts": outline.parts(content), "staff": staff,
        "flow": mark_safe(flow.svg(content.steps, spoken)), "facts": _facts(found),  # noqa: S308 - drawn by us
        "versions": [{"it": each, **standing(each, today)} for each in versions],
        "others": [each for each in versions if each.version_id != found.version_id],
        "editions": list(reversed(about.editions(found.code))),
        "events": _events(found) if staff else (),
        "distributed": about.distributed(found.version_id) if staff else (),
        "readers": about.readers(found.version_id) if staff else 0,
        "has_read": found.version_id in about.has_read([found.version_id], actor), "acts": acts.possible(found, actor),
        "files_online": content.form is not None and stand["stands"] == "in_force",
        "uncertain": wording.uncertain(content), "unverified": wording.unverified(content),
        "writes": actor.holds("iso"), "reads": staff and found.effective_from is not None and _person(actor),
        "faults": acts.faults_of(found) if staff else (), "newer": acts.may_begin(found, versions, actor),
    }  # fmt: skip
    return render(request, "procedures/one.html", context)


def _events(found: Held) -> list[dict[str, Any]]:
    held = about.acts(found.version_id)
    names = people.names(sorted({each for act in held for each in persons(act.actor)}))
    return [
        {"it": act, "words": VERB_WORDS[act.verb], "who": ", ".join(names.get(each, "") for each in persons(act.actor))}
        for act in reversed(held)
    ]


def _person(actor: Actor) -> bool:
    return actor.kind == "person" and any(post.role != "admin" for post in actor.posts)


def _facts(found: Held) -> list[Fact]:
    content = found.content
    told = [
        Fact(pgettext("ISO", "Kind"), say(wording.KINDS[content.kind])),
        Fact(_("Area"), say(wording.area(content.area))),
        Fact(_("Time limit"), say(wording.limit(content.limit)), _("not certain") if content.limit.uncertain else ""),
        Fact(_("Fee"), say(wording.fee(content))), Fact(_("Applicants"), say(content.applicant)),
        Fact(_("Settled by"), say(wording.LEVELS.get(content.level, content.level))),
        Fact(_("National code"), content.national_code or _("not loaded yet")),
    ]  # fmt: skip
    if content.result is not None:
        told.append(Fact(_("Result"), say(content.result)))
    return told


@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions side by side, field by field: `old` and `new` are their numbers, by default the last two."""
    actor, today = actor_of(request), law_day(clock.now())
    versions = queries.versions(code, actor)
    by_no = {each.no: each for each in versions}
    newest = by_no.get(whole(request.GET.get("new", ""), 0), versions[0])
    earlier = [each for each in versions if each.no < newest.no]
    before = by_no.get(whole(request.GET.get("old", ""), 0), earlier[0] if earlier else newest)
    changes = comparing.compare(before.content, newest.content)
    context = {
        "code": code, "title": newest.content.title, "old": before, "new": newest, "versions": versions,
        "changes": [{"it": each, "section": each.section, "kind": _kind(each)} for each in changes],
        "old_stands": standing(before, today), "new_stands": standing(newest, today),
    }  # fmt: skip
    return render(request, "procedures/compare.html", context)


def _kind(change: Change) -> str:
    if change.before is None and change.after is None:
        return _("Order")
    if change.before is None:
        return _("Added")
    return _("Removed") if change.after is None else _("Changed")

"""Profiles as they are written: as fields or as text, then proposed, decided, retired."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.risk import services
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.language import written
from motcua.risk.domain.life import VERB_WORDS
from motcua.risk.domain.writing import Draft
from motcua.risk.queries import profiles as queries
from motcua.risk.queries import profiling
from motcua.risk.web.fields import CriteriaForm, branches, fits_form
from motcua.risk.web.forms import HeadForm, MonthsForm, TextForm, as_text
from motcua.risk.web.profiles import page
from motcua.risk.web.words import spoken


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a profile: the fields and the text say the same, and either can be gone on with."""
    if request.method != "POST":
        draft = _begun(request)
        criteria = draft.criteria if draft else None
        as_fields = request.GET.get("as") != "text" and (criteria is None or fits_form(criteria))
        return _form(request, HeadForm(draft=draft), _of(criteria, as_fields), criteria)
    head = HeadForm(request.POST)
    form = TextForm(request.POST) if request.POST.get("as") == "text" else _fields(request.POST)
    criteria, wish = form.criteria(), request.POST.get("do", "write")
    if wish in ("text", "fields") and (criteria is not None or form.blank):
        as_fields = wish == "fields" and (criteria is None or fits_form(criteria))
        return _form(request, _unjudged(request), _of(criteria, as_fields), criteria)
    draft = head.draft(criteria)
    if draft is None:
        return _form(request, head, form, criteria, 400)
    try:
        no = services.write_profile(draft, by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        head.add_error("code", refusal.in_language(language()))
    else:
        return redirect("risk:profile_version", draft.code, no)
    return _form(request, head, form, criteria, 400)


def _fields(data: Any = None, criteria: Criteria | None = None) -> CriteriaForm:
    named = criteria.offices if criteria else data.getlist("offices") if data else ()
    return CriteriaForm(data, offices=branches(law_day(clock.now()), named), criteria=criteria)


def _of(criteria: Criteria | None, as_fields: bool) -> CriteriaForm | TextForm:
    if as_fields:
        return _fields(criteria=criteria)
    return TextForm(initial=as_text(criteria) if criteria else None)


def _unjudged(request: HttpRequest) -> HeadForm:
    """The head as it was typed, without complaints about what is not yet filled in."""
    head = HeadForm()
    head.initial = {name: request.POST.get(name, "") for name in head.fields}
    return head


def _begun(request: HttpRequest) -> Draft | None:
    """What the form begins with: a new version of a code, or a copy under a code yet to be given."""
    code, copy = request.GET.get("code", ""), request.GET.get("copy", "")
    if not (code or copy):
        return None
    held = profiling.one(code or copy, law_day(clock.now())).profile
    if code and held.kind == "legal":
        raise NotFound(what=code)
    kind = "office" if held.kind == "legal" else held.kind
    return Draft(
        code=code, kind=kind, criteria=held.criteria, share_ppm=held.share_ppm, reason=held.words, basis=held.basis
    )  # fmt: skip


def _form(
    request: HttpRequest, head: HeadForm, form: CriteriaForm | TextForm, criteria: Criteria | None, status: int = 200
) -> HttpResponse:  # fmt: skip
    context = {
        "head": head, "form": form, "as_text": isinstance(form, TextForm), "criteria": criteria,
        "groups": list(form.groups()) if isinstance(form, CriteriaForm) else [],
        "text": written(criteria) if criteria else "", "parts": list(spoken(criteria)) if criteria else [],
    }  # fmt: skip
    return render(request, "risk/profiles/new.html", context, status=status)


@require_POST
def act(request: HttpRequest, code: str, no: int, verb: str) -> HttpResponse:
    """One step of a version's life."""
    if verb not in VERB_WORDS:
        raise Http404
    found = queries.version(code, no)
    given: dict[str, Any] = {"note": request.POST.get("note", ""), "by": actor_of(request), "at": clock.now()}
    try:
        if verb == "propose":
            days = MonthsForm(request.POST).days()
            if days is None:
                return page(request, found, None, fresh=False, refusal=_("Choose the months of the dry run."))
            services.propose_profile(code, no, since=days[0], until=days[1], **given)
        else:
            _DO[verb](code, no, **given)
    except Refusal as refusal:
        return page(request, found, found.dry_run, fresh=False, refusal=refusal.in_language(language()))
    messages.success(request, _("Done: %(verb)s.") % {"verb": say(VERB_WORDS[verb])})
    return redirect("risk:profile_version", code, no)


_DO: dict[str, Any] = {
    "approve": services.approve_profile, "refuse": services.refuse_profile, "withdraw": services.withdraw_profile,
    "retire": services.retire_profile,
}  # fmt: skip


@require_POST
def retire(request: HttpRequest, code: str) -> HttpResponse:
    """Retire a packaged profile."""
    try:
        services.retire_packaged(code, note=request.POST.get("note", ""), by=actor_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.in_language(language()))
    else:
        messages.success(request, _("The packaged profile is no longer used from tomorrow on."))
    return redirect("risk:profile", code)

"""One's own account: preferences, and for whom one stands in."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.design.asking import actor_of, whole
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.people import queries
from motcua.people.domain import Preferences, role_words
from motcua.people.domain.preferences import DENSITIES, SIZES, WAYS
from motcua.people.models import Preference
from motcua.people.services.preferences import prefer
from motcua.people.web import entering
from motcua.reference import domain as reference


class PreferencesForm(forms.Form):
    """What a person prefers."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Appearance"), required=False)
    density = forms.ChoiceField(label=gettext_lazy("Tables"), required=False)
    page_size = forms.TypedChoiceField(label=gettext_lazy("Lines on a page"), coerce=int)
    office = forms.ChoiceField(
        label=gettext_lazy("Branch where lists begin"), required=False,
        help_text=gettext_lazy("For those who work in the department"),
    )  # fmt: skip
    notices = forms.MultipleChoiceField(
        label=gettext_lazy("How notices come"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, held: Preferences, today: date) -> None:
        start = {
            "language": held.language, "theme": held.theme, "density": held.density, "page_size": held.page_size,
            "office": held.office, "notices": sorted(held.notices),
        }  # fmt: skip
        super().__init__(data, initial=start)
        device = _("As the device")
        self._choose("language", [("", device), ("vi", "Tiếng Việt"), ("en", "English")])
        self._choose("theme", [("", device), ("light", _("Light")), ("dark", _("Dark"))])
        self._choose("density", [(key, say(words)) for key, words in DENSITIES.items()])
        self._choose("page_size", [(size, str(size)) for size in SIZES])
        branches = [(each.code, f"{each.code} {say(each.words)}") for each in reference.branches(today)]
        self._choose("office", [("", _("All")), *branches])
        self._choose("notices", [(way, say(words)) for way, words in WAYS.items() if way != "site"])

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
        field.choices = choices

    def wanted(self) -> Preferences:
        """What was chosen."""
        held = self.cleaned_data
        chosen = {name: held[name] for name in ("language", "theme", "density", "page_size", "office")}
        return Preferences(**chosen, notices=frozenset(held["notices"]) | {"site"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Who one is here, the posts one holds, and what one prefers."""
    by, today = actor_of(request), law_day(clock.now())
    row = Preference.objects.filter(account=by.account).first()
    held = row.to_domain() if row else Preferences()
    form = PreferencesForm(request.POST if request.method == "POST" else None, held, today)
    if request.method == "POST" and form.is_valid():
        try:
            prefer(form.wanted(), by=by, on=today)
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            messages.success(request, _("Your preferences are kept."))
            answer = redirect("me:me")
            entering.wear(request, answer, form.wanted())
            return answer
    context = {
        "form": form, "posts": _posts(by.account, today), "stands_in": by.behalf,
        "may_stand_in": [_delegation(row) for row in queries.delegations_of(by.account, today)],
    }  # fmt: skip
    return render(request, "people/me.html", context, status=400 if form.errors else 200)


@require_POST
def stand_in(request: HttpRequest) -> HttpResponse:
    """Begin to stand in for somebody, or be oneself again."""
    by, today = actor_of(request), law_day(clock.now())
    asked = whole(request.POST.get("delegation", ""), 0)
    held = {row.pk for row in queries.delegations_of(by.account, today)}
    if asked in held:
        request.session[entering.STANDS_IN] = asked
        messages.success(request, _("You stand in now. What you do is written down under both names."))
    else:
        request.session.pop(entering.STANDS_IN, None)
        messages.success(request, _("You act in your own posts again."))
    return redirect("site:home")


def _posts(account: int, today: date) -> list[dict[str, Any]]:
    return [
        {"role": role_words(tenure.role), "office": tenure.office, "party": tenure.party, "since": tenure.since,
         "until": tenure.until}
        for tenure in queries.tenures_of(account) if tenure.holds_on(today)
    ]  # fmt: skip


def _delegation(row: Any) -> dict[str, Any]:
    return {"row": row, "absent": row.held.account.name, "role": role_words(row.held.role), "office": row.held.office}

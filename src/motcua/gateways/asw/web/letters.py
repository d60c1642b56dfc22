"""Dead letters: what could not be sent, what was rejected, what waited too long; each is seen to by a person."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.gateways.asw import services
from motcua.gateways.asw.models import Message
from motcua.gateways.asw.queries import messages
from motcua.gateways.asw.web.messages import page_of
from motcua.gateways.asw.web.words import shown, step_shown
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import Refusal

ACTS = {
    "resend": gettext_lazy("Sign it anew and send it again"),
    "obey_now": gettext_lazy("Do what it says without waiting for the earlier one"),
    "give_up": gettext_lazy("Give it up"),
}


class ActForm(forms.Form):
    """What is to be done with a letter, and why."""

    act = forms.ChoiceField(label=gettext_lazy("What is to be done"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=pgettext_lazy("of an ending", "Reason"), max_length=400, required=False,
        help_text=gettext_lazy("Needed for everything but sending again"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip

    def __init__(self, data: object, acts: tuple[str, ...]) -> None:
        super().__init__(data, initial={"act": acts[0] if acts else ""})
        field = self.fields["act"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(act, ACTS[act]) for act in acts]


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All letters that wait for a person, the oldest first."""
    rows, place = messages.letters(actor_of(request), page_of(request))
    found = [{**shown(row), "why": step_shown(step)} for row, step in rows]
    return render(request, "asw/letters.html", {"rows": found, "page": place})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, message: int) -> HttpResponse:
    """One letter: why it is here, and what is to be done."""
    actor = actor_of(request)
    found = messages.one(message, actor)
    acts = messages.acts(found)
    if not acts:
        raise Http404
    form = ActForm(request.POST if request.method == "POST" else None, acts)
    if request.method == "POST" and form.is_valid():
        try:
            _do(found, form, actor)
        except Refusal as refusal:
            form.add_error("note", refusal.in_language(language()))
        else:
            return redirect("asw:letters")
    last = messages.steps(found)[-1]
    context = {"form": form, "one": shown(found), "why": step_shown(last)}
    return render(request, "asw/letter.html", context, status=400 if form.errors else 200)


def _do(message: Message, form: ActForm, actor: Actor) -> None:
    act, note, at = form.cleaned_data["act"], form.cleaned_data["note"], clock.now()
    if act == "resend":
        services.resend(message.pk, by=actor, at=at)
    elif act == "obey_now":
        services.obey_now(message.pk, note=note, by=actor, at=at)
    else:
        services.give_up(message.pk, note=note, by=actor, at=at)

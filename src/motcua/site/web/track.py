"""The state of one declaration for anybody with its number and check word; and nothing else of it."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.declarations.queries import tracking
from motcua.declarations.web import words
from motcua.design.domain.problems import Stopped
from motcua.ground.services import clock
from motcua.kernel.words import Words
from motcua.site.door.limits import Limits
from motcua.site.door.middleware import address

LIMITS = Limits(requests=settings.TRACK_REQUESTS, declarations=0, at_once=0)
_STAGES = {
    "registered": Words("Đăng ký", "Registered"),
    "checked": Words("Kiểm tra xong", "Checked"),
    "cleared": Words("Thông quan", "Cleared"),
    "passed": Words("Qua khu vực giám sát", "Passed the supervised area"),
    "cancelled": Words("Hủy", "Cancelled"),
}


class TrackForm(forms.Form):
    """What stands on the receipt."""

    number = forms.CharField(
        label=gettext_lazy("Declaration number"), max_length=20,
        widget=forms.TextInput(attrs={"class": "w-12", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    word = forms.CharField(
        label=gettext_lazy("Check word"), max_length=60,
        help_text=gettext_lazy("Under the QR code of the receipt, for example 7BZ2K0A1QW-Q7F3-K2M9-44XD"),
        widget=forms.TextInput(
            attrs={"class": "w-word", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Show the form, after a POST the state. An unknown number and a wrong word get the same answer."""
    form = TrackForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if request.method != "POST" or not form.is_valid():
        return _page(request, context, 400 if form.errors else 200)
    try:
        with LIMITS.within(address(request)):
            found = tracking.track(form.cleaned_data["number"], form.cleaned_data["word"])
    except Stopped as stopped:
        answer = _page(request, {**context, "wait": stopped.wait}, 429)
        answer["Retry-After"] = str(stopped.wait)
        return answer
    if found is None:
        return _page(request, {**context, "unknown": True}, 404)
    days = tracking.days(found)
    context |= {
        "found": found, "state": words.state(found.state), "tone": words.tone(found.state), "now": clock.now(),
        "since": days["since"], "stages": [(label, days[name]) for name, label in _STAGES.items() if days[name]],
    }  # fmt: skip
    return _page(request, context, 200)


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    answer = render(request, "site/track.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer

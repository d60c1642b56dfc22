"""The state of the installation: its list, its clock, what waits; loading, fetching, sending, saving to a stick."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.crossings.device import line
from motcua.crossings.domain.offline import batches
from motcua.crossings.domain.offline.framing import LARGEST
from motcua.crossings.web.device.opened import gate
from motcua.design.templatetags.figures import language
from motcua.kernel.refusals import Refusal


class ListForm(forms.Form):
    """A list from a USB stick."""

    file = forms.FileField(label=gettext_lazy("File of the list"))


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest) -> HttpResponse:
    """What it is just now; a list from a file is loaded. Anybody at the device may load one: its signature decides."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST + 1)
        try:
            told = gate().load(content)
        except Refusal as refusal:
            form.add_error("file", refusal.in_language(language()))
        else:
            messages.success(request, _("List %(number)s is in use.") % {"number": told.number})
            return redirect("device:state")
    context = {"form": form, "state": gate().state()}
    return render(request, "device/state.html", context, status=400 if form.errors else 200)


@require_POST
def connect(request: HttpRequest) -> HttpResponse:
    """Send what waits, and fetch a list. Where the line is down it says so, and all stays as it is."""
    try:
        sent = line.send(gate())
        told = line.fetch(gate())
    except Refusal as refusal:
        messages.error(request, refusal.in_language(language()))
    else:
        words = {"merged": sent.merged, "disputed": sent.disputed, "number": told.number}
        messages.success(
            request, _("%(merged)s records merged, %(disputed)s disputed. List %(number)s is in use.") % words
        )
    return redirect("device:state")


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """What waits as a signed batch, for a USB stick. It may be brought any number of times."""
    held = gate()
    content = held.batch(held.next_to_send())
    answer = HttpResponse(content, content_type="application/octet-stream")
    first = held.next_to_send()
    last = min(held.store.last_number(), first + batches.MOST - 1)
    name = f"gate-{held.number}-{first}-{last}.batch"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

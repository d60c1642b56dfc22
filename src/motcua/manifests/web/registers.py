"""The registers of vessels and carriers: lists for officers, and the form by which one is registered or struck off."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.design.asking import actor_of
from motcua.design.domain import csv
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.refusals import Refusal
from motcua.manifests import services
from motcua.manifests.models import VesselEntry
from motcua.manifests.queries import registers
from motcua.parties.queries import mandates

SHOWN = 500


class VesselForm(forms.Form):
    """A vessel as it is to stand in the register."""

    call_sign = forms.CharField(label=gettext_lazy("Call sign"), max_length=9)
    name = forms.CharField(label=gettext_lazy("Vessel name"), max_length=35)
    flag = forms.CharField(label=gettext_lazy("Flag"), min_length=2, max_length=2)
    imo = forms.CharField(label=gettext_lazy("IMO number"), required=False, min_length=7, max_length=7)
    type = forms.CharField(label=gettext_lazy("Vessel type"), required=False, max_length=5)
    gross = forms.DecimalField(
        label=gettext_lazy("Gross tonnage"), min_value=0, max_digits=9, decimal_places=2, required=False, localize=True
    )
    net = forms.DecimalField(
        label=gettext_lazy("Net tonnage"), min_value=0, max_digits=9, decimal_places=2, required=False, localize=True
    )
    operator = forms.CharField(label=gettext_lazy("Operator"), required=False, max_length=6)
    struck = forms.BooleanField(label=gettext_lazy("Strike it off"), required=False)

    def vessel(self) -> services.Vessel:
        """What was typed."""
        told = {name: value for name, value in self.cleaned_data.items() if value is not None}
        for name in ("call_sign", "flag", "operator"):
            told[name] = told[name].upper()
        return services.Vessel(**told)


class CarrierForm(forms.Form):
    """A carrier as it is to stand in the register."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=6)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    party = forms.CharField(label=gettext_lazy("Tax code of the enterprise that answers for it"), max_length=14)
    struck = forms.BooleanField(label=gettext_lazy("Strike it off"), required=False)

    def carrier(self) -> services.Carrier:
        """What was typed."""
        return services.Carrier(**{**self.cleaned_data, "code": self.cleaned_data["code"].upper()})


@require_http_methods(["GET", "HEAD", "POST"])
def vessels(request: HttpRequest) -> HttpResponse:
    """Vessels in order of name; a call sign that is entered again is told anew."""
    form = VesselForm(request.POST if request.method == "POST" else None, auto_id="v-%s")
    if request.method == "POST" and form.is_valid():
        try:
            services.register_vessels([form.vessel()], by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            messages.success(request, _("The register is changed."))
            return redirect("manifests:vessels")
    wanted = request.GET.get("q", "").strip()
    rows = _vessels(wanted)
    context = {"form": form, "rows": rows[:SHOWN], "count": len(rows), "wanted": wanted}
    return render(request, "manifests/vessels.html", context, status=400 if form.errors else 200)


@require_safe
def vessels_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The register of vessels as CSV."""
    heads = [_("Call sign"), _("Vessel"), _("Flag"), _("IMO number"), _("Vessel type"), _("Operator")]
    rows = ([r.call_sign, r.name, r.flag, r.imo, r.type, r.operator] for r in _vessels(request.GET.get("q", "")))
    answer = StreamingHttpResponse(csv.lines(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="vessels.csv"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def carriers(request: HttpRequest) -> HttpResponse:
    """Carriers and forwarders in order of code, with the enterprises that answer for them."""
    form = CarrierForm(request.POST if request.method == "POST" else None, auto_id="c-%s")
    if request.method == "POST" and form.is_valid():
        try:
            services.register_carriers([form.carrier()], by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.in_language(language()))
        else:
            messages.success(request, _("The register is changed."))
            return redirect("manifests:carriers")
    held = [row for _code, row in sorted(registers.carriers().items())]
    names = mandates.names([row.party for row in held])
    rows: list[dict[str, Any]] = [{"row": row, "party": names.get(row.party, "")} for row in held]
    return render(request, "manifests/carriers.html", {"form": form, "rows": rows}, status=400 if form.errors else 200)


def _vessels(wanted: str) -> list[VesselEntry]:
    plain = wanted.strip().upper()
    held = registers.vessels().values()
    found = [row for row in held if not plain or plain in (row.call_sign, row.imo) or plain in row.name.upper()]
    return sorted(found, key=lambda row: (row.name, row.call_sign))

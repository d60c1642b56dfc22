"""Partners: how the line to each is, and this window's own certificate."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.gateways.asw.domain import certificates as x509
from motcua.gateways.asw.domain.errors import NoOwnCertificate
from motcua.gateways.asw.models import Certificate
from motcua.gateways.asw.queries import certificates, lines
from motcua.ground.services import clock


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """All partners, and what of ours they know us by."""
    at = clock.now()
    found = _own()
    context = {
        "rows": [
            {
                "row": each, "state": lines.STATES[each.state], "tone": lines.TONES[each.state],
                "ahead": None if each.ahead_ms is None else f"{each.ahead_ms / 1000:+.1f}",
            }
            for each in lines.partners(at)
        ],
        "own": found, "print": x509.spoken(found.fingerprint) if found else "", "ending": lines.own_ending(at),
        "country": settings.COUNTRY,
    }  # fmt: skip
    return render(request, "asw/partners.html", context)


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The certificate in use as a file, to be given to a partner."""
    found = _own()
    if found is None:
        raise Http404
    answer = HttpResponse(x509.pem(bytes(found.der)), content_type="application/x-pem-file")
    answer["Content-Disposition"] = f'attachment; filename="window-{settings.COUNTRY}.pem"'
    return answer


def _own() -> Certificate | None:
    try:
        return certificates.own(clock.now())
    except NoOwnCertificate:
        return None

"""The demonstration's clock: shown on every page, moved here by an administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.design.asking import actor_of
from motcua.ground.services import clock
from motcua.kernel.days import LAW_ZONE, in_words
from motcua.site.web.forms import ClockForm


@require_http_methods(["GET", "HEAD", "POST"])
def clock_page(request: HttpRequest) -> HttpResponse:
    """Show the clock; move it. Without a demonstration business time is real and cannot be moved."""
    moving = clock.is_demonstration()
    if request.method == "POST" and moving:
        form = ClockForm(request.POST)
        if form.is_valid():
            clock.move(form.moment(), actor_of(request))
            return redirect("site:clock")
    else:
        local = clock.now().astimezone(LAW_ZONE)
        form = ClockForm(initial={"day": in_words(local.date()), "hour": local.strftime("%H:%M")})
    return render(request, "site/clock.html", {"form": form, "moving": moving}, status=400 if form.errors else 200)

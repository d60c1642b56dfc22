"""Home, signing in and out, language and appearance, and the gallery of components."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST

from motcua.kernel.actor import PUBLIC
from motcua.people.queries import factors
from motcua.people.services import visits
from motcua.people.web import entering, passkeys
from motcua.site.access import allowed
from motcua.site.frames import THEME_COOKIE, THEMES
from motcua.site.web.forms import SignInForm
from motcua.site.web.showcase import FRAMES, showcase

YEAR = 365 * 86400


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Whoever works here is taken to their desk; the public finds the services."""
    actor = getattr(request, "actor", PUBLIC)
    for place in ("reports:dashboard", "declarations:list"):
        if allowed(place, "get", actor):
            return redirect(place)
    return render(request, "site/home.html")


class SignIn(LoginView):
    """Signing in with name and password; who has a second factor shows it on the next page. A passkey is both."""

    template_name = "site/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        """The password was right."""
        account, wanted = form.get_user(), self.get_success_url()
        if factors.of(account.pk):
            entering.begin_half(self.request, account, wanted)
            return redirect("signin:second")
        return entering.enter(self.request, account, factor="", address=wanted)

    def get_context_data(self, **rest: Any) -> dict[str, Any]:
        """Whether passkeys can be had at this address."""
        return {**super().get_context_data(**rest), "passkeys": passkeys.possible(self.request.get_host())}


class SignOut(LogoutView):
    """Signing out, by POST only."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **rest: Any) -> HttpResponse:
        """Forget this browser, too."""
        visits.forget_visit(request.session.session_key or "")
        return super().post(request, *args, **rest)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen, and go back to the page."""
    answer = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, chosen)
    return answer


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the appearance chosen: light, dark or as the device, and go back to the page."""
    answer = _back(request)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        _keep(answer, THEME_COOKIE, chosen)
    else:
        answer.delete_cookie(THEME_COOKIE)
    return answer


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component of the design, with invented figures, in any of the frames."""
    asked = request.GET.get("frame", "")
    held = {"frame": f"design/{asked}.html"} if asked in dict(FRAMES) else {}
    page = "site/gallery_paper.html" if asked == "paper" else "site/gallery.html"
    return render(request, page, showcase() | held)


def _back(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wanted if safe else "/")


def _keep(answer: HttpResponse, name: str, value: str) -> None:
    kept: dict[str, Any] = {"max_age": YEAR, "samesite": "Lax", "httponly": True, "secure": settings.HTTPS}
    answer.set_cookie(name, value, **kept)

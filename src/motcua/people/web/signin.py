"""Signing in: the second factor after the password, and a passkey instead of both."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.refusals import Refusal
from motcua.people.domain import BadPasskey
from motcua.people.models import Factor
from motcua.people.queries import factors as reads
from motcua.people.services import factors
from motcua.people.web import entering, passkeys

STATE = "passkey"


class CodeForm(forms.Form):
    """A code of the application, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=20,
        help_text=gettext_lazy("The six digits that your application shows now, or one of your recovery codes"),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code", "class": "w-12", "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": gettext_lazy("Enter the code.")},
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """After the password: a code. A passkey may answer instead, on the same page."""
    held = entering.half(request)
    if held is None:
        return redirect("site:login")
    account, address = held
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            kind = factors.need_code(account, form.cleaned_data["code"], at=clock.now(), real=entering.real())
        except Refusal as refusal:
            form.add_error("code", refusal.in_language(language()))
        else:
            entering.forget_failures_of(account)
            return entering.enter(request, account, factor=kind, address=address)
    kinds = {factor.kind for factor in reads.of(account.pk)}
    context = {"form": form, "codes": "codes" in kinds, "passkeys": _may(request) and "passkey" in kinds}
    return render(request, "people/second.html", context, status=400 if form.errors else 200)


@never_cache
@require_POST
def ask(request: HttpRequest) -> JsonResponse:
    """What a browser is to answer with a passkey: one of the account's whose password was right, or any it has."""
    held = entering.half(request)
    known = [bytes(factor.secret) for factor in reads.of(held[0].pk, "passkey")] if held else []
    asked, request.session[STATE] = passkeys.ask(request.get_host(), known)
    return JsonResponse(asked)


@never_cache
@require_POST
def show(request: HttpRequest) -> HttpResponse:
    """A passkey's answer: it is the password and the second factor in one."""
    held = entering.half(request)
    try:
        factor = shown(request)
        if held is not None and factor.account_id != held[0].pk:
            raise BadPasskey
    except Refusal as refusal:
        context = {"refusal": refusal.in_language(language()), "next": request.POST.get("next", "")}
        return render(request, "people/no_passkey.html", context, status=400)
    address = held[1] if held else request.POST.get("next", "")
    return entering.enter(request, factor.account, factor="passkey", address=address)


def shown(request: HttpRequest) -> Factor:
    """The passkey that a browser has shown, checked; its account is open. BadPasskey."""
    state, answer = request.session.pop(STATE, None), request.POST.get("answer", "")
    factor = reads.by_handle(passkeys.handle_of(answer)) if state else None
    if factor is None or not factor.account.is_active:
        raise BadPasskey
    counter = passkeys.check(request.get_host(), state, bytes(factor.secret), answer)
    factors.passkey_used(factor.pk, counter, real=entering.real())
    return factor


def _may(request: HttpRequest) -> bool:
    return passkeys.possible(request.get_host())

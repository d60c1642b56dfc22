"""Security of one's own account: password, second factors, recovery codes, and where one is signed in."""

from base64 import b32encode
from secrets import token_bytes
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import Refusal
from motcua.people import queries, services
from motcua.people.domain.factors import KEY_BYTES, KINDS, application
from motcua.people.models import Visit
from motcua.people.queries import factors as reads
from motcua.people.services import factors, visits
from motcua.people.web import entering, passkeys
from motcua.people.web.signin import STATE, CodeForm, shown

KEY = "new_codes_key"


class PasswordForm(forms.Form):
    """The present password, and a new one twice."""

    present = forms.CharField(
        label=gettext_lazy("Present password"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "w-12"}),
    )  # fmt: skip
    fresh = forms.CharField(
        label=gettext_lazy("New password"), strip=False, help_text=gettext_lazy("Twelve characters or more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "w-12"}),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("New password, again"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "w-12"}),
    )  # fmt: skip

    def clean_again(self) -> str:
        """Both are the same."""
        if self.cleaned_data["again"] != self.cleaned_data.get("fresh"):
            raise forms.ValidationError(_("The two new passwords differ."))
        return str(self.cleaned_data["again"])


class AgainForm(forms.Form):
    """The password once more."""

    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "w-12"}),
    )  # fmt: skip


@never_cache
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """What protects the account, and where one is signed in."""
    by = actor_of(request)
    held = reads.of(by.account)
    context = {
        "factors": [{"row": row, "kind": KINDS[row.kind]} for row in held], "needed": reads.needed(by),
        "wanted": reads.wanted_of(by), "recovery": len(reads.unused_recovery(by.account)),
        "codes": any(row.kind == "codes" for row in held), "passkeys": passkeys.possible(request.get_host()),
        "visits": _visits(request, by), "demonstration": clock.is_demonstration(),
    }  # fmt: skip
    return render(request, "people/security.html", context)


def _visits(request: HttpRequest, by: Actor) -> list[dict[str, Any]]:
    here = request.session.session_key
    rows = Visit.objects.filter(account=by.account).order_by("-seen_at")[:50]
    return [{"row": row, "here": row.session == here, "id": row.session[:8]} for row in rows]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Prove again who one is: by password, or by a passkey."""
    by, address = actor_of(request), request.GET.get("next", request.POST.get("next", ""))
    form = AgainForm(request.POST if request.method == "POST" and "answer" not in request.POST else None)
    refused = ""
    if request.method == "POST":
        refused = _proved_by_passkey(request, by) if "answer" in request.POST else _proved(request, by, form)
        if not refused and not form.errors:
            entering.prove(request)
            return redirect(entering.safe(request, address))
    kinds = {row.kind for row in reads.of(by.account)}
    context = {
        "form": form, "next": address, "refusal": refused,
        "passkeys": "passkey" in kinds and passkeys.possible(request.get_host()),
    }  # fmt: skip
    return render(request, "people/again.html", context, status=400 if refused or form.errors else 200)


def _proved(request: HttpRequest, by: Actor, form: AgainForm) -> str:
    if not form.is_valid():
        return ""
    found = authenticate(request, username=queries.account(by.account).username, password=form.cleaned_data["password"])
    if found is None or found.pk != by.account:
        form.add_error("password", _("The password is wrong, or the name is locked for some minutes."))
    return ""


def _proved_by_passkey(request: HttpRequest, by: Actor) -> str:
    try:
        if shown(request).account_id == by.account:
            return ""
    except Refusal as refusal:
        return refusal.in_language(language())
    return _("That passkey belongs to another account.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set a new password; other sessions end."""
    by = actor_of(request)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        account = queries.account(by.account)
        if authenticate(request, username=account.username, password=form.cleaned_data["present"]) is None:
            form.add_error("present", _("The present password is wrong, or the name is locked for some minutes."))
        else:
            try:
                services.set_password(account=by.account, password=form.cleaned_data["fresh"], by=by, at=clock.now())
            except Refusal as refusal:
                form.add_error("fresh", refusal.in_language(language()))
            else:
                update_session_auth_hash(request, queries.account(by.account))
                visits.end_others(request.session.session_key or "", by=by, at=clock.now())
                messages.success(request, _("The new password holds. Other sessions have ended."))
                return redirect("me:security")
    return render(request, "people/password.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
@entering.proved
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Add an application that makes codes: scan the key, type a code. The key waits in the session till then."""
    by = actor_of(request)
    account = queries.account(by.account)
    key = bytes.fromhex(request.session.setdefault(KEY, token_bytes(KEY_BYTES).hex()))
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            factors.add_codes(
                by.account, key=key, code=form.cleaned_data["code"], name=request.POST.get("name", ""), by=by,
                at=clock.now(), real=entering.real(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("code", refusal.in_language(language()))
        else:
            del request.session[KEY]
            return _fresh_recovery(request, by)
    address = application(key).get_provisioning_uri(account.username, "mot cua")
    context = {"form": form, "drawn": _drawn(address), "key": _grouped(key), "address": address}
    return render(request, "people/codes.html", context, status=400 if form.errors else 200)


def _grouped(key: bytes) -> str:
    text = b32encode(key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _drawn(address: str) -> SafeString:
    import segno  # heavy, and only here

    drawn = segno.make(address, error="m").svg_inline(
        scale=4, border=2, dark="#171a26", light="#ffffff", omitsize=True, title=_("Key for the application"),
        svgclass="segno",
    )  # fmt: skip
    return mark_safe(drawn)  # noqa: S308 - our own address, drawn by segno


@never_cache
@entering.proved
@require_POST
def passkey_ask(request: HttpRequest) -> JsonResponse:
    """What a browser is asked that is to make a passkey."""
    by = actor_of(request)
    account = queries.account(by.account)
    held = [bytes(row.secret) for row in reads.of(by.account, "passkey")]
    asked, request.session[STATE] = passkeys.ask_new(request.get_host(), account.pk, account.username, held)
    return JsonResponse(asked)


@never_cache
@entering.proved
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey of this device."""
    by, refused = actor_of(request), ""
    if request.method == "POST":
        state = request.session.pop(STATE, None)
        try:
            handle, public, counter = passkeys.made(request.get_host(), state or {}, request.POST.get("answer", ""))
            factors.add_passkey(
                by.account, handle=handle, public=public, counter=counter, name=request.POST.get("name", ""), by=by,
                at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            refused = refusal.in_language(language())
        else:
            return _fresh_recovery(request, by)
    context = {"refusal": refused, "passkeys": passkeys.possible(request.get_host())}
    return render(request, "people/passkey.html", context, status=400 if refused else 200)


def _fresh_recovery(request: HttpRequest, by: Actor) -> HttpResponse:
    """Who has just got a first factor gets recovery codes with it."""
    if reads.unused_recovery(by.account):
        messages.success(request, _("The second factor is added."))
        return redirect("me:security")
    return _shown_recovery(request, by)


def _shown_recovery(request: HttpRequest, by: Actor) -> HttpResponse:
    made = factors.make_recovery(by.account, by=by, at=clock.now())
    return render(request, "people/recovery.html", {"codes": made})


@never_cache
@entering.proved
@require_http_methods(["GET", "HEAD", "POST"])
def recovery(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown this once."""
    by = actor_of(request)
    if request.method == "POST" and reads.of(by.account):
        return _shown_recovery(request, by)
    context = {"left": len(reads.unused_recovery(by.account)), "has": bool(reads.of(by.account))}
    return render(request, "people/recovery_ask.html", context)


@never_cache
@entering.proved
@require_http_methods(["GET", "HEAD", "POST"])
def factor_remove(request: HttpRequest, factor: int) -> HttpResponse:
    """Ask, then take a factor away."""
    by = actor_of(request)
    found = next((row for row in reads.of(by.account) if row.pk == factor), None)
    if request.method == "POST":
        factors.remove(factor, by=by, at=clock.now())
        messages.success(request, _("The second factor is removed."))
        return redirect("me:security")
    return render(request, "people/factor_remove.html", {"factor": found, "kind": KINDS[found.kind] if found else ""})


@require_POST
def visit_end(request: HttpRequest) -> HttpResponse:
    """End one other session, or all others."""
    by, asked = actor_of(request), request.POST.get("visit", "")
    if asked == "others":
        visits.end_others(request.session.session_key or "", by=by, at=clock.now())
    elif asked:
        visits.end_visit(asked, by=by, at=clock.now())
    messages.success(request, _("Ended."))
    return redirect("me:security")

"""The inbox: notices of an account and the parties it acts for; where they also go; work that failed."""

from contextlib import suppress
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.design.asking import actor_of, page_asked, whole
from motcua.design.domain.paging import page
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries
from motcua.ground.domain import noticing
from motcua.ground.domain.errors import WrongCode
from motcua.ground.domain.noticing import KINDS, MEDIUM_WORDS, Medium
from motcua.ground.models import Notice
from motcua.ground.queries import addresses
from motcua.ground.services import addresses as services
from motcua.ground.services import clock, notices, sending
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound, Refusal

SIZE = 30


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Notices, the newest first, narrowed by class and by what was not read."""
    actor = actor_of(request)
    mine = services.recipients(actor)
    kind = request.GET.get("kind", "")
    only_unread = request.GET.get("unread") == "1"
    found = queries.inbox_page(mine, kind=kind if kind in KINDS else "", only_unread=only_unread)
    count = found.count()
    place = page(page_asked(request), SIZE, count)
    context = {
        "rows": [_row(each) for each in found[place.start : place.start + SIZE]], "page": place,
        "kinds": [{"key": key, "words": words, "chosen": key == kind} for key, words in KINDS.items()],
        "kind": kind, "only_unread": only_unread, "unread": queries.unread(mine), "admin": actor.holds("admin"),
    }  # fmt: skip
    return render(request, "ground/notices.html", context)


def _row(found: Notice) -> dict[str, Any]:
    return {"notice": found, "words": noticing.words_of(found.words_vi, found.words_en),
            "kind": KINDS.get(found.kind, KINDS["other"])}  # fmt: skip


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read, or all that are unread; then back."""
    actor = actor_of(request)
    mine = services.recipients(actor)
    if notice := whole(request.POST.get("notice", ""), 0):
        notices.mark_read([notice], mine, at=clock.now())
    else:
        notices.mark_all_read(mine, at=clock.now())
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(wanted if safe else "notices:inbox")


@require_POST
def follow(request: HttpRequest, notice: int) -> HttpResponse:
    """Mark a notice as read and go where it points."""
    actor = actor_of(request)
    mine = services.recipients(actor)
    found = Notice.objects.filter(pk=notice, recipient__in=mine).first()
    if found is None:
        return redirect("notices:inbox")
    notices.mark_read([notice], mine, at=clock.now())
    safe = url_has_allowed_host_and_scheme(found.link, {request.get_host()}, require_https=request.is_secure())
    return redirect(found.link if found.link and safe else "notices:inbox")


class AddressForm(forms.Form):
    """Where notices are also to go, and which."""

    recipient = forms.ChoiceField(label=gettext_lazy("Notices for"))
    medium = forms.ChoiceField(label=gettext_lazy("Way"))
    target = forms.CharField(
        label=gettext_lazy("Mail address, or https address of your program"), max_length=noticing.LONGEST,
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Which notices"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one class of notices.")},
    )  # fmt: skip

    def __init__(self, data: Any, by: Actor) -> None:
        super().__init__(data, initial={"kinds": list(KINDS)})
        ways = [Medium.MAIL, Medium.WEBHOOK] if services.mail_is_set() else [Medium.WEBHOOK]
        offered = {
            "recipient": [(each, name(each)) for each in services.recipients(by)],
            "medium": [(each.value, say(MEDIUM_WORDS[each])) for each in ways],
            "kinds": [(key, say(words)) for key, words in KINDS.items()],
        }
        for field, choices in offered.items():
            held = self.fields[field]
            assert isinstance(held, forms.ChoiceField)
            held.choices = choices


def name(recipient: str) -> str:
    """A recipient as its owner knows it."""
    kind, _slash, rest = recipient.partition("/")
    return _("My account") if kind == "account" else _("Enterprise %(code)s") % {"code": rest}


@require_http_methods(["GET", "HEAD", "POST"])
def address_list(request: HttpRequest) -> HttpResponse:
    """Addresses with their keys and classes; a form for a new one."""
    actor = actor_of(request)
    form = AddressForm(request.POST if request.method == "POST" else None, actor)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        try:
            services.register(
                held["recipient"], Medium(held["medium"]), held["target"], held["kinds"], by=actor, at=clock.now()
            )
            return redirect("notices:addresses")
        except Refusal as refusal:
            form.add_error("target", refusal.in_language(language()))
    return _addresses(request, actor, form)


def _addresses(request: HttpRequest, actor: Actor, form: AddressForm, wrong: str = "", at: int = 0) -> HttpResponse:
    rows = [
        {"way": each, "name": name(each.recipient), "medium": MEDIUM_WORDS[each.medium],
         "kinds": [{"key": key, "words": words, "chosen": noticing.wants(each.kinds, key)}
                   for key, words in KINDS.items()],
         "key": services.public_key(each.leaf) if each.medium is Medium.WEBHOOK else "",
         "wrong": wrong if each.leaf == at else ""}
        for each in addresses.standing(services.recipients(actor))
    ]  # fmt: skip
    context = {"form": form, "rows": rows, "mail": services.mail_is_set()}
    return render(request, "ground/addresses.html", context, status=400 if form.errors or wrong else 200)


@require_POST
def change(request: HttpRequest, address: int, act: str) -> HttpResponse:
    """Confirm an address by its code, choose its classes, or remove it."""
    actor = actor_of(request)
    now = clock.now()
    try:
        if act == "confirm":
            services.confirm(address, request.POST.get("code", ""), by=actor, at=now)
        elif act == "kinds":
            services.change(address, request.POST.getlist("kinds"), by=actor, at=now)
        elif act == "remove":
            services.remove(address, by=actor, at=now)
        else:
            raise Http404
    except NotFound:
        return redirect("notices:addresses")  # it was removed meanwhile
    except WrongCode as refusal:
        return _addresses(request, actor, AddressForm(None, actor), refusal.in_language(language()), address)
    return redirect("notices:addresses")


@require_safe
def verifying(request: HttpRequest) -> HttpResponse:
    """How a program checks what a webhook brings; for everybody."""
    return render(request, "ground/verifying.html", {"kinds": KINDS})


@require_http_methods(["GET", "HEAD", "POST"])
def failed(request: HttpRequest) -> HttpResponse:
    """Work that failed too often and waits for a person: what, why, and again."""
    if request.method == "POST":
        number = whole(request.POST.get("job", ""), 0)
        with suppress(NotFound):  # another has sent it again meanwhile
            sending.send_again(number, by=actor_of(request), at=clock.now())
        return redirect("notices:failed")
    return render(request, "ground/failed.html", {"rows": queries.dead_letters(), "waiting": queries.waiting_jobs()})

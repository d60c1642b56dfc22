"""Writing a procedure on the site: a new one, the next version of one, and the sections of a draft."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.design.asking import actor_of
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound, Refusal
from motcua.kernel.words import Words
from motcua.procedures import queries, services
from motcua.procedures.domain import checking, editing
from motcua.procedures.domain.content import Content, Limit
from motcua.procedures.domain.editing import Misread
from motcua.procedures.domain.errors import NothingNew
from motcua.procedures.domain.life import State
from motcua.procedures.queries import Held
from motcua.procedures.web import acts, sections
from motcua.procedures.web.sections import BY_NAME, SECTIONS, Rows, Section
from motcua.procedures.web.words import standing

BLANK, MOST_ROWS = 3, 100
Page = dict[str, Any]


class NewForm(forms.Form):
    """What a new procedure is called."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=30, help_text=gettext_lazy("QT, two capitals, two digits: QT-AB-01"),
        widget=forms.TextInput(attrs={"class": "w-12", "autocomplete": "off"}),
    )  # fmt: skip
    title_vi = forms.CharField(
        label=gettext_lazy("Title in Vietnamese"), max_length=300, widget=forms.TextInput(attrs={"class": "w-full"})
    )
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), max_length=300, widget=forms.TextInput(attrs={"class": "w-full"})
    )
    kind = forms.ChoiceField(label=pgettext_lazy("ISO", "Kind"))
    area = forms.ChoiceField(label=gettext_lazy("Area"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="a-%s")
        whole = sections.GeneralForm()
        for name in ("kind", "area"):
            chosen, offered = self.fields[name], whole.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            assert isinstance(offered, forms.ChoiceField)
            chosen.choices = offered.choices

    def clean_code(self) -> str:
        """A code of the house's pattern that no procedure has."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if not checking.CODE.fullmatch(code):
            raise forms.ValidationError(_("A code reads QT-AB-01: QT, two capitals, two digits."))
        return code


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a procedure: its code and title; the rest is written section by section."""
    form = NewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.write(_first(form.cleaned_data), by=actor_of(request), at=clock.now())
        except Refusal as refusal:
            form.add_error("code", refusal.in_language(language()))
        else:
            return redirect("procedures:edit", made.pk, "general")
    return render(request, "procedures/new.html", {"form": form}, status=400 if form.errors else 200)


def _first(told: Mapping[str, Any]) -> Content:
    return Content(
        told["code"], told["kind"], told["area"], Words(told["title_vi"], told["title_en"]), "C", Words("", ""),
        Limit(Decimal(1), "wd"), (),
    )  # fmt: skip


@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin the next version of a procedure as a copy of the newest that was issued; of the newest where none was."""
    actor = actor_of(request)
    held = queries.versions(code, actor)
    newest = next((each for each in held if each.effective_from is not None), held[0])
    made = services.write(newest.content, by=actor, at=clock.now())
    return redirect("procedures:edit", made.pk, "general")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """A section of a draft: shown, taken back with its errors, or kept."""
    actor, now = actor_of(request), clock.now()
    chosen = BY_NAME.get(section)
    if chosen is None:
        raise Http404
    found = queries.version(pk)
    page, seen = _page(chosen, found, request), acts.seen_of(request, found)
    open_ = State(found.state) is State.DRAFT
    if request.method == "POST" and open_ and page["content"] is not None and "more" not in request.POST:
        try:
            services.revise(pk, page["content"], by=actor, at=now, seen=seen)
        except NotFound:
            raise
        except NothingNew:
            return redirect(_next(request, pk, chosen))
        except Refusal as refusal:
            _refuse(page, refusal.in_language(language()))
        else:
            return redirect(_next(request, pk, chosen))
    wrong = bool(page.get("refused") or page["wrong"])
    context = {
        **page, "it": found, "section": chosen, "sections": SECTIONS, "open": open_, "faults": acts.faults_of(found),
        "seen": seen,
        **standing(found, law_day(now)),
    }  # fmt: skip
    return render(request, "procedures/edit.html", context, status=400 if wrong else 200)


def _refuse(page: Page, words: str) -> None:
    """A refusal where the page says its errors."""
    if "form" in page:
        page["form"].add_error(None, words)
    page["refused"] = words


def _next(request: HttpRequest, pk: int, section: Section) -> str:
    """Where one goes after saving: the next section, or the draft as it will look."""
    names = [each.name for each in SECTIONS]
    if "next" in request.POST and section.name != names[-1]:
        return reverse("procedures:edit", args=[pk, names[names.index(section.name) + 1]])
    return reverse("procedures:version", args=[pk])


def _page(section: Section, found: Held, request: HttpRequest) -> Page:
    """What the section shows; `content` is the content to keep, None where there are errors or nothing was sent."""
    data = request.POST if request.method == "POST" else None
    if section.lists:
        return _rows_page(section, found.content, data)
    if section.name in ("form", "whole"):
        return _text_page(section, found.content, data)
    kind, told, put = {
        "general": (sections.GeneralForm, sections.general, sections.with_general),
        "texts": (sections.TextsForm, sections.texts, sections.with_texts),
    }[section.name]
    form = kind(data, initial=told(found.content), auto_id="a-%s")
    valid = data is not None and form.is_valid()
    return {
        "form": form,
        "content": put(found.content, form.cleaned_data) if valid else None,
        "wrong": bool(form.errors),
    }


def _text_page(section: Section, content: Content, data: Any) -> Page:
    if data is None:
        told = content if section.name == "whole" else content.form
        return {"text": editing.text_of(told), "content": None, "wrong": False, "misread": ()}
    text = str(data.get("text", "")).replace("\r\n", "\n")
    if section.name == "whole":
        read, faults = editing.read_content(text)
        misread: tuple[Misread, ...] = faults if read is None else ()
        return {"text": text, "content": read, "wrong": read is None, "misread": misread}
    form, faults = editing.read_form(text)
    kept = None if faults else msgspec.structs.replace(content, form=form)
    return {"text": text, "content": kept, "wrong": bool(faults), "misread": faults}


def _rows_page(section: Section, content: Content, data: Any) -> Page:
    lists, parts, wrong = [], {}, False
    for each in section.lists:
        formset = _formset(each, content, data)
        valid = data is not None and formset.is_valid()
        wrong = wrong or (data is not None and not valid)
        if valid:
            parts[each.name] = _values(each, formset)
        lists.append({"rows": each, "formset": formset})
    more = data is not None and "more" in data
    kept = msgspec.structs.replace(content, **parts) if parts and not wrong else None
    return {"lists": lists, "content": kept, "wrong": wrong and not more}


def _formset(rows: Rows, content: Content, data: Any) -> Any:
    kind = forms.formset_factory(
        rows.row, extra=BLANK, can_order=True, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS + BLANK
    )
    if data is not None and data.get("more") == rows.name:
        data = data.copy()
        name = f"{rows.name}-TOTAL_FORMS"
        total = int(data[name]) if str(data.get(name, "")).isdecimal() else 0
        data[name] = str(min(total + BLANK, MOST_ROWS))
    initial = [rows.row.fields_of(held) for held in getattr(content, rows.name)]
    made = kind(data, initial=initial, prefix=rows.name, auto_id="a-%s")
    for form in made.forms:
        for name in ("ORDER", "DELETE"):
            form.fields[name].label = _("Place") if name == "ORDER" else _("Drop")
        form.fields["ORDER"].widget = forms.TextInput(attrs={"class": "w-4", "inputmode": "numeric"})
    return made


def _values(rows: Rows, formset: Any) -> tuple[Any, ...]:
    """The rows that say something, in their order. A row without its first text, or that is dropped, is left out."""
    held = []
    for at, form in enumerate(formset.forms):
        told = form.cleaned_data
        if not told or told.get("DELETE") or not str(told.get(rows.row.key) or "").strip():
            continue
        place = told.get("ORDER")
        held.append((place if place is not None else at + 1, at, told))
    held.sort(key=lambda each: each[:2])
    return tuple(rows.row.value(told, no) for no, (_place, _at, told) in enumerate(held, 1))

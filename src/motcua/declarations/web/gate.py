"""The gate: find a declaration by number or container, see what may pass now, record it, take a mistake back."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.declarations import services
from motcua.declarations.domain.boxes import fold
from motcua.declarations.domain.passing import Measure, Wanted
from motcua.declarations.queries import gate as queries
from motcua.declarations.queries import one, passages
from motcua.declarations.services import boxes
from motcua.declarations.services.passages import LONGEST_GATE, LONGEST_NOTE
from motcua.declarations.web import sheet, words
from motcua.design.asking import actor_of, whole
from motcua.design.domain import amounts, numbers
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed, Refusal
from motcua.people import queries as people


class PartForm(forms.Form):
    """What passes: containers to tick, containers to type, or a quantity; at which gate."""

    boxes = forms.MultipleChoiceField(
        label=gettext_lazy("Containers that pass now"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    others = forms.CharField(
        label=gettext_lazy("Numbers of other containers"), required=False, max_length=1000,
        help_text=gettext_lazy("As read on the containers, with a comma between two"),
        widget=forms.TextInput(attrs={"class": "w-full", "autocomplete": "off"}),
    )  # fmt: skip
    quantity = forms.CharField(
        label=gettext_lazy("Quantity that passes now"), required=False, max_length=20,
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    gate = forms.CharField(
        label=gettext_lazy("Gate"), max_length=LONGEST_GATE,
        widget=forms.TextInput(attrs={"class": "w-14", "autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any, standing: passages.Standing, held: dict[str, str], *, gate: str = "", ticked: str = ""
    ) -> None:  # fmt: skip
        initial = {"gate": gate, "after": standing.last, "boxes": [fold(ticked)]}
        super().__init__(data, initial=initial, auto_id="g-%s")
        self.measure = standing.declared.measure
        left = standing.left
        box = self.fields["boxes"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [(each, _waiting(each, held.get(each, ""))) for each in left.boxes]
        if not left.boxes:
            del self.fields["boxes"]
        if not left.unnamed:
            del self.fields["others"]
        if self.measure is Measure.CONTAINERS:
            del self.fields["quantity"]
        else:
            unit = say(unit_words(standing))
            rest = amounts.quantity(left.quantity_e4, unit, language())
            self.fields["quantity"].help_text = _("Left: %(rest)s") % {"rest": rest}
            self.fields["quantity"].required = True

    def clean_quantity(self) -> Decimal | None:
        """A number as it is written here, with a comma or a point."""
        text = self.cleaned_data["quantity"]
        try:
            return numbers.read_decimal(text) if text else None
        except ValueError:
            raise forms.ValidationError(_("Enter a number, for example 12.5.")) from None

    def wanted(self) -> Wanted:
        """What is to be recorded."""
        said = self.cleaned_data
        typed = said.get("others", "").replace(";", ",").split(",")
        return Wanted(
            (*said.get("boxes", ()), *typed), said.get("quantity"), said["gate"], said["note"], said["after"]
        )  # fmt: skip


def _waiting(box: str, other: str) -> str:
    """A container, and for which declaration it waits, if for any."""
    return _("%(container)s (waits for declaration %(other)s)") % {"container": box, "other": other} if other else box


def _held(standing: passages.Standing) -> dict[str, str]:
    """The containers that wait for another declaration."""
    if not standing.left.boxes:
        return {}
    boxes.catch_up(clock.now())
    return passages.held_for(standing.found, standing.version.warehouse, standing.left.boxes)


@require_safe
def gate(request: HttpRequest) -> HttpResponse:
    """The desk of the gate: one that is found alone is opened at once."""
    actor = actor_of(request)
    asked = request.GET.get("q", "")[:60].strip()
    if asked and not fold(asked).isdecimal():
        boxes.catch_up(clock.now())
    found = queries.find(asked, actor) if asked else []
    if len(found) == 1:
        answer = redirect("declarations:passage", found[0].found.number)
        if not fold(asked).isdecimal():
            answer["Location"] += f"?container={fold(asked)}"
        return answer
    context = {
        "asked": asked, "rows": [_row(each) for each in found], "short": len(fold(asked)) < queries.SHORTEST,
        "recent": [{"row": row, "number": number} for row, number in queries.recent(actor)] if not asked else [],
    }  # fmt: skip
    return render(request, "declarations/gate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def passage(request: HttpRequest, number: str) -> HttpResponse:
    """What has passed of a declaration and what is left; an officer of the branch records and takes back."""
    actor = actor_of(request)
    found = one.find(number, actor)
    standing = passages.standing(found)
    works = actor.holds("officer", found.office)
    posted = request.method == "POST"
    back = posted and "back" in request.POST
    form, problem = None, ""
    if works and standing.may:
        data = request.POST if posted and not back else None
        form = PartForm(
            data, standing, _held(standing), gate=passages.last_gate(actor), ticked=request.GET.get("container", "")
        )
    if posted and not works:
        raise NotAllowed(who=actor.name, act=f"officer {found.office}")
    if posted:
        problem = _done(request, standing, form, actor, clock.now())
        if not problem:
            return redirect("declarations:passage", number)
    context = {
        **shown(standing), "head": sheet.head(found), "form": form, "problem": problem, "works": works,
        "back": works and found.passed_at is None, "reason": request.POST.get("reason", "") if back else "",
        "longest": LONGEST_NOTE,
    }  # fmt: skip
    return render(request, "declarations/passage.html", context, status=400 if problem else 200)


def _done(
    request: HttpRequest, standing: passages.Standing, form: PartForm | None, actor: Actor, now: datetime
) -> str:  # fmt: skip
    """Record or take back; an empty text when done, else what stands in the way."""
    subject, no = standing.found.id, request.POST.get("back", "")
    try:
        if no:
            services.take_back_part(subject, whole(no, 0), reason=request.POST.get("reason", ""), by=actor, at=now)
            messages.success(request, _("The record is taken back."))
            return ""
        if form is not None and not form.is_valid():
            return _("Some fields are to be put right.")
        wanted = form.wanted() if form is not None else Wanted()
        made = services.pass_part(subject, wanted, by=actor, at=now)
    except Refusal as refusal:
        return refusal.in_language(language())
    messages.success(request, _("All goods have passed.") if made.left.nothing else _("Recorded."))
    return ""


def shown(standing: passages.Standing) -> dict[str, Any]:
    """A declaration at the gate, as pages show it: what is declared, every record, what is left."""
    found = standing.found
    names = people.names([number for each in standing.records if (number := _number(each.row.actor))])
    return {
        "declaration": found, "standing": standing, "counted_in": unit_words(standing),
        "place": words.called("warehouse", standing.version.warehouse, found.registered_on),
        "by_box": standing.declared.measure is Measure.CONTAINERS,
        "records": [
            {"each": each, "who": names.get(_number(each.row.actor), each.row.actor)} for each in standing.records
        ][::-1],
        "share": _share(standing),
    }  # fmt: skip


def _number(actor: str) -> int:
    number = actor.partition(" ")[0].partition("/")[2]
    return int(number) if number.isdecimal() else 0


def unit_words(standing: passages.Standing) -> Any:
    """The unit in which a declaration is counted at the gate."""
    name = "weight_unit" if standing.declared.measure is Measure.WEIGHT else "package_unit"
    return words.called(name, standing.declared.unit, standing.found.registered_on)


def _share(standing: passages.Standing) -> tuple[int, int]:
    """How many of how many containers have passed."""
    left = standing.left
    return standing.declared.count - len(left.boxes) - left.unnamed, standing.declared.count


def _row(standing: passages.Standing) -> dict[str, Any]:
    return {**shown(standing), **sheet.head(standing.found)}

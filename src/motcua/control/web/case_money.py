"""Forms of sanctions and of money that came."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.control.domain.cases import tables, texts
from motcua.control.domain.cases.authority import Decision
from motcua.control.models import Case
from motcua.control.services.cases import deciding
from motcua.control.services.cases.deciding import Paid
from motcua.control.web.case_actforms import ActForm
from motcua.control.web.case_fields import DongField
from motcua.control.web.case_forms import area, choose, wide
from motcua.control.web.case_words import typed
from motcua.design.domain import amounts
from motcua.design.periods import FORMATS
from motcua.design.templatetags.figures import language, say
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day


class DecideForm(ActForm):
    """A sanction."""

    level = forms.TypedChoiceField(label=gettext_lazy("Authority"), coerce=int, widget=forms.RadioSelect)
    fine = DongField(label=gettext_lazy("Fine in dong"), required=False, widget=wide("w-12"))
    confiscated = DongField(label=gettext_lazy("Value confiscated in dong"), required=False, widget=wide("w-12"))
    remedy = forms.CharField(label=gettext_lazy("Remedies"), max_length=texts.LONG, required=False, widget=area())
    basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=400, widget=wide())
    paper = forms.CharField(
        label=gettext_lazy("Number of the higher authority's decision"), max_length=texts.PAPER, required=False,
        widget=wide("w-12"),
    )  # fmt: skip

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """The authorities of this person, the range of the fine and the act."""
        day = law_day(at)
        held = [
            each for each in tables.authorities(day) if by.holds(each.role, found.office if each.role == "head" else "")
        ]
        choose(self, "level", [(each.level, say(each.words)) for each in held])
        offence, (least, most) = deciding.may_decide(found, day)
        self.fields["fine"].help_text = _("From %(least)s to %(most)s.") % {
            "least": amounts.dong(least, language()), "most": amounts.dong(most, language()),
        }  # fmt: skip
        self.initial.update(
            {"basis": offence.act, "confiscated": typed(found.value), "level": held[0].level if held else None}
        )

    def decision(self) -> Decision:
        """What is decided."""
        told = self.cleaned_data
        return Decision(*(told[name] for name in ("level", "fine", "confiscated", "remedy", "basis", "paper")))


class ConfiscateForm(ActForm):
    """Goods without an owner."""

    basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=400, widget=wide())


class PayForm(ActForm):
    """Money that came."""

    kind = forms.ChoiceField(label=gettext_lazy("What for"), widget=forms.RadioSelect, initial="fine")
    amount = DongField(label=gettext_lazy("Sum in dong"), widget=wide("w-12"))
    on = forms.DateField(label=gettext_lazy("Paid on"), input_formats=FORMATS, widget=wide("w-8"))
    bank = forms.CharField(label=gettext_lazy("Bank or treasury"), max_length=8, widget=wide("w-8"))
    reference = forms.CharField(
        label=gettext_lazy("Reference of the bank"), max_length=texts.PAPER, widget=wide("w-12")
    )

    def fill(self, found: Case, by: Actor, at: datetime) -> None:
        """What is owed."""
        del self.fields["note"]
        choose(self, "kind", [("fine", _("Fine")), ("duty", _("Duties due by the case"))])
        self.initial["amount"] = typed(found.fine - found.paid)

    def paid(self) -> Paid:
        """What came."""
        return Paid(*(self.cleaned_data[name] for name in ("amount", "on", "bank", "reference", "kind")))

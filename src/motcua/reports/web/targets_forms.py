"""Forms of targets: to set one, to change or end it, to load a file."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design.domain import amounts, numbers
from motcua.design.templatetags.figures import language, say
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.reference import domain as reference
from motcua.reports.domain.targets_file import LARGEST
from motcua.reports.domain.targets_kept import KINDS, LONGEST, SETTERS, Goal

_PERCENT = 10_000
"""Parts per million in a percent."""


def offices() -> list[tuple[str, str]]:
    """The department, then the branches of today."""
    branches = reference.branches(law_day(clock.now()))
    return [("", _("The whole department")), *((branch.code, say(branch.words)) for branch in branches)]


def reason_field() -> forms.CharField:
    """Why a target is changed or ended."""
    return forms.CharField(
        label=gettext_lazy("Reason"), max_length=LONGEST, widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )  # fmt: skip


class TargetForm(forms.Form):
    """A target as it is typed: revenue in thousand millions of dong, all else in percent."""

    setter = forms.ChoiceField(label=gettext_lazy("Set by"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of target"))
    period = forms.CharField(
        label=gettext_lazy("Period"), max_length=7,
        help_text=gettext_lazy("Year 2024, quarter 2024-Q1 or month 2024-03"),
        error_messages={"required": gettext_lazy("Write the period.")},
    )  # fmt: skip
    office = forms.ChoiceField(label=gettext_lazy("Office"), required=False)
    amount = forms.CharField(
        label=gettext_lazy("Value"), required=False, max_length=30,
        help_text=gettext_lazy("Revenue in VND billion, all else in percent; empty where no number was given"),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Source"), max_length=LONGEST, help_text=gettext_lazy("The paper that set it"),
        error_messages={"required": gettext_lazy("Name the paper that set the target.")},
    )  # fmt: skip
    verified = forms.BooleanField(label=gettext_lazy("The paper was read"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Condition or note"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 2})
    )  # fmt: skip

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, auto_id="t-%s", **more)
        for name, choices in (
            ("setter", [(code, say(words)) for code, words in SETTERS.items()]),
            ("kind", [(code, say(words)) for code, words in KINDS.items()]), ("office", offices()),
        ):  # fmt: skip
            box = self.fields[name]
            assert isinstance(box, forms.ChoiceField)
            box.choices = choices

    def goal(self) -> Goal:
        """The target that was typed; `fit` judges it."""
        told = self.cleaned_data
        return Goal(
            told["setter"], told["kind"], told["period"].strip(), told["office"],
            typed(told["amount"], told["kind"]), told["source"], told["verified"], told["note"],
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An amount that is no number is said at its field."""
        told = super().clean() or self.cleaned_data
        if told.get("kind") and told.get("amount"):
            try:
                typed(told["amount"], told["kind"])
            except ValueError:
                self.add_error("amount", _("Write a number such as 16.000 or 4,5."))
        return told


class ChangeForm(TargetForm):
    """Another value, source or note, with the reason. What names the target stays."""

    reason = reason_field()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)

    def __init__(self, data: Any = None, *, goal: Goal, **more: Any) -> None:
        super().__init__(data, **more)
        self.held = goal
        for name in ("setter", "kind", "period", "office"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """As the form to set one."""
        self.cleaned_data["kind"] = self.held.kind
        return super().clean()

    def goal(self) -> Goal:
        """The target with what was typed."""
        told = self.cleaned_data
        return Goal(
            self.held.setter, self.held.kind, self.held.period, self.held.office,
            typed(told["amount"], self.held.kind), told["source"], told["verified"], told["note"],
        )  # fmt: skip


class EndForm(forms.Form):
    """The end of a target, with the reason."""

    reason = reason_field()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=30_000)


class LoadForm(forms.Form):
    """A file of targets."""

    file = forms.FileField(
        label=gettext_lazy("File of targets (CSV)"), max_length=200,
        help_text=gettext_lazy("The columns are those of the file that “CSV” gives; all lines or none are taken"),
    )  # fmt: skip

    def content(self) -> bytes:
        """At most as much as may be read, and one byte more."""
        return bytes(self.cleaned_data["file"].read(LARGEST + 1))


def typed(text: str, kind: str) -> int | None:
    """The value of what was typed: dong or ppm. NotANumber where it is none, or finer than that."""
    if not text.strip():
        return None
    value = numbers.read_decimal(text.replace("%", "")) * _scale(kind)
    if value != value.to_integral_value():
        raise numbers.NotANumber(text)
    return int(value)


def shown(goal: Goal) -> str:
    """The value as it is typed again."""
    return "" if goal.value is None else numbers.write_decimal(Decimal(goal.value) / _scale(goal.kind), language())


def _scale(kind: str) -> int:
    return amounts.BILLION if kind == "revenue" else _PERCENT

"""Forms of reviews, objectives, risks and declarations."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.design.templatetags.figures import say
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit import data
from motcua.procedures.domain.audit.bodies import Input, Objective, Resolved, Review, Risk, Statement, Value
from motcua.procedures.web import audit_fields as fields
from motcua.procedures.web.audit_actforms import ActForm, YearForm

DECISIONS, SHOWN = 6, 2


class ReviewForm(YearForm):
    """What is put before a management review."""

    on = fields.day(gettext_lazy("Day of the meeting"))

    def begun(self, found: Record | None) -> dict[str, Any]:
        """What stands now."""
        body = found.said() if found else None
        if not isinstance(body, Review):
            return {}
        return {"on": body.on, **{f"i_{each.code}": each.text for each in body.inputs}}

    def fill(self) -> None:
        """A text for each subject."""
        super().fill()
        for code, words in data.subjects().items():
            self.fields[f"i_{code}"] = fields.text(say(words), required=False)

    def told(self) -> dict[str, Any]:
        """The day and the subjects."""
        inputs = [Input(code, self.cleaned_data[f"i_{code}"]) for code in data.subjects()]
        told = {"on": self.cleaned_data["on"], "inputs": inputs}
        return told if self.found else {"year": self.year(), **told}


class MinutesForm(ActForm):
    """The minutes of a review and what it decided."""

    present = fields.text(gettext_lazy("Present"))
    minutes = fields.text(pgettext_lazy("of a meeting", "Minutes"), rows=8)

    def begun(self, found: Record | None) -> dict[str, Any]:
        """What was written before."""
        body = found.said() if found else None
        assert isinstance(body, Review)
        held: dict[str, Any] = {"present": body.present, "minutes": body.minutes}
        for no, each in enumerate(body.decisions, 1):
            held |= {f"d{no}_text": each.text, f"d{no}_owner": str(each.owner), f"d{no}_due": each.due}
        return held

    def fill(self) -> None:
        """A group of fields for each decision."""
        offered = fields.staff(self.today)
        for no in range(1, DECISIONS + 1):
            self.fields[f"d{no}_text"] = fields.text(_("Decision"), required=False, rows=2)
            self.fields[f"d{no}_owner"] = fields.choice(_("Who carries it out"), offered, required=False)
            self.fields[f"d{no}_due"] = fields.day(_("Done by"), required=False)

    def clean(self) -> dict[str, Any]:
        """A decision has a text, an owner and a day, or none of them."""
        told = super().clean() or {}
        for no in range(1, DECISIONS + 1):
            parts = [bool(told.get(f"d{no}_{part}")) for part in ("text", "owner", "due")]
            if any(parts) and not all(parts):
                self.add_error(f"d{no}_text", _("Decision %(no)s needs its text, who carries it out, and a day.") %
                               {"no": no})  # fmt: skip
        return told

    def told(self) -> dict[str, Any]:
        """The minutes."""
        told = self.cleaned_data
        decided = [
            Resolved(told[f"d{no}_text"], int(told[f"d{no}_owner"]), told[f"d{no}_due"])
            for no in range(1, DECISIONS + 1) if told[f"d{no}_text"]
        ]  # fmt: skip
        return {"present": told["present"], "minutes": told["minutes"], "decisions": decided}

    def groups(self) -> list[dict[str, Any]]:
        """The minutes, then decision by decision."""
        parts = ("text", "owner", "due")
        decided = [
            self.group(_("Decision %(no)s") % {"no": no}, [f"d{no}_{part}" for part in parts], shut=no > SHOWN)
            for no in range(1, DECISIONS + 1)
        ]
        return [{"title": "", "fields": [self["present"], self["minutes"]]}, *decided]


DIRECTIONS = [("least", gettext_lazy("at least")), ("most", gettext_lazy("at most"))]


class ObjectiveForm(YearForm):
    """An objective: what, how it is measured, the target."""

    text = fields.text(gettext_lazy("Objective"), rows=2)
    measure = fields.text(gettext_lazy("How it is measured"), rows=2)
    direction = forms.ChoiceField(label=gettext_lazy("The value should be"), choices=DIRECTIONS)
    target = fields.PlainDecimal(gettext_lazy("Target"))
    unit = fields.line(gettext_lazy("Unit"), hint=gettext_lazy("Such as %, hours, dossiers"), most=30)

    def begun(self, found: Record | None) -> dict[str, Any]:
        """What stands now."""
        body = found.said() if found else None
        if not isinstance(body, Objective):
            return {}
        return {name: getattr(body, name) for name in ("text", "measure", "direction", "target", "unit")}

    def fill(self) -> None:
        """The office, where it is new."""
        super().fill()
        if self.found is None:
            self.fields["office"] = fields.choice(
                _("Office"), fields.offices(self.today), required=False, hint=_("Empty: the whole department")
            )

    def told(self) -> dict[str, Any]:
        """The objective."""
        told = self.cleaned_data
        body = Objective(self.year(), told["text"], told["measure"], told["unit"], told["direction"], told["target"])
        return {"body": body} if self.found else {"body": body, "office": told["office"]}


class MeasureForm(ActForm):
    """The value of a quarter."""

    quarter = forms.TypedChoiceField(
        label=gettext_lazy("Quarter"), choices=[(str(no), str(no)) for no in range(1, 5)], coerce=int
    )
    value = fields.PlainDecimal(gettext_lazy("Value"))
    source = fields.line(gettext_lazy("Where the figure is from"))

    def told(self) -> dict[str, Any]:
        """The value."""
        told = self.cleaned_data
        return {"value": Value(told["quarter"], Decimal(told["value"]), told["source"])}


SORTS = [("risk", gettext_lazy("Risk")), ("opportunity", gettext_lazy("Opportunity"))]
SCALE = [(str(no), str(no)) for no in range(1, 6)]


class RiskForm(YearForm):
    """A risk or an opportunity."""

    sort = forms.ChoiceField(label=gettext_lazy("Kind"), choices=SORTS)
    text = fields.text(gettext_lazy("What may happen"), rows=2)
    process = fields.line(gettext_lazy("Clause or procedure"), required=False)
    likelihood = forms.TypedChoiceField(label=gettext_lazy("Likelihood, 1 to 5"), choices=SCALE, coerce=int)
    impact = forms.TypedChoiceField(label=gettext_lazy("Impact, 1 to 5"), choices=SCALE, coerce=int)
    treatment = fields.text(gettext_lazy("What is done about it"))
    until = fields.day(gettext_lazy("Done by"), required=False, hint=gettext_lazy("A working day"))

    def begun(self, found: Record | None) -> dict[str, Any]:
        """What stands now."""
        body = found.said() if found else None
        if found is None or not isinstance(body, Risk):
            return {}
        named = ("sort", "text", "process", "likelihood", "impact", "treatment")
        return {**{name: getattr(body, name) for name in named}, "until": found.due_on, "owner": str(found.owner)}

    def fill(self) -> None:
        """Offices and people."""
        super().fill()
        if self.found is None:
            self.fields["office"] = fields.choice(
                _("Office"), fields.offices(self.today), required=False, hint=_("Empty: the whole department")
            )
        self.fields["owner"] = fields.choice(_("Who carries it out"), fields.staff(self.today), required=False)

    def told(self) -> dict[str, Any]:
        """The risk."""
        told = self.cleaned_data
        body = Risk(told["sort"], told["text"], told["process"], told["likelihood"], told["impact"], told["treatment"])
        held = {"body": body, "owner": int(told["owner"] or 0), "until": told["until"]}
        return held if self.found else {**held, "year": self.year(), "office": told["office"]}


class StatementForm(YearForm):
    """The self-declaration of a year."""

    scope = fields.text(gettext_lazy("Scope"))
    text = fields.text(gettext_lazy("Text of the declaration"), rows=6)

    def begun(self, found: Record | None) -> dict[str, Any]:
        """What stands now."""
        body = found.said() if found else None
        return {"scope": body.scope, "text": body.text} if isinstance(body, Statement) else {}

    def told(self) -> dict[str, Any]:
        """Scope and text."""
        told = {"scope": self.cleaned_data["scope"], "text": self.cleaned_data["text"]}
        return told if self.found else {"year": self.year(), **told}

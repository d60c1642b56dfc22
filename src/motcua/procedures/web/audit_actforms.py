"""Forms of acts on records: what has to be said, and how the service takes it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.procedures.audit_models import Record
from motcua.procedures.domain.audit.bodies import Audit, Programme, Visit
from motcua.procedures.services.audit import Plan
from motcua.procedures.services.audit.audits import own_offices
from motcua.procedures.services.audit.nonconformities import Answer
from motcua.procedures.web import audit_fields as fields

VISITS, SHOWN, TEAM = 8, 2, 4
MONTHS = [(str(no), str(no)) for no in range(1, 13)]


class ActForm(forms.Form):
    """An act; `seen` is the step that its maker saw, 0 for a record that is not there yet."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data_: Any, found: Record | None = None, **initial: Any) -> None:
        held = {"seen": found.leaf if found else 0, **self.begun(found), **initial}
        super().__init__(data_, initial=held, auto_id="a-%s")
        self.found, self.today = found, law_day(clock.now())
        self.fill()

    def begun(self, found: Record | None) -> dict[str, Any]:
        """What the form begins with."""
        return {}

    def fill(self) -> None:
        """Add what depends on the day and on the record."""

    def told(self) -> dict[str, Any]:
        """What was said, as the service takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def groups(self) -> list[dict[str, Any]]:
        """The fields in groups with titles: one without a title here."""
        return [{"title": "", "fields": self.visible_fields()}]

    def group(self, title: str, names: list[str], *, shut: bool) -> dict[str, Any]:
        """A group of fields; one that may be shut is open only where something stands in it."""
        held = [self[name] for name in names]
        return {"title": title, "fields": held, "shut": shut and not any(each.value() or each.errors for each in held)}


class PlainForm(ActForm):
    """An act that needs nothing said."""


class NoteForm(ActForm):
    """With a note, if there is one."""

    note = fields.text(gettext_lazy("Note"), required=False)


class ReasonForm(ActForm):
    """With the reason."""

    note = fields.text(gettext_lazy("Reason"))


class YearForm(ActForm):
    """For records that are entered for a year."""

    def fill(self) -> None:
        """The year, where the record is not there yet."""
        if self.found is None:
            years = [(str(year), str(year)) for year in (self.today.year, self.today.year + 1, self.today.year - 1)]
            self.fields["year"] = forms.TypedChoiceField(label=_("Year"), choices=years, coerce=int)
            self.order_fields(["seen", "year"])

    def year(self) -> int:
        """The year of the record."""
        return self.found.year if self.found else int(self.cleaned_data["year"])


class ProgrammeForm(YearForm):
    """The programme of a year and its visits."""

    purpose = fields.text(gettext_lazy("Purpose"))
    scope = fields.text(gettext_lazy("Scope"))
    criteria = fields.text(gettext_lazy("Criteria"), hint=gettext_lazy("Standard, procedures and law that are applied"))

    def begun(self, found: Record | None) -> dict[str, Any]:
        """What stands now."""
        body = found.said() if found else None
        if not isinstance(body, Programme):
            return {"criteria": "TCVN ISO 9001:2015"}
        held: dict[str, Any] = {"purpose": body.purpose, "scope": body.scope, "criteria": body.criteria}
        for visit in body.visits:
            held |= {
                f"v{visit.no}_office": visit.office, f"v{visit.no}_month": str(visit.month),
                f"v{visit.no}_clauses": ", ".join(visit.clauses),
                f"v{visit.no}_procedures": ", ".join(visit.procedures),
            }  # fmt: skip
        return held

    def fill(self) -> None:
        """A group of fields for each visit."""
        super().fill()
        places = fields.offices(self.today)
        for no in range(1, VISITS + 1):
            self.fields[f"v{no}_office"] = fields.choice(_("Office"), places, required=False)
            self.fields[f"v{no}_month"] = fields.choice(_("Month"), MONTHS, required=False)
            self.fields[f"v{no}_clauses"] = fields.line(
                _("Clauses"), required=False, hint=_("Such as 7.5, 8.2; none: all clauses")
            )
            self.fields[f"v{no}_procedures"] = fields.line(
                _("Procedures"), required=False, hint=_("Codes of procedures in force, with commas")
            )

    def clean(self) -> dict[str, Any]:
        """A visit has an office and a month, or neither."""
        told = super().clean() or {}
        for no in range(1, VISITS + 1):
            if bool(told.get(f"v{no}_office")) != bool(told.get(f"v{no}_month")):
                self.add_error(f"v{no}_office", _("Choose the office and the month of the visit, or neither."))
        return told

    def told(self) -> dict[str, Any]:
        """The programme."""
        told = self.cleaned_data
        visits = tuple(
            Visit(no, told[f"v{no}_office"], int(told[f"v{no}_month"]), _codes(told[f"v{no}_clauses"]),
                  _codes(told[f"v{no}_procedures"]))
            for no in range(1, VISITS + 1) if told[f"v{no}_office"]
        )  # fmt: skip
        return {"body": Programme(self.year(), told["purpose"], told["scope"], told["criteria"], visits)}

    def groups(self) -> list[dict[str, Any]]:
        """Above all, then visit by visit."""
        named = [self[name] for name in ("year", "purpose", "scope", "criteria") if name in self.fields]
        parts = ("office", "month", "clauses", "procedures")
        visits = [
            self.group(_("Audit %(no)s") % {"no": no}, [f"v{no}_{part}" for part in parts], shut=no > SHOWN)
            for no in range(1, VISITS + 1)
        ]
        return [{"title": "", "fields": named}, *visits]


def _codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.strip() for code in text.replace(";", ",").split(",") if code.strip()))


class PlanForm(ActForm):
    """The plan of an audit. Nobody of the audited office is offered."""

    since = fields.day(pgettext_lazy("day", "From"))
    until = fields.day(pgettext_lazy("day", "To"))
    scope = fields.text(gettext_lazy("Scope"), required=False, hint=gettext_lazy("Empty: that of the programme"))
    criteria = fields.text(gettext_lazy("Criteria"), required=False, hint=gettext_lazy("Empty: those of the programme"))

    def __init__(self, data_: Any, found: Record | None = None, *, office: str = "", **initial: Any) -> None:
        self.office = office or (found.office if found else "")
        super().__init__(data_, found, **initial)

    def begun(self, found: Record | None) -> dict[str, Any]:
        """What is planned now."""
        body = found.said() if found else None
        if not isinstance(body, Audit):
            return {}
        others = [each for each in body.auditors if each != body.lead]
        team = {f"auditor{no}": str(each) for no, each in enumerate(others, 2)}
        return {"since": body.since, "until": body.until, "scope": body.scope, "criteria": body.criteria,
                "lead": str(body.lead), **team}  # fmt: skip

    def fill(self) -> None:
        """Who may be chosen."""
        offered = fields.staff(self.today, but=own_offices(self.office, self.today))
        self.fields["lead"] = fields.choice(
            _("Lead auditor"), offered, hint=_("People of the audited office are not offered.")
        )
        for no in range(2, TEAM + 1):
            label = _("Auditor %(no)s") % {"no": no}
            self.fields[f"auditor{no}"] = fields.choice(label, offered, required=False)
        if self.found is not None:
            self.fields["note"] = fields.text(_("Reason"))
        self.order_fields(["seen", "since", "until", "lead", *(f"auditor{no}" for no in range(2, TEAM + 1))])

    def told(self) -> dict[str, Any]:
        """The plan."""
        told = self.cleaned_data
        chosen = [told["lead"], *(told[f"auditor{no}"] for no in range(2, TEAM + 1))]
        team = tuple(dict.fromkeys(int(each) for each in chosen if each))
        plan = Plan(told["since"], told["until"], int(told["lead"]), team, told["scope"], told["criteria"])
        return {"plan": plan, **({"note": told["note"]} if "note" in told else {})}


class ReportForm(ActForm):
    """The report of an audit."""

    conclusion = fields.text(gettext_lazy("Conclusion"), rows=5)
    strengths = fields.text(gettext_lazy("Strengths"), required=False)


class SummaryForm(ActForm):
    """The report of a year."""

    report = fields.text(gettext_lazy("Report of the year"), rows=8)


class ConclusionForm(ActForm):
    """What follows from an objective."""

    conclusion = fields.text(gettext_lazy("Conclusion"))


class AnswerForm(ActForm):
    """What an office answers to a nonconformity."""

    correction = fields.text(gettext_lazy("Correction at once"))
    cause = fields.text(gettext_lazy("Cause"))
    action = fields.text(gettext_lazy("Corrective action"), hint=gettext_lazy("What is done so that it never returns"))
    due = fields.day(gettext_lazy("Done by"), hint=gettext_lazy("A working day"))

    def fill(self) -> None:
        """People of the office."""
        assert self.found is not None
        offered = fields.staff(self.today, at=frozenset({self.found.office}))
        self.fields["owner"] = fields.choice(_("Who carries it out"), offered)

    def told(self) -> dict[str, Any]:
        """The answer."""
        told = self.cleaned_data
        return {"told": Answer(told["correction"], told["cause"], told["action"], int(told["owner"]), told["due"])}


class DoneForm(ActForm):
    """What was done."""

    done = fields.text(gettext_lazy("What was done, and the evidence"))


class VerifyForm(ActForm):
    """What was verified."""

    verification = fields.text(gettext_lazy("What was verified"))


class UntilForm(ActForm):
    """Another due day, with the reason."""

    until = fields.day(gettext_lazy("New due day"), hint=gettext_lazy("A working day"))
    note = fields.text(gettext_lazy("Reason"))

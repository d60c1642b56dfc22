"""The head of a profile, its criteria as text, the months of a dry run, the filters of the list."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.design.domain.times import day as written_day
from motcua.design.periods import FORMATS
from motcua.design.templatetags.figures import language, say
from motcua.kernel.words import Words
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.language import LONGEST, Fault, parsed, percent, written
from motcua.risk.domain.writing import KIND_WORDS, LONGEST_CODE, LONGEST_WORDS, Draft, faults
from motcua.risk.queries.profiling import STANDING
from motcua.risk.web.reading import ppm, text_field


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, input_formats=FORMATS,
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Enter the day as day/month/year, for example 22/12/2023.")}, **more,
    )  # fmt: skip


def _area(label: Any, rows: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "w-full", "spellcheck": "false"})
    return forms.CharField(label=label, widget=widget, required=False, **more)


class HeadForm(forms.Form):
    """What a profile is, beside its criteria."""

    code = text_field(
        gettext_lazy("Code"), "w-16", max_length=LONGEST_CODE,
        help_text=gettext_lazy("O-… for physical inspection, Y-… for documents; a known code makes a new version"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("What is checked"), widget=forms.RadioSelect)
    share = text_field(
        gettext_lazy("Share of those that meet the criteria, in per cent"), "w-8", max_length=12,
        help_text=gettext_lazy("The keyed draw takes this share of them, for example 12.5"),
    )  # fmt: skip
    since = _day(gettext_lazy("First day"), help_text=gettext_lazy("Empty: the day after its approval"))
    until = _day(gettext_lazy("Last day"), help_text=gettext_lazy("Empty where it is open"))
    reason_vi = _area(gettext_lazy("Reason, in Vietnamese"), 2, max_length=LONGEST_WORDS)
    reason_en = _area(gettext_lazy("Reason, in English"), 2, max_length=LONGEST_WORDS)
    basis = _area(gettext_lazy("Legal basis"), 2, max_length=LONGEST_WORDS)

    def __init__(self, data: Any = None, *, draft: Draft | None = None) -> None:
        super().__init__(data, initial=_head(draft) if draft else {"kind": "office"})
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(key, say(KIND_WORDS[key])) for key in ("office", "yellow")]

    def draft(self, criteria: Criteria | None) -> Draft | None:
        """The profile; None, with errors at their fields, where it cannot be."""
        if not self.is_valid() or criteria is None:
            return None
        held = self.cleaned_data
        made = Draft(
            code=held["code"].strip().upper(), kind=held["kind"], criteria=criteria, share_ppm=ppm(held["share"]),
            since=held["since"], until=held["until"], basis=held["basis"].strip(),
            reason=Words(held["reason_vi"].strip(), held["reason_en"].strip()),
        )  # fmt: skip
        for field, expected in faults(made):
            self.add_error(field if field in self.fields else None, say(expected))
        return None if self.errors else made


def _head(draft: Draft) -> dict[str, Any]:
    spoken = language()
    return {
        "code": draft.code, "kind": draft.kind, "share": percent(draft.share_ppm).removesuffix(" %"),
        "since": draft.since and written_day(draft.since, spoken), "basis": draft.basis,
        "until": draft.until and written_day(draft.until, spoken), "reason_vi": draft.reason.vi,
        "reason_en": draft.reason.en,
    }  # fmt: skip


def as_text(criteria: Criteria) -> dict[str, str]:
    """The contents of the text form."""
    return {"text": written(criteria)}


class TextForm(forms.Form):
    """Criteria as text."""

    text = _area(
        gettext_lazy("Criteria as text"), 12, max_length=LONGEST,
        help_text=gettext_lazy("One part a line, all of which must hold. For example: heading in 6109, 6204"),
    )  # fmt: skip

    @property
    def blank(self) -> bool:
        """Whether nothing has been written."""
        return not str(self["text"].value() or "").strip()

    def criteria(self) -> Criteria | None:
        """What the text says; None with an error for every place that cannot be read."""
        if not self.is_valid():
            return None
        found = parsed(self.cleaned_data["text"])
        if isinstance(found, Criteria):
            return found
        for fault in found:
            self.add_error("text", told(fault))
        return None


def told(fault: Fault) -> str:
    """A fault of the text as a sentence."""
    facts = {"line": fault.line, "column": fault.column, "found": fault.found, "expected": say(fault.expected)}
    if not fault.found:
        return _("Line %(line)s, place %(column)s: something is missing. Expected: %(expected)s") % facts
    return _("Line %(line)s, place %(column)s: “%(found)s” is not understood. Expected: %(expected)s") % facts


_MONTH = r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$"


class MonthsForm(forms.Form):
    """The months of a dry run."""

    since = forms.RegexField(_MONTH, label=gettext_lazy("From month"))
    until = forms.RegexField(_MONTH, label=gettext_lazy("To month"))

    def days(self) -> tuple[date, date] | None:
        """First and last day; None where they cannot be read or lie the wrong way round."""
        if not self.is_valid():
            return None
        since, until = (date.fromisoformat(f"{self.cleaned_data[name]}-01") for name in ("since", "until"))
        last = date(until.year + until.month // 12, until.month % 12 + 1, 1)
        return (since, date.fromordinal(last.toordinal() - 1)) if since <= until else None


class FilterForm(forms.Form):
    """The filters of the list."""

    q = forms.CharField(required=False, max_length=100, label=gettext_lazy("Code or reason"))
    standing = forms.ChoiceField(required=False, label=gettext_lazy("State"))
    kind = forms.ChoiceField(required=False, label=gettext_lazy("What is checked"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="f-%s")
        for name, words in (("standing", STANDING), ("kind", KIND_WORDS)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("All")), *((key, say(each)) for key, each in words.items())]

    def asked(self) -> dict[str, str]:
        """What could be read of the filters."""
        self.is_valid()
        held = self.cleaned_data
        return {
            "text": held.get("q", ""), "standing": held.get("standing", ""), "kind": held.get("kind", ""),
        }  # fmt: skip

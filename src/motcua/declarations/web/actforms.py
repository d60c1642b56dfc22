"""The forms of the acts on a declaration: what has to be said with each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.declarations.domain.checklist import checklist
from motcua.declarations.domain.errors import HeldAlready
from motcua.declarations.domain.inspecting import AS_DECLARED
from motcua.declarations.models import Declaration
from motcua.declarations.queries import amendments, inspections, one, papers
from motcua.declarations.services import SentPaper
from motcua.declarations.services.instructions import LONGEST
from motcua.declarations.web import words
from motcua.design.templatetags.figures import language, say
from motcua.kernel.days import law_day
from motcua.reference import domain as reference

LONGEST_NOTE = 400


def _text(label: Any, *, required: bool = True, most: int = LONGEST_NOTE, rows: int = 3, hint: Any = "") -> Any:
    return forms.CharField(
        label=label, required=required, max_length=most, help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows, "class": "w-full"}),
    )  # fmt: skip


class ActForm(forms.Form):
    """An act on a declaration; `seen` is the leaf of the last step that its maker saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, found: Declaration, today: Any, files: Any = None) -> None:
        super().__init__(data, files, initial={"seen": found.leaf}, auto_id="a-%s")
        self.today = law_day(today)
        self.prepare(found)

    def prepare(self, found: Declaration) -> None:
        """Fill the choices of lists."""

    def choose(self, field: str, list_name: str, codes: list[str]) -> None:
        """Offer these codes of a list, in words."""
        box = self.fields[field]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [(code, f"{code} · {say(words.called(list_name, code, self.today))}") for code in codes]

    def listed(self, list_name: str) -> list[str]:
        """The codes of a list on that day."""
        return sorted(reference.lists_on(self.today)[list_name])


class NoteForm(ActForm):
    """Nothing has to be said; a note may be."""

    note = _text(gettext_lazy("Note"), required=False)


class FindingForm(ActForm):
    """What an analysis found, where the inspection waits for one."""

    def prepare(self, found: Declaration) -> None:
        if inspections.waits_for_analysis(found.id):
            hint = gettext_lazy("The inspection left the goods open for this; it completes its outcome.")
            label = gettext_lazy("What the analysis found")
            self.fields["finding"] = forms.ChoiceField(label=label, help_text=hint)
            codes = sorted(self.listed("finding_code"), key=lambda code: (code != AS_DECLARED, code))
            self.choose("finding", "finding_code", codes)


class SettleForm(FindingForm):
    """Why, for the record, and what an analysis found where one was waited for."""

    note = _text(gettext_lazy("Reason"))


class AcceptForm(FindingForm):
    """What was looked at in the documents; what is left unticked is kept as such."""

    note = _text(gettext_lazy("Note"), required=False)

    points = forms.MultipleChoiceField(
        label=gettext_lazy("What you have looked at"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Kept with your acceptance; what does not apply stays unticked."),
    )  # fmt: skip
    field_order = ("seen", "points", "note")

    def prepare(self, found: Declaration) -> None:
        super().prepare(found)
        message = amendments.message_of(one.versions(found.id)[-1])
        box = self.fields["points"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [(point.code, say(point.words)) for point in checklist(message, self.today)]

    def clean(self) -> dict[str, Any]:
        """Also what was left."""
        said = super().clean() or {}
        codes = [code for code, _words in self.fields["points"].choices]  # type: ignore[attr-defined]
        said["left"] = [code for code in codes if code not in said.get("points", [])]
        return said


class ReasonForm(ActForm):
    """Why, for the record; the declarant is told where it touches them."""

    note = _text(gettext_lazy("Reason"))


class OrderForm(ActForm):
    """Why goods are to be inspected, and on what basis."""

    note = _text(gettext_lazy("Reason"))
    basis = forms.CharField(
        label=gettext_lazy("Document or information it rests on"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"class": "w-full"}),
    )  # fmt: skip


class LawForm(OrderForm):
    """Why the law, or concrete information, orders an inspection; what it rests on has to be named."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["basis"].required = True


class AskForm(ActForm):
    """What is asked of the declarant."""

    kind = forms.ChoiceField(label=pgettext_lazy("of a question", "Kind"))
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Papers asked for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = _text(gettext_lazy("What is asked"), most=LONGEST, rows=5, hint=gettext_lazy("The declarant reads this."))
    again = forms.BooleanField(label=gettext_lazy("Ask again all the same for papers that are held"), required=False)

    def clean(self) -> dict[str, Any]:
        """A paper that is held is not asked for by oversight."""
        said = super().clean() or {}
        held = papers.held_already(self.subject, said.get("papers", []))
        if held and not said.get("again"):
            told = ", ".join(f"{each.kind} {each.number}" for each in held)
            self.add_error("papers", HeldAlready(papers=told).in_language(language()))
        return said

    def prepare(self, found: Declaration) -> None:
        self.subject = found.id
        self.choose("kind", "instruction", self.listed("instruction"))
        self.choose("papers", "attachment_kind", self.listed("attachment_kind"))


class AnswerForm(ActForm):
    """What the declarant answers."""

    note = _text(gettext_lazy("Your answer"), most=LONGEST, rows=5)

    def prepare(self, found: Declaration) -> None:
        for each in papers.asked(found.id):
            if each.open and each.held is None:
                label = say(words.called("attachment_kind", each.kind, self.today))
                self.fields[f"paper_{each.kind}"] = forms.FileField(
                    label=label, required=False, allow_empty_file=True, max_length=400,
                    help_text=gettext_lazy("Asked for; PDF, image, XLSX, DOCX or XML, 10 MB at the most"),
                )  # fmt: skip


def sent(said: dict[str, Any]) -> list[SentPaper]:
    """The papers that came with an answer."""
    found = ((name.removeprefix("paper_"), file) for name, file in said.items() if name.startswith("paper_"))
    return [SentPaper(file.read(), file.name, kind) for kind, file in found if file]


class ReleaseForm(ActForm):
    """What is still open when goods are released."""

    reason = forms.ChoiceField(label=gettext_lazy("What is still open"))
    note = _text(gettext_lazy("Note"), required=False)

    def prepare(self, found: Declaration) -> None:
        self.choose("reason", "release_reason", self.listed("release_reason"))


class StoreForm(ActForm):
    """Where the goods go."""

    note = _text(gettext_lazy("Place, address, seal and route"), rows=2)


class ResultForm(ActForm):
    """What the specialised check found."""

    note = _text(gettext_lazy("Result and number of the specialised check"), rows=2)


class EndForm(ActForm):
    """The legal case in which a declaration ends without clearance."""

    reason = forms.ChoiceField(label=gettext_lazy("Legal case"))
    lapsing = False

    def prepare(self, found: Declaration) -> None:
        name = "cancellation_reason"
        listed = (reference.entry(name, code, self.today) for code in self.listed(name))
        codes = [
            entry.code for entry in listed
            if entry.extra.get("direction", "") in ("", found.direction)
            and bool(entry.extra.get("after_days")) == self.lapsing
        ]  # fmt: skip
        self.choose("reason", name, codes)


class LapseForm(EndForm):
    """The legal case in which a declaration has gone past its days."""

    lapsing = True

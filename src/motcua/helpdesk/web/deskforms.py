"""Forms of acts on a question: what has to be said, and with what each begins."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.design.periods import FORMATS
from motcua.design.templatetags.figures import say
from motcua.helpdesk.domain import answers, tables
from motcua.helpdesk.domain.answers import Answer, Basis, Content
from motcua.helpdesk.models import Question
from motcua.helpdesk.queries import published
from motcua.helpdesk.queries import questions as queries
from motcua.helpdesk.web.forms import choices, choose, textarea, wide
from motcua.kernel.actor import Actor
from motcua.kernel.days import law_day
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.people import queries as people

BASES = 3


class NoteForm(forms.Form):
    """An act; `seen` is the leaf of the last step that its maker saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Internal note"), required=False, max_length=2_000, widget=textarea(3),
        help_text=gettext_lazy("Only the desk reads it."),
    )  # fmt: skip
    needs_note = False

    def __init__(self, data: Any, found: Question, by: Actor, at: datetime, given: dict[str, Any]) -> None:
        super().__init__(data, initial={"seen": found.leaf, **self.begins(found, given)}, auto_id="a-%s")
        self.fields["note"].required = self.needs_note
        self.fill(found, by, at)

    def begins(self, found: Question, given: dict[str, Any]) -> dict[str, Any]:
        """With what the form begins; `given` is the address's query."""
        return {}

    def fill(self, found: Question, by: Actor, at: datetime) -> None:
        """Give fields of choices what can be chosen now."""


class ReasonForm(NoteForm):
    """An act that needs a reason."""

    needs_note = True


class AssignForm(NoteForm):
    """To whom it is given."""

    assignee = forms.ChoiceField(label=gettext_lazy("Who answers"))

    def fill(self, found: Question, by: Actor, at: datetime) -> None:
        """Support officers, officers and heads of the question's office; of the closed channel heads and leaders."""
        day, closed = law_day(at), found.nature in tables.CLOSED
        held = [*people.holders("leader" if closed else "support", day)]
        own = ("head",) if closed else ("officer", "head")
        held += [each for role in own for each in people.holders(role, day, found.office)]
        names = people.names(held)
        choose(self, "assignee", [(str(each), names.get(each, str(each))) for each in dict.fromkeys(held)])


class ClassifyForm(NoteForm):
    """Its class."""

    domain = forms.ChoiceField(label=gettext_lazy("Domain"))
    nature = forms.ChoiceField(label=gettext_lazy("Kind of question"))
    priority = forms.ChoiceField(label=gettext_lazy("Priority"))

    def begins(self, found: Question, given: dict[str, Any]) -> dict[str, Any]:
        """As it is classed."""
        return {"domain": found.domain, "nature": found.nature, "priority": found.priority}

    def fill(self, found: Question, by: Actor, at: datetime) -> None:
        """Every class there is."""
        choose(self, "domain", choices(tables.DOMAINS.items()))
        choose(self, "nature", choices((each.code, each.words) for each in tables.NATURES.values()))
        choose(self, "priority", choices(tables.PRIORITIES.items()))


class EscalateForm(ReasonForm):
    """To which authority it goes."""

    level = forms.TypedChoiceField(label=gettext_lazy("Authority"), coerce=int)

    def fill(self, found: Question, by: Actor, at: datetime) -> None:
        """Only higher ones."""
        above = [each for each in tables.LEVELS.values() if each.level > found.level]
        choose(self, "level", [(each.level, f"{each.level}. {say(each.words)}") for each in above])


class WordsForm(NoteForm):
    """Words to the other side."""

    words = forms.CharField(label=pgettext_lazy("question", "Message"), max_length=answers.MOST, widget=textarea(6))

    def begins(self, found: Question, given: dict[str, Any]) -> dict[str, Any]:
        """A template, where one was chosen."""
        template = tables.TEMPLATES.get(str(given.get("template", "")))
        return {"words": say(template)} if template else {}


class ReplyForm(WordsForm):
    """What the asker writes on."""

    def fill(self, found: Question, by: Actor, at: datetime) -> None:
        """Askers write no notes for the desk."""
        del self.fields["note"]


class RateForm(NoteForm):
    """What the asker thinks of the answer."""

    stars = forms.TypedChoiceField(
        label=gettext_lazy("How good was the answer?"), coerce=int, widget=forms.RadioSelect,
        choices=[
            (5, gettext_lazy("5, it settled everything")), (4, gettext_lazy("4, good")), (3, gettext_lazy("3, fair")),
            (2, gettext_lazy("2, poor")), (1, gettext_lazy("1, useless")),
        ],
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("What could be better?"), max_length=2_000, required=False, widget=textarea(3)
    )  # fmt: skip

    def fill(self, found: Question, by: Actor, at: datetime) -> None:
        """Askers write no notes for the desk."""
        del self.fields["note"]


class LinkedForm(NoteForm):
    """What has a legal basis and leads to procedures and tariff lines."""

    procedures = forms.CharField(
        label=gettext_lazy("Codes of procedures"), required=False, max_length=200, widget=wide(),
        help_text=gettext_lazy("Between commas; each must be in force."),
    )  # fmt: skip
    lines = forms.CharField(
        label=gettext_lazy("Tariff lines"), required=False, max_length=200, widget=wide(),
        help_text=gettext_lazy("Headings or lines between commas; each must be in the tariff."),
    )  # fmt: skip

    def __init__(self, data: Any, found: Question, by: Actor, at: datetime, given: dict[str, Any]) -> None:
        super().__init__(data, found, by, at, given)
        self._begun = self.basis_given(found, given)
        for no in self._places():
            held = self._begun[no - 1] if no <= len(self._begun) else Basis("")
            self.fields[f"act{no}"] = forms.CharField(
                label=gettext_lazy("Act") if no == 1 else gettext_lazy("Further act"), required=no == 1,
                initial=held.act, max_length=200, widget=wide(),
            )  # fmt: skip
            self.fields[f"article{no}"] = forms.CharField(
                label=gettext_lazy("Article"), required=False, initial=held.article, max_length=100, widget=wide()
            )

    def basis_given(self, found: Question, given: dict[str, Any]) -> tuple[Basis, ...]:
        """With which bases the form begins."""
        return ()

    def _places(self) -> range:
        return range(1, max(BASES, len(self._begun)) + 1)

    def basis(self) -> tuple[Basis, ...]:
        """The bases that were named; one that is as it began stays verified if it was."""
        told, seen = self.cleaned_data, {(each.act, each.article) for each in self._begun if each.verified}
        named = [(told[f"act{no}"].strip(), told[f"article{no}"].strip()) for no in self._places()]
        return tuple(Basis(act, article, (act, article) in seen) for act, article in named if act)

    def codes(self, name: str) -> tuple[str, ...]:
        """Codes between commas, without points."""
        told = self.cleaned_data[name].replace(".", "") if name == "lines" else self.cleaned_data[name]
        return tuple(each.strip() for each in told.split(",") if each.strip())


class AnswerForm(LinkedForm):
    """An answer, begun from a published one or a template where that was chosen."""

    body = forms.CharField(label=gettext_lazy("Answer"), max_length=answers.MOST, widget=textarea(9))
    entry = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def begins(self, found: Question, given: dict[str, Any]) -> dict[str, Any]:
        """The published answer, or the template."""
        begun = _entry(given)
        if begun is not None:
            told = begun.content
            return {
                "body": say(told.answer), "entry": begun.id, "procedures": ", ".join(told.procedures),
                "lines": ", ".join(told.lines),
            }  # fmt: skip
        template = tables.TEMPLATES.get(str(given.get("template", "")))
        return {"body": say(template)} if template else {}

    def basis_given(self, found: Question, given: dict[str, Any]) -> tuple[Basis, ...]:
        """Those of the published answer, or of the answer that is corrected."""
        begun = _entry(given)
        if begun is not None:
            return begun.content.basis
        last = queries.answers(found)[:1]
        return answers.bases(last[0].basis) if last else ()

    def fill(self, found: Question, by: Actor, at: datetime) -> None:
        """The answer first."""
        self.order_fields(["seen", "entry", "body"])

    def answer(self) -> Answer:
        """What was written."""
        told = self.cleaned_data
        return Answer(told["body"], self.basis(), self.codes("procedures"), self.codes("lines"), told["entry"] or 0)


def _entry(given: dict[str, Any]) -> published.Shown | None:
    code = str(given.get("from", ""))
    if not code:
        return None
    try:
        return published.one(code)
    except NotFound:
        return None


class ContentForm(LinkedForm):
    """A published answer in both languages, for all readers."""

    domain = forms.ChoiceField(label=gettext_lazy("Domain"))
    question_vi = forms.CharField(label=gettext_lazy("Question (Vietnamese)"), max_length=500, widget=textarea(2))
    question_en = forms.CharField(label=gettext_lazy("Question (English)"), max_length=500, widget=textarea(2))
    answer_vi = forms.CharField(label=gettext_lazy("Answer (Vietnamese)"), max_length=answers.MOST, widget=textarea(6))
    answer_en = forms.CharField(label=gettext_lazy("Answer (English)"), max_length=answers.MOST, widget=textarea(6))
    since = forms.DateField(
        label=pgettext_lazy("day", "In effect from"), input_formats=FORMATS, widget=wide(),
        help_text=gettext_lazy("As day/month/year."),
    )  # fmt: skip
    until = forms.DateField(
        label=pgettext_lazy("day", "In effect until"), input_formats=FORMATS, required=False, widget=wide(),
        help_text=gettext_lazy("The last day before the law changes; empty while none is known."),
    )  # fmt: skip
    uncertain = forms.BooleanField(label=gettext_lazy("Something must still be checked in the text"), required=False)
    note_vi = forms.CharField(
        label=gettext_lazy("What must be checked (Vietnamese)"), max_length=2_000, required=False, widget=textarea(2)
    )  # fmt: skip
    note_en = forms.CharField(
        label=gettext_lazy("What must be checked (English)"), max_length=2_000, required=False, widget=textarea(2)
    )  # fmt: skip

    def fill(self, found: Question, by: Actor, at: datetime) -> None:
        """Every domain."""
        del self.fields["note"]
        choose(self, "domain", choices(tables.DOMAINS.items()))
        self.order_fields(["seen", "domain", "question_vi", "answer_vi", "question_en", "answer_en"])

    def begins(self, found: Question, given: dict[str, Any]) -> dict[str, Any]:
        """The question and its last answer."""
        last = queries.answers(found)[:1]
        return {
            "domain": found.domain, "question_vi": found.title, "answer_vi": last[0].body if last else "",
            "since": f"{law_day(found.asked_at):%d/%m/%Y}", "uncertain": True,
        }  # fmt: skip

    def basis_given(self, found: Question, given: dict[str, Any]) -> tuple[Basis, ...]:
        """Those of the answer."""
        last = queries.answers(found)[:1]
        return answers.bases(last[0].basis) if last else ()

    def content(self) -> Content:
        """What was written."""
        told = self.cleaned_data
        return Content(
            told["domain"], Words(told["question_vi"], told["question_en"]),
            Words(told["answer_vi"], told["answer_en"]), self.basis(), told["since"], told["until"],
            self.codes("procedures"), self.codes("lines"), told["uncertain"],
            Words(told["note_vi"].strip(), told["note_en"].strip()),
        )  # fmt: skip


class CorrectForm(NoteForm):
    """The asker's data."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False, widget=wide())
    company = forms.CharField(label=gettext_lazy("Enterprise"), max_length=200, required=False, widget=wide())
    mail = forms.EmailField(label=gettext_lazy("Mail address"), max_length=200, required=False, widget=wide())
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False, widget=wide())

    def begins(self, found: Question, given: dict[str, Any]) -> dict[str, Any]:
        """As they are."""
        held = queries.contact(found)
        return {name: getattr(held, name) for name in ("name", "company", "mail", "phone")} if held else {}

    def fill(self, found: Question, by: Actor, at: datetime) -> None:
        """Nothing else."""
        del self.fields["note"]

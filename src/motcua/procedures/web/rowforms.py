"""Rows of the editor: papers, steps, acts, terms, form sheets, records."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.kernel.words import Words
from motcua.procedures.domain import wording
from motcua.procedures.domain.content import Basis, Paper, Record, Step, Template, Term
from motcua.procedures.web.editfields import EN, LONG, VI, amount, line, named, pair, whole, words_of, yes


class BasisRow(forms.Form):
    """An act and where in it."""

    act = line(gettext_lazy("Act"))
    article = line(gettext_lazy("Article"), 200)
    verified = yes(gettext_lazy("Checked against its text"))
    key = "act"

    @staticmethod
    def fields_of(held: Any) -> dict[str, Any]:
        """A row's fields."""
        return {"act": held.act, "article": held.article, "verified": held.verified}

    @staticmethod
    def value(told: Mapping[str, Any], no: int) -> Any:
        """The value of a row."""
        return Basis(told["act"], told["article"], told["verified"])


class TermRow(forms.Form):
    """A term and what it means."""

    term = line(gettext_lazy("Term"), 100)
    words_vi, words_en = line(VI, 1000), line(EN, 1000)
    key = "term"

    @staticmethod
    def fields_of(held: Any) -> dict[str, Any]:
        """A row's fields."""
        return {"term": held.term, **pair("words", held.words)}

    @staticmethod
    def value(told: Mapping[str, Any], no: int) -> Any:
        """The value of a row."""
        return Term(told["term"], words_of(told, "words") or Words("", ""))


class PaperRow(forms.Form):
    """A paper of the dossier."""

    code = line(gettext_lazy("Code"), 30, wide=False)
    words_vi, words_en = line(VI, 1000), line(EN, 1000)
    originals, copies = whole(gettext_lazy("Originals")), whole(gettext_lazy("Copies"))
    required = yes(gettext_lazy("Required"))
    key = "code"

    @staticmethod
    def fields_of(held: Any) -> dict[str, Any]:
        """A row's fields."""
        counted = {"originals": held.originals, "copies": held.copies, "required": held.required}
        return {"code": held.code, **pair("words", held.words), **counted}

    @staticmethod
    def value(told: Mapping[str, Any], no: int) -> Any:
        """The value of a row."""
        words = words_of(told, "words") or Words("", "")
        return Paper(told["code"], words, told["originals"] or 0, told["copies"] or 0, told["required"])


class StepRow(forms.Form):
    """A step: who, how long, what comes out. Branches one a line, the two languages parted by a bar."""

    words_vi, words_en = (
        line(gettext_lazy("Step, in Vietnamese"), 500),
        line(gettext_lazy("Step, in English"), 500),
    )
    role = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    amount = amount(pgettext_lazy("ISO", "Time"))
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    output_vi = line(gettext_lazy("Result, in Vietnamese"), 500)
    output_en = line(gettext_lazy("Result, in English"), 500)
    form = line(gettext_lazy("Form sheet"), 30, wide=False)
    pauses = yes(gettext_lazy("The clock stands still"))
    branches = forms.CharField(
        label=gettext_lazy("Branches, one a line: Vietnamese | English"), required=False, max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2, "class": "w-full"}),
    )  # fmt: skip
    key = "words_vi"

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        for name, table in (("role", wording.ROLES), ("unit", wording.UNITS)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = named(table)

    @staticmethod
    def fields_of(held: Any) -> dict[str, Any]:
        """A row's fields."""
        told = {name: getattr(held, name) for name in ("role", "amount", "unit", "form", "pauses")}
        branches = "\n".join(f"{each.vi} | {each.en}" for each in held.branches)
        return {
            **told,
            **pair("words", held.words),
            **pair("output", held.output),
            "branches": branches,
        }

    @staticmethod
    def value(told: Mapping[str, Any], no: int) -> Any:
        """The value of a row."""
        nothing = Words("", "")
        return Step(
            no, words_of(told, "words") or nothing, told["role"] or "officer", told["amount"] or Decimal(0),
            told["unit"], words_of(told, "output") or nothing, told["form"], told["pauses"],
            tuple(map(_branch, filter(str.strip, told["branches"].splitlines()))),
        )  # fmt: skip


def _branch(line: str) -> Words:
    vi, _, en = line.partition("|")
    return Words(vi.strip(), en.strip())


class TemplateRow(forms.Form):
    """A form sheet."""

    code = line(gettext_lazy("Code"), 30, wide=False)
    words_vi, words_en = line(VI), line(EN)
    key = "code"

    @staticmethod
    def fields_of(held: Any) -> dict[str, Any]:
        """A row's fields."""
        return {"code": held.code, **pair("words", held.words)}

    @staticmethod
    def value(told: Mapping[str, Any], no: int) -> Any:
        """The value of a row."""
        return Template(told["code"], words_of(told, "words") or Words("", ""))


class RecordRow(forms.Form):
    """A record that is kept; without years, for good."""

    words_vi, words_en = line(VI), line(EN)
    place_vi, place_en = (
        line(gettext_lazy("Kept at, in Vietnamese")),
        line(gettext_lazy("Kept at, in English")),
    )
    years = whole(gettext_lazy("Years (empty: for good)"), 1)
    key = "words_vi"

    @staticmethod
    def fields_of(held: Any) -> dict[str, Any]:
        """A row's fields."""
        return {**pair("words", held.words), **pair("place", held.place), "years": held.years}

    @staticmethod
    def value(told: Mapping[str, Any], no: int) -> Any:
        """The value of a row."""
        nothing = Words("", "")
        return Record(words_of(told, "words") or nothing, words_of(told, "place") or nothing, told["years"])

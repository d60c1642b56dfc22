"""The editor's sections as forms without JavaScript: from a content to fields, and from fields back to a content."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.design.templatetags.figures import say
from motcua.kernel.words import Words
from motcua.procedures.domain import wording
from motcua.procedures.domain.content import Content, Limit
from motcua.procedures.domain.packaged import areas
from motcua.procedures.web import editfields
from motcua.procedures.web.rowforms import BasisRow, PaperRow, RecordRow, StepRow, TemplateRow, TermRow


class GeneralForm(forms.Form):
    """What a procedure is, its limit, fee and result."""

    title_vi = editfields.line(gettext_lazy("Title in Vietnamese"), required=True)
    title_en = editfields.line(gettext_lazy("Title in English"))
    kind = forms.ChoiceField(label=pgettext_lazy("ISO", "Kind"))
    area = forms.ChoiceField(label=gettext_lazy("Area"))
    level = forms.ChoiceField(label=gettext_lazy("Settled by"))
    national_code = editfields.line(gettext_lazy("National code"), 30, wide=False)
    applicant_vi = editfields.line(gettext_lazy("Applicants, in Vietnamese"), required=True)
    applicant_en = editfields.line(gettext_lazy("Applicants, in English"))
    amount = editfields.amount(gettext_lazy("Time limit"), required=True)
    unit = forms.ChoiceField(label=gettext_lazy("Unit of the limit"), required=False)
    longer = editfields.amount(gettext_lazy("Limit of difficult cases"))
    source = editfields.line(gettext_lazy("Source of the limit"))
    uncertain = editfields.yes(gettext_lazy("The limit is not certain"))
    limit_vi = editfields.line(gettext_lazy("Limit in Vietnamese words"))
    limit_en = editfields.line(gettext_lazy("Limit in English words"))
    sets = editfields.whole(gettext_lazy("Sets of the dossier"), 1, required=True)
    place_vi = editfields.line(gettext_lazy("Where to file and collect, in Vietnamese"))
    place_en = editfields.line(gettext_lazy("Where to file and collect, in English"))
    fee_dong = editfields.whole(gettext_lazy("Fee in dong"))
    fee_vi = editfields.line(gettext_lazy("Fee in Vietnamese words"))
    fee_en = editfields.line(gettext_lazy("Fee in English words"))
    result_vi = editfields.line(gettext_lazy("Result, in Vietnamese"))
    result_en = editfields.line(gettext_lazy("Result, in English"))
    full = editfields.yes(gettext_lazy("Written out in full, with steps"))

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self._choose("kind", editfields.named(wording.KINDS))
        self._choose("level", editfields.named(wording.LEVELS))
        self._choose("unit", editfields.named(wording.UNITS))
        self._choose("area", [(each.code, say(each.words)) for each in areas()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def general(content: Content) -> dict[str, Any]:
    """The fields of a content."""
    limit = content.limit
    told = {
        name: getattr(content, name) for name in ("kind", "area", "level", "national_code", "sets", "fee_dong", "full")
    }
    held = {"amount": limit.amount, "unit": limit.unit, "longer": limit.longer, "source": limit.source}
    texts = {
        name: value for each in ("title", "applicant", "place", "fee", "result")
        for name, value in editfields.pair(each, getattr(content, each)).items()
    }  # fmt: skip
    return {**told, **held, "uncertain": limit.uncertain, **editfields.pair("limit", limit.words), **texts}


def with_general(content: Content, told: Mapping[str, Any]) -> Content:
    """The content with these fields."""
    nothing = Words("", "")
    limit = Limit(
        told["amount"], told["unit"], told["source"], told["longer"], told["uncertain"],
        editfields.words_of(told, "limit"),
    )  # fmt: skip
    return msgspec.structs.replace(
        content, limit=limit, title=editfields.words_of(told, "title") or nothing,
        applicant=editfields.words_of(told, "applicant") or nothing,
        **{name: editfields.words_of(told, name) for name in ("place", "fee", "result")},
        **{name: told[name] for name in ("kind", "area", "level", "sets", "fee_dong", "full")},
        national_code=told["national_code"] or None,
    )  # fmt: skip


class TextsForm(forms.Form):
    """Purpose, scope and conditions."""

    purpose_vi = editfields.area(gettext_lazy("Purpose, in Vietnamese"))
    purpose_en = editfields.area(gettext_lazy("Purpose, in English"))
    scope_vi = editfields.area(gettext_lazy("Scope, in Vietnamese"))
    scope_en = editfields.area(gettext_lazy("Scope, in English"))
    conditions_vi = editfields.area(gettext_lazy("Conditions, in Vietnamese"))
    conditions_en = editfields.area(gettext_lazy("Conditions, in English"))


TEXTS = ("purpose", "scope", "conditions")


def texts(content: Content) -> dict[str, Any]:
    """The fields of a content."""
    return {key: value for each in TEXTS for key, value in editfields.pair(each, getattr(content, each)).items()}


def with_texts(content: Content, told: Mapping[str, Any]) -> Content:
    """The content with these fields."""
    return msgspec.structs.replace(content, **{name: editfields.words_of(told, name) for name in TEXTS})


class Rows(NamedTuple):
    """A list of a content as repeated rows."""

    name: str
    words: Words
    row: Any


class Section(NamedTuple):
    """A page of the editor: one form, or lists of rows, or a text."""

    name: str
    words: Words
    tab: Words
    lists: tuple[Rows, ...] = ()


SECTIONS = (
    Section("general", Words("Thông tin chung, thời hạn, phí", "General, limit, fee"), Words("Chung", "General")),
    Section(
        "texts", Words("1, 2. Mục đích, phạm vi, điều kiện", "1, 2. Purpose, scope, conditions"), Words("1, 2", "1, 2")
    ),
    Section("law", Words("3, 4, 5.1. Viện dẫn, thuật ngữ, cơ sở pháp lý", "3, 4, 5.1. References, terms, basis"),
            Words("3, 4, 5.1", "3, 4, 5.1"), (
        Rows("basis", Words("Cơ sở pháp lý", "Legal basis"), BasisRow),
        Rows("references", Words("Tài liệu viện dẫn", "References"), BasisRow),
        Rows("terms", Words("Định nghĩa, từ viết tắt", "Terms and abbreviations"), TermRow),
    )),
    Section("papers", Words("5.2. Thành phần hồ sơ", "5.2. Papers"), Words("5.2", "5.2"), (
        Rows("papers", Words("Giấy tờ", "Papers"), PaperRow),
    )),
    Section("steps", Words("5.7. Các bước xử lý", "5.7. Steps"), Words("5.7", "5.7"), (
        Rows("steps", Words("Bước", "Steps"), StepRow),
    )),
    Section("sheets", Words("6, 7. Biểu mẫu, hồ sơ lưu", "6, 7. Forms, records"), Words("6, 7", "6, 7"), (
        Rows("templates", Words("Biểu mẫu", "Form sheets"), TemplateRow),
        Rows("records", Words("Hồ sơ lưu", "Records"), RecordRow),
    )),
    Section("form", Words("Mẫu nộp trực tuyến (YAML)", "Online form (YAML)"), Words("Mẫu nộp", "Online form")),
    Section("whole", Words("Toàn văn (YAML)", "Whole text (YAML)"), Words("Toàn văn", "Whole text")),
)  # fmt: skip
BY_NAME = {each.name: each for each in SECTIONS}

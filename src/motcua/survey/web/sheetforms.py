"""The forms of a sheet's pages: a scale for each item, uses, profile, open questions; and what they put into it."""

from collections.abc import Iterator
from typing import Any

from django import forms

from motcua.design.templatetags.figures import say
from motcua.survey.domain.questionnaires import REFUSED, UNKNOWN, Questionnaire
from motcua.survey.domain.sheets import LONGEST, Branch, Page, Sheet

Choices = list[tuple[str, str]]


class PageForm(forms.Form):
    """The fields of one page. Nothing is required: what is left out is asked about before the sheet is sent."""

    def __init__(self, form: Questionnaire, page: Page, sheet: Sheet, data: Any = None) -> None:
        super().__init__(data, auto_id="s-%s", initial=_initial(page, sheet))
        self._page = page
        self.fields.update(dict(_fields(form, page, sheet)))

    def put(self, sheet: Sheet) -> None:
        """Write what was filled in into the sheet."""
        told = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        page = self._page
        if page.kind == "profile":
            sheet.profile = {name: int(value) for name, value in told.items()}
        elif page.kind == "open":
            sheet.open = told
        elif page.kind == "uses":
            _branch(sheet, page).uses = list(told.get("uses", []))
        else:
            answers = _branch(sheet, page).answers
            for name in self.fields:
                answers.pop(name, None)
            answers.update({name: int(value) for name, value in told.items()})
        if page.code not in sheet.done:
            sheet.done.append(page.code)

    @property
    def scales(self) -> bool:
        """Whether the page is one of scales."""
        return self._page.kind not in ("profile", "open", "uses")


def _branch(sheet: Sheet, page: Page) -> Branch:
    return sheet.branches.setdefault(page.office, Branch([], {}))


def _initial(page: Page, sheet: Sheet) -> dict[str, Any]:
    if page.kind == "profile":
        return {name: str(value) for name, value in sheet.profile.items()}
    if page.kind == "open":
        return dict(sheet.open)
    branch = sheet.branches.get(page.office, Branch([], {}))
    if page.kind == "uses":
        return {"uses": branch.uses}
    return {name: str(value) for name, value in branch.answers.items()}


def _fields(form: Questionnaire, page: Page, sheet: Sheet) -> Iterator[tuple[str, forms.Field]]:
    if page.kind == "profile":
        for each in form.profile:
            choices = [(str(no), say(choice.words)) for no, choice in enumerate(each.choices, 1)]
            yield each.code, _radio(say(each.words), choices)
    elif page.kind == "open":
        for question in form.open:
            yield question.code, forms.CharField(
                label=say(question.words), required=False, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4, "class": "w-full"}),
            )  # fmt: skip
    elif page.kind == "uses":
        choices = [(use.code, say(use.words)) for use in form.uses]
        yield (
            "uses",
            forms.MultipleChoiceField(label="", required=False, choices=choices, widget=forms.CheckboxSelectMultiple),
        )
    elif page.kind == "overall":
        yield form.overall.code, _radio(say(form.overall.words), _levels(form, form.overall.scale))
    else:
        yield from _items(form, page, sheet)


def _items(form: Questionnaire, page: Page, sheet: Sheet) -> Iterator[tuple[str, forms.Field]]:
    component = next(each for each in form.components if each.code == page.kind)
    choices = _levels(form, form.scale)
    if component.may_refuse:
        choices.append((str(REFUSED), say(form.refused.words)))
    uses = frozenset(sheet.branches.get(page.office, Branch([], {})).uses)
    for item in form.shown(component, uses):
        yield item.code, _radio(say(item.words), choices)


def _levels(form: Questionnaire, scale: Any) -> Choices:
    told = [(str(no), say(level.words)) for no, level in enumerate(scale, 1)]
    return [*told, (str(UNKNOWN), say(form.unknown.words))]


def _radio(label: str, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)

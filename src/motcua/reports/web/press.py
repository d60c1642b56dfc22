"""The press check's page: a text or a file in, the text with its figures marked out. Nothing is stored."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from motcua.design.domain.times import read_day
from motcua.design.templatetags.figures import language
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.reports.domain.errors import NoText
from motcua.reports.domain.press import papers, written
from motcua.reports.domain.press.checking import LARGEST, Claim
from motcua.reports.domain.press.told import PressChecked
from motcua.reports.queries import press
from motcua.reports.web.held import picture

TONES = {"confirmed": "good", "rounded": "info", "contradicted": "bad", "unchecked": ""}


class PressForm(forms.Form):
    """A text or a file, and the day to which its figures count."""

    text = forms.CharField(
        label=_("Text of the press release or report"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "w-full", "maxlength": LARGEST}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or a file"), required=False, help_text=_("A .txt in UTF-8 or a .docx, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.docx"}),
    )  # fmt: skip
    as_of = forms.CharField(
        label=_("Figures to the end of"), required=False, max_length=20,
        help_text=_(
            "For example 22/12/2023. With a day, figures of the platform may contradict the text; without one they only"
            " confirm it."
        ),
        widget=forms.TextInput(attrs={"class": "w-8", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_as_of(self) -> Any:
        """A day, or nothing."""
        typed = self.cleaned_data["as_of"].strip()
        day = read_day(typed)
        if typed and day is None:
            raise forms.ValidationError(_("Enter the day as day/month/year, for example 22/12/2023."))
        return day

    def asked(self) -> str:
        """The text of the file, else what was pasted. NoText, TextTooLong, UnreadableText."""
        file = self.cleaned_data["file"]
        if file is not None:
            return papers.text_of(file.read(papers.LARGEST_FILE + 1))
        return papers.fit(self.cleaned_data["text"] or "")


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; what was found below it, or as a JSON file."""
    form = PressForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method != "POST" or not form.is_valid():
        return render(request, "reports/press.html", {"form": form}, status=400 if form.errors else 200)
    try:
        found = _checked(form)
    except Refusal as refusal:
        form.add_error("text" if isinstance(refusal, NoText) else None, refusal.in_language(language()))
        return render(request, "reports/press.html", {"form": form}, status=400)
    claims = found.claims(language())
    if request.POST.get("as") == "json":
        return _file(found, claims)
    return render(request, "reports/press.html", {"form": form} | _shown(found, claims))


def _checked(form: PressForm) -> press.Outcome:
    day = form.cleaned_data["as_of"]
    return press.check(
        form.asked(), today=law_day(clock.now()), as_of=day, figures=lambda year, to: picture(year, to).report
    )


def _file(found: press.Outcome, claims: list[Claim]) -> HttpResponse:
    told = PressChecked(tuple(claims), tuple(found.places), found.contradicted, found.as_of)
    answer = HttpResponse(msgspec.json.format(msgspec.json.encode(told), indent=1), content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="press-check.json"'
    return answer


def _shown(found: press.Outcome, claims: list[Claim]) -> dict[str, Any]:
    rows = [_row(number, claim) for number, claim in enumerate(claims, 1)]
    return {
        "found": found, "rows": rows, "pieces": list(_pieces(found, rows)), "told": written.summed(claims, language()),
        "plain": found.checked.read.text.original,
    }  # fmt: skip


def _row(number: int, claim: Claim) -> dict[str, Any]:
    verdict = claim.verdict
    return {
        "number": number, "claim": claim, "sign": written.SIGNS[verdict], "word": written.VERDICTS[verdict],
        "tone": TONES[verdict], "text": " ".join(claim.text.split()),
    }  # fmt: skip


def _pieces(found: press.Outcome, rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The text in pieces, plain and marked ones. Where two overlap, the later begins after the first."""
    text, done = found.checked.read.text.original, 0
    for row, (start, end) in zip(rows, found.places, strict=True):
        since = max(start, done)
        if since > done:
            yield {"text": text[done:since]}
        yield {"text": text[since:end], "row": row}
        done = max(done, end)
    yield {"text": text[done:]}

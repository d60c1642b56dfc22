"""The page of advice: what it was asked, and what it shows."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.design.domain import amounts
from motcua.design.domain.numbers import NotANumber, read_decimal
from motcua.design.domain.times import read_day
from motcua.design.templatetags.figures import language, say
from motcua.duties.domain.advice import USUAL_VALUE
from motcua.duties.domain.advising import AdviceQuestion
from motcua.duties.domain.telling_advice import DutyAdvice, OptionTold, RateTold, advice_told
from motcua.duties.queries import Advised
from motcua.duties.web.asked import LONGEST, Fault
from motcua.duties.web.shown import rate, words
from motcua.reference import domain as reference
from motcua.tariff.domain.writing import CONDITIONS

FIELDS = ("hs", "origin", "on", "value", "quantity", "unit")


class Asked:
    """What was typed, and the question that it makes."""

    def __init__(self, query: QueryDict) -> None:
        self.faults: list[Fault] = []
        self.typed = {name: query.get(name, "")[:LONGEST].strip() for name in FIELDS}
        self.wanted = bool(self.typed["hs"] or self.typed["origin"])

    def question(self) -> AdviceQuestion | None:
        """The question, or None where something cannot be read."""
        typed = self.typed
        value, quantity = self._number("value"), self._number("quantity")
        day = read_day(typed["on"]) if typed["on"] else None
        if typed["on"] and day is None:
            self.faults.append(Fault("on", _("The day could not be read."), _("Write it as day/month/year.")))
        if self.faults:
            return None
        return AdviceQuestion(typed["hs"], typed["origin"], day, value, quantity, typed["unit"])

    def _number(self, field: str) -> Decimal | None:
        text = self.typed[field]
        try:
            return read_decimal(text) if text else None
        except NotANumber:
            message = _("“%(text)s” cannot be read as a number.") % {"text": text}
            self.faults.append(Fault(field, message, _("Write it as 1234,5 or 1.234,5.")))
            return None


def told(found: Advised) -> dict[str, Any]:
    """Advice as the page shows it."""
    advice = advice_told(found.advice, found.rates)
    spoken = language()
    best = next((each for each in advice.options if each.best), None)
    return {
        "advice": advice, "words": words(advice.words), "value": amounts.dong(advice.value, spoken),
        "usual_value": advice.value == USUAL_VALUE, "origin": _country(advice),
        "best": _option(best, spoken) if best else None,
        "usable": [_option(each, spoken) for each in advice.options if each.usable],
        "others": [_option(each, spoken) for each in advice.options if not each.usable],
        "missing": amounts.dong(advice.missing_proof_total, spoken) if advice.missing_proof_total > 0 else "",
        "missing_duty": amounts.dong(advice.missing_proof_duty, spoken),
        "taxes": [_rate(each, spoken) for each in (*advice.remedies, *advice.taxes)],
        "lacking": [words(each) for each in advice.lacking],
        "controls": [
            {"words": words(each.words), "agency": words(each.agency), "act": each.act, "verified": each.verified}
            for each in advice.controls
        ],
        "calculate": _calculate(found),
    }  # fmt: skip


def _country(advice: DutyAdvice) -> str:
    return say(reference.entry("country", advice.origin, advice.on).words)


def _calculate(found: Advised) -> str:
    wanted = found.advice.wanted
    query = {
        "direction": "import", "on": wanted.day.isoformat(), "currency": "VND", "incoterm": "CIF", "hs": wanted.code,
        "origin": wanted.origin, "value": wanted.value,
    }  # fmt: skip
    if wanted.quantity is not None:
        query |= {"quantity": f"{wanted.quantity:f}", "unit": wanted.unit}
    return f"{reverse('duties:calculator')}?{urlencode(query)}"


def _option(option: OptionTold, spoken: str) -> dict[str, Any]:
    proof = option.proof
    return {
        "option": option, "name": words(option.words), "rate": rate(option.rate) if option.rate else "–",
        "duty": _dong(option.duty, spoken), "total": _dong(option.total, spoken),
        "saved": "" if option.schedule == "MFN" else _difference(option.saved_total, spoken),
        "worse": (option.saved_total or 0) < 0, "why": words(option.why),
        "proof": None if proof is None else {
            "form": proof.form, "source": proof.source, "verified": proof.verified,
            "facts": [
                {"label": _("Kind of proof"), "value": words(proof.kind)},
                {"label": _("Who issues it"), "value": words(proof.issuer)},
                {"label": _("Self-certification"), "value": words(proof.self_certified)},
                {"label": _("Third-party invoice"), "value": words(proof.third_party)},
                {"label": _("Transport"), "value": words(proof.transport)},
                {"label": _("Late proof"), "value": words(proof.late)},
                {"label": _("Papers"), "value": words(proof.papers)},
            ],
        },
    }  # fmt: skip


def _dong(amount: int | None, spoken: str) -> str:
    return "–" if amount is None else amounts.dong(amount, spoken)


def _difference(saved: int | None, spoken: str) -> str:
    if saved is None:
        return ""
    if not saved:
        return _("the same")
    text = amounts.dong(abs(saved), spoken)
    return _("%(amount)s less") % {"amount": text} if saved > 0 else _("%(amount)s more") % {"amount": text}


def _rate(tax: RateTold, spoken: str) -> dict[str, Any]:
    said = say(CONDITIONS[tax.condition]) if tax.condition in CONDITIONS else tax.condition
    condition = " · ".join(part for part in (said, tax.claim) if part)
    return {
        "tax": tax, "name": words(tax.words), "rate": rate(tax.rate), "amount": _dong(tax.amount, spoken),
        "condition": condition,
    }  # fmt: skip

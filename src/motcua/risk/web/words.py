"""Criteria in words, for readers who do not read the language."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from motcua.design.domain import amounts, numbers
from motcua.design.templatetags.figures import language, say
from motcua.risk.domain.criteria import Criteria
from motcua.risk.domain.outcomes import VERDICTS, Verdict
from motcua.risk.domain.past import OF

_TONES = {"beats": "good", "not": "warn", "few": ""}


def beside_draw(verdict: Verdict) -> tuple[str, str]:
    """How a rule stands beside the draw, in words, and the tone of its tag."""
    return say(VERDICTS[verdict]), _TONES[verdict]


def spoken(criteria: Criteria) -> Iterator[tuple[str, str]]:
    """Each part of a criterion as label and value."""
    for field, label in _labels().items():
        value = getattr(criteria, field)
        if value or value is False:
            yield label, _value(field, value)
    for asked in criteria.earlier:
        bound = amounts.rate(asked.bound, language()) if asked.what == "rate_from_ppm" else str(asked.bound)
        yield say(OF[asked.of]).capitalize(), _past()[asked.what] % {"bound": bound}


def _value(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, tuple):
        named = _flags() if field == "flags" else _directions()
        return ", ".join(named.get(each, str(each)) for each in value)
    write: Callable[[int, str], str] = {
        "below_reference_ppm": amounts.rate, "lines_from": numbers.grouped, "lines_to": numbers.grouped,
        "younger_than_days": numbers.grouped, "weight_from": _kilograms, "weight_below": _kilograms,
    }.get(field, amounts.dong)  # fmt: skip
    return write(value, language())


def _kilograms(value: int, spoken_in: str) -> str:
    return f"{numbers.grouped(value, spoken_in)} kg"


def _directions() -> dict[Any, str]:
    return {"import": _("Import"), "export": _("Export")}


def _flags() -> dict[Any, str]:
    return {
        "information": _("Concrete information of a violation"),
        "ordered": _("An authority orders the inspection"),
        "policy": _("Goods under management policy"),
        "temporary": _("Temporary import or export"),
        "gift": _("Goods without commercial purpose"),
        "amended_goods": _("Goods or value amended"),
        "late_payer": _("Tax overdue for more than 90 days"),
    }


def flags() -> list[tuple[str, str]]:
    """Flags that a profile may ask for, with their words."""
    return [(key, words) for key, words in _flags().items() if key not in ("information", "ordered")]


def _labels() -> dict[str, str]:
    return {
        "directions": _("Direction"), "offices": _("Branch"), "procedures": _("Procedure type"),
        "levels": _("Compliance level"), "preference": _("Preference claimed"), "parties": _("Enterprise"),
        "younger_than_days": _("Days since the enterprise registered, below"), "agents": _("Customs agent"),
        "countries": _("Country of dispatch or destination"), "modes": _("Mode of transport"),
        "headings": _("Goods under"), "not_headings": _("No goods under"), "origins": _("Origin"),
        "flags": _("Marks"), "value_from": _("Customs value from"), "value_below": _("Customs value below"),
        "tax_from": _("Tax from"), "tax_below": _("Tax below"), "weight_from": _("Weight from"),
        "weight_below": _("Weight below"), "lines_from": _("Goods lines from"), "lines_to": _("Goods lines up to"),
        "below_reference_ppm": _("Unit value below this share of its reference"),
    }  # fmt: skip


def _past() -> dict[str, str]:
    return {
        "checks_from": _("inspections: %(bound)s or more"),
        "checks_below": _("inspections: fewer than %(bound)s"),
        "hits_from": _("violations found: %(bound)s or more"),
        "rate_from_ppm": _("violations in %(bound)s of inspections or more"),
    }

"""Rows of a sheet: what programs are told, flat, for files that people open in a spreadsheet."""

from collections.abc import Iterable, Sequence

from motcua.tariff.domain import told

LINE_HEADS = (
    "code", "hs", "words_vi", "words_en", "path_vi", "path_en", "unit", "unit2", "declarable", "duty_schedule",
    "duty_vi", "duty_en", "duty_verified", "vat_vi", "vat_en", "vat_verified",
)  # fmt: skip
RATE_HEADS = (
    "schedule", "code", "hs", "kind", "percent", "amount", "unit", "currency", "rate_vi", "rate_en", "condition_vi",
    "condition_en", "claim", "origins", "excluded", "since", "until", "source", "verified", "evidence",
)  # fmt: skip
DAYS_HEADS = (*RATE_HEADS, "applies_since", "applies_until", "change_vi", "change_en")
CHANGE_HEADS = (
    "schedule", "code", "hs", "words_vi", "words_en", "change", "change_vi", "change_en", "before_vi", "before_en",
    "before_source", "after_vi", "after_en", "after_source", "verified",
)  # fmt: skip


def line(found: told.LineFound) -> tuple[object, ...]:
    """A line found, as a row under LINE_HEADS."""
    return (
        found.code, found.hs, found.words_vi, found.words_en, found.path_vi, found.path_en, found.unit, found.unit2,
        _yes(found.declarable), found.duty_schedule, *_said(found.duty), _seen(found.duty), *_said(found.vat),
        _seen(found.vat),
    )  # fmt: skip


def rate(schedule: str, code: str, hs: str, found: told.TariffRate) -> tuple[object, ...]:
    """A rate as a row under RATE_HEADS."""
    return (
        schedule, code, hs, found.kind, found.percent, found.amount, found.unit, found.currency, found.rate_vi,
        found.rate_en, found.condition_vi, found.condition_en, found.claim, " ".join(found.origins),
        " ".join(found.excluded), found.since.isoformat(), found.until.isoformat() if found.until else "",
        found.source, _yes(found.verified), found.evidence,
    )  # fmt: skip


def change(found: told.TariffChange) -> tuple[object, ...]:
    """A difference as a row under CHANGE_HEADS."""
    return (
        found.schedule, found.code, found.hs, found.words_vi, found.words_en, found.change, found.change_vi,
        found.change_en, *_said(found.before), _acts(found.before), *_said(found.after), _acts(found.after),
        _seen((*found.before, *found.after)),
    )  # fmt: skip


def _said(rates: Iterable[told.TariffRate]) -> tuple[str, str]:
    few = list(rates)
    return (
        " | ".join(f"{each.rate_vi} ({each.condition_vi})".removesuffix(" ()") for each in few),
        " | ".join(f"{each.rate_en} ({each.condition_en})".removesuffix(" ()") for each in few),
    )


def _acts(rates: Iterable[told.TariffRate]) -> str:
    return " | ".join(dict.fromkeys(each.source for each in rates))


def _seen(rates: Sequence[told.TariffRate]) -> str:
    return _yes(all(each.verified for each in rates)) if rates else ""


def _yes(claim: bool) -> str:
    return "1" if claim else "0"

"""Filters: figures, days and words in the reader's language. Thin: the writing is in `design.domain`."""

from collections.abc import Callable
from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from motcua.design.domain import amounts, citing, numbers, times
from motcua.kernel.words import Words

register = template.Library()


def language() -> str:
    """The reader's language, `vi` or `en`."""
    return get_language() or "vi"


def _filter(name: str, write: Callable[..., str]) -> None:
    def apply(value: object, argument: object = None) -> str:
        if value is None or value == "":
            return amounts.UNKNOWN["vi" if numbers.is_vietnamese(language()) else "en"]
        if argument is None:
            return write(value, language())
        return write(value, language(), argument)

    register.filter(name, apply)


_filter("whole", numbers.grouped)
_filter("exact", numbers.exact)
_filter("dong", amounts.dong)
_filter("billions", amounts.billions)
_filter("dong_in_billions", amounts.dong_in_billions)
_filter("share", amounts.share)
_filter("rate", amounts.rate)
_filter("points", amounts.points)


@register.filter
def foreign(value_e4: int | None, currency: str = "USD") -> str:
    """An amount in 1/10,000 with its currency."""
    return "" if value_e4 is None else amounts.foreign(value_e4, currency, language())


@register.filter
def rounded(value_e4: int, currency: str) -> str:
    """A converted amount: two decimals say all that is known of it."""
    return amounts.rounded(value_e4, currency, language())


@register.filter
def foreign_in_billions(value_e4: int, currency: str = "USD") -> str:
    """A large foreign amount."""
    return amounts.foreign_in_billions(value_e4, currency, language())


@register.filter
def quantity(value_e4: int, unit: str = "") -> str:
    """A quantity in 1/10,000 with its unit."""
    return amounts.quantity(value_e4, unit, language())


@register.filter
def hero(amount: int) -> SafeString:
    """The one large figure of a page: dong in thousand millions, its unit smaller."""
    figure = amounts.billions(amount, language())
    if numbers.is_vietnamese(language()):
        return format_html('{} <span class="unit">tỷ đồng</span>', figure)
    return format_html('<span class="unit">VND</span> {} <span class="unit">billion</span>', figure)


@register.filter
def say(words: Words | str | None) -> str:
    """Words in the reader's language; a plain text as it is."""
    return words.in_language(language()) if isinstance(words, Words) else (words or "")


def _stamped(value: date | datetime | None, write: Callable[..., str]) -> SafeString | str:
    if value is None:
        return amounts.NOT_APPLICABLE
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), write(value, language()))


@register.filter
def day(value: date | None) -> SafeString | str:
    """A day as a time element."""
    return _stamped(value, times.day)


@register.filter
def short_day(value: date | None) -> SafeString | str:
    """A day without its year."""
    return _stamped(value, times.short_day)


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """Hour and day as a time element."""
    return _stamped(value, times.moment)


@register.filter
def until(value: datetime | None) -> SafeString | str:
    """A deadline as a time element; midnight as the end of the day before."""
    return _stamped(value, times.until)


@register.filter
def short_until(value: datetime | None) -> SafeString | str:
    """A deadline for tables."""
    return _stamped(value, times.short_until)


@register.filter
def short_moment(value: datetime | None) -> SafeString | str:
    """Hour and day for tables."""
    return _stamped(value, times.short_moment)


@register.filter
def left_at(until: datetime | None, now: datetime) -> str:
    """How much time is left, or by how much it is late."""
    return "" if until is None else times.left(until, now, language())


@register.filter
def cite(text: str) -> str:
    """An act as it is cited in the reader's language."""
    return citing.cited(text, language())

"""What the accountant's pages share: offices and taxes in words, days of an address."""

from datetime import date

from django.utils.translation import gettext as _

from motcua.design.templatetags.figures import say
from motcua.kernel.actor import Actor
from motcua.kernel.days import FIRST, LAST
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.reference.domain import DEPARTMENT
from motcua.revenue import services
from motcua.revenue.domain.accounts import accounts, taxes

MONEY = frozenset({"revenue", "leader", "head", "admin"})
"""Roles to which the book is open."""
REVENUE = frozenset({"revenue"})
HELD_WORDS = Words("Giữ cho người nộp thuế", "Held for taxpayers")


def day_of(text: str) -> date:
    """The day in an address. NotFound for what is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise NotFound(what=text[:20]) from None
    if not FIRST <= found <= LAST or found.isoformat() != text:
        raise NotFound(what=text[:20])
    return found


def decides(actor: Actor) -> bool:
    """Whether the actor takes files, explains and closes: a revenue officer of the department, not of a branch."""
    return services.decides(actor, DEPARTMENT)


def tax_words(tax: str) -> Words:
    """A tax in words; an empty one is what is held."""
    return taxes()[tax].words if tax else HELD_WORDS


def account_words(account: str) -> Words:
    """An account in words."""
    return accounts()[account].words


def office_words(code: str, day: date) -> Words:
    """An office of that day in words; its code where it was none."""
    return next((each.words for each in reference.offices(day) if each.code == code), Words(code, code))


def offices(day: date) -> list[tuple[str, str]]:
    """Branches as choices, all of them first."""
    return [("", _("All")), *((each.code, say(each.words)) for each in reference.branches(day))]

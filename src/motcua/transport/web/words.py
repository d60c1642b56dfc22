"""What codes and places are called on pages."""

from datetime import date

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.transport.domain.life import State

TONES = {
    State.REGISTERED: "info", State.CHECKING: "info", State.APPROVED: "good", State.UNDER_WAY: "info",
    State.DIFFERING: "bad", State.ARRIVED: "good", State.REFUSED: "bad", State.CANCELLED: "",
}  # fmt: skip


def called(list_name: str, code: str, day: date) -> Words:
    """What a list calls a code on a day; the code itself where the list has none."""
    try:
        return reference.entry(list_name, code, day).words
    except Refusal:
        return Words(code, code)


def office(code: str, day: date) -> Words:
    """What an office was called on a day."""
    try:
        return reference.office(code, day).words
    except Refusal:
        return Words(code, code)


def place(code: str, day: date, name: str = "") -> Words:
    """A supervised place by its code, or the name that was declared for it."""
    found = called("warehouse", code, day)
    return Words(name, name) if found.vi == code and name else found


def offices(day: date) -> dict[str, Words | str]:
    """The branches of a day."""
    return {each.code: each.words for each in reference.branches(day)}

"""What codes and places are called on pages."""

from datetime import date

from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.reference.domain.calling import called as called
from motcua.reference.domain.calling import office as office
from motcua.transport.domain.life import State

TONES = {
    State.REGISTERED: "info", State.CHECKING: "info", State.APPROVED: "good", State.UNDER_WAY: "info",
    State.DIFFERING: "bad", State.ARRIVED: "good", State.REFUSED: "bad", State.CANCELLED: "",
}  # fmt: skip


def place(code: str, day: date, name: str = "") -> Words:
    """A supervised place by its code, or the name that was declared for it."""
    found = called("warehouse", code, day)
    return Words(name, name) if found.vi == code and name else found


def offices(day: date) -> dict[str, Words | str]:
    """The branches of a day."""
    return {each.code: each.words for each in reference.branches(day)}

"""Rights: who decides about money. A revenue officer of the department acts for all of its branches."""

from motcua.kernel.actor import Actor
from motcua.reference.domain import DEPARTMENT


def decides(by: Actor, office: str) -> bool:
    """Whether the actor is a revenue officer for that office."""
    return by.kind == "system" or by.holds("revenue", office) or by.holds("revenue", DEPARTMENT)


def need_revenue(by: Actor, office: str = "") -> None:
    """Refuse with NotAllowed all but revenue officers of that office or of the department."""
    if not decides(by, office or DEPARTMENT):
        by.need("revenue", office or DEPARTMENT)

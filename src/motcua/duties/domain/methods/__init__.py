"""The methods of customs valuation: facts in, the first lawful method out, with why the earlier ones fell away."""

from motcua.duties.domain.methods.facts import (
    Adjusted,
    Case,
    Compared,
    LastResort,
    Making,
    Resale,
    Resold,
    Sale,
    Sum,
    TestValue,
)
from motcua.duties.domain.methods.numbers import Ground, grounds
from motcua.duties.domain.methods.reckoning import Verdict
from motcua.duties.domain.methods.valuing import METHODS, Valued, order, value

__all__ = [
    "METHODS", "Adjusted", "Case", "Compared", "Ground", "LastResort", "Making", "Resale", "Resold", "Sale", "Sum",
    "TestValue", "Valued", "Verdict", "grounds", "order", "value",
]  # fmt: skip

"""Duties: assess a shipment, and explain every amount. Pure: no table, clock, setting or language."""

from motcua.duties.domain.assessment import assess
from motcua.duties.domain.explaining import Step, explain
from motcua.duties.domain.figures import Assessment, LineSum, Problem, Tax

__all__ = ["Assessment", "LineSum", "Problem", "Step", "Tax", "assess", "explain"]

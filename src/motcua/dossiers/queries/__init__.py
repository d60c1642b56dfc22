"""Every read of dossiers."""

from motcua.dossiers.queries import one
from motcua.dossiers.queries.counting import Figures, figures, rows
from motcua.dossiers.queries.one import find, visible_to
from motcua.dossiers.queries.times import StepTime, step_times

__all__ = ["Figures", "StepTime", "figures", "find", "one", "rows", "step_times", "visible_to"]

"""What reports does: targets set, changed, ended, loaded and watched; the annual report issued."""

from motcua.reports.services.targets import change_target, end_target, load_targets, set_target
from motcua.reports.services.targets_turning import watch

__all__ = ["change_target", "end_target", "load_targets", "set_target", "watch"]

"""Reference, decided without tables: code lists, offices, units and working days, each with its dates."""

from motcua.reference.domain.codes import CodeList, Entry, all_lists, code_list, entry, lists_on
from motcua.reference.domain.errors import NoConversion, UnknownCode, UnknownList, UnknownOffice
from motcua.reference.domain.folding import fold
from motcua.reference.domain.offices import DEPARTMENT, Office, all_offices, branches, children, names, office, offices
from motcua.reference.domain.units import Unit, all_units, convert_e4, convertible
from motcua.reference.domain.working import CalendarDay, calendar, calendar_days

__all__ = [
    "DEPARTMENT", "CalendarDay", "CodeList", "Entry", "NoConversion", "Office", "Unit", "UnknownCode",
    "UnknownList", "UnknownOffice", "all_lists", "all_offices", "all_units", "branches", "calendar",
    "calendar_days", "children", "code_list", "convert_e4", "convertible", "entry", "fold", "lists_on",
    "names", "office", "offices",
]  # fmt: skip

"""Parties, decided without tables: who an enterprise is, how it stands, and its compliance level."""

from motcua.parties.domain.compliance import Assessed, Criterion, History, assess, criteria, level
from motcua.parties.domain.errors import (
    AlreadyRegistered,
    BadLevel,
    BadTaxCode,
    NeedsReason,
    RegisteredBeforeFounded,
    UnknownParty,
)
from motcua.parties.domain.party import (
    LEVELS,
    STATUSES,
    LevelChange,
    Party,
    Status,
    check_party,
    level_words,
    status_words,
)

__all__ = [
    "LEVELS", "STATUSES", "AlreadyRegistered", "Assessed", "BadLevel", "BadTaxCode", "Criterion", "History",
    "RegisteredBeforeFounded", "LevelChange", "NeedsReason", "Party", "Status", "UnknownParty", "assess", "check_party",
    "criteria", "level", "level_words", "status_words",
]  # fmt: skip

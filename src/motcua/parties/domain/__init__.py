"""Parties, decided without tables: who an enterprise is, how it stands, and its compliance level."""

from motcua.parties.domain.compliance import Assessed, Criterion, History, assess, criteria, level
from motcua.parties.domain.errors import (
    AgentBefore,
    AlreadyRegistered,
    BadLevel,
    BadMandate,
    BadTaxCode,
    MandateDecided,
    MandateOfOneself,
    NeedsReason,
    NoAgent,
    NothingInMandate,
    RegisteredBeforeFounded,
    UnknownMandate,
    UnknownParty,
)
from motcua.parties.domain.mandates import DIRECTIONS, MANDATED, STATES, Agent, Mandate
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
    "DIRECTIONS", "LEVELS", "MANDATED", "STATES", "STATUSES", "Agent", "AgentBefore", "AlreadyRegistered", "Assessed",
    "BadLevel", "BadMandate", "BadTaxCode", "Criterion", "History", "LevelChange", "Mandate", "MandateDecided",
    "MandateOfOneself", "NeedsReason", "NoAgent", "NothingInMandate", "Party", "RegisteredBeforeFounded", "Status",
    "UnknownMandate", "UnknownParty", "assess", "check_party", "criteria", "level", "level_words", "status_words",
]  # fmt: skip

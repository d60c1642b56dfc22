"""People, decided without tables: roles, posts with their dates, second factors, and when an account is locked."""

from motcua.people.domain.delegations import LONGEST, Delegation
from motcua.people.domain.errors import (
    AccountClosed,
    AlreadyEnded,
    BadDelegation,
    BadInvitation,
    BadPasskey,
    BadPost,
    BadPreference,
    BadToken,
    DelegatedBefore,
    EndsBeforeItBegins,
    FactorThere,
    FourEyes,
    LastFactor,
    LastManager,
    NameTaken,
    NeedsOffice,
    NeedsParty,
    NeedsWords,
    NoDelegate,
    NotDelegable,
    NotOfTheEnterprise,
    NothingToReset,
    OfOneself,
    TakesNoOffice,
    TakesNoParty,
    TokenNameTaken,
    TokenRevokedBefore,
    TooManyInvitations,
    UnknownAct,
    UnknownDelegation,
    UnknownFactor,
    UnknownPost,
    UnknownRole,
    UnknownScope,
    UnknownToken,
    WeakPassword,
    WrongCode,
)
from motcua.people.domain.lockout import ALLOWED, LOCK, WINDOW, Attempts, after_failure, is_locked
from motcua.people.domain.posts import (
    ACTS,
    ALL,
    ROLES,
    Role,
    Tenure,
    actor,
    check_acts,
    check_post,
    role_words,
    stand_in,
    written,
)
from motcua.people.domain.preferences import Preferences
from motcua.people.domain.tokens import SCOPES, Grant

__all__ = [
    "ACTS", "ALL", "ALLOWED", "LOCK", "LONGEST", "ROLES", "SCOPES", "WINDOW", "AccountClosed", "AlreadyEnded",
    "Attempts", "BadDelegation", "BadInvitation", "BadPasskey", "BadPost", "BadPreference", "BadToken",
    "DelegatedBefore", "Delegation", "EndsBeforeItBegins", "FactorThere", "FourEyes", "Grant", "LastFactor",
    "LastManager", "NameTaken", "NeedsOffice", "NeedsParty", "NeedsWords", "NoDelegate", "NotDelegable",
    "NotOfTheEnterprise", "NothingToReset", "OfOneself", "Preferences", "Role", "TakesNoOffice", "TakesNoParty",
    "Tenure", "TokenNameTaken", "TokenRevokedBefore", "TooManyInvitations", "UnknownAct", "UnknownDelegation",
    "UnknownFactor", "UnknownPost", "UnknownRole", "UnknownScope", "UnknownToken", "WeakPassword", "WrongCode",
    "actor", "after_failure", "check_acts", "check_post", "is_locked", "role_words", "stand_in", "written",
]  # fmt: skip

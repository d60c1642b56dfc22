"""People, decided without tables: roles, posts with their dates, and when an account is locked."""

from motcua.people.domain.errors import (
    AccountClosed,
    AlreadyEnded,
    BadPost,
    BadToken,
    EndsBeforeItBegins,
    NameTaken,
    NeedsOffice,
    NeedsParty,
    TakesNoOffice,
    TakesNoParty,
    TokenNameTaken,
    TokenRevokedBefore,
    UnknownPost,
    UnknownRole,
    UnknownScope,
    UnknownToken,
    WeakPassword,
)
from motcua.people.domain.lockout import ALLOWED, LOCK, WINDOW, Attempts, after_failure, is_locked
from motcua.people.domain.posts import ROLES, Role, Tenure, actor, check_post, role_words
from motcua.people.domain.tokens import SCOPES, Grant

__all__ = [
    "ALLOWED", "LOCK", "ROLES", "SCOPES", "WINDOW", "AccountClosed", "AlreadyEnded", "Attempts", "BadPost", "BadToken",
    "EndsBeforeItBegins", "Grant", "NameTaken", "NeedsOffice", "NeedsParty", "Role", "TakesNoOffice", "TakesNoParty",
    "Tenure", "TokenNameTaken", "TokenRevokedBefore", "UnknownPost", "UnknownRole", "UnknownScope", "UnknownToken",
    "WeakPassword", "actor", "after_failure", "check_post", "is_locked", "role_words",
]  # fmt: skip

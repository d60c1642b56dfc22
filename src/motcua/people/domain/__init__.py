"""People, decided without tables: roles, posts with their dates, and when an account is locked."""

from motcua.people.domain.errors import (
    AccountClosed,
    AlreadyEnded,
    BadPost,
    EndsBeforeItBegins,
    NameTaken,
    NeedsOffice,
    NeedsParty,
    TakesNoOffice,
    TakesNoParty,
    UnknownPost,
    UnknownRole,
    WeakPassword,
)
from motcua.people.domain.lockout import ALLOWED, LOCK, WINDOW, Attempts, after_failure, is_locked
from motcua.people.domain.posts import ROLES, Role, Tenure, actor, check_post, role_words

__all__ = [
    "ALLOWED", "LOCK", "ROLES", "WINDOW", "AccountClosed", "AlreadyEnded", "Attempts", "BadPost",
    "EndsBeforeItBegins", "NameTaken", "NeedsOffice", "NeedsParty", "Role", "TakesNoOffice", "TakesNoParty",
    "Tenure", "UnknownPost", "UnknownRole", "WeakPassword", "actor", "after_failure", "check_post", "is_locked",
    "role_words",
]  # fmt: skip

"""What the log answers for in this room."""

from collections.abc import Iterator

from motcua.ground.services import log
from motcua.kernel.words import Words
from motcua.people import events
from motcua.people.models import Account

T_ACCOUNT, T_HELD, T_ENDED, T_CLOSED = "people_account", "people_held", "people_ended", "people_closed"
ACCOUNT = ("id", "username", "date_joined", "leaf")
HELD = ("leaf", "account_id", "role", "office", "party", "since", "until")
ENDED = ("leaf", "held_id", "until")
CLOSED = ("leaf", "account_id")
T_TOKEN, T_REVOKED = "people_token", "people_tokenrevoked"  # noqa: S105 - names of tables
TOKEN = ("leaf", "name", "party", "scopes", "digest", "given_by_id", "since", "until")
REVOKED = ("leaf", "token_id")
T_WITHIN, T_INVITATION, T_INVITATION_ENDED = "people_within", "people_invitation", "people_invitationended"
T_DELEGATION, T_DELEGATION_ENDED = "people_delegation", "people_delegationended"
T_FACTOR, T_FACTOR_REMOVED = "people_factor", "people_factorremoved"
T_RECOVERY, T_RECOVERY_USED = "people_recovery", "people_recoveryused"
T_RESET, T_RESET_DECIDED = "people_reset", "people_resetdecided"
WITHIN = ("held_id", "may")
INVITATION = ("leaf", "party", "may", "digest", "given_by_id", "until")
INVITATION_ENDED = ("leaf", "invitation_id", "account_id")
DELEGATION = ("leaf", "held_id", "delegate_id", "since", "until", "reason")
DELEGATION_ENDED = ("leaf", "delegation_id", "until")
FACTOR = ("leaf", "account_id", "kind", "handle")
FACTOR_REMOVED = ("leaf", "factor_id")
RECOVERY = ("leaf", "no", "account_id", "digest")
RECOVERY_USED = ("leaf", "made", "no")
RESET = ("leaf", "account_id", "asked_by_id", "reason")
RESET_DECIDED = ("leaf", "reset_id", "decided_by_id", "agreed")

_PERSONAL = "personal data: may be corrected or erased"
EXCUSED = {
    "name": _PERSONAL,
    "email": _PERSONAL,
    "password": "a secret; each change has a leaf of its own",  # noqa: S105 - a reason, not a password
    "last_login": "a trace of use, not of a right",
    "is_active": "checked against the closings",
    "is_staff": "checked to be off",
    "is_superuser": "checked to be off",
}
_FACTOR = {
    "name": _PERSONAL,
    "secret": "a secret, encrypted, or a public key with its count",  # noqa: S105 - a reason, not a password
    "counter": "moves with each use, so that nothing is used twice",
    "used_at": "a trace of use, not of a right",
}
DJANGO_RIGHTS = (
    "auth_group", "auth_group_permissions", "people_account_groups", "people_account_user_permissions",
)  # fmt: skip

_LATER = (
    log.CoveredTable(T_WITHIN, "held_id", ("held_id",), WITHIN),
    log.CoveredTable(
        T_INVITATION, "leaf", ("leaf",), INVITATION, moments=("until",), excused={"name": _PERSONAL}
    ),
    log.CoveredTable(T_INVITATION_ENDED, "leaf", ("leaf",), INVITATION_ENDED),
    log.CoveredTable(T_DELEGATION, "leaf", ("leaf",), DELEGATION, days=("since", "until")),
    log.CoveredTable(T_DELEGATION_ENDED, "leaf", ("leaf",), DELEGATION_ENDED, days=("until",)),
    log.CoveredTable(T_FACTOR, "leaf", ("leaf",), FACTOR, excused=_FACTOR),
    log.CoveredTable(T_FACTOR_REMOVED, "leaf", ("leaf",), FACTOR_REMOVED),
    log.CoveredTable(T_RECOVERY, "leaf", ("leaf", "no"), RECOVERY),
    log.CoveredTable(T_RECOVERY_USED, "leaf", ("leaf",), RECOVERY_USED),
    log.CoveredTable(T_RESET, "leaf", ("leaf",), RESET),
    log.CoveredTable(T_RESET_DECIDED, "leaf", ("leaf",), RESET_DECIDED),
)  # fmt: skip


def cover() -> None:
    """Tell the log of this room's tables."""
    log.cover(
        log.Covered(
            "people",
            (
                events.OPENED,
                events.CLOSED,
                events.POST_GIVEN,
                events.POST_ENDED,
                events.TOKEN_GIVEN,
                events.TOKEN_REVOKED,
                events.USER_INVITED,
                events.INVITATION_ENDED,
                events.DELEGATED,
                events.DELEGATION_ENDED,
                events.FACTOR_ADDED,
                events.FACTOR_REMOVED,
                events.RECOVERY_MADE,
                events.RECOVERY_USED,
                events.RESET_ASKED,
                events.RESET_DECIDED,
            ),
            (
                log.CoveredTable(T_ACCOUNT, "leaf", ("id",), ACCOUNT, moments=("date_joined",), excused=EXCUSED),
                log.CoveredTable(T_HELD, "leaf", ("leaf",), HELD, days=("since", "until")),
                log.CoveredTable(T_ENDED, "leaf", ("leaf",), ENDED, days=("until",)),
                log.CoveredTable(T_CLOSED, "leaf", ("leaf",), CLOSED),
                log.CoveredTable(T_TOKEN, "leaf", ("leaf",), TOKEN, days=("since", "until")),
                log.CoveredTable(T_REVOKED, "leaf", ("leaf",), REVOKED),
                *_LATER,
            ),
        )  # fmt: skip
    )
    log.check("people.rights", DJANGO_RIGHTS, rights_come_from_posts)
    log.excuse("people_attempts", Words("Dấu vết đăng nhập sai, tự xóa", "Traces of wrong passwords, dropped in time"))
    log.excuse("people_visit", Words("Các phiên đang đăng nhập, tự xóa", "Who is signed in, dropped in time"))
    log.excuse("people_preference", Words("Sở thích hiển thị, không phải quyền", "How pages look; no right"))
    log.excuse("auth_permission", Words("Bảng của Django, không dùng", "A table of Django's, not used"))


def rights_come_from_posts() -> Iterator[log.Fault]:
    """A fault for each account whose marks give or take what no leaf says, and each use of Django's groups."""
    accounts = Account.objects.select_related("closed").order_by("pk")
    for account in accounts:
        if account.is_active == hasattr(account, "closed"):
            yield _fault(account, "is_active", Words("không khớp với việc đóng", "does not agree with closings"))
        if account.is_staff or account.is_superuser:
            yield _fault(account, "is_staff, is_superuser", Words("phải tắt", "must be off"))
    for account in accounts.exclude(groups=None, user_permissions=None):
        yield _fault(account, "groups", Words("quyền chỉ đến từ vị trí công tác", "rights come from posts alone"))


def _fault(account: Account, column: str, words: Words) -> log.Fault:
    return log.Fault(f"{T_ACCOUNT} {account.pk} {column}", words)

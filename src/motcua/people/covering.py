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
DJANGO_RIGHTS = (
    "auth_group", "auth_group_permissions", "people_account_groups", "people_account_user_permissions",
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
            ),
            (
                log.CoveredTable(T_ACCOUNT, "leaf", ("id",), ACCOUNT, moments=("date_joined",), excused=EXCUSED),
                log.CoveredTable(T_HELD, "leaf", ("leaf",), HELD, days=("since", "until")),
                log.CoveredTable(T_ENDED, "leaf", ("leaf",), ENDED, days=("until",)),
                log.CoveredTable(T_CLOSED, "leaf", ("leaf",), CLOSED),
                log.CoveredTable(T_TOKEN, "leaf", ("leaf",), TOKEN, days=("since", "until")),
                log.CoveredTable(T_REVOKED, "leaf", ("leaf",), REVOKED),
            ),
        )  # fmt: skip
    )
    log.check("people.rights", DJANGO_RIGHTS, rights_come_from_posts)
    log.excuse("people_attempts", Words("Dấu vết đăng nhập sai, tự xóa", "Traces of wrong passwords, dropped in time"))
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

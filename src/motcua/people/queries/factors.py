"""Reads of second factors: whose are which, and who must have one."""

from django.conf import settings

from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.people.models import Factor, Recovery, RecoveryUsed, Reset


def of(account: int, kind: str = "") -> list[Factor]:
    """The factors of an account that stand, in the order added."""
    found = Factor.objects.filter(account=account, removed=None).order_by("leaf")
    return list(found.filter(kind=kind) if kind else found)


def by_handle(handle: bytes) -> Factor | None:
    """The passkey of that handle, with its account."""
    return Factor.objects.select_related("account").filter(handle=handle, kind="passkey", removed=None).first()


def unused_recovery(account: int) -> list[Recovery]:
    """Recovery codes of the newest set that were not used; none where the last factor has gone since."""
    newest = Recovery.objects.filter(account=account).order_by("-leaf").values_list("leaf", flat=True).first()
    if newest is None or not Factor.objects.filter(account=account, removed=None).exists():
        return []
    used = set(RecoveryUsed.objects.filter(made=newest).values_list("no", flat=True))
    return [row for row in Recovery.objects.filter(account=account, leaf=newest).order_by("no") if row.no not in used]


def wanted_of(actor: Actor) -> bool:
    """Whether the actor's roles ask for a second factor (setting MOTCUA_SECOND_FACTOR)."""
    return any(post.role in settings.SECOND_FACTOR for post in actor.posts)


def needed(actor: Actor) -> bool:
    """Whether the actor must have one here: a demonstration asks nobody."""
    return wanted_of(actor) and not clock.is_demonstration()


def attempts_name(account: int) -> str:
    """Under which name wrong codes of an account are counted; no account can be called so."""
    return f"second factor/{account}"


def waiting_resets() -> list[Reset]:
    """Resets that wait for a second administrator, the oldest first."""
    return list(Reset.objects.select_related("account", "asked_by").filter(decided=None).order_by("leaf"))

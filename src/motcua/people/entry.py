"""Entry: the password check of the site, which stops guessing."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from motcua.ground.services import clock
from motcua.people import queries, services
from motcua.people.models import Account


class Hasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane: OWASP's least.

    Django's own 100 MiB and eight lanes would let a few dozen people who sign in at once fill a small server.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


class GuardedBackend(ModelBackend):
    """Passwords with a lock-out. Names that do not exist are counted alike, so that none is betrayed."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **rest: Any
    ) -> Account | None:
        """The account, or None. PermissionDenied (no other backend is asked) while the name is locked."""
        name = username if username is not None else rest.get(Account.USERNAME_FIELD)
        if name is None or password is None:
            return None
        if queries.locked_until(name, datetime.now(UTC)) is not None:
            raise PermissionDenied
        found = super().authenticate(request, username=name, password=password)
        if found is None:
            services.note_failure(name, real=datetime.now(UTC), at=clock.now())
            return None
        services.forget_failures(name)
        return found  # type: ignore[return-value]

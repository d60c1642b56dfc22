"""Tables of people: accounts, posts and tokens given and ended (never overwritten), and wrong passwords."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from motcua.ground.columns import IdField
from motcua.people.domain import Attempts as AttemptsValue
from motcua.people.domain import Grant, Tenure


class Account(AbstractUser):
    """A person's account. Rights come from posts alone: staff and superuser marks stay off.

    `leaf` is the leaf of the log that opened it.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=150)
    leaf = models.BigIntegerField()

    REQUIRED_FIELDS = ("name",)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Held(models.Model):
    """A post as it was given. Its id is the leaf that gave it."""

    leaf = IdField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="held")
    role = models.CharField(max_length=10)
    office = models.CharField(max_length=12)
    party = models.CharField(max_length=14)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
            models.CheckConstraint(
                name="trader_has_party",
                condition=models.Q(role="trader") & ~models.Q(party="") | ~models.Q(role="trader") & models.Q(party=""),
            ),
        )
        indexes = (models.Index(fields=["role", "office"], name="held_by_role"),)

    def to_domain(self, ended: "Ended | None" = None) -> Tenure:
        """The post with its last day as it stands after `ended`."""
        last = self.until if ended is None else ended.until
        return Tenure(role=self.role, since=self.since, until=last, office=self.office, party=self.party)


class Ended(models.Model):
    """A post ended early: `until` is its last day. Its id is the leaf that ended it."""

    leaf = IdField()
    held = models.OneToOneField(Held, models.PROTECT, related_name="ended")
    until = models.DateField()


class Closed(models.Model):
    """An account closed. Its id is the leaf that closed it."""

    leaf = IdField()
    account = models.OneToOneField(Account, models.PROTECT, related_name="closed")


class Token(models.Model):
    """A token of an enterprise's program, as it was given. Its id is the leaf that gave it.

    Only the hash of its secret is kept. `scopes` stand between spaces.
    """

    leaf = IdField()
    name = models.CharField(max_length=60)
    party = models.CharField(max_length=14, db_index=True)
    scopes = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32, unique=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="tokens_given")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(name="token_ends_after_it_begins", condition=models.Q(until__gte=models.F("since"))),
        )

    def to_domain(self) -> Grant:
        """What the token is good for."""
        return Grant(self.name, self.party, frozenset(self.scopes.split()), self.since, self.until)


class TokenRevoked(models.Model):
    """A token taken back. Its id is the leaf that took it."""

    leaf = IdField()
    token = models.OneToOneField(Token, models.PROTECT, related_name="revoked")


class Attempts(models.Model):
    """Wrong passwords for a name, in real time."""

    username = models.CharField(max_length=150, primary_key=True)
    failures = models.SmallIntegerField()
    since = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    def to_domain(self) -> AttemptsValue:
        return AttemptsValue(self.failures, self.since, self.locked_until)

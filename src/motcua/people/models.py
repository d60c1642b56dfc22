"""Tables of people: accounts, posts, tokens, delegations and second factors given and ended (never overwritten)."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from motcua.ground.columns import IdField
from motcua.people.domain import ALL, Grant, Preferences, Tenure
from motcua.people.domain import Attempts as AttemptsValue
from motcua.people.domain import Delegation as DelegationValue


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
        within = getattr(self, "within", None)
        may = ALL if within is None else frozenset(within.may.split())
        return Tenure(role=self.role, since=self.since, until=last, office=self.office, party=self.party, may=may)


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
    scopes = models.TextField()
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


class Within(models.Model):
    """What a user may do inside the enterprise, where it is not everything. Its key is the leaf of the post."""

    held = models.OneToOneField(Held, models.PROTECT, primary_key=True, related_name="within")
    may = models.CharField(max_length=60)

    class Meta:
        constraints = (models.CheckConstraint(name="user_may_something", condition=~models.Q(may="")),)


class Invitation(models.Model):
    """A one-time link by which an enterprise gets a user. Its id is its leaf; only the hash of the link is kept."""

    leaf = IdField()
    party = models.CharField(max_length=14, db_index=True)
    may = models.CharField(max_length=60)
    name = models.CharField(max_length=150)
    digest = models.BinaryField(max_length=32, unique=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="invitations")
    until = models.DateTimeField()


class InvitationEnded(models.Model):
    """An invitation used by an account, or withdrawn (without one)."""

    leaf = IdField()
    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="ended")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="joined")


class Delegation(models.Model):
    """A post in which somebody stands in during an absence. Its id is its leaf."""

    leaf = IdField()
    held = models.ForeignKey(Held, models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(Account, models.PROTECT, related_name="stands_in")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="delegation_ends_after_it_begins", condition=models.Q(until__gte=models.F("since"))
            ),
        )

    def to_domain(self) -> DelegationValue:
        """The delegation as it stands; post and end come with `select_related`."""
        ended = getattr(self, "ended", None)
        return DelegationValue(
            self.held_id, self.held.account_id, self.delegate_id, self.since, self.until, self.reason, self.leaf,
            ended.until if ended else None,
        )  # fmt: skip


class DelegationEnded(models.Model):
    """A delegation ended early: `until` is its last day."""

    leaf = IdField()
    delegation = models.OneToOneField(Delegation, models.PROTECT, related_name="ended")
    until = models.DateField()


class Factor(models.Model):
    """A second factor: an application that makes codes, or a passkey. Its id is its leaf.

    `secret` is the key of the codes, encrypted, or the passkey's public data; `handle` names a passkey.
    `counter` is the last step or count that was used, so that nothing is used twice.
    """

    leaf = IdField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="factors")
    kind = models.CharField(max_length=7)
    name = models.CharField(max_length=60)
    handle = models.BinaryField(max_length=1023, null=True, unique=True)
    secret = models.BinaryField()
    counter = models.BigIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="factor_is_codes_or_passkey", condition=models.Q(kind__in=["codes", "passkey"])
            ),
        )


class FactorRemoved(models.Model):
    """A second factor taken away, by its person or by a reset."""

    leaf = IdField()
    factor = models.OneToOneField(Factor, models.PROTECT, related_name="removed")


class Recovery(models.Model):
    """A recovery code of the set that a leaf made; only its keyed hash is kept. A newer set replaces an older."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="recoveries")
    digest = models.BinaryField(max_length=32)


class RecoveryUsed(models.Model):
    """A recovery code that was used, once."""

    leaf = IdField()
    made = models.BigIntegerField()
    no = models.SmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["made", "no"], name="recovery_once"),)


class Reset(models.Model):
    """An administrator asks that somebody's second factors be taken away, for they are lost. Its id is its leaf."""

    leaf = IdField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="resets")
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="resets_asked")
    reason = models.CharField(max_length=200)


class ResetDecided(models.Model):
    """Another administrator has agreed or not."""

    leaf = IdField()
    reset = models.OneToOneField(Reset, models.PROTECT, related_name="decided")
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="resets_decided")
    agreed = models.SmallIntegerField()


class Visit(models.Model):
    """A browser that is signed in: `session` is the key of its session, as Django's own table has it."""

    session = models.CharField(max_length=40, primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="visits")
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    browser = models.CharField(max_length=200)
    factor = models.CharField(max_length=8)


class Preference(models.Model):
    """What a person has chosen."""

    account = models.OneToOneField(Account, models.PROTECT, primary_key=True, related_name="preference")
    language = models.CharField(max_length=2)
    theme = models.CharField(max_length=5)
    density = models.CharField(max_length=5)
    page_size = models.SmallIntegerField()
    office = models.CharField(max_length=12)
    notices = models.CharField(max_length=40)

    def to_domain(self) -> Preferences:
        """What was chosen."""
        return Preferences(
            self.language, self.theme, self.density, self.page_size, self.office, frozenset(self.notices.split())
        )

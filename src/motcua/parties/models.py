"""Tables of parties: who they are, every standing they had (never overwritten), and the one they have now."""

from django.db import models

from motcua.ground.columns import IdField
from motcua.parties.domain.mandates import Agent as AgentValue
from motcua.parties.domain.mandates import Mandate as MandateValue


class Party(models.Model):
    """Who a party is. `folded` is its name without Vietnamese marks, for searching."""

    tax_code = models.CharField(max_length=14, primary_key=True)
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    address = models.CharField(max_length=500)
    phone = models.CharField(max_length=30)
    province = models.CharField(max_length=60)
    founded_on = models.DateField(null=True)
    registered_on = models.DateField(null=True)
    leaf = models.BigIntegerField()


class Standing(models.Model):
    """How a party stood from a moment on, and why. Its id is the leaf that wrote it."""

    leaf = IdField()
    tax_code = models.CharField(max_length=14)
    at = models.DateTimeField()
    status = models.CharField(max_length=9)
    level = models.SmallIntegerField()
    debt_over_90 = models.BigIntegerField()
    priority = models.SmallIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        indexes = (models.Index(fields=["tax_code", "leaf"], name="standing_of_party"),)
        constraints = (
            models.CheckConstraint(name="standing_level_1_to_5", condition=models.Q(level__range=(1, 5))),
            models.CheckConstraint(name="standing_debt_not_negative", condition=models.Q(debt_over_90__gte=0)),
        )


class Now(models.Model):
    """The standing in force: a projection of the latest `Standing`, which `motcua verify` compares."""

    tax_code = models.CharField(max_length=14, primary_key=True)
    status = models.CharField(max_length=9)
    level = models.SmallIntegerField()
    debt_over_90 = models.BigIntegerField()
    priority = models.SmallIntegerField()
    leaf = models.BigIntegerField()


class Agent(models.Model):
    """A party recognised as a customs agent, and by which decision. Its id is the leaf that wrote it."""

    leaf = IdField()
    tax_code = models.CharField(max_length=14, db_index=True)
    since = models.DateField()
    decision = models.CharField(max_length=100)

    def to_domain(self, ended: "AgentEnded | None" = None) -> AgentValue:
        """The agent with its last day as it stands."""
        return AgentValue(self.tax_code, self.since, ended.until if ended else None, self.decision, self.leaf)


class AgentEnded(models.Model):
    """An agent's recognition ended: `until` is its last day. Its id is the leaf that ended it."""

    leaf = IdField()
    agent = models.OneToOneField(Agent, models.PROTECT, related_name="ended")
    until = models.DateField()
    reason = models.CharField(max_length=300)


class Mandate(models.Model):
    """A mandate as the principal gave it. Its id is its leaf; acts and bounds stand between spaces."""

    leaf = IdField()
    principal = models.CharField(max_length=14, db_index=True)
    agent = models.CharField(max_length=14, db_index=True)
    since = models.DateField()
    until = models.DateField()
    acts = models.TextField()
    directions = models.TextField()
    procedures = models.TextField()
    offices = models.TextField()
    given_by = models.CharField(max_length=60)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="mandate_ends_after_it_begins", condition=models.Q(until__gte=models.F("since"))
            ),
            models.CheckConstraint(name="mandate_to_another", condition=~models.Q(principal=models.F("agent"))),
            models.CheckConstraint(name="mandate_of_something", condition=~models.Q(acts="")),
        )

    def to_domain(self) -> MandateValue:
        """The mandate as it stands now; acceptance and end come with `select_related`."""
        ended = getattr(self, "ended", None)
        return MandateValue(
            self.principal, self.agent, self.since, self.until, frozenset(self.acts.split()),
            frozenset(self.directions.split()), frozenset(self.procedures.split()), frozenset(self.offices.split()),
            self.leaf, hasattr(self, "accepted"), ended.until if ended else None, ended.side if ended else "",
        )  # fmt: skip


class MandateAccepted(models.Model):
    """The agent has accepted. Its id is the leaf of that."""

    leaf = IdField()
    mandate = models.OneToOneField(Mandate, models.PROTECT, related_name="accepted")
    actor = models.CharField(max_length=60)


class MandateEnded(models.Model):
    """A mandate ended by the principal or the agent; before acceptance it was withdrawn or refused."""

    leaf = IdField()
    mandate = models.OneToOneField(Mandate, models.PROTECT, related_name="ended")
    until = models.DateField()
    side = models.CharField(max_length=9)
    reason = models.CharField(max_length=300)
    actor = models.CharField(max_length=60)

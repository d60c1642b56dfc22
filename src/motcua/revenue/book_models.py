"""Tables of closed days, of the treasury's files and of instalments. Rows are never changed."""

from django.db import models
from django.db.models import Q

from motcua.ground.columns import IdField


class ClosedDay(models.Model):
    """A day of the ledger that is shut: nothing is booked on it any more. Days are closed in order, without a gap."""

    day = models.DateField(primary_key=True)
    leaf = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    standing = models.CharField(max_length=10)
    unexplained = models.IntegerField()
    transfers = models.IntegerField()
    note = models.TextField()

    class Meta:
        db_table = "revenue_closed_day"


class ClosedSum(models.Model):
    """What moved on an account on a closed day, and where it stood after."""

    pk = models.CompositePrimaryKey("leaf", "account")
    leaf = models.BigIntegerField()
    account = models.CharField(max_length=4)
    debit = models.BigIntegerField()
    credit = models.BigIntegerField()
    balance = models.BigIntegerField()

    class Meta:
        db_table = "revenue_closed_sum"


class TreasuryFile(models.Model):
    """A file of the treasury, kept byte for byte in `file`; the last one of a day counts."""

    leaf = IdField()
    day = models.DateField()
    file = models.BigIntegerField()
    name = models.CharField(max_length=100)
    lines = models.IntegerField()
    total = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)

    class Meta:
        db_table = "revenue_treasury_file"
        indexes = [models.Index(fields=["day", "leaf"], name="treasury_file_by_day")]


class TreasuryLine(models.Model):
    """A line of a treasury's file: dong by reference and sub-item, below zero where money was given back."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    reference = models.CharField(max_length=60)
    item = models.CharField(max_length=4)
    amount = models.BigIntegerField()
    account = models.CharField(max_length=20)
    declaration = models.CharField(max_length=20)
    payer = models.CharField(max_length=14)

    class Meta:
        db_table = "revenue_treasury_line"


class Explanation(models.Model):
    """What an officer says of a difference, as long as both sides have these amounts; the last one counts.

    `entry` is the leaf of the new entry that corrected it, 0 for none.
    """

    leaf = IdField()
    day = models.DateField()
    reference = models.CharField(max_length=60)
    theirs = models.BigIntegerField()
    ours = models.BigIntegerField()
    verb = models.CharField(max_length=10)
    entry = models.BigIntegerField()
    note = models.TextField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)

    class Meta:
        db_table = "revenue_explanation"
        indexes = [models.Index(fields=["day", "reference"], name="explanation_of_difference")]


class InstalmentPlan(models.Model):
    """A debt that somebody asks to pay in parts. Its state is that of its last step."""

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    party = models.CharField(max_length=14)
    office = models.CharField(max_length=6)
    amount = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.TextField()

    class Meta:
        db_table = "revenue_instalment_plan"
        constraints = [models.CheckConstraint(name="plan_above_zero", condition=Q(amount__gt=0))]
        indexes = [
            models.Index(fields=["declaration_id"], name="plan_of_declaration"),
            models.Index(fields=["party"], name="plan_by_party"),
        ]


class InstalmentPart(models.Model):
    """A part of a plan."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    due_on = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        db_table = "revenue_instalment_part"
        constraints = [models.CheckConstraint(name="part_above_zero", condition=Q(amount__gt=0))]


class InstalmentStep(models.Model):
    """A step of a plan. `settled` is what had been paid of the declaration's taxes by then."""

    leaf = IdField()
    plan = models.ForeignKey(InstalmentPlan, models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    verb = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    settled = models.BigIntegerField()
    note = models.TextField()

    class Meta:
        db_table = "revenue_instalment_step"

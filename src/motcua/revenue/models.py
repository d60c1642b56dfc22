"""Tables of the ledger. Transfers and payments are written in bulk and never changed."""

from django.db import models
from django.db.models import F, Q

from motcua.ground.columns import IdField


class Transfer(models.Model):
    """One amount from the credit to the debit account, written with one leaf of the log."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    kind = models.CharField(max_length=8)
    debit = models.CharField(max_length=4)
    credit = models.CharField(max_length=4)
    tax = models.CharField(max_length=12)
    office = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    declaration_id = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="revenue_amount_above_zero", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="revenue_two_accounts", condition=~Q(debit=F("credit"))),
        ]
        indexes = [
            models.Index(fields=["declaration_id"], name="revenue_of_declaration"),
            models.Index(
                fields=["day", "office", "tax", "kind", "amount"], name="revenue_cash_by_day",
                condition=Q(kind__in=["pay", "refund"]),
            ),
        ]  # fmt: skip


class Obligation(models.Model):
    """What one declaration owes: the sum of its transfers, kept for speed and checked by `verify`.

    `late_from` is the due day of taxes added after everything had been settled; else the first charge's
    term tells when lateness begins.
    """

    declaration_id = IdField()
    party = models.CharField(max_length=14)
    office = models.CharField(max_length=6)
    charged = models.BigIntegerField()
    settled = models.BigIntegerField()
    penalty = models.BigIntegerField()
    penalty_settled = models.BigIntegerField()
    held = models.BigIntegerField()
    due_on = models.DateField()
    late_from = models.DateField(null=True)
    leaf = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="revenue_settled_within_charged",
                condition=Q(
                    settled__gte=0,
                    settled__lte=F("charged"),
                    penalty_settled__gte=0,
                    penalty_settled__lte=F("penalty"),
                    held__gte=0,
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "office"], name="revenue_open_by_due", condition=Q(charged__gt=F("settled"))
            ),
            models.Index(fields=["party"], name="revenue_held_by_party", condition=Q(held__gt=0)),
        ]  # fmt: skip


class Payment(models.Model):
    """A payment received, once for each reference of a bank."""

    pk = models.CompositePrimaryKey("bank", "reference")
    bank = models.CharField(max_length=11)
    reference = models.CharField(max_length=40)
    leaf = models.BigIntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    declaration_id = models.BigIntegerField()
    party = models.CharField(max_length=14)
    office = models.CharField(max_length=6)
    amount = models.BigIntegerField()

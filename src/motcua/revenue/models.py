"""Tables of the ledger. Transfers and payments are written in bulk and never changed."""

from django.db import models
from django.db.models import F, Q

from motcua.ground.columns import IdField
from motcua.revenue.book_models import (
    ClosedDay,
    ClosedSum,
    Explanation,
    InstalmentPart,
    InstalmentPlan,
    InstalmentStep,
    TreasuryFile,
    TreasuryLine,
)

__all__ = [
    "ClosedDay", "ClosedSum", "DebtClass", "Explanation", "Guarantee", "GuaranteeBalance", "GuaranteeChange",
    "GuaranteeUse", "InstalmentPart", "InstalmentPlan", "InstalmentStep", "Obligation", "Payment", "Refund",
    "RefundStep", "Suspense", "SuspenseEnd", "Transfer", "TreasuryFile", "TreasuryLine",
]  # fmt: skip


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
    term tells when lateness begins. `secured` is what guarantees still stand for, `secured_on` the day on which the
    goods left under them: interest runs from that very day. `deferred` taxes may be paid later without security.
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
    secured = models.BigIntegerField(default=0)
    secured_on = models.DateField(null=True)
    deferred = models.BooleanField(default=False)

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
            models.CheckConstraint(
                name="revenue_secured_within_open",
                condition=Q(secured__gte=0, secured__lte=F("charged") - F("settled")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "office"], name="revenue_open_by_due", condition=Q(charged__gt=F("settled"))
            ),
            models.Index(fields=["party"], name="revenue_held_by_party", condition=Q(held__gt=0)),
            models.Index(
                fields=["declaration_id"], name="revenue_open_penalty", condition=Q(penalty__gt=F("penalty_settled"))
            ),
        ]  # fmt: skip


class Suspense(models.Model):
    """Money that arrived and belonged to no debt: as the bank told it, and why it could not be matched."""

    leaf = IdField()
    bank = models.CharField(max_length=11)
    reference = models.CharField(max_length=40)
    at = models.DateTimeField()
    paid_on = models.DateField()
    payer = models.CharField(max_length=14)
    number = models.CharField(max_length=20)
    account = models.CharField(max_length=20)
    office = models.CharField(max_length=6)
    items = models.TextField()
    amount = models.BigIntegerField()
    reason = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank", "reference"], name="suspense_once_a_reference"),
            models.CheckConstraint(name="suspense_above_zero", condition=Q(amount__gt=0)),
        ]


class SuspenseEnd(models.Model):
    """How money in suspense ended: matched to a declaration, or returned to who paid it."""

    leaf = IdField()
    suspense = models.OneToOneField(Suspense, models.PROTECT, related_name="ended")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=8)
    declaration_id = models.BigIntegerField()
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "revenue_suspense_end"


class Refund(models.Model):
    """Money that somebody asks to have back: what is held on a declaration, or what waits in suspense."""

    leaf = IdField()
    kind = models.CharField(max_length=8)
    declaration_id = models.BigIntegerField()
    suspense = models.BigIntegerField()
    party = models.CharField(max_length=14)
    office = models.CharField(max_length=6)
    amount = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    due_on = models.DateField()
    note = models.CharField(max_length=400)

    class Meta:
        constraints = [models.CheckConstraint(name="refund_above_zero", condition=Q(amount__gt=0))]
        indexes = [
            models.Index(fields=["party"], name="refund_by_party"),
            models.Index(fields=["declaration_id"], name="refund_by_declaration"),
        ]


class RefundStep(models.Model):
    """A step towards a decision on a refund: proposed by one officer, decided by another."""

    leaf = IdField()
    refund = models.ForeignKey(Refund, models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "revenue_refund_step"


class Guarantee(models.Model):
    """A bank's promise to pay: for one declaration (`individual`) or for many up to a balance (`general`).

    Its present amount, last day and balance stand in `GuaranteeBalance`.
    """

    leaf = IdField()
    kind = models.CharField(max_length=10)
    bank = models.CharField(max_length=11)
    year = models.SmallIntegerField()
    symbol = models.CharField(max_length=10)
    number = models.CharField(max_length=10)
    party = models.CharField(max_length=14)
    broker = models.CharField(max_length=14)
    amount = models.BigIntegerField()
    since = models.DateField()
    until = models.DateField()
    office = models.CharField(max_length=6)
    procedure = models.CharField(max_length=3)
    planned_on = models.DateField(null=True)
    declaration = models.CharField(max_length=12)
    bill = models.CharField(max_length=35)
    invoice = models.CharField(max_length=35)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    reference = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bank", "year", "symbol", "number"], name="guarantee_once"),
            models.CheckConstraint(
                name="guarantee_is_whole",
                condition=Q(amount__gt=0, until__gte=F("since"), kind__in=["individual", "general"]),
            ),
        ]
        indexes = [models.Index(fields=["party"], name="guarantee_by_party")]


class GuaranteeChange(models.Model):
    """A guarantee is extended, raised or ended: its amount and last day from then on."""

    leaf = IdField()
    guarantee = models.ForeignKey(Guarantee, models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=8)
    amount = models.BigIntegerField()
    until = models.DateField()
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "revenue_guarantee_change"


class GuaranteeUse(models.Model):
    """What a declaration takes from a guarantee (above zero) or gives back (below), with the leaf that says so."""

    pk = models.CompositePrimaryKey("leaf", "guarantee_id")
    leaf = models.BigIntegerField()
    guarantee_id = models.BigIntegerField()
    declaration_id = models.BigIntegerField()
    at = models.DateTimeField()
    amount = models.BigIntegerField()

    class Meta:
        db_table = "revenue_guarantee_use"
        indexes = [
            models.Index(fields=["declaration_id"], name="guarantee_use_declaration"),
            models.Index(fields=["guarantee_id", "leaf"], name="guarantee_use_guarantee"),
        ]


class GuaranteeBalance(models.Model):
    """Where a guarantee stands: kept for speed and for locking, and checked by `verify`."""

    guarantee_id = IdField()
    amount = models.BigIntegerField()
    used = models.BigIntegerField()
    until = models.DateField()
    ended = models.BooleanField()

    class Meta:
        db_table = "revenue_guarantee_balance"
        constraints = [models.CheckConstraint(name="guarantee_used_above_zero", condition=Q(used__gte=0))]


class DebtClass(models.Model):
    """An officer's class of a debt that cannot be collected as others; the last one counts."""

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    code = models.CharField(max_length=10)
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "revenue_debt_class"
        indexes = [models.Index(fields=["declaration_id"], name="debt_class_of_declaration")]


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

    class Meta:
        indexes = [models.Index(fields=["declaration_id"], name="payment_of_declaration")]

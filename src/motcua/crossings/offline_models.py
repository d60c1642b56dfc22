"""Tables of gates that may be cut off: installations, codes of officers, lists, batches, records, what became of them.

All rows are written once and never changed. `installation` is the leaf by which an installation was registered.
"""

from django.db import models

from motcua.ground.columns import IdField

__all__ = [
    "Batch", "Code", "CodeEnd", "Decision", "Gap", "Installation", "InstallationEnd", "IssuedList", "OfflineRecord",
    "Outcome",
]  # fmt: skip


class Installation(models.Model):
    """A second, small installation at a gate, and the key by which its records are known, with first and last day."""

    leaf = IdField()
    name = models.CharField(max_length=100)
    gate = models.CharField(max_length=6)
    office = models.CharField(max_length=6)
    public = models.BinaryField(unique=True)
    since = models.DateField()
    until = models.DateField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)

    class Meta:
        db_table = "crossings_installation"


class InstallationEnd(models.Model):
    """An installation that was ended before its last day: what it records after that is disputed."""

    leaf = IdField()
    installation = models.OneToOneField(Installation, models.PROTECT, related_name="ended")
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "crossings_installation_end"


class Code(models.Model):
    """The slow hash of an officer's paper code. `until` its last moment."""

    leaf = IdField()
    account = models.BigIntegerField(db_index=True)
    salt = models.BinaryField()
    hash = models.BinaryField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        db_table = "crossings_gate_code"


class CodeEnd(models.Model):
    """A code that was ended: by a new one, or because its paper was lost."""

    leaf = models.BigIntegerField()
    code = models.OneToOneField(Code, models.PROTECT, related_name="ended", primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)

    class Meta:
        db_table = "crossings_gate_code_end"


class IssuedList(models.Model):
    """A list as it was issued; `file` keeps it byte for byte.

    What the gate told when it fetched it: `clock_ms` by which its clock is ahead, `waiting` records not yet sent.
    """

    leaf = IdField()
    installation = models.BigIntegerField()
    number = models.IntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    file = models.BigIntegerField()
    permits = models.IntegerField()
    announced = models.IntegerField()
    staying = models.IntegerField()
    officers = models.IntegerField()
    fetched = models.SmallIntegerField()
    clock_ms = models.BigIntegerField()
    waiting = models.IntegerField()
    actor = models.CharField(max_length=60)

    class Meta:
        db_table = "crossings_gate_list"
        constraints = (models.UniqueConstraint(fields=["installation", "number"], name="gate_list_numbered_once"),)


class Batch(models.Model):
    """A batch that brought something new, or could not be taken (`fault`, a code). `file` keeps it byte for byte."""

    leaf = IdField()
    installation = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    file = models.BigIntegerField()
    sha256 = models.BinaryField()
    first = models.IntegerField()
    count = models.IntegerField()
    fresh = models.IntegerField()
    fault = models.CharField(max_length=10)

    class Meta:
        db_table = "crossings_gate_batch"
        indexes = (models.Index(fields=["installation", "leaf"], name="gate_batch_of"),)


class OfflineRecord(models.Model):
    """A record as the gate signed it, once for each gate and number. `leaf`: the batch that brought it."""

    pk = models.CompositePrimaryKey("installation", "number")
    installation = models.BigIntegerField()
    number = models.IntegerField()
    leaf = models.BigIntegerField()
    at = models.DateTimeField()
    officer = models.BigIntegerField()
    verb = models.CharField(max_length=6)
    plate = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    list = models.IntegerField()
    content = models.TextField()
    signature = models.BinaryField()

    class Meta:
        db_table = "crossings_gate_record"
        indexes = (models.Index(fields=["leaf"], name="gate_record_leaf"),)


class Outcome(models.Model):
    """What became of a record when its turn came: merged into a crossing, noted, or disputed and why."""

    pk = models.CompositePrimaryKey("installation", "number")
    installation = models.BigIntegerField()
    number = models.IntegerField()
    leaf = models.BigIntegerField()
    outcome = models.CharField(max_length=8)
    reason = models.CharField(max_length=10)
    vi = models.CharField(max_length=400)
    en = models.CharField(max_length=400)
    crossing_leaf = models.BigIntegerField()
    crossing_no = models.IntegerField()

    class Meta:
        db_table = "crossings_gate_outcome"
        indexes = (
            models.Index(fields=["leaf"], name="gate_outcome_leaf"),
            models.Index(
                fields=["installation", "number"], name="gate_disputed", condition=models.Q(outcome="disputed")
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="gate_merged_into_a_crossing",
                condition=models.Q(outcome="merged", crossing_leaf__gt=0) | models.Q(crossing_leaf=0)
                & models.Q(outcome__in=("noted", "disputed")),
            ),
        )  # fmt: skip


class Decision(models.Model):
    """A head of branch took a disputed record, or did not, and why."""

    leaf = IdField()
    installation = models.BigIntegerField()
    number = models.IntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    verdict = models.CharField(max_length=4)
    note = models.CharField(max_length=400)
    crossing_leaf = models.BigIntegerField()
    crossing_no = models.IntegerField()

    class Meta:
        db_table = "crossings_gate_decision"
        constraints = (models.UniqueConstraint(fields=["installation", "number"], name="gate_dispute_decided_once"),)


class Gap(models.Model):
    """Records that are missing for good, as a head of branch declared: those after them are taken all the same."""

    leaf = IdField()
    installation = models.BigIntegerField()
    first = models.IntegerField()
    last = models.IntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "crossings_gate_gap"

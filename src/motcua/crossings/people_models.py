"""Tables of people at the gates: counts, control results, border residents. Rows are never changed.

Only `PassengerDay` and `ResidentMonth` are projections, which `motcua verify` recomputes, and a `Person` is erased in
time. Amounts are whole dong, quantities 1/10,000 of their unit.
"""

from django.db import models
from django.db.models import Q

from motcua.ground.columns import IdField


class PassengerAct(models.Model):
    """One call that wrote counts: from which hand, and why where it corrects. `file` is the sheet that it came from."""

    leaf = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    source = models.CharField(max_length=8)
    file = models.BigIntegerField(null=True)
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "crossings_passenger_act"


class PassengerCount(models.Model):
    """People of one nationality and kind of papers in a quarter hour of a gate; below zero in a correction."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    day = models.DateField()
    quarter = models.SmallIntegerField()
    gate = models.CharField(max_length=5)
    direction = models.CharField(max_length=3)
    nationality = models.CharField(max_length=2)
    document = models.CharField(max_length=1)
    count = models.IntegerField()

    class Meta:
        db_table = "crossings_passenger_count"
        indexes = (models.Index(fields=["day", "gate", "quarter"], name="passengers_of_a_quarter"),)
        constraints = (
            models.CheckConstraint(name="passenger_count_not_zero", condition=~Q(count=0)),
            models.CheckConstraint(name="passenger_quarter_of_a_day", condition=Q(quarter__gte=0, quarter__lt=96)),
        )


class PassengerDay(models.Model):
    """The counts of a day in sum, for figures of months and years."""

    pk = models.CompositePrimaryKey("day", "gate", "direction", "nationality", "document")
    day = models.DateField()
    gate = models.CharField(max_length=5)
    direction = models.CharField(max_length=3)
    nationality = models.CharField(max_length=2)
    document = models.CharField(max_length=1)
    count = models.IntegerField()

    class Meta:
        db_table = "crossings_passenger_day"
        constraints = (models.CheckConstraint(name="passenger_day_not_below_zero", condition=Q(count__gte=0)),)


class Control(models.Model):
    """A control result that concerns one person: kind, outcome and sums. Who it was lies apart, in `Person`."""

    leaf = IdField()
    at = models.DateTimeField()
    day = models.DateField()
    gate = models.CharField(max_length=5)
    office = models.CharField(max_length=6)
    direction = models.CharField(max_length=3)
    kind = models.CharField(max_length=8)
    nationality = models.CharField(max_length=2)
    document = models.CharField(max_length=1)
    outcome = models.CharField(max_length=8)
    value = models.BigIntegerField()
    dutiable = models.BigIntegerField()
    duty = models.BigIntegerField()
    commitment = models.BinaryField()
    actor = models.CharField(max_length=60)

    class Meta:
        indexes = (models.Index(fields=["office", "day"], name="control_by_office"),)
        constraints = (
            models.CheckConstraint(name="control_sums", condition=Q(value__gte=0, dutiable__gte=0, duty__gte=0)),
        )


class ControlGoods(models.Model):
    """Goods or money of a control result, and how far they lay within the allowance of that day."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    kind = models.CharField(max_length=10)
    description = models.CharField(max_length=200)
    hs = models.CharField(max_length=12)
    origin = models.CharField(max_length=2)
    quantity_e4 = models.BigIntegerField()
    unit = models.CharField(max_length=4)
    value = models.BigIntegerField()
    verdict = models.CharField(max_length=8)
    free_e4 = models.BigIntegerField()
    above_e4 = models.BigIntegerField()
    dutiable = models.BigIntegerField()
    duty = models.BigIntegerField()

    class Meta:
        db_table = "crossings_control_goods"


class Person(models.Model):
    """Whom a control result concerns: encrypted, and erased on its day. The leaf holds a salted hash of it alone."""

    control_id = IdField()
    salt = models.BinaryField()
    sealed = models.BinaryField()
    erase_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["erase_on"], name="person_to_erase"),)


class PersonErased(models.Model):
    """That a person's data were erased: by whom, and why."""

    leaf = IdField()
    control_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    reason = models.CharField(max_length=400)

    class Meta:
        db_table = "crossings_person_erased"


class PersonRead(models.Model):
    """That somebody read a person's data."""

    leaf = IdField()
    control_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    reason = models.CharField(max_length=200)

    class Meta:
        db_table = "crossings_person_read"
        indexes = (models.Index(fields=["control_id"], name="person_reads_of"),)


class GateEnd(models.Model):
    """How a duty that was waiting at the gate ended: `paid`, or `left` with the goods."""

    leaf = IdField()
    subject_id = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    verb = models.CharField(max_length=4)
    amount = models.BigIntegerField()

    class Meta:
        db_table = "crossings_gate_end"


class ResidentDeclaration(models.Model):
    """A border resident's simplified declaration. `resident` is a keyed hash of the card, from which nobody reads it.

    `within` is free of duty, `above` taxed; what was referred to an ordinary declaration uses nothing.
    """

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    number = models.CharField(max_length=12, unique=True)
    at = models.DateTimeField()
    day = models.DateField()
    gate = models.CharField(max_length=5)
    office = models.CharField(max_length=6)
    direction = models.CharField(max_length=3)
    resident = models.CharField(max_length=32)
    commune = models.CharField(max_length=8)
    value = models.BigIntegerField()
    within = models.BigIntegerField()
    above = models.BigIntegerField()
    duty = models.BigIntegerField()
    outcome = models.CharField(max_length=8)
    why = models.CharField(max_length=5)
    actor = models.CharField(max_length=60)

    class Meta:
        db_table = "crossings_resident_declaration"
        indexes = (
            models.Index(fields=["resident", "day"], name="resident_days"),
            models.Index(fields=["day", "gate"], name="resident_by_day"),
        )


class ResidentGoods(models.Model):
    """One kind of goods of a simplified declaration (leaf, declaration)."""

    pk = models.CompositePrimaryKey("leaf", "declaration", "no")
    leaf = models.BigIntegerField()
    declaration = models.IntegerField()
    no = models.SmallIntegerField()
    description = models.CharField(max_length=200)
    quantity_e4 = models.BigIntegerField()
    unit = models.CharField(max_length=4)
    value = models.BigIntegerField()
    hs = models.CharField(max_length=12)

    class Meta:
        db_table = "crossings_resident_goods"


class ResidentMonth(models.Model):
    """What a resident has used of a month: the row that is locked, so that two declarations never pass together."""

    pk = models.CompositePrimaryKey("resident", "month")
    resident = models.CharField(max_length=32)
    month = models.CharField(max_length=7)
    days = models.SmallIntegerField()
    declarations = models.IntegerField()
    value = models.BigIntegerField()

    class Meta:
        db_table = "crossings_resident_month"
        constraints = (models.CheckConstraint(name="resident_month_counts", condition=Q(days__gte=0, value__gte=0)),)

"""Tables of cases and of the seizure store.

`Case` and `Exhibit` are the present (projections that `motcua verify` recomputes); the other tables are never changed.
Whom a case concerns (`SubjectData`) is encrypted and may be erased: leaves hold salted hashes alone. Moments in UTC,
sums in whole dong, quantities in 1/10,000 of the unit.
"""

from django.db import models
from django.db.models import Q

from motcua.control.domain.cases.life import Place, State
from motcua.control.watch_models import *  # noqa: F403 - the tables of intelligence, watch lists and plans
from motcua.ground.columns import IdField


class Standing(models.Model):
    """How a case stands after an act; see `domain.cases.standing.Standing`."""

    state = models.CharField(max_length=12)
    office = models.CharField(max_length=6)
    handler = models.BigIntegerField()
    """The account in charge; 0 while nobody is."""
    kind = models.CharField(max_length=12)
    sensitive = models.SmallIntegerField()
    value = models.BigIntegerField()
    fine = models.BigIntegerField()
    paid = models.BigIntegerField()
    recorder = models.BigIntegerField()
    recorded_on = models.DateField(null=True)
    held_until = models.DateField(null=True)
    explain = models.CharField(max_length=8)
    noticed_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    prosecution = models.CharField(max_length=12)
    prosecuted_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    complaint = models.CharField(max_length=8)
    complaint_due = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_for = models.CharField(max_length=20)

    class Meta:
        abstract = True


class Found(models.Model):
    """What of a case never changes: what led to it, where and when."""

    number = models.CharField(max_length=16, unique=True)
    source = models.CharField(max_length=12)
    link = models.CharField(max_length=60)
    """What led to it: `declaration/105…`, `stay/12/0`; empty where it came of nothing kept here."""
    lead = models.CharField(max_length=8)
    partners = models.CharField(max_length=200)
    detected_at = models.DateTimeField()
    detected_on = models.DateField()
    place = models.CharField(max_length=200)
    position = models.CharField(max_length=40)
    """Latitude and longitude as they were told, such as `21.53 107.97`."""
    route = models.CharField(max_length=200)
    title = models.CharField(max_length=200)

    class Meta:
        abstract = True


class Case(Found, Standing):
    """Where a case stands. `id` is the leaf that opened it; `leaf` the last step."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["state", "due_on"], name="control_case_due"),
            models.Index(fields=["detected_on"], name="control_case_detected"),
            models.Index(fields=["prosecuted_on"], name="control_case_prosecuted"),
            models.Index(fields=["handler"], name="control_case_handler"),
        )
        constraints = (
            models.CheckConstraint(name="control_case_known", condition=Q(state__in=[str(each) for each in State])),
            models.CheckConstraint(name="control_case_sums", condition=Q(value__gte=0, fine__gte=0, paid__gte=0)),
            models.UniqueConstraint(fields=["link"], condition=~Q(link=""), name="control_case_link_once"),
        )


class CaseOpening(Found):
    """A case as it was found."""

    leaf = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)

    class Meta:
        db_table = "control_case_opening"


class CaseStep(Standing):
    """An act in the life of a case, and how it stands after it. `paper` is the number of the paper it made."""

    leaf = IdField()
    case_id = models.BigIntegerField()
    verb = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    account = models.BigIntegerField()
    paper = models.CharField(max_length=60)
    note = models.TextField()

    class Meta:
        db_table = "control_case_step"
        indexes = (models.Index(fields=["case_id", "leaf"], name="control_step_of"),)


class CaseSubject(models.Model):
    """That a case concerns somebody; who it is lies in `SubjectData`, `commitment` is a salted hash of it."""

    leaf = IdField()
    case_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    kind = models.CharField(max_length=12)
    party = models.CharField(max_length=14)
    """The tax code of a registered enterprise; empty for others."""
    commitment = models.BinaryField()

    class Meta:
        db_table = "control_case_subject"
        constraints = (models.UniqueConstraint(fields=["case_id", "no"], name="control_subject_once"),)


class SubjectData(models.Model):
    """Who it is: encrypted, erased in time. `leaf` is that of the subject."""

    leaf = IdField()
    salt = models.BinaryField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "control_subject_data"


class SubjectErased(models.Model):
    """That the data of a subject were erased, and why. `leaf` is the step's."""

    pk = models.CompositePrimaryKey("leaf", "subject")
    leaf = models.BigIntegerField()
    subject = models.BigIntegerField(unique=True)

    class Meta:
        db_table = "control_subject_erased"


class CaseGoods(models.Model):
    """Goods of a case, line by line. The lines of the latest step stand for all before."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    case_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    hs = models.CharField(max_length=12)
    quantity_e4 = models.BigIntegerField()
    unit = models.CharField(max_length=10)
    value = models.BigIntegerField()
    condition = models.CharField(max_length=200)

    class Meta:
        db_table = "control_case_goods"
        indexes = (models.Index(fields=["case_id"], name="control_goods_of"),)


class CaseDecision(models.Model):
    """A sanction as it was decided. `number` is that of the paper."""

    leaf = IdField()
    case_id = models.BigIntegerField(unique=True)
    number = models.CharField(max_length=30)
    on = models.DateField()
    account = models.BigIntegerField()
    level = models.SmallIntegerField()
    fine = models.BigIntegerField()
    confiscated = models.BigIntegerField()
    remedy = models.CharField(max_length=1000)
    basis = models.CharField(max_length=400)
    paper = models.CharField(max_length=60)

    class Meta:
        db_table = "control_case_decision"


class CasePayment(models.Model):
    """Money that came for a case: a fine, or duties that the case made due. Known by the bank's reference."""

    leaf = IdField()
    case_id = models.BigIntegerField()
    kind = models.CharField(max_length=4)
    """`fine` or `duty`."""
    on = models.DateField()
    amount = models.BigIntegerField()
    bank = models.CharField(max_length=8)
    reference = models.CharField(max_length=60)

    class Meta:
        db_table = "control_case_payment"
        indexes = (models.Index(fields=["on"], name="control_payment_on"),)
        constraints = (models.UniqueConstraint(fields=["bank", "reference"], name="control_payment_once"),)


class CaseReader(models.Model):
    """That somebody may read a case, as handler or as reader, until a day. The latest row for an account stands."""

    leaf = IdField()
    case_id = models.BigIntegerField()
    account = models.BigIntegerField()
    role = models.CharField(max_length=8)
    """`handler`, `reader`, or `none` where it was ended."""
    until = models.DateField(null=True)

    class Meta:
        db_table = "control_case_reader"
        indexes = (
            models.Index(fields=["case_id", "account"], name="control_reader_of"),
            models.Index(fields=["account"], name="control_reader_who"),
        )


class CaseReading(models.Model):
    """That somebody read a case: who, when, why, and what of it."""

    leaf = IdField()
    case_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    account = models.BigIntegerField()
    what = models.CharField(max_length=10)
    """`file`, `record`, `decision`."""
    reason = models.CharField(max_length=200)

    class Meta:
        db_table = "control_case_reading"
        indexes = (models.Index(fields=["case_id", "leaf"], name="control_reading_of"),)


class Kept(models.Model):
    """How an exhibit stands after an act. `to` is whom it is handed to; 0 where it is not."""

    state = models.CharField(max_length=8)
    holder = models.BigIntegerField()
    to = models.BigIntegerField()
    store = models.CharField(max_length=2)
    seal = models.CharField(max_length=40)
    quantity_e4 = models.BigIntegerField()

    class Meta:
        abstract = True


class Exhibit(Kept):
    """Where an exhibit stands. `id` is the leaf that stored it; `leaf` the last step."""

    id = IdField()
    case_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=10)
    leaf = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["store", "state"], name="control_exhibit_in"),)
        constraints = (
            models.UniqueConstraint(fields=["case_id", "no"], name="control_exhibit_once"),
            models.CheckConstraint(name="control_exhibit_known", condition=Q(state__in=[str(each) for each in Place])),
        )


class ExhibitEntry(models.Model):
    """An exhibit as it was sealed and stored first."""

    leaf = models.BigIntegerField()
    pk = models.CompositePrimaryKey("leaf", "no")
    no = models.SmallIntegerField()
    exhibit_id = models.BigIntegerField(unique=True)
    case_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=10)

    class Meta:
        db_table = "control_exhibit_entry"


class ExhibitStep(Kept):
    """A link of the chain of custody, and how the exhibit stands after it. `found_e4` is what an inventory counted."""

    pk = models.CompositePrimaryKey("leaf", "exhibit_id")
    leaf = models.BigIntegerField()
    exhibit_id = models.BigIntegerField()
    verb = models.CharField(max_length=8)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    account = models.BigIntegerField()
    found_e4 = models.BigIntegerField(null=True)
    found_seal = models.CharField(max_length=40)
    how = models.CharField(max_length=10)
    note = models.CharField(max_length=1000)

    class Meta:
        db_table = "control_exhibit_step"
        indexes = (models.Index(fields=["exhibit_id", "leaf"], name="control_exhibit_step_of"),)


class Inventory(models.Model):
    """A count of a store: how many exhibits were expected, counted, and how many differ."""

    leaf = IdField()
    store = models.CharField(max_length=2)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    account = models.BigIntegerField()
    expected = models.IntegerField()
    counted = models.IntegerField()
    differ = models.IntegerField()
    note = models.CharField(max_length=1000)

"""Tables of transports under customs control.

`Transport` is the present (a projection that `motcua verify` recomputes); all other rows are never changed. Amounts
are in dong, moments in UTC.
"""

from django.db import models
from django.db.models import F, Q

from motcua.ground.columns import IdField
from motcua.transport.domain.life import OPEN, State


class Transport(models.Model):
    """Where a transport stands now. `root` is its number without the digit of amendments; `due_at` its clock.

    `asked_until`: until when its declarant asks for more time, while that waits.
    """

    id = IdField()
    number = models.CharField(max_length=12)
    root = models.CharField(max_length=11, unique=True)
    direction = models.CharField(max_length=1)
    office = models.CharField(max_length=6)
    to_office = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    transporter_name = models.CharField(max_length=300)
    means = models.CharField(max_length=2)
    purpose = models.CharField(max_length=3)
    kind = models.CharField(max_length=2)
    from_place = models.CharField(max_length=7)
    to_place = models.CharField(max_length=7)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    registered_on = models.DateField()
    version = models.SmallIntegerField()
    state = models.CharField(max_length=20)
    due_at = models.DateTimeField(null=True)
    departed_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    asked_until = models.DateTimeField(null=True)
    differences = models.SmallIntegerField()
    secured = models.BigIntegerField()
    leaf = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["office", "registered_on"], name="transport_by_office"),
            models.Index(fields=["party", "registered_on"], name="transport_by_party"),
            models.Index(fields=["due_at"], name="transport_open", condition=Q(state__in=[str(each) for each in OPEN])),
        )
        constraints = (
            models.CheckConstraint(name="transport_state_known", condition=Q(state__in=[str(each) for each in State])),
            models.CheckConstraint(name="transport_secured_not_negative", condition=Q(secured__gte=0)),
            models.CheckConstraint(name="transport_goes_elsewhere", condition=~Q(from_place=F("to_place"))),
            models.CheckConstraint(name="transport_ends_after_its_start", condition=Q(end_at__gte=F("start_at"))),
        )


class Version(models.Model):
    """What was declared: the message as JSON, and what the registers then said of it.

    The first is the registration, each other an amendment (COT).
    """

    pk = models.CompositePrimaryKey("transport_id", "version")
    transport_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    leaf = models.BigIntegerField()
    number = models.CharField(max_length=12, unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    party_name = models.CharField(max_length=300)
    transporter_name = models.CharField(max_length=300)
    to_office = models.CharField(max_length=6)
    message = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["leaf"], name="transport_version_leaf"),)


class CargoLine(models.Model):
    """A cargo number of a version, by which it is found and counted."""

    pk = models.CompositePrimaryKey("transport_id", "version", "no")
    transport_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    no = models.SmallIntegerField()
    leaf = models.BigIntegerField()
    cargo = models.CharField(max_length=35)
    from_place = models.CharField(max_length=7)
    description = models.CharField(max_length=210)

    class Meta:
        db_table = "transport_cargo_line"
        indexes = (
            models.Index(fields=["cargo", "from_place"], name="transport_cargo_number"),
            models.Index(fields=["leaf"], name="transport_cargo_leaf"),
        )


class Boxed(models.Model):
    """A container that some version of a transport declares, or that departed or arrived with it: an index alone."""

    pk = models.CompositePrimaryKey("container", "transport_id")
    container = models.CharField(max_length=20)
    transport_id = models.BigIntegerField()


class Step(models.Model):
    """An act in the life of a transport, and the state after it. `end_at`, `due_at`: its plan and clock then."""

    leaf = IdField()
    transport_id = models.BigIntegerField()
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    version = models.SmallIntegerField()
    end_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=12)
    note = models.CharField(max_length=400)

    class Meta:
        indexes = (models.Index(fields=["transport_id", "leaf"], name="transport_step_of"),)


class TimeAsked(models.Model):
    """Until when a declarant asked for more time, with the step that asked."""

    leaf = IdField()
    transport_id = models.BigIntegerField()
    until_at = models.DateTimeField()

    class Meta:
        db_table = "transport_time_asked"
        indexes = (models.Index(fields=["transport_id"], name="transport_time_asked_of"),)


class Sealed(models.Model):
    """A container or vehicle with its seals, separated by blanks, as it departed or arrived with that step."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    transport_id = models.BigIntegerField()
    container = models.CharField(max_length=17)
    seals = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["transport_id"], name="transport_sealed_of"),)


class Differing(models.Model):
    """A difference that was found on arrival, with the step that found it."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    transport_id = models.BigIntegerField()
    kind = models.CharField(max_length=8)
    container = models.CharField(max_length=17)
    before = models.CharField(max_length=120)
    after = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=["transport_id"], name="transport_differing_of"),)

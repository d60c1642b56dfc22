"""Tables of vessels' calls: the dossier on entry or on exit, its documents and what stands in them.

`Call` and `Document` are the present (projections that `motcua verify` works out again from steps and versions); all
other rows are never changed. One leaf answers for all that was written of one call together; rows are numbered within
it (`leaf`, `no`). Moments are in UTC, weights in kilograms times 10,000.
"""

from django.db import models
from django.db.models import Q

from motcua.ground.columns import IdField
from motcua.manifests.domain.life import OPEN, Paper, State


class VesselEntry(models.Model):
    """What the register says of a vessel from a moment on; the latest of a call sign is in force."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    at = models.DateTimeField()
    call_sign = models.CharField(max_length=9)
    imo = models.CharField(max_length=7)
    name = models.CharField(max_length=35)
    flag = models.CharField(max_length=2)
    type = models.CharField(max_length=5)
    gross = models.BigIntegerField()
    net = models.BigIntegerField()
    operator = models.CharField(max_length=6)
    struck = models.SmallIntegerField()

    class Meta:
        db_table = "manifests_vessel_entry"
        indexes = (models.Index(fields=["call_sign", "leaf"], name="vessel_entry_of"),)


class CarrierEntry(models.Model):
    """What the register says of a carrier from a moment on: its code, and the enterprise that answers for it here."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    at = models.DateTimeField()
    code = models.CharField(max_length=6)
    name = models.CharField(max_length=300)
    party = models.CharField(max_length=14)
    struck = models.SmallIntegerField()

    class Meta:
        db_table = "manifests_carrier_entry"
        indexes = (models.Index(fields=["code", "leaf"], name="carrier_entry_of"),)


class Call(models.Model):
    """A ship's call in one direction: I its entry, E its exit. `entry` is the entry whose exit it is, 0 where none.

    `party` answers for the carrier, `agent` is the enterprise that announced the call. `facts` and `leaf` are the
    leaves of its last facts and of its last step.
    """

    id = IdField()
    number = models.CharField(max_length=12, unique=True)
    direction = models.CharField(max_length=1)
    call_sign = models.CharField(max_length=9)
    vessel_name = models.CharField(max_length=35)
    flag = models.CharField(max_length=2)
    voyage = models.CharField(max_length=10)
    port = models.CharField(max_length=5)
    port_suffix = models.CharField(max_length=1)
    office = models.CharField(max_length=6)
    carrier = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    agent = models.CharField(max_length=14)
    entry = models.BigIntegerField()
    transit = models.SmallIntegerField()
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    expected_at = models.DateTimeField()
    expected_on = models.DateField()
    days = models.SmallIntegerField(null=True)
    state = models.CharField(max_length=20)
    arrived_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    cleared_on = models.DateField(null=True)
    left_at = models.DateTimeField(null=True)
    berth = models.CharField(max_length=7)
    berth_from = models.DateTimeField(null=True)
    berth_until = models.DateTimeField(null=True)
    leaf = models.BigIntegerField()
    facts = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["expected_on"], name="call_by_day"),
            models.Index(fields=["cleared_on"], name="call_by_clearance"),
            models.Index(fields=["arrived_at"], name="call_by_arrival"),
            models.Index(fields=["state"], name="call_open", condition=Q(state__in=[str(each) for each in OPEN])),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["call_sign", "voyage", "port", "port_suffix", "direction"], name="one_call_of_a_voyage",
                condition=~Q(state=str(State.CANCELLED)),
            ),
            models.CheckConstraint(name="call_state_known", condition=Q(state__in=[str(each) for each in State])),
            models.CheckConstraint(name="call_direction_known", condition=Q(direction__in=("I", "E"))),
        )  # fmt: skip


class Document(models.Model):
    """A document of a call as it stands. Awaited ones have no number, version 0 and a deadline; `late` 1 says that it
    came after that.

    `slot` tells apart those of one kind: manifests of several carriers, house bills of several forwarders, volumes of
    a passenger list. `party` is whose it is.
    """

    id = IdField()
    number = models.CharField(max_length=12)
    call_id = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    slot = models.SmallIntegerField()
    carrier = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    state = models.CharField(max_length=10)
    version = models.SmallIntegerField()
    rows = models.IntegerField()
    lodged_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    late = models.SmallIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["due_at"], name="document_awaited", condition=Q(state=str(Paper.AWAITED))),
            models.Index(fields=["call_id"], name="document_of_call"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["call_id", "kind", "slot"],
                name="one_document_of_a_slot",
                condition=~Q(state=str(Paper.CANCELLED)),
            ),
            models.UniqueConstraint(fields=["number"], name="document_number_once", condition=~Q(number="")),
            models.CheckConstraint(name="document_state_known", condition=Q(state__in=[str(each) for each in Paper])),
        )


class Version(models.Model):
    """What was lodged, as neutral JSON. The first registers, each other corrects or cancels (VNACCS 9, 5, 1)."""

    pk = models.CompositePrimaryKey("document_id", "version")
    document_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    call_id = models.BigIntegerField()
    number = models.CharField(max_length=12)
    kind = models.CharField(max_length=10)
    slot = models.SmallIntegerField()
    carrier = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    function = models.CharField(max_length=1)
    rows = models.IntegerField()
    late = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.CharField(max_length=400)
    message = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["leaf"], name="manifests_version_leaf"),)


class Bill(models.Model):
    """A bill of a version of a manifest (`house` 0) or of house bills (1); sums over its goods rows.

    It stands while its version is that of its document and the document is not cancelled.
    """

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    document_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    call_id = models.BigIntegerField()
    house = models.SmallIntegerField()
    number = models.CharField(max_length=35)
    folded = models.CharField(max_length=35)
    master = models.CharField(max_length=35)
    loading_port = models.CharField(max_length=5)
    discharge_port = models.CharField(max_length=5)
    consignor_name = models.CharField(max_length=70)
    consignee = models.CharField(max_length=13)
    consignee_name = models.CharField(max_length=70)
    transit = models.CharField(max_length=3)
    description = models.CharField(max_length=70)
    packages = models.IntegerField()
    package_unit = models.CharField(max_length=3)
    gross_e4 = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["number"], name="bill_number"),
            models.Index(fields=["folded"], name="bill_folded"),
            models.Index(fields=["master"], name="bill_master"),
            models.Index(fields=["document_id", "version"], name="bill_of_document"),
            models.Index(fields=["call_id"], name="bill_of_call"),
        )


class BillGoods(models.Model):
    """A goods row of a bill; `bill` is that one's `no` within the leaf."""

    pk = models.CompositePrimaryKey("leaf", "bill", "no")
    leaf = models.BigIntegerField()
    bill = models.IntegerField()
    no = models.SmallIntegerField()
    description = models.CharField(max_length=70)
    heading = models.CharField(max_length=4)
    packages = models.IntegerField()
    package_unit = models.CharField(max_length=3)
    gross_e4 = models.BigIntegerField()
    net_e4 = models.BigIntegerField()
    origin = models.CharField(max_length=2)

    class Meta:
        db_table = "manifests_bill_goods"


class Box(models.Model):
    """A container of a bill, with its seals between blanks; `bill` 0 is of a container list."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    bill = models.IntegerField()
    document_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    call_id = models.BigIntegerField()
    number = models.CharField(max_length=12)
    seals = models.TextField()
    status = models.CharField(max_length=3)
    size = models.CharField(max_length=4)
    type = models.CharField(max_length=2)
    delivery = models.CharField(max_length=2)
    stuffing = models.CharField(max_length=3)
    stay_days = models.SmallIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["number"], name="box_number"),
            models.Index(fields=["document_id", "version"], name="box_of_document"),
            models.Index(fields=["call_id"], name="box_of_call"),
        )


class Hazard(models.Model):
    """Dangerous goods aboard, by which they are found."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    document_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    call_id = models.BigIntegerField()
    un_number = models.CharField(max_length=4)
    hazard_class = models.CharField(max_length=8)
    packages = models.IntegerField()
    gross_e4 = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["call_id"], name="hazard_of_call"),)


class Step(models.Model):
    """An act in the life of a call, and what the dossier and the document are after it; `document_id` 0 is of all."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    call_id = models.BigIntegerField()
    document_id = models.BigIntegerField()
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    paper = models.CharField(max_length=10)
    version = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.CharField(max_length=400)

    class Meta:
        indexes = (models.Index(fields=["call_id", "leaf"], name="manifests_step_of"),)


class Facts(models.Model):
    """What was announced or given of a call from a step on: whole, so that the last row of a call is in force.

    `days` is how long the voyage takes, `berth` where the ship lies from when until when.
    """

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    call_id = models.BigIntegerField()
    number = models.CharField(max_length=12)
    direction = models.CharField(max_length=1)
    call_sign = models.CharField(max_length=9)
    vessel_name = models.CharField(max_length=35)
    flag = models.CharField(max_length=2)
    voyage = models.CharField(max_length=10)
    port = models.CharField(max_length=5)
    port_suffix = models.CharField(max_length=1)
    office = models.CharField(max_length=6)
    carrier = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    agent = models.CharField(max_length=14)
    entry = models.BigIntegerField()
    transit = models.SmallIntegerField()
    expected_at = models.DateTimeField()
    days = models.SmallIntegerField(null=True)
    berth = models.CharField(max_length=7)
    berth_from = models.DateTimeField(null=True)
    berth_until = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["call_id", "leaf"], name="manifests_facts_of"),)


class Named(models.Model):
    """A bill that a declaration by sea names: what declarations told, an index that `motcua verify` makes again there.

    `bill` is folded, `no` its place among the declaration's bills. Packages and weight (kilograms times 10,000) are the
    declaration's in all. `free_at`: since when its goods may leave; `left_at`: since when all of them have.
    """

    pk = models.CompositePrimaryKey("bill", "declaration_id")
    bill = models.CharField(max_length=35)
    declaration_id = models.BigIntegerField(db_index=True)
    no = models.SmallIntegerField()
    number = models.CharField(max_length=12)
    direction = models.CharField(max_length=6)
    office = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    place = models.CharField(max_length=7)
    registered_at = models.DateTimeField()
    packages = models.IntegerField()
    package_unit = models.CharField(max_length=4)
    gross_e4 = models.BigIntegerField()
    free_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["registered_at"], name="named_by_day"),)


class StayNoted(models.Model):
    """Told once: the goods of a bill have stayed so many days since their ship arrived."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    at = models.DateTimeField()
    call_id = models.BigIntegerField()
    bill = models.CharField(max_length=35)
    threshold = models.SmallIntegerField()
    days = models.IntegerField()
    packages = models.IntegerField()
    gross_e4 = models.BigIntegerField()

    class Meta:
        db_table = "manifests_stay_noted"
        constraints = (
            models.UniqueConstraint(fields=["call_id", "bill", "threshold"], name="stay_told_once_a_threshold"),
        )

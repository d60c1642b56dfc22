"""Tables of vehicles at the gates: permits, announcements, crossings, stays.

`Permit`, `Announcement`, `Stay` and `DayCount` are the present (projections that `motcua verify` recomputes); all other
rows are never changed. Rows that a group's leaf covers are keyed (leaf, no). Moments are UTC, `day` that of the law.
"""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from motcua.crossings.domain.life import State
from motcua.crossings.domain.stays import ENDS
from motcua.crossings.people_models import *  # noqa: F403 - the tables of people
from motcua.crossings.watched_models import *  # noqa: F403 - what control watches
from motcua.ground.columns import IdField

_UNDONE = [str(State.CANCELLED), str(State.REFUSED)]


class Permit(models.Model):
    """Goods of a declaration may cross at the gates of an office, as clearance told. `leaf`: the step that said so.

    `until`: the last moment, once the goods have passed the supervised area; `ended_at`: when clearance took it back.
    `boxes` are separated by blanks.
    """

    pk = models.CompositePrimaryKey("root", "leaf")
    root = models.CharField(max_length=11)
    leaf = models.BigIntegerField()
    declaration_id = models.BigIntegerField()
    direction = models.CharField(max_length=6)
    office = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    boxes = models.TextField()
    count = models.SmallIntegerField()
    packages = models.BigIntegerField()
    package_unit = models.CharField(max_length=3)
    weight_e4 = models.BigIntegerField()
    weight_unit = models.CharField(max_length=3)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["root"], name="permit_stands_once", condition=Q(ended_at=None)),)


class Announcement(models.Model):
    """Where an announced vehicle stands. `plate` is folded; `root` its number without the digit of corrections."""

    id = IdField()
    number = models.CharField(max_length=12)
    root = models.CharField(max_length=11, unique=True)
    direction = models.CharField(max_length=3)
    gate = models.CharField(max_length=6)
    office = models.CharField(max_length=6)
    kind = models.CharField(max_length=7)
    laden = models.SmallIntegerField()
    country = models.CharField(max_length=2)
    plate = models.CharField(max_length=20)
    expected_at = models.DateTimeField()
    expected_on = models.DateField()
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    temporary = models.SmallIntegerField()
    registered_at = models.DateTimeField()
    version = models.SmallIntegerField()
    state = models.CharField(max_length=12)
    lane = models.CharField(max_length=4)
    arrived_at = models.DateTimeField(null=True)
    leaf = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["party", "expected_on"], name="announcement_by_party"),
            models.Index(fields=["gate", "state", "expected_on"], name="announcement_by_gate"),
        )
        constraints = (
            models.CheckConstraint(name="announcement_known_state", condition=Q(state__in=[str(s) for s in State])),
            models.UniqueConstraint(
                fields=["plate", "country", "gate", "expected_on", "direction"], name="announced_once",
                condition=~Q(state__in=_UNDONE),
            ),
        )  # fmt: skip


class AnnouncementVersion(models.Model):
    """What was declared, as JSON; the first is the registration, each other a correction."""

    pk = models.CompositePrimaryKey("announcement_id", "version")
    announcement_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    leaf = models.BigIntegerField()
    number = models.CharField(max_length=12, unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    party_name = models.CharField(max_length=300)
    message = models.TextField()

    class Meta:
        db_table = "crossings_announcement_version"
        indexes = (models.Index(fields=["leaf"], name="announcement_version_leaf"),)


class AnnouncementStep(models.Model):
    """An act in the life of an announcement, and the state after it."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    announcement_id = models.BigIntegerField()
    verb = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    version = models.SmallIntegerField()
    lane = models.CharField(max_length=4)
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "crossings_announcement_step"
        indexes = (models.Index(fields=["announcement_id"], name="announcement_step_of"),)


class Crossing(models.Model):
    """A vehicle crossed, by the record of whoever its leaf names. It stands unless a TakenBack names it.

    `effect`: whether it began (`open`, until `due_at`) or ended (`close`) a stay. Few indexes, since the rows are many.
    """

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    gate = models.CharField(max_length=6)
    lane = models.CharField(max_length=4)
    direction = models.CharField(max_length=3)
    kind = models.CharField(max_length=7)
    country = models.CharField(max_length=2)
    plate = models.CharField(max_length=20)
    laden = models.SmallIntegerField()
    passengers = models.SmallIntegerField()
    announcement_id = models.BigIntegerField()
    party = models.CharField(max_length=14)
    effect = models.CharField(max_length=5)
    due_at = models.DateTimeField(null=True)
    exit_gate = models.CharField(max_length=6)
    elsewhere = models.CharField(max_length=60)
    note = models.CharField(max_length=400)

    class Meta:
        indexes = (
            models.Index(fields=["plate"], name="crossing_by_plate"),
            models.Index(fields=["day"], name="crossing_by_day"),
        )
        constraints = (
            models.CheckConstraint(
                name="crossing_due_where_it_opens", condition=Q(effect="open", due_at__isnull=False)
                | (~Q(effect="open") & Q(due_at=None))
            ),
        )  # fmt: skip


class TakenBack(models.Model):
    """A crossing was recorded by mistake: a record of its own, since nothing is erased."""

    leaf = IdField()
    crossing_leaf = models.BigIntegerField()
    crossing_no = models.IntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "crossings_taken_back"
        constraints = (
            models.UniqueConstraint(fields=["crossing_leaf", "crossing_no"], name="crossing_taken_back_once"),
        )


class Carried(models.Model):
    """A customs declaration whose goods a crossing carried."""

    pk = models.CompositePrimaryKey("leaf", "no", "root")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    root = models.CharField(max_length=11)
    permit_leaf = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["root"], name="carried_by_root"),)


class Vehicle(models.Model):
    """A vehicle that has crossed, with its last crossing that stands: so none crosses before it did last."""

    pk = models.CompositePrimaryKey("plate", "country")
    plate = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    last_at = models.DateTimeField()
    last_leaf = models.BigIntegerField()
    last_no = models.IntegerField()


_ENDED = reduce(or_, (Q(ended_as=each) for each in sorted(ENDS, key=len)))
"""How a stay may have ended, one by one: SQLite makes a table of a longer list for each row that it checks."""


class Stay(models.Model):
    """A foreign vehicle in the country for a time (`way` in), or one of ours abroad (`out`). Keyed by what began it.

    `asked_on`: the new last day that the carrier asks for; `marked`: 1 told that it is due soon, 2 that it is overdue.
    """

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    country = models.CharField(max_length=2)
    plate = models.CharField(max_length=20)
    kind = models.CharField(max_length=7)
    way = models.CharField(max_length=3)
    gate = models.CharField(max_length=6)
    exit_gate = models.CharField(max_length=6)
    announcement_id = models.BigIntegerField()
    party = models.CharField(max_length=14)
    since = models.DateTimeField()
    due_at = models.DateTimeField()
    extended = models.SmallIntegerField()
    asked_on = models.DateField(null=True)
    marked = models.SmallIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=18)
    ended_gate = models.CharField(max_length=6)
    end_leaf = models.BigIntegerField()
    end_no = models.IntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["due_at"], name="vehicle_stay_open", condition=Q(ended_at=None)),
            models.Index(fields=["party", "since"], name="vehicle_stay_by_party", condition=~Q(party="")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["plate", "country"], name="vehicle_never_in_and_out_at_once", condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="vehicle_stay_ended_somehow",
                condition=Q(ended_at=None, ended_as="", end_leaf=0)
                | (Q(ended_at__isnull=False, end_leaf__gt=0) & _ENDED),
            ),
        )  # fmt: skip


class StayStep(models.Model):
    """A decision on a stay, a request of its carrier, or a mark of the daily duty. `due_at`: its end after it."""

    leaf = models.BigIntegerField()
    no = models.IntegerField()
    pk = models.CompositePrimaryKey("leaf", "no")
    stay_leaf = models.BigIntegerField()
    stay_no = models.IntegerField()
    verb = models.CharField(max_length=14)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    asked_on = models.DateField(null=True)
    document = models.CharField(max_length=35)
    agency = models.CharField(max_length=60)
    issued_on = models.DateField(null=True)
    reason = models.CharField(max_length=1)
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "crossings_stay_step"
        indexes = (models.Index(fields=["stay_leaf", "stay_no"], name="vehicle_stay_step_of"),)


class DayCount(models.Model):
    """How many vehicles crossed at a gate on a day, by direction and kind. What was taken back is not counted."""

    pk = models.CompositePrimaryKey("gate", "day", "direction", "kind")
    gate = models.CharField(max_length=6)
    day = models.DateField()
    direction = models.CharField(max_length=3)
    kind = models.CharField(max_length=7)
    count = models.IntegerField()

    class Meta:
        db_table = "crossings_day_count"
        constraints = (models.CheckConstraint(name="day_count_not_negative", condition=Q(count__gte=0)),)


from motcua.crossings.offline_models import *  # noqa: E402, F403 - the tables of gates that may be cut off

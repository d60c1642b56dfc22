"""Tables of procedures.

`Version` is the present (a projection that `motcua verify` recomputes); `Text`, `Act`, `Distributed` and `Acknowledged`
are never changed. Contents are canonical JSON (`domain.record`), days are days of Viet Nam, moments are in UTC.
"""

from django.db import models
from django.db.models import Q

from motcua.ground.columns import IdField
from motcua.procedures.audit_models import *  # noqa: F403 - the tables of internal audit
from motcua.procedures.domain.life import OPEN, State


class Version(models.Model):
    """A version as it stands. `leaf` is its last act; in force from `effective_from` to `effective_to`."""

    id = IdField()
    code = models.CharField(max_length=30)
    no = models.SmallIntegerField()
    """1, 2, 3 … of the procedure (lần ban hành)."""
    kind = models.CharField(max_length=16)
    area = models.CharField(max_length=40)
    state = models.CharField(max_length=16)
    revision = models.SmallIntegerField()
    """Which writing of the draft `content` is."""
    content = models.TextField()
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    leaf = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["state"], name="procedures_in_state"),)
        constraints = (
            models.UniqueConstraint(fields=["code", "no"], name="procedures_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state=str(State.IN_FORCE)), name="procedures_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state__in=sorted(map(str, OPEN))), name="procedures_one_being_written"
            ),
            models.CheckConstraint(name="procedures_state_known", condition=Q(state__in=[str(each) for each in State])),
            models.CheckConstraint(
                name="procedures_in_force_from_a_day",
                condition=~Q(state=str(State.IN_FORCE)) | Q(effective_from__isnull=False, effective_to__isnull=True),
            ),
        )


class Text(models.Model):
    """Each writing of a version."""

    leaf = IdField()
    version_id = models.BigIntegerField()
    revision = models.SmallIntegerField()
    code = models.CharField(max_length=30)
    no = models.SmallIntegerField()
    content = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version_id", "revision"], name="procedures_revision_once"),)


class Act(models.Model):
    """An act on a version and how it stood after it. One leaf may hold two: a version in force, another replaced."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    version_id = models.BigIntegerField()
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=16)
    revision = models.SmallIntegerField()
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["version_id", "leaf"], name="procedures_act_of"),)


class Distributed(models.Model):
    """An office to which a version was given."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    version_id = models.BigIntegerField()
    office = models.CharField(max_length=6)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version_id", "office"], name="procedures_office_once"),)


class Acknowledged(models.Model):
    """An officer who has read a version. `office` is where the officer had a post."""

    leaf = IdField()
    version_id = models.BigIntegerField()
    account = models.BigIntegerField()
    office = models.CharField(max_length=6)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)

    class Meta:
        indexes = (models.Index(fields=["account"], name="procedures_read_by"),)
        constraints = (models.UniqueConstraint(fields=["version_id", "account"], name="procedures_read_once"),)

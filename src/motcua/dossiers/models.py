"""Tables of one-stop dossiers.

`Dossier` is the present (recomputed from its acts by `motcua verify`); `Sending`, `Act` and `Result` are never changed:
each row stands in a leaf of the log. Working time is in microseconds, money in dong, moments in UTC.
"""

from django.db import models
from django.db.models import Q

from motcua.dossiers.domain.life import Lateness, State
from motcua.dossiers.draft_models import Draft, DraftPaper  # noqa: F401 - Django looks here
from motcua.ground.columns import IdField


class Dossier(models.Model):
    """Where a dossier stands. `version_id` is the version of the procedure under which it came, for its life."""

    id = IdField()
    number = models.CharField(max_length=24, unique=True)
    office = models.CharField(max_length=12)
    code = models.CharField(max_length=40)
    version_id = models.BigIntegerField()
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    channel = models.CharField(max_length=8)
    lodged_at = models.DateTimeField()
    originals = models.SmallIntegerField()
    """1 where originals of papers have to be seen before the result is returned."""
    state = models.CharField(max_length=12)
    step = models.SmallIntegerField()
    holder = models.BigIntegerField()
    """The account that has it in hand; 0 while nobody of the step's post has."""
    received_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    running_since = models.DateTimeField(null=True)
    """Since when the clock runs; null while it stands still."""
    left_us = models.BigIntegerField()
    spent_us = models.BigIntegerField()
    asked = models.SmallIntegerField()
    apology_at = models.DateTimeField(null=True)
    fee_dong = models.BigIntegerField()
    done_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    lateness = models.CharField(max_length=8)
    rating = models.SmallIntegerField()
    leaf = models.BigIntegerField()
    """Its last sending or act."""

    class Meta:
        indexes = (
            models.Index(fields=["lodged_at"], name="dossiers_lodged_at"),
            models.Index(fields=["state", "due_at"], name="dossiers_in_state"),
            models.Index(fields=["party", "lodged_at"], name="dossiers_of_party"),
            models.Index(fields=["office", "state"], name="dossiers_at_office"),
            models.Index(fields=["version_id"], name="dossiers_of_version"),
        )
        constraints = (
            models.CheckConstraint(name="dossiers_state_known", condition=Q(state__in=[str(each) for each in State])),
            models.CheckConstraint(
                name="dossiers_lateness_known", condition=Q(lateness__in=["", *(str(each) for each in Lateness)])
            ),
            models.CheckConstraint(name="dossiers_asked_once", condition=Q(asked__range=(0, 1))),
            models.CheckConstraint(name="dossiers_rating_known", condition=Q(rating__range=(0, 4))),
        )


class Sending(models.Model):
    """What an applicant sent: the dossier (1), and its supplement (2). `answers` and `papers` are JSON."""

    leaf = IdField()
    dossier_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    number = models.CharField(max_length=24)
    office = models.CharField(max_length=12)
    code = models.CharField(max_length=40)
    version_id = models.BigIntegerField()
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    channel = models.CharField(max_length=8)
    key = models.CharField(max_length=80)
    originals = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    answers = models.TextField()
    papers = models.TextField()
    note = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["dossier_id", "no"], name="dossiers_sending_once"),
            models.UniqueConstraint(fields=["party", "key"], condition=~Q(key=""), name="dossiers_key_once"),
        )


class Act(models.Model):
    """An act in the life of a dossier, and how it stands after it. `took_us`: what the ended step took."""

    leaf = IdField()
    dossier_id = models.BigIntegerField()
    verb = models.CharField(max_length=28)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    state = models.CharField(max_length=12)
    step = models.SmallIntegerField()
    holder = models.BigIntegerField()
    due_at = models.DateTimeField(null=True)
    running_since = models.DateTimeField(null=True)
    left_us = models.BigIntegerField()
    spent_us = models.BigIntegerField()
    left_step = models.SmallIntegerField()
    took_us = models.BigIntegerField()
    until = models.DateTimeField(null=True)
    value = models.BigIntegerField()
    lateness = models.CharField(max_length=8)
    reference = models.CharField(max_length=80)
    note = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["dossier_id", "leaf"], name="dossiers_act_of"),)


class Result(models.Model):
    """The result of a dossier: a signed document (`file_id`), or one on paper (0)."""

    leaf = IdField()
    dossier_id = models.BigIntegerField(unique=True)
    reference = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    favourable = models.SmallIntegerField()
    """1 where what was applied for is granted."""
    words = models.TextField()
    file_id = models.BigIntegerField()
    certificate = models.CharField(max_length=64)
    """SHA-256 of the certificate that signed, in hex; empty on paper."""

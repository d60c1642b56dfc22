"""Tables of reports: targets by version, and the days on which one turned. Rows are never changed.

A value is dong for revenue and parts per million for other kinds. Moments in UTC.
"""

from django.db import models

from motcua.ground.columns import IdField
from motcua.reports.issue_models import Issue
from motcua.reports.whatif_models import WhatIf, WhatIfAnswer

__all__ = ["Issue", "TargetTurn", "TargetVersion", "WhatIf", "WhatIfAnswer"]


class TargetVersion(models.Model):
    """A target as somebody set, changed or ended it; the last version counts. `leaf` is the leaf that says so."""

    leaf = IdField()
    target = models.CharField(max_length=48)
    version = models.SmallIntegerField()
    verb = models.CharField(max_length=8)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    account = models.BigIntegerField()
    setter = models.CharField(max_length=10)
    kind = models.CharField(max_length=16)
    period = models.CharField(max_length=7)
    office = models.CharField(max_length=6)
    value = models.BigIntegerField(null=True)
    source = models.CharField(max_length=400)
    verified = models.SmallIntegerField()
    note = models.CharField(max_length=400)
    reason = models.CharField(max_length=400)

    class Meta:
        db_table = "reports_target_version"
        constraints = [models.UniqueConstraint(fields=["target", "version"], name="target_version_once")]


class TargetTurn(models.Model):
    """On `told_on` a target turned to `state`: what was done and expected then, in the unit of its value."""

    leaf = IdField()
    target = models.CharField(max_length=48)
    version = models.SmallIntegerField()
    state = models.CharField(max_length=12)
    at = models.DateTimeField()
    told_on = models.DateField()
    done = models.BigIntegerField(null=True)
    expected = models.BigIntegerField(null=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)

    class Meta:
        db_table = "reports_target_turn"
        indexes = [models.Index(fields=["target", "leaf"], name="turn_of_target")]

"""Tables of what-ifs: what was asked, and what was answered. Rows are never changed."""

from django.db import models

from motcua.ground.columns import IdField


class WhatIf(models.Model):
    """A question to the stored year; its id is its leaf. `kind` says which, `asked` is JSON.

    `key` stands for the question and for what its answer rests on (`basis`): the same is asked once.
    """

    leaf = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    kind = models.CharField(max_length=8)
    asked = models.TextField()
    said = models.TextField()
    basis = models.CharField(max_length=64)
    key = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "reports_whatif"


class WhatIfAnswer(models.Model):
    """What was found, as JSON, or the code of the refusal with its facts. Its id is its leaf.

    `fingerprint` is that of the data on which the answer rests, `milliseconds` what working it out took.
    """

    leaf = IdField()
    run = models.OneToOneField(WhatIf, models.PROTECT, related_name="answered")
    at = models.DateTimeField()
    refusal = models.CharField(max_length=12)
    answer = models.TextField()
    fingerprint = models.CharField(max_length=64)
    milliseconds = models.IntegerField()

    class Meta:
        db_table = "reports_whatif_answer"

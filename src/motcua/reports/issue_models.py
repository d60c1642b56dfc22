"""Tables of issued reports: what was signed as the report to a day, never changed afterwards."""

from django.db import models

from motcua.ground.columns import IdField


class Issue(models.Model):
    """A version of a year's report as it was issued; its id is the leaf. `told` and `paper` are kept files.

    `fingerprint` is that of the figures; `told` holds them and the text as JSON, `paper` the PDF.
    """

    leaf = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    version = models.SmallIntegerField()
    as_of = models.DateField()
    fingerprint = models.CharField(max_length=64)
    told = models.BigIntegerField()
    paper = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="issue_version_once", fields=["year", "version"]),
            models.CheckConstraint(name="issue_versions_count_from_one", condition=models.Q(version__gte=1)),
        )

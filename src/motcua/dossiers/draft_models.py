"""Tables of dossiers that are being filled in: not handed in yet, so no leaf answers for them."""

from django.db import models

from motcua.ground.columns import IdField


class Draft(models.Model):
    """What an enterprise has filled in so far: answers as typed, as JSON (`domain.drafting`).

    `revision` grows with each change. What was lodged points to its dossier and is changed no more. A draft that
    `supplements` a dossier becomes its supplement. `agent` is who prepares it by a mandate.
    """

    id = IdField()
    party = models.CharField(max_length=14)
    agent = models.CharField(max_length=14)
    account = models.BigIntegerField()
    code = models.CharField(max_length=40)
    office = models.CharField(max_length=12)
    body = models.TextField()
    revision = models.IntegerField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    dossier_id = models.BigIntegerField(null=True)
    supplements = models.BigIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["party", "dossier_id", "updated_at"], name="dossiers_drafts_of"),)


class DraftPaper(models.Model):
    """A file for a paper of the procedure; its bytes lie among the files of the ground, with a leaf of their own."""

    id = IdField()
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="papers")
    paper = models.TextField()
    name = models.CharField(max_length=200)
    file = models.BigIntegerField()
    media_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    at = models.DateTimeField()

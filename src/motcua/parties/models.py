"""Tables of parties: who they are, every standing they had (never overwritten), and the one they have now."""

from django.db import models

from motcua.ground.columns import IdField


class Party(models.Model):
    """Who a party is. `folded` is its name without Vietnamese marks, for searching."""

    tax_code = models.CharField(max_length=14, primary_key=True)
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    address = models.CharField(max_length=500)
    phone = models.CharField(max_length=30)
    province = models.CharField(max_length=60)
    founded_on = models.DateField(null=True)
    registered_on = models.DateField(null=True)
    leaf = models.BigIntegerField()


class Standing(models.Model):
    """How a party stood from a moment on, and why. Its id is the leaf that wrote it."""

    leaf = IdField()
    tax_code = models.CharField(max_length=14)
    at = models.DateTimeField()
    status = models.CharField(max_length=9)
    level = models.SmallIntegerField()
    debt_over_90 = models.BigIntegerField()
    priority = models.SmallIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        indexes = (models.Index(fields=["tax_code", "leaf"], name="standing_of_party"),)
        constraints = (
            models.CheckConstraint(name="standing_level_1_to_5", condition=models.Q(level__range=(1, 5))),
            models.CheckConstraint(name="standing_debt_not_negative", condition=models.Q(debt_over_90__gte=0)),
        )


class Now(models.Model):
    """The standing in force: a projection of the latest `Standing`, which `motcua verify` compares."""

    tax_code = models.CharField(max_length=14, primary_key=True)
    status = models.CharField(max_length=9)
    level = models.SmallIntegerField()
    debt_over_90 = models.BigIntegerField()
    priority = models.SmallIntegerField()
    leaf = models.BigIntegerField()

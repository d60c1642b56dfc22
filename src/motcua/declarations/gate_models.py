"""Tables of the gate: what passed the supervised area, who keeps a place, and where a container is named."""

from django.db import models

from motcua.ground.columns import IdField


class Passage(models.Model):
    """A record at the gate: goods that left, or with `back` that an earlier record of that number was a mistake.

    `no` counts per declaration. Goods are counted by container (PassedBox) or by quantity. Its id is its leaf.
    """

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40, db_index=True)
    version = models.SmallIntegerField()
    place = models.CharField(max_length=7)
    gate = models.CharField(max_length=60)
    quantity_e4 = models.BigIntegerField()
    unit = models.CharField(max_length=4)
    note = models.CharField(max_length=400)
    back = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["declaration_id", "no"], name="passage_once_a_number"),
            models.UniqueConstraint(
                fields=["declaration_id", "back"], name="passage_taken_back_once", condition=models.Q(back__gt=0)
            ),
            models.CheckConstraint(name="passage_is_not_negative", condition=models.Q(quantity_e4__gte=0)),
        )


class PassedBox(models.Model):
    """A container that passed by a record; `turn` counts how often that was taken back before."""

    pk = models.CompositePrimaryKey("leaf", "container")
    leaf = models.BigIntegerField()
    container = models.CharField(max_length=20)
    declaration_id = models.BigIntegerField()
    turn = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["declaration_id", "container", "turn"], name="container_passes_once"),
        )


class Boxed(models.Model):
    """An index: which declaration names a container. An empty name says that the declaration was looked at."""

    pk = models.CompositePrimaryKey("container", "declaration_id")
    container = models.CharField(max_length=20)
    declaration_id = models.BigIntegerField(db_index=True)


class Operator(models.Model):
    """Who keeps a supervised place, from now on (`open` 1) or no longer (0); the last row of both stands."""

    leaf = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    place = models.CharField(max_length=7)
    party = models.CharField(max_length=14, db_index=True)
    open = models.SmallIntegerField()
    note = models.CharField(max_length=400)

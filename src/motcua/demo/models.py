"""Tables of the demonstration: the hidden truth, and what is still to come. No other room reads them."""

from django.db import models

from motcua.ground.columns import IdField


class Truth(models.Model):
    """What really lies behind a declaration on which something could be gained by fraud.

    `kind` numbers `domain.truth.KINDS` (0 honest), `line` counts from 1. `probability_ppm` is the
    generator's own chance of fraud, `stake` the duty in dong that fraud would evade on average, `evaded`
    what was evaded. `state` numbers the party's honesty that month; `wave` is 1 for goods in a wave. `found` is 1 where
    an inspection finds it; empty in demonstrations that were built before it was kept.
    """

    declaration_id = IdField()
    day = models.DateField()
    kind = models.SmallIntegerField()
    line = models.SmallIntegerField()
    probability_ppm = models.IntegerField()
    stake = models.BigIntegerField()
    evaded = models.BigIntegerField()
    state = models.SmallIntegerField()
    wave = models.SmallIntegerField()
    found = models.SmallIntegerField(null=True)


class Arrival(models.Model):
    """A declaration that arrives when the clock passes `at`, with the plan of its life (seconds of its day)."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    body = models.BinaryField()
    plan = models.CharField(max_length=400)
    done = models.SmallIntegerField(default=0)


class Ahead(models.Model):
    """A step in a lodged declaration's life that is taken when the clock passes `at`."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=12)
    declaration_id = models.BigIntegerField()
    office = models.CharField(max_length=6)
    body = models.BinaryField(default=b"")
    word = models.CharField(max_length=12, default="")
    amount = models.BigIntegerField(default=0)
    done = models.SmallIntegerField(default=0)


class Simulation(models.Model):
    """A simulation of selection that was asked for on its page: what was asked and, once there, the answer, as JSON.

    `basis` is what the answer rests on; `code` names the refusal where there was one.
    """

    id = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    basis = models.CharField(max_length=200, default="")
    asked = models.TextField()
    answer = models.TextField(default="")
    code = models.CharField(max_length=12, default="")


class Built(models.Model):
    """How the demonstration of this database was made."""

    id = models.SmallIntegerField(primary_key=True)
    seed = models.BigIntegerField()
    scale_ppm = models.IntegerField()
    finished_at = models.DateTimeField()

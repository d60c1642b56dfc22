"""Tables of the gateway: what arrived, what each load did, and what was wrong. Written once, never changed."""

from django.db import models


class Arrival(models.Model):
    """A file as it arrived, with others in one sending. `role` is `export`, or `map` for a column map."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    role = models.CharField(max_length=6)
    file = models.BigIntegerField()
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)


class Load(models.Model):
    """A load of an arrival. `rows` were read, `faults` found; `differing` declarations differ from our assessment."""

    leaf = models.BigIntegerField(primary_key=True)
    arrival = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    rows = models.IntegerField()
    faults = models.IntegerField()
    differing = models.IntegerField()
    ignored = models.CharField(max_length=1000)


class Count(models.Model):
    """What became of the records of one kind in a load."""

    pk = models.CompositePrimaryKey("leaf", "kind")
    leaf = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    new = models.IntegerField()
    version = models.IntegerField()
    same = models.IntegerField()
    refused = models.IntegerField()


class Fault(models.Model):
    """A fault of a load, with its place and what to do in both languages."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    file = models.SmallIntegerField()
    sheet = models.CharField(max_length=80)
    row = models.IntegerField()
    column = models.CharField(max_length=120)
    value = models.CharField(max_length=120)
    code = models.CharField(max_length=10)
    vi = models.CharField(max_length=800)
    en = models.CharField(max_length=800)

"""Tables of the tariff: what was loaded, never changed and never removed.

A load is a file of an official table, taken whole. The latest load that says something is right; a load
that was taken back stays, and is passed over. All tables are written in bulk (`services.loading`).
"""

from django.db import models

from motcua.ground.columns import IdField


class Load(models.Model):
    """A table that was loaded; its id is its leaf in the log."""

    leaf = IdField()
    at = models.DateTimeField()
    account = models.BigIntegerField()
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    file_id = models.BigIntegerField()
    lines = models.IntegerField()
    entries = models.IntegerField()
    note = models.TextField()


class Withdrawal(models.Model):
    """A load taken back: its lines and rates no longer count; they stay in their tables."""

    leaf = IdField()
    load = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    account = models.BigIntegerField()
    reason = models.TextField()


class LoadedLine(models.Model):
    """A line of the nomenclature, as a load says it."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    code = models.CharField(max_length=10)
    edition = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True)
    unit = models.CharField(max_length=4)
    unit2 = models.CharField(max_length=4)
    vi = models.TextField()
    en = models.TextField()
    path_vi = models.TextField()
    path_en = models.TextField()
    source = models.CharField(max_length=80)

    class Meta:
        db_table = "tariff_line"


class LoadedEntry(models.Model):
    """A rate, as a load says it; columns as in `domain.Entry`."""

    id = IdField()
    leaf = models.BigIntegerField(db_index=True)
    schedule = models.CharField(max_length=20)
    code = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField(null=True)
    kind = models.CharField(max_length=10)
    ppm = models.IntegerField()
    amount = models.BigIntegerField()
    unit = models.CharField(max_length=4)
    currency = models.CharField(max_length=3)
    origins = models.TextField()
    excluded = models.TextField()
    condition = models.TextField()
    source = models.CharField(max_length=80)
    verified = models.SmallIntegerField()
    evidence = models.CharField(max_length=20)

    class Meta:
        db_table = "tariff_entry"


class Arrival(models.Model):
    """A file as it arrived, with what is said of it. `terms` is canonical JSON of `domain.terms.Terms`."""

    leaf = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    file_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    sheet = models.CharField(max_length=80)
    terms = models.TextField()


class LoadedFrom(models.Model):
    """From which arrival a load came: one arrival is loaded once."""

    leaf = IdField()
    arrival = models.BigIntegerField(unique=True)

    class Meta:
        db_table = "tariff_from"


class LineNote(models.Model):
    """The policy text printed beside a loaded line."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    words = models.TextField()

    class Meta:
        db_table = "tariff_note"


class EntryClaim(models.Model):
    """The code by which the declarant picks a loaded rate. Most rates have none."""

    id = IdField()
    leaf = models.BigIntegerField(db_index=True)
    claim = models.CharField(max_length=10)

    class Meta:
        db_table = "tariff_claim"


class LoadedQuotation(models.Model):
    """What a bank quoted on a day, as a load says it: dong for one unit, times 10,000."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    day = models.DateField()
    currency = models.CharField(max_length=3)
    e4 = models.BigIntegerField()

    class Meta:
        db_table = "tariff_quotation"


class LoadedCross(models.Model):
    """A cross rate, as a load says it: dollars for one unit, times 100,000,000."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    currency = models.CharField(max_length=3)
    since = models.DateField()
    until = models.DateField()
    usd_e8 = models.BigIntegerField()

    class Meta:
        db_table = "tariff_cross"


class LoadedCorrelation(models.Model):
    """Which line holds the goods of which after an edition of the nomenclature, as a load says it."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    old = models.CharField(max_length=10)
    new = models.CharField(max_length=10)
    since = models.DateField()
    source = models.CharField(max_length=80)
    verified = models.SmallIntegerField()

    class Meta:
        db_table = "tariff_correlation"

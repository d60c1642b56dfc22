"""Tables of the banks' gateway: keys, notices, statements of the day. Written once, never changed."""

from django.db import models

from motcua.ground.columns import IdField


class Key(models.Model):
    """The key by which a bank's notices are known, with its first and last day.

    `page` is where the bank takes payments of its customers; `simulated` is for banks that are none.
    """

    leaf = IdField()
    bank = models.CharField(max_length=11)
    name = models.CharField(max_length=100)
    public = models.BinaryField()
    since = models.DateField()
    until = models.DateField()
    page = models.CharField(max_length=200)
    simulated = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["bank", "public"], name="bank_key_once"),)


class KeyEnd(models.Model):
    """A key that was taken back before its last day."""

    leaf = IdField()
    key = models.OneToOneField(Key, models.PROTECT, related_name="ended")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "bank_key_end"


class Notice(models.Model):
    """A notice that was obeyed, once for each bank and notice number, and what came of it.

    `target` is the declaration, the guarantee or the statement; `message` its place in the post book.
    """

    leaf = IdField()
    bank = models.CharField(max_length=11)
    notice = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    day = models.DateField()
    payer = models.CharField(max_length=14)
    number = models.CharField(max_length=20)
    account = models.CharField(max_length=20)
    reference = models.CharField(max_length=40)
    items = models.TextField()
    amount = models.BigIntegerField()
    outcome = models.CharField(max_length=10)
    reason = models.CharField(max_length=12)
    target = models.BigIntegerField()
    held = models.BigIntegerField()
    message = models.BigIntegerField()
    body_hash = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["bank", "notice"], name="bank_notice_once"),)
        indexes = (models.Index(fields=["day", "bank"], name="bank_notice_by_day"),)


class Line(models.Model):
    """A line of a bank's statement of the day: a notice, its reference and amount. `leaf` is its notice's."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    notice = models.CharField(max_length=40)
    reference = models.CharField(max_length=40)
    amount = models.BigIntegerField()

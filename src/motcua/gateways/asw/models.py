"""Tables of the window. All but `Queue` and `Line` (what is tried when) are written once or checked against steps."""

from django.db import models

from motcua.ground.columns import IdField


class Certificate(models.Model):
    """A certificate of a partner, or of this window (`own`), by which it connects and signs.

    `address` is where a partner listens: https://host:port. Private keys never stand in a table.
    """

    leaf = IdField()
    own = models.SmallIntegerField()
    country = models.CharField(max_length=2)
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, unique=True)
    der = models.BinaryField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)


class CertificateEnd(models.Model):
    """A certificate that was taken back before its end."""

    leaf = IdField()
    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="ended")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    note = models.CharField(max_length=400)

    class Meta:
        db_table = "asw_certificate_end"


class Message(models.Model):
    """A message between this window and a partner: what it says of itself. `document` is a kept file.

    `no` is its place among what one side tells the other of the certificate `about` that `issuer` issued; `source` the
    outgoing message of origin that it carries, 0 for none.
    """

    leaf = IdField()
    direction = models.CharField(max_length=3)
    partner = models.CharField(max_length=2)
    identifier = models.CharField(max_length=80)
    correlation = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    issuer = models.CharField(max_length=2)
    about = models.CharField(max_length=120)
    no = models.IntegerField()
    at = models.DateTimeField()
    document = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    source = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["direction", "partner", "identifier"], name="asw_message_once"),)
        indexes = (models.Index(fields=["partner", "issuer", "about", "direction", "no"], name="asw_message_thread"),)


class Step(models.Model):
    """What happened to a message. `file` holds signed bytes or a receipt, `letter` its place in the post book."""

    leaf = IdField()
    message = models.ForeignKey(Message, models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    code = models.CharField(max_length=12)
    note = models.CharField(max_length=1000)
    file = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    letter = models.BigIntegerField()


class Standing(models.Model):
    """Where a message stands: what its last step says."""

    message = models.OneToOneField(Message, models.PROTECT, primary_key=True, related_name="standing")
    state = models.CharField(max_length=10)
    step = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["state", "message"], name="asw_standing_state"),)


class Thread(models.Model):
    """What two windows tell each other of one certificate: the last place given out, the last one obeyed."""

    pk = models.CompositePrimaryKey("partner", "issuer", "about")
    partner = models.CharField(max_length=2)
    issuer = models.CharField(max_length=2)
    about = models.CharField(max_length=120)
    sent = models.IntegerField()
    obeyed = models.IntegerField()


class Queue(models.Model):
    """A message that waits to be sent: attempts, the last one's fault, whether it is to be signed anew."""

    message = models.OneToOneField(Message, models.PROTECT, primary_key=True, related_name="queue")
    since = models.DateTimeField()
    attempts = models.IntegerField()
    tried_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=1000)
    anew = models.SmallIntegerField()


class Line(models.Model):
    """The line to a partner as it is: measured with each message."""

    country = models.CharField(max_length=2, primary_key=True)
    failures = models.IntegerField(default=0)
    down_since = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=1000, default="")
    sent_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    ahead_ms = models.BigIntegerField(null=True)

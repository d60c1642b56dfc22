"""Tables of ground. Those of the log and the keys are written in bulk and never changed."""

from django.db import models

from motcua.ground.columns import IdField


class Leaf(models.Model):
    """One thing that happened; its place in the tree is in `Batch`."""

    id = IdField()
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    at = models.DateTimeField()
    body = models.BinaryField()
    salt = models.BinaryField()
    hash = models.BinaryField()


class Appended(models.Model):
    """Leaves that are stored and not yet in the tree: ids (8 bytes each) and hashes (32 bytes each)."""

    id = models.BigAutoField(primary_key=True)
    ids = models.BinaryField()
    hashes = models.BinaryField()


class Batch(models.Model):
    """Leaves in the order of the tree, from `first_index`: ids of 8 bytes each, and their bounds."""

    first_index = IdField()
    size = models.IntegerField()
    lowest = models.BigIntegerField(db_index=True)
    highest = models.BigIntegerField()
    ids = models.BinaryField()


class Tile(models.Model):
    """Up to 256 neighbouring hashes of the tree; an entry of level n stands for 256^n leaves."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()


class Head(models.Model):
    """A signed statement: at this moment the tree had this size and this root."""

    size = IdField()
    root = models.BinaryField()
    at = models.DateTimeField()
    signature = models.BinaryField()


class Receipt(models.Model):
    """One signature over a group of leaves that were accepted together; `id` is its first leaf."""

    id = IdField()
    last = models.BigIntegerField()
    ids = models.BinaryField()
    root = models.BinaryField()
    at = models.DateTimeField()
    signature = models.BinaryField()


class File(models.Model):
    """What was received or sent, byte for byte, in parts; `id` is its leaf."""

    id = IdField()
    sha256 = models.BinaryField()
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    at = models.DateTimeField()


class FilePart(models.Model):
    """A piece of a file, from byte `start`, compressed with Zstandard."""

    pk = models.CompositePrimaryKey("file_id", "no")
    file_id = models.BigIntegerField()
    no = models.IntegerField()
    start = models.BigIntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "ground_file_part"


class Key(models.Model):
    """An idempotency key of a party and the answer it was given."""

    pk = models.CompositePrimaryKey("party", "key")
    party = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    body_hash = models.BinaryField()
    subject_id = models.BigIntegerField()
    leaf = models.BigIntegerField()
    at = models.DateTimeField()


class Number(models.Model):
    """The last running number given for a document type."""

    document_type = models.CharField(max_length=2, primary_key=True)
    last = models.BigIntegerField()


class Clock(models.Model):
    """How far business time is from real time, in microseconds; no row means that it is not."""

    id = models.SmallIntegerField(primary_key=True)
    shift = models.BigIntegerField()
    leaf = models.BigIntegerField()


class Job(models.Model):
    """Work to be done after a commit: the outbox. Done work is deleted."""

    id = IdField()
    kind = models.CharField(max_length=60)
    payload = models.TextField()
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    lease = models.CharField(max_length=40, default="", blank=True)
    leased_until = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at", "id"], name="ground_job_due")]


class Notice(models.Model):
    """A sentence for an account ("account/5") or a party ("party/5700100000") with a link, of a class of notices."""

    id = IdField()
    recipient = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, default="other")
    subject = models.CharField(max_length=80, default="", blank=True)
    words_vi = models.TextField()
    words_en = models.TextField()
    link = models.CharField(max_length=300, default="", blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "id"], name="ground_notice_recipient"),
            models.Index(fields=["recipient"], name="ground_notice_unread", condition=models.Q(read_at=None)),
        ]


class Address(models.Model):
    """Where the notices of a recipient also go. Its id is the leaf that registered it.

    `code` is the hash of what was mailed to confirm it, empty for a webhook.
    """

    leaf = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    recipient = models.CharField(max_length=60, db_index=True)
    medium = models.CharField(max_length=10)
    target = models.CharField(max_length=300)
    kinds = models.TextField(default="", blank=True)
    code = models.BinaryField(default=b"", blank=True)


class AddressStep(models.Model):
    """An address confirmed, its classes changed, or removed. Its id is the leaf that says so."""

    leaf = IdField()
    address = models.ForeignKey(Address, models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    step = models.CharField(max_length=10)
    kinds = models.TextField(default="", blank=True)

    class Meta:
        db_table = "ground_address_step"


class Message(models.Model):
    """The post book: a message as it came, where its bytes are kept, and what was answered.

    `key` is unique for a party where it is not empty: what was lodged by the hot path has its key in `Key`.
    `status` is that of the answer as in HTTP, 0 while there is none.
    """

    id = IdField()
    at = models.DateTimeField()
    sender = models.CharField(max_length=40)
    party = models.CharField(max_length=40)
    medium = models.CharField(max_length=10)
    media_type = models.CharField(max_length=100)
    key = models.CharField(max_length=120, default="", blank=True)
    own_key = models.SmallIntegerField(default=0)
    body_hash = models.BinaryField()
    file = models.BigIntegerField()
    start = models.BigIntegerField()
    length = models.BigIntegerField()
    kind = models.CharField(max_length=40, default="", blank=True)
    function = models.CharField(max_length=10, default="", blank=True)
    reference = models.CharField(max_length=70, default="", blank=True)
    subject = models.CharField(max_length=20, default="", blank=True)
    status = models.SmallIntegerField(default=0)
    errors = models.IntegerField(default=0)
    answer_type = models.CharField(max_length=100, default="", blank=True)
    answer = models.BigIntegerField(default=0)
    answer_start = models.BigIntegerField(default=0)
    answer_length = models.BigIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["party", "id"], name="ground_message_party")]
        constraints = [
            models.UniqueConstraint(fields=["party", "key"], name="message_once_a_party", condition=~models.Q(key=""))
        ]


class Probe(models.Model):
    """A probe outside the house: the key by which its reports are known. Its id is the leaf that registered it."""

    leaf = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    key = models.BinaryField(max_length=32, unique=True)


class ProbeRetired(models.Model):
    """A probe whose reports are taken no more. Its id is the leaf that retired it."""

    leaf = IdField()
    probe = models.OneToOneField(Probe, models.PROTECT, related_name="retired")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)

    class Meta:
        db_table = "ground_probe_retired"


class Outage(models.Model):
    """An outage as a probe reported it (`statement` is what it signed, in real time) or a person added it.

    `probe` is 0 for the probe inside and for persons. `began_at` and `ended_at` are business time.
    """

    leaf = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    source = models.CharField(max_length=10)
    probe = models.BigIntegerField(default=0)
    service = models.CharField(max_length=10)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    reason = models.CharField(max_length=400)
    statement = models.CharField(max_length=300, default="", blank=True)
    signature = models.BinaryField(default=b"", blank=True)

    class Meta:
        indexes = [models.Index(fields=["ended_at"], name="ground_outage_ended")]
        constraints = [
            models.UniqueConstraint(
                fields=["probe", "statement"], name="outage_reported_once", condition=~models.Q(statement="")
            ),
            models.CheckConstraint(
                name="outage_ends_after_it_begins", condition=models.Q(ended_at__gt=models.F("began_at"))
            ),
        ]


class Ruling(models.Model):
    """What an officer decided about an outage, once. Its id is the leaf that decided."""

    leaf = IdField()
    outage = models.OneToOneField(Outage, models.PROTECT, related_name="ruling")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verdict = models.CharField(max_length=10)
    reason = models.CharField(max_length=400)


class Beat(models.Model):
    """When the worker last wrote, in real time: what the probe inside looks at after a start."""

    id = models.SmallIntegerField(primary_key=True)
    at = models.DateTimeField()

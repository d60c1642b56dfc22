"""Tables of selection. Decisions, changes and outcomes are written in bulk and never changed."""

from django.db import models

from motcua.ground.columns import IdField


class Bucket(models.Model):
    """The balances of a department: one row, locked by every selection. `last_subject` is that of the last turn."""

    name = models.CharField(max_length=20, primary_key=True)
    turn = models.BigIntegerField(default=0)
    changes = models.BigIntegerField(default=0)
    balance_millionths = models.BigIntegerField(default=0)
    drawn_after = models.DateField(null=True)
    seed = models.BinaryField(default=b"")
    documents_millionths = models.BigIntegerField(default=0)
    last_subject = models.BigIntegerField(default=0)


class Decision(models.Model):
    """The channel of one declaration at registration; `subject` is the leaf of its registration."""

    subject = IdField()
    turn = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    day = models.DateField()
    drawn_on = models.DateField()
    number = models.CharField(max_length=12)
    office = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    level = models.SmallIntegerField()
    hits = models.TextField()
    channel = models.SmallIntegerField()
    source = models.CharField(max_length=8)
    rule = models.CharField(max_length=40)
    reason_class = models.CharField(max_length=8)
    unserved = models.CharField(max_length=40)
    probability_ppm = models.IntegerField()
    draw = models.BigIntegerField()
    threshold = models.BigIntegerField()
    share_draw = models.BigIntegerField()
    yellow_draw = models.BigIntegerField()
    balance_millionths = models.BigIntegerField()
    model = models.IntegerField(default=0)
    score = models.IntegerField(default=-1)
    score_threshold = models.IntegerField(default=-1)
    documents_millionths = models.BigIntegerField(default=0)


class Told(models.Model):
    """What selection was told of the declarations of some turns: MessagePack of their facts, compressed."""

    first_turn = models.BigIntegerField(primary_key=True)
    last_turn = models.BigIntegerField()
    facts = models.BinaryField()


class Measure(models.Model):
    """The feature values with which a declaration sent to inspection was judged, and its reasons in words.

    `values` are 32-bit floats in the order of the features that `features` names by its number; `reasons` is JSON.
    """

    subject = IdField()
    model = models.IntegerField()
    features = models.SmallIntegerField()
    values = models.BinaryField()
    reasons = models.TextField()


class Upgrade(models.Model):
    """A change of channel after registration; `spent` is what it took from the bucket."""

    leaf = IdField()
    subject = models.BigIntegerField(db_index=True)
    no = models.BigIntegerField(unique=True)
    turn = models.BigIntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    office = models.CharField(max_length=6)
    before = models.SmallIntegerField()
    after = models.SmallIntegerField()
    source = models.CharField(max_length=8)
    reason = models.TextField()
    basis = models.TextField()
    spent = models.BigIntegerField()
    balance_millionths = models.BigIntegerField()


class Secret(models.Model):
    """The secret of a day; its commitment was published by `leaf`. `derived` is 1 in a demonstration."""

    day = models.DateField(primary_key=True)
    leaf = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    commitment = models.BinaryField()
    secret = models.BinaryField()
    derived = models.SmallIntegerField()


class Reveal(models.Model):
    """A secret that has been shown, and when."""

    day = models.DateField(primary_key=True)
    leaf = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    secret = models.BinaryField()


class Outcome(models.Model):
    """What the check of one declaration found, with what had chosen it."""

    subject = IdField()
    leaf = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    day = models.DateField()
    office = models.CharField(max_length=6)
    channel = models.SmallIntegerField()
    source = models.CharField(max_length=8)
    rule = models.CharField(max_length=40)
    drawn = models.SmallIntegerField()
    finding = models.CharField(max_length=40)
    hit = models.SmallIntegerField()
    recovered = models.BigIntegerField()


class History(models.Model):
    """What models know of the past: one row, made again each day from what was told and found before that day.

    `turn` is the last told declaration in it, `digest` the SHA-256 of the state, which is compressed.
    """

    id = models.SmallIntegerField(primary_key=True)
    day = models.DateField()
    turn = models.BigIntegerField()
    told = models.BigIntegerField()
    outcomes = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    state = models.BinaryField()


class Model(models.Model):
    """A trained version: from which inspections (`fingerprint`), how, and how it did. `digest` is that of `blob`."""

    no = models.IntegerField(primary_key=True)
    leaf = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    until_day = models.DateField()
    features = models.SmallIntegerField()
    rows = models.IntegerField()
    hits = models.IntegerField()
    fingerprint = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    parameters = models.TextField()
    metrics = models.TextField()
    blob = models.BinaryField()


class ModelMove(models.Model):
    """A step in the life of a version; `champion` is the version in force after it, 0 for none."""

    leaf = IdField()
    no = models.IntegerField(unique=True)
    at = models.DateTimeField()
    model = models.IntegerField()
    verb = models.CharField(max_length=8)
    champion = models.IntegerField()
    reason = models.TextField()
    actor = models.CharField(max_length=40)

    class Meta:
        db_table = "risk_model_move"


class ProfileVersion(models.Model):
    """A version of a profile as its author wrote it; never changed. What became of it stands in its moves.

    `criteria` is its text in the language of criteria; `since` and `until` the days wished for.
    """

    leaf = IdField()
    code = models.CharField(max_length=40)
    no = models.IntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    kind = models.CharField(max_length=8)
    criteria = models.TextField()
    share_ppm = models.IntegerField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    reason_vi = models.TextField()
    reason_en = models.TextField()
    basis = models.TextField()

    class Meta:
        db_table = "risk_profile_version"
        constraints = [
            models.UniqueConstraint(fields=["code", "no"], name="risk_profile_version_once"),
            models.CheckConstraint(condition=models.Q(kind__in=["office", "yellow"]), name="risk_profile_never_legal"),
        ]


class ProfileMove(models.Model):
    """A decision on a version, or on a packaged profile (`version` 0).

    `day` is the first day on which it counts, where it changes the book; `dry_run` what was seen before it, as JSON.
    """

    leaf = IdField()
    version = models.BigIntegerField(db_index=True)
    code = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    verb = models.CharField(max_length=8)
    state = models.CharField(max_length=9)
    day = models.DateField(null=True)
    note = models.TextField()
    dry_run = models.TextField()

    class Meta:
        db_table = "risk_profile_move"


class Addition(models.Model):
    """What became known of a check beside its outcome: another finding (empty: none), or more duty.

    `hit` is that of the finding, -1 where there is none; `recovered` is added to what the outcome says.
    """

    leaf = IdField()
    subject = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    day = models.DateField()
    finding = models.CharField(max_length=40)
    hit = models.SmallIntegerField()
    recovered = models.BigIntegerField()


class Watch(models.Model):
    """What control told selection to look at (`watch`), or that it is over (`stop`); never changed.

    `asked_by` asked for it, `actor` decided; `day` is the first day on which it counts, `until` the last of the order.
    """

    leaf = IdField()
    code = models.CharField(max_length=40)
    verb = models.CharField(max_length=5)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    asked_by = models.CharField(max_length=60)
    criteria = models.TextField()
    day = models.DateField()
    until = models.DateField()

    class Meta:
        db_table = "risk_watch"
        constraints = [
            models.UniqueConstraint(fields=["code", "verb"], name="risk_watch_once"),
            models.CheckConstraint(condition=models.Q(verb__in=["watch", "stop"]), name="risk_watch_verb"),
        ]

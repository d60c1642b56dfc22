"""Tables of questions and published answers.

`Question` and `Entry` are the present (projections that `motcua verify` recomputes); `Opening`, `Step`, `Message`,
`Answer`, `EntryVersion`, `EntryStep` and the rest are never changed. What an asker wrote (`Text`) and who it is
(`Asker`) may be erased: leaves hold salted hashes of them alone. Moments in UTC, times in seconds of working time.
"""

from django.db import models
from django.db.models import Q

from motcua.ground.columns import IdField
from motcua.helpdesk.domain.life import EntryState, State
from motcua.helpdesk.meeting_models import (
    Action,
    ActionStep,
    Conference,
    ConferenceStep,
    Guest,
    GuestStep,
    Raised,
    RaisedStep,
    Visit,
    VisitStep,
)


class Standing(models.Model):
    """How a question stands after an act."""

    state = models.CharField(max_length=10)
    office = models.CharField(max_length=6)
    assignee = models.BigIntegerField()
    """The account that answers; 0 while none does."""
    domain = models.CharField(max_length=2)
    nature = models.CharField(max_length=10)
    level = models.SmallIntegerField()
    priority = models.CharField(max_length=2)
    budget_s = models.IntegerField()
    used_s = models.IntegerField()
    since = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    again = models.SmallIntegerField()
    stars = models.SmallIntegerField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Question(Standing):
    """Where a question stands. `id` is the leaf that opened it; `leaf` the last step; `answer` the answer's version."""

    id = IdField()
    number = models.CharField(max_length=16, unique=True)
    channel = models.CharField(max_length=8)
    party = models.CharField(max_length=14)
    account = models.BigIntegerField()
    """The account that asked; 0 where nobody was signed in."""
    asked_at = models.DateTimeField()
    """When it was asked: of a call or a meeting the time that the officer wrote down."""
    meeting = models.BigIntegerField()
    """The meeting at which it was asked; 0 for none."""
    title = models.CharField(max_length=200)
    answer = models.SmallIntegerField()
    leaf = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["state", "due_at"], name="helpdesk_due"),
            models.Index(fields=["party", "asked_at"], name="helpdesk_party"),
            models.Index(fields=["asked_at"], name="helpdesk_asked"),
            models.Index(fields=["answered_at"], name="helpdesk_answered"),
            models.Index(fields=["meeting"], name="helpdesk_meeting"),
        )
        constraints = (
            models.CheckConstraint(name="helpdesk_state_known", condition=Q(state__in=[str(each) for each in State])),
        )


class Opening(models.Model):
    """A question as it came; `at` is when it was recorded."""

    leaf = IdField()
    number = models.CharField(max_length=16, unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    channel = models.CharField(max_length=8)
    party = models.CharField(max_length=14)
    account = models.BigIntegerField()
    asked_at = models.DateTimeField()
    meeting = models.BigIntegerField()


class Step(Standing):
    """An act in the life of a question, and how it stands after it. `note` is for the desk alone."""

    leaf = IdField()
    question_id = models.BigIntegerField()
    verb = models.CharField(max_length=10)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    account = models.BigIntegerField()
    note = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["question_id", "leaf"], name="helpdesk_step_of"),)


class Message(models.Model):
    """That something was written, by whom and to whom; the words are in `Text`, `commitment` their salted hash."""

    leaf = IdField()
    question_id = models.BigIntegerField()
    at = models.DateTimeField()
    side = models.CharField(max_length=6)
    """`asker` or `desk`."""
    actor = models.CharField(max_length=60)
    commitment = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["question_id", "leaf"], name="helpdesk_message_of"),)


class Text(models.Model):
    """What was written. An asker's own words are erased with the asker."""

    leaf = IdField()
    question_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    salt = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["question_id"], name="helpdesk_text_of"),)


class Attachment(models.Model):
    """A file that came with a message."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    question_id = models.BigIntegerField()
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.IntegerField()
    file = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=["question_id"], name="helpdesk_files_of"),)


class Answer(models.Model):
    """A version of the answer to a question. Lists are JSON."""

    leaf = IdField()
    question_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    account = models.BigIntegerField()
    body = models.TextField()
    basis = models.TextField()
    procedures = models.TextField()
    lines = models.TextField()
    entry = models.BigIntegerField()
    """The published answer that it rests on; 0 for none."""

    class Meta:
        indexes = (models.Index(fields=["entry"], name="helpdesk_answer_entry"),)
        constraints = (models.UniqueConstraint(fields=["question_id", "version"], name="helpdesk_answer_once"),)


class Asker(models.Model):
    """Who asked: encrypted, corrected or erased at wish. `leaf` is the step that gave it."""

    question_id = IdField()
    leaf = models.BigIntegerField()
    salt = models.BinaryField()
    sealed = models.BinaryField()


class AskerStep(models.Model):
    """That an asker's data were given, corrected or erased; `commitment` is empty for an erasure."""

    leaf = IdField()
    question_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    verb = models.CharField(max_length=10)
    commitment = models.BinaryField()
    reason = models.CharField(max_length=400)

    class Meta:
        db_table = "helpdesk_asker_step"
        indexes = (models.Index(fields=["question_id", "leaf"], name="helpdesk_asker_step_of"),)


class Mail(models.Model):
    """A mail that came or went, known by its Message-ID; `outcome` is what was done with it. No words, no address."""

    leaf = IdField()
    message_id = models.CharField(max_length=250, unique=True)
    incoming = models.SmallIntegerField()
    """1 if it came, 0 if it went."""
    question_id = models.BigIntegerField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=12)

    class Meta:
        indexes = (models.Index(fields=["question_id"], name="helpdesk_mail_of"),)


class Entry(models.Model):
    """Where a published answer stands: `version` is in force, `proposed` waits for review; 0 for none."""

    id = IdField()
    code = models.CharField(max_length=24, unique=True)
    state = models.CharField(max_length=10)
    version = models.SmallIntegerField()
    proposed = models.SmallIntegerField()
    leaf = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="helpdesk_entry_known", condition=Q(state__in=[str(each) for each in EntryState])
            ),
        )


class EntryVersion(models.Model):
    """A version of a published answer. `origin_id` is the question that it came of; 0 for none."""

    leaf = IdField()
    entry_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    code = models.CharField(max_length=24)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    account = models.BigIntegerField()
    origin_id = models.BigIntegerField()
    domain = models.CharField(max_length=2)
    question_vi = models.TextField()
    question_en = models.TextField()
    answer_vi = models.TextField()
    answer_en = models.TextField()
    basis = models.TextField()
    procedures = models.TextField()
    lines = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)
    uncertain = models.SmallIntegerField()
    """1 where something must be checked before one relies on it."""
    note_vi = models.TextField()
    note_en = models.TextField()

    class Meta:
        db_table = "helpdesk_entry_version"
        indexes = (models.Index(fields=["origin_id"], name="helpdesk_entry_from"),)
        constraints = (models.UniqueConstraint(fields=["entry_id", "version"], name="helpdesk_entry_once"),)


class EntryStep(models.Model):
    """An act in the life of a published answer, and how it stands after it."""

    leaf = IdField()
    entry_id = models.BigIntegerField()
    verb = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    version = models.SmallIntegerField()
    proposed = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    account = models.BigIntegerField()
    note = models.TextField()

    class Meta:
        db_table = "helpdesk_entry_step"
        indexes = (models.Index(fields=["entry_id", "leaf"], name="helpdesk_entry_step_of"),)


class Vote(models.Model):
    """What a reader said of a published answer: it helped, it did not, or it made a question needless."""

    leaf = IdField()
    entry_id = models.BigIntegerField()
    at = models.DateTimeField()
    said = models.CharField(max_length=8)

    class Meta:
        indexes = (models.Index(fields=["entry_id"], name="helpdesk_vote_of"),)


__all__ = [
    "Action", "ActionStep", "Answer", "Asker", "AskerStep", "Attachment", "Conference", "ConferenceStep", "Entry",
    "EntryStep", "EntryVersion", "Guest", "GuestStep", "Mail", "Message", "Opening", "Question", "Raised", "RaisedStep",
    "Standing", "Step", "Text", "Visit", "VisitStep", "Vote",
]  # fmt: skip

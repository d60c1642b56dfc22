"""Tables of the survey.

A round has two tables with the same columns: how it stands now and every step. Frames and strata belong to the draw
that made them (`leaf`). **Answers carry nothing that leads to who gave them**: no enterprise, no account, no key to a
link, no time, a stratum of which several are invited, a random id. `Token`, `Draft` and `Box` live only while a round
is open: a token is a hash and whether it was used; a draft opens with the link alone; the box holds answers, mixed with
each sheet that comes, until the round is closed and they are laid down in the order of their random ids, with one leaf.
No leaf answers for tokens and boxes: each row bears a `mark` of itself alone, which nobody can make in the database
(`sealing.mark`).
"""

from django.db import models
from django.db.models import Q

from motcua.ground.columns import IdField
from motcua.survey.domain.life import State


class RoundColumns(models.Model):
    """A round. `frame` is the leaf of the draw in force, 0 before; counts are 0 until they are known."""

    number = models.CharField(max_length=20)
    year = models.SmallIntegerField()
    questionnaire = models.CharField(max_length=20)
    opens_on = models.DateField()
    closes_on = models.DateField()
    inside = models.IntegerField()
    """Enterprises of the province to be invited."""
    outside = models.IntegerField()
    rule = models.TextField()
    """JSON of shares, weights and the smallest cell."""
    state = models.CharField(max_length=12)
    frame = models.BigIntegerField()
    draw_key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    enterprises = models.IntegerField()
    """Enterprises of the frame."""
    drawn_by = models.BigIntegerField()
    signed_by = models.BigIntegerField()
    opened_on = models.DateField(null=True)
    answers = models.IntegerField()
    """Sheets sent in, once the round is closed."""
    internal = models.TextField()
    """JSON: the department's own score by office, in hundredths of a point."""
    published_on = models.DateField(null=True)

    class Meta:
        abstract = True


class Round(RoundColumns):
    """How a round stands; `leaf` is its last step."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["number"], name="survey_number_once"),
            models.UniqueConstraint(fields=["year"], name="survey_year_once", condition=~Q(state="cancelled")),
            models.CheckConstraint(name="survey_state_known", condition=Q(state__in=[str(each) for each in State])),
        )


class RoundStep(RoundColumns):
    """Each act on a round, and how it stood after it."""

    leaf = IdField()
    about = models.BigIntegerField()
    verb = models.CharField(max_length=20)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.TextField()

    class Meta:
        db_table = "survey_round_step"
        indexes = (models.Index(fields=["about", "leaf"], name="survey_step_of"),)


class Frame(models.Model):
    """A row of a frame: an enterprise and a branch that it used; `chosen` 1 says it is invited."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    round_id = models.BigIntegerField()
    party = models.CharField(max_length=14)
    place = models.SmallIntegerField()
    office = models.CharField(max_length=6)
    declarations = models.IntegerField()
    inside = models.SmallIntegerField()
    stratum = models.CharField(max_length=16)
    chosen = models.SmallIntegerField()

    class Meta:
        indexes = (models.Index(fields=["party", "leaf"], name="survey_frame_of"),)


class Token(models.Model):
    """A link that was given out: the hash of its secret, and whether the enterprise has answered. Gone at the close."""

    hash = models.CharField(max_length=64, primary_key=True)
    round_id = models.BigIntegerField()
    party = models.CharField(max_length=14)
    spent = models.SmallIntegerField()
    mark = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["round_id", "party"], name="survey_token_of"),)


class Draft(models.Model):
    """What was saved so far, encrypted under a key made of the link's secret. Gone when it is sent, or at the close."""

    hash = models.CharField(max_length=64, primary_key=True)
    round_id = models.BigIntegerField()
    sealed = models.BinaryField()


class Box(models.Model):
    """What was sent in and is not laid down yet. `kind` is sheet, rating or said.

    `day`: of a sheet that on which it came; of what it held the last day of the round, whenever it came. A sheet's
    content is how many ratings it held.
    """

    id = models.CharField(max_length=32, primary_key=True)
    round_id = models.BigIntegerField()
    day = models.DateField()
    kind = models.CharField(max_length=6)
    office = models.CharField(max_length=6)
    stratum = models.CharField(max_length=200)
    flags = models.CharField(max_length=30)
    content = models.TextField()
    mark = models.CharField(max_length=64)


class Day(models.Model):
    """A closed day of a round: how many sheets came, of them from the province, and how many ratings they held."""

    leaf = IdField()
    round_id = models.BigIntegerField()
    day = models.DateField()
    sheets = models.IntegerField()
    inside = models.IntegerField()
    ratings = models.IntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["round_id", "day"], name="survey_day_once"),)


class Answer(models.Model):
    """A rating of a branch by somebody of a stratum; `answers` is JSON by item, `id` random, `leaf` the last day's."""

    id = models.CharField(max_length=32, primary_key=True)
    leaf = models.BigIntegerField()
    round_id = models.BigIntegerField()
    office = models.CharField(max_length=6)
    stratum = models.CharField(max_length=200)
    flags = models.CharField(max_length=30)
    answers = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["round_id", "office"], name="survey_answer_of"),
            models.Index(fields=["leaf", "id"], name="survey_answer_day"),
        )


class Said(models.Model):
    """One answer about the enterprise, or one open answer, masked: each apart from all else that was answered."""

    id = models.CharField(max_length=32, primary_key=True)
    leaf = models.BigIntegerField()
    round_id = models.BigIntegerField()
    question = models.CharField(max_length=6)
    content = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["round_id", "question"], name="survey_said_of"),
            models.Index(fields=["leaf", "id"], name="survey_said_day"),
        )


class Result(models.Model):
    """What a round came to, as JSON, computed with the step `leaf`."""

    leaf = IdField()
    round_id = models.BigIntegerField()
    content = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["round_id", "leaf"], name="survey_result_of"),)

"""Tables of indicators, intelligence notes, registers, watch lists, plans and monthly returns.

Each thing has two tables with the same columns: how it stands now (`leaf` is its last step) and every step that it
took, never changed, covered by the log. Flags are 0 or 1.
"""

from django.db import models
from django.db.models import Q

from motcua.control.domain.watching.life import Held, Note, Plan, Register, Watch
from motcua.control.domain.watching.lists import What
from motcua.ground.columns import IdField


class WatchStep(models.Model):
    """What was done, by whom, when: the beginning of each step's row. `no` counts rows of a leaf."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()
    about = models.BigIntegerField()
    """The id of what the step is of."""
    verb = models.CharField(max_length=20)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.TextField()

    class Meta:
        abstract = True


class TargetColumns(models.Model):
    """The target of an indicator in a year, as who set it, under the name that it had; in the indicator's unit."""

    year = models.IntegerField()
    code = models.CharField(max_length=20)
    vi = models.TextField()
    en = models.TextField()
    target = models.BigIntegerField()
    setter = models.CharField(max_length=12)

    class Meta:
        abstract = True


class Target(TargetColumns):
    """The target in force."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "control_target"
        constraints = (
            models.UniqueConstraint(fields=["year", "code"], name="control_target_once"),
            models.CheckConstraint(name="control_target_whole", condition=Q(target__gte=0)),
        )


class TargetStep(TargetColumns, WatchStep):
    """Each version of a target, with its reason."""

    class Meta:
        db_table = "control_target_step"
        indexes = (models.Index(fields=["about", "leaf"], name="control_target_step_of"),)


class NoteColumns(models.Model):
    """An intelligence note. Who tells is never kept, only the class of the source and its grades."""

    number = models.CharField(max_length=20)
    office = models.CharField(max_length=12)
    source_class = models.CharField(max_length=12)
    reliability = models.CharField(max_length=1)
    credibility = models.SmallIntegerField()
    title = models.TextField()
    content = models.TextField()
    received_on = models.DateField()
    recorder = models.BigIntegerField()
    handler = models.BigIntegerField()
    restricted = models.SmallIntegerField()
    party = models.CharField(max_length=14)
    vehicle = models.CharField(max_length=20)
    case_number = models.CharField(max_length=30)
    state = models.CharField(max_length=12)
    assessment = models.TextField()
    assessed_on = models.DateField(null=True)
    outcome = models.TextField()
    processed_on = models.DateField(null=True)

    class Meta:
        abstract = True


class IntelligenceNote(NoteColumns):
    """How a note stands."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "control_note"
        indexes = (
            models.Index(fields=["received_on"], name="control_note_received"),
            models.Index(fields=["processed_on"], name="control_note_processed"),
            models.Index(fields=["party"], name="control_note_party"),
        )
        constraints = (
            models.UniqueConstraint(fields=["number"], name="control_note_number_once"),
            models.CheckConstraint(name="control_note_state", condition=Q(state__in=[str(each) for each in Note])),
            models.CheckConstraint(
                name="control_note_processed_on",
                condition=Q(processed_on__isnull=False) | Q(state__in=["received", "assessed"]),
            ),
        )


class NoteStep(NoteColumns, WatchStep):
    """Each act on a note."""

    class Meta:
        db_table = "control_note_step"
        indexes = (models.Index(fields=["about", "leaf"], name="control_note_step_of"),)


class NoteReading(models.Model):
    """That somebody opened a note, and why; never changed."""

    leaf = IdField()
    note_id = models.BigIntegerField()
    at = models.DateTimeField()
    account = models.BigIntegerField()
    actor = models.CharField(max_length=60)
    why = models.TextField()

    class Meta:
        db_table = "control_note_reading"
        indexes = (models.Index(fields=["note_id", "leaf"], name="control_note_reading_of"),)


class HeldColumns(models.Model):
    """What stands in a register: somebody or something checked, suspected, worked on as a project; a base."""

    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=12)
    office = models.CharField(max_length=12)
    title = models.TextField()
    words = models.TextField()
    party = models.CharField(max_length=14)
    from_note = models.CharField(max_length=20)
    handler = models.BigIntegerField()
    opened_on = models.DateField()
    state = models.CharField(max_length=12)
    closed_on = models.DateField(null=True)
    outcome = models.TextField()

    class Meta:
        abstract = True


class HeldInRegister(HeldColumns):
    """How it stands."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "control_held"
        indexes = (models.Index(fields=["kind", "opened_on"], name="control_held_opened"),)
        constraints = (
            models.UniqueConstraint(fields=["number"], name="control_held_number_once"),
            models.CheckConstraint(name="control_held_kind", condition=Q(kind__in=[str(each) for each in Register])),
            models.CheckConstraint(name="control_held_state", condition=Q(state__in=[str(each) for each in Held])),
        )


class HeldStep(HeldColumns, WatchStep):
    """Each act on it."""

    class Meta:
        db_table = "control_held_step"
        indexes = (models.Index(fields=["about", "leaf"], name="control_held_step_of"),)


class WatchColumns(models.Model):
    """An entry of the watch list. `told_from` is the first day on which selection or the gate looks for it."""

    number = models.CharField(max_length=20)
    what = models.CharField(max_length=12)
    value = models.CharField(max_length=20)
    origin = models.CharField(max_length=2)
    reason = models.TextField()
    from_note = models.CharField(max_length=20)
    since = models.DateField(null=True)
    until = models.DateField()
    state = models.CharField(max_length=12)
    asked_by = models.CharField(max_length=60)
    decided_by = models.CharField(max_length=60)
    told_from = models.DateField(null=True)

    class Meta:
        abstract = True


class WatchEntry(WatchColumns):
    """How an entry stands."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "control_watch"
        indexes = (models.Index(fields=["what", "value"], name="control_watch_value"),)
        constraints = (
            models.UniqueConstraint(fields=["number"], name="control_watch_number_once"),
            models.CheckConstraint(name="control_watch_what", condition=Q(what__in=[str(each) for each in What])),
            models.CheckConstraint(name="control_watch_state", condition=Q(state__in=[str(each) for each in Watch])),
            models.CheckConstraint(
                name="control_watch_four_eyes", condition=Q(decided_by="") | ~Q(decided_by=models.F("asked_by"))
            ),
        )


class WatchEntryStep(WatchColumns, WatchStep):
    """Each act on an entry."""

    class Meta:
        db_table = "control_watch_step"
        indexes = (models.Index(fields=["about", "leaf"], name="control_watch_step_of"),)


class PlanColumns(models.Model):
    """A plan of patrols and checks: where, who, from which day to which, hours of all people together; its results."""

    number = models.CharField(max_length=20)
    office = models.CharField(max_length=12)
    title = models.TextField()
    first_on = models.DateField()
    last_on = models.DateField()
    places = models.TextField()
    who = models.TextField()
    hours = models.IntegerField()
    state = models.CharField(max_length=12)
    results = models.TextField()
    hours_done = models.IntegerField()
    checked = models.IntegerField()
    found = models.IntegerField()

    class Meta:
        abstract = True


class PatrolPlan(PlanColumns):
    """How a plan stands."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "control_plan"
        indexes = (models.Index(fields=["first_on"], name="control_plan_first"),)
        constraints = (
            models.UniqueConstraint(fields=["number"], name="control_plan_number_once"),
            models.CheckConstraint(name="control_plan_state", condition=Q(state__in=[str(each) for each in Plan])),
        )


class PatrolPlanStep(PlanColumns, WatchStep):
    """Each act on a plan."""

    class Meta:
        db_table = "control_plan_step"
        indexes = (models.Index(fields=["about", "leaf"], name="control_plan_step_of"),)


class ReturnColumns(models.Model):
    """The return of a month as it was closed: JSON of its figures and their SHA-256. `edition` counts corrections."""

    month = models.CharField(max_length=7)
    edition = models.IntegerField()
    figures = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        abstract = True


class MonthlyReturn(ReturnColumns):
    """A closed return; a correction is another row."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "control_return"
        constraints = (models.UniqueConstraint(fields=["month", "edition"], name="control_return_once"),)


class MonthlyReturnStep(ReturnColumns, WatchStep):
    """The closing, or the correction with its reason."""

    class Meta:
        db_table = "control_return_step"

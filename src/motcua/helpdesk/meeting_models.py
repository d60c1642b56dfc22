"""Tables of conferences and visits.

Each thing has two tables with the same columns: how it stands now (`leaf` is its last step) and every step that it
took, never changed, covered by the log. Moments are in UTC, flags 0 or 1.
"""

from django.db import models
from django.db.models import Q

from motcua.ground.columns import IdField
from motcua.helpdesk.domain.meetings.life import Action as ActionState
from motcua.helpdesk.domain.meetings.life import Guest as GuestState
from motcua.helpdesk.domain.meetings.life import Level, State
from motcua.helpdesk.domain.meetings.life import Raised as RaisedState
from motcua.helpdesk.domain.meetings.life import Visit as VisitState


class Step(models.Model):
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


class ConferenceColumns(models.Model):
    """A dialogue conference. `held_at` is when it was opened; the texts of the minutes come after it."""

    number = models.CharField(max_length=20)
    level = models.CharField(max_length=12)
    office = models.CharField(max_length=12)
    title = models.TextField()
    topics = models.TextField()
    partners = models.TextField()
    place = models.TextField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ask_until = models.DateTimeField()
    seats = models.IntegerField()
    open_to_all = models.SmallIntegerField()
    state = models.CharField(max_length=12)
    held_at = models.DateTimeField(null=True)
    chair = models.TextField()
    secretary = models.TextField()
    said = models.TextField()
    concluded = models.TextField()
    results = models.TextField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Conference(ConferenceColumns):
    """How a conference stands."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "helpdesk_conference"
        indexes = (
            models.Index(fields=["begins_at"], name="conference_begins"),
            models.Index(fields=["state", "begins_at"], name="conference_in_state"),
        )
        constraints = (
            models.UniqueConstraint(fields=["number"], name="conference_number_once"),
            models.CheckConstraint(name="conference_state", condition=Q(state__in=[str(each) for each in State])),
            models.CheckConstraint(name="conference_level", condition=Q(level__in=[str(each) for each in Level])),
            models.CheckConstraint(name="conference_has_seats", condition=Q(seats__gte=1)),
            models.CheckConstraint(
                name="conference_held_at", condition=Q(held_at__isnull=False) | ~Q(state__in=["held", "minutes"])
            ),
        )


class ConferenceStep(ConferenceColumns, Step):
    """Each act on a conference, and how it stood after it."""

    class Meta:
        db_table = "helpdesk_conference_step"
        indexes = (models.Index(fields=["about", "leaf"], name="conference_step_of"),)


class GuestColumns(models.Model):
    """An enterprise invited. `queued_at`: since when it waits for seats or has them; `came` is how many people came."""

    conference_id = models.BigIntegerField()
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    state = models.CharField(max_length=12)
    people = models.SmallIntegerField()
    code = models.CharField(max_length=12)
    queued_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)
    came = models.SmallIntegerField()

    class Meta:
        abstract = True


class Guest(GuestColumns):
    """How an invited enterprise stands."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "helpdesk_guest"
        indexes = (models.Index(fields=["party"], name="guest_party"),)
        constraints = (
            models.UniqueConstraint(fields=["conference_id", "party"], name="guest_once"),
            models.UniqueConstraint(fields=["conference_id", "code"], name="guest_code_once"),
            models.CheckConstraint(name="guest_state", condition=Q(state__in=[str(each) for each in GuestState])),
        )


class GuestStep(GuestColumns, Step):
    """Each act on an invitation."""

    class Meta:
        db_table = "helpdesk_guest_step"
        indexes = (models.Index(fields=["about", "leaf"], name="guest_step_of"),)


class RaisedColumns(models.Model):
    """A question raised at a conference, or sent before it. `question` is its number at the support desk, if any."""

    conference_id = models.BigIntegerField()
    place = models.SmallIntegerField()
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    domain = models.CharField(max_length=12)
    text = models.TextField()
    before = models.SmallIntegerField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12)
    answer = models.TextField()
    basis = models.TextField()
    answered_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    question = models.CharField(max_length=24)

    class Meta:
        abstract = True


class Raised(RaisedColumns):
    """How a question of a conference stands. `place` is its number there."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "helpdesk_raised"
        indexes = (models.Index(fields=["state", "due_at"], name="raised_due"),)
        constraints = (
            models.UniqueConstraint(fields=["conference_id", "place"], name="raised_place_once"),
            models.CheckConstraint(name="raised_state", condition=Q(state__in=[str(each) for each in RaisedState])),
            models.CheckConstraint(
                name="raised_promise_has_clock", condition=Q(due_at__isnull=False) | ~Q(state="promised")
            ),
        )


class RaisedStep(RaisedColumns, Step):
    """Each act on a question of a conference."""

    class Meta:
        db_table = "helpdesk_raised_step"
        indexes = (models.Index(fields=["about", "leaf"], name="raised_step_of"),)


class VisitColumns(models.Model):
    """A visit to an enterprise: who goes, when and why; what was found and settled there."""

    number = models.CharField(max_length=20)
    office = models.CharField(max_length=12)
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    planned_on = models.DateField()
    purpose = models.TextField()
    members = models.TextField()
    state = models.CharField(max_length=12)
    made_on = models.DateField(null=True)
    met = models.TextField()
    found = models.TextField()
    settled = models.TextField()

    class Meta:
        abstract = True


class Visit(VisitColumns):
    """How a visit stands."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "helpdesk_visit"
        indexes = (
            models.Index(fields=["planned_on"], name="visit_planned"),
            models.Index(fields=["made_on"], name="visit_made"),
            models.Index(fields=["party"], name="visit_party"),
        )
        constraints = (
            models.UniqueConstraint(fields=["number"], name="visit_number_once"),
            models.CheckConstraint(name="visit_state", condition=Q(state__in=[str(each) for each in VisitState])),
            models.CheckConstraint(
                name="visit_made_on_a_day", condition=Q(made_on__isnull=False) | ~Q(state__in=["made", "closed"])
            ),
        )


class VisitStep(VisitColumns, Step):
    """Each act on a visit."""

    class Meta:
        db_table = "helpdesk_visit_step"
        indexes = (models.Index(fields=["about", "leaf"], name="visit_step_of"),)


class ActionColumns(models.Model):
    """A thing to be done after a visit: by which account, until which day (included), what came of it."""

    visit_id = models.BigIntegerField()
    place = models.SmallIntegerField()
    words = models.TextField()
    owner = models.BigIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=12)
    outcome = models.TextField()
    done_on = models.DateField(null=True)

    class Meta:
        abstract = True


class Action(ActionColumns):
    """How a thing to be done stands."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "helpdesk_action"
        indexes = (models.Index(fields=["state", "due_on"], name="action_due"),)
        constraints = (
            models.UniqueConstraint(fields=["visit_id", "place"], name="action_place_once"),
            models.CheckConstraint(name="action_state", condition=Q(state__in=[str(each) for each in ActionState])),
        )


class ActionStep(ActionColumns, Step):
    """Each act on a thing to be done."""

    class Meta:
        db_table = "helpdesk_action_step"
        indexes = (models.Index(fields=["about", "leaf"], name="action_step_of"),)

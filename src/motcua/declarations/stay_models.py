"""Tables of periods of stay and balances: what closing declarations draw on earlier ones."""

from django.db import models

from motcua.ground.columns import IdField


class Stay(models.Model):
    """The period of stay of a temporary import or export as it stands. `due_on` is its last day, extensions included.

    `ended` says how it ended: `closed` once nothing is left, `cancelled`, or empty while it runs.
    """

    declaration_id = IdField()
    number = models.CharField(max_length=12)
    procedure = models.CharField(max_length=3)
    office = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    registered_on = models.DateField()
    due_on = models.DateField()
    extended = models.SmallIntegerField()
    ended = models.CharField(max_length=10)

    class Meta:
        indexes = (
            models.Index(fields=["due_on"], name="stay_open", condition=models.Q(ended="")),
            models.Index(fields=["party", "due_on"], name="stay_by_party"),
        )
        constraints = (
            models.CheckConstraint(name="stay_ends_so", condition=models.Q(ended__in=["", "closed", "cancelled"])),
        )


class StayTerm(models.Model):
    """A last day of stay, as declared, amended or extended; the last `no` of a declaration stands."""

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    due_on = models.DateField()
    why = models.CharField(max_length=10)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["declaration_id", "no"], name="stay_term_once_a_number"),)


class StayRequest(models.Model):
    """A declarant asks for a longer stay, until a day, and says why. Its id is its leaf."""

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    until_on = models.DateField()
    note = models.CharField(max_length=400)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["declaration_id", "no"], name="stay_request_once_a_number"),)


class StayDecided(models.Model):
    """What an officer decided on a request for a longer stay: granted until a day, or denied. Its id is its leaf."""

    leaf = IdField()
    request = models.OneToOneField(StayRequest, models.PROTECT, related_name="decided")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verdict = models.CharField(max_length=8)
    until_on = models.DateField(null=True)
    note = models.CharField(max_length=400)


class Balance(models.Model):
    """A line of an earlier declaration on which others draw: what it declares in force and what is drawn.

    There is one only once something was drawn on its declaration.
    """

    pk = models.CompositePrimaryKey("declaration_id", "line")
    declaration_id = models.BigIntegerField()
    line = models.SmallIntegerField()
    unit = models.CharField(max_length=4)
    declared_e4 = models.BigIntegerField()
    drawn_e4 = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="balance_never_below_zero",
                condition=models.Q(drawn_e4__gte=0, drawn_e4__lte=models.F("declared_e4")),
            ),
        )


class Draw(models.Model):
    """What a line of a closing declaration takes of a line of an earlier one, or gives back (below zero).

    `leaf` is the registration, amendment or cancellation that did it.
    """

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    declaration_id = models.BigIntegerField(db_index=True)
    line = models.SmallIntegerField()
    original = models.BigIntegerField(db_index=True)
    original_line = models.SmallIntegerField()
    quantity_e4 = models.BigIntegerField()
    unit = models.CharField(max_length=4)


class Elsewhere(models.Model):
    """A part of a balance that was closed by a declaration of another system, as an officer wrote it down."""

    pk = models.CompositePrimaryKey("leaf", "line")
    leaf = models.BigIntegerField()
    line = models.SmallIntegerField()
    original = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    number = models.CharField(max_length=12)
    closed_on = models.DateField()
    quantity_e4 = models.BigIntegerField()
    unit = models.CharField(max_length=4)
    note = models.CharField(max_length=400)

    class Meta:
        constraints = (models.CheckConstraint(name="elsewhere_above_zero", condition=models.Q(quantity_e4__gt=0)),)

"""Tables of certificates of origin.

Received: `Certificate` and `Line` are the present (projections that `motcua verify` recomputes), `Received`, `Step` and
`Use` are never changed; `Claim` is the present of a declaration's line that names a certificate, `ClaimStep` how it
came to be. Issued: `Application` is the present, `Wish`, `Act` and `Issue` are never changed. `Outgoing` is what
partners are told. Quantities are in 1/10,000 of their unit, moments in UTC.
"""

from django.db import models
from django.db.models import F, Q

from motcua.ground.columns import IdField
from motcua.origin.domain.life import AppState, ClaimState, State


class Certificate(models.Model):
    """Where a certificate stands that a partner issued. `leaf` is its last step; `due_at` the clock of the state."""

    id = IdField()
    country = models.CharField(max_length=2)
    reference = models.CharField(max_length=35)
    form = models.CharField(max_length=4)
    issued_on = models.DateField()
    valid_until = models.DateField()
    consignee = models.CharField(max_length=14)
    consignee_name = models.CharField(max_length=300)
    exporter_name = models.CharField(max_length=300)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=16)
    flagged = models.CharField(max_length=12)
    """Why an officer has to look at it again: `withdrawn` or `replaced` after use; empty otherwise."""
    faults = models.TextField()
    """Codes of the rules that it breaks, as found when it was received."""
    used = models.BooleanField()
    exhausted = models.BooleanField()
    due_at = models.DateTimeField(null=True)
    content = models.BigIntegerField()
    """The leaf of the version in force in `Received`."""
    leaf = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["received_at"], name="origin_received_at"),
            models.Index(fields=["state", "received_at"], name="origin_in_state"),
            models.Index(fields=["consignee"], name="origin_consignee"),
            models.Index(fields=["reference"], name="origin_reference"),
        )
        constraints = (
            models.UniqueConstraint(fields=["country", "reference"], name="origin_reference_once"),
            models.CheckConstraint(name="origin_state_known", condition=Q(state__in=[str(each) for each in State])),
        )


class Received(models.Model):
    """A certificate as a partner sent it, as JSON; `message_id` is the partner's. The file holds what came."""

    leaf = IdField()
    certificate_id = models.BigIntegerField()
    country = models.CharField(max_length=2)
    message_id = models.CharField(max_length=80)
    at = models.DateTimeField()
    body = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["certificate_id"], name="origin_received_of"),)
        constraints = (models.UniqueConstraint(fields=["country", "message_id"], name="origin_message_once"),)


class Line(models.Model):
    """What a line of a certificate bears and has borne; never more used than there is, never less than nothing."""

    pk = models.CompositePrimaryKey("certificate_id", "no")
    certificate_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    hs_code = models.CharField(max_length=12)
    description = models.CharField(max_length=300)
    origin = models.CharField(max_length=2)
    criterion = models.CharField(max_length=12)
    quantity_e4 = models.BigIntegerField()
    unit = models.CharField(max_length=4)
    used_e4 = models.BigIntegerField()
    given = models.BooleanField()
    """Whether the line gives preference at all (partial cumulation below the threshold does not)."""

    class Meta:
        db_table = "origin_line"
        constraints = (
            models.CheckConstraint(name="origin_never_below_zero", condition=Q(used_e4__gte=0)),
            models.CheckConstraint(name="origin_never_above_line", condition=Q(used_e4__lte=F("quantity_e4"))),
        )


class Use(models.Model):
    """A line of a declaration that consumes of a line of a certificate; below zero it is restored.

    `change_e4` is in the certificate's unit, `declared_e4` what was declared in `declared_unit`: the conversion.
    """

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    at = models.DateTimeField()
    certificate_id = models.BigIntegerField()
    line = models.SmallIntegerField()
    declaration_id = models.BigIntegerField()
    declaration_line = models.SmallIntegerField()
    change_e4 = models.BigIntegerField()
    unit = models.CharField(max_length=4)
    declared_e4 = models.BigIntegerField()
    declared_unit = models.CharField(max_length=4)

    class Meta:
        indexes = (
            models.Index(fields=["certificate_id", "line"], name="origin_use_of"),
            models.Index(fields=["declaration_id"], name="origin_use_by"),
        )
        constraints = (models.CheckConstraint(name="origin_use_changes", condition=~Q(change_e4=0)),)


class Step(models.Model):
    """An act in the life of a certificate received, and the state after it."""

    leaf = IdField()
    certificate_id = models.BigIntegerField()
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=16)
    flagged = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    reason = models.CharField(max_length=12)
    note = models.CharField(max_length=400)
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["certificate_id", "leaf"], name="origin_step_of"),)


class ClaimBase(models.Model):
    """A line of a declaration that names a certificate: as declared, and how it stands."""

    declaration_id = models.BigIntegerField()
    line = models.SmallIntegerField()
    number = models.CharField(max_length=12)
    party = models.CharField(max_length=14)
    office = models.CharField(max_length=6)
    registered_at = models.DateTimeField()
    at = models.DateTimeField()
    reference = models.CharField(max_length=35)
    hs_code = models.CharField(max_length=12)
    origin = models.CharField(max_length=2)
    quantity_e4 = models.BigIntegerField()
    unit = models.CharField(max_length=4)
    state = models.CharField(max_length=12)
    certificate_id = models.BigIntegerField()
    """The certificate of the register that bears it; 0 while none does."""
    certificate_line = models.SmallIntegerField()
    reason = models.CharField(max_length=12)
    """Why a certificate that was named does not bear it, or why preference was refused; a code of our list."""
    actor = models.CharField(max_length=60)

    class Meta:
        abstract = True


class Claim(ClaimBase):
    """How a line that names a certificate stands now: its last step."""

    pk = models.CompositePrimaryKey("declaration_id", "line")
    leaf = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["reference"], name="origin_claim_reference"),
            models.Index(fields=["state", "registered_at"], name="origin_claim_state"),
        )
        constraints = (
            models.CheckConstraint(
                name="origin_claim_state_known", condition=Q(state__in=[str(each) for each in ClaimState])
            ),
        )


class ClaimStep(ClaimBase):
    """Each state that a line came into, as it was declared then."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.IntegerField()

    class Meta:
        db_table = "origin_claim_step"
        indexes = (models.Index(fields=["declaration_id", "line"], name="origin_claim_step_of"),)


class Outgoing(models.Model):
    """A message to a partner: of a certificate received (`about` its id) or issued here (`about` an application).

    Covered by the leaf of what it tells of.
    """

    id = IdField()
    leaf = models.BigIntegerField()
    message_id = models.CharField(max_length=80, unique=True)
    partner = models.CharField(max_length=2)
    kind = models.CharField(max_length=12)
    about = models.BigIntegerField()
    reference = models.CharField(max_length=35)
    at = models.DateTimeField()
    body = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["about"], name="origin_outgoing_of"),
            models.Index(fields=["leaf"], name="origin_outgoing_leaf"),
        )


class Delivered(models.Model):
    """That a partner's window took a message over (`receipt` is what it gave), or that it will not."""

    leaf = IdField()
    outgoing = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    taken = models.SmallIntegerField()
    """1, or 0 where it was refused for good."""
    receipt = models.CharField(max_length=400)


class Incoming(models.Model):
    """What a partner told of a certificate after its issue, either way; known again by its message."""

    leaf = IdField()
    country = models.CharField(max_length=2)
    message_id = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    about = models.BigIntegerField()
    """The certificate received or the application; 0 where the register knows no such reference (yet)."""
    reference = models.CharField(max_length=35)
    at = models.DateTimeField()
    body = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["about"], name="origin_incoming_of"),
            models.Index(fields=["reference"], name="origin_incoming_to"),
        )
        constraints = (models.UniqueConstraint(fields=["country", "message_id"], name="origin_answer_once"),)


class Application(models.Model):
    """Where an exporter's application for a form D stands; `reference` once it is issued."""

    id = IdField()
    number = models.CharField(max_length=16, unique=True)
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    partner = models.CharField(max_length=2)
    declaration = models.CharField(max_length=12)
    applied_at = models.DateTimeField()
    state = models.CharField(max_length=12)
    reference = models.CharField(max_length=35, null=True, unique=True)
    issued_at = models.DateTimeField(null=True)
    replaces = models.CharField(max_length=35)
    told = models.CharField(max_length=12)
    """What the partner last said of it: a kind of answer, empty while nothing."""
    version = models.SmallIntegerField()
    leaf = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["party", "applied_at"], name="origin_applied_by"),
            models.Index(fields=["state", "applied_at"], name="origin_applied"),
        )
        constraints = (
            models.CheckConstraint(
                name="origin_application_state", condition=Q(state__in=[str(each) for each in AppState])
            ),
        )


class Wish(models.Model):
    """What an exporter asks for, as JSON: the certificate and the costs of its lines. Each sending is a version."""

    leaf = IdField()
    application_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    number = models.CharField(max_length=16)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    party_name = models.CharField(max_length=300)
    body = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["application_id", "version"], name="origin_wish_once"),)


class Act(models.Model):
    """An act in the life of an application, and the state after it."""

    leaf = IdField()
    application_id = models.BigIntegerField()
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    told = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.CharField(max_length=400)

    class Meta:
        indexes = (models.Index(fields=["application_id", "leaf"], name="origin_act_of"),)


class Issue(models.Model):
    """A certificate as it was issued, as JSON, with its reference."""

    leaf = IdField()
    application_id = models.BigIntegerField(unique=True)
    reference = models.CharField(max_length=35, unique=True)
    at = models.DateTimeField()
    body = models.TextField()

"""Tables of declarations.

`Declaration` is the present (a projection that `motcua verify` recomputes); `Version`, `Item` and `Move`
are never overwritten. Hot tables have whole numbers, texts, days and moments only: amounts in dong,
foreign amounts and quantities in 1/10,000 (`_e4`). Items are keyed (declaration_id, version, no).
"""

from django.db import models

from motcua.declarations.gate_models import Boxed, Operator, Passage, PassedBox  # noqa: F401 - Django looks here
from motcua.declarations.stay_models import Balance, Draw, Elsewhere, Stay, StayRequest  # noqa: F401 - Django looks here
from motcua.ground.columns import IdField


class Declaration(models.Model):
    """Where a declaration stands now, and the sums of its version in force."""

    id = IdField()
    number = models.CharField(max_length=12)
    direction = models.CharField(max_length=6)
    procedure = models.CharField(max_length=3)
    office = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    registered_at = models.DateTimeField()
    registered_on = models.DateField()
    version = models.SmallIntegerField()
    channel = models.SmallIntegerField()
    state = models.CharField(max_length=20)
    items = models.SmallIntegerField()
    customs_value = models.BigIntegerField()
    value_usd_e4 = models.BigIntegerField()
    tax_total = models.BigIntegerField()
    due_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    leaf = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=["registered_on", "office"], name="declaration_by_day"),
            models.Index(fields=["party", "registered_on"], name="declaration_by_party"),
            models.Index(
                fields=["state", "office", "due_at"], name="declaration_open",
                condition=models.Q(
                    state__in=[
                        "document_check", "physical_check", "awaiting_payment", "awaiting_channel", "document_query",
                        "physical_query", "in_storage", "released",
                    ]  # fmt: skip
                ),
            ),
        )  # fmt: skip


class Number(models.Model):
    """Declaration numbers, unique for ever."""

    number = models.CharField(max_length=12, primary_key=True)
    declaration_id = models.BigIntegerField()


class Version(models.Model):
    """A version of a declaration's header, as accepted. The rest of the message is in its file."""

    pk = models.CompositePrimaryKey("declaration_id", "version")
    declaration_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    leaf = models.BigIntegerField()
    number = models.CharField(max_length=12)
    at = models.DateTimeField()
    direction = models.CharField(max_length=6)
    procedure = models.CharField(max_length=3)
    office = models.CharField(max_length=6)
    party = models.CharField(max_length=14)
    party_name = models.CharField(max_length=300)
    reference = models.CharField(max_length=35)
    agent = models.CharField(max_length=14)
    foreign_name = models.CharField(max_length=70)
    foreign_country = models.CharField(max_length=2)
    transport_mode = models.CharField(max_length=1)
    bill = models.CharField(max_length=35)
    vessel_name = models.CharField(max_length=35)
    loading_place = models.CharField(max_length=6)
    unloading_place = models.CharField(max_length=6)
    warehouse = models.CharField(max_length=7)
    event_on = models.DateField(null=True)
    packages = models.BigIntegerField()
    package_unit = models.CharField(max_length=3)
    gross_weight_e4 = models.BigIntegerField()
    weight_unit = models.CharField(max_length=3)
    containers = models.SmallIntegerField()
    invoice_number = models.CharField(max_length=35)
    invoice_on = models.DateField(null=True)
    incoterm = models.CharField(max_length=3)
    currency = models.CharField(max_length=3)
    invoice_total_e4 = models.BigIntegerField()
    exchange_e4 = models.BigIntegerField()
    valuation_code = models.CharField(max_length=1)
    freight_dong = models.BigIntegerField()
    insurance_dong = models.BigIntegerField()
    payment_term = models.CharField(max_length=1)
    customs_value = models.BigIntegerField()
    value_usd_e4 = models.BigIntegerField()
    tax_total = models.BigIntegerField()
    warnings = models.TextField()
    file = models.BigIntegerField()
    file_offset = models.BigIntegerField()
    file_length = models.BigIntegerField()
    body_hash = models.BinaryField()


class Item(models.Model):
    """A goods item of a version, with its value and taxes. `entries` names the rates that were applied."""

    pk = models.CompositePrimaryKey("declaration_id", "version", "no")
    declaration_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    no = models.SmallIntegerField()
    leaf = models.BigIntegerField()
    hs_code = models.CharField(max_length=12)
    description = models.CharField(max_length=200)
    origin = models.CharField(max_length=2)
    tariff_table = models.CharField(max_length=3)
    certificate = models.CharField(max_length=35)
    quantity_e4 = models.BigIntegerField()
    unit = models.CharField(max_length=4)
    quantity2_e4 = models.BigIntegerField()
    unit2 = models.CharField(max_length=4)
    invoice_value_e4 = models.BigIntegerField()
    unit_price_e4 = models.BigIntegerField()
    customs_value = models.BigIntegerField()
    import_duty = models.BigIntegerField()
    remedy = models.BigIntegerField()
    excise = models.BigIntegerField()
    environment = models.BigIntegerField()
    vat = models.BigIntegerField()
    export_duty = models.BigIntegerField()
    entries = models.TextField()


class Move(models.Model):
    """A step in the life of a declaration; one leaf each."""

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    verb = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    channel = models.SmallIntegerField()
    finding = models.CharField(max_length=12)
    amount = models.BigIntegerField()
    note = models.CharField(max_length=400)

    class Meta:
        indexes = (models.Index(fields=["declaration_id"], name="move_by_declaration"),)


class Represented(models.Model):
    """A declaration that an agent lodged by a mandate. Its key is the leaf of the registration too."""

    declaration_id = IdField()
    agent = models.CharField(max_length=14, db_index=True)
    mandate = models.BigIntegerField()


class Request(models.Model):
    """A trader's request to cancel a declaration. Its id is the leaf that took it down; `no` counts per declaration."""

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    reason = models.CharField(max_length=4)
    note = models.CharField(max_length=400)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["declaration_id", "no"], name="request_once_a_number"),)


class Decided(models.Model):
    """What an officer decided on a request: granted or denied. Its id is its leaf."""

    leaf = IdField()
    request = models.OneToOneField(Request, models.PROTECT, related_name="decided")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verdict = models.CharField(max_length=8)
    note = models.CharField(max_length=400)


class Instruction(models.Model):
    """What an officer asks of the declarant; `no` counts per declaration. Its id is the leaf of the step.

    `kind` is a code of list instruction; `papers` are codes of list attachment_kind between spaces.
    """

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    kind = models.CharField(max_length=4)
    papers = models.TextField()
    words = models.CharField(max_length=2000)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["declaration_id", "no"], name="instruction_once_a_number"),)


class Answered(models.Model):
    """How an instruction ended: by what was answered, amended, or why it was withdrawn. Its id is the step's leaf."""

    leaf = IdField()
    instruction = models.OneToOneField(Instruction, models.PROTECT, related_name="answered")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verb = models.CharField(max_length=20)
    words = models.CharField(max_length=2000)


class Assigned(models.Model):
    """On whose desk a declaration lies; `no` counts per declaration and the last one stands.

    `officer` is an account; 0 puts it back into the queue. Its id is its leaf.
    """

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    officer = models.BigIntegerField(db_index=True)
    note = models.CharField(max_length=400)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["declaration_id", "no"], name="assigned_once_a_number"),)


class Inspected(models.Model):
    """The record of a physical inspection as one officer wrote it; it counts once another has signed it.

    `no` counts per declaration. Its id is its leaf.
    """

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    method = models.CharField(max_length=4)
    rate = models.SmallIntegerField()
    containers = models.TextField()
    seals = models.TextField()
    finding = models.CharField(max_length=12)
    analysis = models.SmallIntegerField()
    samples = models.TextField()
    note = models.CharField(max_length=2000)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["declaration_id", "no"], name="inspected_once_a_number"),)


class InspectedLine(models.Model):
    """What an inspection found of one goods item; `found_e4` is empty where it was not counted."""

    pk = models.CompositePrimaryKey("leaf", "line")
    leaf = models.BigIntegerField()
    line = models.SmallIntegerField()
    found_e4 = models.BigIntegerField(null=True)
    finding = models.CharField(max_length=12)
    note = models.CharField(max_length=400)


class Photograph(models.Model):
    """A photograph of an inspection, kept byte for byte; `no` counts per declaration. Its id is its leaf."""

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    inspected = models.ForeignKey(Inspected, models.PROTECT, related_name="photographs")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    caption = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    digest = models.BinaryField()
    file = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["declaration_id", "no"], name="photograph_once_a_number"),)


class Countersigned(models.Model):
    """What a second officer said of a record: `agreed`, or `returned` to be written anew. Its id is its leaf."""

    leaf = IdField()
    inspected = models.OneToOneField(Inspected, models.PROTECT, related_name="countersigned")
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verdict = models.CharField(max_length=8)
    note = models.CharField(max_length=400)


class Proposal(models.Model):
    """An amendment that a trader proposed and an officer decides; the whole message. Its id is its leaf.

    `version` is the one it changes, `window` a code of domain.windows, `reason` a code of list amendment_reason.
    """

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    window = models.CharField(max_length=16)
    due_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=4)
    note = models.CharField(max_length=400)
    tax_before = models.BigIntegerField()
    tax_after = models.BigIntegerField()
    file = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["declaration_id", "no"], name="proposal_once_a_number"),)


class Resolved(models.Model):
    """What became of a proposal: a code of domain.windows.Offer; `version` is the new one where it was accepted."""

    leaf = models.BigIntegerField(db_index=True)
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="resolved", primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    verdict = models.CharField(max_length=12)
    version = models.SmallIntegerField()
    note = models.CharField(max_length=400)


class Paper(models.Model):
    """A paper that the declarant handed in, kept byte for byte. Its id is its leaf; `number` is its receipt (type 72).

    `kind` is a code of list attachment_kind; `instruction` the leaf of the question that it answers, 0 for none.
    """

    leaf = IdField()
    declaration_id = models.BigIntegerField()
    no = models.SmallIntegerField()
    number = models.CharField(max_length=12, unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    kind = models.CharField(max_length=4)
    title = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    digest = models.BinaryField()
    file = models.BigIntegerField()
    instruction = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["declaration_id", "no"], name="paper_once_a_number"),)


class Ticked(models.Model):
    """What an officer had looked at on accepting the documents: codes of data/checklist.csv between spaces.

    `left` are those of the list that were not ticked. Its id is the leaf of the step.
    """

    leaf = IdField()
    declaration_id = models.BigIntegerField(db_index=True)
    ticked = models.CharField(max_length=400)
    left = models.CharField(max_length=400)


class Draft(models.Model):
    """What a trader has typed of a declaration so far: texts as JSON, also those that cannot be read yet.

    `revision` grows by one with each change; `form` is the page that made the last one. A draft that was
    lodged points to its declaration and is changed no more. A draft that `amends` a declaration changes its
    `amends_version` by the law of `law_at`; one with an `office` is an officer's of that branch. A `template` is only
    copied, never lodged. `agent` is who prepares it by a
    mandate.
    """

    id = IdField()
    party = models.CharField(max_length=14)
    agent = models.CharField(max_length=14, default="")
    account = models.BigIntegerField()
    direction = models.CharField(max_length=6)
    title = models.CharField(max_length=120)
    reference = models.CharField(max_length=35)
    body = models.TextField()
    items = models.SmallIntegerField()
    goods = models.CharField(max_length=200)
    done = models.SmallIntegerField()
    revision = models.IntegerField()
    form = models.CharField(max_length=16)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    declaration_id = models.BigIntegerField(null=True)
    amends = models.BigIntegerField(null=True)
    amends_version = models.SmallIntegerField(default=0)
    law_at = models.DateTimeField(null=True)
    office = models.CharField(max_length=6, default="")
    template = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["party", "updated_at"], name="draft_by_party"),)
        constraints = (
            models.CheckConstraint(
                name="draft_has_a_direction", condition=models.Q(direction__in=["import", "export"])
            ),
        )


class Recorded(models.Model):
    """Marks a version that another system registered: from where it came, and what we think of it.

    `root` is the number without its branch. `file`, `sheet` and `row` are the place in the file as received,
    `digest` is of all that the row says. `accepted` and `codes` are what our rules find, `differs` counts the
    differences of this version. Nothing here was numbered, selected or assessed by us.
    """

    pk = models.CompositePrimaryKey("declaration_id", "version")
    declaration_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    leaf = models.BigIntegerField()
    source = models.CharField(max_length=12)
    at = models.DateTimeField()
    root = models.CharField(max_length=11)
    branch = models.SmallIntegerField()
    file = models.BigIntegerField()
    sheet = models.CharField(max_length=80)
    row = models.IntegerField()
    digest = models.BinaryField()
    accepted = models.SmallIntegerField()
    codes = models.TextField()
    differs = models.IntegerField()

    class Meta:
        indexes = (models.Index(fields=["root"], name="recorded_by_root"),)


class Difference(models.Model):
    """Our assessment beside theirs: `line` 0 is the whole declaration, `tax` a tax, `value` or `total`.

    `ours` is empty where our rules cannot assess; `why` is a code of domain.comparing, `codes` what was found.
    """

    pk = models.CompositePrimaryKey("declaration_id", "version", "line", "tax")
    declaration_id = models.BigIntegerField()
    version = models.SmallIntegerField()
    line = models.SmallIntegerField()
    tax = models.CharField(max_length=12)
    leaf = models.BigIntegerField()
    theirs = models.BigIntegerField()
    ours = models.BigIntegerField(null=True)
    why = models.CharField(max_length=12)
    codes = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["tax", "declaration_id"], name="difference_by_tax", condition=~models.Q(why="same")),
        )


class Certificate(models.Model):
    """What an outage did to a deadline of a declaration, certified. Its id is the leaf that certified it."""

    leaf = IdField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    declaration_id = models.BigIntegerField(db_index=True)
    outage = models.BigIntegerField()
    service = models.CharField(max_length=10)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    state = models.CharField(max_length=20)
    step = models.BigIntegerField()
    before = models.DateTimeField()
    after = models.DateTimeField()

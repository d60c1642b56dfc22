"""Tables of internal audit: `Record` is the present of each record (a projection that `motcua verify` recomputes),
`RecordStep` how it came to be; steps are never changed, and each holds the whole record as it was, so every version
is kept. Rows of steps are keyed (leaf, no): one act may touch several records. Moments are UTC.
"""

from typing import TypeVar

from django.db import models
from django.db.models import Q

from motcua.ground.columns import IdField
from motcua.procedures.domain.audit.bodies import Body, read
from motcua.procedures.domain.audit.life import Kind, State
from motcua.procedures.domain.audit.rights import Subject

B = TypeVar("B", bound=Body)


class _Facts(models.Model):
    """What a record is at a time. `people` are accounts between blanks, the lead first: " 5 7 "."""

    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=24)
    year = models.SmallIntegerField()
    office = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    search = models.TextField()
    owner = models.BigIntegerField()
    people = models.TextField()
    maker = models.BigIntegerField()
    """Who wrote what now stands; who else did, and for whom, say the steps."""
    due_on = models.DateField(null=True)
    on_day = models.DateField(null=True)
    parent = models.CharField(max_length=24)
    """The number of the record that it belongs to; empty for none."""
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    body = models.TextField()

    class Meta:
        abstract = True

    def said(self) -> Body:
        """What the record says."""
        return read(Kind(self.kind), self.body)

    def says(self, kind: type[B]) -> B:
        """What a record of a known kind says."""
        body = self.said()
        assert isinstance(body, kind)
        return body

    def accounts(self) -> tuple[int, ...]:
        """The auditors, the lead first."""
        return tuple(map(int, self.people.split()))

    def subject(self) -> Subject:
        """What of it matters for rights."""
        return Subject(Kind(self.kind), self.office, self.owner, self.accounts())


class Record(_Facts):
    """A record of the quality system as it stands; `leaf` is its last step."""

    id = IdField()
    leaf = models.BigIntegerField()

    class Meta:
        db_table = "procedures_record"
        indexes = (
            models.Index(fields=["kind", "year"], name="procedures_record_of_year"),
            models.Index(fields=["parent"], name="procedures_record_within"),
            models.Index(fields=["state", "due_on"], name="procedures_record_due"),
        )
        constraints = (
            models.UniqueConstraint(fields=["number"], name="procedures_record_once"),
            models.CheckConstraint(name="procedures_record_kind", condition=Q(kind__in=[str(each) for each in Kind])),
            models.CheckConstraint(
                name="procedures_record_state", condition=Q(state__in=[str(each) for each in State])
            ),
        )


class RecordStep(_Facts):
    """A step of a record: who did what when, and the whole record after it."""

    pk = models.CompositePrimaryKey("leaf", "no")
    leaf = models.BigIntegerField()
    no = models.SmallIntegerField()
    record_id = models.BigIntegerField()
    verb = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    note = models.TextField()

    class Meta:
        db_table = "procedures_record_step"
        indexes = (models.Index(fields=["record_id"], name="procedures_record_step_of"),)

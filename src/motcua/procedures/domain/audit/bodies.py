"""What each record says. A body is kept as canonical JSON; texts that people write stand in the language they wrote.

Accounts are ids, offices codes, days ISO; values of objectives are plain decimals.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

import msgspec

from motcua.kernel.words import Words
from motcua.procedures.domain.audit.life import Kind

LONGEST = 4_000
"""Letters of a text that is kept."""
Result = Literal["", "conforms", "observation", "nonconformity"]
RESULT_WORDS: Mapping[str, Words] = MappingProxyType({
    "conforms": Words("Phù hợp", "Conforms"),
    "observation": Words("Điểm lưu ý", "Observation"),
    "nonconformity": Words("Không phù hợp", "Nonconformity"),
})  # fmt: skip


class Visit(msgspec.Struct, frozen=True):
    """A line of a programme: an office to be audited in a month, on which clauses (none named: all) and procedures."""

    no: int
    office: str
    month: int
    clauses: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()


class Programme(msgspec.Struct, frozen=True):
    """The audits of a year. `report` is the summary of the year, written at its end."""

    year: int
    purpose: str
    scope: str
    criteria: str
    visits: tuple[Visit, ...]
    version: int = 1
    report: str = ""


class Item(msgspec.Struct, frozen=True):
    """A line of a checklist: a clause, or a procedure in force with its version; what was seen and the result."""

    no: int
    code: str
    requirement: Words
    version: int = 0
    result: Result = ""
    evidence: str = ""
    by: int = 0


class Audit(msgspec.Struct, frozen=True):
    """An audit of an office. `lead` is among `auditors`."""

    programme: str
    visit: int
    since: date
    until: date
    lead: int
    auditors: tuple[int, ...]
    scope: str
    criteria: str
    clauses: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    conclusion: str = ""
    strengths: str = ""


class Nonconformity(msgspec.Struct, frozen=True):
    """A nonconformity, from its description to its verification. Accounts that did something are 0 for nobody."""

    audit: str
    code: str
    requirement: Words
    description: str
    correction: str = ""
    cause: str = ""
    action: str = ""
    answered_by: int = 0
    done: str = ""
    done_by: int = 0
    verification: str = ""
    verified_by: int = 0


class Input(msgspec.Struct, frozen=True):
    """A subject that a management review must look at, and what was put before it."""

    code: str
    text: str = ""


class Resolved(msgspec.Struct, frozen=True):
    """A decision of a review: who carries it out, until when."""

    text: str
    owner: int
    due: date


class Review(msgspec.Struct, frozen=True):
    """A management review: what it looked at, who was there, what was said and decided."""

    year: int
    on: date
    inputs: tuple[Input, ...]
    present: str = ""
    minutes: str = ""
    decisions: tuple[Resolved, ...] = ()


class Decision(msgspec.Struct, frozen=True):
    """A decision of a review by itself, while it is carried out."""

    review: str
    text: str
    done: str = ""
    done_by: int = 0


class Value(msgspec.Struct, frozen=True):
    """What an objective came to in a quarter, and where the figure is from."""

    quarter: int
    value: Decimal
    source: str


class Objective(msgspec.Struct, frozen=True):
    """A quality objective of a year: at least, or at most, so much by this measure."""

    year: int
    text: str
    measure: str
    unit: str
    direction: Literal["least", "most"]
    target: Decimal
    values: tuple[Value, ...] = ()
    conclusion: str = ""


class Risk(msgspec.Struct, frozen=True):
    """A risk or an opportunity of the system: likelihood and impact from 1 to 5, what is done, what remains."""

    sort: Literal["risk", "opportunity"]
    text: str
    process: str
    likelihood: int
    impact: int
    treatment: str
    remains: str = ""

    @property
    def level(self) -> int:
        """Likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact


class Statement(msgspec.Struct, frozen=True):
    """The yearly declaration that the system conforms; `audits` and `review` are the records on which it rests."""

    year: int
    scope: str
    text: str
    audits: tuple[str, ...] = ()
    review: str = ""


Body = Programme | Audit | Nonconformity | Review | Decision | Objective | Risk | Statement
BODIES: Mapping[Kind, type[Body]] = MappingProxyType({
    Kind.PROGRAMME: Programme, Kind.AUDIT: Audit, Kind.NONCONFORMITY: Nonconformity, Kind.REVIEW: Review,
    Kind.DECISION: Decision, Kind.OBJECTIVE: Objective, Kind.RISK: Risk, Kind.STATEMENT: Statement,
})  # fmt: skip
_decoders = {kind: msgspec.json.Decoder(each) for kind, each in BODIES.items()}
_encoder = msgspec.json.Encoder(order="sorted")


def write(body: Body) -> str:
    """A body as it is kept."""
    return _encoder.encode(body).decode()


def read(kind: Kind, text: str) -> Body:
    """A body as it was kept. msgspec.ValidationError where it is none of that kind."""
    return _decoders[kind].decode(text)


def searched(body: Body) -> str:
    """The texts of a body in which words are looked for: its own, not those of checklists and inputs."""
    values = (getattr(body, name) for name in body.__struct_fields__)
    return " ".join(value for value in values if isinstance(value, str) and value)

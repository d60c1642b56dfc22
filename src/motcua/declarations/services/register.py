"""Register: numbers, selection and storage of prepared declarations, in one transaction."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain.errors import LodgedElsewhere
from motcua.declarations.domain.life import Channel, State, first_state
from motcua.declarations.models import Declaration
from motcua.declarations.services import rows
from motcua.declarations.services.deadlines import due_at
from motcua.declarations.services.kit import kit
from motcua.declarations.services.prepare import prepare
from motcua.declarations.services.recorded import known
from motcua.declarations.services.values import Answer, Batch, Prepared, Raw
from motcua.ground.domain import numbers
from motcua.ground.services import bulk, files, ids, keys, log, numbering, role
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words
from motcua.revenue import services as revenue
from motcua.risk import services as risk

DOCUMENT_TYPE = {"import": "10", "export": "30"}
"""First two digits of a declaration number: imports registered by IDC, exports by EDC."""


def submit(raws: Sequence[Raw], *, by: Actor) -> list[Answer]:
    """Lodge declarations: every accepted one is stored with its leaf before this returns."""
    need_window()
    return register(prepare(raws, kit()), by=by)


@transaction.atomic
def register(batch: Batch, *, by: Actor) -> list[Answer]:
    """Register what was prepared and accepted, whole or not at all. Answers stand in the batch's order.

    A batch prepared with an older kit (parties or tariff have changed since) is prepared again.
    LodgedElsewhere where this installation is a companion: every way of lodging comes through here.
    """
    need_window()
    present = kit()
    if batch.kit_version != present.version:
        batch = prepare(_raws(batch), present)
    answers, fresh = _recognise(batch.prepared)
    if fresh:
        _store(batch, fresh, answers, by)
    return [answer for answer in answers if answer is not None]


def need_window() -> None:
    """Refuse with LodgedElsewhere where declarations are lodged at VNACCS and only recorded here."""
    if role.is_companion():
        raise LodgedElsewhere


def _raws(batch: Batch) -> list[Raw]:
    return [Raw(batch.content[item.offset : item.offset + item.length], item.at) for item in batch.prepared]


def _recognise(prepared: Sequence[Prepared]) -> tuple[list[Answer | None], list[int]]:
    """Answers for what is refused or has come before, and the places of what is new."""
    known = keys.find_many([(item.party, item.reference) for item in prepared if item.accepted and item.reference])
    stored = Declaration.objects.in_bulk([answer.subject_id for answer in known.values()]) if known else {}
    seen: dict[tuple[str, str], bytes] = {}
    answers: list[Answer | None] = []
    fresh = []
    for place, item in enumerate(prepared):
        pair = (item.party, item.reference)
        if not item.accepted:
            answers.append(Answer(False, item.direction, findings=item.findings))
        elif item.reference and pair in known:
            answers.append(_repeated(known[pair], item, stored))
        elif item.reference and pair in seen:
            found = _TWICE if seen[pair] == item.body_hash else _OTHER
            answers.append(Answer(False, item.direction, findings=(found,)))
        else:
            seen[pair] = item.body_hash
            answers.append(None)
            fresh.append(place)
    return answers, fresh


_OTHER = Finding(
    "DCL-E02", "/reference", "refuse", None,
    Words("Số quản lý nội bộ này đã dùng cho một tờ khai khác nội dung.",
          "This reference was used for a declaration with other contents."),
    Words("Dùng số khác, hoặc khai bổ sung tờ khai đã đăng ký.", "Use another reference, or amend the first."),
)  # fmt: skip
_TWICE = Finding(
    "DCL-E03", "/reference", "refuse", None,
    Words("Tờ khai này có hai lần trong cùng một lần gửi.", "This declaration stands twice in one sending."),
    Words("Bỏ một bản; bản đầu đã được xử lý.", "Remove one; the first was dealt with."),
)  # fmt: skip


def _repeated(answer: keys.Answer, item: Prepared, stored: Mapping[int, Declaration]) -> Answer:
    if bytes(answer.body_hash) != item.body_hash:
        return Answer(False, item.direction, findings=(_OTHER,))
    found = stored[answer.subject_id]
    return Answer(
        True, found.direction, found.number, found.id, found.id, found.channel, found.state, found.tax_total,
        repeated=True,
    )  # fmt: skip


def _store(batch: Batch, fresh: Sequence[int], answers: list[Answer | None], by: Actor) -> None:
    prepared = [batch.prepared[place] for place in fresh]
    risk.hold()
    taken = ids.take(prepared[0].at, len(prepared))
    issued = _numbers(prepared)
    decisions = risk.select(
        [
            risk.Candidate(subject, number, item.office, item.party, item.hits, item.level, item.at)
            for subject, number, item in zip(taken, issued, prepared, strict=True)
        ],
        at=prepared[0].at,
    )
    file = files.keep(batch.content, media_type="application/x-ndjson", at=prepared[0].at, by=by)
    stored = Stored(by)
    for place, subject, number, item, decision in zip(fresh, taken, issued, prepared, decisions, strict=True):
        answers[place] = stored.add(subject, number, item, decision, file)
    stored.write()


def _numbers(prepared: Sequence[Prepared]) -> list[str]:
    """Numbers in the order of arrival, gap-free per document type."""
    counts = {direction: sum(item.direction == direction for item in prepared) for direction in DOCUMENT_TYPE}
    issued = {
        direction: iter(_issued(DOCUMENT_TYPE[direction], count))
        for direction, count in sorted(counts.items())
        if count
    }
    return [next(issued[item.direction]) for item in prepared]


def _issued(document_type: str, count: int) -> list[str]:
    """The next `count` numbers; one that another system has given to a recorded declaration is passed over."""
    found: list[str] = []
    while len(found) < count:
        missing = count - len(found)
        first = numbering.take(document_type, missing)
        block = [numbers.number(document_type, running) for running in range(first, first + missing)]
        given = known.given_elsewhere(block[0][:11], block[-1][:11])
        found += [number for number in block if number[:11] not in given]
    return found


class Stored:
    """Rows and leaves of a group of registrations, gathered and then written table by table."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.gathered: dict[str, list[tuple[object, ...]]] = {table: [] for table in _TABLES}
        self.leaves: list[log.Leaf] = []

    def add(self, subject: int, number: str, item: Prepared, decision: "risk.Decision", file: int) -> Answer:
        """Build all rows of one registration and its leaf."""
        channel = Channel(decision.channel)
        cleared = channel is Channel.GREEN and not item.tax_total
        state = State.CLEARED if cleared else first_state(channel)
        direction, procedure, office, party, name, at, day = item.head
        covered = {
            rows.T_VERSION: [(
                subject, 1, subject, number, at, direction, procedure, office, party, name, *item.version,
                file, item.offset, item.length, item.body_hash,
            )],
            rows.T_ITEM: [(subject, 1, subject, *values) for values in item.items],
            rows.T_MOVE: [(
                subject, subject, "register", state.value, at, self.by.reference, 1, int(channel), "",
                item.tax_total, "",
            )],
            revenue.T_TRANSFER: revenue.charge_rows(subject, at, day, office, party, item.charges),
            risk.T_DECISION: [risk.rows(decision)],
            keys.COVERED.table: [(party, item.reference, item.body_hash, subject, subject, at)][: bool(item.reference)],
        }  # fmt: skip
        self._gather(covered)
        self._project(subject, number, item, channel, state, covered[rows.T_VERSION][0], cleared)
        self._leaf(subject, number, item, channel, state, covered)
        return Answer(
            True, direction, number, subject, subject, int(channel), state.value, item.tax_total,
            findings=item.findings,
        )  # fmt: skip

    def _gather(self, covered: dict[str, list[tuple[object, ...]]]) -> None:
        for table, found in covered.items():
            self.gathered[table].extend(found)

    def _project(
        self, subject: int, number: str, item: Prepared, channel: Channel, state: State,
        version: tuple[object, ...], cleared: bool,
    ) -> None:  # fmt: skip
        direction, procedure, office, party, name, at, day = item.head
        self.gathered[rows.T_NUMBER].append((number, subject))
        if item.tax_total:
            self.gathered[revenue.T_OBLIGATION].append(
                revenue.obligation_row(subject, party, office, item.tax_total, item.due_on)
            )
        self.gathered[rows.T_DECLARATION].append((
            subject, number, direction, procedure, office, party, name, at, day, 1, int(channel), state.value,
            len(item.items), *version[rows.SUMS], due_at(state, at), None, at if cleared else None, None, None,
            subject,
        ))  # fmt: skip

    def _leaf(
        self, subject: int, number: str, item: Prepared, channel: Channel, state: State,
        covered: dict[str, list[tuple[object, ...]]],
    ) -> None:  # fmt: skip
        self.leaves.append(
            log.leaf(
                events.REGISTERED, id=subject, subject=f"declaration/{number}", at=item.at, by=self.by,
                facts={"channel": int(channel), "office": item.office, "state": state.value, "tax": item.tax_total},
                rows=[row_bytes(table, row) for table, found in covered.items() for row in found],
            )
        )  # fmt: skip

    def write(self) -> None:
        """Store everything and sign its receipt, in the caller's transaction."""
        for table, (columns, moments) in _TABLES.items():
            if self.gathered[table]:
                bulk.insert(table, columns, self.gathered[table], moments)
        log.append(self.leaves)
        log.seal(self.leaves)


_TABLES = {
    rows.T_DECLARATION: (rows.DECLARATION, rows.DECLARATION_MOMENTS),
    rows.T_NUMBER: (rows.NUMBER, ()),
    rows.T_VERSION: (rows.VERSION, rows.VERSION_MOMENTS),
    rows.T_ITEM: (rows.ITEM, ()),
    rows.T_MOVE: (rows.MOVE, rows.MOVE_MOMENTS),
    revenue.T_TRANSFER: (revenue.TRANSFER, revenue.TRANSFER_MOMENTS),
    revenue.T_OBLIGATION: (revenue.OBLIGATION, ()),
    risk.T_DECISION: (risk.DECISION, risk.DECISION_MOMENTS),
    keys.COVERED.table: (keys.COLUMNS, (5,)),
}

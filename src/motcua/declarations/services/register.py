"""Register: numbers, selection and storage of prepared declarations, in one transaction."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
from django.db import transaction

from motcua.declarations import events
from motcua.declarations.domain.errors import LodgedElsewhere
from motcua.declarations.domain.life import Channel, State, first_state
from motcua.declarations.domain.securing import findings
from motcua.declarations.domain.terms import DEFERRED, PRIORITY, due_on
from motcua.declarations.models import Move, Version
from motcua.declarations.services import landgate, proofs, rows, seaport
from motcua.declarations.services.deadlines import due_at
from motcua.declarations.services.kit import kit
from motcua.declarations.services.linking import Links, runs
from motcua.declarations.services.permit import by_mandate, permitted
from motcua.declarations.services.prepare import asked_again, prepare
from motcua.declarations.services.recorded import known
from motcua.declarations.services.values import Answer, Batch, Prepared, Raw, Signed
from motcua.ground.domain import numbers
from motcua.ground.services import bulk, files, ids, keys, log, numbering, role
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.days import law_day
from motcua.kernel.rules import Finding
from motcua.kernel.words import Words
from motcua.origin import services as origin
from motcua.revenue import services as revenue
from motcua.risk import services as risk

DOCUMENT_TYPE = {"import": "10", "export": "30"}
"""First two digits of a declaration number: imports registered by IDC, exports by EDC."""


MEDIA_TYPE = "application/x-ndjson"


def submit(raws: Sequence[Raw], *, by: Actor) -> list[Answer]:
    """Lodge declarations: every accepted one is stored with its leaf before this returns."""
    need_window()
    return register(prepare(raws, kit()), by=by)


def register(batch: Batch, *, by: Actor, senders: Sequence[Actor] = (), file: int = 0) -> list[Answer]:
    """Register what was prepared and accepted, whole or not at all. Answers stand in the batch's order.

    `senders` names who sent each, where it was not all `by`; `file` is the batch's content where it is kept already.
    A batch prepared with an older kit (parties or tariff have changed since) is prepared again; where only profiles
    have, its hits are asked again.
    LodgedElsewhere where this installation is a companion: every way of lodging comes through here.
    """
    need_window()
    present = kit()
    if batch.kit_version[:2] != present.version[:2]:
        batch = prepare(_raws(batch), present)
    elif batch.kit_version != present.version:
        batch = asked_again(batch, present)
    return _register(batch, senders or [by] * len(batch.prepared), file)


@transaction.atomic(savepoint=False)
def _register(batch: Batch, senders: Sequence[Actor], file: int) -> list[Answer]:
    answers, fresh = _recognise(tuple(map(permitted, batch.prepared, senders)))
    for run in runs(batch.prepared, fresh):
        batch, links, places = _link(batch, run, answers)
        guarantees, places = _secure(batch.prepared, places, answers)
        certificates, places = proofs.rest(batch.prepared, places, answers)
        if places:
            _store(batch, places, answers, senders, file, Stored(guarantees, links, certificates, batch.content))
    return [answer for answer in answers if answer is not None]


def need_window() -> None:
    """Refuse with LodgedElsewhere where declarations are lodged at VNACCS and only recorded here."""
    if role.is_companion():
        raise LodgedElsewhere


def _raws(batch: Batch) -> list[Raw]:
    return [
        Raw(batch.content[item.offset : item.offset + item.length], item.at, item.key, item.expected)
        for item in batch.prepared
    ]


def _recognise(prepared: Sequence[Prepared]) -> tuple[list[Answer | None], list[int]]:
    """Answers for what is refused or has come before, and the places of what is new."""
    known = keys.find_many([pair for item in prepared for pair in item.identities()])
    earlier = _earlier({answer.subject_id for answer in known.values()}) if known else {}
    seen: dict[tuple[str, str], bytes] = {}
    answers: list[Answer | None] = []
    fresh = []
    for place, item in enumerate(prepared):
        pairs = item.identities()
        answer = next((_again(pair[1], known[pair], item, earlier) for pair in pairs if pair in known), None)
        if answer is None and item.accepted:
            answer = next((_within(seen[pair], item) for pair in pairs if pair in seen), None)
        if answer is None and not item.accepted:
            answer = Answer(False, item.direction, findings=item.findings)
        if answer is None:
            seen.update(dict.fromkeys(pairs, item.body_hash))
            fresh.append(place)
        answers.append(answer)
    return answers, fresh


def _link(
    batch: Batch, fresh: list[int], answers: list[Answer | None]
) -> tuple[Batch, Links, list[int]]:  # fmt: skip
    """Lock what earlier declarations are closed; who may not close one is refused. Others touch nothing.

    The batch comes back with what is only warned of.
    """
    asking = [place for place in fresh if batch.prepared[place].closing is not None]
    if not asking:
        return batch, Links(), fresh
    links = Links.lock(found for place in asking if (found := batch.prepared[place].closing))
    prepared = list(batch.prepared)
    for place in asking:
        item = prepared[place]
        assert item.closing is not None
        found = links.findings(item.closing, law_day(item.at))
        if any(each.severity == "refuse" for each in found):
            answers[place] = Answer(False, item.direction, findings=(*item.findings, *found))
        elif found:
            prepared[place] = _warned(item, found)
    batch = msgspec.structs.replace(batch, prepared=tuple(prepared))
    return batch, links, [place for place in fresh if answers[place] is None]


def _warned(item: Prepared, found: tuple[Finding, ...]) -> Prepared:
    """The same with warnings that only stored rows could give."""
    codes = sorted({*str(item.version[-1]).split(), *(each.code for each in found)})
    version = (*item.version[:-1], " ".join(codes)[:400])
    return msgspec.structs.replace(item, findings=(*item.findings, *found), version=version)


def _secure(
    prepared: Sequence[Prepared], fresh: list[int], answers: list[Answer | None]
) -> tuple[revenue.Book, list[int]]:  # fmt: skip
    """Deduct what rests on guarantees, under their lock; who asks too much is refused. Others touch nothing."""
    asking = [place for place in fresh if prepared[place].wanted is not None]
    if not asking:
        return revenue.Book(()), fresh
    book = revenue.Book.named([item.wanted.reference for place in asking if (item := prepared[place]).wanted])
    for place in asking:
        item = prepared[place]
        assert item.wanted is not None
        wrong = book.reserve(item.wanted, item.tax_total, law_day(item.at))
        if wrong:
            answers[place] = Answer(False, item.direction, findings=findings(wrong, item.wanted))
    return book, [place for place in fresh if answers[place] is None]


def recognised(item: Prepared) -> Answer | None:
    """What a declaration is answered that came before, by its reference or key; None for a new one."""
    known = keys.find_many(item.identities())
    earlier = _earlier({answer.subject_id for answer in known.values()}) if known else {}
    return next((_again(pair[1], held, item, earlier) for pair, held in known.items()), None)


def _within(body_hash: bytes, item: Prepared) -> Answer:
    return Answer(False, item.direction, findings=(_TWICE if body_hash == item.body_hash else _OTHER,))


_OTHER = Finding(
    "DCL-E02", "/reference", "refuse", None,
    Words("Số quản lý nội bộ này đã dùng cho một tờ khai khác nội dung.",
          "This reference was used for a declaration with other contents."),
    Words("Dùng số khác, hoặc khai bổ sung tờ khai đã đăng ký.", "Use another reference, or amend the first."),
)  # fmt: skip
_OTHER_KEY = Finding(
    "DCL-E05", "/", "refuse", None,
    Words("Khóa gửi này đã dùng cho một tờ khai khác nội dung.",
          "This key was used for a declaration with other contents."),
    Words("Dùng khóa mới cho nội dung mới.", "Use a new key for new contents."),
)  # fmt: skip
_TWICE = Finding(
    "DCL-E03", "/reference", "refuse", None,
    Words("Tờ khai này có hai lần trong cùng một lần gửi.", "This declaration stands twice in one sending."),
    Words("Bỏ một bản; bản đầu đã được xử lý.", "Remove one; the first was dealt with."),
)  # fmt: skip


def _earlier(subjects: Collection[int]) -> dict[int, Answer]:
    """What was answered when these declarations were registered."""
    steps = {step.leaf: step for step in Move.objects.filter(leaf__in=subjects)}
    found = Version.objects.filter(declaration_id__in=subjects, version=1)
    columns = ("declaration_id", "version", "direction", "number", "tax_total", "at", "payment_term")
    return {
        first.declaration_id: Answer(
            True, first.direction, first.number, first.declaration_id, first.declaration_id,
            steps[first.declaration_id].channel, steps[first.declaration_id].state, first.tax_total, first.at,
            due_on(law_day(first.at), steps[first.declaration_id].note or first.payment_term), repeated=True,
        )
        for first in found.only(*columns)
    }  # fmt: skip


def _again(name: str, held: keys.Answer, item: Prepared, earlier: Mapping[int, Answer]) -> Answer:
    if held.body_hash != item.body_hash:
        other = _OTHER_KEY if name.startswith("#") else _OTHER
        return Answer(False, item.direction, findings=(*(() if item.accepted else item.findings), other))
    warnings = tuple(found for found in item.findings if found.severity == "warn")
    return msgspec.structs.replace(earlier[held.subject_id], findings=warnings)


def _store(
    batch: Batch, fresh: Sequence[int], answers: list[Answer | None], senders: Sequence[Actor], file: int,
    stored: "Stored",
) -> None:  # fmt: skip
    prepared = [batch.prepared[place] for place in fresh]
    judgement = risk.judge([item.told for item in prepared])
    risk.hold()
    taken = ids.take(prepared[0].at, len(prepared))
    issued = _numbers(prepared)
    decisions = risk.select(
        [
            risk.Candidate(subject, number, item.office, item.party, item.hits, item.level, item.at, item.told)
            for subject, number, item in zip(taken, issued, prepared, strict=True)
        ],
        at=prepared[0].at,
        judgement=judgement,
    )
    file = file or files.keep(batch.content, media_type=MEDIA_TYPE, at=prepared[0].at, by=senders[fresh[0]])
    for place, subject, number, item, decision in zip(fresh, taken, issued, prepared, decisions, strict=True):
        answers[place] = stored.add(subject, number, item, decision, file, senders[place], place)
    group = stored.write()
    for order, place in enumerate(fresh):
        answers[place] = msgspec.structs.replace(answers[place], signed=Signed(group, order))


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

    def __init__(
        self, guarantees: revenue.Book, links: Links, certificates: origin.Book, content: bytes
    ) -> None:  # fmt: skip
        self.guarantees, self.content = guarantees, content
        self.open_from = revenue.open_from().isoformat()
        self.links = links
        self.certificates = certificates
        self.gathered: dict[str, list[tuple[object, ...]]] = {table: [] for table in _TABLES}
        self.leaves: list[log.Leaf] = []
        self.cleared: set[int] = set()

    def add(  # noqa: PLR0913 - what a registration is made of
        self, subject: int, number: str, item: Prepared, decision: "risk.Decision", file: int, by: Actor, place: int
    ) -> Answer:  # fmt: skip
        """Build all rows of one registration and its leaf."""
        channel = Channel(decision.channel)
        cleared = channel is Channel.GREEN and not (item.tax_total and not item.term)
        state = State.CLEARED if cleared else first_state(channel)
        direction, procedure, office, party, name, at, day = item.head
        booked_on = max(str(day), self.open_from)
        covered = {
            rows.T_VERSION: [(
                subject, 1, subject, number, at, direction, procedure, office, party, name, *item.version,
                file, item.offset, item.length, item.body_hash,
            )],
            rows.T_ITEM: [(subject, 1, subject, *values) for values in item.items],
            rows.T_MOVE: [(
                subject, subject, "register", state.value, at, by.reference, 1, int(channel), "",
                item.tax_total, item.term if item.term == PRIORITY else "",
            )],
            revenue.T_TRANSFER: revenue.charge_rows(subject, at, booked_on, office, party, item.charges),
            **self._drawn(subject, item),
            risk.T_DECISION: [risk.rows(decision)],
            keys.COVERED.table: [
                (*pair, item.body_hash, subject, subject, at) for pair in sorted(item.identities())
            ],
            rows.T_REPRESENTED: by_mandate(subject, item, by),
        }  # fmt: skip
        self._gather(covered)
        if item.closing is not None or item.stay_until is not None:
            covered |= self.links.registered(subject, number, item)
        if item.proofs:
            declared = origin.Declared(subject, number, party, office, at)
            covered |= self.certificates.admitted(place, declared, leaf=subject, at=at, by=by)
        self._project(subject, number, item, channel, state, covered[rows.T_VERSION][0], cleared)
        self._leaf(subject, number, item, channel, state, covered, by)
        if cleared:
            self.cleared.add(subject)
        return Answer(
            True, direction, number, subject, subject, int(channel), state.value, item.tax_total, item.at,
            item.due_on, findings=item.findings,
        )  # fmt: skip

    def _drawn(self, subject: int, item: Prepared) -> dict[str, list[tuple[object, ...]]]:
        """What rests on a guarantee; stored with the guarantees' balances."""
        if item.wanted is None:
            return {}
        uses = self.guarantees.draw(item.wanted.reference, subject, item.tax_total, leaf=subject, at=item.at)
        return {revenue.T_USE: [*uses]}

    def _gather(self, covered: dict[str, list[tuple[object, ...]]]) -> None:
        for table, found in covered.items():
            if table != revenue.T_USE:
                self.gathered[table].extend(found)

    def _project(
        self, subject: int, number: str, item: Prepared, channel: Channel, state: State,
        version: tuple[object, ...], cleared: bool,
    ) -> None:  # fmt: skip
        direction, procedure, office, party, name, at, day = item.head
        self.gathered[rows.T_NUMBER].append((number, subject))
        if item.tax_total:
            self.gathered[revenue.T_OBLIGATION].append(
                revenue.obligation_row(subject, party, office, item.tax_total, item.due_on, _rest(item, cleared))
            )
        self.gathered[rows.T_DECLARATION].append((
            subject, number, direction, procedure, office, party, name, at, day, 1, int(channel), state.value,
            len(item.items), *version[rows.SUMS], due_at(state, at), None, at if cleared else None, None, None,
            subject,
        ))  # fmt: skip

    def _leaf(
        self, subject: int, number: str, item: Prepared, channel: Channel, state: State,
        covered: dict[str, list[tuple[object, ...]]], by: Actor,
    ) -> None:  # fmt: skip
        self.leaves.append(
            log.leaf(
                events.REGISTERED, id=subject, subject=f"declaration/{number}", at=item.at, by=by,
                facts={"channel": int(channel), "office": item.office, "state": state.value, "tax": item.tax_total},
                rows=[row_bytes(table, row) for table, found in covered.items() for row in found],
            )
        )  # fmt: skip

    def write(self) -> log.Sealed:
        """Store everything and sign its receipt, in the caller's transaction."""
        for table, (columns, moments) in _TABLES.items():
            if self.gathered[table]:
                bulk.insert(table, columns, self.gathered[table], moments)
        self.guarantees.write()
        self.links.write()
        self.certificates.write(by=SYSTEM)
        log.append(self.leaves)
        landgate.registered(self.gathered[rows.T_VERSION], self.cleared, self.content)
        seaport.registered(self.gathered[rows.T_VERSION], self.cleared, self.content)
        return log.seal(self.leaves)


def _rest(item: Prepared, cleared: bool) -> revenue.Rest | None:
    """Why the goods may leave before the tax is paid; None where they may not."""
    if not item.term:
        return None
    if item.term in DEFERRED:
        return revenue.Rest(deferred=True)
    return revenue.Rest(item.tax_total, law_day(item.at) if cleared else None)


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
    rows.T_REPRESENTED: (rows.REPRESENTED, ()),
}

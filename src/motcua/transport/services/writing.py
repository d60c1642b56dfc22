"""Writing: the rows of one step, committed to by one leaf of the log."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from motcua.declarations.domain.boxes import fold
from motcua.ground.services import bulk, keys, log
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.revenue import services as revenue
from motcua.transport import covering
from motcua.transport.models import Boxed
from motcua.transport.services.securing import Use

Row = tuple[Any, ...]


class Written(NamedTuple):
    """The rows of one step, in the order in which the leaf commits to them. `uses` are stored by revenue; `boxes` are
    the containers by which the transport will be found, an index that no leaf answers for.
    """

    step: Row
    versions: Sequence[Row] = ()
    cargo: Sequence[Row] = ()
    sealed: Sequence[Row] = ()
    differing: Sequence[Row] = ()
    asked: Sequence[Row] = ()
    uses: Sequence[Use] = ()
    answers: Sequence[keys.Answer] = ()
    boxes: Sequence[str] = ()


def write(verb: str, number: str, rows: Written, *, by: Actor, at: datetime, facts: Mapping[str, Any]) -> log.Leaf:
    """Store the rows with their leaf. The id of the leaf is the first column of the step."""
    tables = (
        (covering.T_VERSION, covering.VERSION, rows.versions, (4,)),
        (covering.T_CARGO, covering.CARGO, rows.cargo, ()),
        (covering.T_STEP, covering.STEP, [rows.step], (4, 7, 8)),
        (covering.T_SEALED, covering.SEALED, rows.sealed, ()),
        (covering.T_DIFFERING, covering.DIFFERING, rows.differing, ()),
        (covering.T_ASKED, covering.ASKED, rows.asked, (2,)),
    )
    told = [row_bytes(table, row) for table, _, held, _ in tables for row in held]
    told += [row_bytes(revenue.T_USE, row) for row in rows.uses]
    told += [row_bytes(keys.COVERED.table, row) for row in rows.answers]
    for table, columns, held, moments in tables:
        if held:
            bulk.insert(table, columns, held, moments)
    if rows.answers:
        keys.keep(rows.answers)
    _index(rows.step[1], rows.boxes)
    leaf = log.leaf(verb, id=rows.step[0], subject=f"transport/{number}", at=at, by=by, facts=facts, rows=told)
    log.append([leaf])
    return leaf


def _index(transport: int, named: Sequence[str]) -> None:
    folded = sorted(set(filter(None, map(fold, named))))
    made = [Boxed(container=name, transport_id=transport) for name in folded]
    Boxed.objects.bulk_create(made, ignore_conflicts=True)


def step_row(found: Any, verb: str, *, by: Actor, at: datetime, leaf: int, verdict: str = "", note: str = "") -> Row:
    """The step that leaves a transport as it now stands."""
    return (
        leaf, found.id, verb, str(found.state), at, by.reference, found.version, found.end_at, found.due_at,
        verdict, " ".join(note.split())[:400],
    )  # fmt: skip

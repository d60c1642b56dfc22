"""What is shown of dossiers on pages: tones of states, titles of procedures, names of officers."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from motcua.dossiers.domain.life import CLOSED, LATENESS_WORDS, STATE_WORDS, WAITS, Lateness, State
from motcua.dossiers.models import Dossier
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.people import queries as people
from motcua.procedures.queries.lists import titles
from motcua.reference import domain as reference

TONES = {
    State.NEW: "info", State.RECEIVED: "info", State.REFUSED: "bad", State.WORKING: "info", State.SUPPLEMENT: "warn",
    State.PAYMENT: "warn", State.WITHDRAWN: "", State.STOPPED: "bad", State.DONE: "good", State.RETURNED: "good",
}  # fmt: skip
LATE_TONES = {Lateness.EARLY: "good", Lateness.ON_TIME: "good", Lateness.LATE: "bad"}


def office(code: str, day: date) -> Words:
    """An office by its code; the code itself where it is unknown."""
    names = {each.code: each.words for each in reference.offices(day)}
    return names.get(code, Words(code, code))


def offices(day: date) -> Mapping[str, Words]:
    """The offices that take dossiers."""
    return {each.code: each.words for each in reference.offices(day) if each.kind in ("department", "branch")}


def shown(rows: Iterable[Dossier], now: datetime) -> list[dict[str, Any]]:
    """Dossiers as lines of a list."""
    held = list(rows)
    named = titles({row.version_id for row in held})
    people_ = people.names(sorted({row.holder for row in held if row.holder}))
    return [_line(row, named, people_, now) for row in held]


def _line(row: Dossier, named: Mapping[int, Words], people_: Mapping[int, str], now: datetime) -> dict[str, Any]:
    state = State(row.state)
    late = row.running_since is not None and row.due_at is not None and row.due_at < now
    return {
        "row": row, "state": STATE_WORDS[state], "tone": TONES[state], "late": late,
        "title": named.get(row.version_id, Words(row.code, row.code)),
        "holder": "" if state in CLOSED else people_.get(row.holder, ""),
        "office": office(row.office, law_day(row.lodged_at)),
        "lateness": LATENESS_WORDS[Lateness(row.lateness)] if row.lateness else None,
        "late_tone": LATE_TONES[Lateness(row.lateness)] if row.lateness else "",
        "stands": row.running_since is None and state in WAITS,
    }  # fmt: skip


def accounts(references: Iterable[str]) -> dict[str, str]:
    """Names by how the log calls actors; what is no account is shown as it is called."""
    wanted = {each: int(each.split()[0].removeprefix("account/")) for each in references if each.startswith("account/")}
    names = people.names(sorted(set(wanted.values())))
    return {each: names.get(number, each) for each, number in wanted.items()}

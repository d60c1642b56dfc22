"""What states and codes are called on pages, and in which tone."""

from typing import Any

from motcua.crossings.domain import life, stays
from motcua.crossings.domain.gates import CODES, GATES
from motcua.kernel.words import Words

TONES = {
    life.State.ANNOUNCED: "info", life.State.AT_GATE: "warn", life.State.HELD: "bad", life.State.PASSED: "good",
    life.State.REFUSED: "bad", life.State.CANCELLED: "",
}  # fmt: skip
STAY_TONES = {
    stays.State.IN_COUNTRY: "info", stays.State.TEMP_EXPORTED: "info", stays.State.EXTENDED: "info",
    stays.State.DUE_SOON: "warn", stays.State.OVERDUE: "bad", stays.State.EXITED: "good",
    stays.State.EXITED_OTHER_GATE: "good", stays.State.RETURNED: "good", stays.State.ABANDONED: "",
}  # fmt: skip


def gate(code: str) -> Words:
    """A gate by its code."""
    found = GATES.get(code)
    return found.words if found else Words(code, code)


def called(name: str, code: str) -> Words:
    """An entry of a list of codes."""
    return CODES[name].get(code, Words(code, code))


def state_of(state: str) -> dict[str, Any]:
    """An announcement's state with its tone."""
    found = life.State(state)
    return {"words": life.STATE_WORDS[found], "tone": TONES[found]}

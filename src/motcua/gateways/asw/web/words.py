"""What is shown of a message, in words."""

from typing import Any

from motcua.gateways.asw.domain.envelopes import KINDS
from motcua.gateways.asw.domain.life import STATES, TONES, VERBS, State
from motcua.gateways.asw.models import Message, Step
from motcua.kernel.words import Words

DIRECTIONS = {"in": Words("Đến", "In"), "out": Words("Đi", "Out")}


def shown(row: Message) -> dict[str, Any]:
    """A message with its words."""
    state = State(row.standing.state)
    return {
        "row": row, "kind": KINDS[row.kind], "direction": DIRECTIONS[row.direction], "state": STATES[state],
        "tone": TONES[state],
    }  # fmt: skip


def step_shown(row: Step) -> dict[str, Any]:
    """A step with its words."""
    return {"row": row, "verb": VERBS[row.verb], "state": STATES[State(row.state)], "tone": TONES[State(row.state)]}

"""Words and tones of pages on procedures."""

from collections.abc import Mapping
from types import MappingProxyType

from motcua.procedures.domain.life import STATE_WORDS, stands
from motcua.procedures.queries import Held

TONES: Mapping[str, str] = MappingProxyType(
    {
        "draft": "", "reviewed": "info", "approved": "info", "to_come": "info", "in_force": "good", "replaced": "",
        "withdrawn": "bad",
    }
)  # fmt: skip


def standing(held: Held, day: object) -> dict[str, object]:
    """How a version stands on a day: `state` in words and its `tone`."""
    name = stands(held.state, held.effective_from, held.effective_to, day)  # type: ignore[arg-type]
    return {"state": STATE_WORDS[name], "tone": TONES[name], "stands": name}

"""Who may reach the pages of this room.

Results are everybody's once they are published. Answering needs no account: the link opens it, bounded and counted,
see `web/guarding.py`. Rounds are seen by those who run them and by leaders.
"""

from motcua.design.domain.access import EVERYBODY, Row
from motcua.survey.web.acts import ACTS

_RUNNER, _LEADER = frozenset({"support"}), frozenset({"leader"})
_DOES = {"runner": _RUNNER, "leader": _LEADER}
_BOTH = ("get", "post")
ACCESS: list[Row] = [
    *((f"survey:{name}", "get", EVERYBODY) for name in ("results", "result", "report", "package", "questionnaire")),
    *((f"survey:{name}", verb, EVERYBODY) for name in ("begin", "page") for verb in _BOTH),
    *(("survey:mine", verb, frozenset({"trader"})) for verb in _BOTH),
    *(
        (f"survey:{name}", "get", _RUNNER | _LEADER)
        for name in ("rounds", "rounds_csv", "round", "frame", "frame_csv", "proof")
    ),
    *(("survey:new", verb, _RUNNER) for verb in _BOTH),
    *((f"survey:act_{act.verb}", verb, _DOES[act.who]) for act in ACTS for verb in _BOTH),
]

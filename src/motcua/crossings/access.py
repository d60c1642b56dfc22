"""Who may reach the pages of the gates. What each sees there is decided in `queries`, what each does in `services`."""

from motcua.crossings.offline_access import GATES
from motcua.crossings.people_access import PEOPLE_ACCESS
from motcua.crossings.web import acts, stays
from motcua.design.domain.access import SIGNED_IN, STAFF, Row

_OFFICER = frozenset({"officer"})
_TRADER = frozenset({"trader"})
_BOTH = ("get", "post")
VEHICLES: list[Row] = [
    ("crossings:gate", "get", _OFFICER),
    ("crossings:let", "post", _OFFICER),
    *((f"crossings:{name}", verb, _OFFICER) for name in ("choose", "unannounced", "take_back") for verb in _BOTH),
    *((f"crossings:{name}", verb, _TRADER) for name in ("new", "correct", "sheet") for verb in _BOTH),
    ("crossings:sheet_template", "get", _TRADER),
    *(
        (f"crossings:{name}", "get", SIGNED_IN)
        for name in ("announcements", "announcements_export", "announcement", "proof", "stays", "stays_export", "stay")
    ),
    *((f"crossings:{name}", "get", STAFF) for name in ("crossed", "crossed_export", "vehicle", "figures")),
    *((f"crossings:act_{act.name}", verb, frozenset({act.role})) for act in acts.ACTS for verb in _BOTH),
    *((f"crossings:stay_{act.name}", verb, frozenset({act.role})) for act in stays.ACTS for verb in _BOTH),
]
ACCESS: list[Row] = [*VEHICLES, *PEOPLE_ACCESS, *GATES]

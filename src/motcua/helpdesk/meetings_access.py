"""Who may reach the pages of conferences and visits. What each sees there stands in `queries.meetings`."""

from motcua.design.domain.access import EVERYBODY, SIGNED_IN, STAFF, Row

_TRADER = frozenset({"trader"})
_RUN = frozenset({"support", "head", "leader"})
_BOTH = ("get", "post")
ROWS: list[Row] = [
    *((f"helpdesk:{name}", "get", EVERYBODY) for name in ("conferences", "conference")),
    *(
        (f"helpdesk:{name}", "get", SIGNED_IN)
        for name in ("promised", "conference_minutes_pdf", "conference_proof", "visits", "visits_csv", "visit",
                     "visit_proof")
    ),
    *(
        (f"helpdesk:{name}", "get", STAFF)
        for name in ("conferences_csv", "conference_guests_csv", "visit_todo", "visit_pdf")
    ),
    *(
        (f"helpdesk:conference_{name}", verb, _RUN)
        for name in ("new", "change", "invite", "hold", "minutes", "publish", "cancel", "answer") for verb in _BOTH
    ),
    ("helpdesk:conference_guests", "get", STAFF),
    ("helpdesk:conference_entry", "get", STAFF),
    *((f"helpdesk:conference_{name}", "post", _RUN) for name in ("guests", "entry")),
    *((f"helpdesk:conference_{name}", verb, _TRADER) for name in ("register", "decline") for verb in _BOTH),
    *(("helpdesk:conference_ask", verb, _RUN | _TRADER) for verb in _BOTH),
    *(
        (f"helpdesk:visit_{name}", verb, _RUN)
        for name in ("new", "change", "findings", "follow_up", "close", "cancel") for verb in _BOTH
    ),
    *(("helpdesk:visit_action", verb, STAFF) for verb in _BOTH),
]  # fmt: skip

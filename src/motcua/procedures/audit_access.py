"""Who may reach the pages of internal audit. What each sees stands in `queries`, what each does in `domain.audit`."""

from motcua.design.domain.access import EVERYBODY, STAFF, Row

_ISO = frozenset({"iso"})
_LISTS = (
    "programmes", "audits", "nonconformities", "reviews", "decisions", "objectives", "risks", "statements",
)  # fmt: skip
_SHOWN = ("one", "pdf", "checklist", "was", "proof")
ACCESS: list[Row] = [
    ("procedures:conformity", "get", EVERYBODY),
    ("procedures:conformity_pdf", "get", EVERYBODY),
    ("procedures:audit_home", "get", STAFF),
    *((f"procedures:audit_{name}{end}", "get", STAFF) for name in _LISTS for end in ("", "_csv")),
    *((f"procedures:audit_{name}", "get", STAFF) for name in _SHOWN),
    *((f"procedures:audit_{name}", verb, STAFF) for name in ("act", "line") for verb in ("get", "post")),
    *(
        (f"procedures:audit_{name}", verb, _ISO)
        for name in ("plan", "new_programme", "new_review", "new_objective", "new_statement")
        for verb in ("get", "post")
    ),
    *(("procedures:audit_new_risk", verb, _ISO | {"head"}) for verb in ("get", "post")),
]

"""Who may reach the pages of reports. Rows behind figures name enterprises: for the department only."""

from motcua.design.domain.access import STAFF, Row

LEADING = frozenset({"leader", "head", "risk", "revenue"})
ACCESS: list[Row] = [
    ("reports:dashboard", "get", LEADING),
    *((f"reports:{name}", "get", LEADING) for name in ("now", "wall")),
    *((f"reports:{name}", "get", STAFF) for name in ("months", "pack")),
    ("reports:annual", "get", STAFF),
    ("reports:annual_file", "get", STAFF),
    ("reports:issued", "get", STAFF),
    ("reports:issue", "post", frozenset({"leader"})),
    ("reports:issued_file", "get", STAFF),
    ("reports:compare", "get", STAFF),
    ("reports:press", "get", STAFF),
    ("reports:press", "post", STAFF),
    ("reports:rows", "get", STAFF),
    ("reports:rows_csv", "get", STAFF),
    *((f"reports:{name}", "get", LEADING) for name in (
        "forecast", "forecast_csv", "forecast_json", "targets", "targets_csv", "targets_json", "target",
        "target_rows", "target_rows_csv", "whatif", "whatif_one", "whatif_file", "whatif_compare", "whatif_cap",
        "whatif_staff",
    )),
    *((f"reports:{name}", "post", LEADING) for name in ("whatif", "whatif_cap", "whatif_staff")),
    *((f"reports:{name}", verb, frozenset({"leader"})) for name in (
        "target_new", "target_change", "target_end", "targets_load",
    ) for verb in ("get", "post")),
]  # fmt: skip

"""Who may reach the pages of declarations. Which declarations each sees is decided in `queries`."""

from motcua.declarations.web.actlist import ACTS
from motcua.declarations.web.money.kit import MONEY
from motcua.design.domain.access import SIGNED_IN, STAFF, Row

TRADER = frozenset({"trader"})
REVENUE = frozenset({"revenue"})
_LEDGER = ("accounts", "accounts_csv", "suspense", "suspense_csv", "suspense_one", "ages", "ages_csv", "ages_xlsx")
"""Pages of the ledger that the department looks at."""
_OWN = (
    "account", "account_csv", "refunds", "refunds_csv", "refund", "guarantees", "guarantees_csv", "guarantee",
    "plans", "plans_csv", "plan",
)  # fmt: skip
"""Those on which a trader finds its own."""
_DECIDED = ("debt", "guarantee_new", "guarantee", "suspense_one", "refund")
_DESKS = frozenset({"officer", "head"})
_BRANCH = ("branch", "times", "times_csv")
_ANSWER = frozenset({"head", "leader", "risk"})
"""Who answers for inspections."""
_DRAFTS = ("draft_new", "copy", "draft_copy", "draft_lodge", "draft_template_save")
_EDITORS = frozenset({"trader", "officer"})
"""Traders fill in drafts; officers those by which customs amends."""
_FORM = (
    "draft_delete", "draft_step", "draft_item", "draft_item_remove", "draft_upload",
)  # fmt: skip
"""Pages of the form that are shown and sent."""
_SHOWN = ("draft", "draft_check", "draft_goods", "draft_item_find", "draft_template")
_SENT = (
    "draft_propose", "draft_autosave", "draft_item_add", "draft_item_autosave", "draft_item_act", "draft_take",
)  # fmt: skip

ACCESS: list[Row] = [
    ("declarations:list", "get", SIGNED_IN),
    ("declarations:export", "get", SIGNED_IN),
    ("declarations:one", "get", SIGNED_IN),
    ("declarations:area", "get", SIGNED_IN),
    ("declarations:area_csv", "get", SIGNED_IN),
    ("declarations:original", "get", SIGNED_IN),
    ("declarations:proof", "get", SIGNED_IN),
    ("declarations:requests", "get", STAFF),
    ("declarations:request", "get", SIGNED_IN),
    ("declarations:request", "post", frozenset({"officer", "trader"})),
    ("declarations:pay", "get", SIGNED_IN),
    ("declarations:claim", "post", frozenset({"officer"})),
    ("declarations:take_next", "post", frozenset({"officer"})),
    ("declarations:hand_over", "get", _DESKS),
    ("declarations:hand_over", "post", _DESKS),
    ("declarations:gate", "get", _DESKS),
    *(("declarations:operators", verb, frozenset({"admin"})) for verb in ("get", "post")),
    ("declarations:passage", "get", SIGNED_IN),
    ("declarations:passage", "post", frozenset({"officer"})),
    ("declarations:inspection", "get", SIGNED_IN),
    ("declarations:inspection", "post", frozenset({"officer"})),
    ("declarations:photographs", "post", frozenset({"officer"})),
    ("declarations:photograph", "get", SIGNED_IN),
    *((f"declarations:{name}", "get", frozenset({"officer", "head", "leader"})) for name in _BRANCH),
    *((f"declarations:act_{act.name}", verb, frozenset({act.role})) for act in ACTS for verb in ("get", "post")),
    *((f"declarations:{name}", "get", _ANSWER) for name in ("workload", "workload_csv")),
    ("declarations:outages", "get", SIGNED_IN),
    ("declarations:certify", "post", SIGNED_IN),
    ("declarations:certificate", "get", SIGNED_IN),
    ("declarations:certificate_file", "get", SIGNED_IN),
    ("declarations:receipt", "get", SIGNED_IN),
    ("declarations:receipt_file", "get", SIGNED_IN),
    *((f"money:{name}", "get", MONEY) for name in _LEDGER),
    *((f"money:{name}", "get", MONEY | TRADER) for name in _OWN),
    ("money:mine", "get", TRADER),
    ("money:held", "get", REVENUE | TRADER),
    ("money:held", "post", REVENUE | TRADER),
    *(("money:plan_ask", verb, REVENUE | TRADER) for verb in ("get", "post")),
    ("money:plan", "post", REVENUE | TRADER | frozenset({"leader"})),
    *((f"money:{name}", "get", REVENUE) for name in ("debt", "guarantee_new")),
    *((f"money:{name}", "post", REVENUE) for name in _DECIDED),
    *((f"declarations:{name}", "get", SIGNED_IN) for name in ("temporary", "temporary_csv", "balance")),
    ("declarations:balance", "post", _EDITORS),
    ("declarations:balance_close", "post", TRADER),
    ("declarations:amend", "get", SIGNED_IN),
    ("declarations:amend", "post", _EDITORS),
    ("declarations:amendments", "get", STAFF),
    ("declarations:amendment", "get", SIGNED_IN),
    ("declarations:amendment", "post", _EDITORS),
    ("declarations:version", "get", SIGNED_IN),
    ("declarations:history", "get", STAFF),
    ("declarations:print", "get", SIGNED_IN),
    ("declarations:form_d", "get", TRADER),
    ("declarations:papers", "get", SIGNED_IN),
    ("declarations:papers", "post", TRADER),
    ("declarations:paper", "get", SIGNED_IN),
    *((f"declarations:{name}", "get", TRADER) for name in ("draft_new", "drafts")),
    *((f"declarations:{name}", "post", TRADER) for name in _DRAFTS),
    *((f"declarations:{name}", "get", _EDITORS) for name in (*_FORM, *_SHOWN)),
    *((f"declarations:{name}", "post", _EDITORS) for name in (*_FORM, *_SENT)),
]

"""Who may reach the applicant's pages. What each sees there stands in `queries`, what each does in `services`."""

from motcua.design.domain.access import EVERYBODY, Row

_TRADER = frozenset({"trader"})
_READ = (
    "drafts", "draft", "draft_section", "draft_papers", "draft_check", "draft_delete", "mine", "mine_csv", "follow",
    "lodged", "receipt_file", "withdraw", "rate", "package",
)  # fmt: skip
_WRITE = (
    "about", "draft_section", "draft_papers", "draft_detach", "draft_lodge", "draft_delete", "supplement", "withdraw",
    "rate", "package",
)  # fmt: skip
TRADER_ACCESS: list[Row] = [
    *((f"dossiers:{name}", "get", EVERYBODY) for name in ("new", "about", "definition")),
    *((f"dossiers:{name}", "get", _TRADER) for name in _READ),
    *((f"dossiers:{name}", "post", _TRADER) for name in _WRITE),
]

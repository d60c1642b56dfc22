"""Who may reach the accountant's pages: the department reads the book, revenue officers take files and close."""

from motcua.design.domain.access import Row
from motcua.revenue.web.kit import MONEY, REVENUE

_READ = (
    "book", "book_csv", "book_xlsx", "book_pdf", "day", "day_csv", "difference", "files", "template", "original",
)  # fmt: skip
ACCESS: list[Row] = [
    *((f"ledger:{name}", "get", MONEY) for name in _READ),
    *((f"ledger:{name}", "post", REVENUE) for name in ("day", "difference", "files")),
]

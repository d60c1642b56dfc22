"""Who may send messages on a page, and take documents of a call as messages. What each sees: manifests' queries."""

from motcua.design.domain.access import SIGNED_IN, Row

ACCESS: list[Row] = [
    *(("messages:send", verb, frozenset({"trader"})) for verb in ("get", "post")),
    ("messages:written", "get", SIGNED_IN),
]

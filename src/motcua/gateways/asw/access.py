"""Who may reach the pages of partner windows. Partners come through a door of their own: `motcua asw serve`."""

from motcua.design.domain.access import Row

SEES = frozenset({"officer", "head", "leader", "origin", "issuer", "admin"})
SEES_TO = frozenset({"head", "origin", "admin"})
KEYS = frozenset({"admin"})

ACCESS: list[Row] = [
    ("asw:partners", "get", SEES),
    ("asw:messages", "get", SEES),
    ("asw:messages_csv", "get", SEES),
    ("asw:message", "get", SEES),
    ("asw:document", "get", SEES),
    ("asw:kept", "get", SEES),
    ("asw:letters", "get", SEES),
    ("asw:letter", "get", SEES_TO),
    ("asw:letter", "post", SEES_TO),
    ("asw:own", "get", SEES),
    ("asw:keys", "get", KEYS),
    ("asw:keys", "post", KEYS),
    ("asw:key_end", "get", KEYS),
    ("asw:key_end", "post", KEYS),
]

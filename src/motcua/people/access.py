"""Who may reach the pages of programs. Which tokens each sees is decided in `queries`."""

from motcua.design.domain.access import Row

_GIVERS = frozenset({"trader", "admin"})
ACCESS: list[Row] = [
    ("people:programs", "get", _GIVERS),
    ("people:programs", "post", _GIVERS),
    ("people:revoke", "get", _GIVERS),
    ("people:revoke", "post", _GIVERS),
]

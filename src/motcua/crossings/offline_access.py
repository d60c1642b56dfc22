"""Who may reach the pages about gates that may be cut off. Their door asks for a gate's signature."""

from motcua.design.domain.access import EVERYBODY, Row

_SEE = frozenset({"admin", "head", "officer"})
_ADMIN, _HEAD, _OFFICER = frozenset({"admin"}), frozenset({"head"}), frozenset({"officer"})

GATES: list[Row] = [
    ("gates:list", "get", _SEE),
    ("gates:list", "post", _ADMIN),
    ("gates:one", "get", _SEE),
    ("gates:end", "get", _ADMIN),
    ("gates:end", "post", _ADMIN),
    ("gates:issue", "post", _SEE),
    ("gates:bring", "post", _SEE),
    ("gates:give_up", "post", _HEAD),
    ("gates:batch", "get", _SEE),
    ("gates:disputed", "get", _SEE),
    ("gates:disputed_csv", "get", _SEE),
    ("gates:dispute", "get", _SEE),
    ("gates:dispute", "post", _HEAD),
    ("gates:code", "get", _OFFICER),
    ("gates:code", "post", _OFFICER),
    ("gates:time", "get", EVERYBODY),
    ("gates:door_list", "post", EVERYBODY),
    ("gates:door_batch", "post", EVERYBODY),
]

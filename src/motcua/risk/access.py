"""Who may reach the pages of selection."""

from motcua.design.domain.access import Row

_READS = frozenset({"risk", "head", "leader"})
_WRITES = frozenset({"risk"})

ACCESS: list[Row] = [
    *((f"risk:{name}", "get", _READS) for name in ("profiles", "profiles_csv", "profile", "profile_version")),
    *((f"risk:{name}", "get", _WRITES) for name in ("profile_new", "profile_try")),
    *((f"risk:{name}", "post", _WRITES) for name in ("profile_new", "profile_act", "profile_retire")),
]

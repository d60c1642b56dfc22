"""Who may reach the pages of selection: those who answer for it; its draws everybody."""

from motcua.design.domain.access import EVERYBODY, Row
from motcua.risk.domain.seeing import SEES

DECIDES = frozenset({"risk"})

ACCESS: list[Row] = [
    *((f"risk:{name}", "get", SEES) for name in ("home", "export", "law", "parties", "parties_csv")),
    *((f"risk:{name}", "get", SEES) for name in ("waiting", "waiting_csv")),
    *((f"risk:{name}", "get", SEES) for name in ("models", "models_csv", "model")),
    *((f"risk:{name}", verb, DECIDES) for name in ("model_promote", "model_retire") for verb in ("get", "post")),
    *((f"risk:{name}", "get", SEES) for name in ("profiles", "profiles_csv", "profile", "profile_version")),
    *((f"risk:{name}", "get", DECIDES) for name in ("profile_new", "profile_try")),
    *((f"risk:{name}", "post", DECIDES) for name in ("profile_new", "profile_act", "profile_retire")),
    *((f"draws:{name}", "get", EVERYBODY) for name in ("list", "checker", "one", "json", "csv")),
]

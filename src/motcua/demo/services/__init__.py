"""Building the demonstration and keeping it alive. The only way in is the house's own services."""

from motcua.demo.services.accounts import Shown, shown_accounts
from motcua.demo.services.build import DEFAULT_SEED, Built, NotEmpty, Stages, build

__all__ = ["DEFAULT_SEED", "Built", "NotEmpty", "Shown", "Stages", "build", "shown_accounts"]

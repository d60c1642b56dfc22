"""What the banks' gateway does: keys are registered and ended, notices taken and answered with a signature."""

from motcua.gateways.bank.services.door import take
from motcua.gateways.bank.services.keys import NewKey, add_key, end_key

__all__ = ["NewKey", "add_key", "end_key", "take"]

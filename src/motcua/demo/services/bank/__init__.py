"""A simulated bank, a process of its own: its own file and key, a page for payers, and signed notices to customs.

No money moves. It knows nothing of the platform but the address of its door.
"""

from motcua.demo.services.bank.keys import NAME, SIMULATED, public_key
from motcua.demo.services.bank.registering import make_known
from motcua.demo.services.bank.running import beside
from motcua.demo.services.bank.serving import serve

__all__ = ["NAME", "SIMULATED", "beside", "make_known", "public_key", "serve"]

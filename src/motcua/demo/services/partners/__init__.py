"""Simulated partner windows, a process of its own: their own keys and file, a door each, and answers after a while.

They know nothing of the platform but its certificate, the address of its door and the time that it tells everybody.
"""

from motcua.demo.services.partners.registering import make_known
from motcua.demo.services.partners.running import beside
from motcua.demo.services.partners.serving import Windows, serve

__all__ = ["Windows", "beside", "make_known", "serve"]

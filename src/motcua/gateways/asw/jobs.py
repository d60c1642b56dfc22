"""What the window does by itself: relays, posts, obeys, and sets aside what waited too long."""

from motcua.gateways.asw.services import letters, obeying, relaying, sending

__all__ = ["letters", "obeying", "relaying", "sending"]

"""Two windows: two complete installations of this platform, each in a home of its own, that exchange certificates."""

from motcua.demo.services.windows.desk import desk
from motcua.demo.services.windows.story import Told, stay, tell

__all__ = ["Told", "desk", "stay", "tell"]

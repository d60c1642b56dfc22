"""Tables of ways of choosing, side by side."""

from rich.console import Console

from motcua.demo.domain.measuring import NAMES


def wide() -> Console:
    """A console wide enough for tables side by side, also where the output is no terminal."""
    console = Console()
    console.width = max(console.width, 160)
    return console


def named(name: str) -> str:
    """A way of choosing in both languages."""
    return f"{NAMES[name].vi} /\n{NAMES[name].en}"

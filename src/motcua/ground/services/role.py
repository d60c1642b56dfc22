"""Role: whether this installation is the window itself, or a companion of VNACCS where declarations are lodged."""

from typing import Literal

from django.conf import settings

from motcua.kernel.words import Words

Role = Literal["window", "companion"]

WORDS: dict[Role, Words] = {
    "window": Words("Một cửa tiếp nhận tờ khai", "Window: declarations are lodged here"),
    "companion": Words("Đồng hành cùng VNACCS", "Companion of VNACCS: declarations are lodged there"),
}


def role() -> Role:
    """What this installation is; checked when the settings were read."""
    found: Role = settings.ROLE
    return found


def is_companion() -> bool:
    """Whether declarations are lodged elsewhere and only recorded here."""
    return role() == "companion"

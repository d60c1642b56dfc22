"""What the demonstration announces, and why its tables stand outside the log."""

from motcua.ground.services import log
from motcua.kernel.words import Words

BUILT = log.verb("demo.built", Words("Đã dựng dữ liệu trình diễn", "The demonstration was built"))
PULSE = "demo.pulse"
"""The job that lodges what has arrived and takes the steps that are due."""
SIMULATE = "demo.simulate"
"""The job that decides the stored declarations again."""


def excuse() -> None:
    """Say why the tables are neither covered nor checked."""
    why = Words("Chỉ dùng để mô phỏng, không phải nghiệp vụ", "Serves the simulation only, no business")
    for table in ("demo_truth", "demo_arrival", "demo_ahead", "demo_built"):
        log.excuse(table, why)
    log.excuse("demo_simulation", Words("Chỉ thử, không quyết định gì", "Tries only, decides nothing"))

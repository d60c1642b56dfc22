"""`python -m motcua.site.gate HOST PORT`: the process that `motcua gate serve` becomes."""

import sys

from granian import Granian
from granian.constants import Interfaces

THREADS = 8


def main(host: str, port: int) -> None:
    """Serve until told to stop: one process, since the file has one writer."""
    Granian(
        "motcua.site.gate.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=1,
        blocking_threads=THREADS, log_level="error", respawn_failed_workers=True,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

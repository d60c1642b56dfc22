"""`motcua worker`: a worker as a process of its own."""

import signal
from types import FrameType
from typing import Annotated

import typer

from motcua.ground.services.worker import Worker

Once = Annotated[bool, typer.Option("--once", help="Chỉ làm một lượt / one round only")]


def run(once: Once = False) -> None:
    """Chạy việc nền cho đến khi bị dừng. Run jobs, sequence and sign the log until stopped."""
    worker = Worker()
    if once:
        worker.round()
        worker.send()
        worker.work_out()
        return

    def stop(number: int, frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.work()

"""Runs changed code fast: a pytest plugin that collects once and forks for each change that mutmut has written.

mutmut writes the changes and says which tests reach which function; starting pytest anew for each of them takes most
of its time. Here a child runs the tests that reach the changed function, the quickest first, until one fails. What test
modules worked out while they were read was worked out with the code unchanged: that can only make more changes survive,
never fewer. `make mutate` runs it in `mutants/`; `CHANGED` names some (`motcua.duties.domain.shares*`).
"""

import gc
import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings

CPU_SECONDS = 60
CHILDREN = os.cpu_count() or 1
CHANGED = os.environ.get("CHANGED", "*")

os.environ.setdefault("MOTCUA_DECLARATIONS", "300")
settings.register_profile("mutating", phases=(Phase.explicit, Phase.generate), database=None, derandomize=True)
settings.load_profile("mutating")


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Judge every change instead of running the tests once."""
    stats = json.loads(Path("mutmut-stats.json").read_text("utf-8"))
    durations: dict[str, float] = stats["duration_by_test"]
    items = {item.nodeid: item for item in session.items}
    reaching = {
        name: sorted((items[each] for each in tests if each in items), key=lambda item: durations.get(item.nodeid, 1.0))
        for name, tests in stats["tests_by_mangled_function_name"].items()
    }
    gc.freeze()
    began = time.monotonic()
    verdicts = _judged([name for name in _changes() if fnmatch(name, CHANGED)], reaching)
    _tell(verdicts, time.monotonic() - began)
    return True


def _changes() -> list[str]:
    return [
        name
        for path in sorted(Path("src").rglob("*.py.meta"))
        for name in json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    ]


def _judged(names: list[str], reaching: dict[str, list[pytest.Item]]) -> dict[str, str]:
    verdicts: dict[str, str] = {}
    running: dict[int, str] = {}
    for name in names:
        tests = reaching.get(name.rpartition("__mutmut_")[0], [])
        if not tests:
            verdicts[name] = "not reached"
            continue
        while len(running) >= CHILDREN:
            _gather(running, verdicts)
        child = os.fork()
        if child == 0:
            _child(name, tests)
        running[child] = name
    while running:
        _gather(running, verdicts)
    return verdicts


def _gather(running: dict[int, str], verdicts: dict[str, str]) -> None:
    child, status = os.wait()
    name = running.pop(child)
    if os.WIFSIGNALED(status):
        verdicts[name] = "too slow" if os.WTERMSIG(status) == signal.SIGXCPU else "killed"
    else:
        verdicts[name] = "survived" if os.WEXITSTATUS(status) == 0 else "killed"
    if len(verdicts) % 100 == 0:
        sys.__stderr__.write(f"{len(verdicts)}: {dict(Counter(verdicts.values()))}\n")  # type: ignore[union-attr]


def _child(name: str, tests: list[pytest.Item]) -> Any:
    os.environ["MUTANT_UNDER_TEST"] = name
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    for item, following in zip(tests, [*tests[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            os._exit(1)
    os._exit(0)


def _tell(verdicts: dict[str, str], seconds: float) -> None:
    counts = Counter(verdicts.values())
    noticed = counts["killed"] + counts["too slow"]
    tested = len(verdicts)
    said = [
        f"{tested} changes in {seconds:.0f} s: {dict(counts)}; score {100 * noticed / max(tested, 1):.1f} %",
        *(f"{verdict}: {name}" for name, verdict in sorted(verdicts.items()) if verdict in ("survived", "not reached")),
    ]
    Path("mutation.txt").write_text("\n".join(said) + "\n", encoding="utf-8")
    sys.__stderr__.write("\n".join(said[:1]) + "\n")  # type: ignore[union-attr]

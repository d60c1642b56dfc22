"""msgspec works a type out on first use, and where two threads do so at once the process dies: so at import."""

import ast
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "motcua"
ALONE = {"site/commands/bench.py", "demo/services/simulations.py"}
"""Where one thread of a process alone reads so."""
PROGRAM = """
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from motcua.risk.domain.law import law_on
from motcua.risk.domain.learning import numbers_on
from motcua.risk.domain.profiles import packaged
from motcua.risk.domain.reference_values import reference_value
sys.setswitchinterval(1e-6)
together = Barrier(8)
def first(_):
    together.wait()
    return len(packaged()), law_on(date(2023, 5, 4)), numbers_on(date(2023, 5, 4)), reference_value("61091010", "PCE")
with ThreadPoolExecutor(8) as pool:
    print(len({each[0] for each in pool.map(first, range(8))}))
"""


def late(tree: ast.AST) -> list[int]:
    """Lines within functions that give msgspec a type to work out."""
    found = []
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for call in (each for each in ast.walk(function) if isinstance(each, ast.Call)):
                if not isinstance(call.func, ast.Name | ast.Attribute):
                    continue
                name = ast.unparse(call.func)
                typed = any(keyword.arg == "type" for keyword in call.keywords)
                if (
                    name.endswith(("msgpack.Decoder", "json.Decoder"))
                    or name == "yaml_reader"
                    or (name in ("msgspec.json.decode", "msgspec.yaml.decode", "msgspec.msgpack.decode") and typed)
                ):
                    found.append(call.lineno)
    return found


def test_no_function_works_a_type_out() -> None:
    texts = {path.relative_to(SOURCE).as_posix(): path.read_text("utf-8") for path in SOURCE.rglob("*.py")}
    readers = {name: text for name, text in texts.items() if "Decoder" in text or "decode" in text or "_reader" in text}
    wrong = {name: lines for name, text in readers.items() if (lines := late(ast.parse(text)))}
    allowed = {
        *ALONE, "kernel/reading.py", "gateways/wco/domain/gathering.py", "declarations/domain/message.py",
        "manifests/domain/misread.py",
    }  # fmt: skip
    assert {name: lines for name, lines in wrong.items() if name not in allowed} == {}


def test_the_check_would_see_one() -> None:
    assert late(ast.parse("def f(x):\n    return msgspec.yaml.decode(x, type=list[A])")) == [2]
    assert late(ast.parse("def f():\n    return msgspec.json.Decoder(A).decode")) == [2]
    assert late(ast.parse("_read = msgspec.json.Decoder(A).decode")) == []


def test_the_first_readings_of_many_threads_at_once_all_succeed() -> None:
    for _ in range(3):
        ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120)
        assert (ended.returncode, ended.stdout.strip()) == (0, "1"), ended.stderr[-1000:]

"""A refusal is known by its code: no two have the same."""

import ast
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "motcua"


def codes() -> dict[str, list[str]]:
    """The classes that bear each code."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                for each in node.body:
                    named = isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") == "code"
                    if named and isinstance(each.value, ast.Constant):
                        found[str(each.value.value)].append(f"{path.relative_to(SOURCE)}: {node.name}")
    return found


def test_no_two_refusals_have_one_code() -> None:
    known = codes()
    assert len(known) > 300
    assert {code: named for code, named in known.items() if len(named) > 1} == {}

"""Fusing: many small checks made into one function.

A check is one expression; asking two hundred of them costs more in calls than in answers. So the expressions
are read from the checks' own sources and compiled, one below the other, into a function that answers which of
them do not hold. The checks stay what they are: a test asks every example both ways.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path

from motcua.kernel.rules import Check

Fused = Callable[..., list[int]]
"""Takes what the checks take; gives the places, in their order, of those that do not hold."""


def fuse(checks: Sequence[Check]) -> Fused:
    """One function for all checks. Where their sources cannot be read, it asks them one by one."""
    try:
        functions = [_source(check) for check in checks]
    except OSError:
        return lambda *given: [place for place, check in enumerate(checks) if not check(*given)]
    if not functions:
        return lambda *given: []
    names: dict[str, object] = {}
    lines = [_line(place, *pair, names) for place, pair in enumerate(zip(checks, functions, strict=True))]
    given = ", ".join(argument.arg for argument in functions[0].args.args)
    whole = ast.parse(f"def fused({given}):\n failed = []\n return failed")
    function = whole.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.body[1:1] = lines
    exec(compile(ast.fix_missing_locations(whole), "<fused checks>", "exec"), names)  # noqa: S102
    fused = names["fused"]
    assert callable(fused)
    return fused


def _line(place: int, check: Check, function: ast.FunctionDef, names: dict[str, object]) -> ast.If:
    answer = function.body[-1]
    assert isinstance(answer, ast.Return)
    assert answer.value is not None
    own = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own.update(argument.arg for argument in function.args.args)
    renamed = _Renamed(place, check.__globals__, own, names).visit(deepcopy(answer.value))
    line = ast.parse(f"if not 0: failed.append({place})").body[0]
    assert isinstance(line, ast.If)
    assert isinstance(line.test, ast.UnaryOp)
    line.test.operand = renamed
    return line


class _Renamed(ast.NodeTransformer):
    """Gives the global names of a check names of their own, so that modules do not mix."""

    def __init__(self, place: int, known: Mapping[str, object], own: set[str], names: dict[str, object]) -> None:
        self._place, self._known, self._own, self._names = place, known, own, names

    def visit_Name(self, node: ast.Name) -> ast.Name:  # noqa: N802 - named by ast
        if node.id in self._own or node.id not in self._known:
            return node
        name = f"{node.id}_{self._place}"
        self._names[name] = self._known[node.id]
        return ast.copy_location(ast.Name(name, node.ctx), node)


def _source(check: Check) -> ast.FunctionDef:
    return _functions(check.__code__.co_filename)[check.__name__]


@cache
def _functions(path: str) -> Mapping[str, ast.FunctionDef]:
    """The functions of a module by name. OSError if the source is not there."""
    text = Path(path).read_text(encoding="utf-8")
    return {node.name: node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}

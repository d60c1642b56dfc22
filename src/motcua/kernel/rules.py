"""Rules: a code, a source and one sentence, which is also the message and the line in the manual."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import msgspec

from motcua.kernel.words import Words

Severity = Literal["refuse", "warn"]
Check = Callable[..., bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `check` is true where the rule holds. `path` names the field that it judges."""

    code: str
    check: Check
    source: str
    since: date
    until: date | None
    severity: Severity
    path: str
    scope: str
    sentence: Words
    remedy: Words
    published: tuple[str, ...]
    verified: bool

    @property
    def direction(self) -> str:
        """`import`, `export` or empty for both, from the code's first letters."""
        return {"IMP": "import", "EXP": "export"}.get(self.code[:3], "")

    def in_force(self, day: date) -> bool:
        """Whether the rule applies on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Finding(msgspec.Struct, frozen=True):
    """What a rule found: code, path of the field, value met, what was expected, what to do."""

    code: str
    path: str
    severity: Severity
    value: str | None
    message: Words
    remedy: Words
    published: tuple[str, ...] = ()


class RuleBook:
    """All rules of one kind of message. Codes are unique."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rules: dict[str, Rule] = {}

    def rule(
        self,
        code: str,
        *,
        source: str,
        since: str,
        path: str,
        vi: str,
        do: str,
        do_vi: str,
        until: str | None = None,
        severity: Severity = "refuse",
        scope: str = "declaration",
        published: tuple[str, ...] = (),
        verified: bool = False,
    ) -> Callable[[Check], Check]:
        """Register a rule. The check's docstring is the English sentence, `vi` the Vietnamese one."""

        def register(check: Check) -> Check:
            if code in self._rules:
                raise ValueError(f"rule {code} stands twice")
            if not check.__doc__:
                raise ValueError(f"rule {code} has no sentence")
            self._rules[code] = Rule(
                code=code, check=check, source=source, since=date.fromisoformat(since),
                until=date.fromisoformat(until) if until else None, severity=severity, path=path, scope=scope,
                sentence=Words(vi, " ".join(check.__doc__.split())), remedy=Words(do_vi, do),
                published=published, verified=verified,
            )  # fmt: skip
            return check

        return register

    def __iter__(self) -> Iterator[Rule]:
        return iter(sorted(self._rules.values(), key=lambda rule: rule.code))

    def __len__(self) -> int:
        return len(self._rules)

    def __getitem__(self, code: str) -> Rule:
        return self._rules[code]

    def select(self, *, direction: str, scope: str, day: date) -> tuple[Rule, ...]:
        """The rules of a scope that judge this direction on this day, in order of code."""
        return tuple(
            rule for rule in self
            if rule.scope == scope and rule.direction in ("", direction) and rule.in_force(day)
        )  # fmt: skip


def finding(rule: Rule, *, path: str, value: Any) -> Finding:
    """A finding of `rule` at `path`, with the value met as text."""
    shown = None if value is None else str(value)[:120]
    return Finding(rule.code, path, rule.severity, shown, rule.sentence, rule.remedy, rule.published)

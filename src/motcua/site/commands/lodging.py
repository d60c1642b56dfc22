"""What `check` and `submit` share: reading files, answers as one JSON array or as text."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import typer

from motcua.declarations import services
from motcua.declarations.domain.message import read
from motcua.declarations.domain.process import misread_findings, process
from motcua.ground.services import clock, log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.kernel.rules import Finding

GROUP = 1000
Result = dict[str, Any]


def check(files: Sequence[Path]) -> Iterator[Result]:
    """What lodging would answer, and the duties; nothing is stored."""
    now = clock.now()
    desk = services.kit().desk(law_day(now))
    for name, body in _bodies(files):
        message = read(body)
        if isinstance(message, list):
            yield _result(name, "unreadable", accepted=False, findings=misread_findings(message))
            continue
        outcome = process(message, desk)
        found = _result(name, message.direction, accepted=outcome.accepted, findings=outcome.findings)
        if outcome.assessment is not None:
            found["duties"] = {
                "customs_value": outcome.assessment.customs_value, "by_kind": outcome.assessment.by_kind,
                "total": outcome.assessment.total,
            }  # fmt: skip
        yield found


def submit(files: Sequence[Path]) -> Iterator[Result]:
    """Lodge in groups; a group's answers are given after its commit."""
    bodies = _bodies(files)
    while group := list(islice(bodies, GROUP)):
        now = clock.now()
        answers = services.submit([services.Raw(body, now) for _, body in group], by=SYSTEM)
        receipts = log.group_receipts([answer.leaf for answer in answers if answer.leaf])
        for (name, _), answer in zip(group, answers, strict=True):
            found = _result(name, answer.direction or "unreadable", accepted=answer.accepted, findings=answer.findings)
            if answer.accepted:
                found |= {
                    "number": answer.number, "channel": answer.channel, "state": answer.state,
                    "repeated": answer.repeated,
                    "duties": {"total": answer.tax_total}, "receipt": receipts[answer.leaf],
                }  # fmt: skip
            yield found


def finish(results: Iterable[Result], *, as_json: bool) -> None:
    """Print the results; exit status 1 if anything was refused."""
    refused = 0
    if as_json:
        kept = list(results)
        typer.echo(json.dumps(kept, ensure_ascii=False, indent=1, default=str))
        refused = sum(not result["accepted"] for result in kept)
    else:
        for result in results:
            refused += not result["accepted"]
            _print(result)
    if refused:
        raise typer.Exit(1)


def _bodies(files: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Documents of each file: one JSON object, or one a line; several are named file#2, file#3."""
    for file in files:
        raw = file.read_bytes()
        lines = [line for line in raw.splitlines() if line.strip()]
        many = len(lines) > 1 and all(line.lstrip()[:1] == b"{" and line.rstrip()[-1:] == b"}" for line in lines)
        for index, body in enumerate(lines if many else [raw], start=1):
            yield (f"{file}#{index}" if index > 1 else str(file)), body


def _result(name: str, kind: str, *, accepted: bool, findings: Sequence[Finding]) -> Result:
    return {"file": name, "kind": kind, "accepted": accepted, "errors": [_error(found) for found in findings]}


def _error(found: Finding) -> Result:
    return {
        "code": found.code, "path": found.path, "severity": found.severity, "value": found.value,
        "expected": found.message.en, "message_vi": f"{found.message.vi} {found.remedy.vi}",
        "message_en": f"{found.message.en} {found.remedy.en}",
    }  # fmt: skip


def _print(result: Result) -> None:
    verdict = f"{result.get('number', 'đạt')}" if result["accepted"] else "KHÔNG ĐẠT"
    typer.echo(f"{result['file']}: {verdict}")
    for error in result["errors"]:
        typer.echo(f"  {error['code']} {error['path']}: {error['message_vi']}")

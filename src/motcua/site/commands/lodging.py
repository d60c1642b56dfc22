"""What `check` and `submit` share: reading files, answers as one JSON array or as text."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import typer

from motcua.declarations import services
from motcua.declarations.domain.message import Declaration, read
from motcua.declarations.domain.process import misread_findings, process
from motcua.duties.domain import Assessment
from motcua.gateways.wco import services as wco
from motcua.gateways.wco.domain import write
from motcua.gateways.wco.domain.understanding import Located, Understood, is_xml, understand
from motcua.ground.services import clock, log
from motcua.kernel.actor import SYSTEM
from motcua.kernel.days import law_day
from motcua.kernel.rules import Finding
from motcua.site.commands import announcing

GROUP = 1000
SUFFIXES = (".json", ".jsonl", ".xml", ".edi")
"""Files of a folder that are read."""
Result = dict[str, Any]


class Paper(msgspec.Struct, frozen=True):
    """One document of a file. `place` is its path below the folder that was named, or the path as it was given.

    `body` is JSON that can be lodged; `message` is there if it came as WCO XML. `announces`: it is of a ship's call,
    and `raw` is all of the file.
    """

    name: str
    place: str
    body: bytes | None
    message: Understood | None = None
    announces: bool = False
    raw: bytes = b""


def check(files: Sequence[Path], *, write_xml: Path | None = None) -> Iterator[Result]:
    """What lodging would answer, and the duties; nothing is stored. What was understood is written to `write_xml`."""
    now = clock.now()
    desk = services.kit().desk(law_day(now))
    for paper in _papers(files):
        if paper.announces:
            yield from announcing.check(paper.name, paper.raw, now)
            continue
        message = paper.message
        declaration = read(paper.body or b"") if message is None else message.declaration
        if write_xml is not None and isinstance(declaration, Declaration):
            _write_xml(write_xml, paper.place, declaration)
        if message is not None:
            yield _wco_result(paper.name, wco.judged(message, desk))
        elif isinstance(declaration, list):
            yield _result(paper.name, "unreadable", accepted=False, findings=misread_findings(declaration))
        elif declaration is not None:
            outcome = process(declaration, desk)
            found = _result(paper.name, declaration.direction, accepted=outcome.accepted, findings=outcome.findings)
            yield found | _duties(outcome.assessment)


def submit(files: Sequence[Path]) -> Iterator[Result]:
    """Lodge in groups; a group's answers are given after its commit."""
    papers = _papers(files)
    while group := list(islice(papers, GROUP)):
        now = clock.now()
        lodged = [paper for paper in group if paper.body is not None]
        answers = services.submit([services.Raw(paper.body or b"", now) for paper in lodged], by=SYSTEM)
        receipts = log.group_receipts([answer.leaf for answer in answers if answer.leaf])
        given = {id(paper): answer for paper, answer in zip(lodged, answers, strict=True)}
        for paper in group:
            if paper.announces:
                yield from announcing.submit(paper.name, paper.raw, now)
                continue
            yield _answered(paper, given.get(id(paper)), receipts, now)


def _answered(paper: Paper, answer: services.Answer | None, receipts: Mapping[int, Any], now: datetime) -> Result:
    if paper.message is not None and paper.message.asks:
        return _asked(paper, wco.asked(paper.message, by=SYSTEM, at=now))
    if paper.message is not None:
        result = wco.lodged(paper.message, answer) if answer else wco.refused(paper.message, now)
        found = _wco_result(paper.name, result)
    else:
        told = answer or services.Answer(False)
        found = _result(paper.name, told.direction or "unreadable", accepted=told.accepted, findings=told.findings)
    if answer is not None and answer.accepted:
        found |= {
            "number": answer.number, "channel": answer.channel, "state": answer.state, "repeated": answer.repeated,
            "duties": {"total": answer.tax_total}, "receipt": receipts[answer.leaf],
        }  # fmt: skip
    return found


def _asked(paper: Paper, result: wco.Result) -> Result:
    """What became of an amendment or a cancellation."""
    found = _wco_result(paper.name, result)
    return found | ({"number": result.number, "state": result.taken.state} if result.taken else {})


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


def _papers(files: Sequence[Path]) -> Iterator[Paper]:
    """Documents of each file: JSON, one object or one a line, or WCO XML; several are named file#2, file#3."""
    for file, place in _expanded(files):
        raw = file.read_bytes()
        if announcing.announces(raw):
            yield Paper(f"{file}", place, None, announces=True, raw=raw)
            continue
        for index, (body, message) in enumerate(_documents(raw), start=1):
            more = f"#{index}" if index > 1 else ""
            yield Paper(f"{file}{more}", _numbered(place, more), body, message)


def _expanded(files: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Files, and for a folder all that lie in it, each with its relative path."""
    for named in files:
        if named.is_dir():
            found = sorted(path for path in named.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
            yield from ((path, path.relative_to(named).as_posix()) for path in found)
        else:
            absolute = Path(os.path.normpath(Path.cwd() / named))
            inside = absolute.is_relative_to(Path.cwd())
            place = absolute.relative_to(Path.cwd()) if inside else absolute.relative_to(absolute.anchor)
            yield named, place.as_posix()


def _documents(raw: bytes) -> Iterator[tuple[bytes | None, Understood | None]]:
    if is_xml(raw):
        yield from ((wco.body(message), message) for message in understand(raw))
        return
    lines = [line for line in raw.splitlines() if line.strip()]
    many = len(lines) > 1 and all(line.lstrip()[:1] == b"{" and line.rstrip()[-1:] == b"}" for line in lines)
    yield from ((body, None) for body in (lines if many else [raw]))


def _numbered(place: str, more: str) -> str:
    """The path of what is written: `a/b.xml`, `a/b#2.xml`; what was no XML gets `.xml` behind its name."""
    stem, dot, suffix = place.rpartition(".")
    xml = dot and suffix.lower() == "xml"
    return f"{stem}{more}.{suffix}" if xml else f"{place}{more}.xml"


def _write_xml(folder: Path, place: str, declaration: Declaration) -> None:
    target = folder / place
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(write(declaration))


def _result(name: str, kind: str, *, accepted: bool, findings: Sequence[Finding]) -> Result:
    return {"file": name, "kind": kind, "accepted": accepted, "errors": [_error(found) for found in findings]}


def _wco_result(name: str, result: wco.Result) -> Result:
    told = {
        "file": name, "kind": result.kind, "function": result.function, "type": result.type,
        "reference": result.reference, "direction": result.direction, "accepted": result.accepted,
        "errors": [_located(found) for found in result.findings],
    }  # fmt: skip
    return {name: value for name, value in told.items() if value != ""} | _duties(result.assessment)


def _duties(assessment: Assessment | None) -> Result:
    if assessment is None:
        return {}
    told = {"customs_value": assessment.customs_value, "by_kind": assessment.by_kind, "total": assessment.total}
    return {"duties": told}


def _error(found: Finding) -> Result:
    return {
        "code": found.code, "path": found.path, "severity": found.severity, "value": found.value,
        "expected": found.message.en, "message_vi": f"{found.message.vi} {found.remedy.vi}",
        "message_en": f"{found.message.en} {found.remedy.en}",
    }  # fmt: skip


def _located(found: Located) -> Result:
    """An error of a message: with its WCO pointer, XPath and line, or the line and column of a file that is none."""
    told = _error(found.finding)
    if found.expected:
        told["expected"] = found.expected
    if found.spot is not None:
        told |= {"pointer": found.spot.pointer, "xpath": found.spot.xpath}
    return told | {name: at for name, at in (("line", found.line), ("column", found.column)) if at is not None}


def _print(result: Result) -> None:
    verdict = f"{result.get('number', 'đạt')}" if result["accepted"] else "KHÔNG ĐẠT"
    typer.echo(f"{result['file']}: {verdict}")
    for error in result["errors"]:
        at = f" (dòng {error['line']})" if "line" in error else ""
        typer.echo(f"  {error['code']} {error['path']}{at}: {error['message_vi']}")

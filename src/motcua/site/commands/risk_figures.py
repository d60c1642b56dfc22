"""`motcua risk`: the figures of selection, and the draw of a day checked."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from motcua.design.domain import amounts, numbers
from motcua.design.periods import period
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.risk import queries
from motcua.risk.domain import ONE, verify_draw
from motcua.risk.domain.decision import SOURCES
from motcua.risk.domain.outcomes import VERDICTS
from motcua.risk.queries import figures
from motcua.risk.queries.figures import RuleYield, Scope, Yield
from motcua.site.commands import days

AsJson = Annotated[bool, typer.Option("--json", help="In ra JSON / print JSON")]
Since = Annotated[str, typer.Option(help="Từ ngày / first day (YYYY-MM-DD)")]
Until = Annotated[str, typer.Option(help="Đến ngày / last day (YYYY-MM-DD)")]
Office = Annotated[str, typer.Option(help="Mã đơn vị / code of a branch")]


def report(since: Since = "", until: Until = "", office: Office = "", as_json: AsJson = False) -> None:
    """Số liệu phân luồng. The figures of selection: the cap, and what each source, branch and rule brought."""
    begin, today = days.day(since, "--since"), law_day(clock.now())
    last = days.day(until, "--until") or today
    if begin and begin > last:
        raise typer.BadParameter("--since > --until", param_hint="--since")
    found = figures.report(Scope(*period(begin, last, today), office))
    if as_json:
        typer.echo(json.dumps(_told(found), ensure_ascii=False, indent=1, default=str))
        return
    typer.echo("\n".join(_lines(found)))


def verify(what: str, numbers_: Annotated[list[str] | None, typer.Argument(metavar="[NUMBER]...")] = None,
           as_json: AsJson = False) -> None:  # fmt: skip
    """Kiểm tra kết quả bốc thăm. Check the draw of a DAY here, or of the FILE that its page offers, with NUMBERs.

    Exit status 1 if it is not as committed to.
    """
    told = _of_file(Path(what), numbers_ or []) if Path(what).is_file() else _of_day(what, numbers_ or [])
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        typer.echo("\n".join(_said(told)))
    raise typer.Exit(0 if told["good"] else 1)


def _of_day(text: str, wanted: list[str]) -> dict[str, Any]:
    day = days.day(text, "DAY|FILE")
    if day is None or wanted:
        raise typer.BadParameter("YYYY-MM-DD, or a file and numbers", param_hint="DAY|FILE")
    found = queries.audit(day)
    return {
        "day": day.isoformat(), "good": found.good, "declarations": found.decisions, "taken": found.drawn,
        "faults": [
            *([_FAULTS["fits"]] if not found.fits else []), *([_FAULTS["late"]] if found.late else []),
            *(f"{number}: {_FAULTS['wrong']}" for number in found.wrong),
        ],
        "numbers": [],
    }  # fmt: skip


def _of_file(path: Path, wanted: list[str]) -> dict[str, Any]:
    try:
        told = verify_draw.read(str(path))
        wrong = verify_draw.faults(told)
        judged = [] if wrong else [verify_draw.judged(told, number) for number in wanted]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise typer.BadParameter(f"{path}: {error}", param_hint="DAY|FILE") from None
    return {
        "day": told.get("day"), "good": not wrong, "declarations": told.get("declarations"), "taken": told.get("taken"),
        "faults": [" / ".join(pair) for pair in wrong], "numbers": judged,
    }  # fmt: skip


_FAULTS = {
    "fits": "Khoá không khớp với cam kết. / The secret is not the one committed to.",
    "late": "Cam kết được công bố muộn. / The commitment was published after the day had begun.",
    "wrong": "số rút hoặc ngưỡng khác / its draws or threshold differ",
}


def _said(told: dict[str, Any]) -> list[str]:
    head = "đúng như cam kết / as committed to" if told["good"] else "KHÔNG ĐÚNG / NOT RIGHT"
    count = f"{told['declarations']} tờ khai / declarations, {told['taken']} trúng / taken"
    numbers_ = [
        f"{each['number']}: {each['draws']} {'TRÚNG / TAKEN' if each['inspection'] else 'không trúng / not taken'}"
        for each in told["numbers"]
    ]
    return [f"{told['day']}: {head}; {count}", *told["faults"], *numbers_]


def _told(found: figures.Report) -> dict[str, Any]:
    return {
        "since": found.scope.since, "until": found.scope.until, "office": found.scope.office,
        "cap_ppm": found.cap_ppm, "balance_millionths": found.balance.balance_millionths,
        "rate": found.rate._asdict(), "highest_prefix": found.highest._asdict(),
        "by_month": [each._asdict() for each in found.by_month],
        "by_source": [_yield(each) for each in found.by_source],
        "by_office": [_yield(each) for each in found.by_office],
        "by_rule": [
            {**_yield(each.yields), "since": each.since, "age_days": each.age_days, "last_hit": each.last_hit,
             "beside_draw": each.beside_draw}
            for each in found.by_rule
        ],
        "sample": {**found.sample._asdict(), "interval": found.sample.interval._asdict()},
        "missed": found.missed._asdict(), "required_by_law": [each._asdict() for each in found.ordered],
        "not_served": [{**each._asdict(), "subject": str(each.subject)} for each in found.unserved],
    }  # fmt: skip


def _yield(each: Yield) -> dict[str, Any]:
    return {**each._asdict(), "interval": each.interval._asdict()}


def _lines(found: figures.Report) -> list[str]:
    scope, rate = found.scope, found.rate
    left = numbers.fixed(found.balance.balance_millionths, ONE, 2, "vi")
    sample = found.sample
    return [
        f"{scope.since} – {scope.until} {scope.office}".rstrip(),
        f"Đã kiểm tra / inspected: {rate.inspected} / {rate.registered} = {amounts.share(rate.rate_ppm, 'vi')};"
        f" giới hạn / cap {amounts.rate(found.cap_ppm, 'vi')}; theo luật / by law {rate.legal}; còn / left {left}",
        "", _HEAD,
        *(_line(SOURCES[each.key].vi if each.key in SOURCES else each.key, each) for each in found.by_source), "",
        *(_line(each.key, each) for each in found.by_office), "",
        *(_line(each.yields.key, each.yields, _beside(each)) for each in found.by_rule),
        "",
        f"Bốc thăm / the draw: {sample.hits} / {sample.checked}, {_span(sample.interval)};"
        f" bỏ sót ước tính / likely missed {found.missed.likely} ({found.missed.low}–{found.missed.high})",
        f"Đề nghị chưa được chấp thuận / requests not granted:"
        f" {sum(not each.granted for each in found.unserved)} / {len(found.unserved)}",
    ]  # fmt: skip


_HEAD = (
    f"{'':24}{'chọn / chosen':>14}{'kết quả / recorded':>20}{'phát hiện / hits':>18}"
    f"{'tỷ lệ, 95 % / rate':>30}{'thuế / duty':>18}"
)


def _beside(each: RuleYield) -> str:
    words = VERDICTS[each.beside_draw]
    return f"{each.last_hit or '–'} {words.vi} / {words.en}"


def _line(name: str, each: Yield, more: str = "") -> str:
    duty = numbers.grouped(each.recovered, "vi")
    span = _span(each.interval) if each.checked else "–"
    return f"{name:24}{each.chosen:>14}{each.checked:>20}{each.hits:>18}{span:>30}{duty:>18}  {more}".rstrip()


def _span(interval: Any) -> str:
    rate, low, high = (amounts.share(ppm, "vi", 1) for ppm in interval)
    return f"{rate} ({low} – {high})"

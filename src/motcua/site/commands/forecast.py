"""The forecast on the command line: month, quarter and year, with the trials that it rests on."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any

import msgspec
import typer

from motcua.design.domain import amounts, times
from motcua.ground.services import clock
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.revenue.domain.forecasting import Forecast, Outlook
from motcua.revenue.domain.forecasting.naming import ENDS, METHODS
from motcua.revenue.queries import forecast as queries
from motcua.site.commands.days import day

_TITLE = Words("Dự báo thu, số liệu đến hết ngày %(day)s", "Forecast of revenue, to the end of %(day)s")
_BAND = Words("khoảng %(percent)s %%: %(low)s – %(high)s", "%(percent)s%% interval: %(low)s – %(high)s")
_HEADS = Words(
    "phương pháp | lần thử | số ngày | sai số TB (tỷ đ) | so với cùng kỳ | đúng khoảng 80 % | 95 % | lần kiểm",
    "method | origins | days | mean error (bn) | against naive | held by 80% | 95% | judged",
)


def forecast(
    as_of: Annotated[str, typer.Option("--as-of", help="Đến hết ngày / to the end of this day (YYYY-MM-DD)")] = "",
    as_json: Annotated[bool, typer.Option("--json")] = False,
    lang: Annotated[str, typer.Option(help="vi | en")] = "vi",
) -> None:
    """Dự báo thu tháng, quý, năm. The forecast of month, quarter and year; without a day, at the end of yesterday."""
    on = day(as_of, "--as-of") or law_day(clock.now()) - timedelta(days=1)
    try:
        told = queries.of(on)
    except Refusal as refusal:
        typer.echo(refusal.in_language(lang), err=True)
        raise typer.Exit(1) from None
    typer.echo(json.dumps(_plain(told), ensure_ascii=False, indent=1) if as_json else "\n".join(_lines(told, lang)))


def _plain(told: Forecast) -> Any:
    return msgspec.to_builtins(told)


def _lines(told: Forecast, lang: str) -> Iterator[str]:
    yield _TITLE.in_language(lang) % {"day": times.day(told.as_of, lang)}
    for each in told.outlooks:
        yield ""
        yield f"{ENDS[each.end].in_language(lang)} ({times.day(each.until, lang)})"
        yield f"  {amounts.dong_in_billions(each.value, lang)} · {METHODS[each.method].in_language(lang)}"
        yield from _bands(each, lang)
        yield from _tried(each, lang)


def _bands(each: Outlook, lang: str) -> Iterator[str]:
    for percent, low, high in ((80, each.low80, each.high80), (95, each.low95, each.high95)):
        if low is not None and high is not None:
            told = {"low": amounts.billions(low, lang), "high": amounts.billions(high, lang), "percent": percent}
            yield "  " + _BAND.in_language(lang) % told


def _tried(each: Outlook, lang: str) -> Iterator[str]:
    if each.tried:
        yield "  " + _HEADS.in_language(lang)
    for one in each.tried:
        held = ("–", "–")
        if one.checked:
            held = (amounts.share(one.covered80_ppm, lang, 1), amounts.share(one.covered95_ppm, lang, 1))
        cells = (
            METHODS[one.method].in_language(lang), one.origins, one.ahead, amounts.billions(one.mean_error, lang, 1),
            amounts.share(one.against_naive_ppm, lang, 1), *held, one.checked,
        )  # fmt: skip
        yield "  " + " | ".join(map(str, cells))

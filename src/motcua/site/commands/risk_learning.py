"""Risk on the command line: train a version of the model, and tell how well versions do."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from motcua.ground.services import clock
from motcua.risk import services
from motcua.risk.domain.errors import SetMissing
from motcua.risk.domain.published import Published, Result
from motcua.site.commands.days import day

AsJson = Annotated[bool, typer.Option("--json", help="In ra JSON / print JSON")]
GOAL_PPM = 990_000
"""The precision that the highest five in a hundred of the published set must reach."""


def train(
    until: Annotated[str, typer.Option(help="Chỉ dùng kết quả trước ngày / only findings before this day")] = "",
    as_json: AsJson = False,
) -> None:
    """Huấn luyện một phiên bản từ kết quả kiểm tra. Train a version on what inspections found; it is a challenger."""
    made = services.train(clock.now(), until=day(until, "--until"))
    told = {
        "no": made.no, "until": made.until_day.isoformat(), "rows": made.rows, "hits": made.hits,
        "fingerprint": made.fingerprint, "digest": made.digest, "held_out": json.loads(made.metrics)["held_out"],
    }  # fmt: skip
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo(f"Phiên bản / version {made.no}: {made.rows} kết quả / findings, {made.hits} vi phạm / violations")
    typer.echo(f"Dữ liệu / data {made.fingerprint}\nMô hình / model {made.digest}")


def evaluate(
    samples: Annotated[str, typer.Option(help="Thư mục bộ dữ liệu công khai / folder of the published set")] = "",
    as_json: AsJson = False,
) -> None:
    """Đánh giá mô hình theo thứ tự thời gian. Judge models in order of time, here or on the published set."""
    if samples:
        _published(Path(samples), as_json=as_json)
        return
    found = services.evaluate(clock.now())
    if as_json:
        rows = [
            {"month": each.month, "trained_on": each.trained_on, "auc_ppm": each.auc_ppm, **each.found._asdict()}
            for each in found
        ]
        typer.echo(json.dumps(rows))
        return
    typer.echo(f"{'Tháng / month':14}{'học / learned':>14}{'kiểm / judged':>14}{'vi phạm / hits':>15}{'AUC':>8}"
               f"{'bắt / caught':>14}{'thuế / duty':>13}")  # fmt: skip
    for each in found:
        typer.echo(
            f"{each.month:14}{each.trained_on:>14}{each.found.rows:>14}{each.found.hits:>15}{_part(each.auc_ppm):>8}"
            f"{_part(each.found.hits_ppm):>14}{_part(each.found.duty_ppm):>13}"
        )


def _published(samples: Path, *, as_json: bool) -> None:
    """Tell the figures; status 1 where the highest five in a hundred hold too few frauds, 2 without the set."""
    try:
        found = services.evaluate_published(samples)
    except SetMissing as refusal:
        typer.echo(f"{refusal.code}: {refusal.in_language('vi')}\n{refusal.in_language('en')}", err=True)
        raise typer.Exit(2) from None
    reached = found.whole.precision_ppm >= GOAL_PPM
    typer.echo(json.dumps(_told(found, reached=reached)) if as_json else _written(found, reached=reached))
    raise typer.Exit(0 if reached else 1)


def _told(found: Published, *, reached: bool) -> dict[str, Any]:
    parts = {"whole": found.whole._asdict(), "unseen_goods": found.unseen._asdict()}
    return {"trained_on": found.trained, "goal_ppm": GOAL_PPM, "reached": reached, **parts}


def _written(found: Published, *, reached: bool) -> str:
    head = f"{'':34}{'dòng / rows':>13}{'gốc / base':>13}{'P@5':>9}{'R@5':>9}{'AUC':>9}"
    lines = [f"Huấn luyện trên / trained on {found.trained}", head]
    lines.append(_line("Toàn bộ / the whole", found.whole))
    lines.append(_line("Hàng chưa từng gặp / unseen goods", found.unseen))
    verdict = "đạt / reached" if reached else "KHÔNG ĐẠT / FALLS SHORT"
    lines.append(f"P@5 >= {_part(GOAL_PPM)}: {verdict}")
    return "\n".join(lines)


def _line(name: str, each: Result) -> str:
    figures = (each.base_ppm, each.precision_ppm, each.recall_ppm, each.auc_ppm)
    base, *others = map(_part, figures)
    return f"{name:34}{each.rows:>13}{base:>13}" + "".join(f"{text:>9}" for text in others)


def _part(ppm: int) -> str:
    """Millionths as a decimal part of one; a dash where there is none."""
    return f"{ppm // 1_000_000}.{ppm % 1_000_000 // 100:04d}" if ppm >= 0 else "–"

"""`motcua verify`: the log against itself, its signatures and every table."""

import json
import sys
from typing import Annotated, Any

import typer

from motcua.ground.queries import verification
from motcua.ground.queries.verification import Report, Standing

AsJson = Annotated[bool, typer.Option("--json", help="In ra JSON / print JSON")]
Tables = Annotated[bool, typer.Option("--tables", help="Chỉ liệt kê các bảng / only list the tables")]
_STANDING = {
    "covered": "bảo đảm / covered",
    "checked": "kiểm tra / checked",
    "excused": "miễn / excused",
    "": "KHÔNG CÓ / NONE",
}


def run(tables: Tables = False, as_json_: AsJson = False) -> None:
    """Kiểm tra nhật ký và mọi bảng. Check the log and all tables; exit status 1 if anything is not as it says."""
    good = _tables(as_json=as_json_) if tables else _verify(as_json=as_json_)
    raise typer.Exit(0 if good else 1)


def _verify(*, as_json: bool) -> bool:
    stderr = sys.stderr.isatty()
    report = verification.verify(progress=lambda stage: typer.echo(f"… {stage}", err=True) if stderr else None)
    typer.echo(json.dumps(_told(report), ensure_ascii=False) if as_json else _written(report))
    return report.good


def _tables(*, as_json: bool) -> bool:
    found = verification.standings()
    if as_json:
        typer.echo(json.dumps([_standing(each) for each in found], ensure_ascii=False))
    else:
        typer.echo("\n".join(map(_line, found)))
    return all(each.standing for each in found)


def _told(report: Report) -> dict[str, Any]:
    return {
        "good": report.good,
        "leaves": report.leaves,
        "rows": report.rows,
        "tree": report.size,
        "heads": report.heads,
        "receipts": report.receipts,
        "files": report.files,
        "seconds": {stage: round(seconds, 3) for stage, seconds in report.seconds.items()},
        "faults": [
            {"place": found.place, "message_vi": found.words.vi, "message_en": found.words.en}
            for found in report.faults
        ],
        "more": report.more,
    }


def _written(report: Report) -> str:
    lines = [f"{found.place}: {found.words.vi}\n    {found.words.en}" for found in report.faults]
    if report.more:
        lines.append("… còn nữa / and more")
    seconds = sum(report.seconds.values())
    lines.append(
        f"{report.leaves} lá / leaves, {report.rows} dòng / rows, {report.size} trong cây / in the tree,"
        f" {report.heads} gốc đã ký / signed heads, {report.receipts} nhóm biên nhận / receipt groups,"
        f" {report.files} tệp / files, {seconds:.1f} s"
    )
    lines.append("Đúng / good" if report.good else f"{len(report.faults)} chỗ sai / faults")
    return "\n".join(lines)


def _standing(each: Standing) -> dict[str, Any]:
    return {
        "table": each.table,
        "standing": each.standing or None,
        "by": list(each.names),
        "reason_vi": each.reason.vi,
        "reason_en": each.reason.en,
        "columns_excused": dict(each.columns_excused),
    }


def _line(each: Standing) -> str:
    told = ", ".join(each.names) if each.names else f"{each.reason.vi} / {each.reason.en}".strip(" /")
    columns = "".join(f"\n    {column}: {reason}" for column, reason in each.columns_excused)
    return f"{each.table:34} {_STANDING[each.standing]:22} {told}{columns}"

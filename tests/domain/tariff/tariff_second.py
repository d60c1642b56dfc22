"""A second look-up of the packaged rates: plain reading of the CSV files, row by row, written from `data/README.md`.

It knows no columns, layers or days' books: for a schedule, a line, an origin and a day it reads every row of the file.
"""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parents[3] / "src" / "motcua" / "tariff" / "data"
ASIDE = {"claimed", "inland", "out of quota"}
"""Conditions of rows that are printed beside the rate and are not it."""
REMEDIES = {"SAFEGUARD", "ANTIDUMPING", "COUNTERVAILING"}


class Answer(NamedTuple):
    """What the files say: `rate` as it is written (or `none`, `held`, `name a code`, `not begun`), and its row's id."""

    rate: str
    row: str = ""


@cache
def rows(schedule: str) -> dict[str, list[dict[str, str]]]:
    """The rows of a schedule's file by code; empty where there is no file."""
    path = DATA / "rates" / f"{schedule.lower()}.csv"
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found[row["code"]].append(row)
    return found


@cache
def members(schedule: str) -> frozenset[str]:
    """The parties of a schedule; none written is anybody."""
    with (DATA / "schedules.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(next(row for row in csv.DictReader(file) if row["key"] == schedule)["members"].split())


@cache
def begins(schedule: str) -> str:
    """The first day that a schedule's file speaks of; far away where it has no file."""
    return min((row["since"] for few in rows(schedule).values() for row in few), default="9999-12-31")


@cache
def divided(schedule: str) -> frozenset[str]:
    """Lines of eight digits with longer codes in the file."""
    return frozenset(code[:8] for code in rows(schedule) if len(code) > 8)


def look_up(schedule: str, code: str, origin: str, day: str, claim: str = "") -> Answer:
    """The rate of a line for an origin on a day (as it is written, `2023-05-02`)."""
    if day < begins(schedule):
        return Answer("not begun")
    if members(schedule) and origin not in members(schedule):
        return Answer("none")
    if code in divided(schedule):
        return Answer("held")
    in_force = [
        row for row in rows(schedule).get(code, ())
        if row["since"] <= day <= (row["until"] or "9999-12-31") and row["condition"] not in ASIDE
    ]  # fmt: skip
    for_origin = [row for row in in_force if _for(row, origin)]
    picked = [row for row in for_origin if row.get("claim") and row["claim"] == claim]
    free = [row for row in for_origin if not row.get("claim")]
    own = [row for row in free if row["origins"]] or [row for row in free if not row["origins"]]
    chosen = picked or own
    if chosen:
        return Answer("none" if chosen[0]["rate"] == "absent" else chosen[0]["rate"], chosen[0]["id"])
    return Answer("name a code" if for_origin and schedule not in REMEDIES else "none")


def vat(code: str, day: str, claimed: str) -> Answer:
    """The VAT of a line: the row without a condition, or the one whose rate is that of the code claimed."""
    with (DATA / "vat_codes.csv").open(encoding="utf-8", newline="") as file:
        of_code = {row["code"]: row["rate"] for row in csv.DictReader(file)}
    in_force = [row for row in rows("VAT").get(code, ()) if row["since"] <= day <= (row["until"] or "9999-12-31")]
    for row in in_force:
        if row["rate"] == of_code.get(claimed) if claimed else row["condition"] != "claimed":
            return Answer(row["rate"], row["id"])
    return Answer("none")


def _for(row: dict[str, str], origin: str) -> bool:
    return origin not in row["excluded"].split() and (not row["origins"] or origin in row["origins"].split())

"""Figures of the border: vehicles and passengers at the gates, ships' movements, forms D."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from motcua.crossings.queries import people_statistics as people
from motcua.crossings.queries import statistics as vehicles
from motcua.kernel.words import Words
from motcua.manifests.queries import statistics as manifests
from motcua.origin.queries import statistics as origin


class Counted(NamedTuple):
    """A figure that is a count: how it is counted from a day to a day, and the rows that were counted."""

    id: str
    unit: str
    words: Words
    count: Callable[[date, date], int]
    rows: Callable[[date, date], Iterator[dict[str, object]]]
    grows: bool = True


COUNTED = (
    Counted("S3.vehicles", "vehicles", Words("Phương tiện xuất, nhập cảnh", "Vehicles that crossed"),
            vehicles.total, vehicles.rows),
    Counted("S3.passengers", "passengers", Words("Hành khách xuất, nhập cảnh", "Passengers who crossed"),
            people.passengers, people.rows),
    Counted("S6.manifest_movements", "movements", Words("Phương tiện qua E-Manifest", "Movements by e-manifest"),
            manifests.total, manifests.rows, grows=False),
    Counted("S7.form_d", "certificates", Words("C/O mẫu D qua Một cửa ASEAN", "Forms D by the ASEAN single window"),
            origin.received, origin.rows, grows=False),
)  # fmt: skip
_BY_ID = {each.id: each for each in COUNTED}


def labels() -> dict[str, Words]:
    """What each figure and its growths are called."""
    found = {each.id: each.words for each in COUNTED}
    for each in COUNTED:
        if each.grows:
            vi, en = each.words.vi, each.words.en
            found[f"{each.id}_growth"] = Words(f"{vi} so với cả năm trước", f"{en}, against the whole year before")
            found[f"{each.id}_growth_same_period"] = Words(f"{vi} so với cùng kỳ", f"{en}, against the same period")
    return found


def of_figure(figure: str) -> Counted | None:
    """What a figure or its growth is counted by; None for others."""
    return _BY_ID.get(figure.removesuffix("_same_period").removesuffix("_growth"))

"""The forecast among the figures of the annual report."""

from collections.abc import Iterator
from datetime import date

from motcua.design.domain import amounts
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.reports.domain.figures import Figure
from motcua.revenue.queries import forecast

ID = "S1.forecast"
LABEL = Words("Dự báo thu đến hết năm", "Forecast of the year's revenue")


def figures(year: int, as_of: date) -> Iterator[Figure]:
    """What the year will bring, told at the end of the day; none where too little is known to tell."""
    try:
        told = forecast.of(as_of).year
    except Refusal:
        return
    text = Words(*(amounts.dong_in_billions(told.value, language) for language in ("vi", "en")))
    rows = f"motcua report rows {ID} --year {year} --as-of {as_of.isoformat()}"
    yield Figure(ID, LABEL, told.value, "VND", text, rows)

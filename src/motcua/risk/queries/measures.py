"""Why a declaration was chosen, in words: the profile that spoke and, of a model, the three largest reasons."""

from datetime import date

from motcua.kernel.words import Words
from motcua.risk import models, queries
from motcua.risk.domain.decision import SPEAKERS
from motcua.risk.domain.profiles import Profile
from motcua.risk.domain.reasons import read_reasons


def profile(code: str, day: date) -> Profile | None:
    """The profile of a code as it was in force on a day; None where there is none."""
    try:
        return queries.book_on(day)[code]
    except KeyError:
        return None


def spoken(code: str, day: date) -> Words | None:
    """What stands in `rule` or `unserved`, in words: the draw, the model or the profile of that day; None for none."""
    found = profile(code, day)
    return found.words if found else SPEAKERS.get(code)


def reasons(subject: int) -> list[Words]:
    """The reasons that a model gave for inspecting it, the largest first; none where no model chose. For officers."""
    told = models.Measure.objects.filter(pk=subject).values_list("reasons", flat=True).first()
    return [Words(each.vi, each.en) for each in read_reasons(told)] if told else []

"""What control watches: which entries a vehicle meets on a day, and which vehicles crossed that it watches."""

from collections.abc import Iterable
from datetime import date

from motcua.crossings.domain.plates import fold
from motcua.crossings.models import Crossing, TakenBack, Watched
from motcua.kernel.words import Words

_SEEN = Words(
    "Có trong danh sách theo dõi (%s). Báo lực lượng kiểm soát, không nói với lái xe.",
    "On the watch list (%s). Tell control; say nothing to the driver.",
)


def entries(plate: str, boxes: Iterable[str], day: date) -> list[str]:
    """The numbers of entries that a plate or a container meets on a day."""
    asked = [fold(plate), *(fold(box) for box in boxes)]
    rows = Watched.objects.filter(value__in=asked, verb="watch", since__lte=day, until__gte=day).order_by("leaf")
    found = list(rows.values_list("number", flat=True))
    if not found:
        return []
    over = Watched.objects.filter(number__in=found, verb="stop", since__lte=day)
    stopped = set(over.values_list("number", flat=True))
    return [number for number in found if number not in stopped]


def remarks(plate: str, boxes: Iterable[str], day: date) -> list[Words]:
    """What the officer in the lane is told; it stops nobody."""
    return [Words(_SEEN.vi % number, _SEEN.en % number) for number in entries(plate, boxes, day)]


def crossed(plate: str, since: date, until: date) -> list[Crossing]:
    """The crossings of a plate between two days that stand, the latest first."""
    rows = list(Crossing.objects.filter(plate=plate, day__gte=since, day__lte=until).order_by("-leaf", "-no")[:500])
    undone = TakenBack.objects.filter(crossing_leaf__in=[each.leaf for each in rows])
    back = set(undone.values_list("crossing_leaf", "crossing_no"))
    return [each for each in rows if (each.leaf, each.no) not in back]

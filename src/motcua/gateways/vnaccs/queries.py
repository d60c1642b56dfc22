"""Every read of the gateway: past loads, what was wrong in them, and the files as they arrived."""

from collections.abc import Iterator

import msgspec

from motcua.gateways.vnaccs.models import Arrival, Count, Fault, Load
from motcua.ground.services import files
from motcua.kernel.refusals import NotFound


class PastLoad(msgspec.Struct, frozen=True):
    """A load with its counts by kind and the names of its files."""

    load: Load
    counts: dict[str, Count]
    names: tuple[str, ...]

    def sum(self, name: str) -> int:
        """A count over all kinds."""
        return sum(getattr(count, name) for count in self.counts.values())


def loads(start: int = 0, count: int = 20) -> list[PastLoad]:
    """Past loads, the latest first."""
    held = list(Load.objects.order_by("-leaf")[start : start + count])
    counts: dict[int, dict[str, Count]] = {}
    for each in Count.objects.filter(leaf__in=[load.leaf for load in held]):
        counts.setdefault(each.leaf, {})[each.kind] = each
    names: dict[int, list[str]] = {}
    for arrival in Arrival.objects.filter(leaf__in=[load.arrival for load in held]).order_by("no"):
        names.setdefault(arrival.leaf, []).append(arrival.name)
    return [PastLoad(load, counts.get(load.leaf, {}), tuple(names.get(load.arrival, ()))) for load in held]


def how_many() -> int:
    """How many loads there were."""
    return Load.objects.count()


def load(leaf: int) -> PastLoad:
    """One load. NotFound if there is none."""
    found = Load.objects.filter(pk=leaf).first()
    if found is None:
        raise NotFound(what=f"load/{leaf}")
    counts = {each.kind: each for each in Count.objects.filter(leaf=leaf)}
    return PastLoad(found, counts, tuple(each.name for each in arrival(found.arrival)))


def loaded(leaf: int) -> list[int]:
    """The loads of an arrival, the first first."""
    return list(Load.objects.filter(arrival=leaf).order_by("leaf").values_list("leaf", flat=True))


def arrival(leaf: int) -> list[Arrival]:
    """The files that arrived together. NotFound if there are none of that leaf."""
    found = list(Arrival.objects.filter(leaf=leaf).order_by("no"))
    if not found:
        raise NotFound(what=f"arrival/{leaf}")
    return found


def content(arrived: Arrival) -> bytes:
    """A file byte for byte as it arrived."""
    return files.read(arrived.file)


def faults(leaf: int, count: int = 0) -> Iterator[Fault]:
    """What was wrong in a load, in order of place; the first `count` if given."""
    found = Fault.objects.filter(leaf=leaf).order_by("no")
    yield from (found[:count] if count else found).iterator()

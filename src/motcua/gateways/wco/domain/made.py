"""Made: an element to be written, with what the fields give below it and what was kept."""

from collections.abc import Sequence

from motcua.gateways.wco.domain.shapes import Shape

Rank = tuple[int, ...]


class Made:
    """An element. `marks` are the texts that say the same at a marker; `at` is its position if that is fixed.

    What fields give stands by rank, what was kept by position; both together make the children of a name.
    """

    __slots__ = ("_given", "_kept", "_order", "at", "attributes", "marks", "name", "rank", "shape", "text", "value")

    def __init__(self, name: str, rank: Rank = ()) -> None:
        self.name = name
        self.rank = rank
        self.text = ""
        self.attributes: dict[str, str] = {}
        self.shape: Shape | None = None
        self.value: object = None
        self.marks: tuple[str, ...] = ()
        self.at = 0
        self._given: dict[str, dict[Rank, Made]] = {}
        self._kept: dict[str, dict[int, Made]] = {}
        self._order: dict[str, list[Made]] = {}

    def child(self, name: str, rank: Rank = ()) -> "Made":
        """The child of that name and rank, made if it is not there."""
        same = self._given.setdefault(name, {})
        found = same.get(rank)
        if found is None:
            self._order.pop(name, None)
            found = same[rank] = Made(name, rank)
        return found

    def find(self, name: str, rank: Rank = ()) -> "Made | None":
        """The child of that name and rank, if it is there."""
        return self._given.get(name, {}).get(rank)

    def given(self, name: str) -> "Sequence[Made]":
        """What fields give of that name, in the order of ranks."""
        found = self._order.get(name)
        if found is None:
            same = self._given.get(name, {})
            found = self._order[name] = [same[rank] for rank in sorted(same)]
        return found

    def kept(self, name: str, position: int) -> "Made":
        """What was kept of that name at a position, made if it is not there."""
        found = self._kept.setdefault(name, {}).get(position)
        if found is None:
            found = self._kept[name][position] = Made(name)
            found.at = position
        return found

    def remove(self, name: str) -> None:
        """Take away all children of that name."""
        for held in (self._given, self._kept, self._order):
            held.pop(name, None)

    def names(self) -> "Sequence[str]":
        """The names of its children."""
        return [*self._given, *(name for name in self._kept if name not in self._given)]

    def lined(self, name: str) -> "Sequence[Made]":
        """The children of that name: those with a fixed position at it, the others in their order in the gaps."""
        given = self.given(name)
        kept = self._kept.get(name)
        if not kept and not any(each.at for each in given):
            return given
        free = iter([each for each in given if not each.at])
        fixed = [*(each for each in given if each.at), *(kept or {}).values()]
        found: list[Made] = []
        for each in sorted(fixed, key=lambda each: each.at):
            while len(found) < each.at - 1 and (next_ := next(free, None)) is not None:
                found.append(next_)
            found.append(each)
        return [*found, *free]

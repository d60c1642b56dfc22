"""Pages of a long list, counted no further than needed."""

from collections.abc import Iterator

import msgspec


class Page(msgspec.Struct, frozen=True):
    """Where in a list a reader is.

    `found` rows are known to match; `more` says that counting stopped there and others may follow.
    """

    number: int
    size: int
    found: int
    more: bool = False

    @property
    def last(self) -> int:
        """The number of the last page that can be opened; 1 for an empty list."""
        return max(1, -(-self.found // self.size))

    @property
    def start(self) -> int:
        """Rows before this page."""
        return (self.number - 1) * self.size

    @property
    def first_row(self) -> int:
        """The number of the first row shown, from 1; 0 for an empty list."""
        return self.start + 1 if self.found else 0

    @property
    def last_row(self) -> int:
        """The number of the last row shown."""
        return min(self.start + self.size, self.found)

    @property
    def previous(self) -> int:
        """The page before."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The page after."""
        return self.number + 1

    def around(self) -> Iterator[int]:
        """Page numbers to offer: the ends, the present and its neighbours; 0 stands for a gap."""
        wanted = sorted({1, self.last, *range(max(1, self.number - 1), min(self.last, self.number + 1) + 1)})
        before = 0
        for number in wanted:
            if number > before + 1:
                yield 0
            yield number
            before = number


def page(number: int, size: int, found: int, more: bool = False) -> Page:
    """The page asked for, or the nearest there is."""
    last = max(1, -(-found // size))
    return Page(number=min(max(1, number), last), size=size, found=found, more=more)

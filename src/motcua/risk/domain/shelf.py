"""The shelf: packaged profiles and those written on the site, and which of them make the book of a day."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from motcua.risk.domain.profiles import Profile, ProfileBook, packaged


class Entry(msgspec.Struct, frozen=True):
    """A version that was approved: its profile from its first day, and the day from which it is retired.

    `leaf` is the version's: of two of one code that begin on the same day the one written later counts.
    """

    leaf: int
    profile: Profile
    retired: date | None = None

    def begins(self) -> bool:
        """Whether it comes into force at all."""
        return self.retired is None or self.retired > self.profile.since

    def in_force(self, day: date) -> bool:
        """Whether it is used on that day, retirement included."""
        return self.profile.in_force(day) and (self.retired is None or day < self.retired)


class Shelf:
    """All profiles with their days. Of one code the version that began last counts, also when it has ended."""

    def __init__(self, entries: Iterable[Entry] = (), retired: Mapping[str, date] | None = None) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for entry in sorted(entries, key=lambda each: (each.profile.since, each.leaf)):
            if entry.begins():
                self._entries.setdefault(entry.profile.code, []).append(entry)
        self._retired = dict(retired or {})
        self._days: dict[date, ProfileBook] = {}
        self._books: dict[tuple[tuple[str, date, int], ...], ProfileBook] = {}

    def book(self, day: date) -> ProfileBook:
        """The profiles in force on a day; days with the same profiles share one book."""
        found = self._days.get(day)
        if found is None:
            chosen = self._chosen(day)
            made = tuple((profile.code, profile.since, leaf) for profile, leaf in chosen)
            if made not in self._books:
                self._books[made] = ProfileBook(profile for profile, _ in chosen)
            found = self._days[day] = self._books[made]
        return found

    def standing(self, code: str, day: date) -> Entry | None:
        """The version written on the site that counts for a code on a day, in force or ended; None before the first."""
        begun = [entry for entry in self._entries.get(code, ()) if entry.profile.since <= day]
        return begun[-1] if begun else None

    def packaged_in_force(self, profile: Profile, day: date) -> bool:
        """Whether a packaged profile is used on a day: not retired, and no version of the site has begun."""
        retired = self._retired.get(profile.code)
        return (
            profile.in_force(day)
            and (retired is None or day < retired)
            and self.standing(profile.code, day) is None
        )  # fmt: skip

    def over(self, first: date, last: date) -> list[Profile]:
        """The profiles in force on any of some days, both included, each code once as it was last; by kind and code."""
        days = (date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))
        found = {profile.code: profile for day in days for profile in self.book(day)}
        return list(ProfileBook(found.values()))

    def _chosen(self, day: date) -> list[tuple[Profile, int]]:
        held = [(each, 0) for each in packaged() if self.packaged_in_force(each, day)]
        for code in self._entries:
            entry = self.standing(code, day)
            if entry is not None and entry.in_force(day):
                held.append((entry.profile, entry.leaf))
        return held


PACKAGED = Shelf()
"""Where nothing has been written on the site."""

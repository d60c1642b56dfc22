"""Preferences of a person, kept with the account."""

from datetime import date

from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotAllowed
from motcua.people.domain import Preferences
from motcua.people.domain.preferences import check
from motcua.people.models import Preference
from motcua.reference import domain as reference


def prefer(wanted: Preferences, *, by: Actor, on: date) -> None:
    """Keep what somebody prefers. BadPreference, UnknownOffice, NotAllowed for programs."""
    if by.kind != "person":
        raise NotAllowed(who=by.name, act="prefer")
    check(wanted)
    if wanted.office:
        reference.office(wanted.office, on)
    Preference.objects.update_or_create(
        account_id=by.account,
        defaults={
            "language": wanted.language, "theme": wanted.theme, "density": wanted.density,
            "page_size": wanted.page_size, "office": wanted.office,
            "notices": " ".join(sorted(wanted.notices | {"site"})),
        },
    )  # fmt: skip

"""The record of every right, with the mandates of agents among them."""

from collections.abc import Iterator

from django.db.models import Q

from motcua.kernel.words import Words
from motcua.parties.models import Mandate
from motcua.people.queries import rights as people
from motcua.people.queries.rights import KIND_MANDATE, MOST, Right, Told, Wanted


def record(wanted: Wanted) -> list[Told]:
    """Every right that is asked for, the newest first, with who gave and ended it."""
    found = [*people.rights(wanted), *filter(wanted.keeps, _mandates(wanted))]
    return people.told(sorted(found, key=lambda right: -right.given))


def _mandates(wanted: Wanted) -> Iterator[Right]:
    """Mandates that were accepted; one to a party is no right of a person, so a person has none of their own."""
    if wanted.account:
        return
    rows = Mandate.objects.select_related("accepted", "ended").exclude(accepted=None).order_by("-leaf")
    if wanted.party:
        rows = rows.filter(Q(principal=wanted.party) | Q(agent=wanted.party))
    for row in rows[:MOST]:
        held, ended = row.to_domain(), getattr(row, "ended", None)
        if wanted.office and held.offices and wanted.office not in held.offices:
            continue
        acts = people.acts_words(held.acts)
        what = Words(f"khai thay {row.principal}: {acts.vi}", f"acts for {row.principal}: {acts.en}")
        yield Right(
            f"party/{row.agent}", KIND_MANDATE, what, " ".join(sorted(held.offices)), row.principal, held.since,
            held.last, row.leaf, ended.leaf if ended else 0,
        )  # fmt: skip

"""Rows as programs are told of them."""

import msgspec

from motcua.declarations.domain.shown import Receipt
from motcua.dossiers.domain.life import ACT_WORDS, INNER, NUMBERS, State
from motcua.dossiers.domain.shown import DossierListed, DossierShown, DossierStep, DossierTaken
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import one
from motcua.ground import queries as ground


def listed(row: Dossier) -> DossierListed:
    """A dossier of the list."""
    here = f"/api/dossiers/{row.number}"
    links = {"self": here, "result": f"{here}/result", "page": f"/dossiers/{row.number}/"}
    return DossierListed(
        row.number, row.code, row.version_id, row.office, row.party, row.state, NUMBERS[State(row.state)],
        row.lodged_at, row.received_at, row.due_at, row.apology_at, row.done_at, row.returned_at, row.lateness,
        row.fee_dong, bool(row.originals), links,
    )  # fmt: skip


def taken(row: Dossier, leaf: int) -> DossierTaken:
    """A dossier with the receipt of its sending of that leaf."""
    receipt = msgspec.convert(ground.receipt(leaf), Receipt)
    return DossierTaken(**msgspec.structs.asdict(listed(row)), receipt=receipt)


def shown(row: Dossier) -> DossierShown:
    """A dossier whole."""
    acts, sent = one.acts(row.pk), one.sendings(row.pk)
    timeline = tuple(
        DossierStep(
            each.verb, ACT_WORDS[each.verb].vi, ACT_WORDS[each.verb].en, each.state, each.at, each.step,
            "" if each.verb in INNER else each.note, str(each.leaf),
        )
        for each in acts
    )  # fmt: skip
    waits = one.points(acts) if row.state == State.SUPPLEMENT else ()
    return DossierShown(listed(row), waits, one.answers(sent), timeline)

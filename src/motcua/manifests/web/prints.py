"""The print: a dossier as PDF, with a QR to the public check of its last receipt."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design import printing
from motcua.design.asking import actor_of
from motcua.design.domain import amounts, numbers, times
from motcua.design.printing import Sheet, Table
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.kernel.actor import Actor
from motcua.manifests.domain.life import DIRECTION_WORDS, KIND_WORDS, PAPER_WORDS, STATE_WORDS, STEPS, Paper, State
from motcua.manifests.models import Call, Document
from motcua.manifests.queries import one as queries
from motcua.manifests.web import words
from motcua.manifests.web.case import facts

MOST = 400
"""Bills on paper; all are in the CSV of the manifest."""


@require_safe
def printed(request: HttpRequest, number: str) -> HttpResponse:
    """The dossier as PDF."""
    actor, now = actor_of(request), clock.now()
    call = queries.find(number, actor)
    made = printing.pdf(_sheet(request, call, actor), now)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="dossier-{call.number}.pdf"'
    return answer


def _sheet(request: HttpRequest, call: Call, actor: Actor) -> Sheet:
    foot = _("Printed %(at)s from the register; only the register is the original.") % {
        "at": times.moment(clock.now(), language())
    }  # fmt: skip
    documents = queries.documents(call, actor)
    word = ground.check_word(call.leaf)
    address = request.build_absolute_uri(reverse("ground:by_word", args=[word]))
    return Sheet(
        lang=language(), house=say(words.office(call.office, call.opened_on)), title=_("Dossier of a ship's call"),
        under=f"{call.number} · {say(DIRECTION_WORDS[call.direction])} · {call.vessel_name} {call.voyage} · "
        f"{say(STATE_WORDS[State(call.state)])}",
        foot=foot, facts=tuple(facts(call)), tables=(_papers(documents), *_bills(documents), _steps(call, documents)),
        qr=printing.qr(address), qr_words=_("Check word: %(word)s") % {"word": word},
    )  # fmt: skip


def _papers(documents: list[Document]) -> Table:
    heads = (_("Document"), _("Number"), _("State"), _("Lodged"), _("Due"), _("Version"))
    spoken = language()
    rows = tuple(
        (
            say(KIND_WORDS[each.kind]), each.number or "–", say(PAPER_WORDS[Paper(each.state)]),
            times.short_moment(each.lodged_at, spoken) if each.lodged_at else "–",
            times.short_moment(each.due_at, spoken) if each.due_at else "–", str(each.version or "–"),
        )
        for each in documents
    )  # fmt: skip
    return Table(_("Documents"), heads, rows, 0)


def _bills(documents: list[Document]) -> Iterator[Table]:
    heads = (_("Bill"), _("Goods"), _("Consignee"), _("Packages"), _("Gross weight"))
    spoken = language()
    for document in documents:
        if document.kind not in ("cargo", "house") or not document.version or document.state == Paper.CANCELLED:
            continue
        rows = tuple(
            (
                row.number or "–", row.description, row.consignee_name,
                f"{numbers.grouped(row.packages, spoken)} {row.package_unit}",
                amounts.quantity(row.gross_e4, "kg", spoken),
            )
            for row in queries.bills(document)[:MOST]
        )  # fmt: skip
        yield Table(f"{say(KIND_WORDS[document.kind])} {document.number}", heads, rows, 1, (3, 4))


def _steps(call: Call, documents: list[Document]) -> Table:
    named = {each.pk: each for each in documents}
    rows = tuple(
        (
            times.short_moment(each.at, language()), say(STEPS[each.verb]),
            say(KIND_WORDS[named[each.document_id].kind]) if each.document_id in named else "", each.note,
        )
        for each in queries.steps(call) if each.document_id in (0, *named)
    )  # fmt: skip
    return Table(_("Events"), (_("When"), _("What"), _("Document"), _("Note")), rows, 3)

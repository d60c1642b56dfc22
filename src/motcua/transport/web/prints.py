"""The print: a transport as PDF with a QR to the public check of its receipt."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.design import printing
from motcua.design.asking import actor_of
from motcua.design.domain import times
from motcua.design.printing import Sheet, Table
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.transport.domain.life import STATE_WORDS, State
from motcua.transport.domain.message import Box, Cargo
from motcua.transport.models import Transport
from motcua.transport.queries import one as queries
from motcua.transport.web import words
from motcua.transport.web.case import cargo as shown
from motcua.transport.web.case import facts


@require_safe
def printed(request: HttpRequest, number: str) -> HttpResponse:
    """The transport declaration as PDF, which travels with the goods."""
    now = clock.now()
    found = queries.find(number, actor_of(request))
    made = printing.pdf(_sheet(request, found), now)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="transport-{found.number}.pdf"'
    return answer


def _sheet(request: HttpRequest, found: Transport) -> Sheet:
    message = queries.message(found)
    foot = _("Printed %(at)s from the register; only the register is the original.") % {
        "at": times.moment(clock.now(), language())
    }  # fmt: skip
    qr, qr_words = _qr(request, found)
    heads = (_("Cargo number"), _("Goods"), _("Packages"), _("Gross weight"))
    cargo = Table(_("Cargo"), heads, tuple(map(_line, message.cargo)), 1, (2, 3))
    return Sheet(
        lang=language(), house=say(words.office(found.office, found.registered_on)),
        title=_("Transport declaration"),
        under=f"{found.number} · {say(STATE_WORDS[State(found.state)])} · {found.party_name} ({found.party})",
        foot=foot, facts=tuple(facts(found, message)), tables=(cargo, *_sealed(found, message.containers)),
        qr=qr, qr_words=qr_words,
    )  # fmt: skip


def _line(cargo: Cargo) -> tuple[str, ...]:
    told = shown(cargo)
    return cargo.number, cargo.description, told["packages"], told["weight"]


def _sealed(found: Transport, declared: tuple[Box, ...]) -> Iterator[Table]:
    """Seals as declared, at departure and at arrival, as far as there are some."""
    for title, boxes in (
        (_("Containers and seals as declared"), declared),
        (_("Containers and seals at departure"), queries.departed(found.id)),
        (_("Containers and seals at arrival"), queries.arrived(found.id)),
    ):
        if boxes:
            rows = tuple((box.number or "–", ", ".join(box.seals) or "–") for box in boxes)
            yield Table(title, (_("Container"), _("Seals")), rows, 1)


def _qr(request: HttpRequest, found: Transport) -> tuple[str, str]:
    word = ground.check_word(found.id)
    address = request.build_absolute_uri(reverse("ground:by_word", args=[word]))
    return printing.qr(address), _("Check word: %(word)s") % {"word": word}

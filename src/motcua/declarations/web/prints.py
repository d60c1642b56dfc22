"""Prints: declaration, tax notice, inspection record and receipt as PDF, each with a QR to the public check.

The list for the gate leads its QR to the officer's page instead: what may pass is what the register says then.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.declarations.models import Declaration, Item
from motcua.declarations.queries import inspections, passages
from motcua.declarations.queries import one as queries
from motcua.declarations.web import gate, sheet, words
from motcua.declarations.web.inspection import shown
from motcua.design import printing
from motcua.design.asking import actor_of
from motcua.design.domain import amounts, numbers, times
from motcua.design.printing import Fact, Sheet, Signer, Table
from motcua.design.templatetags.figures import language, say
from motcua.ground import queries as ground
from motcua.ground.services import clock
from motcua.revenue import queries as revenue

LINES = 1_000
Told = dict[str, Any]


@require_safe
def printed(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """One of them as PDF. Http404 where there is nothing of that kind."""
    actor = actor_of(request)
    found = queries.find(number, actor)
    make = KINDS.get(kind)
    told = make(found) if make else None
    if told is None:
        raise Http404
    now = clock.now()
    made = printing.pdf(_sheet(request, found, told, now), now)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{kind}-{found.number}.pdf"'
    return answer


def _sheet(request: HttpRequest, found: Declaration, told: Told, now: datetime) -> Sheet:
    foot = _("Printed %(at)s from the register; only the register is the original.") % {
        "at": times.moment(now, language())
    }  # fmt: skip
    qr, qr_words = _to_gate(request, found) if told.pop("gate", False) else _qr(request, found)
    office = say(words.office(found.office, found.registered_on))
    return Sheet(lang=language(), house=office, foot=foot, qr=qr, qr_words=qr_words, **told)


def _qr(request: HttpRequest, found: Declaration) -> tuple[str, str]:
    """The check of the receipt as QR, and its word; nothing for a declaration that has no receipt of ours."""
    if ground.receipt(found.id) is None:
        return "", ""
    word = ground.check_word(found.id)
    return _drawn(request, "ground:by_word", word), _("Check word: %(word)s") % {"word": word}


def _to_gate(request: HttpRequest, found: Declaration) -> tuple[str, str]:
    return _drawn(request, "declarations:passage", found.number), found.number


def _drawn(request: HttpRequest, name: str, argument: str) -> str:
    return printing.qr(request.build_absolute_uri(reverse(name, args=[argument])))


def _under(found: Declaration) -> str:
    head = sheet.head(found)
    return f"{found.number} · {found.procedure} {say(head['procedure'])} · {found.party_name} ({found.party})"


def _facts(found: Declaration) -> tuple[Fact, ...]:
    version = queries.versions(found.id)[-1]
    head = sheet.head(found)
    first = (
        Fact(_("Registered"), times.moment(found.registered_at, language())),
        Fact(_("Channel"), say(words.channel(found.channel))), Fact(_("State"), say(head["state"])),
        Fact(_("Version"), str(found.version)),
    )  # fmt: skip
    rest = (Fact(say(each["label"]), str(each["value"]), str(each["hint"])) for each in sheet.facts(found, version))
    return (*first, *rest)


def declaration(found: Declaration) -> Told:
    """The version in force: header, goods, taxes."""
    rows = tuple(_goods(item) for item in queries.items(found.id, found.version, 0, LINES))
    heads = ("", _("Goods, HS code"), _("Origin"), _("Quantity"), _("Customs value (dong)"), _("Taxes (dong)"))
    return {
        "title": _("Customs declaration"), "under": _under(found), "facts": _facts(found),
        "tables": (Table(_("Goods"), heads, rows, 1, (3, 4, 5)), _taxes(found)),
    }  # fmt: skip


def _goods(item: Item) -> tuple[str, ...]:
    spoken = language()
    total = sheet.item(item)["total"]
    return (
        str(item.no), f"{item.description}\n{item.hs_code}", item.origin,
        amounts.quantity(item.quantity_e4, item.unit, spoken), numbers.grouped(item.customs_value, spoken),
        numbers.grouped(total, spoken),
    )  # fmt: skip


def _taxes(found: Declaration) -> Table:
    spoken = language()
    items = queries.items(found.id, found.version, 0, LINES)
    sums = [(say(label), sum(getattr(item, name) for item in items)) for name, label in sheet.TAXES]
    rows = tuple((label, amounts.dong(total, spoken)) for label, total in sums if total)
    return Table(
        _("Taxes by kind"), (_("Tax"), _("Amount")),
        (*rows, (_("Total of taxes"), amounts.dong(found.tax_total, spoken))), 0, (1,),
    )  # fmt: skip


def tax(found: Declaration) -> Told | None:
    """What is owed, by when, what was paid; nothing for a declaration without tax."""
    held = revenue.obligation(found.id)
    if held is None:
        return None
    spoken = language()
    rest = max(0, held.charged - held.settled)
    facts = (
        Fact(_("Taxpayer"), found.party_name, found.party), Fact(_("Declaration"), found.number),
        Fact(_("Charged"), amounts.dong(held.charged, spoken)), Fact(_("Settled"), amounts.dong(held.settled, spoken)),
        Fact(_("To pay"), amounts.dong(rest, spoken)), Fact(_("Last day"), times.day(held.due_on, spoken)),
    )  # fmt: skip
    return {
        "title": _("Notice of tax"), "under": _under(found), "facts": facts, "tables": (_taxes(found),),
        "sentences": (_("Name the declaration's number when paying, so that the payment finds it by itself."),),
    }  # fmt: skip


def inspection(found: Declaration) -> Told | None:
    """The last record of inspection, signed or not yet."""
    records = inspections.of(found.id)
    if not records:
        return None
    one = shown(records[0], found)
    record, signed, spoken = one["record"], one["signed"], language()
    facts = (
        Fact(_("Begun at"), times.moment(record.began_at, spoken)), Fact(_("Place"), record.place),
        Fact(_("Method"), say(one["method"]), f"{record.rate}%"), Fact(_("Conclusion"), say(one["finding"])),
        Fact(_("Containers opened"), record.containers or "–"),
        Fact(_("Seals before and after"), record.seals or "–"), Fact(_("Samples taken"), record.samples or "–"),
        Fact(_("Photographs"), str(len(one["photographs"]))),
    )  # fmt: skip
    signers = [Signer(_("Inspector"), one["by"], times.moment(record.at, spoken))]
    if signed:
        signers.append(Signer(_("Second officer"), one["second"], times.moment(signed.at, spoken)))
    return {
        "title": _("Inspection record"), "under": _under(found), "facts": facts,
        "tables": (Table(
            _("Declared and found"), (_("Goods, HS code"), _("Declared"), _("Found"), _("Conclusion")),
            tuple(_lines(one["lines"])), 0, (1, 2),
        ),) if one["lines"] else (), "signers": tuple(signers),
        "sentences": (record.note,) if record.note else (),
    }  # fmt: skip


def _lines(lines: list[Told]) -> Iterator[tuple[str, ...]]:
    spoken = language()
    for each in lines:
        item, line = each["item"], each["line"]
        found = "–" if line.found_e4 is None else amounts.quantity(line.found_e4, item.unit, spoken)
        said = f"{say(each['finding'])}\n{line.note}".strip()
        yield f"{item.description}\n{item.hs_code}", amounts.quantity(item.quantity_e4, item.unit, spoken), found, said


def receipt(found: Declaration) -> Told | None:
    """The receipt of registration with what checks it."""
    told = ground.receipt(found.id)
    leaf = ground.leaf(found.id)
    if told is None:
        return None
    facts = (
        Fact(_("Declaration"), found.number), Fact(_("Registered"), times.moment(found.registered_at, language())),
        Fact(_("Enterprise"), found.party_name, found.party), Fact(_("Leaf of the log"), str(told["leaf"])),
        Fact(_("Hash of the leaf"), _parted(leaf.hash.hex())), Fact(_("Key"), _parted(str(told["key"]))),
        Fact(_("Signature"), _parted(str(told["signature"]))), Fact(_("Check word"), ground.check_word(found.id)),
    )  # fmt: skip
    return {
        "title": _("Receipt of registration"), "under": _under(found), "facts": facts,
        "sentences": (_("Anyone may check this receipt: scan the code, or type the check word on the public page."),),
    }  # fmt: skip


def passage(found: Declaration) -> Told | None:
    """What may pass the supervised area now, and what has passed; nothing for goods that may not pass."""
    standing = passages.standing(found)
    if not standing.may:
        return None
    spoken, told, version = language(), gate.shown(standing), standing.version
    facts = (
        Fact(_("Declaration"), found.number), Fact(_("Registered"), times.moment(found.registered_at, spoken)),
        Fact(_("Enterprise"), found.party_name, found.party), Fact(_("State"), say(sheet.head(found)["state"])),
        Fact(_("Supervised place"), say(told["place"]), version.warehouse),
        Fact(_("Gross weight"), amounts.quantity(version.gross_weight_e4, version.weight_unit, spoken)),
    )  # fmt: skip
    table = _boxes(standing) if told["by_box"] else _quantities(standing, say(told["counted_in"]))
    return {
        "title": _("Goods that may pass the supervised area"), "under": _under(found), "facts": facts,
        "tables": (table,), "gate": True,
        "sentences": (
            _("Show this list at the gate. The officer scans the code; what the register says then is what counts."),
        ),
    }  # fmt: skip


def _boxes(standing: passages.Standing) -> Table:
    """Each container with when it passed; empty lines for those that are counted and not named."""
    spoken = language()
    passed = {box: _("passed %(at)s") % {"at": times.moment(at, spoken)} for box, at in standing.passed.items()}
    named = (*standing.declared.boxes, *(box for box in sorted(passed) if box not in standing.declared.boxes))
    rows = [(str(no), box, passed.get(box, _("may pass"))) for no, box in enumerate(named, start=1)]
    rows += [(str(len(named) + no), "", _("may pass")) for no in range(1, standing.left.unnamed + 1)]
    return Table(_("Containers"), (_("No."), _("Container"), _("State")), tuple(rows), 1)


def _quantities(standing: passages.Standing, unit: str) -> Table:
    spoken, all_, left = language(), standing.declared.quantity_e4, standing.left.quantity_e4
    rows = (
        (_("Declared"), amounts.quantity(all_, unit, spoken)),
        (_("Passed"), amounts.quantity(all_ - left, unit, spoken)),
        (_("May pass"), amounts.quantity(left, unit, spoken)),
    )  # fmt: skip
    return Table(_("Quantity"), ("", _("Quantity")), rows, 0, (1,))


def _parted(text: str) -> str:
    """A long text in parts of eight, so that it breaks into lines."""
    return " ".join(text[place : place + 8] for place in range(0, len(text), 8))


KINDS: dict[str, Callable[[Declaration], Told | None]] = {
    "declaration": declaration, "tax": tax, "inspection": inspection, "receipt": receipt,
    "passage": passage,
}  # fmt: skip

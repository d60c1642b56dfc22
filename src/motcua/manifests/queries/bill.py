"""One bill: where it is announced, in every version, with its goods, containers, house bills and declarations."""

from datetime import datetime

import msgspec

from motcua.design.domain.access import is_staff
from motcua.kernel.actor import Actor
from motcua.kernel.refusals import NotFound
from motcua.manifests.domain.matching import fold
from motcua.manifests.models import Bill, BillGoods, Box, Call, Document, Named, Version
from motcua.manifests.queries import matching, one


class Said(msgspec.Struct, frozen=True):
    """A bill as one version of a document says it; `stands` while that is in force. `open` whether the call may be
    shown too.
    """

    bill: Bill
    call: Call
    document: Document
    at: datetime
    stands: bool
    open: bool


class View(msgspec.Struct, frozen=True):
    """A bill with all that is known of it; `said` the last first, empty where no manifest names it."""

    folded: str
    balance: matching.Balance
    said: tuple[Said, ...]
    goods: tuple[BillGoods, ...]
    boxes: tuple[Box, ...]

    @property
    def number(self) -> str:
        """As its carrier writes it."""
        return self.said[0].bill.number if self.said else self.folded

    @property
    def now(self) -> Said | None:
        """What stands; else what was said last."""
        return next((each for each in self.said if each.stands), self.said[0] if self.said else None)


def find(number: str, actor: Actor) -> View:
    """The bill of that number, however it is written. NotFound where there is none that the actor may see."""
    folded = fold(number)
    said = _said(folded, actor)
    named = Named.objects.filter(bill=folded).exists()
    if not said and not (is_staff(actor) and named):
        raise NotFound(what=number[:35])
    view = View(folded, matching.balances([folded])[folded], tuple(said), (), ())
    if view.now is None:
        return view
    bill = view.now.bill
    goods = BillGoods.objects.filter(leaf=bill.leaf, bill=bill.no).order_by("no")
    boxes = Box.objects.filter(leaf=bill.leaf, bill=bill.no).order_by("no")
    return msgspec.structs.replace(view, goods=tuple(goods), boxes=tuple(boxes))


def _said(folded: str, actor: Actor) -> list[Said]:
    bills = list(Bill.objects.filter(folded=folded).order_by("-leaf", "-no"))
    documents = Document.objects.in_bulk({bill.document_id for bill in bills})
    calls = Call.objects.in_bulk({bill.call_id for bill in bills})
    seen = set(one.visible_to(actor).filter(pk__in=calls).values_list("pk", flat=True))
    stands = {bill.pk for bill in matching.standing().filter(folded=folded)}
    moments = {
        (row.document_id, row.version): row.at
        for row in Version.objects.filter(document_id__in=documents).defer("message")
    }
    found = []
    for bill in bills:
        call, document = calls[bill.call_id], documents[bill.document_id]
        shown = call.pk in seen and (one.sees_all(call, actor) or document.party in actor.own)
        if shown or (bill.consignee and bill.consignee in actor.own):
            at = moments[bill.document_id, bill.version]
            found.append(Said(bill, call, document, at, bill.pk in stands, shown))
    return found


def of_declaration(declaration: int) -> list[tuple[matching.Balance, matching.Declared]]:
    """The bills that a declaration names, in their order, with what it takes of each."""
    bills = list(Named.objects.filter(declaration_id=declaration).order_by("no").values_list("bill", flat=True))
    balances = matching.balances(bills) if bills else {}
    return [
        (balances[bill], each) for bill in bills for each in balances[bill].declared
        if each.declaration_id == declaration
    ]  # fmt: skip

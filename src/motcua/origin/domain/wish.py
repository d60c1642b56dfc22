"""A wish: what an exporter asks for. The certificate without what its issue adds, and the costs of its lines."""

import msgspec

from motcua.kernel.rules import Finding
from motcua.kernel.words import Words
from motcua.origin.domain.certificate import Certificate, Line
from motcua.origin.domain.context import Desk
from motcua.origin.domain.costing import Costs, Verdict, decide, of_line
from motcua.origin.domain.data import limit
from motcua.origin.domain.judging import judge
from motcua.origin.domain.misreading import reader


class Wish(msgspec.Struct, frozen=True, omit_defaults=True):
    """An application: `party` is the exporter's tax code, `declaration` its export declaration."""

    party: str = ""
    declaration: str = ""
    certificate: Certificate = Certificate()
    costs: tuple[Costs, ...] = ()


read = reader(Wish)
_encode = msgspec.json.Encoder(order="sorted").encode
BY_ISSUE = frozenset({"/issued_on", "/authority", "/country", "/flags"})
"""What the issue fills or ticks itself."""


def write(wish: Wish) -> bytes:
    """The wish as JSON, always the same bytes for the same values."""
    return _encode(wish)


def verdict(line: Line, wish: Wish, x: Desk) -> Verdict | None:
    """How the costs of a line meet its criterion; None without a statement."""
    costs = of_line(wish.costs, line.no)
    if costs is None:
        return None
    return decide(
        line.criterion, msgspec.structs.replace(costs, hs_code=costs.hs_code or line.hs_code), home=x.home,
        members=x.members, least=limit("regional value content", x.day), minimis=limit("de minimis", x.day),
    )  # fmt: skip


def faults(wish: Wish, x: Desk) -> tuple[Finding, ...]:
    """All that keeps a wish from being decided on: rules of the form, and lines without costs."""
    found = [each for each in judge(wish.certificate, x) if each.path not in BY_ISSUE and each.severity == "refuse"]
    for place, line in enumerate(wish.certificate.lines):
        if of_line(wish.costs, line.no) is None:
            found.append(_missing(f"/costs/{place}"))
    if wish.certificate.partner == x.home or wish.certificate.partner not in x.members:
        found.append(_partner(wish.certificate.partner))
    return tuple(found)


def _missing(path: str) -> Finding:
    return Finding(
        "ORI-APP-01", path, "refuse", None,
        Words("Mỗi dòng hàng có bảng kê chi phí nguyên liệu.", "Each line has a statement of its materials."),
        Words("Nhập FOB và nguyên liệu.", "Enter FOB value and materials."),
    )  # fmt: skip


def _partner(value: str) -> Finding:
    return Finding(
        "ORI-APP-02", "/certificate/partner", "refuse", value or None,
        Words("Nước nhập khẩu là nước thành viên ASEAN khác.", "The importing country is another member of ASEAN."),
        Words("Chọn nước nhập khẩu.", "Choose the importing country."),
    )  # fmt: skip

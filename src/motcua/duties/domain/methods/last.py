"""The fall-back: the earlier methods taken flexibly, in their order, then a value by other reasonable means."""

from motcua.duties.domain.explaining import Step
from motcua.duties.domain.methods.alike import alike
from motcua.duties.domain.methods.deductive import deductive
from motcua.duties.domain.methods.numbers import grounds
from motcua.duties.domain.methods.problems import UNKNOWN_BASIS, UNLAWFUL_BASIS
from motcua.duties.domain.methods.reckoning import Found, Reasons, Reckoner
from motcua.kernel.words import Words

LABEL = Words("Phương pháp suy luận", "Fall-back method")
CODE = "9"
_FLEXIBLE = Words(
    "Vận dụng linh hoạt, thời hạn dài hơn (và nước sản xuất khác): {vi}.",
    "Taken flexibly, with the longer window (and another country of production): {en}.",
)


def last(desk: Reckoner) -> Found | Reasons:
    """The value by the fall-back, or why there is none."""
    reasons: Reasons = ()
    for kind in ("identical", "similar", "resale"):
        if desk.problems:
            return ()
        held = desk.case.resale.sales if kind == "resale" else getattr(desk.case, kind)
        if not held:
            continue
        found = deductive(desk, flexible=True) if kind == "resale" else alike(desk, kind, flexible=True)
        if isinstance(found, Found):
            return _flexibly(found)
        reasons += found
    return _stated(desk, reasons)


def _flexibly(found: Found) -> Found:
    label = found.step.label
    words = Words(_FLEXIBLE.vi.format(vi=label.vi), _FLEXIBLE.en.format(en=label.en))
    step = Step(LABEL, found.value, Words("", ""), found.step.law, found.step.verified, (found.step,))
    return Found(step, CODE, (words, *found.remarks))


def _stated(desk: Reckoner, reasons: Reasons) -> Found | Reasons:
    stated = desk.case.last
    if not stated.basis and stated.value is None:
        return (*reasons, _NOTHING)
    if not desk.need("/last/basis", stated.basis):
        return ()
    basis = grounds().get(stated.basis)
    if basis is None or not basis.lawful:
        kind = UNKNOWN_BASIS if basis is None else UNLAWFUL_BASIS
        desk.report(kind, "/last/basis", stated.basis, what=basis.words if basis else "")
        return ()
    part = desk.part(basis.words, desk.dong(stated.value, "/last/value"), stated.value)
    return Found(desk.total(LABEL, [part]), CODE, reasons)


_NOTHING = Words("Không có trị giá nào khác được khai.", "No other value is stated.")

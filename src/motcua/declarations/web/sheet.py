"""What the page of one declaration shows, from stored rows to labels and written figures."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from motcua.declarations.domain.checklist import Point, points
from motcua.declarations.domain.comparing import KIND_WORDS, WHY
from motcua.declarations.models import Declaration, Difference, Item, Move, Version
from motcua.declarations.queries import durations
from motcua.declarations.queries import one as queries
from motcua.declarations.queries.differences import Standing
from motcua.declarations.web import words
from motcua.design.domain import amounts, numbers, times
from motcua.design.templatetags.figures import language
from motcua.duties.domain import Step, paying
from motcua.duties.domain.explaining import NAMES
from motcua.duties.domain.paying import Payable
from motcua.kernel.days import law_day
from motcua.kernel.words import Words
from motcua.risk import queries as risk
from motcua.risk.domain.decision import BOUNDS, trader_view

TAXES: Sequence[tuple[str, Words]] = (
    ("import_duty", Words("Thuế nhập khẩu", "Import duty")),
    ("export_duty", Words("Thuế xuất khẩu", "Export duty")),
    ("remedy", Words("Phòng vệ thương mại", "Trade remedy")),
    ("excise", Words("Thuế tiêu thụ đặc biệt", "Excise")),
    ("environment", Words("Thuế bảo vệ môi trường", "Environment tax")),
    ("vat", Words("Thuế giá trị gia tăng", "Value added tax")),
)


def head(found: Declaration) -> dict[str, Any]:
    """Procedure, office and state in words."""
    name = "procedure_import" if found.direction == "import" else "procedure_export"
    return {
        "procedure": words.called(name, found.procedure, found.registered_on),
        "office": words.office(found.office, found.registered_on),
        "state": words.state(found.state), "tone": words.tone(found.state),
        "channel": found.channel,
    }  # fmt: skip


def facts(found: Declaration, version: Version) -> list[dict[str, Any]]:
    """The header as facts; what is not there is left out."""
    return [
        {"label": label, "value": value, "hint": hint}
        for label, value, hint in _facts(found, version, language())
        if value
    ]


def _facts(found: Declaration, version: Version, spoken: str) -> Iterator[tuple[Words, object, object]]:
    imported = found.direction == "import"
    day = found.registered_on
    yield (
        Words("Người nhập khẩu", "Importer") if imported else Words("Người xuất khẩu", "Exporter"),
        (found.party_name),
        found.party,
    )
    yield Words("Đại lý hải quan", "Customs agent"), version.agent, ""
    country = words.called("country", version.foreign_country, day).in_language(spoken)
    yield (
        Words("Người xuất khẩu", "Exporter") if imported else Words("Người nhập khẩu", "Importer"),
        (version.foreign_name),
        country if version.foreign_country else "",
    )
    yield Words("Cơ quan hải quan", "Customs office"), words.office(found.office, day).in_language(spoken), found.office
    terms = " ".join(part for part in (version.incoterm, _place(version, day, spoken, imported)) if part)
    total = amounts.foreign(version.invoice_total_e4, version.currency, spoken)
    yield Words("Hóa đơn", "Invoice"), version.invoice_number, f"{total} · {terms}"
    rate = numbers.exact(version.exchange_e4, spoken)
    hint = Words(f"tỷ giá {rate}", f"exchange rate {rate}").in_language(spoken) if version.exchange_e4 else ""
    yield Words("Trị giá hải quan", "Customs value"), amounts.dong(version.customs_value, spoken), hint
    packages = ""
    if version.packages:
        unit = words.called("package_unit", version.package_unit, day).in_language(spoken)
        packages = f"{numbers.grouped(version.packages, spoken)} {unit}".strip()
    unit = words.called("weight_unit", version.weight_unit, day).in_language(spoken)
    weight = amounts.quantity(version.gross_weight_e4, unit, spoken) if version.gross_weight_e4 else ""
    yield Words("Trọng lượng", "Weight"), weight, packages
    mode = words.called("transport_mode", version.transport_mode, day).in_language(spoken)
    yield Words("Vận chuyển", "Transport"), mode if version.transport_mode else "", version.vessel_name
    yield Words("Vận đơn", "Bill of lading"), version.bill, ""
    event = times.day(version.event_on, spoken) if version.event_on else ""
    yield Words("Ngày hàng đến", "Arrival") if imported else Words("Ngày hàng đi", "Departure"), event, ""
    yield Words("Số quản lý nội bộ", "Own reference"), version.reference, ""


def _place(version: Version, day: Any, spoken: str, imported: bool) -> str:
    code = version.unloading_place if imported else version.loading_place
    return words.called("location", code, day).in_language(spoken) if code else ""


def item(row: Item) -> dict[str, Any]:
    """A goods item with the taxes that it bears."""
    return {
        "row": row,
        "taxes": [(label, getattr(row, name)) for name, label in TAXES if getattr(row, name)],
        "total": sum(getattr(row, name) for name, _ in TAXES),
    }


def why(found: queries.Explained | None) -> dict[str, Any] | None:
    """The explanation as a tree for the page: total, then lines, then taxes; the first line open."""
    return None if found is None else {"step": tree(found.lines, found.total), "same": found.same}


def payables(found: Declaration, version: Version, explained: queries.Explained | None) -> list[tuple[Words, Payable]]:
    """When each tax was due at registration; only where the sums are still those that were stored."""
    if explained is None or not explained.same:
        return []
    owed = paying.payables(
        explained, found.registered_on, version.payment_term, guaranteed=explained.guaranteed
    )  # fmt: skip
    return [(NAMES[each.tax], each) for each in owed]


def tree(steps: Sequence[Step], total: int) -> dict[str, Any]:
    """Explained lines under their total."""
    spoken = language()
    lines = [_step(line, spoken, level=1) for line in steps]
    if len(lines) == 1:
        lines[0]["open"] = True
    how = " + ".join(numbers.grouped(line.amount, spoken) for line in steps[:8])
    label = Words("Tổng tiền thuế", "Total of taxes").in_language(spoken)
    return {
        "label": label, "amount": amounts.dong(total, spoken), "law": "", "verified": True, "open": True,
        "how": how if 1 < len(steps) <= 8 else "", "children": lines,
    }  # fmt: skip


def _step(step: Step, spoken: str, level: int) -> dict[str, Any]:
    return {
        "label": step.label.in_language(spoken), "amount": amounts.dong(step.amount, spoken),
        "how": step.how.in_language(spoken), "law": step.law, "verified": step.verified, "open": level > 1,
        "children": [_step(child, spoken, level + 1) for child in step.children],
    }  # fmt: skip


def beside(found: Standing | None, *, staff: bool) -> dict[str, Any] | None:
    """What another system registered: its mark and, for staff, both sides of every amount."""
    if found is None:
        return None
    shown = found.totals if staff else ()
    return {
        "mark": found.mark, "staff": staff, "rows": [_beside(each) for each in shown],
        "lines": [_beside(each) for each in found.lines[:BESIDE]] if staff else [],
        "more": max(0, len(found.lines) - BESIDE) if staff else 0,
    }  # fmt: skip


BESIDE = 40
"""Goods items that differ, on the page of one declaration."""


def _beside(each: Difference) -> dict[str, Any]:
    gap = None if each.ours is None else each.theirs - each.ours
    return {"each": each, "kind": KIND_WORDS[each.tax], "why": WHY[each.why], "gap": gap}


def reason(declaration: int, *, staff: bool) -> dict[str, Any] | None:
    """Why this channel: officers see the whole trace, traders the class of reason and nothing finer."""
    standing = risk.standings([declaration]).get(declaration)
    if standing is None:
        return None
    told: dict[str, Any] = {"view": trader_view(standing.channel, standing.reason_class), "trace": []}
    if staff:
        told["trace"] = list(_trace(declaration, standing, language()))
    return told


def _trace(declaration: int, standing: risk.Standing, spoken: str) -> Iterator[tuple[str, str, str]]:
    """Sentence, tag and hint of each step of the selection."""
    decision = risk.decision(declaration)
    if decision is None:
        return
    source = words.source(standing.source) or Words("Không chọn", "Not selected")
    yield source.in_language(spoken), standing.rule, ""
    hits = decision.hits.split()
    told = Words("Hồ sơ rủi ro trúng", "Profiles hit").in_language(spoken)
    yield told, str(len(hits)), ", ".join(hits)
    chance = amounts.share(decision.probability_ppm, spoken, 4)
    drawn = Words(
        f"rút {decision.draw}, ngưỡng {decision.threshold}", f"drew {decision.draw}, threshold {decision.threshold}"
    )
    yield (
        Words("Xác suất kiểm tra thực tế", "Chance of inspection").in_language(spoken),
        chance,
        drawn.in_language(spoken),
    )
    balance = numbers.fixed(decision.balance_millionths, 1_000_000, 2, spoken)
    yield Words("Số lượt kiểm tra còn lại sau đó", "Inspections left after it").in_language(spoken), balance, ""
    if decision.model:
        mark = amounts.share(decision.score_threshold, spoken, 2)
        yield (
            Words("Điểm của mô hình", "Score of the model").in_language(spoken),
            amounts.share(decision.score, spoken, 2),
            Words(f"mô hình {decision.model}, ngưỡng {mark}", f"model {decision.model}, threshold {mark}").in_language(
                spoken
            ),
        )
    if decision.unserved:
        lacking = BOUNDS.get(decision.unserved, Words("Chưa có lượt cho", "No token for"))
        yield lacking.in_language(spoken), decision.unserved, ""
    level = Words("Mức tuân thủ lúc đăng ký", "Compliance level at registration")
    yield level.in_language(spoken), str(decision.level), ""


def step(move: Move) -> dict[str, Any]:
    """A step with the state that it led to."""
    return {"move": move, "words": words.step(move.verb), "state": words.state(move.state), "day": law_day(move.at)}


def versions(held: Sequence[Version]) -> list[dict[str, Any]]:
    """Versions, the newest first, each with what it changed."""
    shown = []
    for place, version in enumerate(held):
        changes = queries.differences(held[place - 1], version) if place else []
        shown.append({"version": version, "changes": [_difference(change, version) for change in changes]})
    return shown[::-1]


def _difference(change: queries.Difference, version: Version) -> dict[str, Any]:
    spoken = language()

    def written(value: Any) -> str:
        if change.field in ("customs_value", "tax_total"):
            return amounts.dong(value, spoken)
        if change.field.endswith("_e4"):
            return numbers.exact(value, spoken)
        return numbers.grouped(value, spoken) if isinstance(value, int) else str(value or "–")

    return {"words": change.words, "before": written(change.before), "after": written(change.after)}


def spans(half_minutes: int, most_minutes: int) -> dict[str, str]:
    """Quantiles in words: `half` and `most`."""
    half, most = (times.span(timedelta(minutes=each), language()) for each in (half_minutes, most_minutes))
    return {"half": half, "most": most}


def usual(found: Declaration, now: datetime) -> dict[str, Any] | None:
    """How long such declarations took to clearance, while this one is not cleared."""
    if found.cleared_at is not None or found.cancelled_at is not None:
        return None
    spread = durations.usual(found, now)
    return None if spread is None else {"count": spread.count, **spans(spread.p50_minutes, spread.p90_minutes)}


def ticked(declaration: int) -> list[tuple[Point, bool]]:
    """The checklist of the last acceptance, and whether each point was ticked."""
    kept = queries.ticked(declaration)
    if kept is None:
        return []
    done, left = kept.ticked.split(), kept.left.split()
    return [(point, point.code in done) for point in points() if point.code in done or point.code in left]

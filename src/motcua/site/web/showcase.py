"""What the gallery shows: every component with invented figures."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.design import charts, icons
from motcua.design.domain import amounts, numbers, paging, times
from motcua.design.domain.figures import Mark, bullet, strip
from motcua.design.templatetags.figures import language, say
from motcua.kernel.words import Words
from motcua.site.web.forms import ClockForm

FRAMES = (
    ("service", Words("Trang dịch vụ", "A page of the service")), ("work", Words("Bàn làm việc", "A desk")),
    ("gate", Words("Cổng, trên điện thoại", "A gate, on a phone")), ("paper", Words("Tờ giấy", "A sheet of paper")),
)  # fmt: skip
"""The frames of pages: the gallery is shown in each by `?frame=`."""
_TRAIL = ((Words("Tờ khai", "Declarations"), "#frames"), (Words("Thành phần giao diện", "Components"), ""))
_RAIL = (
    Words("Công việc", "Work"), Words("Bàn việc của tôi", "My desk"), Words("Chờ kiểm tra", "Waiting for a check"),
)  # fmt: skip
_AT = datetime(2023, 12, 22, 7, 7, tzinfo=UTC)


class ChoicesForm(forms.Form):
    """Several of a set, and one alone."""

    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Papers asked for"), widget=forms.CheckboxSelectMultiple,
        choices=[("INV", gettext_lazy("Invoice")), ("BOL", gettext_lazy("Receipt"))],
    )  # fmt: skip
    again = forms.BooleanField(label=gettext_lazy("Ask again all the same for papers that are held"), required=False)


def showcase() -> dict[str, Any]:
    """The context of the gallery page."""
    spoken = language()
    form = ClockForm({"day": "31/02/2023", "hour": "10:00"})
    form.is_valid()
    return {
        "number": "105912386410",
        "tariff_code": "60063290",
        "icons": list(icons.PATHS),
        "figures": list(_figures(spoken)),
        "tiles": _tiles(spoken),
        "tall": _tall(spoken),
        "short": bullet(
            Words("4,6 phần trăm, dưới trần 5", "4.6 per cent, under the cap of 5").in_language(spoken), 46,
            [Mark(Words("trần 5 %", "cap 5%").in_language(spoken), 50, cap=True)], top=60, width=220, tall=False,
        ),
        "chart": charts.months(
            Words("Thu theo tháng, tỷ đồng", "Revenue by month, VND billion").in_language(spoken),
            Words("Vạch ngang: năm trước.", "Line: the year before.").in_language(spoken),
            [(f"T{month}", 1000 + 60 * month, 1300 - 15 * month) for month in range(1, 13)], spoken,
        ),
        "step": _step(spoken),
        "facts": _facts(spoken),
        "page": paging.page(3, 50, 1000, more=True),
        "form": form, "choices": ChoicesForm({"papers": ["INV"]}), "frames": FRAMES,
        "trail": [{"label": say(words), "address": address} for words, address in _TRAIL],
        "rail": [{"label": say(words), "address": "#frames", "head": no == 0, "current": no == 1}
                 for no, words in enumerate(_RAIL)],
        "alerts": _ALERTS,
        "notices": _NOTICES,
        "days": strip(
            ({40: "bad", 41: "warn"}.get(at, "good"), f"{at + 1}/90") for at in range(90)
        ),
    }  # fmt: skip


def _figures(spoken: str) -> Any:
    yield {"label": Words("Tiền", "Money"), "value": amounts.dong(230547356, spoken)}
    yield {"label": Words("Tỷ đồng", "Billions"), "value": amounts.dong_in_billions(16351830000000, spoken)}
    yield {"label": Words("Ngoại tệ", "Foreign currency"), "value": amounts.foreign(538520000, "USD", spoken)}
    yield {"label": Words("Tỷ lệ", "Share"), "value": amounts.share(1421900, spoken)}
    yield {"label": Words("Lượng", "Quantity"), "value": amounts.quantity(124800000, "kg", spoken)}
    yield {"label": Words("Ngày", "Day"), "value": times.day(_AT.date(), spoken)}
    yield {"label": Words("Thời điểm", "Moment"), "value": times.moment(_AT, spoken)}
    yield {"label": Words("Thời hạn", "Deadline"), "value": times.left(_AT + timedelta(minutes=80), _AT, spoken)}


def _tiles(spoken: str) -> list[dict[str, Any]]:
    return [
        {"label": Words("Tờ khai", "Declarations"), "value": numbers.grouped(139912, spoken),
         "delta": amounts.change(139912, 79950, spoken, 0)},
        {"label": Words("Doanh nghiệp", "Enterprises"), "value": numbers.grouped(1565, spoken),
         "delta": amounts.change(1565, 1252, spoken, 0)},
    ]  # fmt: skip


def _tall(spoken: str) -> Any:
    label = Words("Đã qua cả ba chỉ tiêu", "All three targets are passed").in_language(spoken)
    marks = [
        Mark(numbers.grouped(11500, spoken), 11500), Mark(numbers.grouped(12000, spoken), 12000, above=True),
        Mark(numbers.grouped(16000, spoken), 16000),
    ]  # fmt: skip
    return bullet(label, 16352, marks, ahead=16700, top=17600)


def _step(spoken: str) -> dict[str, Any]:
    def step(label: Words, amount: int, how: str, law: str, *children: dict[str, Any]) -> dict[str, Any]:
        return {
            "label": label.in_language(spoken), "amount": amounts.dong(amount, spoken), "how": how, "law": law,
            "verified": False, "open": True, "children": list(children),
        }  # fmt: skip

    value = step(Words("Trị giá hải quan", "Customs value"), 946632960, "39.312,00 USD × 24.080", "")
    duty = step(Words("Thuế nhập khẩu", "Import duty"), 113595955, "946.632.960 × 12 %", "MFN", value)
    return step(Words("Tổng phải nộp", "Total to pay"), 113595955, "", "", duty)


def _facts(spoken: str) -> list[dict[str, Any]]:
    return [
        {"label": Words("Hóa đơn", "Invoice"), "value": "HL-2312-07", "hint": "CIF"},
        {"label": Words("Trọng lượng", "Weight"), "value": amounts.quantity(159100000, "kg", spoken)},
        {"label": Words("Tỷ giá", "Exchange rate"), "value": amounts.foreign(240800000, "VND", spoken)},
    ]


_ALERTS = [
    {"tone": "good", "text": Words("Đã lưu", "Kept"), "more": None},
    {"tone": "info", "text": Words("Nghỉ Tết Dương lịch 1/1", "Closed on 1 January"),
     "more": Words("Hạn rơi vào ngày nghỉ tự chuyển sang 2/1.", "Deadlines on that day move to 2 January.")},
    {"tone": "warn", "text": Words("Gần hết lượt kiểm tra", "Few inspections left"), "more": None},
    {"tone": "bad", "text": Words("Nhập đơn giá lớn hơn 0", "Enter a unit price above 0"), "more": None},
]  # fmt: skip
_NOTICES = [
    {"tone": "bad", "title": Words("2 tờ khai quá hạn", "2 declarations are late"), "address": "#bullets",
     "more": Words("Móng Cái, quá 35 phút.", "Mong Cai, 35 minutes late.")},
    {"tone": "good", "title": Words("Không gián đoạn trong 41 ngày", "No outage in 41 days"), "more": None},
]  # fmt: skip

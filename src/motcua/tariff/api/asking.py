"""What a program asked for: each parameter read, all that is wrong told together, with what to do."""

from datetime import date
from urllib.parse import urlencode

from motcua.design.domain.api import Call
from motcua.design.domain.paging import Page
from motcua.design.domain.problems import Error, Stopped
from motcua.kernel.days import law_day
from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.reference import domain as reference
from motcua.tariff import queries
from motcua.tariff.domain.packaged import groups

LARGEST_PAGE = 200
_MOST_PAGES = 100_000
_DIGITS = 9
_CODE = (8, 10)


class Asking:
    """Reads the parameters of a call. `done` stops the call if anything was wrong."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._wrong: list[Error] = []

    def text(self, name: str, most: int = 100) -> str:
        """A text, cut where it is too long."""
        return self._call.query.get(name, "").strip()[:most]

    def day(self, name: str, *, needed: bool = False) -> date:
        """A day from the tariff's first on; today where none is named and none is needed."""
        today, opens = law_day(self._call.at), queries.book().opens
        text = self.text(name)
        if not text and not needed:
            return today
        try:
            found = date.fromisoformat(text) if len(text) == len("2023-12-22") else None
        except ValueError:
            found = None
        if found is None or not opens <= found <= queries.LATEST:
            first, last = opens.isoformat(), queries.LATEST.isoformat()
            self._refuse(
                f"?{name}", text, Words("Ngày không dùng được.", "The day cannot be used."),
                f"YYYY-MM-DD, {first}..{last}",
                Words(f"Viết ngày như 2023-12-22, từ {first} đến {last}.",
                      f"Write the day as 2023-12-22, from {first} to {last}."),
            )  # fmt: skip
            return today
        return found

    def one_of(self, name: str, possible: tuple[str, ...]) -> str:
        """One of several values, or none."""
        text = self.text(name)
        if text and text not in possible:
            shown = ", ".join(possible)
            self._refuse(
                f"?{name}", text, Words("Không có giá trị này.", "There is no such value."), shown,
                Words(f"Chọn một trong: {shown}.", f"Choose one of: {shown}."),
            )  # fmt: skip
            return ""
        return text

    def within(self, name: str = "chapter") -> str:
        """The beginning of a code, two to ten digits."""
        text = self.text(name).replace(".", "")
        if text and not (text.isascii() and text.isdigit() and 2 <= len(text) <= max(_CODE)):  # noqa: PLR2004
            self._refuse(
                f"?{name}", text, Words("Không phải đầu mã hàng.", "This is no beginning of a code."), "[0-9]{2,10}",
                Words("Viết 2 đến 10 chữ số, ví dụ 27 hoặc 2701.", "Write 2 to 10 digits, such as 27 or 2701."),
            )  # fmt: skip
            return ""
        return text

    def origin(self, name: str, day: date) -> str:
        """A country by its two letters, or none."""
        text = self.text(name).upper()
        if text and text not in reference.code_list("country").codes(day):
            self._refuse(
                f"?{name}", text, Words("Không có nước này.", "There is no such country."), "ISO 3166-1 alpha-2",
                Words("Dùng mã hai chữ cái, ví dụ CN.", "Use the code of two letters, such as CN."),
            )  # fmt: skip
            return ""
        return text

    def group(self, name: str = "group") -> str:
        """A group of the trade, or none."""
        text = self.text(name)
        if text and text not in groups():
            self._refuse(
                f"?{name}", text, Words("Không có nhóm hàng này.", "There is no such group."), "groups.csv",
                Words("Dùng khóa nhóm có trong `groups` của một dòng hàng.",
                      "Use a key that stands in the `groups` of a line."),
            )  # fmt: skip
            return ""
        return text

    def whole(self, name: str, usual: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        text = self.text(name) or str(usual)
        if text.isascii() and text.isdecimal() and len(text) <= _DIGITS and 1 <= int(text) <= most:
            return int(text)
        self._refuse(
            f"?{name}", text, Words("Số không dùng được.", "The number cannot be used."), f"1..{most}",
            Words(f"Viết số nguyên từ 1 đến {most}.", f"Write a whole number from 1 to {most}."),
        )  # fmt: skip
        return usual

    def paging(self, usual: int = 20) -> tuple[int, int]:
        """The page asked for and its size."""
        return self.whole("page", 1, _MOST_PAGES), self.whole("size", usual, LARGEST_PAGE)

    def done(self) -> None:
        """Stop the call where something was wrong."""
        if self._wrong:
            raise Stopped("unreadable", errors=self._wrong)

    def _refuse(self, path: str, value: str, message: Words, expected: str, remedy: Words) -> None:
        self._wrong.append(
            Error("API-400", path, "refuse", f"{message.vi} {remedy.vi}", f"{message.en} {remedy.en}",
                  value[:120], expected, remedy.vi, remedy.en)
        )  # fmt: skip


def not_found(refusal: Refusal, path: str, value: str) -> Stopped:
    """A code that the tariff does not know, as a problem: the refusal says what to do."""
    vi, en = refusal.in_language("vi"), refusal.in_language("en")
    wrong = Error(
        refusal.code, path, "refuse", vi, en, value[:120], "[0-9]{8}([0-9]{2})?",
        "Tìm mã bằng /api/tariff/search?q=…", "Find the code by /api/tariff/search?q=…",
    )  # fmt: skip
    return Stopped("not-found", Words(vi, en), errors=[wrong])


def following(call: Call, path: str, page: Page) -> str:
    """The address of the next page; empty on the last."""
    if page.number >= page.last:
        return ""
    onward = {**{name: text for name, text in call.query.items() if text}, "page": str(page.next)}
    return f"{path}?{urlencode(onward)}"

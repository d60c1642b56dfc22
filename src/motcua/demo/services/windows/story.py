"""The story: what two countries do with certificates, step by step, and whether both then say the same."""

import contextlib
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from motcua.demo.services.windows.running import WAIT, Installation, Stuck, two
from motcua.kernel.words import Words

NAMES = {"VN": "Cục Hải quan (minh họa)", "TH": "Customs Department (illustrative)"}


class Told(msgspec.Struct, frozen=True):
    """A step: what was done, how it stands on both sides, and whether they agree."""

    no: int
    words: Words
    vn: str
    th: str
    agree: bool


Telling = Callable[[Told], None]


class Story:
    """One telling. `vn` and `th` are complete installations; what one does the other hears by the window alone."""

    def __init__(self, vn: Installation, th: Installation, telling: Telling) -> None:
        self.vn, self.th, self.telling = vn, th, telling
        self.count = 0
        self.known: list[tuple[Installation, Installation, str]] = []

    def begin(self) -> None:
        """Two installations make keys, compare fingerprints and open their doors."""
        made = {each.country: each.ask("prepare", name=NAMES[each.country]) for each in (self.vn, self.th)}
        for one, other in ((self.vn, self.th), (self.th, self.vn)):
            shown = made[other.country]
            one.ask("know", pem=shown["pem"], address=other.address, heard=shown["fingerprint"])
            one.open_door()
            one.start("worker", "worker")
        prints = {country: shown["fingerprint"][-19:] for country, shown in made.items()}
        self.say(
            Words("Hai cửa có khóa, đã đối chiếu vân tay", "Both windows have keys and compared fingerprints"),
            f"{self.vn.address} …{prints['VN']}", f"{self.th.address} …{prints['TH']}", agree=True,
        )  # fmt: skip

    def issue(self, one: Installation, other: Installation) -> str:
        """An exporter applies, the issuer approves and issues; the certificate goes over."""
        reference = str(one.ask("issue", to=other.country))
        self.known.append((one, other, reference))
        self.told(Words("%s cấp, gửi sang %s", "%s issues and sends to %s"), one, other, reference)
        return reference

    def told(self, words: Words, one: Installation, other: Installation, reference: str) -> None:
        """Wait until both sides say the same of a certificate, and tell how it stands."""
        said = Words(*(text % (one.country, other.country) if "%s" in text else text for text in words))
        try:
            self.wait(lambda: not differences(one, other, reference))
        except Stuck as fault:
            self.say(said, str(fault), "", agree=False)
            return
        ours = one.ask("issued", reference=reference)
        theirs = other.ask("received", reference=reference, country=one.country)
        shown = {one.country: _issued(reference, ours), other.country: _received(reference, theirs)}
        self.say(said, shown["VN"], shown["TH"], agree=True)

    def say(self, words: Words, vn: str, th: str, *, agree: bool) -> None:
        """Tell a step."""
        self.count += 1
        self.telling(Told(self.count, words, vn, th, agree))

    def wait(self, holds: Callable[[], bool]) -> None:
        """Wait for it. Stuck."""
        until = time.monotonic() + WAIT
        while not holds():
            if time.monotonic() > until:
                raise Stuck("≠")
            time.sleep(0.3)

    def imports(self) -> None:
        """Thailand issues; Viet Nam declares, cancels a declaration, asks abroad and is answered."""
        vn, th = self.vn, self.th
        reference = self.issue(th, vn)
        vn.ask("declare", reference=reference, country="TH", kg=400)
        self.told(Words("Tờ khai nhập 400 kg trừ lùi", "A declaration uses 400 kg"), th, vn, reference)
        second = vn.ask("declare", reference=reference, country="TH", kg=250)
        over = vn.ask("declare", reference=reference, country="TH", kg=900)
        if over["accepted"]:
            raise Stuck("900 kg > 350 kg")
        self.told(Words("Thêm 250 kg; 900 kg bị từ chối", "250 kg more; 900 kg are refused"), th, vn, reference)
        vn.ask("undo", declaration_id=second["id"])
        self.told(Words("Hủy tờ khai 250 kg: hoàn lại", "That declaration is cancelled: given back"), th, vn, reference)
        vn.ask("decide", reference=reference, country="TH", verb="verify")
        self.told(Words("VN đề nghị xác minh", "VN has it verified"), th, vn, reference)
        self.wait(lambda: th.ask("asked", reference=reference) == "verify")
        th.ask("reply", reference=reference, kind="confirmed")
        self.told(Words("TH xác nhận xuất xứ", "TH confirms the origin"), th, vn, reference)
        vn.ask("decide", reference=reference, country="TH", verb="accept")
        self.told(Words("VN chấp nhận", "VN accepts"), th, vn, reference)
        self.outage(reference)

    def outage(self, reference: str) -> None:
        """The partner's door is shut for a while: what is said meanwhile waits, and arrives when it is open again."""
        self.th.end("door")
        self.vn.ask("declare", reference=reference, country="TH", kg=100)
        self.wait(lambda: bool(self.vn.ask("line")["state"] == "down"))
        queued = self.vn.ask("line")["queued"]
        self.say(
            Words("Cửa TH đóng; VN trừ lùi 100 kg", "The door of TH is shut; VN uses 100 kg"),
            f"down, queued {queued}", "–", agree=True,
        )  # fmt: skip
        self.th.open_door()
        self.told(Words("Cửa TH mở lại: đã tới", "TH is open again: it has arrived"), self.th, self.vn, reference)

    def exports(self) -> None:
        """Viet Nam issues one that is used, and one that it cancels before use."""
        reference = self.issue(self.vn, self.th)
        self.th.ask("declare", reference=reference, country="VN", kg=1000)
        self.told(Words("TH dùng hết", "TH uses all of it"), self.vn, self.th, reference)
        reference = self.issue(self.vn, self.th)
        self.vn.ask("withdraw", reference=reference)
        self.told(Words("VN hủy trước khi dùng", "VN cancels it before use"), self.vn, self.th, reference)

    def end(self) -> None:
        """Every certificate once more, and `verify` on both sides."""
        wrong = [why for found in self.known for why in differences(*found)]
        checked = {each.country: each.ask("check") for each in (self.vn, self.th)}
        lines = {each.country: each.ask("line") for each in (self.vn, self.th)}
        rest = all(line["queued"] == line["held"] == line["letters"] == 0 for line in lines.values())
        shown = {each: f"verify: {len(faults)} lỗi / faults {' '.join(faults[:2])}" for each, faults in checked.items()}
        self.say(
            Words(f"Hai bên khớp nhau ({len(self.known)} C/O)", f"Both sides agree ({len(self.known)} certificates)"),
            shown["VN"], shown["TH"], agree=not wrong and rest and not any(checked.values()),
        )  # fmt: skip


def stay(story: Story) -> None:
    """Serve both sites until Ctrl-C, and say who may look at them."""
    for each in (story.vn, story.th):
        shown = each.ask("account")
        port = each.port + 2
        each.start("site", "serve", "--port", str(port))
        story.say(
            Words("Trang web", "Site"), f"{each.country} http://localhost:{port}",
            f"{shown['username']} / {shown['password']}", agree=True,
        )  # fmt: skip
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()


def differences(one: Installation, other: Installation, reference: str) -> list[str]:
    """In what the issuing side and the importing side do not say the same of a certificate."""
    ours = one.ask("issued", reference=reference)
    theirs = other.ask("received", reference=reference, country=one.country)
    if theirs is None:
        return ["received"]
    same = {
        "body": ours["body"] == theirs["body"], "left": ours["left"] == theirs["left"],
        "answers": theirs["said"] == ours["heard"], "told": ours["said"] == theirs["heard"],
        "state": ours["state"] != "cancelled" or theirs["state"] == "cancelled" or theirs["flagged"] == "withdrawn",
    }  # fmt: skip
    return [name for name, agrees in same.items() if not agrees]


def tell(home: Path, telling: Telling, *ports: int, stay: Callable[[Story], None] | None = None) -> bool:
    """Tell it, with both installations in `home`, which must not exist. Whether both sides agreed in every step.

    `stay` is called at the end, while everything still runs.
    """
    agreed: list[bool] = []

    def note(told: Told) -> None:
        agreed.append(told.agree)
        telling(told)

    with ExitStack() as stack:
        story = Story(*stack.enter_context(two(home, *ports)), note)
        try:
            for part in (story.begin, story.imports, story.exports, story.end):
                part()
        except Stuck as fault:
            story.say(Words("Không xong", "Not finished"), str(fault), "", agree=False)
        if stay is not None:
            stay(story)
    return all(agreed)


def _issued(reference: str, told: dict[str, Any]) -> str:
    heard = told["heard"][-1] if told["heard"] else "–"
    return f"{reference}: {told['state']}, {heard}, còn / left {_left(told)}"


def _received(reference: str, told: dict[str, Any]) -> str:
    return f"{reference}: {told['state']}, còn / left {_left(told)}"


def _left(told: dict[str, Any]) -> str:
    return ", ".join(f"{quantity} TNE" for quantity in told["left"].values()) or "1 TNE"

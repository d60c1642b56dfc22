"""A dossier made offline: one ZIP with the answers, the papers and a digest over both. Nothing in it is a folder.

Members: `dossier.json` (a `Sheet`), `dossier.sha256` (its SHA-256 in hex), and each paper under a flat name, with its
own SHA-256 in the sheet. A package is read within bounds; whatever does not fit is a `Fault` with its place.
"""

import zlib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from motcua.declarations.domain.enclosing import LARGEST, clean
from motcua.dossiers.domain.drafting import MOST_FILES
from motcua.kernel.words import Words
from motcua.procedures.domain.form.faults import Fault, shortened

FORMAT = "motcua-dossier/1"
SHEET, DIGEST = "dossier.json", "dossier.sha256"
LARGEST_PACKAGE = 40 << 20
"""Bytes of a package, packed and unpacked."""
LARGEST_SHEET = 4 << 20
_MOMENT = (1980, 1, 1, 0, 0, 0)
"""No clock in a package: the same contents are the same bytes."""


class Enclosed(msgspec.Struct, frozen=True):
    """A paper of the package: which of the procedure's it is, its name, its member of the archive, its digest."""

    paper: str
    name: str
    member: str
    sha256: str


class Sheet(msgspec.Struct, frozen=True):
    """What a package says."""

    format: str
    code: str
    office: str
    party: str
    answers: dict[str, Any]
    papers: tuple[Enclosed, ...] = ()


class Package(msgspec.Struct, frozen=True):
    """A package that was opened: its sheet, its digest, and (paper, name, bytes) of its papers."""

    sheet: Sheet
    digest: str
    papers: tuple[tuple[str, str, bytes], ...]


_EXPECTED = Words("gói do “motcua dossier pack” lập", "a package made by “motcua dossier pack”")


class Broken(ValueError):
    """A package that cannot be taken: `fault` says where and why."""

    def __init__(self, path: str, vi: str, en: str, value: object = "") -> None:
        self.fault = Fault(path, "DOS-E38", Words(vi, en), _EXPECTED, shortened(value))
        super().__init__(en)


_decode = msgspec.json.Decoder(Sheet).decode
_encode = msgspec.json.Encoder(order="sorted").encode


def packed(sheet: Sheet, papers: Sequence[tuple[str, str, bytes]]) -> bytes:
    """The package of a dossier: (paper, name, bytes) of each paper. The same contents are the same bytes."""
    enclosed = [
        (Enclosed(paper, name, f"paper-{no:03d}-{_flat(name)}", sha256(content).hexdigest()), content)
        for no, (paper, name, content) in enumerate(papers, start=1)
    ]
    told = _encode(msgspec.structs.replace(sheet, papers=tuple(each for each, _ in enclosed)))
    members: Mapping[str, bytes] = {
        SHEET: told, DIGEST: sha256(told).hexdigest().encode(), **{each.member: content for each, content in enclosed}
    }  # fmt: skip
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(ZipInfo(name, _MOMENT), content, ZIP_DEFLATED)
    return whole.getvalue()


def _flat(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return clean(stem or ending, ending if stem else "")


def opened(content: bytes) -> Package:
    """The package of such bytes. Broken, and nothing else, for any bytes."""
    if len(content) > LARGEST_PACKAGE:
        raise Broken("", "Gói quá lớn.", "The package is too large.")
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _read(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as wrong:
        if isinstance(wrong, Broken):
            raise
        raise Broken("", "Không phải là tệp ZIP đọc được.", "This is no ZIP that can be read.") from None


def _read(archive: ZipFile) -> Package:
    infos = {info.filename: info for info in archive.infolist()}
    if len(infos) != len(archive.infolist()) or len(infos) > MOST_FILES + 2:
        raise Broken("", "Gói có quá nhiều tệp hoặc tệp trùng tên.", "It has too many members, or two of one name.")
    for name, info in infos.items():
        _sound(name, info)
    if sum(info.file_size for info in infos.values()) > LARGEST_PACKAGE:
        raise Broken("", "Nội dung gói quá lớn.", "Its contents are too large.")
    told = _member(archive, infos, SHEET, LARGEST_SHEET)
    digest = sha256(told).hexdigest()
    if _member(archive, infos, DIGEST, 200).decode("ascii", "replace").strip() != digest:
        raise Broken(DIGEST, "Mã băm không khớp nội dung.", "The digest is not that of the contents.")
    sheet = _sheet(told)
    strange = set(infos) - {SHEET, DIGEST, *(each.member for each in sheet.papers)}
    if strange:
        raise Broken(min(strange), "Tệp không có trong danh sách.", "This member is not listed.", min(strange))
    return Package(sheet, digest, tuple(_paper(archive, infos, no, each) for no, each in enumerate(sheet.papers)))


def _sound(name: str, info: ZipInfo) -> None:
    """No folders, no ways out, nothing encrypted or packed in an odd way."""
    if "/" in name or "\\" in name or name.startswith(".") or info.is_dir():
        raise Broken(shortened(name), "Gói không được chứa thư mục.", "A package has no folders.", name)
    if info.flag_bits & 1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Broken(shortened(name), "Tệp bị mã hóa hoặc nén lạ.", "A member is encrypted or oddly packed.", name)


def _member(archive: ZipFile, infos: Mapping[str, ZipInfo], name: str, most: int) -> bytes:
    """A member, read no further than `most`, whatever its head says."""
    if name not in infos:
        raise Broken(shortened(name), "Thiếu tệp trong gói.", "A member is missing.", name)
    with archive.open(infos[name]) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Broken(shortened(name), "Tệp quá lớn.", "A member is too large.", name)
    return content


def _sheet(told: bytes) -> Sheet:
    try:
        sheet = _decode(told)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Broken(SHEET, f"Không đọc được: {wrong}"[:200], f"It cannot be read: {wrong}"[:200]) from None
    if sheet.format != FORMAT:
        raise Broken(f"{SHEET}/format", "Định dạng gói không được hỗ trợ.", "The format is not known.", sheet.format)
    return sheet


def _paper(archive: ZipFile, infos: Mapping[str, ZipInfo], no: int, each: Enclosed) -> tuple[str, str, bytes]:
    content = _member(archive, infos, each.member, LARGEST)
    if sha256(content).hexdigest() != each.sha256:
        raise Broken(f"papers[{no}]", "Giấy tờ không khớp mã băm.", "The paper is not that of its digest.", each.name)
    return each.paper, each.name, content

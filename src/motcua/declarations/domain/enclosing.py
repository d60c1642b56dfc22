"""Papers that are handed in: what a file is by its content, and a name that harms nobody."""

import re
import unicodedata
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import msgspec

from motcua.declarations.domain.errors import CarriesMacros, PaperTooLarge, UnknownContent
from motcua.declarations.domain.picture_errors import NotAPicture
from motcua.declarations.domain.sets import LIMITS

LARGEST = LIMITS["paper megabytes"] << 20
"""Bytes of one file."""
MOST = LIMITS["papers of a declaration"]
MOST_PHOTOGRAPHS = LIMITS["photographs of an inspection record"]
_OFFICE = "application/vnd.openxmlformats-officedocument."
_SIGNS = (
    (b"%PDF-", "application/pdf", "pdf"), (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"), (b"II*\x00", "image/tiff", "tif"), (b"MM\x00*", "image/tiff", "tif"),
)  # fmt: skip
_PICTURES = ("png", "jpg")
_PACKED = {
    "xl/workbook.xml": (f"{_OFFICE}spreadsheetml.sheet", "xlsx"),
    "word/document.xml": (f"{_OFFICE}wordprocessingml.document", "docx"),
}
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MEMBERS = 5_000
_HEAD = 4_096
_XML = re.compile(r"^\s*(<\?xml[^>]*\?>)?\s*(<!--.*?-->\s*)*<[A-Za-z_]", re.DOTALL)
_ACTIVE = re.compile(r"<!DOCTYPE|<!ENTITY|<\s*(html|svg|script)\b|<\?xml-stylesheet", re.IGNORECASE)
LONGEST_NAME = 100


class Kind(msgspec.Struct, frozen=True):
    """What a file is, and how its name ends."""

    media_type: str
    ending: str


def kind_of(content: bytes, name: str) -> Kind:
    """What the bytes are, whatever the name says. PaperTooLarge, UnknownContent, CarriesMacros."""
    told = clean(name, "")
    signed = _signed(content, told)
    if signed is not None:
        return signed
    found = _packed(content, told) if content.startswith(b"PK\x03\x04") else _xml(content)
    if found is None:
        raise UnknownContent(name=told)
    return found


def picture(content: bytes, name: str) -> Kind:
    """What a photograph is. PaperTooLarge, NotAPicture."""
    told = clean(name, "")
    signed = _signed(content, told)
    if signed is None or signed.ending not in _PICTURES:
        raise NotAPicture(name=told)
    return signed


def _signed(content: bytes, name: str) -> Kind | None:
    """What the first bytes say, if they are known. PaperTooLarge."""
    if not content or len(content) > LARGEST:
        raise PaperTooLarge(name=name, most=LARGEST >> 20)
    return next((Kind(media_type, ending) for sign, media_type, ending in _SIGNS if content.startswith(sign)), None)


def _packed(content: bytes, name: str) -> Kind | None:
    """A workbook or document by its members; nothing is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            members = packed.namelist()
    except (BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    if len(members) > _MEMBERS:
        return None
    if any(member.lower().rpartition("/")[2] in _MACROS for member in members):
        raise CarriesMacros(name=name)
    return next((Kind(*_PACKED[member]) for member in members if member in _PACKED), None)


def _xml(content: bytes) -> Kind | None:
    """XML that declares no types, entities or sheets of style, and is no page."""
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = _XML.match(text[:_HEAD]) is not None and _ACTIVE.search(text) is None and "\x00" not in text
        return Kind("application/xml", "xml") if plain else None
    return None


def clean(name: str, ending: str) -> str:
    """The name without folders, control characters and odd marks; it ends as the content is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(each if each.isalnum() or each in "-_ ().," else "_" for each in last)
    stem = kept.rpartition(".")[0] or kept
    stem = re.sub(r"[_\s]{2,}", "_", stem).strip("._ ")[:LONGEST_NAME].strip("._ ") or "chung-tu"
    return f"{stem}.{ending}" if ending else stem

"""Pictures of the demonstration: a drawn container in place of a photograph, so that nobody takes it for a real one."""

from struct import pack
from zlib import compress, crc32

from motcua.declarations.services import Picture

WIDTH, HEIGHT = 320, 240
_SKY, _GROUND, _EDGE = (214, 226, 238), (150, 150, 146), (60, 66, 72)
_PAINTS = ((150, 72, 48), (44, 92, 128), (70, 112, 74), (168, 128, 52))
_TOP, _BOTTOM, _SIDE, _RIB = 50, 190, 24, 16


def picture(no: int, caption: str) -> Picture:
    """A container in one of four colours; the same each time."""
    paint = _PAINTS[no % len(_PAINTS)]
    shade = tuple(max(0, part - 26) for part in paint)
    sky, ground = bytes(_SKY) * WIDTH, bytes(_GROUND) * WIDTH
    edge = bytes(_SKY) * _SIDE + bytes(_EDGE) * (WIDTH - 2 * _SIDE) + bytes(_SKY) * _SIDE
    ribs = b"".join(bytes(paint if place // _RIB % 2 else shade) for place in range(WIDTH - 2 * _SIDE))
    wall = bytes(_SKY) * _SIDE + ribs + bytes(_SKY) * _SIDE
    rows = [sky] * _TOP + [edge] * 3 + [wall] * (_BOTTOM - _TOP - 6) + [edge] * 3 + [ground] * (HEIGHT - _BOTTOM)
    return Picture(_png(rows), f"anh-{no}.png", caption)


def _png(rows: list[bytes]) -> bytes:
    head = pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    body = compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*part) for part in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b"")))


def _part(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))

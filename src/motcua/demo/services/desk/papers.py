"""Papers of the demonstration: small PDFs that say that they are invented."""

from motcua.declarations.services import SentPaper

_NAMES = {"INV": "hoa-don", "CON": "hop-dong", "BOL": "van-don", "ETC": "tai-lieu"}


def paper(number: str, kind: str) -> SentPaper:
    """A paper of this kind for a declaration; the same each time."""
    name = _NAMES.get(kind, "chung-tu")
    return SentPaper(_pdf(f"{name} {number} - INVENTED / GIA DINH"), f"{name}-{number}.pdf", kind)


def _pdf(text: str) -> bytes:
    """One page with one line of plain letters."""
    line = f"BT /F1 14 Tf 72 720 Td ({text}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(line), line),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    written, places = bytearray(b"%PDF-1.4\n"), []
    for no, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj%s\nendobj\n" % (no, part)
    start = len(written)
    written += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(written)

"""Documents and pictures as others send them, made in memory: whole, odd, cut and hostile."""

import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

A4 = b"0 0 595 842"
HELVETICA = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def pdf(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of these objects, the first is its catalog."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + head + table + trailer % (len(objects) + 1, len(out))


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (more, len(content), content)


def letter(
    *texts: bytes, box: bytes = A4, page: bytes = b"", more: Sequence[bytes] = (), root: bytes = b""
) -> bytes:
    """Return a PDF with a page for each text; further objects begin after the pages."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(texts)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%b>>" % root,
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(texts)),
    ]
    for number, text in enumerate(texts):
        content = b"BT /F1 24 Tf 72 700 Td (%b) Tj ET" % text
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Resources<<%b>>/Contents %d 0 R%b>>"
            % (box, HELVETICA, 4 + 2 * number, page)
        )
        objects.append(stream(content))
    return pdf([*objects, *more])


def form(value: bytes, *, appearance: bool) -> bytes:
    """Return a PDF with a text field that somebody filled in, with or without its appearance."""
    drawn = b"/AP<</N 6 0 R>>" if appearance else b""
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(namn)/TU(Namn)/V(%b)/Rect[72 500 372 530]/F 4"
        b"/DA(/F1 18 Tf 0 g)%b/P 3 0 R>>" % (value, drawn)
    )
    look = stream(
        b"/Tx BMC BT /F1 18 Tf 0 g 2 8 Td (%b) Tj ET EMC" % value,
        b"/Type/XObject/Subtype/Form/BBox[0 0 300 30]/Resources<<%b>>" % HELVETICA,
    )
    root = b"/AcroForm<</Fields[5 0 R]/DR<<%b>>/DA(/F1 18 Tf 0 g)>>" % HELVETICA
    return letter(b"Ansokan", page=b"/Annots[5 0 R]", more=[field, look], root=root)


def xfa() -> bytes:
    """Return a PDF whose content is an XFA form."""
    root = b"/AcroForm<</Fields[]/XFA 5 0 R>>/NeedsRendering true"
    return letter(b"Please wait", more=[stream(b"<xdp/>")], root=root)


def portfolio() -> bytes:
    """Return a PDF with a file inside, a stamp and a comment."""
    names = b"/Names<</EmbeddedFiles<</Names[(bilaga.xlsx) 5 0 R]>>>>/Collection<<>>"
    stamp = b"<</Type/Annot/Subtype/Stamp/Rect[300 300 500 400]/Contents(Inkom 3 mars)"
    more = [
        b"<</Type/Filespec/F(bilaga.xlsx)/EF<</F 6 0 R>>>>",
        stream(b"x", b"/Type/EmbeddedFile"),
        stamp + b"/AP<</N 8 0 R>>>>",
        stream(b"1 0 0 rg 0 0 200 100 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 200 100]"),
    ]
    return letter(b"Se bilaga", page=b"/Annots[7 0 R]", more=more, root=names)


def packed_often(piece: bytes, times: int) -> bytes:
    """Return a zlib stream of the piece so many times, packed once (RFC 1950 §2.2)."""
    packer = zlib.compressobj(1, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    end, total = packer.flush(), 1
    for _ in range(times):
        total = zlib.adler32(piece, total)
    return b"\x78\x01" + packed * times + end + total.to_bytes(4, "big")


def memory_bomb() -> bytes:
    """Return a PDF of some kilobytes whose page takes gigabytes."""
    content = zlib.compress(packed_often(b"q " * 500_000, 400), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R>>" % A4,
        stream(content, b"/Filter[/FlateDecode/FlateDecode]"),
    ]
    return pdf(objects)


def office(part: str, xml: str) -> bytes:
    """Return an office document with one part that holds its words."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(part, xml)
    return packed.getvalue()


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **how: object) -> bytes:
    """Return a dark picture in a format of Pillow's."""
    colour = {"RGB": (0, 80, 80), "RGBA": (0, 80, 80, 255), "CMYK": (255, 0, 0, 100)}.get(mode, 0)
    store = BytesIO()
    Image.new(mode, size, colour).save(store, kind, **how)
    return store.getvalue()


def fax(pages: int, dpi: tuple[int, int] = (204, 98), compression: str = "group4") -> bytes:
    """Return a fax as servers deliver it, with pixels that are higher than wide."""
    sheets = [Image.new("1", (1728, 1143), 1) for _ in range(pages)]
    store = BytesIO()
    how = {"save_all": True, "append_images": sheets[1:], "dpi": dpi, "compression": compression}
    sheets[0].save(store, "TIFF", **how)
    return store.getvalue()


def scan_with_a_bad_page() -> bytes:
    """Return a scan of two pages; a part of the second is damaged."""
    pages = [Image.effect_noise((40, 30), 80) for _ in range(2)]
    store = BytesIO()
    pages[0].save(store, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    content = store.getvalue()
    with TiffImageFile(BytesIO(content)) as scan:
        scan.seek(1)
        (start,) = scan.tag_v2[273]
    return content[: start + 40] + b"\xff" * 80 + content[start + 120 :]


def huge_header() -> bytes:
    """Return a PNG of some bytes that says it has 3 600 megapixels."""
    small = bytearray(picture("PNG", size=(1, 1)))
    small[16:24] = (60_000).to_bytes(4, "big") * 2
    small[29:33] = zlib.crc32(small[12:29]).to_bytes(4, "big")
    return bytes(small)

"""Drawing scans, faxes and phone pictures."""

from io import BytesIO
from struct import pack

import pytest
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2, TiffImageFile

from sdk_desktop.domain.file_type import file_type
from sdk_desktop.viewer.failure import CannotShow
from sdk_desktop.viewer.frames import PIXELS, Draw, Drawn, Note, ViewerProblem
from sdk_desktop.viewer.pictures import PictureDrawing
from tests.kit.files.foreign_files import fax, huge_header, picture, scan_with_a_bad_page

pytestmark = pytest.mark.filterwarnings("ignore:.*EXIF")  # what Pillow says of a cut TIFF


def opened(content: bytes) -> PictureDrawing:
    return PictureDrawing(content, file_type(content))


def first_pixel(drawn: Drawn) -> tuple[int, ...]:
    """Return red, green and blue."""
    return tuple(drawn.pixels[2::-1])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP"])
def test_every_everyday_format_is_drawn(kind: str) -> None:
    drawn = opened(picture(kind)).draw(Draw(0))

    assert (drawn.width, drawn.height, drawn.own_width) == (40, 30, 40.0)
    assert first_pixel(drawn) == pytest.approx((0, 80, 80), abs=6)


@pytest.mark.parametrize(
    ("kind", "mode", "colour"),
    [
        ("PNG", "1", (0, 0, 0)),
        ("PNG", "L", (0, 0, 0)),
        ("PNG", "P", (0, 0, 0)),
        ("PNG", "RGBA", (0, 80, 80)),
        ("PNG", "I;16", (0, 0, 0)),
        ("TIFF", "I;16", (0, 0, 0)),
        ("TIFF", "F", (0, 0, 0)),
        ("TIFF", "CMYK", (0, 155, 155)),
        ("JPEG", "CMYK", (0, 155, 155)),
    ],
)
def test_every_kind_of_pixel_is_drawn(kind: str, mode: str, colour: tuple[int, ...]) -> None:
    drawn = opened(picture(kind, mode)).draw(Draw(0))

    assert first_pixel(drawn) == pytest.approx(colour, abs=6)


def test_sixteen_bits_keep_their_greys() -> None:
    store = BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(store, "PNG")

    assert first_pixel(opened(store.getvalue()).draw(Draw(0))) == (128, 128, 128)


def test_what_is_clear_lies_on_white() -> None:
    store = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(store, "PNG")

    assert first_pixel(opened(store.getvalue()).draw(Draw(0))) == (255, 255, 255)


@pytest.mark.parametrize("compression", ["group3", "group4", "tiff_lzw"])
def test_a_fax_has_pages_and_the_height_of_the_paper(compression: str) -> None:
    drawing = opened(fax(3, compression=compression))
    last = drawing.draw(Draw(2, width=900))

    assert drawing.opened.pages == 3
    assert last.own_height == pytest.approx(1143 * 204 / 98)
    assert (last.page, last.width, last.height) == (2, 900, 1239)


@pytest.mark.parametrize("dpi", [(204, 0), (0, 0), (1, 9999)])
def test_pixels_that_cannot_be_so_odd_are_square(dpi: tuple[int, int]) -> None:
    drawn = opened(fax(1, dpi)).draw(Draw(0))

    assert (drawn.own_width, drawn.own_height) == (1728, 1143)


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 30)), (6, (30, 40)), (3, (40, 30))])
def test_a_phone_s_picture_stands_upright(orientation: int, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    drawn = opened(picture("JPEG", exif=exif)).draw(Draw(0))

    assert (drawn.width, drawn.height) == size
    assert (drawn.own_width, drawn.own_height) == size


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
@pytest.mark.parametrize("orientation", [6, 8])
def test_a_scan_that_lies_stands_upright_and_is_whole(mode: str, orientation: int) -> None:
    tags = ImageFileDirectory_v2()
    tags[0x0112] = orientation
    drawing = opened(picture("TIFF", mode, (40, 20), tiffinfo=tags, dpi=(204, 102)))
    drawn = drawing.draw(Draw(0, width=20))

    assert drawing.opened.notes == Note(0)
    assert (drawn.own_width, drawn.own_height) == (40, 40)
    assert drawn.pixels[:3] == drawn.pixels[-4:-1] != bytes((200, 200, 200))


def test_a_scan_of_many_pixels_is_made_smaller_and_knows_its_size() -> None:
    drawn = opened(picture("PNG", "1", (4960, 7016))).draw(Draw(0, scale=1.0))

    assert (drawn.own_width, drawn.own_height) == (4960, 7016)
    assert drawn.width * drawn.height <= PIXELS


def test_a_picture_turns_to_the_right() -> None:
    store = BytesIO()
    image = Image.new("RGB", (2, 1), "white")
    image.putpixel((0, 0), (9, 9, 9))
    image.save(store, "PNG")
    drawn = opened(store.getvalue()).draw(Draw(0, turns=1))

    assert (drawn.width, drawn.height) == (1, 2)
    assert first_pixel(drawn) == (9, 9, 9)


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        (picture("JPEG", size=(400, 300))[:-900], Note.INCOMPLETE),
        (picture("BMP")[:-900], Note.INCOMPLETE),
        (fax(3)[:-200], Note.INCOMPLETE),
        (
            picture(
                "GIF",
                save_all=True,
                append_images=[Image.new("RGB", (40, 30), "white")],
            ),
            Note.ANIMATED,
        ),
        (picture("PNG"), Note(0)),
    ],
)
def test_what_is_not_all_is_said(content: bytes, notes: Note) -> None:
    drawing = opened(content)

    assert drawing.opened.notes == notes
    assert drawing.draw(Draw(0)).width >= 40


def striped(kind: str, mode: str = "RGB", **how: object) -> bytes:
    """Return a picture of oblique stripes, whose whole file is needed for all of it."""
    image = Image.linear_gradient("L").rotate(30).point(lambda value: value * 37 % 256)
    store = BytesIO()
    image.convert(mode).save(store, kind, **how)
    return store.getvalue()


def packed_scan(compression: str) -> bytes:
    """Return a scan in one piece that stands behind its description."""
    content = striped("TIFF", "1", compression=compression, tiffinfo={278: 256})
    with TiffImageFile(BytesIO(content)) as scan:
        (start,), (length,) = scan.tag_v2[273], scan.tag_v2[279]
        entries = {**scan.tag_v2, 273: 8 + 2 + 12 * len(scan.tag_v2) + 4}
    fields = (
        pack("<HHII", tag, 4, 1, entry[0] if isinstance(entry, tuple) else entry)
        for tag, entry in sorted(entries.items())
    )
    head = pack("<4sIH", b"II*\0", 8, len(entries)) + b"".join(fields) + bytes(4)
    return head + content[start : start + length]


CUT = [
    striped("JPEG"),
    striped("JPEG", progressive=True),
    striped("WEBP"),
    packed_scan("group4"),
    packed_scan("group3"),
]


@pytest.mark.parametrize("whole", CUT)
@pytest.mark.parametrize("rest", [0, 5000])
def test_of_a_picture_that_was_cut_the_part_that_is_there_is_shown(whole: bytes, rest: int) -> None:
    all_of_it, half = opened(whole), opened(whole[: len(whole) // 2] + bytes(rest))
    drawn = half.draw(Draw(0))
    top = drawn.width * 4 * 20

    assert all_of_it.opened.notes == Note(0)
    assert half.opened.notes == drawn.notes == Note.INCOMPLETE
    assert len(set(drawn.pixels[:top])) > 1
    assert drawn.pixels != all_of_it.draw(Draw(0)).pixels


def test_a_later_page_that_is_not_whole_is_said_when_it_is_drawn() -> None:
    drawing = opened(scan_with_a_bad_page())

    assert drawing.opened.notes == drawing.draw(Draw(0)).notes == Note(0)
    assert drawing.draw(Draw(1)).notes == Note.INCOMPLETE


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP"])
def test_a_file_that_only_begins_like_a_picture_is_damaged(kind: str) -> None:
    with pytest.raises(CannotShow) as failed:
        opened(picture(kind)[:20])

    assert failed.value.problem is ViewerProblem.DAMAGED


def test_a_picture_that_says_it_is_enormous_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(CannotShow) as failed:
        opened(huge_header())

    assert failed.value.problem is ViewerProblem.TOO_LARGE


def test_a_picture_has_no_text() -> None:
    drawing = opened(picture("PNG"))

    assert drawing.read(0).text == ""
    assert not drawing.holds(0, "a")

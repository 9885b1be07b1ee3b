"""What a file is, by its bytes."""

import pytest

from sdk_desktop.domain.file_type import (
    FileHarm,
    decoded_text,
    file_harm,
    file_type,
    is_misnamed,
    is_named_otherwise,
    is_text,
    named_type,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("content", "said", "found"),
    [
        (b"%PDF-1.7 ...", "image/png", "application/pdf"),
        (b"\r\n junk %PDF-1.4", "", "application/pdf"),
        (b"\xff\xd8\xff\xe0....JFIF", "application/pdf", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n...", "", "image/png"),
        (b"II*\0....", "", "image/tiff"),
        (b"MM\0*....", "", "image/tiff"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "application/octet-stream", "image/heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0heic", "", "image/heic"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "", "image/avif"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "", "image/avif"),
        (b"\0\0\0\x10ftypmif1\0\0\0\0avif", "", "image/heic"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "", "video/mp4"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "", "image/webp"),
        (b"RIFF\0\0\0\0JUNK", "", "application/octet-stream"),
        (b"GIF89a\x01\0", "", "image/gif"),
        (b"BM" + bytes(12) + b"\x28\0\0\0", "", "image/bmp"),
        (b"BMW 2026", "text/plain", "text/plain"),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml ... word/document.xml", "", WORD),
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml ...", WORD, WORD),
        (b"PK\x03\x04" + b"\0" * 26 + b"a.txt", WORD, "application/zip"),
        (
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.textPK",
            "",
            "application/vnd.oasis.opendocument.text",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", "application/msword"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/pdf", "application/x-ole-storage"),
        (b"MZ\x90\0", "application/pdf", "application/x-msdownload"),
        (b"{\\rtf1", "", "application/rtf"),
        (b"Hej", "text/csv; charset=utf-8", "text/csv"),
        (b"Hej", "application/pdf", "text/plain"),
        (b"<?xml version='1.0'?>", "", "application/xml"),
        (b"\xef\xbb\xbf <!DOCTYPE html>", "", "text/html"),
        ("Viktigt – €".encode("cp1252"), "", "text/plain"),
        ("Hej på dig".encode("utf-16"), "application/octet-stream", "text/plain"),
        (b"Hej\v\b\a\0\0\x1a", "", "text/plain"),
        (b"Hej\0\x01\x02", "text/plain", "application/octet-stream"),
        (b"", "text/plain", "application/octet-stream"),
    ],
)
def test_the_bytes_say_what_a_file_is(content: bytes, said: str, found: str) -> None:
    assert file_type(content, said) == found


PARTS = b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml ... word/document.xml"
MACROS = "application/vnd.ms-word.document.macroenabled.12"


def test_a_document_with_macros_is_told_from_one_without() -> None:
    assert file_type(PARTS + b" word/vbaProject.bin", WORD) == MACROS
    assert file_type(PARTS, MACROS) == MACROS
    assert file_type(PARTS, WORD) == WORD


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bild.pdf", b"\xff\xd8\xff\xe0....JFIF"),
        ("brev.pdf", b"Hej"),
        ("foto.JPG", b"\0\0\0\x18ftypheic\0\0\0\0mif1"),
        ("avtal.pdf", b"MZ\x90\0"),
        ("lista.xlsx", PARTS),
        ("brev.docx", PARTS + b" word/vbaProject.bin"),
        ("mapp.zip", PARTS),
        ("skada.png", b"\0\1\2\3"),
    ],
)
def test_a_name_that_promises_another_kind_is_known(name: str, content: bytes) -> None:
    assert is_misnamed(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("brev.docm", PARTS),
        ("brev.docx", PARTS),
        ("brev.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("gammal.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.txt", b"<?xml version='1.0'?>"),
        ("a.csv", b"a;b"),
        ("tom.pdf", b""),
        ("pdf", b"Hej"),
        ("data.p7m", b"\0\1"),
    ],
)
def test_a_name_that_fits_or_promises_nothing_is_no_fault(name: str, content: bytes) -> None:
    assert not is_misnamed(name, content)


def test_an_ending_means_the_same_on_every_computer() -> None:
    assert named_type("Lista.CSV") == "text/csv"
    assert named_type("arkiv.tar.gz") == "application/gzip"
    assert named_type("LÄS MIG") == ""


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_text_is_read_in_every_encoding_that_office_programs_write(encoding: str) -> None:
    text = "“viktigt” – 500 €, åtgärda före fredag"
    content = text.encode(encoding)

    assert is_text(content)
    assert decoded_text(content) == text


def test_bytes_that_no_encoding_has_are_marked_and_lose_nothing_else() -> None:
    assert decoded_text(b"a\x81b") == "a\ufffdb"
    assert decoded_text("”å”, dvs. Å†".encode("cp1252")) == "”å”, dvs. Å†"
    assert decoded_text("Vårdplan för Åsa".encode("cp850")) == "Vårdplan för Åsa"
    assert decoded_text("Vårdplan för Åsa".encode("mac_roman")) == "Vårdplan för Åsa"
    assert decoded_text("Miloš Bošnjak, Škoda".encode("cp1252")) == "Miloš Bošnjak, Škoda"
    assert decoded_text(b"\xff\xfeh\0e") == "h\ufffd"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_text_that_is_damaged_or_cut_stays_in_its_encoding(mark: str) -> None:
    content = f"{mark}Vårdplan för Åsa".encode()

    assert decoded_text(content + "ö".encode()[:1]) == "Vårdplan för Åsa\ufffd"
    assert decoded_text(content + b"\xff, ja") == "Vårdplan för Åsa\ufffd, ja"
    assert decoded_text(content, len(content) - 3) == "Vårdplan för "


@pytest.mark.parametrize(
    ("name", "found", "harm"),
    [
        ("Beslut.pdf", "application/pdf", FileHarm.NONE),
        ("Faktura.pdf.exe", "application/octet-stream", FileHarm.PROGRAM),
        ("Faktura.pdf", "application/x-msdownload", FileHarm.PROGRAM),
        ("Faktura.PDF.LNK. ", "application/octet-stream", FileHarm.PROGRAM),
        ("Karta.library-ms", "application/xml", FileHarm.PROGRAM),
        ("Rapport.PY", "text/plain", FileHarm.PROGRAM),
        ("Lista.iqy", "text/plain", FileHarm.MACROS),
        ("Blankett.docm", WORD, FileHarm.MACROS),
        ("Blankett.docx", "application/vnd.ms-word.document.macroenabled.12", FileHarm.MACROS),
        ("utan ändelse", "text/plain", FileHarm.NONE),
    ],
)
def test_what_may_happen_is_known_by_the_ending_and_by_the_bytes(
    name: str, found: str, harm: FileHarm
) -> None:
    assert file_harm(name, found) is harm


@pytest.mark.parametrize(
    ("name", "found", "otherwise"),
    [
        ("Foto.jpg", "image/jpeg", False),
        ("Foto.jpg", "application/pdf", True),
        ("Foto.heic.pdf", "application/pdf", False),
        ("Lista.csv", "text/plain", False),
        ("Foto.jpg", "application/octet-stream", False),
        ("Foto", "image/jpeg", False),
    ],
)
def test_a_name_that_promises_another_kind_than_was_found_is_known(
    name: str, found: str, otherwise: bool
) -> None:
    assert is_named_otherwise(name, found) is otherwise

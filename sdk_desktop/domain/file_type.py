"""What a file is, judged by its bytes; its name and the type it came with may say anything."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from enum import StrEnum

HEAD = 4096
"""Bytes at the beginning of a file that are enough to judge it."""

PDF = "application/pdf"
PLAIN_TEXT = "text/plain"
XML = "application/xml"
PICTURES = frozenset(
    f"image/{kind}" for kind in ("png", "jpeg", "tiff", "heic", "webp", "gif", "bmp")
)
"""Types of pictures that the viewer draws."""

_UNKNOWN = "application/octet-stream"
_ZIP = "application/zip"
_OLE = "application/x-ole-storage"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_WORD_MACROS = "application/vnd.ms-word.document.macroenabled.12"
_EXCEL_MACROS = "application/vnd.ms-excel.sheet.macroenabled.12"
_POWERPOINT_MACROS = "application/vnd.ms-powerpoint.presentation.macroenabled.12"
_WITH_MACROS = {
    _WORD: _WORD_MACROS,
    _EXCEL: _EXCEL_MACROS,
    _POWERPOINT: _POWERPOINT_MACROS,
}

_SHORTCUT_ENDINGS = frozenset({"lnk", "url", "webloc", "website", "desktop", "appref-ms"})
_ARCHIVES = frozenset(
    {_ZIP, "application/vnd.rar", "application/x-7z-compressed", "application/gzip"}
)
_PROGRAMS = frozenset({"application/x-msdownload", "application/x-executable"})
_PROGRAM_ENDINGS = frozenset(
    {
        *("ade", "adp", "app", "appimage", "application", "appref-ms", "appx", "asp", "bas"),
        *("bat", "bin", "chm", "cmd", "com", "command", "cpl", "crx", "csh", "deb", "desktop"),
        *("diagcab", "dll", "dmg", "exe", "fxp", "gadget", "hlp", "hta", "htc", "img", "inf"),
        *("ins", "iso", "isp", "jar", "jnlp", "js", "jse", "ksh", "library-ms", "lnk", "mad"),
        *("maf", "mda", "mde", "msc", "msh", "msi", "msix", "msp", "mst", "msu", "ocx", "pcd"),
        *("pif", "pkg", "pl", "prg", "ps1", "ps1xml", "ps2", "psc1", "psd1", "psm1", "py", "pyc"),
        *("pyw", "pyz", "rdp", "reg", "rpm", "run", "scf", "scpt", "scr", "sct", "search-ms"),
        *("settingcontent-ms", "sh", "shb", "shs", "sys", "theme", "url", "vb", "vbe", "vbp"),
        *("vbs", "vhd", "vhdx", "vsw", "webloc", "website", "ws", "wsc", "wsf", "wsh", "xbap"),
        *("xll", "xnk"),
    }
)
"""What Windows, macOS or Linux runs, or opens so that it runs or fetches what is inside."""
_MACRO_ENDINGS = frozenset(
    {
        *("accda", "accdb", "accde", "docm", "dotm", "iqy", "mdb", "oqy", "potm", "ppa", "ppam"),
        *("ppsm", "pptm", "rqy", "sldm", "slk", "xla", "xlam", "xlm", "xlsb", "xlsm", "xltm"),
    }
)
"""What an office program opens with macros, or with questions to other computers."""

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", _ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"{\\rtf", "application/rtf"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"ID3", "audio/mpeg"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
)
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
    b"M4A ": "audio/mp4",
}
_ANY_PICTURE = {b"mif1", b"msf1"}
"""Brands of pictures of either kind: which, another brand says."""
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_INSIDE_ZIP = ((b"word/", _WORD), (b"xl/", _EXCEL), (b"ppt/", _POWERPOINT))
_BITMAP_HEADERS = {12, 16, 40, 52, 56, 64, 108, 124}
_INSIDE_OLE = frozenset(
    {
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.ms-outlook",
    }
)
_BY_NAME = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif"), "image/jpeg"),
    **dict.fromkeys(("tif", "tiff"), "image/tiff"),
    **dict.fromkeys(("heic", "heif"), "image/heic"),
    **dict.fromkeys(("htm", "html"), "text/html"),
    **dict.fromkeys(("exe", "dll", "scr"), "application/x-msdownload"),
    **dict.fromkeys(("txt", "log"), PLAIN_TEXT),
    "pdf": PDF,
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "avif": "image/avif",
    "csv": "text/csv",
    "xml": XML,
    "rtf": "application/rtf",
    "zip": _ZIP,
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "gz": "application/gzip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
    "docx": _WORD,
    "xlsx": _EXCEL,
    "pptx": _POWERPOINT,
    "docm": _WORD_MACROS,
    "xlsm": _EXCEL_MACROS,
    "pptm": _POWERPOINT_MACROS,
    "odt": _OPEN_DOCUMENT + "text",
    "ods": _OPEN_DOCUMENT + "spreadsheet",
    "odp": _OPEN_DOCUMENT + "presentation",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "avi": "video/x-msvideo",
}
_DOS = re.compile(rb"[A-Za-z][\x84\x86\x94][A-Za-z]")
"""ä, å or ö within a word of code page 850; in Windows-1252 quotes and a dagger, outside words."""
_MAC = re.compile(rb"[A-Za-z][\x8a\x8c][a-z]")
"""ä or å within a word of Mac OS Roman; in Windows-1252 these are capitals: Š, Œ."""
_IN_TEXTS = bytes(sorted({*range(32, 256), *b"\a\b\t\n\v\f\r\x1b"}))
_WRONG = "\ufffd"
_AFTER_TEXTS = b"\x1a\0"
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
"""What a text in Unicode may begin with."""


class FileHarm(StrEnum):
    """What may happen when a file is opened outside the program."""

    NONE = ""
    PROGRAM = "program"
    MACROS = "macros"


def file_type(content: bytes, said: str = "") -> str:
    """Return the MIME type of a file whose whole content or first `HEAD` bytes these are.

    `said` is the type that the file came with: it decides only between types that have the same
    bytes, as different kinds of text. What is not known is `application/octet-stream`.
    """
    head, named = content[:HEAD], said.partition(";")[0].strip().lower()
    if found := _by_start(head) or _by_container(head):
        return _finer(found, content, named)
    return _text_type(content, named) if is_text(head) else _UNKNOWN


def named_type(name: str) -> str:
    """Return the MIME type that a file's name promises, empty for an ending that is not known.

    It is the same on every computer, unlike what the operating system knows of endings.
    """
    return _BY_NAME.get(name.rpartition(".")[2].lower(), "") if "." in name else ""


def holds_text(content_type: str) -> bool:
    """Return whether the viewer's child can read a text in files of a type."""
    return content_type == PDF or _is_text_type(content_type) or is_office(content_type)


def is_office(content_type: str) -> bool:
    """Return whether a type is one of office documents: a ZIP file with XML inside."""
    office = content_type in {*_WITH_MACROS, *_WITH_MACROS.values()}
    return office or content_type.startswith(_OPEN_DOCUMENT)


def is_picture(content_type: str) -> bool:
    """Return whether a type is one of pictures."""
    return content_type.startswith("image/")


def is_misnamed(name: str, content: bytes) -> bool:
    """Return whether a file is of another kind than its name promises, so it may not open."""
    named = named_type(name)
    return bool(content) and _differs(named, file_type(content, named))


def is_named_otherwise(name: str, found: str) -> bool:
    """Return whether a file's name promises another kind than its bytes were found to be."""
    return found != _UNKNOWN and _differs(named_type(name), found)


def file_harm(name: str, found: str) -> FileHarm:
    """Return what may happen when a file is opened, by its ending and by its bytes."""
    ending = _ending(name)
    if found in _PROGRAMS or ending in _PROGRAM_ENDINGS:
        return FileHarm.PROGRAM
    macros = found in _WITH_MACROS.values() or ending in _MACRO_ENDINGS
    return FileHarm.MACROS if macros else FileHarm.NONE


def is_shortcut(name: str) -> bool:
    """Return whether a file only says, by its ending, where another file or a page is."""
    return _ending(name) in _SHORTCUT_ENDINGS


def is_archive(found: str) -> bool:
    """Return whether a file of a type is nothing but a package of others."""
    return found in _ARCHIVES


def _ending(name: str) -> str:
    return name.rstrip(" .").rpartition(".")[2].lower()


def _differs(named: str, found: str) -> bool:
    if not named or found == named:
        return False
    if found == _OLE:  # also what Office makes of a newer document with a password
        return named not in {*_WITH_MACROS, *_WITH_MACROS.values()}
    return not (_is_text_type(found) and _is_text_type(named))


def is_text(head: bytes) -> bool:
    """Return whether bytes are a text, in one of the encodings that `decoded_text` reads."""
    if not head:
        return False
    if _marked(head) or _wide(head):
        return True
    return not head.rstrip(_AFTER_TEXTS).translate(None, _IN_TEXTS).strip(b"\x1a")


def decoded_text(content: bytes, most: int | None = None) -> str:
    """Return a text file's text: Unicode with or without mark, else Windows-1252, DOS's or Mac's.

    Of no more than `most` bytes, and without the character in which these end.
    """
    whole = most is None or len(content) <= most
    content = content[:most]
    if known := _marked(content) or _wide(content[:HEAD]):
        return _replaced(content, known, whole=whole)
    try:
        return getincrementaldecoder("utf-8")().decode(content, whole)
    except UnicodeDecodeError:
        damaged = _replaced(content, "utf-8", whole=whole)
        return damaged if _is_mostly_right(damaged) else _in_old_encoding(content)


def _marked(head: bytes) -> str:
    """Return the encoding that the mark at the beginning of a text tells, empty without one."""
    return next((codec for mark, codec in _MARKS if head.startswith(mark)), "")


def _replaced(content: bytes, codec: str, *, whole: bool) -> str:
    return getincrementaldecoder(codec)("replace").decode(content, whole)


def _is_mostly_right(damaged: str) -> bool:
    """Return whether a text that was read as UTF-8 is in it, although some bytes are wrong."""
    wrong = damaged.rstrip(_WRONG).count(_WRONG)
    right = sum(letter > "\x7f" for letter in damaged) - damaged.count(_WRONG)
    return right > wrong


def _in_old_encoding(content: bytes) -> str:
    found = ((_DOS, "cp850"), (_MAC, "mac_roman"))
    codec = next((codec for letters, codec in found if letters.search(content)), "cp1252")
    return content.decode(codec, errors="replace")


def _wide(head: bytes) -> str:
    """Return the encoding of UTF-16 without a mark, empty for anything else.

    In a text of a European language, most second bytes are 0, and few others are controls.
    """
    first, second = head[: len(head) // 2 * 2 : 2], head[1::2]
    for codec, high, low in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        mostly = len(high) > 1 and high.count(0) * 10 >= len(high) * 7
        if mostly and 0 not in low and len(low.translate(None, _IN_TEXTS)) * 10 <= len(low):
            return codec
    return ""


def _by_start(head: bytes) -> str:
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    return PDF if b"%PDF-" in head[:1024] else ""


def _by_container(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return _branded(head)
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    bitmap = head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS
    return "image/bmp" if bitmap else ""


def _branded(head: bytes) -> str:
    """Return the kind of a film, sound or picture by its brand, or by those it is like."""
    brand, length = head[8:12], int.from_bytes(head[:4], "big")
    if brand not in _ANY_PICTURE:
        return _BRANDS.get(brand, "video/mp4")
    like = (head[place : place + 4] for place in range(16, min(length, HEAD), 4))
    return next((_BRANDS[one] for one in like if one in _BRANDS), "image/heic")


def _finer(found: str, content: bytes, said: str) -> str:
    """Return which of the kinds that share a container a file is."""
    if found == _OLE:
        return said if said in _INSIDE_OLE else _OLE
    if found != _ZIP:
        return found
    if content[30:38] == b"mimetype":
        named = content[38 : 38 + 100].partition(b"PK")[0].decode("ascii", errors="replace")
        return named if named.startswith(_OPEN_DOCUMENT) else _ZIP
    if b"[Content_Types].xml" not in content and b"_rels/" not in content:
        return _ZIP
    return _office(content, said)


def _office(content: bytes, said: str) -> str:
    """Return the kind of an Office document; of one whose parts are not seen, what is said."""
    inside = next((kind for name, kind in _INSIDE_ZIP if name in content), "")
    if not inside:
        return said if said in {*_WITH_MACROS, *_WITH_MACROS.values()} else _ZIP
    macros = _WITH_MACROS[inside]
    return macros if said == macros or b"vbaProject.bin" in content else inside


def _is_text_type(kind: str) -> bool:
    return kind == XML or kind.startswith("text/")


def _text_type(content: bytes, said: str) -> str:
    start = decoded_text(content, HEAD).lstrip("\ufeff \t\r\n")[:200].lower()
    if start.startswith("<?xml"):
        return XML
    if start.startswith(("<!doctype html", "<html")):
        return "text/html"
    return said if said.startswith("text/") else PLAIN_TEXT

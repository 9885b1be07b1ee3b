import re
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sdk_desktop.domain.file_name import LONGEST, MOST_BYTES, safe_name
from sdk_desktop.domain.visible_text import visible_name


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("underlag.pdf", "underlag.pdf"),
        ("Åsa Öberg – beslut (2).docx", "Åsa Öberg – beslut (2).docx"),
        ("A\u030a.txt", "Å.txt"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..\\..\\x.exe", "_.._x.exe"),
        ("/etc/passwd", "_etc_passwd"),
        ("C:\\Windows\\system32\\x.dll", "C__Windows_system32_x.dll"),
        ("\\\\server\\share\\x", "__server_share_x"),
        ("x.txt:stream", "x.txt_stream"),
        ("a\0b.txt", "a_b.txt"),
        ("a\nb\r.txt", "a_b_.txt"),
        ("faktura\u202efdp.exe", "faktura_fdp.exe"),
        ("a\u200bb\u2066c\u2028d.txt", "a_b_c_d.txt"),
        ("a\ud800b.txt", "a_b.txt"),
        ('<>:"/\\|?*', "_________"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Nul.tar.gz", "_Nul.tar.gz"),
        ("COM1", "_COM1"),
        ("lpt9.pdf", "_lpt9.pdf"),
        ("com¹.pdf", "_com¹.pdf"),
        ("CON .txt", "_CON .txt"),
        ("CONIN$", "_CONIN$"),
        ("console.txt", "console.txt"),
        ("a.txt...", "a.txt"),
        ("a.txt . .", "a.txt"),
        (" a.txt ", "a.txt"),
        (".profile", "profile"),
        ("faktura.pdf" + " \u3000" * 30 + ".exe", "faktura.pdf .exe"),
        ("\u00a0.\u3000", "bilaga"),
        ("Desktop.ini", "_Desktop.ini"),
        ("AUTORUN.INF", "_AUTORUN.INF"),
        ("desktop.ini.txt", "desktop.ini.txt"),
        ("...", "bilaga"),
        (".", "bilaga"),
        ("..", "bilaga"),
        ("", "bilaga"),
        ("   ", "bilaga"),
        ("~", "~"),
        ("-rf", "-rf"),
        ("a." + "b" * 100, "a." + "b" * 100),
    ],
)
def test_a_name_becomes_one_plain_file_name(given_name: str, name: str) -> None:
    assert safe_name(given_name) == name


@pytest.mark.parametrize("letter", ["a", "ö", "字", "😀"])
def test_a_long_name_keeps_its_ending(letter: str) -> None:
    name = safe_name(letter * 300 + ".pdf")

    assert name.endswith(letter + ".pdf")
    assert len(name) <= LONGEST
    assert len(name.encode()) <= MOST_BYTES


@given(st.text())
@example("x" * 300 + "." + "y" * 300)
@example("😀" * 90 + " .txt")
@example("con" + " " * 200 + ".txt")
def test_no_name_leads_out_of_a_folder(text: str) -> None:
    name = safe_name(text)

    assert (Path("/folder") / name).parent == Path("/folder")
    assert PureWindowsPath("C:/folder", name).parent == PureWindowsPath("C:/folder")
    assert name not in {"", ".", ".."}
    assert name == name.strip(" ").rstrip(".")
    assert not re.search(r'[<>:"/\\|?*]', name)
    assert {unicodedata.category(c) for c in name}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert len(name) <= LONGEST
    assert len(name.encode()) <= MOST_BYTES
    assert name.partition(".")[0].strip().upper() not in {"CON", "NUL", "COM1", "LPT¹"}
    assert safe_name(name) == name


def test_a_name_shows_where_something_was_hidden() -> None:
    assert visible_name("faktura\u202efdp.exe") == "faktura\ufffdfdp.exe"
    assert visible_name("Åsa 1.pdf") == "Åsa 1.pdf"

"""What is locked is installed by two at the same time, each package by one of them."""

import re
import sys
from pathlib import Path

import pytest

from installer.development.installing import halves, install_locked

LOCK = r"""a==1 \
    --hash=sha256:aa \
    --hash=sha256:ab
b==2 ; os == 'nt' \
    --hash=sha256:bb
c==3
"""
NOTE = """
import sys
from pathlib import Path
*_, hashed, _, file = sys.argv
text = Path(file).read_text()
Path(sys.argv[1], text[0]).write_text(hashed + " " + text)
sys.exit("b" in text and "fails" in sys.argv)
"""


def test_each_package_is_in_one_half_with_its_hashes() -> None:
    assert halves(LOCK) == (
        "a==1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab\nc==3\n",
        "b==2 ; os == 'nt' \\\n    --hash=sha256:bb\n",
    )


@pytest.mark.parametrize("kind", ["run", "test"])
def test_nothing_that_is_locked_is_left_out(project: Path, kind: str) -> None:
    lock = (project / "installer" / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
    named = re.compile(r"^[A-Za-z0-9._\[\]-]+==|--hash=\S+", re.MULTILINE)

    parts = halves(lock)

    assert sorted(named.findall("".join(parts))) == sorted(named.findall(lock))
    assert abs(parts[0].count("==") - parts[1].count("==")) <= 10


def test_both_halves_are_installed_by_their_hashes(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(LOCK, encoding="utf-8")

    install_locked([sys.executable, "-c", NOTE, str(tmp_path)], lock)

    said = {one.name: one.read_text() for one in tmp_path.iterdir() if one != lock}
    assert said == {
        "a": f"--require-hashes {halves(LOCK)[0]}",
        "b": f"--require-hashes {halves(LOCK)[1]}",
    }


def test_it_stops_when_one_of_them_fails(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text(LOCK, encoding="utf-8")

    with pytest.raises(SystemExit, match="failed while installing"):
        install_locked([sys.executable, "-c", NOTE, str(tmp_path), "fails"], lock)

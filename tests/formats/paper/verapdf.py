"""What veraPDF says of a document, where it is here."""

import os
import subprocess
from pathlib import Path
from shutil import which

import pytest

_JARS = os.environ.get("SDK_VERAPDF", "")
with_verapdf = pytest.mark.skipif(
    not (_JARS and which("java")),
    reason="veraPDF is not here; resources/docs/contributing.md says where it comes from",
)


def judged(document: Path) -> list[str]:
    """Return whether a file is PDF/A-2b, and each rule that it breaks."""
    program = Path(__file__).with_name("AskVeraPdf.java")
    said = subprocess.run(
        ["java", "-cp", f"{_JARS}/*", str(program), str(document)],  # noqa: S607 - which is first
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.splitlines()

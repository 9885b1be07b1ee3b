"""A settings file that cannot be read: the line that is wrong is named."""

from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.toml_file import read_tables


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("[policy]\nread_minutes = soon\n", 2),
        ("[policy]\r\n\r\nread_minutes 5\r\n", 3),
        ("[policy]\nread_minutes = 5\nread_minutes = 6\n", 3),
        ("[policy]\n\n[policy]\n", 3),
        ('[policy]\nnote = "open\nread_minutes = 5\n', 2),
        ("[policy]\nways = [\n'card',\n", 3),
    ],
)
def test_the_line_that_is_no_toml_is_named(tmp_path: Path, content: str, line: int) -> None:
    path = tmp_path / "organisation.toml"
    path.write_bytes(content.encode())

    with pytest.raises(Refused) as raised:
        read_tables(path)

    assert raised.value.values == {"file": path, "line": line}


def test_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert read_tables(tmp_path / "settings.toml") == {}

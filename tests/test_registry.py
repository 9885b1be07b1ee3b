"""What the organisation decides by Windows' policies; runs on Windows only."""

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from sdk_desktop.organisation import managed_place, registry_tables

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="only Windows has a registry")

KEY = r"Software\SDK Desktop tests"


@pytest.fixture
def written() -> Iterator[None]:
    """Write policies of each kind below a key of our own."""
    winreg: Any = import_module("winreg")
    computer = winreg.HKEY_LOCAL_MACHINE
    values = [
        ("policy", "read_level", winreg.REG_DWORD, 4),
        ("login", "issuer", winreg.REG_SZ, "https://login.example.se"),
        (r"mailbox\10", "name", winreg.REG_SZ, "Arkivet"),
        (r"mailbox\2", "name", winreg.REG_SZ, "Växeln"),
        (r"mailbox\1", "name", winreg.REG_SZ, "Reception"),
    ]
    for table, name, kind, value in values:
        with winreg.CreateKey(computer, rf"{KEY}\{table}") as key:
            winreg.SetValueEx(key, name, 0, kind, value)
    yield
    for table in ("policy", "login", r"mailbox\1", r"mailbox\2", r"mailbox\10", "mailbox", ""):
        winreg.DeleteKey(computer, rf"{KEY}\{table}".rstrip("\\"))


def test_a_key_for_each_table_is_read(written: None) -> None:
    assert registry_tables(KEY) == {
        "policy": {"read_level": 4},
        "login": {"issuer": "https://login.example.se"},
        "mailbox": [{"name": "Reception"}, {"name": "Växeln"}, {"name": "Arkivet"}],
    }


def test_where_nothing_is_distributed_nothing_is_decided() -> None:
    assert registry_tables(rf"{KEY} that is not there") == {}
    assert managed_place() == r"HKLM\Software\Policies\SDK Desktop"

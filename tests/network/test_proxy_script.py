"""A script that Windows asks for a proxy, which is known of though nobody runs it here."""

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from types import ModuleType

import pytest

from sdk_desktop.network.proxies import proxy_script

USER, COMPUTER = "HKCU", "HKLM"
CHOSEN = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
DECIDED = r"Software\Policies\Microsoft\Windows\CurrentVersion\Internet Settings"
PAC = "http://wpad.kommun.example.se/proxy.pac"
Key = tuple[str, str]


class Registry(ModuleType):
    """As much of Windows' registry as is asked."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = USER, COMPUTER

    def __init__(self, values: Mapping[Key, object]) -> None:
        super().__init__("winreg")
        self._values = values

    def OpenKey(self, root: str, key: str) -> AbstractContextManager[Key]:
        return nullcontext((root, key))

    def QueryValueEx(self, key: Key, name: str) -> tuple[object, int]:
        assert name == "AutoConfigURL"
        try:
            return self._values[key], 1
        except KeyError:
            raise FileNotFoundError from None


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, ""),
        ({(USER, CHOSEN): PAC}, PAC),
        ({(USER, CHOSEN): ""}, ""),
        ({(USER, CHOSEN): 1}, ""),
        ({(USER, CHOSEN): "", (COMPUTER, DECIDED): PAC}, PAC),
        ({(USER, DECIDED): PAC, (USER, CHOSEN): "http://other.example.se/"}, PAC),
    ],
)
def test_it_is_found_where_windows_keeps_it(
    monkeypatch: pytest.MonkeyPatch, values: Mapping[Key, object], found: str
) -> None:
    monkeypatch.setitem(sys.modules, "winreg", Registry(values))
    monkeypatch.setattr(sys, "platform", "win32")

    assert proxy_script() == found


def test_another_system_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winreg", Registry({(USER, CHOSEN): PAC}))
    monkeypatch.setattr(sys, "platform", "linux")

    assert proxy_script() == ""

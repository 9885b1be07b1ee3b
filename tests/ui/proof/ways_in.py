"""More ways in for the practising person: a card in a reader, and a login service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.domain.clearance import CardProof, Way
from sdk_desktop.domain.configuration import CardReader, Login
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.settings import read_settings, write_settings
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.usecases.workspace import Workspace
from tests.auth.login.issuer import ISSUER, LOGIN, Issuer
from tests.kit.computer.security_module import PIN, SecurityModule
from tests.ui.conftest import Client

DAMAGED: list[tuple[Callable[[Path], object], str]] = [
    (lambda keys: keys.write_text("{"), "The key file is damaged."),
    (lambda keys: keys.unlink(), "There is a message store here but no key to it."),
]
"""What may be wrong with a key file, and what is said of it."""


class Web(httpx.BaseTransport):
    """The login service, and everything else on the line."""

    def __init__(self, line: httpx.BaseTransport, issuer: Issuer) -> None:
        self.line, self.issuer = line, issuer

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == urlsplit(ISSUER).hostname:
            return self.issuer(request)
        return self.line.handle_request(request)


class Browser(QObject):
    """Is given the addresses that the program wants opened."""

    def __init__(self, visit: Callable[[str], object]) -> None:
        super().__init__()
        self.visit = visit
        self.visited: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        self.visited.append(address)
        self.visit(address)


@contextmanager
def browser(visit: Callable[[str], object]) -> Iterator[Browser]:
    """Be the user's browser for a while."""
    one = Browser(visit)
    QDesktopServices.setUrlHandler("https", one, "open")  # type: ignore[arg-type] # takes a name
    yield one
    QDesktopServices.unsetUrlHandler("https")


def locked(client: Client) -> LockScreen:
    client.shell.start()
    client.qtbot.waitUntil(lambda: isinstance(client.shell.window.content, LockScreen))
    client.qtbot.waitUntil(lambda: client.background.idle)
    return current(client)


def current(client: Client) -> LockScreen:
    screen = client.shell.window.content
    assert isinstance(screen, LockScreen)
    return screen


def set_up_card(client: Client, module: SecurityModule) -> None:
    """Put a card in the reader, and the reader in the settings."""
    module.add_token("kim")
    module.add_key("kim", Authority("Test CA", client.watch()).issue("Kim Övning"))
    _set(client, card=CardReader(str(module.driver)))


def set_up_login(client: Client, issuer: Issuer) -> None:
    """Put a login service on the line, and in the settings."""
    client.app.close()
    client.app._client = httpx.Client(transport=Web(client.line, issuer))
    _set(client, login=LOGIN)


def add_card(client: Client) -> None:
    with_workspace(client, lambda workspace: workspace.people.add_card(CardProof(PIN)))


def add_login(client: Client, issuer: Issuer) -> None:
    with_workspace(client, lambda workspace: workspace.people.add_login(issuer.proof()))


def with_workspace(client: Client, do: Callable[[Workspace], object]) -> object:
    """Do something as the practising person, without the window."""
    proof = client.app.practice_proof()
    assert proof is not None
    workspace = client.app.unlock(client.app.people()[0], proof, lambda _changes: None)
    done = do(workspace)
    workspace.close()
    return done


def _set(client: Client, **tables: object) -> None:
    path = client.app.profile.settings
    write_settings(path, replace(read_settings(path), **tables))  # type: ignore[arg-type] # fields of Settings
    client.app.settings = read_settings(path)


def two_people(client: Client) -> None:
    """Let a second person in, and both in every way."""
    login = Login("https://login.example.se", "sdk-desktop", acr_3="loa3")
    client.app.settings = replace(client.app.settings, card=CardReader("x.so"), login=login)
    keys = KeyFile(client.app.profile.keys)
    for who, way in product(("Kim Övning", "Åsa Öberg"), (Way.CARD, Way.LOGIN)):
        keys.put(who, way, {"kind": way.value})

"""A key store of an operating system, in memory, as the tests never touch the real one."""

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class KeyStoreInMemory(KeyringBackend):
    """A key store in memory, which may be locked, and counts how often it is asked."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False
        self.persist = "enterprise"
        self.says: Exception = KeyringLocked("the user opens nothing")
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self._look()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._look()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._look()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")

    def _look(self) -> None:
        self.asked += 1
        if self.locked:
            raise self.says


@contextmanager
def key_store() -> Iterator[KeyStoreInMemory]:
    """Let the program find a key store while the block runs."""
    before, own = keyring.get_keyring(), KeyStoreInMemory()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)

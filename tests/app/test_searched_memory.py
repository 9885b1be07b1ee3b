"""What is left in the memory of a client that is locked: measured, and printed without saying what.

The store's key and the passphrase must be gone. Of what was read much less must be left than was
there; that nothing is cannot be promised in Python.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyotp
import pytest

from sdk_desktop.app import App
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.formats.message import write_message
from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    PRACTICE_MAILBOXES,
)
from sdk_desktop.settings import Profile
from tests.app.sandbox_process import sandbox_process
from tests.kit.processes.plain_http import ask
from tests.kit.project import PROJECT
from tests.kit.sandbox_network import CHEAP, SOCIAL, connection
from tests.kit.secrets.canaries import RECEIVED, received, words
from tests.kit.secrets.canary_memory import LATER
from tests.kit.secrets.searching import Search

PASSPHRASE = "höstens hemligaste lösenfras"
WHO = "Kim Berg"
WORDS = words()

pytestmark = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="only Linux with glibc lets us see and clear memory"
)


@dataclass(frozen=True)
class Memory:
    """What was found in the memory: how often each secret, and how often words of messages."""

    size: int
    secrets: Counter[str]
    words: int


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Memory]:
    """Let a client unlock, work and lock, and search its memory before and after locking."""
    folder = tmp_path_factory.mktemp("memory") / "profile"
    with sandbox_process() as address:
        for number in RECEIVED:
            mailbox = f"{address}/practice/mailboxes/{SOCIAL}"
            ask("POST", mailbox, content=write_message(received(number))).raise_for_status()
        search, code = enrolled(folder, address)
        return dict(searched(folder, json.dumps([PASSPHRASE, code]), search))


def enrolled(folder: Path, address: str) -> tuple[Search, str]:
    """Make a profile; gives a search for its secrets, and a code for later."""
    now = system_clock()
    app = App(Profile(folder), lambda: now, derivation=CHEAP)
    secret = folder / "secret"
    secret.write_text(PRACTICE_CLIENT_SECRET, encoding="utf-8")
    app.configure(connection(address, PRACTICE_CLIENT_ID, str(secret)), PRACTICE_MAILBOXES)
    enrolment = app.enrolling.begin(WHO)
    codes = pyotp.TOTP(enrolment.secret)
    app.enrolling.enrol(enrolment, PASSPHRASE, codes.at(now - LATER))
    workspace = app.unlock(WHO, PassphraseProof(PASSPHRASE, codes.at(now)), lambda _: None)
    secrets: dict[str, bytes | str] = {
        "store key": workspace._store.key,
        "passphrase": PASSPHRASE,
        "secret of the one-time codes": enrolment.secret,
    }
    workspace.close()
    app.close()
    return Search(WORDS, secrets), codes.at(now + LATER)


def own_key_store() -> dict[str, str]:
    """Let the client look for the system's key store, as it does at work, and not find one."""
    here = {name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"}
    return here | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}


def searched(folder: Path, typed: str, search: Search) -> Iterator[tuple[str, Memory]]:
    command = [sys.executable, "-m", "tests.kit.secrets.canary_memory", str(folder)]
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        env=own_key_store(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(typed.encode())
        for moment in ("unlocked", "locked"):
            assert process.stdout.readline().decode().strip() == moment
            yield moment, found_in(process.pid, search)
            process.stdin.write(b"\n")


def found_in(process: int, search: Search) -> Memory:
    secrets: Counter[str] = Counter()
    size = words = 0
    for part in parts_of(process):
        size += len(part)
        for (word, _), count in search.hits(part).items():
            if word in WORDS:
                words += count
            else:
                secrets[word] += count
    return Memory(size, secrets, words)


def parts_of(process: int) -> Iterator[bytes]:
    """Read everything that a process can write to."""
    places = Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as file:
        for place in places:
            begin, end, rights = re.match(r"(\w+)-(\w+) (\S+)", place).groups()  # type: ignore[union-attr]  # each line has these
            if rights.startswith("rw"):
                file.seek(int(begin, 16))
                yield file.read(int(end, 16) - int(begin, 16))


def test_while_it_is_unlocked_everything_is_found(memory: dict[str, Memory]) -> None:
    found = memory["unlocked"]

    assert found.secrets["store key"] > 0
    assert found.words > 1000


def test_the_key_and_the_passphrase_are_gone_when_it_is_locked(memory: dict[str, Memory]) -> None:
    assert memory["locked"].secrets == Counter()


def test_of_what_was_read_little_is_left(
    memory: dict[str, Memory], record_property: Callable[[str, object], None]
) -> None:
    before, after = memory["unlocked"], memory["locked"]
    record_property(
        "left in the memory of a locked client",
        f"{after.words} of {before.words} words of messages, {after.secrets.total()} of "
        f"{before.secrets.total()} copies of keys and passphrases, in {after.size >> 20} MiB",
    )

    assert after.words < before.words / 10

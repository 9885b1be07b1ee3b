"""A practice profile whose first messages have come in: made once, and copied for each test."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.app.shared_practice import prepare_together
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.cast.organisations import PRACTICE_ORGANISATION
from sdk_desktop.sandbox.postgres import HOST
from sdk_desktop.sandbox.server import Application
from sdk_desktop.settings import Profile
from tests.kit.cuttable_connection import CuttableConnection
from tests.kit.sandbox_network import ADDRESS, CHEAP, PKI, Watch
from tests.kit.sharing.postgres import OWNER, PASSWORD, PostgresCluster


@dataclass
class Practice:
    """The app of somebody who practises, the sandbox, the line between them, and their clock."""

    app: PracticeApp
    sandbox: Application
    line: CuttableConnection
    watch: Watch


def practise(folder: Path) -> Practice:
    """Return practice in a new folder: all the sandbox's first messages are still to come."""
    watch = Watch()
    practice = _computer(folder, Application(watch, PKI), watch)
    practice.app.prepare(ADDRESS)
    _speak_english(practice.app)
    return practice


def practise_together(
    folder: Path, postgres: PostgresCluster, *people: str
) -> tuple[Practice, ...]:
    """Return practice of people with a computer each, who share a mailbox of one sandbox."""
    watch = Watch()
    sandbox = Application(watch, PKI)
    computers = {who: _computer(folder / who, sandbox, watch) for who in people}
    owner = LedgerAddress(HOST, postgres.create(), OWNER, port=postgres.port)
    apps = {who: computer.app for who, computer in computers.items()}
    prepare_together(apps, ADDRESS, owner, PASSWORD)
    for app in apps.values():
        _speak_english(app)
    return tuple(computers.values())


def take_in_first_messages(folder: Path) -> None:
    """Make a practice profile in which the first messages have come in."""
    practice = practise(folder)
    proof = practice.app.practice_proof()
    assert proof is not None
    workspace = practice.app.unlock(WHO, proof, lambda _changes: None)
    workspace.synchronise()
    workspace.close()
    practice.app.close()


def go_on_practising(prepared: Path, folder: Path) -> Practice:
    """Return practice in a copy of a prepared profile, whose sandbox has handed over all it had."""
    shutil.copytree(prepared, folder)
    settings = Profile(folder).settings  # they say where the secret lies
    known = settings.read_bytes().replace(str(prepared).encode(), str(folder).encode())
    settings.write_bytes(known)
    watch = Watch()
    practice = _computer(folder, Application(watch, PKI), watch)
    practice.sandbox.federation.members[PRACTICE_ORGANISATION.participant].incoming.clear()
    return practice


def _computer(folder: Path, sandbox: Application, watch: Watch) -> Practice:
    line = CuttableConnection(httpx.WSGITransport(sandbox))
    client = httpx.Client(transport=line)
    app = PracticeApp(Profile(folder), watch, derivation=CHEAP, client=client, pause=watch.pause)
    return Practice(app, sandbox, line, watch)


def _speak_english(app: PracticeApp) -> None:
    app.set_preferences(replace(app.settings.preferences, language="en"))

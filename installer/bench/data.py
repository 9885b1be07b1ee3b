"""The messages and profiles that are measured with."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.domain.changes import Changes
from sdk_desktop.domain.clearance import PassphraseProof, Purpose
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import (
    Attention,
    CodeSystem,
    Document,
    Identifier,
    Message,
    Party,
    Reference,
    new_id,
)
from sdk_desktop.formats.message import write_message
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.settings import Profile
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.workspace import Workspace

MESSAGES = 10_000
INTAKE = 200
SOCIAL = PRACTICE_MAILBOXES[0].address

_BATCH = 500
_WORDS = [
    "möte",
    "plan",
    "barn",
    "familj",
    "utredning",
    "skola",
    "ansökan",
    "beslut",
    "vård",
    "hem",
    "stöd",
    "insats",
    "samtal",
    "uppgift",
    "handläggare",
    "kommun",
    "region",
    "komplettering",
    "underlag",
    "bedömning",
    "överföring",
    "remiss",
    "läkare",
    "intyg",
    "önskemål",
    "återkoppling",
    "ärende",
    "och",
    "att",
    "för",
    "med",
    "som",
    "till",
    "från",
    "vid",
    "på",
    "av",
    "i",
    "en",
    "ett",
]


def profile_app(folder: str) -> PracticeApp:
    """Return the locked client of a profile that anyone can open."""
    return PracticeApp(Profile(Path(folder)))


def prepare(folder: str) -> None:
    """Make a profile with an enrolled person and a store of 10 000 messages."""
    app = profile_app(folder)
    app.prepare("http://127.0.0.1:9")  # nobody is there
    need = app.settings.policy.need(Purpose.READ)
    key, _ = app._sign_in().prove(WHO, _proof(app), need)  # noqa: SLF001 - filled from behind
    fill_store(Store.open(app.profile.store, key))


def fill_store(store: Store) -> None:
    """Put 10 000 messages in a store."""
    chance = random.Random(1)  # noqa: S311 - no secret
    start = datetime.now(UTC) - timedelta(minutes=MESSAGES)
    for first in range(0, MESSAGES, _BATCH):
        with store.begin() as stored:
            for number in range(first, first + _BATCH):
                moment = start + timedelta(minutes=number)
                message = make_message(chance, number, moment)
                stored.messages.add(message, Direction.IN, SOCIAL, moment)
    store.close()


def unlock(
    folder: str, on_change: Callable[[Changes], None] = lambda _changes: None
) -> tuple[PracticeApp, Workspace]:
    """Open a profile; `on_change` is called with what a transaction has changed."""
    app = profile_app(folder)
    return app, app.unlock(WHO, _proof(app), on_change)


def fill_mailbox(address: str) -> None:
    """Put 200 messages into a mailbox of a sandbox."""
    chance = random.Random(2)  # noqa: S311 - no secret
    with httpx.Client(base_url=address, trust_env=False) as client:
        for number in range(INTAKE):
            data = write_message(make_message(chance, number, datetime.now(UTC)))
            client.post(f"/practice/mailboxes/{SOCIAL}", content=data).raise_for_status()


def make_message(chance: random.Random, number: int, moment: datetime) -> Message:
    """Make a message of 300 words."""
    reference = Reference(Identifier(CodeSystem.DIARY_NUMBER, f"Dnr {number % 500}/26"))
    theirs = Attention("sdk:akuten:0203:regionekelund.example.se", "Akuten", (), (reference,))
    message_id = new_id()
    return Message(
        message_id,
        message_id,
        moment.replace(microsecond=0),
        " ".join(chance.choices(_WORDS, k=4)).capitalize(),
        confidential=number % 3 == 0,
        recipient=Party("0203:ekdala.example.se", "Ekdala kommun", Attention(SOCIAL)),
        sender=Party("0203:regionekelund.example.se", "Region Ekelund", theirs),
        documents=(Document("1", texts=(" ".join(chance.choices(_WORDS, k=300)),)),),
    )


def _proof(app: PracticeApp) -> PassphraseProof:
    proof = app.practice_proof()
    if proof is None:
        raise SystemExit("practice gives no proof")
    return proof

"""The messages and profiles that are measured with."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.domain.changes import Changes
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.message import (
    Attention,
    CodeSystem,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Reference,
    new_id,
)
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.settings import Profile
from sdk_desktop.usecases.workspace import Workspace

SOCIAL = PRACTICE_MAILBOXES[0].address

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


def unlock(
    folder: str, on_change: Callable[[Changes], None] = lambda _changes: None
) -> tuple[PracticeApp, Workspace]:
    """Open a profile; `on_change` is called with what a transaction has changed."""
    app = profile_app(folder)
    return app, app.unlock(WHO, _proof(app), on_change)


def make_message(chance: random.Random, number: int, moment: datetime, *files: File) -> Message:
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
        documents=(Document("1", files=files, texts=(" ".join(chance.choices(_WORDS, k=300)),)),),
    )


def _proof(app: PracticeApp) -> PassphraseProof:
    proof = app.practice_proof()
    if proof is None:
        raise SystemExit("practice gives no proof")
    return proof

"""Stores that resemble those of an organisation, made once and kept in the user's cache.

`corpus COUNT` makes one. Words follow Zipf's law, so that there are common and rare ones; three
mailboxes have 70, 20 and 10 per cent; a third was sent; a twentieth still waits for somebody.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate, product
from pathlib import Path

import sqlalchemy as sa

from installer.bench import data
from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.errand import Filing, Reason
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import (
    Attention,
    CodeSystem,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Reference,
)
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.settings import Profile
from sdk_desktop.store.schema import tables
from sdk_desktop.store.store import Store, Transaction

EDITION = 1
"""Another number is another content: older stores are made anew."""
RARE = "sällsyntord"
"""A word of one message in a thousand."""
PHRASE = "samordnad individuell plan"
"""Words that follow each other in one message in twenty."""

_BATCH = 1_000
_LEFT = ("unread", "handler", "unassigned", "filing", "ticked", "duty")
"""What it is seen by that somebody has seen to a message."""
_SYLLABLES = ("ba", "de", "fi", "gå", "hö", "kra", "le", "mo", "nä", "ri", "sta", "tu", "ve", "by")
_ENDINGS = ("", "n", "r", "rna", "s", "ing", "het")
_LONG = 190
_PDF = b"%PDF-1.4\n" + bytes(2_000)


@dataclass(frozen=True)
class Corpus:
    """A kept store, and the key that opens it."""

    folder: Path

    @property
    def path(self) -> Path:
        """The store's file."""
        return self.folder / "messages.db"

    def open(self) -> Store:
        """Open the store; one of an earlier version is brought up to date."""
        return Store.open(self.path, (self.folder / "key").read_bytes())


def kept(count: int) -> Corpus:
    """Return the store with so many messages; make it first where it is missing."""
    cache_folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    bench = Path(os.environ.get("SDK_BENCH") or cache_folder / "sdk-desktop-development" / "bench")
    folder = bench / f"{count}-{EDITION}"
    if not folder.exists():
        print(f"making {count} messages in {bench}, once …", flush=True)
        made = bench / f"{folder.name}.part"
        shutil.rmtree(made, ignore_errors=True)
        _make(made, count)
        made.rename(folder)
    return Corpus(folder)


def _make(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    app = PracticeApp(Profile(folder))
    app.prepare("http://127.0.0.1:9")  # nobody is there
    proof = app.practice_proof()
    if proof is None:
        sys.exit("practice gives no proof")
    key, _ = app._sign_in().prove(WHO, proof, app.settings.policy.need(Purpose.READ))  # noqa: SLF001 - filled from behind
    (folder / "key").write_bytes(key)
    store = Store.open(app.profile.store, key)
    with store.begin() as stored:
        stored.connection.execute(sa.text("PRAGMA cache_size = -262144"))
    chance = random.Random(4)  # noqa: S311 - no secret
    start = datetime.now(UTC) - timedelta(minutes=count)
    for first in range(0, count, _BATCH):
        numbers = range(first, min(first + _BATCH, count))
        with store.begin() as stored:
            _add_some(stored, chance, numbers, start)
    store.close()


def _add_some(stored: Transaction, chance: random.Random, numbers: range, start: datetime) -> None:
    seen_to: dict[Direction, list[int]] = {Direction.IN: [], Direction.OUT: []}
    for number in numbers:
        direction, row = _add(stored, chance, number, start + timedelta(minutes=number))
        if chance.random() >= 0.05:  # noqa: PLR2004
            seen_to[direction].append(row)
    for direction, rows in seen_to.items():
        see_to(stored, direction, rows)


def _add(
    stored: Transaction, chance: random.Random, number: int, moment: datetime
) -> tuple[Direction, int]:
    (box,) = chance.choices(PRACTICE_MAILBOXES, (70, 20, 10))
    direction = Direction.OUT if chance.random() < 0.35 else Direction.IN  # noqa: PLR2004
    message = _message(chance, number, moment, box.address)
    row = stored.messages.add(message, direction, box.address, moment, f"s{number}")
    person = f"19{number % 90 + 10}0101-{number % 9000 + 1000}"
    kind = AuditKind.SENT if direction is Direction.OUT else AuditKind.RECEIVED
    identifier = message.message_id
    stored.audit.add(AuditEvent(kind, moment, WHO, "PC-1", box.address, identifier, person))
    return direction, row


def see_to(stored: Transaction, direction: Direction, rows: list[int]) -> None:
    """See to the first message as a person does, and leave the others as that is left then."""
    if not rows:
        return
    first, *others = rows
    stored.messages.mark_read(first)
    if direction is Direction.OUT:
        stored.errands.tick(first, Reason.LATE)
    else:
        stored.messages.assign(first, WHO)
        stored.errands.file(first, Filing.PERSONAL_FILE)
    known = tables.message.c
    left = sa.select(*(known[name] for name in _LEFT)).where(known.id == first)
    values = stored.connection.execute(left).mappings().one()
    alike = sa.update(tables.message).where(known.id.in_(others)).values(**values)
    stored.connection.execute(alike)


def _message(chance: random.Random, number: int, moment: datetime, mailbox: str) -> Message:
    words = " ".join((*_text(chance, number), *_words(chance, _LONG)))
    files = (File("underlag.pdf", "application/pdf", _PDF),) if number % 5 == 0 else ()
    reference = Reference(Identifier(CodeSystem.DIARY_NUMBER, f"Dnr {number % 5000}/26"))
    theirs = Attention("sdk:akuten:0203:regionekelund.example.se", "Akuten", (), (reference,))
    return Message(
        message_id=f"m-{number}",
        conversation_id=f"c-{number // 3}",
        created=moment.replace(microsecond=0),
        label=" ".join(_words(chance, 4)).capitalize(),
        confidential=number % 3 == 0,
        recipient=Party("0203:ekdala.example.se", "Ekdala kommun", Attention(mailbox)),
        sender=Party("0203:regionekelund.example.se", "Region Ekelund", theirs),
        documents=(Document("1", files=files, texts=(words,)),),
    )


def _text(chance: random.Random, number: int) -> Iterator[str]:
    if number % 1000 == 0:
        yield RARE
    if chance.random() < 0.05:  # noqa: PLR2004
        yield PHRASE


def _words(chance: random.Random, count: int) -> list[str]:
    words, weights = _vocabulary()
    return chance.choices(words, cum_weights=weights, k=count)


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Return words, and the sums of their weights: each word is as rare as its place."""
    made = ("".join(parts) + end for parts in product(_SYLLABLES, repeat=3) for end in _ENDINGS)
    words = ["och", "att", "barn", "möte", "handläggare", "beslut", "återkoppling", *made]
    return words, list(accumulate(1 / place for place in range(1, len(words) + 1)))


def copied(corpus: Corpus, folder: str) -> str:
    """Return a copy of a kept profile, to open as its person does."""
    target = Path(folder) / corpus.folder.name
    shutil.copytree(corpus.folder, target)
    data.profile_app(str(target)).prepare("http://127.0.0.1:9")
    return str(target)


if __name__ == "__main__":
    kept(int(sys.argv[1]))

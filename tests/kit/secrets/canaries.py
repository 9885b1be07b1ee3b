"""Words that nobody writes, and messages and drafts in which every field is such a word."""

from __future__ import annotations

import hashlib
import io
import zipfile
from base64 import b32encode
from dataclasses import replace
from datetime import UTC, datetime

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.message import (
    Attention,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
    new_id,
)
from sdk_desktop.formats.message import write_message

BEGINNING = "zqå"
ROOM = 300
"""So often a long text repeats its word, so that it fills pages of its own."""
RECEIVED = range(6)
SENT = range(3)
DRAFTS = range(2)
PURGED = 5
"""The number of the received message that is erased again."""
SAVED = 1
"""The number of the received message whose first file is saved."""

_OF_A_PARTY = (
    *("funktion", "person", "personrot", "personnummer"),
    *("referensrot", "referens", "ärende"),
)
_OF_RECEIVED = (
    *("ämne", "text", "text två", "dokument", "dokumentnamn", "systemrot", "system"),
    *("filnamn", "bilaga", "filnamn två", "bilaga två"),
    *(f"{field} hos {side}" for side in ("avsändare", "mottagare") for field in _OF_A_PARTY),
)
_OF_DRAFT = (
    *("utämne", "uttext", "utfilnamn", "utbilaga", "utperson", "utpersonnummer"),
    *("vår referens", "vårt ärende", "deras referens", "deras ärende"),
)
_OF_WORK = (
    *("trasigt", "sökning", "sökning i fönstret", "adress", "adress i fönstret", "diarienummer"),
    *("handlingstyp", "spärr", "beslut", "handläggare", "skrivet ämne", "skriven text"),
    *("urklipp", "undantag"),
)


def canary(name: str) -> str:
    """Return the word of a name."""
    return BEGINNING + b32encode(hashlib.sha256(name.encode()).digest()).decode().lower()[:12]


NAMES = (
    *(f"{field} {number}" for number in RECEIVED for field in _OF_RECEIVED),
    *(
        f"{field} {number}"
        for number in (*SENT, *(f"utkast {n}" for n in DRAFTS))
        for field in _OF_DRAFT
    ),
    *_OF_WORK,
)


def words() -> dict[str, str]:
    """Return every word and its name; made when asked for, as memory is searched for them, too."""
    return {canary(name): name for name in NAMES}


def not_stored() -> set[str]:
    """Return the words that the store must not hold either: what was sought or erased."""
    sought = ("sökning", "sökning i fönstret", "adress", "adress i fönstret")
    erased = (f"{field} {PURGED}" for field in _OF_RECEIVED)
    return {canary(name) for name in (*sought, "urklipp", "undantag", *erased)}


def received(number: int) -> Message:
    """Make a message to us in which everything is a canary."""

    def word(field: str) -> str:
        return canary(f"{field} {number}")

    def party(side: str, organisation: str, function: str) -> Party:
        def own(field: str) -> str:
            return word(f"{field} hos {side}")

        person = Person(own("person"), Identifier(own("personrot"), own("personnummer")))
        reference = Reference(Identifier(own("referensrot"), own("referens")), own("ärende"))
        attention = Attention(function, own("funktion"), (person,), (reference,))
        return Party(organisation, None, attention)

    files = (
        File(word("filnamn") + ".txt", "text/plain", (word("bilaga") * ROOM).encode()),
        File(word("filnamn två") + ".zip", "application/zip", _zip(word("bilaga två") * ROOM)),
    )
    texts = (word("text") * ROOM, word("text två"))
    message_id = new_id()
    return Message(
        message_id,
        message_id,
        datetime(2026, 3, 2, 11, number, tzinfo=UTC),
        word("ämne"),
        confidential=number % 2 == 0,
        recipient=party(
            "mottagare", "0203:ekdala.example.se", "sdk:socialkontoret:0203:ekdala.example.se"
        ),
        sender=party(
            "avsändare",
            "0203:regionekelund.example.se",
            "sdk:akuten:0203:regionekelund.example.se",
        ),
        documents=(Document(word("dokument"), word("dokumentnamn"), "1", files, texts),),
        generating_system=Identifier(word("systemrot"), word("system")),
    )


def broken() -> bytes:
    """Make a message whose subject is longer than the rules allow."""
    word = canary("trasigt")
    data = write_message(replace(received(0), message_id=new_id(), label=word))
    return data.replace(word.encode(), (word + "ö" * 300).encode())


def written(empty: Draft, number: int | str) -> Draft:
    """Fill a draft with canaries."""

    def word(field: str) -> str:
        return canary(f"{field} {number}")

    content = word("utbilaga").encode() * ROOM
    return replace(
        empty,
        label=word("utämne"),
        text=word("uttext") * ROOM,
        confidential=True,
        files=(File(word("utfilnamn") + ".pdf", "application/pdf", content),),
        persons=(Person(word("utperson"), Identifier("rot", word("utpersonnummer"))),),
        own_references=(Reference(Identifier("dnr", word("vår referens")), word("vårt ärende")),),
        their_references=(
            Reference(Identifier("dnr", word("deras referens")), word("deras ärende")),
        ),
    )


def _zip(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("text.txt", text)
    return packed.getvalue()

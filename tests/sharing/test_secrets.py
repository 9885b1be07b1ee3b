"""What whoever runs the server sees: no word and no name, in no file."""

import json
import re
from datetime import UTC, datetime
from uuid import uuid4

from sdk_desktop.domain.roles import Role
from sdk_desktop.sharing.mailbox import Wanted
from sdk_desktop.sharing.pieces import put_file
from sdk_desktop.sharing.presence import Presence
from sdk_desktop.sharing.tickets import make_ticket
from sdk_desktop.sharing.values import RecordKind
from tests.kit.secrets.canaries import BEGINNING, canary
from tests.kit.sharing.ledger import LedgerDatabase

WORDS = [canary(f"ledger {number}") for number in range(200)]
BEGIN = f"(?:{BEGINNING}|{json.dumps(BEGINNING)[1:-1].replace(chr(92), chr(92) * 2)})".encode()
PERSON = canary("ledger person")


def test_a_dump_and_the_write_ahead_log_hold_no_word_and_no_name(
    ledger_database: LedgerDatabase,
) -> None:
    anna = ledger_database.founded(PERSON)
    bo = ledger_database.joined(anna, canary("ledger colleague"))
    wanted = [
        Wanted(uuid4(), RecordKind.CONTENT, 1, {"text": word, "subject": word}) for word in WORDS
    ]
    anna.send(anna.change(uuid4(), wanted, [{"who": word} for word in WORDS]))
    put_file(anna.ledger, anna.id, anna.keyring, uuid4(), json.dumps(WORDS).encode())
    ticket = make_ticket(anna, PERSON, Role.HANDLER, datetime.now(UTC))
    Presence(bo.ledger, bo.id, bo.keyring).show(uuid4(), PERSON)
    ledger_database.superuser_runs("CHECKPOINT")

    files = ledger_database.cluster.files(ledger_database.database)

    assert str(anna.id).encode() in files  # from the dump
    assert anna.id.bytes in files  # from tables and log
    assert re.findall(BEGIN + rb"[a-z2-7]{12}", files) == []
    secret = (anna.keyring.naming, *anna.keyring.epochs, anna.keys.secret, bo.keys.secret, ticket)
    assert [key for key in secret if key in files] == []

"""Words that lie in stores, key files, settings and backups: a renamed one is not read any longer.

Whoever adds a word adds it here, too, in the same place.
"""

import tomllib
from enum import Enum
from pathlib import Path

import pytest

from sdk_desktop.auth.keys import device
from sdk_desktop.domain.access_point import TransportStatus
from sdk_desktop.domain.audit import SYSTEM, AuditKind
from sdk_desktop.domain.clearance import Purpose, Way
from sdk_desktop.domain.configuration import (
    AccessPointConnection,
    CardReader,
    Connection,
    Discovery,
    FolderUse,
    Login,
    Preferences,
)
from sdk_desktop.domain.delivery import ALREADY, HINDERED, LATE, RejectionCause, Status
from sdk_desktop.domain.draft import Act
from sdk_desktop.domain.mailbox import Direction, Mailbox
from sdk_desktop.domain.message import CodeSystem
from sdk_desktop.domain.policy import BackupPlan, Policy
from sdk_desktop.domain.purge import PurgeState
from sdk_desktop.domain.roles import Role
from sdk_desktop.settings import Settings, read_settings, write_settings
from sdk_desktop.store.schema.tables import Duty
from sdk_desktop.usecases import backups
from sdk_desktop.usecases.checks import store_check
from sdk_desktop.usecases.shared.given_drafts import HandOver
from sdk_desktop.usecases.shared.rows import ArrivalKind

WORDS: dict[type[Enum], str] = {
    AuditKind: """
        enrolled role_changed unlocked locked proved tries_failed tries_undone rights_mended
        not_fetched received unreadable read searched opened_file saved_file dossier passed_on
        printed forwarded sent_on sent
        taken_back handed_over delivery taken released registered taken_over filed deadline
        seen_to noted draft_handed_over exported keys_changed removed recovered recovery_key
        recovery_confirmed store_key backed_up restored restored_unproved checked extracted held
        hold_ended purge_proposed purge_approved purge_withdrawn purged purge_reported trimmed
        acknowledged stray incident rolled_back shared member_added member_removed note_refused
        unshared healed went_on set_aside ticket_made ticket_withdrawn""",
    Status: """
        QUEUED SCHEDULED SUBMITTED SCHEDULED_FOR_RESEND ACKNOWLEDGE WAITING_FOR_RECEIPT ACCEPTED
        REJECTED MESSAGE_EXCHANGE_ERROR ERROR TAKEN_BACK UNACKNOWLEDGED UNKNOWN""",
    TransportStatus: """
        READY_TO_SEND READY_TO_PULL BEING_PULLED SEND_ENQUEUED SEND_IN_PROGRESS
        WAITING_FOR_RECEIPT ACKNOWLEDGED ACKNOWLEDGED_WITH_WARNING SEND_ATTEMPT_FAILED
        SEND_FAILURE NOT_FOUND WAITING_FOR_RETRY RECEIVED RECEIVED_WITH_WARNINGS DELETED
        DOWNLOADED UNKNOWN""",
    CodeSystem: """
        1.2.752.129.2.1.3.1 1.2.752.129.2.1.3.3 1.2.752.74.9.1 1.2.752.29.6.2.1
        0.9.2342.19200300.100.1.3 1.2.752.129.2.1.2.1 dnr 1.3.88 unregistred""",
    RejectionCause: "SV BV SIG",
    Direction: "in out",
    Act: "new answer complement",
    FolderUse: "attach save case export",
    PurgeState: "proposed approved erased done withdrawn",
    HandOver: "offered taken withdrawn",
    ArrivalKind: "received unreadable repeated acknowledged stray",
    Way: "passphrase card login",
    Role: "reader handler registrar manager",
    Purpose: "read send export purge administer",
}

CHOSEN: dict[str, dict[str, object]] = {
    "connection": {
        "service_url": "1",
        "token_url": "2",
        "client_id": "3",
        "address_book_url": "4",
        "secret_file": "5",
        "private_key_file": "6",
    },
    "access_point": {
        "url": "1",
        "party": "2",
        "key": "3",
        "issuers": "4",
        "address_book_url": "5",
        "key_password_file": "6",
        "user": "7",
        "password_file": "8",
        "certificate_file": "9",
        "certificate_password_file": "10",
        "trusted_file": "11",
        "revocation_soft_fail": True,
        "scanner": "12",
        "must_scan": False,
        "federation": "13",
    },
    "discovery": {
        "zone": "sml.example.se",
        "smp_issuers": "/smp",
        "dns_servers": "192.0.2.1",
        "environment": "SDK-QA",
    },
    "preferences": {
        "language": "en",
        "text_percent": 120,
        "idle_minutes": 5,
        "dense_rows": True,
        "notices": False,
        "quiet_hours": "17:00-07:30",
    },
    "policy": {
        "read_level": 2,
        "read_minutes": 1,
        "send_level": 2,
        "send_minutes": 2,
        "export_level": 2,
        "export_minutes": 3,
        "purge_level": 2,
        "purge_minutes": 4,
        "administer_level": 2,
        "administer_minutes": 5,
        "passphrase_level": 2,
        "card_level": 4,
        "acknowledgement_minutes": 6,
        "two_for_purge": False,
        "audit_years": 7,
        "leave_days": 8,
        "withhold_subjects": True,
        "search_files": False,
    },
    "backup": {"folder": "/b", "every_hours": 8, "keep_days": 9, "before_delete": True},
    "card": {"driver": "/d", "label": "l"},
    "login": {
        "issuer": "https://login.example.se",
        "client_id": "c",
        "acr_2": "two",
        "acr_3": "three",
        "acr_4": "four",
    },
}

FULL = Settings(
    mailboxes=(Mailbox("a", "n", "o", "on"),),
    connection=Connection("1", "2", "3", "4", "5", "6"),
    preferences=Preferences(
        "en", 120, 5, dense_rows=True, notices=False, quiet_hours="17:00-07:30"
    ),
    policy=Policy(
        2,
        1,
        2,
        2,
        2,
        3,
        2,
        4,
        2,
        5,
        2,
        4,
        6,
        False,
        7,
        8,
        withhold_subjects=True,
        search_files=False,
    ),
    backup=BackupPlan("/b", 8, 9, before_delete=True),
    card=CardReader("/d", "l"),
    login=Login("https://login.example.se", "c", "two", "three", "four"),
    access_point=AccessPointConnection(
        *("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"),
        revocation_soft_fail=True,
        scanner="12",
        must_scan=False,
        federation="13",
    ),
    discovery=Discovery("sml.example.se", "/smp", "192.0.2.1", "SDK-QA"),
)


@pytest.mark.parametrize(("kind", "words"), WORDS.items())
def test_the_words_of_a_kind_are_those_that_are_stored(kind: type[Enum], words: str) -> None:
    assert [member.value for member in kind] == words.split()


def test_words_that_are_stored_by_themselves_are_the_same() -> None:
    assert [duty.value for duty in Duty] == ["", "now", "register", "answer", "reply", "remind"]
    assert (SYSTEM, LATE, ALREADY, HINDERED) == ("system", "LATE", "ALREADY", "HINDERED")
    assert backups._BACKUP == "backup"
    assert (store_check._CHECKED, store_check._DAMAGED) == ("checked", "damaged")
    assert device.SERVICE == "SDK Desktop"


def test_settings_have_the_words_that_are_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_settings(path, FULL)

    mailbox = {"address": "a", "name": "n", "organisation": "o", "organisation_name": "on"}
    assert tomllib.loads(path.read_text()) == {"mailbox": [mailbox], **CHOSEN}
    assert read_settings(path) == FULL

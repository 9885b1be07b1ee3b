"""Keys, records, events and members: what the server may not read, exchange or add."""

import secrets
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.errors import Refused, SdkError, Untrusted
from sdk_desktop.domain.roles import Role
from sdk_desktop.sharing.events import check_written, opened_event, sealed_event
from sdk_desktop.sharing.keys import DeviceKeys, Keyring, wrap_mailbox_key
from sdk_desktop.sharing.mailbox import SharedMailbox
from sdk_desktop.sharing.members import Member, MemberList, mailbox_id
from sdk_desktop.sharing.membership import EVERYTHING, add_paper, admit, remove
from sdk_desktop.sharing.records import padded, record_id, seal, tombstone, unseal
from sdk_desktop.sharing.values import (
    ChainPoint,
    Outcome,
    Place,
    PublicDevice,
    RecordKind,
    StoredEvent,
)
from sdk_desktop.sharing.words import compared_words, word_halves
from tests.kit.sharing.ledger import LedgerDatabase, care, new_change

BOX = uuid4()
NONCE = b"n" * 16


@pytest.fixture(scope="module")
def keyring() -> Keyring:
    return Keyring.made()


def test_a_device_is_the_same_from_the_same_secret() -> None:
    keys = DeviceKeys.made()

    assert DeviceKeys(keys.secret).public == keys.public


def test_keys_open_only_for_whom_they_were_wrapped(keyring: Keyring) -> None:
    anna, bo = DeviceKeys.made(), DeviceKeys.made()
    wrapped = wrap_mailbox_key(keyring, BOX, anna.public)

    assert anna.unwrap(wrapped, BOX) == keyring
    with pytest.raises(Untrusted):
        bo.unwrap(wrapped, BOX)
    with pytest.raises(Untrusted):
        anna.unwrap(wrapped, uuid4())


def test_secrets_do_not_show_in_a_traceback(keyring: Keyring) -> None:
    assert keyring.epochs[0].hex() not in repr(keyring)
    assert repr(keyring.epochs[0]) not in repr(keyring)


def test_a_record_says_what_was_sealed(keyring: Keyring) -> None:
    named = (uuid4(), int(RecordKind.NOTE))

    record = seal(keyring, BOX, named, 1, {"text": "Å ä ö", "later": {"unknown": [1]}})

    assert unseal(keyring, BOX, record) == {"text": "Å ä ö", "later": {"unknown": [1]}}


def test_a_purged_record_says_nothing(keyring: Keyring) -> None:
    assert unseal(keyring, BOX, tombstone(keyring, (uuid4(), 2), 2)) is None


@pytest.mark.parametrize(
    "exchanged",
    [{"id": uuid4()}, {"version": 2}, {"kind": 5}, {"epoch": 2}, {"sealed": b""}, {"kind": -1}],
)
def test_the_server_cannot_pass_a_record_off_as_another(
    keyring: Keyring, exchanged: dict[str, object]
) -> None:
    record = seal(keyring, BOX, (uuid4(), int(RecordKind.CARE)), 1, {"handler": "anna"})
    keys = keyring.renewed()

    with pytest.raises(Untrusted):
        unseal(keys, BOX, replace(record, **exchanged))  # type: ignore[arg-type]
    with pytest.raises(Untrusted):
        unseal(keys, uuid4(), record)


def test_a_record_that_is_too_large_is_not_sealed(keyring: Keyring) -> None:
    noise = secrets.token_hex(5_000_000)

    with pytest.raises(Refused, match="too large"):
        seal(keyring, BOX, (uuid4(), 2), 1, {"text": noise})


def test_everybody_computes_the_same_id_of_the_same_thing(keyring: Keyring) -> None:
    name = "in 7f3c"

    assert record_id(keyring, RecordKind.CARE, name) == record_id(
        keyring.renewed(), RecordKind.CARE, name
    )
    assert record_id(keyring, RecordKind.CARE, name) != record_id(keyring, RecordKind.NOTE, name)
    assert record_id(keyring, RecordKind.CARE, name) != record_id(
        Keyring.made(), RecordKind.CARE, name
    )


@given(st.integers(min_value=0, max_value=70_000))
def test_sizes_are_few_and_hardly_larger(size: int) -> None:
    whole = len(padded(bytes(size)))

    assert size + 4 <= whole <= max(256, (size + 4) * 1.12)
    assert len(padded(bytes(whole - 4))) == whole


def test_an_event_opens_only_with_its_members_signature(keyring: Keyring) -> None:
    keys, stranger = DeviceKeys.made(), DeviceKeys.made()
    change = uuid4()
    event = sealed_event(keyring, keys, (BOX, change, ChainPoint()), (), [{"kind": "TAKEN"}])
    stored = StoredEvent(event, change, ChainPoint(1, b""), 0, keys.id, None)  # type: ignore[arg-type]

    opened = opened_event(keyring, BOX, stored, {keys.id: keys.public})

    assert (opened.device, opened.audit) == (keys.id, ({"kind": "TAKEN"},))
    with pytest.raises(Untrusted):
        opened_event(keyring, BOX, stored, {stranger.id: stranger.public})
    with pytest.raises(Untrusted):
        opened_event(keyring, BOX, replace(stored, change=uuid4()), {keys.id: keys.public})
    unsigned = replace(stored, event=replace(event, signature=bytes(64)))
    with pytest.raises(Untrusted):
        opened_event(keyring, BOX, unsigned, {keys.id: keys.public})


def test_a_change_names_the_versions_that_it_wrote(keyring: Keyring) -> None:
    keys, change = DeviceKeys.made(), uuid4()
    record = seal(keyring, BOX, (uuid4(), 2), 1, {"text": "hej"})
    other = seal(keyring, BOX, (record.id, 2), 1, {"text": "hopp"})
    event = sealed_event(keyring, keys, (BOX, change, ChainPoint()), (record,))
    stored = StoredEvent(event, change, ChainPoint(1, b""), 1, keys.id, None)  # type: ignore[arg-type]

    opened = opened_event(keyring, BOX, stored, {keys.id: keys.public})

    check_written(opened, record)
    with pytest.raises(Untrusted):
        check_written(opened, other)


def founded() -> tuple[DeviceKeys, Keyring, MemberList]:
    keys, keyring = DeviceKeys.made(), Keyring.made()
    members = MemberList(mailbox_id(keys.public, NONCE))
    return (
        keys,
        keyring,
        members.extended(
            members.entry(keys, keyring, Member(keys.public, "Anna", EVERYTHING), NONCE)
        ),
    )


def test_a_mailbox_has_the_founder_whom_its_id_names() -> None:
    keys, keyring, members = founded()
    mallory = DeviceKeys.made()
    begun = MemberList(members.mailbox)

    forged = begun.entry(mallory, keyring, Member(mallory.public, "Anna", EVERYTHING), NONCE)

    assert members.present == (Member(keys.public, "Anna", EVERYTHING),)
    with pytest.raises(Untrusted):
        begun.extended(forged)
    with pytest.raises(Untrusted):
        MemberList.read(members.mailbox, [])


def test_only_a_manager_signs_entries() -> None:
    keys, keyring, members = founded()
    bo, mallory = DeviceKeys.made(), DeviceKeys.made()
    as_handler = Member(bo.public, "Bo", frozenset({Role.HANDLER}))
    members = members.extended(members.entry(keys, keyring, as_handler))

    by_handler = members.entry(bo, keyring, Member(mallory.public, "M", EVERYTHING))
    by_stranger = members.entry(mallory, keyring, Member(mallory.public, "M", EVERYTHING))

    with pytest.raises(Untrusted):
        members.extended(by_handler)
    with pytest.raises(Untrusted):
        members.extended(by_stranger)


@pytest.mark.parametrize("spoil", ["entry", "signature"])
def test_an_entry_cannot_be_changed(spoil: str) -> None:
    keys, keyring, members = founded()
    entry = members.entry(keys, keyring, Member(DeviceKeys.made().public, "Bo", EVERYTHING))

    entry[spoil] = entry[spoil].replace("0", "1")

    with pytest.raises(Untrusted):
        members.extended(entry)


@pytest.mark.parametrize(
    "entry", [{}, {"entry": "1", "signature": "00"}, {"entry": "{}", "signature": "x"}]
)
def test_what_is_no_entry_is_not_taken(entry: dict[str, str]) -> None:
    with pytest.raises(Untrusted):
        founded()[2].extended(entry)


def test_entries_come_in_their_order() -> None:
    keys, keyring, members = founded()
    bo = members.entry(keys, keyring, Member(DeviceKeys.made().public, "Bo", EVERYTHING))
    cecilia = members.entry(keys, keyring, Member(DeviceKeys.made().public, "C", EVERYTHING))

    with pytest.raises(Untrusted):
        members.extended(bo).extended(cecilia)


def test_a_key_of_the_servers_own_is_not_taken() -> None:
    _, keyring, members = founded()
    members.check_keys(keyring)

    with pytest.raises(Untrusted):
        members.check_keys(keyring.renewed())
    with pytest.raises(Untrusted):
        members.check_keys(Keyring.made())


def test_the_last_manager_stays() -> None:
    keys, _, members = founded()

    with pytest.raises(Refused, match="last manager"):
        members.without(keys.id)
    with pytest.raises(Refused, match="no such member"):
        members.without(uuid4())


def test_words_are_of_one_device_and_one_mailbox() -> None:
    anna, bo = DeviceKeys.made().public, DeviceKeys.made().public
    words = compared_words(anna, BOX)

    assert len(words) == 6
    assert words == compared_words(anna, BOX)
    assert words != compared_words(bo, BOX)
    assert words != compared_words(anna, uuid4())


def test_words_are_the_same_in_every_version(costly_words: None) -> None:
    """Two people compare them who may have different versions; nobody else may find such keys."""
    device = PublicDevice(UUID(int=0), signing=bytes(32), opening=bytes(range(32)))

    words = compared_words(device, UUID(int=1))

    assert words == (
        "musikbuss",
        "hallonhammare",
        "skymningshalsduk",
        "musikhalsduk",
        "honungsstaket",
        "bomullsbulle",
    )


def test_no_word_can_be_taken_for_another() -> None:
    first, last = word_halves()

    words = {one + other for one in first for other in last}

    assert len(words) == 4096
    assert closest(first) >= 3
    assert closest(last) >= 3
    assert len({word[:3] for word in first}) == len({word[:3] for word in last}) == 64


def closest(words: tuple[str, ...]) -> int:
    return min(distance(one, other) for one in words for other in words if one < other)


def distance(one: str, other: str) -> int:
    """Count the letters to change, add or leave out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        following = [place]
        for at, theirs in enumerate(other, start=1):
            following.append(min(row[at] + 1, following[-1] + 1, row[at - 1] + (letter != theirs)))
        row = following
    return row[-1]


def test_a_removed_device_cannot_read_what_comes_even_with_the_servers_help(
    ledger_database: LedgerDatabase,
) -> None:
    anna = ledger_database.founded()
    bo = ledger_database.joined(anna)
    remove(anna, bo.keys.id)
    anna.send(new_change(anna, care(anna, "m", handler="anna")))
    stored = anna.ledger.records(anna.id, [care(anna, "m").id]).popitem()[1]

    with pytest.raises(Refused, match="newest key"):
        unseal(bo.keyring, bo.id, stored.record)
    assert anna.ledger.keys_and_members(anna.id, bo.keys.id)[0] is None
    assert unseal(anna.keyring, anna.id, stored.record) == {"handler": "anna"}


def test_the_others_go_on_after_a_removal(ledger_database: LedgerDatabase) -> None:
    anna = ledger_database.founded()
    bo, cecilia = ledger_database.joined(anna), ledger_database.joined(anna, "cecilia")
    reached = cecilia.news(Place()).place
    remove(anna, bo.keys.id)

    news = cecilia.news(reached)

    assert cecilia.keyring.epoch == 2
    assert [one.name for one in cecilia.members.present] == ["anna", "cecilia"]
    assert news.is_all
    assert cecilia.send(new_change(cecilia, care(cecilia, "m", handler="c"))).outcome is Outcome.OK


def test_who_joins_later_reads_what_was_before(ledger_database: LedgerDatabase) -> None:
    anna = ledger_database.founded()
    bo = ledger_database.joined(anna)
    anna.send(new_change(anna, care(anna, "m", handler="anna")))
    remove(anna, bo.keys.id)

    cecilia = ledger_database.joined(anna, "cecilia")

    assert {"handler": "anna"} in [one.fields for one in cecilia.news(Place()).records]


def test_two_managers_at_once_do_not_undo_each_other(ledger_database: LedgerDatabase) -> None:
    anna = ledger_database.founded()
    bo = ledger_database.joined(anna)
    _, cecilia = ledger_database.introduced()
    ledger_database.joined(bo, "david")

    with pytest.raises(SdkError, match="just changed the members"):
        admit(anna, cecilia.public, "cecilia", EVERYTHING)
    admit(anna, cecilia.public, "cecilia", EVERYTHING)

    assert len(anna.members.present) == 4


def test_a_paper_opens_the_mailbox_when_every_device_is_lost(
    ledger_database: LedgerDatabase,
) -> None:
    anna = ledger_database.founded()
    paper = DeviceKeys.made()
    add_paper(anna, paper.public, "Papper 1")
    anna.send(new_change(anna, care(anna, "m", handler="anna")))
    ledger, keys = ledger_database.introduced()
    ledger_database.superuser_runs(
        f"INSERT INTO ledger.may VALUES ('{anna.id}', '{keys.id}', 'manager')"
    )

    recovered = SharedMailbox.opened(ledger, DeviceKeys(paper.secret), anna.id)
    admit(recovered, keys.public, "new", EVERYTHING)

    again = SharedMailbox.opened(ledger, keys, anna.id)
    assert {"handler": "anna"} in [one.fields for one in again.news(Place()).records]


def test_the_server_cannot_make_itself_a_member(ledger_database: LedgerDatabase) -> None:
    anna = ledger_database.founded()
    ledger, mallory = ledger_database.introduced()
    ledger_database.superuser_runs(
        f"INSERT INTO ledger.may VALUES ('{anna.id}', '{mallory.id}', 'manager')"
    )

    with pytest.raises(Refused, match="not a member"):
        SharedMailbox.opened(ledger, mallory, anna.id)
    forged = SharedMailbox(ledger, mallory, Keyring.made(), anna.members)
    forged.incarnation = anna.incarnation
    assert (
        forged.send(new_change(forged, care(forged, "m", handler="mallory"))).outcome is Outcome.OK
    )
    with pytest.raises(Untrusted):
        anna.news(Place())


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE ledger.record SET sealed = sealed || '\\x00' WHERE kind = 3",
        "UPDATE ledger.record r SET sealed = o.sealed FROM ledger.record o WHERE r.version > 0",
        "UPDATE ledger.record SET sealed = NULL WHERE kind = 3",
        "UPDATE ledger.record SET version = version + 1 WHERE kind = 3",
        "UPDATE ledger.event SET sealed = sealed || '\\x00' WHERE number = 2",
        "UPDATE ledger.event SET signature = '\\x00'::bytea || substr(signature, 2)",
        "DELETE FROM ledger.event WHERE number = 2",
    ],
)
def test_what_the_server_spoils_is_noticed(ledger_database: LedgerDatabase, lie: str) -> None:
    anna = ledger_database.founded()
    anna.send(new_change(anna, care(anna, "m", handler="anna")))
    anna.send(new_change(anna, care(anna, "n", handler="anna")))
    ledger_database.superuser_runs(lie)

    with pytest.raises((Untrusted, Refused)):
        anna.news(Place())

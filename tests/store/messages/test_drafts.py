from dataclasses import replace

import pytest

from sdk_desktop.domain.draft import Act, Draft, DraftRecipient
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.message import File, Identifier, Person, Reference
from sdk_desktop.store.store import Store
from tests.store.letters import DAY, NOON, SCHOOL, SOCIAL

FULL = Draft(
    key="k",
    mailbox=SOCIAL,
    act=Act.ANSWER,
    recipients=(DraftRecipient("0203:a", "A", "f@a", "F"), DraftRecipient("0203:b", "", "g", "")),
    label="Åter",
    confidential=True,
    text="# Hej\n\nå",
    files=(File("a.pdf", "application/pdf", b"one"), File("a.pdf", "text/plain", b"")),
    persons=(Person("Åsa", Identifier("r", "e")), Person()),
    own_references=(Reference(Identifier("dnr", "1/26"), "Ärende"),),
    their_references=(Reference(Identifier("dnr", "2/26")),),
    conversation_id="c",
    ref_to_message_id="m",
    changed=NOON,
)


def save(store: Store, *drafts: Draft) -> None:
    with store.begin() as transaction:
        for one in drafts:
            transaction.drafts.put(one)


def get(store: Store, key: str) -> Draft:
    with store.read() as transaction:
        return transaction.drafts.get(key)


@pytest.mark.parametrize("draft", [FULL, Draft("k", SOCIAL)])
def test_a_draft_comes_back_as_it_was(store: Store, draft: Draft) -> None:
    save(store, draft)

    assert get(store, "k") == draft


@pytest.mark.parametrize(
    "files",
    [
        (),
        FULL.files[:1],
        FULL.files[::-1],
        (File("a.pdf", "application/pdf", b"two"), FULL.files[1]),
        (File("b.pdf", "application/pdf", b"one"), FULL.files[1]),
    ],
)
def test_a_draft_saved_again_replaces_the_first(store: Store, files: tuple[File, ...]) -> None:
    changed = replace(FULL, text="Mer", files=files)

    save(store, FULL, changed)

    assert get(store, "k") == changed


def test_files_that_are_stored_are_not_written_again(store: Store) -> None:
    save(store, FULL)
    before = file_rows(store)

    save(store, replace(FULL, text="Mer"))

    assert file_rows(store) == before


def file_rows(store: Store) -> list[tuple[object, ...]]:
    with store.read() as transaction:
        found = transaction.drafts.connection.exec_driver_sql("SELECT id FROM draft_file")
        return [tuple(row) for row in found]


def test_drafts_are_listed_by_their_last_change_without_files(store: Store) -> None:
    newer = Draft("n", SOCIAL, changed=NOON + DAY)
    never = Draft("x", SCHOOL)
    save(store, never, FULL, newer)

    with store.read() as transaction:
        every = transaction.drafts.all("")
        of_one = transaction.drafts.all("", SCHOOL)

    empty = tuple(replace(file, content=b"") for file in FULL.files)
    assert every == (newer, replace(FULL, files=empty), never)
    assert of_one == (never,)


def test_a_deleted_draft_is_gone_with_its_files(store: Store) -> None:
    save(store, FULL)

    with store.begin() as transaction:
        transaction.drafts.delete("k")
        transaction.drafts.delete("k")

    assert file_rows(store) == []
    with pytest.raises(Refused, match="draft"):
        get(store, "k")


def test_templates_come_in_the_order_of_the_swedish_alphabet(store: Store) -> None:
    with store.begin() as transaction:
        for name in ("Ärende", "kallelse", "Återkomst"):
            transaction.templates.put("kim", name, "Hej")
        found = transaction.templates.of(["kim"])

    assert [one.name for one in found] == ["kallelse", "Återkomst", "Ärende"]

"""A draft is handed over to a colleague at another computer, who goes on with it there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.draft import Draft, DraftHandedOver
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.message import File
from sdk_desktop.domain.sharing import PendingChange
from sdk_desktop.usecases.shared.copy import Sharing
from sdk_desktop.usecases.shared.drafts import SharedDrafts
from sdk_desktop.usecases.shared.following import Files
from sdk_desktop.usecases.shared.given_drafts import offer_of
from tests.kit.sandbox_network import SOCIAL, PersonClient, SandboxNetwork
from tests.kit.sharing.computers import (
    SharedComputers,
    before_next_append,
    cut_off_after,
    earlier,
    go_back,
    lost_answers,
    lost_requests,
    sharing_computers,
    sharing_of,
)
from tests.kit.sharing.ledger import LedgerDatabase

PLAN = File("plan.pdf", "application/pdf", b"%PDF-1.4 a plan")
TEXT = "Vi ses på torsdag."


@pytest.fixture
def computers(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    """Two computers; Anna's has heard of Bo, for he has taken a message."""
    with sharing_computers(SandboxNetwork(tmp_path), ledger_database) as computers:
        computers.bo.workspace.handling.take(computers.bo.headlines()[0].row)
        computers.anna.synchronise()
        yield computers


@pytest.fixture
def draft(computers: SharedComputers) -> Draft:
    """What Anna has written so far."""
    draft = computers.anna.workspace.drafts.new(SOCIAL)
    draft = replace(draft, label="Mötet", text=TEXT, files=(PLAN,), confidential=False)
    computers.anna.workspace.drafts.save(draft)
    return draft


def drafts(client: PersonClient) -> list[tuple[str, str, str]]:
    """Return what a client's list shows of drafts: each subject, to and by whom it is given."""
    every = client.workspace.drafts.all(SOCIAL)
    return [(one.label, one.given_to, one.given_by) for one in every]


def test_a_draft_shows_at_the_colleagues_computer_as_theirs(
    computers: SharedComputers, draft: Draft
) -> None:
    (bo,) = computers.anna.workspace.drafts.takers(SOCIAL)
    computers.anna.workspace.drafts.hand_over(draft.key, bo)
    computers.bo.synchronise()

    assert drafts(computers.bo) == [("Mötet", "", "Anna")]
    assert drafts(computers.anna) == [("Mötet", "Bo", "")]
    (event, *_) = computers.anna.workspace.audit_trail.page(kind=AuditKind.DRAFT_HANDED_OVER)
    assert event.event.detail == "Bo"


def test_until_it_is_taken_nobody_writes_in_it(computers: SharedComputers, draft: Draft) -> None:
    computers.anna.workspace.drafts.hand_over(draft.key, "Bo")

    with pytest.raises(DraftHandedOver, match="handed over to Bo"):
        computers.anna.workspace.drafts.get(draft.key)
    with pytest.raises(DraftHandedOver):
        computers.anna.workspace.drafts.save(replace(draft, text="more"))
    with pytest.raises(DraftHandedOver):
        computers.anna.workspace.drafts.discard(draft.key)


def test_who_takes_it_has_all_of_it_and_it_is_gone_where_it_came_from(
    computers: SharedComputers, draft: Draft, ledger_database: LedgerDatabase
) -> None:
    before = ledger_database.pieces()
    computers.anna.workspace.drafts.hand_over(draft.key, "Bo")
    computers.bo.synchronise()

    taken = computers.bo.workspace.drafts.get(draft.key)
    computers.anna.synchronise()

    assert (taken.label, taken.text, taken.files) == ("Mötet", TEXT, (PLAN,))
    assert drafts(computers.bo) == [("Mötet", "", "")]
    assert drafts(computers.anna) == []
    assert ledger_database.pieces() == before


def test_what_is_taken_back_is_gone_at_the_colleagues_computer(
    computers: SharedComputers, draft: Draft
) -> None:
    computers.anna.workspace.drafts.hand_over(draft.key, "Bo")
    computers.bo.synchronise()

    back = computers.anna.workspace.drafts.get(draft.key, over="Bo")
    computers.anna.workspace.drafts.save(replace(back, text="Vi ses på fredag."))
    computers.bo.synchronise()

    assert drafts(computers.anna) == [("Mötet", "", "")]
    assert drafts(computers.bo) == []


def test_a_draft_goes_to_and_fro(computers: SharedComputers, draft: Draft) -> None:
    computers.anna.workspace.drafts.hand_over(draft.key, "Bo")
    computers.bo.synchronise()
    taken = computers.bo.workspace.drafts.get(draft.key)
    computers.bo.workspace.drafts.save(replace(taken, text="Vi ses på fredag."))
    computers.anna.workspace.handling.take(computers.anna.headlines()[1].row)
    computers.bo.synchronise()
    computers.bo.workspace.drafts.hand_over(draft.key, "Anna")
    computers.anna.synchronise()

    assert computers.anna.workspace.drafts.get(draft.key).text == "Vi ses på fredag."
    computers.bo.synchronise()
    assert drafts(computers.bo) == []


def test_who_takes_what_is_just_taken_back_is_told(
    computers: SharedComputers, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    computers.anna.workspace.drafts.hand_over(draft.key, "Bo")
    computers.bo.synchronise()
    anna = computers.anna.workspace.drafts
    before_next_append(monkeypatch, lambda: anna.get(draft.key, over="Bo"))

    with pytest.raises(Refused, match="Anna has taken the draft back"):
        computers.bo.workspace.drafts.get(draft.key)

    assert drafts(computers.bo) == []
    assert anna.get(draft.key).text == TEXT


def test_who_takes_back_what_is_just_taken_is_told(
    computers: SharedComputers, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    computers.anna.workspace.drafts.hand_over(draft.key, "Bo")
    computers.bo.synchronise()
    before_next_append(monkeypatch, lambda: computers.bo.workspace.drafts.get(draft.key))

    with pytest.raises(Refused, match="Bo goes on with the draft already"):
        computers.anna.workspace.drafts.get(draft.key, over="Bo")

    assert drafts(computers.anna) == []
    assert computers.bo.workspace.drafts.get(draft.key).text == TEXT


def test_what_another_window_writes_meanwhile_is_not_left_behind(
    computers: SharedComputers,
    draft: Draft,
    ledger_database: LedgerDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nor is anything of what was to be handed over left in the ledger."""
    drafts_of_anna, put = computers.anna.workspace.drafts, Sharing.put_files
    before, later = ledger_database.pieces(), replace(draft, text="Vi ses på fredag.")

    def write(sharing: Sharing, files: Files) -> None:
        put(sharing, files)
        drafts_of_anna.save(later)

    monkeypatch.setattr(Sharing, "put_files", write)
    with pytest.raises(Refused, match="another window"):
        drafts_of_anna.hand_over(draft.key, "Bo")

    assert drafts(computers.anna) == [("Mötet", "", "")]
    assert ledger_database.pieces() == before


def test_nothing_of_a_refused_hand_over_is_left_in_the_ledger(
    computers: SharedComputers,
    draft: Draft,
    ledger_database: LedgerDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A copy of Anna's profile has handed the draft over to somebody else and taken it back."""
    before = ledger_database.pieces()

    def meanwhile() -> None:
        with sharing_of(computers.bo).using(SOCIAL) as sharing:
            naming, by = sharing.mailbox.keyring.naming, ("another", "Anna")
            offered = offer_of(naming, None, draft, by, ["third"]).edit
            withdrawn = {
                **(offered.after or {}),
                "state": "withdrawn",
                "files": [],
                "ended_by": [*by],
            }
            edit = replace(offered, after=withdrawn)
            sharing.append(PendingChange(uuid4(), (edit,)), {})

    before_next_append(monkeypatch, meanwhile)
    with pytest.raises(Refused, match="could not be handed over"):
        computers.anna.workspace.drafts.hand_over(draft.key, "Bo")

    assert drafts(computers.anna) == [("Mötet", "", "")]
    assert ledger_database.pieces() == before


def test_nothing_is_handed_over_while_the_ledger_is_away(
    computers: SharedComputers, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cut_off_after(monkeypatch, 0), pytest.raises(Unavailable):
        computers.anna.workspace.drafts.hand_over(draft.key, "Bo")

    assert drafts(computers.anna) == [("Mötet", "", "")]


def test_a_hand_over_whose_request_is_lost_is_made_later(
    computers: SharedComputers, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        lost_requests(monkeypatch),
        pytest.raises(Unavailable, match="not known yet whether the draft"),
    ):
        computers.anna.workspace.drafts.hand_over(draft.key, "Bo")
    computers.anna.synchronise()
    computers.bo.synchronise()

    assert drafts(computers.anna) == [("Mötet", "Bo", "")]
    assert computers.bo.workspace.drafts.get(draft.key).files == (PLAN,)


def test_whoever_took_a_draft_without_an_answer_has_it(
    computers: SharedComputers, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    computers.anna.workspace.drafts.hand_over(draft.key, "Bo")
    computers.bo.synchronise()
    with lost_answers(monkeypatch), pytest.raises(Unavailable):
        computers.bo.workspace.drafts.get(draft.key)

    assert computers.bo.workspace.drafts.get(draft.key).text == TEXT
    computers.anna.synchronise()
    assert drafts(computers.anna) == []


def test_an_answer_takes_its_message_with_it_and_back(computers: SharedComputers) -> None:
    row = computers.anna.headlines()[1].row
    answer = computers.anna.workspace.drafts.answer(row)
    computers.anna.workspace.drafts.save(answer)
    computers.anna.workspace.drafts.hand_over(answer.key, "Bo")
    computers.anna.synchronise()
    assert computers.anna.headlines()[1].handler == "Bo"

    computers.anna.workspace.drafts.get(answer.key, over="Bo")

    assert computers.anna.headlines()[1].handler == "Anna"


def test_what_nobody_shares_any_longer_is_ones_own_again(
    computers: SharedComputers, draft: Draft
) -> None:
    computers.anna.workspace.drafts.hand_over(draft.key, "Bo")
    sharing_of(computers.anna).shared.stop(SOCIAL)

    assert computers.anna.workspace.drafts.get(draft.key, over="Bo").text == TEXT


def test_a_draft_whose_hand_over_the_ledger_lost_is_handed_over_again(
    computers: SharedComputers, draft: Draft
) -> None:
    computers.bo.synchronise()
    before = earlier(computers)
    computers.anna.workspace.drafts.hand_over(draft.key, "Bo")
    go_back(computers, before)
    for client in computers.clients * 3:
        client.wait(minutes=1)

    assert computers.bo.workspace.drafts.get(draft.key).files == (PLAN,)
    computers.anna.synchronise()
    assert drafts(computers.anna) == []


def test_a_message_is_handed_over_to_a_colleague_elsewhere_who_sees_it_as_unread(
    computers: SharedComputers,
) -> None:
    message = computers.bo.headlines()[1]
    computers.bo.workspace.inbox.record_reading(computers.bo.workspace.inbox.open(message.row))
    computers.anna.workspace.handling.hand_over(computers.anna.headlines()[1].row, "Bo")
    computers.bo.synchronise()

    handed_over = computers.bo.headlines()[1]
    assert (handed_over.handler_id, handed_over.unread) == (computers.bo.workspace.who_id, True)


def test_what_is_handed_over_once_more_is_as_it_was_written_last(
    computers: SharedComputers, draft: Draft
) -> None:
    anna = computers.anna.workspace.drafts
    anna.hand_over(draft.key, "Bo")
    computers.bo.synchronise()
    back = anna.get(draft.key, over="Bo")
    anna.save(replace(back, text="Vi ses på fredag.", files=()))
    anna.hand_over(draft.key, "Bo")

    taken = computers.bo.workspace.drafts.get(draft.key)

    assert (taken.text, taken.files, taken.given_by) == ("Vi ses på fredag.", (), "")
    assert computers.bo.workspace.drafts.get(draft.key).text == "Vi ses på fredag."


def test_what_goes_to_somebody_else_instead_is_here_no_longer(
    computers: SharedComputers, draft: Draft
) -> None:
    anna = computers.anna.workspace.drafts
    anna.hand_over(draft.key, "Bo")
    computers.bo.synchronise()
    back = anna.get(draft.key, over="Bo")
    SharedDrafts(sharing_of(computers.anna)).offer(back, "Cia", ["an id at a third computer"])

    with pytest.raises(Refused, match="Anna has taken the draft back"):
        computers.bo.workspace.drafts.get(draft.key)

    assert drafts(computers.bo) == []


def test_what_nobody_shares_any_longer_is_deleted_where_it_waits(
    computers: SharedComputers, draft: Draft
) -> None:
    computers.anna.workspace.drafts.hand_over(draft.key, "Bo")
    computers.bo.synchronise()
    sharing_of(computers.bo).shared.stop(SOCIAL)

    computers.bo.workspace.drafts.discard(draft.key)

    assert drafts(computers.bo) == []

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
def acquainted(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    """Two computers; Anna's has heard of Bo, for he has taken a message."""
    with sharing_computers(SandboxNetwork(tmp_path), ledger_database) as computers:
        computers.bo.workspace.handling.take(computers.bo.headlines()[0].row)
        computers.anna.synchronise()
        yield computers


@pytest.fixture
def draft(acquainted: SharedComputers) -> Draft:
    """What Anna has written so far."""
    draft = acquainted.anna.workspace.drafts.new(SOCIAL)
    draft = replace(draft, label="Mötet", text=TEXT, files=(PLAN,), confidential=False)
    acquainted.anna.workspace.drafts.save(draft)
    return draft


def drafts(client: PersonClient) -> list[tuple[str, str, str]]:
    """Return what a client's list shows of drafts: each subject, to and by whom it is given."""
    every = client.workspace.drafts.all(SOCIAL)
    return [(one.label, one.given_to, one.given_by) for one in every]


def test_a_draft_shows_at_the_colleagues_computer_as_theirs(
    acquainted: SharedComputers, draft: Draft
) -> None:
    (bo,) = acquainted.anna.workspace.drafts.takers(SOCIAL)
    acquainted.anna.workspace.drafts.hand_over(draft.key, bo)
    acquainted.bo.synchronise()

    assert drafts(acquainted.bo) == [("Mötet", "", "Anna")]
    assert drafts(acquainted.anna) == [("Mötet", "Bo", "")]
    (event, *_) = acquainted.anna.workspace.audit_trail.page(kind=AuditKind.DRAFT_HANDED_OVER)
    assert event.event.detail == "Bo"


def test_until_it_is_taken_nobody_writes_in_it(acquainted: SharedComputers, draft: Draft) -> None:
    acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")

    with pytest.raises(DraftHandedOver, match="handed over to Bo"):
        acquainted.anna.workspace.drafts.get(draft.key)
    with pytest.raises(DraftHandedOver):
        acquainted.anna.workspace.drafts.save(replace(draft, text="more"))
    with pytest.raises(DraftHandedOver):
        acquainted.anna.workspace.drafts.discard(draft.key)


def test_who_takes_it_has_all_of_it_and_it_is_gone_where_it_came_from(
    acquainted: SharedComputers, draft: Draft, ledger_database: LedgerDatabase
) -> None:
    before = ledger_database.pieces()
    acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")
    acquainted.bo.synchronise()

    taken = acquainted.bo.workspace.drafts.get(draft.key)
    acquainted.anna.synchronise()

    assert (taken.label, taken.text, taken.files) == ("Mötet", TEXT, (PLAN,))
    assert drafts(acquainted.bo) == [("Mötet", "", "")]
    assert drafts(acquainted.anna) == []
    assert ledger_database.pieces() == before


def test_what_is_taken_back_is_gone_at_the_colleagues_computer(
    acquainted: SharedComputers, draft: Draft
) -> None:
    acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")
    acquainted.bo.synchronise()

    back = acquainted.anna.workspace.drafts.get(draft.key, over="Bo")
    acquainted.anna.workspace.drafts.save(replace(back, text="Vi ses på fredag."))
    acquainted.bo.synchronise()

    assert drafts(acquainted.anna) == [("Mötet", "", "")]
    assert drafts(acquainted.bo) == []


def test_a_draft_goes_to_and_fro(acquainted: SharedComputers, draft: Draft) -> None:
    acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")
    acquainted.bo.synchronise()
    taken = acquainted.bo.workspace.drafts.get(draft.key)
    acquainted.bo.workspace.drafts.save(replace(taken, text="Vi ses på fredag."))
    acquainted.anna.workspace.handling.take(acquainted.anna.headlines()[1].row)
    acquainted.bo.synchronise()
    acquainted.bo.workspace.drafts.hand_over(draft.key, "Anna")
    acquainted.anna.synchronise()

    assert acquainted.anna.workspace.drafts.get(draft.key).text == "Vi ses på fredag."
    acquainted.bo.synchronise()
    assert drafts(acquainted.bo) == []


def test_who_takes_what_is_just_taken_back_is_told(
    acquainted: SharedComputers, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")
    acquainted.bo.synchronise()
    anna = acquainted.anna.workspace.drafts
    before_next_append(monkeypatch, lambda: anna.get(draft.key, over="Bo"))

    with pytest.raises(Refused, match="Anna has taken the draft back"):
        acquainted.bo.workspace.drafts.get(draft.key)

    assert drafts(acquainted.bo) == []
    assert anna.get(draft.key).text == TEXT


def test_who_takes_back_what_is_just_taken_is_told(
    acquainted: SharedComputers, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")
    acquainted.bo.synchronise()
    before_next_append(monkeypatch, lambda: acquainted.bo.workspace.drafts.get(draft.key))

    with pytest.raises(Refused, match="Bo goes on with the draft already"):
        acquainted.anna.workspace.drafts.get(draft.key, over="Bo")

    assert drafts(acquainted.anna) == []
    assert acquainted.bo.workspace.drafts.get(draft.key).text == TEXT


def test_what_another_window_writes_meanwhile_is_not_left_behind(
    acquainted: SharedComputers,
    draft: Draft,
    ledger_database: LedgerDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nor is anything of what was to be handed over left in the ledger."""
    drafts_of_anna, put = acquainted.anna.workspace.drafts, Sharing.put_files
    before, later = ledger_database.pieces(), replace(draft, text="Vi ses på fredag.")

    def write(sharing: Sharing, files: Files) -> None:
        put(sharing, files)
        drafts_of_anna.save(later)

    monkeypatch.setattr(Sharing, "put_files", write)
    with pytest.raises(Refused, match="another window"):
        drafts_of_anna.hand_over(draft.key, "Bo")

    assert drafts(acquainted.anna) == [("Mötet", "", "")]
    assert ledger_database.pieces() == before


def test_nothing_of_a_refused_hand_over_is_left_in_the_ledger(
    acquainted: SharedComputers,
    draft: Draft,
    ledger_database: LedgerDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A copy of Anna's profile has handed the draft over to somebody else and taken it back."""
    before = ledger_database.pieces()

    def meanwhile() -> None:
        with sharing_of(acquainted.bo).using(SOCIAL) as sharing:
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
        acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")

    assert drafts(acquainted.anna) == [("Mötet", "", "")]
    assert ledger_database.pieces() == before


def test_nothing_is_handed_over_while_the_ledger_is_away(
    acquainted: SharedComputers, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cut_off_after(monkeypatch, 0), pytest.raises(Unavailable):
        acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")

    assert drafts(acquainted.anna) == [("Mötet", "", "")]


def test_a_hand_over_whose_request_is_lost_is_made_later(
    acquainted: SharedComputers, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        lost_requests(monkeypatch),
        pytest.raises(Unavailable, match="not known yet whether the draft"),
    ):
        acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")
    acquainted.anna.synchronise()
    acquainted.bo.synchronise()

    assert drafts(acquainted.anna) == [("Mötet", "Bo", "")]
    assert acquainted.bo.workspace.drafts.get(draft.key).files == (PLAN,)


def test_whoever_took_a_draft_without_an_answer_has_it(
    acquainted: SharedComputers, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")
    acquainted.bo.synchronise()
    with lost_answers(monkeypatch), pytest.raises(Unavailable):
        acquainted.bo.workspace.drafts.get(draft.key)

    assert acquainted.bo.workspace.drafts.get(draft.key).text == TEXT
    acquainted.anna.synchronise()
    assert drafts(acquainted.anna) == []


def test_an_answer_takes_its_message_with_it_and_back(acquainted: SharedComputers) -> None:
    row = acquainted.anna.headlines()[1].row
    answer = acquainted.anna.workspace.drafts.answer(row)
    acquainted.anna.workspace.drafts.save(answer)
    acquainted.anna.workspace.drafts.hand_over(answer.key, "Bo")
    acquainted.anna.synchronise()
    assert acquainted.anna.headlines()[1].handler == "Bo"

    acquainted.anna.workspace.drafts.get(answer.key, over="Bo")

    assert acquainted.anna.headlines()[1].handler == "Anna"


def test_what_nobody_shares_any_longer_is_ones_own_again(
    acquainted: SharedComputers, draft: Draft
) -> None:
    acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")
    sharing_of(acquainted.anna).shared.stop(SOCIAL)

    assert acquainted.anna.workspace.drafts.get(draft.key, over="Bo").text == TEXT


def test_a_draft_whose_hand_over_the_ledger_lost_is_handed_over_again(
    acquainted: SharedComputers, draft: Draft
) -> None:
    acquainted.bo.synchronise()
    before = earlier(acquainted)
    acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")
    go_back(acquainted, before)
    for client in acquainted.clients * 3:
        client.wait(minutes=1)

    assert acquainted.bo.workspace.drafts.get(draft.key).files == (PLAN,)
    acquainted.anna.synchronise()
    assert drafts(acquainted.anna) == []


def test_a_message_is_handed_over_to_a_colleague_elsewhere_who_sees_it_as_unread(
    acquainted: SharedComputers,
) -> None:
    message = acquainted.bo.headlines()[1]
    acquainted.bo.workspace.inbox.record_reading(acquainted.bo.workspace.inbox.open(message.row))
    acquainted.anna.workspace.handling.hand_over(acquainted.anna.headlines()[1].row, "Bo")
    acquainted.bo.synchronise()

    handed_over = acquainted.bo.headlines()[1]
    assert (handed_over.handler_id, handed_over.unread) == (acquainted.bo.workspace.who_id, True)


def test_what_is_handed_over_once_more_is_as_it_was_written_last(
    acquainted: SharedComputers, draft: Draft
) -> None:
    anna = acquainted.anna.workspace.drafts
    anna.hand_over(draft.key, "Bo")
    acquainted.bo.synchronise()
    back = anna.get(draft.key, over="Bo")
    anna.save(replace(back, text="Vi ses på fredag.", files=()))
    anna.hand_over(draft.key, "Bo")

    taken = acquainted.bo.workspace.drafts.get(draft.key)

    assert (taken.text, taken.files, taken.given_by) == ("Vi ses på fredag.", (), "")
    assert acquainted.bo.workspace.drafts.get(draft.key).text == "Vi ses på fredag."


def test_what_goes_to_somebody_else_instead_is_here_no_longer(
    acquainted: SharedComputers, draft: Draft
) -> None:
    anna = acquainted.anna.workspace.drafts
    anna.hand_over(draft.key, "Bo")
    acquainted.bo.synchronise()
    back = anna.get(draft.key, over="Bo")
    SharedDrafts(sharing_of(acquainted.anna)).offer(back, "Cia", ["an id at a third computer"])

    with pytest.raises(Refused, match="Anna has taken the draft back"):
        acquainted.bo.workspace.drafts.get(draft.key)

    assert drafts(acquainted.bo) == []


def test_what_nobody_shares_any_longer_is_deleted_where_it_waits(
    acquainted: SharedComputers, draft: Draft
) -> None:
    acquainted.anna.workspace.drafts.hand_over(draft.key, "Bo")
    acquainted.bo.synchronise()
    sharing_of(acquainted.bo).shared.stop(SOCIAL)

    acquainted.bo.workspace.drafts.discard(draft.key)

    assert drafts(acquainted.bo) == []

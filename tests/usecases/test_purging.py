"""Erasing by decision: who may, what is recorded, and that it goes on after a crash."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.clearance import PassphraseProof, Purpose
from sdk_desktop.domain.errors import ProofNeeded, Refused, Unavailable
from sdk_desktop.domain.purge import PurgeCriteria, PurgePreview, PurgeProposal, PurgeState
from sdk_desktop.domain.roles import Role
from sdk_desktop.store.store import Store
from sdk_desktop.usecases import purging
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.processes.forked import run
from tests.kit.sandbox_network import NOON, PASSPHRASE, SOCIAL, PersonClient, SandboxNetwork
from tests.usecases.arrivals import arrived, letter
from tests.usecases.killed_purge import BATCHES, KILLED

LONG_AGO = NOON - timedelta(days=400)
OLD = PurgeCriteria(NOON - timedelta(days=365))
DECISION = "KS 2026/8 § 12"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purging, "PAUSE", 0)


def let_in_by_kim(kim: PersonClient, who: str) -> Workspace:
    enrolment = kim.workspace.people.begin(who)
    code = pyotp.TOTP(enrolment.secret)
    kim.workspace.people.enrol(enrolment, PASSPHRASE, code.at(kim.watch.now))
    kim.workspace.people.give_role(who, Role.MANAGER)
    return signed_in(kim, who, code)


def let_in_by_recovery(kim: PersonClient, who: str) -> Workspace:
    recovery_key = kim.workspace.people.renew_recovery()
    enrolment = kim.app.enrolling.begin(who)
    code = pyotp.TOTP(enrolment.secret)
    kim.app.enrolling.recover(recovery_key, enrolment, PASSPHRASE, code.at(kim.watch.now))
    return signed_in(kim, who, code)


def signed_in(kim: PersonClient, who: str, code: pyotp.TOTP) -> Workspace:
    kim.watch.turn(seconds=30)
    proof = PassphraseProof(PASSPHRASE, code.at(kim.watch.now))
    return kim.app.unlock(who, proof, lambda _changes: None)


@pytest.fixture
def bo(kim: PersonClient) -> Iterator[Workspace]:
    """A colleague at the same store, whom Kim did not let in."""
    workspace = let_in_by_recovery(kim, "Bo Ek")
    yield workspace
    workspace.close()


def old_messages(client: PersonClient, count: int) -> list[int]:
    """Let messages have come long ago, and be registered since."""
    rows = [arrived(client, letter(), LONG_AGO) for _ in range(count)]
    for row in rows:
        client.workspace.handling.register(row, f"SOC {row}")
    return rows


def proposed(workspace: Workspace, decision: str = DECISION) -> PurgeProposal:
    seen = workspace.purging.preview(OLD)
    return workspace.purging.propose(seen, decision)


def erased(workspace: Workspace, decision: str = DECISION) -> PurgeProposal:
    """Erase one message, as one person may."""
    return workspace.purging.approve(proposed(workspace, decision).number)


def events(workspace: Workspace, *kinds: AuditKind) -> list[AuditEvent]:
    """Return the events of some kinds, oldest first."""
    pages = [row.event for kind in kinds for row in workspace.audit_trail.page(kind=kind)]
    return sorted(pages, key=lambda event: event.time)


def reported(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_one_person_may_erase_one_message(kim: PersonClient) -> None:
    old_messages(kim, 1)

    done = erased(kim.workspace)

    assert (done.state, done.erased) == (PurgeState.DONE, 1)
    assert (done.proposed_by, done.approved_by, done.decision) == ("Kim Berg", "Kim Berg", DECISION)
    assert kim.headlines() == ()
    assert kim.workspace.audit_trail.verify().broken is None


def test_several_messages_need_two_people(kim: PersonClient, bo: Workspace) -> None:
    old_messages(kim, 3)
    proposal = proposed(kim.workspace)

    with pytest.raises(Refused, match="somebody else must approve"):
        kim.workspace.purging.approve(proposal.number)
    assert len(kim.headlines()) == 3
    done = bo.purging.approve(proposal.number)

    assert (done.state, done.erased, done.approved_by) == (PurgeState.DONE, 3, "Bo Ek")
    assert kim.headlines() == ()
    assert bo.audit_trail.verify().broken is None


def test_nobody_approves_what_was_proposed_by_whom_they_let_in_or_who_let_them_in(
    kim: PersonClient,
) -> None:
    old_messages(kim, 3)
    twin = let_in_by_kim(kim, "Kim Två")
    from_kim, from_twin = proposed(kim.workspace), proposed(twin)

    with pytest.raises(Refused, match="let the other one in"):
        twin.purging.approve(from_kim.number)
    with pytest.raises(Refused, match="let the other one in"):
        kim.workspace.purging.approve(from_twin.number)

    assert len(kim.headlines()) == 3
    twin.close()


def test_nobody_approves_what_was_proposed_before_they_came(kim: PersonClient) -> None:
    old_messages(kim, 3)
    proposal = proposed(kim.workspace)
    late = let_in_by_recovery(kim, "Bo Ek")

    with pytest.raises(Refused, match="came here after"):
        late.purging.approve(proposal.number)

    assert len(kim.headlines()) == 3
    late.close()


def test_one_person_does_when_the_organisation_says_so(kim: PersonClient) -> None:
    kim.workspace._actor.policy = replace(kim.workspace._actor.policy, two_for_purge=False)
    old_messages(kim, 3)

    done = erased(kim.workspace)

    assert done.erased == 3


@pytest.mark.parametrize(("count", "two", "alone"), [(1, True, True), (2, True, False)])
def test_who_may_alone_is_told_before(
    kim: PersonClient, count: int, two: bool, alone: bool
) -> None:
    kim.workspace._actor.policy = replace(kim.workspace._actor.policy, two_for_purge=two)

    assert kim.workspace.purging.may_alone(count) is alone


def test_each_message_and_each_step_is_recorded(kim: PersonClient, bo: Workspace) -> None:
    rows = old_messages(kim, 2)
    ids = [kim.workspace.inbox.conversation(row)[0].message_id for row in rows]

    bo.purging.approve(proposed(kim.workspace).number)

    (asked,) = events(bo, AuditKind.PURGE_PROPOSED)
    (agreed,) = events(bo, AuditKind.PURGE_APPROVED)
    each = events(bo, AuditKind.PURGED)
    assert (asked.who, asked.detail) == ("Kim Berg", f"{DECISION} · 2")
    assert (agreed.who, agreed.detail) == ("Bo Ek", f"{DECISION} · 2")
    assert sorted(event.message_id for event in each) == sorted(ids)
    assert {(e.who, e.mailbox, e.detail) for e in each} == {("Bo Ek", SOCIAL, DECISION)}


def test_what_is_known_of_a_person_stays_in_the_trail(kim: PersonClient) -> None:
    kim.synchronise()
    sip = kim.received("Kallelse till SIP-möte")
    kim.workspace.inbox.record_reading(kim.workspace.inbox.open(sip.row))
    seen = kim.workspace.purging.preview(PurgeCriteria(NOON + timedelta(days=9)))
    assert seen.count == 1

    kim.workspace.purging.approve(kim.workspace.purging.propose(seen, DECISION).number)

    about = [e for e in events(kim.workspace, *AuditKind) if e.message_id == sip.message_id]
    assert {event.person for event in about} == {"20120212-2386"}
    assert [event.kind for event in about] == [
        AuditKind.RECEIVED,
        AuditKind.READ,
        AuditKind.PURGED,
    ]


@pytest.mark.parametrize("decision", ["", "  ", "\n"])
def test_nothing_is_erased_without_a_decision(kim: PersonClient, decision: str) -> None:
    old_messages(kim, 1)

    with pytest.raises(Refused, match="reference of the decision"):
        proposed(kim.workspace, decision)

    assert kim.workspace.purging.proposals() == ()


def test_nothing_is_proposed_where_nothing_would_go(kim: PersonClient) -> None:
    with pytest.raises(Refused, match="nothing to erase"):
        kim.workspace.purging.propose(PurgePreview(OLD), DECISION)


def test_proposing_and_approving_need_a_fresh_proof(kim: PersonClient) -> None:
    old_messages(kim, 1)
    proposal = proposed(kim.workspace)
    seen = kim.workspace.purging.preview(OLD)
    kim.watch.turn(minutes=20)

    with pytest.raises(ProofNeeded) as first:
        kim.workspace.purging.propose(seen, DECISION)
    with pytest.raises(ProofNeeded) as second:
        kim.workspace.purging.approve(proposal.number)

    assert first.value.purpose is second.value.purpose is Purpose.PURGE
    kim.workspace.prove(kim.proof(), Purpose.PURGE)
    assert kim.workspace.purging.approve(proposal.number).erased == 1


def test_a_message_that_is_held_meanwhile_stays(kim: PersonClient, bo: Workspace) -> None:
    first, *_ = old_messages(kim, 3)
    proposal = proposed(kim.workspace)
    kim.workspace.handling.hold(first, "Överklagat")

    done = bo.purging.approve(proposal.number)

    assert (done.listed, done.erased, done.held) == (3, 2, 1)
    assert [headline.row for headline in kim.headlines()] == [first]


def test_a_proposal_may_be_withdrawn(kim: PersonClient, bo: Workspace) -> None:
    old_messages(kim, 2)
    proposal = proposed(kim.workspace)

    bo.purging.withdraw(proposal.number)

    (told,) = bo.purging.proposals()
    assert told.state is PurgeState.WITHDRAWN
    (event,) = events(bo, AuditKind.PURGE_WITHDRAWN)
    assert (event.who, event.detail) == ("Bo Ek", f"{DECISION} · 2")
    with pytest.raises(Refused, match="settled already"):
        bo.purging.approve(proposal.number)
    assert len(kim.headlines()) == 2


def test_an_erased_message_does_not_come_back(
    kim: PersonClient, network: SandboxNetwork, artefacts: Path
) -> None:
    data = (artefacts / "message" / "examples" / "min.xml").read_bytes()
    network.put_in_mailbox(data)
    kim.synchronise()
    (headline,) = [one for one in kim.headlines() if "Printerpapper" in one.subject]
    kim.workspace.inbox.record_reading(kim.workspace.inbox.open(headline.row))
    seen = kim.workspace.purging.preview(PurgeCriteria(NOON + timedelta(days=9)))
    kim.workspace.purging.approve(kim.workspace.purging.propose(seen, DECISION).number)

    network.put_in_mailbox(data)
    result = kim.synchronise()

    assert (result.received, result.unreadable) == (0, 0)
    assert [one for one in kim.headlines() if "Printerpapper" in one.subject] == []


def test_the_report_tells_what_was_decided_and_erased(kim: PersonClient, tmp_path: Path) -> None:
    (row,) = old_messages(kim, 1)
    kim.workspace.handling.register(row, "SOC 2026/9", "Remiss")
    message_id = kim.workspace.inbox.conversation(row)[0].message_id
    proposal = erased(kim.workspace)

    count = kim.workspace.purging.report(proposal.number, tmp_path / "report.csv")

    assert count == 1
    assert reported(tmp_path / "report.csv") == [
        {
            "decision": DECISION,
            "proposed_by": "Kim Berg",
            "proposed": "2026-03-02T12:00:30+00:00",
            "approved_by": "Kim Berg",
            "approved": "2026-03-02T12:00:30+00:00",
            "message": message_id,
            "mailbox": SOCIAL,
            "direction": "in",
            "received": LONG_AGO.isoformat(),
            "diary_number": "SOC 2026/9",
            "document_type": "Remiss",
            "erased": "2026-03-02T12:00:30+00:00",
            "in_backups_until": "2026-04-01",
        }
    ]
    (event,) = events(kim.workspace, AuditKind.PURGE_REPORTED)
    assert event.detail == f"{DECISION} · 1"


def test_the_report_says_by_the_days_of_the_user_until_when_backups_hold_it(
    kim: PersonClient, tmp_path: Path, in_sweden: None
) -> None:
    """What is erased after midnight in Sweden is erased the day before in UTC."""
    old_messages(kim, 1)
    kim.watch.turn(hours=11)
    kim.workspace.prove(kim.proof(), Purpose.PURGE)
    proposal = erased(kim.workspace)

    kim.workspace.purging.report(proposal.number, tmp_path / "report.csv")

    (line,) = reported(tmp_path / "report.csv")
    assert (line["erased"][:10], line["in_backups_until"]) == ("2026-03-02", "2026-04-02")


def test_the_report_holds_all_that_was_erased(
    kim: PersonClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "_PAGE", 2)
    kim.workspace._actor.policy = replace(kim.workspace._actor.policy, two_for_purge=False)
    old_messages(kim, 5)

    count = kim.workspace.purging.report(erased(kim.workspace).number, tmp_path / "report.csv")

    assert count == len({row["message"] for row in reported(tmp_path / "report.csv")}) == 5


def test_a_spreadsheet_finds_no_formula_in_a_report(kim: PersonClient, tmp_path: Path) -> None:
    old_messages(kim, 1)
    proposal = erased(kim.workspace, "=1+1")

    kim.workspace.purging.report(proposal.number, tmp_path / "report.csv")

    (row,) = reported(tmp_path / "report.csv")
    assert row["decision"] == "'=1+1"


def test_a_report_needs_a_proof_and_something_to_tell(kim: PersonClient, tmp_path: Path) -> None:
    old_messages(kim, 1)
    number = proposed(kim.workspace).number
    with pytest.raises(Refused, match="Nothing was erased"):
        kim.workspace.purging.report(number, tmp_path / "report.csv")
    kim.workspace.purging.approve(number)
    kim.watch.turn(minutes=61)

    with pytest.raises(ProofNeeded) as needed:
        kim.workspace.purging.report(number, tmp_path / "report.csv")

    assert needed.value.purpose is Purpose.EXPORT
    assert list(tmp_path.glob("*.csv")) == []


def test_a_purge_that_was_killed_goes_on_at_the_next_round(
    kim: PersonClient, bo: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "BATCH", 20)
    old_messages(kim, 170)
    number = proposed(kim.workspace).number

    assert killed_while_erasing(kim, number) == KILLED
    (left,) = kim.workspace.purging.proposals()
    assert (left.state, left.erased) == (PurgeState.APPROVED, BATCHES * 50)
    kim.synchronise()

    (done,) = kim.workspace.purging.proposals()
    assert (done.state, done.erased) == (PurgeState.DONE, 170)
    newest = events(bo, AuditKind.PURGED)
    assert len({event.message_id for event in newest}) == len(newest) == 100
    assert [event.who for event in newest].count("system") == 70
    assert kim.workspace.audit_trail.verify().broken is None


def killed_while_erasing(client: PersonClient, number: int) -> int:
    """Let another process approve a proposal and be killed before it is through."""
    store = client.workspace._store
    given = (str(client.app.profile.store), store.key.hex(), str(number))
    return run("tests.usecases.killed_purge", *given)[0]


def test_a_large_store_is_written_anew_when_the_client_is_locked(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "SMALL", 0)
    old_messages(kim, 1)

    done = erased(kim.workspace)
    assert (done.state, done.erased) == (PurgeState.ERASED, 1)
    kim.synchronise()
    assert kim.workspace.purging.proposals()[0].state is PurgeState.ERASED
    kim.lock_and_unlock()

    assert kim.workspace.purging.proposals()[0].state is PurgeState.DONE


def test_a_file_that_cannot_be_written_anew_is_so_later(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_messages(kim, 1)
    monkeypatch.setattr(Store, "rewrite", busy)

    assert erased(kim.workspace).state is PurgeState.ERASED
    monkeypatch.undo()
    kim.synchronise()
    assert kim.workspace.purging.proposals()[0].state is PurgeState.ERASED
    kim.wait(minutes=10)

    assert kim.workspace.purging.proposals()[0].state is PurgeState.DONE


def busy(_store: Store) -> None:
    raise Unavailable("The message store is busy. Try again.")


def test_erasing_goes_on_where_the_message_service_is_silent(
    kim: PersonClient, network: SandboxNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_messages(kim, 1)
    monkeypatch.setattr(Store, "rewrite", busy)
    erased(kim.workspace)
    monkeypatch.undo()
    kim.watch.turn(minutes=10)
    network.line.cut_before(times=20)

    with pytest.raises(Unavailable):
        kim.synchronise()

    assert kim.workspace.purging.proposals()[0].state is PurgeState.DONE


def test_others_write_while_many_messages_are_erased(kim: PersonClient, bo: Workspace) -> None:
    old_messages(kim, 120)
    number = proposed(kim.workspace).number
    colleague = Colleague(kim)
    bo._store._on_change = colleague

    bo.purging.approve(number)

    assert len(colleague.wrote) >= 3
    assert {headline.row for headline in kim.headlines()} == set(colleague.wrote)


class Colleague:
    """Stores a message whenever something has been erased."""

    def __init__(self, client: PersonClient) -> None:
        self.client = client
        self.wrote: list[int] = []

    def __call__(self, _changes: object) -> None:
        self.wrote.append(arrived(self.client, letter()))

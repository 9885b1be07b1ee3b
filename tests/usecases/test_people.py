"""Who may open a store, and how: several people share one computer."""

from collections.abc import Callable
from pathlib import Path

import pyotp
import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import CardProof, EnrolledPerson, PassphraseProof, Purpose, Way
from sdk_desktop.domain.errors import Locked, ProofNeeded, Refused, Unavailable
from sdk_desktop.store.audit import Audit
from sdk_desktop.usecases.files import disk_space
from sdk_desktop.usecases.people import People
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.sandbox_network import PASSPHRASE, PersonClient, SandboxNetwork
from tests.usecases.arrivals import arrived, letter

NEW = "en helt annan mening"


@pytest.fixture
def kim(tmp_path: Path) -> PersonClient:
    return SandboxNetwork(tmp_path).client("Kim", "sdk:akuten:0203:regionekelund.example.se")


@pytest.fixture
def people(kim: PersonClient) -> People:
    return kim.workspace.people


def enrol(client: PersonClient, who: str, passphrase: str = NEW) -> str:
    """Let somebody in; gives the secret of their authenticator."""
    enrolment = client.workspace.people.begin(who)
    code = pyotp.TOTP(enrolment.secret).at(client.watch.now)
    client.workspace.people.enrol(enrolment, passphrase, code)
    client.watch.turn(seconds=60)
    return enrolment.secret


def unlock(client: PersonClient, who: str, secret: str, passphrase: str = NEW) -> Workspace:
    proof = PassphraseProof(passphrase, pyotp.TOTP(secret).at(client.watch.now))
    return client.app.unlock(who, proof, lambda _changes: None)


def trail(workspace: Workspace) -> list[tuple[AuditKind, str, str]]:
    """Return what happened, oldest first: what, by whom, to whom."""
    events = [row.event for row in workspace.audit_trail.page()][::-1]
    return [(event.kind, event.who, event.detail) for event in events]


def test_everybody_has_a_proof_and_a_name_of_their_own(kim: PersonClient, people: People) -> None:
    secret = enrol(kim, "Bo")

    with_bo = unlock(kim, "Bo", secret)

    assert [person.who for person in people.enrolled().people] == ["Kim", "Bo"]
    assert trail(with_bo)[-2:] == [
        (AuditKind.ENROLLED, "Kim", "Bo (passphrase)"),
        (AuditKind.UNLOCKED, "Bo", ""),
    ]
    with pytest.raises(Refused, match="wrong"):
        unlock(kim, "Kim", secret)
    with_bo.close()


@pytest.mark.parametrize("name", [" Kim ", "KIM", "kim\n"])
def test_a_name_is_one_persons(people: People, name: str) -> None:
    with pytest.raises(Refused, match="already a person"):
        people.begin(name)


def test_two_who_were_begun_under_one_name_do_not_take_each_others_slot(
    kim: PersonClient, people: People
) -> None:
    late = people.begin("Bo")
    secret = enrol(kim, "Bo")

    with pytest.raises(Refused, match="already a person"):
        people.enrol(late, NEW, pyotp.TOTP(late.secret).at(kim.watch.now))

    unlock(kim, "Bo", secret).close()


def test_whoever_is_removed_gets_in_no_more_and_it_is_recorded(
    kim: PersonClient, people: People
) -> None:
    secret = enrol(kim, "Bo")
    people.remove("Bo")

    with pytest.raises(Refused, match="wrong"):
        unlock(kim, "Bo", secret)
    assert people.enrolled().people == (EnrolledPerson("Kim", (Way.PASSPHRASE,)),)
    assert trail(kim.workspace)[-1] == (AuditKind.REMOVED, "Kim", "Bo")


def test_two_people_of_one_name_are_two(kim: PersonClient, people: People) -> None:
    """Whoever is enrolled under the name of somebody who left is somebody else."""
    row = arrived(kim, letter())
    enrol(kim, "Anna Ek")
    kim.workspace.handling.hand_over(row, "Anna Ek")
    first = kim.headlines()[0].handler_id
    people.remove("Anna Ek")
    enrol(kim, "Anna Ek")
    kim.workspace.handling.hand_over(row, "Anna Ek")
    second = kim.headlines()[0]

    assert second.handler == "Anna Ek"
    assert first != second.handler_id


def test_a_person_keeps_their_messages_and_events_when_a_way_is_removed(kim: PersonClient) -> None:
    before = kim.workspace.who_id
    kim.lock_and_unlock()
    (unlocked, earlier) = kim.workspace.audit_trail.page(kind=AuditKind.UNLOCKED)[:2]

    assert kim.workspace.who_id == before
    assert {unlocked.event.who_id, earlier.event.who_id} == {before}


def test_the_last_person_stays(kim: PersonClient, people: People) -> None:
    with pytest.raises(Refused, match="last person"):
        people.remove("Kim")

    assert AuditKind.REMOVED not in [kind for kind, _, _ in trail(kim.workspace)]


def test_a_new_passphrase_leaves_the_store_as_it_is(kim: PersonClient, people: People) -> None:
    store = kim.app.profile.store
    before = store.read_bytes()
    kim.watch.turn(seconds=30)
    people.change_passphrase(kim.proof(), NEW)

    assert store.read_bytes() == before  # what was recorded stands in the log beside it
    kim.workspace.close()
    kim.watch.turn(seconds=30)
    with pytest.raises(Refused, match="wrong"):
        unlock(kim, "Kim", kim.enrolment.secret, PASSPHRASE)
    kim.watch.turn(seconds=30)
    unlock(kim, "Kim", kim.enrolment.secret).close()


def test_a_new_passphrase_needs_the_old_one(kim: PersonClient, people: People) -> None:
    kim.watch.turn(seconds=30)

    with pytest.raises(Refused, match="wrong"):
        people.change_passphrase(PassphraseProof("fel fel fel fel", kim.code()), NEW)


CHANGES = {
    "enrol": lambda people: people.enrol(people.begin("Bo"), NEW, "123456"),
    "add a card": lambda people: people.add_card(CardProof("1234")),
    "remove": lambda people: people.remove("Kim"),
    "renew the recovery key": lambda people: people.renew_recovery(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whoever_is_removed_while_they_work_lets_nobody_in(
    kim: PersonClient, people: People, change: str
) -> None:
    secret = enrol(kim, "Bo")
    elsewhere = unlock(kim, "Bo", secret)
    people.remove("Bo")

    with pytest.raises(Refused, match="removed"):
        CHANGES[change](elsewhere.people)

    assert [person.who for person in people.enrolled().people] == ["Kim"]
    elsewhere.close()


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_needs_a_fresh_proof(kim: PersonClient, people: People, change: str) -> None:
    kim.watch.turn(minutes=15)
    before = kim.app.profile.keys.read_bytes()

    with pytest.raises(ProofNeeded) as needed:
        CHANGES[change](people)

    assert needed.value.purpose is Purpose.ADMINISTER
    assert kim.app.profile.keys.read_bytes() == before


def test_a_fresh_proof_lets_the_change_happen(kim: PersonClient, people: People) -> None:
    kim.watch.turn(minutes=15)
    kim.workspace.prove(kim.proof(), Purpose.ADMINISTER)

    enrol(kim, "Bo")

    assert [person.who for person in people.enrolled().people] == ["Kim", "Bo"]


def test_a_way_that_is_not_set_up_is_refused_in_words(people: People) -> None:
    with pytest.raises(Refused, match="not set up on this computer"):
        people.add_card(CardProof("1234"))


def test_a_locked_client_gives_out_no_key(kim: PersonClient, people: People) -> None:
    bo = people.begin("Bo")
    kim.workspace.close()

    with pytest.raises(Locked):
        people.enrol(bo, NEW, pyotp.TOTP(bo.secret).at(kim.watch.now))


RECORDED: dict[str, Callable[[PersonClient], object]] = {
    "enrol": lambda kim: enrol(kim, "Ada"),
    "remove": lambda kim: kim.workspace.people.remove("Bo"),
    "change_passphrase": lambda kim: kim.workspace.people.change_passphrase(kim.proof(), NEW),
    "renew_recovery": lambda kim: kim.workspace.people.renew_recovery(),
}


@pytest.mark.parametrize("change", RECORDED)
def test_nothing_is_changed_that_the_store_does_not_record(
    kim: PersonClient, people: People, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    enrol(kim, "Bo")
    before, profile = trail(kim.workspace), kim.app.profile
    files = profile.keys.read_bytes(), profile.recovery.read_bytes()

    def fails(*_: object) -> None:
        raise Unavailable("The message store is busy. Try again.")

    with monkeypatch.context() as busy:
        busy.setattr(Audit, "add", fails)
        with pytest.raises(Unavailable, match="busy"):
            RECORDED[change](kim)

    assert (profile.keys.read_bytes(), profile.recovery.read_bytes()) == files
    assert trail(kim.workspace) == before
    RECORDED[change](kim)
    assert len(trail(kim.workspace)) == len(before) + 1


@pytest.mark.parametrize("change", RECORDED)
def test_nothing_is_changed_while_the_disk_is_full(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    enrol(kim, "Bo")
    profile = kim.app.profile
    files = profile.keys.read_bytes(), profile.recovery.read_bytes()
    monkeypatch.setattr(disk_space.DiskSpace, "_free", lambda _: 100_000)

    with pytest.raises(Unavailable, match="disk is full"):
        RECORDED[change](kim)

    assert (profile.keys.read_bytes(), profile.recovery.read_bytes()) == files

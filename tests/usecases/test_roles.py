"""What a person may do: four roles, one place that asks for them, and always a manager."""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import PassphraseProof, Purpose, Way
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import ProofNeeded, Refused, SdkError
from sdk_desktop.domain.purge import PurgeCriteria, PurgePreview
from sdk_desktop.domain.roles import NAMED, Permissions, PersonRole, Role
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.messages import NOON
from tests.kit.sandbox_network import PASSPHRASE, SOCIAL, PersonClient, SandboxNetwork
from tests.usecases.arrivals import arrived, letter

READER, HANDLER, REGISTRAR, MANAGER = Role
RECEPTION = "sdk:reception:0203:ekdala.example.se"
BY_ITSELF = None
"""What the program does unasked, whoever is signed in."""

NEEDED: dict[str, dict[str, Role | None]] = {
    "inbox": {
        **dict.fromkeys(("counts", "page", "to_do", "place", "search", "covered", "open"), READER),
        **dict.fromkeys(("answered", "conversation", "board", "named", "upcoming"), READER),
        **dict.fromkeys(("record_reading", "file", "save_file", "forwarded"), READER),
    },
    "handling": {
        **dict.fromkeys(("document_types", "notes", "history", "mark_unread", "remind"), READER),
        **dict.fromkeys(("proposal", "done_today"), READER),
        **dict.fromkeys(("take", "take_free", "release", "hand_over"), HANDLER),
        **dict.fromkeys(("answer_by", "tick_off", "write_note"), HANDLER),
        **dict.fromkeys(("register", "hold", "file", "accept"), REGISTRAR),
    },
    "attached_texts": {**dict.fromkeys(("next", "keep"), BY_ITSELF), "holding": READER},
    "figures": dict.fromkeys(("of_months", "export"), REGISTRAR),
    "dossiers": {**dict.fromkeys(("save", "save_receipt"), HANDLER), "paper": READER},
    "folders": dict.fromkeys(("last", "keep"), READER),
    "lessons": dict.fromkeys(("progress", "certify"), READER),
    "outbox": {
        **dict.fromkeys(("check", "held", "let_go"), READER),
        **dict.fromkeys(("send", "take_back"), HANDLER),
    },
    "dispatching": dict.fromkeys(("flush", "update"), BY_ITSELF),
    "drafts": {
        **dict.fromkeys(("all", "leave", "templates", "takers"), READER),
        **dict.fromkeys(("keep_template", "drop_template", "keep_closing"), HANDLER),
        **dict.fromkeys(("new", "answer", "complement", "forward", "resend"), HANDLER),
        **dict.fromkeys(("save", "get", "discard", "hand_over"), HANDLER),
    },
    "address_book": {
        **dict.fromkeys(("search", "organisations", "functions", "function", "age"), READER),
        **dict.fromkeys(("favourite", "successor", "last_written"), READER),
        "change": HANDLER,
        **dict.fromkeys(("refreshed", "refresh", "is_stale"), BY_ITSELF),
    },
    "purging": {
        **dict.fromkeys(("preview", "proposals", "may_alone", "erased_at"), READER),
        **dict.fromkeys(("propose", "withdraw", "report"), REGISTRAR),
        "approve": MANAGER,
        **dict.fromkeys(("resume", "finish"), BY_ITSELF),
    },
    "people": {
        **dict.fromkeys(("enrolled", "change_passphrase", "add_card", "add_login"), READER),
        **dict.fromkeys(("begin", "enrol", "remove", "give_role"), MANAGER),
        **dict.fromkeys(("renew_recovery", "confirm_recovery"), MANAGER),
    },
    "maintenance": dict.fromkeys(
        ("due", "keep", "state", "release", "newest", "newest_here", "paused", "record_restoring"),
        BY_ITSELF,
    ),
    "store_key": {"renew": MANAGER, "is_locked": READER},
    "audit_trail": {
        **dict.fromkeys(("page", "verify", "sample", "removable"), READER),
        **dict.fromkeys(("export", "extract", "trim"), MANAGER),
    },
    "shared": {
        **dict.fromkeys(("look", "status", "keys"), READER),
        **dict.fromkeys(("found", "join", "stop", "admit", "remove", "add_paper"), MANAGER),
        **dict.fromkeys(("give_role", "go_on_without"), MANAGER),
        **dict.fromkeys(("make_ticket", "withdraw_tickets"), MANAGER),
        "ask_with_ticket": BY_ITSELF,
    },
}
SOMEWHERE = {
    *(("drafts", "keep_template"), ("drafts", "keep_closing"), ("address_book", "change")),
    *(("figures", "of_months"), ("figures", "export")),
}
"""What belongs to no single mailbox, and may be done by whoever has the role in one of them."""
ASK_KIM = re.compile(r"Only .* may do this\. Ask Kim Berg\.")
LIMITED = [
    (of, name, needed)
    for of, names in NEEDED.items()
    for name, needed in names.items()
    if needed is not None and needed is not READER
]


@pytest.fixture
def kim(tmp_path: Path) -> PersonClient:
    return SandboxNetwork(tmp_path).practice_control()


@pytest.fixture
def bo(kim: PersonClient) -> Iterator[Workspace]:
    """A colleague whom Kim lets in: a handler, as everybody who is new."""
    workspace = let_in(kim, "Bo Ek")
    yield workspace
    workspace.close()


def let_in(kim: PersonClient, who: str) -> Workspace:
    enrolment = kim.workspace.people.begin(who)
    code = pyotp.TOTP(enrolment.secret)
    kim.workspace.people.enrol(enrolment, PASSPHRASE, code.at(kim.watch.now))
    return signed_in(kim, who, code)


def signed_in(kim: PersonClient, who: str, code: pyotp.TOTP) -> Workspace:
    kim.watch.turn(seconds=30)
    proof = PassphraseProof(PASSPHRASE, code.at(kim.watch.now))
    return kim.app.unlock(who, proof, lambda _changes: None)


def verbs(workspace: Workspace) -> dict[str, object]:
    """Return the use cases of a client, as if its mailboxes could be shared."""
    address = LedgerAddress("ledger.example.se", "sdk", "kim")
    shared = SharedMailboxes(workspace._store, workspace._actor, address, workspace.mailboxes)
    return {**vars(workspace), "shared": shared}


def functions(of: type) -> set[str]:
    there = inspect.getmembers(of, inspect.isfunction)
    return {name for name, _ in there if not name.startswith("_")}


def called(workspace: Workspace, of: str, name: str) -> None:
    """Call a verb as the window would; what it is given does not matter."""
    verb: Callable[..., object] = getattr(verbs(workspace)[of], name)
    wanted = inspect.signature(verb).parameters.values()
    given = [one.name for one in wanted if one.kind is one.POSITIONAL_OR_KEYWORD]
    preview = PurgePreview(PurgeCriteria(before=NOON))
    sample = {"draft": Draft("new", ""), "rows": (), "preview": preview}
    verb(*[sample.get(name) for name in given])


def roles(*given: tuple[str, Role]) -> dict[str, PersonRole]:
    return {who: PersonRole(role) for who, role in given}


def refusal(workspace: Workspace, of: str, name: str) -> str:
    """Return why a verb is refused; "" where it is not, or fails for what it was given."""
    try:
        called(workspace, of, name)
    except SdkError as error:
        return str(error)
    except (AttributeError, TypeError):
        return ""
    return ""


def test_each_verb_has_the_role_that_it_needs(kim: PersonClient) -> None:
    there = {of: functions(type(one)) for of, one in verbs(kim.workspace).items() if of in NEEDED}

    assert there == {of: names.keys() for of, names in NEEDED.items()}


def test_all_use_cases_are_asked_about(kim: PersonClient) -> None:
    ours = "sdk_desktop.usecases"
    there = {name for name, one in vars(kim.workspace).items() if ours in type(one).__module__}

    assert {name for name in there if not name.startswith("_")} <= NEEDED.keys()


@pytest.mark.parametrize("needed", [HANDLER, REGISTRAR, MANAGER])
def test_whoever_has_too_small_a_role_is_told_whom_to_ask(
    kim: PersonClient, bo: Workspace, needed: Role
) -> None:
    kim.workspace.people.give_role("Bo Ek", list(Role)[list(Role).index(needed) - 1])

    said = {(of, name): refusal(bo, of, name) for of, name, least in LIMITED if least is needed}

    assert {one: words for one, words in said.items() if not ASK_KIM.match(words)} == {}


def test_a_role_in_one_mailbox_is_none_in_the_others(kim: PersonClient, bo: Workspace) -> None:
    kim.workspace.people.give_role("Bo Ek", READER)
    kim.workspace.people.give_role("Bo Ek", MANAGER, SOCIAL)

    said = {(of, name): refusal(bo, of, name) for of, name, _ in LIMITED}

    refused = {one for one, words in said.items() if "but not here. Ask Kim Berg" in words}
    assert said.keys() - refused == SOMEWHERE


def test_a_role_in_a_mailbox_lets_somebody_do_there_what_it_allows(
    kim: PersonClient, bo: Workspace
) -> None:
    row = arrived(kim, letter())
    kim.workspace.people.give_role("Bo Ek", READER)
    kim.workspace.people.give_role("Bo Ek", REGISTRAR, SOCIAL)

    bo.handling.take_free((row,))
    bo.handling.register(row, "SOC 1")
    bo.drafts.save(bo.drafts.new(SOCIAL))
    draft = bo.drafts.answer(row)

    assert (bo.drafts.all()[0].mailbox, draft.mailbox) == (SOCIAL, SOCIAL)
    assert kim.headlines()[0].diary_number == "SOC 1"
    with pytest.raises(Refused, match="but not here"):
        bo.drafts.new(RECEPTION)
    with pytest.raises(Refused, match="but not here"):
        bo.outbox.send(replace(draft, mailbox=RECEPTION))


def test_erasing_is_approved_by_whoever_manages_that_mailbox(
    kim: PersonClient, bo: Workspace
) -> None:
    kim.workspace.handling.register(arrived(kim, letter(), NOON - timedelta(days=1)), "SOC 1")
    kim.workspace.people.give_role("Bo Ek", MANAGER, SOCIAL)
    purging, criteria = kim.workspace.purging, PurgeCriteria(NOON, SOCIAL)
    proposed = purging.propose(purging.preview(criteria), "KS 1")
    of_all = purging.propose(purging.preview(replace(criteria, mailbox="")), "KS 2")

    with pytest.raises(Refused, match="but not here"):
        bo.purging.approve(of_all.number)
    assert bo.purging.approve(proposed.number).approved_by == "Bo Ek"


def test_figures_show_the_mailboxes_where_somebody_registers(
    kim: PersonClient, bo: Workspace
) -> None:
    arrived(kim, letter())
    kim.workspace.people.give_role("Bo Ek", REGISTRAR, RECEPTION)
    month = kim.watch.now.date()

    assert bo.figures.of_months(month, month) == ()
    assert [one.mailbox for one in kim.workspace.figures.of_months(month, month)] == [SOCIAL]


def test_a_role_in_a_mailbox_is_recorded_and_goes_with_a_higher_one_everywhere(
    kim: PersonClient, bo: Workspace
) -> None:
    people = kim.workspace.people
    people.give_role("Bo Ek", REGISTRAR, SOCIAL)
    people.give_role("Bo Ek", MANAGER, RECEPTION)
    people.give_role("Bo Ek", REGISTRAR)
    people.give_role("Bo Ek", HANDLER)

    assert people.enrolled().role("Bo Ek") == PersonRole(HANDLER, {RECEPTION: MANAGER})
    recorded = [row.event for row in bo.audit_trail.page(kind=AuditKind.ROLE_CHANGED)]
    assert [(one.mailbox, one.detail) for one in recorded[:-3:-1]] == [
        (SOCIAL, "Bo Ek (registrar)"),
        (RECEPTION, "Bo Ek (manager)"),
    ]


def test_nobody_gets_a_role_in_a_mailbox_that_is_not_here(kim: PersonClient) -> None:
    with pytest.raises(Refused, match="no such mailbox in the settings: elsewhere"):
        kim.workspace.people.give_role("Kim Berg", READER, "elsewhere")


def test_somebody_new_handles_messages_and_no_more(kim: PersonClient, bo: Workspace) -> None:
    row = arrived(kim, letter())

    bo.handling.take(row)

    assert bo.permissions.own.everywhere is HANDLER
    with pytest.raises(Refused, match="registrar"):
        bo.handling.register(row, "SOC 1")


def test_a_registrar_proposes_and_a_manager_approves(kim: PersonClient, bo: Workspace) -> None:
    row = arrived(kim, letter())
    kim.workspace.people.give_role("Bo Ek", REGISTRAR)

    bo.handling.register(row, "SOC 1")

    assert kim.headlines()[0].diary_number == "SOC 1"
    with pytest.raises(Refused, match=r"Only a manager .* Kim Berg"):
        bo.purging.approve(1)


def test_a_role_counts_from_the_moment_it_is_given(kim: PersonClient, bo: Workspace) -> None:
    row = arrived(kim, letter())
    kim.workspace.people.give_role("Bo Ek", READER)

    with pytest.raises(Refused, match="handle messages"):
        bo.handling.take(row)

    assert bo.look_up_permissions().own.everywhere is READER
    assert bo.inbox.open(row).message is not None


def test_what_somebody_has_begun_to_write_is_kept(kim: PersonClient, bo: Workspace) -> None:
    begun = bo.drafts.new(kim.workspace.mailboxes[0].address)
    kim.workspace.people.give_role("Bo Ek", READER)

    bo.drafts.save(replace(begun, text="Hej", confidential=False))

    assert [draft.text for draft in bo.drafts.all()] == ["Hej"]
    with pytest.raises(Refused, match="handle messages"):
        bo.outbox.send(begun)


def test_the_role_is_asked_for_before_the_proof(kim: PersonClient, bo: Workspace) -> None:
    kim.watch.turn(days=1)

    with pytest.raises(Refused, match="manager"):
        bo.people.begin("Eva")
    with pytest.raises(ProofNeeded):
        kim.workspace.people.begin("Eva")


def test_a_role_is_given_with_a_fresh_proof_and_recorded(kim: PersonClient, bo: Workspace) -> None:
    kim.workspace.people.give_role("Bo Ek", REGISTRAR)
    kim.workspace.people.give_role("Bo Ek", REGISTRAR)  # nothing is new
    kim.watch.turn(minutes=15)
    with pytest.raises(ProofNeeded) as needed:
        kim.workspace.people.give_role("Bo Ek", MANAGER)

    recorded = [row.event for row in bo.audit_trail.page(kind=AuditKind.ROLE_CHANGED)]
    assert needed.value.purpose is Purpose.ADMINISTER
    assert [(one.who, one.detail) for one in recorded] == [("Kim Berg", "Bo Ek (registrar)")]
    assert kim.workspace.people.enrolled().role("Bo Ek").everywhere is REGISTRAR


def test_only_people_who_are_here_get_a_role(kim: PersonClient) -> None:
    with pytest.raises(Refused, match="nobody of that name"):
        kim.workspace.people.give_role("Eva", READER)


def test_the_last_manager_stays_one(kim: PersonClient, bo: Workspace) -> None:
    people = kim.workspace.people

    with pytest.raises(Refused, match="Kim Berg is the only manager"):
        people.give_role("Kim Berg", REGISTRAR)
    with pytest.raises(Refused, match="Kim Berg is the only manager"):
        people.remove("Kim Berg")
    with pytest.raises(Refused, match="Kim Berg is the only manager"):
        people.remove("Kim Berg", Way.PASSPHRASE)

    assert people.enrolled().role("Kim Berg").everywhere is MANAGER
    assert bo.permissions.own.everywhere is HANDLER


def test_two_who_demote_each_other_do_not_both_succeed(kim: PersonClient, bo: Workspace) -> None:
    kim.workspace.people.give_role("Bo Ek", MANAGER)
    bo.people.give_role("Kim Berg", HANDLER)

    with pytest.raises(Refused, match=r"Only a manager .* Bo Ek"):
        kim.workspace.people.give_role("Bo Ek", HANDLER)
    with pytest.raises(Refused, match="only manager"):
        bo.people.give_role("Bo Ek", HANDLER)

    assert bo.people.enrolled().roles == {
        "Bo Ek": PersonRole(MANAGER),
        "Kim Berg": PersonRole(HANDLER),
    }


def test_a_role_ends_with_whoever_had_it(kim: PersonClient, bo: Workspace) -> None:
    kim.workspace.people.give_role("Bo Ek", MANAGER)
    kim.workspace.people.remove("Bo Ek")

    namesake = let_in(kim, "Bo Ek")

    assert namesake.permissions.own.everywhere is HANDLER
    assert bo.look_up_permissions().own.everywhere is READER
    namesake.close()


def test_everybody_removes_their_own_way_and_nobody_elses(kim: PersonClient, bo: Workspace) -> None:
    kim.workspace.people.give_role("Bo Ek", READER)

    with pytest.raises(Refused, match="Only a manager"):
        bo.people.remove("Kim Berg", Way.PASSPHRASE)
    bo.people.remove("Bo Ek", Way.PASSPHRASE)

    assert [one.who for one in kim.workspace.people.enrolled().people] == ["Kim Berg"]


def test_whoever_comes_in_by_the_recovery_key_is_a_manager(kim: PersonClient) -> None:
    recovery_key = kim.workspace.people.renew_recovery()
    enrolment = kim.app.enrolling.begin("Eva")
    code = pyotp.TOTP(enrolment.secret)
    kim.app.enrolling.recover(recovery_key, enrolment, PASSPHRASE, code.at(kim.watch.now))

    eva = signed_in(kim, "Eva", code)

    assert eva.people.enrolled().roles == {
        "Eva": PersonRole(MANAGER),
        "Kim Berg": PersonRole(MANAGER),
    }
    eva.close()


def test_in_a_store_from_before_roles_everybody_is_a_manager(
    kim: PersonClient, bo: Workspace
) -> None:
    with kim.workspace._store.begin() as stored:
        stored.colleagues.connection.exec_driver_sql("UPDATE colleague SET role = 'handler'")
    kim.lock_and_unlock()

    assert kim.workspace.people.enrolled().roles == {
        "Bo Ek": PersonRole(MANAGER),
        "Kim Berg": PersonRole(MANAGER),
    }
    assert bo.look_up_permissions().own.everywhere is MANAGER


def test_who_may_is_named_a_few_at_a_time() -> None:
    people = {f"Person {number}": PersonRole(MANAGER) for number in range(NAMED + 1)}

    refusal = Permissions(PersonRole(READER), people).refusal(REGISTRAR)

    assert str(refusal).endswith("Ask Person 0, Person 1, Person 2, Person 3, Person 4 ….")


def test_without_a_manager_the_recovery_key_is_named() -> None:
    bo = PersonRole(REGISTRAR)

    assert "recovery key" in str(Permissions(bo, {"Bo": bo}).refusal(MANAGER))

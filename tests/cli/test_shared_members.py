"""Sharing a mailbox from the command line."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from sdk_desktop.cli import main
from tests.kit.sandbox_network import PASSPHRASE, SOCIAL, PersonClient, SandboxNetwork
from tests.kit.sharing.ledger import LedgerDatabase, client_with_ledger
from tests.kit.sharing.postgres import OWNER, PASSWORD

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command for a profile; a program types passphrase and code. Gives what was said."""

    def called(client: PersonClient, *command: str) -> tuple[int, str]:
        client.watch.turn(seconds=30)
        monkeypatch.setattr("sdk_desktop.app.App", lambda _profile: client.app)
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n{client.code()}\n"))
        capsys.readouterr()
        ended = main(["shared", *command, "--folder", str(client.app.profile.folder)])
        said = capsys.readouterr()
        return ended, said.out + said.err

    return called


@pytest.fixture
def clients(
    tmp_path: Path, ledger_database: LedgerDatabase, monkeypatch: pytest.MonkeyPatch
) -> tuple[PersonClient, PersonClient]:
    network = SandboxNetwork(tmp_path)
    anna, bo = (client_with_ledger(network, ledger_database, who) for who in ("Anna", "Bo"))
    anna.workspace.close()
    bo.workspace.close()
    secret = tmp_path / "administrator"
    secret.write_text(PASSWORD, encoding="utf-8")
    address = anna.app.settings.shared
    monkeypatch.setattr("sdk_desktop.cli.shared._address", lambda _given: address)
    return anna, bo


def create(run: Run, anna: PersonClient, folder: Path) -> str:
    given = ["--administrator", OWNER, "--password-file", str(folder / "administrator")]
    ended, said = run(anna, "create", "Kontoret", *given)
    assert ended == 0, said
    return said.strip()


def test_a_computer_joins_by_its_words(
    run: Run, clients: tuple[PersonClient, PersonClient], tmp_path: Path
) -> None:
    anna, bo = clients
    code = create(run, anna, tmp_path)
    joined, words = run(bo, "join", code)
    asked = run(bo, "members")[1]
    wrong = run(anna, "admit", *words.split()[::-1], "--name", "Receptionen")
    right = run(anna, "admit", *words.upper().split(), "--name", "Receptionen", "--role", "reader")
    promoted = run(anna, "role", "Receptionen", "registrar")
    members = run(bo, "members")[1]

    assert (joined, len(words.split())) == (0, 6)
    assert words.strip() in asked
    assert (wrong[0], "Do not let it in" in wrong[1]) == (1, True)
    assert right == (0, "Receptionen shares the mailbox.\n")
    assert promoted == (0, "Receptionen: registrar\n")
    assert members.splitlines() == [
        f"Code: {code}",
        "Kontoret: manager",
        "Receptionen: registrar, this computer",
    ]


def test_a_mailbox_goes_on_without_a_computer_that_does_not_come_back(
    run: Run,
    clients: tuple[PersonClient, PersonClient],
    ledger_database: LedgerDatabase,
    tmp_path: Path,
) -> None:
    """The ledger had lost something, and nobody has been in touch since."""
    anna, _ = clients
    create(run, anna, tmp_path)
    whole = run(anna, "heal")
    ledger_database.superuser_runs("UPDATE ledger.mailbox SET healing = true")

    waits, goes_on = run(anna, "heal"), run(anna, "heal", "--without", "Kontoret")

    assert (whole[0], waits[0], goes_on[0]) == (0, 1, 0)
    assert waits[1].endswith("It waits for: Kontoret\n")
    assert whole[1] == goes_on[1] == "The mailbox waits for no computer.\n"


def test_a_paper_is_made_and_taken_out_again(
    run: Run, clients: tuple[PersonClient, PersonClient], tmp_path: Path
) -> None:
    anna, _ = clients
    create(run, anna, tmp_path)
    made, secret = run(anna, "paper", "Kassaskåpet")
    there = run(anna, "members")[1]
    gone = run(anna, "remove", "Kassaskåpet")
    unknown = run(anna, "remove", "Kassaskåpet")

    assert (made, len(bytes.fromhex(secret))) == (0, 32)
    assert "Kassaskåpet: recovery paper" in there
    assert gone == (0, "Kassaskåpet does not share the mailbox any longer.\n")
    assert (unknown[0], "no such member" in unknown[1]) == (1, True)


def test_tickets_are_made_shown_and_taken_back(
    run: Run, clients: tuple[PersonClient, PersonClient], tmp_path: Path
) -> None:
    anna, _ = clients
    code = create(run, anna, tmp_path)
    names = ["Växeln 1", "Växeln/2"]
    made, files = run(anna, "ticket", *names, "--days", "3", "--to", str(tmp_path))
    again = run(anna, "ticket", *names, "--to", str(tmp_path))
    twice = run(anna, "ticket", "Växeln 3", "Växeln:4", "Växeln/4", "--to", str(tmp_path))
    told = run(anna, "members")[1].splitlines()[2:]
    gone = run(anna, "withdraw", "Växeln 1")
    none = run(anna, "withdraw", "Växeln 1")

    written = [tmp_path / "Växeln 1.ticket", tmp_path / "Växeln_2.ticket"]
    mailbox, secret, address = written[0].read_text(encoding="utf-8").split()
    assert (made, mailbox, address) == (0, code, SOCIAL)
    assert len(bytes.fromhex(secret)) == 32
    assert files.splitlines() == list(map(str, written))
    assert (again[0], "of that name already" in again[1]) == (1, True)
    assert (twice[0], "of that name already" in twice[1]) == (1, True)
    assert [line.rpartition(", until")[0] for line in told] == [
        f"Ticket for {name}: registrar" for name in names
    ]
    assert gone == (0, "The ticket for Växeln 1 is good no longer.\n")
    assert (none[0], "no unused ticket" in none[1]) == (1, True)


@pytest.mark.parametrize("days", ["0", "91", "sju"])
def test_a_ticket_is_good_for_some_days_only(days: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["shared", "ticket", "Växeln", "--days", days])

    assert "1 to 90 days" in capsys.readouterr().err


def test_a_mailbox_that_is_not_shared_says_so(
    run: Run, clients: tuple[PersonClient, PersonClient]
) -> None:
    assert run(clients[1], "members") == (0, "The mailbox is not shared.\n")

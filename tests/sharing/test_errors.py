"""Bad days on the way to the ledger: each has its sentence."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.postgres import HOST
from sdk_desktop.sharing import connection as connecting
from sdk_desktop.sharing.errors import LedgerSilent
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.values import FORMAT, LedgerFacts
from tests.kit.sharing.ledger import LedgerDatabase, care, head, new_change
from tests.kit.sharing.postgres import OWNER, PASSWORD, PostgresCluster

SERVER = "ledger.example.se"


def facts(address: LedgerAddress, password: str | None = None) -> LedgerFacts:
    with Ledger(address, password) as ledger:
        return ledger.facts()


def test_a_wrong_password_is_not_accepted(ledger_database: LedgerDatabase) -> None:
    address = ledger_database.address(ledger_database.login())

    with pytest.raises(Refused, match="password"):
        facts(address, "wrong")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_password_comes_from_its_file(
    ledger_database: LedgerDatabase, tmp_path: Path, encoding: str
) -> None:
    """Windows' own editor and shell write a mark before it."""
    login = ledger_database.login()
    file = tmp_path / "password"
    file.write_text(ledger_database.passwords[login] + " \nnot this", encoding=encoding)
    address = replace(ledger_database.address(login), password_file=str(file))

    assert facts(address).format == FORMAT


def test_a_login_may_be_named_by_a_variable_of_the_computer(
    ledger_database: LedgerDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = ledger_database.login()
    monkeypatch.setenv("COMPUTER", login.removeprefix("sdk "))

    known = facts(ledger_database.address("sdk ${COMPUTER}"), ledger_database.passwords[login])

    assert known.format == FORMAT


def test_a_password_file_that_is_not_there_is_named(ledger_database: LedgerDatabase) -> None:
    address = replace(ledger_database.address("anna"), password_file="/nowhere/password")

    with pytest.raises(Refused, match="/nowhere/password"):
        facts(address)


def test_no_password_at_all_is_said(ledger_database: LedgerDatabase) -> None:
    with pytest.raises(Refused, match="password"):
        facts(ledger_database.address(ledger_database.login()))


def test_another_database_is_no_ledger(
    postgres: PostgresCluster, ledger_database: LedgerDatabase
) -> None:
    login = ledger_database.login()
    elsewhere = replace(ledger_database.address(login), database=postgres.create())

    with pytest.raises(Refused, match="holds no ledger"):
        facts(elsewhere, ledger_database.passwords[login])
    with pytest.raises(Refused, match="no such ledger"):
        facts(replace(elsewhere, database="nothing"), ledger_database.passwords[login])


@pytest.mark.parametrize(
    ("number", "said"), [(FORMAT + 1, "newer version"), (FORMAT - 1, "administrator upgrades")]
)
def test_a_ledger_of_another_version_is_said_to_be(
    ledger_database: LedgerDatabase, number: int, said: str
) -> None:
    anna = ledger_database.founded()
    ledger_database.superuser_runs(f"UPDATE ledger.meta SET format = {number}")

    with pytest.raises(Refused, match=said):
        anna.ledger.facts()


def test_a_server_that_is_away_is_asked_again(ledger_database: LedgerDatabase) -> None:
    with socket.socket() as nobody:
        nobody.bind((HOST, 0))
        address = replace(ledger_database.address("anna"), port=nobody.getsockname()[1])

        with pytest.raises(LedgerSilent):
            facts(address, "")


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(
    ledger_database: LedgerDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting.PatientConnection, "patience", 0.3)
    anna = ledger_database.founded()

    with pytest.raises(LedgerSilent):
        anna.ledger.ask("SELECT pg_sleep(60)")
    assert anna.ledger.facts().format == FORMAT


def test_a_standby_only_lets_itself_be_read(ledger_database: LedgerDatabase) -> None:
    anna = ledger_database.founded()
    ledger_database.superuser_runs(
        f"ALTER DATABASE {ledger_database.database} SET default_transaction_read_only = on"
    )
    anna.ledger.close()

    with pytest.raises(Unavailable, match="read just now"):
        anna.send(new_change(anna, care(anna, "m", handler="anna")))


def test_a_busy_mailbox_is_tried_again(ledger_database: LedgerDatabase) -> None:
    anna = ledger_database.founded()
    ledger_database.superuser_runs(
        "ALTER FUNCTION ledger.append SET lock_timeout = '50ms'",
    )
    with (
        ledger_database.cluster.superuser(ledger_database.database) as holding,
        holding.transaction(),
    ):
        holding.execute("SELECT FROM ledger.mailbox FOR UPDATE")

        with pytest.raises(Unavailable, match="busy"):
            anna.send(new_change(anna, care(anna, "m", handler="anna")))


def test_a_full_disk_at_the_server_is_said(ledger_database: LedgerDatabase) -> None:
    """A trigger stands for the disk: PostgreSQL's error is the same."""
    anna = ledger_database.founded()
    ledger_database.superuser_runs(
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = 'disk_full'; END $$;"
        "CREATE TRIGGER full_disk BEFORE INSERT ON ledger.event EXECUTE FUNCTION full_disk()"
    )
    before = head(anna.ledger, anna.id)

    with pytest.raises(Unavailable, match="no room left"):
        anna.send(new_change(anna, care(anna, "m", handler="anna")))
    assert head(anna.ledger, anna.id) == before


@pytest.mark.parametrize("fault", ["data_corrupted", "index_corrupted", "internal_error"])
def test_a_server_with_a_fault_of_its_own_is_no_fault_of_ours(
    ledger_database: LedgerDatabase, fault: str
) -> None:
    anna = ledger_database.founded()
    ledger_database.superuser_runs(
        "CREATE FUNCTION damaged() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION 'damaged' USING ERRCODE = '{fault}'; END $$;"
        "CREATE TRIGGER damaged BEFORE INSERT ON ledger.event EXECUTE FUNCTION damaged()"
    )
    with pytest.raises(LedgerSilent, match="XX00"):
        anna.send(new_change(anna, care(anna, "m", handler="anna")))


def test_too_many_connections_are_said(ledger_database: LedgerDatabase) -> None:
    login = ledger_database.login()
    ledger_database.superuser_runs(f'ALTER ROLE "{login}" CONNECTION LIMIT 0')

    with pytest.raises(Unavailable, match="too many connections"):
        ledger_database.connected(login).facts()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with the certificate of ledger.example.se, signed by itself, and its key."""
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, SERVER)])
    built = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(SERVER)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("ledger tls") / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + built.public_bytes(Encoding.PEM))
    return path


@pytest.fixture
def elsewhere(
    monkeypatch: pytest.MonkeyPatch, postgres: PostgresCluster, certificate: Path
) -> Iterator[LedgerAddress]:
    """Return the address of a server that encrypts and is not this computer."""
    postgres.encrypt(certificate.read_bytes())
    with monkeypatch.context() as patch:
        patch.setenv("PGHOSTADDR", HOST)
        yield LedgerAddress(SERVER, "postgres", OWNER, "", postgres.port, str(certificate))
    postgres.encrypt(None)


def test_a_server_that_proves_who_it_is_is_spoken_with_in_secret(elsewhere: LedgerAddress) -> None:
    with connecting.connect(elsewhere, PASSWORD) as connection:
        assert connection.pgconn.ssl_in_use


def test_a_server_with_a_certificate_of_another_host_is_not_trusted(
    elsewhere: LedgerAddress,
) -> None:
    with pytest.raises(Untrusted, match="prove who it is"):
        facts(replace(elsewhere, host="other.example.se"), PASSWORD)


def test_a_server_whose_issuer_nobody_knows_is_not_trusted(elsewhere: LedgerAddress) -> None:
    with pytest.raises(Untrusted, match="prove who it is"):
        facts(replace(elsewhere, trusted_file=""), PASSWORD)


def test_a_server_that_does_not_encrypt_gets_nothing(
    monkeypatch: pytest.MonkeyPatch, postgres: PostgresCluster, certificate: Path
) -> None:
    monkeypatch.setenv("PGHOSTADDR", HOST)
    address = LedgerAddress(SERVER, "postgres", OWNER, "", postgres.port, str(certificate))

    with pytest.raises(Untrusted, match="does not encrypt"):
        facts(address, PASSWORD)


def test_only_this_computer_is_spoken_with_in_the_clear() -> None:
    assert LedgerAddress("localhost", "ledger", "anna").is_here
    assert not LedgerAddress(SERVER, "ledger", "anna").is_here


def test_the_address_in_the_settings_is_of_one_server() -> None:
    with pytest.raises(Refused, match="one server"):
        LedgerAddress("one,two", "ledger", "anna")
    with pytest.raises(Refused, match="one server"):
        LedgerAddress("/run/postgresql", "ledger", "anna")
    with pytest.raises(Refused, match="do not say where"):
        LedgerAddress("", "ledger", "anna")

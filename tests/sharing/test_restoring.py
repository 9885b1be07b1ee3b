"""What the page for the ledger's administrator says of putting a dump back."""

import subprocess

from sdk_desktop.sandbox.postgres import account
from sdk_desktop.sharing.values import Outcome, Place
from tests.kit.sharing.ledger import LedgerDatabase, care, new_change
from tests.kit.sharing.postgres import PostgresCluster


def put_back(cluster: PostgresCluster, database: str) -> None:
    """Dump a database, drop it, and put it back as the page says."""
    where = ("-h", str(cluster.folder), "-p", str(cluster.port), "-U", "postgres")
    dump = cluster.programs.command("pg_dump", *where, "-Fc", database)
    content = subprocess.run(dump, check=True, capture_output=True, **account()).stdout
    with cluster.superuser() as connection:
        connection.execute(f"DROP DATABASE {database} WITH (FORCE)".encode())
    restore = cluster.programs.command("pg_restore", *where, "--create", "-d", "postgres")
    subprocess.run(restore, input=content, check=True, capture_output=True, **account())


def test_a_dump_that_is_put_back_is_the_ledger_with_its_rights(
    ledger_database: LedgerDatabase,
) -> None:
    anna = ledger_database.founded()
    bo = ledger_database.joined(anna)
    anna.refresh()
    database = ledger_database.database
    ledger_database.superuser_runs(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    ledger_database.superuser_runs(f"GRANT CONNECT ON DATABASE {database} TO sdk_device")
    anna.send(new_change(anna, care(anna, "m", handler="Anna")))
    ledger_database.close()
    put_back(ledger_database.cluster, database)

    assert [one.fields for one in bo.news(Place()).records][-1] == {"handler": "Anna"}
    assert bo.send(new_change(bo, care(bo, "m", version=2, handler="Bo"))).outcome is Outcome.OK
    question = b"SELECT has_database_privilege('public', current_database(), 'CONNECT')"
    with ledger_database.cluster.superuser(database) as connection:
        assert connection.execute(question).fetchone() == (False,)

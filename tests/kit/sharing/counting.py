"""How often a client asks its store and the ledger, and waits for its disk."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import pytest
import sqlalchemy as sa
from psycopg import Cursor
from psycopg.rows import TupleRow

from sdk_desktop.sharing.connection import PatientConnection
from sdk_desktop.store.store import Store, Transaction
from tests.kit.sandbox_network import PersonClient


@contextmanager
def counted(client: PersonClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count what ledger and store are asked, how often the store begins, and awaits its disk."""
    count: Counter[str] = Counter()
    engine, ask, begin = client.workspace._store._engine, PatientConnection.execute, Store.begin

    last: deque[str] = deque(maxlen=1)

    def asked(
        connection: PatientConnection,
        query: bytes,
        given: Sequence[object] | None = None,
        *,
        binary: bool = False,
    ) -> Cursor[TupleRow]:
        count["ledger"] += 1
        return ask(connection, query, given, binary=binary)

    def begun(store: Store, *, is_durable: bool = True) -> AbstractContextManager[Transaction]:
        count["disk"] += is_durable
        return begin(store, is_durable=is_durable)

    def noted(statement: str) -> None:
        """Count what the program asks: neither what the engine does itself, nor we to explain it.

        What sets off triggers is told once more for each of their statements.
        """
        is_ours = not statement.startswith(("--", "EXPLAIN")) and statement not in last
        count["store"] += is_ours
        last.append(statement)

    def traced(connection: sa.PoolProxiedConnection, *_: object) -> None:
        connection.set_trace_callback(noted)

    monkeypatch.setattr(PatientConnection, "execute", asked)
    monkeypatch.setattr(Store, "begin", begun)
    sa.event.listen(engine, "begin", lambda _: count.update(transactions=1))
    sa.event.listen(engine, "checkout", traced)
    yield count

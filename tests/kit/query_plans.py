"""What the engine walks through whole to answer the program: a growing table only for a reason.

Each statement is explained once, on the connection and with the values that it is first run with.
A test fails whose work walks through a table that is neither small nor named here.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2

from tests.kit.project import PROJECT

STORE = PROJECT / "sdk_desktop" / "store"
TESTS = PROJECT / "tests"
HAND_ON = (__file__, str(STORE / "compiled.py"))
ONCE = tuple(str(STORE / of) for of in ("schema", "backup", "rewriting.py", "rekeying.py"))
"""What is done once to a whole file: migrations, copies, a new key."""
SMALL = frozenset(
    {
        *("mailbox", "mailbox_role", "colleague", "favourite", "fetch"),
        *("message_count", "duty_count"),  # by mailboxes and days
        *("draft", "draft_file", "reminder", "writing", "template"),  # what somebody has begun
        *(
            "audit_start",
            "audit_end",
            "audit_followed",
            "purge",
            "sqlite_sequence",
            "sqlite_master",
        ),
        *("shared_mailbox", "shared_device", "json_each", "CONSTANT"),
    }
)
"""What does not grow with the messages, the address book or the audit trail."""
REASONS: dict[str, tuple[str, ...]] = {
    "the newest or the oldest, as many as are asked for": (
        *("audit.page: audit", "audit._rows: audit", "messages.row_numbers.row_number: message"),
        *(
            "messages.lists.sorting.page_rows: message",
            "messages.completions.completions: message_word",
        ),
    ),
    "what has yet to be done: an index of that alone": (
        *("messages.direct.claim: answer", "messages.direct.may_have_gone: answer"),
        *("messages.errands.make_unread_for: message", "messages.past.count: unshared"),
    ),
    "few fit, and each shall be as likely": ("audit.sample: audit",),
    "figures of a whole period": (
        *("messages.figures.handled: message", "messages.figures.rejected: message"),
    ),
    "erasing by rule, which looks at each": (
        *("purging.preview: message", "purging.propose: message"),
    ),
    "the daily check counts anew": ("messages.lists.totals.are_true: message",),
    "the address book is renewed as a whole": (
        *("addresses.addresses.identifiers: function", "addresses.addresses._present: function"),
        *("addresses.addresses._present: organisation", "addresses.addresses._numbered: function"),
    ),
    "words are kept in memory until the address book is renewed": (
        "addresses.address_search.of: function_word",
    ),
    "the page that shows every organisation": ("addresses.addresses.organisations: organisation",),
    "functions that have been written to": ("addresses.addresses._numbered: function_use",),
}
WALKS = frozenset(walk for walks in REASONS.values() for walk in walks)
EXPLAINED = re.compile(r"\s*(SELECT|WITH|UPDATE|DELETE|INSERT|REPLACE)\b", re.IGNORECASE)
SCAN = re.compile(r"SCAN (\S+)(?: VIRTUAL TABLE INDEX \d+:(\S*))?")


class QueryPlans:
    """The walks of what is run from now on, as `module.function: table`."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[str]] = {}
        self._now: set[str] = set()

    def attend(self, _dialect: object, _record: object, _args: object, given: Any) -> None:  # noqa: ANN401 - it has no types
        """Let a connection that is about to be made tell what it is asked, unless it has a kind."""
        given.setdefault("factory", lambda *args, **how: Attended(self, *args, **how))

    def note(self, cursor: dbapi2.Cursor, sql: str, values: Sequence[object]) -> None:
        """Note what a statement walks through that the store runs."""
        if sql not in self._known:
            self._known[sql] = frozenset(_walks(cursor, sql, values))
        self._now |= self._known[sql]

    def take(self) -> frozenset[str]:
        """Return the walks since this was last asked."""
        walks, self._now = frozenset(self._now), set()
        return walks


class Attended(dbapi2.Connection):  # type: ignore[misc] # it has no types
    """A connection that tells what it is asked."""

    def __init__(self, plans: QueryPlans, *args: Any, **how: Any) -> None:  # noqa: ANN401 - the driver's
        super().__init__(*args, **how)
        self.plans = plans

    def cursor(self, _factory: object = None) -> dbapi2.Cursor:
        return super().cursor(AttendedCursor)


class AttendedCursor(dbapi2.Cursor):  # type: ignore[misc] # it has no types
    """A cursor that tells what it is asked."""

    def execute(self, sql: str, *values: Any) -> dbapi2.Cursor:  # noqa: ANN401 - the driver's
        self.connection.plans.note(self, sql, values)
        return super().execute(sql, *values)

    def executemany(self, sql: str, values: Any) -> dbapi2.Cursor:  # noqa: ANN401 - the driver's
        every = list(values)
        self.connection.plans.note(self, sql, every[:1])
        return super().executemany(sql, every)


@pytest.fixture(scope="session")
def query_plans() -> Iterator[QueryPlans]:
    """Attend to every connection that is made from now on."""
    plans = QueryPlans()
    sa.event.listen(sa.Engine, "do_connect", plans.attend)
    yield plans
    sa.event.remove(sa.Engine, "do_connect", plans.attend)


@pytest.fixture
def no_unknown_walk(query_plans: QueryPlans) -> Iterator[None]:
    """Fail a test whose work walks through a growing table for no reason that is named."""
    query_plans.take()
    yield
    unknown = sorted(query_plans.take() - WALKS)
    if unknown:
        pytest.fail("walked through, without a reason in REASONS:\n" + "\n".join(unknown))


def _walks(cursor: dbapi2.Cursor, sql: str, values: Sequence[object]) -> Iterator[str]:
    asks = _who_asks(sys._getframe())
    if not asks or not EXPLAINED.match(sql):
        return
    plain = dbapi2.Connection.cursor(cursor.connection)
    for *_, step in plain.execute(f"EXPLAIN QUERY PLAN {sql}", *values).fetchall():
        scan = SCAN.match(step)
        table = scan and _table(sql, *scan.groups())
        if table and table not in SMALL:
            yield f"{asks}: {table}"


def _table(sql: str, name: str, looked_up: str | None) -> str:
    """Return the table that is walked through; "" where only what is looked up of it is."""
    alias = re.search(rf"(\w+) AS {re.escape(name)}\b(?! \()", sql)
    is_query = name.startswith("(") or re.search(
        rf"\) AS {re.escape(name)}\b|\bWITH (RECURSIVE )?{re.escape(name)}\b", sql
    )
    return "" if looked_up or is_query else alias[1] if alias else name


def _who_asks(frame: FrameType | None) -> str:
    """Return the module and the function of the store that run a statement, "" where none does."""
    while frame is not None:
        path, name = frame.f_code.co_filename, frame.f_code.co_name
        if path.startswith(str(STORE)) and path not in HAND_ON and not name.startswith("<"):
            module = ".".join(Path(path).relative_to(STORE).with_suffix("").parts)
            return "" if path.startswith(ONCE) else f"{module}.{name}"
        if path.startswith(str(TESTS)) and path not in HAND_ON:
            return ""
        frame = frame.f_back
    return ""

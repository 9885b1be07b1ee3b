"""What the one function that writes answers, and who may write and read what."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest
from psycopg.abc import Params
from psycopg.rows import TupleRow

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.roles import Role
from sdk_desktop.sharing.connection import PatientConnection
from sdk_desktop.sharing.lease import Lease
from sdk_desktop.sharing.mailbox import LedgerForked, SharedMailbox
from sdk_desktop.sharing.membership import remove
from sdk_desktop.sharing.values import Membership, Outcome, Place
from tests.kit.sharing.ledger import LedgerDatabase, care, head, new_change, versions

RACERS = 40
READER, HANDLER = frozenset({Role.READER}), frozenset({Role.HANDLER})
TABLES = ("record", "event", "done", "mailbox", "may", "keywrap", "lease", "piece", "presence")


@pytest.fixture
def anna(ledger_database: LedgerDatabase) -> SharedMailbox:
    return ledger_database.founded()


def test_a_race_of_forty_has_one_winner(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    racers = [ledger_database.another_connection(anna) for _ in range(RACERS)]
    takes = [new_change(one, care(one, "m", handler=str(n))) for n, one in enumerate(racers)]

    with ThreadPoolExecutor(RACERS) as pool:
        answers = list(pool.map(lambda one, take: one.send(take).outcome, racers, takes))

    assert answers.count(Outcome.OK) == 1
    assert answers.count(Outcome.BEHIND) == RACERS - 1


def test_numbers_have_no_gap_whoever_writes(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    writers = [ledger_database.another_connection(anna) for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write_ten, writers))

    followed = anna.news(Place())
    assert followed.is_all
    assert [event.end.number for event, _ in followed.events] == list(range(1, 82))
    assert len({one.stored.position for one in followed.records}) == 81


def test_a_change_that_never_arrived_is_done_when_sent_again(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    take = new_change(anna, care(anna, "m", handler="anna"))
    ledger_database.cluster.kill()

    with pytest.raises(Unavailable):
        anna.send(take)
    ledger_database.cluster.start()

    assert anna.ledger.outcome(anna.id, take.id) is None
    assert anna.send(take).outcome is Outcome.OK


def test_a_change_whose_answer_was_lost_is_done_once(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    take = new_change(anna, care(anna, "m", handler="anna"))
    anna.send(take)
    anna.ledger.close()

    answers = [anna.send(take).outcome, ledger_database.another_connection(anna).send(take).outcome]

    assert answers == [Outcome.AGAIN, Outcome.AGAIN]
    assert versions(anna, take.records[0].id) == {take.records[0].id: 1}
    assert head(anna.ledger, anna.id).end.number == 2


def test_a_lost_answer_of_a_leader_is_known_after_it_was_deposed(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    bo = ledger_database.joined(anna)
    Lease(anna.ledger, anna.id, seconds=1).hold()
    change = new_change(anna, care(anna, "m", handler="anna"), term=1)
    anna.ledger.append(change)
    ledger_database.end_leases()
    Lease(bo.ledger, bo.id).hold()

    assert anna.send(change).outcome is Outcome.AGAIN


def test_a_forked_ledger_stops_everything_of_that_device(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    bo = ledger_database.joined(anna)
    copy = ledger_database.copied()
    anna.send(new_change(anna, care(anna, "m", handler="anna")))
    reached = anna.news(Place()).place
    ledger_database.fail_over(copy)
    bo.send(new_change(bo, care(bo, "n", handler="bo")))
    bo.send(new_change(bo, care(bo, "o", handler="bo")))

    with pytest.raises(LedgerForked):
        anna.send(new_change(anna, care(anna, "p", handler="anna")))
    with pytest.raises(LedgerForked):
        anna.news(reached)


def test_a_ledger_that_went_back_is_noticed_before_anybody_writes(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    copy = ledger_database.copied()
    anna.send(new_change(anna, care(anna, "m", handler="anna")))
    ledger_database.fail_over(copy)

    with pytest.raises(LedgerForked):
        anna.news(Place())


def test_that_nothing_follows_takes_one_question(
    anna: SharedMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = anna.news(Place()).place
    asked: list[str] = []
    real = PatientConnection.execute

    def noted(
        connection: PatientConnection,
        query: bytes,
        params: Params | None = None,
        *,
        binary: bool = False,
    ) -> psycopg.Cursor[TupleRow]:
        asked.append(str(query))
        return real(connection, query, params, binary=binary)

    monkeypatch.setattr(PatientConnection, "execute", noted)

    assert anna.news(reached).is_all
    assert len(asked) == 1


def test_a_reader_reads_and_says_so_but_changes_nothing(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    rut = ledger_database.joined(anna, "rut", READER)

    assert rut.send(rut.change(uuid4(), (), [{"kind": "READ"}])).outcome is Outcome.OK
    with pytest.raises(Refused, match="does not have the right"):
        rut.send(new_change(rut, care(rut, "m", handler="rut")))
    with pytest.raises(Refused, match="does not have the right"):
        Lease(rut.ledger, rut.id).hold()


def test_a_handler_lets_nobody_in(ledger_database: LedgerDatabase, anna: SharedMailbox) -> None:
    bo = ledger_database.joined(anna, "bo", HANDLER)

    with pytest.raises(Refused, match="Only a manager"):
        ledger_database.joined(bo, "mallory")


def test_the_ledger_lets_no_handler_change_the_members(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    bo = ledger_database.joined(anna, "bo", HANDLER)
    promoted = Membership(roles={bo.keys.id: frozenset({Role.MANAGER})})

    with pytest.raises(Refused, match="does not have the right"):
        bo.send(bo.membership_change(uuid4(), (), promoted))


def test_a_stranger_sees_no_mailbox(ledger_database: LedgerDatabase, anna: SharedMailbox) -> None:
    stranger, _ = ledger_database.introduced()

    seen = [stranger.ask(f"SELECT count(*) FROM ledger.{table}") for table in TABLES]

    assert seen == [(0,)] * len(TABLES)
    with pytest.raises(Refused, match="not a member"):
        head(stranger, anna.id)


def test_a_stranger_writes_nothing(ledger_database: LedgerDatabase, anna: SharedMailbox) -> None:
    stranger, keys = ledger_database.introduced()
    forged = SharedMailbox(stranger, keys, anna.keyring, anna.members)

    with pytest.raises(Refused, match="does not have the right"):
        forged.send(new_change(forged, care(forged, "m", handler="mallory")))


@pytest.mark.parametrize("table", [*TABLES, "device", "meta"])
@pytest.mark.parametrize("verb", ["DELETE FROM ledger.{}", "TRUNCATE ledger.{}"])
def test_a_member_deletes_nothing_but_through_the_function(
    member: SharedMailbox, table: str, verb: str
) -> None:
    with pytest.raises(Refused, match="does not have the right"):
        member.ledger.ask(verb.format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger.record SET sealed = NULL",
        "UPDATE ledger.mailbox SET number = 0",
        "UPDATE ledger.meta SET least_client = 0",
        "INSERT INTO ledger.may SELECT mailbox, device, 'manager' FROM ledger.may",
        "CREATE TABLE ledger.other (id int)",
        "SELECT ledger.found(gen_random_uuid(), ledger.own_device())",
        "SELECT ledger.let_in(gen_random_uuid(), 1, 2, '[]', '{}', '{}')",
        "SET ROLE sdk_ledger",
    ],
)
def test_a_member_may_nothing_that_only_the_owner_may(
    member: SharedMailbox, statement: str
) -> None:
    with pytest.raises(Refused, match="does not have the right"):
        member.ledger.ask(statement)


def test_a_member_sees_only_its_own_mailboxes(ledger_database: LedgerDatabase) -> None:
    anna, other = ledger_database.founded("anna"), ledger_database.founded("other")

    assert set(anna.ledger.roles()) == {anna.id}
    with pytest.raises(Refused, match="not a member"):
        head(anna.ledger, other.id)


def test_a_removed_device_reads_and_writes_nothing_any_longer(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    bo = ledger_database.joined(anna)
    remove(anna, bo.keys.id)

    with pytest.raises(Refused, match="not a member"):
        bo.news(Place())
    with pytest.raises(Refused, match="does not have the right"):
        bo.send(new_change(bo, care(bo, "m", handler="bo")))


def test_another_profile_cannot_take_a_members_login(anna: SharedMailbox) -> None:
    others = SharedMailbox(anna.ledger, type(anna.keys).made(), anna.keyring, anna.members)

    with pytest.raises(Refused, match="Each needs its own"):
        anna.ledger.introduce(others.keys.public)


def test_ten_thousand_changes_come_in_order_in_pages(anna: SharedMailbox) -> None:
    write_ten(anna)
    first = anna.news(Place(), limit=4)

    rest = anna.news(first.place)

    assert (len(first.records), first.is_all) == (4, False)
    assert (len(rest.records), rest.is_all) == (7, True)
    assert rest.place.end == head(anna.ledger, anna.id).end


def test_a_record_changed_often_comes_once(anna: SharedMailbox) -> None:
    anna.send(new_change(anna, care(anna, "m", 1, handler="anna")))
    anna.send(new_change(anna, care(anna, "m", 2, handler="bo")))

    news = anna.news(Place())

    states = [one for one in news.records if one.stored.record.id == care(anna, "m").id]
    assert [one.fields for one in states] == [{"handler": "bo"}]
    assert len(news.events) == 3


def test_the_first_copy_begins_with_the_newest(anna: SharedMailbox) -> None:
    write_ten(anna)

    place = anna.ledger.place_before(anna.id, 3)
    assert place is not None
    newest = anna.news(place).records

    assert [one.stored.position for one in newest] == [9, 10, 11]
    assert anna.ledger.place_before(anna.id, 11) is None


def test_the_server_keeps_what_it_acknowledged_when_it_is_killed(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    write_ten(anna)
    before = head(anna.ledger, anna.id)
    ledger_database.superuser_runs("CHECKPOINT")
    anna.ledger.close()
    ledger_database.cluster.kill()
    ledger_database.cluster.start()

    assert head(anna.ledger, anna.id) == before


def test_an_error_that_is_no_answer_passes_on(anna: SharedMailbox) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero):
        anna.ledger.ask("SELECT 1 / 0")


def write_ten(mailbox: SharedMailbox) -> None:
    for _ in range(10):
        mailbox.send(new_change(mailbox, care(mailbox, str(uuid4()), handler="anna")))


def test_a_ledger_that_is_up_to_date_learns_to_answer_quicker(
    ledger_database: LedgerDatabase, anna: SharedMailbox
) -> None:
    """A connection plans what is asked at every question once: SQL's functions each time."""
    asked = "SELECT array_agg(l.lanname::text ORDER BY p.proname) FROM pg_proc p"
    asked += " JOIN pg_language l ON l.oid = p.prolang"
    asked += " WHERE p.proname IN ('allowed', 'own_device', 'own_mailboxes')"
    with ledger_database.administration() as administration:
        administration.connection.execute(
            "CREATE OR REPLACE FUNCTION ledger.own_device() RETURNS uuid LANGUAGE sql STABLE"
            " SECURITY DEFINER AS $$ SELECT id FROM ledger.device WHERE login = session_user $$"
        )
        administration.upgrade()
        languages = administration.connection.execute(asked).fetchone()

    assert languages == (["plpgsql"] * 3,)
    assert anna.send(new_change(anna, care(anna, "m"))).outcome is Outcome.OK

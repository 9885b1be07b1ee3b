from dataclasses import replace

import pytest

from sdk_desktop.domain.address import AddressBookAge, AddressHit, Function, Organisation
from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.store.store import Store
from tests.store.letters import DAY, NOON

SUNDBY = Organisation(
    "1", "Sundby kommun", "0203:sundby.example.se", "212000-1234", "Sundby stad", "Kommunen", "SE",
    "o", None,
)  # fmt: skip
REGION = Organisation("2", "Region Ängsö", "0203:angso.example.se", kind="o", parent="1")
ABO = Organisation("3", "Åbo kommun")
SOCIAL = Function(
    "10", "soc@sundby", "Socialkontoret", SUNDBY, "Tar emot orosanmälningar",
    ("Socialtjänst", "IFO"), ("barnavård", "LVU"),
)  # fmt: skip
SCHOOL = Function("11", "skola@sundby", "Elevhälsan", SUNDBY)
CLINIC = Function("12", "psyk@angso", "Vuxenpsykiatri Söder", REGION, "Remisser från socialkontor")
GUARD = Function("13", "of@abo", "Överförmyndaren", ABO)
ORGANISATIONS = (SUNDBY, REGION, ABO)
FUNCTIONS = (SOCIAL, SCHOOL, CLINIC, GUARD)


@pytest.fixture(autouse=True)
def address_book(store: Store) -> None:
    with store.begin() as transaction:
        transaction.addresses.replace(ORGANISATIONS, FUNCTIONS, NOON)


SIV, ROY = "the id of Siv", "the id of Roy"
OURS = Mailbox("soc@ours", "Socialkontoret", "0203:ours.example.se", "Vår kommun")


def search(store: Store, text: str, limit: int = 30, me: str = SIV) -> list[str]:
    with store.read() as transaction:
        hits = transaction.addresses.search(text, limit, me)
    return [hit.function.identifier for hit in hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("s", ["soc@sundby", "skola@sundby", "psyk@angso"]),
        ("sund", ["skola@sundby", "soc@sundby"]),
        ("soc sund", ["soc@sundby"]),
        ("sund soc", ["soc@sundby"]),
        ("SOCIAL", ["soc@sundby", "psyk@angso"]),
        ("oro", ["soc@sundby"]),
        ("ifo", ["soc@sundby"]),
        ("lvu", ["soc@sundby"]),
        ("stad", ["skola@sundby", "soc@sundby"]),
        ("psyk@angso", ["psyk@angso"]),
        ("angso.example", ["psyk@angso"]),
        ("212000-12", ["skola@sundby", "soc@sundby"]),
        ("overformyndare abo", ["of@abo"]),
        ("socilkontor sundby", ["soc@sundby"]),
        ("kontoret sundby", ["soc@sundby"]),
        ("elevhelsan", ["skola@sundby"]),
        ("psykiatri", ["psyk@angso"]),
        ("xyzzyqqq", []),
        ('"*-', []),
        ("AND", []),
    ],
)
def test_an_address_is_found_by(store: Store, text: str, found: list[str]) -> None:
    assert sorted(search(store, text)) == sorted(found)


def test_a_word_spelt_alike_is_of_the_address_book_as_it_is_now(store: Store) -> None:
    assert search(store, "elevhelsan") == ["skola@sundby"]
    renamed = replace(GUARD, name="Färdtjänsten")

    with store.begin() as transaction:
        transaction.addresses.replace(ORGANISATIONS, (renamed,), NOON + DAY)

    assert search(store, "fardtjonsten") == ["of@abo"]
    assert search(store, "elevhelsan") == []


def test_names_come_before_descriptions_in_alphabetical_order(store: Store) -> None:
    assert search(store, "social") == ["soc@sundby", "psyk@angso"]
    assert search(store, "sundby") == ["skola@sundby", "soc@sundby"]
    assert search(store, "sundby", limit=1) == ["skola@sundby"]


def test_favourites_and_what_was_used_last_come_first(store: Store) -> None:
    with store.begin() as transaction:
        transaction.addresses.used("soc@sundby", NOON)
        transaction.addresses.used("psyk@angso", NOON + DAY)
        transaction.addresses.favour("of@abo", SIV)

    assert search(store, "") == ["of@abo", "psyk@angso", "soc@sundby"]
    assert search(store, "so") == ["psyk@angso", "soc@sundby"]


def test_a_favourite_is_ones_own_and_a_mailboxs_is_everybodys(store: Store) -> None:
    with store.begin() as stored:
        stored.mailboxes.put(OURS)
        stored.addresses.used("soc@sundby", NOON)
        stored.addresses.favour("psyk@angso", OURS.address)
        stored.addresses.favour("of@abo", SIV)
        stored.addresses.favour("skola@sundby", ROY)
        stored.addresses.favour("skola@sundby", "a mailbox that is not here")

    with store.read() as stored:
        shared = stored.addresses.function("psyk@angso", ROY)

    assert search(store, "") == ["of@abo", "psyk@angso", "soc@sundby"]
    assert search(store, "", me=ROY) == ["skola@sundby", "psyk@angso", "soc@sundby"]
    assert shared == AddressHit(CLINIC, mailboxes=(OURS.address,))


def test_who_leaves_takes_their_favourites_with_them(store: Store) -> None:
    with store.begin() as stored:
        roy = stored.colleagues.id_of("Roy")
        stored.addresses.favour("of@abo", roy)
        stored.colleagues.leave("Roy", NOON)

    assert search(store, "", me=roy) == []


def test_a_function_is_given_with_everything_known_of_it(store: Store) -> None:
    with store.begin() as transaction:
        transaction.addresses.used("soc@sundby", NOON)
        transaction.addresses.favour("soc@sundby", SIV)
        transaction.addresses.favour("skola@sundby", SIV)
        transaction.addresses.disfavour("skola@sundby", SIV)

    with store.read() as transaction:
        assert transaction.addresses.function("soc@sundby", SIV) == AddressHit(SOCIAL, True, NOON)
        assert transaction.addresses.function("skola@sundby", SIV) == AddressHit(SCHOOL)
        assert transaction.addresses.function("none", SIV) is None


def test_organisations_come_in_swedish_order_with_their_functions(store: Store) -> None:
    swedish = (Organisation("4", "Öby"), Organisation("5", "Äby"), *ORGANISATIONS)
    with store.begin() as transaction:
        transaction.addresses.replace(swedish, FUNCTIONS, NOON)

    with store.read() as transaction:
        names = [one.name for one in transaction.addresses.organisations()]
        functions = transaction.addresses.functions("1")

    assert names == ["Region Ängsö", "Sundby kommun", "Åbo kommun", "Äby", "Öby"]
    assert functions == (AddressHit(SCHOOL), AddressHit(SOCIAL))


def test_a_new_copy_replaces_the_old(store: Store) -> None:
    renamed = replace(SOCIAL, name="Familjeenheten")

    with store.begin() as transaction:
        transaction.addresses.replace((SUNDBY,), (renamed,), NOON + DAY)
        assert transaction.addresses.age() == AddressBookAge(NOON + DAY, 1, 1)

    assert search(store, "familjeenh") == ["soc@sundby"]
    assert search(store, "elevhälsan") == []


def test_what_vanished_is_kept_if_it_matters_to_somebody(store: Store) -> None:
    with store.begin() as transaction:
        transaction.addresses.used("psyk@angso", NOON)
        transaction.addresses.replace((SUNDBY, ABO), (SOCIAL, SCHOOL), NOON + DAY)
        kept = transaction.addresses.function("psyk@angso", SIV)
        lost = transaction.addresses.function("of@abo", SIV)
        organisations = transaction.addresses.organisations()
        age = transaction.addresses.age()

    missed = AddressHit(CLINIC, last_used=NOON, gone=True, gone_since=NOON + DAY)
    assert (kept, lost) == (missed, None)
    assert organisations == (SUNDBY, ABO)
    assert age == AddressBookAge(NOON + DAY, 2, 2)
    assert search(store, "psykiatri") == ["psyk@angso"]


def test_what_is_gone_is_so_since_it_was_first_missed(store: Store) -> None:
    renamed = replace(SOCIAL, name="Familjeenheten")
    with store.begin() as transaction:
        transaction.addresses.favour("psyk@angso", SIV)
        transaction.addresses.replace((SUNDBY,), (SOCIAL,), NOON + DAY)
        transaction.addresses.replace((SUNDBY,), (renamed,), NOON + 2 * DAY)

    with store.read() as transaction:
        missed = transaction.addresses.function("psyk@angso", SIV)

    assert missed is not None
    assert missed.gone_since == NOON + DAY


def test_what_came_back_is_no_longer_gone(store: Store) -> None:
    with store.begin() as transaction:
        transaction.addresses.favour("psyk@angso", SIV)
        transaction.addresses.replace((SUNDBY,), (SOCIAL,), NOON)
        transaction.addresses.replace(ORGANISATIONS, FUNCTIONS, NOON)

    with store.read() as transaction:
        assert transaction.addresses.function("psyk@angso", SIV) == AddressHit(
            CLINIC, favourite=True
        )


def test_the_same_copy_only_grows_younger(store: Store) -> None:
    with store.begin() as transaction:
        transaction.addresses.replace(ORGANISATIONS, FUNCTIONS, NOON + DAY)
        assert transaction.addresses.age() == AddressBookAge(NOON + DAY, 3, 4)
        assert transaction.addresses.written.changes == {TableFamily.ADDRESSES, TableFamily.FETCHES}


def test_an_empty_copy_leaves_an_empty_book(store: Store) -> None:
    with store.begin() as transaction:
        transaction.addresses.replace((), (), NOON)
        assert transaction.addresses.age() == AddressBookAge(NOON, 0, 0)

    assert search(store, "sundby") == []


def test_an_organisation_known_only_by_its_function_is_kept(store: Store) -> None:
    with store.begin() as transaction:
        transaction.addresses.replace((), (SOCIAL,), NOON)
        assert transaction.addresses.organisations() == (SUNDBY,)

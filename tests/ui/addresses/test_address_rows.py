"""In which groups the hits of the address book stand, and what their rows say."""

from dataclasses import replace

from sdk_desktop.domain.address import AddressHit, Function, Organisation
from sdk_desktop.ui.addresses.address_rows import grouped_rows, participant_names, preferred_rows
from tests.kit.messages import NOON

KOMMUN = Organisation("k", "Ekdala kommun", "0203:ekdala.example.se")
REGION = Organisation("r", "Region Ekelund", "0203:region.example.se")
CHILDREN = Organisation("b", "Barn och unga", "0203:region.example.se", parent="r")
SCHOOL = Organisation("s", "Friskolan Kastanjen", "0203:skola.example.se")
OWN = frozenset({KOMMUN.participant})
NAMES = participant_names((KOMMUN, REGION, CHILDREN, SCHOOL))


def hit(name: str, organisation: Organisation, about: str = "") -> AddressHit:
    return AddressHit(Function(name, f"sdk:{name}", name, organisation, about))


def shown(*hits: AddressHit) -> list[tuple[str, str, str]]:
    return [(row.group, row.title, row.more) for row in grouped_rows(hits, OWN, NAMES)]


def test_ones_own_organisation_comes_first_and_who_is_alone_last() -> None:
    rows = shown(
        hit("Elevhälsan", SCHOOL, "Barn 6-16 år"),
        hit("BUP Solby", CHILDREN, "Öppenvård"),
        hit("Barnkliniken", REGION, "Mottagning"),
        hit("Barn och familj", KOMMUN, "Utredning"),
    )

    assert rows == [
        ("Ekdala kommun · your own organisation", "Barn och familj", "Utredning"),
        ("Region Ekelund", "BUP Solby", "Barn och unga · Öppenvård"),
        ("", "Barnkliniken", "Mottagning"),
        ("Others", "Elevhälsan", "Friskolan Kastanjen · Barn 6-16 år"),
    ]


def test_whoever_writes_sees_what_they_and_their_mailbox_use_first() -> None:
    mine, ours, theirs, latest, other = (hit(name, REGION) for name in "abcde")
    hits = (
        replace(mine, favourite=True, mailboxes=("social",)),
        replace(ours, mailboxes=("social",), last_used=NOON),
        replace(theirs, mailboxes=("reception",)),
        replace(latest, last_used=NOON),
        other,
    )

    rows = preferred_rows(hits, "social")

    assert [(row.group, row.title) for row in rows] == [
        ("Your favourites", "a"),
        ("Favourites of the mailbox", "b"),
        ("Written to before", "d"),
        ("Address book", "c"),
        ("", "e"),
    ]


def test_nothing_is_headed_while_nothing_is_used() -> None:
    assert [row.group for row in preferred_rows((hit("a", REGION), hit("b", SCHOOL)), "s")] == [
        "",
        "",
    ]


def test_hits_that_are_all_alone_stand_in_their_order_without_headings() -> None:
    rows = shown(hit("Elevhälsan", SCHOOL), hit("BUP Solby", REGION))

    assert rows == [
        ("", "Elevhälsan", "Friskolan Kastanjen"),
        ("", "BUP Solby", "Region Ekelund"),
    ]

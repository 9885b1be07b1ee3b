"""The cases of a conformance run: that they are all there, and that each can fail."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sdk_desktop.conformance.case import ACCEPTED, Needs
from sdk_desktop.conformance.case_context import acknowledgement_facts, delivery_outcome
from sdk_desktop.conformance.counterpart import FAULTS, Observations, SandboxError
from sdk_desktop.conformance.published_cases import PARTNER
from sdk_desktop.conformance.run import (
    CASES,
    Partner,
    RunSelection,
    run_against_partner,
    run_against_sandbox,
)
from sdk_desktop.conformance.sending_cases import SENDING_CASES
from sdk_desktop.domain.conformance import ConformanceRow, Fact, NotRunReason, RowResult
from sdk_desktop.domain.delivery import Delivery, Status
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.sandbox.network.access_point import AccessPointFault
from sdk_desktop.service.direct.name_service import NameService
from sdk_desktop.settings import Settings
from tests.kit.access_point_network import EKELUND, HERE, AccessPointNetwork, access_point_network
from tests.kit.project import PROJECT
from tests.kit.sandbox_network import NOON, Watch

TRANSPORT = PROJECT / "resources" / "docs" / "specification" / "transport.md"

SENT, CAME = "9.1:TF-01", "9.1:TF-04"
"""The rows of the one organisation that faults disturb."""

NEXT = ("4.3:1",)
"""Rows that send to another organisation, and receive from one."""

NEIGHBOURS = (*NEXT, "8:7", "8:10", "8:27", "9.2:TF-01", "9.1:other-federation")
"""Rows that do all the same with other organisations, also switch faults of these on and off."""

ORDERING = ("8:acknowledgement",)
"""Rows before those of the one organisation, of which one orders a fault of the link to another."""

SOUND = (ACCEPTED, ("ACCEPTED", Fact.UNANSWERED))
"""What comes of a message, and of an acknowledgement, in which nothing is wrong."""

DISTURBANCES = {
    **dict.fromkeys(
        (
            *("not-registered", "no-publisher", "names-fail", "publisher-fails"),
            *("no-certificates", "wrong-signature", "wrong-participant", "wrong-document"),
            *("expired-signer", "revoked-signer", "strange-signer", "revoked"),
            *("lose", "unreachable", "delay", "duplicate", "reorder", "corrupt"),
        ),
        (SENT, CAME),
    ),
    "no-messages": (SENT,),
    **dict.fromkeys(("names-cut", "lower-case", "no-acknowledgements"), ()),
}
"""Which rows fail by which fault; what a client must cope with lets none fail."""

ELSEWHERE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(DISTURBANCES, NEXT),
    **dict.fromkeys(("names-fail", "publisher-fails", "revoked", "reorder"), NEIGHBOURS),
    "corrupt": (*NEXT, *ORDERING),
}
"""Which rows no fault may disturb: all for one of each kind, names, publisher, keys and link."""

Run = Callable[..., list[ConformanceRow]]

UNNUMBERED = {
    "recipientID": "`recipientID` ≠ XHE ToParty",
    "senderID": "`senderID` not validated",
    "organizationId": "recipient `organizationId/extension` ≠ `HandlingServiceID`",
    "labels": "org/person/function label > 256",
    "label": "message `label` > 256",
}
"""What we call the rows of §4.3 that have no number."""


@dataclass
class RunningWatch(Watch):
    """A clock on which time passes whenever somebody looks at it, as for a slow computer."""

    step: timedelta = timedelta()

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


@pytest.fixture
def network(tmp_path: Path) -> Iterator[AccessPointNetwork]:
    with access_point_network(tmp_path / "network", RunningWatch()) as network:
        yield network


@pytest.fixture
def run(network: AccessPointNetwork, tmp_path: Path) -> Run:
    """Run against the sandbox in the same process; no row may depend on how time passes."""
    assert isinstance(network.watch, RunningWatch)
    network.watch.step = timedelta(milliseconds=50)

    def against_sandbox(*faults: str, rows: tuple[str, ...] = ()) -> list[ConformanceRow]:
        folder = tmp_path / "run"
        folder.mkdir()
        selection = RunSelection(rows, faults)
        return list(run_against_sandbox(network.web(), HERE, folder, network.watch, selection))

    return against_sandbox


def failing(rows: list[ConformanceRow]) -> tuple[str, ...]:
    return tuple(row.numbers[0] for row in rows if row.verdict is RowResult.NOT_AS_EXPECTED)


def what_fails(rows: list[ConformanceRow]) -> set[str]:
    return {row.what for row in rows if row.verdict is RowResult.NOT_AS_EXPECTED}


def numbers() -> set[str]:
    return {number for case in CASES for number in case.numbers}


def table(heading: str) -> list[list[str]]:
    """Return the cells of the first table under a heading of the specification."""
    lines = TRANSPORT.read_text(encoding="utf-8").partition(f"{heading} ")[2].splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("| ---"))
    rows = re.findall(r"^\| .* \|$", "\n".join(lines[first + 1 :]), re.MULTILINE)
    whole = re.match(r"(?:\|.*\|\n)*", "\n".join(lines[first + 1 :]) + "\n")
    assert whole is not None
    return [
        [cell.strip() for cell in row.replace("\\|", "¦").strip("|").split("|")]
        for row in rows[: whole[0].count("\n")]
    ]


# That every row of the specification has its case


def test_every_event_of_the_specification_has_a_case() -> None:
    rows = table("### 4.3")

    assert {f"4.3:{row[0]}" for row in rows if row[0] != "–"} <= numbers()
    assert [row[1] for row in rows if row[0] == "–"] == list(UNNUMBERED.values())
    assert {f"4.3:{name}" for name in UNNUMBERED} <= numbers()


def test_every_check_of_the_specification_has_a_case() -> None:
    rows = table("## 8.")

    assert [row[0] for row in rows] == [str(number) for number in range(1, 28)]
    assert {f"8:{row[0]}" for row in rows} <= numbers()


def test_every_published_test_has_a_case() -> None:
    approval = [row[0].replace("\u2011", "-") for row in table("### 9.1")]
    open_test = [row[0].replace("\u2011", "-") for row in table("### 9.2")]
    systems = TRANSPORT.read_text(encoding="utf-8")
    files = set(re.findall(r"`(TF2[.0-9]+)\.xml`", systems.partition("### 9.3")[2]))

    named = [name for name in approval if name.startswith("TF-")]
    assert {f"9.1:{name}" for name in named} <= numbers()
    assert len(approval) - len(named) == 5
    assert {f"9.2:{name}" for name in open_test} <= numbers()
    assert {f"9.3:{name}" for name in files} <= numbers()
    assert {"9.3:min.xml", "9.3:max.xml"} <= numbers()


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        *(("2", "SV structure"), ("3", "BV forbidden"), ("4", "BV too-long")),
        *(("5", "BV invariant"), ("8", "BV not-supported"), ("9", "BV not-found")),
        *(("11", "BV not-supported"), ("12", "SIG security"), ("13", "BV security")),
        ("14", "SIG security"),
    ],
)
def test_what_we_answer_to_an_event_is_what_the_table_says(number: str, codes: str) -> None:
    (event,) = [row for row in table("### 4.3") if row[0] == number]
    expected = [case.expected[0] for case in CASES if f"4.3:{number}" in case.numbers]

    response, cause, code = event[2:5]
    assert f"{response} {cause} {code.split('`')[1]}" == f"REJECTED {codes}"
    assert f"REJECTED {codes}" in expected


def test_what_is_not_run_says_why_and_nothing_else_is_left_out() -> None:
    left_out = [case for case in CASES if case.act is None]

    assert {case.reason for case in left_out} >= {NotRunReason.ACCESS_POINTS, NotRunReason.UNUSED}
    assert all(case.reason for case in left_out)
    assert all(case.expected for case in CASES if case.act is not None)


def test_a_document_type_code_that_is_not_the_root_element_is_rejected(run: Run) -> None:
    rows = run(rows=("8:16",))

    assert "DocumentTypeCode is not the root element" in {row.what for row in rows}
    assert failing(rows) == ()


# That a row fails when it should


@pytest.mark.parametrize(("fault", "rows"), DISTURBANCES.items())
def test_a_fault_lets_exactly_the_rows_fail_that_it_concerns(
    run: Run, fault: str, rows: tuple[str, ...]
) -> None:
    assert failing(run(fault, rows=(SENT, CAME, *ELSEWHERE[fault]))) == rows


def test_a_silent_name_service_lets_the_rows_fail_that_need_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without neighbours: in the short time that we wait here, a slow computer may lose theirs."""
    monkeypatch.setattr(NameService.__init__, "__kwdefaults__", {"seconds": 0.3})

    assert failing(run("names-silent", rows=(SENT, CAME))) == (SENT, CAME)


def test_every_fault_is_tried() -> None:
    of_all = {"nothing-spoiled", "nothing-refused", "nothing-disturbed"}
    elsewhere = {"names-silent", *AccessPointFault}

    assert DISTURBANCES.keys() | elsewhere | of_all == {str(fault) for fault in FAULTS}


def test_an_access_point_as_they_really_are_disturbs_no_row(run: Run) -> None:
    rows = (SENT, CAME, *NEIGHBOURS, "9.1:many")

    assert failing(run(*AccessPointFault, rows=rows)) == ()


def test_every_fault_is_missed_when_the_counterpart_makes_none(run: Run) -> None:
    """Each row in which we refuse or are silent, are refused or disturbed, sees something sound.

    The three faults disturb different rows, and losing what one organisation sends and gets only
    its two, so that one whole run shows all: also that nothing else is disturbed.
    """
    lost = {case.what for case in CASES if set(case.numbers) & {SENT, CAME}}
    spoiled = {case.what for case in CASES if case.malformed and case.expected not in SOUND}
    refused = {case.what for case in SENDING_CASES if "REJECTED" in "".join(case.expected)}
    lookups = {case.what for case in CASES if set(case.numbers) & {"8:7", "8:8", "8:9"}}

    missed = what_fails(run("lose", "nothing-spoiled", "nothing-refused", "nothing-disturbed"))

    assert missed == lost | spoiled | refused | lookups | {
        "Another message with a messageId that came before",
        "refToMessageId is a message of ours that was rejected",
        "refToMessageId is a message of ours that nobody acknowledged",
        "Acknowledgement that comes when nobody waits any longer",
        "The receiver's access point is not reached: we are told",
        "We send to an organisation that is not in the federation",
        "We send a type that the receiver does not take",
        "The same envelope comes again, because our acknowledgement was lost",
        "What we send arrives twice, and is answered twice",
        "What did not arrive is handed over again",
    }


def test_a_sandbox_that_does_not_obey_ends_the_run(network: AccessPointNetwork, run: Run) -> None:
    network.line.answer(503, "POST", "/practice/conformance")

    with pytest.raises(SandboxError):
        run(rows=("8:3",))


def test_a_sandbox_that_is_gone_ends_the_run(network: AccessPointNetwork, run: Run) -> None:
    network.line.cut_before("PUT", "/practice/access-points")

    with pytest.raises(SandboxError):
        run(rows=("8:3",))


@pytest.mark.parametrize("rows", [("8:99",), ("8:3", "nonsense")])
def test_a_row_that_there_is_not_is_refused(run: Run, rows: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="There is no row"):
        run(rows=rows)


def test_a_fault_that_there_is_not_is_refused(run: Run) -> None:
    with pytest.raises(Refused, match="There is no fault"):
        run("nonsense")


# Against somebody who cannot be controlled


@pytest.fixture
def settings(network: AccessPointNetwork) -> Settings:
    return network.practice_control().app.settings


def against(network: AccessPointNetwork, settings: Settings, function: str) -> list[ConformanceRow]:
    folder = network.folder / "run"
    folder.mkdir(parents=True)
    partner = Partner(function, 60, lambda seconds: network.watch.turn(seconds=seconds))
    selection = RunSelection()
    return list(
        run_against_partner(network.web(), settings, folder, network.watch, partner, selection)
    )


def test_only_what_we_can_drive_is_run_against_a_test_bed(
    network: AccessPointNetwork, settings: Settings
) -> None:
    rows = against(network, settings, PARTNER)

    ran = [row for row in rows if row.verdict is not RowResult.NOT_RUN]
    assert [row.numbers[0] for row in ran] == ["4.3:4", "4.3:label", SENT, "9.2:TF-01"]
    assert {row.verdict for row in ran} == {RowResult.AS_EXPECTED}
    assert len(rows) == len(CASES)
    assert {row.reason for row in rows if row.reason} >= {
        NotRunReason.UNCONTROLLED,
        NotRunReason.ACCESS_POINTS,
    }


def test_nothing_is_sent_without_a_counterpart(
    network: AccessPointNetwork, settings: Settings
) -> None:
    before = len(network.line.requests)
    rows = against(network, settings, "")

    assert len(network.line.requests) == before
    assert [r.numbers[0] for r in rows if not r.reason] == ["4.3:4", "4.3:label"]
    assert {r.reason for r in rows if SENT in r.numbers} == {NotRunReason.NO_COUNTERPART}


def test_what_waits_for_the_organisation_is_left_alone(
    network: AccessPointNetwork, settings: Settings
) -> None:
    waiting = network.waiting()
    rows = against(network, settings, PARTNER)

    assert failing(rows) == ()
    assert network.waiting() == waiting > 1
    assert network.sandbox.federation.members[EKELUND].refused == set()


def test_an_acknowledgement_that_nobody_can_judge_at_first_is_waited_for(
    network: AccessPointNetwork, settings: Settings
) -> None:
    """The publisher is away for the two questions that are asked about one acknowledgement."""
    network.line.answer(503, "GET", "ApplicationResponse", times=2)

    assert failing(against(network, settings, PARTNER)) == ()
    assert network.line.count("GET", "ApplicationResponse") > 1


def test_a_test_bed_that_does_not_acknowledge_is_seen(
    network: AccessPointNetwork, settings: Settings
) -> None:
    rows = against(network, settings, "sdk:svarar-aldrig:0203:ovningsmyndigheten.example.se")

    assert failing(rows) == (SENT,)
    assert [row.seen for row in rows if SENT in row.numbers] == [("WAITING_FOR_RECEIPT",)]


def test_a_function_that_is_not_in_the_address_book_gets_nothing(
    network: AccessPointNetwork, settings: Settings
) -> None:
    with pytest.raises(Refused, match="does not list sdk:nobody"):
        against(network, settings, "sdk:nobody")

    assert network.line.count(*network.SUBMIT) == 0


def test_an_access_point_that_is_silent_is_said_at_once(
    network: AccessPointNetwork, settings: Settings
) -> None:
    network.line.cut_before("POST", "#listPending", times=9)

    with pytest.raises(Unavailable, match="access point does not answer"):
        against(network, settings, PARTNER)


def test_a_profile_without_an_access_point_is_refused(network: AccessPointNetwork) -> None:
    with pytest.raises(Refused, match="no access point"):
        against(network, Settings(), PARTNER)


# Words for what is seen


def test_what_the_counterpart_heard_is_said_in_codes() -> None:
    rejected = {
        "sound": True,
        "causes": ["BV security", "BV not-found", "BV security"],
        "repeats": True,
    }
    heard = Observations(({"sound": False}, rejected), 0, 0, 0, 0)

    assert acknowledgement_facts(heard) == (
        Fact.UNREADABLE_ANSWER,
        "REJECTED BV security + BV not-found",
        Fact.REPEATED,
    )


def test_a_message_that_never_left_is_told_from_one_that_was_overdue() -> None:
    waits = Delivery("a", Status.QUEUED)

    assert delivery_outcome(waits.refused(NOON, "No.")) == Fact.UNSENDABLE
    assert delivery_outcome(waits.handed_over(NOON).refused(NOON, "No.")) == Fact.OVERDUE


def test_every_case_that_needs_nobody_is_our_own() -> None:
    alone = [case for case in CASES if case.needs is Needs.NOTHING]

    assert {case.expected for case in alone} == {(Fact.STOPPED,)}

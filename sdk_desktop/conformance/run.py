"""Runs the cases, one after the other; each starts with nothing left of the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from sdk_desktop.conformance.acknowledgement_cases import ACKNOWLEDGEMENT_CASES
from sdk_desktop.conformance.case import Case, Needs
from sdk_desktop.conformance.case_context import CaseContext, SteppedClock
from sdk_desktop.conformance.counterpart import (
    FAULTS,
    SandboxClient,
    SandboxError,
    sandbox_settings,
)
from sdk_desktop.conformance.envelope_cases import ENVELOPE_CASES
from sdk_desktop.conformance.message_cases import MESSAGE_CASES
from sdk_desktop.conformance.published_cases import PARTNER, PUBLISHED_CASES
from sdk_desktop.conformance.sending_cases import SENDING_CASES
from sdk_desktop.conformance.temporary_client import guarded, temporary_client
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.conformance import ConformanceRow, NotRunReason
from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.domain.policy import BackupPlan, Policy
from sdk_desktop.sandbox.cast.neighbours import SCHOOL
from sdk_desktop.sandbox.cast.organisations import PRACTICE_ORGANISATION
from sdk_desktop.settings import Settings
from sdk_desktop.usecases.workspace import Connections, Workspace

CASES = (
    *SENDING_CASES,
    *ENVELOPE_CASES,
    *MESSAGE_CASES,
    *ACKNOWLEDGEMENT_CASES,
    *PUBLISHED_CASES,
)
"""All cases, in the order of the table."""


@dataclass(frozen=True, slots=True)
class RunSelection:
    """Which rows are run, all where no `numbers` are given, and the faults of the counterpart.

    Raises `Refused` for a number that no case has, and for a fault that there is not.
    """

    numbers: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = {number for case in CASES for number in case.numbers}
        for number in self.numbers:
            if number not in known:
                raise Refused("There is no row {number}.", number=number)
        for name in set(self.faults).difference(FAULTS):
            raise Refused("There is no fault {name}.", name=name)

    def cases(self) -> tuple[Case, ...]:
        """Return the wanted cases."""
        wanted = set(self.numbers)
        return tuple(case for case in CASES if not wanted or wanted.intersection(case.numbers))


def run_against_sandbox(
    client: httpx.Client, address: str, folder: Path, clock: Clock, selection: RunSelection
) -> Iterator[ConformanceRow]:
    """Run the cases against a sandbox; yield each row when it is done.

    The clocks of both sides stand still but where a case advances them, so that no row depends on
    how fast the computer is.
    """
    sandbox = SandboxClient(client, address, PRACTICE_ORGANISATION.participant)
    sandbox.stop_clock()
    now = SteppedClock(clock())
    settings = sandbox_settings(sandbox, address, folder)
    sandbox.switch_on(selection.faults, SCHOOL.participant)

    def wait(seconds: float) -> None:
        sandbox.skip(seconds)
        now.skip(seconds)

    with temporary_client(client, settings, folder / "profile", now, wait, _unguarded) as opened:
        workspace, store = opened
        workspace.address_book.refresh()
        context = CaseContext(workspace, store, settings.mailboxes, wait)
        context.recipients, context.partner = _recipients(workspace), PARTNER
        context.controlled = sandbox
        yield from _run(selection.cases(), context)


@dataclass(frozen=True, slots=True)
class Partner:
    """A counterpart that cannot be controlled: a function address; "" to send nothing.

    An acknowledgement may take `patience` seconds; `pause` takes seconds.
    """

    function: str
    patience: float
    pause: Callable[[float], None]


def run_against_partner(
    client: httpx.Client,
    settings: Settings,
    folder: Path,
    clock: Clock,
    partner: Partner,
    selection: RunSelection,
) -> Iterator[ConformanceRow]:
    """Run the cases that need no control, with a profile's settings but another store.

    Raises `Refused` where the settings name no access point, or the address book no such function.
    """
    if settings.access_point is None:
        raise Refused("This profile has no access point, so there is nothing to try.")
    policy = Policy(acknowledgement_minutes=settings.policy.acknowledgement_minutes)
    settings = replace(settings, backup=BackupPlan(), card=None, login=None, policy=policy)
    with temporary_client(
        client, settings, folder / "profile", clock, partner.pause, guarded
    ) as opened:
        workspace, store = opened
        context = CaseContext(workspace, store, settings.mailboxes, partner.pause, partner.patience)
        if partner.function:
            workspace.address_book.refresh()
            trouble = workspace.synchronise().trouble
            if trouble is not None:
                raise trouble
            context.recipients, context.partner = _recipients(workspace), partner.function
            context.draft(partner.function)  # refuses what the address book does not list
        yield from _run(selection.cases(), context)


def _run(cases: Iterable[Case], context: CaseContext) -> Iterator[ConformanceRow]:
    for case in cases:
        reason = case.reason or _lacking(case.needs, context)
        if reason is not None or case.act is None:
            yield ConformanceRow(case.numbers, case.what, case.expected, reason=reason)
            continue
        context.clear()
        try:
            seen = tuple(map(str, case.act(context)))
        except SandboxError:
            raise
        except SdkError as error:
            seen = (str(error),)
        yield ConformanceRow(case.numbers, case.what, case.expected, seen)


def _lacking(needs: Needs, context: CaseContext) -> NotRunReason | None:
    if context.controlled is not None or needs is Needs.NOTHING:
        return None
    if needs is Needs.SANDBOX:
        return NotRunReason.UNCONTROLLED
    return None if context.partner else NotRunReason.NO_COUNTERPART


def _recipients(workspace: Workspace) -> Mapping[str, DraftRecipient]:
    """Return every function of the address book as a recipient."""
    book = workspace.address_book
    functions = (hit.function for one in book.organisations() for hit in book.functions(one.key))
    return {
        function.identifier: DraftRecipient(
            function.organisation.participant,
            function.organisation.name,
            function.identifier,
            function.name,
        )
        for function in functions
    }


def _unguarded(connections: Connections) -> Connections:
    return connections

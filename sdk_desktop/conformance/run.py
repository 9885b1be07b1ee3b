"""Runs the cases, each by itself: nothing of one is left for the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from sdk_desktop.conformance.case import Case, Needs
from sdk_desktop.conformance.case_context import CaseContext, Skipping
from sdk_desktop.conformance.cases import CASES
from sdk_desktop.conformance.client import opened_client
from sdk_desktop.conformance.counterpart import FAULTS, Sandbox, Unsteerable
from sdk_desktop.conformance.guarded_service import only_ours
from sdk_desktop.conformance.published_cases import PARTNER
from sdk_desktop.conformance.sandbox_profile import sandbox_settings
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.conformance import NotRunReason, Row
from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.domain.policy import BackupPlan, Policy
from sdk_desktop.sandbox.cast.neighbours import SCHOOL
from sdk_desktop.sandbox.cast.organisations import PRACTICE_ORGANISATION
from sdk_desktop.settings import Settings
from sdk_desktop.usecases.workspace import Connections, Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are run, all where no `numbers` are given, and the faults of the counterpart."""

    numbers: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def cases(self) -> Iterator[Case]:
        """Return the wanted cases; raise `Refused` for a number that none has."""
        known = {number for case in CASES for number in case.numbers}
        for number in self.numbers:
            if number not in known:
                raise Refused("There is no row {number}.", number=number)
        for case in CASES:
            if not self.numbers or not set(self.numbers).isdisjoint(case.numbers):
                yield case


def run_against_sandbox(
    client: httpx.Client, address: str, folder: Path, clock: Clock, wanted: Wanted
) -> Iterator[Row]:
    """Run the cases against a sandbox, whose time is skipped; gives each row when it is done."""
    cases = tuple(wanted.cases())
    for name in set(wanted.faults).difference(FAULTS):
        raise Refused("There is no fault {name}.", name=name)
    now = Skipping(clock)
    sandbox = Sandbox(client, address, PRACTICE_ORGANISATION.participant)
    settings = sandbox_settings(sandbox, address, folder)
    sandbox.switch_on(wanted.faults, SCHOOL.participant)

    def wait(seconds: float) -> None:
        sandbox.skip(seconds)
        now.skip(seconds)

    with opened_client(client, settings, folder / "profile", now, _as_they_are) as opened:
        workspace, store = opened
        workspace.address_book.refresh()
        context = CaseContext(workspace, store, settings.mailboxes, wait)
        context.recipients, context.partner = _recipients(workspace), PARTNER
        context.steered = sandbox
        yield from _run(cases, context)


@dataclass(frozen=True, slots=True)
class Partner:
    """A counterpart that cannot be steered: a function address, or nobody, so nothing is sent.

    An acknowledgement may take `patience` seconds; `pause` lets seconds pass.
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
    wanted: Wanted,
) -> Iterator[Row]:
    """Run the cases that we can drive ourselves, by a profile's settings but in another store.

    Raises `Refused` where the settings name no access point, or the address book no such function.
    """
    cases = tuple(wanted.cases())
    if settings.access_point is None:
        raise Refused("This profile has no access point, so there is nothing to try.")
    policy = Policy(acknowledgement_minutes=settings.policy.acknowledgement_minutes)
    settings = replace(settings, backup=BackupPlan(), card=None, login=None, policy=policy)
    with opened_client(client, settings, folder / "profile", clock, only_ours) as opened:
        workspace, store = opened
        context = CaseContext(workspace, store, settings.mailboxes, partner.pause, partner.patience)
        if partner.function:
            workspace.address_book.refresh()
            trouble = workspace.synchronise().trouble
            if trouble is not None:
                raise trouble
            context.recipients, context.partner = _recipients(workspace), partner.function
            context.draft(partner.function)  # refuses what the address book does not list
        yield from _run(cases, context)


def _run(cases: Iterable[Case], context: CaseContext) -> Iterator[Row]:
    for case in cases:
        reason = case.reason or _lacking(case.needs, context)
        if reason is not None or case.act is None:
            yield Row(case.numbers, case.what, case.expected, reason=reason)
            continue
        context.tidy()
        try:
            seen = tuple(map(str, case.act(context)))
        except Unsteerable:
            raise
        except SdkError as error:
            seen = (str(error),)
        yield Row(case.numbers, case.what, case.expected, seen)


def _lacking(needs: Needs, context: CaseContext) -> NotRunReason | None:
    if context.steered is not None or needs is Needs.NOTHING:
        return None
    if needs is Needs.SANDBOX:
        return NotRunReason.STEERED
    return None if context.partner else NotRunReason.NOBODY


def _recipients(workspace: Workspace) -> Mapping[str, DraftRecipient]:
    """Return every function of the address book as somebody to write to."""
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


def _as_they_are(lines: Connections) -> Connections:
    return lines

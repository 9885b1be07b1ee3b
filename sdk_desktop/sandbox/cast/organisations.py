"""All organisations and functions of the sandbox, and those of the practice mode."""

from __future__ import annotations

from functools import cache

from sdk_desktop.domain.address import Function, Organisation
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.sandbox.cast.behaviour import (
    Behaviour,
    FunctionDescription,
    SandboxFunction,
    describe_functions,
    participant,
)
from sdk_desktop.sandbox.cast.neighbours import neighbour_functions
from sdk_desktop.sandbox.cast.practice_authority import practice_functions
from sdk_desktop.sandbox.cast.replies import SCHOOL_ANSWER

PRACTICE_CLIENT_ID = "sdk-desktop-ovning"
PRACTICE_CLIENT_SECRET = "ovning-inget-skickas-pa-riktigt"  # noqa: S105 - invented, for the sandbox

PRACTICE_ORGANISATION = Organisation(
    key="ekdala",
    name="Ekdala kommun",
    participant=participant("ekdala.example.se"),
    number="212000-9910",
    description="Vår egen kommun i övningsläget, med omkring 14 000 invånare.",
)

SCHOOLS_OFFICE = Organisation(
    key="ekdala-utbildning",
    name="Utbildningsförvaltningen",
    participant=PRACTICE_ORGANISATION.participant,
    number=PRACTICE_ORGANISATION.number,
    description="Förskola, grundskola och gymnasium i Ekdala.",
    kind="ou",
    parent=PRACTICE_ORGANISATION.key,
)

_OUR_FUNCTIONS = describe_functions(
    PRACTICE_ORGANISATION,
    FunctionDescription(
        "socialkontoret",
        "Socialkontoret",
        "Barn, familj och vuxna: orosanmälningar, utredningar och SIP.",
        ("Socialtjänst", "Barn och unga"),
        ("socialkontor", "socialtjänst", "orosanmälan", "soc"),
    ),
    FunctionDescription(
        "reception",
        "Reception",
        "Kommunhusets reception och registratur. För det som inte har en egen funktion.",
        ("Reception", "Registratur"),
        ("kontaktcenter", "registrator", "växel"),
    ),
    FunctionDescription(
        "overformyndaren",
        "Överförmyndaren",
        "Gode män, förvaltare och förmyndare i Ekdala.",
        ("Överförmyndare",),
        ("överförmyndare", "god man", "förvaltare"),
    ),
)
_SCHOOL_FUNCTIONS = describe_functions(
    SCHOOLS_OFFICE,
    FunctionDescription(
        "elevhalsan",
        "Centrala elevhälsan",
        "Skolläkare, skolpsykologer och skolsköterskor i kommunens skolor.",
        ("Skola", "Barn och unga"),
        ("elevhälsa", "skolläkare", "kurator"),
        Behaviour(answer=SCHOOL_ANSWER),
    ),
)

PRACTICE_MAILBOXES = tuple(
    Mailbox(
        address=entry.function.identifier,
        name=entry.function.name,
        organisation=PRACTICE_ORGANISATION.participant,
        organisation_name=PRACTICE_ORGANISATION.name,
    )
    for entry in _OUR_FUNCTIONS
)
"""The function mailboxes of the practice mode."""


@cache
def sandbox_functions() -> tuple[SandboxFunction, ...]:
    """Return every function of the address book with its behaviour, ours first."""
    return (*_OUR_FUNCTIONS, *_SCHOOL_FUNCTIONS, *neighbour_functions(), *practice_functions())


@cache
def organisations() -> tuple[Organisation, ...]:
    """Return every organisation, each once."""
    return tuple(dict.fromkeys(function.organisation for function in functions()))


@cache
def functions() -> tuple[Function, ...]:
    """Return every function of the address book."""
    return tuple(entry.function for entry in sandbox_functions())

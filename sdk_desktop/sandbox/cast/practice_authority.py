"""Övningsmyndigheten: a function for each way in which a message can be handled."""

from __future__ import annotations

from datetime import timedelta

from sdk_desktop.domain.address import Organisation
from sdk_desktop.domain.errors import Finding
from sdk_desktop.sandbox.cast.behaviour import (
    Behaviour,
    FunctionDescription,
    SandboxFunction,
    describe_functions,
    participant,
)

PRACTICE_AUTHORITY = Organisation(
    key="ovningsmyndigheten",
    name="Övningsmyndigheten",
    participant=participant("ovningsmyndigheten.example.se"),
    number="202100-9912",
    alternate_name="ÖVM",
    description="Finns bara i övningsläget. Varje funktion beter sig på ett bestämt sätt, "
    "så att du kan öva på allt som kan hända ett meddelande.",
)

_HEADER = "/messagePayload/message/messageHeader"
_RECIPIENT = f"{_HEADER}/recipient"
_FUNCTION = f"{_RECIPIENT}/attention/subOrganization/organizationId/extension"
_FILE = "/messagePayload/message/messageBody/documents/ContentFiles"

_ANSWER = """Tack för ditt meddelande. Det här är ett övningssvar.

* Dina referenser följer med tillbaka, så att svaret hittar rätt ärende.
* Konversationen är densamma, så att meddelandena visas tillsammans.

Du kan svara igen, så får du ett svar till."""


def practice_functions() -> tuple[SandboxFunction, ...]:
    """Return every function of Övningsmyndigheten."""
    return describe_functions(PRACTICE_AUTHORITY, *_BEHAVING, *map(_refusing, _REFUSALS))


def _described(
    place: str, name: str, description: str, behaviour: Behaviour
) -> FunctionDescription:
    return FunctionDescription(
        place, name, description, ("Övning",), ("övning", "öva", "test"), behaviour
    )


_BEHAVING = (
    _described(
        "svarar",
        "Svarar alltid",
        "Accepterar meddelandet och skickar ett svar efter en liten stund.",
        Behaviour(answer=_ANSWER),
    ),
    _described(
        "tar-emot",
        "Tar emot utan att svara",
        "Accepterar meddelandet men svarar inte.",
        Behaviour(),
    ),
    _described(
        "svarar-aldrig",
        "Kvitterar aldrig",
        "Meddelandet kommer fram till accesspunkten, men kvittensen uteblir. "
        "Efter en halvtimme kan meddelandet inte längre levereras.",
        Behaviour(acknowledges=False),
    ),
    _described(
        "langsam",
        "Långsam",
        "Mottagarens system går inte att nå förrän efter några minuter. Sedan accepteras det.",
        Behaviour(unreachable=timedelta(minutes=3)),
    ),
)

_REFUSALS = (
    (
        "fel-struktur",
        "fel struktur",
        Finding(
            "xsd",
            "SV",
            "structure",
            f"{_HEADER}/creationDateTime",
            "cvc-datatype-valid.1.2.1: the value is not a valid value for 'dateTime'.",
        ),
    ),
    (
        "skadlig-kod",
        "skadlig kod",
        Finding(
            "forbidden", "BV", "forbidden", f"{_FILE}/content", "Malware was found in the message."
        ),
    ),
    (
        "for-stort",
        "för stort meddelande",
        Finding("too-long", "BV", "too-long", "/messagePayload", "Message size too large."),
    ),
    (
        "bruten-regel",
        "bruten regel",
        Finding(
            "refToMessageId",
            "BV",
            "invariant",
            f"{_HEADER}/refToMessageId",
            "In ns:refToMessageId, the value is not a valid UUID.",
        ),
    ),
    (
        "dubblett",
        "redan mottaget",
        Finding(
            "duplicate",
            "BV",
            "duplicate",
            f"{_HEADER}/messageId",
            "The messageId has been received before.",
        ),
    ),
    (
        "filtyp",
        "filtyp som inte stöds",
        Finding(
            "not-supported",
            "BV",
            "not-supported",
            f"{_FILE}/contentType",
            "The value of contentType is not allowed.",
        ),
    ),
    (
        "okand-funktion",
        "okänd funktion",
        Finding(
            "not-found",
            "BV",
            "not-found",
            _FUNCTION,
            "Wrong or unknown subOrganization/organizationId.",
        ),
    ),
    (
        "svar-pa-avvisat",
        "svar på något avvisat",
        Finding(
            "not-supported",
            "BV",
            "not-supported",
            f"{_HEADER}/refToMessageId",
            "refToMessageId points to a message that is marked REJECTED.",
        ),
    ),
    (
        "fel-signatur",
        "fel signatur",
        Finding("signature", "SIG", "security", "NA", "Sender signature not validated."),
    ),
    (
        "okrypterat",
        "inte krypterat",
        Finding("encryption", "SIG", "security", "NA", "The message is not encrypted."),
    ),
    (
        "fel-avsandare",
        "fel avsändare",
        Finding(
            "sender",
            "BV",
            "security",
            f"{_HEADER}/sender/senderID/extension",
            "The stated sender does not match the sending organisation.",
        ),
    ),
    (
        "okand-avsandare",
        "okänd avsändare",
        Finding(
            "sender",
            "BV",
            "invariant",
            f"{_HEADER}/sender/senderID/extension",
            "Wrong or unknown sender-id.",
        ),
    ),
    (
        "fel-mottagare",
        "fel mottagare",
        Finding(
            "recipient",
            "BV",
            "security",
            f"{_RECIPIENT}/recipientID/extension",
            "recipientID is not identical to value in XHE envelope.",
        ),
    ),
    (
        "for-langt-amne",
        "för långt ämne",
        Finding(
            "subjectlabel",
            "BV",
            "structure",
            f"{_HEADER}/label",
            "The label is longer than 256 characters.",
        ),
    ),
)


def _refusing(refusal: tuple[str, str, Finding]) -> FunctionDescription:
    place, cause, finding = refusal
    return _described(
        f"avvisar-{place}",
        f"Avvisar: {cause}",
        f"Avvisar varje meddelande med orsaken ”{cause}”.",
        Behaviour(refusal=finding),
    )

"""The messages that already wait in our mailboxes when one begins to practise.

Their identifiers are fixed, so that a sandbox that is started again offers the same messages.
Every person is invented; numbers follow the tax agency's series for tests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from uuid import NAMESPACE_URL, uuid5

from sdk_desktop.domain.address import Function
from sdk_desktop.domain.message import (
    Attention,
    CodeSystem,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
)
from sdk_desktop.sandbox.cast.attachments import write_pdf, write_png
from sdk_desktop.sandbox.cast.first_message_texts import (
    ASSISTANCE_TEXTS,
    COURT_FILE,
    COURT_TEXT,
    HABILITATION_TEXT,
    HOME_TEXT,
    INVITATION_TEXT,
    MOVE_COMPLEMENT_TEXT,
    MOVE_TEXT,
    PARKING_TEXT,
    SIP_PDF_LINES,
    SIP_TEXT,
    WORRY_TEXT,
)
from sdk_desktop.sandbox.cast.organisations import functions

_SOCIAL = "sdk:socialkontoret:0203:ekdala.example.se"
_RECEPTION = "sdk:reception:0203:ekdala.example.se"
_GUARDIANS = "sdk:overformyndaren:0203:ekdala.example.se"
_FRIDAY = 4
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_PDF = "application/pdf"
_SYSTEM = Identifier("sdk-desktop", "sandbox")


@dataclass(frozen=True, slots=True)
class FirstMessage:
    """One first message; `name` gives its fixed identifiers, `ago` when it was sent.

    `follows` names the message that it goes on from, in the same conversation.
    """

    name: str
    ago: timedelta
    route: tuple[str, str]
    label: str
    documents: tuple[Document, ...]
    confidential: bool = True
    persons: tuple[Person, ...] = ()
    references: tuple[Reference, ...] = ()
    theirs: tuple[Reference, ...] = ()
    follows: str = ""


@lru_cache(maxsize=4)
def first_messages(now: datetime) -> tuple[Message, ...]:
    """Return the messages that have arrived before `now`, oldest first."""
    book = {function.identifier: function for function in functions()}
    messages = sorted((make(now) for make in _FIRST), key=lambda first: first.ago, reverse=True)
    return tuple(_message(first, book, now) for first in messages)


def fixed_id(name: str) -> str:
    """Return the identifier of something that must have the same one every time."""
    return str(uuid5(NAMESPACE_URL, f"https://ekdala.example.se/{name}"))


def swedish_date(moment: datetime) -> str:
    """Write a day as `den 20 mars`, the nearest Monday instead of a Saturday or Sunday."""
    day = moment + timedelta(days=7 - moment.weekday() if moment.weekday() > _FRIDAY else 0)
    return f"den {day.day} {_MONTHS[day.month - 1]}"


def _message(first: FirstMessage, book: dict[str, Function], now: datetime) -> Message:
    sender, recipient = (book[identifier] for identifier in first.route)
    attention = Attention(recipient.identifier, recipient.name, first.persons, first.theirs)
    ours = Attention(sender.identifier, sender.name, (), first.references)
    return Message(
        message_id=fixed_id(first.name),
        conversation_id=fixed_id(first.follows or first.name),
        created=(now - first.ago).replace(microsecond=0),
        label=first.label,
        confidential=first.confidential,
        recipient=_party(recipient, attention),
        sender=_party(sender, ours),
        documents=first.documents,
        ref_to_message_id=fixed_id(first.follows) if first.follows else None,
        generating_system=_SYSTEM,
    )


def _party(function: Function, attention: Attention) -> Party:
    return Party(function.organisation.participant, function.organisation.name, attention)


def _text(name: str, text: str, *files: File) -> tuple[Document, ...]:
    return (Document(fixed_id(f"{name}/document"), files=files, texts=(text,)),)


def _dnr(number: str, label: str = "Diarienummer") -> Reference:
    return Reference(Identifier(CodeSystem.DIARY_NUMBER, number), label)


def _about(number: str, label: str) -> Reference:
    return Reference(Identifier(CodeSystem.PERSONAL_NUMBER, number), label)


def _sip(now: datetime) -> FirstMessage:
    dates = {
        "meeting": swedish_date(now + timedelta(days=18)),
        "reply": swedish_date(now + timedelta(days=11)),
    }
    lines = tuple(line.format(**dates) for line in SIP_PDF_LINES)
    pdf = write_pdf("Kallelse till SIP-möte", lines)
    return FirstMessage(
        name="kallelse-sip",
        ago=timedelta(minutes=12),
        route=("sdk:bup-ekdala:0203:regionekelund.example.se", _SOCIAL),
        label="Kallelse till SIP-möte",
        documents=_text(
            "kallelse-sip", SIP_TEXT.format(**dates), File("Kallelse SIP-möte.pdf", _PDF, pdf)
        ),
        persons=(Person("Alva Testsson", Identifier(CodeSystem.PERSONAL_NUMBER, "20120212-2386")),),
        references=(
            _dnr(f"BUP {now:%Y}/412"),
            _about("20120212-2386", "Alva Testsson"),
        ),
    )


def _worry(now: datetime) -> FirstMessage:
    return FirstMessage(
        name="orosanmalan",
        ago=timedelta(minutes=55),
        route=("sdk:elevhalsan:0203:kastanjen.example.se", _SOCIAL),
        label="Orosanmälan enligt 14 kap. 1 § socialtjänstlagen",
        documents=_text("orosanmalan", WORRY_TEXT, File("Teckning.png", "image/png", _drawing())),
        references=(_about("20150630-2387", "Berörd elev"), _dnr(f"EH {now:%Y}-31")),
    )


@cache
def _drawing() -> bytes:
    return write_png(480, 320, ((214, 226, 240), (120, 150, 190), (60, 84, 120)))


def _parking(now: datetime) -> FirstMessage:
    return FirstMessage(
        name="parkeringstillstand",
        ago=timedelta(hours=2, minutes=20),
        route=("sdk:kontaktcenter:0203:lindhaga.example.se", _RECEPTION),
        label="Fråga om parkeringstillstånd vid flytt",
        documents=_text("parkeringstillstand", PARKING_TEXT),
        confidential=False,
        references=(_dnr(f"KC {now:%Y}-1187", "Ärende i kontaktcenter"),),
    )


def _move(now: datetime) -> FirstMessage:
    return FirstMessage(
        name="overflyttning",
        ago=timedelta(days=1, hours=4),
        route=("sdk:barn-och-unga:0203:bjorkvike.example.se", _SOCIAL),
        label="Överflyttning av ärende",
        documents=_text("overflyttning", MOVE_TEXT),
        references=(_dnr(f"SN {now:%Y}-0098"),),
    )


def _move_complement(now: datetime) -> FirstMessage:
    pdf = write_pdf(
        "Samtycke",
        (
            "Samtycke till att uppgifter lämnas till Ekdala kommun.",
            "Undertecknat av båda vårdnadshavarna.",
        ),
    )
    return FirstMessage(
        name="overflyttning-komplettering",
        ago=timedelta(hours=3, minutes=5),
        route=("sdk:barn-och-unga:0203:bjorkvike.example.se", _SOCIAL),
        label="Komplettering: Överflyttning av ärende",
        documents=_text(
            "overflyttning-komplettering", MOVE_COMPLEMENT_TEXT, File("Samtycke.pdf", _PDF, pdf)
        ),
        references=(_dnr(f"SN {now:%Y}-0098"),),
        follows="overflyttning",
    )


def _assistance(now: datetime) -> FirstMessage:
    names = ("Beslut", "Beräkning", "Så överklagar ni")
    documents = tuple(
        Document(
            fixed_id(f"assistans/{index}"),
            name=name,
            index=str(index),
            files=(File(f"{name}.pdf", _PDF, write_pdf(name, text.splitlines()[:6])),),
            texts=(text,),
        )
        for index, (name, text) in enumerate(zip(names, ASSISTANCE_TEXTS, strict=True), start=1)
    )
    return FirstMessage(
        name="assistans",
        ago=timedelta(hours=6),
        route=("sdk:assistans:0203:trygghetskassan.example.se", _SOCIAL),
        label="Beslut om assistansersättning",
        documents=(documents[1], documents[2], documents[0]),
        references=(_dnr(f"TK 88142-{now:%Y}"), _about("19900412-2389", "Den som beslutet gäller")),
        theirs=(_dnr(f"SOC {now:%Y}/77"),),
    )


def _court(now: datetime) -> FirstMessage:
    return FirstMessage(
        name="godmanskap",
        ago=timedelta(hours=4, minutes=40),
        route=("sdk:formynderskap:0203:ekelundstingsratt.example.se", _GUARDIANS),
        label="Yttrande i ärende om godmanskap",
        documents=_text(
            "godmanskap", COURT_TEXT, File("Frågor.txt", "text/plain", COURT_FILE.encode())
        ),
        references=(_dnr(f"Ä 412-{now:%y}", "Målnummer"),),
    )


def _habilitation(now: datetime) -> FirstMessage:
    return FirstMessage(
        name="utredning",
        ago=timedelta(days=1, hours=1),
        route=("sdk:habiliteringen:0203:regionekelund.example.se", _SOCIAL),
        label="Underlag inför LSS-utredning",
        documents=_text("utredning", HABILITATION_TEXT),
        references=(_dnr(f"HAB {now:%Y}/56"), _about("20170909-2389", "Berört barn")),
    )


def _invitation(now: datetime) -> FirstMessage:
    return FirstMessage(
        name="samverkan",
        ago=timedelta(days=1, hours=6),
        route=("sdk:lokalkontor-ekdala:0203:arbeteomstallning.example.se", _RECEPTION),
        label="Inbjudan till samverkansmöte",
        documents=_text("samverkan", INVITATION_TEXT),
        confidential=False,
        references=(_dnr(f"AMO {now:%Y}/0311"),),
    )


def _home(now: datetime) -> FirstMessage:
    pdf = write_pdf(
        "Månadsrapport",
        ("Skolnärvaro: 18 av 20 dagar", "Samtal med kontaktperson: 4", "Helger hemma: 2"),
    )
    return FirstMessage(
        name="manadsrapport",
        ago=timedelta(days=2, hours=2),
        route=("sdk:forestandare:0203:tallgarden.example.se", _SOCIAL),
        label="Månadsrapport",
        documents=_text("manadsrapport", HOME_TEXT, File("Månadsrapport.pdf", _PDF, pdf)),
        references=(_dnr(f"T-{now:%Y}-7", "Uppdrag"),),
        theirs=(_dnr(f"SOC {now:%Y}/131"),),
    )


_FIRST: tuple[Callable[[datetime], FirstMessage], ...] = (
    _sip,
    _worry,
    _parking,
    _move,
    _move_complement,
    _assistance,
    _court,
    _habilitation,
    _invitation,
    _home,
)

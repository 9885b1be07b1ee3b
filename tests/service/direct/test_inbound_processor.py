"""What is judged of an AS4 message, with keys that a test can take away."""

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta

import httpx
import pytest
from cryptography import x509

from sdk_desktop.domain.access_point import As4Message, UserMessage, action_of
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.domain.incoming import Incoming, NotOurs, Received, Unreadable, Waiting
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.keys import KeyRing, PrivateKey
from sdk_desktop.service.direct.access_point import AccessPoint
from sdk_desktop.service.direct.inbound_processor import InboundProcessor, UndecidedMessages
from sdk_desktop.service.direct.message_system import MessageSystem, Participant
from tests.exchange.parties import ANNA, AUTHORITY, BERTIL, FUNCTION, KEYS, NOW, sealed
from tests.exchange.parties import check_published as published
from tests.kit.sandbox_network import Watch

WAITING = Waiting("as4-1", "", FUNCTION)


@dataclass
class Published:
    """The certificates of Anna and Bertil, as their publisher would give them."""

    asked: list[str] = field(default_factory=list)

    def check_published(self, participant: str, certificate: x509.Certificate) -> None:
        self.asked.append(participant)
        published(participant, certificate)


@dataclass
class Absent:
    """A key on a card that is not there, and whose driver says so in words of its own."""

    certificate: x509.Certificate

    def sign(self, _data: bytes) -> bytes:
        raise Unavailable("The card is not there.")

    def decrypt(self, _wrapped: bytes, _digest: str = "sha1") -> bytes:
        raise ValueError


def processor_with(key: PrivateKey) -> InboundProcessor:
    check = CertificateCheck(lambda: NOW, [AUTHORITY.certificate], None)
    message_system = MessageSystem(
        AccessPoint(httpx.Client(), "https://ap.example.se", "AP0001"),
        KeyRing([key]),
        Published(),  # type: ignore[arg-type] # all that is asked of it here
        check,
        ExitStack(),
    )
    participant = Participant(BERTIL, (FUNCTION,), timedelta(minutes=30))
    return InboundProcessor(message_system, participant, lambda: NOW)


def came(processor: InboundProcessor, payload: bytes, **header: str) -> Incoming:
    said = UserMessage(ANNA, BERTIL, action_of(DocumentType.MESSAGE), from_party="AP0002")
    changed = replace(said, **header)  # type: ignore[arg-type] # fields of a header
    return processor.take(WAITING, As4Message(changed, payload))


def test_what_cannot_be_decrypted_while_the_key_is_away_is_not_judged() -> None:
    away = processor_with(Absent(KEYS[BERTIL].certificate))

    with pytest.raises(Unavailable, match="The card is not there"):
        came(away, sealed())


def test_what_cannot_be_decrypted_with_our_key_is_kept_in_silence() -> None:
    kept = came(processor_with(KEYS[ANNA]), sealed())

    assert isinstance(kept, Unreadable)
    assert kept.due is None
    assert kept.raw


def test_participants_are_the_same_in_whatever_case_an_access_point_writes_them() -> None:
    took = came(processor_with(KEYS[BERTIL]), sealed(), original_sender=ANNA.upper())

    assert isinstance(took, Received)
    assert took.due is not None
    assert took.due.causes == ()


def test_whoever_the_access_point_names_as_sender_must_be_whom_the_envelope_names() -> None:
    kept = came(processor_with(KEYS[BERTIL]), sealed(), original_sender="0203:cilla.example.se")

    assert isinstance(kept, Unreadable)
    assert kept.due is not None
    assert [cause.code for cause in kept.due.causes] == ["security"]


def test_what_the_access_point_has_for_another_organisation_is_not_opened() -> None:
    left = came(processor_with(KEYS[BERTIL]), b"anything", final_recipient="0203:cilla.example.se")

    assert left == NotOurs(WAITING)


def test_an_envelope_for_another_organisation_is_not_ours_whatever_its_header_says() -> None:
    processor = processor_with(KEYS[BERTIL])
    theirs = replace(processor.participant, participant="0203:cilla.example.se")

    left = came(
        replace(processor, participant=theirs), sealed(), final_recipient="0203:cilla.example.se"
    )

    assert left == NotOurs(WAITING)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def undecided(watch: Watch) -> UndecidedMessages:
    return UndecidedMessages(watch)


def test_what_nobody_doubted_is_worth_a_try_in_its_order(undecided: UndecidedMessages) -> None:
    assert undecided.worth_a_try(["b", "a"]) == ("b", "a")


def test_what_was_tried_waits_half_a_minute_and_comes_after_the_others(
    undecided: UndecidedMessages, watch: Watch
) -> None:
    undecided.worth_a_try(["a", "b"])
    undecided.note("a", acknowledges=False)
    before = undecided.worth_a_try(["a", "b"])
    watch.turn(seconds=30)

    assert before == ("b",)
    assert undecided.worth_a_try(["a", "b"]) == ("b", "a")


def test_it_is_tried_once_an_hour_in_the_end(undecided: UndecidedMessages, watch: Watch) -> None:
    tries = 0
    for _ in range(24 * 60):
        for name in undecided.worth_a_try(["a"]):
            tries += 1
            undecided.note(name, acknowledges=False)
        watch.turn(minutes=1)

    assert 24 <= tries <= 32


def test_what_waits_no_more_and_what_was_judged_is_forgotten(undecided: UndecidedMessages) -> None:
    undecided.note("a", acknowledges=True)
    undecided.note("b", acknowledges=True)
    undecided.settle("a")
    undecided.settle("never seen")
    before = undecided.of_acknowledgements
    undecided.worth_a_try(["a"])

    assert before
    assert not undecided.of_acknowledgements
    assert undecided.worth_a_try(["a", "b"]) == ("a", "b")


def test_only_acknowledgements_count_as_such(undecided: UndecidedMessages) -> None:
    undecided.note("a", acknowledges=False)

    assert not undecided.of_acknowledgements


def test_a_clock_that_was_set_back_keeps_nothing_waiting(
    undecided: UndecidedMessages, watch: Watch
) -> None:
    undecided.note("a", acknowledges=False)
    watch.now -= timedelta(days=1)

    assert undecided.worth_a_try(["a"]) == ("a",)

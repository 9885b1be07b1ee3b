"""The sandbox's name service: its answers, and the server that gives them."""

import socket

import dns.flags
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.formats.discovery_names import participant_name
from sdk_desktop.sandbox.network.name_answers import answer_name
from sdk_desktop.sandbox.network.pki import SandboxPki
from sdk_desktop.sandbox.network.registry import ZONE, LookupFault, Registry
from tests.kit.name_server import name_server
from tests.kit.sandbox_network import NOON

EKDALA = "0203:ekdala.example.se"
NAME = participant_name(EKDALA, ZONE)
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture
def registry() -> Registry:
    return Registry([EKDALA, "0203:bjorkvike.example.se"], SandboxPki(NOON, ADDRESS))


def ask(
    registry: Registry, name: str = NAME, kind: str = "NAPTR", *, stream: bool = False
) -> dns.message.Message:
    question = dns.message.make_query(name, kind)
    answer = answer_name(question.to_wire(), registry, stream=stream)
    assert answer is not None
    assert len(answer) <= 512
    response = dns.message.from_wire(answer)
    assert question.is_response(response)
    return response


def test_a_participants_name_points_to_the_publisher(registry: Registry) -> None:
    response = ask(registry)

    assert response.rcode() == dns.rcode.NOERROR
    assert response.flags & dns.flags.AA
    assert response.answer[0].to_text() == (
        f'{NAME} 60 IN NAPTR 100 10 "U" "Meta:SMP" "!.*!{ADDRESS}/smp!" .'
    )


def test_case_means_nothing_in_a_name(registry: Registry) -> None:
    assert ask(registry, NAME.upper()).answer


@pytest.mark.parametrize(
    ("name", "kind", "rcode"),
    [
        (participant_name("0203:okand.example.se", ZONE), "NAPTR", dns.rcode.NXDOMAIN),
        (f"x.{ZONE}.", "NAPTR", dns.rcode.NXDOMAIN),
        (f"under.{NAME}", "NAPTR", dns.rcode.NXDOMAIN),
        (NAME, "A", dns.rcode.NOERROR),
        (f"iso6523-actorid-upis.{ZONE}.", "NAPTR", dns.rcode.NOERROR),
        (f"{ZONE}.", "NAPTR", dns.rcode.NOERROR),
        ("www.example.se.", "NAPTR", dns.rcode.REFUSED),
        (".", "NS", dns.rcode.REFUSED),
    ],
)
def test_other_names_and_kinds_have_no_answer(
    registry: Registry, name: str, kind: str, rcode: dns.rcode.Rcode
) -> None:
    response = ask(registry, name, kind)

    assert response.rcode() == rcode
    assert response.answer == []


def test_the_zone_says_that_it_is_there(registry: Registry) -> None:
    response = ask(registry, f"{ZONE}.", "SOA")

    assert response.answer[0].rdtype == dns.rdatatype.SOA


@pytest.mark.parametrize(
    ("fault", "rcode"),
    [
        (LookupFault.NOT_REGISTERED, dns.rcode.NXDOMAIN),
        (LookupFault.NAMES_FAIL, dns.rcode.SERVFAIL),
    ],
)
def test_a_disturbed_participant_is_not_found(
    registry: Registry, fault: LookupFault, rcode: dns.rcode.Rcode
) -> None:
    registry.disturb(EKDALA, [fault])

    assert ask(registry).rcode() == rcode
    assert ask(registry, participant_name("0203:bjorkvike.example.se", ZONE)).answer


def test_a_participant_may_be_found_without_a_publisher(registry: Registry) -> None:
    registry.disturb(EKDALA, [LookupFault.NO_PUBLISHER])

    assert "meta:cppa3" in ask(registry).answer[0].to_text()


def test_an_answer_may_be_cut_for_datagrams(registry: Registry) -> None:
    registry.disturb(EKDALA, [LookupFault.NAMES_CUT])

    cut, whole = ask(registry), ask(registry, stream=True)

    assert cut.flags & dns.flags.TC
    assert not cut.answer
    assert whole.answer


def test_silence_is_an_answer(registry: Registry) -> None:
    registry.disturb(EKDALA, [LookupFault.NAMES_SILENT])

    assert answer_name(dns.message.make_query(NAME, "NAPTR").to_wire(), registry) is None


def test_what_was_mended_is_found(registry: Registry) -> None:
    registry.disturb(EKDALA, [LookupFault.NAMES_FAIL])
    registry.disturb(EKDALA, [])

    assert ask(registry).answer


def test_an_answer_is_not_answered(registry: Registry) -> None:
    answer = dns.message.make_response(dns.message.make_query(NAME, "NAPTR"))

    assert answer_name(answer.to_wire(), registry) is None


def test_a_question_about_nothing_is_not_answered(registry: Registry) -> None:
    assert answer_name(dns.message.Message().to_wire(), registry) is None


NOBODY = Registry([], SandboxPki(NOON))
QUESTION = dns.message.make_query(NAME, "NAPTR", use_edns=0).to_wire()


@given(st.binary(max_size=600))
def test_rubbish_is_not_answered(data: bytes) -> None:
    answer_name(data, NOBODY)


@given(st.integers(0, len(QUESTION) - 1), st.integers(0, 255))
def test_a_spoiled_question_does_no_harm(place: int, value: int) -> None:
    spoiled = bytearray(QUESTION)
    spoiled[place] = value

    answer_name(bytes(spoiled), NOBODY)


class Asked:
    """Answers from a registry, noting by which way it was asked."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.streams: list[bool] = []

    def __call__(self, question: bytes, *, stream: bool) -> bytes | None:
        self.streams.append(stream)
        return answer_name(question, self.registry, stream=stream)


def test_the_server_answers_datagrams_and_streams(registry: Registry) -> None:
    question = dns.message.make_query(NAME, "NAPTR")

    with name_server(Asked(registry)) as (host, port):
        by_datagram = dns.query.udp(question, host, timeout=60, port=port)
        by_stream = dns.query.tcp(question, host, timeout=60, port=port)

    assert by_datagram.answer == by_stream.answer != []


def test_several_questions_may_come_in_one_stream_and_in_pieces(registry: Registry) -> None:
    question = dns.message.make_query(NAME, "NAPTR").to_wire()
    framed = len(question).to_bytes(2) + question

    with (
        name_server(Asked(registry)) as where,
        socket.create_connection(where, timeout=60) as stream,
        stream.makefile("rb") as answers,
    ):
        stream.sendall((framed * 3)[:-4])
        first = answers.read(int.from_bytes(answers.read(2)))
        stream.sendall(framed[-4:])
        others = [answers.read(int.from_bytes(answers.read(2))) for _ in range(2)]

    assert others == [first, first]
    assert dns.message.from_wire(first).answer


def test_the_server_outlives_rubbish_and_those_who_hang_up(registry: Registry) -> None:
    with name_server(Asked(registry)) as where:
        with socket.create_connection(where, timeout=60) as stream:
            stream.sendall(b"\xff")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as gone:
            gone.sendto(b"rubbish", where)
        question = dns.message.make_query(NAME, "NAPTR")
        answer = dns.query.udp(question, where[0], timeout=60, port=where[1])

    assert answer.answer

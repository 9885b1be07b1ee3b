import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.formats.discovery_names import (
    NaptrRecord,
    participant_label,
    participant_name,
    publisher_addresses,
    service_address,
)

SMP = "https://smp.example.se"
TESTA = "0203:testa.testbed.inera.se"
TESTA_PATH = "/iso6523-actorid-upis%3A%3A0203%3Atesta.testbed.inera.se/services/"
PATHS = {
    DocumentType.MESSAGE: (
        "busdox-docid-qns%3A%3Aurn%3Ariv%3Ainfrastructure%3Amessaging%3A"
        "MessageWithAttachments%3A3%3A%3AmessagePayload%23%233.0%3A%3Atm-base-ext-sigenc"
    ),
    DocumentType.ACKNOWLEDGEMENT: (
        "busdox-docid-qns%3A%3Aurn%3Aoasis%3Anames%3Aspecification%3Aubl%3Aschema%3Axsd%3A"
        "ApplicationResponse-2%3A%3AApplicationResponse%23%23fdc%3Adigg.se%3Aedelivery%3A"
        "messagetype%3Aresponse%3A1%3A%3A2.1%3A%3Atm-base-ext-sigenc"
    ),
}


def pointer(regexp: str, **others: object) -> NaptrRecord:
    said = {"order": 100, "preference": 10, "flags": "U", "service": "Meta:SMP"} | others
    return NaptrRecord(regexp=regexp, **said)  # type: ignore[arg-type] # what a test changes


@pytest.mark.parametrize(
    ("participant", "label"),
    [
        ("0088:4035811991021", "lzmedsmzxyd37yc74tzvpycmuanfcmn667jhgbfqddrvmse6nyta"),
        ("0203:digg-test1.example.se", "v5su5whv23h2ilouezygupwx5mnefcnmjykvqqsfiblq5kdecuha"),
        (TESTA, "wf77wyawvki4zkcywwm3ovurr4v2yyqmcoaqr7trpzmsuf7refda"),
        ("0203:testb.testbed.inera.se", "i565xgd6em5rhe42mzy4bmlccpshk7eottcrg4zcj3juixappnca"),
        ("0203:digg.se", "72chqpy5ohsq6xr4iy7fdoegwgqcf5mmnoj5tbwqifxcvjumf52a"),
        ("0203:DIGG.se", "72chqpy5ohsq6xr4iy7fdoegwgqcf5mmnoj5tbwqifxcvjumf52a"),
    ],
)
def test_a_participant_has_the_label_of_the_specification(participant: str, label: str) -> None:
    assert participant_label(participant) == label


@pytest.mark.parametrize("zone", ["sml.example.se", "sml.example.se.", ".sml.example.se."])
def test_a_participants_name_is_in_the_zone(zone: str) -> None:
    label = "wf77wyawvki4zkcywwm3ovurr4v2yyqmcoaqr7trpzmsuf7refda"

    assert participant_name(TESTA, zone) == f"{label}.iso6523-actorid-upis.sml.example.se."


@pytest.mark.parametrize("document", DocumentType)
@pytest.mark.parametrize("publisher", [SMP, f"{SMP}/", f"{SMP}/smp"])
def test_a_service_has_the_address_of_the_specification(
    publisher: str, document: DocumentType
) -> None:
    expected = f"{publisher.rstrip('/')}{TESTA_PATH}{PATHS[document]}"

    assert service_address(publisher, TESTA, document) == expected


def test_nothing_in_an_identifier_leaves_its_place_in_the_address() -> None:
    address = service_address(SMP, "0203:../a/b?c#d", "x y/å")

    assert address == (
        f"{SMP}/iso6523-actorid-upis%3A%3A0203%3A..%2Fa%2Fb%3Fc%23d"
        "/services/busdox-docid-qns%3A%3Ax%20y%2F%C3%A5"
    )


@pytest.mark.parametrize(
    "regexp",
    [
        f"!.*!{SMP}!",
        f"!^.*$!{SMP}!",
        f"!^.*!{SMP}!",
        f"!.*$!{SMP}!i",
        f"!.*!{SMP}/!",
        f"|.*|{SMP}|",
    ],
)
def test_the_address_of_a_publisher_is_read(regexp: str) -> None:
    assert publisher_addresses([pointer(regexp)]) == (SMP,)


@pytest.mark.parametrize("address", ["http://smp.example.se:8080/smp", "HTTPS://[2001:db8::1]/x"])
def test_an_address_may_have_a_port_and_a_path(address: str) -> None:
    assert publisher_addresses([pointer(f"!.*!{address}!")]) == (address,)


@pytest.mark.parametrize(
    "regexp",
    [
        "",
        "!",
        "!!!",
        f"!.*!{SMP}",
        f"!.*!{SMP}!g",
        f"!.*!{SMP}!i!",
        f"!(.*)!{SMP}/\\1!",
        f"!(a+)+$!{SMP}!",
        f"!.+!{SMP}!",
        f"!!{SMP}!",
        "!.*!!",
        "!.*!\\0!",
        "!.*!smp.example.se!",
        "!.*!ftp://smp.example.se!",
        "!.*!file:///etc/passwd!",
        "!.*!javascript:alert(1)!",
        "!.*!https://!",
        "!.*!https:///smp!",
        "!.*!https://smp.example.se@evil.example!",
        "!.*!https://smp.example.se?x=!",
        "!.*!https://smp.example.se#x!",
        "!.*!https://smp.example.se:port!",
        "!.*!https://smp.example.se:0!",
        "!.*!https://smp.example.se:99999!",
        "!.*!https://[2001:db8::1!",
        "!.*!https://smp example.se!",
        "!.*!https://smp.example.se\r\nHost: x!",
        "!.*!https://smp.exämple.se!",
    ],
)
def test_an_expression_that_gives_no_plain_address_is_not_used(regexp: str) -> None:
    assert publisher_addresses([pointer(regexp)]) == ()


@given(st.text(max_size=300))
def test_no_expression_makes_reading_fail(regexp: str) -> None:
    addresses = publisher_addresses([pointer(regexp)])

    assert all(address.lower().startswith(("http://", "https://")) for address in addresses)


@pytest.mark.parametrize("service", ["Meta:SMP", "meta:smp", "META:SMP"])
@pytest.mark.parametrize("flags", ["U", "u"])
def test_service_and_flag_are_read_whatever_their_case(service: str, flags: str) -> None:
    found = publisher_addresses([pointer(f"!.*!{SMP}!", service=service, flags=flags)])

    assert found == (SMP,)


@pytest.mark.parametrize(
    ("flags", "service"),
    [("S", "meta:smp"), ("", "meta:smp"), ("UP", "meta:smp"), ("U", "meta:cppa3"), ("U", "")],
)
def test_records_for_something_else_are_passed_over(flags: str, service: str) -> None:
    assert publisher_addresses([pointer(f"!.*!{SMP}!", flags=flags, service=service)]) == ()


def test_the_order_goes_before_the_preference() -> None:
    found = publisher_addresses(
        [
            pointer("!.*!https://third.se!", order=200, preference=1),
            pointer("!.*!https://second.se!", order=100, preference=20),
            pointer("!.*!https://first.se!", order=100, preference=10),
        ]
    )

    assert found == ("https://first.se", "https://second.se", "https://third.se")


def test_an_address_that_nobody_can_listen_to_goes_first() -> None:
    found = publisher_addresses(
        [
            pointer("!.*!http://open.example.se!", order=1),
            pointer("!.*!https://safe.example.se!", order=2),
        ]
    )

    assert found == ("https://safe.example.se", "http://open.example.se")

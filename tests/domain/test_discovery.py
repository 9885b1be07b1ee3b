import pytest

from sdk_desktop.domain.configuration import Discovery
from sdk_desktop.domain.errors import Refused

ZONE = "sml.sandbox.example"


@pytest.mark.parametrize(
    ("text", "servers"),
    [
        ("", ()),
        ("192.0.2.1", (("192.0.2.1", 53),)),
        ("192.0.2.1:5353", (("192.0.2.1", 5353),)),
        ("[2001:db8::1]", (("2001:db8::1", 53),)),
        ("[2001:db8::1]:5353", (("2001:db8::1", 5353),)),
        (" 192.0.2.1  127.0.0.1:1 ", (("192.0.2.1", 53), ("127.0.0.1", 1))),
    ],
)
def test_name_servers_are_addresses_with_or_without_a_port(
    text: str, servers: tuple[tuple[str, int], ...]
) -> None:
    assert Discovery(ZONE, "issuers", text).servers == servers


@pytest.mark.parametrize(
    "text",
    [
        *("ns.example.se", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:dns"),
        *("192.0.2", "[192.0.2.1", "[]:53", ":53", "https://192.0.2.1", "2001:db8::1"),
        "192.0.2.1,192.0.2.2",
    ],
)
def test_a_name_server_that_is_no_address_is_named(text: str) -> None:
    with pytest.raises(Refused, match="A name server in the settings") as caught:
        Discovery(ZONE, "issuers", f"192.0.2.9 {text}")

    assert text in str(caught.value)


@pytest.mark.parametrize("zone", ["sml.example.se", "SML.example.se.", "acc.edelivery.x-y.eu"])
def test_a_zone_is_a_name(zone: str) -> None:
    assert Discovery(zone, "issuers").zone == zone


@pytest.mark.parametrize(
    "zone",
    [
        *("", ".", "sml", "a..b", "-a.se", "a b.se", "å.se", "https://sml.se", "a/b.se"),
        *("x" * 64 + ".se", "x." * 90 + "se", "a.se\n", "\N{KELVIN SIGN}a.se"),
    ],
)
def test_a_zone_that_is_no_name_is_refused(zone: str) -> None:
    with pytest.raises(Refused, match="not a name of DNS"):
        Discovery(zone, "issuers")


def test_whom_to_trust_must_be_said() -> None:
    with pytest.raises(Refused, match="issuers"):
        Discovery(ZONE, " ")


def test_an_environment_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match="OPEN-TEST, SDK-QA, SDK-PROD"):
        Discovery(ZONE, "issuers", environment="production")

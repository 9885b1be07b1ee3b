"""What may be set."""

import pytest

from sdk_desktop.domain.clearance import Level
from sdk_desktop.domain.configuration import Login, is_safe
from sdk_desktop.domain.errors import Refused

ISSUER = "https://login.example.se/sdk"


@pytest.mark.parametrize(
    "address",
    [
        "https://login.example.se",
        "https://login.example.se:8443/realms/sdk",
        "http://127.0.0.1:3000",
        "http://localhost",
        "http://[::1]:5/x",
    ],
)
def test_nobody_listens_on_the_way_to_a_safe_address(address: str) -> None:
    assert is_safe(address)
    assert Login(address, "klient").issuer == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "login.example.se",
        "//login.example.se",
        "http://login.example.se",
        "http://127.0.0.1.example.se",
        "http://127.0.0.1@login.example.se",
        "ftp://login.example.se",
        "file:///etc/passwd",
        "https:///x",
        "https://",
        "https://login.example.se:99999",
        "https://login.example.se:x",
        "https://[::1",
        "https://kim:hemligt@login.example.se",
        "https://login.example.se/a b",
        "https://login.example.se/\n",
        " https://login.example.se",
        "https://login.example.se\ud800",
    ],
)
def test_an_address_that_is_not_safe_is_no_login_services(address: str) -> None:
    assert not is_safe(address)
    with pytest.raises(Refused, match="must begin with https://"):
        Login(address, "klient")


@pytest.mark.parametrize("more", ["?", "?realm=x", "#", "#x"])
def test_the_name_of_an_issuer_ends_with_its_path(more: str) -> None:
    with pytest.raises(Refused, match="must begin with https://"):
        Login(ISSUER + more, "klient")


@pytest.mark.parametrize("client_id", ["", " ", "\t\n"])
def test_a_login_service_knows_the_client_by_a_name(client_id: str) -> None:
    with pytest.raises(Refused, match="client_id"):
        Login(ISSUER, client_id)


@pytest.mark.parametrize("names", [("a", "a", ""), ("a", "", "b a"), ("a b a", "", "")])
def test_levels_have_names_of_their_own(names: tuple[str, str, str]) -> None:
    with pytest.raises(Refused, match="names of its own"):
        Login(ISSUER, "klient", *names)


def test_a_level_may_have_several_names() -> None:
    login = Login(ISSUER, "klient", acr_2=" a", acr_3="b  c ")

    assert dict(login.levels) == {"a": Level.MEDIUM, "b": Level.HIGH, "c": Level.HIGH}
    assert login.names(Level.HIGH) == ("b", "c")


@pytest.mark.parametrize("level", [-1, 5])
def test_a_login_is_worth_a_level_that_exists(level: int) -> None:
    with pytest.raises(Refused, match="a level from 1 to 4"):
        Login(ISSUER, "klient", issuer_level=level)


@pytest.mark.parametrize("claim", ["", "amr", "ACR"])
def test_levels_are_named_by_a_claim_that_is_known(claim: str) -> None:
    with pytest.raises(Refused, match="acr or acrs"):
        Login(ISSUER, "klient", level_claim=claim)


def test_a_login_service_need_not_know_every_level() -> None:
    login = Login(ISSUER, "klient", acr_4="urn:loa4", acr_2="urn:loa2")

    assert list(login.levels.items()) == [("urn:loa2", Level.MEDIUM), ("urn:loa4", Level.HIGHEST)]
    assert Login(ISSUER, "klient").levels == {}

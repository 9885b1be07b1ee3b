"""What the check-up says of the ways in: this computer's secrets, card, login, recovery key."""

import shutil
from dataclasses import replace
from pathlib import Path

import httpx
import pyotp
import pytest

from sdk_desktop.app.checks.sign_in import check_sign_in
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.configuration import CardReader, Check, Login
from sdk_desktop.domain.policy import Policy
from sdk_desktop.settings import Settings
from tests.auth.login.issuer import LOGIN, Issuer
from tests.kit.computer.key_store import key_store
from tests.kit.computer.security_module import security_module
from tests.kit.sandbox_network import PASSPHRASE, PersonClient, SandboxNetwork


@pytest.fixture
def kim(tmp_path: Path) -> PersonClient:
    return SandboxNetwork(tmp_path).practice_control()


def check(
    client: PersonClient, name: str, issuer: Issuer | None = None, **settings: object
) -> list[Check]:
    """Return the lines of a name."""
    changed = replace(Settings(), **settings)  # type: ignore[arg-type] # a test names real tables
    with httpx.Client(transport=httpx.MockTransport(issuer or Issuer())) as http:
        found = list(check_sign_in(client.app.profile, changed, http))
    return [line for line in found if line.name == name]


def said(line: Check) -> str:
    return line.text.format(**line.values)


def add(kim: PersonClient, who: str) -> None:
    """Let another person in."""
    enrolment = kim.workspace.people.begin(who)
    code = pyotp.TOTP(enrolment.secret).at(kim.watch.now)
    kim.workspace.people.enrol(enrolment, PASSPHRASE, code)


def test_a_secret_in_a_file_is_said_to_be_weaker(kim: PersonClient) -> None:
    (line,) = check(kim, "Sign-in")

    assert line.ok
    assert said(line) == (
        "This computer's part of the key lies in a file, for Kim Berg. That is weaker: whoever can"
        " read your files can read it, too."
    )
    assert line.advice.startswith("Ask your IT staff to set up a key store on this computer.")


def test_a_secret_in_the_key_store_is_where_it_should_be(tmp_path: Path) -> None:
    with key_store():
        kim = SandboxNetwork(tmp_path).practice_control()
        (line,) = check(kim, "Sign-in")

    assert (line.ok, line.advice) == (True, "")
    assert said(line) == "This computer's part of the key lies in its key store, for Kim Berg."


def test_a_secret_that_is_not_here_is_missed(kim: PersonClient) -> None:
    shutil.rmtree(kim.app.profile.device_keys)

    (line,) = check(kim, "Sign-in")

    assert not line.ok
    assert said(line) == "This computer's part of the key is missing, for Kim Berg."
    assert "Use the recovery key on the lock screen." in line.advice


def test_people_are_told_by_the_place_of_their_secret(kim: PersonClient) -> None:
    add(kim, "Bo Ek")
    with key_store():
        add(kim, "Åsa Öberg")
        lines = check(kim, "Sign-in")

    assert [line.values["people"] for line in lines] == ["Kim Berg, Bo Ek", "Åsa Öberg"]


def test_a_name_cannot_disturb_the_line(kim: PersonClient) -> None:
    keys = KeyFile(kim.app.profile.keys)
    slot = keys.slot("Kim Berg", Way.PASSPHRASE)
    assert slot
    keys.put("Bo\x1b[2J\nEk", Way.PASSPHRASE, slot)

    (line,) = check(kim, "Sign-in")

    assert line.values["people"] == "Kim Berg, Bo�[2J�Ek"


def test_a_way_that_is_not_set_up_is_not_missed(kim: PersonClient) -> None:
    slot = {"kind": "login", "device": "0123456789abcdef"}
    KeyFile(kim.app.profile.keys).put("Kim Berg", Way.LOGIN, slot)

    without, with_login = check(kim, "Sign-in"), check(kim, "Sign-in", login=LOGIN)

    assert [line.ok for line in without] == [True]
    assert {line.ok for line in with_login} == {True, False}


def test_a_slot_that_makes_no_sense_is_said(kim: PersonClient) -> None:
    slot = {"kind": "passphrase+code", "device": "../../etc/passwd"}
    KeyFile(kim.app.profile.keys).put("Kim Berg", Way.PASSPHRASE, slot)

    (line,) = check(kim, "Sign-in")

    assert (line.ok, line.text) == (
        False,
        "This computer's secret has a name that makes no sense.",
    )
    assert line.advice == "Restore the key file from a backup."


def test_where_nobody_is_enrolled_nothing_is_said(kim: PersonClient) -> None:
    kim.app.profile.keys.unlink()

    assert (check(kim, "Sign-in"), check(kim, "Recovery key")) == ([], [])


def test_a_damaged_key_file_is_told_once_only(kim: PersonClient) -> None:
    kim.app.profile.keys.write_text("{")

    failed = [line.name for line in kim.app.check() if not line.ok]

    assert failed == ["Keys"]


def test_that_nobody_has_decided_what_a_passphrase_is_worth_is_said(kim: PersonClient) -> None:
    (line,) = check(kim, "Policy")

    assert line.ok
    assert said(line).endswith("It counts as level 3.")
    assert "passphrase_level" in line.advice


def test_nothing_is_said_of_a_level_that_is_decided(kim: PersonClient) -> None:
    assert check(kim, "Policy", policy=Policy(passphrase_level=3)) == []


# Smart card


def test_the_driver_of_the_card_is_loaded(
    kim: PersonClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = security_module(tmp_path, monkeypatch)
    module.add_token("kim")

    (line,) = check(kim, "Smart card", card=CardReader(str(module.driver)))

    assert line.ok
    assert line.values["count"] in {1, 2}  # SoftHSM always shows an empty one


def test_a_driver_that_is_not_there_is_told(kim: PersonClient, tmp_path: Path) -> None:
    (line,) = check(kim, "Smart card", card=CardReader(str(tmp_path / "libcard.so")))

    assert (line.ok, said(line)) == (False, "The token's driver cannot be loaded: libcard.so")
    assert line.advice.startswith("Install the driver of the card's maker")


def test_without_a_reader_nothing_is_said_of_cards(kim: PersonClient) -> None:
    assert check(kim, "Smart card") == []


# The organisation's login


def test_the_login_service_is_asked(kim: PersonClient) -> None:
    issuer = Issuer()

    (line,) = check(kim, "Login", issuer, login=LOGIN)

    assert (line.ok, line.text) == (True, "The login service answers.")
    assert issuer.paths() == ["openid-configuration"]


@pytest.mark.parametrize(
    ("login", "text"),
    [
        (
            replace(LOGIN, issuer="https://login.example.se/other"),
            "The login service gave an answer that cannot be read.",
        ),
        (
            replace(LOGIN, issuer="https://login.example.se/sdk/"),
            "Another login service than that of the settings answers. Check its address there.",
        ),
    ],
)
def test_another_login_service_is_told(kim: PersonClient, login: Login, text: str) -> None:
    (line,) = check(kim, "Login", login=login)

    assert (line.ok, line.text) == (False, text)
    assert line.advice.startswith("Check the address of the login service")


@pytest.mark.parametrize(
    ("offered", "told"),
    [
        (["urn:loa2", "urn:annat"], "It has urn:loa2, urn:annat."),
        (["\x1b[2J" + "x" * 900], "It has �[2J" + "x" * 400),
    ],
)
def test_a_level_that_the_service_does_not_have_is_told_beforehand(
    kim: PersonClient, offered: list[str], told: str
) -> None:
    issuer = Issuer(description={"acr_values_supported": offered})
    login = replace(LOGIN, acr_2="", acr_3="urn:loa3 urn:loa3:nfc", acr_4="")

    (line,) = check(kim, "Login", issuer, login=login)

    assert not line.ok
    assert said(line).startswith(
        "The login service does not have the levels urn:loa3, urn:loa3:nfc."
    )
    assert told in said(line)
    assert len(said(line)) < 700
    assert line.advice.endswith("to names that it has.")


def test_one_of_several_names_is_enough(kim: PersonClient) -> None:
    issuer = Issuer(description={"acr_values_supported": ["urn:loa3:nfc"]})
    login = replace(LOGIN, acr_2="", acr_3="urn:loa3 urn:loa3:nfc", acr_4="")

    (line,) = check(kim, "Login", issuer, login=login)

    assert line.ok


def test_a_level_that_the_settings_do_not_name_is_told_beforehand(kim: PersonClient) -> None:
    (line,) = check(kim, "Login", login=replace(LOGIN, acr_2="urn:loa2", acr_3="", acr_4=""))

    assert (line.ok, line.text) == (
        False,
        "The settings do not name the login service's level that is needed here.",
    )


def test_a_service_whose_word_is_enough_needs_no_names(kim: PersonClient) -> None:
    issuer = Issuer(description={"acr_values_supported": ["0", "1"]})
    login = replace(LOGIN, acr_2="", acr_3="", acr_4="", issuer_level=3)

    (line,) = check(kim, "Login", issuer, login=login)

    assert line.ok


@pytest.mark.parametrize(
    ("description", "single_sign_on", "advice"),
    [
        ({"claims_supported": ["sub", "acr"]}, False, "Have it add auth_time."),
        ({"end_session_endpoint": None}, False, "It names no page to log out"),
        ({}, True, "single_sign_on is set."),
    ],
)
def test_what_could_be_better_at_the_login_service_is_said(
    kim: PersonClient, description: dict[str, object], advice: str, *, single_sign_on: bool
) -> None:
    issuer = Issuer(description=description)

    (line,) = check(kim, "Login", issuer, login=replace(LOGIN, single_sign_on=single_sign_on))

    assert line.ok
    assert advice in line.advice


def test_a_login_service_as_it_should_be_needs_no_advice(kim: PersonClient) -> None:
    issuer = Issuer(
        description={
            "claims_supported": ["sub", "auth_time"],
            "end_session_endpoint": "https://login.example.se/sdk/logout",
        }
    )

    (line,) = check(kim, "Login", issuer, login=LOGIN)

    assert (line.ok, line.advice) == (True, "")


# Recovery key


def test_a_recovery_key_that_nobody_has_confirmed_is_told(kim: PersonClient) -> None:
    (line,) = check(kim, "Recovery key")

    assert (line.ok, line.text) == (True, "Nobody has confirmed that the recovery key is on paper.")
    assert line.advice.startswith("Sign in, choose Settings")


def test_a_recovery_key_on_paper_is_as_it_should_be(kim: PersonClient) -> None:
    workspace = kim.workspace
    workspace.people.confirm_recovery(workspace.people.renew_recovery())

    (line,) = check(kim, "Recovery key")

    assert (line.ok, line.text, line.advice) == (
        True,
        "Somebody has shown that they have it on paper.",
        "",
    )


def test_without_a_recovery_key_nothing_is_left_when_all_are_gone(kim: PersonClient) -> None:
    kim.app.profile.recovery.unlink()

    (line,) = check(kim, "Recovery key")

    assert (line.ok, line.text[:16]) == (False, "There is none: i")
    assert line.advice.endswith("and make one.")


def test_a_damaged_recovery_file_is_to_be_fetched(kim: PersonClient) -> None:
    kim.app.profile.recovery.write_text("{")

    (line,) = check(kim, "Recovery key")

    assert line.text == "The file for the recovery key is damaged. Fetch it from a backup."
    assert line.advice.startswith("Fetch the file recovery.json")

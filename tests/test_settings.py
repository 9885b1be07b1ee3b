import errno
import stat
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.configuration import (
    AccessPointConnection,
    CardReader,
    Connection,
    Discovery,
    Login,
    Preferences,
)
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.policy import BackupPlan, Policy
from sdk_desktop.settings import (
    MOST,
    Profile,
    Settings,
    read_settings,
    write_settings,
)
from tests.kit.project import on_posix

numbers = st.integers(1, MOST)
words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)
logins = st.lists(words, min_size=4, max_size=4, unique=True).map(
    lambda said: Login("https://login.example.se", said[0], said[1], said[2], said[3])
)
SETTINGS = st.builds(
    Settings,
    mailboxes=st.lists(st.builds(Mailbox, *[st.text()] * 4, st.integers(0, 365)), max_size=3).map(
        tuple
    ),
    connection=st.none() | st.builds(Connection, *[st.text()] * 6),
    preferences=st.builds(Preferences, st.sampled_from(["sv", "en"]), st.integers(1, 500), numbers),
    policy=st.builds(Policy, numbers, numbers, two_for_purge=st.booleans()),
    backup=st.builds(BackupPlan, st.text(), numbers, numbers, st.booleans()),
    card=st.none() | st.builds(CardReader, st.text(), st.text()),
    login=st.none() | logins,
    access_point=st.none()
    | st.builds(AccessPointConnection, *[st.text()] * 5, must_scan=st.booleans()),
    discovery=st.none() | st.just(Discovery("sml.example.se", "/etc/smp", "192.0.2.1 [::1]:53")),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


@given(SETTINGS)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    path = tmp_path_factory.getbasetemp() / "settings.toml"
    write_settings(path, settings)

    assert read_settings(path) == settings


def test_what_nobody_chose_is_not_written(path: Path) -> None:
    write_settings(path, Settings(policy=Policy(read_minutes=30)))

    assert tomllib.loads(path.read_text()) == {"mailbox": [], "policy": {"read_minutes": 30}}


def test_without_a_file_there_are_defaults(path: Path) -> None:
    assert read_settings(path) == Settings()
    assert Settings().organisation == ""


def test_a_file_need_not_say_everything(path: Path) -> None:
    path.write_text("[policy]\nread_minutes = 60\n")

    read = read_settings(path)

    assert read.policy == Policy(read_minutes=60, acknowledgement_minutes=30)
    assert read.connection is None
    assert read.preferences == Preferences()


def test_a_key_of_an_earlier_version_is_read(path: Path) -> None:
    names = ("url", "party", "key", "issuers", "address_book_url")
    table = {**dict.fromkeys(names, "x"), "silence_is_yes": True}
    path.write_text(tomli_w.dumps({"access_point": table}), encoding="utf-8")

    connection = read_settings(path).access_point

    assert connection is not None
    assert connection.revocation_soft_fail


@pytest.mark.parametrize("content", [b"a = ", b"\xff", b"[a]\n[a]\n", b"\0", b"a=" + b"[" * 10_000])
def test_a_damaged_file_is_said_and_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(Refused, match=r"settings\.toml cannot be read\."):
        read_settings(path)

    assert path.read_bytes() == content


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_administrators_tools_write_is_read(path: Path, encoding: str) -> None:
    path.write_text('[preferences]\nlanguage = "en"\n', encoding=encoding)

    assert read_settings(path).preferences.language == "en"


def test_windows_own_encoding_is_named(path: Path) -> None:
    path.write_bytes("[login]\nissuer = 'https://å.example.se'\n".encode("cp1252"))

    with pytest.raises(Refused, match=r"Save it in UTF-8"):
        read_settings(path)


def test_a_folder_in_its_place_is_said(path: Path) -> None:
    path.mkdir()

    with pytest.raises(Refused, match="cannot be read"):
        read_settings(path)


MAILBOX = {"address": "a", "name": "b", "organisation": "c", "organisation_name": "d"}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({"preferenser": {}}, "preferenser"),
        ({"preferences": {"langauge": "sv"}}, "preferences.langauge"),
        ({"preferences": {"language": 5}}, "preferences.language"),
        ({"preferences": {"text_percent": "100"}}, "preferences.text_percent"),
        ({"preferences": {"idle_minutes": 0}}, "preferences.idle_minutes"),
        ({"preferences": {"idle_minutes": True}}, "preferences.idle_minutes"),
        ({"preferences": "sv"}, "preferences"),
        ({"preferences": {"language": "fi"}}, "preferences"),
        ({"preferences": {"text_percent": 900_000}}, "preferences"),
        ({"preferences": {"idle_minutes": MOST + 1}}, "preferences.idle_minutes"),
        ({"policy": {"read_minutes": 2**63 - 1}}, "policy.read_minutes"),
        ({"policy": {"read_minutes": -1}}, "policy.read_minutes"),
        ({"policy": {"read_minutes": 1.5}}, "policy.read_minutes"),
        ({"policy": {"two_for_purge": 1}}, "policy.two_for_purge"),
        ({"policy": {"two_for_purge": "ja"}}, "policy.two_for_purge"),
        ({"backup": {"keep_days": 0}}, "backup.keep_days"),
        ({"card": {}}, "card"),
        ({"login": {"issuer": 1}}, "login.issuer"),
        ({"connection": {"service_url": "x"}}, "connection"),
        ({"connection": []}, "connection"),
        ({"mailbox": {}}, "mailbox"),
        ({"mailbox": [MAILBOX | {"answer_days": 366}]}, "mailbox"),
        ({"mailbox": [MAILBOX | {"colour": "red"}]}, "mailbox.colour"),
        ({"mailbox": [{"address": "a"}]}, "mailbox"),
        ({"mailbox": ["a"]}, "mailbox"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_named(path: Path, content: dict[str, object], place: str) -> None:
    path.write_text(tomli_w.dumps(content))

    with pytest.raises(Refused) as raised:
        read_settings(path)

    assert str(raised.value) == f"The settings file {path} makes no sense at {place}."


@pytest.mark.parametrize(
    ("login", "sentence"),
    [
        ('issuer = "http://login.example.se"\nclient_id = "x"', "must begin with https://"),
        ('issuer = "https://login.example.se"\nclient_id = " "', "client_id"),
        (
            'issuer = "https://login.example.se"\nclient_id = "x"\nacr_2 = "a"\nacr_3 = "b a"',
            "names of its own",
        ),
    ],
)
def test_a_login_service_that_cannot_be_meant_is_said(
    path: Path, login: str, sentence: str
) -> None:
    path.write_text(f"[login]\n{login}\n")

    with pytest.raises(Refused, match=sentence):
        read_settings(path)


def test_what_the_organisation_decides_goes_before_what_a_user_wrote(
    path: Path, tmp_path: Path
) -> None:
    decided = tmp_path / "organisation.toml"
    path.write_text('[policy]\nread_minutes = 9999\n[preferences]\nlanguage = "en"\n')
    decided.write_text('[policy]\nread_minutes = 30\n[card]\ndriver = "/usr/lib/card.so"\n')

    read = read_settings(path, decided)

    assert read.policy == Policy(read_minutes=30)
    assert read.card == CardReader("/usr/lib/card.so")
    assert read.preferences.language == "en"


LOGIN = '[login]\nissuer = "https://login.example.se"\nclient_id = "x"\n'
DECIDED = ["single_sign_on = true", "issuer_level = 3", 'level_claim = "acrs"']


@pytest.mark.parametrize("decided", DECIDED)
def test_what_weakens_the_login_is_the_organisation_s_decision(
    path: Path, tmp_path: Path, decided: str
) -> None:
    organisation = tmp_path / "organisation.toml"
    path.write_text(LOGIN + decided)

    with pytest.raises(Refused, match="for your organisation to decide"):
        read_settings(path, organisation)
    organisation.write_text(LOGIN + decided)

    login = read_settings(path, organisation).login
    assert login
    assert replace(login, single_sign_on=False, issuer_level=0, level_claim="acr") != login


def test_that_pictures_of_the_screen_show_windows_is_the_organisation_s_decision(
    path: Path, tmp_path: Path
) -> None:
    organisation = tmp_path / "organisation.toml"
    path.write_text("[policy]\nhide_windows = false\n")

    with pytest.raises(Refused, match="for your organisation to decide"):
        read_settings(path, organisation)
    organisation.write_text(path.read_text())

    assert not read_settings(path, organisation).policy.hide_windows
    assert read_settings(tmp_path / "none").policy.hide_windows


def test_nonsense_is_named_in_the_file_where_it_stands(path: Path, tmp_path: Path) -> None:
    decided = tmp_path / "organisation.toml"
    path.write_text("[policy]\nread_minutes = 30\n")
    decided.write_text("[policy]\nread_minutes = 0\n")

    with pytest.raises(Refused, match=r"organisation\.toml makes no sense at policy\.read_minutes"):
        read_settings(path, decided)


def test_only_ways_to_sign_in_that_are_set_up_are_offered() -> None:
    everything = Settings(card=CardReader("x"), login=Login("https://x", "y"))

    assert Settings().ways == {Way.PASSPHRASE}
    assert everything.ways == set(Way)


@on_posix
def test_a_profile_is_for_the_user_alone(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "a" / "b")
    profile.make()
    profile.make()
    write_settings(profile.settings, Settings())

    assert stat.S_IMODE(profile.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(profile.settings.stat().st_mode) == 0o600


def test_a_profile_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Refused, match="cannot be made"):
        Profile(tmp_path / "file" / "profile").make()


def test_a_profile_for_which_the_disk_has_no_room_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)

    with pytest.raises(Unavailable, match="disk is full"):
        Profile(tmp_path / "profile").make()


def test_a_profile_has_a_name_in_the_folder_for_data() -> None:
    profile = Profile.named("övning")

    assert profile.folder.name == "övning"
    files = (profile.settings, profile.keys, profile.recovery, profile.store, profile.log)
    assert {file.parent for file in files} == {profile.folder}
    assert len(set(files)) == len(files)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "/etc", "../other", "a\\b", "nul", "a\udcff", "a\u202eb", "Device-Keys"]
)
def test_a_path_is_no_name_of_a_profile(name: str) -> None:
    with pytest.raises(Refused, match="A profile cannot be called"):
        Profile.named(name)

"""Which of several places decides a setting, and how that is said."""

import plistlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.organisation import preference_tables
from sdk_desktop.settings import Source, explain_settings, read_settings

REGISTRY = r"HKLM\Software\Policies\SDK Desktop"


@dataclass(frozen=True)
class Places:
    """A user's file, the organisation's, and what the system distributes, in conflict."""

    own: Path
    organisation: Path
    managed: Source


@pytest.fixture
def places(tmp_path: Path) -> Places:
    own, organisation = tmp_path / "settings.toml", tmp_path / "organisation.toml"
    own.write_text(
        "[preferences]\nidle_minutes = 5\n[policy]\nread_level = 1\naudit_years = 7\n"
        "[backup]\nkeep_days = 9\n"
    )
    organisation.write_text("[policy]\nread_level = 2\nread_minutes = 20\n")
    tables = {"policy": {"read_level": 4, "hide_windows": 0, "two_for_purge": 1}}
    return Places(own, organisation, Source(REGISTRY, tables))


@pytest.mark.parametrize(
    ("name", "value", "decided_in", "locked"),
    [
        ("policy.read_level", 4, "managed", True),  # all three say something else
        ("policy.hide_windows", False, "managed", True),
        ("policy.two_for_purge", True, "managed", True),
        ("policy.read_minutes", 20, "organisation", True),
        ("policy.audit_years", 10, "", True),  # the user's own counts for nothing there
        ("preferences.idle_minutes", 5, "own", False),
        ("preferences.language", "sv", "", False),
        ("backup.keep_days", 9, "own", False),
        ("backup.every_hours", 24, "", False),
    ],
)
def test_each_setting_is_explained(
    places: Places, name: str, value: object, decided_in: str, locked: bool
) -> None:
    where = {
        "managed": REGISTRY,
        "organisation": str(places.organisation),
        "own": str(places.own),
        "": "",
    }

    found = explain_settings(places.own, places.organisation, places.managed)

    (one,) = (setting for setting in found if setting.name == name)
    assert (one.value, one.place, one.locked) == (value, where[decided_in], locked)


def test_what_is_explained_is_what_is_read(places: Places) -> None:
    settings = read_settings(places.own, places.organisation, places.managed)

    assert (settings.policy.read_level, settings.policy.read_minutes) == (4, 20)
    assert settings.policy.audit_years == 10
    assert not settings.policy.hide_windows


def test_mailboxes_may_be_distributed_too(places: Places) -> None:
    box = {
        "address": "sdk:reception:0203:ekdala.example.se",
        "name": "Reception",
        "organisation": "0203:ekdala.example.se",
        "organisation_name": "Ekdala kommun",
    }
    managed = Source(REGISTRY, {"mailbox": [box]})

    (one, *_) = explain_settings(places.own, None, managed)

    assert (one.name, one.value, one.locked) == ("mailbox", box["address"], True)


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        (
            {"policy": {"read_minutes": 0}},
            r"Policies\\SDK Desktop makes no sense at policy\.read_m",
        ),
        ({"policy": {"read_minutes": "soon"}}, r"makes no sense at policy\.read_minutes"),
        ({"policies": {}}, r"Policies\\SDK Desktop makes no sense at policies"),
        ({"policy": "all"}, r"Policies\\SDK Desktop makes no sense at policy"),
        ({"policy": {"two_for_purge": [1]}}, r"makes no sense at policy\.two_for_purge"),
    ],
)
def test_nonsense_is_named_where_it_is_distributed(
    tmp_path: Path, tables: dict[str, object], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        read_settings(tmp_path / "none", None, Source(REGISTRY, tables))


def test_managed_preferences_are_a_dictionary_for_each_table(tmp_path: Path) -> None:
    path = tmp_path / "managed.plist"
    path.write_bytes(plistlib.dumps({"policy": {"read_level": 4, "two_for_purge": True}}))

    assert preference_tables(path) == {"policy": {"read_level": 4, "two_for_purge": True}}
    assert preference_tables(None) == {}


@pytest.mark.parametrize("content", [b"", b"<plist>", b"bplist00 and no more"])
def test_managed_preferences_that_make_no_sense_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "managed.plist"
    path.write_bytes(content)

    with pytest.raises(Refused, match="cannot be read"):
        preference_tables(path)

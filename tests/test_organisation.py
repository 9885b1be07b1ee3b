"""Who decides for all users of a computer: administrators, and nobody else."""

import os
from pathlib import Path

import pytest

from sdk_desktop.app import App
from sdk_desktop.domain.errors import Refused
from sdk_desktop.organisation import only_administrators_write, organisation_file, trusted
from sdk_desktop.settings import Profile

US = frozenset({os.getuid()}) if hasattr(os, "getuid") else frozenset()
posix = pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "etc"
    folder.mkdir(mode=0o755)
    file = folder / "organisation.toml"
    file.write_text("[policy]\nread_level = 4\n", encoding="utf-8")
    file.chmod(0o644)
    return file


def test_the_environment_has_no_say_in_where_the_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    before = organisation_file()
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "HOME", "PROGRAMDATA", "ALLUSERSPROFILE"):
        monkeypatch.setenv(name, "/elsewhere")

    assert organisation_file() == before
    assert before.is_absolute()


def test_where_there_is_no_file_nothing_is_decided(tmp_path: Path) -> None:
    assert trusted(tmp_path / "none" / "organisation.toml", US) is None


@posix
def test_a_file_of_administrators_decides(file: Path) -> None:
    assert trusted(file, US) == file


@posix
@pytest.mark.parametrize("mode", [0o666, 0o664, 0o646])
def test_a_file_that_others_can_write_is_refused(file: Path, mode: int) -> None:
    file.chmod(mode)

    with pytest.raises(Refused, match="Others than administrators"):
        trusted(file, US)


@posix
def test_a_file_in_a_folder_that_others_can_write_is_refused(file: Path) -> None:
    file.parent.chmod(0o777)

    with pytest.raises(Refused, match="Others than administrators"):
        trusted(file, US)


@pytest.mark.skipif(not (US & {0}), reason="only root gives files away")
def test_a_file_that_somebody_else_owns_is_refused(file: Path) -> None:
    os.chown(file, 65534, -1)

    with pytest.raises(Refused, match="Others than administrators"):
        trusted(file, US)


@posix
def test_a_link_is_judged_by_what_it_leads_to(file: Path, tmp_path: Path) -> None:
    file.chmod(0o666)
    link = tmp_path / "link.toml"
    link.symlink_to(file)

    with pytest.raises(Refused, match="Others than administrators"):
        trusted(link, US)


@posix
def test_a_client_does_not_start_with_a_file_that_anybody_wrote(file: Path, tmp_path: Path) -> None:
    file.chmod(0o666)

    with pytest.raises(Refused, match="Others than administrators"):
        App(Profile(tmp_path / "profile"), organisation=file)


@pytest.mark.parametrize(
    ("descriptor", "safe"),
    [
        ("O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)", True),
        ("O:SYD:(A;;FA;;;BA)(A;;FR;;;WD)", True),
        ("O:BAD:(A;;FA;;;BA)(A;OICI;0x100116;;;BU)", False),
        ("O:BAD:(A;;FA;;;BA)(A;;FW;;;AU)", False),
        ("O:BAD:(A;;GA;;;WD)", False),
        ("O:BAD:PAI(A;OICIIO;GA;;;CO)(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", True),
        ("O:BAD:NO_ACCESS_CONTROL", False),
        ("O:S-1-5-21-1-2-3-1001D:(A;;FA;;;BA)", False),
        ("O:BAD:(A;;FA;;;BA)(A;;0x1301bf;;;S-1-5-21-1-2-3-1001)", False),
        ("O:BA", False),
        ("", False),
    ],
)
def test_a_windows_file_is_judged_by_its_owner_and_its_rights(descriptor: str, safe: bool) -> None:
    assert only_administrators_write(descriptor) is safe

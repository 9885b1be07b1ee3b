"""What is compared of what a blind person hears of the main job."""

import json
import os
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from installer.development.system import LISTENERS
from installer.listen.__main__ import HEARD, differences
from installer.listen.desktop import PATIENCE, Desktop, desktop
from installer.listen.job import JOB, _lasting, do, hear_also
from installer.listen.newer import ORCA
from installer.listen.versions import Version, orca_here, version_of
from tests.kit.project import on_linux

WANTED = "SDK_LISTEN"
"""Set where the job shall be heard by `pytest`, too, as by `dev.py listen`."""


def test_moments_codes_and_echoes_of_keys_are_not_compared() -> None:
    assert _lasting("Oläst, Kallelse, Socialkontoret, 13:42, 1 bilaga.") == (
        "Oläst, Kallelse, Socialkontoret, …, 1 bilaga"
    )
    assert [_lasting(said) for said in ("tabb", "v", "SDK Desktop (9).")] == ["", "", ""]


def test_what_was_not_said_and_what_should_not_have_been_are_told() -> None:
    wanted = ["# Öppna (Return)", "Meddelande: Kallelse", ""]
    heard = ["Text", "# Öppna (Return)", ""]

    assert differences(wanted, heard, Version()) == ["-Meddelande: Kallelse", "+Text"]
    assert differences(wanted, ["# Något annat", "Meddelande: Kallelse"], Version()) == []
    assert differences(wanted, ["Meddelande: Kallelse"] * 2, Version()) == []


def test_another_version_says_its_own_words_and_announcements_whenever_they_come() -> None:
    version = Version([("tryckknapp", "knapp"), ("Text", "")], ["1 meddelande är .*"])
    wanted = ["Lås upp tryckknapp", "Text", "Fyll i tryckknapp"]
    heard = ["Lås upp knapp", "1 meddelande är accepterat", "Fyll i knapp"]

    assert differences(wanted, heard, version) == []
    assert differences(wanted, heard[::2], version) == ["-1 meddelande är .*"]
    assert differences(wanted, heard[::2], version, heard[1:2]) == []
    assert differences(wanted, [*heard, "Felet"], version) == ["+Felet"]


def test_each_difference_of_the_newer_orca_is_of_the_script_and_has_a_reason() -> None:
    told = tomllib.loads(HEARD.with_name(f"orca{ORCA}.toml").read_text(encoding="utf-8"))
    script = HEARD.read_text(encoding="utf-8")

    assert [one["script"] for one in told["words"] if one["script"] not in script] == []
    assert all(one["why"] for one in (*told["words"], *told["announced"]))
    assert "1 meddelande är accepterat" in version_of(ORCA).announced
    assert version_of("43") == Version()


def test_the_script_says_all_that_matters_and_says_each_thing_that_is_done() -> None:
    script = HEARD.read_text(encoding="utf-8")
    done = [line for line in script.splitlines() if line.startswith("# ")]

    assert [line[2:].partition(" (")[0] for line in done] == [one.what for one in JOB]
    for said in ("Lösenfras", "Sekretess", "1 bilaga", "Till ", "Levererat"):
        assert said in script, said


@on_linux
def test_only_what_is_said_is_taken_of_the_log_and_each_thing_is_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orca, debug = ModuleType("orca"), ModuleType("orca.debug")
    vars(debug).update(LEVEL_INFO=800)
    vars(orca).update(debug=debug)
    monkeypatch.setitem(sys.modules, "orca", orca)
    monkeypatch.setenv("HOME", str(tmp_path))

    runpy.run_path(str(HEARD.with_name("ear.py")))
    log = vars(debug)["debugFile"]
    log.writelines(["12:01 - EVENT MANAGER: 'Hej'", "\n"])
    log.writelines(["12:02 - SPEECH OUTPUT: 'Det' är\n   'bra'.' {'established': False}", "\n"])
    log.writelines(["12:03 - SPEECH OUTPUT: 'Å' voice=uppercase{'established': True}", "\n"])

    assert vars(debug)["debugLevel"] == debug.LEVEL_INFO
    assert Desktop(tmp_path, {})._new() == ["Det' är 'bra'.", "Å"]


def test_a_line_that_is_not_whole_yet_is_heard_when_it_is(tmp_path: Path) -> None:
    here, heard = Desktop(tmp_path, {}), tmp_path / "heard"
    assert here._new() == []
    one, other = f"{json.dumps('Ärende')}\n".encode(), f"{json.dumps('Övning')}\n".encode()

    heard.write_bytes(one + other[:4])
    assert here._new() == ["Ärende"]
    heard.write_bytes(one + other)
    assert here._new() == ["Övning"]
    assert here._new() == []


def test_a_client_that_has_ended_is_told_of_with_its_exit_code(tmp_path: Path) -> None:
    here = Desktop(tmp_path, {})
    assert here.ended() is None

    here.client = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"], text=True)
    here.client.wait()
    assert here.ended() == 3


WORKING = """
import os, signal, subprocess, sys
from installer.listen.work import at_work
print(at_work())
child = subprocess.Popen([sys.executable, "-c", "while True: pass"])
print(at_work())
os.kill(child.pid, signal.SIGSTOP)
os.waitpid(child.pid, os.WUNTRACED)
print(at_work())
child.kill()
"""


@on_linux
def test_what_would_work_if_it_could_is_seen_and_what_waits_is_not(project: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", WORKING], cwd=project, capture_output=True, text=True, check=True
    )

    assert said.stdout.split() == ["False", "True", "False"]


class Silence(Desktop):
    """A desktop on which nothing is said."""

    def press(self, keys: Sequence[str]) -> None:
        assert keys in ([], ["shift+Tab", "Tab"]), "gone on to what comes next"

    def hear(self, is_it: Callable[[str], bool], patience: float = PATIENCE) -> list[str]:
        assert not is_it("")
        return []


def test_nothing_more_is_pressed_when_what_must_be_heard_is_not(tmp_path: Path) -> None:
    done = list(do(Silence(tmp_path, {})))

    assert [one.what for one in done] == [JOB[0].what]


class Afterwards(Desktop):
    """A desktop on which two things are said after the job."""

    def hear(self, is_it: Callable[[str], bool], patience: float = PATIENCE) -> list[str]:
        said = ["1 meddelande är på väg.", "1 meddelande är accepterat."]
        assert is_it(said[0])
        return said


def test_what_is_announced_after_the_job_is_waited_for_once(tmp_path: Path) -> None:
    wanted = ["1 meddelande är på väg", "1 meddelande är .*"]

    assert hear_also(Afterwards(tmp_path, {}), wanted) == [
        "1 meddelande är på väg",
        "1 meddelande är accepterat",
    ]
    assert hear_also(Afterwards(tmp_path, {}), []) == []


@pytest.mark.skipif(WANTED not in os.environ, reason=f"hears the main job with {WANTED}=1")
@pytest.mark.skipif(any(shutil.which(one) is None for one in LISTENERS), reason="there is no Orca")
def test_the_main_job_is_heard_as_the_script_has_it() -> None:
    version = version_of(orca_here())
    with desktop() as here:
        done = list(do(here))
        besides = [said for one in done for said in one.besides]
        besides += hear_also(here, list(version.not_announced(besides)))

    script = HEARD.read_text(encoding="utf-8").splitlines()
    heard = [said for one in done for said in one.said]
    assert differences(script, heard, version, besides) == []

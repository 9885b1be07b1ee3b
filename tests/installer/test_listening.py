"""What is compared of what a blind person hears of the main job."""

import os
import shutil
import tomllib

import pytest

from installer.development.system import LISTENERS
from installer.listen.__main__ import HEARD, differences
from installer.listen.desktop import desktop
from installer.listen.job import JOB, _lasting, do
from installer.listen.newer import ORCA
from installer.listen.versions import Version, orca_here, version_of

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


@pytest.mark.skipif(WANTED not in os.environ, reason=f"hears the main job with {WANTED}=1")
@pytest.mark.skipif(any(shutil.which(one) is None for one in LISTENERS), reason="there is no Orca")
def test_the_main_job_is_heard_as_the_script_has_it() -> None:
    heard: list[str] = []
    with desktop() as here:
        for _, said in do(here):
            heard += said

    script = HEARD.read_text(encoding="utf-8").splitlines()
    assert differences(script, heard, version_of(orca_here())) == []

"""What is compared of what a blind person hears of the main job."""

import os
import shutil

import pytest

from installer.development.system import LISTENERS
from installer.listen.__main__ import HEARD, differences
from installer.listen.desktop import desktop
from installer.listen.job import JOB, _lasting, do

WANTED = "SDK_LISTEN"
"""Set where the job shall be heard by `pytest`, too, as by `dev.py listen`."""


def test_moments_codes_and_echoes_of_keys_are_not_compared() -> None:
    assert _lasting("Oläst, Kallelse, Socialkontoret, 13:42, 1 bilaga.") == (
        "Oläst, Kallelse, Socialkontoret, …, 1 bilaga."
    )
    assert [_lasting(said) for said in ("tabb", "v", "SDK Desktop (9)")] == ["", "", ""]


def test_what_was_not_said_and_what_should_not_have_been_are_told() -> None:
    wanted = ["# Öppna (Return)", "Meddelande: Kallelse.", ""]
    heard = ["Meddelande.", "# Öppna (Return)", ""]

    assert differences(wanted, heard) == ["-Meddelande: Kallelse.", "+Meddelande."]
    assert differences(wanted, ["# Något annat", "Meddelande: Kallelse."]) == []


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

    assert differences(HEARD.read_text(encoding="utf-8").splitlines(), heard) == []

"""The program as it is called."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from sdk_desktop.app import App
from sdk_desktop.cli import main
from sdk_desktop.conformance.counterpart import SandboxClient, sandbox_settings
from sdk_desktop.domain.configuration import (
    Connection,
    Preferences,
)
from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    PRACTICE_MAILBOXES,
)
from sdk_desktop.settings import Profile
from tests.app.sandbox_process import sandbox_process
from tests.cli.conftest import Call
from tests.kit.processes.plain_http import plain_client
from tests.kit.project import PROJECT, hides_new_files
from tests.kit.sandbox_network import connection

OURS = PRACTICE_MAILBOXES[0].organisation


def call_process(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sdk_desktop", *map(str, arguments)]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command,
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def configured(folder: Path, to: Connection) -> App:
    """Set a profile up for a message service; the secret lies beside it."""
    app = App(Profile(folder))
    app.configure(to, PRACTICE_MAILBOXES)
    return app


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "client-secret"
    path.write_text(PRACTICE_CLIENT_SECRET)
    return path


def test_help_names_every_way_to_call_it() -> None:
    answer = call_process("--help")

    assert answer.returncode == 0
    assert answer.stderr == ""
    assert set(re.findall(r"--\w+|^    [a-z]+", answer.stdout, re.MULTILINE)) == {
        *("--help", "--version"),
        "--language",
        "--practice",
        "--profile",
        "--folder",
        "--new",  # -window
        "--offscreen",
        "--picture",
        "--shared",
        "    link",
        "    sandbox",
        "    doctor",
        "    audit",
        "    new",  # -key
        "    people",
        "    policy",
        "    status",
        "    salvage",
        "    backup",
        "    restore",
        "    shared",
        "    conformance",
        "    check",
        "    seal",
        "    open",
        "    dossier",
        "    serve",
        "    statistics",
        "    verify",
        "    acknowledgement",
    }


def test_the_sandbox_tells_its_address_and_ends_when_told() -> None:
    command = [sys.executable, "-m", "sdk_desktop", "sandbox", "--port", "0"]
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{address}/practice", timeout=60) as answer:
            status = answer.status
        process.terminate()
        rest, errors = process.communicate(timeout=60)

    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
    assert status == 200
    assert (rest, errors) == ("", "")


@pytest.mark.skipif(os.name != "posix", reason="an interrupt is POSIX's")
def test_the_sandbox_ends_quietly_when_interrupted() -> None:
    # A job in the background ignores interrupts, and so would its children.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-m", "sdk_desktop", "sandbox"]
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        signal.signal(signal.SIGINT, before)
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)

    assert (process.returncode, errors) == (0, "")


def test_a_port_that_is_taken_is_said_in_a_sentence(call: Call) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = call("sandbox", "--port", str(port))

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr == f"sdk-desktop: The port {port} cannot be used.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["sandbox", "--port", "65536"],
        ["sandbox", "--port", "-1"],
        ["sandbox", "--port", "x"],
        ["sandbox", "--speed", "0"],
        ["sandbox", "--speed", "nan"],
        ["sandbox", "--speed", "inf"],
        ["sandbox", "--speed", "1e308"],
        ["sandbox", "--speed", "1e-308"],
        ["nonsense"],
    ],
)
def test_what_makes_no_sense_is_refused_at_once(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "usage: sdk-desktop" in capsys.readouterr().err


@pytest.mark.usefixtures("swedish")
def test_the_doctor_finds_all_well_in_practice(call: Call, tmp_path: Path) -> None:
    answer = call("doctor", "--practice", "--folder", tmp_path)

    assert answer.stdout.splitlines() == [
        "Fungerar  Meddelandelager: Meddelandelagret finns och är krypterat.",
        "Fungerar  Rättigheter: Andra kan varken läsa eller skriva det som är hemligt.",
        "Fungerar  Nycklar: Det finns personer som kan låsa upp meddelandelagret.",
        "Fungerar  Återställningsnyckel: Någon har visat att den finns på papper.",
        (
            "Fungerar  Policy: Det är inte bestämt vad en lösenfras med engångskod är värd."
            " Den räknas som nivå 3."
        ),
        "        Låt organisationen bestämma det: passphrase_level i organisation.toml.",
        "Fungerar  Nätverk: Tjänsterna nås utan proxy.",
        "Fungerar  Säkerhetskopia: Det finns ingen säkerhetskopia ännu.",
        "        Logga in, så görs en säkerhetskopia efter en minut. Eller kör sdk-desktop backup.",
        (
            "Fungerar  Flera datorer: Varje brevlåda ska finnas på bara en, annars delas"
            " meddelandena upp mellan dem."
        ),
        "Fungerar  Klocka: Datorns klocka går rätt.",
        "Fungerar  Klientens inloggning: Inloggningen ger klienten en åtkomstbiljett.",
        "Fungerar  Meddelandetjänst: Meddelandetjänsten släpper in den här klienten.",
        "Fungerar  Adressbok: Adressboken svarar.",
    ]
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.usefixtures("swedish")
def test_the_doctor_takes_its_profile_before_or_after_its_name(call: Call, tmp_path: Path) -> None:
    before = call("--folder", tmp_path / "a", "doctor")
    after = call("doctor", "--folder", tmp_path / "b")

    assert before.stdout == after.stdout
    assert (tmp_path / "a").is_dir()
    assert (tmp_path / "b").is_dir()


@pytest.mark.usefixtures("swedish")
def test_the_doctor_says_that_nothing_is_set_up(call: Call, tmp_path: Path) -> None:
    answer = call("doctor", "--folder", tmp_path)

    assert answer.returncode == 1
    assert answer.stderr == ""
    first, rights, second, network, backup, third, advice = answer.stdout.splitlines()
    assert first.startswith("Fungerar  Meddelandelager: Det finns inget meddelandelager ännu.")
    assert rights.startswith("Fungerar  Rättigheter: ")
    assert second.startswith("Fungerar  Nycklar: ")
    assert network.startswith("Fungerar  Nätverk: ")
    assert backup.startswith("Fungerar  Säkerhetskopia: ")
    assert third.startswith("Fungerar inte  Anslutning: Anslutningen till meddelandetjänsten")
    assert advice.startswith("        Starta programmet")


@pytest.mark.usefixtures("swedish")
@hides_new_files
def test_the_doctor_says_that_nobody_answers(call: Call, tmp_path: Path, secret: Path) -> None:
    with socket.socket() as nobody:  # has the port, and does not listen
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        configured(tmp_path / "p", connection(address, PRACTICE_CLIENT_ID, str(secret)))

        answer = call("doctor", "--folder", tmp_path / "p")

    assert answer.returncode == 1
    assert answer.stderr == ""
    lines = [line for line in answer.stdout.splitlines() if line.startswith("Fungerar inte")]
    assert [line.split(":")[0].removeprefix("Fungerar inte  ") for line in lines] == [
        "Klocka",
        "Klientens inloggning",
        "Meddelandetjänst",
        "Adressbok",
    ]
    assert "nätverket" in answer.stdout


@pytest.mark.usefixtures("swedish")
@hides_new_files
def test_the_doctor_says_that_the_secret_is_wrong(call: Call, tmp_path: Path, secret: Path) -> None:
    secret.write_text("fel hemlighet")
    with sandbox_process() as address:
        configured(tmp_path / "p", connection(address, PRACTICE_CLIENT_ID, str(secret)))
        answer = call("doctor", "--folder", tmp_path / "p")

    assert answer.returncode == 1
    lines = answer.stdout.splitlines()
    wrong = next(place for place, line in enumerate(lines) if line.startswith("Fungerar inte"))
    assert lines[wrong].startswith("Fungerar inte  Klientens inloggning: ")
    assert "client_id och hemligheten eller nyckeln" in lines[wrong + 1]
    assert "fel hemlighet" not in answer.stdout + answer.stderr


@pytest.mark.usefixtures("swedish")
def test_the_doctor_names_the_file_that_it_cannot_read(call: Call, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    configured(tmp_path / "p", connection("http://127.0.0.1:9", "klient", str(missing)))

    answer = call("doctor", "--folder", tmp_path / "p")

    assert str(missing) in answer.stdout
    assert "{" not in answer.stdout


@pytest.mark.usefixtures("swedish")
def test_the_doctor_names_the_setting_that_makes_no_sense(call: Call, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[preferences]\nlangauge = "sv"\n')

    answer = call("doctor", "--folder", tmp_path)

    assert answer.returncode == 1
    assert answer.stderr == ""
    assert answer.stdout.startswith("Fungerar inte  Start: ")
    assert "preferences.langauge" in answer.stdout


@pytest.mark.usefixtures("swedish")
def test_the_doctor_says_that_the_store_and_the_keys_are_damaged(
    call: Call, tmp_path: Path
) -> None:
    (tmp_path / "messages.db").write_bytes(b"SQLite format 3\0")
    (tmp_path / "keys.json").write_text("{")

    answer = call("doctor", "--folder", tmp_path)

    assert answer.returncode == 1
    assert "Meddelandelagret är skadat eller inte krypterat." in answer.stdout
    assert "Nyckelfilen är skadad. Inget har ändrats." in answer.stdout
    assert (tmp_path / "keys.json").read_text() == "{"


@pytest.mark.usefixtures("swedish")
def test_the_doctor_speaks_english_to_who_asks_for_it(call: Call, tmp_path: Path) -> None:
    App(Profile(tmp_path)).set_preferences(Preferences(language="en"))

    assert call("doctor", "--folder", tmp_path).stdout.startswith("Works  Message store: ")


def at_access_point(folder: Path, sandbox: str) -> App:
    """Set a profile up for an access point of the sandbox, as the guide does."""
    folder.mkdir()
    with plain_client() as web:
        wanted = sandbox_settings(SandboxClient(web, sandbox, OURS), sandbox, folder)
    assert wanted.access_point is not None
    app = App(Profile(folder / "profile"))
    app.configure(wanted.access_point, wanted.mailboxes, wanted.discovery)
    return app


@pytest.mark.usefixtures("swedish")
@hides_new_files
def test_the_doctor_tries_every_hop_to_an_access_point(call: Call, tmp_path: Path) -> None:
    with sandbox_process() as address:
        at_access_point(tmp_path / "ekdala", address)
        answer = call("doctor", "--folder", tmp_path / "ekdala" / "profile")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert [line.split(":")[0] for line in answer.stdout.splitlines() if line[0] != " "] == [
        "Fungerar  Meddelandelager",
        "Fungerar  Rättigheter",
        "Fungerar  Nycklar",
        "Fungerar  Nätverk",
        "Fungerar  Säkerhetskopia",
        "Fungerar  Flera datorer",
        "Fungerar  Brevlådor",
        "Fungerar  Organisationens nyckel",
        "Fungerar  Nycklarnas utfärdare",
        "Fungerar  Spärrkontroll",
        "Fungerar  Certifikatkatalogens utfärdare",
        "Fungerar  Miljö",
        "Fungerar  Namntjänst",
        "Fungerar  Certifikatkatalog",
        "Fungerar  Publicerat certifikat",
        "Fungerar  Accesspunkt",
        "Fungerar  Klocka",
        "Fungerar  Adressbok",
        "Fungerar  Virusskydd",
    ]
    assert "{" not in answer.stdout


@pytest.mark.usefixtures("swedish")
@hides_new_files
def test_the_doctor_says_which_hop_fails_and_what_to_do(call: Call, tmp_path: Path) -> None:
    with sandbox_process() as address:
        app = at_access_point(tmp_path / "ekdala", address)
        (tmp_path / "ekdala" / "password").write_text("fel lösenord")
        answer = call("doctor", "--folder", app.profile.folder)

    assert (answer.returncode, answer.stderr) == (1, "")
    lines = answer.stdout.splitlines()
    (failed,) = [number for number, line in enumerate(lines) if line.startswith("Fungerar inte")]
    assert lines[failed].startswith("Fungerar inte  Accesspunkt: Accesspunkten ")
    assert lines[failed + 1].startswith("        Kontrollera adressen, användaren")
    assert "fel lösenord" not in answer.stdout


def test_settings_that_make_no_sense_are_said_by_the_window_too(call: Call, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("a = ")

    answer = call("--offscreen", "--folder", tmp_path)

    assert answer.returncode == 1
    assert answer.stderr.startswith("sdk-desktop: The settings file ")
    assert "Traceback" not in answer.stderr


def test_what_is_no_link_is_refused_in_a_sentence(call: Call, tmp_path: Path) -> None:
    answer = call("--offscreen", "--folder", tmp_path / "none", "link", "--", "mailto:kim")

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == "sdk-desktop: This is no link that SDK Desktop can open.\n"
    assert not (tmp_path / "none").exists()


def test_a_browser_cannot_add_arguments_to_a_link(call: Call) -> None:
    answer = call("link", "--", "sdk:inkorg:0203:example.se", "--folder", "elsewhere")

    assert answer.returncode == 2
    assert "unrecognized arguments: --folder elsewhere" in answer.stderr


def test_a_log_that_cannot_be_written_is_done_without(call: Call, tmp_path: Path) -> None:
    (tmp_path / "sdk-desktop.log").mkdir()
    answer = call("--folder", tmp_path, "--practice", "doctor")

    assert answer.returncode == 0
    assert answer.stderr == ""

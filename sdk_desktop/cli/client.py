"""The commands that start the client, practice or the sandbox, and `doctor`."""

from __future__ import annotations

import contextlib
import logging.handlers
import os
import subprocess
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sdk_desktop import __version__
from sdk_desktop.app.links import read_link
from sdk_desktop.app.running_client import hand_start_over
from sdk_desktop.cli.system_log import OneLine, system_log
from sdk_desktop.cli.words import (
    CommandParser,
    chosen_language,
    named_path,
    profile_arguments,
    profile_of,
    to_say,
)
from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.memory import protect_memory
from sdk_desktop.settings import Profile

if TYPE_CHECKING:
    from sdk_desktop.app import App
    from sdk_desktop.ui.top_window import TopWindow

PRACTICE_SPEED = 60
"""How much faster the sandbox's clock runs: half an hour takes half a minute."""

SLOWEST, FASTEST = 0.001, 1_000_000
"""What may be asked for: in a minute six hundredths of a second go by, or two years."""

_PIPES_CAN_BE_WATCHED = os.name == "posix"

_PORTS = 65_536

LEAST_TOGETHER, MOST_TOGETHER = 2, 6
"""How many may practise on one mailbox."""


Commands: TypeAlias = "_SubParsersAction[CommandParser]"


def add_window(parser: ArgumentParser) -> None:
    """Add how the window is started, which no command is needed for."""
    parser.set_defaults(run=_window, link="")
    profile_arguments(parser)
    parser.add_argument(
        "--shared",
        type=_people,
        metavar="PEOPLE",
        help=to_say("practice: so many windows on one mailbox"),
    )
    parser.add_argument("--prepared", action="store_true", help=SUPPRESS)  # one of these windows
    parser.add_argument(
        "--new-window", action="store_true", help=to_say("open one more window where one is open")
    )
    parser.add_argument(
        "--version",
        action="store_const",
        dest="run",
        const=_version,
        help=to_say("say which version this is"),
    )
    parser.add_argument("--offscreen", action="store_true", help=to_say("draw without a screen"))
    parser.add_argument(
        "--picture",
        type=named_path,
        metavar="FILE",
        help=to_say("practice: open a message, save a picture, end"),
    )


def add_client(commands: Commands) -> None:
    """Add the commands `link`, `sandbox` and `doctor`."""
    link = commands.add_parser(
        "link",
        help=to_say("open what an sdk: link names, in the window that is open"),
        argument_default=SUPPRESS,  # what was given before the command stays
    )
    link.set_defaults(run=_window)
    profile_arguments(link)
    link.add_argument("link", metavar="LINK")
    sandbox = commands.add_parser(
        "sandbox", help=to_say("serve a federation in a box on this computer")
    )
    sandbox.set_defaults(run=_sandbox, end_with_parent=False)
    sandbox.add_argument("--port", type=_port, default=0, help=to_say("0 takes any that is free"))
    sandbox.add_argument("--speed", type=_speed, default=1.0, help=to_say("how fast its time goes"))
    if _PIPES_CAN_BE_WATCHED:
        sandbox.add_argument(
            "--end-with-parent",
            action="store_true",
            help=to_say("end when standard input is closed"),
        )
    doctor = commands.add_parser(
        "doctor",
        help=to_say("say what works and what does not"),
        argument_default=SUPPRESS,
    )
    doctor.set_defaults(run=_doctor)
    profile_arguments(doctor)


def _people(text: str) -> int:
    people = int(text)
    if not LEAST_TOGETHER <= people <= MOST_TOGETHER:
        raise ValueError
    return people


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port < _PORTS:
        raise ValueError
    return port


def _speed(text: str) -> float:
    speed = float(text)
    if not SLOWEST <= speed <= FASTEST:
        raise ValueError
    return speed


def _version(_given: Namespace) -> int:
    print(f"SDK Desktop {__version__}")
    return 0


def _window(given: Namespace) -> int:
    if given.shared is not None:
        from sdk_desktop.cli.practising_together import practise_together

        return practise_together(given)
    if given.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    protect_memory()
    first: TopWindow | None = given.first_window
    with contextlib.ExitStack() as opened:
        try:
            if _is_handed_over(given):
                return 0
            app = opened.enter_context(_app(given))
        except SdkError as error:
            if first is not None:
                first.close()
            if _has_screen():
                from sdk_desktop.ui.crash import show_failure

                show_failure(error)
            raise
        from sdk_desktop.ui.application import run

        listens = given.picture is None and not given.new_window
        return run(app, first, offscreen_picture=given.picture, link=given.link, listens=listens)


def _is_handed_over(given: Namespace) -> bool:
    """Return whether the window that is open with this profile has taken what this start is for."""
    if given.link:
        read_link(given.link)
    if given.picture is not None or given.new_window:
        return False
    return hand_start_over(profile_of(given).folder, given.link)


def _has_screen() -> bool:
    """Return whether there is a screen; without one Qt would end the program."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return sys.platform != "linux" or not {"DISPLAY", "WAYLAND_DISPLAY"}.isdisjoint(os.environ)


def _sandbox(given: Namespace) -> int:
    from sdk_desktop.sandbox.server import serve

    watch_parent = sys.stdin.buffer if given.end_with_parent else None
    with contextlib.suppress(KeyboardInterrupt):
        serve(given.port, given.speed, _announce, watch_parent=watch_parent)
    return 0


def _announce(port: int) -> None:
    print(f"http://127.0.0.1:{port}", flush=True)


def _doctor(given: Namespace) -> int:
    from sdk_desktop.cli.printing import show_lines
    from sdk_desktop.domain.configuration import Check
    from sdk_desktop.ui.words.reports import check_report

    try:
        with _app(given) as app:
            checks = app.check()
    except SdkError as error:
        checks = (Check("Start", ok=False, text=error.text, values=error.values),)
    show_lines(check_report(checks, chosen_language()))
    return 0 if all(check.ok for check in checks) else 1


@contextlib.contextmanager
def _app(given: Namespace) -> Iterator[App]:
    profile = profile_of(given)
    with contextlib.ExitStack() as opened:
        app = _practice(given, profile, opened) if given.practice else _real(profile)
        opened.callback(app.close)
        log_to(profile.log, practice=given.practice)
        yield app


def _real(profile: Profile) -> App:
    from sdk_desktop.app import App

    return App(profile)


def _practice(given: Namespace, profile: Profile, opened: contextlib.ExitStack) -> App:
    from sdk_desktop.app.practice import PracticeApp

    app = PracticeApp(profile)
    if not given.prepared:
        app.prepare(opened.enter_context(sandbox_process(PRACTICE_SPEED)))
    return app


def this_program() -> list[str]:
    """Return the command that calls this program."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable] if frozen else [sys.executable, "-m", "sdk_desktop"]


@contextlib.contextmanager
def sandbox_process(speed: float) -> Iterator[str]:
    """Run the sandbox in a process of its own with a clock of that speed; yield its address."""
    command = [*this_program(), "sandbox", "--port", "0", "--speed", str(speed)]
    if _PIPES_CAN_BE_WATCHED:
        command.append("--end-with-parent")  # so that it ends even when this process is killed
    with subprocess.Popen(  # noqa: S603 - this program itself
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        end_with_us(process.pid)
        try:
            address = process.stdout.readline().strip() if process.stdout else ""
            if not address:
                raise Unavailable("The sandbox does not start.")
            yield address
        finally:
            process.terminate()


def end_with_us(process: int) -> None:
    """Let Windows end a process when this one ends, in whatever way; elsewhere a pipe does it."""
    if sys.platform == "win32":
        from sdk_desktop.viewer.windows_limits import KillingJob

        KillingJob().take(process)  # is never closed: Windows does that at our end


class PatientRotation(logging.handlers.RotatingFileHandler):
    """Goes on in the same file while another window keeps Windows from giving it a new name."""

    def doRollover(self) -> None:  # noqa: N802 - as logging names it
        """Begin a new file, if that can be done now."""
        with contextlib.suppress(OSError):
            super().doRollover()


def log_to(path: Path, *, practice: bool = False) -> None:
    """Log to a small file, and warnings to the system's log; no logger of ours ever gets content.

    Nothing is logged when the file cannot be written, as on a full disk.
    """
    logging.raiseExceptions = False
    logging.basicConfig(level=logging.INFO, handlers=handlers_for(path, practice=practice))


def handlers_for(path: Path, *, practice: bool) -> list[logging.Handler]:
    """Return what writes the log; what goes wrong in practice is not the system's business."""
    own = PatientRotation(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True)
    own.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    systems = None if practice else system_log()
    return [own, *([systems] if systems else [])]

"""What the project needs of the system beside Python: libraries, and programs of others."""

import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from installer.development.processes import ENVIRONMENT, PROJECT, must, say, start

# What Qt loads on Linux and its wheel does not bring, and the Debian package that has it.
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
}

# Programs of others that some tests compare ours with, and the Debian package of each.
OTHERS = {
    "clamd": "clamav-daemon",
    "dbus-daemon": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "openssl": "openssl",
    "postgres": "postgresql",
    "softhsm2-util": "softhsm2",
    "xmlsec1": "xmlsec1",
}

# What the main job is heard with, and the Debian package of each program.
LISTENERS = {
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus",
    "locale-gen": "locales",
    "openbox": "openbox",
    "orca": "orca",
    "xdotool": "xdotool",
}

# What a Debian with Wine is made and entered with, and the Debian package of each program.
WINE_MAKERS = {
    "debootstrap": "debootstrap",
    "unshare": "util-linux",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
}

# What packages are built with, beside Wine, and the Debian package of each program.
PACKAGERS = {"wixl": "wixl", "msiinfo": "msitools", "strip": "binutils"}

# Where Debian has programs that not everybody has in their path.
SBIN = ":".join(("/usr/sbin", "/sbin", *map(str, Path("/usr/lib/postgresql").glob("*/bin"))))

# A login service that tests log in with, locked for npm, and how npm installs it without a word.
LOGIN_SERVICE = PROJECT / "tests" / "auth" / "login" / "provider"
QUIET_NPM = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--silent"]
QUIET_NPM += ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]


@dataclass(frozen=True)
class System:
    """This computer; `may_install` is whether Debian packages may be installed when root."""

    may_install: bool = True

    def need_libraries(self, *, window: bool) -> None:
        """Make sure that the libraries which Qt expects of a Linux system are there."""
        if not sys.platform.startswith("linux"):
            return
        wanted = OFFSCREEN_LIBRARIES | (WINDOW_LIBRARIES if window else {})
        missing = {library: wanted[library] for library in wanted if not loads(library)}
        if missing:
            self.need_packages(missing, "Qt cannot start without them")

    def need_packages(self, packages: Mapping[str, str], why: str) -> None:
        """Install the Debian packages of what is missing, or say how to, and stop."""
        say(f"This system lacks {', '.join(packages)}: {why}.")
        if shutil.which("apt-get") is None:
            raise SystemExit("Install them with this system's package manager, then try again.")
        wanted = sorted(set(packages.values()))
        if not self.installs:
            raise SystemExit(
                f"Install them with this command, then try again:\n  {by_hand(wanted)}"
            )
        install(wanted)

    def offer_others(self) -> None:
        """Install the programs that tests compare ours with; where we may not, those tests skip."""
        self._offer(OTHERS, "some tests compare our work with", "Those tests are skipped")

    def offer_listeners(self) -> None:
        """Install what the main job is heard with; where we may not, it is not heard."""
        self._offer(LISTENERS, "the main job is heard with", "It is not heard")

    def _offer(self, programs: Mapping[str, str], why: str, else_: str) -> None:
        missing = [
            name for name in programs if not (shutil.which(name) or shutil.which(name, path=SBIN))
        ]
        if not missing:
            return
        say(f"This system lacks {', '.join(missing)}, which {why}.")
        packages = [programs[name] for name in missing]
        if self.installs and shutil.which("apt-get") is not None:
            install(packages)
            return
        say(f"{else_}, and counted at the end.")
        if shutil.which("apt-get") is not None:
            say(f"To run them, too:\n  {by_hand(packages)}")

    def need_wine(self) -> None:
        """Make sure that a Debian with Wine can be made and entered, or say why not, and stop."""
        if not sys.platform.startswith("linux") or shutil.which("apt-get") is None:
            raise SystemExit("Windows' Python runs in Wine on Debian, and this is no Debian.")
        if os.geteuid() != 0:
            raise SystemExit("Wine runs in a Debian of its own. Only root can make and enter that.")
        self._need_programs(WINE_MAKERS, "a Debian with Wine is made with them")

    def need_packagers(self) -> None:
        """Make sure that packages can be built, or say why not, and stop."""
        self.need_wine()
        self._need_programs(PACKAGERS, "packages are built with them")

    def _need_programs(self, programs: Mapping[str, str], why: str) -> None:
        lacking = {name: programs[name] for name in programs if shutil.which(name) is None}
        if lacking:
            self.need_packages(lacking, why)

    @property
    def installs(self) -> bool:
        """Whether Debian packages may be installed, and this user can do it."""
        return self.may_install and hasattr(os, "geteuid") and os.geteuid() == 0


def offer_login_service() -> None:
    """Put the login service that some tests log in with into .venv; without npm they skip."""
    lock, ready = LOGIN_SERVICE / "package-lock.json", ENVIRONMENT / "login-provider" / "ready"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if ready.exists() and ready.read_text(encoding="ascii") == wanted:
        return
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        say("Some tests are skipped, for this system lacks Node 18 or later, or its npm.")
        return
    shutil.rmtree(ready.parent, ignore_errors=True)
    ready.parent.mkdir()
    for name in ("package.json", lock.name):
        shutil.copy(LOGIN_SERVICE / name, ready.parent)
    if start([npm, "ci", *QUIET_NPM], folder=ready.parent) != 0:
        say("Some tests are skipped, for npm cannot install the login service that they need.")
        return
    ready.write_text(wanted, encoding="ascii")


def by_hand(packages: Sequence[str]) -> str:
    """Return the command with which somebody who may installs Debian packages."""
    return f"sudo apt-get update && sudo {' '.join(installing(packages))}"


def installing(packages: Sequence[str]) -> list[str]:
    """Return the command that installs Debian packages."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def install(packages: Sequence[str]) -> None:
    """Install Debian packages."""
    say(f"Installing them, as root: {' '.join(packages)}. --no-install leaves this out.")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    must(["apt-get", "update", "-qq"], "updating the package list", quiet)
    must([*installing(packages), "-qq"], "installing system packages", quiet)


def loads(library: str) -> bool:
    """Return whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_screen() -> bool:
    """Return whether a window can be shown; only Linux may have no screen."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

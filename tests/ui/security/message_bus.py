"""A D-Bus of the test's own, and on it a logind that answers as the real one does."""

import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

from tests.kit.project import installed

LOGIN = "org.freedesktop.login1"
MANAGER_PATH = "/org/freedesktop/login1"
OURS = f"{MANAGER_PATH}/session/_32"
THEIRS = f"{MANAGER_PATH}/session/_33"
CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass
class Bus:
    """A bus with two who talk on it: the client, and everybody else."""

    client: QDBusConnection
    others: QDBusConnection

    def say(self, path: str, interface: str, member: str, *arguments: object) -> None:
        """Send a signal, once the bus knows what the client wants to hear."""
        self.settle()
        signal = QDBusMessage.createSignal(path, interface, member)
        signal.setArguments(arguments)
        assert self.others.send(signal)

    def settle(self) -> None:
        """Ask the bus something and wait: what was said before has arrived then."""
        bus = "org.freedesktop.DBus"
        question = QDBusMessage.createMethodCall(bus, "/", bus, "GetId")
        answer = self.client.call(question, timeout=60_000)
        assert answer.type() is QDBusMessage.MessageType.ReplyMessage


class Login(QDBusVirtualObject):
    """logind: knows some sessions, and hands out pipes that delay sleep."""

    def __init__(self, bus: QDBusConnection, sessions: dict[str, str]) -> None:
        super().__init__()
        self.sessions = sessions
        self.asked: list[tuple[str, list[object]]] = []
        self._ends: list[int] = []
        subpath = QDBusConnection.VirtualObjectRegisterOption.SubPath
        self._bus = bus
        assert bus.registerService(LOGIN)
        assert bus.registerVirtualObject(MANAGER_PATH, self, subpath)

    @property
    def delays(self) -> int:
        """How many hold a delay that they have not let go of."""
        closed, _, _ = select.select(self._ends, [], [], 0)
        return len(self._ends) - len(closed)

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        arguments = message.arguments()
        self.asked.append((message.member(), arguments))
        if message.member() == "Inhibit":
            return self._give(message, connection)
        if (path := self.sessions.get(arguments[0])) is None:
            missing = message.createErrorReply(f"{LOGIN}.NoSuchSession", "no such session")
            return connection.send(missing)
        answer = message.createReply()
        answer.setArguments([QDBusObjectPath(path)])
        return connection.send(answer)

    def close(self) -> None:
        """Leave the bus: its thread may not meet this object while Python destroys it."""
        self._bus.unregisterObject(MANAGER_PATH, QDBusConnection.UnregisterMode.UnregisterTree)
        for end in self._ends:
            os.close(end)

    def _give(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        ours, theirs = os.pipe()
        self._ends.append(ours)
        answer = message.createReply()
        answer.setArguments([QDBusUnixFileDescriptor(theirs)])
        os.close(theirs)
        return connection.send(answer)


@contextmanager
def a_bus(folder: Path) -> Iterator[Bus]:
    """Run a message bus; skips the test where there is no program for it."""
    program = installed("dbus-daemon")
    configuration = folder / "bus.conf"
    configuration.write_text(CONFIGURATION.format(socket=folder / "bus"), encoding="utf-8")
    command = [program, f"--config-file={configuration}", "--nofork", "--print-address"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        names = [f"{folder}/{who}" for who in ("client", "others")]
        yield Bus(*(QDBusConnection.connectToBus(address, name) for name in names))
        for name in names:
            QDBusConnection.disconnectFromBus(name)
        daemon.terminate()

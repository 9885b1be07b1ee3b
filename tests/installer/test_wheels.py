"""Which locked packages another system gets."""

from installer.package.wheels import WINDOWS, requirements_for

LOCKED = """\
httpx==0.28.1 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
jeepney==0.9.0 ; sys_platform == 'linux' \\
    --hash=sha256:cc
pywin32-ctypes==0.2.3 ; sys_platform == 'win32' \\
    --hash=sha256:dd
zipp==4.1.2 ; python_full_version < '3.12' \\
    --hash=sha256:ee
"""


def test_windows_gets_what_is_marked_for_it_with_every_hash_and_no_marker() -> None:
    assert list(requirements_for(LOCKED, WINDOWS)) == [
        "httpx==0.28.1 --hash=sha256:aa --hash=sha256:bb",
        "pywin32-ctypes==0.2.3 --hash=sha256:dd",
    ]

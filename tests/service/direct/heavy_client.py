"""A process of its own that hands over or takes in one large envelope; says how it held it."""

import hashlib
import resource
import sys
from datetime import UTC, datetime

from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.network.http_connection import new_client
from sdk_desktop.service.direct.access_point import AccessPoint


def most_bytes() -> int:
    """The most memory that this process has had; Linux counts in kilobytes, macOS in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


PORT, SIZE, WHAT = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
ENVELOPE = Envelope("id", datetime(2026, 1, 1, tzinfo=UTC), "0203:a.se", "0203:b.se")

with new_client() as client:
    access_point = AccessPoint(client, f"http://127.0.0.1:{PORT}/", "AP1")
    begun = most_bytes()
    if WHAT == "submit":
        sealed = b"envelope" * (SIZE // 8)
        access_point.submit(sealed, ENVELOPE)
    else:
        sealed = access_point.retrieve("id").payload
    held = (most_bytes() - begun) / SIZE

sys.stdout.write(f"{held:.2f} {hashlib.sha256(sealed).hexdigest()}\n")

"""The manifest of a package that was taken out, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from sdk_desktop.domain.dossier.package import Manifest, PackedFile, PackedMessage
from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.formats.json_fields import read_json

FORMAT = "SDK Desktop dossier 1"


def write_package_manifest(manifest: Manifest) -> bytes:
    """Return a manifest as JSON (UTF-8)."""
    said = {
        "format": FORMAT,
        "made": manifest.made.isoformat(),
        "who": manifest.who,
        "program": manifest.program,
        "messages": [asdict(one) for one in manifest.messages],
        "files": [asdict(one) for one in manifest.files],
    }
    return f"{json.dumps(said, ensure_ascii=False, indent=2)}\n".encode()


def read_package_manifest(data: bytes) -> Manifest:
    """Return what a manifest says; raise `InvalidMessage` for what is none."""
    try:
        said = read_json(data)
        if said["format"] != FORMAT:
            raise ValueError
        return Manifest(
            made=datetime.fromisoformat(said["made"]),
            who=str(said["who"]),
            program=str(said["program"]),
            messages=tuple(PackedMessage(**_texts(one)) for one in said["messages"]),
            files=tuple(
                PackedFile(str(one["name"]), int(one["size"]), str(one["digest"]))
                for one in said["files"]
            ),
        )
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError):
        raise InvalidMessage("This is no package that SDK Desktop has taken out.") from None


def _texts(one: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in one.items()}

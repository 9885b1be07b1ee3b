"""The official envelopes: those whose signatures verify, and those that were changed since."""

import base64
import re
from pathlib import Path

GOLDEN = ("digg", "encrypted", "clear")
CHANGED = ("encrypted_payload", "unencrypted_payload")


def envelope(artefacts: Path, name: str) -> bytes:
    """Return the bytes of an official envelope by its short name."""
    examples = artefacts / "message" / "examples"
    match name:
        case "digg":
            folder = artefacts / "xhe" / "examples"
            return (folder / "XHE-tm-base-ext-sigenc.xml").read_bytes()
        case "encrypted":
            return wrapped((examples / "as4_xhe_encrypted.xml").read_bytes())
        case "clear":
            return wrapped((examples / "xhe_unencrypted.xml").read_bytes())
        case _:
            return (examples / f"xhe_{name}.xml").read_bytes()


def wrapped(request: bytes) -> bytes:
    """Take an envelope out of the access point's request around it."""
    (value,) = re.findall(rb"<(?:\w+:)?value>([^<]+)<", request)
    return base64.b64decode(value)

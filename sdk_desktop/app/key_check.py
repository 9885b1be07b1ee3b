"""What a check-up says of the keys: whether anybody can get in on this computer."""

from __future__ import annotations

from collections.abc import Iterator

from sdk_desktop.auth.device import Device, Place
from sdk_desktop.domain.configuration import Check
from sdk_desktop.settings import Profile
from sdk_desktop.store.key_file import KeyFile


def check_keys(profile: Profile) -> Check:
    """Tell whether there are keys, and where this computer keeps its part of them.

    Raises an SdkError when the key file is damaged.
    """
    name, keys = "Keys", KeyFile(profile.keys)
    if not keys.people():
        return _without_people(profile)
    places = {Device(profile.device_keys).place(secret) for secret in _secrets(keys)}
    if None in places:
        text = (
            "This computer's part of the keys cannot be found: the key store does not open, or the"
            " profile has been copied."
        )
        advice = "Whoever cannot sign in uses the recovery key on the lock screen."
        return Check(name, ok=False, text=text, advice=advice)
    advice = ""
    if Place.FILE in places:
        advice = (
            "This computer's part of the keys lies in files, which whoever can read the user's"
            " files can read, too. Set up a key store."
        )
    return Check(name, ok=True, text="There are people who can unlock the store.", advice=advice)


def _without_people(profile: Profile) -> Check:
    if profile.store.exists():
        text = "There is a store but no key to it."
        advice = "Restore the key file from a backup, or use the recovery key."
        return Check("Keys", ok=False, text=text, advice=advice)
    return Check("Keys", ok=True, text="Nobody is enrolled yet.")


def _secrets(keys: KeyFile) -> Iterator[str]:
    """Give the names of this computer's secrets; slots of practice have none."""
    for person in keys.enrolled():
        for way in person.ways:
            if secret := (keys.slot(person.who, way) or {}).get("device"):
                yield str(secret)

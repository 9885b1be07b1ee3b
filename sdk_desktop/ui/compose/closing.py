"""Whether the window may be closed: what somebody has written must not go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdk_desktop.domain.draft import DraftHandedOver, DraftOnItsWay
from sdk_desktop.ui.words import sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.ui.application import Shell


def may_close(shell: Shell) -> bool:
    """Return whether every draft is saved, or has left this computer; else say why not."""
    main = shell.main
    hindrance = None if main is None else main.flush()
    if main is None or hindrance is None:
        return True
    if isinstance(hindrance, DraftHandedOver | DraftOnItsWay):
        return True
    lost = tr("A draft could not be saved as it stood.")
    main.status.show_notice(f"{lost} {sentence(hindrance)}", failed=True)
    return False

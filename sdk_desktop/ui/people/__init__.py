"""Who may sign in, and how: people, their ways in, and the recovery key."""

from sdk_desktop.ui.people.dialog import PeopleDialog
from sdk_desktop.ui.people.reminder import Reminder

__all__ = ["PeopleDialog", "Reminder"]

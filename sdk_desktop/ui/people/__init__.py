"""Who may sign in, and how: people, their ways to sign in, and the recovery key."""

from sdk_desktop.ui.people.people_dialog import PeopleDialog

__all__ = ["PeopleDialog"]

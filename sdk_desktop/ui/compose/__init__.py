"""Writing a message: its recipients, text, references and files, and what is wrong with it."""

from sdk_desktop.ui.compose.compose_window import ComposeWindow

__all__ = ["ComposeWindow"]

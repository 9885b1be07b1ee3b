"""Reading a message: its head, text, files, conversation and delivery."""

from sdk_desktop.ui.reading.reading_pane import ReadingPane

__all__ = ["ReadingPane"]

"""Reading a message: what it says, its files, its conversation and how its delivery went."""

from sdk_desktop.ui.reading.reading_pane import ReadingPane

__all__ = ["ReadingPane"]

"""The words on the screen. Import QtCore only, so that the command line may use them."""

from sdk_desktop.ui.words.translation import example, mark, sentence, set_language, tr

__all__ = ["example", "mark", "sentence", "set_language", "tr"]

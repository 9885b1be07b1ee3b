"""Shows texts of limited Markdown in parts; nothing in them can be fetched, opened or run."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QByteArray, QElapsedTimer, QEvent, QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextLength,
    QTextOption,
)
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.characters import utf16_length
from sdk_desktop.domain.limited_markdown import Block, BlockKind, Span, read_blocks
from sdk_desktop.domain.visible_text import visible_lines
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import scrolled_in
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.words import tr

CHARACTERS = 100_000
"""About so much of a message's texts is shown at first, and at each wish for more."""
_SPAN_COST = 20
"""What a change of style costs, in characters."""
_TEXT_COST = 1_000
"""The same for a text of its own."""
_SLICE = 20
"""Milliseconds of work before the window has its turn."""

_HEADING_STEPS = (1, 0, 0, 0, 0, 0)
"""Sizes of # … ###### against the text's own, in Qt's steps; none is as large as the subject."""
INDENT = 22
"""Pixels of an item's indentation, where text has its ordinary size."""
_GAP = 8
"""Pixels between paragraphs."""
_LINE_HEIGHT = 115
"""Per cent of the font's own."""
RING, _EDGE = 6, 4
"""Pixels beside and over a text, in which the style sheet draws the focus clear of its letters."""
LINE = "\u2028"
"""What Qt calls a line end within a paragraph."""


Places = Callable[[str], Iterable[tuple[int, int]]]
"""Where parts of a text begin and end."""


class MessageTexts(QWidget):
    """The texts of a message below each other, each under its name if it has one.

    Around their words is room for the focus: `LevelColumn` puts them in line with other parts.

    What takes long is laid out in parts, while the window answers; what is very long is shown as
    far as one wants to read. So the work does not depend on how many texts there are.
    """

    def __init__(self, texts: Iterable[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._more = QWidget(self)
        column = QVBoxLayout(self._more)
        column.setContentsMargins(RING, 0, RING, 0)
        column.addWidget(paragraph(tr("The text goes on."), self._more, role="muted"))
        button = QPushButton(tr("Show more of it"), self._more)
        button.clicked.connect(self._go_on)
        column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._more)
        self._shown: list[QWidget] = []
        self._places: Places | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._lay_out)
        self.show_texts(texts)

    def show_texts(self, texts: Iterable[tuple[str, str]]) -> None:
        """Show other texts: names ("" for none) and what stands in them."""
        for shown in self._shown:
            self._column.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self._shown = []
        self._waiting = deque(texts)
        self._blocks: Iterator[Block] = iter(())
        self._text: MessageText | None = None
        self._go_on()

    def mark(self, places: Places) -> None:
        """Mark parts of the texts, of those that are laid out later, too."""
        self._places = places
        for text in filter(None, map(_as_text, self._shown)):
            text.mark(places)

    def changeEvent(self, event: QEvent) -> None:
        """Mark what is marked in the colours that there are by now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._places is not None:
            self.mark(self._places)

    def _go_on(self) -> None:
        self._left = CHARACTERS
        self._more.hide()
        self._timer.start()
        self._lay_out()

    def _lay_out(self) -> None:
        """Lay out for one slice of time."""
        slice_ = QElapsedTimer()
        slice_.start()
        while self._left > 0 and slice_.elapsed() < _SLICE:
            block = next(self._blocks, None)
            if block is not None and self._text is not None:
                self._text.append_block(block)
                self._left -= len(block.text) + _SPAN_COST * len(block.spans)
            elif self._waiting:
                self._begin(*self._waiting.popleft())
            else:
                self._timer.stop()
                break
        if self._places is not None and not self._timer.isActive():
            self.mark(self._places)
        if self._text is not None:
            self._text.fit()
        if self._left <= 0:
            self._timer.stop()
            self._more.show()

    def _begin(self, name: str, text: str) -> None:
        if self._text is not None:
            self._text.fit()
        if name:
            heading = plain(name, self, role="heading")
            heading.setContentsMargins(RING, 0, RING, 0)
            self._insert(heading)
        self._text = MessageText(tr("Text"), self)
        self._insert(self._text)
        self._blocks = read_blocks(text)
        self._left -= _TEXT_COST

    def _insert(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)
        self._shown.append(widget)


class MessageText(QTextBrowser):
    """A text as tall as its content, so that the page around it scrolls.

    It is read, selected and copied by keys, too: the page follows the caret.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        by = Qt.TextInteractionFlag
        self.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self._before: Block | None = None

    def append_block(self, block: Block) -> None:
        """Write a block at the end; `fit` makes the widget as tall as it then is."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()  # Qt would lay the block out anew after each span
        layout = _block_format(block, self._before)
        if self._before is None:
            cursor.setBlockFormat(layout)
        else:
            cursor.insertBlock(layout)
        if block.marker:
            cursor.insertText(
                f"{'•' if block.marker == '*' else block.marker}\t", QTextCharFormat()
            )
        for span in block.spans:
            text = visible_lines(span.text).replace("\n", LINE)
            cursor.insertText(text, character_format(block, span))
        cursor.endEditBlock()
        if self._before is None:
            self.moveCursor(QTextCursor.MoveOperation.Start)  # Qt leaves the caret at the end
        self._before = block

    def fit(self) -> None:
        """Be as tall as the text."""
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(int(self.document().size().height()) + 2 * _EDGE)

    def mark(self, places: Places) -> None:
        """Mark parts of the text by a ground and a line, which a screen reader does not speak."""
        text, marked = self.toPlainText(), []
        look = QTextCharFormat()
        look.setBackground(QColor(theme.colours().soft))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(QColor(theme.colours().accent))
        units = done = 0
        for start, end in places(text):
            one, cursor = QTextEdit.ExtraSelection(), QTextCursor(self.document())
            cursor.setPosition(units + utf16_length(text[done:start]))
            units, done = cursor.position() + utf16_length(text[start:end]), end
            cursor.setPosition(units, QTextCursor.MoveMode.KeepAnchor)
            one.cursor, one.format = cursor, look
            marked.append(one)
        self.setExtraSelections(marked)

    def loadResource(self, _kind: int, _name: QUrl | str) -> QByteArray:
        return QByteArray()

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() != before:
            self._show_caret()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()

    def _show_caret(self) -> None:
        page = scrolled_in(self)
        ground = page.widget() if page is not None else None
        if page is not None and ground is not None:
            place = self.viewport().mapTo(ground, self.cursorRect().center())
            page.ensureVisible(place.x(), place.y(), _EDGE, 2 * self.cursorRect().height())


def _as_text(widget: QWidget) -> MessageText | None:
    return widget if isinstance(widget, MessageText) else None


def _block_format(block: Block, before: Block | None) -> QTextBlockFormat:
    layout = QTextBlockFormat()
    layout.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    both_items = before is not None and before.kind is block.kind is BlockKind.ITEM
    if before is not None and not block.continued:
        layout.setTopMargin(_GAP / 4 if both_items else _GAP)
    if block.kind is BlockKind.ITEM:
        indent = theme.px(INDENT)
        place = indent * (block.level + 1)
        layout.setLeftMargin(place)
        layout.setTabPositions([QTextOption.Tab(place, QTextOption.TabType.LeftTab)])
        layout.setTextIndent(0 if block.continued else -indent)
    if block.kind is BlockKind.HEADING:
        layout.setHeadingLevel(block.level)
    if block.kind is BlockKind.RULE:
        whole = QTextLength(QTextLength.Type.PercentageLength, 100)
        layout.setProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth, whole)
    return layout


def character_format(block: Block, span: Span) -> QTextCharFormat:
    """Return the look of a span of a block."""
    style = QTextCharFormat()
    style.setFontItalic(span.emphasis)
    if block.kind is BlockKind.HEADING:
        style.setFontWeight(QFont.Weight.DemiBold)
        step = _HEADING_STEPS[block.level - 1]
        style.setProperty(QTextFormat.Property.FontSizeAdjustment, step)
    if span.strong:
        style.setFontWeight(QFont.Weight.Bold)
    return style


class LevelColumn(QVBoxLayout):
    """Holds a text a little wider than its place, so that its words begin where others do."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.addWidget(widget)

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place.adjusted(-RING, 0, RING, 0))

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width + 2 * RING)

    def minimumHeightForWidth(self, width: int) -> int:
        return super().minimumHeightForWidth(width + 2 * RING)

    def minimumSize(self) -> QSize:
        return super().minimumSize() - QSize(2 * RING, 0)

    def sizeHint(self) -> QSize:
        return super().sizeHint() - QSize(2 * RING, 0)

"""The editor of a message's text: it shows the constructs of SDK's limited Markdown, not its marks.

A paragraph of the document is a line of the text. What is typed as marks becomes what the marks
mean when one leaves the field, so what one sees is what is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from sdk_desktop.domain.limited_markdown import Block, BlockKind, Span, read_lines, write_lines
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.message_text import INDENT, LINE, character_format

_NEW_LINE = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_BULLET = "*"
_FIRST = "1."
_RULE = QTextFormat.Property.BlockTrailingHorizontalRulerWidth
_Sign = tuple[str, bool, bool]


class RichEditor(QTextEdit):
    """Edits a text; pastes and drops are taken as plain text."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setIndentWidth(theme.px(INDENT))
        _fill(QTextCursor(self.document()), read_lines(text))
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)
        if text.startswith("\n"):  # what messages end with is there: one writes above it
            self.moveCursor(QTextCursor.MoveOperation.Start)

    @property
    def text(self) -> str:
        """What is written, in limited Markdown."""
        return write_lines(_lines(self.document()))

    def add_text(self, text: str) -> None:
        """Write a text in limited Markdown at the end, in a paragraph of its own."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        if not self.document().isEmpty():
            cursor.insertBlock()
            cursor.insertBlock()
        _fill(cursor, read_lines(text))
        cursor.endEditBlock()

    def write_here(self, text: str) -> None:
        """Write a text in limited Markdown where the caret is, in lines of its own."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        if cursor.block().text():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock()
        _fill(cursor, read_lines(text))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def settle(self) -> None:
        """Show as what they mean the marks that were typed, and as plain what no mark can say."""
        shown, text = list(_lines(self.document())), self.text
        read = list(read_lines(text))
        if list(map(_look, shown)) == list(map(_look, read)):
            return
        place = self.textCursor().position()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(QTextBlockFormat())
        _fill(cursor, read)
        cursor.endEditBlock()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def toggle_bold(self) -> None:
        """Make what is chosen, or what is typed from now on, bold or not."""
        style = QTextCharFormat()
        bold = self.fontWeight() >= QFont.Weight.Bold
        style.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)
        self.mergeCurrentCharFormat(style)

    def toggle_italic(self) -> None:
        """Make what is chosen, or what is typed from now on, italic or not."""
        style = QTextCharFormat()
        style.setFontItalic(not self.fontItalic())
        self.mergeCurrentCharFormat(style)

    def toggle_heading(self) -> None:
        """Make headings of the chosen lines, or lines again."""
        self._change_lines(BlockKind.HEADING, "", level=1)

    def toggle_bullets(self) -> None:
        """Make a list of the chosen lines, or lines again."""
        self._change_lines(BlockKind.ITEM, _BULLET)

    def toggle_numbers(self) -> None:
        """Make a numbered list of the chosen lines, or lines again."""
        self._change_lines(BlockKind.ITEM, _FIRST)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what is pasted without the look that it has elsewhere."""
        self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        if event.key() in _NEW_LINE and not event.modifiers():
            if _list_of(cursor.block()) is not None and not cursor.block().text():
                self._end_list()
                return
            super().keyPressEvent(event)
            if self.textCursor().blockFormat().headingLevel():
                self._make(self.textCursor(), Block(BlockKind.PARAGRAPH))
            return
        at_item = cursor.atBlockStart() and _list_of(cursor.block()) is not None
        if event.key() == Qt.Key.Key_Backspace and at_item and not cursor.hasSelection():
            self._end_list()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()

    def _end_list(self) -> None:
        self._make(self.textCursor(), Block(BlockKind.PARAGRAPH))

    def _change_lines(self, kind: BlockKind, marker: str, level: int = 0) -> None:
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        same = _line(first).kind is kind and _line(first).marker[-1:] == marker[-1:]
        wanted = Block(BlockKind.PARAGRAPH) if same else Block(kind, level=level, marker=marker)
        cursor.beginEditBlock()
        for number in range(first.blockNumber(), last.blockNumber() + 1):
            self._make(QTextCursor(self.document().findBlockByNumber(number)), wanted)
        cursor.endEditBlock()
        self.setFocus()

    def _make(self, cursor: QTextCursor, wanted: Block) -> None:
        """Make a paragraph what is wanted; its words keep their own styles."""
        block = cursor.block()
        if (items := _list_of(block)) is not None:
            items.remove(block)
        was_heading = bool(block.blockFormat().headingLevel())
        cursor.setBlockFormat(_block_format(wanted))
        if was_heading or wanted.kind is BlockKind.HEADING:
            whole = QTextCursor(block)
            whole.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            whole.setCharFormat(character_format(wanted, Span("")))
            whole.setBlockCharFormat(character_format(wanted, Span("")))
        if wanted.kind is BlockKind.ITEM:
            _list_on(cursor, wanted)
        if cursor.block() == self.textCursor().block():
            self.setCurrentCharFormat(character_format(wanted, Span("")))


def _fill(cursor: QTextCursor, lines: Iterable[Block]) -> None:
    """Write lines at a cursor that stands in an empty document."""
    cursor.beginEditBlock()
    for number, line in enumerate(lines):
        plain = character_format(line, Span(""))
        if number:
            cursor.insertBlock(_block_format(line), plain)
        else:
            cursor.setBlockFormat(_block_format(line))
            cursor.setBlockCharFormat(plain)
        if line.kind is BlockKind.ITEM:
            _list_on(cursor, line)
        elif (items := _list_of(cursor.block())) is not None:
            items.remove(cursor.block())
            cursor.setBlockFormat(_block_format(line))
        for span in line.spans:
            cursor.insertText(span.text.replace("\n", LINE), character_format(line, span))
    cursor.endEditBlock()


def _list_on(cursor: QTextCursor, item: Block) -> None:
    """Put a paragraph into the list before it, where it goes on with that, or begin one."""
    before = cursor.block().previous()
    items = _list_of(before) if before.isValid() else None
    wanted = _list_format(item)
    if items is not None and _goes_on(items.format(), items.count(), wanted):
        items.add(cursor.block())
    else:
        cursor.createList(wanted)


def _goes_on(known: QTextListFormat, count: int, wanted: QTextListFormat) -> bool:
    if (known.style(), known.indent()) != (wanted.style(), wanted.indent()):
        return False
    numbered = wanted.style() is QTextListFormat.Style.ListDecimal
    return not numbered or wanted.start() in {1, known.start() + count}


def _list_format(item: Block) -> QTextListFormat:
    wanted = QTextListFormat()
    wanted.setIndent(item.level + 1)
    if item.marker == _BULLET:
        wanted.setStyle(QTextListFormat.Style.ListDisc)
    else:
        wanted.setStyle(QTextListFormat.Style.ListDecimal)
        wanted.setStart(int(item.marker.rstrip(".")))
    return wanted


def _block_format(line: Block) -> QTextBlockFormat:
    layout = QTextBlockFormat()
    if line.kind is BlockKind.HEADING:
        layout.setHeadingLevel(line.level)
    if line.kind is BlockKind.RULE:
        layout.setProperty(_RULE, QTextLength(QTextLength.Type.PercentageLength, 100))
    return layout


def _lines(document: QTextDocument) -> Iterator[Block]:
    block = document.begin()
    while block.isValid():
        yield _line(block)
        block = block.next()


def _line(block: QTextBlock) -> Block:
    """Return a paragraph of the document as a line."""
    layout, spans = block.blockFormat(), tuple(_spans_of(block))
    if layout.hasProperty(_RULE) and not block.text():
        return Block(BlockKind.RULE)
    if level := layout.headingLevel():
        return Block(BlockKind.HEADING, spans, level)
    items = _list_of(block)
    if items is None:
        return Block(BlockKind.PARAGRAPH, spans)
    known = items.format()
    numbered = known.style() is QTextListFormat.Style.ListDecimal
    marker = f"{known.start() + items.itemNumber(block)}." if numbered else _BULLET
    return Block(BlockKind.ITEM, spans, known.indent() - 1, marker)


def _spans_of(block: QTextBlock) -> Iterator[Span]:
    part = block.begin()
    while not part.atEnd():
        style, text = part.fragment().charFormat(), part.fragment().text().replace(LINE, "\n")
        yield Span(text, style.fontWeight() >= QFont.Weight.Bold, style.fontItalic())
        part += 1


def _list_of(block: QTextBlock) -> QTextList | None:
    """Return the list that a paragraph is an item of, None where it is none."""
    return block.textList()


def _look(line: Block) -> tuple[BlockKind, int, str, str, list[_Sign]]:
    """Return what one sees of a line: a style of nothing but spaces is not seen."""
    signs = [
        (sign, span.strong, span.emphasis)
        for span in line.spans
        for sign in span.text
        if not sign.isspace()
    ]
    return line.kind, line.level, line.marker, line.text.rstrip(), signs

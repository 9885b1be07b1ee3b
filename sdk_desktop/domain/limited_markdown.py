"""The limited Markdown of an SDK text (message.md §Body), as blocks of marked text.

Headings `#`…`######`, `**strong**`, `__strong__`, `*emphasis*`, `_emphasis_`, `*` bullets, `1.`
lists and `---` mean something. Everything else is read as it was written: an asterisk between
letters or digits is a sign ("1*3"), lists keep the numbers that were typed, and spaces and line
ends stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import product

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_ITEM = re.compile(r"([ \t]*)(\*|\d{1,9}\.)[ \t]+(?=\S)")
_RULE = re.compile(r" {0,3}-[ \t]*-[ \t]*-[- \t]*")
_RUN = re.compile(r"(?<!\\)(?:\*+|_+)")
_DEEPEST = 6
_MOST_LINES = 50
"""Of a paragraph; what is longer goes on in the next block."""
_MOST_CHARACTERS = 4_000
"""The same, in characters."""
_STRONG = 2
_SIGNS = "*_"  # both mean the same: a text may hold one of them itself


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block: `level` of a heading (1–6) or an item (0–6), `marker` as typed (`*`, `7.`).

    One that is `continued` goes on where the block before it was cut for its length.
    """

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    level: int = 0
    marker: str = ""
    continued: bool = False

    @property
    def text(self) -> str:
        """The text without its style."""
        return "".join(span.text for span in self.spans)


@dataclass(slots=True)
class _Open:
    """A block whose lines are still collected."""

    kind: BlockKind
    level: int = 0
    marker: str = ""
    lines: list[str] = field(default_factory=list)
    size: int = 0
    continued: bool = False

    def closed(self) -> Block:
        spans = tuple(_spans("\n".join(self.lines)))
        return Block(self.kind, spans, self.level, self.marker, self.continued)

    def add(self, line: str) -> None:
        self.lines.append(line)
        self.size += len(line)

    @property
    def is_full(self) -> bool:
        return len(self.lines) >= _MOST_LINES or self.size >= _MOST_CHARACTERS


def read_blocks(text: str) -> Iterator[Block]:
    """Return a text's blocks, one after the other; each is bounded in length."""
    block: _Open | None = None
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        begun = _begun(line, block)
        if block and (begun or not line.strip()):
            yield block.closed()
            block = None
        if begun and begun.kind is BlockKind.RULE:
            yield Block(BlockKind.RULE)
        elif begun:
            yield from _filled(begun)
            block = begun
        elif line.strip():
            block = block or _Open(BlockKind.PARAGRAPH)
            block.add(line.rstrip())
            yield from _filled(block)
        if block and block.kind is BlockKind.HEADING:
            yield block.closed()
            block = None
    if block and block.lines:
        yield block.closed()


def read_lines(text: str) -> Iterator[Block]:
    """Return a text as it is edited: a block for each line, a blank one is an empty paragraph.

    An item keeps the lines that it goes on in. A blank line that only ends a list is left out.
    """
    lines = list(_every_line(text))
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if not (_is_item(before) and _is_blank(line) and _is_words(after)):
            yield line


def write_lines(lines: Iterable[Block]) -> str:
    """Return the text of edited lines: `read_lines` gives them again, as far as marks can say them.

    A style that begins or ends within a word has no marks, and is left out.
    """
    written: list[str] = []
    before: Block | None = None
    for line in lines:
        if _is_item(before) and _is_words(line):
            written.append("")
        written.append(_written(line))
        before = line
    return "\n".join(written)


def with_line_breaks(text: str) -> str:
    """Return a text whose single line ends are marked by two spaces, so that readers keep them."""
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(map(_broken, lines, [*lines[1:], ""]))


def plain_text(text: str) -> str:
    """Return what a reader sees of a text, without marks; blocks end with a line end."""
    return "\n".join(_seen(block) for block in read_blocks(text))


def _every_line(text: str) -> Iterator[Block]:
    opened: _Open | None = None
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        begun = _begun(line, opened)
        if opened and (begun or not line.strip()):
            yield from _lines_of(opened)
            opened = None
        if begun and begun.kind is BlockKind.ITEM:
            opened = begun
        elif begun:
            yield from _lines_of(begun)
        elif opened or line.strip():
            opened = opened or _Open(BlockKind.PARAGRAPH)
            opened.add(line.rstrip())
        else:
            yield Block(BlockKind.PARAGRAPH)
    if opened:
        yield from _lines_of(opened)


def _is_item(line: Block | None) -> bool:
    return line is not None and line.kind is BlockKind.ITEM and bool(line.text.strip())


def _is_blank(line: Block) -> bool:
    return line.kind is BlockKind.PARAGRAPH and not line.text.strip()


def _is_words(line: Block | None) -> bool:
    return line is not None and line.kind is BlockKind.PARAGRAPH and not _is_blank(line)


def _lines_of(opened: _Open) -> Sequence[Block]:
    """Return the lines of a block; with its marks as typed where they could not be written anew."""
    block = opened.closed()
    lines = tuple(_styled_lines(block))
    written = "\n".join(_marked(part) for line in lines for part in _split(line.spans))
    read = "".join(span.text for span in _spans(written))
    begins = block.kind is BlockKind.PARAGRAPH and any(
        _begun(line, None) for line in written.split("\n")
    )
    if read == "\n".join(line.text for line in lines) and not begins:
        return lines
    return tuple(_styled_lines(replace(block, spans=(Span("\n".join(opened.lines)),))))


def _styled_lines(block: Block) -> Iterator[Block]:
    if block.kind is BlockKind.ITEM:
        yield block
        return
    for spans in _split(block.spans):
        yield replace(block, spans=tuple(one for one in spans if one.text))


def _written(line: Block) -> str:
    if line.kind is BlockKind.RULE:
        return "---"
    marked = "\n".join(map(_marked, _split(line.spans)))
    if not marked.strip():
        return ""
    match line.kind:
        case BlockKind.HEADING:
            return f"{'#' * line.level} {marked}"
        case BlockKind.ITEM:
            return f"{'  ' * line.level}{line.marker} {marked}"
        case _:
            return marked


def _split(spans: Iterable[Span]) -> list[list[Span]]:
    """Return the spans of each line."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        lines[-1].append(replace(span, text=first))
        lines += [[replace(span, text=other)] for other in others]
    return lines


def _marked(spans: list[Span]) -> str:
    """Return a line with as many of its styles as its marks can say."""
    text = "".join(span.text for span in spans)
    strong = _inked(text, [span.strong for span in spans for _ in span.text])
    emphasis = _inked(text, [span.emphasis for span in spans for _ in span.text])
    never = [False] * len(text)
    ways = ((strong, emphasis), (strong, never), (never, emphasis))
    for (bold, slanted), strongly, softly in product(ways, _SIGNS, _SIGNS):
        marked = _with_marks(text, bold, slanted, (strongly, softly))
        if list(zip(text, bold, slanted, strict=True)) == list(_read_again(marked)):
            return marked
    return text


def _inked(text: str, style: list[bool]) -> list[bool]:
    """Return a style that neither begins nor ends with a space."""
    inked = list(style)
    for places in (range(len(text)), reversed(range(len(text)))):
        inside = False
        for at in places:
            inside = inked[at] and (inside or not text[at].isspace())
            inked[at] = inside
    return inked


def _with_marks(text: str, strong: list[bool], emphasis: list[bool], signs: tuple[str, str]) -> str:
    strongly, softly = signs
    written: list[str] = []
    now = (False, False)
    for one, *wanted in zip((*text, ""), (*strong, False), (*emphasis, False), strict=True):
        bold, slanted = wanted
        if now != (bold, slanted):
            reopens = now[1] and slanted and now[0] != bold
            written.append(softly if now[1] and (not slanted or reopens) else "")
            written.append(strongly * _STRONG if now[0] != bold else "")
            written.append(softly if slanted and (not now[1] or reopens) else "")
            now = (bold, slanted)
        written.append(one)
    return "".join(written)


def _read_again(marked: str) -> Iterator[tuple[str, bool, bool]]:
    for span in _spans(marked):
        yield from ((sign, span.strong, span.emphasis) for sign in span.text)


def _seen(block: Block) -> str:
    return f"{block.marker} {block.text}" if block.marker else block.text


def _begun(line: str, block: _Open | None) -> _Open | None:
    """Return the block that a line begins, None if it goes on with the one before."""
    if _RULE.fullmatch(line):
        return _Open(BlockKind.RULE)
    if heading := _HEADING.match(line):
        opened = _Open(BlockKind.HEADING, level=len(heading[1]))
        opened.add(line[heading.end() :].rstrip())
        return opened
    item = _ITEM.match(line)
    in_list = block is not None and block.kind is BlockKind.ITEM
    if item and (in_list or len(item[1].expandtabs(4)) < 4):  # noqa: PLR2004 - Markdown's indent
        level = min(len(item[1].expandtabs(4)) // 2, _DEEPEST)
        opened = _Open(BlockKind.ITEM, level=level, marker=item[2])
        opened.add(line[item.end() :].rstrip())
        return opened
    return None


def _filled(block: _Open) -> Iterator[Block]:
    """Return what is complete of a block that has become too long; keep the rest in it."""
    while block.is_full:
        whole = "\n".join(block.lines)
        cut = _cut(whole)
        rest = whole[cut:]
        block.lines = [whole[:cut].rstrip("\n")]
        yield block.closed()
        block.continued, block.marker = True, ""
        block.lines, block.size = ([rest.lstrip("\n")], len(rest)) if rest else ([], 0)


def _cut(text: str) -> int:
    if len(text) <= _MOST_CHARACTERS:
        return len(text)
    at = max(text.rfind(space, 0, _MOST_CHARACTERS) for space in "\n ")
    return at + 1 if at > 0 else _MOST_CHARACTERS


def _broken(line: str, following: str) -> str:
    alone = not following.strip() or _begun(following, None)
    return line + "  " if line and not alone else line


@dataclass(slots=True)
class _Run:
    """A run of one sign, `left` of which stand for themselves; what it closes comes before them."""

    sign: str
    left: int
    opens: bool
    closes: bool
    closed: list[int] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)


def _spans(text: str) -> Iterator[Span]:
    """Return a block's text in its styles."""
    pieces = list(_pieces(text))
    _pair([piece for piece in pieces if isinstance(piece, _Run)])
    inside = {1: 0, _STRONG: 0}
    last: Span | None = None
    for piece in pieces:
        for width in piece.closed if isinstance(piece, _Run) else ():
            inside[width] -= 1
        written = piece.sign * piece.left if isinstance(piece, _Run) else piece
        span = Span(written, inside[_STRONG] > 0, inside[1] > 0)
        if last and (last.strong, last.emphasis) == (span.strong, span.emphasis):
            last = replace(last, text=last.text + span.text)
        elif written:
            yield from (last,) if last else ()
            last = span
        for width in piece.opened if isinstance(piece, _Run) else ():
            inside[width] += 1
    yield from (last,) if last and last.text else ()


def _pieces(text: str) -> Iterator[str | _Run]:
    at = 0
    for found in _RUN.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        opens = not _is_space(after) and (_is_space(before) or _is_sign(before))
        closes = not _is_space(before) and (_is_space(after) or _is_sign(after))
        yield _Run(found[0][0], len(found[0]), opens, closes)
        at = found.end()
    if at < len(text):
        yield text[at:]


def _pair(runs: list[_Run]) -> None:
    """Let each run that closes close the last one of its sign that is open."""
    waiting: list[_Run] = []
    counts = {"*": 0, "_": 0}
    for run in runs:
        while run.closes and run.left and counts[run.sign]:
            opener = waiting[-1]
            if opener.sign != run.sign:
                counts[waiting.pop().sign] -= 1
                continue
            width = min(opener.left, run.left, _STRONG)
            opener.left -= width
            run.left -= width
            opener.opened.insert(0, width)
            run.closed.append(width)
            if not opener.left:
                counts[waiting.pop().sign] -= 1
        if run.opens and run.left:
            waiting.append(run)
            counts[run.sign] += 1


def _is_space(character: str) -> bool:
    return not character.strip()


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"

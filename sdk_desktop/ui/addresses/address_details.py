"""The details of one function of the address book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.address import AddressHit, Successor
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Headline, Mailbox
from sdk_desktop.domain.roles import Permissions, Role
from sdk_desktop.ui.addresses.address_rows import function_title, organisation_title
from sdk_desktop.ui.addresses.last_written import LastWritten
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, announce, focus_place, focused_place
from sdk_desktop.ui.parts.detail_rows import DetailRows
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.parts.permission import add_refusal, limit
from sdk_desktop.ui.security.clipboard import put_text
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time, on_day
from sdk_desktop.ui.words.plain_text import one_line

_EDGE, _GAP, _WARNING_ICON = 24, 8, 24


class AddressDetails(QScrollArea):
    """Shows one function.

    `writeTo` carries the Function; `favouriteChosen` the AddressHit, whether it shall be one, and
    of which mailbox, "" for one's own.
    `successorWanted` carries the AddressHit to be shown instead, `changeWanted` the hit that is
    gone and the one that drafts and favourites shall name in its place; `opened` the Headline of a
    message that is to be read.
    """

    writeTo = Signal(object)
    favouriteChosen = Signal(object, bool, str)
    successorWanted = Signal(object)
    changeWanted = Signal(object, object)
    opened = Signal(object)

    def __init__(self, mailboxes: Sequence[Mailbox], parent: QWidget) -> None:
        super().__init__(parent)
        self._mailboxes = tuple(mailboxes)
        self.setProperty("role", "reading")
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Details"))
        self._refusal: Refused | None = None
        self._below, self._hides_words = QVBoxLayout(), False
        self.show_hit(None)

    @Slot(object)
    def show_permissions(self, permissions: Permissions) -> None:
        """Let nobody write who may not, from the next function on that is shown."""
        self._refusal = permissions.refusal_anywhere(Role.HANDLER)

    def show_hit(
        self, hit: AddressHit | None, otherwise: str = "", successor: Successor | None = None
    ) -> None:
        """Show a function, or the text `otherwise` when there is none.

        One that is gone is shown with what may have replaced it.
        """
        page = QWidget(self)
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(_EDGE, _GAP, _EDGE, _EDGE)
        column.setSpacing(_GAP)
        if hit is None:
            column.addWidget(paragraph(otherwise, page, role="muted"))
        else:
            add_layout(column, self._tools(hit, page))
            add_refusal(self._refusal, column, page)
            column.addWidget(paragraph(function_title(hit), page, role="title"))
            column.addWidget(paragraph(organisation_title(hit), page, role="muted"))
            if hit.gone:
                column.addWidget(self._gone(hit, successor, page))
            column.addSpacing(_GAP)
            column.addWidget(DetailRows(address_rows(hit), page))
        self._below = QVBoxLayout()
        add_layout(column, self._below)
        column.addStretch()
        pressed = focused_place(self)
        self.setWidget(page)
        focus_place(self, pressed)

    def add_written(self, written: Sequence[Headline]) -> None:
        """Show below the function that is shown what was sent to it last, if that is not there."""
        if written and not self._below.count():
            last = LastWritten(written, system_clock(), self.widget() or self)
            last.opened.connect(self.opened)
            last.setHidden(self._hides_words)
            self._below.addWidget(last)

    @Slot(bool)
    def hide_words(self, hidden: bool) -> None:
        """Hide what was written to a function while somebody looks on, or show it again."""
        self._hides_words = hidden
        for last in self.findChildren(LastWritten):
            last.setHidden(hidden)

    def _tools(self, hit: AddressHit, page: QWidget) -> Flow:
        write = QPushButton(theme.icon("compose", ink="on_accent"), tr("Write"), page)
        write.setProperty("primary", "true")
        write.clicked.connect(partial(self.writeTo.emit, hit.function))
        limit(write, self._refusal, otherwise=not hit.gone)
        star = "star-filled" if hit.favourite else "star"
        text = tr("Remove favourite") if hit.favourite else tr("Make a favourite")
        favourite = _tool(text, star, page)
        favourite.clicked.connect(partial(self.favouriteChosen.emit, hit, not hit.favourite, ""))
        copy = _tool(tr("Copy the details"), "copy", page)
        copy.clicked.connect(partial(_copy, copy, hit))
        line = Flow()
        for button in (write, favourite, self._shared(hit, page), copy):
            line.addWidget(button)
        return line

    def _shared(self, hit: AddressHit, page: QWidget) -> QPushButton:
        """Return the button that says of which mailboxes it is a favourite, and changes that."""
        button = _tool(tr("Favourite of the mailbox"), "mailbox", page)
        menu = QMenu(button)
        for mailbox in self._mailboxes:
            is_one = mailbox.address in hit.mailboxes
            chosen = menu.addAction(one_line(mailbox.name).replace("&", "&&"))
            chosen.setCheckable(True)
            chosen.setChecked(is_one)
            change = partial(self.favouriteChosen.emit, hit, not is_one, mailbox.address)
            chosen.triggered.connect(change)
        button.setMenu(menu)
        limit(button, self._refusal)
        return button

    def _gone(self, hit: AddressHit, successor: Successor | None, page: QWidget) -> QFrame:
        """Return the strip that says that a function is gone, and what may have replaced it."""
        strip = QFrame(page)
        strip.setProperty("role", "strip-warning")
        line, words = QHBoxLayout(strip), QVBoxLayout()
        line.setContentsMargins(12, 12, 12, 12)
        line.setSpacing(12)
        icon = IconLabel("warning", strip, Tone.WAITING, _WARNING_ICON)
        line.addWidget(icon, alignment=Qt.AlignmentFlag.AlignTop)
        add_layout(line, words, 1)
        words.addWidget(paragraph(_gone_words(hit), strip, role="heading"))
        if successor is not None:
            words.addWidget(paragraph(_successor_words(hit, successor), strip))
            add_layout(words, self._ways_on(hit, successor, strip))
        return strip

    def _ways_on(self, hit: AddressHit, successor: Successor, strip: QWidget) -> Flow:
        name, places = (
            function_title(successor.hit),
            successor.drafts + hit.favourite + len(hit.mailboxes),
        )
        ways = Flow()
        if places:
            text = tr("Change to {name} in %n places", places).format(name=name)
            change = QPushButton(text.replace("&", "&&"), strip)
            change.setProperty("primary", "true")
            change.clicked.connect(partial(self.changeWanted.emit, hit, successor.hit))
            limit(change, self._refusal)
            ways.addWidget(change)
        show = QPushButton(tr("Show {name}").format(name=name).replace("&", "&&"), strip)
        show.setProperty("tool", "true")
        show.clicked.connect(partial(self.successorWanted.emit, successor.hit))
        ways.addWidget(show)
        return ways


def address_rows(hit: AddressHit) -> Iterator[tuple[str, str]]:
    """Return a function's details as names and values."""
    function, of = hit.function, hit.function.organisation
    described = (
        (tr("What it is for"), function.description),
        (tr("Organisation"), of.name),
        (tr("Also called"), of.alternate_name),
        (tr("Categories"), ", ".join(function.categories)),
        (tr("Search words"), ", ".join(function.search_words)),
        (tr("The organisation"), of.description),
        (tr("Organisation number"), of.number),
        (tr("Function address"), function.identifier),
        (tr("Last used"), date_and_time(hit.last_used) if hit.last_used else ""),
    )
    return ((name, one_line(value, 1024)) for name, value in described if value)


def _gone_words(hit: AddressHit) -> str:
    if hit.gone_since is None:
        return tr("No longer in the address book")
    return tr("No longer in the address book since {day}").format(
        day=on_day(hit.gone_since, system_clock())
    )


def _successor_words(hit: AddressHit, successor: Successor) -> str:
    """Return what may have replaced a function, as a guess, and what of ours still names it."""
    told = [
        tr("Probably replaced by {name}, {organisation}.").format(
            name=function_title(successor.hit), organisation=organisation_title(successor.hit)
        )
    ]
    if successor.drafts:
        told.append(tr("%n of your drafts are for it.", successor.drafts))
    if hit.favourite or hit.mailboxes:
        told.append(tr("It is a favourite."))
    return " ".join(told)


def _tool(words: str, icon: str, page: QWidget) -> QPushButton:
    button = QPushButton(theme.icon(icon), words, page)
    button.setProperty("tool", "true")
    return button


def _copy(button: QPushButton, hit: AddressHit) -> None:
    lines = (f"{name}: {value}" for name, value in address_rows(hit))
    put_text("\n".join((function_title(hit), *lines)))
    announce(button, tr("Copied"))

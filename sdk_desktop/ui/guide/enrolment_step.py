"""The page that enrols a person: name, passphrase and authenticator."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from sdk_desktop.domain.clearance import SHORTEST_PASSPHRASE, Enrolment
from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import name_choice, swap
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.words import mark, sentence, tr
from sdk_desktop.ui.words.plain_text import one_line

QR_SIDE = 208
"""Pixels."""


class EnrolmentStep(Step):
    """Shows a QR code for the authenticator, and asks for a code before it enrols.

    `enrol` is called with the enrolment, the passphrase and the code; `enrolled` carries its
    result.
    """

    enrolled = Signal(object)
    title = mark("Your sign-in")
    text = mark("You sign in with a passphrase and a code from an authenticator on your phone.")
    name = mark("Your name")

    def __init__(
        self,
        begin: Callable[[str], Enrolment],
        enrol: Callable[[Enrolment, str, str], object],
        background: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(tr(self.title), tr(self.text), parent)
        self.enrol = enrol
        self._begin_enrolment, self._background = begin, background
        self._enrolment: Enrolment | None = None
        self._try_key_store: Callable[[], bool] | None = None
        self.who = self.add_field(tr(self.name))
        self.passphrase = self.add_field(tr("Passphrase, several words"))
        self.again = self.add_field(tr("The passphrase once more"))
        for field in (self.passphrase, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.begin = QPushButton(tr("Show the QR code"), self)
        self.begin.clicked.connect(self._begin)
        self.picture = QLabel(self)
        self.picture.setAccessibleName(tr("QR code for your authenticator"))
        self.secret = paragraph("", self)
        self.code = QLineEdit(self)
        self.code.setAccessibleName(tr("The code that the authenticator shows now"))
        self.code.setPlaceholderText(tr("The code that the authenticator shows now"))
        self.key_warning = paragraph("", self, role="warning")
        self.key_hint = paragraph("", self)
        self.key_hint.hide()
        for widget in (self.key_hint, self.begin, self.picture, self.secret, self.code, self.error):
            self.column.addWidget(widget)
        self.column.insertWidget(self.column.indexOf(self.form), self.key_warning)
        self.key_warning.hide()
        self.again.returnPressed.connect(self._begin)
        self.code.returnPressed.connect(self.go_on)
        self._show_second_half(shown=False)

    def offer_names(self, names: Sequence[str]) -> None:
        """Offer the names of those who are enrolled; another name may be typed."""
        choice = QComboBox(self)
        choice.setEditable(True)
        choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        name_choice(choice, self.who.accessibleName())
        choice.addItems([one_line(name) for name in names])
        typed = self.who.text()
        swap(self.form, self.who, choice)
        choice.setLineEdit(self.who)
        choice.setCurrentIndex(0 if len(names) == 1 else -1)
        self.who.setText(typed or choice.currentText())

    def use_key_store(self, may_ask: Callable[[], bool], try_it: Callable[[], bool]) -> None:
        """Try the key store; where it may ask for a password, say so first, and try it later.

        Then it is tried when the enrolment begins, so that no window of others comes unannounced.
        """
        self._try_key_store = try_it
        self._background.run(self, may_ask, self._announce_key_store)

    def _announce_key_store(self, may_ask: bool) -> None:
        if not may_ask:
            self._find_key_store()
            return
        text = tr(
            "Then this computer's key store may ask for a password of its own. It is not the"
            " passphrase that you have chosen here. Where it has none yet, choose one."
        )
        self.key_hint.setText(text)
        self.key_hint.show()
        self.begin.setAccessibleDescription(text)

    def _find_key_store(self) -> None:
        if self._try_key_store is not None:
            self._background.run(self, self._try_key_store, self.show_key_warning)
        self._try_key_store = None

    def show_key_warning(self, in_key_store: bool) -> None:
        """Show a warning when this computer stores its part of the key in a file."""
        if not in_key_store:
            text = tr(
                "This computer has no key store that opens. Its part of the key lies in a file,"
                " which whoever can read your files can read, too. Ask your IT staff to set up a"
                " key store."
            )
            self.key_warning.setText(text)
            self.key_warning.show()

    def first_field(self) -> QLineEdit:
        """Return the name, or the code when that is what is missing."""
        return self.who if self._enrolment is None else self.code

    def go_on(self) -> None:
        """Begin the enrolment, or end it with the code."""
        code = "".join(self.code.text().split())
        if self._enrolment is None:
            self._begin()
        elif not code:
            self.show_missing(
                tr("Scan the QR code and type the code that the authenticator shows.")
            )
        elif self._passphrase_is_good():
            self.show_error("")
            work = partial(self.enrol, self._enrolment, self.passphrase.text(), code)
            self.do_once(self._background, work, self._enrolled, partial(self._refuse, self.go_on))

    @Slot()
    def _begin(self) -> None:
        who = self.who.text().strip()
        if self._enrolment is not None:
            self.code.setFocus()
        elif not who:
            self.show_missing(tr("Fill in a name."))
        elif self._passphrase_is_good():
            self.show_error("")
            work = partial(self._begin_enrolment, who)
            self.do_once(self._background, work, self._show, partial(self._refuse, self._begin))

    def _passphrase_is_good(self) -> bool:
        complaint = passphrase_complaint(self.passphrase, self.again)
        self.show_error(complaint)
        return not complaint

    def _show(self, enrolment: Enrolment) -> None:
        self._enrolment = enrolment
        self._find_key_store()
        self.picture.setPixmap(qr_picture(enrolment.uri))
        text = tr("Scan the picture with the authenticator. Or type this there: {secret}")
        self.secret.setText(text.format(secret=" ".join(_in_fours(enrolment.secret))))
        self._show_second_half(shown=True)
        self.code.setFocus()

    def _enrolled(self, given: object) -> None:
        self._enrolment = None
        for field in (self.passphrase, self.again, self.code):
            field.clear()
        self.picture.clear()
        self.secret.clear()
        self._show_second_half(shown=False)
        self.enrolled.emit(given)
        self.finished.emit()

    def _refuse(self, retry: Callable[[], None], error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, retry)
            return
        self.show_error(sentence(error))
        self.code.clear()

    def _show_second_half(self, *, shown: bool) -> None:
        for widget in (self.picture, self.secret, self.code):
            widget.setVisible(shown)
        self.begin.setVisible(not shown)
        self.key_hint.setVisible(not shown and bool(self.key_hint.text()))
        self.who.setEnabled(not shown)


def passphrase_complaint(passphrase: QLineEdit, again: QLineEdit) -> str:
    """Return what is wrong with a new passphrase, typed twice; "" if nothing is."""
    if not passphrase.text():
        return tr("Choose a passphrase.")
    if len(passphrase.text()) < SHORTEST_PASSPHRASE:
        text = tr("The passphrase must have at least {count} characters.")
        return text.format(count=SHORTEST_PASSPHRASE)
    if passphrase.text() != again.text():
        return tr("The two passphrases are not the same.")
    return ""


def qr_picture(text: str) -> QPixmap:
    """Draw a QR code, dark on white in every colour scheme, with its quiet zone."""
    import segno  # noqa: PLC0415 - costs 10 MB, and few ever see a QR code

    drawing = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawing, kind="svg", light="#fff", omitsize=True)
    picture = QPixmap(QR_SIDE, QR_SIDE)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(drawing.getvalue()))
    renderer.render(painter, QRectF(0, 0, QR_SIDE, QR_SIDE))
    painter.end()
    return picture


def _in_fours(secret: str) -> list[str]:
    return [secret[start : start + 4] for start in range(0, len(secret), 4)]

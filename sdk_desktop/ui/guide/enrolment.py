"""The guide's third page: the first person, their passphrase and their authenticator."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING

import segno
from PySide6.QtCore import QByteArray, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from sdk_desktop.domain.clearance import Enrolment
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui import words
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide.fields import Step
from sdk_desktop.ui.labels import paragraph
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.app import App

QR_SIDE = 208
"""Pixels."""


class EnrolmentStep(Step):
    """Shows a QR code for the authenticator, and wants a code back before it enrols."""

    def __init__(self, app: App, background: Background, parent: QWidget) -> None:
        text = tr("You sign in with a passphrase and a code from an authenticator on your phone.")
        super().__init__(tr("Your sign-in"), text, parent)
        self._app, self._background = app, background
        self._enrolment: Enrolment | None = None
        self.who = self.add_field(tr("Your name"))
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
        for widget in (self.begin, self.picture, self.secret, self.code, self.error):
            self.column.addWidget(widget)
        self.again.returnPressed.connect(self._begin)
        self.code.returnPressed.connect(self.go_on)
        self._show_second_half(shown=False)

    def go_on(self) -> None:
        """Begin the enrolment, or end it with the code."""
        code = "".join(self.code.text().split())
        if self._enrolment is None:
            self._begin()
        elif not code:
            self.complain(tr("Scan the QR code and type the code that the authenticator shows."))
        else:
            self.complain("")
            work = partial(self._app.enrol, self._enrolment, self.passphrase.text(), code)
            self._background.run(self, work, self._enrolled, self._refuse)

    @Slot()
    def _begin(self) -> None:
        who = self.who.text().strip()
        if not who or not self.passphrase.text():
            self.complain(tr("Fill in your name and a passphrase."))
        elif self.passphrase.text() != self.again.text():
            self.complain(tr("The two passphrases are not the same."))
        else:
            self.complain("")
            work = partial(self._app.begin_enrolment, who)
            self._background.run(self, work, self._show, self._refuse)

    def _show(self, enrolment: Enrolment) -> None:
        self._enrolment = enrolment
        self.picture.setPixmap(qr_picture(enrolment.uri))
        text = tr("Scan the picture with the authenticator. Or type this there: {secret}")
        self.secret.setText(text.format(secret=" ".join(_in_fours(enrolment.secret))))
        self._show_second_half(shown=True)
        self.code.setFocus()

    def _enrolled(self, _nothing: None) -> None:
        self._enrolment = None
        for field in (self.passphrase, self.again, self.code):
            field.clear()
        self.picture.clear()
        self.secret.clear()
        self.finished.emit()

    def _refuse(self, error: SdkError) -> None:
        self.complain(words.sentence(error))
        self.code.clear()

    def _show_second_half(self, *, shown: bool) -> None:
        for widget in (self.picture, self.secret, self.code):
            widget.setVisible(shown)
        self.begin.setVisible(not shown)
        for field in (self.who, self.passphrase, self.again):
            field.setEnabled(not shown)


def qr_picture(text: str) -> QPixmap:
    """Draw a QR code, dark on white in every colour scheme, with its quiet zone."""
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

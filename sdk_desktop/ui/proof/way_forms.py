"""The forms of the ways to sign in: passphrase and code, smart card, the organisation's login."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.clearance import CardProof, LoginProof, PassphraseProof, Proof, Way
from sdk_desktop.domain.errors import Refused, SdkError, TooSoon
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import add_layout, announce
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.wrapping_button import WrappingButton
from sdk_desktop.ui.words import mark, sentence, tr

CODE_DIGITS = 6

WAYS = {
    Way.PASSPHRASE: mark("Passphrase and code"),
    Way.CARD: mark("Smart card"),
    Way.LOGIN: mark("The organisation's login"),
}
"""What the ways are called."""


class WayForm(QWidget):
    """Some fields, an error text and one button; `submitted` carries a Proof.

    After `show_refusal` the button is disabled as long as the error demands.
    """

    submitted = Signal(object)
    busy = mark("Checking…")

    def __init__(self, button: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = button
        self._wait, self._is_trying = 0, False
        self.first: QWidget = self
        """Where one begins. It is no focus proxy: from inside of one Tab would lead back to it."""
        self.button = QPushButton(button, self)
        self.button.setProperty("primary", True)
        self.error = paragraph("", self, role="danger")
        self.error.hide()
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self.fields = QFormLayout()
        self.fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.fields.setVerticalSpacing(8)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        add_layout(self.column, self.fields)
        self.column.addWidget(self.error)
        self.column.addWidget(self.button)
        self.button.clicked.connect(self.submit)

    def proof(self) -> Proof | None:
        """Return the proof that was typed; None, and a complaint, when something is missing."""
        raise NotImplementedError

    def forget(self) -> None:
        """Clear the fields that were wrong."""

    def show_refusal(self, error: SdkError) -> None:
        """Show the error, and disable the button for the seconds of one that came `TooSoon`."""
        self._wait = error.seconds if isinstance(error, TooSoon) else 0
        self.show_error(sentence(error))
        self.forget()
        self.enable()
        if self._wait:
            self._second.start()

    def enable(self) -> None:
        """Enable the button, unless the user has to wait."""
        self._is_trying, waits = False, self._wait > 0
        self.button.setEnabled(not waits)
        text = tr("Wait {seconds} s").format(seconds=self._wait)
        self.button.setText(text if waits else self._text)

    def show_error(self, text: str) -> None:
        """Show and announce what is missing or wrong."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        announce(self.error, text, urgent=True)

    @Slot()
    def submit(self) -> None:
        """Emit the proof if there is one; the button does nothing until that was tried."""
        if self._is_trying or not self.button.isEnabled():
            return
        proof = self.proof()
        if proof is not None:
            self._is_trying = True
            self.error.hide()
            # Disabled it would hand the keyboard on, and a screen reader would say to whom.
            self.button.setEnabled(self.button.hasFocus())
            self.button.setText(tr(self.busy))
            self.submitted.emit(proof)

    def add_field(self, name: str, *, secret: bool) -> QLineEdit:
        """Add a named field, below those that are there."""
        field = QLineEdit(self)
        field.setAccessibleName(name)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields.addRow(name, field)
        return field

    @Slot()
    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._second.stop()
        self.enable()


class PassphraseForm(WayForm):
    """Asks for a passphrase and a six-digit code."""

    def __init__(self, button: str, parent: QWidget) -> None:
        super().__init__(button, parent)
        self.passphrase = self.add_field(tr("Passphrase"), secret=True)
        self.code = self.add_field(tr("One-time code, six digits"), secret=False)
        self.code.setMaxLength(CODE_DIGITS + 1)
        self.passphrase.returnPressed.connect(self._next)
        self.code.returnPressed.connect(self.submit)
        self.first = self.passphrase

    def proof(self) -> PassphraseProof | None:
        """Return what was typed, when it is a passphrase and six digits."""
        passphrase, code = self.passphrase.text(), typed_code(self.code)
        if passphrase and code:
            return PassphraseProof(passphrase, code)
        self.show_error(tr("Type the passphrase and the six digits of the code."))
        (self.code if passphrase else self.passphrase).setFocus()
        return None

    def fill(self, proof: PassphraseProof) -> None:
        """Put a practice proof in the fields."""
        self.passphrase.setText(proof.passphrase)
        self.code.setText(proof.code)
        self.button.setFocus()

    def forget(self) -> None:
        """Clear the code, which can be used once only."""
        self.code.clear()
        self.code.setFocus()

    @Slot()
    def _next(self) -> None:
        if self.code.text():
            self.submit()
        else:
            self.code.setFocus()


class CardForm(WayForm):
    """Asks for the PIN of the card in the reader."""

    def __init__(self, button: str, parent: QWidget) -> None:
        super().__init__(button, parent)
        text = tr("Put the card in the reader and type its PIN.")
        self.column.insertWidget(0, paragraph(text, self))
        self.pin = self.add_field(tr("PIN"), secret=True)
        self.pin.returnPressed.connect(self.submit)
        self.first = self.pin

    def proof(self) -> CardProof | None:
        """Return the PIN that was typed."""
        if self.pin.text():
            return CardProof(self.pin.text())
        self.show_error(tr("Type the card's PIN."))
        self.pin.setFocus()
        return None

    def forget(self) -> None:
        """Clear the PIN: the card counts wrong ones."""
        self.pin.clear()
        self.pin.setFocus()


class LoginForm(WayForm):
    """Opens the organisation's login in the user's browser and waits for its result.

    Where another person is logged in there, `log_out` opens the page on which they log out.
    """

    busy = mark("Waiting for the browser …")

    def __init__(
        self,
        background: Background,
        log_out_page: Callable[[], str],
        parent: QWidget,
        *,
        single_sign_on: bool = False,
    ) -> None:
        super().__init__(tr("Log in in the browser"), parent)
        self._background, self._log_out_page = background, log_out_page
        self._login: BrowserLogin | None = None
        text = tr("Your browser opens. Log in there, then come back here.")
        self.hint = paragraph(text, self)
        self.column.insertWidget(0, self.hint)
        if single_sign_on:
            open_to_session = tr(
                "Your organisation has decided that whoever is logged in in the browser already is"
                " let in without being asked again."
            )
            self.column.insertWidget(1, paragraph(open_to_session, self, role="muted"))
        self.cancel = QPushButton(tr("Stop waiting"), self)
        self.cancel.hide()
        self.cancel.clicked.connect(self._cancel)
        row = QHBoxLayout()
        self.column.removeWidget(self.button)
        row.addWidget(self.button, 1)
        row.addWidget(self.cancel)
        add_layout(self.column, row)
        ask = tr("Is it somebody else? Log out in the browser …")
        self.log_out = WrappingButton(ask, self)
        self.log_out.setProperty("role", "link")
        self.log_out.clicked.connect(self._log_out)
        self.column.addWidget(self.log_out, alignment=Qt.AlignmentFlag.AlignLeft)
        self.first = self.button

    def proof(self) -> LoginProof:
        """Return a proof that opens the login in the browser when it is used."""
        login = self._login = BrowserLogin(self._background)
        self.destroyed.connect(login.cancel)
        self.cancel.show()
        self.cancel.setFocus()
        self.log_out.setEnabled(False)
        page = tr(
            "SDK Desktop has received the answer. Close this page and go back there: SDK Desktop"
            " says whether you are logged in."
        )
        return LoginProof(login.browse, page, login.is_cancelled)

    def show_refusal(self, error: SdkError) -> None:
        """Show the error, unless the user cancelled."""
        login, self._login = self._login, None
        if login is None or not login.is_cancelled():
            super().show_refusal(error)
        elif login.no_browser:
            super().show_refusal(Refused("The browser cannot be opened."))
        else:
            self.enable()
        self.button.setFocus()

    def enable(self) -> None:
        """Enable the button and hide the one that cancels."""
        super().enable()
        self.cancel.hide()
        self.log_out.setEnabled(True)

    @Slot()
    def _log_out(self) -> None:
        self.log_out.setEnabled(False)
        self._background.run(self, self._log_out_page, self._open_log_out, self.show_refusal)

    def _open_log_out(self, address: str) -> None:
        self.enable()
        if not QDesktopServices.openUrl(QUrl(address)):
            self.show_error(tr("The browser cannot be opened."))
            return
        self.show_error("")
        self.hint.setText(tr("Log out in the browser. Then choose Log in in the browser here."))
        announce(self.hint, self.hint.text())

    @Slot()
    def _cancel(self) -> None:
        if self._login is not None:
            self._login.cancel()


class BrowserLogin:
    """One login in the browser; `browse` and `is_cancelled` are called by a worker thread."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._cancelled = False
        self.no_browser = False

    def browse(self, address: str) -> None:
        """Open an address in the user's browser, from any thread."""
        self._background.on_main_thread(partial(self._open, address))

    def is_cancelled(self) -> bool:
        """Return whether the login was cancelled."""
        return self._cancelled

    def cancel(self, _destroyed: object = None) -> None:
        """Cancel the login."""
        self._cancelled = True

    def _open(self, address: str) -> None:
        if not self._cancelled and not QDesktopServices.openUrl(QUrl(address)):
            self.no_browser = self._cancelled = True


def typed_code(field: QLineEdit) -> str:
    """Return the six digits that were typed, "" when they are not six digits."""
    code = "".join(field.text().split())
    return code if len(code) == CODE_DIGITS and code.isdecimal() else ""

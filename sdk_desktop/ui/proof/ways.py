"""The form of each way: a passphrase and a code, a card and its PIN, the organisation's login."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from sdk_desktop.domain.clearance import CardProof, LoginProof, PassphraseProof, Way
from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.proof.way_form import WayForm
from sdk_desktop.ui.words import mark, tr

CODE_DIGITS = 6

WAYS = {
    Way.PASSPHRASE: mark("Passphrase and one-time code"),
    Way.CARD: mark("Smart card"),
    Way.LOGIN: mark("The organisation's login"),
}
"""What the ways are called."""


class PassphraseForm(WayForm):
    """Asks for a passphrase and a six-digit code."""

    def __init__(self, button: str, parent: QWidget) -> None:
        super().__init__(button, parent)
        self.passphrase = self.add_field(tr("Passphrase"), secret=True)
        self.code = self.add_field(tr("One-time code, six digits"), secret=False)
        self.code.setMaxLength(CODE_DIGITS + 1)
        self.passphrase.returnPressed.connect(self._next)
        self.code.returnPressed.connect(self.give)
        self.setFocusProxy(self.passphrase)

    def proof(self) -> PassphraseProof | None:
        """Return what was typed, when it is a passphrase and six digits."""
        passphrase, code = self.passphrase.text(), typed_code(self.code)
        if passphrase and code:
            return PassphraseProof(passphrase, code)
        self.complain(tr("Type the passphrase and the six digits of the code."))
        (self.code if passphrase else self.passphrase).setFocus()
        return None

    def fill(self, proof: PassphraseProof) -> None:
        """Put a practice proof in the fields."""
        self.passphrase.setText(proof.passphrase)
        self.code.setText(proof.code)
        self.button.setFocus()

    def forget(self) -> None:
        """Forget the code, which was used."""
        self.code.clear()
        self.code.setFocus()

    @Slot()
    def _next(self) -> None:
        if self.code.text():
            self.give()
        else:
            self.code.setFocus()


class CardForm(WayForm):
    """Asks for the PIN of the card in the reader."""

    def __init__(self, button: str, parent: QWidget) -> None:
        super().__init__(button, parent)
        text = tr("Put the card in the reader and type its PIN.")
        self.column.insertWidget(0, paragraph(text, self))
        self.pin = self.add_field(tr("PIN"), secret=True)
        self.pin.returnPressed.connect(self.give)
        self.setFocusProxy(self.pin)

    def proof(self) -> CardProof | None:
        """Return the PIN that was typed."""
        if self.pin.text():
            return CardProof(self.pin.text())
        self.complain(tr("Type the card's PIN."))
        self.pin.setFocus()
        return None

    def forget(self) -> None:
        """Forget the PIN: the card counts how often a wrong one is given."""
        self.pin.clear()
        self.pin.setFocus()


class LoginForm(WayForm):
    """Sends the user to the organisation's login, in their own browser, and waits for them."""

    busy = mark("Waiting for the browser …")

    def __init__(self, background: Background, parent: QWidget) -> None:
        super().__init__(tr("Log in in the browser"), parent)
        self._background = background
        self._errand: Errand | None = None
        text = tr("Your browser opens. Log in there, then come back here.")
        self.column.insertWidget(0, paragraph(text, self))
        self.cancel = QPushButton(tr("Stop waiting"), self)
        self.cancel.hide()
        self.cancel.clicked.connect(self._give_up)
        row = QHBoxLayout()
        self.column.removeWidget(self.button)
        row.addWidget(self.button, 1)
        row.addWidget(self.cancel)
        self.column.addLayout(row)
        self.setFocusProxy(self.button)

    def proof(self) -> LoginProof:
        """Begin an errand to the login service, and give leave to go on it."""
        errand = self._errand = Errand(self._background)
        self.destroyed.connect(errand.give_up)
        self.cancel.show()
        self.cancel.setFocus()
        page = tr("You are logged in. Close this page and go back to SDK Desktop.")
        return LoginProof(errand.browse, page, errand.is_given_up)

    def refuse(self, error: SdkError) -> None:
        """Say why it came to nothing, unless the user gave up."""
        errand, self._errand = self._errand, None
        if errand is None or not errand.is_given_up():
            super().refuse(error)
        elif errand.without_browser:
            super().refuse(Refused("The browser cannot be opened."))
        else:
            self.rest()
        self.button.setFocus()

    def rest(self) -> None:
        """Be ready for another errand."""
        super().rest()
        self.cancel.hide()

    @Slot()
    def _give_up(self) -> None:
        if self._errand is not None:
            self._errand.give_up()


class Errand:
    """One visit to the login service; `browse` and `is_given_up` are asked by a worker."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._given_up = False
        self.without_browser = False

    def browse(self, address: str) -> None:
        """Have an address opened in the user's browser."""
        self._background.on_main_thread(partial(self._open, address))

    def is_given_up(self) -> bool:
        """Return whether nobody waits for it any longer."""
        return self._given_up

    def give_up(self, _destroyed: object = None) -> None:
        """Wait no longer."""
        self._given_up = True

    def _open(self, address: str) -> None:
        if not self._given_up and not QDesktopServices.openUrl(QUrl(address)):
            self.without_browser = self._given_up = True


def typed_code(field: QLineEdit) -> str:
    """Return the six digits that were typed, "" when they are not six digits."""
    code = "".join(field.text().split())
    return code if len(code) == CODE_DIGITS and code.isdecimal() else ""

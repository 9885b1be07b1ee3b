"""The form to sign in, in one of the ways that a person has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clearance import PassphraseProof, Way
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import announce, swap
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.proof.way_forms import WAYS, CardForm, LoginForm, PassphraseForm, WayForm
from sdk_desktop.ui.words import tr


class ProofForm(QWidget):
    """The form of one way, and a choice between the ways where there are several.

    `submitted` carries a Proof; call `show_refusal` when it was rejected. `log_out_page` returns
    where the browser logs out; with `single_sign_on` the form says so.
    """

    submitted = Signal(object)

    def __init__(
        self,
        button: str,
        background: Background,
        parent: QWidget,
        *,
        log_out_page: Callable[[], str],
        single_sign_on: bool = False,
    ) -> None:
        super().__init__(parent)
        self._button, self._background = button, background
        self._log_out_page, self._single_sign_on = log_out_page, single_sign_on
        self._ways: tuple[Way, ...] | None = None
        self.way: Way | None = None
        self.current: WayForm | None = None
        self.choices: dict[Way, QRadioButton] = {}
        self._choice = QWidget(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._choice)

    def offer(
        self, ways: Sequence[Way], preferred: Way | None = None, *, otherwise: str = ""
    ) -> None:
        """Set the ways there are; the preferred one is shown, if it is among them.

        What has been typed stays while the way does.
        `otherwise` is shown when there is none.
        """
        if tuple(ways) == self._ways:
            return
        focused = self._has_focus()
        self._ways = tuple(ways)
        self._show_choice(otherwise)
        if not ways:
            self._drop()
        else:
            self.choose(next((way for way in ways if way is preferred), ways[0]))
        if focused:
            self.begin()

    def choose(self, way: Way) -> None:
        """Show the form of a way."""
        if way is not self.way:
            self._drop()
            self._put(way, self._made(way))
        if way in self.choices:
            self.choices[way].setChecked(True)

    def fill(self, proof: PassphraseProof) -> None:
        """Put a practice proof in the fields."""
        self.choose(Way.PASSPHRASE)
        if isinstance(self.current, PassphraseForm):
            self.current.fill(proof)

    def show_refusal(self, error: SdkError) -> None:
        """Show that the proof was rejected, and let the user try again."""
        self._choice.setEnabled(True)
        if self.current is not None:
            self.current.show_refusal(error)

    def enable(self) -> None:
        """Enable the form for another try."""
        self._choice.setEnabled(True)
        if self.current is not None:
            self.current.enable()

    @Slot(object)
    def _submit(self, proof: object) -> None:
        self._choice.setEnabled(False)
        self.submitted.emit(proof)

    def _made(self, way: Way) -> WayForm:
        match way:
            case Way.PASSPHRASE:
                return PassphraseForm(self._button, self)
            case Way.CARD:
                return CardForm(self._button, self)
            case Way.LOGIN:
                return LoginForm(
                    self._background, self._log_out_page, self, single_sign_on=self._single_sign_on
                )

    def _put(self, way: Way, form: WayForm) -> None:
        self.way, self.current = way, form
        form.submitted.connect(self._submit)
        self._column.addWidget(form)
        form.show()

    def begin(self) -> None:
        """Give the keyboard to the first field of the way that is chosen, once there is one."""
        (self if self.current is None else self.current.first).setFocus()

    def _drop(self) -> None:
        if self.current is not None:
            self.current.hide()
            self.current.deleteLater()
        self.way = self.current = None

    def _show_choice(self, otherwise: str) -> None:
        """Make the choice anew; there is nothing to choose when there is one way only."""
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        swap(self._column, self._choice, fresh)
        self._choice.deleteLater()
        self._choice, self.choices = fresh, {}
        ways = self._ways or ()
        if not ways:
            column.addWidget(paragraph(otherwise, fresh, role="danger"))
            announce(self, otherwise, urgent=True)
        for way in ways:
            choice = QRadioButton(tr(WAYS[way]), fresh)
            choice.clicked.connect(partial(self.choose, way))
            column.addWidget(choice)
            self.choices[way] = choice
        fresh.setVisible(len(ways) != 1)

    def _has_focus(self) -> bool:
        focus = cast("QWidget | None", self.window().focusWidget())
        return focus is not None and self.isAncestorOf(focus)

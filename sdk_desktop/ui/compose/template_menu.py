"""The button with the texts that are written again and again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QToolButton

from sdk_desktop.domain.draft import Template
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.compose_form import ComposeForm
from sdk_desktop.ui.parts.dialog import TextDialog
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

_LONGEST = 60
"""Characters of a name that a menu shows."""


class TemplateMenu(QToolButton):
    """Writes a template into the text, keeps the text as one, and forgets one.

    Those of the mailbox are for all who write from it. A person's messages may end with one.
    `failed` carries an SdkError.
    """

    failed = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, form: ComposeForm) -> None:
        super().__init__(form)
        self._drafts, self._background, self._form = workspace.drafts, background, form
        self._me = workspace.who_id
        self.setText(tr("Templates"))
        self.setAccessibleName(tr("Templates"))
        self.setProperty("role", "tool")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self._fill(())
        form.mailbox.currentIndexChanged.connect(self._load)
        self._load()

    @Slot()
    def _load(self) -> None:
        mailbox = self._form.draft.mailbox
        work, show = partial(self._drafts.templates, mailbox), partial(self._show, mailbox)
        self._background.run(self, work, show, self.failed.emit)

    def _show(self, mailbox: str, templates: tuple[Template, ...]) -> None:
        if mailbox == self._form.draft.mailbox:
            self._fill(templates)

    def _fill(self, templates: tuple[Template, ...]) -> None:
        menu = self.menu()
        menu.clear()
        named = [one for one in templates if one.name]
        for one in named:
            menu.addAction(self._name(one), partial(self._write, one))
        menu.addSeparator()
        own, shared = tr("Keep the text as a template …"), tr("Keep it for the mailbox …")
        menu.addAction(own, partial(self._ask_name, for_mailbox=False))
        menu.addAction(shared, partial(self._ask_name, for_mailbox=True))
        if named:
            forget = menu.addMenu(tr("Forget a template"))
            for one in named:
                forget.addAction(self._name(one), partial(self._forget, one))
        menu.addSeparator()
        menu.addAction(tr("End my messages with this text"), self._keep_closing)
        for one in templates:
            if not one.name:
                menu.addAction(tr("End them with it no longer"), partial(self._forget, one))

    def _name(self, template: Template) -> str:
        name = one_line(template.name, _LONGEST).replace("&", "&&")
        return name if template.owner == self._me else tr("{name} (mailbox)").format(name=name)

    def _write(self, template: Template) -> None:
        editor = self._form.text.editor
        if "\n" in template.text or editor.document().isEmpty():
            editor.write_here(template.text)
        else:
            editor.insertPlainText(template.text)
        editor.setFocus()

    def _ask_name(self, *, for_mailbox: bool) -> None:
        draft, asked = self._form.draft, tr("What shall the template be called?")
        dialog = TextDialog(tr("Templates"), asked, tr("Name"), self.window())
        mailbox = draft.mailbox if for_mailbox else ""
        keep = partial(self._keep, draft.text, mailbox)
        dialog.save_by(self._background, self, keep, self._again)
        dialog.open()

    def _keep(self, text: str, mailbox: str, name: str) -> None:
        self._drafts.keep_template(name, text, mailbox)

    def _keep_closing(self) -> None:
        work = partial(self._drafts.keep_closing, self._form.draft.text)
        self._background.run(self, work, self._again, self.failed.emit)

    def _forget(self, template: Template) -> None:
        work = partial(self._drafts.drop_template, template.key, self._form.draft.mailbox)
        self._background.run(self, work, self._again, self.failed.emit)

    def _again(self, _done: object) -> None:
        self._load()

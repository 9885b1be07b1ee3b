"""The language that a test makes the program speak, and forgets again."""

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def forget_language(qapp: QApplication) -> None:
    QLocale.setDefault(QLocale.c())
    for translator in qapp.findChildren(QTranslator, "words"):
        qapp.removeTranslator(translator)
        translator.deleteLater()

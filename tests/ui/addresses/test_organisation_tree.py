"""The tree of organisations, which is shown anew whenever the address book may have changed."""

import gc

from PySide6.QtWidgets import QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.address import Organisation
from sdk_desktop.ui.addresses.organisation_tree import OrganisationTree

REGION = Organisation("1", "0203:vik.example.se", "Region Vik")
UNITS = tuple(
    Organisation(f"1.{number}", REGION.participant, f"Enhet {number}", REGION.key)
    for number in range(3)
)


def items() -> int:
    gc.collect()
    return sum(isinstance(one, QTreeWidgetItem) for one in gc.get_objects())


def test_nothing_is_kept_of_organisations_that_are_shown_anew(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    tree = OrganisationTree(window)
    tree.show_organisations((REGION, *UNITS))
    before = items()

    for _ in range(3):
        tree.show_organisations((REGION, *UNITS))

    assert items() == before

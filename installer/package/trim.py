"""Takes out of installed packages what the client never loads."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

QT_MODULES = ("QtCore", "QtGui", "QtPrintSupport", "QtSvg", "QtWidgets")
"""What the client imports of Qt, and each library that these need."""
QT_LIBRARIES = ("pyside6.abi3", "msvcp140", "vcruntime140")
QT_PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qico", "qsvg"),
    "platforms": ("qoffscreen", "qwindows"),
    "styles": ("qmodernwindowsstyle",),
}
QT_TRANSLATIONS = ("qtbase_en", "qtbase_sv")

OF_THE_BUILD = ("hatchling", "packaging", "pathspec", "pluggy", "pycparser", "trove_classifiers")
UNUSED = (
    "PIL/_avif*",  # no decoder of it is asked for
    "PIL/_imagingft*",
    "dateutil/zoneinfo/*.tar.gz",  # Python has time zones of its own
    "*.dist-info/RECORD",  # what pip would remove
    "PIL/_imagingcms*",
    "lxml/html",
    "lxml/includes",
    "lxml/isoschematron",
    "lxml/objectify*",
    "sqlalchemy/dialects/mssql",
    "sqlalchemy/dialects/mysql",
    "sqlalchemy/dialects/oracle",
    "sqlalchemy/ext",
    "sqlalchemy/orm",
    "sqlalchemy/testing",
    "pypdfium2_cli",
    "share",
    "shiboken6/include",
    "shiboken6/lib",
    "shiboken6/concrt*.dll",
    "shiboken6/msvcp140_*.dll",
    "shiboken6/vc[aco]*.dll",
)
FOR_COMPILERS = (".c", ".h", ".lib", ".pxd", ".pyi", ".pyx")


def trim(packages: Path) -> None:
    """Take it out of a `site-packages` for Windows."""
    _trim_qt(packages / "PySide6")
    keep_swedish_days(packages / "holidays")
    for name in OF_THE_BUILD:
        _remove([*packages.glob(name), *packages.glob(f"{name}-*.dist-info")])
    for pattern in UNUSED:
        _remove(packages.glob(pattern))
    _remove(path for path in packages.rglob("*") if path.suffix in FOR_COMPILERS)
    _remove(packages.rglob("__pycache__"))


def keep_swedish_days(holidays: Path) -> None:
    """Take all countries but Sweden out of the package that knows days off."""
    _remove([holidays / "locale", holidays / "financial"])
    countries = holidays / "countries"
    _remove(path for path in countries.iterdir() if path.stem != "sweden")
    (countries / "__init__.py").touch()  # the package's own would import them all


def _trim_qt(qt: Path) -> None:
    modules = {f"{name}.pyd" for name in QT_MODULES}
    libraries = {f"Qt6{name.removeprefix('Qt')}.dll" for name in QT_MODULES}
    _remove(
        path
        for path in qt.iterdir()
        if path.name not in modules | libraries | {"plugins", "translations"}
        and path.suffix != ".py"
        and not (path.suffix == ".dll" and path.name.startswith(QT_LIBRARIES))
    )
    _remove(
        path
        for path in (qt / "plugins").glob("*/*")
        if path.stem not in QT_PLUGINS.get(path.parent.name, ())
    )
    _remove(path for path in (qt / "plugins").iterdir() if path.name not in QT_PLUGINS)
    _remove(path for path in (qt / "translations").iterdir() if path.stem not in QT_TRANSLATIONS)


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

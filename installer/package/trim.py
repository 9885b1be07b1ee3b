"""Takes out of installed packages what the client never loads."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
QT_PLUGINS_OF_LINUX = {
    "iconengines": ("libqsvgicon",),
    "imageformats": ("libqico", "libqsvg"),
    "platforminputcontexts": ("libcomposeplatforminputcontextplugin",),
    "platforms": ("libqoffscreen", "libqxcb"),
    "platformthemes": ("libqxdgdesktopportal",),
    "printsupport": ("libcupsprintersupport",),
}
"""Under Wayland it is drawn by X, which every desktop brings for such programs."""
QT_PLUGINS_OF_MACOS = {
    "iconengines": ("libqsvgicon",),
    "imageformats": ("libqico", "libqsvg"),
    "platforms": ("libqcocoa", "libqoffscreen"),
    "styles": ("libqmacstyle",),
}
QT_TRANSLATIONS = ("qtbase_en", "qtbase_sv")

PICTURES = ("Bmp", "Gif", "Jpeg", "Mpo", "Png", "Ppm", "Tiff", "WebP")
"""What Pillow reads for the viewer, and what these need."""

NEVER_ASKED_FOR = ("anyio",)
"""Packages that others would use if they were asked to wait for several things at a time."""
OF_THE_BUILD = ("hatchling", "packaging", "pathspec", "pluggy", "pycparser", "trove_classifiers")
UNUSED = (
    "PIL/_avif*",  # no decoder of it is asked for
    "PIL/_imagingft*",
    "*.dist-info/RECORD",  # what pip would remove
    "filelock-*.dist-info/sboms",  # 500 KB that name nothing inside
    "platformdirs-*.dist-info/sboms",
    "PIL/_imagingcms*",
    "lxml/html",
    "lxml/includes",
    "lxml/isoschematron",
    "lxml/objectify*",
    "sqlalchemy/dialects/mssql",
    "sqlalchemy/dialects/mysql",
    "sqlalchemy/dialects/oracle",
    "sqlalchemy/dialects/postgresql",
    "sqlalchemy/ext",
    "sqlalchemy/orm",
    "sqlalchemy/testing",
    "pypdfium2_cli",
    "rapidfuzz/*_avx2*",  # those that run on every processor stay
    "rapidfuzz/distance/metrics_cpp*",  # words are compared by `fuzz`
    "share",
    "shiboken6/include",
    "shiboken6/lib",
    "shiboken6/concrt*.dll",
    "shiboken6/msvcp140_*.dll",
    "shiboken6/vc[aco]*.dll",
)
FOR_COMPILERS = (".c", ".h", ".lib", ".pxd", ".pyi", ".pyx")


def trim(packages: Path, trim_qt: Callable[[Path], None]) -> None:
    """Take it out of a `site-packages`; `trim_qt` knows how a system's Qt is laid out."""
    trim_qt(packages / "PySide6")
    keep_picture_readers(packages / "PIL")
    for name in (*OF_THE_BUILD, *NEVER_ASKED_FOR):
        remove([*packages.glob(name), *packages.glob(f"{name}-*.dist-info")])
    for pattern in UNUSED:
        remove(packages.glob(pattern))
    remove(path for path in packages.rglob("*") if path.suffix in FOR_COMPILERS)
    remove(packages.rglob("__pycache__"))


def keep_picture_readers(pillow: Path) -> None:
    """Take out of Pillow what reads formats that the viewer does not show."""
    kept = {f"{name}ImagePlugin" for name in PICTURES}
    remove(path for path in pillow.glob("*ImagePlugin.py") if path.stem not in kept)


def trim_qt_for_windows(qt: Path) -> None:
    """Keep the modules that the client imports, with their libraries and plug-ins."""
    modules = {f"{name}.pyd" for name in QT_MODULES}
    libraries = {f"Qt6{name.removeprefix('Qt')}.dll" for name in QT_MODULES}
    remove(
        path
        for path in qt.iterdir()
        if path.name not in modules | libraries | {"plugins", "translations"}
        and path.suffix != ".py"
        and not (path.suffix == ".dll" and path.name.startswith(QT_LIBRARIES))
    )
    _keep_plugins(qt, QT_PLUGINS)


def trim_qt_for_linux(qt: Path) -> None:
    """Keep the modules that the client imports, their plug-ins, and the libraries of both."""
    inside = _keep_modules(qt)
    _keep_plugins(inside, QT_PLUGINS_OF_LINUX)
    kept = [*qt.glob("*.so*"), *(inside / "plugins").rglob("*.so")]
    needed = {path for library in kept for path in libraries_of(library)}
    remove(path for path in (inside / "lib").iterdir() if path.resolve() not in needed)


def trim_qt_for_macos(qt: Path) -> None:
    """Keep the modules that the client imports, with their frameworks and plug-ins."""
    inside = _keep_modules(qt)
    _keep_plugins(inside, QT_PLUGINS_OF_MACOS)
    frameworks = {f"{name}.framework" for name in (*QT_MODULES, "QtDBus")}
    remove(path for path in (inside / "lib").iterdir() if path.name not in frameworks)


def _keep_modules(qt: Path) -> Path:
    """Keep the modules that the client imports; return where their libraries and plug-ins are."""
    modules = {f"{name}.abi3.so" for name in (*QT_MODULES, "QtDBus")}
    remove(
        path
        for path in qt.iterdir()
        if path.name not in modules | {"Qt"}
        and path.suffix != ".py"
        and not path.name.startswith("libpyside6.abi3")
    )
    inside = qt / "Qt"
    remove(path for path in inside.iterdir() if path.name not in {"lib", "plugins", "translations"})
    return inside


def keep_needed_libraries(packages: Path) -> None:
    """Take out what no module loads of the libraries that packages for Linux bring."""
    modules = (path for path in packages.rglob("*.so") if not path.parent.name.endswith(".libs"))
    needed = {path for module in modules for path in libraries_of(module)}
    remove(path for path in packages.glob("*.libs/*") if path.resolve() not in needed)


def libraries_of(library: Path) -> Iterator[Path]:
    """Yield the libraries that the system's loader finds for one."""
    done = subprocess.run(["/usr/bin/ldd", library], check=True, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        _, arrow, found = line.partition(" => ")
        if arrow and found.startswith("/"):
            yield Path(found.rpartition(" (")[0]).resolve()


def _keep_plugins(qt: Path, kept: Mapping[str, Sequence[str]]) -> None:
    remove(
        path
        for path in (qt / "plugins").glob("*/*")
        if path.stem not in kept.get(path.parent.name, ())
    )
    remove(path for path in (qt / "plugins").iterdir() if path.name not in kept)
    remove(path for path in (qt / "translations").iterdir() if path.stem not in QT_TRANSLATIONS)


def remove(paths: Iterable[Path]) -> None:
    """Remove files and folders."""
    for path in list(paths):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

"""Builds the Windows installer from a folder, with wixl."""

from __future__ import annotations

import hashlib
import os
import re
import struct
import subprocess
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

from installer.development.processes import must
from installer.package.cabinet import write_cabinet
from installer.package.signing import sign
from installer.package.windows_folder import WINDOW_PROGRAM

UPGRADE_CODE = "8B0B4F5E-0B6B-4E0B-9C57-2A1A0C3B7E11"
"""Is the same in every version: by it Windows knows that one takes the place of another."""
_NAMES = uuid.UUID("6f2a2c0e-9d6c-4b36-9d7e-5c1d9e0a0001")

_EVENTS = "SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\SDK Desktop"
"""Where Windows looks up whose an event is, and with which words it is shown."""
_LINKS = "Software\\Classes\\sdk"
"""Where Windows looks up which program opens links that begin with `sdk:`."""
_RUN = "Software\\Microsoft\\Windows\\CurrentVersion\\Run"
"""Where Windows looks up what starts when somebody signs in."""
_SEQUENCE = 7
"""The column of the table File that says where in the cabinet a file is."""
_TIMESTAMP_KIND = struct.pack("<I", 0x40)
"""VT_FILETIME of a property set."""
_TIMESTAMP = re.compile(re.escape(_TIMESTAMP_KIND) + rb".{6}[\xd9-\xe2]\x01", re.DOTALL)
"""A time between 2024 and 2031 as [MS-OLEPS] writes it."""
_DATE = 132_223_104_000_000_000
"""1 January 2020."""

_SOURCE = """<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id="{product}" Name="SDK Desktop" Language="1053" Codepage="1252" Version="{version}"
   Manufacturer="SDK Desktop" UpgradeCode="{upgrade}">
  <Package Id="{package}" InstallerVersion="500" Compressed="yes" InstallScope="perMachine"
    Description="Klient för Säker digital kommunikation"/>
  <MajorUpgrade DowngradeErrorMessage="En nyare version av SDK Desktop finns redan."/>
  <Media Id="1" Cabinet="app.cab" EmbedCab="yes"/>
  <Icon Id="application.ico" SourceFile="{icon}"/>
  <Property Id="ARPPRODUCTICON" Value="application.ico"/>
  <Property Id="ARPNOMODIFY" Value="1"/>
  <Directory Id="TARGETDIR" Name="SourceDir">
   <Directory Id="ProgramFiles64Folder">
    <Directory Id="INSTALLDIR" Name="SDK Desktop">
{files}
    </Directory>
   </Directory>
   <Directory Id="ProgramMenuFolder">
    <Component Id="menu" Guid="{menu}" Win64="yes">
     <Shortcut Id="start" Name="SDK Desktop" Target="[INSTALLDIR]{program}"
       WorkingDirectory="INSTALLDIR"/>
     <Shortcut Id="practice" Name="SDK Desktop – övning" Target="[INSTALLDIR]{program}"
       Arguments="--practice" WorkingDirectory="INSTALLDIR"/>
     <RegistryValue Root="HKLM" Key="Software\\SDK Desktop" Name="InstallFolder" Type="string"
       Value="[INSTALLDIR]" KeyPath="yes"/>
     <RegistryValue Root="HKLM" Key="{events}" Name="EventMessageFile" Type="expandable"
       Value="%SystemRoot%\\System32\\EventCreate.exe"/>
     <RegistryValue Root="HKLM" Key="{events}" Name="TypesSupported" Type="integer" Value="7"/>
     <RegistryValue Root="HKLM" Key="{links}" Type="string" Value="URL:SDK Desktop"/>
     <RegistryValue Root="HKLM" Key="{links}" Name="URL Protocol" Type="string" Value=""/>
     <RegistryValue Root="HKLM" Key="{links}\\shell\\open\\command" Type="string"
       Value="&quot;[INSTALLDIR]{program}&quot; link -- &quot;%1&quot;"/>
    </Component>
    <Component Id="autostart" Guid="{autostart}" Win64="yes">
     <RegistryValue Root="HKLM" Key="{run}" Name="SDK Desktop" Type="string"
       Value="&quot;[INSTALLDIR]{program}&quot;" KeyPath="yes"/>
    </Component>
   </Directory>
  </Directory>
  <Feature Id="Main" Level="1" Title="SDK Desktop">
   <ComponentRef Id="menu"/>
{references}
  </Feature>
  <Feature Id="Autostart" Level="100" Title="Starta vid inloggning">
   <ComponentRef Id="autostart"/>
  </Feature>
 </Product>
</Wix>
"""


def build_msi(folder: Path, version: str, icon: Path, target: Path) -> None:
    """Write the installer of a folder; the same folder gives the same installer."""
    content = _digest(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    source = target.with_suffix(".wxs")
    package = _guid(f"package {version} {content}")
    references = (f'   <ComponentRef Id="{_id("c", path, folder)}"/>' for path in files)
    source.write_text(
        _SOURCE.format(
            product=_guid(f"product {version} {content}"),
            package=package,
            upgrade=UPGRADE_CODE,
            version=version,
            icon=os.path.relpath(icon, folder),
            files="\n".join(_entries(folder, folder)),
            menu=_guid("menu"),
            autostart=_guid("autostart"),
            run=_RUN,
            program=WINDOW_PROGRAM,
            events=_EVENTS,
            links=_LINKS,
            references="\n".join(references),
        ),
        encoding="utf-8",
    )
    command = ["wixl", "--arch", "x64", "--output", str(target), str(source)]
    must(command, "building the installer", folder=folder)
    _replace_cabinet(target, {_id("f", path, folder): path for path in files})
    _name_code_page(target)
    about = ["SDK Desktop", "SDK Desktop", "x64;1053", f"{{{package}}}"]
    must(["msibuild", str(target), "-s", *about], "describing the installer")
    _set_dates(target)
    source.unlink()
    sign(target)


def _replace_cabinet(target: Path, files: Mapping[str, Path]) -> None:
    """Put our cabinet in the place of wixl's, with the files in the order of the table."""
    command = ["msiinfo", "export", str(target), "File"]
    exported = subprocess.run(command, check=True, capture_output=True, text=True)
    _, _, _, *rows = (line.split("\t") for line in exported.stdout.splitlines())
    cabinet = target.with_suffix(".cab")
    ordered = sorted(rows, key=lambda row: int(row[_SEQUENCE]))
    write_cabinet({row[0]: files[row[0]] for row in ordered}, cabinet)
    must(["msibuild", str(target), "-a", "app.cab", str(cabinet)], "adding the cabinet")
    cabinet.unlink()


def _name_code_page(target: Path) -> None:
    """Say how the tables' texts are written: wixl writes them in Windows' western code page."""
    table = target.with_suffix(".idt")
    table.write_bytes(b"\r\n\r\n1252\t_ForceCodepage\r\n")
    must(["msibuild", str(target), "-i", str(table)], "naming the code page")
    table.unlink()


def _set_dates(target: Path) -> None:
    """Date the installer as all its files: the tools write when they ran."""
    data = target.read_bytes()
    for found in set(_TIMESTAMP.findall(data)):
        data = data.replace(found, _TIMESTAMP_KIND + struct.pack("<Q", _DATE))
    target.write_bytes(data)


def _entries(folder: Path, root: Path) -> Iterator[str]:
    """Yield what the installer's source says of each file and folder."""
    for path in sorted(folder.iterdir()):
        named = f"Name={quoteattr(path.name)}"
        if path.is_dir():
            yield f'<Directory Id="{_id("d", path, root)}" {named}>'
            yield from _entries(path, root)
            yield "</Directory>"
        else:
            name = path.relative_to(root).as_posix()
            yield (
                f'<Component Id="{_id("c", path, root)}" Guid="{_guid(name)}" Win64="yes">'
                f'<File Id="{_id("f", path, root)}" Source={quoteattr(name)} {named}'
                ' KeyPath="yes"/></Component>'
            )


def _digest(folder: Path) -> str:
    """Return a hash of all files with their names."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode() + b"\0")
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def _id(kind: str, path: Path, root: Path) -> str:
    name = path.relative_to(root).as_posix()
    return kind + hashlib.sha256(name.encode()).hexdigest()[:20]


def _guid(name: str) -> str:
    return str(uuid.uuid5(_NAMES, name)).upper()

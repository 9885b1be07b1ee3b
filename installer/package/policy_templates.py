"""Writes the templates with which Windows' group policy editor shows the client's settings.

One policy for each setting, in a category for each table, with Swedish texts. The values go where
the client reads them: a key for each table, a value for each name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, get_type_hints
from xml.sax.saxutils import escape, quoteattr

from sdk_desktop.organisation import POLICIES
from sdk_desktop.settings import MOST, TABLES

NAME = "sdk-desktop"
LANGUAGE = "sv-SE"

CATEGORIES = {
    "connection": "Anslutning till meddelandetjänsten",
    "preferences": "Språk, textstorlek och låsning",
    "policy": "Säkerhetskrav och gallring",
    "backup": "Säkerhetskopior",
    "card": "Smarta kort",
    "login": "Organisationens inloggningstjänst",
    "access_point": "Anslutning till egen accesspunkt",
    "discovery": "Uppslag av andras certifikat",
    "shared": "Delade brevlådor",
    "updates": "Nya versioner",
    "network": "Nätverk",
    "export": "Export till verksamhetssystem",
}
TEXTS = {
    "connection.service_url": "Meddelandetjänstens adress (delen före /sdk/messages)",
    "connection.token_url": "Adress där klienten hämtar sin åtkomst (token endpoint)",
    "connection.metadata_url": "Adress till inloggningens metadata, i stället för den förra",
    "connection.client_id": "Klientens namn hos tjänsten (client_id)",
    "connection.address_book_url": "Adress till SDK Adressboks API",
    "connection.secret_file": "Fil med klientens hemlighet",
    "connection.private_key_file": "Fil med klientens privata nyckel (PKCS#12 eller PEM)",
    "connection.private_key_password_file": "Fil med nyckelns lösenord",
    "connection.trusted_file": "Fil med utfärdare att lita på utöver datorns (PEM)",
    "connection.certificate_file": "Fil med klientcertifikat för TLS (PKCS#12 eller PEM)",
    "connection.certificate_password_file": "Fil med certifikatets lösenord",
    "connection.algorithm": "Signaturalgoritm, till exempel PS256; tomt för nyckelns vanliga",
    "connection.key_id": "Nyckelns namn hos inloggningen (kid)",
    "connection.audience": "Vem beviset är till för; tomt för token_url",
    "connection.scopes": "Behörigheter att be om, med mellanslag; tomt för API:ts fyra",
    "connection.secret_method": "Var hemligheten skickas: client_secret_basic eller _post",
    "card.driver": "Korttillverkarens PKCS#11-bibliotek",
    "card.label": "Kortets etikett, om flera kort kan finnas",
    "login.issuer": "Inloggningstjänstens adress, precis som den skriver sitt namn",
    "login.client_id": "Klientens namn hos inloggningstjänsten (client_id)",
    "login.acr_2": "Vad tjänsten kallar tillitsnivå 2; flera med mellanslag",
    "login.acr_3": "Vad tjänsten kallar tillitsnivå 3; flera med mellanslag",
    "login.acr_4": "Vad tjänsten kallar tillitsnivå 4; flera med mellanslag",
    "login.level_claim": "Fältet där nivåerna står: acr, eller acrs hos Entra ID",
    "login.issuer_level": "Tillitsnivå för en inloggning som inte säger någon av dem",
    "login.single_sign_on": "Den som redan är inloggad i webbläsaren släpps in",
    "access_point.url": "Adress till accesspunktens WS-plugin (slutar på /services/wsplugin)",
    "access_point.party": "Accesspunktens eget namn, som AP0040-SDK-PROD",
    "access_point.key": "Organisationens nyckel: fil, eller pkcs11:token=…",
    "access_point.key_password_file": "Fil med nyckelns lösenord eller PIN",
    "access_point.issuers": "Mapp med utfärdare av organisationers nycklar",
    "access_point.address_book_url": "Adress till SDK Adressboks API",
    "access_point.user": "Användare i accesspunktens plugin",
    "access_point.password_file": "Fil med användarens lösenord",
    "access_point.certificate_file": "Fil med klientcertifikat för TLS (PKCS#12 eller PEM)",
    "access_point.certificate_password_file": "Fil med certifikatets lösenord",
    "access_point.trusted_file": "Fil med utfärdare av accesspunktens certifikat (PEM)",
    "access_point.revocation_soft_fail": "Lita på certifikat vars utfärdare inte svarar",
    "access_point.scanner": "ClamAV: socket, eller värd:port",
    "access_point.must_scan": "Meddelanden väntar när kontrollen av skadlig kod inte svarar",
    "access_point.federation": "Federationens beteckning",
    "discovery.zone": "Federationens zon i DNS",
    "discovery.smp_issuers": "Mapp med Diggs rotcertifikat för SMP i samma miljö",
    "discovery.environment": "Miljö: OPEN-TEST, SDK-QA eller SDK-PROD",
    "discovery.dns_servers": "Namnservrar, i stället för nätets egna",
    "shared.host": "Liggarens dator (PostgreSQL)",
    "shared.port": "Liggarens port",
    "shared.database": "Liggarens databas",
    "shared.user": "Profilens inloggning i liggaren",
    "shared.password_file": "Fil med inloggningens lösenord",
    "shared.trusted_file": "Fil med utfärdare av liggarens certifikat (PEM)",
    "shared.offline_days": "Så många dagar utan liggaren öppnas en kopia",
    "shared.ticket_file": "Fil med biljetten som släpper in datorn i delade brevlådor",
    "export.folder": "Mapp där det som kommer skrivs, i klartext, för ett annat system",
    "export.mailboxes": "Funktionsadresser som exporteras, med mellanslag",
    "network.proxy": "Proxy för alla anslutningar, som http://proxy.example.se:8080",
    "network.without_proxy": "Datorer och domäner som nås utan proxyn, med mellanslag",
    "updates.url": "Adress till filen som säger vilken version som är den senaste",
    "updates.key": "Nyckel som filen ska vara signerad med (minisign)",
    "preferences.language": "Språk (sv eller en)",
    "preferences.text_percent": "Textstorlek i procent",
    "preferences.idle_minutes": "Lås efter så många minuter utan användning",
    "preferences.dense_rows": "Täta rader i listan (en rad per meddelande)",
    "preferences.notices": "Systemet säger till när något nytt har kommit",
    "preferences.quiet_hours": "Tysta timmar, till exempel 17:00-07:30",
    "policy.read_level": "Tillitsnivå för att läsa meddelanden med sekretess",
    "policy.read_minutes": "Så gammal får inloggningen vara för att läsa (minuter)",
    "policy.send_level": "Tillitsnivå för att skicka",
    "policy.send_minutes": "Så gammal får inloggningen vara för att skicka (minuter)",
    "policy.export_level": "Tillitsnivå för att spara filer och exportera",
    "policy.export_minutes": "Så gammal får inloggningen vara för att exportera (minuter)",
    "policy.purge_level": "Tillitsnivå för att gallra",
    "policy.purge_minutes": "Så gammal får inloggningen vara för att gallra (minuter)",
    "policy.administer_level": "Tillitsnivå för att ändra vem som får logga in",
    "policy.administer_minutes": "Så gammal får inloggningen vara för att administrera (minuter)",
    "policy.passphrase_level": "Tillitsnivå som lösenfras med engångskod räknas som",
    "policy.card_level": "Tillitsnivå som smart kort räknas som",
    "policy.acknowledgement_minutes": "Ett kvitto är försenat efter så många minuter",
    "policy.two_for_purge": "Gallring kräver två personer",
    "policy.audit_years": "Granskningsloggen sparas i så många år (minst 5)",
    "policy.leave_days": "Hämtade meddelanden ligger kvar i så många dagar",
    "policy.withhold_subjects": "Ämnen med sekretess syns i listan först när de har öppnats",
    "policy.search_files": "Texten i bifogade filer går att söka i",
    "policy.hide_windows": "Fönstren syns inte på skärmbilder och i inspelningar",
    "backup.folder": "Mapp för säkerhetskopior",
    "backup.every_hours": "Säkerhetskopia var så många timmar",
    "backup.keep_days": "Säkerhetskopior sparas i så många dagar",
    "backup.before_delete": "Radera i meddelandetjänsten först när en säkerhetskopia finns",
}
"""What the editor shows; a setting without a text is shown by its name."""
_HELP = "Motsvarar {name} i tabellen [{table}] i organisation.toml. När något i tabellen är bestämt"
_HELP += " gäller användarens egna inställningar inte där."

_TEMPLATE = """<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions revision="1.0" schemaVersion="1.0"
  xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
 <policyNamespaces><target prefix="sdk" namespace="SDKDesktop.Policies"/></policyNamespaces>
 <resources minRequiredRevision="1.0"/>
 <supportedOn><definitions>
  <definition name="supported" displayName="$(string.supported)"/>
 </definitions></supportedOn>
 <categories>
  <category name="sdk_desktop" displayName="$(string.sdk_desktop)"/>
{categories}
 </categories>
 <policies>
{policies}
 </policies>
</policyDefinitions>
"""
_LANGUAGE = """<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources revision="1.0" schemaVersion="1.0"
  xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions">
 <displayName>SDK Desktop</displayName>
 <description>Inställningar för SDK Desktop</description>
 <resources>
  <stringTable>
   <string id="supported">SDK Desktop på Windows 10 och senare</string>
   <string id="sdk_desktop">SDK Desktop</string>
{strings}
  </stringTable>
  <presentationTable>
{presentations}
  </presentationTable>
 </resources>
</policyDefinitionResources>
"""


def write_templates(folder: Path) -> Path:
    """Write the template and its texts as they lie in a store of templates; return the former."""
    (folder / LANGUAGE).mkdir(parents=True, exist_ok=True)
    template = folder / f"{NAME}.admx"
    categories = "\n".join(
        f'  <category name="{table}" displayName="$(string.{table})">'
        '<parentCategory ref="sdk_desktop"/></category>'
        for table in TABLES
    )
    policies = "\n".join(_policy(*setting) for setting in _settings())
    text = _TEMPLATE.format(categories=categories, policies=policies)
    template.write_text(text, encoding="utf-8")
    strings = [f'   <string id="{table}">{CATEGORIES[table]}</string>' for table in TABLES]
    strings += [line for table, one, _ in _settings() for line in _strings(table, one.name)]
    presentations = [_presentation(*setting) for setting in _settings()]
    texts = _LANGUAGE.format(strings="\n".join(strings), presentations="\n".join(presentations))
    (folder / LANGUAGE / f"{NAME}.adml").write_text(texts, encoding="utf-8")
    return template


def _settings() -> Iterator[tuple[str, Field[Any], type]]:
    """Yield each setting: its table, its field and the type of its value."""
    for table, kind in TABLES.items():
        types = get_type_hints(kind)
        yield from ((table, one, types[one.name]) for one in fields(kind))


def _policy(table: str, one: Field[Any], kind: type) -> str:
    name = f"{table}_{one.name}"
    value = f'valueName="{one.name}"'
    if kind is bool:
        inside = (
            '<enabledValue><decimal value="1"/></enabledValue>'
            '<disabledValue><decimal value="0"/></disabledValue>'
        )
    elif kind is int:
        inside = (
            f'<elements><decimal id="value" {value} minValue="1" maxValue="{MOST}"/></elements>'
        )
    else:
        inside = f'<elements><text id="value" {value} maxLength="1000"/></elements>'
    return (
        f'  <policy name="{name}" class="Machine" displayName="$(string.{name})"'
        f' explainText="$(string.{name}_help)" presentation="$(presentation.{name})"'
        f" key={quoteattr(POLICIES + chr(92) + table)}{f' {value}' if kind is bool else ''}>"
        f'<parentCategory ref="{table}"/><supportedOn ref="supported"/>{inside}</policy>'
    )


def _strings(table: str, name: str) -> Iterator[str]:
    text = TEXTS[f"{table}.{name}"]
    yield f'   <string id="{table}_{name}">{escape(text)}</string>'
    explained = escape(_HELP.format(name=name, table=table))
    yield f'   <string id="{table}_{name}_help">{explained}</string>'


def _presentation(table: str, one: Field[Any], kind: type) -> str:
    label = escape(TEXTS[f"{table}.{one.name}"])
    usual = "" if one.default in {MISSING, 0} else f' defaultValue="{one.default}"'
    box = ""
    if kind is int:
        box = f'<decimalTextBox refId="value"{usual}>{label}</decimalTextBox>'
    elif kind is str:
        box = f'<textBox refId="value"><label>{label}</label></textBox>'
    return f'   <presentation id="{table}_{one.name}">{box}</presentation>'

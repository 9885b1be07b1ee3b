"""The organisations around Ekdala kommun: invented names, on domains under example.se."""

from __future__ import annotations

from datetime import timedelta

from sdk_desktop.domain.address import Organisation
from sdk_desktop.sandbox.cast.behaviour import (
    Behaviour,
    FunctionDescription,
    SandboxFunction,
    describe_functions,
    participant,
)
from sdk_desktop.sandbox.cast.replies import (
    BUP_ANSWER,
    EMPLOYMENT_ANSWER,
    GUARDIAN_ANSWER,
    INSURANCE_ANSWER,
    REGISTRY_ANSWER,
    SCHOOL_ANSWER,
    SOCIAL_ANSWER,
)

EKELUND = Organisation(
    key="region-ekelund",
    name="Region Ekelund",
    participant=participant("regionekelund.example.se"),
    number="232100-9911",
    alternate_name="Ekelunds läns landsting",
    description="Hälso- och sjukvård i Ekelunds län: sjukhus, vårdcentraler, barn- och "
    "ungdomspsykiatri och habilitering.",
)
BJORKVIKE = Organisation(
    key="bjorkvike",
    name="Björkvike kommun",
    participant=participant("bjorkvike.example.se"),
    number="212000-9928",
    description="Grannkommun norr om Ekdala med omkring 21 000 invånare.",
)
LINDHAGA = Organisation(
    key="lindhaga",
    name="Lindhaga kommun",
    participant=participant("lindhaga.example.se"),
    number="212000-9936",
    description="Kommun vid kusten. Ett gemensamt kontaktcenter tar emot frågor.",
)
EMPLOYMENT = Organisation(
    key="amo",
    name="Myndigheten för arbete och omställning",
    participant=participant("arbeteomstallning.example.se"),
    number="202100-9938",
    alternate_name="AMO",
    description="Statlig myndighet för arbetssökande, arbetsgivare och omställningsstöd.",
)
INSURANCE = Organisation(
    key="trygghetskassan",
    name="Statens trygghetskassa",
    participant=participant("trygghetskassan.example.se"),
    number="202100-9946",
    alternate_name="Trygghetskassan",
    description="Statlig myndighet för ersättning vid sjukdom och funktionsnedsättning.",
)
HOME = Organisation(
    key="tallgarden",
    name="Tallgårdens HVB AB",
    participant=participant("tallgarden.example.se"),
    number="559900-9914",
    alternate_name="Tallgården",
    description="Privat hem för vård eller boende för ungdomar 13–17 år. "
    "Tar emot bilagor som PDF och text.",
)
SCHOOL = Organisation(
    key="kastanjen",
    name="Friskolan Kastanjen AB",
    participant=participant("kastanjen.example.se"),
    number="559900-9922",
    alternate_name="Kastanjeskolan",
    description="Fristående grundskola i Ekdala, årskurs F–9.",
)
COURT = Organisation(
    key="ekelunds-tingsratt",
    name="Ekelunds tingsrätt",
    participant=participant("ekelundstingsratt.example.se"),
    number="202100-9953",
    description="Allmän domstol för Ekdala, Björkvike och Lindhaga.",
)

FILE_TYPES = {HOME.participant: frozenset({"text/plain"})}
"""File types beside PDF that an organisation takes; those not named here take every type."""


def neighbour_functions() -> tuple[SandboxFunction, ...]:
    """Return every function of the organisations around Ekdala."""
    return tuple(
        entry
        for organisation, descriptions in _FUNCTIONS
        for entry in describe_functions(organisation, *descriptions)
    )


_FUNCTIONS: tuple[tuple[Organisation, tuple[FunctionDescription, ...]], ...] = (
    (
        EKELUND,
        (
            FunctionDescription(
                "bup-ekdala",
                "BUP Ekdala mottagning",
                "Barn- och ungdomspsykiatrisk öppenvård för barn i Ekdala och Björkvike. "
                "Samordnad individuell plan (SIP), remisser och samverkan.",
                ("Hälso- och sjukvård", "Barn och unga"),
                ("BUP", "barnpsykiatri", "SIP", "samverkan"),
                Behaviour(answer=BUP_ANSWER),
            ),
            FunctionDescription(
                "vc-bjorken",
                "Vårdcentralen Björken",
                "Vårdcentral i centrala Ekdala. Läkarintyg, utskrivningsplanering, hemsjukvård.",
                ("Hälso- och sjukvård",),
                ("vårdcentral", "primärvård", "läkare", "hemsjukvård"),
            ),
            FunctionDescription(
                "akuten",
                "Akutmottagningen, Ekelunds sjukhus",
                "Akutmottagning dygnet runt. Används inte för larm – ring 112.",
                ("Hälso- och sjukvård",),
                ("akut", "sjukhus", "jour"),
            ),
            FunctionDescription(
                "habiliteringen",
                "Barn- och ungdomshabiliteringen",
                "Stöd till barn med funktionsnedsättning och deras familjer.",
                ("Hälso- och sjukvård", "Funktionsnedsättning"),
                ("habilitering", "LSS", "hjälpmedel"),
            ),
            FunctionDescription(
                "registrator",
                "Registrator, regionkansliet",
                "Allmänna handlingar och diarieföring.",
                ("Registratur",),
                ("registratur", "diarium"),
                Behaviour(answer=REGISTRY_ANSWER),
            ),
        ),
    ),
    (
        BJORKVIKE,
        (
            FunctionDescription(
                "barn-och-unga",
                "Socialförvaltningen, barn och unga",
                "Mottagning för orosanmälningar och ansökningar som rör barn 0–20 år.",
                ("Socialtjänst", "Barn och unga"),
                ("socialkontor", "socialtjänst", "orosanmälan", "soc"),
                Behaviour(answer=SOCIAL_ANSWER),
            ),
            FunctionDescription(
                "overformyndarverksamheten",
                "Överförmyndarverksamheten",
                "Gemensam för Björkvike och Lindhaga: gode män, förvaltare och förmyndare.",
                ("Överförmyndare",),
                ("överförmyndare", "god man", "förvaltare"),
                Behaviour(answer=GUARDIAN_ANSWER),
            ),
            FunctionDescription(
                "registrator",
                "Kommunens registratur",
                "Allmänna handlingar till kommunstyrelsen och nämnderna.",
                ("Registratur",),
                ("registrator", "diarium", "kansli"),
            ),
        ),
    ),
    (
        LINDHAGA,
        (
            FunctionDescription(
                "socialkontor",
                "Socialkontor, individ och familj",
                "Individ- och familjeomsorg: barn, familj, vuxna och försörjningsstöd.",
                ("Socialtjänst",),
                ("socialkontoret", "IFO", "försörjningsstöd", "socialtjänst"),
                Behaviour(answer=SOCIAL_ANSWER),
            ),
            FunctionDescription(
                "bistand",
                "Biståndshandläggare äldre",
                "Hemtjänst, särskilt boende och utskrivning från sjukhus.",
                ("Äldreomsorg",),
                ("biståndsbedömning", "hemtjänst", "äldre"),
            ),
            FunctionDescription(
                "kontaktcenter",
                "Kontaktcenter",
                "Första ingång för frågor som inte har en egen funktion.",
                ("Reception",),
                ("växel", "reception", "medborgarservice"),
            ),
        ),
    ),
    (
        EMPLOYMENT,
        (
            FunctionDescription(
                "lokalkontor-ekdala",
                "Lokalkontor Ekdala",
                "Samverkan med kommuner om arbetssökande, praktik och lönestöd.",
                ("Arbetsmarknad",),
                ("arbetsförmedling", "praktik", "lönebidrag", "arbetssökande"),
                Behaviour(answer=EMPLOYMENT_ANSWER),
            ),
            FunctionDescription(
                "registrator",
                "Registrator",
                "Allmänna handlingar och diarieföring för hela myndigheten.",
                ("Registratur",),
                ("registratur", "diarium"),
            ),
        ),
    ),
    (
        INSURANCE,
        (
            FunctionDescription(
                "assistans",
                "Assistansersättning",
                "Ärenden om assistansersättning och omvårdnadsbidrag.",
                ("Socialförsäkring", "Funktionsnedsättning"),
                ("personlig assistans", "LSS", "ersättning"),
                Behaviour(answer=INSURANCE_ANSWER),
            ),
            FunctionDescription(
                "sjukforsakring",
                "Sjukförsäkring, samordning",
                "Avstämningsmöten och samordnad rehabilitering. Svarar ibland långsamt.",
                ("Socialförsäkring",),
                ("sjukpenning", "rehabilitering", "avstämningsmöte"),
                Behaviour(unreachable=timedelta(minutes=3)),
            ),
        ),
    ),
    (
        COURT,
        (
            FunctionDescription(
                "formynderskap",
                "Förmynderskapsenheten",
                "Ärenden om godmanskap, förvaltarskap och vårdnad.",
                ("Domstol", "Överförmyndare"),
                ("tingsrätt", "förmynderskap", "vårdnad"),
            ),
        ),
    ),
    (
        HOME,
        (
            FunctionDescription(
                "forestandare",
                "Föreståndare",
                "Placeringar, månadsrapporter och frågor om pågående uppdrag.",
                ("HVB", "Barn och unga"),
                ("HVB", "boende", "placering"),
            ),
            FunctionDescription(
                "placering",
                "Placeringsförfrågan",
                "Nya förfrågningar om plats för ungdomar 13–17 år.",
                ("HVB", "Barn och unga"),
                ("HVB", "ledig plats", "förfrågan"),
            ),
        ),
    ),
    (
        SCHOOL,
        (
            FunctionDescription(
                "elevhalsan",
                "Elevhälsoteamet",
                "Skolsköterska, kurator, skolpsykolog och specialpedagog.",
                ("Skola", "Barn och unga"),
                ("elevhälsa", "kurator", "skolsköterska"),
                Behaviour(answer=SCHOOL_ANSWER),
            ),
            FunctionDescription(
                "rektor",
                "Rektor och expedition",
                "Skolplacering, frånvaro och övriga frågor.",
                ("Skola",),
                ("rektorsexpedition", "frånvaro"),
            ),
        ),
    ),
)

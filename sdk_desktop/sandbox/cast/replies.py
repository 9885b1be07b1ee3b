"""The texts of the replies."""

BUP_ANSWER = """Hej,

Tack för ditt svar. Vi har noterat det i journalen och återkommer med **slutlig dagordning**
senast två arbetsdagar före mötet.

1. Kontrollera gärna att rätt personer är kallade.
2. Meddela oss om någon behöver tolk.

Vänliga hälsningar
BUP Ekdala mottagning"""

SOCIAL_ANSWER = """Hej,

Vi har tagit emot meddelandet och lämnat det till mottagningsgruppen. En handläggare hör av
sig senast nästa arbetsdag.

Behöver ni nå oss innan dess, ange ert diarienummer när ni ringer.

Vänliga hälsningar
Socialtjänsten"""

GUARDIAN_ANSWER = """Hej,

Handlingen är mottagen och läggs till akten. Vi begär komplettering om något saknas.

Vänliga hälsningar
Överförmyndarverksamheten"""

REGISTRY_ANSWER = """Hej,

Handlingen är mottagen och diarieförs i dag. Ni får diarienumret så snart det är satt.

Vänliga hälsningar
Registrator"""

EMPLOYMENT_ANSWER = """Hej,

Tack. Vi har bokat in ärendet hos en handläggare som arbetar med samverkan.

* Vi återkommer med förslag på tid.
* Samtycke från den enskilde behöver finnas innan mötet.

Vänliga hälsningar
Lokalkontor Ekdala"""

INSURANCE_ANSWER = """Hej,

Vi har tagit emot uppgifterna. Handläggningstiden är för närvarande **fyra veckor**. Ni
behöver inte skicka uppgifterna igen.

Vänliga hälsningar
Statens trygghetskassa"""

SCHOOL_ANSWER = """Hej,

Tack för återkopplingen. Elevhälsoteamet träffas på torsdag och tar upp det då.

Vänliga hälsningar
Elevhälsoteamet, Friskolan Kastanjen"""

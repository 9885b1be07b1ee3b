"""What the first messages say, in the limited Markdown of an SDK message."""

SIP_TEXT = """## Kallelse till samordnad individuell plan

Vi kallar till ett **SIP-möte** för Alva tillsammans med familjen, skolan och
socialtjänsten. Alva och hennes vårdnadshavare har samtyckt till mötet.

### Tid och plats

* Mötet är {meeting} kl. 13.00–14.30
* BUP Ekdala mottagning, rum *Eken*, Parkvägen 4
* Det går att delta på distans – meddela oss i så fall

### Dagordning

1. Presentation och syfte
2. Hur Alva själv ser på sin situation
3. Vad var och en bidrar med
4. Vem som gör vad, och till när
5. Uppföljning

**Svara senast {reply}** med vilka som deltar från er. Kallelsen finns också bifogad.

Vänliga hälsningar
BUP Ekdala mottagning"""

SIP_PDF_LINES = (
    "Samordnad individuell plan enligt socialtjänstlagen och",
    "hälso- och sjukvårdslagen.",
    "",
    "Tid: {meeting} kl. 13.00–14.30",
    "Plats: BUP Ekdala mottagning, rum Eken, Parkvägen 4",
    "",
    "Kallade: vårdnadshavare, Friskolan Kastanjen, Socialkontoret i Ekdala",
    "Svara senast {reply}.",
    "",
    "Region Ekelund, BUP Ekdala mottagning",
)

WORRY_TEXT = """## Orosanmälan

Elevhälsoteamet är **oroligt** för en elev i årskurs 4.

Eleven har de senaste veckorna

* kommit sent eller varit borta nio av femton skoldagar,
* varit trött och inte velat gå hem efter skolan,
* berättat för kuratorn att det ofta är bråk hemma.

Vi har talat med vårdnadshavarna om att vi gör en anmälan. Teckningen som eleven gjorde i
samtalet bifogas.

Kontakta kuratorn för mer information. Vi deltar gärna vid ett anmälningsmöte.

Friskolan Kastanjen, elevhälsoteamet"""

PARKING_TEXT = """Hej,

En person som flyttar från oss till er undrar om ett **parkeringstillstånd för
rörelsehindrade** gäller även efter flytten, eller om en ny ansökan behövs hos er.

Vart ska vi hänvisa?

Vänliga hälsningar
Kontaktcenter, Lindhaga kommun"""

MOVE_TEXT = """Hej,

Vi har en pågående utredning som rör ett barn vars familj har flyttat till er kommun.
Vi vill gärna **flytta över ärendet** och behöver veta

1. vem som tar emot hos er,
2. om ni vill ha ett överlämningsmöte,
3. när ni kan ta över.

Familjen är informerad. Samtycket skickar vi så snart det är undertecknat.

Vänliga hälsningar
Socialförvaltningen i Björkvike"""

MOVE_COMPLEMENT_TEXT = """Hej igen,

Här kommer samtycket som vi skrev om i går. Familjen föreslår ett gemensamt möte *nästa vecka*,
helst på förmiddagen.

Vänliga hälsningar
Socialförvaltningen i Björkvike"""

ASSISTANCE_TEXTS = (
    """# Beslut

Statens trygghetskassa beviljar assistansersättning med i genomsnitt **42 timmar i veckan**.

Beslutet gäller från och med nästa månadsskifte.""",
    """# Beräkning

* Grundläggande behov: 24 timmar
* Andra personliga behov: 18 timmar
* Summa: 42 timmar i veckan""",
    """# Så överklagar ni

1. Skriv vilket beslut det gäller.
2. Skriv hur ni vill att det ändras, och varför.
3. Skicka skrivelsen till oss inom två månader.""",
)

COURT_TEXT = """Överförmyndaren i Ekdala

Tingsrätten har tagit emot en ansökan om **anordnande av godmanskap**. Ni får tillfälle att
yttra er över ansökan och föreslå en lämplig person.

Yttrandet ska ha kommit in *senast om tre veckor*. Svara på frågorna i den bifogade filen.

Ekelunds tingsrätt, förmynderskapsenheten"""

COURT_FILE = """Frågor till överförmyndaren

1. Har den enskilde tidigare haft god man?
2. Finns mindre ingripande alternativ?
3. Vem föreslås, och har personen åtagit sig uppdraget?
4. Behöver den enskilde ett offentligt biträde?
"""

HABILITATION_TEXT = """# Underlag inför LSS-utredning

## Bakgrund

Barnet är inskrivet hos habiliteringen sedan två år. Kontakten har varit regelbunden och
familjen har deltagit i föräldrautbildning, enskilda samtal och gruppverksamhet.

## Kommunikation

Barnet uttrycker sig med korta meningar och bilder. I lugna sammanhang fungerar samtal väl.
Vid stress behövs bildstöd, god tid och en person i taget som talar.

## Rörelse och vardag

Barnet går utan hjälpmedel inomhus och använder vagn vid längre sträckor. Påklädning, hygien
och måltider kräver stöd av en vuxen varje dag.

## Sömn och hälsa

Nätterna har varit oroliga under hösten. Familjen har fått råd om rutiner, och en
läkarbedömning är bokad. Inga nya läkemedel har satts in.

## Förskola och skola

Förskoleklassen har en resursperson större delen av dagen. Övergångar mellan aktiviteter är
svårast. Ett schema med bilder har gett tydlig förbättring.

## Familjens situation

Vårdnadshavarna arbetar skift och turas om att vara hemma. De beskriver trötthet och ett
stort behov av avlastning, särskilt under helger och lov.

## Bedömning

Habiliteringen bedömer att barnet har omfattande och varaktiga svårigheter i den dagliga
livsföringen och att behovet av stöd kommer att finnas kvar under överskådlig tid.

## Förslag

Vi föreslår att korttidsvistelse, ledsagning och avlösarservice prövas. Vi deltar gärna i
ett gemensamt planeringsmöte och kan lämna kompletterande intyg vid behov."""

INVITATION_TEXT = """Hej,

Vi bjuder in kommunerna i länet till **samverkansmöte om arbetsmarknadsinsatser**.

* Tid: torsdagen om tre veckor kl. 9.00–12.00
* Plats: lokalkontoret i Ekdala, Storgatan 11
* Anmälan: svara på det här meddelandet med namn på deltagarna

Varmt välkomna!
Myndigheten för arbete och omställning"""

HOME_TEXT = """Hej,

Här kommer månadsrapporten för uppdraget. Det har varit en bra månad med hög skolnärvaro.

Vi vill gärna boka **uppföljning** inom några veckor. Föreslå en tid som passar er.

Vänliga hälsningar
Tallgårdens HVB"""

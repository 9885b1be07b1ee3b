<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
 <context>
  <name />
  <message>
   <source>There is a message store here but no key to it. Restore the key file from a backup, or use the recovery key.</source>
   <translation>Här finns ett meddelandelager men ingen nyckel till det. Återställ nyckelfilen från en säkerhetskopia, eller använd återställningsnyckeln.</translation>
  </message>
  <message>
   <source>SDK Desktop has been updated. Close it and start it again.</source>
   <translation>SDK Desktop har uppdaterats. Stäng programmet och starta det igen.</translation>
  </message>
  <message>
   <source>The connection to the message service is not set up yet.</source>
   <translation>Anslutningen till meddelandetjänsten är inte inställd ännu.</translation>
  </message>
  <message>
   <source>This is not tried before what stands above works.</source>
   <translation>Det här provas inte förrän det som står ovanför fungerar.</translation>
  </message>
  <message>
   <source>It opens. Its certificate has {bits} bits and ends on {day}. Days left: {days}</source>
   <translation>Den går att öppna. Certifikatet har {bits} bitar och går ut {day}. Dagar kvar: {days}</translation>
  </message>
  <message>
   <source>Order a new certificate for your organisation.</source>
   <translation>Beställ ett nytt certifikat för organisationen.</translation>
  </message>
  <message>
   <source>It opens. It ends on {day}. Days left: {days}</source>
   <translation>Det går att öppna. Det går ut {day}. Dagar kvar: {days}</translation>
  </message>
  <message>
   <source>Order a new certificate for this client.</source>
   <translation>Beställ ett nytt certifikat för den här klienten.</translation>
  </message>
  <message>
   <source>Fetch the issuers' new certificates, and put them beside the old ones.</source>
   <translation>Hämta utfärdarnas nya certifikat och lägg dem bredvid de gamla.</translation>
  </message>
  <message>
   <source>Certificates that are valid: {count}. The first of them ends on {day}.</source>
   <translation>Giltiga certifikat: {count}. Det första går ut {day}.</translation>
  </message>
  <message>
   <source>Your organisation has published this key's certificate.</source>
   <translation>Organisationen har publicerat den här nyckelns certifikat.</translation>
  </message>
  <message>
   <source>The certificate is not meant for this use.</source>
   <translation>Certifikatet är inte avsett för den här användningen.</translation>
  </message>
  <message>
   <source>No certificate there is valid now.</source>
   <translation>Inget certifikat där är giltigt nu.</translation>
  </message>
  <message>
   <source>Your organisation has published no certificate that is valid now.</source>
   <translation>Organisationen har inte publicerat något certifikat som är giltigt nu.</translation>
  </message>
  <message>
   <source>Your organisation has published another certificate than this key's.</source>
   <translation>Organisationen har publicerat ett annat certifikat än den här nyckelns.</translation>
  </message>
  <message>
   <source>Start the client and go through the guide, or fill in the settings file.</source>
   <translation>Starta programmet och gå igenom guiden, eller fyll i inställningsfilen.</translation>
  </message>
  <message>
   <source>Each mailbox belongs on one only, or messages are split between them.</source>
   <translation>Varje brevlåda ska finnas på bara en, annars delas meddelandena upp mellan dem.</translation>
  </message>
  <message>
   <source>Restore the key file from a backup.</source>
   <translation>Återställ nyckelfilen från en säkerhetskopia.</translation>
  </message>
  <message>
   <source>Check the address and the key of updates in the organisation's settings.</source>
   <translation>Kontrollera adressen och nyckeln för nya versioner i organisationens inställningar.</translation>
  </message>
  <message>
   <source>They may read the same mailbox, but notes are not shared. Days left to them: {days}</source>
   <translation>De får läsa samma brevlåda, men anteckningar delas inte. Så många dagar ligger meddelanden kvar: {days}</translation>
  </message>
  <message>
   <source>Message store</source>
   <translation>Meddelandelager</translation>
  </message>
  <message>
   <source>Rights</source>
   <translation>Rättigheter</translation>
  </message>
  <message>
   <source>Keys</source>
   <translation>Nycklar</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Nätverk</translation>
  </message>
  <message>
   <source>Backup</source>
   <translation>Säkerhetskopia</translation>
  </message>
  <message>
   <source>Connection</source>
   <translation>Anslutning</translation>
  </message>
  <message>
   <source>User's folder</source>
   <translation>Användarens mapp</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>Version</translation>
  </message>
  <message>
   <source>Several computers</source>
   <translation>Flera datorer</translation>
  </message>
  <message>
   <source>Check the addresses in the settings, and the network.</source>
   <translation>Kontrollera adresserna i inställningarna och nätverket.</translation>
  </message>
  <message>
   <source>The other side does not tell the time.</source>
   <translation>Motparten talar inte om vad klockan är.</translation>
  </message>
  <message>
   <source>Windows asks a script for its proxy ({script}), which this program does not read. If the other sides are not reached, let IT write the proxy in the settings.</source>
   <translation>Windows frågar ett skript om sin proxy ({script}), som det här programmet inte läser. Om tjänsterna inte nås, låt IT skriva in proxyn i inställningarna.</translation>
  </message>
  <message>
   <source>The other sides are reached without a proxy.</source>
   <translation>Tjänsterna nås utan proxy.</translation>
  </message>
  <message>
   <source>The other sides are reached by way of the proxy {proxy}.</source>
   <translation>Tjänsterna nås genom proxyn {proxy}.</translation>
  </message>
  <message>
   <source>Set the computer's clock automatically from the network.</source>
   <translation>Låt datorns klocka ställas automatiskt från nätverket.</translation>
  </message>
  <message>
   <source>The computer's clock is right.</source>
   <translation>Datorns klocka går rätt.</translation>
  </message>
  <message>
   <source>The time could not be compared: nobody answers.</source>
   <translation>Tiden kunde inte jämföras: ingen svarar.</translation>
  </message>
  <message>
   <source>The computer's clock is wrong.</source>
   <translation>Datorns klocka går fel.</translation>
  </message>
  <message>
   <source>Put the card or module in its place, and try again.</source>
   <translation>Sätt i kortet eller säkerhetsmodulen och försök igen.</translation>
  </message>
  <message>
   <source>Check the key, and the file with its password or PIN, in the settings.</source>
   <translation>Kontrollera nyckeln och filen med dess lösenord eller PIN-kod i inställningarna.</translation>
  </message>
  <message>
   <source>Order a new certificate for your organisation, and have it published.</source>
   <translation>Beställ ett nytt certifikat för organisationen, och se till att det publiceras.</translation>
  </message>
  <message>
   <source>Check the client's certificate, and the file with its password, in the settings.</source>
   <translation>Kontrollera klientens certifikat och filen med dess lösenord i inställningarna.</translation>
  </message>
  <message>
   <source>Check the folder with issuers in the settings.</source>
   <translation>Kontrollera mappen med utfärdare i inställningarna.</translation>
  </message>
  <message>
   <source>Check that this computer reaches the issuer of the certificate. Until then messages wait.</source>
   <translation>Kontrollera att datorn når certifikatets utfärdare. Till dess får meddelanden vänta.</translation>
  </message>
  <message>
   <source>Check the address, the user and the password or certificate in the settings, and the network.</source>
   <translation>Kontrollera adressen, användaren och lösenordet eller certifikatet i inställningarna, och nätverket.</translation>
  </message>
  <message>
   <source>Name the issuers of the access point's own certificate in the settings (trusted_file).</source>
   <translation>Ange utfärdarna av accesspunktens eget certifikat i inställningarna (trusted_file).</translation>
  </message>
  <message>
   <source>Check the folder with the directory's issuers in the settings.</source>
   <translation>Kontrollera mappen med certifikatkatalogens utfärdare i inställningarna.</translation>
  </message>
  <message>
   <source>Check the zone and the name servers in the settings, and the network.</source>
   <translation>Kontrollera zonen och namnservrarna i inställningarna, och nätverket.</translation>
  </message>
  <message>
   <source>Ask whoever runs your access point to register your organisation. Check its address in the settings, too.</source>
   <translation>Be den som driver er accesspunkt att registrera organisationen. Kontrollera också organisationens adress i inställningarna.</translation>
  </message>
  <message>
   <source>Check that this computer reaches the directory. If it does, try again later.</source>
   <translation>Kontrollera att datorn når certifikatkatalogen. Om den gör det, försök igen senare.</translation>
  </message>
  <message>
   <source>Ask whoever runs your access point to register your organisation for messages and acknowledgements.</source>
   <translation>Be den som driver er accesspunkt att registrera organisationen för meddelanden och kvittenser.</translation>
  </message>
  <message>
   <source>Check the folder with the directory's issuers in the settings. If it is right, tell whoever runs the federation.</source>
   <translation>Kontrollera mappen med certifikatkatalogens utfärdare i inställningarna. Om den stämmer, kontakta den som driver federationen.</translation>
  </message>
  <message>
   <source>Have this key's certificate published, or name the key of the published one in the settings.</source>
   <translation>Se till att den här nyckelns certifikat publiceras, eller ange nyckeln till det publicerade i inställningarna.</translation>
  </message>
  <message>
   <source>Start ClamAV's clamd, and check its address in the settings.</source>
   <translation>Starta clamd (ClamAV) och kontrollera dess adress i inställningarna.</translation>
  </message>
  <message>
   <source>The program serves {organisation}. Mailboxes: {count}</source>
   <translation>Programmet arbetar för {organisation}. Brevlådor: {count}</translation>
  </message>
  <message>
   <source>The access point lets this client in. Messages that wait there: {count}</source>
   <translation>Accesspunkten släpper in den här klienten. Meddelanden som väntar där: {count}</translation>
  </message>
  <message>
   <source>The mailboxes belong to several organisations. A program serves only one.</source>
   <translation>Brevlådorna tillhör flera organisationer. Programmet arbetar bara för en.</translation>
  </message>
  <message>
   <source>Your organisation's certificate is trusted, and has not been revoked.</source>
   <translation>Organisationens certifikat är betrott och inte spärrat.</translation>
  </message>
  <message>
   <source>The settings do not say how other organisations are found.</source>
   <translation>Inställningarna säger inte hur andra organisationer hittas.</translation>
  </message>
  <message>
   <source>Fill in the table [discovery] of the settings file.</source>
   <translation>Fyll i tabellen [discovery] i inställningsfilen.</translation>
  </message>
  <message>
   <source>The name service answers, and your organisation is in the federation.</source>
   <translation>Namntjänsten svarar, och organisationen finns i federationen.</translation>
  </message>
  <message>
   <source>What it says of your organisation is signed and trusted.</source>
   <translation>Det den säger om organisationen är underskrivet och betrott.</translation>
  </message>
  <message>
   <source>The access point shows this client messages of other organisations.</source>
   <translation>Accesspunkten visar klienten meddelanden till andra organisationer.</translation>
  </message>
  <message>
   <source>Messages wait for {other}, which the access point takes for another name.</source>
   <translation>Det väntar meddelanden till {other}, som accesspunkten tar för ett annat namn.</translation>
  </message>
  <message>
   <source>Set up ClamAV, and name the socket of its clamd in the settings.</source>
   <translation>Installera ClamAV och ange adressen till clamd i inställningarna.</translation>
  </message>
  <message>
   <source>The malware scanner answers.</source>
   <translation>Virusskyddet svarar.</translation>
  </message>
  <message>
   <source>Mailboxes</source>
   <translation>Brevlådor</translation>
  </message>
  <message>
   <source>Access point</source>
   <translation>Accesspunkt</translation>
  </message>
  <message>
   <source>Clock</source>
   <translation>Klocka</translation>
  </message>
  <message>
   <source>Malware scanner</source>
   <translation>Virusskydd</translation>
  </message>
  <message>
   <source>Organisation's key</source>
   <translation>Organisationens nyckel</translation>
  </message>
  <message>
   <source>Issuers of keys</source>
   <translation>Nycklarnas utfärdare</translation>
  </message>
  <message>
   <source>Revocation</source>
   <translation>Spärrkontroll</translation>
  </message>
  <message>
   <source>There are no mailboxes in the settings.</source>
   <translation>Det finns inga brevlådor i inställningarna.</translation>
  </message>
  <message>
   <source>Use a profile of its own for each organisation.</source>
   <translation>Använd en egen profil för varje organisation.</translation>
  </message>
  <message>
   <source>Put the certificate of its issuer in the folder with issuers, too.</source>
   <translation>Lägg certifikatet för dess utfärdare i mappen med utfärdare, det också.</translation>
  </message>
  <message>
   <source>The settings trust a certificate that cannot be checked (revocation_soft_fail).</source>
   <translation>Inställningarna litar på ett certifikat som inte kan kontrolleras (revocation_soft_fail).</translation>
  </message>
  <message>
   <source>Issuers of the directory</source>
   <translation>Certifikatkatalogens utfärdare</translation>
  </message>
  <message>
   <source>Environment</source>
   <translation>Miljö</translation>
  </message>
  <message>
   <source>Name service</source>
   <translation>Namntjänst</translation>
  </message>
  <message>
   <source>Directory of certificates</source>
   <translation>Certifikatkatalog</translation>
  </message>
  <message>
   <source>Published certificate</source>
   <translation>Publicerat certifikat</translation>
  </message>
  <message>
   <source>No malware scanner is set up. Files are not scanned here.</source>
   <translation>Inget virusskydd är inställt. Filer genomsöks inte här.</translation>
  </message>
  <message>
   <source>Client's certificate</source>
   <translation>Klientens certifikat</translation>
  </message>
  <message>
   <source>Your organisation is not registered for what SDK needs.</source>
   <translation>Organisationen är inte registrerad för det som SDK kräver.</translation>
  </message>
  <message>
   <source>Ask whoever runs the access point for a user with the role ROLE_USER whose originalUser is your organisation, spelled exactly as in the settings.</source>
   <translation>Be den som driver accesspunkten om en användare med rollen ROLE_USER där originalUser är er organisation, stavad exakt som i inställningarna.</translation>
  </message>
  <message>
   <source>Spell your organisation in the settings as the address book does, and have the access point's user spelled so, too (originalUser).</source>
   <translation>Stava er organisation i inställningarna som i adressboken, och låt accesspunktens användare stavas likadant (originalUser).</translation>
  </message>
  <message>
   <source>The access point lets anyone in, with any password. Ask whoever runs it to demand one (unsecureLoginAllowed).</source>
   <translation>Accesspunkten släpper in vem som helst, med vilket lösenord som helst. Be den som driver den att kräva lösenord (unsecureLoginAllowed).</translation>
  </message>
  <message>
   <source>Not known to this program: {unknown}. Ask whoever gave you them.</source>
   <translation>Okända för programmet: {unknown}. Fråga den som du fick dem av.</translation>
  </message>
  <message>
   <source>All belongs to {environment}. Issuers: {known}</source>
   <translation>Allt hör till {environment}. Utfärdare: {known}</translation>
  </message>
  <message>
   <source>Nothing in the settings tells the environment.</source>
   <translation>Inget i inställningarna säger vilken miljö det är.</translation>
  </message>
  <message>
   <source>The federation in the settings is not that of {environment}.</source>
   <translation>Federationen i inställningarna är inte den i {environment}.</translation>
  </message>
  <message>
   <source>Write federation = "{federation}" in the settings.</source>
   <translation>Skriv federation = "{federation}" i inställningarna.</translation>
  </message>
  <message>
   <source>{name} does not issue organisations' keys, but is trusted for them.</source>
   <translation>{name} utfärdar inte organisationers nycklar, men är betrodd för dem.</translation>
  </message>
  <message>
   <source>{name} does not sign for directories, but is trusted for it.</source>
   <translation>{name} signerar inte för katalogen, men är betrodd för det.</translation>
  </message>
  <message>
   <source>{name} is of {other}, but {first} is of {environment}.</source>
   <translation>{name} hör till {other}, men {first} hör till {environment}.</translation>
  </message>
  <message>
   <source>Take it out of the settings, or fetch what belongs to your environment.</source>
   <translation>Ta bort det ur inställningarna, eller hämta det som hör till er miljö.</translation>
  </message>
  <message>
   <source>Check the address in the settings, and the network.</source>
   <translation>Kontrollera adressen i inställningarna, och nätverket.</translation>
  </message>
  <message>
   <source>Check the address of the sign-in, client_id and the secret or the key in the settings, and what the sign-in wants to see: algorithm, key_id, audience, scopes, certificate_file.</source>
   <translation>Kontrollera inloggningens adress, client_id och hemligheten eller nyckeln i inställningarna, och vad inloggningen vill se: algorithm, key_id, audience, scopes, certificate_file.</translation>
  </message>
  <message>
   <source>Client sign-in</source>
   <translation>Klientens inloggning</translation>
  </message>
  <message>
   <source>Address book</source>
   <translation>Adressbok</translation>
  </message>
  <message>
   <source>The sign-in gives this client a token, but not for {scopes}.</source>
   <translation>Inloggningen ger klienten en åtkomstbiljett, men inte för {scopes}.</translation>
  </message>
  <message>
   <source>Ask whoever runs the message service to grant these scopes to the client.</source>
   <translation>Be den som driver meddelandetjänsten att ge klienten dessa rättigheter.</translation>
  </message>
  <message>
   <source>The sign-in gives this client a token.</source>
   <translation>Inloggningen ger klienten en åtkomstbiljett.</translation>
  </message>
  <message>
   <source>The message service lets this client in.</source>
   <translation>Meddelandetjänsten släpper in den här klienten.</translation>
  </message>
  <message>
   <source>The address book spells your organisation {theirs}, the settings spell it {ours}.</source>
   <translation>I adressboken stavas er organisation {theirs}, i inställningarna {ours}.</translation>
  </message>
  <message>
   <source>The address book answers. Functions without an organisation that it has: {count}</source>
   <translation>Adressboken svarar. Funktioner vars organisation den saknar: {count}</translation>
  </message>
  <message>
   <source>The address book answers.</source>
   <translation>Adressboken svarar.</translation>
  </message>
  <message>
   <source>Message service</source>
   <translation>Meddelandetjänst</translation>
  </message>
  <message>
   <source>The sign-in refused the secret where it stands, and took it in another place.</source>
   <translation>Inloggningen nekade hemligheten där den står, men godtog den på ett annat ställe.</translation>
  </message>
  <message>
   <source>The address book is empty.</source>
   <translation>Adressboken är tom.</translation>
  </message>
  <message>
   <source>Set secret_method = "client_secret_post" in the settings.</source>
   <translation>Sätt secret_method = "client_secret_post" i inställningarna.</translation>
  </message>
  <message>
   <source>Remove secret_method from the settings: this sign-in wants it in the header.</source>
   <translation>Ta bort secret_method ur inställningarna: den här inloggningen vill ha hemligheten i huvudet (header).</translation>
  </message>
  <message>
   <source>Spell it in the settings as the address book does: messages wait under that name.</source>
   <translation>Stava som i adressboken i inställningarna: meddelanden väntar under det namnet.</translation>
  </message>
  <message>
   <source>Sign in: the client makes a backup after a minute. Or run sdk-desktop backup.</source>
   <translation>Logga in, så görs en säkerhetskopia efter en minut. Eller kör sdk-desktop backup.</translation>
  </message>
  <message>
   <source>The last backup was made on {made}.</source>
   <translation>Den senaste säkerhetskopian gjordes {made}.</translation>
  </message>
  <message>
   <source>Give your user the right to write in the profile's folder.</source>
   <translation>Ge din användare rätt att skriva i profilens mapp.</translation>
  </message>
  <message>
   <source>The store is there and encrypted.</source>
   <translation>Meddelandelagret finns och är krypterat.</translation>
  </message>
  <message>
   <source>Take the right to write from others in the folders above it.</source>
   <translation>Ta bort andras rätt att skriva i mapparna ovanför.</translation>
  </message>
  <message>
   <source>Others can put something else in the place of {folder}.</source>
   <translation>Andra kan byta ut {folder}.</translation>
  </message>
  <message>
   <source>Let only your user and administrators read and write them.</source>
   <translation>Låt bara din användare och administratörer läsa och skriva dem.</translation>
  </message>
  <message>
   <source>Others could read or write {files}. That has been mended now.</source>
   <translation>Andra kunde läsa eller skriva {files}. Det är rättat nu.</translation>
  </message>
  <message>
   <source>Others can neither read nor write what is secret.</source>
   <translation>Andra kan varken läsa eller skriva det som är hemligt.</translation>
  </message>
  <message>
   <source>Restore the key file from a backup, or use the recovery key.</source>
   <translation>Återställ nyckelfilen från en säkerhetskopia, eller använd återställningsnyckeln.</translation>
  </message>
  <message>
   <source>Nobody is enrolled yet.</source>
   <translation>Ingen person är inlagd ännu.</translation>
  </message>
  <message>
   <source>Give your user the right to write in the backup folder.</source>
   <translation>Ge din användare rätt att skriva i mappen för säkerhetskopior.</translation>
  </message>
  <message>
   <source>There is no backup yet.</source>
   <translation>Det finns ingen säkerhetskopia ännu.</translation>
  </message>
  <message>
   <source>The backups lie on the same disk as the store. Choose a folder on another one.</source>
   <translation>Säkerhetskopiorna ligger på samma disk som meddelandelagret. Välj en mapp på en annan disk.</translation>
  </message>
  <message>
   <source>The folder cannot be written.</source>
   <translation>Det går inte att skriva i mappen.</translation>
  </message>
  <message>
   <source>There is less than 500 MB of free space.</source>
   <translation>Det finns mindre än 500 MB ledigt utrymme.</translation>
  </message>
  <message>
   <source>Free some space on the disk.</source>
   <translation>Frigör utrymme på disken.</translation>
  </message>
  <message>
   <source>There is no store yet. It is made at the first start.</source>
   <translation>Det finns inget meddelandelager ännu. Det skapas vid första starten.</translation>
  </message>
  <message>
   <source>The store is damaged or not encrypted.</source>
   <translation>Meddelandelagret är skadat eller inte krypterat.</translation>
  </message>
  <message>
   <source>Restore it from a backup.</source>
   <translation>Återställ det från en säkerhetskopia.</translation>
  </message>
  <message>
   <source>Others can read or write {files}.</source>
   <translation>Andra kan läsa eller skriva {files}.</translation>
  </message>
  <message>
   <source>There are people who can unlock the store.</source>
   <translation>Det finns personer som kan låsa upp meddelandelagret.</translation>
  </message>
  <message>
   <source>There is a store but no key to it.</source>
   <translation>Det finns ett meddelandelager men ingen nyckel till det.</translation>
  </message>
  <message>
   <source>There is nothing to back up yet.</source>
   <translation>Det finns inget att säkerhetskopiera ännu.</translation>
  </message>
  <message>
   <source>The backup folder cannot be written.</source>
   <translation>Det går inte att skriva i mappen för säkerhetskopior.</translation>
  </message>
  <message>
   <source>Check the network, and the ledger's address in the settings.</source>
   <translation>Kontrollera nätverket och liggarens adress i inställningarna.</translation>
  </message>
  <message>
   <source>Check the login and the password file in the settings, or ask its administrator.</source>
   <translation>Kontrollera inloggningsnamnet och filen med lösenordet i inställningarna, eller fråga den som sköter liggaren.</translation>
  </message>
  <message>
   <source>Check the issuers of the server's certificate (trusted_file) in the settings.</source>
   <translation>Kontrollera utfärdarna av serverns certifikat (trusted_file) i inställningarna.</translation>
  </message>
  <message>
   <source>Ask whoever manages the shared mailbox.</source>
   <translation>Fråga den som ansvarar för den delade brevlådan.</translation>
  </message>
  <message>
   <source>Cannot be read here, in {mailbox}: {count}. It was written by the computer that logs in to the ledger as {login}.</source>
   <translation>Går inte att läsa här, i {mailbox}: {count}. Det skrevs av den dator som loggar in i liggaren som {login}.</translation>
  </message>
  <message>
   <source>Let whoever looks after that computer install the newest SDK Desktop there, and install it here. What people note anew is read again.</source>
   <translation>Låt den som sköter den datorn installera den nyaste SDK Desktop där, och installera den här. Det som någon noterar på nytt går att läsa igen.</translation>
  </message>
  <message>
   <source>The ledger answers. Its format is {format}.</source>
   <translation>Liggaren svarar. Dess format är {format}.</translation>
  </message>
  <message>
   <source>This computer's clock and the ledger's agree.</source>
   <translation>Den här datorns klocka och liggarens stämmer överens.</translation>
  </message>
  <message>
   <source>What the ledger acknowledges is on one server only.</source>
   <translation>Det som liggaren bekräftar finns bara på en server.</translation>
  </message>
  <message>
   <source>When another server takes over, what was done last is missing until every computer has offered it again; a message may be lost together with server and computer. Ask its administrator for a synchronous standby.</source>
   <translation>När en annan server tar över saknas det som gjordes sist, tills varje dator har lämnat in det på nytt; ett meddelande kan gå förlorat tillsammans med server och dator. Be den som sköter servern om en synkron reserv.</translation>
  </message>
  <message>
   <source>The ledger has lost nothing that a computer has noticed.</source>
   <translation>Liggaren har inte förlorat något som en dator har märkt.</translation>
  </message>
  <message>
   <source>Join a shared mailbox, and let whoever manages it compare the words.</source>
   <translation>Gå med i en delad brevlåda och låt den som ansvarar för den jämföra orden.</translation>
  </message>
  <message>
   <source>This computer is a member of shared mailboxes: {count}.</source>
   <translation>Delade brevlådor som den här datorn är medlem i: {count}.</translation>
  </message>
  <message>
   <source>The ledger lets only newer clients write.</source>
   <translation>Liggaren låter bara nyare klienter skriva.</translation>
  </message>
  <message>
   <source>Install the newest version.</source>
   <translation>Installera den nyaste versionen.</translation>
  </message>
  <message>
   <source>This computer's clock and the ledger's differ.</source>
   <translation>Den här datorns klocka och liggarens skiljer sig åt.</translation>
  </message>
  <message>
   <source>Let both set their clocks automatically from the network.</source>
   <translation>Låt båda ställa sina klockor automatiskt från nätverket.</translation>
  </message>
  <message>
   <source>What the ledger acknowledges is on two servers.</source>
   <translation>Det som liggaren bekräftar finns på två servrar.</translation>
  </message>
  <message>
   <source>The ledger had lost something: nothing is sent or fetched for a shared mailbox.</source>
   <translation>Liggaren hade förlorat något: inget skickas eller hämtas för en delad brevlåda.</translation>
  </message>
  <message>
   <source>Open SDK Desktop on every computer that shares it. sdk-desktop shared heal says which are missing.</source>
   <translation>Öppna SDK Desktop på varje dator som delar den. sdk-desktop shared heal säger vilka som saknas.</translation>
  </message>
  <message>
   <source>Sign in once: the ticket is used then, and a computer that manages the mailbox lets this one in when it has contact. If it does not, ask for a new ticket.</source>
   <translation>Logga in en gång: då används biljetten, och en dator som ansvarar för brevlådan släpper in den här när den har kontakt. Händer det inte, be om en ny biljett.</translation>
  </message>
  <message>
   <source>This computer is not a member of any shared mailbox yet.</source>
   <translation>Den här datorn är inte medlem i någon delad brevlåda än.</translation>
  </message>
  <message>
   <source>Shared mailboxes</source>
   <translation>Delade brevlådor</translation>
  </message>
  <message>
   <source>The ledger's clock</source>
   <translation>Liggarens klocka</translation>
  </message>
  <message>
   <source>The ledger's standby</source>
   <translation>Liggarens reserv</translation>
  </message>
  <message>
   <source>Rights in the ledger</source>
   <translation>Rättigheter i liggaren</translation>
  </message>
  <message>
   <source>What the ledger has</source>
   <translation>Vad liggaren har</translation>
  </message>
  <message>
   <source>What other computers wrote</source>
   <translation>Vad andra datorer har skrivit</translation>
  </message>
  <message>
   <source>Nobody has decided what a passphrase with a code is worth. It counts as level {level}.</source>
   <translation>Det är inte bestämt vad en lösenfras med engångskod är värd. Den räknas som nivå {level}.</translation>
  </message>
  <message>
   <source>Let your organisation decide: passphrase_level in organisation.toml.</source>
   <translation>Låt organisationen bestämma det: passphrase_level i organisation.toml.</translation>
  </message>
  <message>
   <source>Sign in, choose Settings and Who may sign in, and confirm it or make a new one.</source>
   <translation>Logga in, välj Inställningar och Vilka som får logga in, och bekräfta den eller gör en ny.</translation>
  </message>
  <message>
   <source>The driver of the card reader works. Cards that it sees: {count}</source>
   <translation>Kortläsarens drivrutin fungerar. Kort som den ser: {count}</translation>
  </message>
  <message>
   <source>Whoever is logged in in the browser opens the store: single_sign_on is set.</source>
   <translation>Den som är inloggad i webbläsaren öppnar lagret utan ny inloggning: single_sign_on är satt.</translation>
  </message>
  <message>
   <source>It does not say that it tells when somebody logged in. Have it add auth_time.</source>
   <translation>Tjänsten säger inte att den talar om när någon loggade in. Be den lägga till auth_time.</translation>
  </message>
  <message>
   <source>It names no page to log out: who is logged in in the browser must close it.</source>
   <translation>Tjänsten har ingen sida för att logga ut. Den som är inloggad i webbläsaren måste stänga den.</translation>
  </message>
  <message>
   <source>The login service answers.</source>
   <translation>Inloggningstjänsten svarar.</translation>
  </message>
  <message>
   <source>There is none: if nobody can sign in any longer, the messages are lost.</source>
   <translation>Det finns ingen: om ingen längre kan logga in är meddelandena förlorade.</translation>
  </message>
  <message>
   <source>Nobody has confirmed that the recovery key is on paper.</source>
   <translation>Ingen har bekräftat att återställningsnyckeln finns på papper.</translation>
  </message>
  <message>
   <source>Install the driver of the card's maker, and name it in the settings.</source>
   <translation>Installera korttillverkarens drivrutin och ange den i inställningarna.</translation>
  </message>
  <message>
   <source>Check the address of the login service in the settings, and the network.</source>
   <translation>Kontrollera inloggningstjänstens adress i inställningarna, och nätverket.</translation>
  </message>
  <message>
   <source>Fetch the file recovery.json from a backup, or make a new recovery key.</source>
   <translation>Hämta filen recovery.json från en säkerhetskopia, eller gör en ny återställningsnyckel.</translation>
  </message>
  <message>
   <source>This computer's part of the key lies in its key store, for {people}.</source>
   <translation>Datorns del av nyckeln ligger i dess nyckelförråd, för {people}.</translation>
  </message>
  <message>
   <source>This computer's part of the key lies in a file, for {people}. That is weaker: whoever can read your files can read it, too.</source>
   <translation>Datorns del av nyckeln ligger i en fil, för {people}. Det är svagare: den som kommer åt dina filer kan läsa den också.</translation>
  </message>
  <message>
   <source>Ask your IT staff to set up a key store on this computer. Then choose a new passphrase.</source>
   <translation>Be er it-avdelning ordna ett nyckelförråd på datorn. Välj sedan en ny lösenfras.</translation>
  </message>
  <message>
   <source>This computer's part of the key is missing, for {people}.</source>
   <translation>Datorns del av nyckeln saknas, för {people}.</translation>
  </message>
  <message>
   <source>The profile was copied from another computer, or the computer was set up anew. Use the recovery key on the lock screen.</source>
   <translation>Profilen har kopierats från en annan dator, eller så har datorn installerats om. Använd återställningsnyckeln på låsskärmen.</translation>
  </message>
  <message>
   <source>Set acr_3 or acr_4 in the settings to the service's name of that level.</source>
   <translation>Skriv tjänstens namn på nivån i acr_3 eller acr_4 i inställningarna.</translation>
  </message>
  <message>
   <source>The settings do not name the login service's level that is needed here.</source>
   <translation>Inställningarna anger inte vad inloggningstjänsten kallar den tillitsnivå som krävs här.</translation>
  </message>
  <message>
   <source>Set acr_2, acr_3 and acr_4 in the settings to names that it has.</source>
   <translation>Skriv namn som tjänsten har i acr_2, acr_3 och acr_4 i inställningarna.</translation>
  </message>
  <message>
   <source>The login service does not have the levels {names}. It has {levels}.</source>
   <translation>Inloggningstjänsten har inte nivåerna {names}. Den har {levels}.</translation>
  </message>
  <message>
   <source>Somebody has shown that they have it on paper.</source>
   <translation>Någon har visat att den finns på papper.</translation>
  </message>
  <message>
   <source>Sign in, choose Settings and Who may sign in, and make one.</source>
   <translation>Logga in, välj Inställningar och Vilka som får logga in, och gör en.</translation>
  </message>
  <message>
   <source>Smart card</source>
   <translation>Smartkort</translation>
  </message>
  <message>
   <source>Login</source>
   <translation>Inloggningstjänst</translation>
  </message>
  <message>
   <source>Recovery key</source>
   <translation>Återställningsnyckel</translation>
  </message>
  <message>
   <source>Sign-in</source>
   <translation>Inloggning</translation>
  </message>
  <message>
   <source>The user's folder is erased at log-off, and the messages with it.</source>
   <translation>Användarens mapp raderas vid utloggning, och meddelandena med den.</translation>
  </message>
  <message>
   <source>Keep the profile in a folder that stays (--folder), share the mailbox, or let messages stay at the message service until a backup elsewhere holds them (before_delete).</source>
   <translation>Lägg profilen i en mapp som finns kvar (--folder), dela brevlådan, eller låt meddelanden ligga kvar i meddelandetjänsten tills en säkerhetskopia på annan plats har dem (before_delete).</translation>
  </message>
  <message>
   <source>The user's folder follows to other computers; the messages stay on this one.</source>
   <translation>Användarens mapp följer med till andra datorer. Meddelandena stannar på den här.</translation>
  </message>
  <message>
   <source>It stays when the user logs off.</source>
   <translation>Den finns kvar när användaren loggar ut.</translation>
  </message>
  <message>
   <source>Ask your IT staff whether local folders are erased at log-off.</source>
   <translation>Fråga er it-avdelning om lokala mappar raderas vid utloggning.</translation>
  </message>
  <message>
   <source>They come again from the shared mailbox or from the message service.</source>
   <translation>De kommer igen från den delade brevlådan eller från meddelandetjänsten.</translation>
  </message>
  <message>
   <source>Have version {newest} installed.</source>
   <translation>Låt installera version {newest}.</translation>
  </message>
  <message>
   <source>This is version {version}, not the newest.</source>
   <translation>Det här är version {version}. Det finns en nyare.</translation>
  </message>
  <message>
   <source>Version {version} is the newest.</source>
   <translation>Version {version} är den senaste.</translation>
  </message>
  <message>
   <source>The key needs its password. Name its file in the settings.</source>
   <translation>Nyckeln kräver ett lösenord. Ange i inställningarna i vilken fil det finns.</translation>
  </message>
  <message>
   <source>Somebody who is enrolled must let new people in.</source>
   <translation>Någon som redan är inlagd måste släppa in nya personer.</translation>
  </message>
  <message>
   <source>This is no link that SDK Desktop can open.</source>
   <translation>Det här är ingen länk som SDK Desktop kan öppna.</translation>
  </message>
  <message>
   <source>This profile is not for practice. Choose another one with --profile.</source>
   <translation>Den här profilen är inte till för övning. Välj en annan med --profile.</translation>
  </message>
  <message>
   <source>Another practice program is starting. Try again.</source>
   <translation>Ett annat övningsprogram håller på att starta. Försök igen.</translation>
  </message>
  <message>
   <source>Nothing proves that nobody has changed this backup. Choose another one, give the recovery key, or restore it with --unproved if you know where it has been.</source>
   <translation>Inget visar att säkerhetskopian är orörd. Välj en annan, ange återställningsnyckeln, eller återställ med --unproved om du vet var den har legat.</translation>
  </message>
  <message>
   <source>The folder {folder} is not empty.</source>
   <translation>Mappen {folder} är inte tom.</translation>
  </message>
  <message>
   <source>Somebody has changed this backup, or put another one in its place. Choose another.</source>
   <translation>Någon har ändrat den här säkerhetskopian eller lagt en annan i dess ställe. Välj en annan.</translation>
  </message>
  <message>
   <source>The version of SDK Desktop that ran before does not end. Close its window.</source>
   <translation>Den version av SDK Desktop som var igång avslutas inte. Stäng dess fönster.</translation>
  </message>
  <message>
   <source>The settings do not say where the shared mailboxes' ledger is.</source>
   <translation>Inställningarna säger inte var de delade brevlådornas liggare finns.</translation>
  </message>
  <message>
   <source>Confirm who you are to see confidential messages.</source>
   <translation>Bekräfta vem du är för att se meddelanden med sekretess.</translation>
  </message>
  <message>
   <source>Confirm who you are to send.</source>
   <translation>Bekräfta vem du är för att skicka.</translation>
  </message>
  <message>
   <source>Confirm who you are to take something out of the store.</source>
   <translation>Bekräfta vem du är för att ta ut något ur meddelandelagret.</translation>
  </message>
  <message>
   <source>Confirm who you are to erase messages.</source>
   <translation>Bekräfta vem du är för att gallra meddelanden.</translation>
  </message>
  <message>
   <source>Confirm who you are to change who may sign in.</source>
   <translation>Bekräfta vem du är för att ändra vilka som får logga in.</translation>
  </message>
  <message>
   <source>Your organisation asks for a stronger sign-in here.</source>
   <translation>Din organisation kräver en starkare inloggning här.</translation>
  </message>
  <message>
   <source>This computer does not hold what belongs to the key file. Use the recovery key.</source>
   <translation>Den här datorn saknar sin del av nyckeln. Använd återställningsnyckeln.</translation>
  </message>
  <message>
   <source>This computer's key store does not open. Unlock it and try again.</source>
   <translation>Datorns nyckelförråd är låst. Lås upp det och försök igen.</translation>
  </message>
  <message>
   <source>This computer's secret has a name that makes no sense.</source>
   <translation>Namnet på datorns del av nyckeln går inte att förstå.</translation>
  </message>
  <message>
   <source>The key file is damaged. Nothing has been changed. Restore it from a backup, or use the recovery key.</source>
   <translation>Nyckelfilen är skadad. Inget har ändrats. Återställ den från en säkerhetskopia, eller använd återställningsnyckeln.</translation>
  </message>
  <message>
   <source>The last person cannot be removed: nobody could open the store.</source>
   <translation>Den sista personen kan inte tas bort: då kan ingen öppna meddelandelagret.</translation>
  </message>
  <message>
   <source>Another window is changing the key file. Try again.</source>
   <translation>Ett annat fönster ändrar nyckelfilen just nu. Försök igen.</translation>
  </message>
  <message>
   <source>The key file was written by a newer version of SDK Desktop. Install that version.</source>
   <translation>Nyckelfilen är skriven av en nyare version av SDK Desktop. Installera den versionen.</translation>
  </message>
  <message>
   <source>These people must sign in once, in each of their ways, before the store can get a new key: {people}. Or remove them.</source>
   <translation>De här personerna måste logga in en gång, på vart och ett av sina sätt, innan meddelandelagret kan få en ny nyckel: {people}. Eller ta bort dem.</translation>
  </message>
  <message>
   <source>The login service does not name a level that the settings know. Ask your IT staff.</source>
   <translation>Inloggningstjänsten anger en tillitsnivå som inte finns i inställningarna. Fråga it-avdelningen.</translation>
  </message>
  <message>
   <source>The login service does not say when you logged in. Ask your IT staff.</source>
   <translation>Inloggningstjänsten talar inte om när du loggade in. Fråga it-avdelningen.</translation>
  </message>
  <message>
   <source>You logged in too long ago for this. Log in again.</source>
   <translation>Det var för länge sedan du loggade in. Logga in igen.</translation>
  </message>
  <message>
   <source>The login service did not ask you to log in again. Log out there and try again.</source>
   <translation>Inloggningstjänsten bad dig inte att logga in på nytt. Logga ut där och försök igen.</translation>
  </message>
  <message>
   <source>The browser cannot be opened.</source>
   <translation>Webbläsaren går inte att öppna.</translation>
  </message>
  <message>
   <source>The login service's answer cannot be trusted ({what}).</source>
   <translation>Svaret från inloggningstjänsten går inte att lita på ({what}).</translation>
  </message>
  <message>
   <source>The login is not of now. Check that this computer's clock is right.</source>
   <translation>Inloggningen är inte från just nu. Kontrollera att datorns klocka går rätt.</translation>
  </message>
  <message>
   <source>The login service refused the login ({code}).</source>
   <translation>Inloggningstjänsten avvisade inloggningen ({code}).</translation>
  </message>
  <message>
   <source>You logged in in a way that is not strong enough here. Choose a stronger one.</source>
   <translation>Du loggade in på ett sätt som inte är starkt nog här. Välj ett starkare.</translation>
  </message>
  <message>
   <source>The login service gave an answer that cannot be read.</source>
   <translation>Inloggningstjänsten gav ett svar som inte går att läsa.</translation>
  </message>
  <message>
   <source>The login service does not offer what this program needs.</source>
   <translation>Inloggningstjänsten har inte det som programmet behöver.</translation>
  </message>
  <message>
   <source>Another login service than that of the settings answers. Check its address there.</source>
   <translation>En annan inloggningstjänst än den i inställningarna svarar. Kontrollera adressen där.</translation>
  </message>
  <message>
   <source>The login service has no page to log out. Close all windows of the browser, and log in here again.</source>
   <translation>Inloggningstjänsten har ingen sida för att logga ut. Stäng alla webbläsarens fönster och logga in här igen.</translation>
  </message>
  <message>
   <source>The login service is busy or has a fault. Try again later.</source>
   <translation>Inloggningstjänsten är upptagen eller har ett fel. Försök igen senare.</translation>
  </message>
  <message>
   <source>You declined to log in, or the login service did not let you.</source>
   <translation>Du avbröt inloggningen, eller så släppte inloggningstjänsten inte in dig.</translation>
  </message>
  <message>
   <source>The login service could not ask you to log in. Try again.</source>
   <translation>Inloggningstjänsten kunde inte be dig logga in. Försök igen.</translation>
  </message>
  <message>
   <source>The login service does not know this client. Check the settings.</source>
   <translation>Inloggningstjänsten känner inte till det här programmet. Kontrollera inställningarna.</translation>
  </message>
  <message>
   <source>The login service does not answer. Try again later.</source>
   <translation>Inloggningstjänsten svarar inte. Försök igen senare.</translation>
  </message>
  <message>
   <source>The login was cancelled.</source>
   <translation>Inloggningen avbröts.</translation>
  </message>
  <message>
   <source>This computer cannot take the login service's answer.</source>
   <translation>Datorn kan inte ta emot svaret från inloggningstjänsten.</translation>
  </message>
  <message>
   <source>You did not log in in time. Try again.</source>
   <translation>Du loggade inte in i tid. Försök igen.</translation>
  </message>
  <message>
   <source>This way to sign in is not set up on this computer.</source>
   <translation>Det sättet att logga in är inte inställt på den här datorn.</translation>
  </message>
  <message>
   <source>The card has no key that can be used to unlock.</source>
   <translation>Kortet har ingen nyckel som kan användas för att låsa upp.</translation>
  </message>
  <message>
   <source>The card's certificate expired on {date}. Get a new card.</source>
   <translation>Kortets certifikat gick ut {date}. Skaffa ett nytt kort.</translation>
  </message>
  <message>
   <source>This is not the card that was enrolled.</source>
   <translation>Det här är inte det kort som är anslutet till dig.</translation>
  </message>
  <message>
   <source>You have no smart card here. Choose another way.</source>
   <translation>Du har inget smartkort anslutet här. Välj ett annat sätt.</translation>
  </message>
  <message>
   <source>This profile is not for practice.</source>
   <translation>Den här profilen är inte till för övning.</translation>
  </message>
  <message>
   <source>Another person logged in. Log out there and try again.</source>
   <translation>En annan person loggade in. Logga ut där och försök igen.</translation>
  </message>
  <message>
   <source>You have no login here. Choose another way.</source>
   <translation>Du har ingen inloggning här. Välj ett annat sätt.</translation>
  </message>
  <message>
   <source>The settings name another login service now. Choose another way.</source>
   <translation>Inställningarna anger nu en annan inloggningstjänst. Välj ett annat sätt.</translation>
  </message>
  <message>
   <source>The passphrase or the code is wrong. Try again in {seconds} s.</source>
   <translation>Lösenfrasen eller koden är fel. Försök igen om {seconds} s.</translation>
  </message>
  <message>
   <source>The passphrase or the code is wrong. Try again.</source>
   <translation>Lösenfrasen eller koden är fel. Försök igen.</translation>
  </message>
  <message>
   <source>The passphrase must have at least {count} characters.</source>
   <translation>Lösenfrasen måste ha minst {count} tecken.</translation>
  </message>
  <message>
   <source>This passphrase is too easy to guess. Take several words that do not belong together.</source>
   <translation>Den här lösenfrasen är för lätt att gissa. Ta flera ord som inte hör ihop.</translation>
  </message>
  <message>
   <source>The code is wrong. Check that the phone's clock is right.</source>
   <translation>Koden är fel. Kontrollera att telefonens klocka går rätt.</translation>
  </message>
  <message>
   <source>The code belongs to another minute: the clock of this computer or of the phone is wrong. Set it right, and try again.</source>
   <translation>Koden hör till en annan minut: klockan i den här datorn eller i telefonen går fel. Ställ den rätt och försök igen.</translation>
  </message>
  <message>
   <source>The file for the recovery key is damaged. Fetch it from a backup.</source>
   <translation>Filen till återställningsnyckeln är skadad. Hämta den från en säkerhetskopia.</translation>
  </message>
  <message>
   <source>The recovery key is wrong. Compare it with the paper, letter by letter.</source>
   <translation>Återställningsnyckeln är fel. Jämför med papperet, bokstav för bokstav.</translation>
  </message>
  <message>
   <source>The recovery key is an earlier version's. Make a new one and confirm it, before the store gets a new key.</source>
   <translation>Återställningsnyckeln är från en tidigare version. Gör en ny och bekräfta den, innan meddelandelagret får en ny nyckel.</translation>
  </message>
  <message>
   <source>The file {file} is not there. Without it the recovery key opens nothing. Fetch it from a backup.</source>
   <translation>Filen {file} saknas. Utan den öppnar återställningsnyckeln ingenting. Hämta den från en säkerhetskopia.</translation>
  </message>
  <message>
   <source>Wait {seconds} s before you try again.</source>
   <translation>Vänta {seconds} s innan du försöker igen.</translation>
  </message>
  <message>
   <source>Follow the chain of the audit trail from its first event, and compare its end with what
this computer and the newest backup keep, and with a file: an earlier export of the trail (CSV) or
the manifest.json of a backup. Asks for your passphrase and a one-time code; unlocking is recorded.
Ends with 0 when the trail is whole.</source>
   <translation>Följ granskningsloggens kedja från den första händelsen. Jämför slutet med vad den här datorn och den nyaste säkerhetskopian har sparat, och med en fil: en tidigare export av loggen (CSV) eller manifest.json i en säkerhetskopia. Frågar efter din lösenfras och en engångskod; upplåsningen syns i loggen. Slutar med 0 när loggen är hel.</translation>
  </message>
  <message>
   <source>The chain is whole: {events} events. Compared with {marks} marks.</source>
   <translation>Kedjan är hel: {events} händelser. Jämförd med {marks} märken.</translation>
  </message>
  <message>
   <source>Events from number {first} to {last} are gone: the store was replaced by an older copy.</source>
   <translation>Händelserna från nummer {first} till {last} är borta: meddelandena byttes ut mot en äldre kopia.</translation>
  </message>
  <message>
   <source>verify the audit trail</source>
   <translation>kontrollera granskningsloggen</translation>
  </message>
  <message>
   <source>what to do</source>
   <translation>vad som ska göras</translation>
  </message>
  <message>
   <source>an export or a manifest.json</source>
   <translation>en export eller en manifest.json</translation>
  </message>
  <message>
   <source>The chain is broken at event number {number}.</source>
   <translation>Kedjan är bruten vid händelse nummer {number}.</translation>
  </message>
  <message>
   <source>Copy the files of a profile, encrypted as they are, also while somebody works there.
It needs no passphrase, so a timer may run it. The client's own backups are better: they are read
from end to end, stand in the audit trail, and let old ones go. This one is none of that.</source>
   <translation>Kopiera en profils filer, krypterade som de är, även medan någon arbetar där. Det behövs ingen lösenfras, så ett schema kan köra det. Programmets egna säkerhetskopior är bättre: de läses från början till slut, syns i granskningsloggen och gamla tas bort. Det gäller inte den här.</translation>
  </message>
  <message>
   <source>Put a backup into a profile where no message store is. Every file is compared with
what was noted when the backup was made; with the recovery key the store is opened and read from end
to end, and it is proved that nobody has changed the backup. One that was made without the store's
key (sdk-desktop backup, earlier versions) proves nothing: it is restored only when you say so. On
the same computer people then sign in as before. On another one, start the client and enrol anew
with the recovery key.</source>
   <translation>Lägg in en säkerhetskopia i en profil där det inte finns några meddelanden. Varje fil jämförs med det som noterades när kopian gjordes. Med återställningsnyckeln öppnas meddelandena och läses från början till slut, och det visas att ingen har ändrat kopian. En kopia som gjordes utan meddelandenas nyckel (sdk-desktop backup, tidigare versioner) visar ingenting: den återställs bara när du säger till. På samma dator loggar alla sedan in som förut. På en annan dator startar du programmet och lägger upp personerna igen med återställningsnyckeln.</translation>
  </message>
  <message>
   <source>Copy what can be read of a damaged message store into a new profile in an empty
folder. The damaged one stays as it is. A message whose text is lost keeps its headline. Close the
client first. A backup that is whole is better, if it is not too old.</source>
   <translation>Kopiera det som går att läsa i en skadad profil till en ny profil i en tom mapp. Den skadade lämnas som den är. Ett meddelande vars text är borta behåller sin rubrikrad. Stäng programmet först. En hel säkerhetskopia är bättre, om den inte är för gammal.</translation>
  </message>
  <message>
   <source>Saved: {folder} ({messages} messages, {others} other rows)</source>
   <translation>Sparat: {folder} ({messages} meddelanden, {others} andra rader)</translation>
  </message>
  <message>
   <source>Backed up: {folder} ({files} files, {size} bytes)</source>
   <translation>Säkerhetskopierat: {folder} ({files} filer, {size} byte)</translation>
  </message>
  <message>
   <source>There is no message store in {folder}.</source>
   <translation>Det finns inget meddelandelager i {folder}.</translation>
  </message>
  <message>
   <source>Another window is making a backup just now.</source>
   <translation>Ett annat fönster gör en säkerhetskopia just nu.</translation>
  </message>
  <message>
   <source>The recovery key opens it, and it is whole.</source>
   <translation>Återställningsnyckeln öppnar den, och den är hel.</translation>
  </message>
  <message>
   <source>It was not opened: nobody gave the recovery key.</source>
   <translation>Den öppnades inte: ingen gav återställningsnyckeln.</translation>
  </message>
  <message>
   <source>Nobody has changed it since it was made.</source>
   <translation>Ingen har ändrat den sedan den gjordes.</translation>
  </message>
  <message>
   <source>Its settings were taken, but no program library that they name.</source>
   <translation>Dess inställningar togs med, men inget programbibliotek som de pekar ut.</translation>
  </message>
  <message>
   <source>Its settings were not taken: go through the guide, or see whether these addresses are yours and restore with --take-settings.</source>
   <translation>Dess inställningar togs inte med: gå igenom guiden, eller se om de här adresserna är era och återställ med --take-settings.</translation>
  </message>
  <message>
   <source>Recovery key (press Enter to restore without trying it):</source>
   <translation>Återställningsnyckel (tryck på Enter för att återställa utan att prova den):</translation>
  </message>
  <message>
   <source>The file {file} has no recovery key in its first line.</source>
   <translation>Filen {file} har ingen återställningsnyckel på sin första rad.</translation>
  </message>
  <message>
   <source>copy the encrypted files of a profile to a safe place</source>
   <translation>kopiera en profils krypterade filer till ett säkert ställe</translation>
  </message>
  <message>
   <source>instead of the folder that the settings name</source>
   <translation>i stället för mappen i inställningarna</translation>
  </message>
  <message>
   <source>put a backup into an empty profile</source>
   <translation>lägg in en säkerhetskopia i en tom profil</translation>
  </message>
  <message>
   <source>the folder of one backup</source>
   <translation>mappen med en säkerhetskopia</translation>
  </message>
  <message>
   <source>take the settings in the backup, too</source>
   <translation>ta med inställningarna i säkerhetskopian</translation>
  </message>
  <message>
   <source>restore it though nothing proves that nobody has changed it</source>
   <translation>återställ den fast inget visar att ingen har ändrat den</translation>
  </message>
  <message>
   <source>save what can be read of a damaged profile</source>
   <translation>rädda det som går att läsa i en skadad profil</translation>
  </message>
  <message>
   <source>the new profile</source>
   <translation>den nya profilen</translation>
  </message>
  <message>
   <source>its first line is the recovery key</source>
   <translation>första raden är återställningsnyckeln</translation>
  </message>
  <message numerus="yes">
   <source>Of %n messages only the headline could be read.</source>
   <translation>
    <numerusform>Av %n meddelande gick bara rubrikraden att läsa.</numerusform>
    <numerusform>Av %n meddelanden gick bara rubrikraden att läsa.</numerusform>
   </translation>
  </message>
  <message>
   <source>Nothing proves that nobody has changed it.</source>
   <translation>Inget visar att ingen har ändrat den.</translation>
  </message>
  <message>
   <source>Whether somebody has changed it is looked at when somebody signs in.</source>
   <translation>Om någon har ändrat den kontrolleras när någon loggar in.</translation>
  </message>
  <message numerus="yes">
   <source>Restored: {folder} (%n files)</source>
   <translation>
    <numerusform>Återställt: {folder} (%n fil)</numerusform>
    <numerusform>Återställt: {folder} (%n filer)</numerusform>
   </translation>
  </message>
  <message>
   <source>Nothing proves that nobody has changed this backup.</source>
   <translation>Inget visar att ingen har ändrat den här säkerhetskopian.</translation>
  </message>
  <message>
   <source>Restore it all the same? ({yes}/{no})</source>
   <translation>Vill du återställa den ändå? ({yes}/{no})</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>ja</translation>
  </message>
  <message>
   <source>no</source>
   <translation>nej</translation>
  </message>
  <message>
   <source>practice: so many windows on one mailbox</source>
   <translation>övning: så många fönster mot samma brevlåda</translation>
  </message>
  <message>
   <source>open one more window where one is open</source>
   <translation>öppna ett fönster till där ett är öppet</translation>
  </message>
  <message>
   <source>say which version this is</source>
   <translation>säg vilken version det är</translation>
  </message>
  <message>
   <source>draw without a screen</source>
   <translation>rita utan skärm</translation>
  </message>
  <message>
   <source>practice: open a message, save a picture, end</source>
   <translation>övning: öppna ett meddelande, spara en bild, sluta</translation>
  </message>
  <message>
   <source>open what an sdk: link names, in the window that is open</source>
   <translation>öppna det som en sdk:-länk pekar på, i fönstret som är öppet</translation>
  </message>
  <message>
   <source>serve a federation in a box on this computer</source>
   <translation>kör en påhittad federation på den här datorn</translation>
  </message>
  <message>
   <source>0 takes any that is free</source>
   <translation>0 tar en ledig port</translation>
  </message>
  <message>
   <source>how fast its time goes</source>
   <translation>hur fort dess tid går</translation>
  </message>
  <message>
   <source>say what works and what does not</source>
   <translation>säg vad som fungerar och vad som inte gör det</translation>
  </message>
  <message>
   <source>end when standard input is closed</source>
   <translation>sluta när standard in stängs</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Start</translation>
  </message>
  <message>
   <source>The sandbox does not start.</source>
   <translation>Övningsmiljön startar inte.</translation>
  </message>
  <message>
   <source>A message client for Säker digital kommunikation (SDK).</source>
   <translation>Ett meddelandeprogram för Säker digital kommunikation (SDK).</translation>
  </message>
  <message>
   <source>commands</source>
   <translation>kommandon</translation>
  </message>
  <message>
   <source>The disk is full, so the output is not whole.</source>
   <translation>Disken är full, så det som skrevs ut är inte helt.</translation>
  </message>
  <message>
   <source>Go through every case that a message system at an access point must master, with a
client of its own in a temporary profile: what it sends, what it answers, what it keeps. It ends
with 0 when every row that ran is as expected, 1 otherwise, and 2 when it could not run.</source>
   <translation>Gå igenom varje fall som ett meddelandesystem vid en accesspunkt ska klara, med en egen klient i en tillfällig profil: vad den skickar, vad den svarar, vad den sparar. Slutar med 0 när varje rad som kördes blev som väntat, annars 1, och 2 när det inte gick att köra.</translation>
  </message>
  <message>
   <source>against a sandbox that is started for it; the profile only says which language is
spoken</source>
   <translation>mot en sandlåda som startas för ändamålet; profilen bestämmer bara språket</translation>
  </message>
  <message>
   <source>function address at the test bed to send to, as the address book lists it; without
it nothing is sent</source>
   <translation>funktionsadress i testbädden att skicka till, som den står i adressboken; utan den skickas ingenting</translation>
  </message>
  <message>
   <source>Say against whom: --sandbox, or --profile NAME.</source>
   <translation>Ange mot vem: --sandbox eller --profile NAMN.</translation>
  </message>
  <message>
   <source>Faults can be switched on in the sandbox only.</source>
   <translation>Fel kan bara slås på i övningsmiljön.</translation>
  </message>
  <message>
   <source>The sandbox is its own counterpart.</source>
   <translation>Övningsmiljön är sin egen motpart.</translation>
  </message>
  <message>
   <source>go through the cases of the specifications</source>
   <translation>gå igenom specifikationernas fall</translation>
  </message>
  <message>
   <source>only this row, such as 8:15; may be given again</source>
   <translation>bara den här raden, till exempel 8:15; kan anges flera gånger</translation>
  </message>
  <message>
   <source>write the table to FILE.json or FILE.pdf; may be given again</source>
   <translation>skriv tabellen till FILE.json eller FILE.pdf; kan anges flera gånger</translation>
  </message>
  <message>
   <source>sandbox: let something be wrong there, to see that it is noticed</source>
   <translation>sandlåda: låt något vara fel där, för att se att det märks</translation>
  </message>
  <message>
   <source>by the settings of this profile</source>
   <translation>enligt den här profilens inställningar</translation>
  </message>
  <message>
   <source>of the profile there instead</source>
   <translation>profilen i den mappen i stället</translation>
  </message>
  <message>
   <source>seconds that a test bed's answer may take, at most; 120 unless said</source>
   <translation>sekunder som en testbädds svar får ta, högst; 120 om inget sägs</translation>
  </message>
  <message>
   <source>The file {file} cannot be written.</source>
   <translation>Filen {file} kan inte skrivas.</translation>
  </message>
  <message>
   <source>a report ends in .json or .pdf</source>
   <translation>en rapport slutar på .json eller .pdf</translation>
  </message>
  <message>
   <source>say in plain words what was answered</source>
   <translation>säg med vanliga ord vad som svarades</translation>
  </message>
  <message>
   <source>name every rule that documents break</source>
   <translation>nämn varje regel som dokument bryter mot</translation>
  </message>
  <message>
   <source>Take a message, or its whole conversation, out of the program: a ZIP file with a
document to read (PDF/A), the messages as XML, attachments, acknowledgements, the audit trail of
these messages, and a manifest. Asks for your passphrase and a one-time code; it is recorded.</source>
   <translation>Ta ut ett meddelande, eller hela konversationen, ur programmet: en ZIP-fil med ett dokument att läsa (PDF/A), meddelandena som XML, bilagor, kvittenser, granskningsloggen för meddelandena och ett manifest. Frågar efter din lösenfras och en engångskod; det syns i granskningsloggen.</translation>
  </message>
  <message>
   <source>check a package that was taken out, and name what was changed</source>
   <translation>kontrollera ett paket som har tagits ut, och nämn vad som har ändrats</translation>
  </message>
  <message>
   <source>take a message or conversation out of the program</source>
   <translation>ta ut ett meddelande eller en konversation ur programmet</translation>
  </message>
  <message>
   <source>the message's id</source>
   <translation>meddelandets id</translation>
  </message>
  <message>
   <source>the ZIP file to write</source>
   <translation>ZIP-filen som skrivs</translation>
  </message>
  <message>
   <source>with the whole conversation</source>
   <translation>med hela konversationen</translation>
  </message>
  <message>
   <source>a ZIP file or a folder</source>
   <translation>en ZIP-fil eller en mapp</translation>
  </message>
  <message>
   <source>{file} is written.</source>
   <translation>{file} är skriven.</translation>
  </message>
  <message>
   <source>the sender's: PKCS#12 or PEM file, or pkcs11:token=LABEL?module-path=DRIVER</source>
   <translation>avsändarens: PKCS#12- eller PEM-fil, eller pkcs11:token=LABEL?module-path=DRIVER</translation>
  </message>
  <message>
   <source>the recipient's: PKCS#12 or PEM file, or pkcs11:token=LABEL?module-path=DRIVER</source>
   <translation>mottagarens: PKCS#12- eller PEM-fil, eller pkcs11:token=LABEL?module-path=DRIVER</translation>
  </message>
  <message>
   <source>encrypt and sign a message for its recipient</source>
   <translation>kryptera och signera ett meddelande för mottagaren</translation>
  </message>
  <message>
   <source>verify and decrypt an envelope, and answer it</source>
   <translation>kontrollera och dekryptera ett kuvert, och svara på det</translation>
  </message>
  <message>
   <source>The document is no message.</source>
   <translation>Dokumentet är inte ett meddelande.</translation>
  </message>
  <message>
   <source>Say whom to trust with --trust FOLDER, or that this is a laboratory.</source>
   <translation>Ange vilka utfärdare som är betrodda med --trust MAPP, eller --no-revocation i ett laboratorium.</translation>
  </message>
  <message>
   <source>The key needs its password. Give it with --password-file.</source>
   <translation>Nyckeln kräver ett lösenord. Ange det med --password-file.</translation>
  </message>
  <message>
   <source>leave alone what is for anybody else</source>
   <translation>låt det vara som är till någon annan</translation>
  </message>
  <message>
   <source>write the answer there</source>
   <translation>skriv svaret dit</translation>
  </message>
  <message>
   <source>what signs the answer, if not --key</source>
   <translation>det som signerar svaret, om inte --key</translation>
  </message>
  <message>
   <source>Sealed: {file} ({size} bytes)</source>
   <translation>Förseglat: {file} ({size} byte)</translation>
  </message>
  <message>
   <source>%(default)s unless said</source>
   <translation>%(default)s om inget sägs</translation>
  </message>
  <message>
   <source>The envelope is signed with another certificate than the sender's.</source>
   <translation>Kuvertet är undertecknat med ett annat certifikat än avsändarens.</translation>
  </message>
  <message>
   <source>certificates of the issuers that are trusted</source>
   <translation>certifikat för de utfärdare som ni litar på</translation>
  </message>
  <message>
   <source>laboratory: do not ask about revocation</source>
   <translation>laboratorium: fråga inte om återkallelse</translation>
  </message>
  <message>
   <source>its first line opens the key, or is its PIN</source>
   <translation>första raden öppnar nyckeln, eller är dess PIN-kod</translation>
  </message>
  <message>
   <source>The file {file} has no certificate that can be read.</source>
   <translation>Filen {file} har inget certifikat som går att läsa.</translation>
  </message>
  <message>
   <source>Password or PIN of {what}:</source>
   <translation>Lösenord eller PIN-kod till {what}:</translation>
  </message>
  <message>
   <source>the token</source>
   <translation>kortet</translation>
  </message>
  <message>
   <source>Opened: {name}</source>
   <translation>Öppnat: {name}</translation>
  </message>
  <message>
   <source>Show who may sign in and what each may do; with a name and a role, give that role. A
reader reads and searches; a handler also takes, answers, writes and sends; a registrar also
registers, keeps messages and proposes to erase; a manager may do everything. A role holds in every
mailbox; with --mailbox a person gets a higher one in that mailbox alone. Only a manager gives
roles, and there is always one. Asks for your passphrase and a one-time code; a change is
recorded.</source>
   <translation>Visa vilka som får logga in och vad var och en får göra. Med ett namn och en roll: ge den rollen. Reader läser och söker. Handler tar, svarar, skriver och skickar också. Registrar diarieför, bevarar och föreslår gallring också. Manager får göra allt. En roll gäller i alla brevlådor; med --mailbox får en person en högre roll i just den brevlådan. Bara en manager ger roller, och det finns alltid en. Frågar efter din lösenfras och en engångskod; en ändring syns i granskningsloggen.</translation>
  </message>
  <message>
   <source>Name the role, too: reader, handler, registrar or manager.</source>
   <translation>Ange också rollen: reader, handler, registrar eller manager.</translation>
  </message>
  <message>
   <source>show who may do what, and change it</source>
   <translation>visa vem som får göra vad, och ändra det</translation>
  </message>
  <message>
   <source>who gets a role</source>
   <translation>vem som får en roll</translation>
  </message>
  <message>
   <source>which role</source>
   <translation>vilken roll</translation>
  </message>
  <message>
   <source>the one mailbox it is for</source>
   <translation>den enda brevlåda som den gäller</translation>
  </message>
  <message>
   <source>Print each setting with its value, and where it is decided: in the user's own
file, in organisation.toml, or by what the system distributes (Windows' policies, managed
preferences of macOS). What the organisation decides is marked "locked". Nothing is unlocked.</source>
   <translation>Skriv ut varje inställning med dess värde och var den är bestämd: i användarens egen fil, i organisation.toml eller i det som systemet delar ut (Windows principer, hanterade inställningar i macOS). Det som organisationen bestämmer är märkt "låst". Ingenting låses upp.</translation>
  </message>
  <message>
   <source>default</source>
   <translation>förval</translation>
  </message>
  <message>
   <source>say what is set, and who has decided it</source>
   <translation>säg vad som är inställt, och vem som har bestämt det</translation>
  </message>
  <message>
   <source>print all settings</source>
   <translation>skriv ut alla inställningar</translation>
  </message>
  <message>
   <source>print JSON</source>
   <translation>skriv JSON</translation>
  </message>
  <message>
   <source>locked</source>
   <translation>låst</translation>
  </message>
  <message>
   <source>Only practice has windows of several people, in profiles of their own.</source>
   <translation>Bara i övningsläget finns fönster för flera personer, i egna profiler.</translation>
  </message>
  <message>
   <source>Fetch and send for a profile without a window, until the program is ended. So
shared mailboxes are served at night, too. Passphrase and one-time code are asked for, or read as
two lines; the person needs no more than the role reader. Only what hinders is printed.</source>
   <translation>Hämta och skicka för en profil utan fönster, tills programmet avslutas. Så betjänas delade brevlådor även på natten. Lösenfras och engångskod frågas efter, eller läses som två rader; personen behöver inte mer än rollen reader. Bara det som hindrar skrivs ut.</translation>
  </message>
  <message>
   <source>fetch and send without a window</source>
   <translation>hämta och skicka utan fönster</translation>
  </message>
  <message>
   <source>Several computers share a mailbox through a ledger in PostgreSQL 15 or later, whose
administrator cannot read what it holds. Where it is stands in the settings under [shared].</source>
   <translation>Flera datorer delar en brevlåda genom en liggare i PostgreSQL 15 eller senare. Den som sköter databasen kan inte läsa vad som står där. Var den finns står i inställningarna under [shared].</translation>
  </message>
  <message>
   <source>Make the ledger in an empty database, or bring it to the newest format. Whoever does
this owns the database and may make roles; nothing of a mailbox can be read with that.</source>
   <translation>Skapa liggaren i en tom databas, eller uppdatera den till det nyaste formatet. Den som gör det äger databasen och får skapa roller; inget ur en brevlåda kan läsas med det.</translation>
  </message>
  <message>
   <source>Make a login for one profile on one computer, or give it a new password. The password is
printed once; put it into the file that the profile's settings name. Choose a name that says nothing
of whose it is.</source>
   <translation>Skapa en inloggning för en profil på en dator, eller ge den ett nytt lösenord. Lösenordet skrivs ut en gång; lägg det i filen som profilens inställningar pekar på. Välj ett namn som inte säger vems den är.</translation>
  </message>
  <message>
   <source>Drop the login of a computer that is gone. A manager of the mailbox must remove the
computer there, too: only that gives the mailbox a new key.</source>
   <translation>Ta bort inloggningen för en dator som är borta. Den som är ansvarig för brevlådan måste ta bort datorn där också: bara det ger brevlådan en ny nyckel.</translation>
  </message>
  <message>
   <source>make the ledger, or bring it to the newest format</source>
   <translation>skapa liggaren, eller uppdatera den till det nyaste formatet</translation>
  </message>
  <message>
   <source>The ledger has format {new}; it had {old}.</source>
   <translation>Liggaren har format {new}; den hade {old}.</translation>
  </message>
  <message>
   <source>let one more computer log in</source>
   <translation>låt en dator till logga in</translation>
  </message>
  <message>
   <source>let a computer log in no longer</source>
   <translation>låt en dator inte logga in längre</translation>
  </message>
  <message>
   <source>look after the ledger of shared mailboxes</source>
   <translation>sköt liggaren för delade brevlådor</translation>
  </message>
  <message>
   <source>take changes of no older program any longer</source>
   <translation>ta inte emot ändringar från äldre program längre</translation>
  </message>
  <message>
   <source>Password of {name}:</source>
   <translation>Lösenord för {name}:</translation>
  </message>
  <message>
   <source>who owns the database</source>
   <translation>den som äger databasen</translation>
  </message>
  <message>
   <source>its first line is the password</source>
   <translation>första raden är lösenordet</translation>
  </message>
  <message>
   <source>the name of the login</source>
   <translation>inloggningens namn</translation>
  </message>
  <message>
   <source>{name} logs in no longer.</source>
   <translation>{name} kan inte logga in längre.</translation>
  </message>
  <message>
   <source>none</source>
   <translation>inget</translation>
  </message>
  <message>
   <source>Share a mailbox: this computer manages it. Prints the code by which other computers ask
to be let in; it is no secret. Needs the ledger's administrator once.</source>
   <translation>Dela en brevlåda: den här datorn sköter den. Skriver ut koden som andra datorer ber om att få vara med med; den är ingen hemlighet. Behöver den som sköter liggaren en gång.</translation>
  </message>
  <message>
   <source>Ask to be let into a shared mailbox. Prints six words: say them to whoever manages the
mailbox, who types them at a computer that shares it already.</source>
   <translation>Be om att få vara med i en delad brevlåda. Skriver ut sex ord: säg dem till den som sköter brevlådan, som skriver in dem på en dator som redan delar den.</translation>
  </message>
  <message>
   <source>Let a computer in that asks for it. Type the six words as you hear them from the person
in front of it, whom you know.</source>
   <translation>Släpp in en dator som ber om det. Skriv de sex orden som du hör dem av personen framför den, som du känner.</translation>
  </message>
  <message>
   <source>Make a recovery paper: with it, a new computer can be let in when all others are lost.
Prints its secret once. Keep two, in different places.</source>
   <translation>Gör ett återställningspapper: med det kan en ny dator släppas in när alla andra är borta. Skriver ut hemligheten en gång. Spara två, på olika ställen.</translation>
  </message>
  <message>
   <source>Take a computer or a recovery paper out of a shared mailbox. What it has read it has
read; what comes from now on it cannot. Let the ledger's administrator drop its login, too.</source>
   <translation>Ta bort en dator eller ett återställningspapper ur en delad brevlåda. Det den har läst har den läst; det som kommer sedan kan den inte läsa. Låt den som sköter liggaren ta bort inloggningen också.</translation>
  </message>
  <message>
   <source>Let a computer do more or less in a shared mailbox: a reader changes nothing there, a
handler takes and answers, a registrar also registers and proposes to erase, a manager also approves
erasing, and lets computers in and out.</source>
   <translation>Låt en dator göra mer eller mindre i en delad brevlåda. Reader ändrar ingenting där. Handler tar och svarar. Registrar diarieför och föreslår gallring också. Manager godkänner gallring också och släpper datorer in och ut.</translation>
  </message>
  <message>
   <source>Stop sharing a mailbox here: what people note stays on this computer. Let a manager take
the computer out, too.</source>
   <translation>Sluta dela en brevlåda här: det som noteras stannar på den här datorn. Låt en ansvarig ta bort datorn också.</translation>
  </message>
  <message>
   <source>Say for which computers a mailbox waits whose ledger had lost something. Each offers what
it has as soon as it has contact; until all have, nobody works. With --without go on without one
that does not come back: what only that one has is missing.</source>
   <translation>Säg vilka datorer en brevlåda väntar på när liggaren har tappat något. Varje dator lämnar det den har så fort den får kontakt; tills alla har gjort det kan ingen arbeta. Med --without går det vidare utan en dator som inte kommer tillbaka: det som bara den har saknas då.</translation>
  </message>
  <message>
   <source>Say who shares a mailbox, by which code others join, and who asks to be let in.</source>
   <translation>Säg vilka som delar en brevlåda, med vilken kod andra kommer med och vilka som ber om det.</translation>
  </message>
  <message>
   <source>{name} does not share the mailbox any longer.</source>
   <translation>{name} delar inte brevlådan längre.</translation>
  </message>
  <message>
   <source>Its ledger had lost something. It waits for: {name}</source>
   <translation>Liggaren hade tappat något. Brevlådan väntar på: {name}</translation>
  </message>
  <message>
   <source>There is no such member of the shared mailbox.</source>
   <translation>Någon sådan medlem finns inte i den delade brevlådan.</translation>
  </message>
  <message>
   <source>ask to be let into a shared mailbox</source>
   <translation>be om att få vara med i en delad brevlåda</translation>
  </message>
  <message>
   <source>the code of the shared mailbox</source>
   <translation>den delade brevlådans kod</translation>
  </message>
  <message>
   <source>let a computer in that asks for it</source>
   <translation>släpp in en dator som ber om det</translation>
  </message>
  <message>
   <source>the words that it shows</source>
   <translation>orden som den visar</translation>
  </message>
  <message>
   <source>what the computer is to be called</source>
   <translation>vad datorn ska heta</translation>
  </message>
  <message>
   <source>what it may do there</source>
   <translation>vad den får göra där</translation>
  </message>
  <message>
   <source>let a computer do more or less</source>
   <translation>låt en dator göra mer eller mindre</translation>
  </message>
  <message>
   <source>what the computer is called</source>
   <translation>vad datorn heter</translation>
  </message>
  <message>
   <source>what it may do from now on</source>
   <translation>vad den får göra från och med nu</translation>
  </message>
  <message>
   <source>make a recovery paper</source>
   <translation>gör ett återställningspapper</translation>
  </message>
  <message>
   <source>what the paper is to be called</source>
   <translation>vad papperet ska heta</translation>
  </message>
  <message>
   <source>take a computer or a recovery paper out</source>
   <translation>ta bort en dator eller ett återställningspapper</translation>
  </message>
  <message>
   <source>what it is called</source>
   <translation>vad den heter</translation>
  </message>
  <message>
   <source>mend a mailbox whose ledger lost something</source>
   <translation>laga en brevlåda vars liggare tappade något</translation>
  </message>
  <message>
   <source>a computer that is waited for no longer</source>
   <translation>en dator som ingen väntar på längre</translation>
  </message>
  <message>
   <source>stop sharing a mailbox here</source>
   <translation>sluta dela en brevlåda här</translation>
  </message>
  <message>
   <source>say who shares a mailbox</source>
   <translation>säg vilka som delar en brevlåda</translation>
  </message>
  <message>
   <source>share a mailbox</source>
   <translation>dela en brevlåda</translation>
  </message>
  <message>
   <source>what this computer is to be called</source>
   <translation>vad den här datorn ska heta</translation>
  </message>
  <message>
   <source>No computer that asks to be let in shows these words. Do not let it in.</source>
   <translation>Ingen dator som ber om att bli insläppt visar de orden. Släpp inte in den.</translation>
  </message>
  <message>
   <source>The mailbox is not shared here any longer.</source>
   <translation>Brevlådan delas inte längre här.</translation>
  </message>
  <message>
   <source>its function address</source>
   <translation>brevlådans funktionsadress</translation>
  </message>
  <message>
   <source>Name the mailbox with --mailbox.</source>
   <translation>Ange brevlådan med --mailbox.</translation>
  </message>
  <message>
   <source>This computer asks to be let in. Its words: {words}</source>
   <translation>Den här datorn ber om att få vara med. Dess ord: {words}</translation>
  </message>
  <message>
   <source>The mailbox waits for no computer.</source>
   <translation>Brevlådan väntar inte på någon dator.</translation>
  </message>
  <message>
   <source>The mailbox is not shared.</source>
   <translation>Brevlådan är inte delad.</translation>
  </message>
  <message>
   <source>Ticket for {name}: {role}, until {day}</source>
   <translation>Biljett för {name}: {role}, till och med {day}</translation>
  </message>
  <message>
   <source>Asks to be let in: {words}</source>
   <translation>Ber om att få vara med: {words}</translation>
  </message>
  <message>
   <source>{name} shares the mailbox.</source>
   <translation>{name} delar brevlådan.</translation>
  </message>
  <message>
   <source>recovery paper</source>
   <translation>återställningspapper</translation>
  </message>
  <message>
   <source>Code: {code}</source>
   <translation>Kod: {code}</translation>
  </message>
  <message>
   <source>this computer</source>
   <translation>den här datorn</translation>
  </message>
  <message>
   <source>Make a ticket for each of these new computers: whichever computer has the file first is let
into the mailboxes once, without anybody comparing words, by the next computer that manages them.
The organisation's settings there name the file. It is as good as a key until it is used: bring it
by a way that nobody else can read, and delete it afterwards.</source>
   <translation>Gör en biljett för var och en av dessa nya datorer: den dator som först har filen släpps in i
brevlådorna en gång, utan att någon jämför ord, av nästa dator som ansvarar för dem.
Organisationens inställningar där anger filen. Den är så god som en nyckel tills den har använts:
för över den så att ingen annan kan läsa den, och ta bort den efteråt.</translation>
  </message>
  <message>
   <source>Take back the tickets for a computer that have not been used.</source>
   <translation>Ta tillbaka de biljetter för en dator som inte har använts.</translation>
  </message>
  <message>
   <source>There is a file of that name already: {file}</source>
   <translation>Det finns redan en fil med det namnet: {file}</translation>
  </message>
  <message>
   <source>make tickets for new computers</source>
   <translation>gör biljetter för nya datorer</translation>
  </message>
  <message>
   <source>take back tickets for a computer</source>
   <translation>ta tillbaka biljetter för en dator</translation>
  </message>
  <message>
   <source>so many days it is good, 7 unless told</source>
   <translation>så många dagar gäller den, 7 om inget anges</translation>
  </message>
  <message>
   <source>where the files are written</source>
   <translation>var filerna skrivs</translation>
  </message>
  <message>
   <source>its function address; all that are shared here unless named</source>
   <translation>dess funktionsadress; utan den alla som delas här</translation>
  </message>
  <message>
   <source>The ticket for {name} is good no longer.</source>
   <translation>Biljetten för {name} gäller inte längre.</translation>
  </message>
  <message>
   <source>1 to {most} days</source>
   <translation>1 till {most} dagar</translation>
  </message>
  <message>
   <source>Write a table (CSV) with the figures of each mailbox in each month: received, sent,
median hours to the first answer and until registered, late, rejected by cause. It says nothing of
any message. Asks for your passphrase and a one-time code.</source>
   <translation>Skriv en tabell (CSV) med siffror för varje brevlåda och månad: mottagna, skickade, mediantid i timmar till första svar och till diarieföring, för sena, avvisade efter orsak. Den säger inget ur något meddelande. Frågar efter din lösenfras och en engångskod.</translation>
  </message>
  <message>
   <source>write figures per mailbox and month</source>
   <translation>skriv siffror per brevlåda och månad</translation>
  </message>
  <message>
   <source>the CSV file to write</source>
   <translation>CSV-filen som skrivs</translation>
  </message>
  <message>
   <source>a month is written as 2026-03</source>
   <translation>en månad skrivs som 2026-03</translation>
  </message>
  <message numerus="yes">
   <source>{file} is written: %n rows.</source>
   <translation>
    <numerusform>{file} är skriven: %n rad.</numerusform>
    <numerusform>{file} är skriven: %n rader.</numerusform>
   </translation>
  </message>
  <message>
   <source>Print how a client is: when it last fetched, what waits to be sent, how many
rounds have failed, the age of the backup, days left of certificates, room on the disk. Nothing is
unlocked, and nothing of any message is printed. Ends with 0 when all is well, with 1 when somebody
should look: "problems" names at what.</source>
   <translation>Skriv ut hur en klient mår: när den hämtade senast, vad som väntar på att skickas, hur många omgångar som har misslyckats, säkerhetskopians ålder, dagar kvar för certifikat och utrymme på disken. Ingenting låses upp, och inget ur något meddelande skrivs ut. Slutar med 0 när allt är väl och med 1 när någon bör titta: "problems" säger på vad.</translation>
  </message>
  <message>
   <source>tell monitoring programs how the client is</source>
   <translation>berätta för övervakningsprogram hur programmet mår</translation>
  </message>
  <message>
   <source>print Prometheus' text format</source>
   <translation>skriv i Prometheus textformat</translation>
  </message>
  <message>
   <source>Write the message store anew under a new key: when somebody was removed who may have
kept a copy of the key file, or when a way to sign in was lost. Everybody who may sign in now does
so as before, and the recovery key opens it, too; nobody else need be present. Close the client in
every window first. Asks for your passphrase and a one-time code.</source>
   <translation>Skriv om meddelandena under en ny nyckel: när någon har tagits bort som kan ha sparat en kopia av nyckelfilen, eller när ett sätt att logga in har kommit bort. Alla som får logga in nu gör det som förut, och återställningsnyckeln öppnar också; ingen annan behöver vara med. Stäng programmet i alla fönster först. Frågar efter din lösenfras och en engångskod.</translation>
  </message>
  <message>
   <source>give the message store a new key</source>
   <translation>ge meddelandena en ny nyckel</translation>
  </message>
  <message>
   <source>The message store has a new key. Everybody signs in as before.</source>
   <translation>Meddelandena har en ny nyckel. Alla loggar in som förut.</translation>
  </message>
  <message>
   <source>Nobody has answered what was asked, so nothing has been done.</source>
   <translation>Ingen har svarat på frågan, så inget har gjorts.</translation>
  </message>
  <message>
   <source>What was read is not a text (UTF-8).</source>
   <translation>Det som lästes är ingen text (UTF-8).</translation>
  </message>
  <message>
   <source>Name the person who signs in with --person.</source>
   <translation>Ange vem som loggar in med --person.</translation>
  </message>
  <message>
   <source>whose passphrase it is</source>
   <translation>vems lösenfrasen är</translation>
  </message>
  <message>
   <source>Passphrase:</source>
   <translation>Lösenfras:</translation>
  </message>
  <message>
   <source>One-time code:</source>
   <translation>Engångskod:</translation>
  </message>
  <message>
   <source>usage: </source>
   <translation>så används det: </translation>
  </message>
  <message>
   <source>options</source>
   <translation>val</translation>
  </message>
  <message>
   <source>positional arguments</source>
   <translation>argument</translation>
  </message>
  <message>
   <source>show this help message and exit</source>
   <translation>visa den här hjälpen och sluta</translation>
  </message>
  <message>
   <source>argument %(argument_name)s: %(message)s</source>
   <translation>argumentet %(argument_name)s: %(message)s</translation>
  </message>
  <message>
   <source>unrecognized arguments: %s</source>
   <translation>okända argument: %s</translation>
  </message>
  <message>
   <source>ambiguous option: %(option)s could match %(matches)s</source>
   <translation>%(option)s är tvetydigt: det kan vara %(matches)s</translation>
  </message>
  <message>
   <source>invalid choice: %(value)r (choose from %(choices)s)</source>
   <translation>%(value)r går inte att välja (välj bland %(choices)s)</translation>
  </message>
  <message>
   <source>invalid %(type)s value: %(value)r</source>
   <translation>%(value)r är inget giltigt värde (%(type)s)</translation>
  </message>
  <message>
   <source>unknown parser %(parser_name)r (choices: %(choices)s)</source>
   <translation>okänt kommando %(parser_name)r (välj bland: %(choices)s)</translation>
  </message>
  <message>
   <source>expected one argument</source>
   <translation>ett värde behövs</translation>
  </message>
  <message>
   <source>expected at most one argument</source>
   <translation>högst ett värde får anges</translation>
  </message>
  <message>
   <source>expected at least one argument</source>
   <translation>minst ett värde behövs</translation>
  </message>
  <message>
   <source>expected %s argument</source>
   <translation>%s värde behövs</translation>
  </message>
  <message>
   <source>expected %s arguments</source>
   <translation>%s värden behövs</translation>
  </message>
  <message>
   <source>the following arguments are required: %s</source>
   <translation>de här argumenten behövs: %s</translation>
  </message>
  <message>
   <source>one of the arguments %s is required</source>
   <translation>ett av argumenten %s behövs</translation>
  </message>
  <message>
   <source>not allowed with argument %s</source>
   <translation>går inte att ange tillsammans med %s</translation>
  </message>
  <message>
   <source>unexpected option string: %s</source>
   <translation>oväntat val: %s</translation>
  </message>
  <message>
   <source>ignored explicit argument %r</source>
   <translation>värdet %r hör inte hemma här</translation>
  </message>
  <message>
   <source>%(prog)s: error: %(message)s
</source>
   <translation>%(prog)s: fel: %(message)s
</translation>
  </message>
  <message>
   <source>practise against the built-in sandbox</source>
   <translation>öva mot den inbyggda sandlådan</translation>
  </message>
  <message>
   <source>which profile to use</source>
   <translation>vilken profil som används</translation>
  </message>
  <message>
   <source>keep the profile there instead</source>
   <translation>ha profilen där i stället</translation>
  </message>
  <message>
   <source>a name is missing</source>
   <translation>ett namn saknas</translation>
  </message>
  <message>
   <source>else the profile's, else the system's, else Swedish</source>
   <translation>annars profilens språk, annars systemets, annars svenska</translation>
  </message>
  <message>
   <source>Acknowledgement that accepts</source>
   <translation>Kvittens som accepterar</translation>
  </message>
  <message>
   <source>Acknowledgement that rejects</source>
   <translation>Kvittens som avvisar</translation>
  </message>
  <message>
   <source>Acknowledgement without a signature</source>
   <translation>Kvittens utan signatur</translation>
  </message>
  <message>
   <source>Acknowledgement signed with another organisation's key</source>
   <translation>Kvittens signerad med en annan organisations nyckel</translation>
  </message>
  <message>
   <source>Acknowledgement in another organisation's name</source>
   <translation>Kvittens i en annan organisations namn</translation>
  </message>
  <message>
   <source>Acknowledgement with a wrong signature value</source>
   <translation>Kvittens med fel signaturvärde</translation>
  </message>
  <message>
   <source>Acknowledgement that is said to be encrypted</source>
   <translation>Kvittens som sägs vara krypterad</translation>
  </message>
  <message>
   <source>Acknowledgement that is encrypted</source>
   <translation>Kvittens som är krypterad</translation>
  </message>
  <message>
   <source>Acknowledgement without its time (XSD)</source>
   <translation>Kvittens utan tid (XSD)</translation>
  </message>
  <message>
   <source>Acknowledgement that accepts and names a cause (R7)</source>
   <translation>Kvittens som accepterar och anger en orsak (R7)</translation>
  </message>
  <message>
   <source>Acknowledgement that rejects and names no cause (R8)</source>
   <translation>Kvittens som avvisar utan att ange orsak (R8)</translation>
  </message>
  <message>
   <source>Acknowledgement with an unknown kind of cause (R6)</source>
   <translation>Kvittens med okänd orsakstyp (R6)</translation>
  </message>
  <message>
   <source>Acknowledgement whose SenderParty is not FromParty</source>
   <translation>Kvittens vars SenderParty inte är FromParty</translation>
  </message>
  <message>
   <source>Acknowledgement whose ReceiverParty is not ToParty</source>
   <translation>Kvittens vars ReceiverParty inte är ToParty</translation>
  </message>
  <message>
   <source>Acknowledgement of no message of ours</source>
   <translation>Kvittens för ett meddelande som vi inte har skickat</translation>
  </message>
  <message>
   <source>Acknowledgement of a message that we sent to somebody else</source>
   <translation>Kvittens för ett meddelande som vi har skickat till någon annan</translation>
  </message>
  <message>
   <source>Acknowledgement that accepts, then another one that rejects</source>
   <translation>Kvittens som accepterar, sedan en till som avvisar</translation>
  </message>
  <message>
   <source>No acknowledgement within 30 minutes</source>
   <translation>Ingen kvittens inom 30 minuter</translation>
  </message>
  <message>
   <source>Acknowledgement that comes when nobody waits any longer</source>
   <translation>Kvittens som kommer när ingen längre väntar</translation>
  </message>
  <message>
   <source>This counterpart cannot be steered.</source>
   <translation>Den här motparten går inte att styra.</translation>
  </message>
  <message>
   <source>The address book does not list {address}.</source>
   <translation>Adressboken har inte {address}.</translation>
  </message>
  <message>
   <source>The sandbox does not answer.</source>
   <translation>Övningsmiljön svarar inte.</translation>
  </message>
  <message>
   <source>The sandbox does not do what it is told.</source>
   <translation>Övningsmiljön gör inte det den ska.</translation>
  </message>
  <message>
   <source>Signature and certificate of the sending access point</source>
   <translation>Den sändande accesspunktens signatur och certifikat</translation>
  </message>
  <message>
   <source>The access point serves addressee and type, and its header agrees with the envelope</source>
   <translation>Accesspunkten betjänar mottagare och typ, och dess huvud stämmer med kuvertet</translation>
  </message>
  <message>
   <source>The envelope breaks off</source>
   <translation>Kuvertet är avbrutet</translation>
  </message>
  <message>
   <source>The envelope declares a document type</source>
   <translation>Kuvertet anger en dokumenttyp (DOCTYPE)</translation>
  </message>
  <message>
   <source>Elements in the wrong order (XSD)</source>
   <translation>Element i fel ordning (XSD)</translation>
  </message>
  <message>
   <source>An element that R1 forbids</source>
   <translation>Ett element som R1 förbjuder</translation>
  </message>
  <message>
   <source>An element that the profile leaves out</source>
   <translation>Ett element som profilen utelämnar</translation>
  </message>
  <message>
   <source>An empty element (R2)</source>
   <translation>Ett tomt element (R2)</translation>
  </message>
  <message>
   <source>An empty attribute (R2)</source>
   <translation>Ett tomt attribut (R2)</translation>
  </message>
  <message>
   <source>Another CustomizationID (R3)</source>
   <translation>Annat CustomizationID (R3)</translation>
  </message>
  <message>
   <source>DOCUMENTID is missing (R4)</source>
   <translation>DOCUMENTID saknas (R4)</translation>
  </message>
  <message>
   <source>DOCUMENTID_SCHEME is missing (R5)</source>
   <translation>DOCUMENTID_SCHEME saknas (R5)</translation>
  </message>
  <message>
   <source>PROCESSID is missing (R6)</source>
   <translation>PROCESSID saknas (R6)</translation>
  </message>
  <message>
   <source>PROCESSID_SCHEME is missing (R7)</source>
   <translation>PROCESSID_SCHEME saknas (R7)</translation>
  </message>
  <message>
   <source>FEDERATIONID is missing (R8)</source>
   <translation>FEDERATIONID saknas (R8)</translation>
  </message>
  <message>
   <source>A criterion twice</source>
   <translation>Ett kriterium två gånger</translation>
  </message>
  <message>
   <source>Another XHEVersionID (R9)</source>
   <translation>Annat XHEVersionID (R9)</translation>
  </message>
  <message>
   <source>Another scheme of the sender (R10)</source>
   <translation>Annat schema för avsändaren (R10)</translation>
  </message>
  <message>
   <source>Another scheme of the recipient (R11)</source>
   <translation>Annat schema för mottagaren (R11)</translation>
  </message>
  <message>
   <source>Said to be encrypted, and is not (R12)</source>
   <translation>Sägs vara krypterat men är det inte (R12)</translation>
  </message>
  <message>
   <source>Encrypted, and said not to be (R13)</source>
   <translation>Krypterat men sägs inte vara det (R13)</translation>
  </message>
  <message>
   <source>Two payloads (R14)</source>
   <translation>Två nyttolaster (R14)</translation>
  </message>
  <message>
   <source>ContentTypeCode is missing (R14)</source>
   <translation>ContentTypeCode saknas (R14)</translation>
  </message>
  <message>
   <source>The envelope's ID is no UUID</source>
   <translation>Kuvertets ID är inget UUID</translation>
  </message>
  <message>
   <source>CreationDateTime without time zone</source>
   <translation>CreationDateTime utan tidszon</translation>
  </message>
  <message>
   <source>An unknown DOCUMENTID</source>
   <translation>Okänt DOCUMENTID</translation>
  </message>
  <message>
   <source>ToParty is another organisation</source>
   <translation>ToParty är en annan organisation</translation>
  </message>
  <message>
   <source>The FEDERATIONID of the test federation</source>
   <translation>Testfederationens FEDERATIONID</translation>
  </message>
  <message>
   <source>No signature</source>
   <translation>Ingen signatur</translation>
  </message>
  <message>
   <source>The sender is not registered</source>
   <translation>Avsändaren är inte registrerad</translation>
  </message>
  <message>
   <source>The name service fails, then works</source>
   <translation>Namntjänsten fungerar inte, sedan fungerar den</translation>
  </message>
  <message>
   <source>The publisher fails, then works</source>
   <translation>Certifikatkatalogen fungerar inte, sedan fungerar den</translation>
  </message>
  <message>
   <source>The metadata's signature is wrong, then right</source>
   <translation>Metadatas signatur är fel, sedan rätt</translation>
  </message>
  <message>
   <source>A stranger signs the metadata for a while</source>
   <translation>Någon obehörig signerar metadata en stund</translation>
  </message>
  <message>
   <source>The signer of the metadata is out of date</source>
   <translation>Certifikatet som signerar metadata har gått ut</translation>
  </message>
  <message>
   <source>The signer of the metadata is revoked</source>
   <translation>Certifikatet som signerar metadata är spärrat</translation>
  </message>
  <message>
   <source>The metadata is another organisation's</source>
   <translation>Metadata gäller en annan organisation</translation>
  </message>
  <message>
   <source>The metadata is about another document</source>
   <translation>Metadata gäller en annan dokumenttyp</translation>
  </message>
  <message>
   <source>The signing certificate is out of date</source>
   <translation>Signeringscertifikatet har gått ut</translation>
  </message>
  <message>
   <source>The signing certificate is revoked</source>
   <translation>Signeringscertifikatet är spärrat</translation>
  </message>
  <message>
   <source>Signed with another organisation's key</source>
   <translation>Signerat med en annan organisations nyckel</translation>
  </message>
  <message>
   <source>Sent in another organisation's name</source>
   <translation>Skickat i en annan organisations namn</translation>
  </message>
  <message>
   <source>A new certificate, published since we last asked</source>
   <translation>Ett nytt certifikat, publicerat sedan vi senast frågade</translation>
  </message>
  <message>
   <source>The header was changed after signing</source>
   <translation>Huvudet ändrades efter signeringen</translation>
  </message>
  <message>
   <source>The encrypted message was changed after signing</source>
   <translation>Det krypterade meddelandet ändrades efter signeringen</translation>
  </message>
  <message>
   <source>The signature value is wrong</source>
   <translation>Signaturvärdet är fel</translation>
  </message>
  <message>
   <source>Two signatures</source>
   <translation>Två signaturer</translation>
  </message>
  <message>
   <source>Another header around what was signed</source>
   <translation>Ett annat huvud runt det som är signerat</translation>
  </message>
  <message>
   <source>The message is not encrypted</source>
   <translation>Meddelandet är inte krypterat</translation>
  </message>
  <message>
   <source>Encrypted for another key than ours</source>
   <translation>Krypterat för en annan nyckel än vår</translation>
  </message>
  <message>
   <source>The cipher text is damaged</source>
   <translation>Den krypterade texten är skadad</translation>
  </message>
  <message>
   <source>The message breaks off</source>
   <translation>Meddelandet är avbrutet</translation>
  </message>
  <message>
   <source>The message declares a document type</source>
   <translation>Meddelandet anger en dokumenttyp (DOCTYPE)</translation>
  </message>
  <message>
   <source>A message of 30 MB</source>
   <translation>Ett meddelande på 30 MB</translation>
  </message>
  <message>
   <source>A message of 30 MB and a little</source>
   <translation>Ett meddelande på drygt 30 MB</translation>
  </message>
  <message>
   <source>Another root element</source>
   <translation>Annat rotelement</translation>
  </message>
  <message>
   <source>DocumentTypeCode is not the root element</source>
   <translation>DocumentTypeCode är inte rotelementets</translation>
  </message>
  <message>
   <source>A time in words</source>
   <translation>En tid i ord</translation>
  </message>
  <message>
   <source>confidentiality is missing</source>
   <translation>confidentiality saknas</translation>
  </message>
  <message>
   <source>confidentiality is neither true nor false</source>
   <translation>confidentiality är varken true eller false</translation>
  </message>
  <message>
   <source>Elements in another order</source>
   <translation>Element i annan ordning</translation>
  </message>
  <message>
   <source>An unknown element</source>
   <translation>Ett okänt element</translation>
  </message>
  <message>
   <source>The organisation's label is too long</source>
   <translation>Organisationens namn är för långt</translation>
  </message>
  <message>
   <source>A person's label is too long</source>
   <translation>En persons namn är för långt</translation>
  </message>
  <message>
   <source>The function's label is too long</source>
   <translation>Funktionens namn är för långt</translation>
  </message>
  <message>
   <source>The message's label is too long</source>
   <translation>Meddelandets ämne är för långt</translation>
  </message>
  <message>
   <source>A time with another zone than Z</source>
   <translation>En tid med annan zon än Z</translation>
  </message>
  <message>
   <source>conversationId is no UUID</source>
   <translation>conversationId är inget UUID</translation>
  </message>
  <message>
   <source>refToMessageId is no UUID</source>
   <translation>refToMessageId är inget UUID</translation>
  </message>
  <message>
   <source>senderID in another code system</source>
   <translation>senderID i ett annat kodverk</translation>
  </message>
  <message>
   <source>organizationId in another code system</source>
   <translation>organizationId i ett annat kodverk</translation>
  </message>
  <message>
   <source>An empty label</source>
   <translation>Ett tomt ämne</translation>
  </message>
  <message>
   <source>An attachment that is no Base64</source>
   <translation>En bilaga som inte är Base64</translation>
  </message>
  <message>
   <source>messageId is not the envelope's ID</source>
   <translation>messageId är inte kuvertets ID</translation>
  </message>
  <message>
   <source>senderID is not FromParty</source>
   <translation>senderID är inte FromParty</translation>
  </message>
  <message>
   <source>FromParty is not originalSender of the access points</source>
   <translation>FromParty är inte accesspunkternas originalSender</translation>
  </message>
  <message>
   <source>recipientID is not ToParty</source>
   <translation>recipientID är inte ToParty</translation>
  </message>
  <message>
   <source>The function is not HandlingServiceID</source>
   <translation>Funktionen är inte HandlingServiceID</translation>
  </message>
  <message>
   <source>The function is unknown</source>
   <translation>Funktionen är okänd</translation>
  </message>
  <message>
   <source>Another message with a messageId that came before</source>
   <translation>Ett annat meddelande med ett messageId som har kommit förut</translation>
  </message>
  <message>
   <source>refToMessageId is unknown</source>
   <translation>refToMessageId är okänt</translation>
  </message>
  <message>
   <source>refToMessageId is a message of ours that was rejected</source>
   <translation>refToMessageId är ett meddelande från oss som har avvisats</translation>
  </message>
  <message>
   <source>refToMessageId is a message of ours that nobody acknowledged</source>
   <translation>refToMessageId är ett meddelande från oss som ingen har kvitterat</translation>
  </message>
  <message>
   <source>A PDF file</source>
   <translation>En PDF-fil</translation>
  </message>
  <message>
   <source>A file of an unusual type; we take every type</source>
   <translation>En fil av ovanlig typ; vi tar emot alla typer</translation>
  </message>
  <message>
   <source>A file that scanners know as malware (EICAR)</source>
   <translation>En fil som virusskydd känner igen (EICAR)</translation>
  </message>
  <message>
   <source>A message without fault</source>
   <translation>Ett felfritt meddelande</translation>
  </message>
  <message>
   <source>A message to each of our mailboxes lies in that mailbox</source>
   <translation>Ett meddelande till var och en av våra brevlådor hamnar i rätt brevlåda</translation>
  </message>
  <message>
   <source>We send to a test participant</source>
   <translation>Vi skickar till en testdeltagare</translation>
  </message>
  <message>
   <source>We send to a revoked access point</source>
   <translation>Vi skickar till en spärrad accesspunkt</translation>
  </message>
  <message>
   <source>An access point with another environment's certificate sends to ours</source>
   <translation>En accesspunkt med en annan miljös certifikat skickar till vår</translation>
  </message>
  <message>
   <source>A test participant sends to us</source>
   <translation>En testdeltagare skickar till oss</translation>
  </message>
  <message>
   <source>The receiver's access point is not reached: we are told</source>
   <translation>Mottagarens accesspunkt går inte att nå: vi får veta det</translation>
  </message>
  <message>
   <source>A message with all that can be said</source>
   <translation>Ett meddelande med allt som kan anges</translation>
  </message>
  <message>
   <source>An envelope without HandlingServiceID</source>
   <translation>Ett kuvert utan HandlingServiceID</translation>
  </message>
  <message>
   <source>An envelope of 70 MB is answered; its message has more than 30 MB</source>
   <translation>Ett kuvert på 70 MB besvaras; dess meddelande är större än 30 MB</translation>
  </message>
  <message>
   <source>An envelope that is wrongly formatted, if one came so far</source>
   <translation>Ett felformaterat kuvert, om det skulle komma så långt</translation>
  </message>
  <message>
   <source>A process that is not the registered one</source>
   <translation>En annan process än den registrerade</translation>
  </message>
  <message>
   <source>Many messages come at once</source>
   <translation>Många meddelanden kommer samtidigt</translation>
  </message>
  <message>
   <source>We send many messages at once</source>
   <translation>Vi skickar många meddelanden samtidigt</translation>
  </message>
  <message>
   <source>We send to an organisation that is not in the federation</source>
   <translation>Vi skickar till en organisation som inte är med i federationen</translation>
  </message>
  <message>
   <source>We send to an access point out of date</source>
   <translation>Vi skickar till en accesspunkt vars certifikat har gått ut</translation>
  </message>
  <message>
   <source>The access points' logs</source>
   <translation>Accesspunkternas loggar</translation>
  </message>
  <message>
   <source>The same envelope comes again</source>
   <translation>Samma kuvert kommer igen</translation>
  </message>
  <message>
   <source>The same envelope comes again, because our acknowledgement was lost</source>
   <translation>Samma kuvert kommer igen, eftersom vår kvittens försvann</translation>
  </message>
  <message>
   <source>What we send arrives twice, and is answered twice</source>
   <translation>Det vi skickar kommer fram två gånger och kvitteras två gånger</translation>
  </message>
  <message>
   <source>We send a type that the receiver does not take</source>
   <translation>Vi skickar en typ som mottagaren inte tar emot</translation>
  </message>
  <message>
   <source>A check of time stamps</source>
   <translation>Kontroll av tidsstämplar</translation>
  </message>
  <message>
   <source>Conformance of the AS4 profile</source>
   <translation>Efterlevnad av AS4-profilen</translation>
  </message>
  <message>
   <source>We send to a test participant: the transport receipt comes</source>
   <translation>Vi skickar till en testdeltagare: transportkvittensen kommer</translation>
  </message>
  <message>
   <source>TF2.4.1.xml: a date in words</source>
   <translation>TF2.4.1.xml: ett datum i ord</translation>
  </message>
  <message>
   <source>TF2.4.2.xml: senderID in another code system</source>
   <translation>TF2.4.2.xml: senderID i ett annat kodverk</translation>
  </message>
  <message>
   <source>min.xml: the least that a message says</source>
   <translation>min.xml: det minsta som ett meddelande anger</translation>
  </message>
  <message>
   <source>TF2.4.8.xml</source>
   <translation>TF2.4.8.xml</translation>
  </message>
  <message>
   <source>max.xml</source>
   <translation>max.xml</translation>
  </message>
  <message>
   <source>A message came while the client was away for two hours</source>
   <translation>Ett meddelande kom medan programmet var borta i två timmar</translation>
  </message>
  <message>
   <source>An acknowledgement with an unusual detail code</source>
   <translation>En kvittens med ovanlig detaljkod</translation>
  </message>
  <message>
   <source>An acknowledgement without a detail code</source>
   <translation>En kvittens utan detaljkod</translation>
  </message>
  <message>
   <source>What did not arrive is handed over again</source>
   <translation>Det som inte kom fram lämnas över igen</translation>
  </message>
  <message>
   <source>The other tests of groups TF 2.1 to 2.7 and 3.2</source>
   <translation>Övriga tester i grupperna TF 2.1 till 2.7 och 3.2</translation>
  </message>
  <message>
   <source>Chapter 5: tests of the SDK API</source>
   <translation>Kapitel 5: tester av SDK API</translation>
  </message>
  <message>
   <source>This profile has no access point, so there is nothing to try.</source>
   <translation>Den här profilen har ingen accesspunkt, så det finns inget att prova.</translation>
  </message>
  <message>
   <source>There is no fault {name}.</source>
   <translation>Det finns inget fel som heter {name}.</translation>
  </message>
  <message>
   <source>There is no row {number}.</source>
   <translation>Det finns ingen rad {number}.</translation>
  </message>
  <message>
   <source>We send; the receiver accepts</source>
   <translation>Vi skickar; mottagaren accepterar</translation>
  </message>
  <message>
   <source>We send; the receiver finds the structure wrong</source>
   <translation>Vi skickar; mottagaren tycker att strukturen är fel</translation>
  </message>
  <message>
   <source>We send; the receiver finds malware</source>
   <translation>Vi skickar; mottagaren hittar skadlig kod</translation>
  </message>
  <message>
   <source>We send; the receiver finds the message too large</source>
   <translation>Vi skickar; mottagaren tycker att meddelandet är för stort</translation>
  </message>
  <message>
   <source>We try to send more than 30 MB</source>
   <translation>Vi försöker skicka mer än 30 MB</translation>
  </message>
  <message>
   <source>We send; the receiver finds a broken rule</source>
   <translation>Vi skickar; mottagaren hittar en bruten regel</translation>
  </message>
  <message>
   <source>We send; the receiver knows the messageId</source>
   <translation>Vi skickar; mottagaren känner redan till messageId</translation>
  </message>
  <message>
   <source>We send what refers to a message unknown there</source>
   <translation>Vi skickar något som hänvisar till ett meddelande som är okänt där</translation>
  </message>
  <message>
   <source>We send; the receiver does not take the file type</source>
   <translation>Vi skickar; mottagaren tar inte emot filtypen</translation>
  </message>
  <message>
   <source>We send a picture to an organisation that takes PDF and text</source>
   <translation>Vi skickar en bild till en organisation som tar emot PDF och text</translation>
  </message>
  <message>
   <source>We send; the receiver does not know the function</source>
   <translation>Vi skickar; mottagaren känner inte till funktionen</translation>
  </message>
  <message>
   <source>Number 10 of the table</source>
   <translation>Nummer 10 i tabellen</translation>
  </message>
  <message>
   <source>We send; the receiver refused what we refer to</source>
   <translation>Vi skickar; mottagaren har avvisat det vi hänvisar till</translation>
  </message>
  <message>
   <source>We send; the receiver does not accept our signature</source>
   <translation>Vi skickar; mottagaren godtar inte vår signatur</translation>
  </message>
  <message>
   <source>We send; the receiver finds another sender than stated</source>
   <translation>Vi skickar; mottagaren finner en annan avsändare än den angivna</translation>
  </message>
  <message>
   <source>We send; the receiver finds the message not encrypted</source>
   <translation>Vi skickar; mottagaren anser att meddelandet inte är krypterat</translation>
  </message>
  <message>
   <source>We send; the receiver finds recipientID and ToParty different</source>
   <translation>Vi skickar; mottagaren anser att recipientID inte är ToParty</translation>
  </message>
  <message>
   <source>We send; the receiver does not know senderID</source>
   <translation>Vi skickar; mottagaren känner inte till senderID</translation>
  </message>
  <message>
   <source>We send; the receiver finds the label too long</source>
   <translation>Vi skickar; mottagaren tycker att ämnet är för långt</translation>
  </message>
  <message>
   <source>We try to send a label of 257 characters</source>
   <translation>Vi försöker skicka ett ämne på 257 tecken</translation>
  </message>
  <message>
   <source>This waits for the organisation's own client.</source>
   <translation>Det här väntar på organisationens eget program.</translation>
  </message>
  <message>
   <source>A name server in the settings is not an address: {server}</source>
   <translation>En namnserver i inställningarna är ingen adress: {server}</translation>
  </message>
  <message>
   <source>The secret_method in the settings must be one of {known}.</source>
   <translation>secret_method i inställningarna måste vara ett av {known}.</translation>
  </message>
  <message>
   <source>The algorithm of the client's key in the settings must be one of {known}.</source>
   <translation>Algoritmen för klientens nyckel i inställningarna måste vara en av {known}.</translation>
  </message>
  <message>
   <source>The login service's address in the settings must begin with https://.</source>
   <translation>Inloggningstjänstens adress i inställningarna måste börja med https://.</translation>
  </message>
  <message>
   <source>The settings do not say the client_id at the login service.</source>
   <translation>Inställningarna saknar client_id för inloggningstjänsten.</translation>
  </message>
  <message>
   <source>Each level of the login service needs names of its own in the settings.</source>
   <translation>Varje tillitsnivå hos inloggningstjänsten måste ha egna namn i inställningarna.</translation>
  </message>
  <message>
   <source>The login service's levels in the settings need the claim acr or acrs, and a level from 1 to 4.</source>
   <translation>I inställningarna för inloggningstjänsten ska level_claim vara acr eller acrs och issuer_level en nivå från 1 till 4.</translation>
  </message>
  <message>
   <source>The federation's zone in the settings is not a name of DNS.</source>
   <translation>Federationens zon i inställningarna är inget DNS-namn.</translation>
  </message>
  <message>
   <source>The settings do not say where the publishers' issuers are.</source>
   <translation>Inställningarna säger inte var metadatautgivarnas certifikat finns.</translation>
  </message>
  <message>
   <source>The environment in the settings must be one of {known}.</source>
   <translation>Miljön i inställningarna måste vara en av {known}.</translation>
  </message>
  <message>
   <source>The proxy in the settings must be written as http://proxy.example.se:8080.</source>
   <translation>Proxyn i inställningarna ska skrivas som http://proxy.example.se:8080.</translation>
  </message>
  <message>
   <source>The address of updates in the settings must begin with https://.</source>
   <translation>Adressen till nya versioner i inställningarna måste börja med https://.</translation>
  </message>
  <message>
   <source>The draft has been handed over to {name}.</source>
   <translation>Utkastet har lämnats över till {name}.</translation>
  </message>
  <message>
   <source>This draft has been sent, and it is not known yet whether that succeeded.</source>
   <translation>Det här utkastet har skickats, och det är ännu inte känt om det lyckades.</translation>
  </message>
  <message>
   <source>This draft has been sent, thrown away or taken over meanwhile.</source>
   <translation>Det här utkastet har under tiden skickats, kastats eller tagits över.</translation>
  </message>
  <message>
   <source>The draft is not ready to be sent.</source>
   <translation>Utkastet går inte att skicka ännu.</translation>
  </message>
  <message>
   <source>{name} has answered this message meanwhile.</source>
   <translation>{name} har svarat på meddelandet under tiden.</translation>
  </message>
  <message>
   <source>Give a name.</source>
   <translation>Ange ett namn.</translation>
  </message>
  <message>
   <source>The name must have at most {count} characters.</source>
   <translation>Namnet får ha högst {count} tecken.</translation>
  </message>
  <message>
   <source>The name holds a character that cannot be seen. Type it by hand.</source>
   <translation>Namnet innehåller ett tecken som inte syns. Skriv in det för hand.</translation>
  </message>
  <message>
   <source>The name mixes letters of different alphabets. Type it by hand.</source>
   <translation>Namnet blandar bokstäver ur olika alfabet. Skriv det för hand.</translation>
  </message>
  <message>
   <source>That name stands for the program itself. Choose another one.</source>
   <translation>Det namnet står för programmet självt. Välj ett annat.</translation>
  </message>
  <message>
   <source>There is already a person with that name, or with one that looks like it.</source>
   <translation>Det finns redan en person med det namnet eller ett som ser likadant ut.</translation>
  </message>
  <message>
   <source>Only those who handle messages may do this. Ask {names}.</source>
   <translation>Det här får bara de som handlägger göra. Fråga {names}.</translation>
  </message>
  <message>
   <source>Only a manager may do this, and there is none. Whoever has the recovery key can become one.</source>
   <translation>Det här får bara en ansvarig göra, och det finns ingen. Den som har återställningsnyckeln kan bli ansvarig.</translation>
  </message>
  <message>
   <source>You may do this in some mailboxes, but not here. Ask {names}.</source>
   <translation>Du får göra detta i vissa brevlådor, men inte här. Fråga {names}.</translation>
  </message>
  <message>
   <source>Only a manager may do this. Ask {names}.</source>
   <translation>Det här får bara en ansvarig göra. Fråga {names}.</translation>
  </message>
  <message>
   <source>Only a registrar or a manager may do this. Ask {names}.</source>
   <translation>Det här får bara en registrator eller en ansvarig göra. Fråga {names}.</translation>
  </message>
  <message>
   <source>The ledger's address in the settings is not the name of one server.</source>
   <translation>Liggarens adress i inställningarna är inte namnet på en server.</translation>
  </message>
  <message>
   <source>The recipient has no encryption certificate that is valid now.</source>
   <translation>Mottagaren har inget krypteringscertifikat som gäller nu.</translation>
  </message>
  <message>
   <source>The certificate is not valid before {day}.</source>
   <translation>Certifikatet börjar gälla först {day}.</translation>
  </message>
  <message>
   <source>The certificate has been out of date since {day}.</source>
   <translation>Certifikatet slutade gälla {day}.</translation>
  </message>
  <message>
   <source>The certificate is signed with a method that is no longer safe.</source>
   <translation>Certifikatet är undertecknat med en metod som inte längre är säker.</translation>
  </message>
  <message>
   <source>Without its issuer's certificate, revocation cannot be checked.</source>
   <translation>Utan utfärdarens certifikat går det inte att kontrollera om certifikatet är spärrat.</translation>
  </message>
  <message>
   <source>The certificate is not from an issuer that this organisation trusts.</source>
   <translation>Certifikatet kommer inte från en utfärdare som organisationen litar på.</translation>
  </message>
  <message>
   <source>The certificate cannot be read.</source>
   <translation>Certifikatet kan inte läsas.</translation>
  </message>
  <message>
   <source>The document is no message, no envelope and no acknowledgement.</source>
   <translation>Dokumentet är varken ett meddelande, ett kuvert eller en kvittens.</translation>
  </message>
  <message>
   <source>The envelope is not signed.</source>
   <translation>Kuvertet är inte undertecknat.</translation>
  </message>
  <message>
   <source>The envelope holds no acknowledgement.</source>
   <translation>Kuvertet innehåller ingen kvittens.</translation>
  </message>
  <message>
   <source>The PIN is wrong.</source>
   <translation>Fel PIN-kod.</translation>
  </message>
  <message>
   <source>The card or module does not answer.</source>
   <translation>Kortet eller säkerhetsmodulen svarar inte.</translation>
  </message>
  <message>
   <source>There is no such card or module. Put it in, then try again.</source>
   <translation>Kortet eller säkerhetsmodulen finns inte på plats. Sätt i det och försök igen.</translation>
  </message>
  <message>
   <source>There are several cards or modules. Say which one by its label, or take the others out.</source>
   <translation>Det finns flera kort eller säkerhetsmoduler. Ange vilken med dess namn, eller ta ut de andra.</translation>
  </message>
  <message>
   <source>The PIN has been wrong too often: the card or module is blocked.</source>
   <translation>PIN-koden har varit fel för många gånger: kortet eller säkerhetsmodulen är spärrad.</translation>
  </message>
  <message>
   <source>The PIN is wrong. One try is left before the card is blocked.</source>
   <translation>PIN-koden är fel. Du har ett försök kvar innan kortet spärras.</translation>
  </message>
  <message>
   <source>The PIN is wrong. Few tries are left before the card is blocked.</source>
   <translation>PIN-koden är fel. Få försök återstår innan kortet spärras.</translation>
  </message>
  <message>
   <source>The token has no RSA key with a certificate.</source>
   <translation>Kortet eller säkerhetsmodulen har ingen RSA-nyckel med certifikat.</translation>
  </message>
  <message>
   <source>The key on the token may not sign.</source>
   <translation>Nyckeln får inte användas för signaturer.</translation>
  </message>
  <message>
   <source>The key on the token may not decrypt.</source>
   <translation>Nyckeln får inte användas för dekryptering.</translation>
  </message>
  <message>
   <source>The token's driver cannot be loaded: {driver}</source>
   <translation>Drivrutinen kan inte laddas: {driver}</translation>
  </message>
  <message>
   <source>The PIN must be changed before it can be used.</source>
   <translation>PIN-koden måste bytas innan den kan användas.</translation>
  </message>
  <message>
   <source>The file has no certificate that can be read.</source>
   <translation>Filen har inget certifikat som går att läsa.</translation>
  </message>
  <message>
   <source>The certificate in the key file belongs to another key.</source>
   <translation>Certifikatet i nyckelfilen hör till en annan nyckel.</translation>
  </message>
  <message>
   <source>The key file needs its password.</source>
   <translation>Nyckelfilen kräver sitt lösenord.</translation>
  </message>
  <message>
   <source>The password does not open the key file.</source>
   <translation>Lösenordet öppnar inte nyckelfilen.</translation>
  </message>
  <message>
   <source>The file has no private key that can be read.</source>
   <translation>Filen har ingen privat nyckel som går att läsa.</translation>
  </message>
  <message>
   <source>The key file is locked with an outdated method. Export the key again with AES-256.</source>
   <translation>Nyckelfilen är låst med en föråldrad metod. Exportera nyckeln igen med AES-256.</translation>
  </message>
  <message>
   <source>The key is not an RSA key, as SDK needs.</source>
   <translation>Nyckeln är inte en RSA-nyckel, som SDK kräver.</translation>
  </message>
  <message>
   <source>The key is too short: {bits} bits.</source>
   <translation>Nyckeln är för kort: {bits} bitar.</translation>
  </message>
  <message>
   <source>The key file has no certificate.</source>
   <translation>Nyckelfilen har inget certifikat.</translation>
  </message>
  <message>
   <source>The key file is larger than a key can be.</source>
   <translation>Nyckelfilen är större än en nyckel kan vara.</translation>
  </message>
  <message>
   <source>To open the key file would take too long. Export the key again.</source>
   <translation>Nyckelfilen skulle ta för lång tid att öppna. Exportera nyckeln på nytt.</translation>
  </message>
  <message>
   <source>The key is larger than any that SDK allows.</source>
   <translation>Nyckeln är större än SDK tillåter.</translation>
  </message>
  <message>
   <source>Say which driver the token needs: pkcs11:…?module-path=FILE.</source>
   <translation>Ange vilken drivrutin kortet eller säkerhetsmodulen behöver: pkcs11:…?module-path=FIL.</translation>
  </message>
  <message>
   <source>The file with the password or PIN is not a text file (UTF-8).</source>
   <translation>Filen med lösenordet eller PIN-koden är inte en textfil (UTF-8).</translation>
  </message>
  <message>
   <source>The organisation has no key whose certificate is valid.</source>
   <translation>Organisationen har ingen nyckel med ett giltigt certifikat.</translation>
  </message>
  <message>
   <source>The message breaks the rules of an SDK message.</source>
   <translation>Meddelandet följer inte reglerna för ett SDK-meddelande.</translation>
  </message>
  <message>
   <source>The envelope is for another organisation.</source>
   <translation>Kuvertet är till en annan organisation.</translation>
  </message>
  <message>
   <source>The envelope is for another federation.</source>
   <translation>Kuvertet hör till en annan federation.</translation>
  </message>
  <message>
   <source>The envelope says wrongly what is in it.</source>
   <translation>Kuvertet anger fel vad det innehåller.</translation>
  </message>
  <message>
   <source>The acknowledgement names other parties than its envelope.</source>
   <translation>Kvittensen anger andra parter än sitt kuvert.</translation>
  </message>
  <message>
   <source>The message in the envelope is not encrypted.</source>
   <translation>Meddelandet i kuvertet är inte krypterat.</translation>
  </message>
  <message>
   <source>The folder {folder} has no certificates.</source>
   <translation>Mappen {folder} innehåller inga certifikat.</translation>
  </message>
  <message>
   <source>The folder {folder} cannot be read.</source>
   <translation>Mappen {folder} kan inte läsas.</translation>
  </message>
  <message>
   <source>The file {file} cannot be read.</source>
   <translation>Filen {file} kan inte läsas.</translation>
  </message>
  <message>
   <source>The disk is full. Nothing has been saved. Make room and try again.</source>
   <translation>Disken är full. Inget har sparats. Frigör utrymme och försök igen.</translation>
  </message>
  <message>
   <source>The folder {folder} cannot be made.</source>
   <translation>Mappen {folder} kan inte skapas.</translation>
  </message>
  <message>
   <source>Another program is using the file {file}. Try again.</source>
   <translation>Ett annat program använder filen {file}. Försök igen.</translation>
  </message>
  <message>
   <source>The file {file} is too large.</source>
   <translation>Filen {file} är för stor.</translation>
  </message>
  <message>
   <source>The file {file} is not a text file (UTF-8).</source>
   <translation>Filen {file} är ingen textfil (UTF-8).</translation>
  </message>
  <message>
   <source>The acknowledgement breaks the rules of SDK.</source>
   <translation>Kvittensen bryter mot reglerna för SDK.</translation>
  </message>
  <message>
   <source>The envelope breaks the rules of SDK.</source>
   <translation>Kuvertet bryter mot reglerna för SDK.</translation>
  </message>
  <message>
   <source>A field has the wrong type.</source>
   <translation>Ett fält har fel typ.</translation>
  </message>
  <message>
   <source>A text holds a character that is not allowed.</source>
   <translation>En text innehåller ett tecken som inte är tillåtet.</translation>
  </message>
  <message>
   <source>A required field is missing.</source>
   <translation>Ett obligatoriskt fält saknas.</translation>
  </message>
  <message>
   <source>A time cannot be read.</source>
   <translation>En tidpunkt går inte att läsa.</translation>
  </message>
  <message>
   <source>The message lacks an identifier.</source>
   <translation>Meddelandet saknar identitet.</translation>
  </message>
  <message>
   <source>The message lacks an element.</source>
   <translation>Meddelandet saknar en uppgift.</translation>
  </message>
  <message>
   <source>The message is larger than 30 MB.</source>
   <translation>Meddelandet är större än 30 MB.</translation>
  </message>
  <message>
   <source>The name is longer than 256 characters.</source>
   <translation>Namnet är längre än 256 tecken.</translation>
  </message>
  <message>
   <source>The content of a file is not Base64.</source>
   <translation>En fils innehåll är inte Base64.</translation>
  </message>
  <message>
   <source>A file is not valid Base64.</source>
   <translation>En fil är inte giltig Base64.</translation>
  </message>
  <message>
   <source>What is said of updates is not signed with the key in the settings.</source>
   <translation>Uppgiften om nya versioner är inte signerad med nyckeln i inställningarna.</translation>
  </message>
  <message>
   <source>This is no package that SDK Desktop has taken out.</source>
   <translation>Det här är inget paket som SDK Desktop har tagit ut.</translation>
  </message>
  <message>
   <source>The value is not an identifier of a participant.</source>
   <translation>Värdet är inte en deltagaridentitet.</translation>
  </message>
  <message>
   <source>The profile does not allow the attribute.</source>
   <translation>Profilen tillåter inte attributet.</translation>
  </message>
  <message>
   <source>The element is empty.</source>
   <translation>Elementet är tomt.</translation>
  </message>
  <message>
   <source>The code is neither ACCEPTED nor REJECTED.</source>
   <translation>Koden är varken ACCEPTED eller REJECTED.</translation>
  </message>
  <message>
   <source>The cause is not SV, BV or SIG.</source>
   <translation>Orsaken är inte SV, BV eller SIG.</translation>
  </message>
  <message>
   <source>An acceptance has no causes.</source>
   <translation>Ett godkännande har inga orsaker.</translation>
  </message>
  <message>
   <source>A rejection has at least one cause.</source>
   <translation>Ett avvisande har minst en orsak.</translation>
  </message>
  <message>
   <source>Status is missing.</source>
   <translation>Status saknas.</translation>
  </message>
  <message>
   <source>The time does not say its time zone.</source>
   <translation>Tiden saknar tidszon.</translation>
  </message>
  <message>
   <source>The attribute schemeID is missing.</source>
   <translation>Attributet schemeID saknas.</translation>
  </message>
  <message>
   <source>DocumentTypeCode is not the root element of the content.</source>
   <translation>DocumentTypeCode är inte innehållets rotelement.</translation>
  </message>
  <message>
   <source>The value is not a UUID.</source>
   <translation>Värdet är inget UUID.</translation>
  </message>
  <message>
   <source>The payload is not encrypted, as it is said to be.</source>
   <translation>Innehållet är inte krypterat, fast det anges vara det.</translation>
  </message>
  <message>
   <source>The payload is encrypted, but said not to be.</source>
   <translation>Innehållet är krypterat, fast det anges inte vara det.</translation>
  </message>
  <message>
   <source>The criterion is one too many.</source>
   <translation>Kriteriet är ett för mycket.</translation>
  </message>
  <message>
   <source>The value is longer than allowed.</source>
   <translation>Värdet är längre än vad som är tillåtet.</translation>
  </message>
  <message>
   <source>An element stands where it may not.</source>
   <translation>Ett element står där det inte får stå.</translation>
  </message>
  <message>
   <source>An acknowledgement must not be encrypted.</source>
   <translation>En kvittens får inte vara krypterad.</translation>
  </message>
  <message>
   <source>The payload is not one XML element.</source>
   <translation>Innehållet är inte ett enda XML-element.</translation>
  </message>
  <message>
   <source>ContentTypeCode is not application/xml.</source>
   <translation>ContentTypeCode är inte application/xml.</translation>
  </message>
  <message>
   <source>The type of document is not known.</source>
   <translation>Dokumenttypen är okänd.</translation>
  </message>
  <message>
   <source>The root is not that of a participant.</source>
   <translation>Värdet i root är inte det som gäller för en deltagarorganisation.</translation>
  </message>
  <message>
   <source>The time is not written as YYYY-MM-DDThh:mm:ss.sZ.</source>
   <translation>Tidpunkten är inte skriven som YYYY-MM-DDThh:mm:ss.sZ.</translation>
  </message>
  <message>
   <source>The subject is longer than 256 characters.</source>
   <translation>Rubriken är längre än 256 tecken.</translation>
  </message>
  <message>
   <source>The root is not that of a function address.</source>
   <translation>Värdet i root är inte det som gäller för en funktionsadress.</translation>
  </message>
  <message>
   <source>The message has neither text nor file.</source>
   <translation>Meddelandet har varken text eller fil.</translation>
  </message>
  <message>
   <source>The content does not begin with Base64.</source>
   <translation>Innehållet börjar inte med Base64.</translation>
  </message>
  <message>
   <source>The root element is not that of the document's kind.</source>
   <translation>Rotelementet är inte det som hör till dokumentets typ.</translation>
  </message>
  <message>
   <source>Text stands where only elements may.</source>
   <translation>Det står text där bara element får stå.</translation>
  </message>
  <message>
   <source>The profile does not allow the element.</source>
   <translation>Profilen tillåter inte elementet.</translation>
  </message>
  <message>
   <source>Elements stand where only text may.</source>
   <translation>Det står element där bara text får stå.</translation>
  </message>
  <message>
   <source>An element is missing or out of place.</source>
   <translation>Ett element saknas eller står på fel plats.</translation>
  </message>
  <message>
   <source>An attribute stands where none may.</source>
   <translation>Det står ett attribut där inget får stå.</translation>
  </message>
  <message>
   <source>The published metadata does not have the form that SDK prescribes.</source>
   <translation>De publicerade uppgifterna har inte den form som SDK föreskriver.</translation>
  </message>
  <message>
   <source>The published metadata is larger than allowed.</source>
   <translation>De publicerade uppgifterna är större än tillåtet.</translation>
  </message>
  <message>
   <source>The value is neither true nor false.</source>
   <translation>Värdet är varken sant eller falskt (true, false).</translation>
  </message>
  <message>
   <source>The value is not a time (xs:dateTime).</source>
   <translation>Värdet är ingen tidpunkt (xs:dateTime).</translation>
  </message>
  <message>
   <source>The value is not a date (xs:date).</source>
   <translation>Värdet är inte ett datum (xs:date).</translation>
  </message>
  <message>
   <source>The value is not a time of day (xs:time).</source>
   <translation>Värdet är inte ett klockslag (xs:time).</translation>
  </message>
  <message>
   <source>The value is not the code of a language (xs:language).</source>
   <translation>Värdet är inte en språkkod (xs:language).</translation>
  </message>
  <message>
   <source>The message cannot be decrypted with our keys.</source>
   <translation>Meddelandet kan inte dekrypteras med våra nycklar.</translation>
  </message>
  <message>
   <source>The message is not a readable XML document.</source>
   <translation>Meddelandet går inte att läsa.</translation>
  </message>
  <message>
   <source>The document is larger than allowed.</source>
   <translation>Dokumentet är större än vad som är tillåtet.</translation>
  </message>
  <message>
   <source>The document has more elements than allowed.</source>
   <translation>Dokumentet har fler element än tillåtet.</translation>
  </message>
  <message>
   <source>The document has a longer tag than allowed.</source>
   <translation>Dokumentet har en längre tagg än vad som är tillåtet.</translation>
  </message>
  <message>
   <source>The document has more namespaces than allowed.</source>
   <translation>Dokumentet har fler namnrymder än vad som är tillåtet.</translation>
  </message>
  <message>
   <source>The document is nested deeper than allowed.</source>
   <translation>Dokumentet är nästlat djupare än vad som är tillåtet.</translation>
  </message>
  <message>
   <source>There must be one signature, as the last element of the document.</source>
   <translation>Det ska finnas en signatur, som sista element i dokumentet.</translation>
  </message>
  <message>
   <source>The document was changed after it was signed.</source>
   <translation>Dokumentet har ändrats efter att det undertecknades.</translation>
  </message>
  <message>
   <source>The certificate's key is not one that SDK allows.</source>
   <translation>Certifikatets nyckel är av ett slag som SDK inte tillåter.</translation>
  </message>
  <message>
   <source>The signature uses an algorithm that SDK does not allow.</source>
   <translation>Underskriften använder en algoritm som SDK inte tillåter.</translation>
  </message>
  <message>
   <source>The signature does not cover the whole document.</source>
   <translation>Underskriften omfattar inte hela dokumentet.</translation>
  </message>
  <message>
   <source>The signature uses a transform that SDK does not allow.</source>
   <translation>Underskriften använder en transform som SDK inte tillåter.</translation>
  </message>
  <message>
   <source>The signature uses a canonical form that SDK does not allow.</source>
   <translation>Underskriften använder en kanonisk form som SDK inte tillåter.</translation>
  </message>
  <message>
   <source>The signature does not have the form that SDK prescribes.</source>
   <translation>Underskriften har inte den form som SDK föreskriver.</translation>
  </message>
  <message>
   <source>The signature is wrong.</source>
   <translation>Underskriften är fel.</translation>
  </message>
  <message>
   <source>The document has attributes that SDK does not allow.</source>
   <translation>Dokumentet har attribut som SDK inte tillåter.</translation>
  </message>
  <message>
   <source>A text holds a character that XML cannot carry.</source>
   <translation>En text innehåller ett tecken som inte får stå i XML.</translation>
  </message>
  <message>
   <source>The document is in neither UTF-8 nor UTF-16.</source>
   <translation>Dokumentet är varken i UTF-8 eller UTF-16.</translation>
  </message>
  <message>
   <source>The document declares a document type.</source>
   <translation>Dokumentet anger en dokumenttyp (DTD), vilket inte är tillåtet.</translation>
  </message>
  <message>
   <source>The server gave an answer that cannot be read.</source>
   <translation>Servern gav ett svar som inte går att läsa.</translation>
  </message>
  <message>
   <source>The server does not accept the certificate of this client, or its lack.</source>
   <translation>Servern godtar inte den här klientens certifikat, eller att den saknar ett.</translation>
  </message>
  <message>
   <source>The server could not prove who it is. Nothing was sent to it.</source>
   <translation>Servern kunde inte visa vem den är. Inget har skickats till den.</translation>
  </message>
  <message>
   <source>The certificate of this client has expired. The server refuses it.</source>
   <translation>Den här klientens certifikat har gått ut. Servern godtar det inte.</translation>
  </message>
  <message>
   <source>The address of a service is wrong. Check the settings.</source>
   <translation>Adressen till en tjänst är fel. Kontrollera inställningarna.</translation>
  </message>
  <message>
   <source>This computer's network settings name a proxy that cannot be used. Check HTTPS_PROXY, ALL_PROXY and the system's proxy.</source>
   <translation>Datorns nätverksinställningar anger en proxy som inte går att använda. Kontrollera HTTPS_PROXY, ALL_PROXY och systemets proxy.</translation>
  </message>
  <message>
   <source>The address of a service must begin with https://. Nothing was sent.</source>
   <translation>Adressen till en tjänst måste börja med https://. Inget har skickats.</translation>
  </message>
  <message>
   <source>The key is of a kind that TLS does not use.</source>
   <translation>Nyckeln är av ett slag som inte kan användas för TLS.</translation>
  </message>
  <message>
   <source>The key file has no certificate that belongs to its key.</source>
   <translation>Nyckelfilen har inget certifikat som hör till nyckeln.</translation>
  </message>
  <message>
   <source>The client's certificate cannot be used for TLS.</source>
   <translation>Klientens certifikat kan inte användas för TLS.</translation>
  </message>
  <message>
   <source>The file of trusted issuers cannot be read.</source>
   <translation>Filen med betrodda utfärdare kan inte läsas.</translation>
  </message>
  <message>
   <source>Others than administrators can change {file}, so it decides nothing. Have its owner and its rights mended.</source>
   <translation>Andra än administratörer kan ändra {file}. Därför får den inte bestämma något. Be IT rätta filens ägare och rättigheter.</translation>
  </message>
  <message>
   <source>Windows does not say where settings for all users are.</source>
   <translation>Windows talar inte om var inställningar för alla användare finns.</translation>
  </message>
  <message>
   <source>The settings file {file} cannot be read.</source>
   <translation>Inställningsfilen {file} kan inte läsas.</translation>
  </message>
  <message>
   <source>The message cannot be sent.</source>
   <translation>Meddelandet kan inte skickas.</translation>
  </message>
  <message>
   <source>The sandbox finds no free port for its name service.</source>
   <translation>Övningsmiljön hittar ingen ledig port för sin namntjänst.</translation>
  </message>
  <message>
   <source>The certificate has been revoked by its issuer.</source>
   <translation>Certifikatet är spärrat av sin utfärdare.</translation>
  </message>
  <message>
   <source>PostgreSQL does not start: {said}</source>
   <translation>PostgreSQL startar inte: {said}</translation>
  </message>
  <message>
   <source>Sharing is practised with a PostgreSQL of your own, and there is none here. Install one, or the extra: pip install sdk-desktop[ledger]</source>
   <translation>Delning övas med en egen PostgreSQL, och det finns ingen på den här datorn. Installera en, eller tillägget: pip install sdk-desktop[ledger]</translation>
  </message>
  <message>
   <source>PostgreSQL does not start: {program} has not ended after {seconds} seconds.</source>
   <translation>PostgreSQL startar inte: {program} är inte klart efter {seconds} sekunder.</translation>
  </message>
  <message>
   <source>The port {port} cannot be used.</source>
   <translation>Porten {port} kan inte användas.</translation>
  </message>
  <message>
   <source>The address book does not answer.</source>
   <translation>Adressboken svarar inte.</translation>
  </message>
  <message>
   <source>The address book does not answer as it should.</source>
   <translation>Adressboken svarar inte som den ska.</translation>
  </message>
  <message>
   <source>The private key of this client is of a kind that no sign-in uses.</source>
   <translation>Klientens privata nyckel är av ett slag som ingen inloggning använder.</translation>
  </message>
  <message>
   <source>The private key of this client cannot sign with {algorithm}.</source>
   <translation>Klientens privata nyckel kan inte signera med {algorithm}.</translation>
  </message>
  <message>
   <source>The access point does not answer.</source>
   <translation>Accesspunkten svarar inte.</translation>
  </message>
  <message>
   <source>The access point takes what the federation's P-Mode does not allow.</source>
   <translation>Accesspunkten tar emot sådant som federationens P-Mode inte tillåter.</translation>
  </message>
  <message>
   <source>The access point gave another message than the one asked for.</source>
   <translation>Accesspunkten gav ett annat meddelande än det som efterfrågades.</translation>
  </message>
  <message>
   <source>The access point must have an address that begins with https://.</source>
   <translation>Accesspunktens adress måste börja med https://.</translation>
  </message>
  <message>
   <source>The access point erased a message before this client fetched it. Ask its sender to send it again.</source>
   <translation>Accesspunkten raderade ett meddelande innan det hade hämtats hit. Be avsändaren skicka det igen.</translation>
  </message>
  <message>
   <source>The access point refused this ({code}).</source>
   <translation>Accesspunkten avvisade detta ({code}).</translation>
  </message>
  <message>
   <source>The access point does not accept this client's credentials. Its user may be locked, or the password have expired. It is tried again when the settings change, at the latest in an hour.</source>
   <translation>Accesspunkten godtar inte klientens inloggning. Användaren kan vara spärrad eller lösenordet för gammalt. Ett nytt försök görs när inställningarna ändras, senast om en timme.</translation>
  </message>
  <message>
   <source>The access point is too old: it deletes messages as soon as they are fetched. Nothing is fetched. Domibus 5.1, Harmony 2.0 or later is needed.</source>
   <translation>Accesspunkten är för gammal: den raderar meddelanden så snart de hämtas. Inget hämtas. Det behövs Domibus 5.1, Harmony 2.0 eller senare.</translation>
  </message>
  <message>
   <source>There is no access point at this address. Check the settings.</source>
   <translation>Det finns ingen accesspunkt på den här adressen. Kontrollera inställningarna.</translation>
  </message>
  <message>
   <source>The message is larger than the access point accepts.</source>
   <translation>Meddelandet är större än vad accesspunkten tar emot.</translation>
  </message>
  <message>
   <source>The access point does not have what was asked for.</source>
   <translation>Accesspunkten har inte det som efterfrågades.</translation>
  </message>
  <message>
   <source>The user at the access point is another organisation's. Check it in the settings.</source>
   <translation>Användaren hos accesspunkten tillhör en annan organisation. Kontrollera den i inställningarna.</translation>
  </message>
  <message>
   <source>The access point has a fault ({code}).</source>
   <translation>Det är fel på accesspunkten ({code}).</translation>
  </message>
  <message>
   <source>Something else answers instead of the access point, perhaps a proxy. Check the address.</source>
   <translation>Något annat än accesspunkten svarar, kanske en proxy. Kontrollera adressen.</translation>
  </message>
  <message>
   <source>The answer of the access point is damaged or was cut short.</source>
   <translation>Accesspunktens svar är skadat eller avbrutet.</translation>
  </message>
  <message>
   <source>The access point has another version of its interface. Check the address.</source>
   <translation>Accesspunkten har en annan version av sitt gränssnitt. Kontrollera adressen.</translation>
  </message>
  <message>
   <source>This is the address for other access points. Name that of the web service (WS plugin) in the settings.</source>
   <translation>Det här är adressen för andra accesspunkter. Ange adressen till webbtjänsten (WS plugin) i inställningarna.</translation>
  </message>
  <message>
   <source>The access point has a message without an envelope in it.</source>
   <translation>Accesspunkten har ett meddelande utan kuvert.</translation>
  </message>
  <message>
   <source>The access point has a message that is larger than this client accepts.</source>
   <translation>Accesspunkten har ett meddelande som är större än vad programmet tar emot.</translation>
  </message>
  <message>
   <source>The access point does not know the party in the settings ({code}). Messages wait.</source>
   <translation>Accesspunkten känner inte till parten i inställningarna ({code}). Meddelandena väntar.</translation>
  </message>
  <message>
   <source>The access point is not set up for what is to be sent ({code}). Messages wait until whoever runs it has mended that.</source>
   <translation>Accesspunkten är inte inställd för det som ska skickas ({code}). Meddelandena väntar tills den som sköter accesspunkten har rättat det.</translation>
  </message>
  <message>
   <source>The organisation has not published a certificate to encrypt for.</source>
   <translation>Organisationen har inte publicerat något certifikat att kryptera för.</translation>
  </message>
  <message>
   <source>The organisation does not take messages of this kind.</source>
   <translation>Organisationen tar inte emot meddelanden av det här slaget.</translation>
  </message>
  <message>
   <source>Malware was found in the message.</source>
   <translation>Skadlig kod har hittats i meddelandet.</translation>
  </message>
  <message>
   <source>The message is for a function that is not among our mailboxes.</source>
   <translation>Meddelandet är till en funktion som inte hör till våra brevlådor.</translation>
  </message>
  <message>
   <source>The message is larger than SDK allows.</source>
   <translation>Meddelandet är större än SDK tillåter.</translation>
  </message>
  <message>
   <source>Sender or recipient of the message are not those that its envelope names.</source>
   <translation>Meddelandets avsändare eller mottagare är inte de som anges på kuvertet.</translation>
  </message>
  <message>
   <source>The sender is told that it was not taken in, and why.</source>
   <translation>Avsändaren får veta att det inte har tagits emot, och varför.</translation>
  </message>
  <message>
   <source>The program is locked.</source>
   <translation>Programmet är låst.</translation>
  </message>
  <message>
   <source>The directory of certificates gave an answer that cannot be read.</source>
   <translation>Certifikatkatalogen gav ett svar som inte går att läsa.</translation>
  </message>
  <message>
   <source>The directory of certificates does not answer.</source>
   <translation>Certifikatkatalogen svarar inte.</translation>
  </message>
  <message>
   <source>The directory of certificates answered about something that was not asked for.</source>
   <translation>Certifikatkatalogen svarade om något annat än det som frågades.</translation>
  </message>
  <message>
   <source>The directory of certificates is busy or has a fault ({status}).</source>
   <translation>Certifikatkatalogen är upptagen eller har ett fel ({status}).</translation>
  </message>
  <message>
   <source>What the directory of certificates says is not signed as it must be, or was changed.</source>
   <translation>Det som certifikatkatalogen säger är inte rätt underskrivet, eller har ändrats.</translation>
  </message>
  <message>
   <source>The directory of certificates is signed with a certificate that is not trusted.</source>
   <translation>Certifikatkatalogens svar är underskrivet med ett certifikat som inte är betrott.</translation>
  </message>
  <message>
   <source>The name service gives an address that cannot be used.</source>
   <translation>Namntjänsten ger en adress som inte går att använda.</translation>
  </message>
  <message>
   <source>The directory of certificates could not prove who it is. Nothing is decided.</source>
   <translation>Certifikatkatalogen kunde inte visa att den är äkta. Inget är avgjort.</translation>
  </message>
  <message>
   <source>The organisation is not in the federation.</source>
   <translation>Organisationen finns inte i federationen.</translation>
  </message>
  <message>
   <source>The name service does not know the federation's zone. Check the settings.</source>
   <translation>Namntjänsten känner inte till federationens zon. Kontrollera inställningarna.</translation>
  </message>
  <message>
   <source>The name service does not answer.</source>
   <translation>Namntjänsten svarar inte.</translation>
  </message>
  <message>
   <source>The issuer of a certificate does not answer.</source>
   <translation>Ett certifikats utfärdare svarar inte.</translation>
  </message>
  <message>
   <source>Whether a certificate has been revoked cannot be found out now.</source>
   <translation>Det går inte att ta reda på just nu om ett certifikat är spärrat.</translation>
  </message>
  <message>
   <source>The server is busy or has a fault ({status}).</source>
   <translation>Servern är upptagen eller har ett fel ({status}).</translation>
  </message>
  <message>
   <source>The message service does not accept the token that its sign-in gave this client.</source>
   <translation>Meddelandetjänsten godtar inte den åtkomstbiljett som dess inloggning gav klienten.</translation>
  </message>
  <message>
   <source>The program does not have the right to do this at the message service.</source>
   <translation>Programmet har inte behörighet att göra detta i meddelandetjänsten.</translation>
  </message>
  <message>
   <source>The message service does not have what was asked for.</source>
   <translation>Meddelandetjänsten har inte det som efterfrågades.</translation>
  </message>
  <message>
   <source>The message is larger than the message service accepts.</source>
   <translation>Meddelandet är större än meddelandetjänsten tar emot.</translation>
  </message>
  <message>
   <source>The message service refused this ({code}).</source>
   <translation>Meddelandetjänsten avvisade detta ({code}).</translation>
  </message>
  <message>
   <source>The malware scanner gave no verdict.</source>
   <translation>Virusskyddet gav inget besked.</translation>
  </message>
  <message>
   <source>The malware scanner does not answer.</source>
   <translation>Virusskyddet svarar inte.</translation>
  </message>
  <message>
   <source>The address of the malware scanner makes no sense. Check the settings.</source>
   <translation>Adressen till virusskyddet är fel. Kontrollera inställningarna.</translation>
  </message>
  <message>
   <source>What is said of updates makes no sense.</source>
   <translation>Uppgiften om nya versioner går inte att förstå.</translation>
  </message>
  <message>
   <source>What is said of updates was true until {day} only. Have it signed anew.</source>
   <translation>Uppgiften om nya versioner gällde bara till {day}. Låt signera den på nytt.</translation>
  </message>
  <message>
   <source>Nobody says which version is the newest.</source>
   <translation>Det går inte att få veta vilken version som är den nyaste.</translation>
  </message>
  <message>
   <source>The message service does not answer.</source>
   <translation>Meddelandetjänsten svarar inte.</translation>
  </message>
  <message>
   <source>The message is larger than this client accepts.</source>
   <translation>Meddelandet är större än vad programmet tar emot.</translation>
  </message>
  <message>
   <source>The service gave another message than the one asked for.</source>
   <translation>Tjänsten gav ett annat meddelande än det som efterfrågades.</translation>
  </message>
  <message>
   <source>The message service has not confirmed that it has the message.</source>
   <translation>Meddelandetjänsten har inte bekräftat att den har meddelandet.</translation>
  </message>
  <message>
   <source>The message is not valid JSON.</source>
   <translation>Meddelandet är inte giltig JSON.</translation>
  </message>
  <message>
   <source>The sign-in's metadata name no token endpoint.</source>
   <translation>Inloggningens metadata anger ingen adress för token.</translation>
  </message>
  <message>
   <source>The sign-in's metadata are those of another service.</source>
   <translation>Inloggningens metadata är en annan tjänsts.</translation>
  </message>
  <message>
   <source>The sign-in of the message service refused this client ({code}).</source>
   <translation>Meddelandetjänstens inloggning nekade klienten ({code}).</translation>
  </message>
  <message>
   <source>The sign-in of the message service does not answer.</source>
   <translation>Meddelandetjänstens inloggning svarar inte.</translation>
  </message>
  <message>
   <source>The sign-in of the message service does not answer as it should.</source>
   <translation>Meddelandetjänstens inloggning svarar inte som den ska.</translation>
  </message>
  <message>
   <source>The sign-in of the message service does not grant the scopes that were asked for ({code}).</source>
   <translation>Meddelandetjänstens inloggning ger inte de rättigheter (scopes) som klienten bad om ({code}).</translation>
  </message>
  <message>
   <source>The sign-in of the message service refused this client ({code}). This computer's clock is {seconds} s ahead of the sign-in's.</source>
   <translation>Meddelandetjänstens inloggning nekade klienten ({code}). Datorns klocka går {seconds} s före inloggningens.</translation>
  </message>
  <message>
   <source>The sign-in of the message service refused this client ({code}). This computer's clock is {seconds} s behind the sign-in's.</source>
   <translation>Meddelandetjänstens inloggning nekade klienten ({code}). Datorns klocka går {seconds} s efter inloggningens.</translation>
  </message>
  <message>
   <source>This client has neither a private key nor a secret. Check the settings.</source>
   <translation>Klienten har varken privat nyckel eller hemlighet. Kontrollera inställningarna.</translation>
  </message>
  <message>
   <source>A profile cannot be called “{name}”.</source>
   <translation>En profil kan inte heta ”{name}”.</translation>
  </message>
  <message>
   <source>The folder {folder} belongs to another user. Choose another one, or have it given to you.</source>
   <translation>Mappen {folder} tillhör en annan användare. Välj en annan, eller låt någon göra dig till ägare.</translation>
  </message>
  <message>
   <source>The folder {folder} holds something else. Choose an empty one.</source>
   <translation>Mappen {folder} har något annat i sig. Välj en tom.</translation>
  </message>
  <message>
   <source>Others can write in the folder {folder}. Have their rights taken away.</source>
   <translation>Andra kan skriva i mappen {folder}. Låt någon ta bort deras rättigheter.</translation>
  </message>
  <message>
   <source>The settings file {file} makes no sense at {place}.</source>
   <translation>Inställningsfilen {file} går inte att förstå vid {place}.</translation>
  </message>
  <message>
   <source>{place} in {file} is for your organisation to decide, in its own file.</source>
   <translation>{place} i {file} bestäms av din organisation, i organisationens egen fil.</translation>
  </message>
  <message>
   <source>The ledger needs PostgreSQL 15 or later.</source>
   <translation>Liggaren behöver PostgreSQL 15 eller senare.</translation>
  </message>
  <message>
   <source>This login belongs to something else than SDK Desktop: {login}</source>
   <translation>Det här inloggningsnamnet hör till något annat än SDK Desktop: {login}</translation>
  </message>
  <message>
   <source>The ledger belongs to a newer version of SDK Desktop. Install that version.</source>
   <translation>Liggaren hör till en nyare version av SDK Desktop. Installera den versionen.</translation>
  </message>
  <message>
   <source>There is no such shared mailbox in the ledger. Check its code.</source>
   <translation>Det finns ingen sådan delad brevlåda i liggaren. Kontrollera koden.</translation>
  </message>
  <message>
   <source>This version of SDK Desktop is too old to change the shared mailbox. It can still be read. Install the newest version.</source>
   <translation>Den här versionen av SDK Desktop är för gammal för att ändra något i den delade brevlådan. Det går fortfarande att läsa. Installera den nyaste versionen.</translation>
  </message>
  <message>
   <source>The ledger does not accept this client's password.</source>
   <translation>Liggaren godtar inte klientens lösenord.</translation>
  </message>
  <message>
   <source>The ledger does not let this client in. Ask its administrator.</source>
   <translation>Liggaren släpper inte in klienten. Fråga den som sköter liggarens server.</translation>
  </message>
  <message>
   <source>There is no such ledger on the server. Check the settings.</source>
   <translation>Någon sådan liggare finns inte på servern. Kontrollera inställningarna.</translation>
  </message>
  <message>
   <source>The database holds no ledger. Check the settings.</source>
   <translation>Databasen innehåller ingen liggare. Kontrollera inställningarna.</translation>
  </message>
  <message>
   <source>The program does not have the right to do this in the ledger.</source>
   <translation>Programmet har inte rätt att göra detta i liggaren.</translation>
  </message>
  <message>
   <source>The ledger's server only lets itself be read just now. Try again.</source>
   <translation>Liggarens server går bara att läsa från just nu. Försök igen.</translation>
  </message>
  <message>
   <source>The ledger's server has no room left. Nothing has been written there. Tell its administrator.</source>
   <translation>Disken på liggarens server är full. Inget har skrivits dit. Säg till den som sköter servern.</translation>
  </message>
  <message>
   <source>The ledger's server has too many connections. Try again.</source>
   <translation>Liggarens server har för många anslutningar. Försök igen.</translation>
  </message>
  <message>
   <source>The mailbox is busy in the ledger. Try again.</source>
   <translation>Brevlådan är upptagen i liggaren. Försök igen.</translation>
  </message>
  <message>
   <source>The ledger's server does not encrypt. Nothing was sent to it.</source>
   <translation>Liggarens server krypterar inte. Inget skickades till den.</translation>
  </message>
  <message>
   <source>The ledger's server could not prove who it is.</source>
   <translation>Liggarens server kunde inte visa vem den är.</translation>
  </message>
  <message>
   <source>The settings do not say the password for the ledger.</source>
   <translation>Inställningarna säger inte lösenordet till liggaren.</translation>
  </message>
  <message>
   <source>There is no contact with the shared mailbox. Try again.</source>
   <translation>Ingen kontakt med den delade brevlådan. Försök igen.</translation>
  </message>
  <message>
   <source>A change of the shared mailbox is not signed by a member.</source>
   <translation>En ändring i den delade brevlådan är inte underskriven av någon medlem.</translation>
  </message>
  <message>
   <source>This computer does not have the newest key of the shared mailbox.</source>
   <translation>Den här datorn har inte den delade brevlådans nyaste nyckel.</translation>
  </message>
  <message>
   <source>The shared mailbox's key was not made for this computer.</source>
   <translation>Den delade brevlådans nyckel gjordes inte för den här datorn.</translation>
  </message>
  <message>
   <source>This client is not a member of the shared mailbox.</source>
   <translation>Den här datorn är inte medlem i den delade brevlådan.</translation>
  </message>
  <message>
   <source>The ledger is older than this version. Its administrator upgrades it.</source>
   <translation>Liggaren är äldre än den här versionen. Den som sköter servern uppgraderar den.</translation>
  </message>
  <message>
   <source>Another profile uses this login of the ledger. Each needs its own.</source>
   <translation>En annan profil använder det här inloggningsnamnet i liggaren. Var och en behöver ett eget.</translation>
  </message>
  <message>
   <source>The shared mailbox's ledger had lost something and is being put right. Nothing is sent or fetched until these computers have been in touch: {names}</source>
   <translation>Den delade brevlådans liggare hade förlorat något och håller på att läkas. Inget skickas eller hämtas förrän de här datorerna har hört av sig: {names}</translation>
  </message>
  <message>
   <source>The shared mailbox's ledger has lost something. Nothing is sent or fetched until it has been put right. Tell whoever manages the mailbox.</source>
   <translation>Den delade brevlådans liggare har förlorat något. Inget skickas eller hämtas förrän det har rättats till. Säg till den som ansvarar för brevlådan.</translation>
  </message>
  <message>
   <source>The ledger gave an answer that is not whole. Try again.</source>
   <translation>Liggaren gav ett ofullständigt svar. Försök igen.</translation>
  </message>
  <message>
   <source>This computer does not have the right to do this in the mailbox.</source>
   <translation>Den här datorn har inte rätt att göra detta i brevlådan.</translation>
  </message>
  <message>
   <source>The list of members in the ledger is not what its managers have signed.</source>
   <translation>Listan över medlemmar i liggaren är inte den som brevlådans ansvariga har skrivit under.</translation>
  </message>
  <message>
   <source>The shared mailbox's key is not the one that its members have.</source>
   <translation>Den delade brevlådans nyckel är inte den som medlemmarna har.</translation>
  </message>
  <message>
   <source>The last manager of a shared mailbox stays one.</source>
   <translation>Den sista som ansvarar för en delad brevlåda måste finnas kvar.</translation>
  </message>
  <message>
   <source>A member of a shared mailbox needs a role.</source>
   <translation>En medlem i en delad brevlåda behöver en roll.</translation>
  </message>
  <message>
   <source>Only a manager of the shared mailbox may change its members.</source>
   <translation>Bara en ansvarig för den delade brevlådan får ändra vilka som är medlemmar.</translation>
  </message>
  <message>
   <source>Somebody else has just changed the members. Look, and try again.</source>
   <translation>Någon annan har just ändrat vilka som är medlemmar. Se efter och försök igen.</translation>
  </message>
  <message>
   <source>The file has not come to the shared mailbox yet. Try again.</source>
   <translation>Filen har inte kommit till den delade brevlådan än. Försök igen.</translation>
  </message>
  <message>
   <source>The ledger holds something that no member has written. Tell its administrator.</source>
   <translation>Liggaren innehåller något som ingen medlem har skrivit. Säg till den som sköter servern.</translation>
  </message>
  <message>
   <source>This is too large to be shared.</source>
   <translation>Det här är för stort för att delas.</translation>
  </message>
  <message>
   <source>The ticket in the ledger is not what a manager of the mailbox has signed.</source>
   <translation>Biljetten i liggaren är inte vad en ansvarig för brevlådan har skrivit under.</translation>
  </message>
  <message>
   <source>A ticket does not make a manager. Let such a computer in by its words.</source>
   <translation>En biljett gör ingen dator ansvarig. Släpp in en sådan dator med dess ord.</translation>
  </message>
  <message>
   <source>The ticket has been used, or there is none such.</source>
   <translation>Biljetten har använts, eller så finns det ingen sådan.</translation>
  </message>
  <message>
   <source>The ticket is not for this computer.</source>
   <translation>Biljetten gäller inte den här datorn.</translation>
  </message>
  <message>
   <source>The ticket is too old.</source>
   <translation>Biljetten är för gammal.</translation>
  </message>
  <message>
   <source>The computer is a member already.</source>
   <translation>Datorn delar redan brevlådan.</translation>
  </message>
  <message>
   <source>The backup folder {folder} is not there. Connect the disk or share, or make the folder.</source>
   <translation>Mappen för säkerhetskopior, {folder}, finns inte. Anslut disken eller nätverksmappen, eller skapa mappen.</translation>
  </message>
  <message>
   <source>The message store is not there. Restore it from a backup.</source>
   <translation>Meddelandelagret saknas. Återställ det från en säkerhetskopia.</translation>
  </message>
  <message>
   <source>The backup cannot be written to {folder}. It is tried again.</source>
   <translation>Säkerhetskopian kan inte skrivas till {folder}. Programmet försöker igen.</translation>
  </message>
  <message>
   <source>The copy of the message store is not whole. It does not count; earlier backups are kept.</source>
   <translation>Kopian av meddelandelagret är inte hel. Den räknas inte; tidigare säkerhetskopior finns kvar.</translation>
  </message>
  <message>
   <source>There is no room for a backup in {folder}. Make room there; it is tried again.</source>
   <translation>Det finns inte plats för en säkerhetskopia i {folder}. Gör plats där; programmet försöker igen.</translation>
  </message>
  <message>
   <source>The backup folder {folder} cannot be used: {reason}. It is tried again.</source>
   <translation>Mappen för säkerhetskopior, {folder}, kan inte användas: {reason}. Programmet försöker igen.</translation>
  </message>
  <message>
   <source>The backup folder {folder} may not be written. Give your user the right to do so.</source>
   <translation>Du får inte skriva i mappen för säkerhetskopior, {folder}. Ge din användare rätt till det.</translation>
  </message>
  <message>
   <source>The folder {folder} is no backup, or not a whole one.</source>
   <translation>Mappen {folder} är ingen säkerhetskopia, eller ingen hel.</translation>
  </message>
  <message>
   <source>There is already a {file} in {folder}. It is kept as it is. Restore into an empty folder.</source>
   <translation>Det finns redan en {file} i {folder}. Den lämnas orörd. Återställ till en tom mapp.</translation>
  </message>
  <message>
   <source>The backup is damaged: {file} is not as it was made. Choose another backup.</source>
   <translation>Säkerhetskopian är skadad: {file} är inte som när den gjordes. Välj en annan säkerhetskopia.</translation>
  </message>
  <message>
   <source>The backup could not be restored to {folder}: {reason}. Try again.</source>
   <translation>Säkerhetskopian kunde inte återställas till {folder}: {reason}. Försök igen.</translation>
  </message>
  <message>
   <source>This is on a damaged part of the message store and cannot be read. Whoever looks after the computer can restore the store from a backup.</source>
   <translation>Det här ligger på en skadad del av meddelandelagret och går inte att läsa. Den som sköter datorn kan återställa lagret från en säkerhetskopia.</translation>
  </message>
  <message>
   <source>The disk with the message store does not answer. Try again.</source>
   <translation>Disken med meddelandelagret svarar inte. Försök igen.</translation>
  </message>
  <message>
   <source>The message store may not be written. Check the rights of its folder.</source>
   <translation>Det går inte att skriva till meddelandelagret. Kontrollera behörigheterna till dess mapp.</translation>
  </message>
  <message>
   <source>This part of the message store cannot be read: it is damaged, or the computer has no memory left.</source>
   <translation>Den här delen av meddelandelagret går inte att läsa: den är skadad eller så har datorn slut på minne.</translation>
  </message>
  <message>
   <source>The text holds a character that cannot be stored.</source>
   <translation>Texten innehåller ett tecken som inte kan sparas.</translation>
  </message>
  <message>
   <source>This message has no delivery.</source>
   <translation>Meddelandet har ingen leverans.</translation>
  </message>
  <message>
   <source>This draft is not in the store.</source>
   <translation>Utkastet finns inte längre.</translation>
  </message>
  <message>
   <source>This message is not in the store.</source>
   <translation>Meddelandet finns inte här.</translation>
  </message>
  <message>
   <source>This message is already in the store.</source>
   <translation>Meddelandet finns redan här.</translation>
  </message>
  <message>
   <source>The message has no such file.</source>
   <translation>Meddelandet har ingen sådan fil.</translation>
  </message>
  <message>
   <source>Prove who you are to read this confidential message.</source>
   <translation>Bekräfta vem du är för att läsa detta meddelande med sekretess.</translation>
  </message>
  <message>
   <source>This message was not sent to several recipients.</source>
   <translation>Meddelandet skickades inte till flera mottagare.</translation>
  </message>
  <message>
   <source>The folder {folder} lies on a network share, where a message store can be damaged. Keep the profile on this computer, and let its backups go to the share.</source>
   <translation>Mappen {folder} ligger på en nätverksenhet, där ett meddelandelager kan skadas. Ha profilen på den här datorn, och låt säkerhetskopiorna ligga på nätverksenheten.</translation>
  </message>
  <message>
   <source>Other messages than before would be erased. Look at them again.</source>
   <translation>Andra meddelanden än nyss skulle gallras. Titta på dem igen.</translation>
  </message>
  <message>
   <source>This proposal is not in the store.</source>
   <translation>Förslaget finns inte här.</translation>
  </message>
  <message>
   <source>This proposal has been settled already.</source>
   <translation>Förslaget är redan avgjort.</translation>
  </message>
  <message>
   <source>The message store has just got a new key. Try again.</source>
   <translation>Meddelandelagret har just fått en ny nyckel. Försök igen.</translation>
  </message>
  <message>
   <source>Another window has the message store open. Close the client there and try again.</source>
   <translation>Ett annat fönster har meddelandelagret öppet. Stäng programmet där och försök igen.</translation>
  </message>
  <message>
   <source>The text of this message was on a damaged part of the message store.</source>
   <translation>Meddelandets text låg på en skadad del av meddelandelagret.</translation>
  </message>
  <message>
   <source>The message store was written by a newer version of SDK Desktop. Start the program again, or install that version.</source>
   <translation>Meddelandelagret har skrivits av en nyare version av SDK Desktop. Starta programmet igen, eller installera den versionen.</translation>
  </message>
  <message>
   <source>There is already a message store here. It is kept as it is.</source>
   <translation>Här finns redan ett meddelandelager. Det lämnas orört.</translation>
  </message>
  <message>
   <source>The message store is damaged or cannot be opened with this key. Nothing has been changed. Restore it from a backup, or use the recovery key.</source>
   <translation>Meddelandelagret är skadat eller kan inte öppnas med den här nyckeln. Inget har ändrats. Återställ det från en säkerhetskopia eller använd återställningsnyckeln.</translation>
  </message>
  <message>
   <source>The message store is busy. Try again.</source>
   <translation>Meddelandelagret är upptaget. Försök igen.</translation>
  </message>
  <message>
   <source>The message store cannot be used: {reason}.</source>
   <translation>Meddelandelagret kan inte användas: {reason}.</translation>
  </message>
  <message>
   <source>The settings file {file} cannot be read. It is not in UTF-8. Save it in UTF-8.</source>
   <translation>Inställningsfilen {file} kan inte läsas. Den är inte i UTF-8. Spara den i UTF-8.</translation>
  </message>
  <message>
   <source>The settings file {file} cannot be read. Line {line} is not written as TOML wants it.</source>
   <translation>Inställningsfilen {file} kan inte läsas. Rad {line} är inte skriven som TOML vill ha det.</translation>
  </message>
  <message>
   <source>About SDK Desktop</source>
   <translation>Om SDK Desktop</translation>
  </message>
  <message>
   <source>Licences</source>
   <translation>Licenser</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Stäng</translation>
  </message>
  <message>
   <source>SDK Desktop {version}</source>
   <translation>SDK Desktop {version}</translation>
  </message>
  <message>
   <source>Free software under the licence EUPL-1.2.</source>
   <translation>Fri programvara under licensen EUPL-1.2.</translation>
  </message>
  <message>
   <source>It is built on these, under their licences:</source>
   <translation>Det bygger på de här programmen, under deras licenser:</translation>
  </message>
  <message>
   <source>Search, or choose an organisation in the list. Your favourites and those you have written to will be shown here.</source>
   <translation>Sök, eller välj en organisation i listan. Här visas sedan dina favoriter och de som du har skrivit till.</translation>
  </message>
  <message numerus="yes">
   <source>The %n best hits</source>
   <translation>
    <numerusform>Den bästa träffen</numerusform>
    <numerusform>De %n bästa träffarna</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n hits</source>
   <translation>
    <numerusform>%n träff</numerusform>
    <numerusform>%n träffar</numerusform>
   </translation>
  </message>
  <message>
   <source>Functions</source>
   <translation>Funktioner</translation>
  </message>
  <message>
   <source>Organisations</source>
   <translation>Organisationer</translation>
  </message>
  <message>
   <source>Nothing was found.</source>
   <translation>Inga träffar.</translation>
  </message>
  <message>
   <source>No longer in the address book</source>
   <translation>Finns inte längre i adressboken</translation>
  </message>
  <message>
   <source>Copied</source>
   <translation>Kopierat</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Uppgifter</translation>
  </message>
  <message>
   <source>Write</source>
   <translation>Skriv</translation>
  </message>
  <message>
   <source>Remove favourite</source>
   <translation>Ta bort favorit</translation>
  </message>
  <message>
   <source>Make a favourite</source>
   <translation>Gör till favorit</translation>
  </message>
  <message>
   <source>Copy the details</source>
   <translation>Kopiera uppgifter</translation>
  </message>
  <message>
   <source>Favourite of the mailbox</source>
   <translation>Brevlådans favorit</translation>
  </message>
  <message>
   <source>What it is for</source>
   <translation>Vad den är till för</translation>
  </message>
  <message>
   <source>Organisation</source>
   <translation>Organisation</translation>
  </message>
  <message>
   <source>Also called</source>
   <translation>Kallas även</translation>
  </message>
  <message>
   <source>Categories</source>
   <translation>Kategorier</translation>
  </message>
  <message>
   <source>Search words</source>
   <translation>Sökord</translation>
  </message>
  <message>
   <source>The organisation</source>
   <translation>Om organisationen</translation>
  </message>
  <message>
   <source>Organisation number</source>
   <translation>Organisationsnummer</translation>
  </message>
  <message>
   <source>Function address</source>
   <translation>Funktionsadress</translation>
  </message>
  <message>
   <source>Last used</source>
   <translation>Senast använd</translation>
  </message>
  <message>
   <source>No longer in the address book since {day}</source>
   <translation>Finns inte längre sedan {day}</translation>
  </message>
  <message numerus="yes">
   <source>%n of your drafts are for it.</source>
   <translation>
    <numerusform>%n av dina utkast är till den.</numerusform>
    <numerusform>%n av dina utkast är till den.</numerusform>
   </translation>
  </message>
  <message>
   <source>It is a favourite.</source>
   <translation>Den är en favorit.</translation>
  </message>
  <message>
   <source>Probably replaced by {name}, {organisation}.</source>
   <translation>Ersätts troligen av {name}, {organisation}.</translation>
  </message>
  <message numerus="yes">
   <source>Change to {name} in %n places</source>
   <translation>
    <numerusform>Byt till {name} på %n ställe</numerusform>
    <numerusform>Byt till {name} på %n ställen</numerusform>
   </translation>
  </message>
  <message>
   <source>Show {name}</source>
   <translation>Visa {name}</translation>
  </message>
  <message>
   <source>Search the address book</source>
   <translation>Sök i adressboken</translation>
  </message>
  <message>
   <source>Search for organisation, function, description, number</source>
   <translation>Sök organisation, funktion, beskrivning, nummer</translation>
  </message>
  <message>
   <source>Fetch anew</source>
   <translation>Hämta på nytt</translation>
  </message>
  <message>
   <source>Fetching …</source>
   <translation>Hämtar …</translation>
  </message>
  <message numerus="yes">
   <source>%n functions</source>
   <translation>
    <numerusform>%n funktion</numerusform>
    <numerusform>%n funktioner</numerusform>
   </translation>
  </message>
  <message>
   <source>{hits} of {functions}</source>
   <translation>{hits} av {functions}</translation>
  </message>
  <message>
   <source>Not fetched yet</source>
   <translation>Inte hämtad än</translation>
  </message>
  <message numerus="yes">
   <source>%n functions are no longer in the address book.</source>
   <translation>
    <numerusform>%n funktion finns inte längre i adressboken.</numerusform>
    <numerusform>%n funktioner finns inte längre i adressboken.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n functions have an organisation that it does not have.</source>
   <translation>
    <numerusform>%n funktion har en organisation som adressboken saknar.</numerusform>
    <numerusform>%n funktioner har en organisation som adressboken saknar.</numerusform>
   </translation>
  </message>
  <message>
   <source>Copy of {time}</source>
   <translation>Hämtad {time}</translation>
  </message>
  <message>
   <source>Removed</source>
   <translation>Borttagen</translation>
  </message>
  <message>
   <source>Removed {day}</source>
   <translation>Borttagen {day}</translation>
  </message>
  <message>
   <source>Your favourites</source>
   <translation>Dina favoriter</translation>
  </message>
  <message>
   <source>Favourites of the mailbox</source>
   <translation>Brevlådans favoriter</translation>
  </message>
  <message>
   <source>Written to before</source>
   <translation>Skrivit till förut</translation>
  </message>
  <message>
   <source>Favourite</source>
   <translation>Favorit</translation>
  </message>
  <message>
   <source>{name} · your own organisation</source>
   <translation>{name} · er egen organisation</translation>
  </message>
  <message>
   <source>Others</source>
   <translation>Andra</translation>
  </message>
  <message>
   <source>You wrote last</source>
   <translation>Senast ni skrev</translation>
  </message>
  <message>
   <source>Favourites</source>
   <translation>Favoriter</translation>
  </message>
  <message>
   <source>Written to lately</source>
   <translation>Nyligen skrivna till</translation>
  </message>
  <message>
   <source>Others can read or write files with secrets. Ask IT to run the check-up.</source>
   <translation>Andra kan läsa eller skriva filer med hemligheter. Be it-avdelningen köra kontrollen.</translation>
  </message>
  <message>
   <source>Others could read or write files with secrets. That has been mended.</source>
   <translation>Andra kunde läsa eller skriva filer med hemligheter. Det är rättat.</translation>
  </message>
  <message>
   <source>A draft could not be saved as it stood.</source>
   <translation>Ett utkast kunde inte sparas som det stod.</translation>
  </message>
  <message>
   <source>The window could not be shown.</source>
   <translation>Fönstret kunde inte visas.</translation>
  </message>
  <message>
   <source>Now you can unlock.</source>
   <translation>Nu kan du låsa upp.</translation>
  </message>
  <message>
   <source>Practice – nothing is sent for real</source>
   <translation>Övningsläge – inget skickas på riktigt</translation>
  </message>
  <message>
   <source>There is nothing outside the store to compare its end with.</source>
   <translation>Om de sista händelserna saknas går inte att se, för det finns ingen säkerhetskopia att jämföra med.</translation>
  </message>
  <message>
   <source>Its end agrees with what is kept outside the store.</source>
   <translation>Slutet stämmer med det som är sparat utanför meddelandelagret.</translation>
  </message>
  <message>
   <source>Remove the events that are older than they have to be kept? The export has them.</source>
   <translation>Ta bort händelser som inte längre måste sparas? De finns i exporten.</translation>
  </message>
  <message>
   <source>Checking …</source>
   <translation>Kontrollerar …</translation>
  </message>
  <message>
   <source>Export …</source>
   <translation>Exportera …</translation>
  </message>
  <message>
   <source>Extract about a person …</source>
   <translation>Utdrag om en person …</translation>
  </message>
  <message numerus="yes">
   <source>The chain is whole: %n events.</source>
   <translation>
    <numerusform>Kedjan är hel: %n händelse.</numerusform>
    <numerusform>Kedjan är hel: %n händelser.</numerusform>
   </translation>
  </message>
  <message>
   <source>Export the audit trail</source>
   <translation>Exportera granskningsloggen</translation>
  </message>
  <message>
   <source>audit-trail</source>
   <translation>granskningslogg</translation>
  </message>
  <message>
   <source>Write the personal number in the field above, then extract.</source>
   <translation>Skriv personnumret i fältet ovanför och ta sedan ut utdraget.</translation>
  </message>
  <message numerus="yes">
   <source>%n events were exported.</source>
   <translation>
    <numerusform>%n händelse exporterades.</numerusform>
    <numerusform>%n händelser exporterades.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events were removed.</source>
   <translation>
    <numerusform>%n händelse togs bort.</numerusform>
    <numerusform>%n händelser togs bort.</numerusform>
   </translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Ta bort</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behåll</translation>
  </message>
  <message>
   <source>Check the chain</source>
   <translation>Kontrollera kedjan</translation>
  </message>
  <message>
   <source>Random sample</source>
   <translation>Slumpmässigt urval</translation>
  </message>
  <message>
   <source>Erase by decision …</source>
   <translation>Gallring …</translation>
  </message>
  <message>
   <source>Events from number {number} to {last} are gone: the store was replaced by an older copy. Tell those responsible.</source>
   <translation>Händelserna från nummer {number} till {last} saknas: meddelandelagret har bytts mot en äldre kopia. Kontakta den som är ansvarig.</translation>
  </message>
  <message>
   <source>The chain is broken at event number {number}. Tell those responsible.</source>
   <translation>Kedjan är bruten vid händelse nummer {number}. Kontakta den som är ansvarig.</translation>
  </message>
  <message>
   <source>Extract about a person</source>
   <translation>Utdrag om en person</translation>
  </message>
  <message>
   <source>extract</source>
   <translation>utdrag</translation>
  </message>
  <message>
   <source>At any time</source>
   <translation>När som helst</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>I dag</translation>
  </message>
  <message>
   <source>The last 7 days</source>
   <translation>De senaste 7 dagarna</translation>
  </message>
  <message>
   <source>The last 30 days</source>
   <translation>De senaste 30 dagarna</translation>
  </message>
  <message>
   <source>The last year</source>
   <translation>Det senaste året</translation>
  </message>
  <message>
   <source>Kind of event</source>
   <translation>Typ av händelse</translation>
  </message>
  <message>
   <source>All events</source>
   <translation>Alla händelser</translation>
  </message>
  <message>
   <source>Filter the events</source>
   <translation>Filtrera händelserna</translation>
  </message>
  <message>
   <source>Filter by name, mailbox or number</source>
   <translation>Filtrera på namn, brevlåda eller nummer</translation>
  </message>
  <message>
   <source>About a person</source>
   <translation>Om en person</translation>
  </message>
  <message>
   <source>Personal number, all digits</source>
   <translation>Personnummer, alla siffror</translation>
  </message>
  <message>
   <source>Mailbox</source>
   <translation>Brevlåda</translation>
  </message>
  <message>
   <source>All mailboxes</source>
   <translation>Alla brevlådor</translation>
  </message>
  <message>
   <source>Period</source>
   <translation>Period</translation>
  </message>
  <message>
   <source>Show all</source>
   <translation>Visa alla</translation>
  </message>
  <message>
   <source>Gave access to the program</source>
   <translation>Gav tillgång till programmet</translation>
  </message>
  <message>
   <source>Changed what somebody may do</source>
   <translation>Ändrade vad någon får göra</translation>
  </message>
  <message>
   <source>Signed in</source>
   <translation>Loggade in</translation>
  </message>
  <message>
   <source>Locked</source>
   <translation>Låste</translation>
  </message>
  <message>
   <source>Proved again who they are</source>
   <translation>Legitimerade sig igen</translation>
  </message>
  <message>
   <source>Tries to sign in had failed</source>
   <translation>Inloggningsförsök hade misslyckats</translation>
  </message>
  <message>
   <source>Others could read or write files of the program</source>
   <translation>Andra kunde läsa eller skriva programmets filer</translation>
  </message>
  <message>
   <source>The key file had been replaced by an older copy</source>
   <translation>Nyckelfilen hade ersatts av en äldre kopia</translation>
  </message>
  <message>
   <source>Nothing was fetched</source>
   <translation>Inget hämtades</translation>
  </message>
  <message>
   <source>A message came</source>
   <translation>Ett meddelande kom in</translation>
  </message>
  <message>
   <source>A message came that cannot be read</source>
   <translation>Ett oläsbart meddelande kom in</translation>
  </message>
  <message>
   <source>Read a message</source>
   <translation>Läste ett meddelande</translation>
  </message>
  <message>
   <source>Searched and found something confidential</source>
   <translation>Sökte och fick träff i något med sekretess</translation>
  </message>
  <message>
   <source>Asked to see an attachment</source>
   <translation>Begärde att få se en bilaga</translation>
  </message>
  <message>
   <source>Saved an attachment</source>
   <translation>Sparade en bilaga</translation>
  </message>
  <message>
   <source>Took a message out of the program</source>
   <translation>Tog ut ett meddelande ur programmet</translation>
  </message>
  <message>
   <source>Put a message into the export folder</source>
   <translation>Lade ett meddelande i exportmappen</translation>
  </message>
  <message>
   <source>Made a document of a message to print it</source>
   <translation>Gjorde ett dokument av ett meddelande för att skriva ut det</translation>
  </message>
  <message>
   <source>Began to forward a message</source>
   <translation>Började vidarebefordra ett meddelande</translation>
  </message>
  <message>
   <source>Forwarded a message</source>
   <translation>Vidarebefordrade ett meddelande</translation>
  </message>
  <message>
   <source>Sent a message</source>
   <translation>Skickade ett meddelande</translation>
  </message>
  <message>
   <source>Took a message back before it left</source>
   <translation>Tog tillbaka ett meddelande innan det skickades</translation>
  </message>
  <message>
   <source>Handed a message over</source>
   <translation>Lämnade över ett meddelande</translation>
  </message>
  <message>
   <source>A delivery ended</source>
   <translation>En leverans avslutades</translation>
  </message>
  <message>
   <source>Took a message</source>
   <translation>Tog ett meddelande</translation>
  </message>
  <message>
   <source>Took a message over from a colleague</source>
   <translation>Tog över ett meddelande från en kollega</translation>
  </message>
  <message>
   <source>Noted where a message is kept</source>
   <translation>Angav var ett meddelande förvaras</translation>
  </message>
  <message>
   <source>Set until when a message is to be answered</source>
   <translation>Angav när ett meddelande senast ska besvaras</translation>
  </message>
  <message>
   <source>Noted that somebody has seen to a message</source>
   <translation>Angav att någon har tagit hand om ett meddelande</translation>
  </message>
  <message>
   <source>Wrote a note on a message</source>
   <translation>Skrev en anteckning på ett meddelande</translation>
  </message>
  <message>
   <source>Handed a draft over</source>
   <translation>Lämnade över ett utkast</translation>
  </message>
  <message>
   <source>Gave a message back</source>
   <translation>Lämnade tillbaka ett meddelande</translation>
  </message>
  <message>
   <source>Noted a diary number</source>
   <translation>Noterade diarienummer</translation>
  </message>
  <message>
   <source>Exported the audit trail</source>
   <translation>Exporterade granskningsloggen</translation>
  </message>
  <message>
   <source>Changed how somebody signs in</source>
   <translation>Ändrade hur någon loggar in</translation>
  </message>
  <message>
   <source>Removed somebody's way to sign in</source>
   <translation>Tog bort någons sätt att logga in</translation>
  </message>
  <message>
   <source>Used the recovery key</source>
   <translation>Använde återställningsnyckeln</translation>
  </message>
  <message>
   <source>Made a new recovery key</source>
   <translation>Gjorde en ny återställningsnyckel</translation>
  </message>
  <message>
   <source>Confirmed the new recovery key</source>
   <translation>Bekräftade den nya återställningsnyckeln</translation>
  </message>
  <message>
   <source>Gave the message store a new key</source>
   <translation>Gav meddelandelagret en ny nyckel</translation>
  </message>
  <message>
   <source>Made a backup</source>
   <translation>Gjorde en säkerhetskopia</translation>
  </message>
  <message>
   <source>Restored a backup</source>
   <translation>Återställde en säkerhetskopia</translation>
  </message>
  <message>
   <source>Restored a backup that somebody may have changed</source>
   <translation>Återställde en säkerhetskopia som någon kan ha ändrat</translation>
  </message>
  <message>
   <source>Checked the store</source>
   <translation>Kontrollerade meddelandelagret</translation>
  </message>
  <message>
   <source>Made an extract about a person</source>
   <translation>Tog ut ett utdrag om en person</translation>
  </message>
  <message>
   <source>Kept a message from being erased</source>
   <translation>Satte gallringsstopp</translation>
  </message>
  <message>
   <source>Let a message be erased again</source>
   <translation>Hävde gallringsstopp</translation>
  </message>
  <message>
   <source>Proposed to erase messages</source>
   <translation>Föreslog gallring</translation>
  </message>
  <message>
   <source>Approved that messages are erased</source>
   <translation>Godkände gallring</translation>
  </message>
  <message>
   <source>Withdrew a proposal to erase messages</source>
   <translation>Återkallade förslag om gallring</translation>
  </message>
  <message>
   <source>Erased a message</source>
   <translation>Gallrade ett meddelande</translation>
  </message>
  <message>
   <source>Saved a report of what was erased</source>
   <translation>Sparade en gallringsrapport</translation>
  </message>
  <message>
   <source>Removed old events</source>
   <translation>Tog bort gamla händelser</translation>
  </message>
  <message>
   <source>Answered a message by an acknowledgement</source>
   <translation>Kvitterade ett meddelande</translation>
  </message>
  <message>
   <source>Something came that was not kept</source>
   <translation>Något kom som inte sparades</translation>
  </message>
  <message>
   <source>Security incident</source>
   <translation>Säkerhetsincident</translation>
  </message>
  <message>
   <source>The store was replaced by an older copy</source>
   <translation>Meddelandelagret byttes mot en äldre kopia</translation>
  </message>
  <message>
   <source>Shared a mailbox with other computers</source>
   <translation>Delade en brevlåda med andra datorer</translation>
  </message>
  <message>
   <source>Let a computer into a shared mailbox</source>
   <translation>Släppte in en dator i en delad brevlåda</translation>
  </message>
  <message>
   <source>Took a computer out of a shared mailbox</source>
   <translation>Tog bort en dator ur en delad brevlåda</translation>
  </message>
  <message>
   <source>A colleague at another computer was first</source>
   <translation>En kollega vid en annan dator hann före</translation>
  </message>
  <message>
   <source>Stopped sharing a mailbox here</source>
   <translation>Slutade dela en brevlåda här</translation>
  </message>
  <message>
   <source>Set aside what another computer wrote, which cannot be read</source>
   <translation>Lade undan det som en annan dator skrivit och som inte går att läsa</translation>
  </message>
  <message>
   <source>Offered what a shared mailbox's ledger had lost</source>
   <translation>Lämnade in på nytt vad en delad brevlådas liggare hade förlorat</translation>
  </message>
  <message>
   <source>Let a shared mailbox go on without a computer</source>
   <translation>Lät en delad brevlåda fortsätta utan en dator</translation>
  </message>
  <message>
   <source>Made a ticket by which a computer is let in</source>
   <translation>Gjorde en biljett som släpper in en dator</translation>
  </message>
  <message>
   <source>Took back a ticket by which a computer was let in</source>
   <translation>Tog tillbaka en biljett som släpper in en dator</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>Godtaget</translation>
  </message>
  <message>
   <source>Rejected</source>
   <translation>Avvisat</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>Tid</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>Vem</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Vad</translation>
  </message>
  <message>
   <source>Message</source>
   <translation>Meddelande</translation>
  </message>
  <message numerus="yes">
   <source>%n times</source>
   <translation>
    <numerusform>%n gång</numerusform>
    <numerusform>%n gånger</numerusform>
   </translation>
  </message>
  <message>
   <source>An acknowledgement came too late</source>
   <translation>En kvittens kom för sent</translation>
  </message>
  <message>
   <source>as message {number}</source>
   <translation>som meddelande {number}</translation>
  </message>
  <message>
   <source>from {begin} to {end}</source>
   <translation>från {begin} till {end}</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>inget</translation>
  </message>
  <message>
   <source>The program itself</source>
   <translation>Programmet självt</translation>
  </message>
  <message numerus="yes">
   <source>%n events up to number {number}</source>
   <translation>
    <numerusform>%n händelse, till och med nummer {number}</numerusform>
    <numerusform>%n händelser, till och med nummer {number}</numerusform>
   </translation>
  </message>
  <message>
   <source>Events</source>
   <translation>Händelser</translation>
  </message>
  <message numerus="yes">
   <source>%n events picked at random.</source>
   <translation>
    <numerusform>%n slumpvis vald händelse.</numerusform>
    <numerusform>%n slumpvis valda händelser.</numerusform>
   </translation>
  </message>
  <message>
   <source>Something went wrong in the program.</source>
   <translation>Något gick fel i programmet.</translation>
  </message>
  <message>
   <source>Quote in the answer</source>
   <translation>Citera i svaret</translation>
  </message>
  <message>
   <source>{who} wrote {time}:</source>
   <translation>{who} skrev {time}:</translation>
  </message>
  <message>
   <source>Every recipient takes PDF. Files of other types may be rejected.</source>
   <translation>PDF tas emot av alla. Filer av andra typer kan bli avvisade.</translation>
  </message>
  <message>
   <source>The name of {name} holds a character that cannot be sent. Rename the file first.</source>
   <translation>Namnet på filen {name} innehåller ett tecken som inte kan skickas. Byt namn på filen först.</translation>
  </message>
  <message>
   <source>{name} is a shortcut and holds no document. Attach the file that it leads to.</source>
   <translation>{name} är en genväg och innehåller inget dokument. Bifoga filen som den leder till.</translation>
  </message>
  <message>
   <source>Add files …</source>
   <translation>Lägg till filer …</translation>
  </message>
  <message>
   <source>or drop them anywhere in the window</source>
   <translation>eller släpp dem var som helst i fönstret</translation>
  </message>
  <message>
   <source>Size of the message</source>
   <translation>Meddelandets storlek</translation>
  </message>
  <message>
   <source>Choose files to attach</source>
   <translation>Välj filer att bifoga</translation>
  </message>
  <message>
   <source>Attached: {names}</source>
   <translation>Bifogat: {names}</translation>
  </message>
  <message>
   <source>{name} is not a file.</source>
   <translation>{name} är inte en fil.</translation>
  </message>
  <message>
   <source>{name} is too large to be sent.</source>
   <translation>{name} är för stor för att skickas.</translation>
  </message>
  <message>
   <source>{name} cannot be read.</source>
   <translation>{name} kan inte läsas.</translation>
  </message>
  <message>
   <source>{size} of {limit}</source>
   <translation>{size} av {limit}</translation>
  </message>
  <message>
   <source>Removed: {name}</source>
   <translation>Borttagen: {name}</translation>
  </message>
  <message>
   <source>Make a PDF</source>
   <translation>Gör om till PDF</translation>
  </message>
  <message>
   <source>Pasted picture {number}</source>
   <translation>Klistrad bild {number}</translation>
  </message>
  <message>
   <source>Remove {name}</source>
   <translation>Ta bort {name}</translation>
  </message>
  <message>
   <source>From</source>
   <translation>Från</translation>
  </message>
  <message>
   <source>Subject</source>
   <translation>Ämne</translation>
  </message>
  <message>
   <source>Yes, confidential</source>
   <translation>Ja, sekretess</translation>
  </message>
  <message>
   <source>Yes, it holds confidential information</source>
   <translation>Ja, det innehåller sekretessuppgifter</translation>
  </message>
  <message>
   <source>No</source>
   <translation>Nej</translation>
  </message>
  <message>
   <source>No, nothing in it is confidential</source>
   <translation>Nej, inga sekretessuppgifter</translation>
  </message>
  <message>
   <source>To</source>
   <translation>Till</translation>
  </message>
  <message>
   <source>Confidential?</source>
   <translation>Sekretess?</translation>
  </message>
  <message>
   <source>Concerns</source>
   <translation>Gäller</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>Text</translation>
  </message>
  <message>
   <source>Answer to: {subject}</source>
   <translation>Svar på: {subject}</translation>
  </message>
  <message>
   <source>Complement to: {subject}</source>
   <translation>Komplettering av: {subject}</translation>
  </message>
  <message>
   <source>To {who}: {subject}</source>
   <translation>Till {who}: {subject}</translation>
  </message>
  <message>
   <source>The files are not all here yet. Try again in a moment.</source>
   <translation>Alla filer är inte på plats ännu. Försök igen om en stund.</translation>
  </message>
  <message>
   <source>Write a message</source>
   <translation>Skriv meddelande</translation>
  </message>
  <message>
   <source>Send</source>
   <translation>Skicka</translation>
  </message>
  <message>
   <source>Send all the same</source>
   <translation>Skicka ändå</translation>
  </message>
  <message>
   <source>Throw the draft away</source>
   <translation>Släng utkastet</translation>
  </message>
  <message>
   <source>Throw the draft away?</source>
   <translation>Vill du slänga utkastet?</translation>
  </message>
  <message>
   <source>Throw away</source>
   <translation>Släng</translation>
  </message>
  <message>
   <source>Keep writing</source>
   <translation>Fortsätt skriva</translation>
  </message>
  <message>
   <source>The draft is saved.</source>
   <translation>Utkastet är sparat.</translation>
  </message>
  <message>
   <source>We have not had your answer to our message yet. Please answer when you can.</source>
   <translation>Vi har inte fått svar på vårt meddelande ännu. Svara gärna så snart ni kan.</translation>
  </message>
  <message>
   <source>Reminder: {subject}</source>
   <translation>Påminnelse: {subject}</translation>
  </message>
  <message>
   <source>Persons and references</source>
   <translation>Personer och referenser</translation>
  </message>
  <message>
   <source>Add a person</source>
   <translation>Lägg till person</translation>
  </message>
  <message>
   <source>Number or address</source>
   <translation>Nummer eller adress</translation>
  </message>
  <message>
   <source>Name of the person</source>
   <translation>Personens namn</translation>
  </message>
  <message>
   <source>Add our reference</source>
   <translation>Lägg till vår referens</translation>
  </message>
  <message>
   <source>Our reference</source>
   <translation>Vår referens</translation>
  </message>
  <message>
   <source>What it is about</source>
   <translation>Vad den gäller</translation>
  </message>
  <message>
   <source>Add their reference</source>
   <translation>Lägg till mottagarens referens</translation>
  </message>
  <message>
   <source>Their reference</source>
   <translation>Mottagarens referens</translation>
  </message>
  <message numerus="yes">
   <source>The message is not sent yet: %n things to look at.</source>
   <translation>
    <numerusform>Meddelandet är inte skickat än: %n sak att se över.</numerusform>
    <numerusform>Meddelandet är inte skickat än: %n saker att se över.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n things to look at</source>
   <translation>
    <numerusform>%n sak att se över</numerusform>
    <numerusform>%n saker att se över</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Show %n more</source>
   <translation>
    <numerusform>Visa %n till</numerusform>
    <numerusform>Visa %n till</numerusform>
   </translation>
  </message>
  <message>
   <source>Kind of number</source>
   <translation>Typ av nummer</translation>
  </message>
  <message>
   <source>Remove the row</source>
   <translation>Ta bort raden</translation>
  </message>
  <message>
   <source>Hand over …</source>
   <translation>Lämna över …</translation>
  </message>
  <message>
   <source>Who goes on with the draft?</source>
   <translation>Vem fortsätter med utkastet?</translation>
  </message>
  <message>
   <source>Colleague</source>
   <translation>Kollega</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>Lämna över</translation>
  </message>
  <message>
   <source>Nobody else has worked with this mailbox yet.</source>
   <translation>Ingen annan har arbetat med den här funktionsbrevlådan än.</translation>
  </message>
  <message>
   <source>Send mine, too</source>
   <translation>Skicka mitt också</translation>
  </message>
  <message>
   <source>Keep mine as a draft</source>
   <translation>Behåll mitt som utkast</translation>
  </message>
  <message>
   <source>Loading …</source>
   <translation>Hämtar …</translation>
  </message>
  <message>
   <source>{name} answered this message {time}. Yours is not sent.</source>
   <translation>{name} svarade på det här meddelandet {time}. Ditt svar är inte skickat.</translation>
  </message>
  <message>
   <source>{detail} is no longer in the address book. Probably {offer} has taken over.</source>
   <translation>{detail} finns inte längre i adressboken. Troligen har {offer} tagit över.</translation>
  </message>
  <message>
   <source>Go to the recipients</source>
   <translation>Gå till mottagarna</translation>
  </message>
  <message>
   <source>Change the subject</source>
   <translation>Ändra ämnet</translation>
  </message>
  <message>
   <source>Choose confidentiality</source>
   <translation>Välj sekretess</translation>
  </message>
  <message>
   <source>Go to the text</source>
   <translation>Gå till texten</translation>
  </message>
  <message>
   <source>Go to the attachments</source>
   <translation>Gå till bilagorna</translation>
  </message>
  <message>
   <source>Go to the reference</source>
   <translation>Gå till referensen</translation>
  </message>
  <message>
   <source>No recipient is chosen.</source>
   <translation>Ingen mottagare är vald.</translation>
  </message>
  <message>
   <source>Choose a recipient</source>
   <translation>Välj mottagare</translation>
  </message>
  <message>
   <source>{detail} is no longer in the address book.</source>
   <translation>{detail} finns inte längre i adressboken.</translation>
  </message>
  <message>
   <source>The answer goes to {detail}. The question came from {offer}.</source>
   <translation>Svaret går till {detail}. Frågan kom från {offer}.</translation>
  </message>
  <message>
   <source>You usually write to {offer}. This is {detail}.</source>
   <translation>Du brukar skriva till {offer}. Det här är {detail}.</translation>
  </message>
  <message>
   <source>{detail} is the mailbox that the message is sent from.</source>
   <translation>{detail} är brevlådan som meddelandet skickas från.</translation>
  </message>
  <message>
   <source>“{detail}” stands in the field for recipients, but is none. It is not sent.</source>
   <translation>”{detail}” står i fältet för mottagare, men är ingen mottagare. Det skickas inte.</translation>
  </message>
  <message>
   <source>{detail} has no number. The recipient may not know who it is.</source>
   <translation>{detail} har inget nummer. Mottagaren kanske inte vet vem det är.</translation>
  </message>
  <message>
   <source>Go to the person</source>
   <translation>Gå till personen</translation>
  </message>
  <message>
   <source>The text says “{detail}”, but no file is attached.</source>
   <translation>I texten står ”{detail}”, men ingen fil är bifogad.</translation>
  </message>
  <message>
   <source>The subject is missing.</source>
   <translation>Ämnet saknas.</translation>
  </message>
  <message>
   <source>Write a subject</source>
   <translation>Skriv ett ämne</translation>
  </message>
  <message>
   <source>The subject is {detail} characters too long.</source>
   <translation>Ämnet är {detail} tecken för långt.</translation>
  </message>
  <message>
   <source>Shorten the subject</source>
   <translation>Korta ämnet</translation>
  </message>
  <message>
   <source>The subject seems to hold a name or a personal number. It is shown in lists and notices.</source>
   <translation>Ämnet verkar innehålla ett namn eller personnummer. Det syns i listor och aviseringar.</translation>
  </message>
  <message>
   <source>Nobody has said whether the message is confidential.</source>
   <translation>Du har inte valt om det innehåller sekretessuppgifter.</translation>
  </message>
  <message>
   <source>The message has neither text nor attachment.</source>
   <translation>Meddelandet har varken text eller bilaga.</translation>
  </message>
  <message>
   <source>Write the text</source>
   <translation>Skriv texten</translation>
  </message>
  <message>
   <source>The message is {detail} too large. Divide the attachments between messages.</source>
   <translation>Meddelandet är {detail} för stort. Dela upp bilagorna på flera meddelanden.</translation>
  </message>
  <message>
   <source>The file {detail} is empty.</source>
   <translation>Filen {detail} är tom.</translation>
  </message>
  <message>
   <source>{detail} is of another kind than its name says. It may not open at the recipient's.</source>
   <translation>{detail} är en annan sorts fil än namnet säger. Mottagaren kanske inte kan öppna den.</translation>
  </message>
  <message>
   <source>{detail} is a program, or can run one. The recipient's system may stop the message.</source>
   <translation>{detail} är ett program, eller kan köra ett. Mottagarens system kan stoppa meddelandet.</translation>
  </message>
  <message>
   <source>{detail} is packed. The recipient may be unable to open it. Attach the files in it instead.</source>
   <translation>{detail} är packad. Mottagaren kanske inte kan öppna den. Bifoga filerna i den i stället.</translation>
  </message>
  <message>
   <source>A reference lacks its number.</source>
   <translation>En referens saknar nummer.</translation>
  </message>
  <message>
   <source>A row for a person or a reference is empty. It is not sent.</source>
   <translation>En rad för en person eller en referens är tom. Den skickas inte.</translation>
  </message>
  <message>
   <source>Go to the row</source>
   <translation>Gå till raden</translation>
  </message>
  <message>
   <source>{detail} gave no function address to answer to. Choose one in the address book.</source>
   <translation>{detail} har inte uppgett någon funktionsadress att svara till. Välj en i adressboken.</translation>
  </message>
  <message>
   <source>{detail} is not a number of the kind that was chosen. About whom is the case?</source>
   <translation>{detail} är inte ett nummer av den sort som är vald. Vem gäller ärendet?</translation>
  </message>
  <message>
   <source>{detail} cannot be right: its last digit does not fit. About whom is the case?</source>
   <translation>{detail} kan inte stämma: sista siffran är fel. Vem gäller ärendet?</translation>
  </message>
  <message>
   <source>{detail} is a number of another kind than the one that was chosen.</source>
   <translation>{detail} är ett nummer av en annan sort än den som är vald.</translation>
  </message>
  <message>
   <source>Other programs may show this place differently: {detail}</source>
   <translation>Andra program kan visa det här stället annorlunda: {detail}</translation>
  </message>
  <message>
   <source>The message holds a character that cannot be sent.</source>
   <translation>Meddelandet innehåller ett tecken som inte kan skickas.</translation>
  </message>
  <message>
   <source>Switch to {name}</source>
   <translation>Byt till {name}</translation>
  </message>
  <message>
   <source>Recipient</source>
   <translation>Mottagare</translation>
  </message>
  <message>
   <source>Search for an organisation or a function</source>
   <translation>Sök organisation eller funktion</translation>
  </message>
  <message>
   <source>Found in the address book</source>
   <translation>Träffar i adressboken</translation>
  </message>
  <message>
   <source>Nothing in the address book matches</source>
   <translation>Inget i adressboken stämmer</translation>
  </message>
  <message>
   <source>Added: {name}</source>
   <translation>Tillagd: {name}</translation>
  </message>
  <message numerus="yes">
   <source>%n recipients</source>
   <translation>
    <numerusform>%n mottagare</numerusform>
    <numerusform>%n mottagare</numerusform>
   </translation>
  </message>
  <message>
   <source>Seconds until the message leaves</source>
   <translation>Sekunder tills meddelandet skickas</translation>
  </message>
  <message>
   <source>Send now</source>
   <translation>Skicka nu</translation>
  </message>
  <message>
   <source>Nothing has left yet</source>
   <translation>Inget har skickats än</translation>
  </message>
  <message numerus="yes">
   <source>Sent to %n recipients in {seconds} s</source>
   <translation>
    <numerusform>Skickas till %n mottagare om {seconds} s</numerusform>
    <numerusform>Skickas till %n mottagare om {seconds} s</numerusform>
   </translation>
  </message>
  <message>
   <source>Sent to {name} in {seconds} s</source>
   <translation>Skickas till {name} om {seconds} s</translation>
  </message>
  <message>
   <source>Take back</source>
   <translation>Ta tillbaka</translation>
  </message>
  <message numerus="yes">
   <source>Sent in %n seconds. {key} takes it back.</source>
   <translation>
    <numerusform>Skickas om %n sekund. {key} tar tillbaka det.</numerusform>
    <numerusform>Skickas om %n sekunder. {key} tar tillbaka det.</numerusform>
   </translation>
  </message>
  <message>
   <source>Templates</source>
   <translation>Mallar</translation>
  </message>
  <message>
   <source>Keep the text as a template …</source>
   <translation>Spara texten som mall …</translation>
  </message>
  <message>
   <source>Keep it for the mailbox …</source>
   <translation>Spara den för brevlådan …</translation>
  </message>
  <message>
   <source>End my messages with this text</source>
   <translation>Avsluta mina meddelanden med den här texten</translation>
  </message>
  <message>
   <source>What shall the template be called?</source>
   <translation>Vad ska mallen heta?</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Namn</translation>
  </message>
  <message>
   <source>Forget a template</source>
   <translation>Ta bort en mall</translation>
  </message>
  <message>
   <source>End them with it no longer</source>
   <translation>Avsluta dem inte längre med den</translation>
  </message>
  <message>
   <source>{name} (mailbox)</source>
   <translation>{name} (brevlådan)</translation>
  </message>
  <message>
   <source>Bold</source>
   <translation>Fetstil</translation>
  </message>
  <message>
   <source>Italic</source>
   <translation>Kursiv</translation>
  </message>
  <message>
   <source>Heading</source>
   <translation>Rubrik</translation>
  </message>
  <message>
   <source>List</source>
   <translation>Lista</translation>
  </message>
  <message>
   <source>Numbered list</source>
   <translation>Numrerad lista</translation>
  </message>
  <message>
   <source>Page {page} of {pages}</source>
   <translation>Sida {page} av {pages}</translation>
  </message>
  <message>
   <source>no acknowledgement</source>
   <translation>ingen kvittens</translation>
  </message>
  <message>
   <source>not answered</source>
   <translation>besvaras inte</translation>
  </message>
  <message>
   <source>an acknowledgement that cannot be accepted</source>
   <translation>en kvittens som inte kan godtas</translation>
  </message>
  <message>
   <source>content repeated in the acknowledgement</source>
   <translation>innehåll upprepat i kvittensen</translation>
  </message>
  <message>
   <source>the same acknowledgement</source>
   <translation>samma kvittens</translation>
  </message>
  <message>
   <source>taken in</source>
   <translation>mottaget</translation>
  </message>
  <message>
   <source>taken in for another function</source>
   <translation>mottaget för en annan funktion</translation>
  </message>
  <message>
   <source>kept unread</source>
   <translation>sparat oläst</translation>
  </message>
  <message>
   <source>set aside</source>
   <translation>lagt åt sidan</translation>
  </message>
  <message>
   <source>incident recorded</source>
   <translation>incident noterad</translation>
  </message>
  <message>
   <source>waits at the access point</source>
   <translation>väntar i accesspunkten</translation>
  </message>
  <message>
   <source>then</source>
   <translation>sedan</translation>
  </message>
  <message>
   <source>transport receipt</source>
   <translation>transportkvittens</translation>
  </message>
  <message>
   <source>overdue</source>
   <translation>försenat</translation>
  </message>
  <message>
   <source>late acknowledgement recorded</source>
   <translation>sen kvittens noterad</translation>
  </message>
  <message>
   <source>cannot be sent</source>
   <translation>kan inte skickas</translation>
  </message>
  <message>
   <source>stopped before it was sent</source>
   <translation>stoppat före sändning</translation>
  </message>
  <message>
   <source>arrived once</source>
   <translation>kom fram en gång</translation>
  </message>
  <message>
   <source>arrived several times</source>
   <translation>kom fram flera gånger</translation>
  </message>
  <message>
   <source>did not arrive</source>
   <translation>kom inte fram</translation>
  </message>
  <message>
   <source>handed over again, the same bytes</source>
   <translation>överlämnat igen, oförändrat</translation>
  </message>
  <message>
   <source>handed over again, other bytes</source>
   <translation>överlämnat igen, ändrat</translation>
  </message>
  <message>
   <source>Not ours: access points do this among themselves.</source>
   <translation>Inte vårt: det gör accesspunkterna sinsemellan.</translation>
  </message>
  <message>
   <source>The specification does not use this number.</source>
   <translation>Specifikationen använder inte numret.</translation>
  </message>
  <message>
   <source>The published test file is empty.</source>
   <translation>Den publicerade testfilen är tom.</translation>
  </message>
  <message>
   <source>The tests are not published.</source>
   <translation>Testerna är inte publicerade.</translation>
  </message>
  <message>
   <source>The specification does not say what is to happen.</source>
   <translation>Specifikationen säger inte vad som ska hända.</translation>
  </message>
  <message>
   <source>Not ours: a message service's interface towards clients.</source>
   <translation>Inte vårt: en meddelandetjänsts gränssnitt mot klienter.</translation>
  </message>
  <message>
   <source>Needs a counterpart that can be steered, as the sandbox.</source>
   <translation>Kräver en motpart som går att styra, som övningsmiljön.</translation>
  </message>
  <message>
   <source>No counterpart was named, so nothing was sent.</source>
   <translation>Ingen motpart har angetts, så inget skickades.</translation>
  </message>
  <message>
   <source>as expected</source>
   <translation>som väntat</translation>
  </message>
  <message>
   <source>NOT as expected</source>
   <translation>INTE som väntat</translation>
  </message>
  <message>
   <source>not run</source>
   <translation>inte kört</translation>
  </message>
  <message>
   <source>What we send: the events and codes of Innehållsspecifikation 5.3</source>
   <translation>Det vi skickar: händelser och koder i Innehållsspecifikation 5.3</translation>
  </message>
  <message>
   <source>What comes to us: the checks in their order, with the events of 4.3</source>
   <translation>Det som kommer till oss: kontrollerna i ordning, med händelserna i 4.3</translation>
  </message>
  <message>
   <source>Published tests: QA environment</source>
   <translation>Publicerade testfall: QA-miljön</translation>
  </message>
  <message>
   <source>Published tests: OPEN-TEST</source>
   <translation>Publicerade testfall: OPEN-TEST</translation>
  </message>
  <message>
   <source>Published tests: message systems</source>
   <translation>Publicerade testfall: meddelandesystem</translation>
  </message>
  <message>
   <source>SDK Desktop: conformance run</source>
   <translation>SDK Desktop: efterlevnadskontroll</translation>
  </message>
  <message>
   <source>Row</source>
   <translation>Rad</translation>
  </message>
  <message>
   <source>What is done</source>
   <translation>Vad som görs</translation>
  </message>
  <message>
   <source>Expected</source>
   <translation>Väntat</translation>
  </message>
  <message>
   <source>Seen</source>
   <translation>Sett</translation>
  </message>
  <message>
   <source>Verdict</source>
   <translation>Utfall</translation>
  </message>
  <message>
   <source>the sandbox</source>
   <translation>övningsmiljön</translation>
  </message>
  <message>
   <source>nobody</source>
   <translation>ingen</translation>
  </message>
  <message>
   <source>Made {time} by version {version}</source>
   <translation>Gjord {time} med version {version}</translation>
  </message>
  <message>
   <source>Counterpart: {name}</source>
   <translation>Motpart: {name}</translation>
  </message>
  <message>
   <source>Faults switched on: {names}</source>
   <translation>Påslagna fel: {names}</translation>
  </message>
  <message>
   <source>SDK Desktop cannot start.</source>
   <translation>SDK Desktop kan inte starta.</translation>
  </message>
  <message>
   <source>Something went wrong</source>
   <translation>Något gick fel</translation>
  </message>
  <message>
   <source>Something went wrong in the program. What was stored before is still there.</source>
   <translation>Något gick fel i programmet. Det som redan var sparat finns kvar.</translation>
  </message>
  <message>
   <source>Try again. If it happens once more, copy the details and send them to support.</source>
   <translation>Försök igen. Om det händer en gång till: kopiera uppgifterna och skicka dem till supporten.</translation>
  </message>
  <message>
   <source>Copy details</source>
   <translation>Kopiera uppgifter</translation>
  </message>
  <message>
   <source>Works</source>
   <translation>Fungerar</translation>
  </message>
  <message>
   <source>Fails</source>
   <translation>Fungerar inte</translation>
  </message>
  <message>
   <source>Test the connection</source>
   <translation>Prova anslutningen</translation>
  </message>
  <message>
   <source>Testing …</source>
   <translation>Provar …</translation>
  </message>
  <message numerus="yes">
   <source>%n parts do not work</source>
   <translation>
    <numerusform>%n del fungerar inte</numerusform>
    <numerusform>%n delar fungerar inte</numerusform>
   </translation>
  </message>
  <message>
   <source>Everything works.</source>
   <translation>Allt fungerar.</translation>
  </message>
  <message>
   <source>Fill in the access point, its name, and either name and password or a certificate.</source>
   <translation>Fyll i accesspunkten, dess namn, och antingen namn och lösenord eller ett certifikat.</translation>
  </message>
  <message>
   <source>Whoever runs your message service or your access point gives you these.</source>
   <translation>Den som driver er meddelandetjänst eller er accesspunkt lämnar uppgifterna.</translation>
  </message>
  <message>
   <source>If needed</source>
   <translation>Vid behov</translation>
  </message>
  <message>
   <source>File with the certificate's password</source>
   <translation>Fil med certifikatets lösenord</translation>
  </message>
  <message>
   <source>Fill in everything, and one of the two files.</source>
   <translation>Fyll i allt, och en av de två filerna.</translation>
  </message>
  <message>
   <source>The connection</source>
   <translation>Anslutningen</translation>
  </message>
  <message>
   <source>Own access point</source>
   <translation>Egen accesspunkt</translation>
  </message>
  <message>
   <source>Sign-in service</source>
   <translation>Inloggningstjänst</translation>
  </message>
  <message>
   <source>The client's name there</source>
   <translation>Klientens namn där</translation>
  </message>
  <message>
   <source>File with its secret</source>
   <translation>Fil med dess hemlighet</translation>
  </message>
  <message>
   <source>Or file with its private key</source>
   <translation>Eller fil med dess privata nyckel</translation>
  </message>
  <message>
   <source>Its name in the network</source>
   <translation>Dess namn i nätverket</translation>
  </message>
  <message>
   <source>Issuers of its certificate</source>
   <translation>Utfärdare av dess certifikat</translation>
  </message>
  <message>
   <source>File with its password</source>
   <translation>Fil med lösenordet</translation>
  </message>
  <message>
   <source>Or file with its certificate</source>
   <translation>Eller fil med dess certifikat</translation>
  </message>
  <message>
   <source>Your sign-in</source>
   <translation>Din inloggning</translation>
  </message>
  <message>
   <source>You sign in with a passphrase and a code from an authenticator on your phone.</source>
   <translation>Du loggar in med en lösenfras och en kod från en autentiseringsapp i din telefon.</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>Ditt namn</translation>
  </message>
  <message>
   <source>Then this computer's key store may ask for a password of its own. It is not the passphrase that you have chosen here. Where it has none yet, choose one.</source>
   <translation>Sedan kan datorns nyckelförråd fråga efter ett eget lösenord. Det är inte lösenfrasen som du har valt här. Har förrådet inget lösenord än får du välja ett.</translation>
  </message>
  <message>
   <source>Scan the picture with the authenticator. Or type this there: {secret}</source>
   <translation>Läs av bilden med autentiseringsappen. Eller skriv detta där: {secret}</translation>
  </message>
  <message>
   <source>Choose a passphrase.</source>
   <translation>Välj en lösenfras.</translation>
  </message>
  <message>
   <source>The two passphrases are not the same.</source>
   <translation>De två lösenfraserna är inte lika.</translation>
  </message>
  <message>
   <source>Passphrase, several words</source>
   <translation>Lösenfras, flera ord</translation>
  </message>
  <message>
   <source>The passphrase once more</source>
   <translation>Lösenfrasen en gång till</translation>
  </message>
  <message>
   <source>Show the QR code</source>
   <translation>Visa QR-koden</translation>
  </message>
  <message>
   <source>QR code for your authenticator</source>
   <translation>QR-kod till din autentiseringsapp</translation>
  </message>
  <message>
   <source>The code that the authenticator shows now</source>
   <translation>Koden som autentiseringsappen visar nu</translation>
  </message>
  <message>
   <source>This computer has no key store that opens. Its part of the key lies in a file, which whoever can read your files can read, too. Ask your IT staff to set up a key store.</source>
   <translation>Datorn har inget nyckelförråd som går att öppna. Dess del av nyckeln läggs i en fil, som den som kommer åt dina filer också kan läsa. Be er it-avdelning ordna ett nyckelförråd.</translation>
  </message>
  <message>
   <source>Scan the QR code and type the code that the authenticator shows.</source>
   <translation>Läs av QR-koden och skriv koden som autentiseringsappen visar.</translation>
  </message>
  <message>
   <source>Fill in a name.</source>
   <translation>Fyll i ett namn.</translation>
  </message>
  <message>
   <source>With these the program seals and opens messages itself.</source>
   <translation>Med dem förseglar och öppnar programmet meddelanden själv.</translation>
  </message>
  <message>
   <source>Keys and directories</source>
   <translation>Nycklar och kataloger</translation>
  </message>
  <message>
   <source>Not said</source>
   <translation>Inte angiven</translation>
  </message>
  <message>
   <source>Environment of the federation</source>
   <translation>Federationens miljö</translation>
  </message>
  <message>
   <source>The organisation's key</source>
   <translation>Organisationens nyckel</translation>
  </message>
  <message>
   <source>A file, or pkcs11:…</source>
   <translation>En fil, eller pkcs11:…</translation>
  </message>
  <message>
   <source>File with its password or PIN</source>
   <translation>Fil med lösenord eller PIN-kod</translation>
  </message>
  <message>
   <source>Folder with issuers of keys</source>
   <translation>Mapp med nycklarnas utfärdare</translation>
  </message>
  <message>
   <source>The federation's zone (DNS)</source>
   <translation>Federationens zon (DNS)</translation>
  </message>
  <message>
   <source>Folder with the directory's issuers</source>
   <translation>Mapp med katalogens utfärdare</translation>
  </message>
  <message>
   <source>Name servers</source>
   <translation>Namnservrar</translation>
  </message>
  <message>
   <source>Malware scanner (clamd)</source>
   <translation>Virusskydd (clamd)</translation>
  </message>
  <message>
   <source>Fill in the key, both folders, the zone and the address book.</source>
   <translation>Fyll i nyckeln, båda mapparna, zonen och adressboken.</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Nästa</translation>
  </message>
  <message>
   <source>Type the recovery key from the paper. Then you choose a new passphrase and scan a new QR code, and sign in with them from now on.</source>
   <translation>Skriv återställningsnyckeln från papperet. Sedan väljer du en ny lösenfras och läser av en ny QR-kod, och loggar in med dem i fortsättningen.</translation>
  </message>
  <message>
   <source>Get started</source>
   <translation>Kom igång</translation>
  </message>
  <message>
   <source>All is ready</source>
   <translation>Allt är klart</translation>
  </message>
  <message>
   <source>Now you can unlock the program and begin.</source>
   <translation>Nu kan du låsa upp programmet och börja.</translation>
  </message>
  <message>
   <source>Get in again</source>
   <translation>Kom in igen</translation>
  </message>
  <message>
   <source>Use the recovery key</source>
   <translation>Använd återställningsnyckeln</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Avbryt</translation>
  </message>
  <message>
   <source>Type the recovery key.</source>
   <translation>Skriv återställningsnyckeln.</translation>
  </message>
  <message>
   <source>You find both in the address book of SDK, or ask whoever runs SDK with you.</source>
   <translation>Båda finns i SDK:s adressbok. Fråga annars dem som sköter SDK hos er.</translation>
  </message>
  <message>
   <source>Add each mailbox on one computer only, or messages are split between them.</source>
   <translation>Lägg in varje brevlåda på bara en dator, annars delas meddelandena upp mellan dem.</translation>
  </message>
  <message>
   <source>Your organisation and mailboxes</source>
   <translation>Er organisation och era funktionsbrevlådor</translation>
  </message>
  <message>
   <source>Its address in SDK</source>
   <translation>Dess adress i SDK</translation>
  </message>
  <message>
   <source>Function mailboxes</source>
   <translation>Funktionsbrevlådor</translation>
  </message>
  <message>
   <source>One more mailbox</source>
   <translation>En brevlåda till</translation>
  </message>
  <message>
   <source>The municipality of Ankeborg</source>
   <translation>Ankeborgs kommun</translation>
  </message>
  <message>
   <source>Fill in the organisation and its address.</source>
   <translation>Fyll i organisationen och dess adress.</translation>
  </message>
  <message>
   <source>Fill in the name and address of at least one mailbox.</source>
   <translation>Fyll i namn och adress för minst en brevlåda.</translation>
  </message>
  <message>
   <source>With this key you get back in when the telephone, the card or the computer is lost. Print it or write it down, and keep the paper locked up, away from the computer.</source>
   <translation>Med den här nyckeln kommer ni in igen när telefonen, kortet eller datorn har gått förlorad. Skriv ut den eller skriv av den, och förvara papperet inlåst, inte vid datorn.</translation>
  </message>
  <message>
   <source>No printer is set up on this computer. Write the key down by hand.</source>
   <translation>Ingen skrivare är inställd på den här datorn. Skriv av nyckeln för hand.</translation>
  </message>
  <message>
   <source>Recovery key for SDK Desktop</source>
   <translation>Återställningsnyckel för SDK Desktop</translation>
  </message>
  <message>
   <source>Whoever has this paper and the computer can get at every message. Lock it up.</source>
   <translation>Den som har det här papperet och datorn kommer åt alla meddelanden. Lås in det.</translation>
  </message>
  <message>
   <source>When nobody can sign in: start SDK Desktop, choose “Use the recovery key …” on the lock screen and type the key. Spaces and capitals do not matter.</source>
   <translation>När ingen kan logga in: starta SDK Desktop, välj ”Använd återställningsnyckeln …” på låsskärmen och skriv nyckeln. Mellanslag och stora bokstäver spelar ingen roll.</translation>
  </message>
  <message>
   <source>When a new key has been made, this one opens nothing. Destroy the paper then.</source>
   <translation>När en ny nyckel har gjorts öppnar den här ingenting. Förstör papperet då.</translation>
  </message>
  <message>
   <source>Print …</source>
   <translation>Skriv ut …</translation>
  </message>
  <message>
   <source>The recovery key, from the paper</source>
   <translation>Återställningsnyckeln, från papperet</translation>
  </message>
  <message>
   <source>Type the key as it stands on the paper:</source>
   <translation>Skriv nyckeln som den står på papperet:</translation>
  </message>
  <message>
   <source>Show the key again</source>
   <translation>Visa nyckeln igen</translation>
  </message>
  <message>
   <source>Confirm later</source>
   <translation>Bekräfta senare</translation>
  </message>
  <message>
   <source>Made on {date}</source>
   <translation>Gjord {date}</translation>
  </message>
  <message>
   <source>Recovery key: {key}</source>
   <translation>Återställningsnyckel: {key}</translation>
  </message>
  <message>
   <source>{title}, done</source>
   <translation>{title}, klart</translation>
  </message>
  <message>
   <source>{title}, now</source>
   <translation>{title}, nu</translation>
  </message>
  <message>
   <source>Step {number} of {count}</source>
   <translation>Steg {number} av {count}</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Tillbaka</translation>
  </message>
  <message>
   <source>Begin</source>
   <translation>Börja</translation>
  </message>
  <message>
   <source>Handbook</source>
   <translation>Handbok</translation>
  </message>
  <message>
   <source>Contents</source>
   <translation>Innehåll</translation>
  </message>
  <message>
   <source>Save as PDF …</source>
   <translation>Spara som PDF …</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation>Spara som PDF</translation>
  </message>
  <message>
   <source>The handbook is saved.</source>
   <translation>Handboken är sparad.</translation>
  </message>
  <message>
   <source>Exercises …</source>
   <translation>Övningar …</translation>
  </message>
  <message>
   <source>Hide</source>
   <translation>Dölj</translation>
  </message>
  <message>
   <source>Hide the exercises until the next unlocking</source>
   <translation>Dölj övningarna till nästa upplåsning</translation>
  </message>
  <message>
   <source>Done: {step}</source>
   <translation>Klart: {step}</translation>
  </message>
  <message>
   <source>Open and read a message</source>
   <translation>Läs ett meddelande</translation>
  </message>
  <message>
   <source>Find a message</source>
   <translation>Hitta ett meddelande</translation>
  </message>
  <message>
   <source>Take care of a message</source>
   <translation>Ta hand om ett meddelande</translation>
  </message>
  <message>
   <source>Answer a message</source>
   <translation>Svara på ett meddelande</translation>
  </message>
  <message>
   <source>Write to somebody new</source>
   <translation>Skriv till någon ny</translation>
  </message>
  <message>
   <source>Take back what you sent</source>
   <translation>Ta tillbaka det du skickade</translation>
  </message>
  <message>
   <source>When the recipient rejects</source>
   <translation>När mottagaren avvisar</translation>
  </message>
  <message>
   <source>When no acknowledgement comes</source>
   <translation>När ingen kvittens kommer</translation>
  </message>
  <message>
   <source>Set a deadline and a diary number</source>
   <translation>Ange svarsdag och diarienummer</translation>
  </message>
  <message>
   <source>Lock when you leave</source>
   <translation>Lås när du går</translation>
  </message>
  <message>
   <source>Opening a message is recorded. So nothing opens only because you select it.</source>
   <translation>Att du öppnar ett meddelande syns i granskningsloggen. Därför öppnas inget bara för att du markerar det.</translation>
  </message>
  <message>
   <source>You search in all that has come and gone: subjects, texts, names.</source>
   <translation>Du söker i allt som har kommit och skickats: ämnen, texter och namn.</translation>
  </message>
  <message>
   <source>Colleagues see that you have a message. Then nobody else answers it.</source>
   <translation>Kollegorna ser att du har meddelandet. Då svarar ingen annan på det.</translation>
  </message>
  <message>
   <source>Subject and references come along, so the answer finds the right case.</source>
   <translation>Ämne och referenser följer med, så att svaret hittar rätt ärende.</translation>
  </message>
  <message>
   <source>You find recipients by their name, their place or what they do.</source>
   <translation>Du hittar mottagare på namn, på ort eller på vad de arbetar med.</translation>
  </message>
  <message>
   <source>What you send leaves after 20 seconds. Until then you can regret it.</source>
   <translation>Det du skickar lämnar programmet efter 20 sekunder. Fram till dess kan du ångra dig.</translation>
  </message>
  <message>
   <source>You see why it was rejected, and what you or your support can do.</source>
   <translation>Du ser varför meddelandet avvisades och vad du eller er support kan göra.</translation>
  </message>
  <message>
   <source>Sometimes nobody knows whether a message arrived. Call before you send it again.</source>
   <translation>Ibland vet ingen om ett meddelande kom fram. Ring mottagaren innan du skickar det igen.</translation>
  </message>
  <message>
   <source>What has come is registered at the latest the next working day.</source>
   <translation>Det som har kommit in ska diarieföras senast nästa arbetsdag.</translation>
  </message>
  <message>
   <source>Then nobody can read on your screen. What you were writing is kept.</source>
   <translation>Då kan ingen läsa på din skärm. Det du höll på att skriva finns kvar.</translation>
  </message>
  <message>
   <source>Choose a message in the list and press Enter.</source>
   <translation>Välj ett meddelande i listan och tryck på Enter.</translation>
  </message>
  <message>
   <source>Open an attachment. It is not saved on the computer.</source>
   <translation>Öppna en bilaga. Den sparas inte på datorn.</translation>
  </message>
  <message>
   <source>Press Ctrl+F and write SIP.</source>
   <translation>Tryck på Ctrl+F och skriv SIP.</translation>
  </message>
  <message>
   <source>Open a message that was found.</source>
   <translation>Öppna ett meddelande som hittades.</translation>
  </message>
  <message>
   <source>Open a message that nobody has and press Ctrl+T.</source>
   <translation>Öppna ett meddelande som ingen har tagit och tryck på Ctrl+T.</translation>
  </message>
  <message>
   <source>Choose “Write a note …” under “More”. It is never sent.</source>
   <translation>Välj ”Skriv en anteckning …” under ”Mer”. Anteckningen skickas aldrig.</translation>
  </message>
  <message>
   <source>Open a message that has come and press Ctrl+R. Write, and send with Ctrl+Enter.</source>
   <translation>Öppna ett meddelande som har kommit och tryck på Ctrl+R. Skriv, och skicka med Ctrl+Enter.</translation>
  </message>
  <message>
   <source>Wait until the answer is accepted. That takes some seconds.</source>
   <translation>Vänta tills svaret är accepterat. Det tar några sekunder.</translation>
  </message>
  <message>
   <source>Press Ctrl+N and write to “Svarar alltid” at Övningsmyndigheten.</source>
   <translation>Tryck på Ctrl+N och skriv till ”Svarar alltid” hos Övningsmyndigheten.</translation>
  </message>
  <message>
   <source>Wait for the answer. It comes within a minute.</source>
   <translation>Vänta på svaret. Det kommer inom en minut.</translation>
  </message>
  <message>
   <source>Open the answer that came.</source>
   <translation>Öppna svaret som kom.</translation>
  </message>
  <message>
   <source>Send to “Svarar alltid” once more, and press Ctrl+Z at once.</source>
   <translation>Skicka till ”Svarar alltid” en gång till och tryck genast på Ctrl+Z.</translation>
  </message>
  <message>
   <source>Write to “Avvisar: filtyp som inte stöds” at Övningsmyndigheten.</source>
   <translation>Skriv till ”Avvisar: filtyp som inte stöds” hos Övningsmyndigheten.</translation>
  </message>
  <message>
   <source>Wait until it is rejected. That takes some seconds.</source>
   <translation>Vänta tills meddelandet avvisas. Det tar några sekunder.</translation>
  </message>
  <message>
   <source>Open the rejected message under “Sent” and read why.</source>
   <translation>Öppna det avvisade meddelandet under ”Skickat” och läs varför.</translation>
  </message>
  <message>
   <source>Write to “Kvitterar aldrig” at Övningsmyndigheten.</source>
   <translation>Skriv till ”Kvitterar aldrig” hos Övningsmyndigheten.</translation>
  </message>
  <message>
   <source>Wait about a minute, until the program no longer waits.</source>
   <translation>Vänta ungefär en minut, tills programmet inte väntar längre.</translation>
  </message>
  <message>
   <source>Open that message under “Sent” and read what you can do.</source>
   <translation>Öppna meddelandet under ”Skickat” och läs vad du kan göra.</translation>
  </message>
  <message>
   <source>Choose “To be answered by …” under “More”.</source>
   <translation>Välj ”Svar senast …” under ”Mer”.</translation>
  </message>
  <message>
   <source>Press Ctrl+D and write a diary number, such as SOC 2026/1.</source>
   <translation>Tryck på Ctrl+D och skriv ett diarienummer, till exempel SOC 2026/1.</translation>
  </message>
  <message>
   <source>Press Ctrl+L.</source>
   <translation>Tryck på Ctrl+L.</translation>
  </message>
  <message>
   <source>Unlock again.</source>
   <translation>Lås upp igen.</translation>
  </message>
  <message>
   <source>All exercises are done. The certificate is under “Exercises …”.</source>
   <translation>Alla övningar är klara. Intyget finns under ”Övningar …”.</translation>
  </message>
  <message>
   <source>Certificate: exercises in SDK Desktop</source>
   <translation>Intyg: övningar i SDK Desktop</translation>
  </message>
  <message>
   <source>Practice uses invented messages and sends nothing for real. The certificate says that the exercises were done on this computer, not who sat there: whoever signs it answers for that.</source>
   <translation>I övningsläget är alla meddelanden påhittade och inget skickas på riktigt. Intyget visar att övningarna gjordes på den här datorn, inte vem som satt där. Det svarar den som skriver under för.</translation>
  </message>
  <message>
   <source>Exercise {number} of {count}, {title}: {step}</source>
   <translation>Övning {number} av {count}, {title}: {step}</translation>
  </message>
  <message>
   <source>{name} has done all exercises of the practice mode of SDK Desktop, the last one {time}. Each was ticked by the program when it had happened, as its audit trail says.</source>
   <translation>{name} har gjort alla övningar i övningsläget i SDK Desktop, den sista {time}. Programmet bockade av varje övning när den hade hänt, enligt granskningsloggen.</translation>
  </message>
  <message>
   <source>To do</source>
   <translation>Att göra</translation>
  </message>
  <message>
   <source>done</source>
   <translation>klar</translation>
  </message>
  <message>
   <source>Exercises</source>
   <translation>Övningar</translation>
  </message>
  <message>
   <source>Done {time}</source>
   <translation>Klart {time}</translation>
  </message>
  <message>
   <source>Signed by the manager</source>
   <translation>Chefens underskrift</translation>
  </message>
  <message>
   <source>Date</source>
   <translation>Datum</translation>
  </message>
  <message>
   <source>{done} of {count} exercises are done. Nothing is sent for real.</source>
   <translation>{done} av {count} övningar är klara. Inget skickas på riktigt.</translation>
  </message>
  <message>
   <source>Save the certificate …</source>
   <translation>Spara intyget …</translation>
  </message>
  <message>
   <source>Name on the certificate</source>
   <translation>Namn på intyget</translation>
  </message>
  <message>
   <source>Write whose certificate it is.</source>
   <translation>Skriv vems intyg det är.</translation>
  </message>
  <message>
   <source>Save the certificate</source>
   <translation>Spara intyget</translation>
  </message>
  <message>
   <source>The certificate is saved.</source>
   <translation>Intyget är sparat.</translation>
  </message>
  <message>
   <source>When every exercise is done</source>
   <translation>När alla övningar är klara</translation>
  </message>
  <message>
   <source>certificate</source>
   <translation>intyg</translation>
  </message>
  <message>
   <source>Close the dialog, then open the link once more.</source>
   <translation>Stäng dialogrutan och öppna sedan länken igen.</translation>
  </message>
  <message>
   <source>Unlock, and the link is opened.</source>
   <translation>Lås upp, så öppnas länken.</translation>
  </message>
  <message>
   <source>You cannot sign in on this computer. Use another one, or the recovery key.</source>
   <translation>Du kan inte logga in på den här datorn. Använd en annan dator eller återställningsnyckeln.</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>Lås upp</translation>
  </message>
  <message>
   <source>Who are you?</source>
   <translation>Vem är du?</translation>
  </message>
  <message>
   <source>Use the recovery key …</source>
   <translation>Använd återställningsnyckeln …</translation>
  </message>
  <message>
   <source>Welcome back</source>
   <translation>Välkommen tillbaka</translation>
  </message>
  <message>
   <source>Sign in</source>
   <translation>Logga in</translation>
  </message>
  <message>
   <source>Go to a mailbox or a recipient</source>
   <translation>Gå till en brevlåda eller en mottagare</translation>
  </message>
  <message>
   <source>Show the keyboard shortcuts</source>
   <translation>Visa kortkommandon</translation>
  </message>
  <message>
   <source>Statistics</source>
   <translation>Statistik</translation>
  </message>
  <message numerus="yes">
   <source>%n messages are on their way</source>
   <translation>
    <numerusform>%n meddelande är på väg</numerusform>
    <numerusform>%n meddelanden är på väg</numerusform>
   </translation>
  </message>
  <message>
   <source>Messages</source>
   <translation>Meddelanden</translation>
  </message>
  <message>
   <source>Audit trail</source>
   <translation>Granskningslogg</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Sök</translation>
  </message>
  <message>
   <source>Fetch now</source>
   <translation>Hämta nu</translation>
  </message>
  <message>
   <source>Fetch</source>
   <translation>Hämta</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Inställningar</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>Lås</translation>
  </message>
  <message numerus="yes">
   <source>%n rejected</source>
   <translation>
    <numerusform>%n avvisat</numerusform>
    <numerusform>%n avvisade</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n not delivered</source>
   <translation>
    <numerusform>%n kunde inte levereras</numerusform>
    <numerusform>%n kunde inte levereras</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n without acknowledgement</source>
   <translation>
    <numerusform>%n utan kvittens</numerusform>
    <numerusform>%n utan kvittens</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n waiting</source>
   <translation>
    <numerusform>%n väntar</numerusform>
    <numerusform>%n väntar</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n accepted</source>
   <translation>
    <numerusform>%n accepterat</numerusform>
    <numerusform>%n accepterade</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Send again to the %n who lack it</source>
   <translation>
    <numerusform>Skicka om till den %n som inte har fått det</numerusform>
    <numerusform>Skicka om till de %n som inte har fått det</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Sent {time} to %n recipients</source>
   <translation>
    <numerusform>Skickat {time} till %n mottagare</numerusform>
    <numerusform>Skickat {time} till %n mottagare</numerusform>
   </translation>
  </message>
  <message>
   <source>{answered} of {recipients} have answered</source>
   <translation>{answered} av {recipients} har svarat</translation>
  </message>
  <message>
   <source>Show the message</source>
   <translation>Visa meddelandet</translation>
  </message>
  <message>
   <source>Recipients</source>
   <translation>Mottagare</translation>
  </message>
  <message numerus="yes">
   <source>Remind the %n who have not answered</source>
   <translation>
    <numerusform>Påminn %n som inte har svarat</numerusform>
    <numerusform>Påminn %n som inte har svarat</numerusform>
   </translation>
  </message>
  <message>
   <source>Ours {number}</source>
   <translation>Vårt {number}</translation>
  </message>
  <message>
   <source>Confidential</source>
   <translation>Sekretess</translation>
  </message>
  <message>
   <source>Open the answer</source>
   <translation>Öppna svaret</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öppna</translation>
  </message>
  <message>
   <source>How far</source>
   <translation>Läge</translation>
  </message>
  <message>
   <source>Their answer</source>
   <translation>Svar</translation>
  </message>
  <message>
   <source>An answer came {time}</source>
   <translation>Svar kom {time}</translation>
  </message>
  <message>
   <source>Change to {name}</source>
   <translation>Byt till {name}</translation>
  </message>
  <message>
   <source>Keep from being erased …</source>
   <translation>Gallringsstopp …</translation>
  </message>
  <message numerus="yes">
   <source>Noted for %n messages.</source>
   <translation>
    <numerusform>Noterat för %n meddelande.</numerusform>
    <numerusform>Noterat för %n meddelanden.</numerusform>
   </translation>
  </message>
  <message>
   <source>The message leaves the list of what needs somebody. What was done?</source>
   <translation>Meddelandet försvinner ur listan över det som behöver någon. Vad gjordes?</translation>
  </message>
  <message>
   <source>Until it is answered, the message is shown among what needs somebody.</source>
   <translation>Tills det är besvarat visas meddelandet bland det som behöver någon.</translation>
  </message>
  <message>
   <source>From eight o'clock that day you see the message among what needs somebody.</source>
   <translation>Från klockan åtta den dagen ser du meddelandet bland det som behöver någon.</translation>
  </message>
  <message>
   <source>Your colleagues see the note. It is never sent.</source>
   <translation>Dina kollegor ser anteckningen. Den skickas aldrig.</translation>
  </message>
  <message>
   <source>Mark as unread</source>
   <translation>Markera som oläst</translation>
  </message>
  <message>
   <source>Kept in a personal file</source>
   <translation>Finns i personakt</translation>
  </message>
  <message>
   <source>Of little importance</source>
   <translation>Ringa vikt</translation>
  </message>
  <message>
   <source>Seen to …</source>
   <translation>Klart utan åtgärd …</translation>
  </message>
  <message>
   <source>To be answered by …</source>
   <translation>Svar senast …</translation>
  </message>
  <message>
   <source>Remind me …</source>
   <translation>Påminn mig …</translation>
  </message>
  <message>
   <source>Write a note …</source>
   <translation>Skriv en anteckning …</translation>
  </message>
  <message>
   <source>Marked as unread.</source>
   <translation>Markerat som oläst.</translation>
  </message>
  <message>
   <source>Seen to</source>
   <translation>Klart utan åtgärd</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Anteckning</translation>
  </message>
  <message>
   <source>Seen to.</source>
   <translation>Klart.</translation>
  </message>
  <message>
   <source>To be answered by</source>
   <translation>Svar senast</translation>
  </message>
  <message>
   <source>The day is noted.</source>
   <translation>Dagen är noterad.</translation>
  </message>
  <message>
   <source>Remind me</source>
   <translation>Påminn mig</translation>
  </message>
  <message>
   <source>You will be reminded.</source>
   <translation>Du blir påmind.</translation>
  </message>
  <message>
   <source>The note is saved.</source>
   <translation>Anteckningen är sparad.</translation>
  </message>
  <message>
   <source>The message is kept from being erased.</source>
   <translation>Meddelandet har gallringsstopp.</translation>
  </message>
  <message>
   <source>It may be erased again.</source>
   <translation>Gallringsstoppet är hävt.</translation>
  </message>
  <message>
   <source>Keep it</source>
   <translation>Behåll det</translation>
  </message>
  <message>
   <source>Go to</source>
   <translation>Gå till</translation>
  </message>
  <message>
   <source>What matches</source>
   <translation>Det som stämmer</translation>
  </message>
  <message>
   <source>Nothing matches</source>
   <translation>Inget stämmer</translation>
  </message>
  <message>
   <source>Next, previous</source>
   <translation>Nästa, föregående</translation>
  </message>
  <message>
   <source>Go to …</source>
   <translation>Gå till …</translation>
  </message>
  <message>
   <source>All keys</source>
   <translation>Alla kortkommandon</translation>
  </message>
  <message numerus="yes">
   <source>%n new messages</source>
   <translation>
    <numerusform>%n nytt meddelande</numerusform>
    <numerusform>%n nya meddelanden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages need action</source>
   <translation>
    <numerusform>%n meddelande behöver åtgärd</numerusform>
    <numerusform>%n meddelanden behöver åtgärd</numerusform>
   </translation>
  </message>
  <message>
   <source>Drafts</source>
   <translation>Utkast</translation>
  </message>
  <message>
   <source>Enter diary number …</source>
   <translation>Ange diarienummer …</translation>
  </message>
  <message numerus="yes">
   <source>Who takes over %n messages?</source>
   <translation>
    <numerusform>Vem tar över meddelandet?</numerusform>
    <numerusform>Vem tar över de %n meddelandena?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages are registered.</source>
   <translation>
    <numerusform>%n meddelande är registrerat.</numerusform>
    <numerusform>%n meddelanden är registrerade.</numerusform>
   </translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>Svara</translation>
  </message>
  <message>
   <source>Forward …</source>
   <translation>Vidarebefordra …</translation>
  </message>
  <message>
   <source>Take</source>
   <translation>Ta</translation>
  </message>
  <message>
   <source>Release</source>
   <translation>Släpp</translation>
  </message>
  <message>
   <source>Registered.</source>
   <translation>Diarienumret är sparat.</translation>
  </message>
  <message>
   <source>{name} has taken these messages.</source>
   <translation>{name} har tagit de här meddelandena.</translation>
  </message>
  <message numerus="yes">
   <source>%n stay with whoever has them.</source>
   <translation>
    <numerusform>%n behåller den som har det.</numerusform>
    <numerusform>%n behåller de som har dem.</numerusform>
   </translation>
  </message>
  <message>
   <source>Released.</source>
   <translation>Meddelandet är inte längre tilldelat.</translation>
  </message>
  <message>
   <source>Taken.</source>
   <translation>Du har tagit meddelandet.</translation>
  </message>
  <message>
   <source>Handed over to {name}.</source>
   <translation>Överlämnat till {name}.</translation>
  </message>
  <message numerus="yes">
   <source>%n messages are taken.</source>
   <translation>
    <numerusform>%n meddelande är taget.</numerusform>
    <numerusform>%n meddelanden är tagna.</numerusform>
   </translation>
  </message>
  <message>
   <source>The document type decides how long the message is kept.</source>
   <translation>Handlingstypen avgör hur länge meddelandet bevaras.</translation>
  </message>
  <message>
   <source>As long as there is a reason here, nobody can erase the message.</source>
   <translation>Så länge det finns ett skäl här kan ingen gallra meddelandet.</translation>
  </message>
  <message>
   <source>Diary number</source>
   <translation>Diarienummer</translation>
  </message>
  <message>
   <source>Document type</source>
   <translation>Handlingstyp</translation>
  </message>
  <message>
   <source>Write the number. What gets none is kept in a personal file or is of little importance: see More.</source>
   <translation>Skriv numret. Det som inte får något förvaras i en personakt eller är av ringa vikt: se Mer.</translation>
  </message>
  <message>
   <source>Keep from being erased</source>
   <translation>Gallringsstopp</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>Skäl</translation>
  </message>
  <message>
   <source>It may be erased again</source>
   <translation>Häv gallringsstoppet</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>Dag</translation>
  </message>
  <message>
   <source>No day</source>
   <translation>Ingen dag</translation>
  </message>
  <message>
   <source>Write the reason first.</source>
   <translation>Skriv skälet först.</translation>
  </message>
  <message numerus="yes">
   <source>%n messages are selected, and all get this.</source>
   <translation>
    <numerusform>%n meddelande är valt och får detta.</numerusform>
    <numerusform>%n meddelanden är valda, och alla får detta.</numerusform>
   </translation>
  </message>
  <message>
   <source>Nothing here.</source>
   <translation>Inget här.</translation>
  </message>
  <message>
   <source>Search – from: to: dnr: …</source>
   <translation>Sök – från: till: dnr: …</translation>
  </message>
  <message>
   <source>Search all messages</source>
   <translation>Sök i alla meddelanden</translation>
  </message>
  <message numerus="yes">
   <source>%n messages</source>
   <translation>
    <numerusform>%n meddelande</numerusform>
    <numerusform>%n meddelanden</numerusform>
   </translation>
  </message>
  <message>
   <source>searched in subject, text, names, numbers and attachments</source>
   <translation>söker i ämne, text, namn, nummer och bilagor</translation>
  </message>
  <message>
   <source>Nothing matches. Try fewer or shorter words.</source>
   <translation>Inget stämmer. Prova färre eller kortare ord.</translation>
  </message>
  <message>
   <source>Prove who I am …</source>
   <translation>Legitimera mig …</translation>
  </message>
  <message numerus="yes">
   <source>%n drafts</source>
   <translation>
    <numerusform>%n utkast</numerusform>
    <numerusform>%n utkast</numerusform>
   </translation>
  </message>
  <message>
   <source>Confidential messages are not searched.</source>
   <translation>Meddelanden med sekretess genomsöks inte.</translation>
  </message>
  <message>
   <source>The subjects of confidential messages are not shown.</source>
   <translation>Ämnen på meddelanden med sekretess visas inte.</translation>
  </message>
  <message>
   <source>{place} of {total}</source>
   <translation>{place} av {total}</translation>
  </message>
  <message>
   <source>Previous message</source>
   <translation>Föregående meddelande</translation>
  </message>
  <message>
   <source>Next message</source>
   <translation>Nästa meddelande</translation>
  </message>
  <message>
   <source>Back to the list</source>
   <translation>Tillbaka till listan</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mer</translation>
  </message>
  <message numerus="yes">
   <source>%n selected</source>
   <translation>
    <numerusform>%n valt</numerusform>
    <numerusform>%n valda</numerusform>
   </translation>
  </message>
  <message>
   <source>The list has no further message in that direction.</source>
   <translation>Listan har inget mer meddelande åt det hållet.</translation>
  </message>
  <message>
   <source>Open in a window of its own</source>
   <translation>Öppna i ett eget fönster</translation>
  </message>
  <message>
   <source>Nothing is opened while texts are hidden. Press F8 first.</source>
   <translation>Inget öppnas medan texter är dolda. Tryck F8 först.</translation>
  </message>
  <message>
   <source>message</source>
   <translation>meddelande</translation>
  </message>
  <message>
   <source>Subject is not shown</source>
   <translation>Ämnet visas inte</translation>
  </message>
  <message>
   <source>A message that could not be read</source>
   <translation>Ett meddelande som inte gick att läsa</translation>
  </message>
  <message>
   <source>No subject</source>
   <translation>Inget ämne</translation>
  </message>
  <message>
   <source>Leaves shortly</source>
   <translation>Skickas strax</translation>
  </message>
  <message>
   <source>Unread</source>
   <translation>Oläst</translation>
  </message>
  <message>
   <source>Sent</source>
   <translation>Skickat</translation>
  </message>
  <message numerus="yes">
   <source>%n attachments</source>
   <translation>
    <numerusform>%n bilaga</numerusform>
    <numerusform>%n bilagor</numerusform>
   </translation>
  </message>
  <message>
   <source>No recipient yet</source>
   <translation>Ingen mottagare än</translation>
  </message>
  <message>
   <source>Answer {day}</source>
   <translation>Svara {day}</translation>
  </message>
  <message>
   <source>Answered</source>
   <translation>Besvarat</translation>
  </message>
  <message>
   <source>No subject yet</source>
   <translation>Inget ämne än</translation>
  </message>
  <message>
   <source>Handed over to {name}</source>
   <translation>Överlämnat till {name}</translation>
  </message>
  <message>
   <source>Handed over by {name}</source>
   <translation>Överlämnat av {name}</translation>
  </message>
  <message>
   <source>{name} is writing an answer</source>
   <translation>{name} skriver ett svar</translation>
  </message>
  <message>
   <source>Newest first</source>
   <translation>Nyast först</translation>
  </message>
  <message>
   <source>Oldest first</source>
   <translation>Äldst först</translation>
  </message>
  <message>
   <source>By sender</source>
   <translation>Efter avsändare</translation>
  </message>
  <message>
   <source>By deadline</source>
   <translation>Efter svarsdatum</translation>
  </message>
  <message>
   <source>From …</source>
   <translation>Från …</translation>
  </message>
  <message>
   <source>from:</source>
   <translation>från:</translation>
  </message>
  <message>
   <source>To …</source>
   <translation>Till …</translation>
  </message>
  <message>
   <source>to:</source>
   <translation>till:</translation>
  </message>
  <message>
   <source>Diary number …</source>
   <translation>Diarienummer …</translation>
  </message>
  <message>
   <source>dnr:</source>
   <translation>dnr:</translation>
  </message>
  <message>
   <source>Name of an attachment …</source>
   <translation>Bilagans namn …</translation>
  </message>
  <message>
   <source>attachment:</source>
   <translation>bilaga:</translation>
  </message>
  <message>
   <source>Taken by a colleague …</source>
   <translation>Tagna av en kollega …</translation>
  </message>
  <message>
   <source>handler:</source>
   <translation>handläggare:</translation>
  </message>
  <message>
   <source>From this day on …</source>
   <translation>Från och med dagen …</translation>
  </message>
  <message>
   <source>after:</source>
   <translation>efter:</translation>
  </message>
  <message>
   <source>Before this day …</source>
   <translation>Före dagen …</translation>
  </message>
  <message>
   <source>before:</source>
   <translation>före:</translation>
  </message>
  <message>
   <source>unread</source>
   <translation>olästa</translation>
  </message>
  <message>
   <source>Mine</source>
   <translation>Mina</translation>
  </message>
  <message>
   <source>mine</source>
   <translation>mina</translation>
  </message>
  <message>
   <source>With attachments</source>
   <translation>Med bilagor</translation>
  </message>
  <message>
   <source>attachment:*</source>
   <translation>bilaga:*</translation>
  </message>
  <message>
   <source>New: nobody has it</source>
   <translation>Nya: ingen har dem</translation>
  </message>
  <message>
   <source>status:new</source>
   <translation>status:nya</translation>
  </message>
  <message>
   <source>Taken by somebody</source>
   <translation>Tagna av någon</translation>
  </message>
  <message>
   <source>status:taken</source>
   <translation>status:tagna</translation>
  </message>
  <message>
   <source>An answer is being written</source>
   <translation>Svar skrivs</translation>
  </message>
  <message>
   <source>status:writing</source>
   <translation>status:skrivs</translation>
  </message>
  <message>
   <source>status:answered</source>
   <translation>status:besvarat</translation>
  </message>
  <message>
   <source>Registered or kept</source>
   <translation>Diarieförda eller lagda i akt</translation>
  </message>
  <message>
   <source>status:done</source>
   <translation>status:klart</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Filter and order</source>
   <translation>Filter och ordning</translation>
  </message>
  <message>
   <source>Take the message out …</source>
   <translation>Ta ut meddelandet …</translation>
  </message>
  <message>
   <source>Take the whole conversation out …</source>
   <translation>Ta ut hela konversationen …</translation>
  </message>
  <message>
   <source>Save a receipt …</source>
   <translation>Spara kvittensblad …</translation>
  </message>
  <message>
   <source>Copy as one line</source>
   <translation>Kopiera som en rad</translation>
  </message>
  <message>
   <source>The receipt is saved outside the program.</source>
   <translation>Kvittensbladet är sparat utanför programmet.</translation>
  </message>
  <message numerus="yes">
   <source>%n messages are saved outside the program.</source>
   <translation>
    <numerusform>%n meddelande är sparat utanför programmet.</numerusform>
    <numerusform>%n meddelanden är sparade utanför programmet.</numerusform>
   </translation>
  </message>
  <message>
   <source>Where is the receipt to be saved?</source>
   <translation>Var ska kvittensbladet sparas?</translation>
  </message>
  <message>
   <source>Copied. It is cleared after a minute.</source>
   <translation>Kopierat. Det rensas efter en minut.</translation>
  </message>
  <message>
   <source>Where is the case to be saved?</source>
   <translation>Var ska ärendet sparas?</translation>
  </message>
  <message>
   <source>receipt</source>
   <translation>kvittensblad</translation>
  </message>
  <message>
   <source>case</source>
   <translation>ärende</translation>
  </message>
  <message numerus="yes">
   <source>Your organisation's certificate ends on {day} (in %n days). Order a new one.</source>
   <translation>
    <numerusform>Organisationens certifikat går ut {day} (om %n dag). Beställ ett nytt.</numerusform>
    <numerusform>Organisationens certifikat går ut {day} (om %n dagar). Beställ ett nytt.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>This client's certificate for the access point ends on {day} (in %n days). Order a new one.</source>
   <translation>
    <numerusform>Klientens certifikat till accesspunkten går ut {day} (om %n dag). Beställ ett nytt.</numerusform>
    <numerusform>Klientens certifikat till accesspunkten går ut {day} (om %n dagar). Beställ ett nytt.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The certificate on your card ends on {day} (in %n days). Get a new card.</source>
   <translation>
    <numerusform>Certifikatet på ditt kort går ut {day} (om %n dag). Skaffa ett nytt kort.</numerusform>
    <numerusform>Certifikatet på ditt kort går ut {day} (om %n dagar). Skaffa ett nytt kort.</numerusform>
   </translation>
  </message>
  <message>
   <source>Your organisation's certificate ended on {day}. Nothing can be sent until there is a new one.</source>
   <translation>Organisationens certifikat gick ut {day}. Inget kan skickas förrän det finns ett nytt.</translation>
  </message>
  <message>
   <source>This client's certificate for the access point ended on {day}. Nothing comes or goes until there is a new one.</source>
   <translation>Klientens certifikat till accesspunkten gick ut {day}. Inget kommer fram åt något håll förrän det finns ett nytt.</translation>
  </message>
  <message>
   <source>The certificate on your card ended on {day}. Get a new card.</source>
   <translation>Certifikatet på ditt kort gick ut {day}. Skaffa ett nytt kort.</translation>
  </message>
  <message numerus="yes">
   <source>Nothing was fetched after {day}, for %n days. What waits may be erased after some time, as a rule after ten days. Ask those from whom you expect something.</source>
   <translation>
    <numerusform>Inget hämtades efter {day}, på %n dag. Det som väntar kan raderas efter en tid, oftast efter tio dagar. Fråga dem som du väntar något från.</numerusform>
    <numerusform>Inget hämtades efter {day}, på %n dagar. Det som väntar kan raderas efter en tid, oftast efter tio dagar. Fråga dem som du väntar något från.</numerusform>
   </translation>
  </message>
  <message>
   <source>Close the notice about certificates</source>
   <translation>Stäng upplysningen om certifikat</translation>
  </message>
  <message>
   <source>Close the notice about a newer version</source>
   <translation>Stäng meddelandet om en nyare version</translation>
  </message>
  <message>
   <source>SDK Desktop has been updated. Close it and start it again when it suits you; what you are writing is saved.</source>
   <translation>SDK Desktop har uppdaterats. Stäng programmet och starta det igen när det passar dig. Det du skriver sparas.</translation>
  </message>
  <message>
   <source>Version {version} of SDK Desktop is there. Your IT department installs it; you need do nothing.</source>
   <translation>Version {version} av SDK Desktop finns. It-avdelningen installerar den. Du behöver inte göra något.</translation>
  </message>
  <message>
   <source>Close the notice about days without messages</source>
   <translation>Stäng upplysningen om dagar utan hämtning</translation>
  </message>
  <message>
   <source>Confirm …</source>
   <translation>Bekräfta …</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>Senare</translation>
  </message>
  <message>
   <source>Clear the field</source>
   <translation>Töm fältet</translation>
  </message>
  <message>
   <source>Nobody has it</source>
   <translation>Ingen har det</translation>
  </message>
  <message>
   <source>{name} has it</source>
   <translation>{name} har det</translation>
  </message>
  <message>
   <source>Save</source>
   <translation>Spara</translation>
  </message>
  <message>
   <source>Write something first.</source>
   <translation>Skriv något först.</translation>
  </message>
  <message>
   <source>Next month</source>
   <translation>Nästa månad</translation>
  </message>
  <message>
   <source>Previous month</source>
   <translation>Föregående månad</translation>
  </message>
  <message>
   <source>Show more of it</source>
   <translation>Visa mer</translation>
  </message>
  <message>
   <source>The text goes on.</source>
   <translation>Texten fortsätter.</translation>
  </message>
  <message>
   <source>Border between two parts. The arrow keys move it.</source>
   <translation>Gräns mellan två delar. Piltangenterna flyttar den.</translation>
  </message>
  <message>
   <source>Choose …</source>
   <translation>Välj …</translation>
  </message>
  <message>
   <source>Choose a folder: {name}</source>
   <translation>Välj en mapp: {name}</translation>
  </message>
  <message>
   <source>Choose a file: {name}</source>
   <translation>Välj fil: {name}</translation>
  </message>
  <message>
   <source>Give the role</source>
   <translation>Ge rollen</translation>
  </message>
  <message>
   <source>In the other mailboxes {name} may do what they may now.</source>
   <translation>I de andra brevlådorna får {name} göra detsamma som nu.</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>Roll</translation>
  </message>
  <message>
   <source>Let {name} do more in a mailbox</source>
   <translation>Låt {name} göra mer i en brevlåda</translation>
  </message>
  <message>
   <source>Let the person sit down here, choose a passphrase and scan the QR code with their phone.</source>
   <translation>Låt personen sätta sig här, välja en lösenfras och läsa av QR-koden med sin telefon.</translation>
  </message>
  <message>
   <source>Removed.</source>
   <translation>Borttaget.</translation>
  </message>
  <message>
   <source>{name} now has the role {role}.</source>
   <translation>{name} har nu rollen {role}.</translation>
  </message>
  <message>
   <source>Whoever kept a copy of the key file can still open the store.</source>
   <translation>Den som har kvar en kopia av nyckelfilen kan fortfarande öppna lagret.</translation>
  </message>
  <message>
   <source>The message store has a new key. Sign in as before.</source>
   <translation>Meddelandelagret har en ny nyckel. Logga in som förut.</translation>
  </message>
  <message>
   <source>The authenticator on your phone stays as it is.</source>
   <translation>Autentiseringsappen i din telefon ändras inte.</translation>
  </message>
  <message>
   <source>From then on you can sign in in this way, too.</source>
   <translation>Sedan kan du logga in på det här sättet också.</translation>
  </message>
  <message>
   <source>Who may sign in</source>
   <translation>Vilka som får logga in</translation>
  </message>
  <message>
   <source>Added.</source>
   <translation>Tillagt.</translation>
  </message>
  <message>
   <source>Your passphrase is changed.</source>
   <translation>Din lösenfras är bytt.</translation>
  </message>
  <message>
   <source>The role is given.</source>
   <translation>Rollen är given.</translation>
  </message>
  <message>
   <source>The store is written anew …</source>
   <translation>Lagret skrivs om …</translation>
  </message>
  <message>
   <source>The recovery key is confirmed.</source>
   <translation>Återställningsnyckeln är bekräftad.</translation>
  </message>
  <message>
   <source>Change my passphrase</source>
   <translation>Byt min lösenfras</translation>
  </message>
  <message>
   <source>Passphrase now</source>
   <translation>Nuvarande lösenfras</translation>
  </message>
  <message>
   <source>One-time code, six digits</source>
   <translation>Engångskod, sex siffror</translation>
  </message>
  <message>
   <source>New passphrase, several words</source>
   <translation>Ny lösenfras, flera ord</translation>
  </message>
  <message>
   <source>The new passphrase once more</source>
   <translation>Den nya lösenfrasen en gång till</translation>
  </message>
  <message>
   <source>Type the passphrase and the six digits of the code.</source>
   <translation>Skriv lösenfrasen och kodens sex siffror.</translation>
  </message>
  <message>
   <source>Add the card</source>
   <translation>Lägg till kortet</translation>
  </message>
  <message>
   <source>Add my smart card …</source>
   <translation>Lägg till mitt smarta kort …</translation>
  </message>
  <message>
   <source>Add my organisation's login …</source>
   <translation>Lägg till organisationens inloggning …</translation>
  </message>
  <message>
   <source>With a new key, copies of the key file that somebody kept open nothing new.</source>
   <translation>Med en ny nyckel öppnar kopior av nyckelfilen som någon har kvar inget nytt.</translation>
  </message>
  <message>
   <source>Give the store a new key? The program is locked afterwards, and everybody signs in as before. Close it in other windows first.</source>
   <translation>Ge lagret en ny nyckel? Programmet låses efteråt, och alla loggar in som förut. Stäng först programmet i andra fönster.</translation>
  </message>
  <message>
   <source>Give {name} the role {role}?</source>
   <translation>Ge {name} rollen {role}?</translation>
  </message>
  <message>
   <source>Make a new recovery key? When it is confirmed, the one on paper opens nothing.</source>
   <translation>Göra en ny återställningsnyckel? När den är bekräftad öppnar den som finns på papper ingenting.</translation>
  </message>
  <message>
   <source>Cannot sign in on this computer.</source>
   <translation>Kan inte logga in på den här datorn.</translation>
  </message>
  <message>
   <source>What {name} may do in {mailbox}</source>
   <translation>Vad {name} får göra i {mailbox}</translation>
  </message>
  <message>
   <source>Add a person …</source>
   <translation>Lägg till en person …</translation>
  </message>
  <message>
   <source>Make a new recovery key …</source>
   <translation>Gör en ny återställningsnyckel …</translation>
  </message>
  <message>
   <source>Give the store a new key …</source>
   <translation>Ge lagret en ny nyckel …</translation>
  </message>
  <message>
   <source>Give it a new key</source>
   <translation>Ge en ny nyckel</translation>
  </message>
  <message>
   <source>Keep the key</source>
   <translation>Behåll nyckeln</translation>
  </message>
  <message>
   <source>Give {name} the role {role} in {mailbox}?</source>
   <translation>Ge {name} rollen {role} i {mailbox}?</translation>
  </message>
  <message>
   <source>Remove …</source>
   <translation>Ta bort …</translation>
  </message>
  <message>
   <source>More in a mailbox …</source>
   <translation>Mer i en brevlåda …</translation>
  </message>
  <message>
   <source>Change …</source>
   <translation>Byt …</translation>
  </message>
  <message>
   <source>Nobody has confirmed the new recovery key. Until then the old one opens.</source>
   <translation>Ingen har bekräftat den nya återställningsnyckeln. Till dess gäller den gamla.</translation>
  </message>
  <message>
   <source>Key of the message store</source>
   <translation>Meddelandelagrets nyckel</translation>
  </message>
  <message>
   <source>Keep the role</source>
   <translation>Behåll rollen</translation>
  </message>
  <message>
   <source>Make a new one</source>
   <translation>Gör en ny</translation>
  </message>
  <message>
   <source>Keep the old one</source>
   <translation>Behåll den gamla</translation>
  </message>
  <message>
   <source>{name} (you)</source>
   <translation>{name} (du)</translation>
  </message>
  <message>
   <source>What {name} may do</source>
   <translation>Vad {name} får göra</translation>
  </message>
  <message>
   <source>Remove {name}? They cannot sign in any longer.</source>
   <translation>Ta bort {name}? Personen kan då inte längre logga in.</translation>
  </message>
  <message>
   <source>Remove this from {name}: {way}?</source>
   <translation>Ta bort från {name}: {way}?</translation>
  </message>
  <message>
   <source>In {mailbox}:</source>
   <translation>I {mailbox}:</translation>
  </message>
  <message>
   <source>Practice</source>
   <translation>Övningsläge</translation>
  </message>
  <message>
   <source>A picture can be taken in practice only.</source>
   <translation>En bild kan bara tas i övningsläge.</translation>
  </message>
  <message>
   <source>Dense rows in the list</source>
   <translation>Täta rader i meddelandelistan</translation>
  </message>
  <message>
   <source>Tell when something comes</source>
   <translation>Säg till när något kommer</translation>
  </message>
  <message>
   <source>Who may sign in …</source>
   <translation>Vilka som får logga in …</translation>
  </message>
  <message>
   <source>Shared mailboxes …</source>
   <translation>Delade brevlådor …</translation>
  </message>
  <message>
   <source>About SDK Desktop …</source>
   <translation>Om SDK Desktop …</translation>
  </message>
  <message>
   <source>Your organisation has decided these.</source>
   <translation>Din organisation har bestämt de här.</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Språk</translation>
  </message>
  <message>
   <source>Text size</source>
   <translation>Textstorlek</translation>
  </message>
  <message>
   <source>Lock after minutes without use</source>
   <translation>Lås efter minuter utan användning</translation>
  </message>
  <message>
   <source>Quiet hours</source>
   <translation>Tysta timmar</translation>
  </message>
  <message>
   <source>Write quiet hours as 17:00-07:30, or leave the field empty.</source>
   <translation>Skriv tysta timmar som 17:00-07:30, eller lämna fältet tomt.</translation>
  </message>
  <message>
   <source>Fill in</source>
   <translation>Fyll i</translation>
  </message>
  <message>
   <source>Fill in the practice passphrase and code</source>
   <translation>Fyll i övningens lösenfras och kod</translation>
  </message>
  <message>
   <source>Practice passphrase: {passphrase}
Code: {code} (new in {seconds} s)</source>
   <translation>Övningens lösenfras: {passphrase}
Kod: {code} (ny om {seconds} s)</translation>
  </message>
  <message>
   <source>No way that you have to sign in here is strong enough. Ask your IT staff.</source>
   <translation>Inget av dina sätt att logga in här är tillräckligt starkt. Fråga er it-avdelning.</translation>
  </message>
  <message>
   <source>Prove who you are</source>
   <translation>Bekräfta vem du är</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Fortsätt</translation>
  </message>
  <message>
   <source>Passphrase and code</source>
   <translation>Lösenfras och engångskod</translation>
  </message>
  <message>
   <source>The organisation's login</source>
   <translation>Organisationens inloggning</translation>
  </message>
  <message>
   <source>Checking…</source>
   <translation>Kontrollerar …</translation>
  </message>
  <message>
   <source>Waiting for the browser …</source>
   <translation>Väntar på webbläsaren …</translation>
  </message>
  <message>
   <source>Put the card in the reader and type its PIN.</source>
   <translation>Sätt kortet i läsaren och skriv PIN-koden.</translation>
  </message>
  <message>
   <source>Your browser opens. Log in there, then come back here.</source>
   <translation>Webbläsaren öppnas. Logga in där och kom sedan tillbaka hit.</translation>
  </message>
  <message>
   <source>Is it somebody else? Log out in the browser …</source>
   <translation>Är det någon annan? Logga ut i webbläsaren …</translation>
  </message>
  <message>
   <source>SDK Desktop has received the answer. Close this page and go back there: SDK Desktop says whether you are logged in.</source>
   <translation>SDK Desktop har fått svaret. Stäng den här sidan och gå tillbaka till SDK Desktop, där det står om du är inloggad.</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Lösenfras</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>PIN-kod</translation>
  </message>
  <message>
   <source>Type the card's PIN.</source>
   <translation>Skriv kortets PIN-kod.</translation>
  </message>
  <message>
   <source>Log in in the browser</source>
   <translation>Logga in i webbläsaren</translation>
  </message>
  <message>
   <source>Your organisation has decided that whoever is logged in in the browser already is let in without being asked again.</source>
   <translation>Din organisation har bestämt att den som redan är inloggad i webbläsaren kommer in utan att logga in igen.</translation>
  </message>
  <message>
   <source>Stop waiting</source>
   <translation>Sluta vänta</translation>
  </message>
  <message>
   <source>Log out in the browser. Then choose Log in in the browser here.</source>
   <translation>Logga ut i webbläsaren. Välj sedan Logga in i webbläsaren här.</translation>
  </message>
  <message>
   <source>Wait {seconds} s</source>
   <translation>Vänta {seconds} s</translation>
  </message>
  <message>
   <source>Decisions</source>
   <translation>Beslut</translation>
  </message>
  <message>
   <source>Somebody else must approve it.</source>
   <translation>Någon annan måste godkänna.</translation>
  </message>
  <message>
   <source>Approve …</source>
   <translation>Godkänn …</translation>
  </message>
  <message>
   <source>Withdraw</source>
   <translation>Återkalla</translation>
  </message>
  <message>
   <source>Report …</source>
   <translation>Rapport …</translation>
  </message>
  <message numerus="yes">
   <source>Backups made earlier still hold the messages, as a rule for %n days.</source>
   <translation>
    <numerusform>Tidigare säkerhetskopior har kvar meddelandena, som regel i %n dag.</numerusform>
    <numerusform>Tidigare säkerhetskopior har kvar meddelandena, som regel i %n dagar.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Erase %n messages by decision {decision}? Nobody can bring them back.</source>
   <translation>
    <numerusform>Gallra %n meddelande enligt {decision}? Det går inte att få tillbaka.</numerusform>
    <numerusform>Gallra %n meddelanden enligt {decision}? De går inte att få tillbaka.</numerusform>
   </translation>
  </message>
  <message>
   <source>What is erased is gone for good, and only a decision allows it.</source>
   <translation>Det som gallras försvinner för alltid. Gallra bara efter beslut.</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>Före</translation>
  </message>
  <message>
   <source>Any document type</source>
   <translation>Alla handlingstyper</translation>
  </message>
  <message>
   <source>Without a document type</source>
   <translation>Utan handlingstyp</translation>
  </message>
  <message>
   <source>Counting …</source>
   <translation>Räknar …</translation>
  </message>
  <message>
   <source>Erase …</source>
   <translation>Gallra …</translation>
  </message>
  <message>
   <source>Propose to erase</source>
   <translation>Föreslå gallring</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>Gallra</translation>
  </message>
  <message>
   <source>Keep them</source>
   <translation>Behåll</translation>
  </message>
  <message>
   <source>Erase by decision</source>
   <translation>Gallring</translation>
  </message>
  <message>
   <source>Direction</source>
   <translation>Riktning</translation>
  </message>
  <message>
   <source>Decision</source>
   <translation>Gallringsbeslut</translation>
  </message>
  <message>
   <source>Received and sent</source>
   <translation>Mottagna och skickade</translation>
  </message>
  <message>
   <source>Received</source>
   <translation>Mottaget</translation>
  </message>
  <message numerus="yes">
   <source>%n messages would be erased.</source>
   <translation>
    <numerusform>%n meddelande skulle gallras.</numerusform>
    <numerusform>%n meddelanden skulle gallras.</numerusform>
   </translation>
  </message>
  <message>
   <source>They are from {oldest} to {newest}.</source>
   <translation>De är från {oldest} till {newest}.</translation>
  </message>
  <message numerus="yes">
   <source>%n messages, proposed by {name} {time}.</source>
   <translation>
    <numerusform>%n meddelande, föreslaget av {name} {time}.</numerusform>
    <numerusform>%n meddelanden, föreslagna av {name} {time}.</numerusform>
   </translation>
  </message>
  <message>
   <source>No message would be erased.</source>
   <translation>Inget meddelande skulle gallras.</translation>
  </message>
  <message>
   <source>They are from {newest}.</source>
   <translation>De är från {newest}.</translation>
  </message>
  <message numerus="yes">
   <source>%n are kept from being erased</source>
   <translation>
    <numerusform>%n har gallringsstopp</numerusform>
    <numerusform>%n har gallringsstopp</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n still wait for their delivery</source>
   <translation>
    <numerusform>%n väntar på att levereras</numerusform>
    <numerusform>%n väntar på att levereras</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n were neither read nor registered</source>
   <translation>
    <numerusform>%n är varken läst eller diariefört</numerusform>
    <numerusform>%n är varken lästa eller diarieförda</numerusform>
   </translation>
  </message>
  <message>
   <source>Erased at {done} of {all} computers.</source>
   <translation>Raderat på {done} av {all} datorer.</translation>
  </message>
  <message>
   <source>Waits for {names}.</source>
   <translation>Väntar på {names}.</translation>
  </message>
  <message numerus="yes">
   <source>%n were left: they were kept from being erased meanwhile.</source>
   <translation>
    <numerusform>%n blev kvar: det fick gallringsstopp under tiden.</numerusform>
    <numerusform>%n blev kvar: de fick gallringsstopp under tiden.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n were left: somebody had changed them meanwhile.</source>
   <translation>
    <numerusform>%n blev kvar: någon hade ändrat det under tiden.</numerusform>
    <numerusform>%n blev kvar: någon hade ändrat dem under tiden.</numerusform>
   </translation>
  </message>
  <message>
   <source>Left: {what}.</source>
   <translation>Blir kvar: {what}.</translation>
  </message>
  <message>
   <source>before {date}</source>
   <translation>före {date}</translation>
  </message>
  <message numerus="yes">
   <source>%n are erased so far.</source>
   <translation>
    <numerusform>%n är gallrat hittills.</numerusform>
    <numerusform>%n är gallrade hittills.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n are erased.</source>
   <translation>
    <numerusform>%n är gallrat.</numerusform>
    <numerusform>%n är gallrade.</numerusform>
   </translation>
  </message>
  <message>
   <source>The file of the store is written anew when the program is locked.</source>
   <translation>Filen skrivs om när programmet låses.</translation>
  </message>
  <message>
   <source>Withdrawn: nothing was erased.</source>
   <translation>Återkallat: inget gallrades.</translation>
  </message>
  <message>
   <source>Approved by {name} {time}.</source>
   <translation>Godkänt av {name} {time}.</translation>
  </message>
  <message>
   <source>Proposed. Somebody else must approve it.</source>
   <translation>Föreslaget. Någon annan måste godkänna.</translation>
  </message>
  <message>
   <source>Erasing …</source>
   <translation>Gallrar …</translation>
  </message>
  <message>
   <source>Save the report</source>
   <translation>Spara rapporten</translation>
  </message>
  <message>
   <source>erased-messages</source>
   <translation>gallringsrapport</translation>
  </message>
  <message numerus="yes">
   <source>%n messages were erased.</source>
   <translation>
    <numerusform>%n meddelande gallrades.</numerusform>
    <numerusform>%n meddelanden gallrades.</numerusform>
   </translation>
  </message>
  <message>
   <source>The proposal is withdrawn.</source>
   <translation>Förslaget är återkallat.</translation>
  </message>
  <message>
   <source>The report is saved.</source>
   <translation>Rapporten är sparad.</translation>
  </message>
  <message>
   <source>found here</source>
   <translation>träff här</translation>
  </message>
  <message>
   <source>Save all …</source>
   <translation>Spara alla …</translation>
  </message>
  <message>
   <source>Save …</source>
   <translation>Spara …</translation>
  </message>
  <message>
   <source>Open {name}</source>
   <translation>Öppna {name}</translation>
  </message>
  <message>
   <source>{first} to {last}</source>
   <translation>{first} till {last}</translation>
  </message>
  <message numerus="yes">
   <source>Conversation: %n messages</source>
   <translation>
    <numerusform>Konversation: %n meddelande</numerusform>
    <numerusform>Konversation: %n meddelanden</numerusform>
   </translation>
  </message>
  <message>
   <source>(cannot be read)</source>
   <translation>(kan inte läsas)</translation>
  </message>
  <message numerus="yes">
   <source>Show %n earlier</source>
   <translation>
    <numerusform>Visa %n tidigare</numerusform>
    <numerusform>Visa %n tidigare</numerusform>
   </translation>
  </message>
  <message>
   <source>From {who}</source>
   <translation>Från {who}</translation>
  </message>
  <message>
   <source>To {who}</source>
   <translation>Till {who}</translation>
  </message>
  <message>
   <source>shown above</source>
   <translation>visas ovan</translation>
  </message>
  <message>
   <source>What has happened to the message</source>
   <translation>Vad som har hänt med meddelandet</translation>
  </message>
  <message>
   <source>Register under {number}, which {name} has</source>
   <translation>Diarieför på {number}, som {name} har</translation>
  </message>
  <message>
   <source>Register under {number}</source>
   <translation>Diarieför på {number}</translation>
  </message>
  <message>
   <source>answer {day}</source>
   <translation>svara {day}</translation>
  </message>
  <message>
   <source>Choose a folder to save in</source>
   <translation>Välj en mapp att spara i</translation>
  </message>
  <message numerus="yes">
   <source>%n files are saved outside the program.</source>
   <translation>
    <numerusform>%n fil är sparad utanför programmet.</numerusform>
    <numerusform>%n filer är sparade utanför programmet.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n files are saved in {path}</source>
   <translation>
    <numerusform>%n fil är sparad i {path}</numerusform>
    <numerusform>%n filer är sparade i {path}</numerusform>
   </translation>
  </message>
  <message>
   <source>Saved as {path}</source>
   <translation>Sparad som {path}</translation>
  </message>
  <message numerus="yes">
   <source>Forwarded %n times before that: see “Who did what with it”</source>
   <translation>
    <numerusform>Har vidarebefordrats %n gång till, se ”Vem som har gjort vad”</numerusform>
    <numerusform>Har vidarebefordrats %n gånger till, se ”Vem som har gjort vad”</numerusform>
   </translation>
  </message>
  <message>
   <source>About the message</source>
   <translation>Om meddelandet</translation>
  </message>
  <message>
   <source>Conversation · {count}</source>
   <translation>Konversation · {count}</translation>
  </message>
  <message>
   <source>Received {time}</source>
   <translation>Mottaget {time}</translation>
  </message>
  <message>
   <source>(no subject)</source>
   <translation>(inget ämne)</translation>
  </message>
  <message>
   <source>to {who}</source>
   <translation>till {who}</translation>
  </message>
  <message>
   <source>from {who}</source>
   <translation>från {who}</translation>
  </message>
  <message>
   <source>to</source>
   <translation>till</translation>
  </message>
  <message>
   <source>Not marked as confidential</source>
   <translation>Inte markerat med sekretess</translation>
  </message>
  <message>
   <source>A part of the message cannot be shown here.</source>
   <translation>En del av meddelandet kan inte visas här.</translation>
  </message>
  <message>
   <source>Who did what with it</source>
   <translation>Vem som har gjort vad</translation>
  </message>
  <message numerus="yes">
   <source>Sent to %n recipients: show how far all are</source>
   <translation>
    <numerusform>Skickat till %n mottagare: visa hur det gick för alla</numerusform>
    <numerusform>Skickat till %n mottagare: visa hur det gick för alla</numerusform>
   </translation>
  </message>
  <message>
   <source>This message cannot be read</source>
   <translation>Meddelandet kan inte läsas</translation>
  </message>
  <message>
   <source>Technical details</source>
   <translation>Tekniska uppgifter</translation>
  </message>
  <message>
   <source>Complement</source>
   <translation>Komplettera</translation>
  </message>
  <message>
   <source>No message is open.</source>
   <translation>Inget meddelande är öppnat.</translation>
  </message>
  <message>
   <source>This message is confidential. Prove once more who you are to read it.</source>
   <translation>Meddelandet är markerat med sekretess. Legitimera dig igen för att läsa det.</translation>
  </message>
  <message>
   <source>This message cannot be shown.</source>
   <translation>Meddelandet kan inte visas.</translation>
  </message>
  <message>
   <source>Copies {text}</source>
   <translation>Kopierar {text}</translation>
  </message>
  <message>
   <source>Theirs {number}</source>
   <translation>Deras {number}</translation>
  </message>
  <message>
   <source>Copy all</source>
   <translation>Kopiera allt</translation>
  </message>
  <message>
   <source>Locked because nobody used it.</source>
   <translation>Låst eftersom ingen använde programmet.</translation>
  </message>
  <message>
   <source>Locked because the smart card was taken out.</source>
   <translation>Låst eftersom kortet togs ut.</translation>
  </message>
  <message>
   <source>Locked because the card reader does not answer.</source>
   <translation>Låst eftersom kortläsaren inte svarar.</translation>
  </message>
  <message>
   <source>Counter mode – names, subjects and texts are hidden</source>
   <translation>Diskläge – namn, ämnen och texter är dolda</translation>
  </message>
  <message>
   <source>Hidden. F8 shows it again.</source>
   <translation>Dolt. F8 visar det igen.</translation>
  </message>
  <message>
   <source>Hold the space bar to show it</source>
   <translation>Håll ned mellanslag för att visa</translation>
  </message>
  <message>
   <source>F8 shows it again</source>
   <translation>F8 visar igen</translation>
  </message>
  <message>
   <source>Everything is shown again</source>
   <translation>Allt visas igen</translation>
  </message>
  <message>
   <source>Seconds until the program locks</source>
   <translation>Sekunder tills programmet låses</translation>
  </message>
  <message>
   <source>Keep working</source>
   <translation>Fortsätt arbeta</translation>
  </message>
  <message>
   <source>What you have written is saved.</source>
   <translation>Det du har skrivit är sparat.</translation>
  </message>
  <message numerus="yes">
   <source>Locks in %n seconds. Press any key to keep working.</source>
   <translation>
    <numerusform>Låses om %n sekund. Tryck på valfri tangent för att fortsätta.</numerusform>
    <numerusform>Låses om %n sekunder. Tryck på valfri tangent för att fortsätta.</numerusform>
   </translation>
  </message>
  <message>
   <source>Lock now</source>
   <translation>Lås nu</translation>
  </message>
  <message>
   <source>Locks in {seconds} s</source>
   <translation>Låses om {seconds} s</translation>
  </message>
  <message>
   <source>It locks before the computer sleeps.</source>
   <translation>Låses innan datorn går i viloläge.</translation>
  </message>
  <message>
   <source>Locked because the computer was locked.</source>
   <translation>Låst eftersom datorn låstes.</translation>
  </message>
  <message>
   <source>Locked because the computer went to sleep.</source>
   <translation>Låst eftersom datorn gick i viloläge.</translation>
  </message>
  <message>
   <source>Mailboxes on this computer</source>
   <translation>Brevlådor på den här datorn</translation>
  </message>
  <message>
   <source>Secure digital communication</source>
   <translation>Säker digital kommunikation</translation>
  </message>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>och %n till</numerusform>
    <numerusform>och %n till</numerusform>
   </translation>
  </message>
  <message>
   <source>Join</source>
   <translation>Gå med</translation>
  </message>
  <message>
   <source>Let in</source>
   <translation>Släpp in</translation>
  </message>
  <message>
   <source>This computer asks to be let in.</source>
   <translation>Den här datorn ber om att bli insläppt.</translation>
  </message>
  <message>
   <source>The computer shares the mailbox now.</source>
   <translation>Datorn delar brevlådan nu.</translation>
  </message>
  <message>
   <source>Whoever manages the shared mailbox sees its code. It is no secret.</source>
   <translation>Den som sköter den delade brevlådan ser dess kod. Den är inte hemlig.</translation>
  </message>
  <message>
   <source>Let somebody whom you know read the six words aloud that their screen shows.</source>
   <translation>Låt någon du känner läsa upp de sex ord som syns på deras skärm.</translation>
  </message>
  <message>
   <source>Join a shared mailbox</source>
   <translation>Gå med i en delad brevlåda</translation>
  </message>
  <message>
   <source>The mailbox's code</source>
   <translation>Brevlådans kod</translation>
  </message>
  <message>
   <source>Let a computer in</source>
   <translation>Släpp in en dator</translation>
  </message>
  <message>
   <source>The six words</source>
   <translation>De sex orden</translation>
  </message>
  <message>
   <source>What the computer is called</source>
   <translation>Vad datorn ska heta</translation>
  </message>
  <message>
   <source>What it may do</source>
   <translation>Vad den får göra</translation>
  </message>
  <message>
   <source>{field} is none of the words. Let it be read once more.</source>
   <translation>{field} är inget av orden. Be att få det läst en gång till.</translation>
  </message>
  <message>
   <source>No computer that asks shows these words. Do not let it in.</source>
   <translation>Ingen dator som ber om att bli insläppt visar de orden. Släpp inte in den.</translation>
  </message>
  <message>
   <source>{name} is not waited for.</source>
   <translation>Brevlådan väntar inte på {name}.</translation>
  </message>
  <message>
   <source>The reception</source>
   <translation>Receptionen</translation>
  </message>
  <message>
   <source>The ledger had lost something. Nothing is sent or fetched until these computers have been in touch. Start SDK Desktop there:</source>
   <translation>Liggaren hade förlorat något. Inget skickas eller hämtas förrän de här datorerna har haft kontakt. Starta SDK Desktop där:</translation>
  </message>
  <message>
   <source>Remove {name}? What comes from now on cannot be read there.</source>
   <translation>Ta bort {name}? Det som kommer från och med nu kan inte läsas där.</translation>
  </message>
  <message>
   <source>Go on without {name}? What only that computer has is missing until it comes back, and what it had handed over may be handed over once more.</source>
   <translation>Fortsätta utan {name}? Det som bara den datorn har saknas tills den kommer tillbaka, och det den hade lämnat för leverans kan lämnas en gång till.</translation>
  </message>
  <message>
   <source>Stop sharing {name} here? What you note is then seen on this computer only.</source>
   <translation>Sluta dela {name} här? Det du antecknar syns då bara på den här datorn.</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>Fortsätt</translation>
  </message>
  <message>
   <source>Wait</source>
   <translation>Vänta</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Sluta dela</translation>
  </message>
  <message>
   <source>Waits to be let in. Say these words to whoever manages the mailbox:</source>
   <translation>Väntar på att bli insläppt. Läs upp de här orden för den som sköter brevlådan:</translation>
  </message>
  <message>
   <source>Stop sharing here …</source>
   <translation>Sluta dela här …</translation>
  </message>
  <message>
   <source>{name}: recovery paper</source>
   <translation>{name}: återställningspapper</translation>
  </message>
  <message>
   <source>Join a shared mailbox …</source>
   <translation>Gå med i en delad brevlåda …</translation>
  </message>
  <message>
   <source>Go on without it …</source>
   <translation>Fortsätt utan den …</translation>
  </message>
  <message>
   <source>Code for other computers: {code}</source>
   <translation>Kod för andra datorer: {code}</translation>
  </message>
  <message>
   <source>Computers that ask to be let in: {count}</source>
   <translation>Datorer som ber om att bli insläppta: {count}</translation>
  </message>
  <message>
   <source>Let a computer in …</source>
   <translation>Släpp in en dator …</translation>
  </message>
  <message>
   <source>On this computer only.</source>
   <translation>Bara på den här datorn.</translation>
  </message>
  <message>
   <source>Take back the ticket for {name}</source>
   <translation>Ta tillbaka biljetten för {name}</translation>
  </message>
  <message>
   <source>Go on without {name}</source>
   <translation>Fortsätt utan {name}</translation>
  </message>
  <message>
   <source>This is none of the words.</source>
   <translation>Det är inget av orden.</translation>
  </message>
  <message>
   <source>Word {number} of {count}</source>
   <translation>Ord {number} av {count}</translation>
  </message>
  <message>
   <source>Do you mean {words}? Tab takes the first.</source>
   <translation>Menar du {words}? Tabb väljer det första.</translation>
  </message>
  <message>
   <source>Write a new message</source>
   <translation>Skriv ett nytt meddelande</translation>
  </message>
  <message>
   <source>Take the message</source>
   <translation>Ta meddelandet</translation>
  </message>
  <message>
   <source>Enter the diary number</source>
   <translation>Ange diarienummer</translation>
  </message>
  <message>
   <source>Register under the number that is proposed</source>
   <translation>Diarieför på det nummer som föreslås</translation>
  </message>
  <message>
   <source>Open the first attachment</source>
   <translation>Öppna den första bilagan</translation>
  </message>
  <message>
   <source>Print the message, or the attachment that is open</source>
   <translation>Skriv ut meddelandet, eller bilagan som är öppen</translation>
  </message>
  <message>
   <source>Take back what was just sent</source>
   <translation>Ta tillbaka det som just skickades</translation>
  </message>
  <message>
   <source>Throw a draft of the list away</source>
   <translation>Släng ett utkast i listan</translation>
  </message>
  <message>
   <source>Show the list in the next order</source>
   <translation>Visa listan i nästa ordning</translation>
  </message>
  <message>
   <source>Next message, also while you type</source>
   <translation>Nästa meddelande, även när du skriver</translation>
  </message>
  <message>
   <source>Previous message, also while you type</source>
   <translation>Föregående meddelande, även när du skriver</translation>
  </message>
  <message>
   <source>Hide names and texts while somebody stands at the counter, or show them</source>
   <translation>Dölj namn och texter medan någon står vid disken, eller visa dem</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation>Kortkommandon</translation>
  </message>
  <message>
   <source>Handbook …</source>
   <translation>Handbok …</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>Månad</translation>
  </message>
  <message>
   <source>Hours to the first answer</source>
   <translation>Timmar till svar</translation>
  </message>
  <message>
   <source>Hours until done</source>
   <translation>Timmar till klart</translation>
  </message>
  <message>
   <source>Late</source>
   <translation>För sent</translation>
  </message>
  <message>
   <source>Rejected: form</source>
   <translation>Avvisat: form</translation>
  </message>
  <message>
   <source>Rejected: rule</source>
   <translation>Avvisat: regel</translation>
  </message>
  <message>
   <source>Rejected: signature</source>
   <translation>Avvisat: signatur</translation>
  </message>
  <message>
   <source>Hours, the median</source>
   <translation>Timmar, median</translation>
  </message>
  <message>
   <source>What went wrong</source>
   <translation>Det som gick fel</translation>
  </message>
  <message>
   <source>To the first answer</source>
   <translation>Till första svar</translation>
  </message>
  <message>
   <source>Until done</source>
   <translation>Till klart</translation>
  </message>
  <message>
   <source>The last 6 months</source>
   <translation>De senaste 6 månaderna</translation>
  </message>
  <message>
   <source>The last 3 months</source>
   <translation>De senaste 3 månaderna</translation>
  </message>
  <message>
   <source>The last 12 months</source>
   <translation>De senaste 12 månaderna</translation>
  </message>
  <message>
   <source>The figures by month</source>
   <translation>Siffrorna månad för månad</translation>
  </message>
  <message>
   <source>No message came or went in this time.</source>
   <translation>Inget meddelande kom eller gick under den tiden.</translation>
  </message>
  <message>
   <source>Save the table</source>
   <translation>Spara tabellen</translation>
  </message>
  <message>
   <source>Save the picture</source>
   <translation>Spara bilden</translation>
  </message>
  <message numerus="yes">
   <source>The table is saved: %n rows.</source>
   <translation>
    <numerusform>Tabellen är sparad: %n rad.</numerusform>
    <numerusform>Tabellen är sparad: %n rader.</numerusform>
   </translation>
  </message>
  <message>
   <source>The picture is saved.</source>
   <translation>Bilden är sparad.</translation>
  </message>
  <message>
   <source>The picture could not be saved there.</source>
   <translation>Bilden gick inte att spara där.</translation>
  </message>
  <message>
   <source>Save the table (CSV) …</source>
   <translation>Spara tabellen (CSV) …</translation>
  </message>
  <message>
   <source>Save the picture …</source>
   <translation>Spara bilden …</translation>
  </message>
  <message>
   <source>statistics</source>
   <translation>statistik</translation>
  </message>
  <message>
   <source>This computer's clock is not the shared mailbox's: let IT set it</source>
   <translation>Datorns klocka går inte som den delade brevlådans – be IT ställa den</translation>
  </message>
  <message>
   <source>Something that another computer has written cannot be read: tell IT</source>
   <translation>Något som en annan dator har skrivit går inte att läsa: säg till IT</translation>
  </message>
  <message numerus="yes">
   <source>%n changes wait for the others</source>
   <translation>
    <numerusform>%n ändring väntar på de andra</numerusform>
    <numerusform>%n ändringar väntar på de andra</numerusform>
   </translation>
  </message>
  <message>
   <source>This program is too old to change shared mailboxes</source>
   <translation>Programmet är för gammalt för att ändra i delade brevlådor</translation>
  </message>
  <message>
   <source>No backup yet</source>
   <translation>Ingen säkerhetskopia ännu</translation>
  </message>
  <message>
   <source>Not updated yet</source>
   <translation>Inte uppdaterat ännu</translation>
  </message>
  <message numerus="yes">
   <source>%n in the queue</source>
   <translation>
    <numerusform>%n i kö</numerusform>
    <numerusform>%n i kö</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages left to share</source>
   <translation>
    <numerusform>%n meddelande kvar att dela</numerusform>
    <numerusform>%n meddelanden kvar att dela</numerusform>
   </translation>
  </message>
  <message>
   <source>SDK Desktop keeps trying.</source>
   <translation>SDK Desktop fortsätter att försöka.</translation>
  </message>
  <message>
   <source>No contact with the shared mailbox yet</source>
   <translation>Ingen kontakt med den delade brevlådan än</translation>
  </message>
  <message>
   <source>No backup since {time}</source>
   <translation>Ingen säkerhetskopia sedan {time}</translation>
  </message>
  <message numerus="yes">
   <source>%n messages could not be delivered</source>
   <translation>
    <numerusform>%n meddelande kunde inte levereras</numerusform>
    <numerusform>%n meddelanden kunde inte levereras</numerusform>
   </translation>
  </message>
  <message>
   <source>strong sign-in {time}</source>
   <translation>stark inloggning {time}</translation>
  </message>
  <message numerus="yes">
   <source>%n messages were accepted</source>
   <translation>
    <numerusform>%n meddelande är accepterat</numerusform>
    <numerusform>%n meddelanden är accepterade</numerusform>
   </translation>
  </message>
  <message>
   <source>Updated {time}</source>
   <translation>Uppdaterat {time}</translation>
  </message>
  <message>
   <source>locks in {minutes} min</source>
   <translation>låses om {minutes} min</translation>
  </message>
  <message>
   <source>Shared {time}</source>
   <translation>Delad {time}</translation>
  </message>
  <message>
   <source>No contact with the shared mailbox since {time}</source>
   <translation>Ingen kontakt med den delade brevlådan sedan {time}</translation>
  </message>
  <message>
   <source>To do today</source>
   <translation>Att göra i dag</translation>
  </message>
  <message>
   <source>Something new has come</source>
   <translation>Det har kommit nytt</translation>
  </message>
  <message>
   <source>All done</source>
   <translation>Allt är gjort</translation>
  </message>
  <message>
   <source>Open what is chosen</source>
   <translation>Öppna det valda</translation>
  </message>
  <message>
   <source>Hide names, somebody stands at the counter</source>
   <translation>Dölj namn, någon står vid disken</translation>
  </message>
  <message>
   <source>On the keyboard</source>
   <translation>Tangenter</translation>
  </message>
  <message>
   <source>Only mine</source>
   <translation>Bara mina</translation>
  </message>
  <message>
   <source>Hello, {name}</source>
   <translation>Hej, {name}</translation>
  </message>
  <message>
   <source>Good morning, {name}</source>
   <translation>God morgon, {name}</translation>
  </message>
  <message>
   <source>Good evening, {name}</source>
   <translation>God kväll, {name}</translation>
  </message>
  <message>
   <source>{done} of {all}</source>
   <translation>{done} av {all}</translation>
  </message>
  <message>
   <source>Nothing of yours needs you now.</source>
   <translation>Inget av ditt behöver dig nu.</translation>
  </message>
  <message>
   <source>Nothing needs anybody now.</source>
   <translation>Ingenting behöver någon nu.</translation>
  </message>
  <message>
   <source>the button</source>
   <translation>knappen</translation>
  </message>
  <message>
   <source>next, previous</source>
   <translation>nästa, föregående</translation>
  </message>
  <message>
   <source>open the message</source>
   <translation>öppna meddelandet</translation>
  </message>
  <message>
   <source>seen to</source>
   <translation>klart utan åtgärd</translation>
  </message>
  <message>
   <source>remind me tomorrow</source>
   <translation>påminn i morgon</translation>
  </message>
  <message numerus="yes">
   <source>in %n days</source>
   <translation>
    <numerusform>om %n dag</numerusform>
    <numerusform>om %n dagar</numerusform>
   </translation>
  </message>
  <message>
   <source>came {time}</source>
   <translation>kom {time}</translation>
  </message>
  <message>
   <source>Now</source>
   <translation>Nu</translation>
  </message>
  <message>
   <source>In the coming days</source>
   <translation>Kommande dagar</translation>
  </message>
  <message>
   <source>Go to what is new: {mailbox} · {count}</source>
   <translation>Gå till det nya: {mailbox} · {count}</translation>
  </message>
  <message numerus="yes">
   <source>%n to see to</source>
   <translation>
    <numerusform>%n kvar att göra</numerusform>
    <numerusform>%n kvar att göra</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n overdue</source>
   <translation>
    <numerusform>%n försenad</numerusform>
    <numerusform>%n försenade</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>you have done %n today</source>
   <translation>
    <numerusform>du har gjort klart %n i dag</numerusform>
    <numerusform>du har gjort klart %n i dag</numerusform>
   </translation>
  </message>
  <message>
   <source>Back to the mailboxes</source>
   <translation>Tillbaka till brevlådorna</translation>
  </message>
  <message>
   <source>New message</source>
   <translation>Nytt meddelande</translation>
  </message>
  <message>
   <source>Menu of {name}</source>
   <translation>Meny för {name}</translation>
  </message>
  <message>
   <source>Attachment</source>
   <translation>Bilaga</translation>
  </message>
  <message>
   <source>This page is a picture without text.</source>
   <translation>Sidan är en bild utan text.</translation>
  </message>
  <message>
   <source>Text of the page</source>
   <translation>Sidans text</translation>
  </message>
  <message>
   <source>This file needs a password. Its sender can tell you which, by another way.</source>
   <translation>Filen kräver ett lösenord. Avsändaren kan tala om det för dig, på annat sätt än i meddelandet.</translation>
  </message>
  <message>
   <source>Password of the file</source>
   <translation>Filens lösenord</translation>
  </message>
  <message>
   <source>Open the file</source>
   <translation>Öppna filen</translation>
  </message>
  <message>
   <source>Not found</source>
   <translation>Finns inte</translation>
  </message>
  <message>
   <source>The search was given up.</source>
   <translation>Sökningen avbröts.</translation>
  </message>
  <message>
   <source>Page {number} of {pages}</source>
   <translation>Sida {number} av {pages}</translation>
  </message>
  <message>
   <source>That password does not open the file.</source>
   <translation>Lösenordet öppnar inte filen.</translation>
  </message>
  <message>
   <source>Found on page {number}</source>
   <translation>Finns på sidan {number}</translation>
  </message>
  <message>
   <source>There is no printer.</source>
   <translation>Det finns ingen skrivare.</translation>
  </message>
  <message>
   <source>Some pages could not be printed.</source>
   <translation>Några sidor gick inte att skriva ut.</translation>
  </message>
  <message>
   <source>The whole picture cannot be made a PDF. It stays as it is.</source>
   <translation>Hela bilden kan inte göras om till PDF. Den får vara som den är.</translation>
  </message>
  <message>
   <source>Only the beginning of this long text is shown.</source>
   <translation>Bara början av den långa texten visas.</translation>
  </message>
  <message>
   <source>Part {number} of {parts}</source>
   <translation>Del {number} av {parts}</translation>
  </message>
  <message>
   <source>Previous page</source>
   <translation>Föregående sida</translation>
  </message>
  <message>
   <source>Next page</source>
   <translation>Nästa sida</translation>
  </message>
  <message>
   <source>Smaller</source>
   <translation>Mindre</translation>
  </message>
  <message>
   <source>Larger</source>
   <translation>Större</translation>
  </message>
  <message>
   <source>Show the text of the page</source>
   <translation>Visa sidans text</translation>
  </message>
  <message>
   <source>Search in the file</source>
   <translation>Sök i filen</translation>
  </message>
  <message>
   <source>Next hit</source>
   <translation>Nästa träff</translation>
  </message>
  <message>
   <source>Go to the next page with the text</source>
   <translation>Gå till nästa sida där texten finns</translation>
  </message>
  <message>
   <source>Turn to the right</source>
   <translation>Vrid åt höger</translation>
  </message>
  <message>
   <source>Page width</source>
   <translation>Sidbredd</translation>
  </message>
  <message>
   <source>Whole page</source>
   <translation>Hela sidan</translation>
  </message>
  <message>
   <source>This takes too long to draw, and was given up. Save the file to open it elsewhere.</source>
   <translation>Det här tar för lång tid att rita och avbröts. Spara filen för att öppna den i ett annat program.</translation>
  </message>
  <message>
   <source>This cannot be drawn here: it is damaged, or needs more memory than a file may have. Save the file to open it elsewhere.</source>
   <translation>Det går inte att visa det här: filen är skadad, eller kräver mer minne än en fil får ta. Spara filen för att öppna den i ett annat program.</translation>
  </message>
  <message>
   <source>This file needs a password.</source>
   <translation>Filen kräver ett lösenord.</translation>
  </message>
  <message>
   <source>This is damaged and cannot be shown. Ask for the file again.</source>
   <translation>Det här är skadat och kan inte visas. Be att få filen igen.</translation>
  </message>
  <message>
   <source>This is too large to be shown here. Save the file to open it elsewhere.</source>
   <translation>Det här är för stort för att visas här. Spara filen för att öppna den i ett annat program.</translation>
  </message>
  <message>
   <source>This program cannot show this type of file. Save it to open it elsewhere.</source>
   <translation>Den här filtypen kan inte visas här. Spara filen för att öppna den i ett annat program.</translation>
  </message>
  <message>
   <source>The file is not whole: only a part of it is shown. Ask for it again.</source>
   <translation>Filen är inte hel: bara en del av den visas. Be att få den igen.</translation>
  </message>
  <message>
   <source>This form can only be read with another program, such as Adobe Acrobat. What is shown here is not its content. Save the file to open it there.</source>
   <translation>Formuläret kan bara läsas i ett annat program, till exempel Adobe Acrobat. Det som visas här är inte innehållet. Spara filen för att öppna den där.</translation>
  </message>
  <message>
   <source>This picture moves. Only the first picture is shown.</source>
   <translation>Bilden är rörlig. Bara den första bilden visas.</translation>
  </message>
  <message>
   <source>A part of this file is not shown here: a file in it, sound, film or a drawn comment. Save the file to open it elsewhere.</source>
   <translation>En del av filen visas inte här: en fil i den, ljud, film eller en ritad kommentar. Spara filen för att öppna den i ett annat program.</translation>
  </message>
  <message numerus="yes">
   <source>%n files are embedded in this one: {names}</source>
   <translation>
    <numerusform>En fil ligger inuti den här: {names}</numerusform>
    <numerusform>%n filer ligger inuti den här: {names}</numerusform>
   </translation>
  </message>
  <message>
   <source>They are not shown here. Save the file to open it elsewhere.</source>
   <translation>De visas inte här. Spara filen för att öppna den i ett annat program.</translation>
  </message>
  <message>
   <source>Only the first {number} pages are shown.</source>
   <translation>Bara de första {number} sidorna visas.</translation>
  </message>
  <message>
   <source>yesterday</source>
   <translation>i går</translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>I går</translation>
  </message>
  <message>
   <source>Tomorrow</source>
   <translation>I morgon</translation>
  </message>
  <message>
   <source>Waiting to be delivered to the recipient's system. You do not have to do anything.</source>
   <translation>Väntar på att levereras till mottagarens system. Du behöver inte göra något.</translation>
  </message>
  <message>
   <source>Waiting for the recipient's system to answer. You do not have to do anything.</source>
   <translation>Väntar på svar från mottagarens system. Du behöver inte göra något.</translation>
  </message>
  <message>
   <source>Waiting for the recipient's system, which does not answer. It is tried again by itself; you do not have to do anything.</source>
   <translation>Väntar på mottagarens system, som inte svarar. Nya försök görs automatiskt; du behöver inte göra något.</translation>
  </message>
  <message>
   <source>Waiting for the recipient's system to check and acknowledge the message.</source>
   <translation>Väntar på att mottagarens system kontrollerar och kvitterar meddelandet.</translation>
  </message>
  <message>
   <source>Accepted: delivered to the recipient's system. That does not mean that anybody has read it.</source>
   <translation>Accepterat: levererat till mottagarens system. Det betyder inte att någon har läst det.</translation>
  </message>
  <message>
   <source>What we know is shown above. Waiting for the message service to say more.</source>
   <translation>Ovan visas vad vi vet. Väntar på att meddelandetjänsten berättar mer.</translation>
  </message>
  <message numerus="yes">
   <source>Tried %n times.</source>
   <translation>
    <numerusform>Ett försök har gjorts.</numerusform>
    <numerusform>%n försök har gjorts.</numerusform>
   </translation>
  </message>
  <message>
   <source>Waiting in this computer for its turn to be handed over.</source>
   <translation>Väntar i den här datorn på sin tur att lämnas.</translation>
  </message>
  <message>
   <source>time not known</source>
   <translation>tid okänd</translation>
  </message>
  <message>
   <source>The recipient's system already has a copy of the message</source>
   <translation>Mottagarens system har redan ett exemplar av meddelandet</translation>
  </message>
  <message>
   <source>The messages were restored from an older copy. An acknowledgement may be lost.</source>
   <translation>Meddelandena återställdes från en äldre kopia. En kvittens kan ha gått förlorad.</translation>
  </message>
  <message>
   <source>Another computer had noted what cannot be read. The message service was asked.</source>
   <translation>En annan dator hade noterat något som inte går att läsa. Meddelandetjänsten tillfrågades.</translation>
  </message>
  <message>
   <source>Next attempt {time}.</source>
   <translation>Nästa försök {time}.</translation>
  </message>
  <message>
   <source>Acknowledged too late: accepted</source>
   <translation>Kvitterat för sent: accepterat</translation>
  </message>
  <message>
   <source>Rejected, and too late</source>
   <translation>Avvisat, och för sent</translation>
  </message>
  <message>
   <source>The message service says: {words}</source>
   <translation>Meddelandetjänsten säger: {words}</translation>
  </message>
  <message>
   <source>Was changed</source>
   <translation>Har ändrats</translation>
  </message>
  <message>
   <source>Is missing</source>
   <translation>Saknas</translation>
  </message>
  <message>
   <source>Was added</source>
   <translation>Har lagts till</translation>
  </message>
  <message>
   <source>Is there more than once</source>
   <translation>Finns mer än en gång</translation>
  </message>
  <message>
   <source>Is forged or damaged: its signature does not hold</source>
   <translation>Är förfalskad eller skadad: signaturen stämmer inte</translation>
  </message>
  <message>
   <source>Belongs to another message</source>
   <translation>Hör till ett annat meddelande</translation>
  </message>
  <message numerus="yes">
   <source>Taken out {time} by {name} from SDK Desktop, with %n messages.</source>
   <translation>
    <numerusform>Uttaget {time} av {name} ur SDK Desktop, med %n meddelande.</numerusform>
    <numerusform>Uttaget {time} av {name} ur SDK Desktop, med %n meddelanden.</numerusform>
   </translation>
  </message>
  <message>
   <source>The messages as data, their attachments and acknowledgements and the audit trail lie beside this document. What it cannot show as a letter stands in it as [U+…].</source>
   <translation>Meddelandena som data, deras bilagor och kvittenser och granskningsloggen ligger bredvid det här dokumentet. Tecken som det inte kan visa står som [U+…].</translation>
  </message>
  <message>
   <source>The document would be too long and ends here. The files beside it are whole.</source>
   <translation>Dokumentet skulle bli för långt och slutar här. Filerna bredvid är hela.</translation>
  </message>
  <message>
   <source>Made to be printed {time} by {name} from SDK Desktop. Attachments are not in it.</source>
   <translation>Framtaget för utskrift {time} av {name} ur SDK Desktop. Bilagor ingår inte.</translation>
  </message>
  <message>
   <source>The document would be too long and ends here.</source>
   <translation>Dokumentet skulle bli för långt och slutar här.</translation>
  </message>
  <message>
   <source>Receipt</source>
   <translation>Kvittensblad</translation>
  </message>
  <message>
   <source>Case: {subject}</source>
   <translation>Ärende: {subject}</translation>
  </message>
  <message>
   <source>Message: {subject}</source>
   <translation>Meddelande: {subject}</translation>
  </message>
  <message>
   <source>Sent {time} to {name}.</source>
   <translation>Skickat {time} till {name}.</translation>
  </message>
  <message>
   <source>Received {time} from {name}.</source>
   <translation>Mottaget {time} från {name}.</translation>
  </message>
  <message>
   <source>Marked as confidential</source>
   <translation>Markerat med sekretess</translation>
  </message>
  <message>
   <source>Confidentiality</source>
   <translation>Sekretess</translation>
  </message>
  <message>
   <source>Registered as</source>
   <translation>Registrerat som</translation>
  </message>
  <message numerus="yes">
   <source>Whole: %n files are as they were taken out.</source>
   <translation>
    <numerusform>Helt: %n fil är som den togs ut.</numerusform>
    <numerusform>Helt: %n filer är som de togs ut.</numerusform>
   </translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation>Utfall</translation>
  </message>
  <message>
   <source>Answered by</source>
   <translation>Kvittens från</translation>
  </message>
  <message>
   <source>Number of the answer</source>
   <translation>Kvittensens nummer</translation>
  </message>
  <message>
   <source>Taken out {time} by {name}.</source>
   <translation>Uttaget {time} av {name}.</translation>
  </message>
  <message>
   <source>The audit trail must name this package as {digest}.</source>
   <translation>Granskningsloggen ska nämna paketet som {digest}.</translation>
  </message>
  <message>
   <source>Attachments</source>
   <translation>Bilagor</translation>
  </message>
  <message>
   <source>Acknowledgement</source>
   <translation>Kvittens</translation>
  </message>
  <message>
   <source>Cause</source>
   <translation>Orsak</translation>
  </message>
  <message>
   <source>An acknowledgement is signed by {name}.</source>
   <translation>En kvittens är signerad av {name}.</translation>
  </message>
  <message>
   <source>Could not be read</source>
   <translation>Kunde inte läsas</translation>
  </message>
  <message>
   <source>Could not be delivered</source>
   <translation>Kunde inte levereras</translation>
  </message>
  <message>
   <source>No acknowledgement – it may have arrived</source>
   <translation>Ingen kvittens – vi vet inte om det kom fram</translation>
  </message>
  <message>
   <source>Not answered</source>
   <translation>Obesvarat</translation>
  </message>
  <message>
   <source>Has no diary number yet</source>
   <translation>Har inget diarienummer än</translation>
  </message>
  <message>
   <source>You wanted to be reminded</source>
   <translation>Du ville bli påmind</translation>
  </message>
  <message numerus="yes">
   <source>%n could not be read</source>
   <translation>
    <numerusform>%n kunde inte läsas</numerusform>
    <numerusform>%n kunde inte läsas</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n could not be delivered</source>
   <translation>
    <numerusform>%n kunde inte levereras</numerusform>
    <numerusform>%n kunde inte levereras</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n without acknowledgement – they may have arrived</source>
   <translation>
    <numerusform>%n utan kvittens – vi vet inte om det kom fram</numerusform>
    <numerusform>%n utan kvittens – vi vet inte om de kom fram</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n not answered</source>
   <translation>
    <numerusform>%n obesvarat</numerusform>
    <numerusform>%n obesvarade</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n have no diary number yet</source>
   <translation>
    <numerusform>%n har inget diarienummer än</numerusform>
    <numerusform>%n har inget diarienummer än</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n reminders of yours</source>
   <translation>
    <numerusform>%n påminnelse</numerusform>
    <numerusform>%n påminnelser</numerusform>
   </translation>
  </message>
  <message>
   <source>Not delivered</source>
   <translation>Inte levererat</translation>
  </message>
  <message>
   <source>No acknowledgement</source>
   <translation>Ingen kvittens</translation>
  </message>
  <message>
   <source>No diary number</source>
   <translation>Inget diarienummer</translation>
  </message>
  <message>
   <source>Reminder</source>
   <translation>Påminnelse</translation>
  </message>
  <message>
   <source>See what helps</source>
   <translation>Se vad som hjälper</translation>
  </message>
  <message>
   <source>Show whom to call</source>
   <translation>Visa vem du kan ringa</translation>
  </message>
  <message>
   <source>Enter diary number</source>
   <translation>Ange diarienummer</translation>
  </message>
  <message>
   <source>Kept nowhere yet</source>
   <translation>Finns ingenstans än</translation>
  </message>
  <message>
   <source>Personal file</source>
   <translation>Personakt</translation>
  </message>
  <message>
   <source>{name} is writing an answer since {time}</source>
   <translation>{name} skriver ett svar sedan {time}</translation>
  </message>
  <message>
   <source>Answered by {name} {time}</source>
   <translation>Besvarat av {name} {time}</translation>
  </message>
  <message>
   <source>today</source>
   <translation>i dag</translation>
  </message>
  <message>
   <source>tomorrow</source>
   <translation>i morgon</translation>
  </message>
  <message>
   <source>Next to watch: {day}, your reminder about {name}.</source>
   <translation>Nästa att bevaka: {day}, din påminnelse om {name}.</translation>
  </message>
  <message>
   <source>Next to watch: {day}, answer to {name}.</source>
   <translation>Nästa att bevaka: {day}, svar till {name}.</translation>
  </message>
  <message>
   <source>{name} has not gone on with the draft yet. Do you want to take it back?</source>
   <translation>{name} har inte börjat med utkastet än. Vill du ta tillbaka det?</translation>
  </message>
  <message numerus="yes">
   <source>{name} has taken these %n messages. Do you want to take them over?</source>
   <translation>
    <numerusform>{name} har tagit det här meddelandet. Vill du ta över det?</numerusform>
    <numerusform>{name} har tagit de här %n meddelandena. Vill du ta över dem?</numerusform>
   </translation>
  </message>
  <message>
   <source>{name} is writing an answer since {time}. Do you want to take over?</source>
   <translation>{name} skriver ett svar sedan {time}. Vill du ta över?</translation>
  </message>
  <message>
   <source>Take it back</source>
   <translation>Ta tillbaka</translation>
  </message>
  <message>
   <source>Take over</source>
   <translation>Ta över</translation>
  </message>
  <message>
   <source>Taken by you</source>
   <translation>Tagen av dig</translation>
  </message>
  <message>
   <source>The answer waits to be sent</source>
   <translation>Svaret väntar på att skickas</translation>
  </message>
  <message>
   <source>by {day}</source>
   <translation>senast {day}</translation>
  </message>
  <message>
   <source>New: nobody has taken it</source>
   <translation>Nytt: ingen har tagit det</translation>
  </message>
  <message>
   <source>Forwarded to {name} {time}</source>
   <translation>Vidarebefordrat till {name} {time}</translation>
  </message>
  <message>
   <source>{name} has taken this message. Do you want to take it over?</source>
   <translation>{name} har tagit det här meddelandet. Vill du ta över det?</translation>
  </message>
  <message>
   <source>Taken by {name}</source>
   <translation>Tagen av {name}</translation>
  </message>
  <message>
   <source>You are writing an answer since {time}</source>
   <translation>Du skriver ett svar sedan {time}</translation>
  </message>
  <message>
   <source>Registered {number}</source>
   <translation>Diariefört {number}</translation>
  </message>
  <message>
   <source>Waits to be forwarded to {name}</source>
   <translation>Väntar på att vidarebefordras till {name}</translation>
  </message>
  <message>
   <source>Forwarded to {name} {time} by {who}</source>
   <translation>Vidarebefordrat till {name} {time} av {who}</translation>
  </message>
  <message>
   <source>Leave it to {name}</source>
   <translation>Lämna det åt {name}</translation>
  </message>
  <message>
   <source>Answered {time}</source>
   <translation>Besvarat {time}</translation>
  </message>
  <message>
   <source>Program</source>
   <translation>Program</translation>
  </message>
  <message>
   <source>With macros</source>
   <translation>Med makron</translation>
  </message>
  <message>
   <source>to {name}</source>
   <translation>till {name}</translation>
  </message>
  <message>
   <source>from {name}</source>
   <translation>från {name}</translation>
  </message>
  <message>
   <source>Forwarded message</source>
   <translation>Vidarebefordrat meddelande</translation>
  </message>
  <message>
   <source>Message: {what}</source>
   <translation>Meddelande: {what}</translation>
  </message>
  <message>
   <source>Written</source>
   <translation>Skrivet</translation>
  </message>
  <message>
   <source>Person at the sender</source>
   <translation>Person hos avsändaren</translation>
  </message>
  <message>
   <source>Person at the recipient</source>
   <translation>Person hos mottagaren</translation>
  </message>
  <message>
   <source>The sender's reference</source>
   <translation>Avsändarens referens</translation>
  </message>
  <message>
   <source>The recipient's reference</source>
   <translation>Mottagarens referens</translation>
  </message>
  <message>
   <source>For all who share the mailbox</source>
   <translation>För alla som delar brevlådan</translation>
  </message>
  <message>
   <source>On this computer only</source>
   <translation>Bara på den här datorn</translation>
  </message>
  <message>
   <source>Handler</source>
   <translation>Handläggare</translation>
  </message>
  <message>
   <source>Kept from being erased</source>
   <translation>Gallringsstopp</translation>
  </message>
  <message>
   <source>Noted</source>
   <translation>Antecknat</translation>
  </message>
  <message>
   <source>Your support must act: it is a fault in a program, not in what you wrote.</source>
   <translation>Er support behöver agera: felet ligger i ett program, inte i det du skrev.</translation>
  </message>
  <message>
   <source>Your support must act: the organisation's certificate must be checked.</source>
   <translation>Er support behöver agera: organisationens certifikat måste kontrolleras.</translation>
  </message>
  <message>
   <source>Telephone the recipient before you send again: the message may have arrived.</source>
   <translation>Ring mottagaren innan du skickar igen: meddelandet kan ha kommit fram.</translation>
  </message>
  <message>
   <source>Your support must act: the organisation's addresses must be checked.</source>
   <translation>Er support behöver agera: organisationens adresser måste kontrolleras.</translation>
  </message>
  <message>
   <source>Change the files and send again</source>
   <translation>Byt filer och skicka igen</translation>
  </message>
  <message>
   <source>Make a PDF and send again</source>
   <translation>Gör om till PDF och skicka om</translation>
  </message>
  <message>
   <source>Choose another recipient</source>
   <translation>Välj en annan mottagare</translation>
  </message>
  <message>
   <source>Edit and send again</source>
   <translation>Ändra och skicka igen</translation>
  </message>
  <message>
   <source>Send again</source>
   <translation>Skicka igen</translation>
  </message>
  <message>
   <source>Send again – a copy may arrive</source>
   <translation>Skicka igen – en kopia kan komma fram</translation>
  </message>
  <message>
   <source>Copy the number for support</source>
   <translation>Kopiera numret till supporten</translation>
  </message>
  <message>
   <source>The recipient's system found a subject or a name too long.</source>
   <translation>Mottagarens system anser att ämnet eller ett namn är för långt.</translation>
  </message>
  <message>
   <source>You must act: shorten the subject and send again.</source>
   <translation>Du behöver agera: korta ämnet och skicka igen.</translation>
  </message>
  <message>
   <source>The recipient's system found a name that is too long.</source>
   <translation>Mottagarens system hittade ett namn som är för långt.</translation>
  </message>
  <message>
   <source>The recipient's system found that the message is built in a wrong way.</source>
   <translation>Mottagarens system anser att meddelandet är uppbyggt på fel sätt.</translation>
  </message>
  <message>
   <source>The recipient's system found that the message was not encrypted.</source>
   <translation>Mottagarens system fann att meddelandet inte var krypterat.</translation>
  </message>
  <message>
   <source>The recipient's system could not trust our organisation's signature.</source>
   <translation>Mottagarens system kunde inte lita på vår organisations signatur.</translation>
  </message>
  <message>
   <source>The recipient's system stopped the message: it may hold harmful code.</source>
   <translation>Mottagarens system stoppade meddelandet: det kan innehålla skadlig kod.</translation>
  </message>
  <message>
   <source>Your support must act. Do not send the files again until they are checked.</source>
   <translation>Er support behöver agera. Skicka inte filerna igen förrän de är kontrollerade.</translation>
  </message>
  <message>
   <source>The recipient's system found the message too large.</source>
   <translation>Mottagarens system anser att meddelandet är för stort.</translation>
  </message>
  <message>
   <source>You must act: divide the files between several messages.</source>
   <translation>Du behöver agera: dela upp filerna på flera meddelanden.</translation>
  </message>
  <message>
   <source>The recipient's system already has a message with this number.</source>
   <translation>Mottagarens system har redan ett meddelande med samma nummer.</translation>
  </message>
  <message>
   <source>The recipient's organisation does not know the function you sent to.</source>
   <translation>Mottagarens organisation känner inte till funktionen du skickade till.</translation>
  </message>
  <message>
   <source>You must act: choose another recipient.</source>
   <translation>Du behöver agera: välj en annan mottagare.</translation>
  </message>
  <message>
   <source>The message refers to one that the recipient counts as failed.</source>
   <translation>Meddelandet hör till ett tidigare meddelande som mottagaren räknar som misslyckat.</translation>
  </message>
  <message>
   <source>You must act: send it as a new message.</source>
   <translation>Du behöver agera: skicka det som ett nytt meddelande.</translation>
  </message>
  <message>
   <source>The recipient does not take a type of file that you attached.</source>
   <translation>Mottagaren tar inte emot en av filtyperna du bifogade.</translation>
  </message>
  <message>
   <source>You must act: convert the file to PDF and send again.</source>
   <translation>Du behöver agera: gör om filen till PDF och skicka igen.</translation>
  </message>
  <message>
   <source>The recipient's system did not accept our organisation as the sender.</source>
   <translation>Mottagarens system godtog inte vår organisation som avsändare.</translation>
  </message>
  <message>
   <source>The recipient's system found different functions in the message and its envelope.</source>
   <translation>Mottagarens system fann olika funktioner i meddelandet och i kuvertet.</translation>
  </message>
  <message>
   <source>The recipient's system found that sender or recipient do not match the envelope.</source>
   <translation>Mottagarens system anser att avsändaren eller mottagaren inte stämmer med kuvertet.</translation>
  </message>
  <message>
   <source>The recipient's system did not accept the message's number or that of its case.</source>
   <translation>Mottagarens system godtog inte meddelandets eller konversationens nummer.</translation>
  </message>
  <message>
   <source>The recipient's system did not accept a time in the message.</source>
   <translation>Mottagarens system godtog inte en tid i meddelandet.</translation>
  </message>
  <message>
   <source>Your support must act: this computer's clock must be checked.</source>
   <translation>Er support behöver agera: datorns klocka måste kontrolleras.</translation>
  </message>
  <message>
   <source>The recipient's system found that the message breaks a rule.</source>
   <translation>Mottagarens system anser att meddelandet bryter mot en regel.</translation>
  </message>
  <message>
   <source>The recipient's system refused the message for a reason that this program does not know.</source>
   <translation>Mottagarens system avvisade meddelandet av en orsak som det här programmet inte känner till.</translation>
  </message>
  <message>
   <source>Your support must act, together with the recipient.</source>
   <translation>Er support behöver agera tillsammans med mottagaren.</translation>
  </message>
  <message>
   <source>No acknowledgement came. We do not know whether the message arrived.</source>
   <translation>Ingen kvittens – vi vet inte om det kom fram.</translation>
  </message>
  <message>
   <source>Telephone the recipient first: if it has arrived, they get a copy when you send again.</source>
   <translation>Ring mottagaren först: har det kommit fram får de en kopia när du skickar igen.</translation>
  </message>
  <message>
   <source>The recipient's system accepted the message, but too late.</source>
   <translation>Mottagarens system accepterade meddelandet, men för sent.</translation>
  </message>
  <message>
   <source>The message has arrived. Telephone the recipient before you send it again.</source>
   <translation>Meddelandet har kommit fram. Ring mottagaren innan du skickar det igen.</translation>
  </message>
  <message>
   <source>The message could not be delivered.</source>
   <translation>Meddelandet kunde inte levereras.</translation>
  </message>
  <message>
   <source>You can send it again. Call support if it fails once more.</source>
   <translation>Du kan skicka det igen. Kontakta supporten om det misslyckas en gång till.</translation>
  </message>
  <message>
   <source>Accepted: the message has reached the recipient's message system.</source>
   <translation>Godkänt: meddelandet har nått mottagarens meddelandesystem.</translation>
  </message>
  <message>
   <source>That does not mean that anybody has read it.</source>
   <translation>Det betyder inte att någon har läst det.</translation>
  </message>
  <message>
   <source>Rejected: the message has not reached the recipient.</source>
   <translation>Avvisat: meddelandet har inte nått mottagaren.</translation>
  </message>
  <message>
   <source>Answer to</source>
   <translation>Kvittens till</translation>
  </message>
  <message>
   <source>In the program: {action}</source>
   <translation>I programmet: {action}</translation>
  </message>
  <message>
   <source>In the queue</source>
   <translation>I kö</translation>
  </message>
  <message>
   <source>Handed over for delivery</source>
   <translation>Lämnat för leverans</translation>
  </message>
  <message>
   <source>Trying again – the recipient's system does not answer</source>
   <translation>Försöker igen – mottagarens system svarar inte</translation>
  </message>
  <message>
   <source>Arrived at the recipient's system</source>
   <translation>Framme hos mottagarens system</translation>
  </message>
  <message>
   <source>Waiting for the recipient's acknowledgement</source>
   <translation>Väntar på mottagarens kvittens</translation>
  </message>
  <message>
   <source>Delivered and accepted</source>
   <translation>Levererat och accepterat</translation>
  </message>
  <message>
   <source>Rejected by the recipient</source>
   <translation>Avvisat av mottagaren</translation>
  </message>
  <message>
   <source>Taken back before it left</source>
   <translation>Tillbakataget innan det skickades</translation>
  </message>
  <message>
   <source>The message service gave an unknown answer</source>
   <translation>Meddelandetjänsten gav ett okänt svar</translation>
  </message>
  <message>
   <source>Trying again</source>
   <translation>Försöker igen</translation>
  </message>
  <message>
   <source>Delivered</source>
   <translation>Levererat</translation>
  </message>
  <message>
   <source>Unknown answer</source>
   <translation>Okänt svar</translation>
  </message>
  <message>
   <source>All messages</source>
   <translation>Alla meddelanden</translation>
  </message>
  <message>
   <source>New</source>
   <translation>Nya</translation>
  </message>
  <message>
   <source>Unassigned</source>
   <translation>Ej tilldelade</translation>
  </message>
  <message>
   <source>Reader</source>
   <translation>Läsare</translation>
  </message>
  <message>
   <source>Registrar</source>
   <translation>Registrator</translation>
  </message>
  <message>
   <source>Manager</source>
   <translation>Ansvarig</translation>
  </message>
  <message>
   <source>Reads and searches messages.</source>
   <translation>Läser och söker bland meddelanden.</translation>
  </message>
  <message>
   <source>Reads, takes, answers, writes and sends messages.</source>
   <translation>Läser, tar, besvarar, skriver och skickar meddelanden.</translation>
  </message>
  <message>
   <source>Does what a handler does, registers messages, keeps them and proposes to erase.</source>
   <translation>Gör det en handläggare gör, diarieför, sätter gallringsstopp och föreslår gallring.</translation>
  </message>
  <message>
   <source>May do everything: also approve erasing, change who may sign in, and export the audit trail.</source>
   <translation>Får göra allt: också godkänna gallring, ändra vem som får logga in och exportera granskningsloggen.</translation>
  </message>
  <message>
   <source>Reads what is in the mailbox, and changes nothing.</source>
   <translation>Läser det som finns i brevlådan, och ändrar ingenting.</translation>
  </message>
  <message>
   <source>Takes, answers and sends messages.</source>
   <translation>Tar, besvarar och skickar meddelanden.</translation>
  </message>
  <message>
   <source>Does what a handler does, registers, keeps and proposes to erase.</source>
   <translation>Gör det som en handläggare gör, diarieför, sätter gallringsstopp och föreslår gallring.</translation>
  </message>
  <message>
   <source>Does everything: also approves erasing, and lets computers in and out.</source>
   <translation>Gör allt: godkänner också gallring och släpper in och tar bort datorer.</translation>
  </message>
  <message>
   <source>On its way</source>
   <translation>På väg</translation>
  </message>
  <message>
   <source>e.g. {example}</source>
   <translation>t.ex. {example}</translation>
  </message>
  <message>
   <source>Personal number</source>
   <translation>Personnummer</translation>
  </message>
  <message>
   <source>Coordination number</source>
   <translation>Samordningsnummer</translation>
  </message>
  <message>
   <source>National reserve number</source>
   <translation>Nationellt reservnummer</translation>
  </message>
  <message>
   <source>HSA-id</source>
   <translation>HSA-id</translation>
  </message>
  <message>
   <source>E-mail</source>
   <translation>E-post</translation>
  </message>
  <message>
   <source>Other number</source>
   <translation>Annat nummer</translation>
  </message>
  <message>
   <source>GLN</source>
   <translation>GLN</translation>
  </message>
  <message>
   <source>Other reference</source>
   <translation>Annan referens</translation>
  </message>
  <message>
   <source>PDF document</source>
   <translation>PDF-dokument</translation>
  </message>
  <message>
   <source>Picture (PNG)</source>
   <translation>Bild (PNG)</translation>
  </message>
  <message>
   <source>Picture (JPEG)</source>
   <translation>Bild (JPEG)</translation>
  </message>
  <message>
   <source>Picture (TIFF)</source>
   <translation>Bild (TIFF)</translation>
  </message>
  <message>
   <source>Picture (HEIC)</source>
   <translation>Bild (HEIC)</translation>
  </message>
  <message>
   <source>Picture (WebP)</source>
   <translation>Bild (WebP)</translation>
  </message>
  <message>
   <source>Picture (GIF)</source>
   <translation>Bild (GIF)</translation>
  </message>
  <message>
   <source>Picture (BMP)</source>
   <translation>Bild (BMP)</translation>
  </message>
  <message>
   <source>Picture (AVIF)</source>
   <translation>Bild (AVIF)</translation>
  </message>
  <message>
   <source>Drawing (SVG)</source>
   <translation>Teckning (SVG)</translation>
  </message>
  <message>
   <source>Plain text</source>
   <translation>Vanlig text</translation>
  </message>
  <message>
   <source>XML data</source>
   <translation>XML-data</translation>
  </message>
  <message>
   <source>Web page</source>
   <translation>Webbsida</translation>
  </message>
  <message>
   <source>Table (CSV)</source>
   <translation>Tabell (CSV)</translation>
  </message>
  <message>
   <source>Zip archive</source>
   <translation>Zip-arkiv</translation>
  </message>
  <message>
   <source>Archive</source>
   <translation>Arkivfil</translation>
  </message>
  <message>
   <source>Word document</source>
   <translation>Word-dokument</translation>
  </message>
  <message>
   <source>Excel sheet</source>
   <translation>Excelark</translation>
  </message>
  <message>
   <source>PowerPoint presentation</source>
   <translation>PowerPoint-presentation</translation>
  </message>
  <message>
   <source>E-mail message</source>
   <translation>E-postmeddelande</translation>
  </message>
  <message>
   <source>Document of an older Office</source>
   <translation>Dokument från äldre Office</translation>
  </message>
  <message>
   <source>Text document (RTF)</source>
   <translation>Textdokument (RTF)</translation>
  </message>
  <message>
   <source>Sound recording</source>
   <translation>Ljudinspelning</translation>
  </message>
  <message>
   <source>Film</source>
   <translation>Film</translation>
  </message>
  <message>
   <source>Word document with macros</source>
   <translation>Word-dokument med makron</translation>
  </message>
  <message>
   <source>Excel sheet with macros</source>
   <translation>Excelark med makron</translation>
  </message>
  <message>
   <source>PowerPoint presentation with macros</source>
   <translation>PowerPoint-presentation med makron</translation>
  </message>
  <message>
   <source>Text document (ODF)</source>
   <translation>Textdokument (ODF)</translation>
  </message>
  <message>
   <source>Sheet (ODF)</source>
   <translation>Kalkylblad (ODF)</translation>
  </message>
  <message>
   <source>Presentation (ODF)</source>
   <translation>Presentation (ODF)</translation>
  </message>
  <message>
   <source>Other type of file</source>
   <translation>Annan filtyp</translation>
  </message>
  <message>
   <source>The address book has no such function.</source>
   <translation>Adressboken har ingen sådan funktion.</translation>
  </message>
  <message>
   <source>The address book lacks {gone} of {count} functions that it had. The earlier copy is kept. Choose Fetch anew in the address book if this is right.</source>
   <translation>Adressboken saknar {gone} av {count} funktioner som den hade. Den tidigare kopian är kvar. Välj Hämta på nytt i adressboken om det stämmer.</translation>
  </message>
  <message>
   <source>The message has left. It can no longer be taken back.</source>
   <translation>Meddelandet har skickats. Det kan inte längre tas tillbaka.</translation>
  </message>
  <message>
   <source>{name} has already taken the message.</source>
   <translation>{name} har redan tagit meddelandet.</translation>
  </message>
  <message>
   <source>{name} is writing an answer.</source>
   <translation>{name} skriver ett svar.</translation>
  </message>
  <message>
   <source>This draft has been sent in another window.</source>
   <translation>Utkastet har skickats i ett annat fönster.</translation>
  </message>
  <message>
   <source>{name} may only read in this mailbox.</source>
   <translation>{name} får bara läsa i den här brevlådan.</translation>
  </message>
  <message>
   <source>Write the number of the person whom the extract is about.</source>
   <translation>Skriv numret på den person som utdraget ska handla om.</translation>
  </message>
  <message>
   <source>Write the number with its century: twelve digits.</source>
   <translation>Skriv numret med århundrade: tolv siffror.</translation>
  </message>
  <message>
   <source>Export the audit trail first. Then its oldest events can be removed.</source>
   <translation>Exportera granskningsloggen först. Sedan kan de äldsta händelserna tas bort.</translation>
  </message>
  <message>
   <source>This backup is another store's, or was made before the store got a new key. It proves nothing of this audit trail.</source>
   <translation>Säkerhetskopian hör till ett annat lager, eller gjordes innan lagret fick en ny nyckel. Den visar inget om den här granskningsloggen.</translation>
  </message>
  <message>
   <source>Another window is making a backup just now. Try again.</source>
   <translation>Ett annat fönster gör just nu en säkerhetskopia. Försök igen.</translation>
  </message>
  <message>
   <source>A template needs a name and a text.</source>
   <translation>En mall behöver ett namn och en text.</translation>
  </message>
  <message>
   <source>Write first what your messages shall end with.</source>
   <translation>Skriv först det som dina meddelanden ska avslutas med.</translation>
  </message>
  <message>
   <source>What cannot be read cannot be forwarded.</source>
   <translation>Det som inte kan läsas kan inte vidarebefordras.</translation>
  </message>
  <message>
   <source>This message cannot be answered or complemented.</source>
   <translation>Det här meddelandet kan inte besvaras eller kompletteras.</translation>
  </message>
  <message>
   <source>A fault in the program hinders one message. The others go on, and it is tried again later. Tell whoever looks after the program.</source>
   <translation>Ett fel i programmet hindrar ett meddelande. De andra går vidare, och det försöks igen senare. Säg till den som sköter programmet.</translation>
  </message>
  <message>
   <source>The disk is full. Messages can be read, but nothing is fetched or sent until there is room.</source>
   <translation>Disken är full. Meddelanden går att läsa, men inget hämtas eller skickas förrän det finns plats.</translation>
  </message>
  <message>
   <source>Only a received message can be answered.</source>
   <translation>Bara ett mottaget meddelande kan besvaras.</translation>
  </message>
  <message>
   <source>The message needs nobody any longer.</source>
   <translation>Meddelandet behöver inte längre någon.</translation>
  </message>
  <message>
   <source>There are too many files of that name in the folder.</source>
   <translation>Det finns för många filer med det namnet i mappen.</translation>
  </message>
  <message>
   <source>A message for {function} has waited at the access point for a day, and no mailbox here takes it in. Start the computer that serves that function, or add it in the settings.</source>
   <translation>Ett meddelande till {function} har väntat hos accesspunkten i ett dygn, och ingen brevlåda här tar emot det. Starta datorn som sköter den funktionen, eller lägg till den i inställningarna.</translation>
  </message>
  <message>
   <source>The acknowledgement answers no message that we sent there.</source>
   <translation>Kvittensen hör inte till något meddelande som vi har skickat dit.</translation>
  </message>
  <message>
   <source>Another message with the same number has come before. This one is kept apart.</source>
   <translation>Ett annat meddelande med samma nummer har kommit tidigare. Det här hålls för sig.</translation>
  </message>
  <message>
   <source>The certificate is there when every exercise is done.</source>
   <translation>Intyget går att spara när alla övningar är klara.</translation>
  </message>
  <message>
   <source>The draft belongs to a mailbox that this program does not have.</source>
   <translation>Utkastet hör till en brevlåda som det här programmet inte har.</translation>
  </message>
  <message>
   <source>Malware was found in an attachment. The message is not sent.</source>
   <translation>Skadlig kod har hittats i en bilaga. Meddelandet skickas inte.</translation>
  </message>
  <message>
   <source>The attachments could not be scanned for malware. The message is not sent.</source>
   <translation>Bilagorna kunde inte genomsökas efter skadlig kod. Meddelandet skickas inte.</translation>
  </message>
  <message>
   <source>You have been removed: you may not sign in here any longer.</source>
   <translation>Du har tagits bort och får inte längre logga in här.</translation>
  </message>
  <message>
   <source>There is no such mailbox in the settings: {address}</source>
   <translation>Det finns ingen sådan brevlåda i inställningarna: {address}</translation>
  </message>
  <message>
   <source>{name} is the only manager. Make somebody else one first.</source>
   <translation>{name} är ensam ansvarig. Gör någon annan till ansvarig först.</translation>
  </message>
  <message>
   <source>There is nobody of that name here.</source>
   <translation>Det finns ingen med det namnet här.</translation>
  </message>
  <message>
   <source>You proposed this yourself: somebody else must approve it.</source>
   <translation>Du föreslog det själv: någon annan måste godkänna.</translation>
  </message>
  <message>
   <source>You came here after this was proposed: somebody else must approve it.</source>
   <translation>Du kom hit efter att det här föreslogs. Någon annan måste godkänna det.</translation>
  </message>
  <message>
   <source>One of you let the other one in here. A third person must approve it, or somebody who was let in by the recovery key.</source>
   <translation>En av er har gett den andra tillgång till programmet. En tredje person måste godkänna det, eller någon som har fått tillgång med återställningsnyckeln.</translation>
  </message>
  <message>
   <source>Write the reference of the decision on which the messages are erased.</source>
   <translation>Skriv gallringsbeslutets beteckning.</translation>
  </message>
  <message>
   <source>There is nothing to erase.</source>
   <translation>Det finns inget att gallra.</translation>
  </message>
  <message>
   <source>Nothing was erased by this decision.</source>
   <translation>Inget har gallrats efter det beslutet.</translation>
  </message>
  <message>
   <source>This was proposed before the mailbox was shared. Withdraw it, and propose it again.</source>
   <translation>Det här föreslogs innan brevlådan delades. Ta tillbaka förslaget och gör om det.</translation>
  </message>
  <message>
   <source>The access point shows this client messages of other organisations. They are left there. Ask whoever runs it to give the client's user only your organisation's.</source>
   <translation>Accesspunkten visar andra organisationers meddelanden för den här klienten. De lämnas orörda. Be den som sköter accesspunkten att ge klientens användare bara er organisations.</translation>
  </message>
  <message>
   <source>A message with the same number has come before.</source>
   <translation>Ett meddelande med samma nummer har kommit tidigare.</translation>
  </message>
  <message>
   <source>The message answers one of ours that counts as failed.</source>
   <translation>Meddelandet svarar på ett av våra som räknas som misslyckat.</translation>
  </message>
  <message>
   <source>Another computer goes on with this message.</source>
   <translation>En annan dator fortsätter med det här meddelandet.</translation>
  </message>
  <message>
   <source>A colleague at another computer was first. The message was not sent.</source>
   <translation>En kollega vid en annan dator hann före. Meddelandet skickades inte.</translation>
  </message>
  <message>
   <source>It is not known yet whether the message is on its way. It is tried again by itself; the draft stays as it is until then.</source>
   <translation>Det är ännu inte känt om meddelandet är på väg. Det försöks igen av sig självt; utkastet ligger kvar som det är tills dess.</translation>
  </message>
  <message>
   <source>The draft could not be handed over. Try again.</source>
   <translation>Utkastet kunde inte lämnas över. Försök igen.</translation>
  </message>
  <message>
   <source>{name} has taken the draft back.</source>
   <translation>{name} har tagit tillbaka utkastet.</translation>
  </message>
  <message>
   <source>{name} goes on with the draft already.</source>
   <translation>{name} arbetar redan vidare med utkastet.</translation>
  </message>
  <message>
   <source>The draft has been changed in another window. Try again.</source>
   <translation>Utkastet har ändrats i ett annat fönster. Försök igen.</translation>
  </message>
  <message>
   <source>It is not known yet whether the draft is handed over. It is tried again by itself.</source>
   <translation>Det är inte klart än om utkastet är överlämnat. Programmet försöker igen av sig självt.</translation>
  </message>
  <message>
   <source>This computer registers nothing in the shared mailbox. Do it at another, or ask whoever manages the mailbox.</source>
   <translation>Den här datorn får inte diarieföra i den delade brevlådan. Gör det vid en annan, eller fråga den som ansvarar för brevlådan.</translation>
  </message>
  <message>
   <source>This computer may only read the shared mailbox. Do it at another, or ask whoever manages the mailbox.</source>
   <translation>Den här datorn får bara läsa den delade brevlådan. Gör det på en annan dator, eller fråga den som ansvarar för brevlådan.</translation>
  </message>
  <message>
   <source>This computer does not manage the shared mailbox. Do it at one that does, or ask whoever manages the mailbox.</source>
   <translation>Den här datorn ansvarar inte för den delade brevlådan. Gör det vid en som gör det, eller fråga den som ansvarar för brevlådan.</translation>
  </message>
  <message>
   <source>The mailbox is shared already.</source>
   <translation>Brevlådan är redan delad.</translation>
  </message>
  <message>
   <source>This is another ledger than the one that the mailboxes are shared in.</source>
   <translation>Detta är en annan liggare än den som brevlådorna delas i.</translation>
  </message>
  <message>
   <source>This is not the code of a shared mailbox.</source>
   <translation>Detta är inte koden för en delad brevlåda.</translation>
  </message>
  <message>
   <source>That computer does not ask to be let in.</source>
   <translation>Den datorn ber inte om att bli insläppt.</translation>
  </message>
  <message>
   <source>The shared mailbox does not wait for that computer.</source>
   <translation>Den delade brevlådan väntar inte på den datorn.</translation>
  </message>
  <message>
   <source>There is no unused ticket of that name.</source>
   <translation>Det finns ingen oanvänd biljett med det namnet.</translation>
  </message>
  <message>
   <source>A colleague at another computer was first. You see now how the message stands.</source>
   <translation>En kollega vid en annan dator hann före. Nu ser du hur det står till med meddelandet.</translation>
  </message>
  <message>
   <source>It is not known yet whether the shared mailbox has this. It is tried again by itself.</source>
   <translation>Det är inte känt än om den delade brevlådan har fått det här. Programmet försöker igen av sig självt.</translation>
  </message>
  <message>
   <source>Choose a mailbox: what is shared is erased one mailbox at a time.</source>
   <translation>Välj en brevlåda: det som delas gallras en brevlåda i taget.</translation>
  </message>
  <message>
   <source>What another computer wrote of this proposal cannot be read. Withdraw it and propose anew.</source>
   <translation>Det som en annan dator skrev om det här förslaget går inte att läsa. Dra tillbaka det och föreslå på nytt.</translation>
  </message>
  <message>
   <source>The file {file} is not a whole ticket.</source>
   <translation>Filen {file} är ingen hel biljett.</translation>
  </message>
  <message>
   <source>This computer has not met the shared mailbox for {days} days. It opens when there is contact.</source>
   <translation>Den här datorn har inte haft kontakt med den delade brevlådan på {days} dagar. Den öppnas när det finns kontakt igen.</translation>
  </message>
  <message>
   <source>This backup was made without the key. It proves no events.</source>
   <translation>Säkerhetskopian gjordes utan nyckeln. Den bevisar inga händelser.</translation>
  </message>
  <message>
   <source>The file {file} is no exported audit trail.</source>
   <translation>Filen {file} är ingen exporterad granskningslogg.</translation>
  </message>
  <message>
   <source>The file cannot be shown here. Save it to open it in another program.</source>
   <translation>Filen kan inte visas här. Spara den för att öppna den i ett annat program.</translation>
  </message>
 </context>
</TS>

import type { IntakeTexts } from '../en/intake.ts';

export const intake: IntakeTexts = {
  skip: 'Gå till innehållet',
  nav: { label: 'Sidor', home: 'Startsida', report: 'Rapportera', mailbox: 'Brevlåda' },
  languages: 'Språk',
  organisations: {
    title: 'Vem vill du rapportera till?',
    lead: 'Välj den organisation som rapporten handlar om.',
  },
  required: 'måste fyllas i',
  optional: 'frivilligt',
  errorPrefix: 'Fel: ',
  problem: 'Något behöver rättas',

  home: {
    title: 'Rapportera ett missförhållande',
    lead: 'Här kan du berätta om allvarliga missförhållanden. Du behöver inte säga vem du är.',
    reportTitle: 'Skriv en rapport',
    reportText:
      'Du skriver vad du har sett och kan bifoga filer. Du får en kod som är din väg tillbaka.',
    reportLink: 'Börja en rapport',
    mailboxTitle: 'Läs svar',
    mailboxText: 'Har du redan rapporterat? Din kod öppnar din brevlåda.',
    mailboxLink: 'Öppna din brevlåda',
    howTitle: 'Det här händer med din rapport',
    how: [
      'När rapporten kommer in tas dold information bort ur dina filer: plats, kamera, författare med mera.',
      'Sedan förseglas den. Bara de som handlägger rapporter har nyckeln, och nyckeln finns aldrig på servern.',
      'Vi skriver inte upp någon adress, något namn eller något klockslag om dig.',
    ],
    emergency: 'Är någon i fara just nu? Ring 112.',
  },

  report: {
    title: 'Skriv en rapport',
    codeTitle: 'Först: skriv upp din kod',
    codeText:
      'Koden är den enda vägen tillbaka till din rapport. Skriv upp den nu, på papper, innan du skickar. Den kan inte visas eller göras om senare.',
    codeLabel: 'Din kod',
    newCode: 'Det här är en ny kod. Den du såg förut används inte: skriv upp den här.',
    identityLegend: 'Vill du säga vem du är?',
    identityAnonymous: 'Nej, jag rapporterar anonymt',
    identityNamed: 'Ja, jag uppger mitt namn',
    identityHint: 'Du kan också uppge ditt namn senare. Fyll i fälten nedan bara om du svarar ja.',
    contactLegend: 'Hur kan vi nå dig?',
    contactHint: 'Förseglas för sig, så att rapporten kan läsas utan att man ser vem du är.',
    contactName: 'Namn',
    contactEmail: 'E-post',
    contactPhone: 'Telefon',
    contactOther: 'Andra sätt att nå dig',
    relationLegend: 'Vilken koppling har du till verksamheten?',
    categoryLegend: 'Vad handlar det om?',
    noAnswer: 'Det vill jag helst inte säga',
    textLabel: 'Vad har hänt?',
    textHint:
      'Vad, var, när, vilka är inblandade, hur vet du det, vem mer vet, pågår det fortfarande? Skriv i din egen ordning. Utelämna sådant som bara du kan veta om du vill vara anonym.',
    filesLabel: 'Filer',
    filesHint: (p) =>
      `Bilder, dokument, ljud, film: högst ${p.files} filer, ${p.size} tillsammans. Välj alla på en gång (håll ned Ctrl eller Cmd, eller tryck på flera). Filnamn skickas inte vidare.`,
    originalsLabel: 'Skicka också originalfilerna oförändrade',
    originalsHint:
      'Ett original kan bevisa att filen är äkta. Det kan också avslöja vem som har gjort den, var och med vilken utrustning. Är du osäker, lämna rutan tom och förvara originalen säkert.',
    sendHint:
      'Det kan ta lång tid att skicka filer genom Tor. Låt sidan vara öppen tills nästa visas.',
    send: 'Skicka rapporten',
    errors: {
      empty: 'Skriv vad som har hänt, eller bifoga en fil.',
      tooLong: (p) =>
        `Texten är längre än ${p.characters} tecken. Korta den, eller lägg resten i en fil.`,
      choice: 'Välj ett av svaren.',
      filesAgain: 'Din text finns kvar. Filer måste väljas igen: dem minns inte webbläsaren.',
    },
  },

  receipt: {
    title: 'Din rapport har kommit fram',
    again: 'Formuläret skickades två gånger. Rapporten finns en gång; inget saknas.',
    changed:
      'En rapport med den här koden hade redan kommit in. Det du skickade nu är annorlunda och togs inte emot. Skicka det som ett meddelande från brevlådan; din text står redo där.',
    emptyContact:
      'Du valde att uppge ditt namn, men fälten var tomma. Rapporten har kommit in utan namn. Du kan uppge det senare i brevlådan.',
    codeTitle: 'Din kod',
    codeText: 'Har du skrivit upp den? När du lämnar sidan visas den inte igen.',
    nextTitle: 'Vad händer nu',
    next: 'Kom tillbaka med din kod och läs svar. Är du anonym kan du få frågor och svar bara där.',
    dates: (p) =>
      `Du kan vänta en bekräftelse senast ${p.acknowledge} och återkoppling senast ${p.feedback}.`,
    toMailbox: 'Gå till brevlådan',
    filesTitle: 'Dina filer',
    noFiles: 'Inga filer kom med rapporten.',
  },

  files: {
    attachment: (p) => `Fil ${p.number}`,
    cleaned: 'Rensad och skickad.',
    cleanedWithOriginal: 'Rensad och skickad tillsammans med det oförändrade originalet.',
    original: 'Kunde inte rensas. Skickad oförändrad, eftersom du valde att skicka original.',
    held: 'Inte skickad ännu: den kunde inte rensas.',
    heldSent: 'Kunde inte rensas. Skickad oförändrad, som du bestämde.',
    heldDropped: 'Kunde inte rensas och skickades inte. Den är raderad här.',
    notSent: 'Inte skickad.',
    removedTitle: 'Borttaget:',
    nothingRemoved: 'Ingen dold information hittades.',
    heldTitle: 'Filer som inte kunde rensas',
    heldText: (p) =>
      `Filerna skickades inte, eftersom dold information i dem kan visa vem du är. De är förseglade och väntar ${p.minutes} minuter på ditt beslut; sedan raderas de. Din rapport är inne vad du än väljer.`,
    heldSend: 'Skicka dem oförändrade',
    heldDrop: 'Radera dem',
    heldGone:
      'Tiden var ute: filerna är raderade och skickades inte. Du kan bifoga dem igen till ett meddelande.',
    visible:
      'Inget verktyg tar bort det en fil visar: ansikten, röster, handstil, namnen i ett mejl, vattenmärken, skrivarens prickar.',
  },

  login: {
    title: 'Öppna din brevlåda',
    label: 'Din 16-siffriga kod',
    hint: 'Mellanslag och bindestreck spelar ingen roll.',
    submit: 'Öppna',
    unreadable: 'En kod har 16 siffror. Titta på den igen: saknas en siffra?',
    unknown:
      'Ingen brevlåda öppnas med den här koden. Se efter om en siffra är fel. Brevlådor raderas när deras tid är ute; då öppnar koden inget mer. Är koden borta, skriv en ny rapport och berätta att den hör till en tidigare.',
    wait: (p) =>
      `För många felaktiga koder kom den här vägen, så den är stängd i ${p.minutes === 1 ? 'en minut' : `${p.minutes} minuter`}. Ingenting har hänt med din brevlåda. Titta på din kod igen under tiden. I Tor Browser behöver du inte vänta: välj ”Ny Tor-krets för denna webbplats”.`,
    busy: 'För många koder kontrolleras just nu. Ingenting har hänt med din brevlåda. Försök igen om några minuter med samma kod.',
    ended: 'Brevlådan stängs av sig själv efter ett tag. Skriv din kod för att fortsätta.',
    endedText:
      'Din text finns kvar nedan. Skriv din kod och skicka den sedan igen. Filer måste väljas igen.',
    closed: 'Brevlådan är stängd. Stäng också fönstret, eller välj ”Ny identitet” i Tor Browser.',
  },

  mailbox: {
    title: 'Din brevlåda',
    received: (p) => `Din rapport kom in den ${p.day}.`,
    sentTitle: 'Det här har du skickat',
    notShown:
      'Dina egna ord visas inte här: de är förseglade, och den som hittar din kod ska inte kunna läsa dem.',
    report: (p) => `Rapport, ${p.day}`,
    followUp: (p) => `Meddelande, ${p.day}`,
    about: {
      legend: 'Vad handlar det om?',
      message: 'Ett meddelande eller ett svar',
      correction: 'En rättelse av det jag skrev',
      withdrawal: 'Jag vill dra tillbaka rapporten',
      call: 'Jag vill bli uppringd',
      meeting: 'Jag vill träffa någon',
    },
    aboutHint:
      'Vill du bli uppringd, skriv ett nummer och när det är säkert. Vill du träffas, skriv var och när det passar. Drar du dig tillbaka kan enheten ändå behöva gå vidare.',
    repliesTitle: 'Svar till dig',
    noReplies: 'Det finns inget svar ännu.',
    reply: (p) => `${p.kind}, ${p.day}`,
    unreadable:
      'Ett svar kom som din kod inte kan öppna. De som handlägger rapporter får veta det och ska skicka det igen.',
    download: (p) => `Spara ${p.name} (${p.size})`,
    downloadHint:
      'Det du sparar blir kvar på din utrustning. Öppna det utan nätanslutning och radera det när du inte längre behöver det.',
    minutesQuestion: 'Stämmer protokollet?',
    approve: 'Ja, jag godkänner det',
    corrections: 'Vad är fel i det?',
    sendCorrections: 'Skicka rättelser',
    consentQuestion: 'Samtycker du?',
    consentGive: 'Ja, jag samtycker',
    consentRefuse: 'Nej, jag samtycker inte',
    answered: 'Ditt svar har kommit fram.',
    deleteReply: 'Radera det här svaret',
    replyDeleted: 'Svaret är raderat.',
    destroyTitle: 'Förstör koden',
    destroyText:
      'Då kan ingen öppna brevlådan igen, inte heller du, och ingen kan svara dig. Svar till dig raderas. Din rapport blir kvar hos dem som handlägger den.',
    destroyLink: 'Förstör koden …',
    destroyConfirm: 'Förstör koden nu',
    destroyCancel: 'Behåll den',
    destroyedTitle: 'Koden är förstörd',
    destroyed:
      'Den öppnar inget mer. Stäng också fönstret eller välj ”Ny identitet” i Tor Browser.',
    addTitle: 'Skicka ett meddelande',
    addHint: 'Något du glömde, ett svar, en rättelse, fler filer.',
    textLabel: 'Meddelande',
    send: 'Skicka meddelandet',
    added: 'Ditt meddelande har kommit fram.',
    addedAgain: 'Meddelandet skickades två gånger. Det finns en gång.',
    logout: 'Stäng brevlådan',
  },

  errors: {
    back: 'Tryck på Bakåt i webbläsaren: det du har skrivit finns kvar där.',
    toHome: 'Gå till startsidan',
    toMailbox: 'Gå till brevlådan',
    notFound: {
      title: 'Sidan finns inte',
      text: 'Titta på adressen igen, eller börja på startsidan.',
    },
    forbidden: {
      title: 'Formuläret skickades inte från vår egen sida',
      text: 'Inget togs emot. Din webbläsare säger att formuläret kom från en annan plats, eller döljer varifrån det kom. Öppna vår sida på nytt och fyll i formuläret där.',
    },
    expired: {
      title: 'Formuläret är för gammalt',
      text: 'Inget togs emot, och inget av det du skrev är förlorat: det står i det nya formuläret.',
    },
    tooLarge: {
      title: 'Det är mer än vi kan ta emot på en gång',
      text: 'Inget togs emot. Skicka först rapporten med färre filer; fler filer kan följa från brevlådan.',
    },
    busy: {
      title: 'Det är för mycket på gång just nu',
      text: 'Inget togs emot. Försök igen om några minuter med samma formulär och samma kod.',
    },
    lengthRequired: {
      title: 'Överföringen sade inte hur lång den är',
      text: 'Inget togs emot. Använd en webbläsare, eller skicka en Content-Length.',
    },
    malformed: {
      title: 'Formuläret kom inte helt fram',
      text: 'Inget togs emot. Något på vägen klippte av eller ändrade det. Skicka det igen.',
    },
    stalled: {
      title: 'Överföringen stannade',
      text: 'Inget togs emot, eftersom inga data kom på ett tag. Skicka formuläret igen, kanske med färre filer åt gången.',
    },
    method: { title: 'Det går inte här', text: 'Inget togs emot. Börja på startsidan.' },
    internal: {
      title: 'Något gick fel hos oss',
      text: 'Det är inte säkert om formuläret togs emot. Skicka det igen med samma kod: det sparas aldrig två gånger.',
    },
  },
};

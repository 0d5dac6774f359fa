import type { IntakeTexts } from '../en/intake.ts';

export const intake: IntakeTexts = {
  skip: 'Gå til indholdet',
  nav: { label: 'Sider', home: 'Forside', report: 'Indberet', mailbox: 'Postboks' },
  languages: 'Sprog',
  organisations: {
    title: 'Hvem vil du indberette til?',
    lead: 'Vælg den organisation, din indberetning handler om.',
  },
  required: 'skal udfyldes',
  optional: 'frivilligt',
  errorPrefix: 'Fejl: ',
  problem: 'Noget skal rettes',

  home: {
    title: 'Indberet et alvorligt forhold',
    lead: 'Her kan du fortælle om alvorlige fejl og lovbrud. Du behøver ikke at sige, hvem du er.',
    reportTitle: 'Skriv en indberetning',
    reportText:
      'Du skriver, hvad du har set, og kan vedhæfte filer. Du får en kode, som er din vej tilbage.',
    reportLink: 'Begynd en indberetning',
    mailboxTitle: 'Læs svar',
    mailboxText: 'Har du allerede indberettet? Din kode åbner din postboks.',
    mailboxLink: 'Åbn din postboks',
    howTitle: 'Det sker der med din indberetning',
    how: [
      'Når indberetningen kommer ind, fjerner vi skjulte oplysninger fra dine filer: sted, kamera, forfatter og mere.',
      'Derefter bliver den forseglet. Kun de medarbejdere, der behandler indberetninger, har nøglen, og nøglen ligger aldrig på serveren.',
      'Vi skriver ingen adresse, intet navn og intet klokkeslæt ned om dig.',
    ],
    emergency: 'Er nogen i fare lige nu? Ring 112.',
  },

  report: {
    title: 'Skriv en indberetning',
    codeTitle: 'Først: skriv din kode ned',
    codeText:
      'Koden er den eneste vej tilbage til din indberetning. Skriv den ned nu, på papir, før du sender. Den kan ikke vises eller laves igen senere.',
    codeLabel: 'Din kode',
    newCode: 'Dette er en ny kode. Den, du så før, bliver ikke brugt: skriv denne ned.',
    identityLegend: 'Vil du sige, hvem du er?',
    identityAnonymous: 'Nej, jeg indberetter anonymt',
    identityNamed: 'Ja, jeg oplyser mit navn',
    identityHint:
      'Du kan også oplyse dit navn senere. Udfyld kun felterne nedenfor, hvis du vælger ja.',
    contactLegend: 'Hvordan kan vi få fat i dig?',
    contactHint: 'Forsegles for sig, så indberetningen kan læses, uden at man ser, hvem du er.',
    contactName: 'Navn',
    contactEmail: 'E-mail',
    contactPhone: 'Telefon',
    contactOther: 'Andre måder at få fat i dig på',
    relationLegend: 'Hvad er din tilknytning?',
    categoryLegend: 'Hvad handler det om?',
    noAnswer: 'Det vil jeg helst ikke sige',
    textLabel: 'Hvad er der sket?',
    textHint:
      'Hvad, hvor, hvornår, hvem er indblandet, hvordan ved du det, hvem ved det ellers, foregår det stadig? Skriv i din egen rækkefølge. Udelad det, som kun du kan vide, hvis du vil være anonym.',
    filesLabel: 'Filer',
    filesHint: (p) =>
      `Billeder, dokumenter, lyd, film: op til ${p.files} filer, ${p.size} tilsammen. Vælg dem alle på én gang (hold Ctrl eller Cmd nede, eller tryk på flere). Filnavne bliver ikke sendt videre.`,
    originalsLabel: 'Send også de originale filer uændret',
    originalsHint:
      'En original kan bevise, at filen er ægte. Den kan også afsløre, hvem der har lavet den, hvor og med hvilket udstyr. Er du i tvivl, så lad feltet stå tomt, og gem dine originaler et sikkert sted.',
    sendHint:
      'Det kan tage lang tid at sende filer gennem Tor. Lad siden stå åben, til den næste kommer frem.',
    send: 'Send indberetningen',
    errors: {
      empty: 'Skriv, hvad der er sket, eller vedhæft en fil.',
      tooLong: (p) =>
        `Teksten er længere end ${p.characters} tegn. Gør den kortere, eller læg resten i en fil.`,
      choice: 'Vælg et af svarene.',
      filesAgain: 'Din tekst er bevaret. Filer skal vælges igen: det kan browseren ikke huske.',
    },
  },

  receipt: {
    title: 'Din indberetning er modtaget',
    again: 'Formularen blev sendt to gange. Indberetningen findes én gang; der mangler intet.',
    changed:
      'En indberetning med denne kode var allerede kommet ind. Det, du sendte nu, er anderledes og blev ikke taget imod. Send det som en besked fra postboksen; din tekst står klar der.',
    emptyContact:
      'Du valgte at oplyse dit navn, men felterne var tomme. Indberetningen er kommet ind uden navn. Du kan oplyse det senere i postboksen.',
    codeTitle: 'Din kode',
    codeText: 'Har du skrevet den ned? Når du forlader siden, bliver den ikke vist igen.',
    nextTitle: 'Hvad sker der nu',
    next: 'Kom tilbage med din kode og læs svar. Er du anonym, kan du kun få spørgsmål og svar dér.',
    dates: (p) =>
      `Du kan forvente en bekræftelse senest ${p.acknowledge} og feedback senest ${p.feedback}.`,
    toMailbox: 'Gå til postboksen',
    filesTitle: 'Dine filer',
    noFiles: 'Der var ingen filer med indberetningen.',
  },

  files: {
    attachment: (p) => `Fil ${p.number}`,
    cleaned: 'Renset og sendt.',
    cleanedWithOriginal: 'Renset og sendt sammen med den uændrede original.',
    original: 'Kunne ikke renses. Sendt uændret, fordi du valgte at sende originaler.',
    held: 'Ikke sendt endnu: den kunne ikke renses.',
    heldSent: 'Kunne ikke renses. Sendt uændret, som du besluttede.',
    heldDropped: 'Kunne ikke renses og blev ikke sendt. Den er slettet her.',
    notSent: 'Ikke sendt.',
    removedTitle: 'Fjernet:',
    nothingRemoved: 'Der blev ikke fundet skjulte oplysninger.',
    heldTitle: 'Filer, der ikke kunne renses',
    heldText: (p) =>
      `Filerne blev ikke sendt, fordi skjulte oplysninger i dem kan vise, hvem du er. De er forseglet og venter ${p.minutes} minutter på din beslutning; derefter bliver de slettet. Din indberetning er inde, uanset hvad du vælger.`,
    heldSend: 'Send dem uændret',
    heldDrop: 'Slet dem',
    heldGone:
      'Tiden var gået: filerne er slettet og blev ikke sendt. Du kan vedhæfte dem igen til en besked.',
    visible:
      'Intet værktøj fjerner det, en fil viser: ansigter, stemmer, håndskrift, navnene i en mail, vandmærker, printerens prikker.',
  },

  login: {
    title: 'Åbn din postboks',
    label: 'Din 16-cifrede kode',
    hint: 'Mellemrum og bindestreger betyder ikke noget.',
    submit: 'Åbn',
    unreadable: 'En kode har 16 cifre. Se på den igen: mangler der et ciffer?',
    unknown:
      'Ingen postboks åbner med denne kode. Se, om et ciffer er forkert. Postbokse bliver slettet, når deres tid er gået; så åbner koden ikke mere. Er koden væk, så skriv en ny indberetning og fortæl, at den hører til en tidligere.',
    wait: (p) =>
      `Der kom for mange forkerte koder ad denne vej, så den er lukket i ${p.minutes === 1 ? 'et minut' : `${p.minutes} minutter`}. Der er ikke sket noget med din postboks. Se efter på din kode imens. I Tor Browser behøver du ikke vente: vælg »Nyt Tor-kredsløb for dette websted«.`,
    busy: 'Der bliver tjekket for mange koder lige nu. Der er ikke sket noget med din postboks. Prøv igen om nogle minutter med samme kode.',
    ended: 'Postboksen lukker af sig selv efter et stykke tid. Skriv din kode for at gå videre.',
    endedText:
      'Din tekst er bevaret herunder. Skriv din kode, og send den så igen. Filer skal vælges igen.',
    closed: 'Postboksen er lukket. Luk også vinduet, eller vælg “Ny identitet” i Tor Browser.',
  },

  mailbox: {
    title: 'Din postboks',
    received: (p) => `Din indberetning kom ind den ${p.day}.`,
    sentTitle: 'Det har du sendt',
    notShown:
      'Dine egne ord bliver ikke vist her: de er forseglet, og den, der finder din kode, må ikke kunne læse dem.',
    report: (p) => `Indberetning, ${p.day}`,
    followUp: (p) => `Besked, ${p.day}`,
    about: {
      legend: 'Hvad handler det om?',
      message: 'En besked eller et svar',
      correction: 'En rettelse af det, jeg skrev',
      withdrawal: 'Jeg vil trække indberetningen tilbage',
      call: 'Jeg vil gerne ringes op',
      meeting: 'Jeg vil gerne mødes med nogen',
    },
    aboutHint:
      'Vil du ringes op, så skriv et nummer og hvornår det er sikkert. Vil du mødes, så skriv hvor og hvornår det passer. Trækker du dig, kan enheden være nødt til at gå videre alligevel.',
    repliesTitle: 'Svar til dig',
    noReplies: 'Der er ingen svar endnu.',
    reply: (p) => `${p.kind}, ${p.day}`,
    unreadable:
      'Der kom et svar, som din kode ikke kan åbne. De, der behandler indberetninger, får det at vide og skal sende det igen.',
    download: (p) => `Gem ${p.name} (${p.size})`,
    downloadHint:
      'Det, du gemmer, bliver på dit udstyr. Åbn det uden netforbindelse, og slet det, når du ikke længere har brug for det.',
    minutesQuestion: 'Er referatet rigtigt?',
    approve: 'Ja, jeg godkender det',
    corrections: 'Hvad er forkert i det?',
    sendCorrections: 'Send rettelser',
    consentQuestion: 'Giver du samtykke?',
    consentGive: 'Ja, jeg giver samtykke',
    consentRefuse: 'Nej, jeg giver ikke samtykke',
    answered: 'Dit svar er modtaget.',
    deleteReply: 'Slet dette svar',
    replyDeleted: 'Svaret er slettet.',
    destroyTitle: 'Ødelæg koden',
    destroyText:
      'Så kan ingen åbne postboksen igen, heller ikke du, og ingen kan svare dig. Svar til dig bliver slettet. Din indberetning bliver hos dem, der behandler den.',
    destroyLink: 'Ødelæg koden …',
    destroyConfirm: 'Ødelæg koden nu',
    destroyCancel: 'Behold den',
    destroyedTitle: 'Koden er ødelagt',
    destroyed: 'Den åbner ikke mere. Luk også vinduet, eller vælg “Ny identitet” i Tor Browser.',
    addTitle: 'Send en besked',
    addHint: 'Noget, du glemte, et svar, en rettelse, flere filer.',
    textLabel: 'Besked',
    send: 'Send beskeden',
    added: 'Din besked er modtaget.',
    addedAgain: 'Beskeden blev sendt to gange. Den findes én gang.',
    logout: 'Luk postboksen',
  },

  errors: {
    back: 'Tryk på Tilbage i browseren: det, du har skrevet, står der endnu.',
    toHome: 'Gå til forsiden',
    toMailbox: 'Gå til postboksen',
    notFound: {
      title: 'Siden findes ikke',
      text: 'Se på adressen igen, eller begynd på forsiden.',
    },
    forbidden: {
      title: 'Formularen blev ikke sendt fra vores egen side',
      text: 'Intet blev taget imod. Din browser siger, at formularen kom fra et andet sted, eller skjuler, hvor den kom fra. Åbn vores side på ny, og udfyld formularen dér.',
    },
    expired: {
      title: 'Formularen er for gammel',
      text: 'Intet blev taget imod, og intet af det, du skrev, er tabt: det står i den nye formular.',
    },
    tooLarge: {
      title: 'Det er mere, end vi kan tage imod på én gang',
      text: 'Intet blev taget imod. Send først indberetningen med færre filer; flere filer kan følge fra postboksen.',
    },
    busy: {
      title: 'Der er for travlt lige nu',
      text: 'Intet blev taget imod. Prøv igen om nogle minutter med samme formular og samme kode.',
    },
    lengthRequired: {
      title: 'Forsendelsen sagde ikke, hvor lang den er',
      text: 'Intet blev taget imod. Brug en browser, eller send en Content-Length.',
    },
    malformed: {
      title: 'Formularen kom ikke hel frem',
      text: 'Intet blev taget imod. Noget undervejs klippede eller ændrede den. Send den igen.',
    },
    stalled: {
      title: 'Forsendelsen gik i stå',
      text: 'Intet blev taget imod, fordi der ikke kom data i et stykke tid. Send formularen igen, måske med færre filer ad gangen.',
    },
    method: { title: 'Det kan man ikke her', text: 'Intet blev taget imod. Begynd på forsiden.' },
    internal: {
      title: 'Noget gik galt hos os',
      text: 'Det er ikke sikkert, om formularen blev taget imod. Send den igen med samme kode: den bliver aldrig gemt to gange.',
    },
  },
};

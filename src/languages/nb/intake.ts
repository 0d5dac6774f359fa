import type { IntakeTexts } from '../en/intake.ts';

export const intake: IntakeTexts = {
  skip: 'Gå til innholdet',
  nav: { label: 'Sider', home: 'Forside', report: 'Varsle', mailbox: 'Postkasse' },
  languages: 'Språk',
  organisations: {
    title: 'Hvem vil du varsle til?',
    lead: 'Velg virksomheten som varselet handler om.',
  },
  required: 'må fylles ut',
  optional: 'valgfritt',
  errorPrefix: 'Feil: ',
  problem: 'Noe må rettes',

  home: {
    title: 'Varsle om kritikkverdige forhold',
    lead: 'Her kan du fortelle om alvorlige forhold. Du trenger ikke å si hvem du er.',
    reportTitle: 'Skriv et varsel',
    reportText:
      'Du skriver hva du har sett, og kan legge ved filer. Du får en kode som er veien tilbake.',
    reportLink: 'Start et varsel',
    mailboxTitle: 'Les svar',
    mailboxText: 'Har du varslet allerede? Koden din åpner postkassen.',
    mailboxLink: 'Åpne postkassen',
    howTitle: 'Dette skjer med varselet ditt',
    how: [
      'Når varselet kommer inn, fjerner vi skjulte opplysninger fra filene dine: sted, kamera, forfatter og mer.',
      'Så blir det forseglet. Bare de som behandler varsler, har nøkkelen, og den ligger aldri på serveren.',
      'Vi skriver ikke ned noen adresse, noe navn eller noe klokkeslett om deg.',
    ],
    emergency: 'Er noen i fare akkurat nå? Ring 112.',
  },

  report: {
    title: 'Skriv et varsel',
    codeTitle: 'Først: skriv ned koden din',
    codeText:
      'Koden er den eneste veien tilbake til varselet. Skriv den ned nå, på papir, før du sender. Den kan ikke vises eller lages på nytt senere.',
    codeLabel: 'Koden din',
    newCode: 'Dette er en ny kode. Den du så før, blir ikke brukt: skriv ned denne.',
    identityLegend: 'Vil du si hvem du er?',
    identityAnonymous: 'Nei, jeg varsler anonymt',
    identityNamed: 'Ja, jeg oppgir navnet mitt',
    identityHint:
      'Du kan også oppgi navnet senere. Fyll ut feltene nedenfor bare hvis du svarer ja.',
    contactLegend: 'Hvordan kan vi nå deg?',
    contactHint: 'Forsegles for seg, slik at varselet kan leses uten at noen ser hvem du er.',
    contactName: 'Navn',
    contactEmail: 'E-post',
    contactPhone: 'Telefon',
    contactOther: 'Andre måter å nå deg på',
    relationLegend: 'Hvilken tilknytning har du til virksomheten?',
    categoryLegend: 'Hva handler det om?',
    noAnswer: 'Det vil jeg helst ikke si',
    textLabel: 'Hva har skjedd?',
    textHint:
      'Hva, hvor, når, hvem er innblandet, hvordan vet du det, hvem andre vet, pågår det fortsatt? Skriv i din egen rekkefølge. Utelat det bare du kan vite, hvis du vil være anonym.',
    filesLabel: 'Filer',
    filesHint: (p) =>
      `Bilder, dokumenter, lyd, film: opptil ${p.files} filer, ${p.size} til sammen. Velg alle på én gang (hold nede Ctrl eller Cmd, eller trykk på flere). Filnavn sendes ikke videre.`,
    originalsLabel: 'Send også originalfilene uendret',
    originalsHint:
      'En original kan bevise at filen er ekte. Den kan også røpe hvem som har laget den, hvor og med hvilket utstyr. Er du i tvil, så la ruten stå tom og ta godt vare på originalene.',
    sendHint:
      'Det kan ta lang tid å sende filer gjennom Tor. La siden stå åpen til den neste kommer.',
    send: 'Send varselet',
    errors: {
      empty: 'Skriv hva som har skjedd, eller legg ved en fil.',
      tooLong: (p) =>
        `Teksten er lengre enn ${p.characters} tegn. Gjør den kortere, eller legg resten i en fil.`,
      choice: 'Velg et av svarene.',
      filesAgain:
        'Teksten din er tatt vare på. Filer må velges på nytt: dem husker ikke nettleseren.',
    },
  },

  receipt: {
    title: 'Varselet ditt er mottatt',
    again: 'Skjemaet ble sendt to ganger. Varselet finnes én gang; ingenting mangler.',
    changed:
      'Et varsel med denne koden var allerede kommet inn. Det du sendte nå, er annerledes og ble ikke tatt imot. Send det som en melding fra postkassen; teksten din står klar der.',
    emptyContact:
      'Du valgte å oppgi navnet ditt, men feltene var tomme. Varselet er kommet inn uten navn. Du kan oppgi det senere i postkassen.',
    codeTitle: 'Koden din',
    codeText: 'Har du skrevet den ned? Når du går fra siden, vises den ikke igjen.',
    nextTitle: 'Hva skjer nå',
    next: 'Kom tilbake med koden og les svar. Er du anonym, kan du få spørsmål og svar bare der.',
    dates: (p) =>
      `Du kan vente en bekreftelse senest ${p.acknowledge} og tilbakemelding senest ${p.feedback}.`,
    toMailbox: 'Gå til postkassen',
    filesTitle: 'Filene dine',
    noFiles: 'Ingen filer fulgte med varselet.',
  },

  files: {
    attachment: (p) => `Fil ${p.number}`,
    cleaned: 'Renset og sendt.',
    cleanedWithOriginal: 'Renset og sendt sammen med den uendrede originalen.',
    original: 'Kunne ikke renses. Sendt uendret, fordi du valgte å sende originaler.',
    held: 'Ikke sendt ennå: den kunne ikke renses.',
    heldSent: 'Kunne ikke renses. Sendt uendret, slik du bestemte.',
    heldDropped: 'Kunne ikke renses og ble ikke sendt. Den er slettet her.',
    notSent: 'Ikke sendt.',
    removedTitle: 'Fjernet:',
    nothingRemoved: 'Det ble ikke funnet skjulte opplysninger.',
    heldTitle: 'Filer som ikke kunne renses',
    heldText: (p) =>
      `Filene ble ikke sendt, fordi skjulte opplysninger i dem kan vise hvem du er. De er forseglet og venter ${p.minutes} minutter på avgjørelsen din; så blir de slettet. Varselet ditt er inne uansett hva du velger.`,
    heldSend: 'Send dem uendret',
    heldDrop: 'Slett dem',
    heldGone:
      'Tiden var ute: filene er slettet og ble ikke sendt. Du kan legge dem ved en melding på nytt.',
    visible:
      'Ikke noe verktøy fjerner det en fil viser: ansikter, stemmer, håndskrift, navnene i en e-post, vannmerker, skriverens prikker.',
  },

  login: {
    title: 'Åpne postkassen',
    label: 'Den 16-sifrede koden din',
    hint: 'Mellomrom og bindestreker betyr ingenting.',
    submit: 'Åpne',
    unreadable: 'En kode har 16 sifre. Se på den igjen: mangler det et siffer?',
    unknown:
      'Ingen postkasse åpnes med denne koden. Se om et siffer er feil. Postkasser slettes når tiden deres er ute; da åpner koden ikke noe mer. Er koden borte, så skriv et nytt varsel og fortell at det hører til et tidligere.',
    wait: (p) =>
      `Det kom for mange feil koder denne veien, så den er stengt i ${p.minutes === 1 ? 'ett minutt' : `${p.minutes} minutter`}. Det har ikke skjedd noe med postkassen din. Se på koden en gang til imens. I Tor Browser trenger du ikke å vente: velg «Ny Tor-krets for dette nettstedet».`,
    busy: 'Det kontrolleres for mange koder akkurat nå. Det har ikke skjedd noe med postkassen din. Prøv igjen om noen minutter med samme kode.',
    ended: 'Postkassen lukkes av seg selv etter en stund. Skriv koden din for å gå videre.',
    endedText:
      'Teksten din er tatt vare på nedenfor. Skriv koden din, og send den så på nytt. Filer må velges på nytt.',
    closed: 'Postkassen er lukket. Lukk vinduet også, eller velg «Ny identitet» i Tor Browser.',
  },

  mailbox: {
    title: 'Postkassen din',
    received: (p) => `Varselet ditt kom inn ${p.day}.`,
    sentTitle: 'Dette har du sendt',
    notShown:
      'Dine egne ord vises ikke her: de er forseglet, og den som finner koden din, skal ikke kunne lese dem.',
    report: (p) => `Varsel, ${p.day}`,
    followUp: (p) => `Melding, ${p.day}`,
    about: {
      legend: 'Hva handler det om?',
      message: 'En melding eller et svar',
      correction: 'En retting av det jeg skrev',
      withdrawal: 'Jeg vil trekke varselet',
      call: 'Jeg vil bli oppringt',
      meeting: 'Jeg vil møte noen',
    },
    aboutHint:
      'Vil du bli oppringt, så skriv et nummer og når det er trygt. Vil du møtes, så skriv hvor og når det passer. Trekker du deg, kan enheten likevel måtte gå videre.',
    repliesTitle: 'Svar til deg',
    noReplies: 'Det er ikke noe svar ennå.',
    reply: (p) => `${p.kind}, ${p.day}`,
    unreadable:
      'Det kom et svar som koden din ikke kan åpne. De som behandler varsler, får vite det og må sende det på nytt.',
    download: (p) => `Lagre ${p.name} (${p.size})`,
    downloadHint:
      'Det du lagrer, blir på utstyret ditt. Åpne det uten nettforbindelse, og slett det når du ikke trenger det lenger.',
    minutesQuestion: 'Er referatet riktig?',
    approve: 'Ja, jeg godkjenner det',
    corrections: 'Hva er galt i det?',
    sendCorrections: 'Send rettinger',
    consentQuestion: 'Samtykker du?',
    consentGive: 'Ja, jeg samtykker',
    consentRefuse: 'Nei, jeg samtykker ikke',
    answered: 'Svaret ditt er mottatt.',
    deleteReply: 'Slett dette svaret',
    replyDeleted: 'Svaret er slettet.',
    destroyTitle: 'Ødelegg koden',
    destroyText:
      'Da kan ingen åpne postkassen igjen, heller ikke du, og ingen kan svare deg. Svar til deg blir slettet. Varselet ditt blir hos dem som behandler det.',
    destroyLink: 'Ødelegg koden …',
    destroyConfirm: 'Ødelegg koden nå',
    destroyCancel: 'Behold den',
    destroyedTitle: 'Koden er ødelagt',
    destroyed:
      'Den åpner ikke noe mer. Lukk vinduet også, eller velg «Ny identitet» i Tor Browser.',
    addTitle: 'Send en melding',
    addHint: 'Noe du glemte, et svar, en retting, flere filer.',
    textLabel: 'Melding',
    send: 'Send meldingen',
    added: 'Meldingen din er mottatt.',
    addedAgain: 'Meldingen ble sendt to ganger. Den finnes én gang.',
    logout: 'Lukk postkassen',
  },

  errors: {
    back: 'Trykk på Tilbake i nettleseren: det du har skrevet, står der fortsatt.',
    toHome: 'Gå til forsiden',
    toMailbox: 'Gå til postkassen',
    notFound: {
      title: 'Siden finnes ikke',
      text: 'Se på adressen igjen, eller begynn på forsiden.',
    },
    forbidden: {
      title: 'Skjemaet ble ikke sendt fra vår egen side',
      text: 'Ingenting ble tatt imot. Nettleseren din sier at skjemaet kom fra et annet sted, eller skjuler hvor det kom fra. Åpne siden vår på nytt og fyll ut skjemaet der.',
    },
    expired: {
      title: 'Skjemaet er for gammelt',
      text: 'Ingenting ble tatt imot, og ingenting av det du skrev, er tapt: det står i det nye skjemaet.',
    },
    tooLarge: {
      title: 'Det er mer enn vi kan ta imot på én gang',
      text: 'Ingenting ble tatt imot. Send først varselet med færre filer; flere filer kan følge fra postkassen.',
    },
    busy: {
      title: 'Det er for travelt akkurat nå',
      text: 'Ingenting ble tatt imot. Prøv igjen om noen minutter med samme skjema og samme kode.',
    },
    lengthRequired: {
      title: 'Overføringen sa ikke hvor lang den er',
      text: 'Ingenting ble tatt imot. Bruk en nettleser, eller send en Content-Length.',
    },
    malformed: {
      title: 'Skjemaet kom ikke helt fram',
      text: 'Ingenting ble tatt imot. Noe underveis klippet eller endret det. Send det på nytt.',
    },
    stalled: {
      title: 'Overføringen stoppet',
      text: 'Ingenting ble tatt imot, fordi det ikke kom data på en stund. Send skjemaet på nytt, kanskje med færre filer om gangen.',
    },
    method: { title: 'Det går ikke her', text: 'Ingenting ble tatt imot. Begynn på forsiden.' },
    internal: {
      title: 'Noe gikk galt hos oss',
      text: 'Det er ikke sikkert om skjemaet ble tatt imot. Send det på nytt med samme kode: det lagres aldri to ganger.',
    },
  },
};

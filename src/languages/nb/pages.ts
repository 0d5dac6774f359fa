import type { PagesTexts } from '../en/pages.ts';

export const pages: PagesTexts = {
  titles: {
    scope: 'Hvem kan varsle, og om hva',
    anonymity: 'Slik er du anonym',
    protection: 'Slik er du vernet',
    elsewhere: 'Andre veier',
    process: 'Hva skjer, og når',
    limits: 'Hva siden kan og ikke kan',
    privacy: 'Personopplysningene dine',
    accessibility: 'Tilgjengelighetserklæring',
  },
  teasers: {
    scope: 'Hva som hører hjemme her, og hvor du går med resten.',
    anonymity: 'Utstyr, nettverk, Tor, ord og filer.',
    protection: 'Mot gjengjeldelse, og hvem som får navnet ditt.',
    elsewhere: 'Telefon, myndigheter og medier.',
    process: 'Datoer, svar og sletting.',
    limits: 'Hva vi lagrer, hva vi ser, hva vi ikke kan skjule.',
    privacy: 'Hvem som har ansvaret, og hvilke rettigheter du har.',
    accessibility: 'Hvor godt alle kan bruke sidene.',
  },
  before: 'Før du skriver',
  about: 'Om tjenesten',
  more: 'Les videre',
  readers: (p) => `Bare de personene som ${p.name} har valgt ut, kan lese varselet ditt.`,

  scope: {
    who: '## Hvem kan varsle',
    others: 'Er du ingen av disse? Du kan skrive likevel. Men da verner kanskje ikke loven deg.',
    what: '## Dette kan du varsle om',
    system: 'Det kan også være en feil i et system som ingen har skylden for.',
    proof: 'Du trenger ikke bevis. Det er nok at du har grunn til å tro at det er sant.',
    notHere: '## Dette hører ikke hjemme her',
    unsure:
      'Er du i tvil, så skriv likevel. Hører det ikke hjemme her, får du vite det i postkassen, og du taper ingenting.',
    danger: '**Er noen i fare akkurat nå? Ring 112.** Her er det ikke vakt døgnet rundt.',
  },

  notHere: {
    own: {
      label: 'Bare min egen jobb: lønn, vakter, ferie, samarbeid',
      instead: 'Snakk med lederen din, HR, tillitsvalgte eller verneombudet.',
    },
    decision: {
      label: 'Et vedtak eller en tjeneste jeg er misfornøyd med',
      instead: 'Klag til dem som fattet vedtaket. I brevet står det hvordan.',
    },
    repair: {
      label: 'Noe må repareres eller vaskes',
      instead: 'Si fra til den vanlige kundeservicen.',
    },
    danger: {
      label: 'Noen er i fare akkurat nå',
      instead: 'Ring 112. Skriv her etterpå hvis det også er et kritikkverdig forhold.',
    },
  },

  anonymity: {
    device:
      '## Utstyret og nettverket ditt\n\n- Bruk din egen telefon eller datamaskin. Aldri en fra jobben.\n- Ikke bruk nettverket, wifi eller VPN på jobben. Der kan man se hvilke sider som besøkes.\n- Skriv adressen selv, eller kopier den. Et klikk på en lenke på jobben kan bli sett.\n- Sitt der ingen og ikke noe kamera ser skjermen. Lukk vinduet etterpå.',
    tor: '## Tor Browser\n\nTor Browser skjuler hvor du er, for oss og for alle underveis. Den er gratis: torproject.org. Hent den hjemme. Velg sikkerhetsnivået «Safest».\n\nNettverket ditt kan se *at* du bruker Tor, men ikke til hva. Tor skjuler ikke det du skriver.',
    onion: (p) =>
      `Bruk onion-adressen vår i Tor Browser. Da ser ingen underveis at du besøker oss:\n\n\`${p.onion}\``,
    write:
      '## Det du skriver\n\n- Utelat navn, nummer, adresse og tittel.\n- Utelat det bare du kan vite. «Jeg var alene med henne» sier hvem du er.\n- Skriv enkelt. Ord du er kjent for, kan røpe deg.\n- Tenk på hvem som vet at du vet det. Mange steder lagres det hvem som har åpnet eller skrevet ut et dokument.',
    files:
      '## Bilder og dokumenter\n\nVi fjerner skjulte opplysninger fra filene dine: sted, utstyr, forfatter og mer. Etterpå ser du hva som ble fjernet. Kan en fil ikke renses, bestemmer du om den skal sendes.\n\nIkke noe verktøy fjerner det en fil *viser*: ansikter, stemmer, håndskrift, vannmerker, navnet ditt i et hjørne eller de svake prikkene som mange skrivere setter.\n\nEn svart boks over tekst skjuler den bare på skjermen: ofte ligger teksten fortsatt i filen. Det samme gjelder et bilde som er beskåret i Word. Ta heller et skjermbilde av det du vil vise.\n\nTa godt vare på originalene, og ikke på jobben. Ikke bryt loven for å få bevis.',
    code: '## Koden din\n\nDu får en kode på 16 sifre. Den er den eneste nøkkelen til postkassen, og ingen kan lage den på nytt. Skriv den på papir, og ikke ha den på jobben. Send den aldri til noen. Mister du den, så skriv et nytt varsel og fortell at det hører til et tidligere.',
    named:
      '## Eller si navnet ditt\n\nDu bestemmer. Med et navn kan det være lettere å undersøke saken. Du kan også si det senere, i postkassen. Navnet forsegles for seg.',
  },

  protection: {
    retaliation: '## Ingen får straffe deg',
    later: 'Det gjelder også hvis du varslet anonymt og noen finner ut hvem du er.',
    harmed:
      'Skjer det likevel, så skriv ned hva som ble gjort og når. Be fagforeningen eller en advokat om hjelp.',
    goodFaith: '## Dette krever loven av deg',
    secrecy: '## Hvis du har taushetsplikt',
    name: '## Hvem får navnet ditt',
    accused:
      '## De du skriver om\n\nDe har også rettigheter. Ingen er skyldig fordi noen har skrevet det. De kan få vite at det er en sak, men ikke hvem som varslet.',
  },

  elsewhere: {
    here: '## Uten å skrive',
    phone: (p) => `Ring: ${p.phone}. Du trenger ikke si hvem du er.`,
    meeting:
      'I postkassen kan du be om å bli oppringt eller om et møte. Det som skrives ned, kan du lese, rette og godkjenne.',
    near: '## Nær deg\n\nLederen din, tillitsvalgte, verneombudet og fagforeningen kan ofte hjelpe. Du bestemmer hvem du stoler på.',
    external: '## Til en myndighet',
    public: '## Til mediene eller offentligheten',
    police: '## Til politiet\n\nEt lovbrudd kan alltid anmeldes til politiet.',
  },

  process: {
    sent: '## Når du har sendt\n\nVarselet ditt blir forseglet med en gang. Du får koden din og ser hva som ble fjernet fra filene.',
    automatic: 'Postkassen bekrefter av seg selv at det er kommet inn.',
    unit: (p) =>
      `Innen **${p.within}** bekrefter de som behandler saken, i postkassen at de har den.`,
    waived: 'De kan la være hvis du ber om det, eller hvis det kan vise hvem du er.',
    scope: (p) => `Innen **${p.within}** får du vite om saken hører hjemme her.`,
    questions: (p) =>
      `## Se i postkassen\n\nDer kan det ligge spørsmål til deg. Er du anonym, kan de bare stilles der. Uten svaret ditt må saken kanskje legges bort. Se etter med høyst **${p.every}** mellom. Postkassen viser datoene som gjelder for deg.`,
    feedback: (p) =>
      `## Tilbakemelding\n\nSenest **${p.within}** etter bekreftelsen får du vite hva som er gjort eller skal gjøres, og hvorfor.`,
    feedbackAutomatic: (p) =>
      `## Tilbakemelding\n\nSenest **${p.within}** etter varselet får du vite hva som er gjort eller skal gjøres, og hvorfor.`,
    longer: (p) => `Er det en god grunn, kan det ta opptil **${p.within}**. Da får du vite det.`,
    result: 'Kommer det endelige resultatet senere, får du vite det også.',
    late: 'Blir en frist ikke holdt, står det i postkassen din.',
    outcomes:
      '## Slik kan en sak ende\n\n- **Avvist:** den hører ikke hjemme her.\n- **Henlagt:** det var ingenting i den, eller for lite å gå etter.\n- **Videresendt:** noen andre skal ta den opp, for eksempel politiet.\n- **Undersøkt:** den er sett på, og du får resultatet.',
    anonymous: 'Det ingen kan svare på, kan ikke alltid bevises.',
    deletion: '## Når slettes det',
    closed: (p) => `**${p.after}** etter at saken er lukket, blir alt du har sendt, slettet her.`,
    received: (p) =>
      `**${p.after}** etter at varselet kom inn, blir alt du har sendt, slettet her. Men først når saken er lukket og du har fått tilbakemelding.`,
    otherwise:
      'Det som ikke hører hjemme her eller er uten innhold, kan slettes før. Trengs det, kan saken lagres lenger. Det står i postkassen din.',
    exported: 'Før det flyttes saken til virksomhetens arkiv, der andre regler gjelder.',
    archived: 'Virksomheten kan ha en kopi i sine egne saker så lenge loven tillater det.',
    access: (p) =>
      `Koden din virker i høyst **${p.most}**, og lenger bare hvis du fortsatt venter på tilbakemelding.`,
    figures: 'Igjen her er bare tall uten navn og ord.',
  },

  limits: {
    does: '## Dette gjør den\n\n- **Varselet ditt blir forseglet når det kommer inn.** Det som ligger på serveren, kan bare åpnes med nøkkelen hos dem som behandler varsler. Den ligger aldri på serveren.\n- **Vi skriver ikke ned noen adresse,** noe klokkeslett eller noe om nettleseren din. Det finnes ingen liste over besøk.\n- **Skjulte opplysninger fjernes** fra filene dine, og du ser hvilke.\n- **Sidene kjører ingen programmer** i nettleseren din og henter ingenting fra andre.',
    doesNot:
      '## Dette kan den ikke\n\n- **Arbeidsplassen din** kan se hvilke sider som besøkes fra nettverket og utstyret der.\n- **Nettleverandøren din** kan se at du besøker en vanlig adresse. Tor Browser skjuler det.\n- **Ordene dine,** en stemme eller et bilde kan si hvem du er.\n- **Serveren i drift** ser teksten din mens den forsegler den, og et svar mens den viser det til deg. Har noen tatt over serveren akkurat da, kan de lese med.\n- **De som behandler saken,** leser det du skriver. En domstol kan pålegge dem å utlevere noe.\n- **Mister de nøkkelen sin,** kan ingen lese varselet ditt. Mister du koden din, kan ingen åpne postkassen.',
    seized:
      '## Hvis noen tar serveren\n\nDe finner forseglede filer, dagene noe kom inn, og hvor langt hver sak er kommet. De finner ikke hvem du er, og ikke hva du skrev.',
    cookie:
      '## Informasjonskapsler\n\nSkjemaene bruker én informasjonskapsel (cookie). Den er et tilfeldig tall og forsvinner når du lukker nettleseren.',
  },

  privacy: {
    controller: (p) =>
      `## Hvem har ansvaret\n\n${p.name} bestemmer over opplysningene i varselet ditt og er behandlingsansvarlig.`,
    officer: (p) => `Spørsmål om opplysninger går til personvernombudet: ${p.contact}.`,
    what: '## Dette lagres\n\nDet du skriver og legger ved, svarene dine, dagene noe skjedde, og hva som ble bestemt. Navnet ditt og hvordan man når deg, hvis du sier det; det er forseglet for seg. Ingenting om utstyret eller nettverket ditt.',
    basis: '## Derfor er det lov',
    who: '## Hvem får det\n\nBare de som er valgt ut. De kan måtte gi deler videre for å undersøke saken, eller fordi loven sier det. De som driver serveren, kan ikke lese det.',
    rights:
      '## Rettighetene dine\n\nDu kan be om å få se hva som er lagret om deg, å få rettet feil og å få noe slettet. Det kan du gjøre i postkassen uten å si navnet ditt. Noen ganger sier loven nei, for eksempel for å verne andre.\n\nDe som er nevnt i et varsel, har også rettigheter. Men de får ikke vite hvem som varslet.',
    complaint: '## Klage',
  },

  accessibility: {
    aim: '## Hvor tilgjengelige sidene er\n\nAlle skal kunne bruke sidene: med tastatur alene, med skjermleser, med stor skrift, på en liten telefon, uten farger, uten stilark og uten JavaScript. Målet er standarden EN 301 549, som omfatter WCAG 2.1 på nivå AA.',
    tested:
      'Hver side er prøvd på hvert språk med et program som leter etter kjente feil, i lyse og mørke farger, forstørret til 400 % og med tastatur alene. Vi kjenner ingen feil. Sidene er ikke prøvd av mennesker som bruker skjermleser hver dag. Det kan altså være feil vi ikke kjenner.',
    notAccessible:
      '## Dette kan være vanskelig å bruke\n\nFiler du får i postkassen, kommer fra andre og kan være vanskelige å lese. Be i postkassen om å få dem på en annen måte.',
    time: 'Postkassen lukkes når det ikke har skjedd noe på en stund. Det du har skrevet, er tatt vare på.',
    contact: (p) =>
      `## Si fra hvis noe ikke virker\n\nSkriv eller ring: ${p.contact}. Ikke nevn varselet ditt der hvis du vil være anonym; bruk postkassen til det.`,
    noContact: (p) =>
      `## Si fra hvis noe ikke virker\n\nSkriv til ${p.name} på vanlig måte, eller i postkassen hvis du har en. Ikke nevn varselet ditt andre steder enn i postkassen hvis du vil være anonym.`,
    complaint: '## Hvis du ikke får et godt svar',
    complainTo: (p) => `Du kan klage til ${p.body}.`,
    reviewed: (p) => `Erklæringen ble sist gått gjennom ${p.day}.`,
  },
};

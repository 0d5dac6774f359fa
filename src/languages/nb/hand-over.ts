import type { HandOverTexts } from '../en/hand-over.ts';

export const handOver: HandOverTexts = {
  title: 'Overfør saken',
  lead: 'Den nye enheten har andre nøkler enn dere. Du forsegler saken på nytt på din egen datamaskin og legger den inn igjen her. Disse sidene kan ikke gjøre det for deg, for de kan ikke lese den.',
  saveTitle: '1. Lagre saken som den er',
  keysTitle: '2. Lagre nøklene til den nye enheten',
  keys: (p) => `Nøkler til ${p.channel}`,
  keysHint: 'Se etter at fingeravtrykkene er de som den nye enheten kjenner som sine egne.',
  sealTitle: '3. Forsegl den på nytt, offline',
  seal: 'I leseren: åpne saken og velg «Overlever». Eller på kommandolinjen:',
  contact:
    'Kontaktopplysninger følger bare med hvis du velger det. Blir de igjen, slettes de her, og ingen kan få dem tilbake. Spør varsleren først, eller se etter at loven lar deg bestemme det.',
  bringTitle: '4. Legg inn den nye filen her',
  channel: 'Til hvilken kanal',
  file: 'Saken, forseglet på nytt',
  fileHint: (p) => `Én ZIP-fil, høyst ${p.size}.`,
  submit: 'Overfør',
  after:
    'Det som er forseglet til nøklene deres, slettes så her. Behold filen du lagret, til den nye enheten sier at den kan åpne saken.',
  keeps: {
    nothing: 'Dere ser ikke lenger saken her.',
    dates: 'Dere ser fortsatt datoer, trinn og resultat, og ikke noe annet.',
  },
  outsideTitle: 'Til noen utenfor denne serveren',
  outside:
    'Forsegl saken på nytt til nøklene deres på samme måte, og gi dem filen selv. Registrer det så på siden til saken: resultatet «Videresendt», eller at en myndighet er informert.',
  done: (p) => `Saken er nå hos ${p.channel}, forseglet til nøklene der.`,
  followed:
    'Kanalen deres har overført denne saken. Dere ser datoer, trinn og resultat, og ikke noe annet.',
  avoided: (p) => `Det ble varslet hos ${p.channel}. Varsleren valgte at ingen der får saken.`,
  stillHeld:
    'Noen filer venter fortsatt på svar fra varsleren, høyst en halvtime. Overfør saken etter det.',
  refused: {
    'no-file': 'Velg filen.',
    'no-channel': 'Velg kanalen som tar over saken, og grunnen.',
    'not-a-case': 'Dette er ikke en sak som er forseglet på nytt, eller filen er kuttet.',
    'other-case': 'Denne filen hører til en annen sak.',
    older:
      'Det har kommet noe siden du lagret saken, og det er ikke med i filen. Lagre saken igjen, forsegl den på nytt, og legg inn den filen.',
    extra: 'Filen har noe som saken ikke har. Lagre saken igjen, og forsegl den på nytt.',
    'cut-off':
      'En del av filen er kuttet eller endret. Forsegl saken på nytt, og legg inn den filen.',
    'not-sealed': 'En del av filen er ikke forseglet. Den ble kastet ulest.',
    'other-keys':
      'Filen er forseglet til andre nøkler enn denne kanalens. Lagre nøklene igjen, og forsegl saken til alle dem og ingen andre.',
    same: 'Filen er saken som den var, og ikke forseglet på nytt.',
    held: 'Noen filer venter fortsatt på svar fra varsleren, høyst en halvtime. Prøv igjen etter det.',
    'left-out': 'Varsleren valgte at denne kanalen ikke får saken.',
    'too-large': 'Filen er større enn denne saken kan være.',
  },
};

import type { HandOverTexts } from '../en/hand-over.ts';

export const handOver: HandOverTexts = {
  title: 'Overdrag sagen',
  lead: 'Den nye enhed har andre nøgler end jer. Du forsegler sagen på ny på din egen computer og bringer den tilbage hertil. Disse sider kan ikke gøre det for dig, for de kan ikke læse den.',
  saveTitle: '1. Gem sagen, som den er',
  keysTitle: '2. Gem den nye enheds nøgler',
  keys: (p) => `Nøgler til ${p.channel}`,
  keysHint: 'Se efter, at fingeraftrykkene er dem, den nye enhed kender som sine egne.',
  sealTitle: '3. Forsegl den på ny, offline',
  seal: 'I læseren: åbn sagen og vælg »Overdrag«. Eller på kommandolinjen:',
  contact:
    'Kontaktoplysninger følger kun med, hvis du vælger det. Bliver de tilbage, slettes de her, og ingen kan skaffe dem igen. Spørg indberetteren først, eller se efter, at loven lader dig bestemme det.',
  bringTitle: '4. Bring den nye fil hertil',
  channel: 'Til hvilken ordning',
  file: 'Sagen, forseglet på ny',
  fileHint: (p) => `Én ZIP-fil, højst ${p.size}.`,
  submit: 'Overdrag',
  after:
    'Det, der er forseglet til jeres nøgler, slettes derefter her. Behold den fil, du har gemt, til den nye enhed siger, at den kan åbne sagen.',
  keeps: {
    nothing: 'I ser ikke længere sagen her.',
    dates: 'I ser fortsat dens datoer, trin og resultat og ikke andet.',
  },
  outsideTitle: 'Til nogen uden for denne server',
  outside:
    'Forsegl sagen på ny til deres nøgler på samme måde, og giv dem selv filen. Registrer det så på sagens side: resultatet »Videresendt«, eller at en myndighed er underrettet.',
  done: (p) => `Sagen er nu hos ${p.channel}, forseglet til dens nøgler.`,
  followed:
    'Jeres ordning har overdraget denne sag. I ser dens datoer, trin og resultat og ikke andet.',
  avoided: (p) =>
    `Den blev indberettet hos ${p.channel}. Indberetteren valgte, at ingen dér får den.`,
  stillHeld:
    'Nogle filer venter stadig på indberetterens svar, højst en halv time. Overdrag sagen derefter.',
  refused: {
    'no-file': 'Vælg filen.',
    'no-channel': 'Vælg den ordning, der overtager sagen, og grunden.',
    'not-a-case': 'Dette er ikke en sag, der er forseglet på ny, eller filen er afkortet.',
    'other-case': 'Denne fil hører til en anden sag.',
    older:
      'Der er kommet noget, siden du gemte sagen, og det er ikke med i filen. Gem sagen igen, forsegl den på ny, og bring den fil.',
    extra: 'Filen rummer noget, som sagen ikke har. Gem sagen igen, og forsegl den på ny.',
    'cut-off': 'En del af filen er afkortet eller ændret. Forsegl sagen på ny, og bring den fil.',
    'not-sealed': 'En del af filen er ikke forseglet. Den blev smidt væk ulæst.',
    'other-keys':
      'Filen er forseglet til andre nøgler end denne ordnings. Gem dens nøgler igen, og forsegl sagen til dem alle og ingen andre.',
    same: 'Filen er sagen, som den var, og ikke forseglet på ny.',
    held: 'Nogle filer venter stadig på indberetterens svar, højst en halv time. Prøv igen derefter.',
    'left-out': 'Indberetteren valgte, at denne ordning ikke får sagen.',
    'too-large': 'Filen er større, end denne sag kan være.',
  },
};

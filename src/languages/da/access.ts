import type { AccessTexts } from '../en/access.ts';

export const access: AccessTexts = {
  title: 'Din adgang',
  roles: 'Roller',
  channels: 'Ordninger',
  others:
    'Har du mistet telefonen, eller skal roller og ordninger ændres, så tal med en medlemsadministrator.',
  soon: (p) =>
    `Om ${p.left} skal du logge ind igen: et login varer ${p.hours} timer. Det, du skriver, går ikke tabt.`,
  ended: (p) =>
    `Du blev logget ud. Det sker efter en halv time uden klik, ${p.hours} timer efter at du loggede ind, når adgangen er ændret, eller når serveren er startet på ny.`,
  kept: 'Du er ikke længere logget ind, og intet blev registreret. Det, du har skrevet, står nedenfor. Log ind her, så står det i formularen igen.',
  back: 'Det, du har skrevet, står i formularen igen. Det er ikke registreret endnu: se det igennem, og send det.',
  help: {
    title: 'Kan du ikke komme ind?',
    phone: 'Mistet telefon: skriv en nødkode i stedet for de seks cifre.',
    all: 'Glemt adgangssætning, eller mistet telefon og nødkoder: bed en medlemsadministrator eller systemadministratoren om et nyt link.',
  },
  passphrase: {
    title: 'Skift adgangssætning',
    present: 'Nuværende adgangssætning',
    fresh: 'Ny adgangssætning',
    repeat: 'Den nye igen',
    ends: 'Alle andre steder, hvor du er logget ind, bliver du logget ud.',
    submit: 'Skift adgangssætning',
    done: 'Adgangssætningen er skiftet. Alle andre steder er du logget ud.',
    wrong:
      'Intet blev ændret: den nuværende adgangssætning og engangskoden skal begge passe. Hver engangskode virker én gang, så vent på den næste.',
    same: 'Intet blev ændret: den nye adgangssætning er den nuværende.',
  },
  codes: {
    title: 'Nødkoder',
    left: (p) => (p.left === 1 ? 'Der er én tilbage.' : `Der er ${p.left} tilbage.`),
    hint: 'Lav nye, når der er få tilbage, eller når andre kan have set dem. Så holder de gamle op med at virke.',
    submit: 'Lav nye nødkoder',
  },
  logIns: {
    title: 'Hvor du er logget ind',
    here: (p) => `Her, i ${p.since}.`,
    elsewhere: (p) => `Et andet sted, i ${p.since}, ikke brugt i ${p.unused}.`,
    hint: 'Var det ikke dig: log det ud, skift adgangssætning, og sig det til din administrator.',
    submit: 'Log ud alle andre steder',
    done: 'Alle andre steder er du logget ud.',
  },
};

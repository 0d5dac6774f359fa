import type { AccessTexts } from '../en/access.ts';

export const access: AccessTexts = {
  title: 'Tilgangen din',
  roles: 'Roller',
  channels: 'Kanaler',
  others:
    'Har du mistet telefonen, eller skal roller og kanaler endres, snakk med en medlemsadministrator.',
  soon: (p) =>
    `Om ${p.left} må du logge inn igjen: en innlogging varer i ${p.hours} timer. Det du skriver, går ikke tapt.`,
  ended: (p) =>
    `Du ble logget ut. Det skjer etter en halv time uten klikk, ${p.hours} timer etter at du logget inn, når tilgangen er endret, eller når tjeneren er startet på nytt.`,
  kept: 'Du er ikke lenger logget inn, og ingenting ble registrert. Det du har skrevet, står nedenfor. Logg inn her, så står det i skjemaet igjen.',
  back: 'Det du har skrevet, står i skjemaet igjen. Det er ikke registrert ennå: se gjennom det, og send det.',
  help: {
    title: 'Kommer du ikke inn?',
    phone: 'Mistet telefon: skriv en reservekode i stedet for de seks sifrene.',
    all: 'Glemt passfrase, eller mistet telefon og reservekoder: be en medlemsadministrator eller systemadministratoren om en ny lenke.',
  },
  passphrase: {
    title: 'Bytt passfrase',
    present: 'Nåværende passfrase',
    fresh: 'Ny passfrase',
    repeat: 'Den nye igjen',
    ends: 'Alle andre steder der du er logget inn, blir du logget ut.',
    submit: 'Bytt passfrase',
    done: 'Passfrasen er byttet. Alle andre steder er du logget ut.',
    wrong:
      'Ingenting ble endret: den nåværende passfrasen og engangskoden må begge passe. Hver engangskode virker én gang, så vent på den neste.',
    same: 'Ingenting ble endret: den nye passfrasen er den nåværende.',
  },
  codes: {
    title: 'Reservekoder',
    left: (p) => (p.left === 1 ? 'Én er igjen.' : `${p.left} er igjen.`),
    hint: 'Lag nye når få er igjen, eller når andre kan ha sett dem. Da slutter de gamle å virke.',
    submit: 'Lag nye reservekoder',
  },
  logIns: {
    title: 'Hvor du er logget inn',
    here: (p) => `Her, i ${p.since}.`,
    elsewhere: (p) => `Et annet sted, i ${p.since}, ikke brukt på ${p.unused}.`,
    hint: 'Var det ikke deg: logg det ut, bytt passfrase, og si fra til administratoren.',
    submit: 'Logg ut alle andre steder',
    done: 'Alle andre steder er du logget ut.',
  },
};

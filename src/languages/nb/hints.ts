import type { hints as texts } from '../en/hints.ts';

export const hints: typeof texts = {
  button: 'Se gjennom teksten min først',
  buttonHint:
    'Viser hva i teksten som kan røpe hvem du er. Ingenting lagres, og ingen får se det. Gjør det før du velger filer: nettleseren glemmer dem ellers.',
  title: 'Teksten din, sett gjennom',
  found: ({ count }) =>
    count === 1
      ? 'Ett sted er merket som kan røpe hvem du er.'
      : `${count} steder er merket som kan røpe hvem du er.`,
  decide: 'Du bestemmer. Endre teksten nedenfor hvis du vil være anonym, eller la den stå.',
  nothing: 'Her er det ikke noe av det vi leter etter.',
  limits:
    'Vi leter etter numre, adresser, navn du selv oppgir, og noen vendinger. Vi kjenner ikke stilen din, og heller ikke det bare du kan vite. Les teksten en gang til med øynene til en kollega.',
  empty: 'Det er ingen tekst å se gjennom ennå.',
  cut: 'her er ord uten merker utelatt',
  label: {
    name: 'navn?',
    phone: 'telefon?',
    email: 'e-post?',
    idNumber: 'fødselsnummer?',
    address: 'adresse?',
    plate: 'bilskilt?',
    role: 'bare deg?',
    event: 'din egen historie?',
  },
  advice: {
    name: 'Navn: ta ut ditt eget navn. Skjemaet har felter til det hvis du vil oppgi det.',
    phone: 'Telefon: er nummeret ditt, så utelat det. Svar kommer i postkassen din.',
    email: 'E-post: er adressen din, så utelat den.',
    idNumber: 'Fødselsnummer: ingen trenger ditt her.',
    address: 'Adresse: der du bor eller ofte er, fører til deg.',
    plate: 'Bilskilt: bilen din fører til deg.',
    role: 'Oppgave: er det få som har den, er den like god som et navn. Kan du skrive «en ansatt»?',
    event:
      'Din egen historie: det som skjedde med deg, eller det du sa til noen, vet de som var der. Kan du fortelle det uten deg selv?',
  },
};

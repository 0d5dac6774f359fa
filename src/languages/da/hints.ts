import type { hints as texts } from '../en/hints.ts';

export const hints: typeof texts = {
  button: 'Se min tekst igennem først',
  buttonHint:
    'Viser, hvad i din tekst der kan røbe, hvem du er. Intet gemmes, og ingen får det at se. Gør det, før du vælger filer: din browser glemmer dem ellers.',
  title: 'Din tekst, set igennem',
  found: ({ count }) =>
    count === 1
      ? 'Ét sted er markeret, som kan røbe, hvem du er.'
      : `${count} steder er markeret, som kan røbe, hvem du er.`,
  decide: 'Du bestemmer. Ret teksten nedenfor, hvis du vil være anonym, eller lad den stå.',
  nothing: 'Her er ikke noget af det, vi leder efter.',
  limits:
    'Vi leder efter numre, adresser, navne, du selv giver, og nogle vendinger. Vi kender ikke din stil, og heller ikke det, som kun du kan vide. Læs teksten igen med en kollegas øjne.',
  empty: 'Der er ingen tekst at se igennem endnu.',
  cut: 'her er ord uden mærker udeladt',
  label: {
    name: 'navn?',
    phone: 'telefon?',
    email: 'e-mail?',
    idNumber: 'cpr-nummer?',
    address: 'adresse?',
    plate: 'nummerplade?',
    role: 'kun dig?',
    event: 'din egen historie?',
  },
  advice: {
    name: 'Navn: tag dit eget navn ud. Formularen har felter til det, hvis du vil oplyse det.',
    phone: 'Telefon: er nummeret dit, så udelad det. Svar kommer i din postboks.',
    email: 'E-mail: er adressen din, så udelad den.',
    idNumber: 'Cpr-nummer: ingen har brug for dit her.',
    address: 'Adresse: der, hvor du bor eller tit kommer, fører til dig.',
    plate: 'Nummerplade: din bil fører til dig.',
    role: 'Opgave: er der få, som har den, er den lige så god som et navn. Kan du skrive “en medarbejder”?',
    event:
      'Din egen historie: det, der skete for dig, eller som du sagde til nogen, kender de, som var der. Kan du fortælle det uden dig selv?',
  },
};

import type { SelfCheckTexts } from '../en/self-check.ts';

export const selfCheck: SelfCheckTexts = {
  title: 'Hører det hjemme her?',
  teaser: 'To spørsmål, og hvor du ellers kan gå.',
  lead: 'To spørsmål, så ser du om dette er rett sted, og hva som verner deg. Du kan varsle uansett hva svaret er.',
  kept: 'Det du velger her, blir ikke lagret og kommer ikke med i adressen.',
  submit: 'Vis svaret',
  relations: {
    work: 'Jeg arbeider eller har arbeidet her, eller søker jobb',
    partner: 'Jeg arbeider for en leverandør eller partner',
    other: 'Jeg er innbygger, kunde eller pårørende',
  },
  answerTitle: 'Dette betyr det for deg',
  placeTitle: 'Er dette rett sted?',
  belongs: 'Ja. Det du valgte, hører hjemme her hvis det er alvorlig.',
  goes: 'Det du valgte, har som regel et annet sted:',
  also: 'Er det også et alvorlig forhold som skader andre? Da hører det hjemme her også.',
  unsaid: 'Du har ikke sagt hva det handler om. Alvorlige kritikkverdige forhold hører hjemme her.',
  protectedTitle: 'Verner loven deg?',
  covered: {
    dk: 'Den danske varslerloven verner deg hvis du har god grunn til å tro at det du skriver, er sant.',
    se: 'Den svenske varslerloven verner deg hvis du har god grunn til å tro at det du skriver, er sant.',
    no: 'Arbeidsmiljøloven verner deg hvis du har grunn til å tro at det du skriver, er sant.',
    eu: 'Loven verner deg hvis du har god grunn til å tro at det du skriver, er sant.',
  },
  notCovered:
    'Loven verner ikke dem med din tilknytning som varslere. Det du skriver, blir lest likevel, men det kan bli avvist.',
  relationUnsaid:
    'Du har ikke sagt hvilken tilknytning du har. Som regel verner loven dem som kjenner saken fra arbeidet sitt.',
  nameTitle: 'Hvem får navnet ditt?',
  nameNotCovered:
    'Reglene som holder navnet til en varsler hemmelig, gjelder kanskje ikke for deg. Ikke skriv hvem du er hvis ingen må vite det.',
  guide: 'Dette er en veiledning. De som behandler varsler, ser på hver sak.',
  report: 'Skriv varselet',
  again: 'Svar en gang til',
};

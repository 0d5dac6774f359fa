import type { SelfCheckTexts } from '../en/self-check.ts';

export const selfCheck: SelfCheckTexts = {
  title: 'Hører det til her?',
  teaser: 'To spørgsmål, og hvor du ellers kan gå hen.',
  lead: 'To spørgsmål, så ser du, om det er det rette sted, og hvad der beskytter dig. Du kan indberette, uanset hvad svaret er.',
  kept: 'Det, du vælger her, bliver ikke gemt og kommer ikke med i adressen.',
  submit: 'Vis svaret',
  relations: {
    work: 'Jeg arbejder eller har arbejdet her, eller jeg søger job',
    partner: 'Jeg arbejder for en leverandør eller partner',
    other: 'Jeg er borger, kunde eller pårørende',
  },
  answerTitle: 'Det betyder det for dig',
  placeTitle: 'Er det det rette sted?',
  belongs: 'Ja. Det, du valgte, hører til her, hvis det er alvorligt.',
  goes: 'Det, du valgte, har som regel et andet sted:',
  also: 'Er det også et alvorligt forhold, der skader andre? Så hører det også til her.',
  unsaid: 'Du har ikke sagt, hvad det handler om. Alvorlige forhold hører til her.',
  protectedTitle: 'Beskytter loven dig?',
  covered: {
    dk: 'Whistleblowerloven beskytter dig, hvis du har god grund til at tro, at det, du skriver, er rigtigt.',
    se: 'Den svenske whistleblowerlov beskytter dig, hvis du har god grund til at tro, at det, du skriver, er rigtigt.',
    no: 'Den norske arbejdsmiljølov beskytter dig, hvis du har grund til at tro, at det, du skriver, er rigtigt.',
    eu: 'Loven beskytter dig, hvis du har god grund til at tro, at det, du skriver, er rigtigt.',
  },
  notCovered:
    'Loven beskytter ikke folk med din tilknytning som whistleblowere. Det, du skriver, bliver læst alligevel, men det kan blive afvist.',
  relationUnsaid:
    'Du har ikke sagt, hvad din tilknytning er. Som regel beskytter loven dem, der kender sagen fra deres arbejde.',
  nameTitle: 'Hvem får dit navn?',
  nameNotCovered:
    'De regler, der holder en whistleblowers navn hemmeligt, gælder måske ikke for dig. Skriv ikke, hvem du er, hvis ingen må vide det.',
  guide: 'Det er en vejledning. De, der behandler sagerne, ser på hver enkelt.',
  report: 'Skriv indberetningen',
  again: 'Svar en gang til',
};

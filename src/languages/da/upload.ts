import type { upload as texts } from '../en/upload.ts';

export const upload: typeof texts = {
  link: 'Store filer? En side med en linje, der viser, hvor langt du er',
  linkHint: 'Tryk her, før du vælger filer. Det, du har skrevet, følger med.',
  title: 'Send med store filer',
  lead: (p) =>
    `Din tekst (${p.characters} tegn) og dine svar følger med. Vælg dine filer, og send.`,
  keepOpen:
    'Lad siden være åben, til der står, at din indberetning er modtaget. Mange filer gennem Tor kan tage timer. Går linjen i stå, sender browseren videre alligevel.',
  barTitle: 'Så langt er filerne',
  answerTitle: 'Det blev der af indberetningen',
  waiting: 'Linjen begynder, når du sender.',
  rests: 'Linjen hviler, fordi intet er sendt et stykke tid.',
  wake: 'Vis linjen igen',
  receiving: (p) => `${p.percent} % af ${p.total} er nået frem.`,
  cleaning: (p) => `Alt er nået frem. Skjulte oplysninger fjernes: fil ${p.file} af ${p.files}.`,
  sealing: 'Alt er renset. Indberetningen forsegles.',
  done: 'Færdig. Se nedenfor.',
  toReceipt: 'Gå videre til din kvittering',
  again: 'Din tekst og dine filer er stadig på siden: tryk på “Send indberetningen” igen.',
  expired:
    'Intet er taget imod. Tryk på “Tilbage til min tekst”, og send derfra: intet af det, du skrev, er tabt.',
  toForm: 'Tilbage til min tekst',
};

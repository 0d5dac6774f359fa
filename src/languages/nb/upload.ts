import type { upload as texts } from '../en/upload.ts';

export const upload: typeof texts = {
  link: 'Store filer? En side med en linje som viser hvor langt du er',
  linkHint: 'Trykk her før du velger filer. Det du har skrevet, følger med.',
  title: 'Send med store filer',
  lead: (p) =>
    `Teksten din (${p.characters} tegn) og svarene dine følger med. Velg filene og send.`,
  keepOpen:
    'La siden være åpen til det står at varselet ditt er mottatt. Mange filer gjennom Tor kan ta timer. Stopper linjen, sender nettleseren videre likevel.',
  barTitle: 'Så langt er filene',
  answerTitle: 'Dette ble det av varselet',
  waiting: 'Linjen begynner når du sender.',
  rests: 'Linjen hviler fordi ingenting er sendt på en stund.',
  wake: 'Vis linjen igjen',
  receiving: (p) => `${p.percent} % av ${p.total} er kommet fram.`,
  cleaning: (p) => `Alt er kommet fram. Skjulte opplysninger fjernes: fil ${p.file} av ${p.files}.`,
  sealing: 'Alt er renset. Varselet forsegles.',
  done: 'Ferdig. Se nedenfor.',
  toReceipt: 'Gå videre til kvitteringen din',
  again: 'Teksten og filene er fortsatt på siden: trykk på «Send varselet» igjen.',
  expired:
    'Ingenting er tatt imot. Trykk på «Tilbake til teksten min» og send derfra: ingenting du skrev, er tapt.',
  toForm: 'Tilbake til teksten min',
};

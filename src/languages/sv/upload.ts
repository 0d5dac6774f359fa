import type { upload as texts } from '../en/upload.ts';

export const upload: typeof texts = {
  link: 'Stora filer? En sida med en mätare som visar hur långt du har kommit',
  linkHint: 'Tryck här innan du väljer filer. Det du har skrivit följer med.',
  title: 'Skicka med stora filer',
  lead: (p) =>
    `Din text (${p.characters} tecken) och dina svar följer med. Välj dina filer och skicka.`,
  keepOpen:
    'Låt sidan vara öppen tills det står att din rapport har kommit fram. Många filer genom Tor kan ta timmar. Stannar mätaren skickar webbläsaren vidare ändå.',
  barTitle: 'Så långt har filerna kommit',
  answerTitle: 'Vad det blev av rapporten',
  waiting: 'Mätaren börjar när du skickar.',
  rests: 'Mätaren vilar, eftersom inget har skickats på ett tag.',
  wake: 'Visa mätaren igen',
  receiving: (p) => `${p.percent} % av ${p.total} har kommit fram.`,
  cleaning: (p) => `Allt har kommit fram. Dold information tas bort: fil ${p.file} av ${p.files}.`,
  sealing: 'Allt är rensat. Rapporten förseglas.',
  done: 'Klart. Se nedan.',
  toReceipt: 'Gå vidare till din kvittens',
  again: 'Din text och dina filer finns kvar på sidan: tryck på ”Skicka rapporten” igen.',
  expired:
    'Inget har tagits emot. Tryck på ”Tillbaka till min text” och skicka därifrån: inget du skrev är förlorat.',
  toForm: 'Tillbaka till min text',
};

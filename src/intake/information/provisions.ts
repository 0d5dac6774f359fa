import type { Language } from '../../languages/language.ts';
import type { Law } from '../../languages/page-ids.ts';

/**
 * The provision that each statement of the pages rests on, shown under it. In the law's own language, but for the
 * directive, which is written in all of them. Sources: requirements §§ 3.1–3.7; a lawyer should sign them off.
 */

const DK = 'lov nr. 1436 af 29/06/2021';
const SE = 'lag (2021:890)';
const OSL = 'offentlighets- och sekretesslagen';
const NO = 'arbeidsmiljøloven';
const EU = 'direktiv (EU) 2019/1937';
const GDPR = 'GDPR';

export type Statement =
  | 'who'
  | 'what'
  | 'retaliation'
  | 'goodFaith'
  | 'secrecy'
  | 'name'
  | 'publicRecord'
  | 'external'
  | 'toPublic'
  | 'oral'
  | 'rights'
  | 'dataBasis'
  | 'dataComplaint'
  | 'accessibility';

const PROVISIONS: Record<Statement, Record<Law, string>> = {
  who: {
    dk: `${DK} § 3, nr. 7`,
    se: `${SE} 1 kap. 8 §`,
    no: `${NO} §§ 1-6, 2 A-1`,
    eu: `${EU} art. 4`,
  },
  what: {
    dk: `${DK} § 1, stk. 1`,
    se: `${SE} 1 kap. 2 §`,
    no: `${NO} § 2 A-1 (2)`,
    eu: `${EU} art. 2`,
  },
  retaliation: {
    // The burden of proof: art. 21(5), which the act carries out.
    dk: `${DK} § 8; ${EU} art. 21(5)`,
    se: `${SE} 3 kap.`,
    no: `${NO} §§ 2 A-3–2 A-5`,
    eu: `${EU} art. 4(4), 19, 21(5)`,
  },
  goodFaith: {
    dk: `${DK} §§ 6, 30`,
    se: `${SE} 4 kap.`,
    no: `${NO} § 2 A-1`,
    eu: `${EU} art. 6, 23`,
  },
  secrecy: {
    dk: `${DK} §§ 1, stk. 3, 7`,
    se: `${SE} 2 kap.`,
    no: `${NO} § 2 A-2 (1)`,
    eu: `${EU} art. 3, 21`,
  },
  name: {
    dk: `${DK} §§ 25–26`,
    se: `${OSL} 17 kap. 3 b §, 32 kap. 3 b §; ${SE} 5 kap. 8 § 4`,
    no: 'forvaltningsloven § 13; offentleglova § 3',
    eu: `${EU} art. 16`,
  },
  publicRecord: { dk: '', se: 'tryckfrihetsförordningen 2 kap.', no: '', eu: '' },
  external: {
    dk: `${DK} § 13`,
    se: `${SE} 5 kap. 9 §`,
    no: `${NO} § 2 A-2 (2)`,
    eu: `${EU} art. 10`,
  },
  toPublic: {
    dk: `${DK} § 5`,
    se: `tryckfrihetsförordningen 1 kap. 7 §, 3 kap. 5–6 §§; ${SE} 4 kap. 9 §`,
    no: `${NO} § 2 A-2 (3)`,
    eu: `${EU} art. 15`,
  },
  oral: {
    dk: `${DK} §§ 10, 24`,
    se: `${SE} 5 kap. 8 § 1, 8 kap. 1–3 §§`,
    no: '',
    eu: `${EU} art. 9(2), 18`,
  },
  rights: {
    dk: `${GDPR} art. 15–17`,
    se: `${GDPR} art. 15–17`,
    no: `${GDPR} art. 15–17`,
    eu: `${GDPR} art. 15–17`,
  },
  dataBasis: {
    dk: `${DK} § 22`,
    se: `${SE} 7 kap.`,
    no: `${GDPR} art. 6(1)(c); ${NO} § 2 A-3`,
    eu: `${GDPR} art. 6(1)(c); ${EU} art. 17`,
  },
  dataComplaint: {
    dk: `${GDPR} art. 77`,
    se: `${GDPR} art. 77`,
    no: `${GDPR} art. 77`,
    eu: `${GDPR} art. 77`,
  },
  accessibility: {
    dk: 'lov nr. 692 af 08/06/2018',
    se: 'lag (2018:1937)',
    no: 'likestillings- og diskrimineringsloven § 18',
    eu: 'direktiv (EU) 2016/2102',
  },
};

/** The provision, or nothing. */
export function provision(statement: Statement, law: Law, language: Language): string {
  const text = PROVISIONS[statement][law];
  return language === 'en' && law === 'eu' ? text.replaceAll('direktiv', 'Directive') : text;
}

/** The language in which the provisions of a law are written, for pages in another one. */
export function languageOf(law: Law, language: Language): Language {
  return ({ dk: 'da', se: 'sv', no: 'nb', eu: language } as const)[law];
}

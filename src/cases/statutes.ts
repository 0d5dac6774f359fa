/**
 * The provisions the rules rest on, by the key under which results name them. The citation is in the law's own language and
 * needs no translation. Read in the sources listed in the requirements, §§ 3.1–3.7; a lawyer should sign them off.
 */
export const STATUTES = {
  'dk-5': 'lov nr. 1436 af 29/06/2021 § 5',
  'dk-12-2': 'lov nr. 1436 af 29/06/2021 § 12, stk. 2',
  'dk-12-3': 'lov nr. 1436 af 29/06/2021 § 12, stk. 3',
  'dk-13': 'lov nr. 1436 af 29/06/2021 § 13',
  'dk-20-2-1': 'lov nr. 1436 af 29/06/2021 § 20, stk. 2, nr. 1',
  'dk-20-2-3': 'lov nr. 1436 af 29/06/2021 § 20, stk. 2, nr. 3',
  'dk-20-2-4': 'lov nr. 1436 af 29/06/2021 § 20, stk. 2, nr. 4',
  'dk-20-3': 'lov nr. 1436 af 29/06/2021 § 20, stk. 3',
  'dk-21': 'lov nr. 1436 af 29/06/2021 § 21',
  'dk-23': 'lov nr. 1436 af 29/06/2021 § 23',
  'eu-5-13': 'direktiv (EU) 2019/1937 art. 5(13)',
  'eu-9-1-b': 'direktiv (EU) 2019/1937 art. 9(1)(b)',
  'eu-9-1-f': 'direktiv (EU) 2019/1937 art. 9(1)(f)',
  'eu-10': 'direktiv (EU) 2019/1937 art. 10',
  'eu-11-2-b': 'direktiv (EU) 2019/1937 art. 11(2)(b)',
  'eu-11-2-d': 'direktiv (EU) 2019/1937 art. 11(2)(d)',
  'eu-11-2-e': 'direktiv (EU) 2019/1937 art. 11(2)(e)',
  'eu-11-3': 'direktiv (EU) 2019/1937 art. 11(3)–(4)',
  'eu-15-1-a': 'direktiv (EU) 2019/1937 art. 15(1)(a)',
  'eu-18-1': 'direktiv (EU) 2019/1937 art. 18(1)',
  'no-2a-2': 'arbeidsmiljøloven § 2 A-2',
  'no-2a-3': 'arbeidsmiljøloven § 2 A-3',
  'no-2a-6': 'arbeidsmiljøloven § 2 A-6',
  'se-4-7': 'lag (2021:890) 4 kap. 7 §',
  'se-4-9': 'lag (2021:890) 4 kap. 9 §',
  'se-5-8-2': 'lag (2021:890) 5 kap. 8 § 2',
  'se-5-8-3': 'lag (2021:890) 5 kap. 8 § 3',
  'se-5-9': 'lag (2021:890) 5 kap. 9 §',
  'se-7-8': 'lag (2021:890) 7 kap. 8 §',
} as const;

export type StatuteKey = keyof typeof STATUTES;

/**
 * What a number rests on. A routine is the organisation's own promise; it may name the duty it fills out, and may be set
 * otherwise, which a law may not.
 */
export type Basis =
  | { readonly kind: 'law'; readonly statute: StatuteKey }
  | { readonly kind: 'routine'; readonly statute: StatuteKey | null };

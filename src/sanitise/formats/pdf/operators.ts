/**
 * Content stream operators that may stay, with what they take (ISO 32000-1 annex A): n a number, s a string, a an array
 * of numbers, t an array of strings and numbers, / a name, * any number of components. Marked content (BMC BDC EMC MP
 * DP) and compatibility sections (BX EX) paint nothing and are where hidden properties live: they are not in the list.
 */
export const OPERATORS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ b: '', B: '', 'b*': '', 'B*': '', BT: '', c: 'nnnnnn', cm: 'nnnnnn' },
    ...{ CS: '/', cs: '/', d: 'an', d0: 'nn', d1: 'nnnnnn', Do: '/', ET: '' },
    ...{ f: '', F: '', 'f*': '', G: 'n', g: 'n', gs: '/', h: '', i: 'n' },
    ...{ j: 'n', J: 'n', K: 'nnnn', k: 'nnnn', l: 'nn', m: 'nn', M: 'n', n: '' },
    ...{ q: '', Q: '', re: 'nnnn', RG: 'nnn', rg: 'nnn', ri: '/', s: '', S: '' },
    ...{ SC: '*', sc: '*', SCN: '*', scn: '*', sh: '/', 'T*': '', Tc: 'n' },
    ...{ Td: 'nn', TD: 'nn', Tf: '/n', Tj: 's', TJ: 't', TL: 'n', Tm: 'nnnnnn' },
    ...{ Tr: 'n', Ts: 'n', Tw: 'n', Tz: 'n', v: 'nnnn', w: 'n', W: '', 'W*': '', y: 'nnnn' },
    ...{ "'": 's', '"': 'nns' },
  }),
);

/** What is drawn instead, when a layer that is off hides an operator: the state it leaves must stay the same. */
export const HIDDEN_INSTEAD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ b: 'h n', B: 'n', 'b*': 'h n', 'B*': 'n', f: 'n', F: 'n', 'f*': 'n', s: 'h n', S: 'n' },
    ...{ Do: '', sh: '', Tj: '', TJ: '', "'": 'T*', '"': 'T*' },
  }),
);

/** More components than any colour space has, to bound `*`. */
export const MAX_COMPONENTS = 33;

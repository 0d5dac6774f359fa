import type { RemovalKind } from '../../outcome.ts';

/** ID3 frame names, APE keys and Vorbis field names by what they tell. */
const KINDS: [RemovalKind, RegExp][] = [
  ['embeddedFile', /^(?:GEOB|GEO)$/],
  ['picture', /^(?:APIC|PIC|METADATA_BLOCK_PICTURE|COVERART.*|Cover Art.*)$/i],
  ['chapter', /^(?:CHAP|CTOC|CHAPTER.*|cuesheet)$/i],
  [
    'author',
    /^(?:T[PE]\d|TP[E1-4]\d?|TCOM?|TCM|TEXT|TXT|TOPE|TOLY|TOWN|TPUB|TPB|artist|album.?artist|composer|performer|author|conductor|publisher|organization|contact|writer|owner)$/i,
  ],
  [
    'time',
    /^(?:T(?:DRC|DRL|DEN|DOR|DTG|DAT|YER|YE|IME|IM|DA|RDA|RD|ORY|OR)|date|year|.*_?time|recorded.*)$/i,
  ],
  ['software', /^(?:TSSE|TSS|TENC?|TEN|encoder.*|encoded.?by|encoding|software|vendor|tool.*)$/i],
  ['location', /^(?:.*location.*|.*gps.*|geo.*|latitude|longitude)$/i],
  ['device', /^(?:TMED|TMT|make|model|source.?medium|device.*)$/i],
  ['identifier', /^(?:UFID|UFI|PRIV|OWNE|MCDI|MCI|TSRC|TRC|isrc|.*_id|mcn|upc|serial.*)$/i],
  ['externalLink', /^(?:W[A-Z]{2,3}|LINK|LNK|url|website)$/i],
  [
    'description',
    /^(?:T[A-Z0-9]{2,3}|COMM?|COM|USLT|ULT|SYLT|SLT|title|album|comment|description|genre|copyright|license|lyrics|track.*|.*)$/i,
  ],
];

export function kindOf(name: string): RemovalKind {
  return KINDS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';
}

// ICC.1:2022 (and v2): what a transform is made of. Everything else in a profile names makers, devices, programs, times.
const TAGS = new Set([
  ...['rXYZ', 'gXYZ', 'bXYZ', 'wtpt', 'bkpt', 'rTRC', 'gTRC', 'bTRC', 'kTRC', 'chad', 'cicp'],
  ...['A2B0', 'A2B1', 'A2B2', 'B2A0', 'B2A1', 'B2A2', 'gamt'],
]);
const TYPES = new Set(['XYZ ', 'curv', 'para', 'sf32', 'mft1', 'mft2', 'mAB ', 'mBA ', 'cicp']);

const COMPONENTS = new Map([
  ['GRAY', 1],
  ['RGB ', 3],
  ['Lab ', 3],
  ['CMYK', 4],
]);

// Header bytes that stay: version, class, colour spaces, the signature, the rendering intent, the illuminant.
const KEPT_HEADER: [number, number][] = [
  [8, 24],
  [36, 40],
  [64, 80],
];

/** The description and copyright every profile must have, saying nothing. */
const neutralTags = (version: number): [string, Buffer][] => {
  if (version >= 4) {
    const text = Buffer.concat([
      Buffer.from('mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x02\0\0\0\x1c', 'latin1'),
      Buffer.from('\0-', 'latin1'),
    ]);
    return [
      ['desc', text],
      ['cprt', text],
    ];
  }
  // textDescriptionType: one character and its zero, then an empty Unicode and an empty Macintosh form.
  const description = Buffer.concat([
    Buffer.from('desc\0\0\0\0\0\0\0\x02-\0', 'latin1'),
    Buffer.alloc(8 + 3 + 67),
  ]);
  return [
    ['desc', description],
    ['cprt', Buffer.from('text\0\0\0\0-\0', 'latin1')],
  ];
};

/**
 * A profile with only what turns colours into colours; undefined when it is none for so many components, as viewers then
 * do without it.
 */
export function filterProfile(profile: Buffer, components: number): Buffer | undefined {
  if (profile.length < 132 || profile.toString('latin1', 36, 40) !== 'acsp') return undefined;
  if (COMPONENTS.get(profile.toString('latin1', 16, 20)) !== components) return undefined;
  const count = profile.readUInt32BE(128);
  if (count > 100 || 132 + count * 12 > profile.length) return undefined;
  const tags = neutralTags(profile[8] as number);
  for (let i = 0; i < count; i++) {
    const at = 132 + i * 12;
    const name = profile.toString('latin1', at, at + 4);
    const [offset, size] = [profile.readUInt32BE(at + 4), profile.readUInt32BE(at + 8)];
    if (!TAGS.has(name) || offset + size > profile.length || size < 8) continue;
    const data = profile.subarray(offset, offset + size);
    if (TYPES.has(data.toString('latin1', 0, 4))) tags.push([name, data]);
  }
  return tags.length > 2 ? profileOf(profile, tags) : undefined;
}

function profileOf(original: Buffer, tags: [string, Buffer][]): Buffer {
  const header = Buffer.alloc(132 + tags.length * 12);
  for (const [from, to] of KEPT_HEADER) original.copy(header, from, from, to);
  header.writeUInt32BE(tags.length, 128);
  const bodies: Buffer[] = [];
  const places = new Map<string, number>();
  let end = header.length;
  for (const [index, [name, data]] of tags.entries()) {
    const content = data.toString('latin1');
    const place = places.get(content) ?? end;
    if (place === end) {
      const padded = Buffer.concat([data], (data.length + 3) & ~3);
      bodies.push(padded);
      end += padded.length;
      places.set(content, place);
    }
    const at = 132 + index * 12;
    header.write(name, at, 'latin1');
    header.writeUInt32BE(place, at + 4);
    header.writeUInt32BE(data.length, at + 8);
  }
  header.writeUInt32BE(end, 0);
  return Buffer.concat([header, ...bodies]);
}

import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import { findMarkers, useSanitiser } from './judges.ts';
import { type Folder, writeCompound } from './office/compound-writer.ts';
import { planter } from './office/dirty-zip.ts';

/** A folder of properties: texts, bytes and numbers by their id. */
function properties(
  head: number,
  values: Record<string, string | Buffer | number | Date>,
  more: Folder = {},
): Folder {
  const folder: Folder = {};
  const list: Buffer[] = [Buffer.alloc(head)];
  for (const [id, value] of Object.entries(values)) {
    const entry = Buffer.alloc(16);
    entry.writeUInt16LE(Number.parseInt(id, 16), 2);
    if (typeof value === 'number') {
      entry.writeUInt16LE(3, 0);
      entry.writeInt32LE(value, 8);
    } else if (value instanceof Date) {
      entry.writeUInt16LE(0x40, 0);
      entry.writeBigUInt64LE((BigInt(value.getTime()) + 11_644_473_600_000n) * 10_000n, 8);
    } else {
      const bytes = typeof value === 'string' ? Buffer.from(value, 'utf16le') : value;
      const type = typeof value === 'string' ? 0x1f : 0x102;
      entry.writeUInt16LE(type, 0);
      entry.writeUInt32LE(bytes.length, 8);
      folder[`__substg1.0_${id}${type === 0x1f ? '001F' : '0102'}`] = bytes;
    }
    list.push(entry);
  }
  return { '__properties_version1.0': Buffer.concat(list), ...folder, ...more };
}

async function dirty() {
  const { plant: p, planted } = planter();
  const photo = await sharp({
    create: { width: 90, height: 90, channels: 3, background: '#3060a0' },
  })
    .withExif({ IFD0: { Artist: p('artist') } })
    .jpeg()
    .toBuffer();
  const file = writeCompound(
    properties(
      32,
      {
        '001A': 'IPM.Note',
        '0037': 'Hemmeligt – æøå',
        '0039': new Date('2021-02-01T09:00:00Z'),
        '3007': new Date('2021-02-01T09:11:12Z'),
        '0C1A': 'Boss, The',
        '0C1F': `/O=CORP/OU=X/CN=${p('directoryName')}`,
        '5D01': 'boss@example.org',
        '007D': `Received: from ${p('transport')}`,
        '1035': `<${p('messageId')}@example.org>`,
        '3FF8': p('creator'),
        '3FFA': p('lastModifier'),
        '0E04': p('displayTo'),
        '1000': 'Text of the letter',
        '1013': Buffer.from(
          `<html><head><meta name="author" content="${p('pageAuthor')}"></head><body><p>Page of the letter</p><img src="https://${p('beacon')}.example/p.gif"></body></html>`,
        ),
        '3FDE': 65001,
        '8001': p('named'),
      },
      {
        [`__nameid_version1.0`]: { '__substg1.0_00020102': Buffer.from(p('nameid')) },
        '__recip_version1.0_#00000000': properties(8, {
          '3001': 'Jørgen Ås',
          '39FE': 'jorgen@example.org',
          '3003': `/O=CORP/CN=${p('recipientDn')}`,
          '0C15': 1,
        }),
        '__recip_version1.0_#00000001': properties(8, {
          '3001': p('bcc'),
          '39FE': 'x@example.org',
          '0C15': 3,
        }),
        '__attach_version1.0_#00000000': properties(8, {
          '3701': photo,
          '3707': `${p('longName')}.jpg`,
          '3705': 1,
        }),
        '__attach_version1.0_#00000001': properties(
          8,
          { '3705': 5 },
          {
            '__substg1.0_3701000D': properties(24, {
              '001A': 'IPM.Note',
              '0037': 'inner',
              '5D01': 'inner@example.org',
              '0039': new Date('2021-01-01T00:00:00Z'),
              '1000': 'Inner text',
              '007D': p('innerTransport'),
            }),
          },
        ),
      },
    ),
  );
  return { file, planted };
}

describe('cleaning an Outlook message', () => {
  const clean = useSanitiser();

  it('makes mail of what it shows and leaves none of the planted words', async () => {
    const { file, planted } = await dirty();
    expect(findMarkers(file, planted)).to.deep.equal(planted);
    const { result, bytes } = await clean(file);
    expect(result).to.include({ clean: true, type: 'eml' });
    expect(findMarkers(bytes, planted)).to.deep.equal([]);
    const [header = ''] = bytes.toString('latin1').split('\r\n\r\n');
    const encoded = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
    expect(header.split('\r\n').slice(0, 4)).to.deep.equal([
      'From: "Boss, The" <boss@example.org>',
      `To: ${encoded('Jørgen Ås')} <jorgen@example.org>`,
      `Subject: ${encoded('Hemmeligt – æøå')}`,
      'Date: Mon, 01 Feb 2021 09:00:00 +0000',
    ]);
    const bodies = [...bytes.toString('latin1').matchAll(/base64\r\n\r\n([^-]*)/g)].map(
      ([, body = '']) => Buffer.from(body, 'base64').toString(),
    );
    expect(bodies[0]).to.equal('Text of the letter');
    expect(bodies[1]).to.include('Page of the letter');
    expect(bodies.at(-1)).to.equal('Inner text');
    expect(bytes.toString())
      .to.include('filename="attachment-1.jpg"')
      .and.include('message/rfc822');
    const again = await clean(bytes);
    expect(again.result).to.deep.include({ clean: true, removed: [] });
  });

  for (const [kind, reason] of [
    ['IPM.Note.SMIME.MultipartSigned', 'signed'],
    ['IPM.Note.SMIME', 'encrypted'],
    ['IPM.Contact', 'unsupported'],
  ] as const) {
    it(`refuses ${kind}`, async () => {
      const file = writeCompound(properties(32, { '001A': kind, '1000': 'x' }));
      const { result } = await clean(file);
      expect(result).to.deep.equal({ clean: false, type: 'msg', reason });
    });
  }

  it('never passes with a planted word inside, however it is broken', async () => {
    const { file, planted } = await dirty();
    const flips = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(7)), {
      minLength: 1,
      maxLength: 4,
    });
    // In these a flipped bit can turn what is left out into what is shown.
    const hidden = planted.filter((word) => !/directoryName|recipientDn|bcc/.test(word));
    await fc.assert(
      fc.asyncProperty(flips, async (flipped) => {
        const broken = Buffer.from(file);
        for (const [at, bit] of flipped) broken[at] = (broken[at] ?? 0) ^ (1 << bit);
        const { result, bytes } = await clean(broken);
        if (result.clean) expect(findMarkers(bytes, hidden)).to.deep.equal([]);
      }),
      { numRuns: 12 },
    );
  });
});

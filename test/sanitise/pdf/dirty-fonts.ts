/** Encrypts as Type 1 programs are (Adobe Type 1 Font Format § 7.3). */
function encrypted(plain: Buffer): Buffer {
  let key = 55665;
  return Buffer.from(
    plain.map((byte) => {
      const cipher = (byte ^ (key >> 8)) & 255;
      key = ((cipher + key) * 52845 + 22719) & 0xffff;
      return cipher;
    }),
  );
}

/** A Type 1 program whose A is a square, with words in comments and strings of both its parts and behind its end. */
export function type1Font(plant: (place: string) => string): {
  clear: Buffer;
  secret: Buffer;
  trailer: Buffer;
} {
  const clear = Buffer.from(
    `%!PS-AdobeFont-1.0: Square 1.0 ${plant('FirstLine')}
%%CreationDate: ${plant('Created')}
11 dict begin
/FontInfo 9 dict dup begin
/version (${plant('Version')}) readonly def
/Notice (Copyright \\(c\\) ${plant('Notice')}) readonly def
/FullName (${plant('FullName')}) readonly def
end readonly def
/FontName /QZQZQZ+Square def
/PaintType 0 def
/FontType 1 def
/FontMatrix [0.001 0 0 0.001 0 0] readonly def
/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for
dup 65 /A put
readonly def
/FontBBox {0 0 1000 1000} readonly def
currentdict end
currentfile eexec
`,
    'latin1',
  );
  // hsbw 0 1000; 100 100 rmoveto; 800 hlineto; 800 vlineto; -800 hlineto; closepath; endchar.
  const square = Buffer.from([
    139, 250, 124, 13, 239, 239, 21, 249, 180, 6, 249, 180, 7, 253, 180, 6, 9, 14,
  ]);
  const glyph = (program: Buffer): Buffer => {
    let key = 4330;
    return Buffer.from(
      Buffer.concat([Buffer.alloc(4), program]).map((byte) => {
        const cipher = (byte ^ (key >> 8)) & 255;
        key = ((cipher + key) * 52845 + 22719) & 0xffff;
        return cipher;
      }),
    );
  };
  const notdef = glyph(Buffer.from([139, 139, 13, 14]));
  const shown = glyph(square);
  const plain = Buffer.concat([
    Buffer.from(
      `abcddup /Private 8 dict dup begin
% ${plant('PrivateComment')}
/Owner (${plant('PrivateString')}) def
/RD {string currentfile exch readstring pop} executeonly def
/ND {noaccess def} executeonly def
/NP {noaccess put} executeonly def
/BlueValues [] def
/password 5839 def
2 index /CharStrings 2 dict dup begin
/.notdef ${notdef.length} RD `,
      'latin1',
    ),
    notdef,
    Buffer.from(` ND\n/A ${shown.length} RD `),
    shown,
    Buffer.from(
      ` ND\nend\nend\nreadonly put\nnoaccess put\ndup/FontName get exch definefont pop\nmark currentfile closefile\n${plant('AfterPrivate')}`,
    ),
  ]);
  const trailer = `\n${`${'0'.repeat(64)}\n`.repeat(8)}cleartomark\n% ${plant('AfterFont')}`;
  return { clear, secret: encrypted(plain), trailer: Buffer.from(trailer, 'latin1') };
}

/** An OpenType font made of these tables, in this order. */
export function fontOfTables(tables: Readonly<Record<string, Buffer>>): Buffer {
  const names = Object.keys(tables);
  const head = Buffer.alloc(12 + names.length * 16);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt16BE(names.length, 4);
  const bodies: Buffer[] = [];
  let end = head.length;
  for (const [index, name] of names.entries()) {
    const table = tables[name] ?? Buffer.alloc(0);
    const at = 12 + index * 16;
    head.write(name, at, 'latin1');
    head.writeUInt32BE(end, at + 8);
    head.writeUInt32BE(table.length, at + 12);
    const padded = Buffer.concat([table], (table.length + 3) & ~3);
    bodies.push(padded);
    end += padded.length;
  }
  return Buffer.concat([head, ...bodies]);
}

/** The tables of an OpenType font by name. */
export function tablesOf(font: Buffer): Record<string, Buffer> {
  const tables: Record<string, Buffer> = {};
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16) {
    const offset = font.readUInt32BE(at + 8);
    tables[font.toString('latin1', at, at + 4)] = font.subarray(
      offset,
      offset + font.readUInt32BE(at + 12),
    );
  }
  return tables;
}
